"""Which facts of a day exclude each other, with all that a store knows of it: rows, ledgers, stands, seals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from bazar_desktop.domain.day.contradictions import Contradiction, contradictions
from bazar_desktop.domain.day.model import DayRow
from bazar_desktop.services.attendance.stand_changes import stand_changes
from bazar_desktop.services.ledger.goods import goods_of
from bazar_desktop.store.tables import DayClose


def day_contradictions(
    session: Session,
    bazaar_id: str,
    day: date,
    rows: Sequence[DayRow],
    seals: Iterable[DayClose],
    *,
    closing_at: datetime | None = None,
) -> tuple[Contradiction, ...]:
    """Name every pair of facts of the day, of which these are the `rows` and `seals`, that exclude each other.

    Where an open day is about to be closed, `closing_at`, whoever came later by the clock of another laptop came to a
    closed day.
    """
    seals = list(seals)
    closed = [(seal.closed_at, seal.reopened_at) for seal in seals if seal.closed_at is not None]
    if closing_at is not None and all(seal.reopened_at for seal in seals):
        closed.append((closing_at, None))
    return contradictions(
        rows,
        goods_of(session, bazaar_id, day, lambda: rows),
        stand_changes(session, bazaar_id, day),
        closed,
        day,
    )
