"""The door for changes that come from elsewhere: they join the journal as they are, and their rows are folded anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.orm import Session

from bazar_desktop.domain.changes import Change, Value, as_row, is_sound
from bazar_desktop.domain.clock import is_far_ahead
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.merging import RowState, fold_row
from bazar_desktop.store.erasing import erase_what_came
from bazar_desktop.store.journal import (
    changes_of_rows,
    field_names,
    journal_door,
    merge_rules,
    settle_conflicts,
)
from bazar_desktop.store.ledger import chain_end, get_fact, set_chain_end, set_fact
from bazar_desktop.store.tables import ChangeRow, Fact, Moment, facts

SLICE = 20_000  # rows folded at once: keeps a large merge in bounded memory


class GapInChain(BazarError):
    """Changes are missing between what is here and what came: numbers `first` to `last` of `origin`."""


class ChainForked(BazarError):
    """The same origin and number with different content: a cloned laptop or a rewritten past."""


class ChangeUnsound(BazarError):
    """A change whose hash does not fit its content."""


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
    Raises GapInChain, ChainForked or ChangeUnsound; then nothing may be committed.
    """
    session.flush()
    fresh, known = _fresh(session, sorted(changes, key=lambda change: change.id))
    if not fresh:
        return Applied(0, known, 0)
    with journal_door(session):
        rows = [as_row(change) for change in fresh]
        for start in range(0, len(rows), SLICE):
            session.connection().execute(insert(ChangeRow.__table__), rows[start : start + SLICE])  # type: ignore[arg-type]
        conflicts = _fold_rows(session, fresh)
    erase_what_came(session, fresh)
    latest = max(change.at for change in fresh)
    odd = is_far_ahead(latest, at)
    if not odd:
        set_fact(session, "clock", max(latest, get_fact(session, "clock")))
    session.expire_all()
    return Applied(len(fresh), known, conflicts, odd)


def _fresh(session: Session, changes: list[Change]) -> tuple[list[Change], int]:
    """The changes that are not here yet, each origin's chain checked and its end moved."""
    fresh: list[Change] = []
    known = 0
    for origin, run in groupby(changes, key=lambda change: change.origin):
        theirs = list(run)
        seq, hash_ = chain_end(session, origin)
        ours = _hashes(session, origin, theirs[0].seq, min(seq, theirs[-1].seq))
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
    touched: dict[tuple[str, str], list[Change]] = {}
    for change in fresh:
        touched.setdefault((change.entity, change.row_id), []).append(change)
    conflicts = 0
    keys = sorted(touched)
    for start in range(0, len(keys), SLICE):
        conflicts += _fold_slice(session, keys[start : start + SLICE], touched)
    return conflicts


def _fold_slice(
    session: Session, keys: list[tuple[str, str]], touched: dict[tuple[str, str], list[Change]]
) -> int:
    """Fold the rows named by `keys`. A row that is not here yet needs only what came."""
    conflicts = 0
    by_entity: dict[str, list[str]] = {}
    for entity, row_id in keys:
        by_entity.setdefault(entity, []).append(row_id)
    for entity, ids in by_entity.items():
        cls = facts()[entity]
        present = _present(session, cls, ids)
        full = changes_of_rows(session, [(entity, row_id) for row_id in sorted(present)])
        inserts: list[dict[str, Any]] = []
        updates: list[dict[str, Any]] = []
        for row_id in ids:
            changes = full[entity, row_id] if row_id in present else touched[entity, row_id]
            state = fold_row(changes, merge_rules(cls))
            (updates if row_id in present else inserts).append(_as_row(cls, row_id, state))
            if any(len(one.heads) > 1 for one in state.fields.values()):
                scope = max(changes, key=lambda change: change.at).scope
                conflicts += len(settle_conflicts(session, cls, row_id, scope, state))
        _store(session.connection(), cls, inserts, updates)
    return conflicts


def _present(session: Session, cls: type[Fact], ids: list[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(ids), 400):
        found.update(session.execute(select(cls.id).where(cls.id.in_(ids[start : start + 400]))).scalars())
    return found


def _as_row(cls: type[Fact], row_id: str, state: RowState) -> dict[str, Any]:
    values = state.values()
    row = {name: decode(cls, name, values.get(name)) for name in field_names(cls)}
    return {**row, "id": row_id, "changed_at": state.changed_at, "withdrawn": bool(values.get("withdrawn"))}


def _store(
    connection: Connection, cls: type[Fact], inserts: list[dict[str, Any]], updates: list[dict[str, Any]]
) -> None:
    if inserts:
        connection.execute(insert(cls), inserts)
    if updates:
        names = [*field_names(cls), "changed_at"]
        statement = update(cls.__table__).where(cls.__table__.c.id == bindparam("b_id"))  # type: ignore[arg-type]
        values: dict[str, Any] = {name: bindparam(f"b_{name}") for name in names}
        rows = [{f"b_{name}": row[name] for name in [*names, "id"]} for row in updates]
        connection.execute(statement.values(values), rows)


def decode(cls: type[Fact], name: str, value: Value) -> Any:
    """The inverse of `journal.encode` for the column `name` of `cls`."""
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
