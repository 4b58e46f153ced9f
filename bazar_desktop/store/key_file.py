"""The form of `kunci.json`: its slots as plain values, read strictly and written durably."""

from __future__ import annotations

import base64
import hashlib
import os
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.store.files import put_in_place
from bazar_desktop.store.passwords import Cost
from bazar_desktop.store.rights import new_beside

_GREATEST = 1024 * 1024
_NEWEST = 2


class KeysDamaged(BazarError):
    """`kunci.json` is missing, unreadable, or not what was written."""


class KeysTooNew(BazarError):
    """`kunci.json` was written by a newer program."""


Mark = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}\Z")]
Salt = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]
Nonce = Annotated[str, Meta(pattern=r"^[0-9a-f]{24}\Z")]
Wrapped = Annotated[str, Meta(max_length=4000)]


class Owner(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose slot it is, as the list at the start shows it; `role` is the store's own word for it."""

    id: Annotated[str, Meta(min_length=1, max_length=80)]
    name: Annotated[str, Meta(max_length=120)]
    role: Annotated[str, Meta(max_length=40)]


class OfficerSlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    owner: Owner
    laptop: Mark
    cost: Cost
    salt: Salt
    nonce: Nonce
    wrapped: Wrapped


class OfficeSlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    recipient: str
    wrapped: Wrapped


class PhoneSlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The way back of one officer by telephone: `request` is what the laptop shows, its answer unwraps the key."""

    owner: Owner
    request: Annotated[str, Meta(pattern=r"^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}\Z")]
    nonce: Nonce
    wrapped: Wrapped


class Slots(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`store` is a fingerprint of the key: it tells slots of different stores apart."""

    store: Mark
    officers: list[OfficerSlot]
    office: list[OfficeSlot] = []
    phone: list[PhoneSlot] | UnsetType = UNSET


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Format 2 has ways back by telephone; a file without them is still written as format 1."""

    format: Literal[1, 2]
    slots: Slots
    sum: str


class _Head(msgspec.Struct):
    format: int


def load(path: Path) -> Slots:
    """Read the slots in `path`. Raises KeysDamaged, KeysTooNew."""
    try:
        with path.open("rb") as file:
            data = file.read(_GREATEST)
        newer = msgspec.json.decode(data, type=_Head).format > _NEWEST
        if newer:
            raise KeysTooNew()
        found = msgspec.json.decode(data, type=_File)
        for slot in (*found.slots.officers, *found.slots.office, *(found.slots.phone or ())):
            base64.b64decode(slot.wrapped, validate=True)
    except (FileNotFoundError, ValueError, RecursionError):
        raise KeysDamaged() from None
    if found.sum != _sum(found.slots):
        raise KeysDamaged()
    return found.slots


def save(path: Path, slots: Slots) -> None:
    """Put `slots` into `path`, wholly or not at all."""
    content = msgspec.json.encode(_File(2 if slots.phone else 1, slots, _sum(slots)), order="sorted")
    write(path, msgspec.json.format(content, indent=1) + b"\n")


def _sum(slots: Slots) -> str:
    return hashlib.sha256(msgspec.json.encode(slots, order="sorted")).hexdigest()


def write(path: Path, content: bytes) -> None:
    """Write all of `content` under its final name, or the old file untouched; on the disk when this returns.

    Raises FileHeld, OSError.
    """
    handle, temporary = new_beside(path)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
