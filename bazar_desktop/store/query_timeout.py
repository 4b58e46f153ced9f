"""Statements that can be called off: after a time, or when nobody waits for their answer any more."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

STEPS = 2_000  # of SQLite's machine between two looks, well under a millisecond
_INTERRUPTED = 9  # SQLite's primary result code


class TooSlow(Exception):
    """The statements took longer than there was patience for; nothing was read."""


@contextmanager
def stoppable(session: Session, check: Callable[[], object]) -> Iterator[None]:
    """End statements inside soon after `check` raises, with what it raised.

    Only SQLite is asked in between; a server's statement runs to its end.
    """
    if session.get_bind().dialect.name != "sqlite":
        yield
        return
    raised: list[BaseException] = []

    def look() -> int:
        try:
            check()
        except BaseException as error:  # it goes on below, where the statement ends
            raised.append(error)
        return len(raised)

    raw: Any = session.connection().connection.dbapi_connection
    raw.set_progress_handler(look, STEPS)
    try:
        yield
    except DBAPIError as error:
        if not raised or getattr(error.orig, "sqlite_errorcode", 0) & 0xFF != _INTERRUPTED:
            raise
    finally:
        raw.set_progress_handler(None, STEPS)
    if raised:
        raise raised[0]


@contextmanager
def at_most(session: Session, seconds: float) -> Iterator[None]:
    """Let statements inside take `seconds` together. Raises TooSlow."""
    until = time.monotonic() + seconds

    def check() -> None:
        if time.monotonic() > until:
            raise TooSlow

    with stoppable(session, check):
        yield
