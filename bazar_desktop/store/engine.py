"""Opening the database: an encrypted SQLite file, or the office's PostgreSQL. The settings are read back."""

from __future__ import annotations

import operator
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from bazar_desktop.store.files import MachineError

APPLICATION_ID = 0x42415A52  # "BAZR"
MINIMUM_SQLITE = (3, 51, 3)  # before it a WAL reset could lose acknowledged pages
PAGE = 8192  # bytes: of 4096 a fourth stays empty behind three Changes, and a large store is a tenth larger
SETTINGS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: what was acknowledged survives a power cut
    "cache_size": -65536,  # KiB, once a store: the office's four gigabytes can spare it
    "wal_autocheckpoint": 4000,  # pages, 32 MB: what many small writes touch again and again is moved once
    "foreign_keys": 0,  # a row may arrive before the row it refers to
    "temp_store": 2,
    "secure_delete": 2,
}
PRAGMA_VALUES = {"synchronous": "FULL", "temp_store": "MEMORY", "secure_delete": "FAST"}

# The driver takes texts and integers as they are. For None and bool it would ask the value itself how to be stored,
# and be refused, each time: four fifths of the time of writing a vendor. A known adapter answers at once.
sqlcipher.register_adapter(type(None), {}.get)
sqlcipher.register_adapter(bool, operator.pos)


class StoreUnreadable(MachineError):
    """The file is not a store, is damaged, or the key does not open it. Nothing was changed."""


class StoreTooNew(MachineError):
    """The file was written by a newer program and is left untouched."""


def connect(path: Path, key: bytes) -> Any:
    """Open a raw connection to the encrypted file at `path`, its settings set and read back.

    Raises StoreUnreadable where the key does not fit, or where encryption or durability is not in force.
    """
    if sqlcipher.sqlite_version_info < MINIMUM_SQLITE:
        raise StoreUnreadable(why=f"SQLite {sqlcipher.sqlite_version} is too old")
    raw = open_raw(path, key)
    try:
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for name, wanted in SETTINGS.items():
            raw.execute(f"PRAGMA {name} = {PRAGMA_VALUES.get(name, wanted)}").fetchall()
            found = raw.execute(f"PRAGMA {name}").fetchone()[0]
            if found != wanted:
                raise StoreUnreadable(why=f"{name} is {found}, not {wanted}")
    except sqlcipher.DatabaseError as error:
        raw.close()
        raise StoreUnreadable(why=str(error)) from error
    except StoreUnreadable:
        raw.close()
        raise
    return raw


def open_raw(path: Path, key: bytes) -> Any:
    """A connection with the key alone set, for the target of a copy. Raises StoreUnreadable without encryption."""
    raw = sqlcipher.connect(str(path), isolation_level=None, timeout=15, check_same_thread=False)
    raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    raw.execute(f"PRAGMA cipher_page_size = {PAGE}")
    if not raw.execute("PRAGMA cipher_version").fetchone():
        raw.close()
        raise StoreUnreadable(why="this SQLite does not encrypt")
    return raw


def sqlite_engine(path: Path, key: bytes) -> Engine:
    """Make an engine on the encrypted file at `path`; `key` is the raw 256-bit key."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, key),
        module=sqlcipher,
        poolclass=QueuePool,
        pool_use_lifo=True,  # the connection used last has the pages in its cache that are wanted next
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def postgres_engine(url: str) -> Engine:
    """Make an engine on the office's PostgreSQL at `url` (postgresql+psycopg://…)."""
    return create_engine(url, hide_parameters=True, pool_pre_ping=True)
