"""A table's rows to values. Every source row ends as data, or as "not a vendor" with its reason; none is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping as Pairs, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from bazar_desktop.domain.bazaars.regions import Regions
from bazar_desktop.spreadsheets.reading.cells import MoneyStyle, Value, thousands_mark, understand
from bazar_desktop.spreadsheets.reading.fields import AS_MONEY, OMZET, REGISTER, WANTED, Field
from bazar_desktop.spreadsheets.reading.group_headings import headings_of
from bazar_desktop.spreadsheets.reading.guesses import Guess, Mapping
from bazar_desktop.spreadsheets.reading.non_data_rows import (
    TOTAL,
    Dropped,
    blank_ranges,
    dropped_rows,
    is_average,
)
from bazar_desktop.spreadsheets.reading.refusals import ColumnMissing
from bazar_desktop.spreadsheets.reading.row_chains import LongList
from bazar_desktop.spreadsheets.reading.row_reader import DataRow, RowReader
from bazar_desktop.spreadsheets.reading.sheets import JOINT, Row
from bazar_desktop.spreadsheets.reading.tables import Table
from bazar_desktop.spreadsheets.reading.totals_above import rows_of_totals

NOTHING: Pairs[int, str] = MappingProxyType({})
WHOLE = "total"  # the key of a sum over all columns
LAST_ROWS = 20
READ_AGAIN = 20_000  # rows from which on they are read each time they are asked for

_UNITS = (
    (re.compile(r"juta|\bjt\b", re.IGNORECASE), 1_000_000),
    (re.compile(r"ribu|\b000\b|\brb\b", re.IGNORECASE), 1_000),
)
# A title speaks of the figures' unit, and not of a target of 100 juta: "(dalam ribuan)", "(x Rp1.000)".
_SAYS_UNIT = re.compile(
    r"dalam\s+(satuan\s+)?(rp\.?\s*|rupiah\s*)?(ribu|juta|000)|\b(ribuan|jutaan)\b|\(\s*x?\s*rp\.?\s*1?\.?000\W*\)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TotalRow:
    """What a row of totals says: its source row, and rupiah by the key of the column."""

    number: int
    sums: dict[str, int]


@dataclass(frozen=True, slots=True)
class ReadTable:
    """All rows of the sheet: `rows` + `dropped` + blank rows = `height`. `blank` are (first, last) source rows.

    `headings` are what stands above groups of vendors, by source row below it.
    """

    rows: Sequence[DataRow]
    dropped: tuple[Dropped, ...]
    blank: tuple[tuple[int, int], ...]
    height: int
    styles: dict[str, MoneyStyle]
    totals: tuple[TotalRow, ...] = ()
    headings: Pairs[int, str] = field(default_factory=dict)

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
    without: Pairs[int, str] = NOTHING,
    headings: Pairs[int, str] | None = None,
) -> ReadTable:
    """The values of every data row. `regions` lets kecamatan and kelurahan be spelled as the ministry does.

    `styles` are told instead of found out. Without `drop` every row of the table is data. `without`: source rows
    that would be data and are left out, with the reason. `headings`: what stands above the rows, else found out.
    Raises ColumnMissing where `mapping` is of another table.
    """
    columns = {column.index for column in table.columns}
    for guess in mapping.guesses:
        if guess.column.index not in columns:
            raise ColumnMissing(column=guess.column.header or guess.column.letter)
    fields = {field.key: field for field in WANTED[mapping.kind]}
    dropped = dropped_rows(table, mapping) if drop else ()
    if without:
        dropped = _with_left_out(dropped, table, without)
    gone = {each.number for each in dropped}
    data = [row for row in table.rows if row.number not in gone]
    styles = styles or {
        guess.key: _style(table, guess, data)
        for guess in mapping.guesses
        if guess.field and fields[guess.field].reads == AS_MONEY
    }
    if headings is None:
        headings = headings_of(table, dropped) if mapping.kind == REGISTER else NOTHING
    read = RowReader(table, mapping, fields, styles, regions, headings)
    rows = LongList(data, read) if len(data) > READ_AGAIN else tuple(map(read.row, data))
    numbers = {row.number for row in table.rows} | gone
    totals = tuple(_totals(table, mapping, dropped, styles))
    return ReadTable(
        rows, dropped, blank_ranges(numbers, table.height), table.height, styles, totals, headings
    )


def _with_left_out(dropped: Sequence[Dropped], table: Table, without: Pairs[int, str]) -> tuple[Dropped, ...]:
    known = {item.number for item in dropped}
    left_out = [
        Dropped(
            row.number, without[row.number], " | ".join(text.strip() for text in row.texts if text.strip())
        )
        for row in table.rows
        if row.number in without and row.number not in known
    ]
    return tuple(sorted([*dropped, *left_out], key=lambda item: item.number))


def _totals(
    table: Table, mapping: Mapping, dropped: Sequence[Dropped], styles: dict[str, MoneyStyle]
) -> Iterator[TotalRow]:
    """The rows of totals by the columns of money, in the column's own unit; averages are none."""
    numbers = {item.number for item in dropped if item.reason == TOTAL and not is_average(item.text)}
    fields = {field.key: field for field in WANTED[mapping.kind]}
    by_key = [
        (guess.key, guess.column.index, fields[guess.field])
        for guess in mapping.guesses
        if guess.key in styles
    ]
    for row in table.rows if numbers else ():
        if row.number in numbers:
            yield TotalRow(row.number, _sums_in(row, by_key, styles))
    if numbers or mapping.kind != OMZET or any(style.unit != 1 for style in styles.values()):
        return
    for row, amount in rows_of_totals(table):  # above the list, where none stands below
        sums = _sums_in(row, by_key, styles) or ({WHOLE: amount} if amount else {})
        yield from [TotalRow(row.number, sums)] if sums else []


def _sums_in(
    row: Row, columns: Sequence[tuple[str, int, Field]], styles: dict[str, MoneyStyle]
) -> dict[str, int]:
    sums: dict[str, int] = {}
    for key, at, money in columns:
        value = _sum_in(money, row.text(at), row.kind(at), styles[key])
        if isinstance(value, int):
            sums[key] = sums.get(key, 0) + value
    return sums


def _sum_in(field: Field, text: str, kind: str, style: MoneyStyle) -> Value:
    understood = understand(field, text, kind, style, None)
    proposals = [flag.proposal for flag in understood.flags if flag.proposal is not None]
    return proposals[0] if understood.value is None and proposals else understood.value


def _lone_texts(table: Table) -> list[str]:
    """What stands alone in one of the last rows: a remark below the list."""
    return [row.joined.strip(JOINT + " ") for row in table.rows[-LAST_ROWS:] if row.filled == 1]


def _style(table: Table, guess: Guess, rows: list[Row]) -> MoneyStyle:
    """The convention of a whole money column, by the majority of its cells; its unit by header and titles."""
    marks = Counter(thousands_mark(row.text(guess.column.index)) for row in rows)
    commas, points = marks[","], marks["."]
    thousands = "," if commas > points else "." if points else ""
    says = " ".join((guess.column.header, *filter(_SAYS_UNIT.search, (*table.titles, *_lone_texts(table)))))
    unit = next((unit for pattern, unit in _UNITS if pattern.search(says)), 1)
    return MoneyStyle(thousands, unit)
