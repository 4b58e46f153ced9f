"""The only two doors to a session: reading, and writing one action."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session as Session  # commands name it by this module

from bazar_desktop.domain.calendar import format_numeric_date
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.store.faults import machine_faults_named
from bazar_desktop.store.files import MachineError
from bazar_desktop.store.guard import install_guard
from bazar_desktop.store.holds import Hold
from bazar_desktop.store.journal import Act
from bazar_desktop.work_log import note

OFFICE_LOCK = 0x42415A52  # one writer at a time on PostgreSQL, so that seq has no gaps
_LOCK = text("SELECT pg_advisory_xact_lock(:key)")


class OfficeMoved(BazarError):
    """The office was moved to another computer; here it is only read. Fact: `at`, a day."""


def _for_reading(engine: Engine) -> Engine:
    """PostgreSQL shows each statement what others have committed meanwhile, unless it is asked for one state."""
    if engine.dialect.name != "postgresql":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


class Database:
    """An open store. Sessions live for one action; rows never outlive them."""

    def __init__(self, engine: Engine, hold: Hold | None = None, file: Path | None = None) -> None:
        """`hold` is the lock that says to others that the store `file` is open; it is let go at `close`."""
        install_guard(engine)
        self.engine = engine
        self._hold, self._file = hold, file
        self._reading = _for_reading(engine)
        self._writing = engine.execution_options(writes=True)
        self.moved_at = ""  # ISO moment at which the office left this place

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session that reads one consistent state and cannot write. Raises StoreLocked, StoreUnreadable
        and the other faults of `store.faults`.
        """
        with machine_faults_named(self._file), Session(self._reading) as session:
            yield session
            session.rollback()

    @contextmanager
    def write(
        self,
        officer: str,
        action: str,
        at: datetime,
        *,
        reason: str | None = None,
        action_id: str | None = None,
    ) -> Iterator[Session]:
        """Do one action of `officer` in one durable transaction: committed whole, or nothing.

        `action` names the use case ("attendance.check_in"); the journal keeps `action/<id>`. `at` is aware.
        Raises OfficeMoved, StoreFull, StoreLocked, StoreNotWritten, StoreUnreadable and the other faults of
        `store.faults`.
        """
        if self.moved_at:
            raise moved_away(self)
        with machine_faults_named(self._file), Session(self._writing, expire_on_commit=False) as session:
            session.info["act"] = Act(officer, f"{action}/{action_id or secrets.token_hex(6)}", at, reason)
            if self.engine.dialect.name == "postgresql":
                lock_office(session)
            yield session
            session.commit()

    def close(self) -> None:
        """Move the log into the file, so that a copy of the file is a copy of the store, and let go of it."""
        if self.engine.dialect.name == "sqlite":
            self._empty_log()
        self.engine.dispose()
        if self._hold is not None:
            self._hold.release()

    def _empty_log(self) -> None:
        """Checkpoint, where a connection can be had; another one that reads keeps the log a while longer."""
        if not self.engine.pool.checkedin():  # type: ignore[attr-defined]
            return
        try:
            with self.engine.connect() as connection:
                raw = connection.connection.driver_connection
                raw.execute("PRAGMA busy_timeout = 500")  # type: ignore[union-attr]
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()  # type: ignore[union-attr]
                connection.invalidate()
        except (DBAPIError, MachineError, sqlcipher.Error):
            note("log not emptied")


def lock_office(session: Session) -> None:
    """Wait until nobody else writes in the office's PostgreSQL, up to the end of the transaction."""
    session.connection().execute(_LOCK, {"key": OFFICE_LOCK})


def moved_away(db: Database) -> OfficeMoved:
    """Give what to say of a store whose office has left this place."""
    return OfficeMoved(at=format_numeric_date(datetime.fromisoformat(db.moved_at).date()))
