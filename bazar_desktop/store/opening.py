"""One door to a store for the window and the commands alike: a folder, an officer, a PIN."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import Engine

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.store import keys
from bazar_desktop.store.backup import FOLDER, make_backup
from bazar_desktop.store.creating import create
from bazar_desktop.store.database import Database
from bazar_desktop.store.engine import postgres_engine, sqlite_engine
from bazar_desktop.store.files import MachineError
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.migration import migrate, needs_migration
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.passwords import FIELD_COST, Cost

STORE_FILE = "bazar.db"


class NoStoreHere(BazarError):
    """The folder holds no store."""


class StoreFileMissing(MachineError):
    """The key file is here and the data file is not: a new one must not silently take its place."""


class StoreExists(BazarError):
    """The folder holds a store already."""


class SlotAmbiguous(BazarError):
    """Several officers who can open the store have this name. Facts: name, ids."""


@dataclass(frozen=True)
class OpenStore:
    """An open store and who is at it. `kind` is laptop or office; `letter` is the device's."""

    db: Database
    folder: Path
    officer: Owner
    key: bytes
    kind: str
    letter: str
    name: str
    is_sample: bool


def default_folder() -> Path:
    """Tell where this user's store is kept unless another folder is named."""
    return user_data_path("bazar-desktop", appauthor=False) / "data"


def secret_folder() -> Path:
    """Tell where the laptop's own secret is kept, apart from the store."""
    named = os.environ.get("BAZAR_SECRET_DIR")
    return Path(named) if named else user_data_path("bazar-desktop", appauthor=False) / "laptop"


def key_path(folder: Path) -> Path:
    return folder / keys.FILE_NAME


def has_store(folder: Path) -> bool:
    return key_path(folder).exists()


def backup_folder(folder: Path) -> Path:
    """Tell where the backups of the store in `folder` lie."""
    return folder / FOLDER


def officers_of(folder: Path) -> tuple[Owner, ...]:
    """Tell who can open the store in `folder`. Raises NoStoreHere, KeysDamaged, KeysTooNew."""
    if not has_store(folder):
        raise NoStoreHere(folder=str(folder))
    return keys.officers(key_path(folder))


def _engine(folder: Path, key: bytes, database: str | None) -> Engine:
    return postgres_engine(database) if database else sqlite_engine(folder / STORE_FILE, key)


def create_store(
    folder: Path,
    owner: Owner,
    pin: str,
    *,
    kind: str,
    letter: str,
    name: str,
    at: datetime,
    is_sample: bool = False,
    database: str | None = None,
    cost: Cost = FIELD_COST,
) -> OpenStore:
    """Create a new, empty store in `folder` with its first key slot; `database` is the office's PostgreSQL, if any.

    Raises StoreExists, PinTooShort, PinTooLong.
    """
    if has_store(folder):
        raise StoreExists(folder=str(folder))
    keys.check_pin(pin)
    folder.mkdir(parents=True, exist_ok=True)
    key = keys.create(key_path(folder), owner, pin, keys.laptop_secret(secret_folder()), cost)
    db = create(
        _engine(folder, key, database), kind=kind, letter=letter, name=name, is_sample=is_sample, at=at
    )
    return OpenStore(db, folder, owner, key, kind, letter, name, is_sample)


def open_store(folder: Path, officer: str, pin: str, *, database: str | None = None) -> OpenStore:
    """Open the store in `folder` for `officer` (id or name), its schema brought up to date.

    Before the schema changes, a backup is made and checked. Raises NoStoreHere, UnknownOfficer, WrongPin,
    OtherLaptop, KeysDamaged, KeysTooNew; StoreFileMissing, StoreUnreadable, StoreTooNew and what `make_backup`
    raises for the file itself.
    """
    owner = find_officer(folder, officer)
    key = keys.open_with_pin(key_path(folder), owner.id, pin, keys.laptop_secret(secret_folder()))
    if not database and not (folder / STORE_FILE).exists():
        raise StoreFileMissing(folder=str(folder))
    engine = _engine(folder, key, database)
    if needs_migration(engine):
        if not database:
            make_backup(folder / STORE_FILE, key, folder / FOLDER, datetime.now(WIB))
        migrate(engine)
    db = Database(engine)
    with db.read() as session:
        known = {name: get_fact(session, name) for name in ("kind", "letter", "name", "sample")}
    return OpenStore(
        db, folder, owner, key, known["kind"], known["letter"], known["name"], known["sample"] == "1"
    )


def reopen(store: OpenStore) -> OpenStore:
    """Give the same store opened anew, for the same officer: after a backup has taken its file's place."""
    store.db.close()
    return replace(store, db=Database(sqlite_engine(store.folder / STORE_FILE, store.key)))


def find_officer(folder: Path, officer: str) -> Owner:
    """Find the owner of a slot by id, or by name however it is written.

    Raises NoStoreHere, UnknownOfficer, SlotAmbiguous.
    """
    wanted, owners = officer.strip().casefold(), officers_of(folder)
    found = [owner for owner in owners if owner.id.casefold() == wanted]
    found = found or [owner for owner in owners if owner.name.casefold() == wanted]
    if not found:
        raise keys.UnknownOfficer()
    if len(found) > 1:
        ids = "; ".join(owner.id for owner in found)
        raise SlotAmbiguous(name=officer.strip(), ids=ids)
    return found[0]


def change_officer(store: OpenStore, officer: str, pin: str) -> OpenStore:
    """Give the same open store with another officer at it. Raises UnknownOfficer, WrongPin, OtherLaptop."""
    owner = find_officer(store.folder, officer)
    keys.open_with_pin(key_path(store.folder), owner.id, pin, keys.laptop_secret(secret_folder()))
    return replace(store, officer=owner)


def give_slot(store: OpenStore, owner: Owner, pin: str, cost: Cost = FIELD_COST) -> None:
    """Let `owner` open the store with `pin`. Raises PinTooShort, PinTooLong."""
    secret = keys.laptop_secret(secret_folder())
    keys.put_officer(key_path(store.folder), store.key, owner, pin, secret, cost)


def take_slot(store: OpenStore, officer: str) -> None:
    """Take away the slot of the officer with this id. Raises UnknownOfficer, LastOfficer."""
    keys.remove_officer(key_path(store.folder), officer)
