"""Opening the database: an encrypted SQLite file, or the office's PostgreSQL. The settings are read back."""

from __future__ import annotations

import operator
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from bazar_desktop.store.damage import PAGE, fault_of_pages, log_of, readable_log, require_whole
from bazar_desktop.store.faults import (
    DatabaseAddressWrong,
    ServerPartMissing,
    StoreFull,
    StoreMoved,
    StoreUnreadable,
    fault_of_code,
)
from bazar_desktop.work_log import cipher_log

MINIMUM_SQLITE = (3, 51, 3)  # before it a WAL reset could lose acknowledged pages
_LOGGED: list[Path] = []  # where SQLCipher's own lines go
WAIT = 15  # seconds for another connection that writes
READS_ALONE = "reads_alone"  # a connection's mark: it was made on a full disk
SHARED = 32_768  # bytes, the least that connections share beside a store's file
ANSWER_WAIT = 10  # seconds for a server that may not be there
POSTGRES = (
    "postgresql+psycopg",
    "postgresql",
    "postgres",
)  # as people write the address of the office's server
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


def connect(path: Path, key: bytes) -> Any:
    """Open a raw connection to the encrypted file at `path`, its settings set and read back.

    Raises StoreUnreadable or StoreForeign where the key does not open it, StoreUnreadable where encryption or
    durability is not in force, and the fault by its name where the machine refuses.
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
    except sqlcipher.Error as error:
        raw.close()
        raise named(error, path, key) from error
    except StoreUnreadable:
        raw.close()
        raise
    return raw


def named(error: sqlcipher.Error, path: Path, key: bytes) -> Exception:
    """Give the fault of the machine that SQLite's `error` at the file stands for, or the error itself."""
    fault = fault_of_code(getattr(error, "sqlite_errorcode", None), str(error), path)
    if isinstance(fault, StoreUnreadable):
        _log_errors(anew=True)
        return fault_of_pages(path, key) or fault
    return fault or error


def open_raw(path: Path, key: bytes) -> Any:
    """A connection with the key alone set, for the target of a copy.

    Raises StoreUnreadable without encryption, and the fault by its name where the file cannot be opened.
    """
    try:
        raw = sqlcipher.connect(str(path), isolation_level=None, timeout=WAIT, check_same_thread=False)
    except sqlcipher.Error as error:
        raise named(error, path, key) from error
    _set_key(raw, key)
    return raw


def _log_errors(*, anew: bool = False) -> None:
    """Send SQLCipher's own lines to the log; it is one for the whole process, so the first connection does it.

    `anew` opens the file once more, which writes down what SQLCipher still held back.
    """
    if anew == bool(_LOGGED) and (file := cipher_log()) is not None:
        _LOGGED.append(file)
        with closing(sqlcipher.connect(":memory:")) as raw:
            raw.execute("PRAGMA cipher_log = '{}'".format(str(file).replace("'", "''"))).fetchall()


def _set_key(raw: Any, key: bytes) -> None:
    _log_errors()
    raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    raw.execute(f"PRAGMA cipher_page_size = {PAGE}")
    if not raw.execute("PRAGMA cipher_version").fetchone():
        raw.close()
        raise StoreUnreadable(why="this SQLite does not encrypt")


def connect_to_look(path: Path, key: bytes, *, still: bool = False) -> Any:
    """Open the file for reading alone: nothing of it changes, and the log stays where it is when it is closed.

    `still`: nobody writes the file and no log belongs to it, so that it may lie where nothing can be written.
    Raises StoreUnreadable or StoreForeign where the key does not open it, and other faults by their names.
    """
    way = "immutable=1" if still else "mode=ro"
    raw: Any = None
    try:
        raw = sqlcipher.connect(
            f"{path.absolute().as_uri()}?{way}",
            uri=True,
            isolation_level=None,
            timeout=WAIT,
            check_same_thread=False,
        )
        _set_key(raw, key)
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.Error as error:
        if raw is not None:
            raw.close()
        raise named(error, path, key) from error
    return raw


def require_sound_ends(path: Path, key: bytes) -> None:
    """Refuse a file that is empty or cut short, or whose log no longer gives what was entered last; quick at any size.

    To be asked before anything is written. Raises StoreUnreadable, LogDamaged, and what `connect_to_look` raises.
    """
    if not path.stat().st_size:
        raise StoreUnreadable(why="it is empty")
    log = log_of(path)
    try:
        raw = connect_to_look(path, key)
    except StoreFull:
        raw = _connect_on_full_disk(path, key)
    try:
        frames = raw.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()[1]
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        require_whole(path, log, frames=max(frames, 0), pages=pages)
    except sqlcipher.Error as error:
        raise named(error, path, key) from error
    finally:
        raw.close()


def _connect_on_full_disk(path: Path, key: bytes) -> Any:
    """Open the file for reading where the disk has no room for what connections share, as nobody else has it open.

    Entries that stand in the log alone are moved into the file first: reading without them would show a store that
    was. Raises StoreFull where there is no room for that either, LogDamaged, StoreUnreadable.
    """
    shared = path.with_name(f"{path.name}-shm")
    is_shared = (
        shared.exists() and shared.stat().st_size >= SHARED
    )  # less is what a try on a full disk leaves
    if is_shared:
        raise StoreFull(why="no room to share the log")
    if (log := log_of(path)) is not None:
        frames, pages = readable_log(path)
        require_whole(path, log, frames=frames, pages=pages)
        _move_log(path, key)
    return connect_to_look(path, key, still=True)


def _move_log(path: Path, key: bytes) -> None:
    """Move a sound log into its file without anything that connections share, as one that is alone may.

    Its pages nearly always have their place in the file already. Where they do not fit, the log stays as it is.
    Raises StoreFull.
    """
    raw = open_raw(path, key)
    try:
        raw.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        raw.execute("PRAGMA synchronous = FULL").fetchall()
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlcipher.Error as error:
        raise StoreFull(why=f"the log was not moved: {error}") from error
    finally:
        raw.close()
    if log_of(path) is not None:
        raise StoreFull(why="no room to move the log")


def _connect_or_look(path: Path, key: bytes, alone: list[Any]) -> Any:
    """Open the file, for reading alone where a full disk leaves nothing else: then it is put into `alone` too."""
    try:
        return connect(path, key)
    except StoreFull:
        alone.append(_connect_on_full_disk(path, key))
        return alone[-1]


def sqlite_engine(path: Path, key: bytes) -> Engine:
    """Make an engine on the encrypted file at `path`; `key` is the raw 256-bit key.

    On a full disk it gives connections that read alone, each for one session: the next one tries again.
    """
    opened: list[tuple[int, int]] = []  # which file the first connection found in this place
    alone: list[Any] = []  # connections just made that only read

    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        if writes and _place(path) not in opened:
            raise StoreMoved(folder=str(path.parent))
        if writes and connection.info.get(READS_ALONE):
            raise StoreFull(why="opened for reading on a full disk")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    def creator() -> Any:
        if opened and _place(path) not in opened:  # a file that is gone would be made anew, empty
            raise StoreMoved(folder=str(path.parent))
        if opened and not path.stat().st_size:
            raise StoreUnreadable(why="it is empty")
        raw = _connect_or_look(path, key, alone)
        if not opened:
            opened.append(_place(path))
        return raw

    engine = create_engine(
        "sqlite://",
        creator=creator,
        module=sqlcipher,
        poolclass=QueuePool,
        pool_use_lifo=True,  # the connection used last has the pages in its cache that are wanted next
        hide_parameters=True,
    )
    event.listen(engine, "begin", begin)
    _keep_for_one_session(engine, alone)
    return engine


def _keep_for_one_session(engine: Engine, alone: list[Any]) -> None:
    """Mark the connections in `alone`, which only read, and give none of them out a second time."""

    def connected(raw: Any, record: ConnectionPoolEntry) -> None:
        if raw in alone:
            alone.remove(raw)
            record.info[READS_ALONE] = True

    def returned(_raw: Any, record: ConnectionPoolEntry) -> None:
        if record.info.get(READS_ALONE):
            record.invalidate()

    event.listen(engine, "connect", connected)
    event.listen(engine, "checkin", returned)


def _place(path: Path) -> tuple[int, int]:
    """Which file lies at `path`; a file that is gone is none."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return stat.st_dev, stat.st_ino


def postgres_engine(url: str) -> Engine:
    """Make an engine on the office's PostgreSQL at `url` (postgresql+psycopg://…).

    Raises DatabaseAddressWrong, ServerPartMissing.
    """
    try:
        address = make_url(url)
        if address.drivername not in POSTGRES:
            raise DatabaseAddressWrong()
        address = address.set(drivername=POSTGRES[0])
        wait = {} if "connect_timeout" in address.query else {"connect_timeout": ANSWER_WAIT}
        engine = create_engine(address, hide_parameters=True, pool_pre_ping=True, connect_args=wait)
        _words, connecting = engine.dialect.create_connect_args(address)
        str(connecting.get("host", "")).encode("idna")
    except ImportError:
        raise ServerPartMissing() from None
    except (ArgumentError, ValueError):  # UnicodeError, of a host that cannot be one, is a ValueError
        raise DatabaseAddressWrong() from None
    return engine
