"""Several sheets of one file taken over as one list: their rows in one count, their columns side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bazar_desktop.spreadsheets.dropped import Dropped
from bazar_desktop.spreadsheets.rows import ReadRow
from bazar_desktop.spreadsheets.taken import Taken


@dataclass(frozen=True, slots=True)
class Joined:
    """`rows` and `dropped` count on from sheet to sheet; `height` is the sum. `columns`: field to (index, name)."""

    rows: tuple[ReadRow, ...]
    dropped: tuple[Dropped, ...]
    blank: int
    height: int
    columns: dict[str, tuple[int, str]]


def join(takens: Sequence[Taken]) -> Joined:
    """One list of all. The first sheet keeps its cells where they stand; those of the others move to its columns."""
    columns: dict[str, tuple[int, str]] = {}
    rows: list[ReadRow] = []
    dropped: list[Dropped] = []
    height = blank = 0
    width = max((guess.column.index + 1 for guess in takens[0].mapping.guesses), default=0)
    for taken in takens:
        for guess in taken.mapping.guesses:
            if guess.field and guess.field not in columns:
                first = taken is takens[0]
                columns[guess.field] = (
                    guess.column.index if first else width,
                    guess.column.header or guess.column.letter,
                )
                width += not first
        found = taken.found
        if taken is takens[0]:
            rows += found.rows
            dropped += found.dropped
        else:
            places = _places(taken, columns)
            rows += [_moved(row, height, places, width) for row in found.rows]
            dropped += [
                Dropped(one.number + height, one.reason, one.text, one.differs) for one in found.dropped
            ]
        blank += sum(last - first + 1 for first, last in found.blank)
        height += found.height
    return Joined(tuple(rows), tuple(dropped), blank, height, columns)


def place_of(takens: Sequence[Taken], number: int) -> tuple[int, int]:
    """Which of `takens` a row of the joined list stands in, and its source row there."""
    for at, taken in enumerate(takens):
        if number <= taken.found.height:
            return at, number
        number -= taken.found.height
    raise IndexError(number)


def _places(taken: Taken, columns: dict[str, tuple[int, str]]) -> list[tuple[int, int]]:
    """(from, to) of each column that holds a field."""
    return [(guess.column.index, columns[guess.field][0]) for guess in taken.mapping.guesses if guess.field]


def _moved(row: ReadRow, by: int, places: list[tuple[int, int]], width: int) -> ReadRow:
    texts = [""] * width
    for start, end in places:
        texts[end] = row.texts[start] if start < len(row.texts) else ""
    return ReadRow(row.number + by, row.values, row.extras, row.flags, tuple(texts))
