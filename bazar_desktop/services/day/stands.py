"""Which booths a party holds on a day, and in which session."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.services.day.sheet import booth_order
from bazar_desktop.store.tables import Allocation, Booth, Participation


def allocations_of(session: Session, participation_id: str, day: date) -> list[Allocation]:
    """What the party holds on `day` in any session."""
    query = select(Allocation).where(
        Allocation.holder == participation_id, Allocation.day == day, Allocation.withdrawn.is_(False)
    )
    return list(session.execute(query).scalars())


def booths_of(session: Session, participation_id: str, day: date, session_no: int) -> str:
    """The labels of the booths it holds then ("A-07", "A-07, A-08"); "" for none."""
    held = allocations_of(session, participation_id, day)
    ids = [row.booth_id for row in held if row.session == session_no]
    labels = session.execute(select(Booth.label).where(Booth.id.in_(ids))).scalars() if ids else ()
    return ", ".join(sorted((label for label in labels if label), key=booth_order))


def session_held(session: Session, row: Participation, day: date) -> int:
    """The first session in which the party holds a booth on `day`; 1 where it holds none."""
    return min((allocation.session or 1 for allocation in allocations_of(session, row.id, day)), default=1)
