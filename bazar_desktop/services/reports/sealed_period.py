"""Many days as their seals cover them: what came after a seal waits for the next one in every report too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import DayRow
from bazar_desktop.services.day.as_sealed import SealReachesFurther, covers_of, sealed_day_rows
from bazar_desktop.store.tables import (
    OF_A_BAZAAR,
    Allocation,
    Attendance,
    ChangeRow,
    DayClose,
    OmzetEntry,
    Participation,
)

_Day = tuple[str, date]
_FIGURES = tuple(cls.__tablename__ for cls in (Allocation, Attendance, OmzetEntry, Participation))


def sealed_rows(session: Session, days: Collection[_Day]) -> dict[_Day, Sequence[DayRow]]:
    """Give the sealed rows of those `days` (bazaar id, day) on which something has changed since the standing seal.

    Only these are folded anew from the journal. A day whose seal covers more than this store holds is left out.
    """
    seals = {day: seal for day, seal in _standing(session).items() if day in days}
    if not seals:
        return {}
    last = _last_figures(session)
    rows: dict[_Day, Sequence[DayRow]] = {}
    for (bazaar_id, day), seal in seals.items():
        covers = covers_of(seal)
        scopes = (bazaar_id, f"{bazaar_id}/{day.isoformat()}")
        if any(
            seq > covers.get(origin, 0) for scope in scopes for origin, seq in last.get(scope, {}).items()
        ):
            try:
                rows[bazaar_id, day] = sealed_day_rows(session, seal)
            except SealReachesFurther:
                continue
    return rows


def _standing(session: Session) -> dict[_Day, DayClose]:
    """The latest seal of each day, unless it was reopened."""
    query = select(DayClose).where(DayClose.withdrawn.is_(False)).order_by(DayClose.revision)
    latest = {(row.bazaar_id, row.day): row for row in session.execute(query).scalars()}
    return {day: row for day, row in latest.items() if not row.reopened_at}


def _last_figures(session: Session) -> Mapping[str, Mapping[str, int]]:
    """By scope, the last seq of each origin that touched a figure of it."""
    query = (
        select(ChangeRow.scope, ChangeRow.origin, func.max(ChangeRow.seq))
        .where(OF_A_BAZAAR, ChangeRow.entity.in_(_FIGURES))
        .group_by(ChangeRow.scope, ChangeRow.origin)
    )
    numbers: dict[str, dict[str, int]] = defaultdict(dict)
    for scope, origin, seq in session.execute(query):
        numbers[scope][origin] = seq
    return numbers
