"""Another computer: a store from its backup and the key sheet, and an office that moves and leaves word of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.pins import check_pin
from bazar_desktop.domain.recovery.key_sheet import key_from
from bazar_desktop.jobs.recovery.new_pin import begin_anew
from bazar_desktop.jobs.settings.backup import NoOwnBackup
from bazar_desktop.jobs.settings.officers import open_for
from bazar_desktop.services.office.laptops import require_office
from bazar_desktop.services.recovery.key_sheet import require_checked_sheet
from bazar_desktop.services.recovery.record import SHEET, log_move, log_restored, log_stay
from bazar_desktop.services.settings.officers import SUPERVISOR, require_supervisor
from bazar_desktop.store import key_file
from bazar_desktop.store.actions import name_of
from bazar_desktop.store.backup import FOLDER, Backup, list_backups, make_backup
from bazar_desktop.store.files import MachineError
from bazar_desktop.store.founding import being_made, require_free
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.keys import FILE_NAME, NoOfficeKeys, has_office_keys, open_with_office_key
from bazar_desktop.store.opening import (
    MOVED,
    STORE_FILE,
    OpenStore,
    backup_folder,
    forget_store,
    open_with_key,
)
from bazar_desktop.store.own_facts import set_fact
from bazar_desktop.store.passwords import FIELD_COST, Cost
from bazar_desktop.store.restoring import BackupUnusable, restore
from bazar_desktop.store.unlocking import find_officer, key_path, officers_of
from bazar_desktop.work_log import logged


class NoBackupHere(BazarError):
    """The folder holds no backup, or no key file beside it. Fact: `folder`."""


class OfficeStays(BazarError):
    """Nothing says that this place was left: there is no move to take back."""


class SeveralBackupsHere(BazarError):
    """The stick carries the hand-overs of several laptops: nobody can tell whose is meant. Facts: `folder`, `names`."""


@dataclass(frozen=True, slots=True)
class FoundBackups:
    """What a folder, a stick or a copied data folder holds: backups, the latest first, and who had a PIN there."""

    folder: Path
    backups: tuple[Backup, ...]
    officers: tuple[Owner, ...]


def find_backups(place: Path) -> FoundBackups:
    """Find the backups in `place`, in the folder of backups inside it, or in that of a hand-over on a stick.

    Raises NoBackupHere, SeveralBackupsHere, KeysDamaged, and NoOfficeKeys where no key sheet could open them.
    """
    for folder in (place, place / FOLDER):
        if _holds_backups(folder):
            return _found(folder)
    handed = [folder for folder in sorted(place.glob(f"{FOLDER}_*")) if _holds_backups(folder)]
    if len(handed) > 1:
        raise SeveralBackupsHere(folder=str(place), names=", ".join(folder.name for folder in handed))
    if not handed:
        raise NoBackupHere(folder=str(place))
    return _found(handed[0])


def _holds_backups(folder: Path) -> bool:
    return bool(list_backups(folder)) and key_path(folder).exists()


def _found(folder: Path) -> FoundBackups:
    if not has_office_keys(key_path(folder)):
        raise NoOfficeKeys()
    return FoundBackups(folder, tuple(list_backups(folder)), officers_of(folder))


@logged("restore_here")
def restore_here(
    place: Path,
    *,
    folder: Path,
    officer: str,
    pin: str,
    key_text: str,
    at: datetime,
    backup: Path | None = None,
    cost: Cost = FIELD_COST,
) -> OpenStore:
    """Make the store of this computer in `folder` from a backup in `place` and an office key; `officer` gets a new PIN.

    Without `backup`, the latest that is sound. Others get their PINs from this officer. What was cut off is begun anew
    by doing it again. Raises StoreExists, NoBackupHere, BackupUnusable, UnknownOfficer, OfficerDismissed, and what
    `key_from`, `open_with_office_key` and `check_pin` raise; then nothing was made.
    """
    require_free(folder)
    known = find_backups(place)
    owner = find_officer(known.folder, officer)
    check_pin(pin, supervisor=owner.role == SUPERVISOR)
    key = open_with_office_key(key_path(known.folder), key_from(key_text))
    with being_made(folder):
        try:
            made = _restore_one(
                [backup] if backup else [item.path for item in known.backups], folder, key, at
            )
            key_file.write(folder / FILE_NAME, key_path(known.folder).read_bytes())
            store = open_for(open_with_key(folder, owner, key))
            store = begin_anew(store, owner, pin, SHEET, at, cost)
            with store.db.write(owner.id, name_of(log_restored), at) as session:
                log_restored(session, backup=made.name, at=at)
        except BaseException:
            forget_store(folder)
            raise
    return store


def _restore_one(files: list[Path], folder: Path, key: bytes, at: datetime) -> Path:
    """Put the first of `files` that is sound in place; a stick's last backup may be the one that was cut off."""
    for number, file in enumerate(files, 1):
        try:
            restore(folder / STORE_FILE, key, file, at, {MOVED: ""})
            return file
        except BackupUnusable:
            if number == len(files):
                raise
    raise NoBackupHere(folder=str(folder))


@logged("move_office")
def move_office(store: OpenStore, to: Path, at: datetime) -> Backup:
    """Write this office into the folder `to` for another computer; from then on this place is only read.

    The backup is checked before this place gives up writing, and nothing is written here between the two. Raises
    NotAnOffice, SupervisorOnly, NoOwnBackup, NoKeySheet, KeySheetUnchecked and what `make_backup` raises.
    """
    if store.db.engine.dialect.name != "sqlite":
        raise NoOwnBackup()
    with store.db.write(store.officer.id, name_of(log_move), at) as session:
        require_office(session)
        require_supervisor(session, store.officer.id)
        require_checked_sheet(session)
        set_fact(session, MOVED, at.isoformat(timespec="seconds"))
        log_move(session, at=at)
        session.flush()
        made = make_backup(store.folder / STORE_FILE, store.key, to, at)
    store.db.moved_at = at.isoformat(timespec="seconds")
    _keep_word(store, at)
    return made


def _keep_word(store: OpenStore, at: datetime) -> None:
    """Leave a backup that knows of the move, so that a store that is damaged later comes back as one that has moved."""
    try:
        make_backup(store.folder / STORE_FILE, store.key, backup_folder(store.folder), at)
    except (MachineError, OSError):
        return  # the mark stands in the store itself, and the office is on its way


@logged("stay")
def cancel_move(store: OpenStore, at: datetime) -> None:
    """Let this place write again, where the move came to nothing. Raises OfficeStays, SupervisorOnly."""
    if not store.db.moved_at:
        raise OfficeStays()
    moved_at, store.db.moved_at = store.db.moved_at, ""
    try:
        with store.db.write(store.officer.id, name_of(log_stay), at) as session:
            require_supervisor(session, store.officer.id)
            set_fact(session, MOVED, "")
            log_stay(session, at=at)
    except BaseException:
        store.db.moved_at = moved_at
        raise
