"""What an officer said of a list's columns, kept for the next file with the same header: in this store alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bazar_desktop.store.own_facts import get_fact, set_fact
from bazar_desktop.store.tables import StoreFact


@dataclass(frozen=True, slots=True)
class PlaceMemory:
    """Where a table lies, seen from the header that is found: so many rows `down`, so many header `rows`.

    `columns` are the first and the last index, None for all that are used.
    """

    down: int
    rows: int
    columns: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class ColumnMemory:
    """`columns`: index to the field it holds ("" for a note). `units`: money field to rupiah a figure.

    `place`: where the officer put the table, None for where it is found.
    """

    columns: Mapping[int, str] = field(default_factory=dict)
    units: Mapping[str, int] = field(default_factory=dict)
    place: PlaceMemory | None = None


def keep_columns(session: Session, *, kind: str, header: str, memory: ColumnMemory) -> None:
    """Keep `memory` for lists of `kind` below `header`; an empty one forgets what was kept. "" is no header."""
    if not header:
        return
    if memory.columns or memory.units or memory.place:
        place = memory.place
        kept = {
            "columns": {str(at): name for at, name in memory.columns.items()},
            "units": dict(memory.units),
            "place": [place.down, place.rows, place.columns] if place else None,
        }
        set_fact(session, _key(kind, header), json.dumps(kept))
    else:
        session.execute(delete(StoreFact).where(StoreFact.key == _key(kind, header)))


def find_columns(session: Session, *, kind: str, header: str) -> ColumnMemory:
    """Tell what was kept for lists of `kind` below `header`; empty where nothing was."""
    kept = json.loads(get_fact(session, _key(kind, header), "{}")) if header else {}
    columns = {int(at): str(name) for at, name in kept.get("columns", {}).items()}
    units = {str(name): int(unit) for name, unit in kept.get("units", {}).items()}
    place = None
    if kept.get("place"):
        down, rows, edges = kept["place"]
        place = PlaceMemory(int(down), int(rows), (int(edges[0]), int(edges[1])) if edges else None)
    return ColumnMemory(columns, units, place)


def _key(kind: str, header: str) -> str:
    return f"list/{kind}/{hashlib.sha256(header.encode()).hexdigest()}"
