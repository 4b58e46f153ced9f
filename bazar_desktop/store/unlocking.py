"""Who opens the store of a folder: the officers with a slot in its key file, and the key that a PIN gives them."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.store import keys
from bazar_desktop.store.backup import FOLDER
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.own_keys import KeysForeign, keys_disagree
from bazar_desktop.store.traces import (
    OfficeUnfinished,
    is_unfinished,
    is_unfinished_on_server,
    require_no_traces,
)
from bazar_desktop.store.tries import forget_tries, note_wrong, require_patience


class NoStoreHere(BazarError):
    """The folder holds no store."""


class SlotAmbiguous(BazarError):
    """Several officers who can open the store have this name. Facts: name, ids."""


def secret_folder() -> Path:
    """Tell where the laptop's own secret is kept, apart from the store."""
    named = os.environ.get("BAZAR_SECRET_DIR")
    return Path(named) if named else user_data_path("bazar-desktop", appauthor=False) / "laptop"


def key_path(folder: Path) -> Path:
    return folder / keys.FILE_NAME


def has_store(folder: Path, database: str | None = None) -> bool:
    """Whether a store's key file stands in `folder`; one whose making was cut off is none.

    Raises KeyFileMissing where a store stood here without doubt, OfficeUnfinished where a server may hold its rows.
    `database` is the office's server, where one is named: then an office is somewhere, and only its key file is not.
    """
    if is_unfinished(folder):
        if is_unfinished_on_server(folder):
            raise OfficeUnfinished(folder=str(folder))
        return False
    if key_path(folder).exists():
        return True
    require_no_traces(folder, database)
    return False


def officers_of(folder: Path) -> tuple[Owner, ...]:
    """Tell who can open the store in `folder`. Raises NoStoreHere, KeyFileMissing, KeysDamaged, KeysTooNew."""
    if not has_store(folder):
        raise NoStoreHere(folder=str(folder))
    return keys.officers(key_path(folder))


def unlock(folder: Path, officer: str, pin: str) -> tuple[Owner, bytes]:
    """Give the officer (found by id or name) and the store's key, without touching the store.

    Raises NoStoreHere, KeyFileMissing, UnknownOfficer, PinMustWait, WrongPin, OtherLaptop, LaptopSecretGone,
    KeysDamaged, KeysTooNew.
    """
    owner = find_officer(folder, officer)
    return owner, _key_of(folder, owner, pin)


def unlock_unfinished(folder: Path, pin: str) -> tuple[Owner, bytes]:
    """Give who began to make the store in `folder`, and its key. Raises PinMustWait, WrongPin, and what `unlock` raises
    of the key file.
    """
    (owner,) = keys.officers(key_path(folder))
    return owner, _key_of(folder, owner, pin)


def _key_of(folder: Path, owner: Owner, pin: str) -> bytes:
    require_patience(folder, owner.id, owner.name)
    secret = keys.known_secret(secret_folder())
    try:
        key = keys.open_with_pin(key_path(folder), owner.id, pin, secret)
    except (keys.WrongPin, keys.OtherLaptop) as error:
        if keys_disagree(folder) and _opens_copy(folder, owner.name, pin, secret):
            raise KeysForeign(folder=str(folder)) from error
        if isinstance(error, keys.WrongPin):
            note_wrong(folder, owner.id)
        raise
    forget_tries(folder, owner.id)
    return key


def _opens_copy(folder: Path, officer: str, pin: str, secret: bytes) -> bool:
    """Whether the PIN opens the copy of the key file among the backups for somebody of that name."""
    copy = key_path(folder / FOLDER)
    for owner in _named(keys.officers(copy), officer):
        try:
            keys.open_with_pin(copy, owner.id, pin, secret)
        except BazarError:
            continue
        return True
    return False


def find_officer(folder: Path, officer: str) -> Owner:
    """Find the owner of a slot by id, or by name however it is written.

    Raises NoStoreHere, UnknownOfficer, SlotAmbiguous, and KeysForeign where only the copy among the backups knows them.
    """
    found = _named(officers_of(folder), officer)
    if not found:
        if keys_disagree(folder) and _named(keys.officers(key_path(folder / FOLDER)), officer):
            raise KeysForeign(folder=str(folder))
        raise keys.UnknownOfficer()
    if len(found) > 1:
        ids = "; ".join(owner.id for owner in found)
        raise SlotAmbiguous(name=officer.strip(), ids=ids)
    return found[0]


def _named(owners: tuple[Owner, ...], officer: str) -> list[Owner]:
    """Those of `owners` with this id, else those of this name."""
    wanted = officer.strip().casefold()
    found = [owner for owner in owners if owner.id.casefold() == wanted]
    return found or [owner for owner in owners if owner.name.casefold() == wanted]
