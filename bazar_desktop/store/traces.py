"""What shows that a store stood in a folder, where its key file is gone: then nothing is begun anew there."""

from __future__ import annotations

from pathlib import Path

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.store import keys
from bazar_desktop.store.backup import FOLDER, list_backups
from bazar_desktop.store.files import MachineError, write_whole
from bazar_desktop.work_log import note

STORE_FILE = "bazar.db"
SERVED = "di-server"  # lies in the folder of an office whose data are on a server; its address stands nowhere
UNFINISHED = (
    "belum-selesai"  # lies beside a store from before its key file is made until its first facts stand
)
ON_SERVER, HERE = b"server", b"di sini"  # what the note says: where the store's rows are being written


class OfficeUnfinished(BazarError):
    """The making of an office on a server was cut off here; its key file waits for the making to be repeated.

    Fact: `folder`.
    """


class KeyFileMissing(MachineError):
    """Data are here and the key file that opens them is not: nothing new may take their place. Fact: `folder`."""


class KeyAndDataMissing(KeyFileMissing):
    """Key file and data are gone, and backups are here. Facts: `folder`, `count`."""


class KeyLeftInBackups(KeyFileMissing):
    """The key file is gone, and its copy tells that a store was opened from here. Fact: `folder`."""


class ServerKeyMissing(KeyFileMissing):
    """An office's server is named, and no key file is here that could open its data. Fact: `folder`."""


def backup_folder(folder: Path) -> Path:
    """Tell where the backups of the store in `folder` lie."""
    return folder / FOLDER


def is_unfinished(folder: Path) -> bool:
    """Whether the making of a store in `folder` was cut off: nobody could open it, so nothing was entered in it."""
    return (folder / UNFINISHED).exists()


def is_unfinished_on_server(folder: Path) -> bool:
    """Whether the store whose making was cut off in `folder` has its rows on a server, perhaps all of its first."""
    try:
        return (folder / UNFINISHED).read_bytes() == ON_SERVER
    except FileNotFoundError:
        return False


def mark_served(folder: Path) -> None:
    """Leave word in `folder` that the data of its office are on a server; a folder that takes none stays without."""
    try:
        if not (folder / SERVED).exists():
            write_whole(folder / SERVED, b"")
    except MachineError:
        note("server unmarked")


def is_served(folder: Path) -> bool:
    """Whether the office in `folder` was last opened on a server."""
    return (folder / SERVED).exists()


def require_no_traces(folder: Path, database: str | None = None) -> None:
    """Refuse a folder without a key file where a store stood, or where the server of an office is named.

    Raises KeyFileMissing and what is more precise than that.
    """
    place = backup_folder(folder)
    backups = len(list_backups(place))
    if (folder / STORE_FILE).exists():
        raise KeyFileMissing(folder=str(folder))
    if backups:
        raise KeyAndDataMissing(folder=str(folder), count=backups)
    if (place / keys.FILE_NAME).exists():
        raise KeyLeftInBackups(folder=str(folder))
    if database:
        raise ServerKeyMissing(folder=str(folder))
