"""What all tests share: the full counts, neighbour programs, real stores on both databases."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bazar_desktop.store.database import Database
from tests import stores

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


# The same cases every time, so that a red run can be repeated; --full looks for new ones.
_PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("steady", derandomize=True, database=None, **_PATIENT)
settings.register_profile("full", print_blob=True, **_PATIENT)


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("full" if config.getoption("--full") else "steady")


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


def find_program(name: str) -> str | None:
    """Where a program of the operating system is; Debian keeps PostgreSQL's out of the way."""
    found = shutil.which(name)
    if found:
        return found
    return next((str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))), None)


@pytest.fixture(scope="session", autouse=True)
def laptop_secret(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The laptop's secret and its log stand in a folder of the tests, never in that of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BAZAR_SECRET_DIR", str(tmp_path_factory.mktemp("laptop")))
        patch.setenv("BAZAR_LOG_DIR", str(tmp_path_factory.mktemp("log")))
        yield


@pytest.fixture
def count(request: pytest.FixtureRequest) -> Callable[[int, int], int]:
    """`count(normal, full)`: how many cases to run."""
    return lambda normal, full: full if request.config.getoption("--full") else normal


@pytest.fixture(scope="session")
def postgres_socket() -> Iterator[Path]:
    """Debian's own PostgreSQL on a socket in a temporary folder."""
    initdb, pg_ctl = find_program("initdb"), find_program("pg_ctl")
    assert initdb
    assert pg_ctl
    folder = Path(tempfile.mkdtemp(prefix="bazar-pg-"))
    as_user: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    try:
        subprocess.run(
            [
                *as_user,
                initdb,
                "-D",
                f"{folder}/data",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "-U",
                "bazar",
            ],
            check=True,
            capture_output=True,
            cwd=folder,
        )
        start = [
            *as_user,
            pg_ctl,
            "-D",
            f"{folder}/data",
            "-o",
            options,
            "-l",
            f"{folder}/log",
            "-w",
            "start",
        ]
        subprocess.run(start, check=True, stdout=subprocess.DEVNULL, cwd=folder)
        yield folder
        subprocess.run(
            [*as_user, pg_ctl, "-D", f"{folder}/data", "-m", "immediate", "stop"],
            check=True,
            capture_output=True,
            cwd=folder,
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
    store = stores.sqlcipher_store(tmp_path, "A")
    yield store
    store.close()
