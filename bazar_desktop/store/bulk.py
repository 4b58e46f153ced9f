"""The door for many rows at once: set-wise inserts, each with its Change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import chain, islice, repeat
from typing import Any, cast

from sqlalchemy import Connection, Table
from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.changes import MEMBERS
from bazar_desktop.domain.journal.clock import tick
from bazar_desktop.domain.journal.first_changes import FirstChange, InCommon
from bazar_desktop.store.bulk_upsert import insert_many, stored_forms
from bazar_desktop.store.change_hashing import sealing
from bazar_desktop.store.fields import field_names, personal_fields
from bazar_desktop.store.folding import Anew, judge_anew
from bazar_desktop.store.guard import journal_door
from bazar_desktop.store.journal import act_of, encode
from bazar_desktop.store.own_facts import chain_end, get_fact, own_end, set_chain_end, set_fact
from bazar_desktop.store.schema import vendors_indexed_at_once
from bazar_desktop.store.tables import STORE, ChangeRow, Fact, Vendor
from bazar_desktop.store.values import require_sound_clock, sound_columns

Columns = Mapping[str, Sequence[Any]]  # rows by column; None, or no such column: not entered

SLICE = 1_000  # small enough to stay in a processor's own memory
_PLAIN = {str, int, bool, type(None)}  # what a Change has as it is


def enter_many(session: Session, cls: type[Fact], rows: Iterable[dict[str, Any]]) -> None:
    """Insert `rows` (each with its id) with one Change a row, in slices; the rows must be new to this store.

    `rows` may be made as they are taken: no more than a slice is held.
    """
    left = iter(rows)
    enter_columns(session, cls, map(_by_columns, iter(lambda: list(islice(left, SLICE)), [])))


def enter_columns(session: Session, cls: type[Fact], parts: Iterable[Columns]) -> None:
    """Enter the same for rows that stand by column: each of `parts` some rows, best a SLICE, with a column "id"."""
    session.flush()
    act = act_of(session)
    act.clock = tick(get_fact(session, "clock"), act.at)
    act.wrote = True
    require_sound_clock(act.clock)
    set_fact(session, "clock", act.clock)
    origin = get_fact(session, "origin")
    seq, hash_ = chain_end(session, origin)
    common = InCommon(
        cls.__tablename__, field_names(cls), tuple(personal_fields(cls)), origin, act.clock, act.officer,
        act.action, act.reason,
    )  # fmt: skip
    connection = session.connection()
    left = iter(parts)
    first = next(left, {"id": ()})
    indexed = _indexed(connection, cls, len(first["id"]))
    with journal_door(session), indexed, sealing(common, seq, hash_) as sealer:
        changes: list[FirstChange] = []  # of the part before; those of this one are sealed meanwhile
        for part in chain([first], left):
            values = sound_columns(cls, part["id"], common.names, _values(part, common.names))
            sealer.begin(part["id"], _scopes(cls, part), values)
            _insert_facts(
                connection, cls, part["id"], act.clock, dict(zip(common.names, values, strict=True))
            )
            insert_many(connection, _table(ChangeRow), MEMBERS, changes)
            changes = sealer.end()
        insert_many(connection, _table(ChangeRow), MEMBERS, changes)
    if sealer.seq > seq:
        set_chain_end(session, origin, sealer.seq, sealer.hash)
        if own_end(session).is_judged:
            judge_anew(session, Anew(whole=[(origin, seq + 1, sealer.seq)]))


def _values(part: Columns, names: Sequence[str]) -> list[Sequence[Any]]:
    """The columns of `names` as a Change has them; () for one that is not entered."""
    withdrawn = list(map(bool, part.get("withdrawn", repeat(False, len(part["id"])))))
    return [_encoded(part.get(name, ())) if name != "withdrawn" else withdrawn for name in names]


def _insert_facts(
    connection: Connection, cls: type[Fact], ids: Sequence[str], clock: str, columns: Columns
) -> None:
    here = [name for name, column in columns.items() if column]
    facts = _stored(connection, cls, here, (columns[name] for name in here))
    rows = list(zip(ids, repeat(clock), *facts))
    insert_many(connection, _table(cls), ["id", "changed_at", *here], rows)


def _indexed(connection: Connection, cls: type[Fact], count: int) -> AbstractContextManager[None]:
    """The search index built at once where there is one and the rows are many."""
    at_once = cls is Vendor and count >= SLICE and connection.dialect.name == "sqlite"
    return vendors_indexed_at_once(connection) if at_once else nullcontext()


def _by_columns(rows: list[dict[str, Any]]) -> Columns:
    return {name: [row.get(name) for row in rows] for name in set().union(*rows)}


def _stored(
    connection: Connection, cls: type[Fact], names: Sequence[str], values: Iterable[Sequence[Any]]
) -> list[Sequence[Any]]:
    """The columns in the form the database keeps."""
    columns = list(values)
    for at, form in stored_forms(_table(cls), names, connection.dialect.name):
        columns[at] = [None if column is None else form(column) for column in columns[at]]
    return columns


def _table(cls: type[Any]) -> Table:
    return cast(Table, cls.__table__)


def _scopes(cls: type[Fact], part: Columns) -> list[str]:
    named = [name for name in ("bazaar_id", "day") if name in cls.__table__.columns]
    count = len(part["id"])
    if not named:
        return [STORE] * count
    columns = [part.get(name, repeat(None, count)) for name in named]
    return [cls(**dict(zip(named, item, strict=True))).scope for item in zip(*columns, strict=True)]


def _encoded(values: Sequence[Any]) -> Sequence[Any]:
    """A column's values as a Change has them."""
    return values if set(map(type, values)) <= _PLAIN else list(map(encode, values))
