"""What an officer said of a list's columns, kept for the next file with the same header: in this store alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bazar_desktop.store.ledger import get_fact, set_fact
from bazar_desktop.store.tables import StoreFact


@dataclass(frozen=True, slots=True)
class ColumnMemory:
    """`columns`: index to the field it holds ("" for a note). `units`: money field to rupiah a figure."""

    columns: Mapping[int, str] = field(default_factory=dict)
    units: Mapping[str, int] = field(default_factory=dict)


def keep_columns(session: Session, *, kind: str, header: str, memory: ColumnMemory) -> None:
    """Keep `memory` for lists of `kind` below `header`; an empty one forgets what was kept. "" is no header."""
    if not header:
        return
    if memory.columns or memory.units:
        kept = {
            "columns": {str(at): name for at, name in memory.columns.items()},
            "units": dict(memory.units),
        }
        set_fact(session, _key(kind, header), json.dumps(kept))
    else:
        session.execute(delete(StoreFact).where(StoreFact.key == _key(kind, header)))


def find_columns(session: Session, *, kind: str, header: str) -> ColumnMemory:
    """What was kept for lists of `kind` below `header`; empty where nothing was."""
    kept = json.loads(get_fact(session, _key(kind, header), "{}")) if header else {}
    columns = {int(at): str(name) for at, name in kept.get("columns", {}).items()}
    return ColumnMemory(columns, {str(name): int(unit) for name, unit in kept.get("units", {}).items()})


def _key(kind: str, header: str) -> str:
    return f"list/{kind}/{hashlib.sha256(header.encode()).hexdigest()}"
