"""Kinds of values: what a column of a fact may hold, as the journal writes it (text, whole number, yes or no).

Each column of the model declares one, and every door asks it: forms and imports, the journal itself, what comes in a
package. Null is no value and breaks no rule: a row may reach a store before its first entry.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Protocol

from bazar_desktop.domain.journal.changes import Value

WRONG_TYPE = "wrong_type"  # another kind of value than the column's
TOO_LONG = "too_long"
OUT_OF_RANGE = "out_of_range"  # a number, day or moment beyond what there is
UNKNOWN_WORD = "unknown_word"  # not one of the words that the column knows
WRONG_SHAPE = "wrong_shape"  # no JSON, or JSON of another shape
NOT_NORMAL = "not_normal"  # control characters, halves of characters
WRONG_FORM = "wrong_form"  # an id, a day, a number that is written otherwise

NAME, LINE, PARAGRAPH = 500, 1_000, 8_000  # characters: as long as anybody writes, and some more
ENTRY = 1_000_000_000_000  # rupiah: the most of one entry
YEARS = (2000, 2099)  # of what the program writes itself; papers of a vendor may be older


class Kind(Protocol):
    """What a column may hold."""

    def broken(self, value: Value) -> str | None:
        """The code of the rule that `value`, which is not null, breaks; None where it is sound."""


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def normal_text(text: str) -> str:
    """`text` as the program writes it: composed (Unicode's NFC), a space for what is no character."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", text))


@dataclass(frozen=True, slots=True)
class Words:
    """Words of at most `longest` characters, line breaks among them.

    That they are composed is seen to where they are written (`normal_text`) and not asked of what comes: an earlier
    program took in lists as they stood.
    """

    longest: int = NAME

    def broken(self, value: Value) -> str | None:
        if not isinstance(value, str):
            return WRONG_TYPE
        if len(value) > self.longest:
            return TOO_LONG
        if value.isascii() and value.isprintable():
            return None
        return NOT_NORMAL if _CONTROL.search(value) else None


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `least` to `most`."""

    least: int = 0
    most: int = ENTRY

    def broken(self, value: Value) -> str | None:
        if type(value) is not int:
            return WRONG_TYPE
        return None if self.least <= value <= self.most else OUT_OF_RANGE


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes or no."""

    def broken(self, value: Value) -> str | None:
        return None if value is True or value is False else WRONG_TYPE


@dataclass(frozen=True)
class OneOf:
    """One of some words."""

    words: tuple[str, ...]

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.words)

    def broken(self, value: Value) -> str | None:
        if not isinstance(value, str):
            return WRONG_TYPE
        return None if value in self._known else UNKNOWN_WORD


@dataclass(frozen=True)
class Form:
    """Text of one form, a regular expression, such as a code that is printed; `longest` characters at most."""

    pattern: str
    longest: int = 120

    @cached_property
    def _matches(self) -> Callable[[str], object]:
        return re.compile(self.pattern).fullmatch

    def broken(self, value: Value) -> str | None:
        if not isinstance(value, str):
            return WRONG_TYPE
        if len(value) > self.longest:
            return TOO_LONG
        return None if self._matches(value) else WRONG_FORM


ID = r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}"


@dataclass(frozen=True)
class Reference(Form):
    """The id of a row of `entity`. Whether that row is here is no question of the value: it may come later."""

    pattern: str = ID
    longest: int = 64
    entity: str = ""


def hexadecimal(length: int) -> Form:
    """So many hexadecimal digits in small letters."""
    return Form(rf"[0-9a-f]{{{length}}}", length)


_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"\d\d:\d\d:\d\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[+-]\d\d:\d\d|Z)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar, `2023-03-20`, of the years from `first` to `last`."""

    first: int = YEARS[0]
    last: int = YEARS[1]

    def broken(self, value: Value) -> str | None:
        if not isinstance(value, str):
            return WRONG_TYPE
        if not _DAY.fullmatch(value):
            return WRONG_FORM
        try:
            year = date.fromisoformat(value).year
        except ValueError:
            return WRONG_FORM
        return None if self.first <= year <= self.last else OUT_OF_RANGE


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of a day to the second, `09:30:00`."""

    def broken(self, value: Value) -> str | None:
        if not isinstance(value, str):
            return WRONG_TYPE
        if not _TIME.fullmatch(value):
            return WRONG_FORM
        try:
            time.fromisoformat(value)
        except ValueError:
            return WRONG_FORM
        return None


@dataclass(frozen=True, slots=True)
class MomentText:
    """A point in time with its offset, to the second: `2023-03-20T09:30:00+07:00`."""

    first: int = YEARS[0]
    last: int = YEARS[1]

    def broken(self, value: Value) -> str | None:
        if not isinstance(value, str):
            return WRONG_TYPE
        if not _MOMENT.fullmatch(value):
            return WRONG_FORM
        try:
            year = datetime.fromisoformat(value).year
        except ValueError:
            return WRONG_FORM
        return None if self.first <= year <= self.last else OUT_OF_RANGE


MONEY = Whole(0, ENTRY)
TRUTH = YesNo()


@dataclass(frozen=True)
class ByRow:
    """JSON whose kind depends on the row: `kinds` by row id, `other` for every other row."""

    other: Kind
    kinds: dict[str, Kind] = field(default_factory=dict)

    def broken(self, value: Value) -> str | None:
        return self.other.broken(value)

    def of_row(self, row_id: str) -> Kind:
        """The kind of the value in that row."""
        return self.kinds.get(row_id, self.other)
