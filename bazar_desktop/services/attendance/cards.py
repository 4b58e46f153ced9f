"""Vendor cards at the gate: whose card this is, why it is not taken, and a new one for a lost one."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.attendance.cards import VendorCard, read_card, read_issued_code
from bazar_desktop.domain.calendar import format_numeric_date
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.bazaars.bazaars import (
    BazaarCodeAmbiguous,
    BazaarFacts,
    UnknownBazaar,
    bazaar_of,
    by_code,
    find_bazaar,
)
from bazar_desktop.services.bazaars.participants import (
    NamedParticipation,
    UnknownParticipant,
    card_code,
    participation,
    printed_for,
    words_of,
)
from bazar_desktop.services.day.seal_guard import require_open
from bazar_desktop.services.settings.regions import regions
from bazar_desktop.store.actions import action, same_action
from bazar_desktop.store.tables import Bazaar, Participation, Vendor


class UnknownCard(BazarError):
    """The card is sound and of this bazaar, but nobody here has it. Facts: code."""


class CardOfAnotherBazaar(BazarError):
    """The card was printed for another bazaar. Facts: code, place (what is known of that bazaar)."""


class CardSuperseded(BazarError):
    """A newer card was printed for this participant; this one was lost. Facts: code, serial."""


def holder_of(session: Session, bazaar_id: str, code: str) -> NamedParticipation:
    """Whose card `code` is, as scanned or typed; bazaar, participation and vendor in one statement.

    Raises NotACard, CardDamaged, CardOfAnotherBazaar, UnknownCard, CardSuperseded.
    """
    card = read_card(code)
    query = (
        select(Bazaar, Participation, Vendor)
        .outerjoin(Participation, (Participation.bazaar_id == Bazaar.id) & printed_for(card))
        .outerjoin(Vendor, Vendor.id == Participation.vendor_id)
        .where(Bazaar.id == bazaar_id)
    )
    bazaar, row, vendor = session.execute(query).first() or (None, None, None)
    if bazaar is None or card.bazaar != (bazaar.code or "").upper():
        raise CardOfAnotherBazaar(code=card.bazaar, place=_place_of(session, card.bazaar))
    if row is None and (others := set(by_code(session, card.bazaar)) - {bazaar_id}):
        raise CardOfAnotherBazaar(code=card.bazaar, place=_place(bazaar_of(session, min(others))))
    if row is None:
        raise UnknownCard(code=_plain_code(card))
    if card.serial < (row.card_serial or 1):
        raise CardSuperseded(code=_plain_code(card), serial=row.card_serial)
    return NamedParticipation(row, words_of(session, row, vendor))


@action("cards.reissue_card")
def reissue_card(session: Session, *, participation_id: str) -> str:
    """A new card in place of a lost one, which is refused from now on. Returns its code.

    Raises UnknownParticipant, UnknownCard where none was issued, NumberOutOfRange after the 99th.
    """
    row = participation(session, participation_id)
    if not row.card_number:
        raise UnknownCard(code="")
    row.card_serial = (row.card_serial or 1) + 1
    return card_code(bazaar_of(session, row.bazaar_id).code, row)


@same_action(reissue_card)
def reissue_at_gate(session: Session, *, bazaar_id: str, day: date, participation_id: str) -> str:
    """`reissue_card` for somebody of this bazaar, on a day that still takes entries.

    Raises NotADayOfThisBazaar, DayIsClosed and what `reissue_card` raises.
    """
    require_open(session, bazaar_id, day)
    if participation(session, participation_id).bazaar_id != bazaar_id:
        raise UnknownParticipant()
    return reissue_card(session, participation_id=participation_id)


def card_of(session: Session, row: Participation) -> str:
    """The code on the card of `row`; "" where none was issued."""
    code = session.execute(select(Bazaar.code).where(Bazaar.id == row.bazaar_id)).scalar()
    return card_code(code or "", row)


def _plain_code(card: VendorCard) -> str:
    return f"{card.device}{card.number}.{card.serial}"


def _place_of(session: Session, code: str) -> str:
    """The lokasi and first day of another bazaar: from this store, or from the code itself."""
    try:
        known = find_bazaar(session, code)
    except BazaarCodeAmbiguous as error:
        return str(error.facts["bazaars"])
    except UnknownBazaar:
        issued = read_issued_code(code)
        if issued is None:
            return code
        return f"{regions().by_code[issued[0]].name}, {format_numeric_date(issued[1])}"
    return _place(known)


def _place(known: BazaarFacts) -> str:
    return ", ".join([known.lokasi or known.name, *(format_numeric_date(day.day) for day in known.days[:1])])
