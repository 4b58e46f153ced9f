"""A database that is not the key file's is refused before anything is written in it, whatever it holds."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from bazar_desktop.jobs.office.founding import office_init
from bazar_desktop.messages import sentence
from bazar_desktop.store import keys, own_facts
from bazar_desktop.store.database import Session
from bazar_desktop.store.engine import postgres_engine
from bazar_desktop.store.faults import (
    ServerDatabaseEmpty,
    ServerDatabaseForeign,
    ServerOfOtherOffice,
    StoreTooNew,
)
from bazar_desktop.store.files import MachineError
from bazar_desktop.store.key_copies import keep_copies_alike
from bazar_desktop.store.opening import ServerNotNamed, StoreFileMissing, create_store, open_store
from bazar_desktop.store.server import MARK
from bazar_desktop.store.traces import (
    SERVED,
    KeyFileMissing,
    KeyLeftInBackups,
    ServerKeyMissing,
    backup_folder,
)
from bazar_desktop.store.unlocking import key_path
from tests.commands import CHEAP, PIN, Shell
from tests.postgres import running_postgres
from tests.recovery.doors import officer_in_environment
from tests.stores import MORNING, facts_digest, postgres_url

pytestmark = pytest.mark.neighbour("initdb", "pg_ctl")


@dataclass
class Offices:
    """An office on a server and what else lies there, by names of databases."""

    folder: Path
    socket: Path
    digests: dict[str, str] = field(default_factory=dict)

    def url(self, name: str) -> str:
        return postgres_url(self.socket, name)

    def found(self, name: str, *, like: str = "own") -> str:
        """An office in a new database, as the one `like` was founded; returns the digest of its facts."""
        if name not in self.digests and name in {"own", "other"}:
            self.make(name)
            self.digests[name] = self._founded(name)
        if name not in self.digests:
            self._admit(f"CREATE DATABASE {name} TEMPLATE {like}")
            shutil.copytree(self.folder / like, self.folder / name)
            self.digests[name] = self.digests[like]
        return self.digests[name]

    def _founded(self, name: str) -> str:
        founded = office_init(
            self.folder / name,
            name=name,
            officer="Kepala",
            pin=PIN,
            at=MORNING,
            cost=CHEAP,
            database=self.url(name),
        )
        with founded.store.db.read() as session:
            digest = facts_digest(session)
        founded.store.db.close()
        return digest

    def _admit(self, statement: str) -> None:
        admin = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.exec_driver_sql(statement)
        admin.dispose()

    def make(self, name: str, *statements: str) -> None:
        self._admit(f"CREATE DATABASE {name}")
        self.run(name, *statements)

    def run(self, name: str, *statements: str) -> None:
        engine = postgres_engine(self.url(name))
        with engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        engine.dispose()

    def content(self, name: str) -> dict[str, list[str]]:
        """Every table of a database with all of its rows."""
        engine = postgres_engine(self.url(name))
        with engine.connect() as connection:
            tables = connection.exec_driver_sql(
                "SELECT schemaname || '.' || tablename FROM pg_tables"
                " WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"
            ).scalars()
            rows = {
                table: sorted(
                    connection.exec_driver_sql(f"SELECT item::text FROM {table} item").scalars().all()
                )
                for table in tables.all()
            }
        engine.dispose()
        return rows


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Offices]:
    folder = tmp_path_factory.mktemp("offices")
    with pytest.MonkeyPatch.context() as patch, running_postgres() as socket:
        patch.setenv("BAZAR_SECRET_DIR", str(folder / "secret"))
        made = Offices(folder, socket)
        made.found("own")
        made.found("other")
        made.found("other_unmarked", like="other")
        made.run("other_unmarked", f"DELETE FROM store_fact WHERE key = '{MARK}'")
        made.make("empty")
        made.make("program", "CREATE TABLE invoice (id int)", "INSERT INTO invoice VALUES (1)")
        made.make(
            "program_with_revisions",
            "CREATE TABLE alembic_version (version_num varchar(32))",
            "INSERT INTO alembic_version VALUES ('0001')",
        )
        made.make(
            "newer_program",
            "CREATE TABLE alembic_version (version_num varchar(32))",
            "INSERT INTO alembic_version VALUES ('ae1027a6acf')",
        )
        yield made


@pytest.fixture(autouse=True)
def at_the_office(offices: Offices, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(offices.folder / "secret"))
    officer_in_environment(monkeypatch, "Kepala")


WRONG: dict[str, type[MachineError]] = {
    "empty": ServerDatabaseEmpty,
    "program": ServerDatabaseForeign,
    "program_with_revisions": ServerDatabaseForeign,
    "newer_program": ServerDatabaseForeign,
    "other": ServerOfOtherOffice,
    "other_unmarked": ServerOfOtherOffice,
}


@pytest.mark.parametrize("name", WRONG)
def test_nothing_is_written_in_a_database_that_is_not_the_key_files(
    offices: Offices, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = offices.content(name)
    with pytest.raises(WRONG[name]) as refused:
        open_store(offices.folder / "own", "Kepala", PIN, database=offices.url(name))
    assert "Tidak ada yang diubah" in sentence(refused.value)
    office = Shell(offices.folder / "own", capsys)
    for words in (
        ["officer", "list"],
        ["backup", "make"],
        ["agency", "add", "--name", "X", "--role", "coach"],
    ):
        assert office.failed(*words, "--database", offices.url(name)) == WRONG[name].code
    office.examine(4, "--database", offices.url(name))
    assert offices.content(name) == before


def test_an_own_database_that_says_not_yet_whose_it_is_is_known_by_its_officer_and_says_so_then(
    offices: Offices,
) -> None:
    digest = offices.found("own_unmarked")
    offices.run("own_unmarked", f"DELETE FROM store_fact WHERE key = '{MARK}'")
    store = open_store(offices.folder / "own_unmarked", "Kepala", PIN, database=offices.url("own_unmarked"))
    with store.db.read() as session:
        assert facts_digest(session) == digest
        assert own_facts.get_fact(session, MARK) == keys.fingerprint(store.key)
    store.db.close()


def test_an_own_database_of_a_newer_program_is_left_untouched(offices: Offices) -> None:
    offices.found("own_newer")
    offices.run("own_newer", "UPDATE alembic_version SET version_num = '9999'")
    before = offices.content("own_newer")
    with pytest.raises(StoreTooNew):
        open_store(offices.folder / "own_newer", "Kepala", PIN, database=offices.url("own_newer"))
    assert offices.content("own_newer") == before


def test_a_database_says_whose_it_is_from_its_first_moment(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after the facts were written, it must not be anybody's."""
    offices.found("marked_at_once")
    engine = postgres_engine(offices.url("marked_at_once"))
    with Session(engine) as session:
        words = "SELECT count(DISTINCT xmin::text) FROM store_fact WHERE key IN ('store_id', 'key_mark')"
        assert session.connection().exec_driver_sql(words).scalar() == 1
    engine.dispose()


def test_an_office_whose_server_is_not_named_is_told_to_name_it_and_not_to_restore(
    offices: Offices, capsys: pytest.CaptureFixture[str]
) -> None:
    offices.found("unnamed")
    folder, url = offices.folder / "unnamed", offices.url("unnamed")
    office = Shell(folder, capsys)
    for words in (["officer", "list"], ["bazaar", "list"], ["backup", "make"]):
        assert office.refused(*words) == ServerNotNamed.code
    said = " ".join(check["words"] for check in office.examine(4)["checks"])
    assert "BAZAR_DATABASE" in said
    assert "Kembalikan berkas" not in said
    assert "Belum ada cadangan" not in said
    (folder / SERVED).unlink()  # an office of an earlier program
    assert office.failed("officer", "list") == StoreFileMissing.code
    office.run("officer", "list", "--database", url)
    assert office.refused("officer", "list") == ServerNotNamed.code
    assert (folder / SERVED).read_bytes() == b""  # no address, which may hold a password


# -- the key file -----------------------------------------------------------------------------------------------------


def test_an_office_on_a_server_keeps_a_second_key_file_that_opens_it(
    offices: Offices, capsys: pytest.CaptureFixture[str]
) -> None:
    digest = offices.found("keyed")
    folder, url = offices.folder / "keyed", offices.url("keyed")
    office = Shell(folder, capsys)
    assert (backup_folder(folder) / "kunci.json").read_bytes() == key_path(folder).read_bytes()
    assert (backup_folder(folder) / "kunci.json").stat().st_mode & 0o077 == 0
    key_path(folder).unlink()
    for words in (["officer", "list"], ["backup", "make"], ["recovery", "request", "--officer", "Kepala"]):
        for database in ([], ["--database", url]):
            assert office.failed(*words, *database) == KeyLeftInBackups.code
    with pytest.raises(KeyFileMissing):
        office_init(folder, name="B", officer="Lain", pin=PIN, at=MORNING, cost=CHEAP, database=url)
    assert not key_path(folder).exists()
    answer = office.run("backup", "restore-keys")
    assert answer["from"] == str(backup_folder(folder) / "kunci.json")
    store = open_store(folder, "Kepala", PIN, database=url)
    with store.db.read() as session:
        assert facts_digest(session) == digest
    store.db.close()


def test_an_office_of_an_earlier_program_gets_its_second_key_file_at_the_next_opening(
    offices: Offices, tmp_path: Path
) -> None:
    offices.found("earlier")
    folder = offices.folder / "earlier"
    copy = backup_folder(folder) / "kunci.json"
    copy.unlink()
    backup_folder(folder).rmdir()
    store = open_store(folder, "Kepala", PIN, database=offices.url("earlier"))
    assert copy.read_bytes() == key_path(folder).read_bytes()
    key_path(folder).write_bytes(b"{")
    keep_copies_alike(folder, store.db, store.key)
    store.db.close()
    assert keys.officers(copy)  # a damaged key file takes no sound copy's place


def test_where_a_server_is_named_a_missing_key_file_is_never_no_data(
    offices: Offices, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = Shell(tmp_path / "bare", capsys)
    url = offices.url("own")
    for words in (["officer", "list"], ["bazaar", "list"], ["recovery", "request", "--officer", "Kepala"]):
        assert bare.failed(*words, "--database", url) == ServerKeyMissing.code
    checks = bare.examine(4, "--database", url)["checks"]
    said = " ".join(check["words"] for check in checks)
    assert "Belum ada data" not in said
    assert "kunci.json" in said


def test_founding_that_fails_leaves_no_copy_of_a_key(offices: Offices, tmp_path: Path) -> None:
    folder = tmp_path / "failed"

    def fail(*_facts: object, **_more: object) -> None:
        raise KeyboardInterrupt

    failing: Callable[..., None] = fail
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bazar_desktop.store.opening.create", failing)
        with pytest.raises(KeyboardInterrupt):
            create_store(
                folder,
                keys.Owner("x", "Kepala", "supervisor"),
                PIN,
                kind="office",
                letter="A",
                name="A",
                at=MORNING,
                cost=CHEAP,
            )
    assert {path.name for path in folder.iterdir()} <= {"bazar.lock"}
