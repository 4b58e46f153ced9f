"""A laptop that dies at any moment keeps all it had acknowledged, whole, and nothing by halves."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import func, select

from bazar_desktop.domain.journal.changes import GENESIS, is_sound
from bazar_desktop.services.register.search import search_vendors
from bazar_desktop.store.backup import check
from bazar_desktop.store.creating import create
from bazar_desktop.store.database import Database
from bazar_desktop.store.engine import sqlite_engine
from bazar_desktop.store.tables import Participation, Vendor
from tests.bazaar_day import stand_up
from tests.stores import MORNING, all_changes

KEY = bytes(32)


def killed_after(file: Path, bazaar_id: str, seconds: float) -> int:
    """Run the work, kill it `seconds` after it is ready; returns how many actions it had acknowledged."""
    command = [sys.executable, "-m", "tests.crash.field_work", str(file), bazaar_id]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        timer = threading.Timer(seconds, process.kill)
        timer.start()
        lines = [line for line in process.stdout if line.endswith("\n")]
        process.wait()
        timer.join()
    return len(lines)


def test_what_was_acknowledged_is_there_after_a_kill_at_any_moment(
    tmp_path: Path, count: Callable[[int, int], int]
) -> None:
    chance = random.Random(20230320)
    acknowledged = 0
    for number in range(count(20, 200)):
        file = tmp_path / f"{number}.db"
        fresh = create(
            sqlite_engine(file, KEY), kind="laptop", letter="A", name="A", is_sample=False, at=MORNING
        )
        bazaar_id = stand_up(fresh, vendors=0, reserves=0, partners=0).bazaar_id
        fresh.close()
        told = killed_after(file, bazaar_id, chance.uniform(0.0, 0.25))
        acknowledged += told
        look_at(file, told)
    assert acknowledged


def look_at(file: Path, number: int) -> None:
    db = Database(sqlite_engine(file, KEY))
    with db.read() as session:
        vendors = session.execute(select(func.count()).select_from(Vendor)).scalar_one()
        places = session.execute(select(func.count()).select_from(Participation)).scalar_one()
        assert vendors == places
        assert number <= vendors <= number + 1  # the one in flight may have been durable before it was told
        assert len(search_vendors(session, "usaha", limit=10_000)) == vendors
    changes = sorted(all_changes(db), key=lambda change: change.seq)
    assert [change.seq for change in changes] == list(range(1, len(changes) + 1))
    last = GENESIS
    for change in changes:
        assert is_sound(change)
        assert change.prev_hash == last
        last = change.hash
    db.close()
    assert check(file, KEY).hash == last
