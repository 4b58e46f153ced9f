"""What the journal costs: an action beside a bare insert, a merge beside a bare insert of the same rows."""

from __future__ import annotations

import secrets
from functools import partial
from pathlib import Path

from sqlalchemy import insert

from bazar_desktop.domain.journal.changes import as_row
from bazar_desktop.store.apply import apply
from bazar_desktop.store.engine import connect
from bazar_desktop.store.guard import journal_door
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Attendance, ChangeRow, OmzetEntry
from tests import stores
from tests.bazaar_day import DAYS
from tests.benchmarks.tables import print_table, timed
from tests.stores import MORNING


def test_an_action_beside_a_bare_insert(tmp_path: Path) -> None:
    db = stores.sqlcipher_store(tmp_path, "A")
    bare = connect(tmp_path / "bare.db", secrets.token_bytes(32))
    bare.execute("CREATE TABLE t (id TEXT PRIMARY KEY, status TEXT, arrived_at TEXT)")

    def action(number: int) -> None:
        with db.write("officer", "attendance.check_in", MORNING) as session:
            key = {"bazaar_id": "b", "participation_id": str(number), "day": DAYS[0], "session": 1}
            enter(session, Attendance, number, DAYS[0], 1, status="present", arrived_at=MORNING, **key)

    def plain(number: int) -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO t VALUES (?, 'present', '07.42')", (str(number),))
        bare.execute("COMMIT")

    actions = [timed(partial(action, number)) for number in range(300)]
    plains = [timed(partial(plain, number)) for number in range(300)]
    print_table(
        "One action on disk",
        [("check-in with its Change", actions), ("bare INSERT + fsync", plains)],
        "p99 50 ms",
    )
    bare.close()
    db.close()


def test_a_merge_beside_a_bare_insert(tmp_path: Path) -> None:
    laptop = stores.sqlcipher_store(tmp_path, "A")
    for start in range(0, 20_000, 1000):
        with laptop.write("officer", "omzet.set", MORNING) as session:
            for number in range(start, start + 1000):
                key = {"bazaar_id": "b", "participation_id": str(number), "day": DAYS[0], "session": 1}
                enter(session, OmzetEntry, number, DAYS[0], 1, state="reported", cash=number * 500, **key)
    changes = stores.all_changes(laptop)

    def merge() -> None:
        office = stores.sqlcipher_store(tmp_path, "P")
        with office.write("officer", "sync.merge", MORNING) as session:
            apply(session, changes, MORNING)
        office.close()

    def bare() -> None:
        office = stores.sqlcipher_store(tmp_path, "Q")
        with office.write("officer", "sync.merge", MORNING) as session, journal_door(session):
            session.execute(insert(ChangeRow), [as_row(change) for change in changes])
        office.close()

    rows = [
        (f"merge of {len(changes)} changes", [timed(merge)]),
        ("bare insert of the journal", [timed(bare)]),
    ]
    print_table("A merge", rows, "at most 3 times")
    laptop.close()
