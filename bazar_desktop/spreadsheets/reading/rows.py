"""A table's rows to values. Every source row ends as data, or as "not a vendor" with its reason; none is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bazar_desktop.domain.bazaars.regions import Regions
from bazar_desktop.spreadsheets.reading.cells import MoneyStyle, thousands_mark
from bazar_desktop.spreadsheets.reading.columns import Guess, Mapping
from bazar_desktop.spreadsheets.reading.fields import AS_MONEY, WANTED
from bazar_desktop.spreadsheets.reading.non_data_rows import Dropped, blank_ranges, dropped_rows
from bazar_desktop.spreadsheets.reading.refusals import ColumnMissing
from bazar_desktop.spreadsheets.reading.row_chains import LongList
from bazar_desktop.spreadsheets.reading.row_reader import DataRow, RowReader
from bazar_desktop.spreadsheets.reading.sheets import Row
from bazar_desktop.spreadsheets.reading.tables import Table

READ_AGAIN = 20_000  # rows from which on they are read each time they are asked for

_UNITS = (
    (re.compile(r"juta", re.IGNORECASE), 1_000_000),
    (re.compile(r"ribu|\b000\b", re.IGNORECASE), 1_000),
)
# A title speaks of the figures' unit, and not of a target of 100 juta: "(dalam ribuan)", "(x Rp1.000)".
_SAYS_UNIT = re.compile(
    r"dalam\s+(satuan\s+)?(rp\.?\s*|rupiah\s*)?(ribu|juta|000)|\b(ribuan|jutaan)\b|\(\s*x?\s*rp\.?\s*1?\.?000\W*\)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ReadTable:
    """All rows of the sheet: `rows` + `dropped` + blank rows = `height`. `blank` are (first, last) source rows."""

    rows: Sequence[DataRow]
    dropped: tuple[Dropped, ...]
    blank: tuple[tuple[int, int], ...]
    height: int
    styles: dict[str, MoneyStyle]

    def counts(self) -> dict[str, int]:
        """How many source rows ended how: "data", each reason of `dropped`, "blank". They add up to `height`."""
        counted = Counter({"data": len(self.rows)})
        counted.update(each.reason for each in self.dropped)
        counted["blank"] = sum(last - first + 1 for first, last in self.blank)
        return dict(counted)


def read_rows(
    table: Table,
    mapping: Mapping,
    regions: Regions | None = None,
    *,
    styles: dict[str, MoneyStyle] | None = None,
    drop: bool = True,
) -> ReadTable:
    """The values of every data row. `regions` lets kecamatan and kelurahan be spelled as the ministry does.

    `styles` are told instead of found out. Without `drop` every row of the table is data.
    Raises ColumnMissing where `mapping` is of another table.
    """
    columns = {column.index for column in table.columns}
    for guess in mapping.guesses:
        if guess.column.index not in columns:
            raise ColumnMissing(column=guess.column.header or guess.column.letter)
    fields = {field.key: field for field in WANTED[mapping.kind]}
    dropped = dropped_rows(table, mapping) if drop else ()
    gone = {each.number for each in dropped}
    data = [row for row in table.rows if row.number not in gone]
    styles = styles or {
        guess.field: _style(table, guess, data)
        for guess in mapping.guesses
        if guess.field and fields[guess.field].reads == AS_MONEY
    }
    read = RowReader(table, mapping, fields, styles, regions)
    rows = LongList(data, read) if len(data) > READ_AGAIN else tuple(map(read.row, data))
    numbers = {row.number for row in table.rows} | gone
    return ReadTable(rows, dropped, blank_ranges(numbers, table.height), table.height, styles)


def _style(table: Table, guess: Guess, rows: list[Row]) -> MoneyStyle:
    """The convention of a whole money column, by the majority of its cells; its unit by header and titles."""
    marks = Counter(thousands_mark(row.text(guess.column.index)) for row in rows)
    commas, points = marks[","], marks["."]
    thousands = "," if commas > points else "." if points else ""
    says = " ".join((guess.column.header, *filter(_SAYS_UNIT.search, table.titles)))
    unit = next((unit for pattern, unit in _UNITS if pattern.search(says)), 1)
    return MoneyStyle(thousands, unit)
