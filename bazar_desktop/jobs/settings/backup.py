"""Backups as the program makes them: when due, in both places, thinned; and taking one back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from bazar_desktop.domain import backups
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.settings.restoring import restore_store
from bazar_desktop.services.journal.history import moment_of
from bazar_desktop.store.actions import action, name_of
from bazar_desktop.store.backup import (
    Backup,
    Report,
    let_go_of_set_aside,
    list_backups,
    make_backup,
    second_place,
    thin,
)
from bazar_desktop.store.backup_places import is_of_others
from bazar_desktop.store.ballast import has_room_to_copy
from bazar_desktop.store.database import Database
from bazar_desktop.store.files import DiskFull, MachineError
from bazar_desktop.store.opening import STORE_FILE, OpenStore, backup_folder
from bazar_desktop.store.own_facts import get_fact, set_fact
from bazar_desktop.store.restoring import Restored
from bazar_desktop.store.tables import Chain, DayClose
from bazar_desktop.work_log import logged


class NoOwnBackup(BazarError):
    """The store lies in the office's PostgreSQL, whose backups are the server's duty."""


class SecondPlaceGone(MachineError):
    """The folder of the second copies is not there: its stick is pulled. Fact: `folder`."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was made and checked. `second` is its copy; `fault` is why a chosen second place got none."""

    made: Backup
    second: Path | None
    fault: MachineError | OSError | None
    thinned: int

    @property
    def trouble(self) -> str:
        """The code of `fault`; "" where there is none."""
        return "" if self.fault is None else getattr(self.fault, "code", MachineError.code)


@action("backup.back_up")
@logged("backup", lambda done: {"bytes": done.made.size, "thinned": done.thinned, "trouble": done.trouble})
def back_up(store: OpenStore, at: datetime, report: Report | None = None) -> BackedUp:
    """Make a checked backup now, copy it to the second place if one is chosen, let old ones go.

    How old they are is told by the journal's clock, which stands still while a wrong clock runs ahead. A second place
    that fails (a pulled stick) is told in the result; the first backup stands.
    Raises NoOwnBackup, DiskFull, OutputFailed, BackupBroken.
    """
    _require_file(store)
    file, folder = store.folder / STORE_FILE, backup_folder(store.folder)
    upto, seals = _last_seq(store.db), _seals(store.db)
    made = make_backup(file, store.key, folder, at, report)
    now = _time_of_journal(store.db, at)
    let_go_of_set_aside(folder, now)
    with store.db.write(store.officer.id, name_of(back_up), at) as session:
        set_fact(session, "backed_up_seq", str(upto))
        set_fact(session, "backed_up_seals", str(seals))
    thinned = len(thin(folder, now, store.key))
    second, fault = _second_copy(store, file, at, report)
    return BackedUp(made, second, fault, thinned)


def _second_copy(
    store: OpenStore, file: Path, at: datetime, report: Report | None
) -> tuple[Path | None, MachineError | OSError | None]:
    with store.db.read() as session:
        place = second_place(session)
    if place is None:
        return None, None
    try:
        if not place.parent.is_dir():
            raise SecondPlaceGone(folder=str(place))
        copy = make_backup(file, store.key, place, at, report)
        thin(place, _time_of_journal(store.db, at), store.key)
    except (MachineError, OSError) as error:
        return None, error
    return copy.path, None


def back_up_if_due(store: OpenStore, at: datetime, report: Report | None = None) -> BackedUp | None:
    """Do `back_up` where there is none yet, a day was sealed since, or 30 minutes passed with changes.

    Raises DiskFull too where the copy would take the room that the rest of the day needs.
    """
    if store.db.engine.dialect.name != "sqlite" or store.db.moved_at:
        return None
    last = last_backup(store, at)
    changed = _last_seq(store.db) != _noted(store.db, "backed_up_seq")
    sealed = _seals(store.db) > _noted(store.db, "backed_up_seals")
    due = backups.is_due(last.made_at if last else None, changed=changed, sealed=sealed, now=at)
    if not due:
        return None
    if not has_room_to_copy(store.folder / STORE_FILE):
        raise DiskFull(file=backups.backup_name(at), folder=str(backup_folder(store.folder)))
    return back_up(store, at, report)


def back_up_own(store: OpenStore, at: datetime) -> BackedUp | None:
    """Do `back_up` before something large or after a day is sealed; None on PostgreSQL, whose server does it."""
    return back_up(store, at) if store.db.engine.dialect.name == "sqlite" else None


def last_backup(store: OpenStore, at: datetime) -> Backup | None:
    """Give the latest backup beside the store, one that lies in the future only where there is no other."""
    made = list_backups(backup_folder(store.folder))
    own = [backup for backup in made if not is_of_others(backup.path, store.key)]
    return next((backup for backup in own if backup.made_at <= at), next(iter(own), None))


def restore_backup(store: OpenStore, backup: Path, at: datetime) -> Restored:
    """Close the store and put `backup` in its place; open it anew afterwards.

    Raises NoOwnBackup and what `restore_store` raises.
    """
    _require_file(store)
    store.db.close()
    return restore_store(store.folder, store.officer, store.key, backup, at)


def _time_of_journal(db: Database, at: datetime) -> datetime:
    """When the last change was made, by the journal's clock; `at` where that lies behind it."""
    with db.read() as session:
        return min(at, moment_of(get_fact(session, "clock")))


def _require_file(store: OpenStore) -> None:
    if store.db.engine.dialect.name != "sqlite":
        raise NoOwnBackup()


def _last_seq(db: Database) -> int:
    """All changes that are here: of this store and of those it has read."""
    with db.read() as session:
        return session.execute(select(func.coalesce(func.sum(Chain.seq), 0))).scalar_one()


def _seals(db: Database) -> int:
    with db.read() as session:
        return session.execute(select(func.count()).select_from(DayClose)).scalar_one()


def _noted(db: Database, key: str) -> int:
    with db.read() as session:
        return int(get_fact(session, key, "-1"))
