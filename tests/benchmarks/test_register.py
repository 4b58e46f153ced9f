"""400,000 vendors: taken in beside calamine and a bare insert, searched and painted."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bazar_desktop.store.database import Database
from bazar_desktop.store.engine import sqlite_engine
from tests.benchmarks.big_list import write_big_list
from tests.benchmarks.register_work import Laps, read_and_insert, read_only, take_in, watched
from tests.benchmarks.tables import print_table

VENDORS = 400_000


@dataclass
class Register:
    """A store with VENDORS vendors, and how it was filled."""

    db: Database
    laps: Laps
    memory: int
    workbook: Path


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    folder = tmp_path_factory.mktemp("register")
    workbook = write_big_list(folder / "daftar.xlsx", VENDORS)
    key = secrets.token_bytes(32)
    laps, memory = watched(take_in, workbook, folder / "store.bazardb", key)
    db = Database(sqlite_engine(folder / "store.bazardb", key))
    yield Register(db, laps, memory, workbook)
    db.close()


def test_a_register_is_taken_in(register: Register, tmp_path: Path) -> None:
    bare, _memory = watched(read_and_insert, register.workbook, tmp_path / "bare", secrets.token_bytes(32))
    _laps, calamine = watched(read_only, register.workbook, tmp_path / "none", b"")
    ours, yardstick = sum(register.laps.values()), sum(bare.values())
    rows = [(name, [seconds * 1000]) for name, seconds in {**register.laps, **bare}.items()]
    print_table(f"A list of {VENDORS} x 12 into an empty register", rows, "at most 4 times, memory 1.5 times")
    print(
        f"  {ours:.1f} s, {ours / yardstick:.2f} times; {register.memory} MB, {register.memory / calamine:.2f} times"
    )
