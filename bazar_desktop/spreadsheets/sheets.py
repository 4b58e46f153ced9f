"""A file's sheets as they stand: every cell's text and what it arrived as. No meaning is given to anything yet."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

TEXT, NUMBER, DATE, TRUTH, BLANK = "t", "n", "d", "b", "-"  # what a cell arrived as
TYPED = "o"  # the officer typed it over what had arrived


class Row(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One row with anything in it. `number` counts from 1 as the spreadsheet shows it; `kinds` has one letter a cell.

    A NUMBER's text is the number written out in full, with a decimal point; a DATE's is ISO 8601.
    """

    number: int
    texts: tuple[str, ...]
    kinds: str

    def text(self, index: int) -> str:
        return self.texts[index] if index < len(self.texts) else ""

    def kind(self, index: int) -> str:
        return self.kinds[index] if index < len(self.kinds) else BLANK

    @property
    def filled(self) -> int:
        """How many cells hold more than blanks."""
        return sum(1 for text in self.texts if text.strip())


class Sheet(msgspec.Struct, frozen=True, array_like=True):
    """`rows` leaves out blank rows; `height` counts them.

    `merged` are (top, left, bottom, right): rows from 1, columns from 0.
    """

    name: str
    visible: bool
    height: int
    width: int
    merged: tuple[tuple[int, int, int, int], ...]
    rows: tuple[Row, ...]


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
