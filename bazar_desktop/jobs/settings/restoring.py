"""Taking a backup back where the store itself may be gone: what can be chosen, what is newer, and what is put back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bazar_desktop.domain.backups import RestorePoint
from bazar_desktop.services.journal.history import moment_of
from bazar_desktop.services.recovery.key_sheet import SHEET_FACT
from bazar_desktop.services.register.erasures import erase_again
from bazar_desktop.services.settings.laptop import SOUND
from bazar_desktop.store.actions import name_of
from bazar_desktop.store.backup import SECOND, Backup, list_backups, list_set_aside
from bazar_desktop.store.database import Database
from bazar_desktop.store.engine import require_sound_ends, sqlite_engine
from bazar_desktop.store.erasing import erased_vendors
from bazar_desktop.store.files import MachineError, named_fault
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.opening import (
    MOVED,
    RECOVERY_FACT,
    SPARE,
    STORE_FILE,
    backup_folder,
    open_with_key,
    require_writable,
)
from bazar_desktop.store.own_keys import require_own_keys
from bazar_desktop.store.restoring import (
    BackupMissing,
    BackupUnusable,
    Insight,
    Restored,
    bring_back_keys,
    facts_of_place,
    key_copy,
    look_into,
    restore,
)
from bazar_desktop.store.rights import folder_beside
from bazar_desktop.store.unlocking import key_path, officers_of
from bazar_desktop.work_log import logged

Seen = Callable[[RestorePoint], object]
OF_PLACE = (MOVED, SHEET_FACT, SPARE, RECOVERY_FACT, SECOND, SOUND)
"""What a store knows of its place and its key file, which stay as they are: a backup taken back turns none of it back.

All other facts are of what the store holds and go with the backup.
"""


@dataclass(frozen=True, slots=True)
class RestorePoints:
    """The present store as far as it can be read, and what can take its place, the latest first."""

    present: RestorePoint | None
    backups: tuple[RestorePoint, ...]


def restore_points(folder: Path, key: bytes, seen: Seen | None = None) -> RestorePoints:
    """Read every backup beside the store in `folder`, what was set aside there, and the present store: all of it.

    `seen` is told each one as it was read.
    """
    file = folder / STORE_FILE
    now = look_into(file, key) if file.exists() else None
    present = _present(file, now) if now is not None else None
    read: list[RestorePoint] = []
    place = backup_folder(folder)
    files = sorted(
        [*list_backups(place), *list_set_aside(place)], key=lambda item: item.made_at, reverse=True
    )
    for backup in files:
        read.append(_point(backup, look_into(backup.path, key), now))
        if seen is not None:
            seen(read[-1])
    return RestorePoints(present, tuple(read))


def _present(file: Path, insight: Insight) -> RestorePoint:
    stat = file.stat()
    last = moment_of(insight.clock)
    return RestorePoint(
        file, last, stat.st_size, False, True, insight.is_sound, last, len(insight.sealed), 0, 0
    )


def _point(backup: Backup, insight: Insight | None, now: Insight | None) -> RestorePoint:
    facts = (backup.path, backup.made_at, backup.size, backup.is_aside, False)
    if insight is None:
        return RestorePoint(*facts, False, None, 0, None, None)
    newer = None if now is None else max(0, now.changes - insight.changes)
    sealed = None if now is None else len(set(now.sealed) - set(insight.sealed))
    return RestorePoint(
        *facts, insight.is_sound, moment_of(insight.clock), len(insight.sealed), newer, sealed
    )


@logged("restore")
def restore_store(folder: Path, owner: Owner, key: bytes, backup: Path, at: datetime) -> Restored:
    """Put `backup` in the place of the store in `folder`, in whatever state that is; it is open nowhere.

    Who was erased since the backup was made is erased from it too, and an office that has moved stays moved, as far as
    the present store still tells. A bare name is looked up among the backups here. Raises BackupMissing,
    BackupUnusable, KeysForeign, StoreReadOnly, StoreBusy, DiskFull, OutputFailed.
    """
    require_writable(folder)
    chosen = _chosen(folder, backup)
    erased = _erased(folder / STORE_FILE, key)
    try:
        restored = restore(folder / STORE_FILE, key, chosen, at, _of_place(folder, key))
    except BackupUnusable as error:
        require_own_keys(folder, error)
        raise
    if erased:
        again = open_with_key(folder, owner, key)
        again.db.moved_at = ""  # who is erased goes from what is only read, too
        try:
            with again.db.write(owner.id, name_of(erase_again), at) as session:
                gone = tuple(sorted(erased - erased_vendors(session)))
                if gone:
                    erase_again(session, vendor_ids=gone, at=at)
        finally:
            again.db.close()
    return restored


def _chosen(folder: Path, backup: Path) -> Path:
    own = backup_folder(folder) / backup.name
    if not backup.exists() and backup.name == str(backup) and own.exists():
        return own
    if not backup.exists():
        raise BackupMissing(file=str(backup), folder=str(backup_folder(folder)))
    return backup


def _of_place(folder: Path, key: bytes) -> dict[str, str]:
    """What is known of this place: as the present store tells, else the latest file beside it that can be read."""
    place = backup_folder(folder)
    beside = sorted(
        [*list_backups(place), *list_set_aside(place)], key=lambda item: item.made_at, reverse=True
    )
    for file in (folder / STORE_FILE, *(item.path for item in beside)):
        facts = facts_of_place(file, key, OF_PLACE) if file.exists() else None
        if facts is not None:
            return {MOVED: "", **facts}
    return {}


def _erased(file: Path, key: bytes) -> set[str]:
    """Who is erased in the store that is to be replaced, as far as it can still be read; the store stays as it is."""
    if not file.exists() or look_into(file, key) is None:
        return set()
    try:
        require_sound_ends(file, key)
    except MachineError:  # opening it to write would throw a damaged log away: a copy is asked
        try:
            with folder_beside(file) as folder:
                return _erased_in(Path(shutil.copy(file, folder)), key)
        except OSError as error:
            raise named_fault(error, file) from error
    return _erased_in(file, key)


def _erased_in(file: Path, key: bytes) -> set[str]:
    db = Database(sqlite_engine(file, key))
    try:
        with db.read() as session:
            return erased_vendors(session)
    except (MachineError, DBAPIError):
        return set()
    finally:
        db.engine.dispose()


@dataclass(frozen=True, slots=True)
class KeysRestored:
    """The key file is back as it was in `source`, `written` at that moment: the PINs of then open the store."""

    source: Path
    written: datetime
    officers: tuple[str, ...]


def restore_keys(folder: Path, at: datetime, copy: Path | None = None) -> KeysRestored:
    """Bring the key file of the store in `folder` back from `copy`, else from the copy among its backups.

    Raises NoKeyBackup, KeyCopyUnusable, KeyCopyForeign, KeysTooNew, KeysExist, StoreReadOnly, DiskFull, OutputFailed.
    """
    require_writable(folder)
    source = copy or key_copy(backup_folder(folder))
    written = datetime.fromtimestamp(source.stat().st_mtime, at.tzinfo) if source.exists() else at
    bring_back_keys(key_path(folder), source, at)
    return KeysRestored(source, written, tuple(owner.name for owner in officers_of(folder)))
