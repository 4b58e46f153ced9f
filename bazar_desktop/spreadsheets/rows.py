"""A table's rows to values. Every source row ends as data, or as "not a vendor" with its reason; none is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple, overload

from bazar_desktop.domain.day import BLANK, DECLINED, NIL, REPORTED
from bazar_desktop.domain.regions import Regions
from bazar_desktop.spreadsheets.cell_readers import CellReader, Quick, as_it_stands, readers_of
from bazar_desktop.spreadsheets.cells import (
    DECLINED_WORDS,
    NIL_WORDS,
    Flag,
    MoneyStyle,
    Value,
    thousands_mark,
)
from bazar_desktop.spreadsheets.columns import Guess, Mapping
from bazar_desktop.spreadsheets.dropped import Dropped, blank_ranges, dropped_rows, perhaps_total
from bazar_desktop.spreadsheets.fields import AS_COUNTER, AS_MONEY, OMZET, WANTED, Field
from bazar_desktop.spreadsheets.refusals import ColumnMissing
from bazar_desktop.spreadsheets.sheets import BLANK as NO_CELL
from bazar_desktop.spreadsheets.sheets import Row
from bazar_desktop.spreadsheets.tables import Table

CHANNEL_FIELDS = ("cash", "qris", "noncash", "marketplace")
NAMES_SOMEBODY = ("owner", "business", "booth", "nik", "phone")
PLAIN = MoneyStyle()
READ_AGAIN = 20_000  # rows from which on they are read each time they are asked for
TOTAL_DIFFERS = "total_differs"  # the row's own total is not the sum of its channels
NO_NAME = "no_name"
PERHAPS_TOTAL = "perhaps_total"  # kept as a vendor, but it may be a total under another name
FROM_MERGED_CELL = "from_merged_cell"

_UNITS = (
    (re.compile(r"juta", re.IGNORECASE), 1_000_000),
    (re.compile(r"ribu|\b000\b", re.IGNORECASE), 1_000),
)
# A title speaks of the figures' unit, and not of a target of 100 juta: "(dalam ribuan)", "(x Rp1.000)".
_SAYS_UNIT = re.compile(
    r"dalam\s+(satuan\s+)?(rp\.?\s*|rupiah\s*)?(ribu|juta|000)|\b(ribuan|jutaan)\b|\(\s*x?\s*rp\.?\s*1?\.?000\W*\)",
    re.IGNORECASE,
)


class ReadRow(NamedTuple):
    """One data row. `number` is its row in the source; `values` by field key, only what was filled and understood.

    `extras` are the filled cells of columns without a field, by header (and letter where headers repeat). `texts`
    are all cells as they stood. An omzet list's row also has "state": BLANK, NIL, REPORTED or DECLINED.
    """

    number: int
    values: dict[str, Value]
    extras: dict[str, str]
    flags: tuple[Flag, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadTable:
    """All rows of the sheet: `rows` + `dropped` + blank rows = `height`. `blank` are (first, last) source rows."""

    rows: Sequence[ReadRow]
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
    read = _RowReader(table, mapping, fields, styles, regions)
    rows = _LongList(data, read.row) if len(data) > READ_AGAIN else tuple(map(read.row, data))
    numbers = {row.number for row in table.rows} | gone
    return ReadTable(rows, dropped, blank_ranges(numbers, table.height), table.height, styles)


class _LongList(Sequence[ReadRow]):
    """The rows of a long list, each read whenever it is asked for: their values would fill the memory."""

    def __init__(self, rows: Sequence[Row], read: Callable[[Row], ReadRow]) -> None:
        self._rows, self._read = rows, read

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[ReadRow]:
        return map(self._read, self._rows)

    @overload
    def __getitem__(self, at: int) -> ReadRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[ReadRow]: ...
    def __getitem__(self, at: int | slice) -> ReadRow | Sequence[ReadRow]:
        if isinstance(at, slice):
            return _LongList(self._rows[at], self._read)
        return self._read(self._rows[at])


class _RowReader:
    """Reads one row after another, each column by a reader of its own."""

    def __init__(
        self,
        table: Table,
        mapping: Mapping,
        fields: dict[str, Field],
        styles: dict[str, MoneyStyle],
        regions: Regions | None,
    ) -> None:
        self._mapping = mapping
        self._merged = _merged_texts(table)
        names = _extra_names(table)
        self._extras = [
            (guess.column.index, names[guess.column.index])
            for guess in mapping.guesses
            if guess.field not in fields
        ]
        self._texts: list[tuple[int, str]] = []  # columns of which the text itself is the value
        self._cells: list[tuple[int, str, Quick, CellReader]] = []  # all others
        self._spreads: list[tuple[int, str]] = []  # columns in which a merged cell holds for all its rows
        for guess in mapping.guesses:
            field = fields.get(guess.field)
            if field is None:
                continue
            index, quick, read = (
                guess.column.index,
                *readers_of(field, styles.get(field.key, PLAIN), regions),
            )
            if quick is as_it_stands:
                self._texts.append((index, field.key))
            else:
                self._cells.append((index, field.key, quick, read))
            if field.reads not in (AS_MONEY, AS_COUNTER):
                self._spreads.append((index, field.key))
        self._width = max((guess.column.index + 1 for guess in mapping.guesses), default=0)

    def row(self, row: Row) -> ReadRow:
        """The row with its values."""
        values: dict[str, Value] = {}
        flags: list[Flag] = []
        stood = texts = row.texts
        kinds = row.kinds
        if len(kinds) < self._width:
            missing = self._width - len(kinds)
            texts, kinds = (*texts, *repeat("", missing)), kinds + NO_CELL * missing
        if self._merged:
            texts = self._spread(row.number, texts, flags)
        for index, key in self._texts:
            text = texts[index].strip()
            if text:
                values[key] = text
        for index, key, quick, read in self._cells:
            text = texts[index]
            if text and not text.isspace():
                value: Value = quick(text, kinds[index])
                if value is None:
                    understood = read(text, kinds[index])
                    value = understood.value
                    flags += understood.flags
                if value is not None:
                    values[key] = value
        extras = self._extra_texts(stood) if self._extras else {}
        if (
            values.get("counter") is None
            or self._mapping.kind == OMZET
            or values.keys().isdisjoint(NAMES_SOMEBODY)
        ):
            flags.extend(self._of_the_whole(row, values))
        return ReadRow(row.number, values, extras, tuple(flags), stood)

    def _extra_texts(self, texts: tuple[str, ...]) -> dict[str, str]:
        """What stands in the columns without a field, by header."""
        return {
            name: texts[index]
            for index, name in self._extras
            if index < len(texts) and texts[index] and not texts[index].isspace()
        }

    def _spread(self, number: int, texts: tuple[str, ...], flags: list[Flag]) -> tuple[str, ...]:
        """The texts with blank cells saying what stands at the top of the cells they were merged with."""
        filled = list(texts)
        for index, key in self._spreads:
            above = self._merged.get((number, index), "")
            if above.strip() and not filled[index].strip():
                filled[index] = above
                flags.append(Flag(key, FROM_MERGED_CELL, above))
        return tuple(filled)

    def _of_the_whole(self, row: Row, values: dict[str, Value]) -> Iterator[Flag]:
        if values.keys().isdisjoint(NAMES_SOMEBODY):
            yield Flag("owner", NO_NAME, "")
        if values.get("counter") is None and perhaps_total(row):
            yield Flag("owner", PERHAPS_TOTAL, " ".join(row.texts))
        if self._mapping.kind == OMZET:
            yield from _omzet_state(row, self._mapping, values)


def _extra_names(table: Table) -> dict[int, str]:
    """A name of its own for each column: its header, its letter, or both where headers repeat."""
    headers = Counter(column.header for column in table.columns)
    return {
        column.index: column.letter
        if not column.header
        else column.header
        if headers[column.header] == 1
        else f"{column.header} ({column.letter})"
        for column in table.columns
    }


def _omzet_state(row: Row, mapping: Mapping, values: dict[str, Value]) -> Iterator[Flag]:
    """Blank is not nihil, nihil is not declined: the words in money and note cells tell them apart."""
    texts = [
        row.text(guess.column.index).strip()
        for guess in mapping.guesses
        if guess.field in (*MONEY_KEYS, "note")
    ]
    amounts = [values[key] for key in MONEY_KEYS if isinstance(values.get(key), int)]
    if any(DECLINED_WORDS.fullmatch(text) for text in texts):
        values["state"] = DECLINED
    elif any(amounts):
        values["state"] = REPORTED
    elif amounts or any(NIL_WORDS.fullmatch(text) for text in texts):
        values["state"] = NIL
    else:
        values["state"] = BLANK
    channels = [amount for key in CHANNEL_FIELDS if isinstance(amount := values.get(key), int)]
    total = values.get("total")
    if channels and isinstance(total, int) and total != sum(channels):
        yield Flag("total", TOTAL_DIFFERS, str(total), sum(channels))


MONEY_KEYS = (*CHANNEL_FIELDS, "total")


def _style(table: Table, guess: Guess, rows: list[Row]) -> MoneyStyle:
    """The convention of a whole money column, by the majority of its cells; its unit by header and titles."""
    marks = Counter(thousands_mark(row.text(guess.column.index)) for row in rows)
    commas, points = marks[","], marks["."]
    thousands = "," if commas > points else "." if points else ""
    says = " ".join((guess.column.header, *filter(_SAYS_UNIT.search, table.titles)))
    unit = next((unit for pattern, unit in _UNITS if pattern.search(says)), 1)
    return MoneyStyle(thousands, unit)


def _merged_texts(table: Table) -> dict[tuple[int, int], str]:
    """For the lower cells of cells merged downwards: the text at their top."""
    by_number = {row.number: row for row in table.rows} if table.merged else {}
    texts: dict[tuple[int, int], str] = {}
    for top, left, bottom, _right in table.merged:
        if bottom > top and top in by_number and bottom - top < 10_000:
            for number in range(top + 1, bottom + 1):
                texts[number, left] = by_number[top].text(left)
    return texts
