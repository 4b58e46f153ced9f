"""One window a store: the second start says so instead of opening the file twice."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLockFile

from bazar_desktop.domain.errors import BazarError


class StoreInUse(BazarError):
    """Another window of this program has the store open."""


def lock_store(folder: Path) -> QLockFile:
    """Hold the store in `folder` for this window, until the lock is dropped or the program ends, however it ends.

    Raises StoreInUse.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(folder / "jendela.lock"))
    lock.setStaleLockTime(0)
    if not lock.tryLock(50):
        raise StoreInUse()
    return lock
