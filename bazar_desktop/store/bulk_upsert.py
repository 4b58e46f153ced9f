"""Many rows in one statement, in the form that each driver takes quickest.

SQLite's takes tuples as they are; PostgreSQL's server takes all rows as one JSON text and reads the types off the
table. SQLAlchemy's own way asks every value of every row how it is bound, which costs more than the insert itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Connection, Date, Table, Time

from bazar_desktop.domain.journal.changes import Value
from bazar_desktop.store.tables import Moment

Stored = Sequence[Value]
Form = Callable[[Any], Value]


def insert_many(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Stored]) -> None:
    """Insert `rows`, each its values in the order of `names` and in their stored form."""
    if rows:
        _execute(connection, _insert_statement(connection.dialect.name, table, tuple(names)), names, rows)


def update_many(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Stored]) -> None:
    """Set `names` of the rows whose ids stand last in `rows`, after the values."""
    if rows:
        names = (*names, "id")
        _execute(connection, _update_statement(connection.dialect.name, table, names), names, rows)


def stored_forms(table: Table, names: Sequence[str], dialect: str) -> list[tuple[int, Form]]:
    """Tell which of `names` (by place) the database keeps otherwise than the journal does, or may refuse; and how.

    A form raises TypeError, ValueError or KeyError for a value that the column cannot hold.
    """
    return _forms(table, tuple(names), dialect)


@cache
def _forms(table: Table, names: tuple[str, ...], dialect: str) -> list[tuple[int, Form]]:
    found = ((at, _form(table.columns[name].type, dialect)) for at, name in enumerate(names))
    return [(at, form) for at, form in found if form is not None]


def _form(kind: Any, dialect: str) -> Form | None:
    if isinstance(kind, Moment):
        return lambda text: datetime.fromisoformat(text).isoformat(timespec="seconds")
    if isinstance(kind, Date):
        return lambda text: date.fromisoformat(text).isoformat()
    if isinstance(kind, Time):
        precision = "microseconds" if dialect == "sqlite" else "auto"
        return lambda text: time.fromisoformat(text).isoformat(timespec=precision)
    return {False: False, True: True}.__getitem__ if isinstance(kind, Boolean) else None


def _execute(connection: Connection, statement: str, names: Sequence[str], rows: Sequence[Stored]) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(statement, list(map(tuple, rows)))
        return
    text = json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False)
    connection.exec_driver_sql(statement, (text,))


@cache
def _insert_statement(dialect: str, table: Table, names: tuple[str, ...]) -> str:
    columns = ", ".join(f'"{name}"' for name in names)
    if dialect == "sqlite":
        return f'INSERT INTO "{table.name}" ({columns}) VALUES ({", ".join("?" * len(names))})'  # noqa: S608
    return f'INSERT INTO "{table.name}" ({columns}) SELECT {columns} FROM {_sent(table)}'  # noqa: S608


@cache
def _update_statement(dialect: str, table: Table, names: tuple[str, ...]) -> str:
    if dialect == "sqlite":
        values = ", ".join(f'"{name}" = ?' for name in names[:-1])
        return f'UPDATE "{table.name}" SET {values} WHERE id = ?'  # noqa: S608
    values = ", ".join(f'"{name}" = new."{name}"' for name in names[:-1])
    return f'UPDATE "{table.name}" AS old SET {values} FROM {_sent(table)} AS new WHERE old.id = new.id'  # noqa: S608


def _sent(table: Table) -> str:
    return f'json_populate_recordset(NULL::"{table.name}", %s)'
