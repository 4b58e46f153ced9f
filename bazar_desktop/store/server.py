"""Whose a PostgreSQL database is: matched with the key file of its office before anything is written in it."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, TableClause, inspect, select, text
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.store import keys
from bazar_desktop.store.engine import postgres_engine
from bazar_desktop.store.faults import (
    ServerDatabaseEmpty,
    ServerDatabaseForeign,
    ServerOfOtherOffice,
    machine_faults_named,
)
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.own_facts import set_fact

MARK = "key_mark"  # store fact: which key file a server's database belongs to
OURS = ("store_fact", "officer", "change")  # tables that no database of an office is without
BEFORE_FACTS = ("alembic_version", "store_fact")  # what is written before the first officer is entered
_MARK = text("SELECT value FROM store_fact WHERE key = :key")
_WORKS_HERE = text("SELECT 1 FROM officer WHERE id = :id")


class DatabaseInUse(BazarError):
    """The office's PostgreSQL database holds tables already. Fact: `count`."""


def require_unused(database: str) -> None:
    """Refuse a database that holds anything: a second office in it would take the first one's keys and name away.

    Raises DatabaseInUse, DatabaseAddressWrong, and what the server answers.
    """
    engine = postgres_engine(database)
    try:
        with machine_faults_named(), engine.connect() as connection:
            require_no_facts(connection)
    finally:
        engine.dispose()


def require_no_facts(connection: Connection) -> None:
    """Refuse a database in which more stands than the empty tables of an office that was cut off while it was made.

    What such an office knew of itself counts for nothing: no officer could work in it yet. Raises DatabaseInUse.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        return
    is_ours = set(tables).issuperset(OURS)
    if not is_ours or any(_has_rows(connection, name) for name in tables if name not in BEFORE_FACTS):
        raise DatabaseInUse(count=len(tables))


def _has_rows(connection: Connection, table: str) -> bool:
    return connection.execute(select(1).select_from(TableClause(table)).limit(1)).first() is not None


def is_marked_as_own(engine: Engine, owner: Owner, key: bytes) -> bool:
    """Tell whether the server's database says that it belongs to the key file of `key`; nothing is written in it.

    One that was made before databases said whose they are does not; it is known by `owner`, who works in it. Raises
    ServerOfOtherOffice, ServerDatabaseEmpty, ServerDatabaseForeign, and what the server answers.
    """
    with engine.execution_options(postgresql_readonly=True).connect() as connection:
        tables = set(inspect(connection).get_table_names())
        if not tables:
            raise ServerDatabaseEmpty()
        if not tables.issuperset(OURS):
            raise ServerDatabaseForeign()
        mark = _mark_in(connection)
        if mark and mark != keys.fingerprint(key):
            raise ServerOfOtherOffice()
        if not mark and connection.execute(_WORKS_HERE, {"id": owner.id}).first() is None:
            raise ServerOfOtherOffice()
    return bool(mark)


def _mark_in(connection: Connection) -> str:
    return connection.execute(_MARK, {"key": MARK}).scalar_one_or_none() or ""


def require_own_mark(session: Session, key: bytes) -> None:
    """Refuse to write an office's first facts where another was founded meanwhile. Raises ServerOfOtherOffice."""
    if _mark_in(session.connection()) != keys.fingerprint(key):
        raise ServerOfOtherOffice()


def mark_as_own(engine: Engine, key: bytes) -> None:
    """Let the server's database say which key file it belongs to: nothing in it is encrypted with that key."""
    with machine_faults_named(), Session(engine.execution_options(writes=True)) as session:
        set_fact(session, MARK, keys.fingerprint(key))
        session.commit()
