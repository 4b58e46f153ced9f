"""Which figures stand in conflict, row by row: every total over one of them is *sementara* until it is decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.store.tables import Attendance, Conflict, OmzetEntry

Stand = tuple[str, date, int]  # participation id, day, session


def undecided_entries(session: Session) -> Mapping[Stand, int]:
    """Tell how many fields of attendance and omzet are in conflict, for each stand that has any."""
    numbers: dict[Stand, int] = defaultdict(int)
    for cls in (OmzetEntry, Attendance):
        stand = (cls.participation_id, cls.day, cls.session)
        same = (Conflict.row_id == cls.id) & (Conflict.entity == cls.__tablename__)
        query = select(*stand, func.count()).join(Conflict, same).group_by(*stand)
        for who, day, number, count in session.execute(query):
            numbers[who, day, number] += count
    return numbers


def undecided_rows(session: Session, entity: str, ids: Collection[str]) -> int:
    """Tell how many fields of these rows of `entity` are in conflict."""
    rows = session.execute(select(Conflict.row_id).where(Conflict.entity == entity)).scalars()
    return sum(row in ids for row in rows)
