"""The two keys of a laptop or an office: one signs (Ed25519), one opens what is meant for it (age X25519)."""

from __future__ import annotations

import hashlib
import re

import msgspec
import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.recovery.age_text import identity_secret, recipient_key
from bazar_desktop.domain.recovery.words import WORDS

_RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")


class KeysUnreadable(BazarError):
    """A stored or received key is not one."""


class PublicKeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What others may know: `sign` is 32 bytes in hex, `age` a recipient (age1…)."""

    sign: str
    age: str

    @property
    def id(self) -> str:
        """16 hex digits of the SHA-256 of the signing key: how manifests and receipts name their maker."""
        return hashlib.sha256(bytes.fromhex(self.sign)).hexdigest()[:16]

    def pem(self) -> str:
        """Give the signing key as PEM, for `openssl pkeyutl -verify -pubin -rawin`."""
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.sign))
        return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")

    def signed(self, signature: bytes, message: bytes) -> bool:
        """Whether `signature` is this maker's over exactly `message`."""
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.sign)).verify(signature, message)
        except InvalidSignature:
            return False
        return True


class DeviceKeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The secrets: `signing` is 32 bytes in hex, `identity` an age identity (AGE-SECRET-KEY-1…).

    They live in the encrypted store and nowhere else.
    """

    signing: str
    identity: str

    def __repr__(self) -> str:
        return "DeviceKeys(…)"

    @property
    def public(self) -> PublicKeys:
        sign = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(self.signing)).public_key()
        age = pyrage.x25519.Identity.from_str(self.identity).to_public()
        return PublicKeys(sign.public_bytes_raw().hex(), str(age))

    def shared_with(self, recipient: str) -> bytes:
        """Give the 32 bytes that these keys and those of `recipient` (age1…) have in common, and nobody else."""
        own = X25519PrivateKey.from_private_bytes(identity_secret(self.identity))
        return own.exchange(X25519PublicKey.from_public_bytes(recipient_key(recipient)))

    def sign(self, message: bytes) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(self.signing)).sign(message)


def generate() -> DeviceKeys:
    """Make new keys from the operating system's random source."""
    signing = Ed25519PrivateKey.generate().private_bytes_raw().hex()
    return DeviceKeys(signing, str(pyrage.x25519.Identity.generate()))


def to_text(keys: DeviceKeys) -> str:
    """Give `keys` as one line of JSON, for the store."""
    return msgspec.json.encode(keys, order="sorted").decode()


def from_text(text: str) -> DeviceKeys:
    """Read what `to_text` gave. Raises KeysUnreadable."""
    try:
        keys = msgspec.json.decode(text, type=DeviceKeys)
        check_public(keys.public)
    except (ValueError, pyrage.IdentityError):
        raise KeysUnreadable() from None
    return keys


def recipient_id(recipient: str) -> str:
    """Tell how a manifest names one age recipient: 16 hex digits of the SHA-256 of its text."""
    return hashlib.sha256(recipient.encode("ascii")).hexdigest()[:16]


def check_public(keys: PublicKeys) -> PublicKeys:
    """Give back `keys` where both are well formed. Raises KeysUnreadable."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(keys.sign))
        pyrage.x25519.Recipient.from_str(keys.age)
    except (ValueError, pyrage.RecipientError):
        raise KeysUnreadable() from None
    if keys.sign != keys.sign.lower() or len(keys.sign) != 64 or not _RECIPIENT.fullmatch(keys.age):
        raise KeysUnreadable()
    return keys


def comparison_words(office: PublicKeys, device: PublicKeys) -> tuple[str, ...]:
    """Six words that both screens show, to read to each other by phone: the same only where all four keys are."""
    text = "|".join(("bazar-kata-1", office.sign, office.age, device.sign, device.age))
    return tuple(WORDS[byte] for byte in hashlib.sha256(text.encode("ascii")).digest()[:6])
