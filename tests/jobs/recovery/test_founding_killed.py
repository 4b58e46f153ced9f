"""An office whose founding was cut off at any step is founded by founding it again, and one with facts never is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from bazar_desktop import app
from bazar_desktop.domain.recovery.key_sheet import key_from
from bazar_desktop.jobs.office.founding import Founded, office_init
from bazar_desktop.jobs.office.identity import office_of
from bazar_desktop.jobs.settings.officers import start_store
from bazar_desktop.messages import sentence
from bazar_desktop.services.settings.officers import list_officers
from bazar_desktop.services.settings.values import get_setting
from bazar_desktop.store.holds import StoreBusy, share
from bazar_desktop.store.keys import open_with_office_key
from bazar_desktop.store.opening import StoreExists, open_store
from bazar_desktop.store.server import DatabaseInUse
from bazar_desktop.store.traces import ON_SERVER, UNFINISHED, OfficeUnfinished
from bazar_desktop.store.unlocking import has_store, key_path
from tests.jobs.recovery import killed_founding
from tests.jobs.recovery.killed_founding import MOMENTS, name_of
from tests.offices import CHEAP, PIN
from tests.postgres import running_postgres
from tests.stores import MORNING, facts_digest, postgres_url

OTHER_PIN = "135790"
DONE = (len(killed_founding.STEPS) - 1, "after")  # nothing was left to do
FACTS_STAND = MOMENTS.index((killed_founding.STEPS.index(("sqlalchemy.orm", "commit", 2)), "after"))


def kill_all(base: Path, url: str) -> None:
    program = [sys.executable, "-m", "tests.jobs.recovery.killed_founding", str(base), url]
    ran = subprocess.run(
        program,
        env=os.environ | {"BAZAR_SECRET_DIR": str(base / "secret")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders of offices that were killed while they were founded, each at another moment."""
    base = tmp_path_factory.mktemp("killed")
    kill_all(base, "")
    return base


@pytest.fixture(scope="module")
def killed_on_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """The same with their rows on a server; with its socket."""
    base = tmp_path_factory.mktemp("killed_on_server")
    with running_postgres() as socket:
        admin = create_engine(postgres_url(socket, "postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            for moment in MOMENTS:
                connection.exec_driver_sql(f"CREATE DATABASE {name_of(moment)}")
        admin.dispose()
        kill_all(base, postgres_url(socket, "NAME"))
        yield base, socket


def found(folder: Path, database: str | None = None, pin: str = PIN) -> Founded:
    return office_init(
        folder, name="Sudin", officer="Kepala", pin=pin, at=MORNING, cost=CHEAP, database=database
    )


def assert_whole(folder: Path, spare: str | None, database: str | None = None, pin: str = PIN) -> str:
    """Look at the office as its officer finds it; returns the digest of its facts."""
    store = open_store(folder, "Kepala", pin, database=database)
    with store.db.read() as session:
        assert [officer.name for officer in list_officers(session)] == ["Kepala"]
        assert get_setting(session, "office_name") == "Sudin"
        assert office_of(session).spare
        digest = facts_digest(session)
    store.db.close()
    if spare is not None:
        assert open_with_office_key(key_path(folder), key_from(spare)) == store.key
    assert not (folder / UNFINISHED).exists()
    return digest


@pytest.mark.parametrize("moment", MOMENTS, ids=name_of)
def test_an_office_in_a_file_that_was_cut_off_is_founded_anew(
    killed: Path, moment: tuple[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(killed / "secret"))
    folder = killed / name_of(moment)
    if moment == DONE:
        digest = assert_whole(folder, None)
        with pytest.raises(StoreExists):
            found(folder)
        assert assert_whole(folder, None) == digest
        return
    assert not has_store(
        folder
    )  # the window asks there how to begin, and a command says that no data are there
    again = found(folder, pin=OTHER_PIN)
    again.store.db.close()
    assert_whole(folder, again.spare, pin=OTHER_PIN)


@pytest.mark.neighbour("initdb", "pg_ctl")
@pytest.mark.parametrize("moment", MOMENTS, ids=name_of)
def test_an_office_on_a_server_that_was_cut_off_is_founded_anew_or_finished(
    killed_on_server: tuple[Path, Path], moment: tuple[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    base, socket = killed_on_server
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(base / "secret"))
    folder, url = base / name_of(moment), postgres_url(socket, name_of(moment))
    if moment == DONE:
        digest = assert_whole(folder, None, url)
        for place, refusal in ((folder, StoreExists), (base / "elsewhere", DatabaseInUse)):
            with pytest.raises(refusal):
                found(place, url)
        assert assert_whole(folder, None, url) == digest
        return
    if (folder / UNFINISHED).exists():
        with pytest.raises(OfficeUnfinished) as refused:
            open_store(folder, "Kepala", PIN, database=url)
        assert "Ulangi office init" in sentence(refused.value)
        with pytest.raises(OfficeUnfinished):
            app.way_in(folder, None, sample=False)
        with pytest.raises(OfficeUnfinished):  # no laptop's own data take the place of its key file
            start_store(folder, officer="Lain", nip="", pin=PIN, at=MORNING, cost=CHEAP)
    if MOMENTS.index(moment) >= FACTS_STAND:
        with pytest.raises(DatabaseInUse):
            found(base / "elsewhere", url)
        assert not (base / "elsewhere").exists()
    again = found(folder, url)
    again.store.db.close()
    assert_whole(folder, again.spare, url)


@pytest.mark.neighbour("initdb", "pg_ctl")
def test_an_empty_office_on_a_server_whose_folder_is_lost_gives_way_to_a_new_one(
    killed_on_server: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    _base, socket = killed_on_server
    admin = create_engine(postgres_url(socket, "postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE elsewhere")
    admin.dispose()
    url = postgres_url(socket, "elsewhere")
    program = (
        "import sys; from pathlib import Path; from tests.jobs.recovery.killed_founding import *;"
        "kill_at('bazar_desktop.jobs.office.founding', 'give_keys', 1, 'before');"
        "found(Path(sys.argv[1]), sys.argv[2])"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "lost"), url], check=False)
    assert (tmp_path / "lost" / UNFINISHED).read_bytes() == ON_SERVER
    again = found(tmp_path / "office", url)
    again.store.db.close()
    assert_whole(tmp_path / "office", again.spare, url)


def test_an_office_that_is_being_founded_elsewhere_at_this_moment_is_left_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / UNFINISHED).write_bytes(b"di sini")
    hold = share(tmp_path)
    with pytest.raises(StoreBusy):
        found(tmp_path)
    hold.release()
    again = found(tmp_path)
    again.store.db.close()
    assert_whole(tmp_path, again.spare)
