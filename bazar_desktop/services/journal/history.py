"""Who entered this figure, when, and what it was before: read from the journal."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.journal.changes import Change, Value, field_changes
from bazar_desktop.domain.journal.merging import fold_row
from bazar_desktop.services.day.seal_guard import DayIsClosed
from bazar_desktop.services.day.sheet import standing_seal
from bazar_desktop.services.settings.officers import officer_names
from bazar_desktop.store.journal import changes_of_rows, merge_rules
from bazar_desktop.store.ledger import get_fact
from bazar_desktop.store.tables import ChangeRow, DayClose, Draw, facts, natural_id
from bazar_desktop.store.undo import Undone, Watch, undo_action


class SealNotUndone(BazarError):
    """Closing and reopening a day are not undone: a closed day is reopened with a reason."""


class DrawNotUndone(BazarError):
    """A draw is not undone, or one could draw until it suits: it is drawn again with a reason."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of one field. `stands`: it is what the field says now (or one of several that disagree)."""

    field: str
    before: Value
    after: Value
    officer: str
    at: datetime
    action: str
    reason: str
    stands: bool
    undoes: bool


def field_history(session: Session, entity: str, row_id: str, field: str | None = None) -> list[HistoryEntry]:
    """Every change of the row's `field` (all fields where None), the latest first."""
    changes = changes_of_rows(session, [(entity, row_id)])[entity, row_id]
    state = fold_row(changes, merge_rules(facts()[entity]))
    names = officer_names(session)
    entries = []
    for change in changes:
        for name, value in field_changes(change).items():
            if field is None or name == field:
                heads = {head.id for head in state.fields[name].heads}
                entries.append(_entry(change, name, value.before, value.after, names, change.id in heads))
    return list(reversed(entries))


def _entry(
    change: Change, field: str, before: Value, after: Value, names: dict[str, str], stands: bool
) -> HistoryEntry:
    verb = change.action.split("/")[0]
    return HistoryEntry(
        field=field,
        before=before,
        after=after,
        officer=names.get(change.officer, change.officer),
        at=moment_of(change.at),
        action=verb,
        reason=change.reason or "",
        stands=stands,
        undoes=verb == "history.undo",
    )


def moment_of(clock: str) -> datetime:
    """The wall time in a journal clock."""
    return datetime.fromtimestamp(int(clock.split("-")[0], 16) / 1000, WIB)


def cell_history(session: Session, entity: str, *key: object, field: str | None = None) -> list[HistoryEntry]:
    """As `field_history`, for a row named by its natural key: ("omzet_entry", participation, day, session)."""
    return field_history(session, entity, natural_id(entity, *key), field)


def undo(session: Session, action: str, watch: Watch = lambda _done, _of: None) -> Undone:
    """Put back what `action` (its id in the journal) changed; `watch` as in `undo_action`.

    Raises NothingToUndo, FieldMovedOn, DayIsClosed (a seal covers it), SealNotUndone (it closed or reopened a day),
    DrawNotUndone.
    """
    origin = get_fact(session, "origin")
    query = select(ChangeRow.scope, ChangeRow.seq, ChangeRow.entity)
    for row in session.execute(query.where(ChangeRow.action == action, ChangeRow.origin == origin)):
        if row.entity == DayClose.__tablename__:
            raise SealNotUndone()
        if row.entity == Draw.__tablename__:
            raise DrawNotUndone()
        _refuse_sealed(session, row.scope, origin, row.seq)
    return undo_action(session, action, watch)


def _refuse_sealed(session: Session, scope: str, origin: str, seq: int) -> None:
    """What came after the seal (a late answer) can be undone; what the seal covers cannot."""
    bazaar_id, _, day = scope.partition("/")
    if not day:
        return
    seal = standing_seal(session, bazaar_id, date.fromisoformat(day))
    if seal is not None and seq <= json.loads(seal.covers or "{}").get(origin, 0):
        raise DayIsClosed(day=seal.day.strftime("%d/%m/%Y"), revision=seal.revision, seal=seal.seal or "")


def last_action(session: Session, officer: str, origin: str) -> str | None:
    """The latest action of `officer` in this store."""
    query = select(ChangeRow.action).where(ChangeRow.officer == officer, ChangeRow.origin == origin)
    return session.execute(query.order_by(ChangeRow.seq.desc()).limit(1)).scalar_one_or_none()
