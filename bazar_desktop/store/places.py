"""What kind of place a folder is: a store wants the laptop's own disk, where locks hold and it may be written."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

from bazar_desktop.store.rights import may_be_written

SYNCED = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "icloud",
    "iclouddrive",
    "nextcloud",
    "owncloud",
    "mega",
    "megasync",
)
"""Programs that copy a folder elsewhere while it is written, as their folders are called."""
_REMOTE_DRIVE = 4  # DRIVE_REMOTE
_REMOTE_SYSTEMS = ("cifs", "davfs", "fuse.sshfs", "nfs", "nfs4", "smb3")


def synced_by(folder: Path) -> str:
    """Name the program that keeps copying `folder` elsewhere; "" where none is known to."""
    parts = [part.casefold() for part in folder.absolute().parts]
    return next((name for name in SYNCED if any(_is_called(part, name) for part in parts)), "")


def _is_called(part: str, name: str) -> bool:
    """Whether a folder has this name, or begins with it as a word: Megawati's folder is her own."""
    return part.startswith(name) and not part[len(name) :][:1].isalnum()


def is_remote(folder: Path) -> bool:
    """Whether `folder` lies on another machine, reached by the network."""
    if sys.platform == "win32":
        drive = folder.absolute().drive
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE_DRIVE
    return _system_of(folder.absolute()) in _REMOTE_SYSTEMS


def is_read_only(folder: Path) -> bool:
    """Whether the existing `folder` can be read and not written, by its rights or its disk."""
    return folder.is_dir() and not may_be_written(folder)


def _system_of(folder: Path) -> str:
    """The file system that `folder` lies on, as Linux tells of its mounts; "" where it tells nothing."""
    try:
        mounts = [line.split() for line in Path("/proc/mounts").read_text("utf-8").splitlines()]
    except OSError:
        return ""
    over = [(place, kind) for _device, place, kind, *_more in mounts if folder.is_relative_to(place)]
    return max(over, key=lambda mount: len(mount[0]), default=("", ""))[1]
