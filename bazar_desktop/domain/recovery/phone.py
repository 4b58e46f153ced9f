"""A forgotten PIN over the phone: the laptop's request, and the one answer to it that its office alone can work out.

Laptop and office share a secret that neither ever says (`agreed_secret` of their keys). The request is a number used
once with check characters over the laptop and the officer; the answer is 88 bits of an HMAC of the request under that
secret. Whoever hears both learns nothing of the next answer.
"""

from __future__ import annotations

import hashlib
import hmac
import re

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.recovery.spoken import heard, spoken

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_NUMBER, _CHECKS = 9, 3  # letters: 45 bits that are never used twice, 15 bits that tell a slip of the ear
REQUEST_ENTROPY = 6  # bytes that `new_request` wants
ANSWER_SIZE = 11  # bytes, 88 bits: 12 words with the one that checks them


class RequestMistyped(BazarError):
    """The code is no request of this laptop for this officer, or was misheard. Facts: `laptop`, `officer`."""


def agreed_secret(shared: bytes, office: str, laptop: str) -> bytes:
    """Give the secret of a laptop and its office from what X25519 gives of their keys (age1… each)."""
    return hmac.digest(shared, f"bazar-pulih-1|{office}|{laptop}".encode(), hashlib.sha256)


def new_request(entropy: bytes, *, laptop: str, officer: str) -> str:
    """Make a request from 6 random bytes: `7KQX-9M2P-4TBA`. `laptop` is its key id, `officer` the name at sign-in."""
    number = int.from_bytes(entropy[:REQUEST_ENTROPY]) >> 8 * REQUEST_ENTROPY - 5 * _NUMBER
    letters = _letters(number, _NUMBER)
    return _grouped(letters + _checks(letters, laptop, officer))


def read_request(text: str, *, laptop: str, officer: str) -> str:
    """Read a request as it was said, however it was typed. Raises RequestMistyped where it is not of these two."""
    plain = re.sub(r"[^0-9A-Z]", "", text.upper()).translate(str.maketrans("OIL", "011"))
    number, checks = plain[:_NUMBER], plain[_NUMBER:]
    if len(plain) != _NUMBER + _CHECKS or checks != _checks(number, laptop, officer):
        raise RequestMistyped(laptop=laptop, officer=officer)
    return _grouped(plain)


def answer_to(request: str, officer: str, secret: bytes) -> bytes:
    """Work out the answer to `request` for the officer of that name; `secret` is `agreed_secret`."""
    said = f"bazar-jawab-1|{request}|{_plain(officer)}".encode()
    return hmac.digest(secret, said, hashlib.sha256)[:ANSWER_SIZE]


def answer_words(answer: bytes) -> tuple[str, ...]:
    """Give an answer as its 12 words."""
    return spoken(answer, ANSWER_SIZE)[0]


def heard_answer(text: str) -> bytes:
    """Read an answer from its words. Raises WordUnknown, WordsMiscounted, WordsMisheard."""
    return heard(text, ANSWER_SIZE, ANSWER_SIZE)


def wrapping_key(request: str, answer: bytes) -> bytes:
    """Give the 32 bytes that lock the store's key until `answer` is typed."""
    return hmac.digest(answer, f"bazar-buka-1|{request}".encode(), hashlib.sha256)


def _checks(letters: str, laptop: str, officer: str) -> str:
    said = f"bazar-minta-1|{letters}|{laptop}|{_plain(officer)}".encode()
    return _letters(int.from_bytes(hashlib.sha256(said).digest()[:2]) >> 1, _CHECKS)


def _letters(number: int, length: int) -> str:
    return "".join(LETTERS[number >> 5 * at & 31] for at in reversed(range(length)))


def _grouped(letters: str) -> str:
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _plain(officer: str) -> str:
    return " ".join(officer.split()).casefold()
