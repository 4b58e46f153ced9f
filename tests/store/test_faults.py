"""The machine's faults get names, and nothing that was saved changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import event

from bazar_desktop.messages import sentence
from bazar_desktop.services.settings.values import get_setting, put_setting
from bazar_desktop.store.creating import create
from bazar_desktop.store.database import Database
from bazar_desktop.store.engine import sqlite_engine
from bazar_desktop.store.faults import (
    StoreFull,
    StoreLocked,
    StoreNotWritten,
    StoreUnreadable,
    machine_faults_named,
)
from bazar_desktop.store.files import MachineError
from tests.stores import MORNING

KEY = bytes(32)


def save(db: Database, value: str, key: str = "office_name") -> None:
    with db.write("o1", "test", MORNING) as session:
        put_setting(session, key, value)


def saved(db: Database) -> str:
    with db.read() as session:
        return str(get_setting(session, "office_name"))


@pytest.fixture
def quick(tmp_path: Path) -> Database:
    """A store whose connections wait a moment only, and may not grow."""
    engine = sqlite_engine(tmp_path / "bazar.db", KEY)

    def hurry(raw: object, _record: object) -> None:
        raw.execute("PRAGMA busy_timeout = 20")  # type: ignore[attr-defined]

    event.listen(engine, "connect", hurry)
    db = create(engine, kind="laptop", letter="A", name="A", is_sample=False, at=MORNING)
    save(db, "sebelum")
    return db


def test_a_full_disk_is_named_and_nothing_changes(quick: Database) -> None:
    with quick.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreFull) as caught:
        save(quick, "x" * 100_000, "catatan")
    assert "penuh" in sentence(caught.value)
    assert saved(quick) == "sebelum"
    quick.close()


def test_a_file_that_another_program_holds_is_named(quick: Database, tmp_path: Path) -> None:
    other = sqlite_engine(tmp_path / "bazar.db", KEY)
    with other.execution_options(writes=True).connect() as holding:
        holding.exec_driver_sql("SELECT 1")
        with pytest.raises(StoreLocked):
            save(quick, "sesudah")
    other.dispose()
    assert saved(quick) == "sebelum"
    save(quick, "sesudah")
    assert saved(quick) == "sesudah"
    quick.close()


def test_a_damaged_file_is_named(quick: Database, tmp_path: Path) -> None:
    quick.close()
    file = tmp_path / "bazar.db"
    data = bytearray(file.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    file.write_bytes(data)
    with pytest.raises(StoreUnreadable):
        saved(Database(sqlite_engine(file, KEY)))


@pytest.mark.parametrize(
    ("code", "named"), [(13, StoreFull), (778, StoreNotWritten), (5, StoreLocked), (267, StoreUnreadable)]
)
def test_sqlites_codes_are_told_apart(code: int, named: type[MachineError]) -> None:
    from sqlalchemy.exc import OperationalError

    class Refusal(Exception):
        sqlite_errorcode = code

    with pytest.raises(named), machine_faults_named():
        raise OperationalError("", None, Refusal())


def test_what_is_not_the_machines_fault_passes_as_it_is(quick: Database) -> None:
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError), quick.write("o1", "x", MORNING) as session:
        session.connection().exec_driver_sql("INSERT INTO store_fact (key) VALUES (NULL)")
    quick.close()
