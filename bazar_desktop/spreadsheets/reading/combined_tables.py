"""Several sheets of one file taken over as one list: their rows in one count, their columns side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bazar_desktop.spreadsheets.reading.accepted_table import AcceptedTable
from bazar_desktop.spreadsheets.reading.non_data_rows import Dropped
from bazar_desktop.spreadsheets.reading.row_chains import Piece, RowChain
from bazar_desktop.spreadsheets.reading.row_reader import DataRow


@dataclass(frozen=True, slots=True)
class CombinedTable:
    """`rows` and `dropped` count on from sheet to sheet; `height` is the sum. `columns`: field to (index, name).

    `totals` are what the rows of totals say, a tuple a sheet.
    """

    rows: Sequence[DataRow]
    dropped: tuple[Dropped, ...]
    blank: int
    height: int
    columns: dict[str, tuple[int, str]]
    totals: tuple[tuple[dict[str, int], ...], ...] = ()


def join(takens: Sequence[AcceptedTable]) -> CombinedTable:
    """One list of all. The first sheet keeps its cells where they stand; those of the others move to its columns."""
    columns, width = _columns(takens)
    pieces: list[Piece] = []
    dropped: list[Dropped] = []
    height = blank = 0
    for taken in takens:
        table = taken.found
        if taken is takens[0]:
            pieces.append(Piece(table.rows))
            dropped += table.dropped
        else:
            pieces.append(Piece(table.rows, _mover(taken, height, columns, width)))
            dropped += [
                Dropped(item.number + height, item.reason, item.text, item.differs) for item in table.dropped
            ]
        blank += sum(last - first + 1 for first, last in table.blank)
        height += table.height
    rows = RowChain(pieces) if len(takens) > 1 else takens[0].found.rows
    totals = tuple(tuple(row.sums for row in taken.found.totals) for taken in takens)
    return CombinedTable(rows, tuple(dropped), blank, height, columns, totals)


def _columns(takens: Sequence[AcceptedTable]) -> tuple[dict[str, tuple[int, str]], int]:
    """Where each field stands: as in the first sheet, or behind its last column; and how many columns that makes."""
    columns: dict[str, tuple[int, str]] = {}
    width = max((guess.column.index + 1 for guess in takens[0].mapping.guesses), default=0)
    for taken in takens:
        for guess in taken.mapping.guesses:
            if guess.field and guess.key not in columns:
                first = taken is takens[0]
                name = guess.column.header or guess.column.letter
                columns[guess.key] = (guess.column.index if first else width, name)
                width += not first
    return columns, width


def place_of(takens: Sequence[AcceptedTable], number: int) -> tuple[int, int]:
    """Which of `takens` a row of the joined list stands in, and its source row there."""
    for at, taken in enumerate(takens):
        if number <= taken.found.height:
            return at, number
        number -= taken.found.height
    raise IndexError(number)


def _mover(
    taken: AcceptedTable, by: int, columns: dict[str, tuple[int, str]], width: int
) -> Callable[[DataRow], DataRow]:
    """Counts a row on by the sheets before its own, and moves its cells to the columns of their fields."""
    places = [(guess.column.index, columns[guess.key][0]) for guess in taken.mapping.guesses if guess.field]

    def moved(row: DataRow) -> DataRow:
        texts = [""] * width
        for start, end in places:
            texts[end] = row.texts[start] if start < len(row.texts) else ""
        return DataRow(row.number + by, row.values, row.extras, row.flags, tuple(texts))

    return moved
