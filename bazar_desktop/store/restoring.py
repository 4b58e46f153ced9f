"""A backup takes the store's place as a new life of it, whatever became of the file; what was there can come back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from bazar_desktop.domain import backups
from bazar_desktop.store import keys
from bazar_desktop.store.backup import (
    FOLDER,
    Content,
    backup_fault,
    check,
    forget_part,
    make_backup,
    take_name,
    time_of_setting_aside,
)
from bazar_desktop.store.backup_places import is_of_another
from bazar_desktop.store.creating import new_origin
from bazar_desktop.store.engine import connect, connect_to_look, open_raw, require_sound_ends
from bazar_desktop.store.faults import BUSY, StoreForeign, StoreLocked, StoreUnreadable
from bazar_desktop.store.files import NO_ROOM, DiskFull, MachineError, reason_of, write_whole
from bazar_desktop.store.holds import StoreBusy, hold_alone, require_not_elsewhere
from bazar_desktop.store.key_file import KeysDamaged, load
from bazar_desktop.store.rights import folder_beside

ENDS = ("", "-wal", "-shm")  # a store's file and what SQLite keeps beside it


class BackupUnusable(MachineError):
    """The file is no sound backup that this store's key opens. Fact: `file`."""


class BackupUnreadable(BackupUnusable):
    """The disk or the rights of the file kept it from being read; it may be sound. Facts: `file`, `reason`."""


class BackupMissing(MachineError):
    """No file lies where the backup was said to be. Facts: `file`, `folder` of the store's own backups."""


class NoKeyBackup(MachineError):
    """No sound copy of the key file lies in the folder. Fact: `folder`."""


class KeyCopyUnusable(MachineError):
    """The file that was chosen as a copy of the key file is none, or not whole. Fact: `file`."""


class KeyCopyForeign(MachineError):
    """The file that was chosen as a copy of the key file is of other data than the backups here. Fact: `file`."""


@dataclass(frozen=True, slots=True)
class Restored:
    """The new life of a restored store, and the last change (origin, seq, hash) that the backup still knew."""

    origin: str
    last_origin: str
    last_seq: int
    last_hash: str


@dataclass(frozen=True, slots=True)
class Insight:
    """What a store's file holds: changes of all chains, the journal's clock, the days that are sealed; `is_sound`: all
    its pages were read and bear their seals."""

    changes: int
    clock: str
    sealed: tuple[tuple[str, str], ...]
    is_sound: bool


def look_into(file: Path, key: bytes) -> Insight | None:
    """Read what the closed or open `file` holds without changing it; None where it cannot be read.

    A file with a log beside it is read with that log.
    """
    try:
        with _file_to_look(file) as (path, still), closing(connect_to_look(path, key, still=still)) as raw:
            insight = _insight(raw, is_sound=False)
            broken = raw.execute("PRAGMA cipher_integrity_check").fetchall()
            whole = not broken and raw.execute("PRAGMA quick_check").fetchall() == [("ok",)]
            return Insight(insight.changes, insight.clock, insight.sealed, whole)
    except (MachineError, sqlcipher.Error, OSError, TypeError):
        return None


@contextmanager
def _file_to_look(file: Path) -> Iterator[tuple[Path, bool]]:
    """What to open for `file`, and whether nobody writes it: of a store set aside a copy, whose log may be played."""
    if backups.set_aside_at(file.name) is None:
        yield file, backups.made_at(file.name) is not None
        return
    with folder_beside(file) as folder:
        copy = folder / file.name
        for end in ENDS[:2]:
            if file.with_name(file.name + end).exists():
                shutil.copyfile(file.with_name(file.name + end), copy.with_name(copy.name + end))
        yield copy, False


def _insight(raw: Any, *, is_sound: bool) -> Insight:
    changes = raw.execute("SELECT coalesce(sum(seq), 0) FROM chain").fetchone()[0]
    clock = raw.execute("SELECT value FROM store_fact WHERE key = 'clock'").fetchone()[0]
    sealed = raw.execute("SELECT DISTINCT bazaar_id, day FROM day_close ORDER BY day, bazaar_id").fetchall()
    return Insight(changes, clock, tuple((str(bazaar), str(day)) for bazaar, day in sealed), is_sound)


def facts_of_place(file: Path, key: bytes, names: Collection[str]) -> dict[str, str] | None:
    """Read what the store in `file` knows of its place under `names`, as `look_into` reads; None where it cannot."""
    try:
        with _file_to_look(file) as (path, still), closing(connect_to_look(path, key, still=still)) as raw:
            rows = raw.execute("SELECT key, value FROM store_fact").fetchall()
    except (MachineError, sqlcipher.Error, OSError):
        return None
    return {name: value for name, value in rows if name in names}


def is_foreign(file: Path, key: bytes) -> bool:
    """Whether `file` opens with another key than this store's, or is none of ours at all: it is not ours that broke."""
    try:
        with _file_to_look(file) as (path, still), closing(connect_to_look(path, key, still=still)):
            return False
    except StoreForeign:
        return True
    except (MachineError, sqlcipher.Error, OSError):
        return False


def restore(
    file: Path, key: bytes, backup: Path, at: datetime, of_place: Mapping[str, str] | None = None
) -> Restored:
    """Put `backup` in place of the store `file` as a new life of the store, with nobody else in it.

    `backup` may be one that was made, a store that was set aside, or `file` itself as far as it can be read. `of_place`
    are facts of the place that no backup turns back. What was there becomes a backup itself, or is set aside among the
    backups where it is damaged. The new origin names the last change the backup knew, so that the office can tell what
    was lost from what is sent again. Raises BackupUnusable, StoreBusy, OpenElsewhere, and what `make_backup` raises;
    then the store is as it was.
    """
    new = file.with_name(f".{file.name}.part")
    require_not_elsewhere(file.parent)
    alone = hold_alone(file.parent)
    try:
        _fetch(backup, new)
        try:
            known = check(new, key)
        except (StoreUnreadable, StoreForeign) as error:
            raise BackupUnusable(file=backup.name) from error
        restored = _begin_new_life(new, key, known, at, of_place or {})
        _keep_old(file, key, at)
        take_name(new, file)
    except sqlcipher.Error as error:
        raise backup_fault(error, file) from error
    finally:
        forget_part(new)
        alone.release()
    return restored


def _fetch(backup: Path, new: Path) -> None:
    """Copy `backup`, which may lie on a stick that cannot be written, and the log beside it to `new`."""
    forget_part(new)
    try:
        shutil.copyfile(backup, new)
        log = backup.with_name(f"{backup.name}-wal")
        if log.exists():
            shutil.copyfile(log, new.with_name(f"{new.name}-wal"))
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull(file=backup.name, folder=str(new.parent)) from error
        if isinstance(error, IsADirectoryError):
            raise BackupUnusable(file=backup.name) from error
        raise BackupUnreadable(file=backup.name, reason=reason_of(error)) from error


def _begin_new_life(
    new: Path, key: bytes, known: Content, at: datetime, of_place: Mapping[str, str]
) -> Restored:
    origin = new_origin()
    note = {
        "origin": known.origin,
        "seq": known.seq,
        "hash": known.hash,
        "at": at.isoformat(timespec="seconds"),
    }
    with closing(connect(new, key)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        facts = {**of_place, "origin": origin, "restored_from": json.dumps(note)}
        raw.executemany("INSERT OR REPLACE INTO store_fact (key, value) VALUES (?, ?)", list(facts.items()))
        raw.execute("COMMIT")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return Restored(origin, known.origin, known.seq, known.hash)


def _keep_old(file: Path, key: bytes, at: datetime) -> None:
    """Make a backup of what is there; where it is damaged or its log is, set it aside as it lies."""
    if file.exists():
        try:
            require_sound_ends(file, key)
            _require_nobody(file, key)
            make_backup(file, key, file.parent / FOLDER, at)
        except StoreLocked:
            raise StoreBusy() from None
        except MachineError:
            _set_aside(file, at)
    for end in ENDS[1:]:  # no log of another life is ever played into the new file
        file.with_name(file.name + end).unlink(missing_ok=True)


def _require_nobody(file: Path, key: bytes) -> None:
    """Refuse where a program that knows nothing of our locks has the file open: SQLite keeps its own on it.

    Raises StoreBusy.
    """
    with closing(open_raw(file, key)) as raw:
        raw.execute("PRAGMA busy_timeout = 0").fetchall()
        raw.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        try:
            raw.execute("BEGIN EXCLUSIVE")
            raw.execute("ROLLBACK")
        except sqlcipher.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in BUSY:
                raise StoreBusy() from error
            raise


def _set_aside(file: Path, at: datetime) -> None:
    """Rename the old store with its log: it takes no room, and the list of backups shows it."""
    folder = file.parent / FOLDER
    folder.mkdir(exist_ok=True)
    at = time_of_setting_aside(folder, at)
    for end in ("-shm", "-wal", ""):
        old = file.with_name(file.name + end)
        if old.exists():
            old.replace(folder / f"{backups.aside_name(at)}{end}")


def key_copy(folder: Path) -> Path:
    """Find the copy of the key file that lies beside the backups in `folder`. Raises NoKeyBackup, KeysTooNew."""
    copy = folder / keys.FILE_NAME
    try:
        keys.officers(copy)
    except KeysDamaged:
        raise NoKeyBackup(folder=str(folder)) from None
    return copy


def _is_of(copy: Path, folder: Path) -> bool:
    """Whether the key file `copy` opens what the backups in `folder` hold: it is of the same key as the one there."""
    try:
        return load(copy).store == load(key_copy(folder)).store
    except (NoKeyBackup, KeysDamaged):
        return False


def _set_keys_aside(path: Path, at: datetime) -> None:
    name = backups.aside_name(at).removesuffix(backups.SUFFIX)
    path.replace(path.with_name(f"{name}_{path.name}"))


def bring_back_keys(path: Path, copy: Path, at: datetime) -> None:
    """Put `copy` in the place of the key file `path`; a damaged one is set aside beside it.

    So is a foreign one, where `copy` is of the key of the backups here. Raises KeyCopyUnusable, KeysTooNew for the
    copy, KeyCopyForeign where the backups here tell, KeysExist where another sound key file stands there, DiskFull,
    OutputFailed.
    """
    try:
        mark = load(copy).store
    except KeysDamaged:
        raise KeyCopyUnusable(file=copy.name) from None
    if is_of_another(path.parent / FOLDER / keys.FILE_NAME, mark):
        raise KeyCopyForeign(file=copy.name)
    if path.exists():
        try:
            keys.officers(path)
        except KeysDamaged:
            _set_keys_aside(path, at)
        else:
            if load(path).store == load(copy).store or not _is_of(copy, path.parent / FOLDER):
                raise keys.KeysExist()
            _set_keys_aside(path, at)
    write_whole(path, copy.read_bytes())
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)
