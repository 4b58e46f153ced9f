"""The keys of age as their 32 bytes and back: identities AGE-SECRET-KEY-1…, recipients age1…; Bech32 of BIP 173."""

from __future__ import annotations

from collections.abc import Iterable

PREFIX, PUBLIC_PREFIX = "age-secret-key-", "age"
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKS = 6  # letters at the end


def identity_text(secret: bytes) -> str:
    """Write the 32 bytes of an X25519 secret as age writes an identity."""
    values = _regrouped(secret, 8, 5, pad=True)
    wanted = _polymod([*_expanded(PREFIX), *values, *[0] * _CHECKS]) ^ 1
    checks = [wanted >> 5 * (_CHECKS - 1 - at) & 31 for at in range(_CHECKS)]
    return f"{PREFIX}1{''.join(_LETTERS[value] for value in (*values, *checks))}".upper()


def identity_secret(text: str) -> bytes:
    """Read the 32 bytes of an age identity. Raises ValueError for what is none."""
    return _key_of(text, PREFIX)


def recipient_key(text: str) -> bytes:
    """Read the 32 bytes of an age recipient. Raises ValueError for what is none."""
    return _key_of(text, PUBLIC_PREFIX)


def _key_of(text: str, prefix: str) -> bytes:
    plain = text.strip().lower()
    values = [_LETTERS.find(letter) for letter in plain.removeprefix(f"{prefix}1")]
    if not plain.startswith(f"{prefix}1") or -1 in values or _polymod([*_expanded(prefix), *values]) != 1:
        raise ValueError("no key of age")
    key = bytes(_regrouped(values[:-_CHECKS], 5, 8, pad=False))
    if len(key) != 32:
        raise ValueError("no key of age")
    return key


def _expanded(prefix: str) -> list[int]:
    return [*(ord(letter) >> 5 for letter in prefix), 0, *(ord(letter) & 31 for letter in prefix)]


def _polymod(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for at, generator in enumerate(_GENERATORS):
            check ^= generator if top >> at & 1 else 0
    return check


def _regrouped(values: Iterable[int], have: int, want: int, *, pad: bool) -> list[int]:
    held, bits, groups = 0, 0, []
    for value in values:
        held, bits = held << have | value, bits + have
        while bits >= want:
            bits -= want
            groups.append(held >> bits & (1 << want) - 1)
    if pad and bits:
        groups.append(held << want - bits & (1 << want) - 1)
    return groups
