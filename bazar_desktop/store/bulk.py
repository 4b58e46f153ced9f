"""The door for many rows at once: set-wise inserts, each with its Change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import islice, repeat
from typing import Any

from sqlalchemy import Boolean, Connection, Integer, String, insert
from sqlalchemy.orm import Session

from bazar_desktop.domain.changes import MEMBERS
from bazar_desktop.domain.clock import tick
from bazar_desktop.domain.first_changes import FirstChanges
from bazar_desktop.store.journal import act_of, encode, field_names, journal_door, personal_fields
from bazar_desktop.store.ledger import chain_end, get_fact, set_chain_end, set_fact
from bazar_desktop.store.schema import vendors_indexed_at_once
from bazar_desktop.store.tables import ChangeRow, Fact, Vendor

SLICE = 1_000  # small enough to stay in a processor's own memory
Values = Sequence[Any]


def enter_many(session: Session, cls: type[Fact], rows: Iterable[dict[str, Any]]) -> None:
    """Insert `rows` (each with its id) with one Change a row, in slices; the rows must be new to this store.

    `rows` may be made as they are taken: no more than a slice is held.
    """
    session.flush()
    act = act_of(session)
    act.clock = tick(get_fact(session, "clock"), act.at)
    set_fact(session, "clock", act.clock)
    origin = get_fact(session, "origin")
    seq, hash_ = chain_end(session, origin)
    names = field_names(cls)
    journal = FirstChanges(
        cls.__tablename__,
        names,
        personal_fields(cls),
        origin=origin,
        seq=seq,
        hash_=hash_,
        at=act.clock,
        officer=act.officer,
        action=act.action,
        reason=act.reason,
    )
    left = iter(rows)
    part = list(islice(left, SLICE))
    with journal_door(session), _indexed(session.connection(), cls, len(part)):
        while part:
            ids = [row["id"] for row in part]
            values = _by_columns(part, names)
            facts = {name: column for name, column in zip(names, values, strict=True) if column}
            _insert(session, cls, ["id", "changed_at", *facts], zip(ids, repeat(act.clock), *facts.values()))
            encoded = list(map(_encoded, _columns(cls, names), values))
            sealed = journal.seal(ids, _scopes(cls, part), encoded)
            _insert(session, ChangeRow, MEMBERS, sealed)
            part = list(islice(left, SLICE))
    if journal.seq > seq:
        set_chain_end(session, origin, journal.seq, journal.hash)


def _indexed(connection: Connection, cls: type[Fact], count: int) -> AbstractContextManager[None]:
    """The search index built at once where there is one and the rows are many."""
    at_once = cls is Vendor and count == SLICE and connection.dialect.name == "sqlite"
    return vendors_indexed_at_once(connection) if at_once else nullcontext()


def _by_columns(part: list[dict[str, Any]], names: Sequence[str]) -> list[list[Any]]:
    """The values by field, in the order of `names`; [] for a field that no row names."""
    named = {"withdrawn"}.union(*part)
    values = [[row.get(name) for row in part] if name in named else [] for name in names]
    withdrawn = names.index("withdrawn")
    values[withdrawn] = list(map(bool, values[withdrawn]))
    return values


def _scopes(cls: type[Fact], part: list[dict[str, Any]]) -> Iterable[str]:
    named = [name for name in ("bazaar_id", "day") if name in cls.__table__.columns]
    if not named:
        return repeat("store", len(part))
    return [cls(**{name: row.get(name) for name in named}).scope for row in part]


def _columns(cls: type[Any], names: Sequence[str]) -> list[Any]:
    known = {column.key: column for column in cls.__table__.columns}
    return [known[name] for name in names]


def _encoded(column: Any, values: list[Any]) -> list[Any]:
    """A column's values as a Change has them: what the database writes in its own form is encoded."""
    return values if isinstance(column.type, String | Integer | Boolean) else list(map(encode, values))


def _insert(session: Session, cls: type[Any], names: Sequence[str], rows: Iterable[Values]) -> None:
    """Insert `rows` of values in the order of `names`. On SQLite they go to the driver as they are."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        connection.execute(insert(cls.__table__), [dict(zip(names, row, strict=True)) for row in rows])
        return
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    statement = f'INSERT INTO "{cls.__tablename__}" ({columns}) VALUES ({marks})'  # noqa: S608
    connection.exec_driver_sql(statement, _bound(connection, cls, names, rows))


def _bound(
    connection: Connection, cls: type[Any], names: Sequence[str], rows: Iterable[Values]
) -> list[Values]:
    """The rows with what the driver does not know (dates, times) in the form the database keeps."""
    processors: list[tuple[int, Callable[[Any], Any]]] = []
    for at, column in enumerate(_columns(cls, names)):
        kind = column.type
        found = (
            None
            if isinstance(kind, Boolean)
            else kind.dialect_impl(connection.dialect).bind_processor(connection.dialect)
        )
        if found is not None:
            processors.append((at, found))
    if not processors:
        return list(rows)
    bound: list[Values] = []
    for row in rows:
        values = list(row)
        for at, process in processors:
            values[at] = process(values[at])
        bound.append(tuple(values))
    return bound
