"""One bazaar day read whole: the rows that the grid, the papers, the files and the totals all share."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import BLANK, EXPECTED, VENDOR, DayRow, DaySheet
from bazar_desktop.domain.identifiers import mask_phone
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, bazaar_of
from bazar_desktop.services.bazaars.days import require_day
from bazar_desktop.services.bazaars.participants import CONFIRMED, SUBSTITUTE, WALK_IN, card_code, vendors_of
from bazar_desktop.services.register.vendors import people
from bazar_desktop.services.settings.agencies import agency_names
from bazar_desktop.services.settings.values import asked_channels, categories, letterhead, signatories
from bazar_desktop.store.ledger import chain_end, get_fact
from bazar_desktop.store.tables import (
    Allocation,
    Attendance,
    BazaarDay,
    Booth,
    Conflict,
    DayClose,
    OmzetEntry,
    Participation,
    Vendor,
)

Key = tuple[str, int]  # participation id, session


@dataclass
class DayRead:
    """What is known of one day, by participation and session."""

    booths: dict[Key, list[str]]
    attendance: dict[Key, Attendance]
    omzet: dict[Key, OmzetEntry]
    participations: dict[str, Participation]
    vendors: dict[str, Vendor]
    agencies: dict[str, str]
    newcomers: set[str]


def day_sheet(
    session: Session, bazaar_id: str, day: date, *, officer: str = "", printed_at: datetime | None = None
) -> DaySheet:
    """Everything that is known of one day. Raises UnknownBazaar, NotADayOfThisBazaar."""
    bazaar = bazaar_of(session, bazaar_id)
    require_day(session, bazaar_id, day)
    seal = standing_seal(session, bazaar_id, day)
    origin = get_fact(session, "origin")
    days = tuple(item.day for item in bazaar.days)
    return DaySheet(
        bazaar_code=bazaar.code,
        bazaar_name=bazaar.name,
        lokasi=bazaar.lokasi,
        address=bazaar.address,
        kecamatan=bazaar.kecamatan,
        kota=bazaar.kota,
        day=day,
        day_number=days.index(day) + 1,
        days=days,
        officer=officer,
        letterhead=letterhead(session, bazaar.letterhead),
        signatories=signatories(session),
        categories=categories(session),
        rows=day_rows(session, bazaar, day),
        seal=seal.seal if seal else "",
        revision=seal.revision if seal else 0,
        undecided=undecided(session, bazaar_id, day),
        chain_head=chain_end(session, origin)[1][:12],
        is_sample=get_fact(session, "sample") == "1",
        printed_at=printed_at,
        asked=asked_channels(session),
    )


def standing_seal(session: Session, bazaar_id: str, day: date) -> DayClose | None:
    """The seal that stands on the day: the highest revision, unless it was reopened."""
    query = select(DayClose).where(
        DayClose.bazaar_id == bazaar_id, DayClose.day == day, DayClose.withdrawn.is_(False)
    )
    row = session.execute(query.order_by(DayClose.revision.desc())).scalars().first()
    return None if row is None or row.reopened_at else row


def undecided(session: Session, bazaar_id: str, day: date) -> int:
    """How many fields of the day are in conflict."""
    query = select(func.count()).where(Conflict.scope == f"{bazaar_id}/{day.isoformat()}")
    return session.execute(query).scalar_one()


def day_rows(session: Session, bazaar: BazaarFacts, day: date) -> tuple[DayRow, ...]:
    """One row a party and session, in booth order: whoever holds a booth, is confirmed, was marked or sold."""
    return arranged(bazaar, _read_day(session, bazaar.id, day))


def arranged(bazaar: BazaarFacts, known: DayRead) -> tuple[DayRow, ...]:
    """The rows of a day out of what is known of it, in booth order.

    A walk-in or a substitute was confirmed for the day they came, so they are expected on no other.
    """
    keys = {*known.booths, *known.attendance, *known.omzet}
    seen = {participation_id for participation_id, _ in keys}
    keys |= {
        (participation.id, 1)
        for participation in known.participations.values()
        if participation.status == CONFIRMED
        and participation.source not in {WALK_IN, SUBSTITUTE}
        and participation.id not in seen
    }
    rows = [_row(bazaar, known, key) for key in keys if key[0] in known.participations]
    return tuple(
        sorted(rows, key=lambda row: (row.booth == "", booth_order(row.booth), row.session, row.business))
    )


def booth_order(label: str) -> list[tuple[int, str]]:
    """A sort key that puts A-2 before A-10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|\D+", label)]


def _read_day(session: Session, bazaar_id: str, day: date) -> DayRead:
    query = select(Participation).where(
        Participation.bazaar_id == bazaar_id, Participation.withdrawn.is_(False)
    )
    participations = {row.id: row for row in session.execute(query).scalars()}
    booths: dict[Key, list[str]] = defaultdict(list)
    holders = select(Allocation, Booth.label).join(Booth, Booth.id == Allocation.booth_id)
    holders = holders.where(
        Allocation.bazaar_id == bazaar_id, Allocation.day == day, Allocation.holder.is_not(None)
    )
    for row, label in session.execute(holders.where(Allocation.withdrawn.is_(False))):
        booths[row.holder or "", row.session].append(label)
    vendors = vendors_of(session, list(participations.values()))
    return DayRead(
        booths=booths,
        attendance={
            (row.participation_id, row.session): row for row in _rows_of(session, Attendance, bazaar_id, day)
        },
        omzet={
            (row.participation_id, row.session): row for row in _rows_of(session, OmzetEntry, bazaar_id, day)
        },
        participations=participations,
        vendors=vendors,
        agencies=agency_names(session),
        newcomers=first_timers(session, bazaar_id, set(vendors)),
    )


_Kept = TypeVar("_Kept", Attendance, OmzetEntry)


def _rows_of(session: Session, cls: type[_Kept], bazaar_id: str, day: date) -> list[_Kept]:
    query = select(cls).where(cls.bazaar_id == bazaar_id, cls.day == day, cls.withdrawn.is_(False))
    return list(session.execute(query).scalars())


def first_timers(session: Session, bazaar_id: str, vendor_ids: set[str]) -> set[str]:
    """Which of these vendors took part in no bazaar that began before this one, as far as this store knows."""
    groups = people(session)
    first = select(func.min(BazaarDay.day)).where(BazaarDay.bazaar_id == bazaar_id).scalar_subquery()
    earlier = (
        select(Participation.vendor_id)
        .join(BazaarDay, BazaarDay.bazaar_id == Participation.bazaar_id)
        .where(Participation.withdrawn.is_(False), Participation.status == CONFIRMED, BazaarDay.day < first)
        .where(Participation.bazaar_id != bazaar_id)
    )
    veterans = {groups.get(item, item) for item in session.execute(earlier).scalars() if item}
    return {row_id for row_id in vendor_ids if groups.get(row_id, row_id) not in veterans}


def _row(bazaar: BazaarFacts, known: DayRead, key: Key) -> DayRow:
    row = known.participations[key[0]]
    vendor = known.vendors.get(row.vendor_id or "")
    agency = known.agencies.get((vendor.agency_id if vendor else row.agency_id) or "", "")
    attendance, omzet = known.attendance.get(key), known.omzet.get(key)
    return DayRow(
        participation_id=row.id,
        party=row.party,
        booth=", ".join(sorted(known.booths.get(key, ()), key=booth_order)),
        session=key[1],
        name=(vendor.name if vendor else agency) or "",
        business=(vendor.business if vendor else agency) or "",
        product=(vendor.product if vendor else "") or "",
        category=(vendor.category if vendor else "mitra") or "",
        agency=agency,
        phone=mask_phone(vendor.phone) if vendor and vendor.phone else "",
        card=card_code(bazaar.code, row),
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
    )
