"""What all tests share: the full counts, neighbour programs, real stores on both databases."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QApplication, QDialog

from bazar_desktop.language import language, use_language
from bazar_desktop.store import ballast
from bazar_desktop.store.database import Database
from tests import stores
from tests.laid_out import laid_out_once
from tests.offices import World, found
from tests.postgres import find_program, running_postgres

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


# The same cases every time, so that a red run can be repeated; --full looks for new ones.
_PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("steady", derandomize=True, database=None, **_PATIENT)
settings.register_profile("full", print_blob=True, **_PATIENT)


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("full" if config.getoption("--full") else "steady")
    ballast.ROOM = 10**18  # the stores of thousands of tests would each hold 48 MB of the disk


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="run the full counts that issues ask for")
    parser.addoption("--bench", action="store_true", help="run the benchmarks too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--bench"):
        benchmarks = [item for item in items if "benchmarks" in item.path.parts]
        config.hook.pytest_deselected(items=benchmarks)
        items[:] = [item for item in items if "benchmarks" not in item.path.parts]
    for item in items:
        for mark in item.iter_markers("neighbour"):
            missing = [program for program in mark.args if not find_program(program)]
            if missing and os.environ.get("BAZAR_NO_SKIP"):
                raise pytest.UsageError(f"{item.nodeid} needs {missing}, and skipping is forbidden here")
            if missing:
                item.add_marker(pytest.mark.skip(reason=f"needs {', '.join(missing)}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the harnesses counted, also where they ran in another process."""
    told = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == "harness" and report.when == "call"
    ]
    if told:
        terminalreporter.section("harnesses")
        for value in told:
            terminalreporter.write_line(str(value).rstrip())


@pytest.fixture(scope="session", autouse=True)
def laptop_secret(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The laptop's secret and its log stand in a folder of the tests, never in that of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BAZAR_SECRET_DIR", str(tmp_path_factory.mktemp("laptop")))
        patch.setenv("BAZAR_LOG_DIR", str(tmp_path_factory.mktemp("log")))
        yield


@pytest.fixture(scope="session", autouse=True)
def empty_tables() -> Iterator[None]:
    """The tables of an empty store are laid out by Alembic once, then by what it did."""
    with laid_out_once():
        yield


@pytest.fixture(autouse=True)
def every_test_begins_in_indonesian() -> Iterator[None]:
    """A command that was run in English leaves that language to whatever comes next in the process."""
    yield
    if language() != "id":
        use_language("id")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown() -> None:
    """Leave no dialog open, and no window that looks at a store which goes with its test."""
    frame = sys.modules.get("bazar_desktop.ui.frame.window")
    for widget in QApplication.topLevelWidgets():
        if frame is not None and isinstance(widget, frame.MainWindow):
            widget.stop_looking()
        elif isinstance(widget, QDialog) and widget.isVisible():
            widget.hide()


@pytest.fixture
def count(request: pytest.FixtureRequest) -> Callable[[int, int], int]:
    """`count(normal, full)`: how many cases to run."""
    return lambda normal, full: full if request.config.getoption("--full") else normal


@pytest.fixture(scope="session")
def postgres_socket() -> Iterator[Path]:
    """Debian's own PostgreSQL, or the one that a run of many test processes shares."""
    if shared := os.environ.get("BAZAR_POSTGRES_SOCKET"):
        yield Path(shared)
        return
    with running_postgres() as socket:
        yield socket


@pytest.fixture(
    params=["sqlcipher", pytest.param("postgres", marks=pytest.mark.neighbour("initdb", "pg_ctl"))]
)
def make_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[stores.MakeStore]:
    """`make_store(letter)`: an empty real store, once on SQLCipher and once on PostgreSQL."""
    opened: list[Database] = []

    def make(letter: str) -> Database:
        if request.param == "sqlcipher":
            db = stores.sqlcipher_store(tmp_path, letter)
        else:
            db = stores.postgres_store(request.getfixturevalue("postgres_socket"), letter)
        opened.append(db)
        return db

    yield make
    for db in opened:
        db.close()


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """An empty real store on SQLCipher."""
    store = stores.lone_store(tmp_path, "A")
    yield store
    store.close()


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """An office with one bazaar on SQLCipher."""
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = found(tmp_path)
    yield made
    made.close()
