"""One door to a store for the window and the commands alike: a folder, an officer, a PIN."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import Engine, inspect

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.pins import check_length
from bazar_desktop.store import keys
from bazar_desktop.store.backup import FOLDER, make_backup
from bazar_desktop.store.creating import OFFICE, create
from bazar_desktop.store.database import Database
from bazar_desktop.store.engine import postgres_engine, sqlite_engine
from bazar_desktop.store.files import MachineError
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.migration import migrate, needs_migration
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.passwords import FIELD_COST, Cost
from bazar_desktop.store.recovery import keep_ways_by_phone
from bazar_desktop.store.tries import forget_tries, note_wrong, require_patience

STORE_FILE = "bazar.db"
MOVED = "moved_at"  # store fact: when this office left for another computer, "" for never
RECOVERY_FACT = "recovery_secret"  # what this laptop and its office have agreed on, in hex


class NoStoreHere(BazarError):
    """The folder holds no store."""


class StoreFileMissing(MachineError):
    """The key file is here and the data file is not: a new one must not silently take its place."""


class StoreExists(BazarError):
    """The folder holds a store already, or the remains of one."""


class DatabaseInUse(BazarError):
    """The office's PostgreSQL database holds tables already. Fact: `count`."""


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

    Raises StoreExists, DatabaseInUse, PinTooShort, PinTooLong, and what the server answers; then nothing was made.
    """
    if has_store(folder) or (folder / STORE_FILE).exists():
        raise StoreExists(folder=str(folder))
    check_length(pin)
    if database:
        _require_empty(database)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        key = keys.create(key_path(folder), owner, pin, keys.laptop_secret(secret_folder()), cost)
        db = create(
            _engine(folder, key, database), kind=kind, letter=letter, name=name, is_sample=is_sample, at=at
        )
    except BaseException:
        forget_store(folder)
        raise
    return OpenStore(db, folder, owner, key, kind, letter, name, is_sample)


def _require_empty(database: str) -> None:
    """Refuse a database that holds anything: a second office in it would take the first one's keys and name away."""
    engine = postgres_engine(database)
    try:
        with engine.connect() as connection:
            tables = inspect(connection).get_table_names()
    finally:
        engine.dispose()
    if tables:
        raise DatabaseInUse(count=len(tables))


def forget_store(folder: Path) -> None:
    """Take away a store that was never finished, so that the folder is as it was."""
    for name in (STORE_FILE, f"{STORE_FILE}-wal", f"{STORE_FILE}-shm", keys.FILE_NAME):
        (folder / name).unlink(missing_ok=True)


def open_store(folder: Path, officer: str, pin: str, *, database: str | None = None) -> OpenStore:
    """Open the store in `folder` for `officer` (id or name), its schema brought up to date.

    Raises NoStoreHere, UnknownOfficer, PinMustWait, WrongPin, OtherLaptop, KeysDamaged, KeysTooNew and what
    `open_with_key` raises.
    """
    owner = find_officer(folder, officer)
    store = open_with_key(folder, owner, _key_by_pin(folder, owner, pin), database=database)
    keep_ways_back(store)
    return store


def open_with_key(folder: Path, owner: Owner, key: bytes, *, database: str | None = None) -> OpenStore:
    """Open the store in `folder` by the `key` that a PIN, an office key or an answer has unwrapped.

    Before the schema changes, a backup is made and checked. Raises StoreFileMissing, StoreUnreadable, StoreTooNew and
    what `make_backup` raises.
    """
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
        db.moved_at = get_fact(session, MOVED, "")
    return OpenStore(
        db, folder, owner, key, known["kind"], known["letter"], known["name"], known["sample"] == "1"
    )


def _key_by_pin(folder: Path, owner: Owner, pin: str) -> bytes:
    """Unwrap the store's key by a PIN, which waits after wrong ones. Raises PinMustWait, WrongPin, OtherLaptop."""
    require_patience(folder, owner.id, owner.name)
    try:
        key = keys.open_with_pin(key_path(folder), owner.id, pin, keys.laptop_secret(secret_folder()))
    except keys.WrongPin:
        note_wrong(folder, owner.id)
        raise
    forget_tries(folder, owner.id)
    return key


def keep_ways_back(store: OpenStore, used: str = "") -> None:
    """Let every officer with a PIN come back by telephone, where this laptop and its office have agreed on a secret.

    `used` is the officer whose request was just answered. A folder that cannot be written is left as it is.
    """
    with store.db.read() as session:
        secret, laptop = get_fact(session, RECOVERY_FACT, ""), get_fact(session, "device_id", "")
    if not secret or store.kind == OFFICE:
        return
    try:
        path = key_path(store.folder)
        keep_ways_by_phone(path, store.key, secret=bytes.fromhex(secret), laptop=laptop, used=used)
    except OSError:
        return  # made at the next opening; nobody is kept from work by it


def reopen(store: OpenStore) -> OpenStore:
    """Give the same store opened anew, for the same officer: after a backup has taken its file's place."""
    store.db.close()
    return replace(store, db=Database(sqlite_engine(store.folder / STORE_FILE, store.key)))


def find_officer(folder: Path, officer: str) -> Owner:
    """Find the owner of a slot by id, or by name however it is written. Raises NoStoreHere, UnknownOfficer."""
    wanted = officer.strip().casefold()
    for owner in officers_of(folder):
        if wanted in {owner.id.casefold(), owner.name.casefold()}:
            return owner
    raise keys.UnknownOfficer()


def change_officer(store: OpenStore, officer: str, pin: str) -> OpenStore:
    """Give the same open store with another officer at it.

    Raises UnknownOfficer, PinMustWait, WrongPin, OtherLaptop.
    """
    owner = find_officer(store.folder, officer)
    _key_by_pin(store.folder, owner, pin)
    return replace(store, officer=owner)


def give_slot(store: OpenStore, owner: Owner, pin: str, cost: Cost = FIELD_COST) -> None:
    """Let `owner` open the store with `pin`. Raises PinTooShort, PinTooLong."""
    secret = keys.laptop_secret(secret_folder())
    keys.put_officer(key_path(store.folder), store.key, owner, pin, secret, cost)
    forget_tries(store.folder, owner.id)
    keep_ways_back(store)


def take_slot(store: OpenStore, officer: str) -> None:
    """Take away the slot of the officer with this id. Raises UnknownOfficer, LastOfficer."""
    keys.remove_officer(key_path(store.folder), officer)
