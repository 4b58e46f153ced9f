"""A laptop that dies in the middle of omzet entry: every cell that was acknowledged is there afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.omzet.drafts import Draft, find_draft
from bazar_desktop.store.creating import create
from bazar_desktop.store.database import Database
from bazar_desktop.store.engine import sqlite_engine
from tests.omzet_day import open_day
from tests.stores import MORNING

ENTERING = """
import sys
from datetime import date, timedelta
from pathlib import Path
from bazar_desktop.services.omzet.drafts import Draft, keep_draft
from bazar_desktop.services.omzet.entry import PastedCell, paste_block
from bazar_desktop.store.database import Database
from bazar_desktop.store.engine import sqlite_engine
from tests.stores import MORNING

path, key, bazaar, day, *ids = sys.argv[1:]
db = Database(sqlite_engine(Path(path), bytes.fromhex(key)))
on, at, number = date.fromisoformat(day), MORNING, 0
while True:
    number += 1
    at += timedelta(seconds=1)
    who, column = ids[number % len(ids)], ("cash", "qris")[number // len(ids) % 2]
    draft = Draft(who, 1, column, str(number))
    with db.write("officer", "draft", at) as session:
        keep_draft(session, bazaar_id=bazaar, day=on, draft=draft)
    print(f"typing {who} {column} {number}", flush=True)
    cell = PastedCell(who, 1, column, str(number))
    with db.write("officer", "omzet", at) as session:
        paste_block(session, bazaar_id=bazaar, day=on, cells=[cell])
    print(f"saved {who} {column} {number}", flush=True)
"""


def test_every_acknowledged_cell_survives_a_killed_laptop(tmp_path: Path) -> None:
    path, key = tmp_path / "store.bazardb", os.urandom(32)
    db = create(sqlite_engine(path, key), letter="A", kind="laptop", name="A", is_sample=False, at=MORNING)
    day = open_day(db, vendors=6, partners=0)
    db.close()
    words = [sys.executable, "-c", ENTERING, str(path), key.hex(), day.field.bazaar_id, day.day.isoformat()]
    process = subprocess.Popen([*words, *day.ids], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = [process.stdout.readline().split() for _ in range(61)]
    process.send_signal(signal.SIGKILL)
    said += [line.split() for line in process.stdout if line.endswith("\n")]
    process.wait()
    process.stdout.close()

    saved = {(who, column): int(number) for verb, who, column, number in said if verb == "saved"}
    again = Database(sqlite_engine(path, key))
    with again.read() as session:
        rows = {row.participation_id: row for row in day_sheet(session, day.field.bazaar_id, day.day).rows}
        draft = find_draft(session, day.field.bazaar_id, day.day)
    again.close()
    last = max(saved.values())
    for (who, column), number in saved.items():
        found = rows[who].amounts[("cash", "qris").index(column)]
        # The one cell that was on its way may have arrived without its acknowledgement.
        assert found is not None
        assert found == number or found == last + 1
    typing = [line for line in said if line[0] == "typing" and int(line[3]) > last]
    for _verb, who, column, number in typing:
        arrived = rows[who].amounts[("cash", "qris").index(column)] == int(number)
        assert arrived or draft == Draft(who, 1, column, number)
