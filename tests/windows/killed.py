"""What is killed: it says what the store holds, then enters one cell after the other and says each that is saved.

    python killed.py STORE KEY BAZAAR DAY NUMBER PARTY…

It imports as little as it can: it is begun a hundred times.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.omzet.entry import PastedCell, paste_block
from bazar_desktop.store.database import Database
from bazar_desktop.store.engine import sqlite_engine

COLUMNS = ("cash", "qris")
MORNING = datetime(2023, 3, 20, 1, tzinfo=UTC)


def enter(path: Path, key: bytes, bazaar: str, on: date, number: int, ids: list[str]) -> None:
    """Say what the store holds, then enter one cell after the other and say each that is saved, without end."""
    db = Database(sqlite_engine(path, key))
    with db.read() as session:
        for row in day_sheet(session, bazaar, on).rows:
            for column, amount in zip(COLUMNS, row.amounts, strict=False):
                print("found", row.participation_id, column, amount or 0, flush=True)
    print("ready", flush=True)
    while True:
        number += 1
        who, column = ids[number % len(ids)], COLUMNS[number // len(ids) % 2]
        with db.write("officer", "omzet", MORNING + timedelta(seconds=number)) as session:
            cell = PastedCell(who, 1, column, str(number))
            paste_block(session, bazaar_id=bazaar, day=on, cells=[cell])
        print("saved", who, column, number, flush=True)


if __name__ == "__main__":
    store, secret, bazaar, on, number, *ids = sys.argv[1:]
    enter(Path(store), bytes.fromhex(secret), bazaar, date.fromisoformat(on), int(number), ids)
