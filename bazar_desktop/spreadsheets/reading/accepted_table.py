"""A table as it is taken over: its columns, its rows, and what the officer said of single cells and rows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bazar_desktop.domain.bazaars.regions import Regions
from bazar_desktop.domain.identifiers import DAMAGED_BY_SPREADSHEET
from bazar_desktop.spreadsheets.reading.cells import Flag
from bazar_desktop.spreadsheets.reading.fields import AS_COUNTER, AS_MONEY, WANTED
from bazar_desktop.spreadsheets.reading.guesses import Mapping as Columns
from bazar_desktop.spreadsheets.reading.non_data_rows import FILTERED, LEFT_OUT, Dropped, dropped_rows
from bazar_desktop.spreadsheets.reading.row_chains import Piece, RowChain
from bazar_desktop.spreadsheets.reading.row_reader import DataRow
from bazar_desktop.spreadsheets.reading.rows import ReadTable, read_rows
from bazar_desktop.spreadsheets.reading.sheets import BLANK, HIDDEN, STRUCK, TEXT, TYPED, Row
from bazar_desktop.spreadsheets.reading.tables import Table

TAKE, LEAVE = "take", "leave"
LOOKED_AT = 2_000
LEAST_NIKS, MOSTLY = 4, 0.9  # a column of NIKs that nearly all end in 0 was rounded to fifteen digits before


@dataclass(frozen=True, slots=True)
class Amendments:
    """What the officer said. `texts`: (source row, column index) to what the cell should say.

    `vendors` are rows that were left out and are vendors; `others` are rows that are none.
    """

    texts: Mapping[tuple[int, int], str] = field(default_factory=dict)
    vendors: frozenset[int] = frozenset()
    others: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Told:
    """What the officer said of the whole table. `marked`: TAKE or LEAVE rows that are hidden or struck out, "" unasked.

    `down` are columns whose blank cells say what stands above them; `only`: (column, text) that a row must say.
    """

    marked: str = ""
    down: frozenset[int] = frozenset()
    only: tuple[tuple[int, str], ...] = ()


NONE, UNTOLD = Amendments(), Told()


@dataclass(frozen=True, slots=True)
class AcceptedTable:
    """`read` is the table as it stands in the file, `found` with the amendments. `units`: field to rupiah, as told.

    `marked` counts the rows of data that the sheet hides or strikes out, by mark.
    """

    table: Table
    mapping: Columns
    units: Mapping[str, int]
    amendments: Amendments
    read: ReadTable
    found: ReadTable
    told: Told = UNTOLD
    marked: Mapping[str, int] = field(default_factory=dict)


def take(
    table: Table,
    mapping: Columns,
    regions: Regions | None,
    units: Mapping[str, int] | None = None,
    told: Told = UNTOLD,
) -> AcceptedTable:
    """Read `table`. `units` answers for a money column whether its figures are rupiah, thousands or millions."""
    numbers = dict(units or {})
    marked = _marked_data(table, mapping)
    without = _left_out(table, told, marked)
    original, table = table, _filled_down(table, told)
    read = read_rows(table, mapping, regions, without=without)
    styles = {
        name: replace(style, unit=numbers[name], told=True) if name in numbers else style
        for name, style in read.styles.items()
    }
    if styles != read.styles:
        read = read_rows(table, mapping, regions, styles=styles, without=without)
    read = _without_rounded_niks(read, table, mapping)
    counts = dict(Counter(marked.values()))
    return AcceptedTable(original, mapping, numbers, NONE, read, read, told, counts)


def _marked_data(table: Table, mapping: Columns) -> dict[int, str]:
    """The rows of data that the sheet hides or strikes out, each with its mark."""
    marks = {number: mark for number, mark, _note in table.marks if mark in (HIDDEN, STRUCK)}
    if not marks:
        return {}
    gone = {item.number for item in dropped_rows(table, mapping)}
    return {
        row.number: marks[row.number] for row in table.rows if row.number in marks and row.number not in gone
    }


def _left_out(table: Table, told: Told, marked: Mapping[int, str]) -> dict[int, str]:
    """The rows that the officer leaves out, all of a kind, with the reason."""
    without = dict(marked) if told.marked == LEAVE else {}
    for index, text in told.only:
        wanted = text.strip().casefold()
        for row in table.rows:
            if row.text(index).strip().casefold() != wanted:
                without.setdefault(row.number, FILTERED)
    return without


def _filled_down(table: Table, told: Told) -> Table:
    """The same with the blank cells of these columns taken for one merged cell with what stands above them."""
    merged = []
    for index in told.down:
        top = 0
        for row in table.rows:
            if row.text(index).strip():
                top = row.number
            elif top:
                merged.append((top, index, row.number, index))
    return replace(table, merged=(*table.merged, *_longest(merged))) if merged else table


def _longest(merged: Sequence[tuple[int, int, int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Of the ranges that begin in one cell the longest."""
    ends = {(top, left): bottom for top, left, bottom, _right in merged}
    for (top, left), bottom in ends.items():
        yield top, left, bottom, left


def amend(taken: AcceptedTable, amendments: Amendments, regions: Regions | None) -> AcceptedTable:
    """The same with `amendments` in place of those before; only the rows they name are read again."""
    if amendments == NONE:
        return replace(taken, amendments=amendments, found=taken.read)
    left_out = {item.number for item in taken.read.dropped}
    changed = {number for number, _index in amendments.texts} - left_out | amendments.vendors
    again = {row.number: row for row in _read_again(taken, amendments, changed, regions)}
    dropped = [item for item in taken.read.dropped if item.number not in amendments.vendors]
    pieces, start, rows = [], 0, taken.read.rows
    for number in sorted(again.keys() | amendments.others):
        at = bisect_left(rows, number, key=lambda row: row.number)
        was = rows[at] if at < len(rows) and rows[at].number == number else None
        pieces.append(Piece(rows[start:at]))
        start = at + (was is not None)
        row = again.get(number, was)
        if row is not None and number in amendments.others:
            dropped.append(Dropped(number, LEFT_OUT, _words(row)))
        elif row is not None:
            pieces.append(Piece((row,)))
    table = replace(
        taken.read,
        rows=RowChain([*pieces, Piece(rows[start:])]),
        dropped=tuple(sorted(dropped, key=lambda item: item.number)),
    )
    return replace(taken, amendments=amendments, found=table)


def _words(row: DataRow) -> str:
    return " | ".join(text.strip() for text in row.texts if text.strip())


def asked_units(taken: AcceptedTable) -> dict[str, int]:
    """The money columns whose header or title says thousands or millions, and nobody has said so."""
    return {
        name: style.unit for name, style in taken.read.styles.items() if style.unit != 1 and not style.told
    }


def _read_again(
    taken: AcceptedTable, amendments: Amendments, numbers: set[int], regions: Regions | None
) -> Sequence[DataRow]:
    if not numbers:
        return ()
    sheet = next(item for item in taken.table.source.sheets if item.name == taken.table.sheet)
    rows = tuple(_amended(taken, row, amendments) for row in sheet.rows if row.number in numbers)
    table = replace(taken.table, rows=rows, merged=())
    return read_rows(
        table,
        taken.mapping,
        regions,
        styles=taken.read.styles,
        drop=False,
        headings=taken.read.headings,
    ).rows


def _amended(taken: AcceptedTable, row: Row, amendments: Amendments) -> Row:
    texts = dict(enumerate(row.texts))
    kinds = dict(enumerate(row.kinds))
    for index, text in _from_above(taken, row):
        texts[index], kinds[index] = text, TEXT
    for (number, index), text in amendments.texts.items():
        if number == row.number:
            texts[index], kinds[index] = text, TYPED
    width = range(max(texts, default=-1) + 1)
    return Row(
        row.number,
        tuple(texts.get(at, "") for at in width),
        "".join(kinds.get(at, BLANK) for at in width),
    )


def _from_above(taken: AcceptedTable, row: Row) -> Iterator[tuple[int, str]]:
    """What cells merged downwards say in this row too, as the whole table is read; sums belong to one row only."""
    reads = {item.key: item.reads for item in WANTED[taken.mapping.kind]}
    spread = {
        guess.column.index
        for guess in taken.mapping.guesses
        if guess.field and reads[guess.field] not in (AS_MONEY, AS_COUNTER)
    }
    by_number = {item.number: item for item in taken.table.rows}
    for top, left, bottom, _right in _filled_down(taken.table, taken.told).merged:
        if top < row.number <= bottom and left in spread and top in by_number and not row.text(left).strip():
            yield left, by_number[top].text(left)


def _without_rounded_niks(read: ReadTable, table: Table, mapping: Columns) -> ReadTable:
    """A list that went through Excel and came out as texts: its NIKs have sixteen digits and nearly all end in 0."""
    column = mapping.column_of("nik")
    if column is None:
        return read
    texts = (re.sub(r"[ .\-']", "", row.text(column.index)) for row in table.rows[:LOOKED_AT])
    niks = [text for text in texts if re.fullmatch(r"[0-9]{16}", text)]
    rounded = sum(1 for nik in niks if nik.endswith("0"))
    if rounded < LEAST_NIKS or rounded < MOSTLY * len(niks):
        return read
    return replace(read, rows=RowChain([Piece(read.rows, _doubted)]))


def _doubted(row: DataRow) -> DataRow:
    nik = str(row.values.get("nik", ""))
    if not nik.endswith("0"):
        return row
    values = {name: value for name, value in row.values.items() if name != "nik"}
    flags = (*(flag for flag in row.flags if flag.field != "nik"), Flag("nik", DAMAGED_BY_SPREADSHEET, nik))
    return DataRow(row.number, values, row.extras, flags, row.texts)
