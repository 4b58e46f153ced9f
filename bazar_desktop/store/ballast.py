"""The ballast: a file of nothing beside the store, to be let go on a full disk so that the day can be finished."""

from __future__ import annotations

import shutil
from pathlib import Path

from bazar_desktop.store.files import write_whole

FILE = "ruang-cadangan.bin"
SIZE = 48_000_000  # bytes: a full write-ahead log (32 MB) and the papers of a day
ROOM = 1_000_000_000  # bytes that must be free before it is laid down, or laid down again


def has_ballast(folder: Path) -> bool:
    """Whether there is room to let go in `folder`."""
    return (folder / FILE).exists()


def lay_ballast(folder: Path) -> bool:
    """Lay the ballast down in `folder` where there is plenty of room and none yet; whether it lies there now."""
    if not has_ballast(folder):
        if shutil.disk_usage(folder).free < ROOM:
            return False
        write_whole(folder / FILE, bytes(SIZE))
    return True


def free_ballast(folder: Path) -> int:
    """Let the ballast go; returns how many bytes that gave."""
    try:
        size = (folder / FILE).stat().st_size
        (folder / FILE).unlink()
    except FileNotFoundError:
        return 0
    return size
