"""What a PIN must be, and how long a wrong one makes the next try wait."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from bazar_desktop.domain.errors import BazarError

SHORTEST, SHORTEST_OF_SUPERVISOR, LONGEST = 4, 6, 12
WORN = frozenset(
    {"qwerty", "asdf", "abcd", "bazar", "jakarta", "indonesia", "admin", "sudin", "rahasia", "sayang"}
)
_FREE_TRIES = 3
_WAITS = (5, 15, 30, 60, 120, 300, 600)  # seconds; the last one stays


class PinTooShort(BazarError):
    """Fact: `shortest`."""


class PinTooLong(BazarError):
    """Fact: `longest`."""


class PinTooPlain(BazarError):
    """The PIN is among the first that anybody would try."""


def tidy_pin(pin: str) -> str:
    """Give a PIN as it is compared: spaces around it and forms of the same letter do not count."""
    return unicodedata.normalize("NFKC", pin).strip()


def check_pin(pin: str, *, supervisor: bool) -> None:
    """Require a PIN that is long enough for its officer and not plain. Raises PinTooShort, PinTooLong, PinTooPlain."""
    check_length(pin, SHORTEST_OF_SUPERVISOR if supervisor else SHORTEST)
    if is_plain(tidy_pin(pin)):
        raise PinTooPlain()


def check_length(pin: str, shortest: int = SHORTEST) -> None:
    """Require so many to 12 characters, spaces around them not counted. Raises PinTooShort, PinTooLong."""
    length = len(tidy_pin(pin))
    if length < shortest:
        raise PinTooShort(shortest=shortest)
    if length > LONGEST:
        raise PinTooLong(longest=LONGEST)


def is_plain(pin: str) -> bool:
    """Whether a PIN is a repeat, a run up or down, a year or date of birth, or a word that everybody uses."""
    typed = pin.casefold()
    return typed in WORN or _repeats(typed) or _runs(typed) or _is_birthday(typed)


def _repeats(typed: str) -> bool:
    """0000, 1212, 123123, 112233: a piece over and over, or the same digits in pairs one after the other."""
    pieces = (typed[:size] for size in range(1, len(typed) // 2 + 1) if len(typed) % size == 0)
    if any(piece * (len(typed) // len(piece)) == typed for piece in pieces):
        return True
    pairs = typed[::2]
    return typed[1::2] == pairs and _runs(pairs)


def _runs(typed: str) -> bool:
    """1234, 987654, 0123, 7890, abcdef: each the next of the one before, nought after nine."""
    steps = {ord(after) - ord(before) for before, after in pairwise(typed)}
    if typed.isdecimal():
        steps = {(int(after) - int(before)) % 10 for before, after in pairwise(typed)}
        return steps in ({1}, {9})
    return steps in ({1}, {-1})


def _is_birthday(typed: str) -> bool:
    """1985, 010185, 01011985, 850101, 19850101: a year from 1930 to 2029, or a day of any year."""
    if not typed.isdecimal():
        return False
    if len(typed) == 4:
        return 1930 <= int(typed) <= 2029
    if len(typed) == 6:
        return _is_day(typed[:2], typed[2:4]) or _is_day(typed[4:], typed[2:4])
    if len(typed) == 8:
        years = range(1930, 2030)
        return (_is_day(typed[:2], typed[2:4]) and int(typed[4:]) in years) or (
            _is_day(typed[6:], typed[4:6]) and int(typed[:4]) in years
        )
    return False


def _is_day(day: str, month: str) -> bool:
    return 1 <= int(day) <= 31 and 1 <= int(month) <= 12


def wait_after(wrong: int) -> int:
    """How many seconds the next try waits after so many wrong PINs in a row."""
    over = wrong - _FREE_TRIES
    return 0 if over < 0 else _WAITS[min(over, len(_WAITS) - 1)]
