"""Bytes as words that can be read over the phone or from paper; each line of words has one that checks it."""

from __future__ import annotations

import hashlib
import re

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.recovery.words import WORDS

_NUMBERS = {word[:4]: number for number, word in enumerate(WORDS)}
_SHORTEST = 4  # letters of a word that tell it from all others


class WordUnknown(BazarError):
    """A word that is in no key. Facts: `word` as typed, `place` from 1."""


class WordsMiscounted(BazarError):
    """More or fewer words than the key has. Facts: `count`, `wanted`."""


class WordsMisheard(BazarError):
    """The words of a line do not fit the word that checks it. Fact: `line` from 1."""


def spoken(data: bytes, per_line: int) -> tuple[tuple[str, ...], ...]:
    """Give `data` as lines of `per_line` words, each followed by the word that checks it and its place."""
    pieces = [data[at : at + per_line] for at in range(0, len(data), per_line)]
    return tuple(
        tuple(WORDS[number] for number in (*piece, _check(piece, line))) for line, piece in enumerate(pieces)
    )


def heard(text: str, size: int, per_line: int) -> bytes:
    """Read the `size` bytes that `spoken` gave as words: any case, any signs between, four letters of each are enough.

    Raises WordUnknown, WordsMiscounted, WordsMisheard.
    """
    typed = re.findall(r"[a-z]+", text.lower())
    numbers = [_number(word, place) for place, word in enumerate(typed, 1)]
    wanted = size + -(-size // per_line)
    if len(numbers) != wanted:
        raise WordsMiscounted(count=len(numbers), wanted=wanted)
    data = b""
    for line, at in enumerate(range(0, wanted, per_line + 1)):
        *piece, check = numbers[at : at + per_line + 1]
        if check != _check(bytes(piece), line):
            raise WordsMisheard(line=line + 1)
        data += bytes(piece)
    return data


def _number(word: str, place: int) -> int:
    number = _NUMBERS.get(word[:_SHORTEST])
    if number is None or not WORDS[number].startswith(word):
        raise WordUnknown(word=word[:12], place=place)
    return number


def _check(piece: bytes, line: int) -> int:
    return hashlib.sha256(b"bazar-kata|%d|" % line + piece).digest()[0]
