"""Who stands on sealed days: what an undo of a row without a day would change there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from bazar_desktop.domain.journal.changes import Change, field_changes
from bazar_desktop.services.bazaars.participants import CONFIRMED, LIST
from bazar_desktop.services.day.seal_reach import standing_covers
from bazar_desktop.store.tables import (
    Allocation,
    Attendance,
    Booth,
    ChangeRow,
    Fact,
    OmzetEntry,
    Participation,
    PartnerStock,
    Vendor,
)

_Day = tuple[str, date]  # bazaar and day
_SLICE = 500
# What a row without a day says of the figures of a day. A vendor's words are the register's, which may be put right.
_COUNTS = {
    Participation: {"withdrawn", "status", "source", "party", "vendor_id", "agency_id"},
    Vendor: {"withdrawn"},
    Booth: {"withdrawn", "label"},
}


@dataclass(frozen=True, slots=True)
class _Touched:
    """A change to be undone and the participation that it would change."""

    change: Change
    party: Participation


def covered_days(session: Session, action: str, origin: str) -> Iterator[_Day]:
    """The sealed days whose seal covers a change of `action` on which a figure or a booth's number would change."""
    parties = [
        *_touched(session, action, origin, Participation, Participation.id),
        *_touched(session, action, origin, Vendor, Participation.vendor_id),
    ]
    if parties:
        yield from _days_of_parties(session, parties, origin)
    yield from _days_of_booths(session, action, origin)


def _touched(
    session: Session,
    action: str,
    origin: str,
    cls: type[Participation | Vendor],
    key: InstrumentedAttribute[str] | InstrumentedAttribute[str | None],
) -> list[_Touched]:
    query = select(ChangeRow, Participation).join(Participation, ChangeRow.row_id == key)
    found = [
        _Touched(_change_of(row), party)
        for row, party in session.execute(query.where(*_of_action(action, origin, cls)))
    ]
    return [item for item in found if field_changes(item.change).keys() & _COUNTS[cls]]


def _of_action(action: str, origin: str, cls: type[Fact]) -> tuple[ColumnElement[bool], ...]:
    return (
        ChangeRow.action == action,
        ChangeRow.origin == origin,
        ChangeRow.entity == cls.__tablename__,
    )


def _change_of(row: ChangeRow) -> Change:
    return Change(**{column.key: getattr(row, column.key) for column in ChangeRow.__table__.columns})


def _days_of_parties(session: Session, parties: Iterable[_Touched], origin: str) -> Iterator[_Day]:
    covers = standing_covers(session, {item.party.bazaar_id for item in parties})
    sealed = [(*_day_of(scope), reach) for scope, reach in covers.items()]
    bazaars = {bazaar_id for bazaar_id, _day, _reach in sealed}
    on_days = _on_days(session, {item.party.id for item in parties if item.party.bazaar_id in bazaars})
    for item in parties:
        for bazaar_id, day, reach in sealed:
            covered = bazaar_id == item.party.bazaar_id and item.change.seq <= reach.get(origin, 0)
            if covered and ((item.party.id, day) in on_days or _is_expected(item)):
                yield bazaar_id, day


def _day_of(scope: str) -> _Day:
    bazaar_id, _, day = scope.partition("/")
    return bazaar_id, date.fromisoformat(day)


def _is_expected(item: _Touched) -> bool:
    """Confirmed from the list, before the undo or after it: then a party is registered on every day."""
    status = field_changes(item.change).get("status")
    said = {item.party.status, *((status.before, status.after) if status else ())}
    return CONFIRMED in said and item.party.source == LIST


def _on_days(session: Session, ids: Collection[str]) -> set[tuple[str, date]]:
    """On which days each of these participations holds a booth, was marked, sold or has a ledger."""
    held: set[tuple[str, date]] = set()
    listed = sorted(ids)
    for start in range(0, len(listed), _SLICE):
        part = listed[start : start + _SLICE]
        holders = select(Allocation.holder, Allocation.day).where(
            Allocation.holder.in_(part), Allocation.withdrawn.is_(False)
        )
        held.update((party, day) for party, day in session.execute(holders) if party)
        for cls in (Attendance, OmzetEntry, PartnerStock):
            query = select(cls.participation_id, cls.day).where(
                cls.participation_id.in_(part), cls.withdrawn.is_(False)
            )
            held.update((party, day) for party, day in session.execute(query))
    return held


def _days_of_booths(session: Session, action: str, origin: str) -> Iterator[_Day]:
    query = (
        select(ChangeRow, Allocation.bazaar_id, Allocation.day)
        .join(Allocation, ChangeRow.row_id == Allocation.booth_id)
        .where(
            *_of_action(action, origin, Booth),
            Allocation.holder.is_not(None),
            Allocation.withdrawn.is_(False),
        )
    )
    held = [
        (row.seq, bazaar_id, day)
        for row, bazaar_id, day in session.execute(query)
        if field_changes(_change_of(row)).keys() & _COUNTS[Booth]
    ]
    covers = standing_covers(session, {bazaar_id for _, bazaar_id, _ in held}) if held else {}
    for seq, bazaar_id, day in held:
        reach = covers.get(f"{bazaar_id}/{day.isoformat()}")
        if reach is not None and seq <= reach.get(origin, 0):
            yield bazaar_id, day
