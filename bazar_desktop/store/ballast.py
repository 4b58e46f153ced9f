"""The ballast: a file of nothing beside the store, to be let go on a full disk so that the day can be finished."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from bazar_desktop.work_log import note

FILE = "ruang-cadangan.bin"
SIZE = 48_000_000  # bytes: a full write-ahead log (32 MB) and the papers of a day
ROOM = 1_000_000_000  # bytes that must be free before it is laid down, or laid down again


def has_ballast(folder: Path) -> bool:
    """Whether there is room to let go in `folder`."""
    return (folder / FILE).exists()


def lay_ballast(folder: Path) -> bool:
    """Lay the ballast down in `folder` where there is plenty of room and none yet; whether it lies there now.

    The room is asked of the file system and not written, which takes milliseconds. A disk that refuses it keeps nobody
    from work.
    """
    if has_ballast(folder):
        return True
    part = folder / f".{FILE}.{os.getpid()}.part"
    try:
        if shutil.disk_usage(folder).free < ROOM:
            return False
        with part.open("wb") as stream:
            _reserve(stream)
        part.replace(folder / FILE)
    except OSError:
        note("ballast not laid")
        return False
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return True


def _reserve(stream: BinaryIO) -> None:
    if sys.platform == "win32":
        stream.truncate(SIZE)  # NTFS gives a file that is no sparse one its room at once
    elif sys.platform == "darwin":
        stream.write(bytes(SIZE))
    else:
        os.posix_fallocate(stream.fileno(), 0, SIZE)


def has_room_to_copy(file: Path) -> bool:
    """Whether a copy of `file` beside it leaves the day its room: the ballast, or as much as it held.

    What nobody asked for (a backup that is due) may not eat the room that a person freed to finish the day.
    """
    try:
        return has_ballast(file.parent) or shutil.disk_usage(file.parent).free >= file.stat().st_size + SIZE
    except OSError:
        return True  # what is wrong with the file or its folder, the copy itself says


def free_ballast(folder: Path) -> int:
    """Let the ballast go; returns how many bytes that gave."""
    try:
        size = (folder / FILE).stat().st_size
        (folder / FILE).unlink()
    except FileNotFoundError:
        return 0
    return size
