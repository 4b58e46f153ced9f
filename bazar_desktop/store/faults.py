"""Faults of the store by their own names: what SQLite and the office's server report, told apart by their codes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError

from bazar_desktop.store.files import MachineError
from bazar_desktop.store.rights import may_be_written

FULL, READ_ONLY, BUSY, NOT_OPENED, IO, DAMAGED = (13,), (8,), (5, 6), (3, 14, 23), (10,), (11, 26)
NO_ROOM_TO_SHARE = 4874  # SQLITE_IOERR_SHMSIZE: the disk has no room for what connections share
LEAST_ROOM = 100_000  # bytes; below it nothing can be opened anew
FILE_MOVED = 1032  # SQLITE_READONLY_DBMOVED
NO_PASSWORD = ("password authentication failed", "no password supplied")
NO_ACCOUNT = ("role ", "no pg_hba.conf entry")
NO_DATABASE = "database "


class StoreUnreadable(MachineError):
    """The file is damaged: it is ours, and its pages are not as they were written. Nothing was changed."""


class StoreForeign(MachineError):
    """The file is no store of this key: another laptop's, another program's, or none at all. Nothing was changed."""


class StoreTooNew(MachineError):
    """The file was written by a newer program and is left untouched."""


class StoreFull(MachineError):
    """The disk has no room for what was to be saved; nothing changed."""


class StoreReadOnly(MachineError):
    """The folder or the file may only be read; nothing changed."""


class StoreLocked(MachineError):
    """Another program holds the file; nothing changed."""


class StoreNotOpened(MachineError):
    """The operating system does not let the file be opened; nothing changed."""


class StoreNotWritten(MachineError):
    """The disk refused to read or write; nothing changed."""


class StoreMoved(MachineError):
    """The file that was opened no longer lies in its place; nothing changed."""


class ServerUnreachable(MachineError):
    """No server answers at the address of the office's database."""


class ServerRefuses(MachineError):
    """The server does not take the account or its password."""


class ServerLacksDatabase(MachineError):
    """The server has no database of that name."""


class ServerStopped(MachineError):
    """The server ended the connection in the middle of the work; what was under way is not saved."""


class ServerOfOtherOffice(MachineError):
    """The database holds another store than the one that the key file guards. Nothing was changed."""


class ServerDatabaseEmpty(MachineError):
    """The database of that name holds no table, though the key file's office is to be in it. Nothing was changed."""


class ServerDatabaseForeign(MachineError):
    """The database of that name holds another program's tables. Nothing was changed."""


class ServerPartMissing(MachineError):
    """This program was installed without the part that speaks to a server."""


class DatabaseAddressWrong(MachineError):
    """What was given for the office's database is no address of a PostgreSQL server; it is not repeated, as it may
    hold a password."""


def fault_of_code(code: int | None, why: str, file: Path | None = None) -> MachineError | None:
    """Name the fault that SQLite's extended result `code` stands for; None where it is not the machine's."""
    if code is None:
        return None
    if code == FILE_MOVED:
        return StoreMoved(folder=str(file.parent) if file else "")
    if code == NO_ROOM_TO_SHARE or (code & 0xFF in IO and file is not None and has_no_room(file.parent)):
        return StoreFull(why=why)
    folder = str(file.parent) if file else ""
    if code & 0xFF in (*READ_ONLY, *NOT_OPENED):
        locked = code & 0xFF in READ_ONLY or (file is not None and may_only_be_read(file))
        if not locked and file is not None and has_no_room(file.parent):  # not even for an empty file
            return StoreFull(why=why)
        return StoreReadOnly(folder=folder) if locked else StoreNotOpened(folder=folder)
    named: tuple[tuple[tuple[int, ...], type[MachineError]], ...] = (
        (FULL, StoreFull),
        (BUSY, StoreLocked),
        (IO, StoreNotWritten),
        (DAMAGED, StoreUnreadable),
    )
    return next((cls(why=why) for codes, cls in named if code & 0xFF in codes), None)


def has_no_room(folder: Path) -> bool:
    """Whether the disk of `folder` is full: what SQLite keeps beside a store fails then in ways of its own."""
    try:
        return shutil.disk_usage(folder).free < LEAST_ROOM
    except OSError:
        return False


def may_only_be_read(file: Path) -> bool:
    """Whether `file`, or the folder that its log has to be made in, cannot be written."""
    return file.parent.is_dir() and (
        not may_be_written(file.parent) or (file.exists() and not may_be_written(file))
    )


def fault_of_server(error: DBAPIError) -> MachineError | None:
    """Name what the office's server or the way to it did; None where the statement itself was refused.

    Before a connection stands libpq gives words and no code, so these are read; the server writes them in English
    unless its `lc_messages` says otherwise, and what is not recognized counts as unreachable.
    """
    why, state = str(error.orig), getattr(error.orig, "sqlstate", None)
    if error.statement is None and state is None and type(error.orig).__name__ == "ProgrammingError":
        return DatabaseAddressWrong()
    if type(error.orig).__name__ in ("OperationalError", "InterfaceError") and state is None:
        if error.connection_invalidated:
            return ServerStopped()
        if any(words in why for words in NO_PASSWORD) or any(
            f"FATAL:  {words}" in why for words in NO_ACCOUNT
        ):
            return ServerRefuses()
        return ServerLacksDatabase() if f"FATAL:  {NO_DATABASE}" in why else ServerUnreachable()
    if error.connection_invalidated or (state or "").startswith(("57P", "08")):
        return ServerStopped()
    return StoreFull(why=state) if state == "53100" else None


@contextmanager
def machine_faults_named(file: Path | None = None) -> Iterator[None]:
    """Turn the driver's errors that are the machine's fault into named ones; others pass."""
    try:
        yield
    except sqlcipher.Error as error:
        named = fault_of_code(getattr(error, "sqlite_errorcode", None), str(error), file)
        if named is None:
            raise
        raise named from error
    except DBAPIError as error:
        code = getattr(error.orig, "sqlite_errorcode", None)
        of_server = type(error.orig).__module__.startswith("psycopg")
        named = fault_of_server(error) if of_server else fault_of_code(code, str(error.orig), file)
        if named is None:
            raise
        raise named from error
