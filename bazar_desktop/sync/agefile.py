"""age v1 in memory, for X25519 recipients only: no passphrases, no armour, no plug-ins."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyrage

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.sync.answers import PackageDamaged

MAGIC = b"age-encryption.org/v1\n"
MOST_RECIPIENTS = 400  # every laptop of 64 lokasi, with room
_HEADER_CAP = 256 * 1024
_STANZA = re.compile(rb"-> X25519 [A-Za-z0-9+/]{43}\n[A-Za-z0-9+/]{43}\n")
_GREASE = re.compile(
    rb"-> [!-~]{0,64}-grease(?: [!-~]{1,200}){0,10}\n(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63}\n"
)
_MAC = re.compile(rb"--- [A-Za-z0-9+/]{43}\n")


class TooManyReaders(BazarError):
    """More readers than one file may have. Facts: count, most."""


def encrypt(plain: bytes, recipients: Sequence[str]) -> bytes:
    """Encrypt `plain` for everyone of `recipients` (age1…). Raises TooManyReaders."""
    if len(recipients) > MOST_RECIPIENTS:
        raise TooManyReaders(count=len(recipients), most=MOST_RECIPIENTS)
    sealed: bytes = pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(text) for text in recipients])
    return sealed


def decrypt(data: bytes, identities: Sequence[str]) -> bytes:
    """Decrypt `data` by any of `identities` (AGE-SECRET-KEY-1…). The plain text is never longer than `data`.

    Raises PackageDamaged where the header is not ours, the content was altered, or no key opens it.
    """
    check_header(data)
    try:
        plain: bytes = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(text) for text in identities])
    except pyrage.DecryptError:
        raise PackageDamaged(what="age") from None
    return plain


def recipients_of(identities: Sequence[str]) -> list[str]:
    """Give the public halves (age1…) of `identities`."""
    return [str(pyrage.x25519.Identity.from_str(text).to_public()) for text in identities]


def check_header(data: bytes) -> None:
    """Refuse what is no plain age v1 header of X25519 stanzas (and the random ones that age adds as grease).

    Scrypt stanzas let the sender choose how long we compute; so they never reach the decrypter.
    """
    header = data[:_HEADER_CAP]
    if not header.startswith(MAGIC):
        raise PackageDamaged(what="age header")
    offset, recipients, greases = len(MAGIC), 0, 0
    while not _MAC.match(header, offset):
        stanza = _STANZA.match(header, offset)
        grease = None if stanza else _GREASE.match(header, offset)
        recipients += stanza is not None
        greases += grease is not None
        match = stanza or grease
        if match is None or recipients > MOST_RECIPIENTS or greases > 4:
            raise PackageDamaged(what="age header")
        offset = match.end()
    if not recipients:
        raise PackageDamaged(what="age header")
