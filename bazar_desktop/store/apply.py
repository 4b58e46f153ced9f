"""The door for changes that come from elsewhere: they join the journal as they are, and their rows are folded anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from operator import attrgetter
from typing import Any, cast

from sqlalchemy import Connection, Table, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.journal.changes import MEMBERS, Change, Value, is_sound, lone_values
from bazar_desktop.domain.journal.clock import is_far_ahead
from bazar_desktop.domain.journal.merging import fold_row
from bazar_desktop.store.bulk_upsert import Stored, insert_many, stored_forms, update_many
from bazar_desktop.store.circles import require_no_circle
from bazar_desktop.store.erasing import erase_what_came
from bazar_desktop.store.journal import (
    changes_here,
    field_names,
    journal_door,
    merge_rules,
    settle_conflicts,
)
from bazar_desktop.store.own_facts import chain_end, get_fact, set_chain_end, set_fact
from bazar_desktop.store.tables import ChangeRow, Fact, Moment, facts
from bazar_desktop.store.values import require_sound_content

Key = tuple[str, str]  # entity and row id
_journal = cast(Table, ChangeRow.__table__)
_members = attrgetter(*MEMBERS)
SLICE = 20_000  # rows folded at once: keeps a large merge in bounded memory


class GapInChain(BazarError):
    """Changes are missing between what is here and what came: numbers `first` to `last` of `origin`."""


class ChainForked(BazarError):
    """The same origin and number with different content: a cloned laptop or a rewritten past."""


class ChangeUnsound(BazarError):
    """A change whose hash does not fit its content, or whose content fits no table of ours."""


@dataclass(frozen=True, slots=True)
class Applied:
    """How many changes were new, how many were here already, and how many fields are now undecided."""

    new: int
    known: int
    conflicts: int
    clock_odd: bool = False


def apply(session: Session, changes: Iterable[Change], at: datetime) -> Applied:
    """Take in `changes` (any order; each origin's must be contiguous with what is here).

    Nothing is journaled again. The clock takes in what it receives, unless it is over 24 hours ahead of `at`.
    Raises GapInChain, ChainForked, ChangeUnsound or ContentBroken; then nothing may be committed.
    """
    session.flush()
    fresh, known = _fresh(session, sorted(changes, key=lambda change: change.id))
    if not fresh:
        return Applied(0, known, 0)
    require_no_circle(session.connection(), require_sound_content(fresh), fresh)
    with journal_door(session):
        conflicts = _fold_rows(session, fresh)
        for start in range(0, len(fresh), SLICE):
            rows = list(map(_members, fresh[start : start + SLICE]))
            insert_many(session.connection(), _journal, MEMBERS, rows)
    erase_what_came(session, fresh)
    latest = max(change.at for change in fresh)
    odd = is_far_ahead(latest, at)
    if not odd and latest > get_fact(session, "clock"):
        set_fact(session, "clock", latest)
    session.expire_all()
    return Applied(len(fresh), known, conflicts, odd)


def _fresh(session: Session, changes: list[Change]) -> tuple[list[Change], int]:
    """The changes that are not here yet, each origin's chain checked and its end moved."""
    fresh: list[Change] = []
    known = 0
    for origin, run in groupby(changes, key=lambda change: change.origin):
        theirs = list(run)
        seq, hash_ = chain_end(session, origin)
        known_here = theirs[0].seq <= seq
        ours = _hashes(session, origin, theirs[0].seq, min(seq, theirs[-1].seq)) if known_here else {}
        for change in theirs:
            if not is_sound(change):
                raise ChangeUnsound(origin=origin, seq=change.seq)
            if change.seq <= seq:
                if ours.get(change.seq, change.hash) != change.hash:
                    raise ChainForked(origin=origin, seq=change.seq)
                known += 1
                continue
            if change.seq != seq + 1:
                raise GapInChain(origin=origin, first=seq + 1, last=change.seq - 1)
            if change.prev_hash != hash_:
                raise ChainForked(origin=origin, seq=change.seq)
            seq, hash_ = change.seq, change.hash
            fresh.append(change)
        if fresh and fresh[-1].origin == origin:
            set_chain_end(session, origin, seq, hash_)
    return fresh, known


def _hashes(session: Session, origin: str, first: int, last: int) -> dict[int, str]:
    """Hashes of what is here of `origin`, by number."""
    query = select(ChangeRow.seq, ChangeRow.hash).where(ChangeRow.origin == origin)
    return {row.seq: row.hash for row in session.execute(query.where(ChangeRow.seq.between(first, last)))}


def _fold_rows(session: Session, fresh: list[Change]) -> int:
    touched: dict[Key, list[Change]] = {}
    for change in fresh:
        touched.setdefault((change.entity, change.row_id), []).append(change)
    conflicts = 0
    keys = sorted(touched)
    for start in range(0, len(keys), SLICE):
        conflicts += _fold_slice(session, keys[start : start + SLICE], touched)
    return conflicts


def _fold_slice(session: Session, keys: list[Key], touched: dict[Key, list[Change]]) -> int:
    """Fold the rows named by `keys`: what came, and what the journal has of them from before."""
    conflicts = 0
    known, held = facts(), changes_here(session.connection(), keys)
    by_entity: dict[str, list[Key]] = {}
    for key in keys:
        by_entity.setdefault(key[0], []).append(key)
    for entity, some in by_entity.items():
        cls = known.get(entity)
        if cls is None:
            raise _unsound(touched[some[0]])
        inserts: list[Stored] = []
        updates: list[Stored] = []
        form = _RowForm(cls, session.connection().dialect.name)
        for key in some:
            came, before = touched[key], held[key]
            values = lone_values(came[0]) if len(came) == 1 and not before else None
            if values is None:
                state = fold_row([*before, *came], form.rules)
                values = state.values()
                if any(len(field.heads) > 1 for field in state.fields.values()):
                    scope = max([*before, *came], key=lambda change: change.at).scope
                    conflicts += len(settle_conflicts(session, cls, key[1], scope, state))
            changed_at = max(change.at for change in (*before, *came))
            (updates if before else inserts).append(form.row(key[1], changed_at, values, came))
        _store(session.connection(), form, inserts, updates)
    return conflicts


class _RowForm:
    """How rows of `cls` are written: the fields, then the clock of the last change and the id."""

    def __init__(self, cls: type[Fact], dialect: str) -> None:
        self.table = cast(Table, cls.__table__)
        self.fields = field_names(cls)
        self.rules = merge_rules(cls)
        self._forms = stored_forms(self.table, self.fields, dialect)
        self._withdrawn = self.fields.index("withdrawn")

    def row(self, row_id: str, changed_at: str, values: Mapping[str, Value], came: list[Change]) -> Stored:
        """Raises ChangeUnsound for a value that its column cannot hold."""
        row: list[Value] = [values.get(name) for name in self.fields]
        row[self._withdrawn] = bool(row[self._withdrawn])
        try:
            for at, form in self._forms:
                if row[at] is not None:
                    row[at] = form(row[at])
        except (KeyError, TypeError, ValueError) as error:
            raise _unsound(came) from error
        return [*row, changed_at, row_id]


def _store(connection: Connection, form: _RowForm, inserts: list[Stored], updates: list[Stored]) -> None:
    names = [*form.fields, "changed_at"]
    insert_many(connection, form.table, [*names, "id"], inserts)
    update_many(connection, form.table, names, updates)


def _unsound(changes: list[Change]) -> ChangeUnsound:
    return ChangeUnsound(origin=changes[0].origin, seq=changes[0].seq)


def decode(cls: type[Fact], name: str, value: Value) -> Any:
    """Give the inverse of `journal.encode` for the column `name` of `cls`."""
    if value is None or not isinstance(value, str):
        return value
    kind = cls.__table__.columns[name].type
    if isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    python_type = kind.python_type
    if python_type is date:
        return date.fromisoformat(value)
    if python_type is time:
        return time.fromisoformat(value)
    return value
