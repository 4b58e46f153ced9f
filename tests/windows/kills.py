"""A program that is killed again and again on the bench while it enters omzet: no acknowledged cell may be lost."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from bazar_desktop.store.creating import create
from bazar_desktop.store.engine import sqlite_engine
from tests.omzet_day import open_day
from tests.stores import MORNING
from tests.windows.bench import Bench
from tests.windows.bundle import ROOT, path_on

KILLED = Path(__file__).with_name("killed.py")
MOST = 40  # cells in one life, then the axe


@dataclass
class Tally:
    """What was seen over all rounds."""

    rounds: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)


def kill_often(bench: Bench, work: Path, rounds: int, *, seed: int = 1) -> Tally:
    """Kill it `rounds` times at moments of chance; every life looks at what the one before has left."""
    folder = work / "kills"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    path, key = folder / "store.bazardb", os.urandom(32)
    db = create(sqlite_engine(path, key), letter="A", kind="laptop", name="A", is_sample=False, at=MORNING)
    day = open_day(db, vendors=6, partners=0)
    db.close()
    words = [path_on(bench, path), key.hex(), day.field.bazaar_id, day.day.isoformat()]
    dice, known, last, tally = random.Random(seed), dict[tuple[str, str], int](), 0, Tally()
    bench.hold("prefix")
    for _round in range(rounds + 1):
        told = _live(bench, [*words, str(last), *day.ids], dice)
        found = {(who, column): int(number) for verb, who, column, number in told if verb == "found"}
        for cell, number in known.items():
            # The one that was on its way may have arrived without its acknowledgement.
            if found.get(cell) not in {number, last + 1}:
                tally.lost.append(f"round {tally.rounds}: {cell} is {found.get(cell)}, acknowledged {number}")
        saved = [(who, column, int(number)) for verb, who, column, number in told if verb == "saved"]
        known = found | {(who, column): number for who, column, number in saved}
        last = max([last, *known.values()])
        tally.rounds += 1
        tally.acknowledged += len(saved)
        if tally.rounds % 10 == 0:
            print(f"  {tally.rounds} killed, {tally.acknowledged} acknowledged", flush=True)
    bench.end("prefix")
    tally.rounds -= 1  # the last life only looks; it is killed too
    return tally


def _live(bench: Bench, words: list[str], dice: random.Random) -> list[list[str]]:
    """One life from its start to its kill: the lines that it said whole."""
    running = subprocess.Popen(
        ["wine", str(bench.python / "python.exe"), path_on(bench, KILLED), *words],
        cwd=ROOT,
        env=bench.environment("prefix", {"PYTHONPATH": "."}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert running.stdout is not None
    told: list[str] = []
    ends = dice.randrange(1, MOST)
    for line in running.stdout:
        told.append(line)
        ends -= line.startswith("saved")
        if ends <= 0:
            time.sleep(dice.random() * 0.02)
            break
    running.kill()
    told += list(running.stdout)
    running.wait(60)
    running.stdout.close()
    return [line.split() for line in told if line.endswith("\n") and line.count(" ") == 3]
