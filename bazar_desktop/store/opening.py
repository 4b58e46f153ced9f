"""One door to a store for the window and the commands alike: a folder, an officer, a PIN."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import Engine

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.pins import check_length
from bazar_desktop.store import keys
from bazar_desktop.store.backup import FOLDER, make_backup
from bazar_desktop.store.backup_places import is_of_another
from bazar_desktop.store.ballast import FILE as BALLAST, lay_ballast
from bazar_desktop.store.creating import OFFICE, create
from bazar_desktop.store.damage import LogDamaged
from bazar_desktop.store.database import Database
from bazar_desktop.store.engine import postgres_engine, require_sound_ends, sqlite_engine
from bazar_desktop.store.faults import (
    StoreForeign,
    StoreReadOnly,
    StoreUnreadable,
    machine_faults_named,
    may_only_be_read,
)
from bazar_desktop.store.files import MachineError
from bazar_desktop.store.holds import IN_USE, Hold, hold_alone, require_not_elsewhere, share
from bazar_desktop.store.key_copies import forget_copy, keep_copies_alike
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.migration import migrate, needs_migration
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.own_keys import KeysForeign, require_own_keys
from bazar_desktop.store.passwords import FIELD_COST, Cost
from bazar_desktop.store.phone_slots import keep_ways_by_phone
from bazar_desktop.store.places import is_read_only
from bazar_desktop.store.server import MARK, is_marked_as_own, mark_as_own, require_unused
from bazar_desktop.store.traces import (
    SERVED,
    STORE_FILE as STORE_FILE,
    UNFINISHED,
    backup_folder as backup_folder,
    is_served,
    is_unfinished,
    mark_served,
    require_no_traces,
)
from bazar_desktop.store.tries import forget_tries
from bazar_desktop.store.unlocking import key_path, secret_folder, unlock
from bazar_desktop.work_log import note

MOVED = "moved_at"  # store fact: when this office left for another computer, "" for never
SPARE = "spare_recipient"  # store fact: the office's spare key, to which its key files and packages open
RECOVERY_FACT = "recovery_secret"  # what this laptop and its office have agreed on, in hex


class StoreFileMissing(MachineError):
    """The key file is here and the data file is not: a new one must not silently take its place."""


class ServerNotNamed(BazarError):
    """The office's data are on a server, whose address was not given."""


class StoreExists(BazarError):
    """The folder holds a store already, or the remains of one."""


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

    Whoever writes its first facts does both in `founding.being_made`. Raises StoreExists, KeyFileMissing,
    DatabaseInUse, PinTooShort, PinTooLong, and what the server answers; then nothing was made.
    """
    if key_path(folder).exists() or (folder / STORE_FILE).exists():
        raise StoreExists(folder=str(folder))
    if not is_unfinished(folder):
        require_no_traces(folder)
    check_length(pin)
    if database:
        require_unused(database)
    folder.mkdir(parents=True, exist_ok=True)
    hold = share(folder)
    db: Database | None = None
    try:
        key = keys.create(key_path(folder), owner, pin, keys.laptop_secret(secret_folder()), cost)
        with machine_faults_named():
            db = create(
                _engine(folder, key, database),
                kind=kind,
                letter=letter,
                name=name,
                is_sample=is_sample,
                at=at,
                hold=hold,
                file=None if database else folder / STORE_FILE,
                more={MARK: keys.fingerprint(key)} if database else {},
            )
    except BaseException:
        if db is not None:
            db.close()
        hold.release()
        forget_store(folder)
        raise
    if database:
        mark_served(folder)
    elif not is_sample:
        lay_ballast(folder)
    return OpenStore(db, folder, owner, key, kind, letter, name, is_sample)


def forget_store(folder: Path) -> None:
    """Take away a store that was never finished, so that the folder is as it was."""
    forget_copy(folder)
    data = (STORE_FILE, f"{STORE_FILE}-wal", f"{STORE_FILE}-shm", keys.FILE_NAME, IN_USE, BALLAST)
    for name in (*data, SERVED, UNFINISHED):  # last, so that what was not taken away is known for what it is
        (folder / name).unlink(missing_ok=True)


def open_store(folder: Path, officer: str, pin: str, *, database: str | None = None) -> OpenStore:
    """Open the store in `folder` for `officer` (id or name), its schema brought up to date.

    Raises what `unlock` and `open_with_key` raise.
    """
    owner, key = unlock(folder, officer, pin)
    store = open_with_key(folder, owner, key, database=database)
    keep_ways_back(store)
    return store


def open_with_key(folder: Path, owner: Owner, key: bytes, *, database: str | None = None) -> OpenStore:
    """Open the store in `folder` whose key was unwrapped; nobody takes its place while it is open.

    A server's database is matched with the key before anything is written in it. Before the schema changes, a backup is
    made and checked, with nobody else in the store. Raises StoreFileMissing, ServerNotNamed,
    StoreUnreadable, LogDamaged, StoreForeign, StoreTooNew and the other faults of `store.faults`, OpenElsewhere,
    StoreReplaced, StoreBusy, KeysForeign and what `make_backup` raises.
    """
    try:
        return _open(folder, owner, key, database)
    except (StoreForeign, StoreUnreadable, LogDamaged) as error:
        if not database:
            require_own_keys(folder, error)
        raise


def _open(folder: Path, owner: Owner, key: bytes, database: str | None) -> OpenStore:
    file = folder / STORE_FILE
    require_not_elsewhere(folder)
    if not database:
        _require_file(file)
    hold = share(folder)
    engine: Engine | None = None
    try:
        if not database:
            require_sound_ends(file, key)
        with machine_faults_named(file):
            engine = _engine(folder, key, database)
            is_marked = not database or is_marked_as_own(engine, owner, key)
            if needs_migration(engine):
                hold = _migrated(engine, folder, key, hold, database)
        db = Database(engine, hold, None if database else file)
        if not is_marked:
            mark_as_own(engine, key)
        with db.read() as session:
            known = {name: get_fact(session, name) for name in ("kind", "letter", "name", "sample")}
            db.moved_at = get_fact(session, MOVED, "")
    except BaseException:
        if engine is not None:
            engine.dispose()
        hold.release()
        raise
    if database:
        mark_served(folder)
    elif known["sample"] != "1":
        lay_ballast(folder)
    return OpenStore(
        db, folder, owner, key, known["kind"], known["letter"], known["name"], known["sample"] == "1"
    )


def _require_file(file: Path) -> None:
    """Refuse a data file that is missing or cannot be written.

    Raises ServerNotNamed, StoreFileMissing, StoreReadOnly.
    """
    folder = file.parent
    if not file.exists():
        raise ServerNotNamed() if is_served(folder) else StoreFileMissing(folder=str(folder))
    if may_only_be_read(file):
        raise StoreReadOnly(folder=str(folder))


def require_writable(folder: Path) -> None:
    """Refuse to begin in a folder that may only be read. Raises StoreReadOnly."""
    if is_read_only(folder):
        raise StoreReadOnly(folder=str(folder))


def require_keys_of(store: OpenStore) -> None:
    """Refuse where another store's key file has taken the place of that of the open `store`. Raises KeysForeign."""
    if is_of_another(key_path(store.folder), keys.fingerprint(store.key)):
        raise KeysForeign(folder=str(store.folder))


def keep_ways_back(store: OpenStore, used: str = "") -> None:
    """Let every officer with a PIN come back by telephone, where this laptop and its office have agreed on a secret.

    `used` is the officer whose request was just answered. The copies of the key file are kept alike. A folder that
    cannot be written is left as it is.
    """
    with store.db.read() as session:
        secret, laptop = get_fact(session, RECOVERY_FACT, ""), get_fact(session, "device_id", "")
    if secret and store.kind != OFFICE:
        try:
            path = key_path(store.folder)
            keep_ways_by_phone(path, store.key, secret=bytes.fromhex(secret), laptop=laptop, used=used)
        except OSError:
            note("ways back unwritten")  # made at the next opening; nobody is kept from work by it
    keep_copies_alike(store.folder, store.db, store.key)


def _migrated(engine: Engine, folder: Path, key: bytes, hold: Hold, database: str | None) -> Hold:
    """Bring the schema up to date with nobody else in the store; returns the hold that is shared again."""
    hold.release()
    alone = hold_alone(folder)
    try:
        if not database and not is_unfinished(folder):  # one that is being made has its backup elsewhere
            make_backup(folder / STORE_FILE, key, folder / FOLDER, datetime.now(WIB))
        migrate(engine)
    finally:
        alone.release()
    return share(folder)


def reopen(store: OpenStore) -> OpenStore:
    """Give the same store opened anew, for the same officer: after a backup has taken its file's place."""
    store.db.close()
    return open_with_key(store.folder, store.officer, store.key)


def change_officer(store: OpenStore, officer: str, pin: str) -> OpenStore:
    """Give the same open store with another officer at it.

    Raises UnknownOfficer, PinMustWait, WrongPin, OtherLaptop, LaptopSecretGone, KeysForeign.
    """
    require_keys_of(store)
    owner, _key = unlock(store.folder, officer, pin)
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
    keep_copies_alike(store.folder, store.db, store.key)
