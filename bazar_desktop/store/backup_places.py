"""Whose a folder of backups is: nothing is written where the backups or the key file of somebody else may lie."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from bazar_desktop.domain import backups
from bazar_desktop.store import key_file, keys
from bazar_desktop.store.engine import connect_to_look
from bazar_desktop.store.faults import StoreForeign
from bazar_desktop.store.files import MachineError
from bazar_desktop.store.key_file import KeysDamaged, KeysTooNew, load

FOLDER = "cadangan"


class BackupPlaceTaken(MachineError):
    """The backups of another laptop or office lie in that folder. Fact: `folder`."""


class BackupPlaceUnclear(MachineError):
    """A key file lies in that folder that this program cannot read, and nothing there tells whose. Fact: `folder`."""


class SecondPlaceInside(MachineError):
    """The place of the second copies lies in the folder of the data, and would go with them. Fact: `folder`."""


def mark_in(path: Path) -> str:
    """Give the fingerprint of the key that the key file `path` guards; "" where that cannot be read."""
    try:
        return load(path).store
    except (KeysDamaged, KeysTooNew, OSError):
        return ""


def is_of_another(path: Path, mark: str) -> bool:
    """Whether the key file `path` guards another key than that of `mark`; an unreadable one does not tell."""
    return mark_in(path) not in ("", mark)


def require_own_place(folder: Path, key: bytes, *, is_own: bool = False) -> None:
    """Refuse a folder whose key file is not this store's: it would be lost, and the backups beside it thinned.

    A missing or unreadable key file says nothing; then the backups beside it tell, and `is_own` that it is the folder
    beside the store. Raises BackupPlaceTaken, BackupPlaceUnclear, OSError.
    """
    copy, mark = folder / keys.FILE_NAME, keys.fingerprint(key)
    if is_of_another(copy, mark):
        raise BackupPlaceTaken(folder=str(folder))
    if is_own or mark_in(copy) == mark or not folder.is_dir():
        return
    opened = [_opens(file, key) for file in folder.iterdir() if backups.made_at(file.name) is not None]
    if any(opened):
        return
    if False in opened:
        raise BackupPlaceTaken(folder=str(folder))
    if copy.exists():
        raise BackupPlaceUnclear(folder=str(folder))


def require_second_place(folder: Path, store: Path, key: bytes) -> None:
    """Refuse a place for second copies that is another's, or goes with the data in `store`.

    Raises SecondPlaceInside, and what `require_own_place` raises.
    """
    if folder.resolve().is_relative_to(store.resolve()):
        raise SecondPlaceInside(folder=str(folder))
    require_own_place(folder, key)


def is_of_others(backup: Path, key: bytes) -> bool:
    """Whether another key than `key` guards the file `backup`; one that is damaged does not tell."""
    return _opens(backup, key) is False


def _opens(backup: Path, key: bytes) -> bool | None:
    try:
        with closing(connect_to_look(backup, key, still=True)):
            return True
    except StoreForeign:
        return False
    except (MachineError, sqlcipher.Error, OSError):
        return None


def copy_key_file(store: Path, folder: Path, key: bytes) -> None:
    """Put a copy of the key file in the folder `store` beside the backups in `folder`, for its owner alone.

    One that does not guard `key` is not copied, and an unreadable one that lies there is set aside. Raises OSError.
    """
    source, copy, mark = store / keys.FILE_NAME, folder / keys.FILE_NAME, keys.fingerprint(key)
    if mark_in(source) != mark:
        return
    if copy.exists() and mark_in(copy) != mark:
        named = hashlib.sha256(copy.read_bytes()).hexdigest()[:8]
        copy.replace(copy.with_name(f"disisihkan_{named}_{copy.name}"))
    key_file.write(copy, source.read_bytes())
