"""Whatever stops an office at work, what was told as saved is there, whole; and a bad setting would be noticed."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bazar_desktop.store.creating import create
from bazar_desktop.store.engine import sqlite_engine
from tests.bazaar_day import stand_up
from tests.crash.power_cut import record, replay
from tests.crash.recorded import KEY
from tests.stores import MORNING

Count = Callable[[int, int], int]
Tell = Callable[[str, object], None]
AS_SET, EARLY = (), ("wal_autocheckpoint=30",)  # the second moves the log into the file all the time
BAD = {
    "wal, synchronous=NORMAL": ("synchronous=1",),
    "wal, synchronous=OFF": ("synchronous=0",),
    "delete, synchronous=FULL": ("journal_mode=delete",),
}


@pytest.mark.neighbour("strace")
def test_an_office_that_is_killed_failed_or_filled_keeps_what_it_told_and_nothing_by_halves(
    tmp_path: Path, count: Count, record_property: Tell
) -> None:
    kills, faults, disks = count(100, 2000), count(150, 1500), count(20, 200)
    kinds = f"kill={kills},fault={faults}"
    if os.geteuid() == 0:  # only root may mount a small disk
        kinds += f",full={disks}"
    words = [sys.executable, "-m", "tests.crash.forge", kinds, str(count(1, random.randrange(2**32)))]
    done = subprocess.run([*words, str(tmp_path)], capture_output=True, text=True, check=False)
    record_property("harness", f"{words[-1]} {done.stdout}")
    assert done.returncode == 0, (words, done.stderr[-3000:])
    told: dict[str, dict[str, Any]] = {
        item["kind"]: item for item in map(json.loads, done.stdout.splitlines()) if "kind" in item
    }
    assert told["kill"]["went"]["killed"] >= kills * 0.6
    assert told["fault"]["went"]["fired"] >= 0.6 * faults
    # A file that cannot be opened is the driver's own error as yet; whatever else ends the work has a name.
    ends = {how for item in told.values() for how in item["went"] if how.startswith("unnamed")}
    assert ends <= {"unnamed OperationalError"}
    if "full" in told:
        assert told["full"]["went"]["filled"] >= disks // 3


@pytest.mark.neighbour("strace")
def test_every_disk_that_a_power_cut_may_leave_holds_what_was_acknowledged(
    tmp_path: Path, count: Count, record_property: Tell
) -> None:
    disks, seed = count(10_000, 200_000), count(1, random.randrange(2**32))
    for name, settings in (("as set", AS_SET), ("log moved early", EARLY)):
        made = recorded(tmp_path / name, settings, actions=count(20, 100))
        verdict = replay(made, disks // 2, tmp_path / "disk", random.Random(seed))
        record_property(
            "harness", f"power cut, {name}: {verdict.disks} disks, {len(verdict.lost)} lost, {seed=}"
        )
        assert verdict.lost == []
        assert verdict.disks >= disks // 2 * 0.95


@pytest.mark.neighbour("strace")
@pytest.mark.parametrize("bad", BAD)
def test_a_bad_setting_is_noticed_by_the_power_cuts(
    tmp_path: Path, bad: str, count: Count, record_property: Tell
) -> None:
    made = recorded(tmp_path / "bad", BAD[bad], actions=20)
    verdict = replay(made, count(400, 4000), tmp_path / "disk", random.Random(1))
    record_property("harness", f"power cut, {bad}: {verdict.disks} disks, {len(verdict.lost)} lost")
    assert verdict.lost


def recorded(folder: Path, settings: tuple[str, ...], actions: int) -> Any:
    """A recording of a new store at work."""
    folder.mkdir()
    file = folder / "bazar.db"
    fresh = create(sqlite_engine(file, KEY), kind="laptop", letter="A", name="A", is_sample=False, at=MORNING)
    bazaar_id = stand_up(fresh, vendors=0, reserves=0, partners=0).bazaar_id
    fresh.close()
    made = record(folder, bazaar_id, actions, settings)
    shutil.rmtree(folder)
    return made
