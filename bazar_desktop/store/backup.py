"""Backups of the encrypted file: made by SQLite's own copying, opened and checked before they take their name.

A plain copy of a file in use is stale or broken. A backup holds the same key as the store, so a copy of the key file
lies beside the backups; without this laptop's secret or the office's key neither opens.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.orm import Session

from bazar_desktop.domain import backups
from bazar_desktop.domain.journal.changes import GENESIS
from bazar_desktop.store.actions import action
from bazar_desktop.store.backup_places import (
    FOLDER as FOLDER,
    copy_key_file,
    is_of_others,
    require_own_place,
)
from bazar_desktop.store.engine import connect, open_raw
from bazar_desktop.store.faults import DAMAGED, StoreUnreadable
from bazar_desktop.store.files import DiskFull, MachineError, OutputFailed, put_in_place, reason_of
from bazar_desktop.store.own_facts import get_fact, set_fact

Report = Callable[[int, int, str], object]
SHARES = 1_000_000  # a report of so many moves a bar and counts nothing that a person knows
SECOND = "backup_second"  # store fact: the folder of the second copies, "" for none
PAGES_AT_ONCE = 2_000  # 8 MB between two reports; one that raises stops the copying
_FULL = 13  # SQLITE_FULL


class BackupBroken(MachineError):
    """A copy was made and does not hold what the store holds; it was thrown away. Facts: `folder`, `reason`."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file, or a store that was set aside when a backup took its place. `made_at` is read from its name."""

    path: Path
    made_at: datetime
    size: int
    is_aside: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """What a store's file was found to hold: rows by table, and its own chain's end."""

    rows: dict[str, int]
    origin: str
    seq: int
    hash: str


def make_backup(file: Path, key: bytes, folder: Path, at: datetime, report: Report | None = None) -> Backup:
    """Copy the open store `file` into `folder` under a name with the time, checked before it takes that name.

    Raises BackupPlaceTaken, BackupPlaceUnclear, DiskFull, OutputFailed, BackupBroken, StoreUnreadable for a damaged
    store; whatever `report` raises stops it
    and leaves no file.
    """
    target = folder / backups.backup_name(at)
    part = folder / f".{target.name}.part"
    try:
        folder.mkdir(exist_ok=True)
        require_own_place(folder, key, is_own=folder == file.parent / FOLDER)
        with closing(connect(file, key)) as source:
            _copy(source, part, key, report)
            content, wanted = _checked(part, file, key, folder), _content(source)
        if content.seq > wanted.seq or (content.origin, content.rows.keys()) != (
            wanted.origin,
            wanted.rows.keys(),
        ):
            raise BackupBroken(folder=str(folder), reason="differs from the store")
        take_name(part, target)
        copy_key_file(file.parent, folder, key)
    except sqlcipher.Error as error:
        raise backup_fault(error, target) from error
    except OSError as error:
        raise OutputFailed(file=target.name, folder=str(folder), reason=reason_of(error)) from error
    finally:
        forget_part(part)
    return Backup(target, at, target.stat().st_size)


def _checked(part: Path, file: Path, key: bytes, folder: Path) -> Content:
    try:
        return check(part, key)
    except StoreUnreadable as error:
        check(file, key)  # a page that is damaged in the store is copied as it is
        raise BackupBroken(folder=str(folder), reason=str(error)) from error


def _copy(source: Any, part: Path, key: bytes, report: Report | None) -> None:
    part.unlink(missing_ok=True)

    def progress(_status: int, remaining: int, total: int) -> None:
        if report is not None and total:  # nothing was copied where the first page failed already
            report(SHARES * (total - remaining) // total, SHARES, "")

    with closing(open_raw(part, key)) as target:
        source.backup(target, pages=PAGES_AT_ONCE, progress=progress)


def check(file: Path, key: bytes) -> Content:
    """Open `file`, read every page's seal and every index, count. Raises StoreUnreadable for anything amiss."""
    try:
        with closing(connect(file, key)) as raw:
            broken = raw.execute("PRAGMA cipher_integrity_check").fetchall()
            sound = raw.execute("PRAGMA integrity_check").fetchall()
            if broken or sound != [("ok",)]:
                raise StoreUnreadable(why="the check of its pages failed")
            return _content(raw)
    except sqlcipher.Error as error:
        raise StoreUnreadable(why=str(error)) from error


def _content(raw: Any) -> Content:
    names = raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'vendor_search%' ORDER BY name"
    ).fetchall()
    rows = {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}  # noqa: S608
    origin = raw.execute("SELECT value FROM store_fact WHERE key = 'origin'").fetchone()
    if origin is None:
        raise StoreUnreadable(why="it is no store")
    end = raw.execute("SELECT seq, hash FROM chain WHERE origin = ?", origin).fetchone()
    return Content(rows, origin[0], *(end or (0, GENESIS)))


def take_name(part: Path, target: Path) -> None:
    """Put the closed file `part` in the place of `target`, on the disk when this returns."""
    with part.open("rb+") as stream:
        stream.flush()
        os.fsync(stream.fileno())
    put_in_place(part, target)


def backup_fault(error: sqlcipher.Error, target: Path) -> MachineError:
    """Name what stopped the copying to `target`: that a page of the store is damaged, or what its disk refused."""
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGED:
        return StoreUnreadable(why=str(error))
    facts = {"file": target.name, "folder": str(target.parent)}
    if getattr(error, "sqlite_errorcode", None) == _FULL or "is full" in str(error):
        return DiskFull(**facts)
    return OutputFailed(**facts, reason=str(error))


def forget_part(part: Path) -> None:
    """Delete an unfinished file and what SQLite left beside it."""
    for end in ("", "-wal", "-shm", "-journal"):
        try:
            part.with_name(part.name + end).unlink(missing_ok=True)
        except OSError:
            return  # a stick that is gone; the first error says so already


def list_backups(folder: Path) -> list[Backup]:
    """List the backups in `folder`, the latest first; none where the folder is missing or its stick is pulled."""
    return _listed(folder, backups.made_at, is_aside=False)


def list_set_aside(folder: Path) -> list[Backup]:
    """List the stores in `folder` that were set aside when a backup took their place, the latest first."""
    return _listed(folder, backups.set_aside_at, is_aside=True)


def _listed(folder: Path, time_of: Callable[[str], datetime | None], *, is_aside: bool) -> list[Backup]:
    try:
        files = sorted(folder.iterdir())
        found = [(file, time_of(file.name)) for file in files]
        return sorted(
            (Backup(file, at, file.stat().st_size, is_aside) for file, at in found if at is not None),
            key=lambda item: item.made_at,
            reverse=True,
        )
    except OSError:
        return []


def thin(folder: Path, now: datetime, key: bytes) -> list[Path]:
    """Delete the backups in `folder` that `domain.backups.kept` lets go; returns them.

    Those that another key than `key` guards are somebody else's and stay. What a backup that was killed half-way left
    behind goes after a day. What cannot be deleted is left for another time: tidying never fails the work.
    """
    found = [backup for backup in list_backups(folder) if not is_of_others(backup.path, key)]
    stay = backups.kept([backup.made_at for backup in found], now)
    gone = [backup.path for backup in found if backup.made_at not in stay]
    for path in _left_overs(folder, now):
        _deleted(path)
    return [path for path in gone if _deleted(path)]


def _deleted(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _left_overs(folder: Path, now: datetime) -> list[Path]:
    try:
        return [path for path in folder.glob(".cadangan_*.part*") if _is_left_over(path, now)]
    except OSError:
        return []


def let_go_of_set_aside(folder: Path, now: datetime) -> None:
    """Delete what was set aside longer ago than any backup is kept: what was erased from the store leaves it too.

    `now` is the journal's time: a clock that runs ahead deletes nothing.
    """
    times = [backup.made_at for backup in list_backups(folder)]
    for old in list_set_aside(folder):
        if backups.is_outlived(old.made_at, times, now):
            forget_part(old.path)


def time_of_setting_aside(folder: Path, at: datetime) -> datetime:
    """Give a time that no store set aside in `folder` is named for, and no earlier than the last backup there.

    A clock that runs behind would make what was set aside just now look old.
    """
    taken = {old.made_at for old in list_set_aside(folder)}
    free = max([at.replace(microsecond=0), *(backup.made_at for backup in list_backups(folder))])
    while free in taken:
        free += timedelta(seconds=1)
    return free


def _is_left_over(part: Path, now: datetime) -> bool:
    began = backups.made_at(part.name.removeprefix(".").partition(".part")[0])
    return began is not None and now - began > timedelta(days=1)


def second_place(session: Session) -> Path | None:
    """Give the folder that gets a second copy of each backup; None where nobody chose one."""
    text = get_fact(session, SECOND, "")
    return Path(text) if text else None


@action("backup.second")
def put_second_place(session: Session, folder: Path | None) -> None:
    """Choose the folder of the second copies; it is this laptop's own business and travels nowhere."""
    set_fact(session, SECOND, str(folder) if folder else "")
