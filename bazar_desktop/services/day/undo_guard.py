"""Taking an action back: what a seal covers and what was drawn stays."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.day.seal_guard import DayIsClosed
from bazar_desktop.services.day.sealed_parties import covered_days
from bazar_desktop.services.day.sheet import standing_seal
from bazar_desktop.store.actions import action
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.tables import ChangeRow, DayClose, Draw
from bazar_desktop.store.undo import Undone, Watch, undo_action


class SealNotUndone(BazarError):
    """Closing and reopening a day are not undone: a closed day is reopened with a reason."""


class DrawNotUndone(BazarError):
    """A draw is not undone, or one could draw until it suits: it is drawn again with a reason."""


@action("history.undo")
def undo(session: Session, action: str, watch: Watch = lambda _done, _of: None) -> Undone:
    """Put back what `action` (its id in the journal) changed; `watch` as in `undo_action`.

    Raises NothingToUndo, FieldMovedOn, StillInUse, DayIsClosed (a seal covers it), SealNotUndone (it closed or reopened
    a day), DrawNotUndone.
    """
    origin = get_fact(session, "origin")
    query = select(ChangeRow.scope, ChangeRow.seq, ChangeRow.entity)
    without_day = False
    for row in session.execute(query.where(ChangeRow.action == action, ChangeRow.origin == origin)):
        if row.entity == DayClose.__tablename__:
            raise SealNotUndone()
        if row.entity == Draw.__tablename__:
            raise DrawNotUndone()
        without_day = without_day or "/" not in row.scope
        _refuse_sealed(session, row.scope, origin, row.seq)
    for bazaar_id, day in covered_days(session, action, origin) if without_day else ():
        _refuse_where_sealed(session, bazaar_id, day)
    return undo_action(session, action, watch)


def _refuse_sealed(session: Session, scope: str, origin: str, seq: int) -> None:
    """What came after the seal (a late answer) can be undone; what the seal covers cannot.

    What belongs to no day and changes a sealed one all the same is looked for in `covered_days`.
    """
    bazaar_id, _, day = scope.partition("/")
    if not day:
        return
    seal = standing_seal(session, bazaar_id, date.fromisoformat(day))
    if seal is not None and seq <= json.loads(seal.covers or "{}").get(origin, 0):
        raise _closed(seal)


def _refuse_where_sealed(session: Session, bazaar_id: str, day: date) -> None:
    seal = standing_seal(session, bazaar_id, day)
    if seal is not None:
        raise _closed(seal)


def _closed(seal: DayClose) -> DayIsClosed:
    return DayIsClosed(day=seal.day.strftime("%d/%m/%Y"), revision=seal.revision, seal=seal.seal or "")
