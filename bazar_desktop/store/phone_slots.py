"""Ways back by telephone in `kunci.json`: one slot an officer, that the office's answer to its request unwraps once."""

from __future__ import annotations

import base64
import secrets
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.recovery.phone import REQUEST_ENTROPY, answer_to, new_request, wrapping_key
from bazar_desktop.store.key_file import Owner, PhoneSlot, Slots, load, save
from bazar_desktop.store.keys import checked_key, load_for


class NoWayByPhone(BazarError):
    """This officer has no request: the laptop has no office, or was not opened since it has. Fact: `name`."""


class AnswerDoesNotFit(BazarError):
    """The words are an answer, but not to the request that is shown now. Facts: `request`, `name`."""


def request_of(path: Path, officer: str) -> str:
    """Give the request to read to the office for the officer with id `officer`.

    Raises NoWayByPhone, KeysDamaged, KeysTooNew.
    """
    return _slot_of(load(path), officer).request


def open_with_answer(path: Path, officer: str, answer: bytes) -> bytes:
    """Unwrap the store's key by the office's answer to the request of this officer.

    Raises NoWayByPhone, AnswerDoesNotFit, KeysDamaged, KeysTooNew.
    """
    slots = load(path)
    slot = _slot_of(slots, officer)
    cipher = ChaCha20Poly1305(wrapping_key(slot.request, answer))
    try:
        key = cipher.decrypt(
            bytes.fromhex(slot.nonce), base64.b64decode(slot.wrapped), _covered(slots, slot.owner)
        )
    except InvalidTag:
        raise AnswerDoesNotFit(request=slot.request, name=slot.owner.name) from None
    return checked_key(slots, key)


def keep_ways_by_phone(path: Path, key: bytes, *, secret: bytes, laptop: str, used: str = "") -> bool:
    """Give every officer with a PIN a way back, and take away those of others; whether the file was changed.

    `secret` is agreed with the office, `laptop` this laptop's key id. `used` is the officer whose request was just
    answered: theirs is made anew, so that no answer opens twice. Raises OtherStore, KeysDamaged, KeysTooNew.
    """
    slots = load_for(path, key)
    known = {slot.owner: slot for slot in slots.phone or () if slot.owner.id != used}
    ways = [
        known.get(officer.owner) or _new_slot(slots, key, officer.owner, secret, laptop)
        for officer in slots.officers
    ]
    if ways == (slots.phone or []):
        return False
    save(path, msgspec.structs.replace(slots, phone=ways))
    return True


def _new_slot(slots: Slots, key: bytes, owner: Owner, secret: bytes, laptop: str) -> PhoneSlot:
    request = new_request(secrets.token_bytes(REQUEST_ENTROPY), laptop=laptop, officer=owner.name)
    cipher = ChaCha20Poly1305(wrapping_key(request, answer_to(request, owner.name, secret)))
    nonce = secrets.token_bytes(12)
    wrapped = base64.b64encode(cipher.encrypt(nonce, key, _covered(slots, owner))).decode("ascii")
    return PhoneSlot(owner, request, nonce.hex(), wrapped)


def _slot_of(slots: Slots, officer: str) -> PhoneSlot:
    for slot in slots.phone or ():
        if slot.owner.id == officer and any(item.owner == slot.owner for item in slots.officers):
            return slot
    name = next((item.owner.name for item in slots.officers if item.owner.id == officer), "")
    raise NoWayByPhone(name=name)


def _covered(slots: Slots, owner: Owner) -> bytes:
    """What the wrapping vouches for besides the key: the answer for one officer opens no other's way."""
    return msgspec.json.encode(["bazar-telepon-1", slots.store, owner], order="sorted")
