"""The sums of a table's figures as its rows go by, beside which a row may be seen to be a total."""

from __future__ import annotations

from bazar_desktop.spreadsheets.reading.fields import AS_COUNT, AS_COUNTER, AS_MONEY, WANTED
from bazar_desktop.spreadsheets.reading.figures import figure_of
from bazar_desktop.spreadsheets.reading.guesses import Mapping
from bazar_desktop.spreadsheets.reading.sheets import Row
from bazar_desktop.spreadsheets.reading.tables import Table

NEARLY_ALL, LOOKED_BACK = 0.8, 200
_IDENTITY = ("owner", "business", "nik", "phone", "booth", "email", "address")


class RunningSums:
    """Running sums of the figure columns: of the part since the last total, and of all."""

    def __init__(self, table: Table, mapping: Mapping) -> None:
        reads = {field.key: field.reads for field in WANTED[mapping.kind]}
        self._table = table
        self._columns = {
            guess.column.index: guess.column.header
            for guess in mapping.guesses
            if (guess.field and reads[guess.field] in (AS_MONEY, AS_COUNT)) or not guess.field
        }
        self._counted = {
            guess.column.index
            for guess in mapping.guesses
            if guess.field and reads[guess.field] in (AS_MONEY, AS_COUNT, AS_COUNTER)
        }
        self._identity = [guess.column.index for guess in mapping.guesses if guess.field in _IDENTITY]
        self._part: dict[int, int] = {}
        self._all: dict[int, int] = {}
        self._rows = 0

    def add(self, row: Row) -> None:
        """Counts a data row in."""
        self._rows += 1
        for index, figure in self._figures(row).items():
            self._part[index] = self._part.get(index, 0) + figure
            self._all[index] = self._all.get(index, 0) + figure

    def equals(self, row: Row) -> bool:
        """True where each figure of the row is the sum of those above it."""
        if self._rows < 2:
            return False
        figures = {index: figure for index, figure in self._figures(row).items() if figure}
        return bool(figures) and any(
            all(sums.get(index) == figure for index, figure in figures.items())
            for sums in (self._part, self._all)
        )

    def names_nobody(self, row: Row) -> bool:
        """True where the row holds figures alone, and nothing by which the rows above it name their vendors."""
        filled = {index for index, text in enumerate(row.texts) if text.strip()}
        if any(index in filled for index in self._identity) or filled - self._figures(row).keys():
            return False
        before = [other for other in self._table.rows if other.number < row.number][-LOOKED_BACK:]
        for index in filled - self._counted:
            figures = [figure_of(other.text(index).strip()[:40], other.kind(index)) for other in before]
            given = [figure for figure in figures if figure is not None]
            if len(given) >= NEARLY_ALL * len(before) and _runs_on(given, self._figures(row)[index]):
                return False
        return True

    def differences(self, row: Row) -> tuple[tuple[str, int, int], ...]:
        """(header, written, summed) of each figure that is neither the part's nor the whole sum."""
        return tuple(
            (self._columns[index], figure, self._all.get(index, 0))
            for index, figure in self._figures(row).items()
            if index in self._all and figure not in (self._part.get(index), self._all.get(index))
        )

    def close_part(self) -> None:
        """A subtotal stood here: the next one counts from the row after it."""
        self._part = {}

    def _figures(self, row: Row) -> dict[int, int]:
        figures = {}
        for index in self._columns:
            text = row.text(index).strip()
            figure = figure_of(text, row.kind(index)) if text and len(text) < 40 else None
            if figure is not None:
                figures[index] = figure
        return figures


def _runs_on(given: list[int], figure: int) -> bool:
    """Whether `figure` is the next number after those given, as ids have it."""
    return figure == given[-1] + 1 and len(set(given)) == len(given)
