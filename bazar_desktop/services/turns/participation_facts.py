"""Who took part where and when, as attendance and omzet say, sealed days as sealed: the facts behind turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import ABSENT, EXCUSED, VENDOR
from bazar_desktop.services.bazaars.days import is_on_a_day
from bazar_desktop.services.bazaars.taking_part import CAME, TOLD
from bazar_desktop.services.day.register_at import Covers
from bazar_desktop.services.day.rows_counted import SLICE, Counted, has_come, has_told, rows_counted
from bazar_desktop.services.day.seal_reach import Place, moved_days
from bazar_desktop.store.tables import Attendance, DayClose, OmzetEntry, Participation

Stand = tuple[str, str, date]  # vendor, bazaar, day


def stands_taken(session: Session, before: date, vendors: Sequence[str]) -> Iterator[Stand]:
    """Give every stand of these vendors on a day before `before`: hadir, or an omzet was told. It may come twice."""
    moved = _moved_days(session, before)
    yield from _of(session, Attendance, (CAME, has_come), before, vendors, moved)
    yield from _of(session, OmzetEntry, (TOLD, has_told), before, vendors, moved)


def marks(session: Session, status: str, before: date, vendors: Sequence[str]) -> Iterator[Stand]:
    """Tell where and when these vendors were marked `status` (EXCUSED or ABSENT) before that day."""
    if status not in {EXCUSED, ABSENT}:
        raise ValueError(status)
    marked = (Attendance.status == status) & is_on_a_day(Attendance)
    holds = (marked, lambda row: row.status == status)
    yield from _of(session, Attendance, holds, before, vendors, _moved_days(session, before))


def _moved_days(session: Session, before: date) -> Mapping[Place, Covers]:
    """The sealed days before `before` of which not what stands now counts, but what the seal covers."""
    query = select(DayClose.bazaar_id).where(DayClose.day < before, DayClose.bazaar_id.is_not(None))
    return moved_days(session, sorted(session.execute(query.distinct()).scalars()))


def _of(
    session: Session,
    cls: type[Counted],
    holds: tuple[ColumnElement[bool], Callable[[Counted], bool]],
    before: date,
    vendors: Sequence[str],
    moved: Mapping[Place, Covers],
) -> Iterator[Stand]:
    """The stands for which `holds` (in the store, and of one row): on `moved` days as sealed, else as they stand."""
    query = (
        select(Participation.vendor_id, Participation.bazaar_id, cls.day)
        .join(Participation, Participation.id == cls.participation_id)
        .where(cls.withdrawn.is_(False), Participation.withdrawn.is_(False), Participation.party == VENDOR)
        .where(Participation.vendor_id.is_not(None), Participation.bazaar_id.is_not(None), cls.day < before)
        .where(holds[0])
    )
    for start in range(0, len(vendors), SLICE):
        part = query.where(Participation.vendor_id.in_(vendors[start : start + SLICE]))
        for vendor, bazaar, day in session.execute(part):
            if (bazaar, day) not in moved:
                yield str(vendor), bazaar, day
    earlier = {place: reach for place, reach in moved.items() if place[1] < before}
    if earlier:
        for vendor_id, row in rows_counted(session, cls, vendors, earlier.get, holds[1]):
            yield vendor_id, row.bazaar_id, row.day
