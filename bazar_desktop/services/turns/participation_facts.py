"""Who took part where and when, as attendance and omzet say: the facts behind turns and concentration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import ABSENT, EXCUSED, VENDOR
from bazar_desktop.services.bazaars.taking_part import CAME, TOLD
from bazar_desktop.store.tables import Attendance, OmzetEntry, Participation

SLICE = 400
Stand = tuple[str, str, date]  # vendor, bazaar, day


def stands_taken(session: Session, before: date, vendors: Sequence[str] | None = None) -> Iterator[Stand]:
    """Give every vendor's stand on a day before `before`: hadir, or an omzet was answered. The same may come twice.

    Only of `vendors` where given.
    """
    yield from _of(session, Attendance, CAME, before, vendors)
    yield from _of(session, OmzetEntry, TOLD, before, vendors)


def marks(session: Session, status: str, before: date, vendors: Sequence[str]) -> Iterator[Stand]:
    """Tell where and when these vendors were marked `status` (EXCUSED or ABSENT) before that day."""
    if status not in {EXCUSED, ABSENT}:
        raise ValueError(status)
    yield from _of(session, Attendance, Attendance.status == status, before, vendors)


def _of(
    session: Session,
    cls: type[Attendance] | type[OmzetEntry],
    holds: ColumnElement[bool],
    before: date,
    vendors: Sequence[str] | None,
) -> Iterator[Stand]:
    query = (
        select(Participation.vendor_id, Participation.bazaar_id, cls.day)
        .join(Participation, Participation.id == cls.participation_id)
        .where(cls.withdrawn.is_(False), Participation.withdrawn.is_(False), Participation.party == VENDOR)
        .where(Participation.vendor_id.is_not(None), Participation.bazaar_id.is_not(None), cls.day < before)
        .where(holds)
    )
    queries = [query]
    if vendors is not None:
        slices = (vendors[start : start + SLICE] for start in range(0, len(vendors), SLICE))
        queries = [query.where(Participation.vendor_id.in_(some)) for some in slices]
    for item in queries:
        for vendor, bazaar, day in session.execute(item):
            yield str(vendor), bazaar, day
