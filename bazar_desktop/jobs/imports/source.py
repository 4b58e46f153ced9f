"""A list from a file before anything is planned: its tables, what was understood, what the officer corrected."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping as Pairs, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path

from bazar_desktop.domain.bazaars.regions import Regions
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.register.list_model import ListColumn, OtherRow, ReadList
from bazar_desktop.services.settings.regions import regions
from bazar_desktop.spreadsheets.reading.accepted_table import AcceptedTable, Told, amend, take
from bazar_desktop.spreadsheets.reading.archive import TEXT
from bazar_desktop.spreadsheets.reading.chat_lists import chat_in, read_pasted
from bazar_desktop.spreadsheets.reading.chat_sales import sales_in, sales_of
from bazar_desktop.spreadsheets.reading.columns import recognise
from bazar_desktop.spreadsheets.reading.combined_tables import join, place_of
from bazar_desktop.spreadsheets.reading.fields import OMZET
from bazar_desktop.spreadsheets.reading.guesses import REPLACED, Mapping
from bazar_desktop.spreadsheets.reading.header_shapes import header_key
from bazar_desktop.spreadsheets.reading.opening import Watch, open_file
from bazar_desktop.spreadsheets.reading.refusals import ColumnMissing
from bazar_desktop.spreadsheets.reading.row_days import days_of_rows
from bazar_desktop.spreadsheets.reading.row_reader import MONEY_KEYS
from bazar_desktop.spreadsheets.reading.rows import ReadTable
from bazar_desktop.spreadsheets.reading.tables import Range, Table, find_tables, retable

LEAST_KNOWN = 2  # known columns from which on a sheet is offered as a list


class SheetMissing(BazarError):
    """The file has no sheet of this name. Facts: sheet, sheets."""


@dataclass(frozen=True)
class Look:
    """A file as it was understood: its tables (the best first), those taken over, and which of these is in hand.

    `sheets_told`: the officer has said which sheets to take.
    """

    tables: tuple[Table, ...]
    parts: tuple[AcceptedTable, ...]
    at: int = 0
    known: Pairs[str, int] = field(
        default_factory=dict
    )  # by sheet: the columns recognised for this kind of list
    sheets_told: bool = False

    @property
    def part(self) -> AcceptedTable:
        """The table in hand: the one that is shown and corrected."""
        return self.parts[self.at]

    @property
    def table(self) -> Table:
        return self.part.table

    @property
    def mapping(self) -> Mapping:
        return self.part.mapping

    @property
    def found(self) -> ReadTable:
        return self.part.found

    @property
    def kind(self) -> str:
        return self.mapping.kind

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets taken over, in their order."""
        return tuple(part.table.sheet for part in self.parts)

    @cached_property
    def listing(self) -> ReadList:
        """What the use cases take."""
        joined = join(self.parts)
        columns = {name: ListColumn(*place) for name, place in joined.columns.items()}
        others = tuple(OtherRow(each.number, each.reason, each.text) for each in joined.dropped)
        days = tuple(dict.fromkeys(day for part in self.parts for day in part.mapping.days))
        return ReadList(
            self.table.source.name,
            joined.rows,
            columns,
            others,
            joined.blank,
            joined.height,
            days,
            joined.totals,
            days_of_rows(self.parts),
        )

    def place(self, number: int) -> tuple[str, int]:
        """Give the sheet and the source row of a row of the listing."""
        at, row = place_of(self.parts, number)
        return self.parts[at].table.sheet, row

    def row_words(self, number: int) -> str:
        """Give a row of the listing as people name it: its source row, with the sheet where there are several."""
        sheet, row = self.place(number)
        return f"{sheet} {row}" if len(self.parts) > 1 else str(row)


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the search for cycles: it would walk a million rows again and again, and none is part of one.

    What is held at the end is left out of every later search too; it goes as usual when nobody holds it any more.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


@lru_cache(maxsize=1)
def known_regions() -> Regions:
    """Give the regions, read once."""
    return regions()


def look_at(file: Path, kind: str, *, sheet: str = "", watch: Watch | None = None) -> Look:
    """Read `file` in a process of its own and understand its best table, or that of `sheet`.

    `watch` is called while the process reads and may raise to stop it. Raises the refusals of
    `spreadsheets.reading.refusals`, SheetMissing.
    """
    with uncollected():
        source = open_file(file, watch=watch)
        tables = tuple(find_tables(source))
        is_text = not sheet and source.kind == TEXT
        chat = sales_of(file) if is_text and kind == OMZET else None
        if chat is None and is_text and not _is_list(tables[0]):
            chat = chat_in(file)
        return look_in((chat,) if chat is not None else tables, kind, (sheet,) if sheet else ())


def _is_list(table: Table) -> bool:
    """Whether a text file has a header, so that it is no list out of a chat."""
    return bool(table.header_rows) and len(table.columns) > 1


def look_at_pasted(text: str, kind: str) -> Look:
    """Look at a block from the clipboard or a chat list. Raises NoTableFound, FileTooBig."""
    sales = sales_in(text) if kind == OMZET else None
    return look_in((sales or read_pasted(text),), kind)


def look_in(tables: tuple[Table, ...], kind: str, sheets: Sequence[str] = ()) -> Look:
    """Understand the best of these tables, or those of `sheets`. Raises SheetMissing."""
    chosen = [_named(tables, name) for name in sheets] or [tables[0]]
    mappings = {table.sheet: recognise(table, kind, known_regions()) for table in tables}
    known = {sheet: _known_columns(mapping) for sheet, mapping in mappings.items()}
    return Look(
        tables, tuple(take(table, mappings[table.sheet], known_regions()) for table in chosen), 0, known
    )


def _named(tables: tuple[Table, ...], sheet: str) -> Table:
    named = [table for table in tables if table.sheet.casefold() == sheet.strip().casefold()]
    if not named:
        raise SheetMissing(sheet=sheet, sheets=", ".join(table.sheet for table in tables) or "-")
    return named[0]


def take_sheets(look: Look, sheets: Sequence[str]) -> Look:
    """The same file with the tables of these sheets, one list after the other; those taken before stay as they are.

    Raises SheetMissing.
    """
    known = {part.table.sheet: part for part in look.parts}
    parts = []
    for table in (_named(look.tables, name) for name in sheets or look.sheets[:1]):
        part = known.get(table.sheet)
        parts.append(part or take(table, recognise(table, look.kind, known_regions()), known_regions()))
    at = next((at for at, part in enumerate(parts) if part.table.sheet == look.table.sheet), 0)
    return replace(look, parts=tuple(parts), at=at, sheets_told=look.sheets_told or bool(sheets))


def _known_columns(mapping: Mapping) -> int:
    return sum(1 for guess in mapping.guesses if guess.field not in ("", "counter"))


def listed_tables(look: Look) -> list[Table]:
    """Give the tables of the file's shown sheets that hold a list: two columns that are known, and rows."""
    return [table for table in look.tables if table.rows and look.known[table.sheet] >= LEAST_KNOWN]


def sheet_facts(look: Look, table: Table) -> dict[str, object]:
    """Tell what is said of a sheet where several can be taken: its name, header, rows, and whether it is taken."""
    return {
        "sheet": table.sheet,
        "header_rows": list(table.header_rows),
        "rows": len(table.rows),
        "known_columns": look.known[table.sheet],
        "taken": table.sheet in look.sheets,
    }


def in_hand(look: Look, sheet: str) -> Look:
    """Give the same with another of the sheets taken over in hand. Raises SheetMissing."""
    if sheet not in look.sheets:
        raise SheetMissing(sheet=sheet, sheets=", ".join(look.sheets))
    return replace(look, at=look.sheets.index(sheet))


def move_range(look: Look, place: Range) -> Look:
    """Give the same sheet with the table where the officer put it."""
    table = retable(look.table, place)
    return _with(look, take(table, recognise(table, look.kind, known_regions()), known_regions()))


def correct_columns(look: Look, columns: Pairs[int, str]) -> Look:
    """Give the same with these columns (by index) holding these fields; "" keeps a column as extra text.

    It holds for the table in hand and for every other sheet with the same header. Columns of money that are given
    one field at once are added up.
    """

    def corrected(part: AcceptedTable) -> AcceptedTable:
        return amend(
            take(part.table, part.mapping.told(columns), known_regions(), part.units, part.told),
            part.amendments,
            known_regions(),
        )

    return _with_alike(look, corrected)


def add_replaced(look: Look) -> Look:
    """Give the same with the columns of money that the officer chose one after the other added up."""
    guesses = look.mapping.guesses
    fields = [guess.field for guess in guesses if guess.why == "corrected" and guess.field in MONEY_KEYS]
    chosen = [
        guess.column.index
        for guess in guesses
        if guess.why == REPLACED or (guess.why == "corrected" and guess.field in fields[-1:])
    ]
    return correct_columns(look, dict.fromkeys(chosen, fields[-1])) if fields else look


def tell_units(look: Look, units: Pairs[str, int]) -> Look:
    """Give the same with the figures of these money columns meant in so many rupiah each; see `correct_columns`."""

    def told(part: AcceptedTable) -> AcceptedTable:
        again = take(part.table, part.mapping, known_regions(), {**part.units, **units}, part.told)
        return amend(again, part.amendments, known_regions())

    return _with_alike(look, told)


def tell_rows(look: Look, change: Callable[[Told], Told]) -> Look:
    """Give the same with something else said of all rows: marked ones, blank cells below a group, a filter."""

    def told(part: AcceptedTable) -> AcceptedTable:
        again = take(part.table, part.mapping, known_regions(), part.units, change(part.told))
        return amend(again, part.amendments, known_regions())

    return _with_alike(look, told)


def _with_alike(look: Look, change: Callable[[AcceptedTable], AcceptedTable]) -> Look:
    """The table in hand changed, and every other one below the same header."""
    header = header_key(look.table)
    return replace(
        look,
        parts=tuple(
            change(part) if at == look.at or (header and header_key(part.table) == header) else part
            for at, part in enumerate(look.parts)
        ),
    )


def type_cells(look: Look, texts: Pairs[tuple[int, str], str]) -> Look:
    """Give the same with these cells, by row of the listing and field, saying what the officer typed.

    Raises ColumnMissing where the row's sheet has no column of that field.
    """
    places: dict[int, dict[tuple[int, int], str]] = {}
    for (number, name), text in texts.items():
        at, row = place_of(look.parts, number)
        column = look.parts[at].mapping.column_of(name)
        if column is None:
            raise ColumnMissing(column=name)
        places.setdefault(at, {})[row, column.index] = text
    parts = list(look.parts)
    for at, typed in places.items():
        said = parts[at].amendments
        parts[at] = amend(parts[at], replace(said, texts={**said.texts, **typed}), known_regions())
    return replace(look, parts=tuple(parts))


def call_vendors(look: Look, numbers: Iterable[int], *, vendors: bool) -> Look:
    """Give the same with these rows of the listing taken for vendors, or for none."""
    parts = list(look.parts)
    for number in numbers:
        at, row = place_of(parts, number)
        said = parts[at].amendments
        into, out_of = (said.vendors | {row}, said.others - {row})
        if not vendors:
            into, out_of = said.vendors - {row}, said.others | {row}
        parts[at] = amend(parts[at], replace(said, vendors=into, others=out_of), known_regions())
    return replace(look, parts=tuple(parts))


def _with(look: Look, part: AcceptedTable) -> Look:
    return replace(look, parts=tuple(part if at == look.at else item for at, item in enumerate(look.parts)))
