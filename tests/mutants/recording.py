"""Record which lines and branches each test runs: a plugin, `pytest -p tests.mutants.recording`.

The folder named by BAZAR_REACH gets one file a process: the arcs of all, and the lines of each test. Foreign files are
read in this process meanwhile, where it can be seen, but for the tests of the process that reads them.
"""

from __future__ import annotations

import os
import pickle
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import coverage
import pytest

ROOT = Path(__file__).resolve().parents[2]
BELOW_THE_WINDOW = (
    "domain", "language", "messages", "processes", "store", "services",
    "phrases", "printing", "spreadsheets", "sync", "jobs", "cli",
)  # fmt: skip
LINE = 0xFFFFFFF

Lines = dict[str, int]
Arcs = dict[str, set[int]]


class Recorder:
    """Takes what coverage's tracer noted, test after test."""

    def __init__(self) -> None:
        self.coverage = coverage.Coverage(data_file=None, branch=True, include=included(), config_file=False)
        self.began = time.time()
        self.arcs: Arcs = {}
        self.outside: Lines = {}
        self.tests: dict[str, tuple[float, Lines]] = {}

    def take(self) -> Arcs:
        """Hand over the arcs that ran since the last time."""
        # Coverage's own way, one context a test, writes ten million rows for this suite.
        noted: dict[str, set[Any]] = self.coverage._collector.data  # type: ignore[union-attr]
        taken: Arcs = {}
        for name, live in list(noted.items()):
            ran = live.copy()
            live.difference_update(ran)
            if ran:
                taken[name] = ran
                self.arcs.setdefault(name, set()).update(ran)
        return taken

    def _take_outside(self) -> None:
        """Note what ran at no test's wish: imports, above all."""
        for name, ran in self.take().items():
            self.outside[name] = self.outside.get(name, 0) | lines_of(ran)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._take_outside()
        started = time.monotonic()
        yield
        took = time.monotonic() - started
        self.tests[item.nodeid] = (took, {name: lines_of(ran) for name, ran in self.take().items()})

    def pytest_sessionfinish(self) -> None:
        self.coverage.stop()
        self._take_outside()
        folder = Path(os.environ["BAZAR_REACH"])
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"{os.getpid()}.pickle").open("wb") as file:
            pickle.dump((self.began, self.arcs, self.tests, self.outside), file)


def included() -> list[str]:
    """What is recorded, as coverage's patterns."""
    package = ROOT / "bazar_desktop"
    return [str(package / name) + end for name in BELOW_THE_WINDOW for end in ("/*", ".py")]


def lines_of(arcs: set[int]) -> int:
    """Fold packed arcs into their lines: bit n stands for line n."""
    bits = 0
    for arc in arcs:
        bits |= 1 << (arc & LINE) | 1 << (arc >> 28 & LINE)
    return bits


class ReadingHere:
    """The process that reads a foreign file, as a thread of this one: it has its own end of the pipe."""

    exitcode = 0

    def __init__(self, body: Callable[..., object], pipe: Connection, *facts: Any, ready: str = "") -> None:
        self._body, self._facts = body, facts
        self._pipe = Connection(os.dup(pipe.fileno()))
        self._thread = threading.Thread(target=self._read, daemon=True)

    def _read(self) -> None:
        with self._pipe, suppress(OSError, EOFError):  # whoever asked has heard enough
            self._body(self._pipe, *self._facts)

    def start(self) -> None:
        self._thread.start()

    def join(self, timeout: float | None = None) -> None:
        self._thread.join(timeout)

    def kill(self) -> None: ...

    def close(self) -> None: ...


@pytest.fixture(autouse=True)
def _read_where_it_is_seen(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.path.name != "test_opening.py":
        reading = "bazar_desktop.spreadsheets.reading"
        monkeypatch.setattr(f"{reading}.opening.new_process", ReadingHere)
        monkeypatch.setattr(f"{reading}.reader_process.limit_this_process", lambda _limits: None)
        monkeypatch.setattr(f"{reading}.reader_process.gc", SimpleNamespace(disable=lambda: None))


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    recorder = Recorder()
    recorder.coverage.start()
    early_config.pluginmanager.register(recorder, "reach")
