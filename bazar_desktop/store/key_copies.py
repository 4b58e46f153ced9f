"""The copies of the key file beside the backups open with the same PINs as the key file itself does now."""

from __future__ import annotations

from pathlib import Path

from bazar_desktop.store import keys
from bazar_desktop.store.backup import list_backups, list_set_aside, second_place
from bazar_desktop.store.backup_places import copy_key_file, mark_in, require_own_place
from bazar_desktop.store.database import Database
from bazar_desktop.store.files import MachineError
from bazar_desktop.store.traces import backup_folder
from bazar_desktop.work_log import note


def keep_copies_alike(folder: Path, db: Database, key: bytes) -> None:
    """Let the copies of the key file in `folder` know the new ways in, and no longer the old ones.

    The folder of backups is made where it is missing: an office on a server makes no backups of its own, and its key
    file must not be the only one. A second place that is not there or not ours gets it another time; a copy that cannot
    be written keeps nobody from work.
    """
    with db.read() as session:
        second = second_place(session)
    own = backup_folder(folder)
    try:
        own.mkdir(exist_ok=True)
    except OSError:
        note("key file uncopied")
    for place in (own, second):
        if place is not None and place.is_dir():
            _keep_alike(folder, place, key, is_own=place == own)


def _keep_alike(folder: Path, place: Path, key: bytes, *, is_own: bool) -> None:
    source, copy = folder / keys.FILE_NAME, place / keys.FILE_NAME
    try:
        if copy.exists() and copy.read_bytes() == source.read_bytes():
            return
        require_own_place(place, key, is_own=is_own)
        copy_key_file(folder, place, key)
    except (MachineError, OSError):
        note("key file uncopied")


def forget_copy(folder: Path) -> None:
    """Take away the copy of the key file of a store that was never finished, where no backup needs it."""
    place = backup_folder(folder)
    copy = place / keys.FILE_NAME
    mark = mark_in(folder / keys.FILE_NAME)
    try:
        if list_backups(place) or list_set_aside(place) or not mark or mark_in(copy) != mark:
            return
        copy.unlink()
        place.rmdir()
    except OSError:
        return
