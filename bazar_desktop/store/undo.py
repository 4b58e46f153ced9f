"""Undo: new changes that put the earlier values back, refused where a field has moved on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.journal.changes import Change, ChangeId, FieldChange, field_changes
from bazar_desktop.domain.journal.merging import fold_row
from bazar_desktop.store.changes import changes_of_rows
from bazar_desktop.store.fields import merge_rules, references_to
from bazar_desktop.store.folding import decode
from bazar_desktop.store.journal import act_of
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.rows import withdraw
from bazar_desktop.store.tables import ChangeRow, Erasure, Fact, facts

SLICE = 500
Watch = Callable[[int, int], object]


class NothingToUndo(BazarError):
    """No such action was done by this officer at this laptop."""


class ErasureStands(BazarError):
    """A person's data was erased; nothing can bring it back."""


class FieldMovedOn(BazarError):
    """The field was changed again since, so the earlier value cannot simply come back."""


class StillInUse(BazarError):
    """A row that the action entered has rows of later actions on it, which would hang in the air. Facts: entity."""


@dataclass(frozen=True, slots=True)
class Undone:
    """How many rows went back, and the scopes they belong to."""

    rows: int
    scopes: tuple[str, ...]


def undo_action(session: Session, action: str, watch: Watch = lambda _done, _of: None) -> Undone:
    """Put back what `action` changed, as ordinary changes with parents. Undoing an undo is a redo.

    `watch(done, of)` is called with the rows looked at and may raise: then nothing is changed.
    Raises NothingToUndo, FieldMovedOn where a change is no longer its field's only head, StillInUse where a row that
    it entered has others on it by now, or ErasureStands.
    """
    origin, officer = get_fact(session, "origin"), act_of(session).officer
    table = ChangeRow.__table__
    query = select(table).where(
        ChangeRow.action == action, ChangeRow.origin == origin, ChangeRow.officer == officer
    )
    result = session.execute(query)  # sorted by the database, it would walk along the whole chain
    changes = sorted((Change(**row._mapping) for row in result), key=attrgetter("seq"), reverse=True)
    if not changes:
        raise NothingToUndo()
    if any(change.erased or change.entity == Erasure.__tablename__ for change in changes):
        raise ErasureStands()
    known = changes_of_rows(session, [(change.entity, change.row_id) for change in changes])
    counting = {change.id for some in known.values() for change in some}
    changes = [change for change in changes if change.id in counting]
    if not changes:  # the office rejected it or took it back: it is undone already
        raise NothingToUndo()
    same_action = {change.id for change in changes}
    held = _rows_of(session, changes)  # keeps them in the session: an import has thousands
    with session.no_autoflush:
        for done, change in enumerate(changes):
            if done % SLICE == 0:
                watch(done, len(changes))
            _undo(session, change, known[change.entity, change.row_id], same_action)
    watch(len(changes), len(changes))
    session.flush()
    _require_unused(session, [row for row in held if row.withdrawn])
    held.clear()
    return Undone(len(changes), tuple(sorted({change.scope for change in changes})))


def _rows_of(session: Session, changes: list[Change]) -> list[Fact]:
    """The rows that `changes` touched, read in slices."""
    ids: dict[str, list[str]] = {}
    for change in changes:
        ids.setdefault(change.entity, []).append(change.row_id)
    held: list[Fact] = []
    for entity, some in ids.items():
        cls = facts()[entity]
        for start in range(0, len(some), SLICE):
            held += session.execute(select(cls).where(cls.id.in_(some[start : start + SLICE]))).scalars()
    return held


def _require_unused(session: Session, gone: list[Fact]) -> None:
    """Raise StillInUse where a row that stands names one of those that are gone."""
    ids: dict[str, list[str]] = {}
    for row in gone:
        ids.setdefault(type(row).__tablename__, []).append(row.id)
    for entity, some in ids.items():
        for cls, name in references_to(entity):
            column = cls.__table__.columns[name]
            for start in range(0, len(some), SLICE):
                query = select(cls.id).where(
                    column.in_(some[start : start + SLICE]), cls.withdrawn.is_(False)
                )
                if session.execute(query.limit(1)).first() is not None:
                    raise StillInUse(entity=cls.__tablename__)


def _undo(session: Session, change: Change, all_changes: list[Change], same_action: set[ChangeId]) -> None:
    cls = facts()[change.entity]
    row = session.get_one(cls, change.row_id)
    state = fold_row(all_changes, merge_rules(cls))
    fields = field_changes(change)
    by_id = {item.id: field_changes(item) for item in all_changes}
    for name in fields:
        heads = {head.id for head in state.fields[name].heads}
        if not same_action.issuperset(_standing(heads, name, by_id, same_action)):
            raise FieldMovedOn(field=name, entity=change.entity)
        act_of(session).undoing[change.entity, change.row_id, name] = change.id
    if _is_entry(fields):
        withdraw(session, row, never=True)
    else:
        _put_back(session, row, fields, whole="withdrawn" in fields)


def _standing(
    heads: set[ChangeId],
    name: str,
    by_id: dict[ChangeId, dict[str, FieldChange]],
    sought: set[ChangeId],
) -> set[ChangeId]:
    """The changes that speak through `heads`: an undo lets those speak again that the undone change replaced.

    A change that is `sought` speaks for itself, though it may be an undo: so a redo can be undone, and again.
    """
    found: set[ChangeId] = set()
    waiting = list(heads)
    while waiting:
        one = waiting.pop()
        field = by_id.get(one, {}).get(name)
        if one in sought or field is None or field.undoes is None or field.undoes not in by_id:
            found.add(one)
        else:
            waiting.extend(by_id[field.undoes][name].parents)
    return found


def _is_entry(fields: dict[str, FieldChange]) -> bool:
    entered = fields.get("withdrawn")
    return entered is not None and entered.after is False and entered.before in (None, True)


def _put_back(session: Session, row: Fact, fields: dict[str, FieldChange], *, whole: bool) -> None:
    for name, field in fields.items():
        setattr(row, name, decode(type(row), name, field.before))
    if whole:
        act_of(session).whole[type(row).__tablename__, row.id] = False
