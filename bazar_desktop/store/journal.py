"""The journal's one hook: every flush of a fact writes its Change. `store.guard` refuses every other write.

Mapper events note what a row was and became (a walk over the session would miss delete-orphan and expressions);
`after_flush` writes the Changes in the same transaction.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ClauseElement, Connection, event, insert, inspect
from sqlalchemy.orm import Mapper, Session, UOWTransaction, configure_mappers

from bazar_desktop.domain.journal import merging
from bazar_desktop.domain.journal.authority import COUNTING
from bazar_desktop.domain.journal.changes import (
    SCHEMA,
    Change,
    ChangeId,
    FieldChange,
    Value,
    as_row,
    make_change,
)
from bazar_desktop.domain.journal.clock import tick
from bazar_desktop.domain.journal.merging import RowState, fold_row
from bazar_desktop.store.authority import Bench, keep_standings
from bazar_desktop.store.changes import Key, RowChanges, rows_here
from bazar_desktop.store.fields import field_names, merge_rules, personal_fields
from bazar_desktop.store.folding import anew_after, fold_anew, judge_anew, settle_conflicts
from bazar_desktop.store.guard import JournalBypassed, close_doors, open_doors
from bazar_desktop.store.own_facts import get_fact, own_end, set_chain_end, set_fact
from bazar_desktop.store.tables import ChangeRow, Fact, facts
from bazar_desktop.store.values import put_words_in_order, require_sound, require_sound_clock

GIVES_WORD = frozenset({"device", "verdict", "take_back", "bazaar"})  # what others' changes are judged by


@dataclass
class Act:
    """Who does what in one write transaction, and what is special about its rows.

    `whole` maps a row to whether it is *never entered*: all its fields are written, naming all their heads.
    `decided` are fields whose change names all heads; `undoing` says which change a field's change takes back. All
    are keyed by entity and id, the latter two by field too. `wrote`: the journal took a Change of this action.
    """

    officer: str
    action: str
    at: datetime
    reason: str | None = None
    whole: dict[tuple[str, str], bool] = field(default_factory=dict)
    decided: set[tuple[str, str, str]] = field(default_factory=set)
    undoing: dict[tuple[str, str, str], ChangeId] = field(default_factory=dict)
    noted: list[tuple[Fact, dict[str, tuple[Value, Value]], bool]] = field(default_factory=list)
    gave_word: list[Change] = field(default_factory=list)
    not_counted: list[Key] = field(default_factory=list)
    clock: str = ""
    wrote: bool = False


class WriteOutsideAction(RuntimeError):
    """A session opened for reading tried to write."""


def act_of(session: Session) -> Act:
    act = session.info.get("act")
    if not isinstance(act, Act):
        raise WriteOutsideAction("this session was opened for reading")
    return act


def encode(value: Any) -> Value:
    """Give a column's value as the journal keeps it. Raises TypeError for what has no exact form there."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, datetime | time):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"the journal keeps no {type(value).__name__}")


# -- noting what a flush does ---------------------------------------------------------------------------------


def _before_insert(mapper: Mapper[Any], connection: Connection, row: Fact) -> None:
    act = act_of(_session(row))
    if row.withdrawn is None:
        row.withdrawn = False
    row.changed_at = act.clock
    cls = type(row)
    put_words_in_order(row)
    require_sound(cls, row.id, {name: encode(getattr(row, name)) for name in field_names(cls)})


def _after_insert(mapper: Mapper[Any], connection: Connection, row: Fact) -> None:
    values = {name: encode(getattr(row, name)) for name in field_names(type(row))}
    changed: dict[str, tuple[Value, Value]] = {
        name: (None, value) for name, value in values.items() if value is not None
    }
    act_of(_session(row)).noted.append((row, changed, True))


def _before_update(mapper: Mapper[Any], connection: Connection, row: Fact) -> None:
    session = _session(row)
    act = act_of(session)
    changed: dict[str, tuple[Value, Value]] = {}
    put_words_in_order(row)
    whole = (type(row).__tablename__, row.id) in act.whole
    for name in field_names(type(row)):
        history = inspect(row).attrs[name].history
        after = getattr(row, name)
        if isinstance(after, ClauseElement):
            raise JournalBypassed(f"{name} was given an expression; the journal needs a value")
        if history.has_changes() or whole:
            before = history.deleted[0] if history.deleted else after
            changed[name] = (encode(before), encode(after))
        if history.has_changes():
            require_sound(type(row), row.id, {name: encode(after)})
    if changed:
        row.changed_at = act.clock
        act.noted.append((row, changed, False))


def _before_delete(mapper: Mapper[Any], connection: Connection, row: Fact) -> None:
    raise JournalBypassed("facts are withdrawn, never deleted")


def _session(row: Fact) -> Session:
    session = inspect(row).session
    if session is None:
        raise WriteOutsideAction("the row has no session")
    return session


def _before_flush(session: Session, context: UOWTransaction, instances: object) -> None:
    if not any(isinstance(row, Fact) for row in (*session.new, *session.dirty, *session.deleted)):
        return
    act = act_of(session)
    act.clock = tick(get_fact(session, "clock"), act.at)
    require_sound_clock(act.clock)
    set_fact(session, "clock", act.clock)
    open_doors(session.connection().info)


def _after_flush(session: Session, context: UOWTransaction) -> None:
    act = session.info.get("act")
    if isinstance(act, Act) and act.noted:
        noted, act.noted = act.noted, []
        _write(session, act, noted)
    close_doors(session.connection().info)


# -- writing the Changes --------------------------------------------------------------------------------------


def _write(
    session: Session, act: Act, noted: list[tuple[Fact, dict[str, tuple[Value, Value]], bool]]
) -> None:
    keys = [(type(row).__tablename__, row.id) for row, _, _ in noted]
    writer = ChangeWriter(session, act)
    looked_up = [
        key for key, (_, _, is_new) in zip(keys, noted, strict=True) if writer.is_judged or not is_new
    ]
    held = rows_here(session.connection(), looked_up)
    known = {key: row.counted for key, row in held.items()}
    written: dict[Key, list[Change]] = {}
    for row, values, is_new in noted:
        cls = type(row)
        key = (cls.__tablename__, row.id)
        state = None if is_new else fold_row(known.get(key, ()), merge_rules(cls))
        fields = {
            name: _field_change(act, key, name, before, after, state, merge_rules(cls)[name])
            for name, (before, after) in values.items()
        }
        change = writer.add(cls, row.id, row.scope, fields)
        written.setdefault(key, []).append(change)
        if state is not None and any(len(field_state.heads) > 1 for field_state in state.fields.values()):
            settle_conflicts(
                session, cls, row.id, row.scope, fold_row([*known[key], change], merge_rules(cls))
            )
    writer.finish()
    act.wrote = act.wrote or bool(written)
    if writer.is_judged:
        _judge_own(session, act, held, written)
    if any(entity in GIVES_WORD for entity, _ in written):
        act.gave_word += [change for some in written.values() for change in some]


def _judge_own(
    session: Session, act: Act, held: dict[Key, RowChanges], written: dict[Key, list[Change]]
) -> None:
    """Mark what was written beyond this laptop's authority as proposed; what may not count even here is folded out."""
    bench = Bench(session.connection())
    for key, changes in written.items():
        row = [*held[key].changes, *changes]
        standings = bench.standings(row)
        left_out = {id_ for id_, standing in standings.items() if standing not in COUNTING}
        if left_out != held[key].aside:
            act.not_counted.append(key)
        elif standings or held[key].standings:
            keep_standings(session.connection(), row, held[key].standings, standings)


def _after_flush_postexec(session: Session, context: UOWTransaction) -> None:
    """Judge anew what the office's word is about, and fold out what was written but does not count."""
    act = session.info.get("act")
    if not isinstance(act, Act) or not (act.gave_word or act.not_counted):
        return
    gave_word, act.gave_word = act.gave_word, []
    looked_at, act.not_counted = set(act.not_counted), []
    if looked_at:
        fold_anew(session, looked_at, Bench(session.connection()))
    looked_at |= judge_anew(session, anew_after(session, gave_word))
    for row in list(session.identity_map.values()):
        if isinstance(row, Fact) and (type(row).__tablename__, row.id) in looked_at:
            session.expire(row)


def _field_change(
    act: Act,
    key: tuple[str, str],
    name: str,
    before: Value,
    after: Value,
    state: RowState | None,
    rule: str,
) -> FieldChange:
    now = state.fields.get(name) if state else None
    if key in act.whole or (*key, name) in act.decided:
        parents = merging.parents_of_decision(now)
    else:
        parents = merging.parents_of_edit(now, before, rule)
    undoes = act.undoing.get((*key, name))
    return FieldChange(before, after, parents, act.whole.get(key, False), undoes)


class ChangeWriter:
    """Adds Changes to this store's own chain, in the transaction of `session`."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self._act = act
        self._origin, self._seq, self._hash, self.is_judged = own_end(session)
        self._rows: list[dict[str, Any]] = []

    def add(self, cls: type[Fact], row_id: str, scope: str, fields: dict[str, FieldChange]) -> Change:
        """Seal one Change of the row; it is written by `finish`."""
        self._seq += 1
        act = self._act
        change = make_change(
            fields,
            personal_fields(cls),
            secrets.token_hex(16),
            origin=self._origin,
            seq=self._seq,
            schema=SCHEMA,
            at=act.clock,
            officer=act.officer,
            action=act.action,
            scope=scope,
            entity=cls.__tablename__,
            row_id=row_id,
            reason=act.reason,
            prev_hash=self._hash,
        )
        self._hash = change.hash
        self._rows.append(as_row(change))
        return change

    def finish(self) -> None:
        """Write what was added and move the end of the chain."""
        if self._rows:
            self._session.execute(insert(ChangeRow), self._rows)
            set_chain_end(self._session, self._origin, self._seq, self._hash)


# -- the hooks --------------------------------------------------------------------------------------


def _install_hooks() -> None:
    configure_mappers()
    for cls in facts().values():
        event.listen(cls, "before_insert", _before_insert)
        event.listen(cls, "after_insert", _after_insert)
        event.listen(cls, "before_update", _before_update)
        event.listen(cls, "before_delete", _before_delete)
        for name in field_names(cls):
            getattr(cls, name).impl.active_history = True
    event.listen(Session, "before_flush", _before_flush)
    event.listen(Session, "after_flush", _after_flush)
    event.listen(Session, "after_flush_postexec", _after_flush_postexec)


_install_hooks()
