"""The door for many rows at once: set-wise inserts, each with its Change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import islice, repeat
from typing import Any, cast

from sqlalchemy import Connection, Table
from sqlalchemy.orm import Session

from bazar_desktop.domain.changes import MEMBERS
from bazar_desktop.domain.clock import tick
from bazar_desktop.domain.first_changes import FirstChanges
from bazar_desktop.store.journal import act_of, encode, field_names, journal_door, personal_fields
from bazar_desktop.store.ledger import chain_end, get_fact, set_chain_end, set_fact
from bazar_desktop.store.many_rows import insert_many, stored_forms
from bazar_desktop.store.schema import vendors_indexed_at_once
from bazar_desktop.store.tables import ChangeRow, Fact, Vendor

SLICE = 1_000  # small enough to stay in a processor's own memory
_PLAIN = {str, int, bool, type(None)}  # what a Change has as it is


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
            values = list(map(_encoded, _by_columns(part, names)))
            here = [name for name, column in zip(names, values, strict=True) if column]
            facts = _stored(session.connection(), cls, here, filter(None, values))
            insert_many(
                session.connection(),
                _table(cls),
                ["id", "changed_at", *here],
                list(zip(ids, repeat(act.clock), *facts)),
            )
            sealed = list(journal.seal(ids, _scopes(cls, part), values))
            insert_many(session.connection(), _table(ChangeRow), MEMBERS, sealed)
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


def _stored(
    connection: Connection, cls: type[Fact], names: Sequence[str], values: Iterable[list[Any]]
) -> list[list[Any]]:
    """The columns in the form the database keeps."""
    columns = list(values)
    for at, form in stored_forms(_table(cls), names, connection.dialect.name):
        columns[at] = [None if one is None else form(one) for one in columns[at]]
    return columns


def _table(cls: type[Any]) -> Table:
    return cast(Table, cls.__table__)


def _scopes(cls: type[Fact], part: list[dict[str, Any]]) -> Iterable[str]:
    named = [name for name in ("bazaar_id", "day") if name in cls.__table__.columns]
    if not named:
        return repeat("store", len(part))
    return [cls(**{name: row.get(name) for name in named}).scope for row in part]


def _encoded(values: list[Any]) -> list[Any]:
    """A column's values as a Change has them."""
    return values if set(map(type, values)) <= _PLAIN else list(map(encode, values))
