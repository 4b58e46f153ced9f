"""Which figures stand in conflict, row by row: every total over one of them is *sementara* until it is decided.

A decision to take is a field in conflict; of two seals of one revision there is one, because a seal is decided whole,
and none once a later revision stands above them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session, aliased

from bazar_desktop.store.tables import Attendance, Conflict, DayClose, OmzetEntry

Stand = tuple[str, date, int]  # participation id, day, session

_LEADING = (
    "seal",
    "closed_at",
    "closed_by",
    "covers",
)  # of a seal's fields in conflict the first speaks for all


def _place(fields: type[Conflict]) -> ColumnElement[int]:
    """Where a field of a seal stands among those that may speak for it."""
    places = {name: number for number, name in enumerate(_LEADING)}
    return case(places, value=fields.field, else_=len(_LEADING))


_other, _sealed, _later = aliased(Conflict), aliased(DayClose), aliased(DayClose)
_same_seal = (_other.entity == Conflict.entity) & (_other.row_id == Conflict.row_id)
_led = select(_other.row_id).where(_same_seal, _place(_other) < _place(Conflict)).exists()
_same_day = (
    (_later.bazaar_id == _sealed.bazaar_id) & (_later.day == _sealed.day) & _later.withdrawn.is_(False)
)
_replaced = (
    select(_later.id)
    .join(_sealed, _same_day & (_later.revision > _sealed.revision))
    .where(_sealed.id == Conflict.row_id)
    .exists()
)
TO_DECIDE = (Conflict.entity != DayClose.__tablename__) | ~(_led | _replaced)


def count_decisions(session: Session, scope: str) -> int:
    """Tell how many decisions are to be taken in a scope (a bazaar, or one of its days)."""
    return session.execute(select(func.count()).where(Conflict.scope == scope, TO_DECIDE)).scalar_one()


def decisions_by_scope(session: Session) -> dict[str, int]:
    """Tell how many decisions are to be taken, by scope."""
    query = select(Conflict.scope, func.count()).where(TO_DECIDE).group_by(Conflict.scope)
    return {scope: count for scope, count in session.execute(query)}


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
