"""Many bazaars read at once as the same rows that a day's papers add up, for the board and the year's report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import BLANK, EXPECTED, VENDOR, DayRow
from bazar_desktop.services.bazaars.days import days_of_each
from bazar_desktop.services.bazaars.participants import (
    CONFIRMED,
    FOR_ONE_DAY,
    business_of,
    category_of,
    vendors_of,
)
from bazar_desktop.services.bazaars.party_names import PartyWords, uncounted_names
from bazar_desktop.services.day.register_at import PartyAt
from bazar_desktop.services.day.register_kept import NOTHING_KEPT, kept_registers
from bazar_desktop.services.settings.agencies import agency_names
from bazar_desktop.store.tables import Allocation, Attendance, OmzetEntry, Participation, Vendor

_SLICE = 400


@dataclass(frozen=True, slots=True)
class PeriodRows:
    """The rows of every bazaar day, by bazaar id and day, and who stands behind each participation.

    Rows are as `day_sheet.day_rows` gives them, but without booths, phones and cards. `parties` are by participation;
    `vendors` and the names of `agencies`, by id, are those of today.
    """

    days: Mapping[tuple[str, date], Sequence[DayRow]]
    parties: Mapping[str, PartyAt]
    vendors: Mapping[str, Vendor]
    agencies: Mapping[str, str]


def read_period(session: Session, bazaar_ids: Iterable[str]) -> PeriodRows:
    """Read all rows of these bazaars on their days: who holds a booth, was confirmed, was marked, or sold.

    What was entered on a day that the bazaar does not have, or that was called off, is left out: `stray_entries`
    names it.
    """
    ids = sorted(set(bazaar_ids))
    participations = {row.id: row for row in _rows_of(session, Participation, ids)}
    attendance = {
        (row.participation_id, row.day, row.session): row for row in _rows_of(session, Attendance, ids)
    }
    omzet = {(row.participation_id, row.day, row.session): row for row in _rows_of(session, OmzetEntry, ids)}
    days = {
        bazaar_id: {facts.day for facts in own if not facts.is_off}
        for bazaar_id, own in days_of_each(session, ids).items()
    }
    keys = {
        (who, day, number)
        for who, day, number in (*attendance, *omzet, *_held(session, ids))
        if who in participations and day in days[participations[who].bazaar_id]
    }
    seen = {(who, day) for who, day, _ in keys}
    keys |= {
        (participation.id, day, 1)
        for participation in participations.values()
        for day in days[participation.bazaar_id]
        if participation.status == CONFIRMED
        and participation.source not in FOR_ONE_DAY
        and (participation.id, day) not in seen
    }
    vendors = vendors_of(session, list(participations.values()))
    agencies = agency_names(session)
    uncounted = uncounted_names(session, participations.values(), vendors, agencies)
    registers = kept_registers(session, ids, vendors, agencies)
    rows: dict[tuple[str, date], list[DayRow]] = defaultdict(list)
    for key in sorted(keys):
        who = participations[key[0]]
        kept = registers.get((who.bazaar_id, key[1]), NOTHING_KEPT)
        vendor = kept.vendors.get(who.vendor_id or "") or vendors.get(who.vendor_id or "")
        other = uncounted.get(who.id)
        named = {**agencies, **kept.agencies} if kept.agencies else agencies
        row = _row(who, key[2], vendor, named, other, attendance.get(key), omzet.get(key))
        rows[who.bazaar_id, key[1]].append(row)
    parties = {row.id: PartyAt(row.vendor_id, row.agency_id) for row in participations.values()}
    return PeriodRows(rows, parties, vendors, agencies)


def _held(session: Session, ids: Sequence[str]) -> Iterator[tuple[str, date, int]]:
    """Who holds a booth, on which day and in which session."""
    place = Allocation
    query = select(place.holder, place.day, place.session).where(
        place.withdrawn.is_(False), place.holder.is_not(None), place.day.is_not(None)
    )
    for start in range(0, len(ids), _SLICE):
        part = query.where(place.bazaar_id.in_(ids[start : start + _SLICE]))
        for holder, day, number in session.execute(part):
            yield str(holder), day, number or 1


_Kept = TypeVar("_Kept", Participation, Attendance, OmzetEntry)


def _rows_of(session: Session, cls: type[_Kept], ids: Sequence[str]) -> list[_Kept]:
    """Those of which what names them has come."""
    days: list[_Kept] = []
    named = (cls.__table__.columns.get(name) for name in ("day", "session", "participation_id"))
    come = [column.is_not(None) for column in named if column is not None]
    for start in range(0, len(ids), _SLICE):
        query = select(cls).where(cls.bazaar_id.in_(ids[start : start + _SLICE]), cls.withdrawn.is_(False))
        days += session.execute(query.where(*come)).scalars()
    return days


def _row(
    who: Participation,
    number: int,
    vendor: Vendor | None,
    agencies: Mapping[str, str],
    other: PartyWords | None,
    attendance: Attendance | None,
    omzet: OmzetEntry | None,
) -> DayRow:
    agency = agencies.get((vendor.agency_id if vendor else who.agency_id) or "", "")
    other = other or PartyWords(agency, agency)
    return DayRow(
        participation_id=who.id,
        party=who.party or VENDOR,
        booth="",
        session=number,
        name=(vendor.name if vendor else other.name) or "",
        business=business_of(vendor) if vendor else other.business,
        product=(vendor.product if vendor else "") or "",
        category=category_of(vendor, who.party),
        agency=agency,
        phone="",
        card="",
        attendance=(attendance.status if attendance else None) or EXPECTED,
        arrived_at=attendance.arrived_at if attendance else None,
        left_at=attendance.left_at if attendance else None,
        omzet=(omzet.state if omzet else None) or BLANK,
        amounts=(omzet.cash, omzet.qris, omzet.noncash, omzet.marketplace) if omzet else (None,) * 4,
        transactions=omzet.transactions if omzet else None,
        note=(omzet.note if omzet else "") or "",
    )
