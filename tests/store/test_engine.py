"""The file is encrypted and durable, and says so itself."""

from __future__ import annotations

import os
import secrets
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.pool import QueuePool

from bazar_desktop.store import engine as engine_module
from bazar_desktop.store.creating import create
from bazar_desktop.store.engine import SETTINGS, connect, sqlite_engine
from bazar_desktop.store.faults import StoreForeign, StoreUnreadable
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Vendor
from tests.stores import MORNING

KEY = bytes(range(32))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A store with one vendor, closed."""
    path = tmp_path / "bazar.db"
    db = create(sqlite_engine(path, KEY), kind="laptop", letter="A", name="A", is_sample=False, at=MORNING)
    with db.write("o1", "test", MORNING) as session:
        enter(session, Vendor, name="Marni Suryani", business="Dapur Bu Marni", phone="+628123456789")
    db.close()
    return path


def test_every_connection_has_the_settings_that_keep_the_promises(file: Path) -> None:
    engine = sqlite_engine(file, KEY)
    assert isinstance(engine.pool, QueuePool)
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            for name, wanted in SETTINGS.items():
                assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == wanted
            assert connection.exec_driver_sql("PRAGMA cipher_version").scalar()
    engine.dispose()


def test_nothing_of_a_vendor_stands_readable_in_any_file(file: Path) -> None:
    engine = sqlite_engine(file, KEY)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT name FROM vendor").scalar() == "Marni Suryani"
        contents = b"".join(path.read_bytes() for path in file.parent.iterdir())
    engine.dispose()
    for secret in (b"Marni", b"Dapur", b"8123456789", b"vendor", b"SQLite format"):
        assert secret not in contents


def test_another_key_does_not_open_it_and_changes_nothing(file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(StoreForeign):
        connect(file, secrets.token_bytes(32))
    assert file.read_bytes() == before


def test_a_plain_sqlite_file_is_refused(tmp_path: Path) -> None:
    plain = tmp_path / "plain.db"
    with sqlite3.connect(plain) as connection:
        connection.execute("CREATE TABLE vendor (name)")
    connection.close()
    with pytest.raises(StoreForeign):
        connect(plain, KEY)


def test_a_library_that_does_not_encrypt_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Plain:
        sqlite_version_info = (3, 99, 0)
        DatabaseError = sqlite3.DatabaseError
        connect = staticmethod(sqlite3.connect)

    monkeypatch.setattr(engine_module, "sqlcipher", Plain)
    with pytest.raises(StoreUnreadable, match="does not encrypt"):
        connect(tmp_path / "x.db", KEY)


def test_an_old_sqlite_that_could_lose_pages_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "MINIMUM_SQLITE", (99, 0, 0))
    with pytest.raises(StoreUnreadable, match="too old"):
        connect(tmp_path / "x.db", KEY)


def test_a_setting_that_does_not_take_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "SETTINGS", {"synchronous": 3})
    with pytest.raises(StoreUnreadable, match="synchronous is 2"):
        connect(file, KEY)


def test_a_flipped_bit_is_found(file: Path) -> None:
    from bazar_desktop.store.backup import check

    data = bytearray(file.read_bytes())
    place = secrets.randbelow(len(data) - 4096) + 4096
    data[place] ^= 1 << secrets.randbelow(8)
    file.write_bytes(data)
    with pytest.raises(StoreUnreadable):
        check(file, KEY)
    assert os.path.getsize(file) == len(data)
