"""An office is founded only where nothing is: no folder and no database in use is ever taken over."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.office.founding import OfficeNameMissing, office_init
from bazar_desktop.messages import sentence
from bazar_desktop.services.settings.officers import OfficerNameMissing
from bazar_desktop.store.faults import ServerRefuses
from bazar_desktop.store.opening import STORE_FILE, OpenStore, StoreExists, open_store
from bazar_desktop.store.server import DatabaseInUse
from bazar_desktop.store.traces import KeyFileMissing
from bazar_desktop.store.unlocking import key_path
from tests.offices import CHEAP, PIN
from tests.stores import MORNING, facts_digest, postgres_database, postgres_url


def start(
    folder: Path, database: str | None = None, name: str = "Sudin", officer: str = "Kepala"
) -> OpenStore:
    return office_init(
        folder, name=name, officer=officer, pin=PIN, at=MORNING, database=database, cost=CHEAP
    ).store


@pytest.fixture
def database(postgres_socket: Path) -> str:
    return postgres_url(postgres_socket, postgres_database(postgres_socket))


def content(store: OpenStore) -> tuple[str, list[tuple[str, str]]]:
    with store.db.read() as session:
        digest = facts_digest(session)
        known = session.connection().exec_driver_sql("SELECT key, value FROM store_fact ORDER BY key")
        return digest, [(key, value) for key, value in known]


@pytest.mark.neighbour("initdb", "pg_ctl")
def test_a_database_that_holds_an_office_keeps_its_keys_and_name(tmp_path: Path, database: str) -> None:
    first = start(tmp_path / "pertama", database)
    before = content(first)
    with pytest.raises(DatabaseInUse) as refused:
        start(tmp_path / "kedua", database, name="Sudin Lain")
    assert "minta database yang kosong" in sentence(refused.value)
    assert not (tmp_path / "kedua").exists()
    assert content(first) == before
    first.db.close()
    again = open_store(tmp_path / "pertama", "Kepala", PIN, database=database)
    assert content(again) == before
    again.db.close()


@pytest.mark.neighbour("initdb", "pg_ctl")
def test_a_database_of_another_program_is_left_alone(tmp_path: Path, database: str) -> None:
    engine = create_engine(database)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE gaji (nama text)")
    with pytest.raises(DatabaseInUse):
        start(tmp_path / "kantor", database)
    with engine.connect() as connection:
        names = connection.exec_driver_sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        assert [name for (name,) in names] == ["gaji"]
    engine.dispose()


@pytest.mark.neighbour("initdb", "pg_ctl")
def test_a_server_that_refuses_leaves_no_half_made_folder(tmp_path: Path, database: str) -> None:
    wrong = database.replace("//bazar@", "//orang-lain:salah@")
    with pytest.raises(ServerRefuses):
        start(tmp_path / "kantor", wrong)
    assert not key_path(tmp_path / "kantor").exists()
    start(tmp_path / "kantor", database).db.close()


def test_a_folder_with_a_store_or_the_remains_of_one_is_refused_and_stays(tmp_path: Path) -> None:
    store = start(tmp_path / "kantor")
    store.db.close()
    keys, data = key_path(tmp_path / "kantor").read_bytes(), (tmp_path / "kantor" / STORE_FILE).read_bytes()
    for gone in ((), (STORE_FILE,), ("kunci.json",)):
        folder = tmp_path / f"tanpa {len(gone)} {gone[:1]}"
        folder.mkdir()
        for name, bytes_ in (("kunci.json", keys), (STORE_FILE, data)):
            if name not in gone:
                (folder / name).write_bytes(bytes_)
        before = {file.name: file.read_bytes() for file in folder.iterdir()}
        with pytest.raises(KeyFileMissing if "kunci.json" in gone else StoreExists) as refused:
            start(folder)
        words = "Jangan membuat data baru" if "kunci.json" in gone else "sudah ada data"
        assert words in sentence(refused.value)
        assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("name", "officer", "error"), [(" ", "Kepala", OfficeNameMissing), ("Sudin", " ", OfficerNameMissing)]
)
def test_a_name_that_is_missing_leaves_nothing(
    tmp_path: Path, name: str, officer: str, error: type[BazarError]
) -> None:
    with pytest.raises(error):
        start(tmp_path / "kantor", name=name, officer=officer)
    assert not (tmp_path / "kantor").exists()


def test_a_disk_that_fails_half_way_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bazar_desktop.store import opening

    def full(*_given: object, **_facts: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(opening, "create", full)
        with pytest.raises(OSError, match="No space"):
            start(tmp_path / "kantor")
    assert not (tmp_path / "kantor").exists()
    start(tmp_path / "kantor").db.close()
