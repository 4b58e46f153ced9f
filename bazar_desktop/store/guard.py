"""The journal's guard: no statement writes a fact or the journal unless one of the journal's doors is open.

It looks at every statement that reaches the driver. Which doors there are is the journal's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

from bazar_desktop.store.tables import ChangeRow, facts

_OPEN = "journal_doors"  # in a connection's info: whether the journal itself is writing
_COMMENTS = re.compile(r"/\*.*?\*/|--[^\n]*", re.S)
_READS = re.compile(r"\s*(?:SELECT|PRAGMA)\b", re.I)
_NAME = r"[\"\[`]?(\w+)[\"\]`]?"
_WRITE = re.compile(
    r"\b(?:INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE|COPY)\b(?:\s+OR\s+\w+)?"
    rf"(?:\s+(?:INTO|FROM|ONLY|TABLE)\b)*\s*{_NAME}(?:\s*\.\s*{_NAME})?",
    re.I,
)


class JournalBypassed(RuntimeError):
    """Something tried to write a fact or the journal past the journal's doors."""


def install_guard(engine: Engine) -> None:
    """Refuse, on `engine`, every write to a fact or to the journal that does not come through its doors."""
    event.listen(engine, "before_cursor_execute", _refuse_bypass)
    event.listen(engine, "rollback", _close_after)


def _close_after(connection: Connection) -> None:
    if not connection.invalidated:  # of a connection that broke off nothing is left to close
        close_doors(connection.info)


def open_doors(info: dict[Any, Any]) -> None:
    """Let writes pass on the connection whose `info` this is, until `close_doors` or a rollback."""
    info[_OPEN] = 1


def close_doors(info: dict[Any, Any]) -> None:
    """Let no further write to a fact or to the journal pass on the connection whose `info` this is."""
    info[_OPEN] = 0


@contextmanager
def journal_door(session: Session) -> Iterator[None]:
    """Let the journal's own modules write facts and Changes by statement."""
    info = session.connection().info
    open_doors(info)
    try:
        yield
    finally:
        close_doors(info)


def _refuse_bypass(
    connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool
) -> None:
    if connection.info.get(_OPEN) or _READS.match(statement):
        return
    for names in _WRITE.findall(_COMMENTS.sub(" ", statement)):
        written = _guarded() & {name.lower() for name in names}
        if written:
            raise JournalBypassed(f"a write to {written.pop()} went past the journal")


def _guarded() -> set[str]:
    return {*facts(), ChangeRow.__tablename__}
