"""The door for many rows at once: set-wise inserts, each with its Change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from bazar_desktop.domain.changes import FieldChange
from bazar_desktop.domain.clock import tick
from bazar_desktop.store.journal import ChangeWriter, act_of, encode, field_names, journal_door
from bazar_desktop.store.ledger import get_fact, set_fact
from bazar_desktop.store.tables import Fact

SLICE = 5_000


def enter_many(session: Session, cls: type[Fact], rows: Sequence[dict[str, Any]]) -> None:
    """Insert `rows` (each with its id) with one Change a row, in slices; the rows must be new to this store."""
    session.flush()
    act = act_of(session)
    act.clock = tick(get_fact(session, "clock"), act.at)
    set_fact(session, "clock", act.clock)
    names = field_names(cls)
    for start in range(0, len(rows), SLICE):
        part = [
            {**dict.fromkeys(names), "withdrawn": False, **row, "changed_at": act.clock}
            for row in rows[start : start + SLICE]
        ]
        with journal_door(session):
            session.connection().execute(insert(cls), part)
            writer = ChangeWriter(session, act)
            for row in part:
                fields = {
                    name: FieldChange(None, encode(row[name])) for name in names if row[name] is not None
                }
                writer.add(cls, row["id"], cls(**_scope_of(cls, row)).scope, fields)
            writer.finish()


def _scope_of(cls: type[Fact], row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("bazaar_id", "day") if name in cls.__table__.columns}
