"""The tests that run on the bench: what Windows could break, in a few minutes; the whole suite runs on Linux."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.windows.bench import Bench
from tests.windows.bundle import ROOT, path_on

CHOSEN = (
    "tests/windows",
    "tests/domain/test_money.py",
    "tests/store/test_backup.py",
    "tests/store/test_engine.py",
    "tests/store/test_files.py",
    "tests/store/test_journal.py",
    "tests/store/test_keys.py",
    "tests/store/test_outputs.py",
    "tests/store/test_places.py",
    "tests/cli/test_streams.py",
    "tests/printing/test_recap.py",
    "tests/spreadsheets/reading/test_opening.py",
    "tests/spreadsheets/writing",
    "tests/sync",
    "tests/ui/test_top_level.py",
)
LEFT_OUT = ("-m", "not posix", "-k", "not postgres and not takes_all_memory")
"""What needs another system by nature: bounds of a process, mounts, a database server beside the program; and a
job's bound of memory, which Wine takes and does not heed."""


def run_chosen(bench: Bench | None, work: Path) -> int:
    """Run them on the bench, or on this Windows; the exit code of pytest."""
    words = ["-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", *LEFT_OUT, *CHOSEN]
    words += ["--basetemp", path_on(bench, work / "tests")]
    if bench is None:
        return subprocess.run([sys.executable, *words], cwd=ROOT, check=False).returncode
    done = bench.run_python(*words, folder=ROOT)
    print(done.stdout)
    return done.returncode
