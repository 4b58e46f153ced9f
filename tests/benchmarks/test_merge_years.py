"""A year of the whole city, and with --full ten of them, read at the office by one command in a process of its own."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bazar_desktop.store.opening import open_store
from tests.benchmarks.tables import print_table, timed
from tests.benchmarks.test_merge_day import BOTH, databases, merely_insert
from tests.commands import PIN
from tests.merge_day import OFFICER, City, live_years, totals


def read_by_command(city: City, database: str | None) -> None:
    command = [sys.executable, "-m", "bazar_desktop.cli", "package", "read", str(city.stick)]
    command += ["--store", str(city.folder), "--json"] + (["--database", database] if database else [])
    officer = {"BAZAR_OFFICER": OFFICER, "BAZAR_PIN": PIN}
    subprocess.run(command, env=os.environ | officer, check=True, stdout=subprocess.DEVNULL)


@pytest.mark.parametrize("number", [1, 10])
@BOTH
def test_years_of_the_city(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
    number: int,
    count: Callable[[int, int], int],
) -> None:
    if number > count(1, 10):
        pytest.skip("ten years take an hour: --bench --full")
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    database, bare = databases(request, tmp_path, where)
    city = live_years(tmp_path, number, database=database)
    ours = timed(partial(read_by_command, city, database))
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    store = open_store(city.folder, OFFICER, PIN, database=database)
    yardstick = timed(partial(merely_insert, city, store, bare))
    with store.db.read() as session:
        assert totals(session) == city.typed
    title = f"{number} year(s) of the city on {where}: {len(city.good)} packages, {city.changes} changes"
    rows = [("package read (a process)", [ours]), ("merely opened and inserted", [yardstick])]
    print_table(title, rows, "at most 3 times; ten times the data at most 12 times as long")
    print(f"  {ours / yardstick:.2f} times; memory of the process {memory // 1024} MB at most")
    store.db.close()
    bare.close()
