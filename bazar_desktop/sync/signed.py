"""A small signed document in one JSON file: `signed` holds the exact text, `signature` its Ed25519 in base64.

`jq -j .signed` gives the bytes that `openssl pkeyutl -verify -rawin` checks.
"""

from __future__ import annotations

import base64
import binascii
from typing import TypeVar

import msgspec

from bazar_desktop.sync.answers import BadSignature, PackageDamaged, TooBig
from bazar_desktop.sync.device_keys import DeviceKeys, PublicKeys
from bazar_desktop.sync.strict import check_format, decode, encode

GREATEST = 4 * 1024 * 1024
_T = TypeVar("_T", bound=msgspec.Struct)


class _Cover(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    signature: str
    signed: str


class Unproven(msgspec.Struct, frozen=True):
    """A document whose signature has yet to be checked, because the text itself says whose it is."""

    text: bytes
    signature: bytes

    def prove(self, keys: PublicKeys, name: str) -> None:
        """Refuse, by BadSignature, what is not signed by `keys`; `name` is who was expected."""
        if not keys.signed(self.signature, self.text):
            raise BadSignature(name=name)


def sign(body: msgspec.Struct, keys: DeviceKeys) -> bytes:
    """Sign the file that holds `body` (with members `kind` and `format`), signed by `keys`."""
    text = encode(body)
    signature = base64.b64encode(keys.sign(text)).decode("ascii")
    return encode(_Cover(signature, text.decode())) + b"\n"


def read(data: bytes, kind: str, newest: int, shape: type[_T]) -> tuple[_T, Unproven]:
    """Give the body of `data`, not believed yet. Raises TooBig, PackageDamaged, TooNew, TooOld."""
    if len(data) > GREATEST:
        raise TooBig(what=kind, limit=GREATEST)
    cover = decode(data.removesuffix(b"\n"), _Cover, kind)
    try:
        signature = base64.b64decode(cover.signature, validate=True)
    except (binascii.Error, ValueError):
        raise PackageDamaged(what=kind) from None
    if base64.b64encode(signature).decode("ascii") != cover.signature:
        raise PackageDamaged(what=kind)  # the last letter has bits to spare
    text = cover.signed.encode()
    check_format(text, kind, newest)
    return decode(text, shape, kind), Unproven(text, signature)
