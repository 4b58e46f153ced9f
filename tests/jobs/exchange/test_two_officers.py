"""Two people at one office on PostgreSQL, each a process: they read, decide and prepare at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bazar_desktop.domain.journal.changes import GENESIS, Change, is_sound
from bazar_desktop.services.exchange.decisions import undecided
from bazar_desktop.services.office.laptops import trusted_devices
from bazar_desktop.store.chains import chain_changes, chain_ends
from bazar_desktop.store.tables import ChangeRow, Intake
from tests.offices import World, found
from tests.stores import conflicts, facts_digest, postgres_database, postgres_url

pytestmark = pytest.mark.neighbour("initdb", "pg_ctl")
LAPTOPS, OFFICERS = 4, 2
AT_WORK = """
import json, sys
from datetime import datetime
from pathlib import Path
from bazar_desktop.domain.calendar import WIB
from bazar_desktop.jobs.office.enrolment import prepare
from bazar_desktop.jobs.exchange.reading import read_files
from bazar_desktop.services.reports.board import board
from bazar_desktop.services.exchange.decisions import NotOneOfTheValues, NotUndecided, decide, undecided
from bazar_desktop.store.opening import open_store
from bazar_desktop.store.passwords import Cost

folder, database, number, bazaar, *sticks = sys.argv[1:]
store = open_store(Path(folder), "Kepala Seksi", "246813", database=database)
print("ready", flush=True)
sys.stdin.readline()  # both begin together
answers, decided = [], 0
for turn, stick in enumerate(sticks):
    now = datetime.now(WIB)
    answers += [one.answer for one in read_files(store, [Path(stick)], at=now).files]
    with store.db.read() as session:
        waiting, rows = undecided(session), board(session)
        assert sum(row.undecided for row in rows) == len(waiting)  # one consistent state
    for one in waiting:
        try:
            with store.db.write(store.officer.id, "decisions.decide", now) as session:
                facts = dict(entity=one.entity, row_id=one.row_id, field=one.field, reason="struk")
                decide(session, value=one.choices[0].value, **facts)
            decided += 1
        except (NotUndecided, NotOneOfTheValues):
            pass  # the other was quicker, or brought in newer values
    name = f"Baru {number}-{turn}"
    prepare(store, bazaars=[bazaar], device=name, to=Path(folder), at=now, cost=Cost(128, 1, 1))
print(json.dumps({"answers": answers, "decided": decided}))
store.db.close()
"""


@pytest.fixture
def office(tmp_path: Path, postgres_socket: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[World, str]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    database = postgres_url(postgres_socket, postgres_database(postgres_socket))
    return found(tmp_path, database=database, vendors=5, reserves=0, partners=0), database


def at_work(world: World, database: str, number: int, sticks: list[Path]) -> subprocess.Popen[str]:
    folder = str(world.office.store.folder)
    command = [sys.executable, "-W", "error", "-c", AT_WORK, folder, database, str(number), world.field.code]
    command += map(str, sticks)
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, text=True, env=os.environ | {"PYTHONPATH": os.getcwd()}, **pipes)


def test_two_officers_merge_and_decide_at_once_without_loss_deadlock_or_gap(
    office: tuple[World, str],
) -> None:
    world, database = office
    laptops = [world.join(f"Laptop {number}") for number in range(1, LAPTOPS + 1)]
    sticks: list[Path] = []
    for turn in range(2):
        for number, laptop in enumerate(laptops, 1):
            laptop.sell({who: 1000 * number + turn for who in laptop.parties()})
            sticks.append(laptop.pack(world.stick(f"{turn}-{number}"), everything=True).file.parent)
    halves = [sticks[number::OFFICERS] + sticks[1 - number :: OFFICERS] for number in range(OFFICERS)]
    working = [at_work(world, database, number, half) for number, half in enumerate(halves)]
    for popen in working:
        assert popen.stdout
        assert popen.stdout.readline() == "ready\n", popen.communicate()[1]
    for popen in working:
        assert popen.stdin
        popen.stdin.write("\n")
        popen.stdin.flush()
    told = []
    for popen in working:
        out, err = popen.communicate(timeout=300)
        assert popen.returncode == 0, err
        told.append(json.loads(out))
    answers = Counter(answer for item in told for answer in item["answers"])
    assert set(answers) <= {"MERGED", "DUPLICATE"}
    assert answers.total() == 2 * len(sticks)
    judge(world, told, len(sticks))
    world.close()


def judge(world: World, told: list[dict[str, Any]], sticks: int) -> None:
    with world.office.store.db.read() as session:
        ends = chain_ends(session)
        assert session.execute(select(func.count()).select_from(ChangeRow)).scalar_one() == sum(ends.values())
        for origin, last in ends.items():
            proven(chain_changes(session, origin), last)
        assert (
            len([device for device in trusted_devices(session) if device.name.startswith("Baru")])
            == 2 * sticks
        )
        assert session.execute(select(func.count()).select_from(Intake)).scalar_one() == 2 * sticks
        decisions = select(func.count(func.distinct(ChangeRow.action)))
        made = session.execute(decisions.where(ChangeRow.action.startswith("decisions.decide/"))).scalar_one()
        assert made == sum(item["decided"] for item in told) > 0
        left = undecided(session)
        assert {(item.entity, item.row_id, item.field) for item in left} == conflicts(session)
        ours = facts_digest(session)
    other = world.join("Laptop akhir")  # it folds the same changes anew, from nothing
    world.office.pack(world.stick("akhir"))
    other.read(world.stick("akhir"))
    with other.store.db.read() as session, world.office.store.db.read() as office:
        assert facts_digest(session) == facts_digest(office) != ours


def proven(changes: list[Change], last: int) -> None:
    """The chain goes from 1 to `last` without a gap, each link sound."""
    previous = GENESIS
    for number, change in enumerate(changes, 1):
        assert (change.seq, change.prev_hash) == (number, previous)
        assert is_sound(change)
        previous = change.hash
    assert len(changes) == last
