"""Starting a store: the schema and the facts every store knows of itself."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.clock import ZERO
from bazar_desktop.store.database import Database, lock_office
from bazar_desktop.store.holds import Hold
from bazar_desktop.store.migration import migrate, needs_migration
from bazar_desktop.store.own_facts import set_fact
from bazar_desktop.store.server import require_no_facts

LAPTOP, OFFICE = "laptop", "office"


def new_origin() -> str:
    """Make the name of one life of one store; a restored store starts a new one."""
    return secrets.token_hex(8)


def create(
    engine: Engine,
    *,
    kind: str,
    letter: str,
    name: str,
    is_sample: bool,
    at: datetime,
    hold: Hold | None = None,
    file: Path | None = None,
    more: Mapping[str, str] | None = None,
) -> Database:
    """Lay out an empty database as a store of `kind` (laptop or office) with the device `letter` (A to Z).

    `hold` is the lock on the store `file` that goes when the database is closed; `more` is what else the store is to
    know of itself from its first moment. Raises DatabaseInUse where somebody else was first.
    """
    if needs_migration(engine):
        migrate(engine)
    own = {
        "store_id": secrets.token_hex(8),
        "origin": new_origin(),
        "clock": ZERO,
        "kind": kind,
        "letter": letter,
        "name": name,
        "sample": "1" if is_sample else "0",
        "created_at": at.isoformat(timespec="seconds"),
        **(more or {}),
    }
    with Session(engine.execution_options(writes=True)) as session:
        if engine.dialect.name == "postgresql":
            lock_office(session)
            require_no_facts(session.connection())
        for key, value in own.items():
            set_fact(session, key, value)
        session.commit()
    return Database(engine, hold, file)
