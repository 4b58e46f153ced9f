"""Which booths a party holds on a day, and in which session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.services.day.sheet import booth_order
from bazar_desktop.store.tables import Allocation, Booth


def allocations_of(session: Session, participation_id: str, day: date) -> list[Allocation]:
    """What the party holds on `day` in any session."""
    query = select(Allocation).where(
        Allocation.holder == participation_id, Allocation.day == day, Allocation.withdrawn.is_(False)
    )
    return list(session.execute(query).scalars())


def booths_of(session: Session, participation_id: str, day: date, session_no: int) -> str:
    """The labels of the booths it holds then ("A-07", "A-07, A-08"); "" for none."""
    return read_stands(session, participation_id, day).booths(session_no)


@dataclass(frozen=True)
class Stands:
    """What a party holds on a day: session and the booth's label ("" where the booth is not here), one a booth."""

    held: tuple[tuple[int | None, str], ...]

    @property
    def first_session(self) -> int:
        """The first session in which it holds a booth; 1 where it holds none."""
        return min((session or 1 for session, _label in self.held), default=1)

    def booths(self, session_no: int) -> str:
        """The labels of the booths it holds then ("A-07", "A-07, A-08"); "" for none."""
        labels = [label for session, label in self.held if session == session_no and label]
        return ", ".join(sorted(labels, key=booth_order))


def read_stands(session: Session, participation_id: str, day: date) -> Stands:
    """Read what the party holds on `day` in any session."""
    query = (
        select(Allocation.session, Booth.label)
        .outerjoin(Booth, Booth.id == Allocation.booth_id)
        .where(Allocation.holder == participation_id, Allocation.day == day, Allocation.withdrawn.is_(False))
    )
    return Stands(tuple((number, label or "") for number, label in session.execute(query)))
