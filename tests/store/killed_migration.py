"""Brings a store to a revision in a process that dies at one of its statements; run as a program."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, event

from bazar_desktop.store.engine import sqlite_engine
from bazar_desktop.store.migration import SCRIPTS

KILLED = 9
KEY = bytes(32)


def migrate_to(engine: Engine, revision: str, *, dies_at: int | None = None) -> int:
    """Run the migrations up to `revision`; the process dies at the statement `dies_at`. Returns how many there were."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    count = 0
    with engine.execution_options(writes=True).begin() as connection:

        @event.listens_for(connection, "before_cursor_execute")
        def look(*_args: object) -> None:
            nonlocal count
            count += 1
            if count == dies_at:
                os._exit(KILLED)

        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    return count


if __name__ == "__main__":
    migrate_to(sqlite_engine(Path(sys.argv[1]), KEY), sys.argv[2], dies_at=int(sys.argv[3]))
