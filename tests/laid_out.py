"""Empty tables, laid out once a test process by the real migrations and then by the statements that these ran.

Alembic takes a third of a second for an empty store, and most of the tests begin with one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event, inspect

_upgrade = command.upgrade
_ran: dict[str, list[tuple[str, Any, bool]]] = {}


@contextmanager
def laid_out_once() -> Iterator[None]:
    """Within it, `migrate` of an empty database repeats what the first one of its kind did."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "upgrade", _upgrade_or_repeat)
        yield


@contextmanager
def laid_out_anew() -> Iterator[None]:
    """Within it, every database is migrated by Alembic: for the tests of the migrations themselves."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "upgrade", _upgrade)
        yield


def _upgrade_or_repeat(config: Config, revision: str, **more: Any) -> None:
    connection = config.attributes.get("connection")
    if revision != "head" or connection is None or inspect(connection).get_table_names():
        _upgrade(config, revision, **more)
    elif statements := _ran.get(connection.dialect.name):
        cursor = connection.connection.cursor()
        for statement, values, many in statements:
            (cursor.executemany if many else cursor.execute)(statement, values)
        cursor.close()
    else:
        _ran[connection.dialect.name] = _recorded(connection, config)


def _recorded(connection: Connection, config: Config) -> list[tuple[str, Any, bool]]:
    """Migrate the empty database; returns each statement that changed it, with its values."""
    statements: list[tuple[str, Any, bool]] = []

    def note(_conn: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
        if not statement.lstrip().upper().startswith(("SELECT", "PRAGMA")):
            statements.append((statement, values, many))

    event.listen(connection, "before_cursor_execute", note)
    try:
        _upgrade(config, "head")
    finally:
        event.remove(connection, "before_cursor_execute", note)
    return statements
