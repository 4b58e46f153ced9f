"""Who takes part in a bazaar: participations, their cards and the reserve."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.attendance.cards import NumberOutOfRange, VendorCard, make_card
from bazar_desktop.domain.day.model import COACH, PARTNER, VENDOR
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.identifiers import mask_phone
from bazar_desktop.domain.placement.request import TooManyBoothsWanted, most_booths
from bazar_desktop.domain.values.words import PARTICIPATION_STATES, SOURCES
from bazar_desktop.language import _
from bazar_desktop.services.bazaars.bazaars import UnknownBazaar
from bazar_desktop.services.bazaars.party_names import PartyWords, uncounted_names
from bazar_desktop.services.settings.agencies import AgencyNameMissing, agency_id, agency_names
from bazar_desktop.store.actions import action, same_action
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.rows import enter, require_seen
from bazar_desktop.store.tables import Agency, Bazaar, Participation, Vendor, row_of

STATUSES = PARTICIPATION_STATES
APPLICANT, INVITED, CONFIRMED, RESERVE, CANCELLED, REJECTED = STATUSES
LIST, WALK_IN, SUBSTITUTE = SOURCES
FOR_ONE_DAY = frozenset({WALK_IN, SUBSTITUTE})  # confirmed for the day they came, expected on no other


class AlreadyParticipating(BazarError):
    """The vendor or agency takes part in this bazaar already. Facts: name, "" where nothing names it."""


class UnknownParticipant(BazarError):
    """No participation has this id or card in this bazaar."""


class UnknownStatus(BazarError):
    """A status that no participation has."""


class PartyUnclear(BazarError):
    """A participation has exactly one party."""


@dataclass(frozen=True, slots=True)
class ParticipantFacts:
    """A participation as lists show it. `name` and `business` are the agency's for a desk or a mitra."""

    id: str
    bazaar_id: str
    party: str
    vendor_id: str | None
    agency_id: str | None
    name: str
    business: str
    product: str
    category: str
    agency: str
    phone: str
    status: str
    source: str
    reserve_order: int | None
    card: str
    needs_power: bool
    needs_water: bool
    open_fire: bool
    booth_count: int
    pinned_booth_id: str | None
    preference: str
    note: str
    changed_at: str
    wheelchair: bool = False
    stand_width: int = 0  # centimetres the stand needs at the counter, 0 for any booth


@action("participants.add")
def add_participation(
    session: Session,
    /,
    bazaar_id: str,
    *,
    vendor_id: str | None = None,
    agency_id: str | None = None,
    party: str = VENDOR,
    status: str = CONFIRMED,
    source: str = LIST,
    **values: Any,
) -> str:
    """Let one party take part; returns the participation's id. Gives it the device's next card number.

    Raises PartyUnclear, UnknownStatus, AlreadyParticipating.
    """
    if (party == VENDOR) != (vendor_id is not None) or (party in {COACH, PARTNER}) != (agency_id is not None):
        raise PartyUnclear()
    if status not in STATUSES:
        raise UnknownStatus(status=status)
    _require_new(session, bazaar_id, party, vendor_id, agency_id)
    letter = get_fact(session, "letter")
    if status == RESERVE and values.get("reserve_order") is None:
        values["reserve_order"] = _next_reserve(session, bazaar_id)
    row = enter(
        session,
        Participation,
        bazaar_id=bazaar_id,
        party=party,
        vendor_id=vendor_id,
        agency_id=agency_id,
        status=status,
        source=source,
        card_letter=letter,
        card_number=_next_card(session, bazaar_id, letter),
        card_serial=1,
        **values,
    )
    session.flush()
    return row.id


def _require_new(
    session: Session, bazaar_id: str, party: str, vendor_id: str | None, agency_id: str | None
) -> None:
    """Raise AlreadyParticipating where the vendor or agency takes part in the bazaar as this party."""
    query = select(Participation.id).where(
        Participation.bazaar_id == bazaar_id,
        Participation.withdrawn.is_(False),
        Participation.party == party,
        Participation.vendor_id == vendor_id if vendor_id else Participation.agency_id == agency_id,
    )
    if session.execute(query).first():
        vendor = session.get(Vendor, vendor_id) if vendor_id else None
        agency = session.get(Agency, agency_id) if agency_id else None
        name = (vendor and (vendor.business or vendor.name)) or (agency and agency.name) or ""
        raise AlreadyParticipating(name=name)


@same_action(add_participation)
def add_partner(session: Session, bazaar_id: str, *, name: str) -> str:
    """Let a mitra of this name take part, entered as an agency where it is new; returns the participation's id.

    Raises AgencyNameMissing, AlreadyParticipating.
    """
    agency = agency_id(session, name, PARTNER)
    if agency is None:
        raise AgencyNameMissing()
    session.flush()
    return add_participation(session, bazaar_id, agency_id=agency, party=PARTNER)


def _next_card(session: Session, bazaar_id: str, letter: str) -> int:
    query = select(func.max(Participation.card_number)).where(
        Participation.bazaar_id == bazaar_id, Participation.card_letter == letter
    )
    return (session.execute(query).scalar() or 0) + 1


def _next_reserve(session: Session, bazaar_id: str) -> int:
    query = select(func.max(Participation.reserve_order)).where(Participation.bazaar_id == bazaar_id)
    return (session.execute(query).scalar() or 0) + 1


def list_participants(
    session: Session, bazaar_id: str, *, statuses: Collection[str] = ()
) -> list[ParticipantFacts]:
    """Everybody who takes part (only of `statuses`, where given), in the order of their cards."""
    bazaar = row_of(session, Bazaar, bazaar_id)
    if bazaar is None:
        raise UnknownBazaar(code=bazaar_id[:8])
    query = (
        select(Participation, Vendor)
        .outerjoin(Vendor, Vendor.id == Participation.vendor_id)
        .where(Participation.bazaar_id == bazaar_id, Participation.withdrawn.is_(False))
        .order_by(Participation.card_letter, Participation.card_number)
    )
    if statuses:
        query = query.where(Participation.status.in_(statuses))
    pairs = session.execute(query).all()
    names, vendors = agency_names(session), {vendor.id for _row, vendor in pairs if vendor is not None}
    uncounted = uncounted_names(session, [row for row, _vendor in pairs], vendors, names)
    return [participant_facts(row, bazaar.code, vendor, names, uncounted) for row, vendor in pairs]


def vendors_of(session: Session, rows: list[Participation]) -> dict[str, Vendor]:
    """Give the vendors of these participations by id, withdrawn ones too: what was sold stays in the sum."""
    ids = sorted({row.vendor_id for row in rows if row.vendor_id})
    vendors: dict[str, Vendor] = {}
    for start in range(0, len(ids), 500):
        query = select(Vendor).where(Vendor.id.in_(ids[start : start + 500]))
        vendors.update({row.id: row for row in session.execute(query).scalars()})
    return vendors


@action("participants.change")
def change_participation(
    session: Session,
    participation_id: str,
    *,
    status: str,
    reserve_order: int | None = None,
    preference: str = "",
    note: str = "",
    booth_count: int = 1,
    seen: str | None = None,
) -> None:
    """Put a place in the bazaar right. A reserve without an order goes last; others have none.

    `preference` is the booth or neighbour that the party wishes. Raises UnknownParticipant, UnknownStatus,
    NumberOutOfRange, TooManyBoothsWanted, MovedOn where the row has changed since `seen`.
    """
    row = participation(session, participation_id)
    require_seen(row, seen)
    if status not in STATUSES:
        raise UnknownStatus(status=status)
    most = most_booths(row.party or VENDOR)
    if booth_count < 1:
        raise NumberOutOfRange(number=booth_count, largest=most)
    if booth_count > most:  # else nobody could be placed
        raise TooManyBoothsWanted(name=party_words(session, row).business, wanted=booth_count)
    if status != RESERVE:
        reserve_order = None
    elif reserve_order is None:
        reserve_order = row.reserve_order or _next_reserve(session, row.bazaar_id)
    row.status, row.reserve_order = status, reserve_order
    if booth_count != (row.booth_count or 1):  # blank says one booth; writing that down changes nothing
        row.booth_count = booth_count
    row.preference, row.note = preference.strip() or None, note.strip() or None
    session.flush()


def participation_by_card(session: Session, bazaar_id: str, card: VendorCard) -> Participation:
    """The participation that this card was printed for, whatever its serial. Raises UnknownParticipant."""
    query = select(Participation).where(Participation.bazaar_id == bazaar_id, printed_for(card))
    row = session.execute(query).scalars().first()
    if row is None:
        raise UnknownParticipant()
    return row


def printed_for(card: VendorCard) -> ColumnElement[bool]:
    """That a participation of the card's bazaar is the one which the card was printed for."""
    return and_(
        Participation.withdrawn.is_(False),
        Participation.card_letter == card.device,
        Participation.card_number == card.number,
    )


def participation(session: Session, participation_id: str) -> Participation:
    """Raises UnknownParticipant."""
    row = row_of(session, Participation, participation_id)
    if row is None:
        raise UnknownParticipant()
    return row


@dataclass(frozen=True)
class NamedParticipation:
    """A participation and how its party is called, read once for an act."""

    row: Participation
    words: PartyWords


def named(session: Session, row: Participation) -> NamedParticipation:
    """`row` with how its party is called."""
    return NamedParticipation(row, party_words(session, row))


def business_of(vendor: Vendor) -> str:
    """What a vendor's business is called; of who was erased, and has neither name nor business left, that it is so."""
    return vendor.business or ("" if vendor.name else _("(dihapus)"))


def category_of(vendor: Vendor | None, party: str | None) -> str:
    """Give the category of a party; a UMKM whose row of the register does not count here has none."""
    if vendor is not None:
        return vendor.category or ""
    return "" if (party or VENDOR) == VENDOR else "mitra"


def party_words(session: Session, row: Participation) -> PartyWords:
    """How the party of `row` is called; "" where its vendor or agency has not reached this store.

    Where that came as a usul, what the laptop called it, marked.
    """
    return words_of(session, row, session.get(Vendor, row.vendor_id) if row.vendor_id else None)


def words_of(session: Session, row: Participation, vendor: Vendor | None) -> PartyWords:
    """`party_words` where the vendor (None: it is not here) was read already."""
    if vendor is not None:
        return PartyWords(vendor.name or "", business_of(vendor) or vendor.name or "")
    agency = session.get(Agency, row.agency_id) if row.agency_id else None
    if agency is not None and agency.name:
        return PartyWords(agency.name, agency.name)
    return uncounted_names(session, [row], (), {}).get(row.id, PartyWords("", ""))


def card_code(code: str, row: Participation) -> str:
    """Tell what the card of `row` says; "" where none was issued."""
    if not code or not row.card_letter or not row.card_number:
        return ""
    return make_card(code, row.card_letter, row.card_number, row.card_serial or 1)


def participant_facts(
    row: Participation,
    code: str,
    vendor: Vendor | None,
    agencies: dict[str, str],
    uncounted: Mapping[str, PartyWords],
) -> ParticipantFacts:
    """`row` as lists show it; `code` is its bazaar's, `agencies` are names by id, `uncounted` as `uncounted_names`."""
    agency = agencies.get((vendor.agency_id if vendor else row.agency_id) or "", "")
    other = uncounted.get(row.id, PartyWords(agency, agency))
    return ParticipantFacts(
        id=row.id,
        bazaar_id=row.bazaar_id,
        party=row.party or VENDOR,
        vendor_id=row.vendor_id,
        agency_id=row.agency_id,
        name=(vendor.name if vendor else other.name) or "",
        business=business_of(vendor) if vendor else other.business,
        product=(vendor.product if vendor else "") or "",
        category=(vendor.category if vendor else "mitra" if row.party == PARTNER else "") or "",
        agency=agency,
        phone=mask_phone(vendor.phone) if vendor and vendor.phone else "",
        status=row.status or APPLICANT,
        source=row.source or LIST,
        reserve_order=row.reserve_order,
        card=card_code(code, row),
        needs_power=_need(row.needs_power, vendor.needs_power if vendor else None),
        needs_water=_need(row.needs_water, vendor.needs_water if vendor else None),
        open_fire=_need(row.open_fire, vendor.open_fire if vendor else None),
        booth_count=row.booth_count or 1,
        pinned_booth_id=row.pinned_booth_id,
        preference=row.preference or "",
        note=row.note or "",
        changed_at=row.changed_at,
        wheelchair=bool(row.wheelchair),
        stand_width=row.stand_width or 0,
    )


def _need(own: bool | None, vendor: bool | None) -> bool:
    """What the participation says, or the vendor's usual need where it says nothing."""
    return bool(vendor) if own is None else own
