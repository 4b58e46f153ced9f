"""One bazaar day read whole: the rows that the grid, the papers, the files and the totals all share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import BLANK, EXPECTED, VENDOR, DayRow, DaySheet
from bazar_desktop.domain.identifiers import mask_phone
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, bazaar_of
from bazar_desktop.services.bazaars.days import day_among, off_course
from bazar_desktop.services.bazaars.participants import (
    CONFIRMED,
    FOR_ONE_DAY,
    business_of,
    card_code,
    category_of,
)
from bazar_desktop.services.bazaars.party_names import PartyWords, uncounted_names
from bazar_desktop.services.day.newcomers import newcomers_now
from bazar_desktop.services.day.register_kept import NOTHING_KEPT, KeptRegister, kept_registers
from bazar_desktop.services.day.seal_reach import Place
from bazar_desktop.services.journal.undecided import count_decisions
from bazar_desktop.services.register.vendors import people
from bazar_desktop.services.settings.agencies import agency_names
from bazar_desktop.services.settings.values import paper_settings
from bazar_desktop.store.own_facts import get_fact, own_end
from bazar_desktop.store.tables import (
    Allocation,
    Attendance,
    Booth,
    DayClose,
    OmzetEntry,
    Participation,
    Vendor,
)

Key = tuple[str, int]  # participation id, session


@dataclass(frozen=True)
class BazaarRead:
    """Who takes part in a bazaar, read once for all that an act asks of its days.

    `persons` maps a vendor id that is joined with others to the one that stands for the person; `newcomers` are the
    vendors who took part in no bazaar that began before this one, as far as this store knows. `uncounted` names the
    parties, by participation, whose vendor or agency does not count here. `kept` is what reopened days say as sealed.
    """

    bazaar: BazaarFacts
    participations: dict[str, Participation]
    vendors: dict[str, Vendor]
    agencies: dict[str, str]
    persons: dict[str, str]
    newcomers: set[str]
    uncounted: dict[str, PartyWords]
    kept: Mapping[Place, KeptRegister]


@dataclass
class DayRead:
    """What is known of one day, by participation and session.

    A reopened day has the `vendors` and `agencies` of its last seal, and changes of the register that are `left_out`.
    """

    booths: dict[Key, list[str]]
    attendance: dict[Key, Attendance]
    omzet: dict[Key, OmzetEntry]
    participations: dict[str, Participation]
    vendors: dict[str, Vendor]
    agencies: dict[str, str]
    newcomers: set[str]
    persons: Mapping[str, str]
    uncounted: Mapping[str, PartyWords]
    left_out: frozenset[tuple[str, int]] = frozenset()


def day_sheet(
    session: Session, bazaar_id: str, day: date, *, officer: str = "", printed_at: datetime | None = None
) -> DaySheet:
    """Everything that is known of one day. Raises UnknownBazaar, NotADayOfThisBazaar."""
    bazaar = bazaar_of(session, bazaar_id)
    day_among(bazaar.days, day)
    alike = replace(sheet_of_bazaar(session, bazaar), officer=officer, printed_at=printed_at)
    read = read_bazaar(session, bazaar)
    seal = standing_seal(session, bazaar_id, day)
    rows = rows_of_day(read, read_day(session, read, day))
    return sheet_of_day(session, alike, bazaar_id, day, rows=rows, seal=seal)


def sheet_of_bazaar(session: Session, bazaar: BazaarFacts) -> DaySheet:
    """What the sheets of all days of a bazaar say alike: a sheet of its first day without rows."""
    settings = paper_settings(session, bazaar.letterhead)
    days = tuple(item.day for item in bazaar.days)
    return DaySheet(
        bazaar_code=bazaar.code,
        bazaar_name=bazaar.name,
        lokasi=bazaar.lokasi,
        address=bazaar.address,
        kecamatan=bazaar.kecamatan,
        kota=bazaar.kota,
        day=days[0],
        day_number=1,
        days=days,
        officer="",
        letterhead=settings.letterhead,
        signatories=settings.signatories,
        categories=settings.categories,
        rows=(),
        chain_head=own_end(session).hash[:12],
        is_sample=get_fact(session, "sample") == "1",
        asked=settings.asked,
        days_off=tuple((item.day, item.course) for item in bazaar.days if item.is_off),
        code_tail=bazaar.label.removeprefix(bazaar.code),
    )


def sheet_of_day(
    session: Session,
    alike: DaySheet,
    bazaar_id: str,
    day: date,
    *,
    rows: tuple[DayRow, ...],
    seal: DayClose | None = None,
) -> DaySheet:
    """The sheet of one day: what is `alike` on all of them, these rows, under this seal."""
    return replace(
        alike,
        day=day,
        day_number=alike.days.index(day) + 1,
        rows=rows,
        seal=(seal.seal or "") if seal else "",
        revision=(seal.revision or 0) if seal else 0,
        closed_at=seal.closed_at if seal else None,
        undecided=0 if day in dict(alike.days_off) else undecided(session, bazaar_id, day),
    )


def seal_rows(session: Session, bazaar_id: str, day: date) -> list[DayClose]:
    """The seals of the day as the store keeps them, the latest first."""
    query = select(DayClose).where(
        DayClose.bazaar_id == bazaar_id, DayClose.day == day, DayClose.withdrawn.is_(False)
    )
    return list(session.execute(query.order_by(DayClose.revision.desc())).scalars())


def standing_among(rows: Sequence[DayClose]) -> DayClose | None:
    """The one of a day's seals, the latest first, that stands: the highest revision, unless it was reopened."""
    return rows[0] if rows and not rows[0].reopened_at else None


def standing_seal(session: Session, bazaar_id: str, day: date) -> DayClose | None:
    """The seal that stands on the day: the highest revision, unless it was reopened."""
    return standing_among(seal_rows(session, bazaar_id, day))


def undecided(session: Session, bazaar_id: str, day: date) -> int:
    """How many decisions are to be taken on the day."""
    return count_decisions(session, f"{bazaar_id}/{day.isoformat()}")


def day_rows(
    session: Session, bazaar: BazaarFacts, day: date, *, with_off: bool = False
) -> tuple[DayRow, ...]:
    """One row a party and session, in booth order: whoever holds a booth, is confirmed, was marked or sold.

    As `read_day`, which see, for a day that was called off.
    """
    read = read_bazaar(session, bazaar)
    return rows_of_day(read, read_day(session, read, day, with_off=with_off))


def rows_of_day(read: BazaarRead, known: DayRead) -> tuple[DayRow, ...]:
    """The rows of a day as it stands now, in booth order."""
    return arranged(read.bazaar.code, known)


def arranged(bazaar_code: str, known: DayRead) -> tuple[DayRow, ...]:
    """The rows of a day out of what is known of it, in booth order.

    A walk-in or a substitute was confirmed for the day they came, so they are expected on no other.
    """
    keys = {*known.booths, *known.attendance, *known.omzet}
    seen = {participation_id for participation_id, _ in keys}
    keys |= {
        (participation.id, 1)
        for participation in known.participations.values()
        if participation.status == CONFIRMED
        and participation.source not in FOR_ONE_DAY
        and participation.id not in seen
    }
    rows = [_row(bazaar_code, known, key) for key in keys if key[0] in known.participations]
    return tuple(
        sorted(rows, key=lambda row: (row.booth == "", booth_order(row.booth), row.session, row.business))
    )


def booth_order(label: str) -> list[tuple[int, str]]:
    """A sort key that puts A-2 before A-10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|\D+", label)]


def read_bazaar(session: Session, bazaar: BazaarFacts) -> BazaarRead:
    """Read who takes part in `bazaar`; withdrawn vendors too: what they sold stays in the sum."""
    lifted = select(DayClose.id).where(DayClose.bazaar_id == bazaar.id, DayClose.reopened_at.is_not(None))
    query = (
        select(Participation, Vendor, lifted.limit(1).scalar_subquery())
        .outerjoin(Vendor, Vendor.id == Participation.vendor_id)
        .where(Participation.bazaar_id == bazaar.id, Participation.withdrawn.is_(False))
    )
    pairs = session.execute(query).all()
    persons = people(session)
    vendors = {vendor.id: vendor for _row, vendor, _seal in pairs if vendor is not None}
    agencies = agency_names(session)
    was_lifted = any(seal is not None for _row, _vendor, seal in pairs)
    return BazaarRead(
        bazaar=bazaar,
        participations={row.id: row for row, _vendor, _seal in pairs},
        vendors=vendors,
        agencies=agencies,
        persons=persons,
        newcomers=newcomers_now(session, bazaar.id, vendors, persons),
        uncounted=uncounted_names(session, [row for row, _vendor, _seal in pairs], vendors, agencies),
        kept=kept_registers(session, [bazaar.id], vendors, agencies) if was_lifted else {},
    )


def read_day(session: Session, read: BazaarRead, day: date, *, with_off: bool = False) -> DayRead:
    """Read what is known of one day of the bazaar, as it stands now.

    Nobody takes part in a day that was called off, and what was entered for it counts nowhere: of such a day nothing
    is known, but for acts that have to name the party before they are refused (`with_off`).
    """
    bazaar_id = read.bazaar.id
    if not with_off and off_course(read.bazaar.days, day) is not None:
        return DayRead(
            {}, {}, {}, {}, read.vendors, read.agencies, read.newcomers, read.persons, read.uncounted
        )
    kept = read.kept.get((bazaar_id, day), NOTHING_KEPT)
    booths: dict[Key, list[str]] = defaultdict(list)
    holders = select(Allocation, Booth.label).join(Booth, Booth.id == Allocation.booth_id)
    holders = holders.where(
        Allocation.bazaar_id == bazaar_id,
        Allocation.day == day,
        Allocation.holder.is_not(None),
        Allocation.session.is_not(None),
    )
    for row, label in session.execute(holders.where(Allocation.withdrawn.is_(False))):
        booths[row.holder or "", row.session].append(label or "?")
    return DayRead(
        booths=booths,
        attendance={
            (row.participation_id, row.session): row for row in _rows_of(session, Attendance, bazaar_id, day)
        },
        omzet={
            (row.participation_id, row.session): row for row in _rows_of(session, OmzetEntry, bazaar_id, day)
        },
        participations=read.participations,
        vendors={**read.vendors, **kept.vendors},
        agencies={**read.agencies, **kept.agencies},
        newcomers=read.newcomers,
        persons=read.persons,
        uncounted=read.uncounted,
        left_out=kept.left_out,
    )


_Kept = TypeVar("_Kept", Attendance, OmzetEntry)


def _rows_of(session: Session, cls: type[_Kept], bazaar_id: str, day: date) -> list[_Kept]:
    """Those of which party and session have come."""
    query = select(cls).where(cls.bazaar_id == bazaar_id, cls.day == day, cls.withdrawn.is_(False))
    query = query.where(cls.participation_id.is_not(None), cls.session.is_not(None))
    return list(session.execute(query).scalars())


def _row(bazaar_code: str, known: DayRead, key: Key) -> DayRow:
    row = known.participations[key[0]]
    vendor = known.vendors.get(row.vendor_id or "")
    agency = known.agencies.get((vendor.agency_id if vendor else row.agency_id) or "", "")
    other = known.uncounted.get(row.id, PartyWords(agency, agency))
    attendance, omzet = known.attendance.get(key), known.omzet.get(key)
    return DayRow(
        participation_id=row.id,
        party=row.party or VENDOR,
        booth=", ".join(sorted(known.booths.get(key, ()), key=booth_order)),
        session=key[1],
        name=(vendor.name if vendor else other.name) or "",
        business=business_of(vendor) if vendor else other.business,
        product=(vendor.product if vendor else "") or "",
        category=category_of(vendor, row.party),
        agency=agency,
        phone=mask_phone(vendor.phone) if vendor and vendor.phone else "",
        card=card_code(bazaar_code, row),
        attendance=(attendance.status if attendance else None) or EXPECTED,
        arrived_at=attendance.arrived_at if attendance else None,
        left_at=attendance.left_at if attendance else None,
        omzet=(omzet.state if omzet else None) or BLANK,
        amounts=(omzet.cash, omzet.qris, omzet.noncash, omzet.marketplace) if omzet else (None,) * 4,
        transactions=omzet.transactions if omzet else None,
        note=(omzet.note if omzet else "") or "",
        first_time=row.party == VENDOR and row.vendor_id in known.newcomers,
        late=bool(omzet and omzet.late),
        best_product=(omzet.best_product if omzet else "") or "",
        promised=omzet.promised if omzet else None,
        follow_up=omzet.follow_up if omzet else None,
        confirmed=omzet.confirmed if omzet else None,
        status=row.status or "",
        person=known.persons.get(row.vendor_id or "", row.vendor_id or ""),
    )
