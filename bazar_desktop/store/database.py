"""The only two doors to a session: reading, and writing one action."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from bazar_desktop.store.journal import Act, install_guard

OFFICE_LOCK = 0x42415A52  # one writer at a time on PostgreSQL, so that seq has no gaps


class Database:
    """An open store. Sessions live for one action; rows never outlive them."""

    def __init__(self, engine: Engine) -> None:
        install_guard(engine)
        self.engine = engine
        self._writing = engine.execution_options(writes=True)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that reads one consistent state and cannot write."""
        with Session(self.engine) as session:
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
        """One action of `officer` in one durable transaction: committed whole, or nothing.

        `action` names the use case ("attendance.check_in"); the journal keeps `action/<id>`. `at` is aware.
        """
        with Session(self._writing, expire_on_commit=False) as session:
            session.info["act"] = Act(officer, f"{action}/{action_id or secrets.token_hex(6)}", at, reason)
            if self.engine.dialect.name == "postgresql":
                session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": OFFICE_LOCK})
            yield session
            session.commit()

    def close(self) -> None:
        self.engine.dispose()
