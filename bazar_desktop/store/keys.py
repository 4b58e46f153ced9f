"""The key of the store and who may open it: `kunci.json` beside the store, one slot an officer or office key.

The store is encrypted with 32 random bytes that stand nowhere in plain. An officer's slot wraps them with
Argon2id(PIN) mixed with a secret of this laptop that is kept outside the store's folder: a stolen copy of the folder
cannot be tried PIN by PIN. An office slot wraps them for an age key, so that a forgotten PIN loses nothing.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from msgspec import UNSET

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.pins import check_length, tidy_pin
from bazar_desktop.store.key_file import KeysDamaged, OfficerSlot, OfficeSlot, Owner, Slots, load, save, write
from bazar_desktop.store.passwords import FIELD_COST, Cost, stretch
from bazar_desktop.store.protection import protect, unprotect

FILE_NAME, SECRET_NAME = "kunci.json", "rahasia-laptop"
KEY_SIZE = 32


class WrongPin(BazarError):
    """The PIN does not open this officer's slot."""


class UnknownOfficer(BazarError):
    """No slot has this officer's id."""


class KeysExist(BazarError):
    """There is a `kunci.json` already: making another would lose the store it opens."""


class OtherLaptop(BazarError):
    """The slot was made with another laptop's secret: PINs cannot open it."""


class LaptopSecretGone(BazarError):
    """This user has no laptop's secret: another user, or an operating system installed anew. Fact: `folder`."""


class NotAnOfficeKey(BazarError):
    """None of the office's slots opens with this age identity."""


class NoOfficeKeys(BazarError):
    """No office key and no key sheet was ever made that could open the store."""


class LastOfficer(BazarError):
    """The only officer's slot cannot be removed."""


class OtherStore(BazarError):
    """The key in hand is not the one that this `kunci.json` guards."""


def known_secret(folder: Path) -> bytes:
    """Give this laptop's secret in the user's data `folder`.

    Raises LaptopSecretGone where there is none, or where it was kept for another user of the operating system.
    """
    try:
        kept = (folder / SECRET_NAME).read_bytes()
    except FileNotFoundError:
        raise LaptopSecretGone(folder=str(folder)) from None
    try:
        return unprotect(kept)
    except OSError:
        raise LaptopSecretGone(folder=str(folder)) from None


def laptop_secret(folder: Path) -> bytes:
    """Give this laptop's secret in the user's data `folder`, made at the first call (readable by its owner alone).

    One that an earlier program kept without the operating system's protection gets it. Raises LaptopSecretGone.
    """
    path = folder / SECRET_NAME
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        write(path, protect(secrets.token_bytes(KEY_SIZE)))
    secret = known_secret(folder)
    if path.read_bytes() == secret != protect(secret):
        write(path, protect(secret))
    return secret


def create(path: Path, owner: Owner, pin: str, secret: bytes, cost: Cost = FIELD_COST) -> bytes:
    """Create a new key, guarded by `path` with one slot for `owner`; returns the 32 bytes that open the store.

    Raises KeysExist, PinTooShort, PinTooLong.
    """
    if path.exists():
        raise KeysExist()
    key = secrets.token_bytes(KEY_SIZE)
    store = fingerprint(key)
    save(path, Slots(store, [_officer_slot(store, key, owner, pin, secret, cost)]))
    return key


def officers(path: Path) -> tuple[Owner, ...]:
    """Give everybody with a slot, in the order of the file. Raises KeysDamaged, KeysTooNew."""
    return tuple(slot.owner for slot in load(path).officers)


def open_with_pin(path: Path, officer: str, pin: str, secret: bytes) -> bytes:
    """Unwrap the store's key for the officer with id `officer`.

    Raises UnknownOfficer, WrongPin, OtherLaptop, KeysDamaged, KeysTooNew.
    """
    slots = load(path)
    slot = next((slot for slot in slots.officers if slot.owner.id == officer), None)
    if slot is None:
        raise UnknownOfficer()
    if slot.laptop != fingerprint(secret):
        raise OtherLaptop()
    wrapping = ChaCha20Poly1305(stretch(tidy_pin(pin), bytes.fromhex(slot.salt), slot.cost, secret))
    covered = _covered(slots.store, slot.owner)
    try:
        key = wrapping.decrypt(bytes.fromhex(slot.nonce), base64.b64decode(slot.wrapped), covered)
    except InvalidTag:
        raise WrongPin(name=slot.owner.name) from None
    return checked_key(slots, key)


def has_office_keys(path: Path) -> bool:
    """Tell whether a key sheet or an office's key can open the store. Raises KeysDamaged, KeysTooNew."""
    return bool(load(path).office)


def open_with_office_key(path: Path, identity: str) -> bytes:
    """Unwrap the store's key by one of the office's age identities (AGE-SECRET-KEY-1…), for recovery.

    Raises NoOfficeKeys, NotAnOfficeKey, KeysDamaged, KeysTooNew.
    """
    slots = load(path)
    if not slots.office:
        raise NoOfficeKeys()
    try:
        key = pyrage.x25519.Identity.from_str(identity.strip())
    except pyrage.IdentityError:
        raise NotAnOfficeKey() from None
    recipient = str(key.to_public())
    for slot in slots.office:
        if slot.recipient == recipient:
            try:
                return checked_key(slots, pyrage.decrypt(base64.b64decode(slot.wrapped), [key]))
            except pyrage.DecryptError:
                raise KeysDamaged() from None
    raise NotAnOfficeKey()


def put_officer(
    path: Path, key: bytes, owner: Owner, pin: str, secret: bytes, cost: Cost = FIELD_COST
) -> None:
    """Give `owner` a slot, in place of an older one of the same id: a new officer, name, role, PIN or laptop.

    Raises PinTooShort, PinTooLong, OtherStore, KeysDamaged, KeysTooNew.
    """
    slots = load_for(path, key)
    slot = _officer_slot(slots.store, key, owner, pin, secret, cost)
    known = [old.owner.id for old in slots.officers]
    kept = list(slots.officers)
    if owner.id in known:
        kept[known.index(owner.id)] = slot
    else:
        kept.append(slot)
    save(path, msgspec.structs.replace(slots, officers=kept))


def remove_officer(path: Path, officer: str) -> None:
    """Take the slot of `officer` away. Raises UnknownOfficer, LastOfficer, KeysDamaged, KeysTooNew."""
    slots = load(path)
    kept = [slot for slot in slots.officers if slot.owner.id != officer]
    if len(kept) == len(slots.officers):
        raise UnknownOfficer()
    if not kept:
        raise LastOfficer()
    phone = [slot for slot in slots.phone or () if slot.owner.id != officer]
    save(path, msgspec.structs.replace(slots, officers=kept, phone=phone or UNSET))


def put_office_keys(path: Path, key: bytes, recipients: Mapping[str, str]) -> None:
    """Make `recipients` (name: age1…) the office keys that can open the store, in place of all earlier ones.

    Raises NotAnOfficeKey, OtherStore, KeysDamaged, KeysTooNew.
    """
    slots = load_for(path, key)
    try:
        office = [
            OfficeSlot(name, text, _base64(pyrage.encrypt(key, [pyrage.x25519.Recipient.from_str(text)])))
            for name, text in recipients.items()
        ]
    except pyrage.RecipientError:
        raise NotAnOfficeKey() from None
    save(path, msgspec.structs.replace(slots, office=office))


def _officer_slot(store: str, key: bytes, owner: Owner, pin: str, secret: bytes, cost: Cost) -> OfficerSlot:
    check_length(pin)
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    wrapping = ChaCha20Poly1305(stretch(tidy_pin(pin), salt, cost, secret))
    wrapped = wrapping.encrypt(nonce, key, _covered(store, owner))
    return OfficerSlot(owner, fingerprint(secret), cost, salt.hex(), nonce.hex(), _base64(wrapped))


def _covered(store: str, owner: Owner) -> bytes:
    """What the wrapping vouches for besides the key: nobody becomes supervisor by editing the file."""
    return msgspec.json.encode(["bazar-kunci-1", store, owner], order="sorted")


def fingerprint(key: bytes) -> str:
    """16 hex digits of a hash of 32 random bytes: safe to show, as there is nothing to guess."""
    return hashlib.sha256(b"bazar-kunci|" + key).hexdigest()[:16]


def checked_key(slots: Slots, key: bytes) -> bytes:
    """Give back `key` where it is the one that `slots` guard. Raises KeysDamaged."""
    if len(key) != KEY_SIZE or fingerprint(key) != slots.store:
        raise KeysDamaged()
    return key


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def load_for(path: Path, key: bytes) -> Slots:
    """Read the slots in `path` that guard `key`. Raises OtherStore, KeysDamaged, KeysTooNew."""
    slots = load(path)
    if slots.store != fingerprint(key):
        raise OtherStore()
    return slots
