"""A year of the whole city, and with --full ten of them, read at the office by one command in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bazar_desktop.store.opening import open_store
from tests.benchmarks.tables import print_table, timed
from tests.benchmarks.test_merge_day import BOTH, databases, merely_insert
from tests.commands import PIN
from tests.merge_day import OFFICER, City, live_years, totals

COMMAND = """
import json, re, sys, time
from pathlib import Path
from bazar_desktop.cli.main import main
code = main(sys.argv[1:])
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
print(json.dumps({"mb": peak // 1024, "cpu": time.process_time()}), file=sys.stderr)
sys.exit(code)
"""


def read_by_command(city: City, database: str | None, numbers: dict[str, float]) -> None:
    """Read the sticks in a process of its own, which tells its greatest memory and its time on the processor."""
    command = [sys.executable, "-c", COMMAND, "package", "read", str(city.stick)]
    command += ["--store", str(city.folder), "--json"] + (["--database", database] if database else [])
    officer = {"BAZAR_OFFICER": OFFICER, "BAZAR_PIN": PIN}
    ended = subprocess.run(command, env=os.environ | officer, check=True, capture_output=True, text=True)
    numbers.update(json.loads(ended.stderr.splitlines()[-1]))


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
        pytest.skip("ten years take about a quarter of an hour on both databases: --bench --full")
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    database, bare = databases(request, tmp_path, where)
    city = live_years(tmp_path, number, database=database)
    numbers: dict[str, float] = {}
    ours = timed(partial(read_by_command, city, database, numbers))
    store = open_store(city.folder, OFFICER, PIN, database=database)
    before = time.process_time()
    yardstick = timed(partial(merely_insert, city, store, bare))
    cpu = time.process_time() - before
    with store.db.read() as session:
        assert totals(session) == city.typed
    title = f"{number} year(s) of the city on {where}: {len(city.good)} packages, {city.changes} changes"
    rows = [("package read (a process)", [ours]), ("merely opened and inserted", [yardstick])]
    print_table(title, rows, "at most 3 times; ten times the data at most 12 times as long")
    print(f"  {ours / yardstick:.2f} times; memory of the process {numbers['mb']:.0f} MB at most")
    print(f"  on the processor {numbers['cpu']:.1f} s and {cpu:.1f} s: {numbers['cpu'] / cpu:.2f} times")
    store.db.close()
    bare.close()
