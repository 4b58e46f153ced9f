"""The only two doors to a session: reading, and writing one action."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session as Session  # commands name it by this module

from bazar_desktop.domain.calendar import format_numeric_date
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.store.engine import StoreUnreadable
from bazar_desktop.store.files import MachineError
from bazar_desktop.store.guard import install_guard
from bazar_desktop.store.journal import Act

OFFICE_LOCK = 0x42415A52  # one writer at a time on PostgreSQL, so that seq has no gaps
_LOCK = text("SELECT pg_advisory_xact_lock(:key)")


_FULL, _IO_WRITE, _BUSY, _DAMAGED = (13,), (10,), (5, 6), (11, 26)  # SQLite's primary result codes


class StoreFull(MachineError):
    """The disk has no room for what was to be saved; nothing changed."""


class StoreLocked(MachineError):
    """Another program holds the file; nothing changed."""


class StoreMoved(BazarError):
    """The office was moved to another computer; here it is only read. Fact: `at`, a day."""


class StoreNotWritten(MachineError):
    """The disk refused to read or write; nothing changed."""


@contextmanager
def machine_faults_named() -> Iterator[None]:
    """Turn the driver's errors that are the machine's fault into named ones; others pass."""
    try:
        yield
    except DBAPIError as error:
        code = getattr(error.orig, "sqlite_errorcode", None)
        for codes, named in _NAMES:
            if code is not None and code & 0xFF in codes:
                raise named(why=str(error.orig)) from error
        raise


_NAMES: tuple[tuple[tuple[int, ...], type[MachineError]], ...] = (
    (_FULL, StoreFull),
    (_BUSY, StoreLocked),
    (_IO_WRITE, StoreNotWritten),
    (_DAMAGED, StoreUnreadable),
)


def _for_reading(engine: Engine) -> Engine:
    """PostgreSQL shows each statement what others have committed meanwhile, unless it is asked for one state."""
    if engine.dialect.name != "postgresql":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


class Database:
    """An open store. Sessions live for one action; rows never outlive them."""

    def __init__(self, engine: Engine) -> None:
        install_guard(engine)
        self.engine = engine
        self._reading = _for_reading(engine)
        self._writing = engine.execution_options(writes=True)
        self.moved_at = ""  # ISO moment at which the office left this place

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session that reads one consistent state and cannot write. Raises StoreLocked, StoreUnreadable."""
        with machine_faults_named(), Session(self._reading) as session:
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
        Raises StoreMoved, StoreFull, StoreLocked, StoreNotWritten, StoreUnreadable.
        """
        if self.moved_at:
            raise moved_away(self)
        with machine_faults_named(), Session(self._writing, expire_on_commit=False) as session:
            session.info["act"] = Act(officer, f"{action}/{action_id or secrets.token_hex(6)}", at, reason)
            if self.engine.dialect.name == "postgresql":
                session.connection().execute(_LOCK, {"key": OFFICE_LOCK})
            yield session
            session.commit()

    def close(self) -> None:
        self.engine.dispose()


def moved_away(db: Database) -> StoreMoved:
    """Give what to say of a store whose office has left this place."""
    return StoreMoved(at=format_numeric_date(datetime.fromisoformat(db.moved_at).date()))
