"""Reads rows to values, each column by a reader of its own: one row, or many that follow one another by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping as Pairs, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from types import MappingProxyType
from typing import NamedTuple

from bazar_desktop.domain.bazaars.regions import Regions
from bazar_desktop.domain.day.model import BLANK, DECLINED, NIL, REPORTED
from bazar_desktop.spreadsheets.reading.card_shapes import is_label
from bazar_desktop.spreadsheets.reading.cell_readers import AsItStands, CellReader, Quick, readers_of
from bazar_desktop.spreadsheets.reading.cells import (
    DECLINED_WORDS,
    NIL_WORDS,
    NOT_CALCULATED,
    Flag,
    MoneyStyle,
    Value,
)
from bazar_desktop.spreadsheets.reading.fields import AS_COUNTER, AS_MONEY, OMZET, Field
from bazar_desktop.spreadsheets.reading.group_headings import HEADING, regions_in
from bazar_desktop.spreadsheets.reading.guesses import OF_DAY, Guess, Mapping
from bazar_desktop.spreadsheets.reading.non_data_rows import perhaps_total
from bazar_desktop.spreadsheets.reading.sheets import BLANK as NO_CELL, FORMULA, JOINT, NOTED, Row
from bazar_desktop.spreadsheets.reading.tables import Table

CHANNEL_FIELDS = ("cash", "qris", "noncash", "marketplace")
MONEY_KEYS = (*CHANNEL_FIELDS, "total")
NAMES = ("owner", "business")
NAMES_SOMEBODY = ("owner", "business", "booth", "nik", "phone")
Headings = Pairs[int, str]  # by source row what stands above its group
NO_HEADINGS: Headings = MappingProxyType({})
PLAIN = MoneyStyle()
TOTAL_DIFFERS = "total_differs"  # the row's own total is not the sum of its channels
NO_NAME = "no_name"
PERHAPS_TOTAL = "perhaps_total"  # kept as a vendor, but it may be a total under another name
NAME_IS_LABEL = "name_is_label"  # where a name should stand is a field's name, or no word at all
FROM_MERGED_CELL = "from_merged_cell"
SHARED_AMOUNT = "shared_amount"  # one merged cell of money beside several names
CELL_NOTE = "cell_note"  # somebody wrote a comment beside the row


class DataRow(NamedTuple):
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
class DataBlock:
    """Rows that follow one another, by column: one value a row, in the order of `numbers`.

    `values` by field as in ReadRow, None where nothing was filled in; `texts` by the column's index and `extras` by
    its name, as they stood. `odd` are the places of rows of which more is to be said than their values, such as
    flags: these have to be read alone, by `row`.
    """

    numbers: Sequence[int]
    values: dict[str, Sequence[Value]]
    texts: Sequence[Sequence[str]]
    extras: dict[str, Sequence[str]]
    odd: frozenset[int]
    row: Callable[[int], DataRow]


class RowReader:
    """Reads one row after another, each column by a reader of its own."""

    def __init__(
        self,
        table: Table,
        mapping: Mapping,
        fields: dict[str, Field],
        styles: dict[str, MoneyStyle],
        regions: Regions | None,
        headings: Headings = NO_HEADINGS,
    ) -> None:
        self._mapping = mapping
        self._headings = headings
        self._regions_in = {
            heading: regions_in(heading, mapping, regions) for heading in set(headings.values())
        }
        self._merged = _merged_texts(table)
        self._notes: dict[int, str] = {}
        for number, mark, note in table.marks:
            if mark == NOTED:
                before = self._notes.get(number)
                self._notes[number] = f"{before}; {note}" if before else note
        self._in_merged = {number for number, _index in self._merged}
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
            if guess.day is not None:
                field = replace(field, key=guess.key)
            index, quick, read = (
                guess.column.index,
                *readers_of(field, styles.get(field.key, PLAIN), regions),
            )
            if isinstance(quick, AsItStands):
                self._texts.append((index, field.key))
            else:
                self._cells.append((index, field.key, quick, read))
            if field.reads not in (AS_MONEY, AS_COUNTER):
                self._spreads.append((index, field.key))
        keys = Counter(guess.key for guess in mapping.guesses if guess.field)
        self._doubled = {key for key, count in keys.items() if count > 1}  # channels in two columns
        self._shared = _shared_amounts(table, mapping) if mapping.kind == OMZET else {}
        self._width = max((guess.column.index + 1 for guess in mapping.guesses), default=0)

    def row(self, row: Row) -> DataRow:
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
        self._read_texts(texts, kinds, values, flags)
        for index, key, quick, read in self._cells:
            text = texts[index]
            if text and not text.isspace():
                value: Value = quick(text, kinds[index])
                if value is None:
                    understood = read(text, kinds[index])
                    value = understood.value
                    flags += understood.flags
                if value is not None:
                    values[key] = value if key not in self._doubled else _added(values.get(key), value)
        if row.number in self._notes:
            flags.append(Flag("", CELL_NOTE, self._notes[row.number]))
        flags += self._shared.get(row.number, ())
        extras = self._extra_texts(stood) if self._extras else {}
        if heading := self._headings.get(row.number):
            extras = {**extras, HEADING: heading}
            values = {**self._regions_in[heading], **values}
        if (
            values.get("counter") is None
            or self._mapping.kind == OMZET
            or values.keys().isdisjoint(NAMES_SOMEBODY)
        ):
            flags.extend(self._of_the_whole(row, values))
        return DataRow(row.number, values, extras, tuple(flags), stood)

    def _read_texts(
        self, texts: Sequence[str], kinds: str, values: dict[str, Value], flags: list[Flag]
    ) -> None:
        """The columns of which the text itself is the value."""
        for index, key in self._texts:
            text = texts[index].strip()
            if text and kinds[index] == FORMULA and key != "counter":
                flags.append(Flag(key, NOT_CALCULATED, text))
            elif text:
                values[key] = text

    def block(self, rows: Sequence[Row]) -> DataBlock:
        """The rows by column. What is plainly in order costs a fraction of reading each alone."""
        texts, kinds = _by_columns(rows, self._width)
        odd = (
            {place for place, row in enumerate(rows) if row.number in self._in_merged}
            if self._merged
            else set()
        )
        if self._headings:
            odd |= {place for place, row in enumerate(rows) if row.number in self._headings}
        if self._notes:
            odd |= {place for place, row in enumerate(rows) if row.number in self._notes}
        values: dict[str, Sequence[Value]] = {}
        for index, key in self._texts:
            stripped: list[Value] = list(map(str.strip, texts[index]))
            values[key] = _none_for_blank(stripped)
            if FORMULA in kinds[index]:
                odd.update(place for place, kind in enumerate(kinds[index]) if kind == FORMULA)
        for index, key, quick, read in self._cells:
            values[key], flagged = _understood(texts[index], kinds[index], quick, read)
            odd.update(flagged)
        odd.update(self._to_be_asked(rows, values))
        extras: dict[str, Sequence[str]] = {name: texts[index] for index, name in self._extras}
        numbers = [row.number for row in rows]
        return DataBlock(numbers, values, texts, extras, frozenset(odd), lambda place: self.row(rows[place]))

    def _to_be_asked(self, rows: Sequence[Row], values: dict[str, Sequence[Value]]) -> Iterator[int]:
        """The places of rows of which `_of_the_whole` may say something."""
        everywhere = range(len(rows))
        if self._mapping.kind == OMZET:
            yield from everywhere
        counters = values.get("counter", [None] * len(rows))
        if None in counters:
            yield from (
                place for place in everywhere if counters[place] is None and perhaps_total(rows[place])
            )
            for key in NAMES:
                column = values.get(key, ())
                labels = {text for text in set(column) if isinstance(text, str) and is_label(text)}
                yield from (place for place in everywhere if labels and column[place] in labels)
        named = [values[key] for key in NAMES_SOMEBODY if key in values]
        if all(None in column for column in named):
            yield from (place for place in everywhere if all(column[place] is None for column in named))

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
        for key in NAMES if values.get("counter") is None else ():
            if isinstance(name := values.get(key), str) and is_label(name):
                yield Flag(key, NAME_IS_LABEL, name)
        if self._mapping.kind == OMZET:
            yield from _omzet_states(row, self._mapping, values)


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


def _added(before: Value, value: Value) -> Value:
    """The sum of two amounts of one channel."""
    both = isinstance(before, int) and isinstance(value, int)
    return int(str(before)) + int(str(value)) if both else value


def _omzet_states(row: Row, mapping: Mapping, values: dict[str, Value]) -> Iterator[Flag]:
    """The state of the row's one day, or of each day that has columns of its own: under "state@h2"."""
    days = mapping.days
    for suffix in [f"{OF_DAY}{day.key}" for day in days] or [""]:
        guesses = [
            guess for guess in mapping.guesses if guess.key in {f"{key}{suffix}" for key in MONEY_KEYS}
        ]
        yield from _omzet_state(row, mapping, guesses, values, suffix)


def _omzet_state(
    row: Row, mapping: Mapping, guesses: Sequence[Guess], values: dict[str, Value], suffix: str
) -> Iterator[Flag]:
    """Blank is not nihil, nihil is not declined: the words in money and note cells tell them apart."""
    money = [row.text(guess.column.index).strip() for guess in guesses]
    noted = [row.text(guess.column.index).strip() for guess in mapping.guesses if guess.field == "note"]
    texts = money if suffix else [*money, *noted]
    amounts = [amount for guess in guesses if isinstance(amount := values.get(guess.key), int)]
    if any(DECLINED_WORDS.fullmatch(text) for text in texts):
        state = DECLINED
    elif any(amounts):
        state = REPORTED
    elif amounts or any(NIL_WORDS.fullmatch(text) for text in texts):
        state = NIL
    else:
        state = BLANK
    values[f"state{suffix}"] = state
    channels = [amount for key in CHANNEL_FIELDS if isinstance(amount := values.get(f"{key}{suffix}"), int)]
    total = values.get(f"total{suffix}")
    if channels and isinstance(total, int) and total != sum(channels):
        yield Flag(f"total{suffix}", TOTAL_DIFFERS, str(total), sum(channels))


def _by_columns(rows: Sequence[Row], least: int) -> tuple[list[list[str]], list[str]]:
    """Texts and kinds of `least` columns and as many more as there are; short rows are filled up."""
    width = max(least, *(len(row.kinds) for row in rows), 1)
    texts = JOINT.join(
        [
            row.joined if len(row.kinds) == width else row.joined + JOINT * (width - max(1, len(row.kinds)))
            for row in rows
        ]
    ).split(JOINT)
    kinds = "".join([row.kinds.ljust(width, NO_CELL) for row in rows])
    return [texts[at::width] for at in range(width)], [kinds[at::width] for at in range(width)]


def _none_for_blank(values: list[Value]) -> list[Value]:
    return [None if value == "" else value for value in values] if "" in values else values


def _understood(
    texts: Sequence[str], kinds: str, quick: Quick, read: CellReader
) -> tuple[list[Value], list[int]]:
    """The values of a column's cells; and the places of those at which a person should look."""
    found = _none_for_blank(quick.column(texts, kinds))
    flagged = []
    if None in found:
        for place, value in enumerate(found):
            if value is None and texts[place].strip():
                understood = read(texts[place], kinds[place])
                found[place] = understood.value
                if understood.flags:
                    flagged.append(place)
    return found, flagged


def _shared_amounts(table: Table, mapping: Mapping) -> dict[int, list[Flag]]:
    """By row the amounts that stand in one merged cell for rows of several names: nobody knows whose they are."""
    by_number = {row.number: row for row in table.rows} if table.merged else {}
    names = [guess.column.index for guess in mapping.guesses if guess.field in NAMES_SOMEBODY]
    money = {guess.column.index: guess.key for guess in mapping.guesses if guess.field in MONEY_KEYS}
    flags: dict[int, list[Flag]] = {}
    for top, left, bottom, _right in table.merged:
        rows = [by_number[number] for number in range(top, bottom + 1) if number in by_number]
        if left in money and len(rows) > 1 and rows[0].text(left).strip():
            named = [row for row in rows if any(row.text(at).strip() for at in names)]
            for row in named if len(named) > 1 else ():
                flag = Flag(money[left], SHARED_AMOUNT, rows[0].text(left))
                flags.setdefault(row.number, []).append(flag)
    return flags


def _merged_texts(table: Table) -> dict[tuple[int, int], str]:
    """For the lower cells of cells merged downwards: the text at their top."""
    by_number = {row.number: row for row in table.rows} if table.merged else {}
    texts: dict[tuple[int, int], str] = {}
    for top, left, bottom, _right in table.merged:
        if bottom > top and top in by_number and bottom - top < 10_000:
            for number in range(top + 1, bottom + 1):
                texts[number, left] = by_number[top].text(left)
    return texts
