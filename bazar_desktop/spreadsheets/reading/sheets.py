"""A file's sheets as they stand: every cell's text and what it arrived as. No meaning is given to anything yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

TEXT, NUMBER, DATE, TRUTH, BLANK = "t", "n", "d", "b", "-"  # what a cell arrived as
TYPED = "o"  # the officer typed it over what had arrived
FORMULA = "f"  # a formula that was never calculated, as it is written
HIDDEN, STRUCK, NOTED = "hidden", "struck", "noted"  # what a sheet says of a row beside its cells
JOINT, _SHOWN_JOINT = "\x1f", "\u241f"  # between two cells; its picture where a text itself holds it


class Row:
    """One row with anything in it. `number` counts from 1 as the spreadsheet shows it; `kinds` has one letter a cell.

    A NUMBER's text is the number written out in full, with a decimal point; a DATE's is ISO 8601. The texts are kept
    as one, `joined`: a list of 400,000 rows then takes a third of the memory. Take `texts` once and go through them.
    """

    __slots__ = ("joined", "kinds", "number")

    def __init__(self, number: int, texts: Sequence[str], kinds: str) -> None:
        self.number, self.kinds = number, kinds
        self.joined = JOINT.join(texts)
        if self.joined.count(JOINT) >= max(1, len(texts)):
            self.joined = JOINT.join(text.replace(JOINT, _SHOWN_JOINT) for text in texts)

    @classmethod
    def packed(cls, number: int, joined: str, kinds: str) -> Row:
        """The row whose texts are joined already."""
        row = cls.__new__(cls)
        row.number, row.joined, row.kinds = number, joined, kinds
        return row

    @property
    def texts(self) -> tuple[str, ...]:
        """One text a cell."""
        return tuple(self.joined.split(JOINT)) if self.kinds else ()

    def text(self, index: int) -> str:
        return self.texts[index] if index < len(self.kinds) else ""

    def kind(self, index: int) -> str:
        return self.kinds[index] if index < len(self.kinds) else BLANK

    @property
    def filled(self) -> int:
        """How many cells hold more than blanks."""
        return sum([1 for text in self.joined.split(JOINT) if text and not text.isspace()])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and (self.number, self.joined, self.kinds) == (
            other.number,
            other.joined,
            other.kinds,
        )

    def __hash__(self) -> int:
        return hash((self.number, self.joined))

    def __repr__(self) -> str:
        return f"Row({self.number}, {self.texts!r}, {self.kinds!r})"


class Sheet(msgspec.Struct, frozen=True, array_like=True):
    """`rows` leaves out blank rows; `height` counts them.

    `merged` are (top, left, bottom, right): rows from 1, columns from 0. `marks` are (row, HIDDEN, STRUCK or NOTED,
    the note's text): rows that a filter hides, that are struck out, that carry a comment.
    """

    name: str
    visible: bool
    height: int
    width: int
    merged: tuple[tuple[int, int, int, int], ...]
    rows: tuple[Row, ...]
    marks: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: `kind` is "xlsx", "xls", "ods" or "text"; the dialect's fields are "" for workbooks."""

    name: str
    kind: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    separator: str = ""
    quote: str = ""
    line_end: str = ""
