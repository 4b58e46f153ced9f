"""Excel and LibreOffice files to sheets, by calamine. Formulas are not evaluated: the value last saved is taken."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from typing import cast

import python_calamine

from bazar_desktop.spreadsheets.reading.archive import OLE_MAGIC
from bazar_desktop.spreadsheets.reading.formulas import NOTHING, Unshown, unshown_in
from bazar_desktop.spreadsheets.reading.limits import Limits
from bazar_desktop.spreadsheets.reading.marks import is_struck, struck_out
from bazar_desktop.spreadsheets.reading.old_marks import unshown_in_xls
from bazar_desktop.spreadsheets.reading.open_documents import is_ods, unshown_in_ods
from bazar_desktop.spreadsheets.reading.refusals import FileDamaged, FilePassworded, FileTooBig
from bazar_desktop.spreadsheets.reading.sheets import (
    BLANK,
    DATE,
    FORMULA,
    JOINT,
    NOTED,
    NUMBER,
    STRUCK,
    TEXT,
    TRUTH,
    Row,
    Sheet,
)

BLOCK = 400  # rows that are made at once: they stay in a processor's own memory, and that halves the time
Cell = int | float | str | bool | time | date | datetime | timedelta


def read_workbook(data: bytes, name: str, limits: Limits) -> Iterator[tuple[Sheet, Iterable[Row]]]:
    """The worksheets in the workbook's order, each without its rows, and these one by one as they are made.

    Raises FilePassworded, FileDamaged, FileTooBig, while the rows are taken too.
    """
    with _parsing(name):
        workbook = python_calamine.load_workbook(io.BytesIO(data))
        sheets = workbook.sheets_metadata
    if len(sheets) > limits.sheets:
        raise FileTooBig(name=name, what="sheets", limit=limits.sheets)
    count = _Count(name, limits)
    with ThreadPoolExecutor(1) as beside:  # calamine lets others run while it parses
        search = beside.submit(_unshown, data, name)
        for about in sheets:
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            with _parsing(name):
                sheet = workbook.get_sheet_by_name(about.name)
            count.rectangle(sheet)
            unshown = search.result().get(about.name, NOTHING)
            if unshown.lined:
                unshown = _with_lined(unshown, sheet, name)
            rows: Iterable[Row] = _rows(sheet, count)
            if unshown.left:
                rows = _with_left(rows, unshown.left)
            if unshown.cells:
                rows = _with_hidden(rows, unshown.cells)
            merged = unshown.merged or tuple(
                (a + 1, b, c + 1, d) for (a, b), (c, d) in (sheet.merged_cell_ranges or [])[:50_000]
            )
            shown = about.visible == python_calamine.SheetVisibleEnum.Visible
            top, _left = sheet.start or (0, 0)
            lowest = max((number for number, _index in unshown.cells), default=0)
            height = max(top + sheet.height, lowest)
            yield Sheet(sheet.name, shown, height, 0, merged, (), unshown.marks), rows


def _unshown(data: bytes, name: str) -> dict[str, Unshown]:
    if data.startswith(OLE_MAGIC):
        return unshown_in_xls(data)
    if not data.startswith(b"PK"):
        return {}
    return unshown_in_ods(data, name) if is_ods(data) else unshown_in(data, name)


@contextmanager
def _parsing(name: str) -> Iterator[None]:
    """Only calamine's own words for a bad file are the file's fault; whatever else is raised is ours."""
    try:
        yield
    except python_calamine.PasswordError as error:
        raise FilePassworded(name=name) from error
    except python_calamine.CalamineError as error:
        raise FileDamaged(name=name, what="workbook") from error
    except BaseException as error:
        if (
            type(error).__name__ == "PanicException"
        ):  # a check inside calamine that failed; it has no importable name
            raise FileDamaged(name=name, what="parser") from error
        raise


class _Count:
    """What was read of a file so far; raises FileTooBig beyond its limits."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name, self._limits = name, limits
        self._cells = 0

    def rectangle(self, sheet: python_calamine.CalamineSheet) -> None:
        """Looks at a sheet before its rows are made: calamine holds it whole; a lone cell far out makes it large."""
        self._cells += sheet.height * sheet.width
        if sheet.width > self._limits.columns * 17:
            raise FileTooBig(name=self.name, what="columns", limit=self._limits.columns)
        if self._cells > self._limits.cells * 4:
            raise FileTooBig(name=self.name, what="cells", limit=self._limits.cells)

    def row(self, row: Row, rows: int, cells: int) -> None:
        """Looks at one more row of a sheet that has so many by now."""
        limits = self._limits
        if len(row.kinds) > limits.columns:
            raise FileTooBig(name=self.name, what="columns", limit=limits.columns)
        if rows > limits.rows or cells > limits.cells:
            raise FileTooBig(name=self.name, what="rows", limit=limits.rows)
        if len(row.joined) > limits.cell_characters and max(map(len, row.texts)) > limits.cell_characters:
            raise FileTooBig(name=self.name, what="cell", limit=limits.cell_characters)


def _rows(sheet: python_calamine.CalamineSheet, count: _Count) -> Iterator[Row]:
    left = sheet.start[1] if sheet.start else 0
    rows = cells = 0
    # calamine gives the blank rows above the first cell too, but not the blank columns before it
    with _parsing(count.name):
        numbered = enumerate(sheet.iter_rows(), start=1)
        while block := list(islice(numbered, BLOCK)):
            made = _even(block, left) or [row for item in block if (row := _row(*item, left)) is not None]
            rows += len(made)
            for row in made:
                cells += len(row.kinds)
                count.row(row, rows, cells)
            yield from made


def _even(block: Sequence[tuple[int, list[Cell]]], left: int) -> list[Row] | None:
    """The rows of a block in which each column holds one kind of value and no blanks; None for any other block."""
    columns: list[Sequence[str]] = []
    kinds = ""
    for column in zip(*(values for _number, values in block), strict=True):
        (kind, *others) = set(map(type, column))
        if others:
            return None
        texts = column if kind is str else tuple(map(_written, column))
        if not all(map(str.strip, texts)):
            return None
        columns.append(texts)
        kinds += TEXT if kind is str else _KINDS[kind]
    joined = list(map(JOINT.join, zip(*columns, strict=True)))
    if not joined or JOINT.join(joined).count(JOINT) != len(block) * len(columns) - 1:
        return None
    before, kinds = JOINT * left, BLANK * left + kinds
    return [
        Row.packed(number, before + texts, kinds)
        for (number, _values), texts in zip(block, joined, strict=True)
    ]


def _with_hidden(rows: Iterable[Row], cells: dict[tuple[int, int], str]) -> Iterator[Row]:
    """The rows with formulas that were never calculated standing as their text: shown, not evaluated."""
    found = {row.number: row for row in rows}
    for (number, index), text in sorted(cells.items()):
        row = found.get(number, Row(number, (), ""))
        texts, kinds = list(row.texts), list(row.kinds)
        missing = index + 1 - len(texts)
        texts += [""] * missing
        kinds += [BLANK] * missing
        if kinds[index] == BLANK:
            texts[index], kinds[index] = text, FORMULA if text.startswith("=") else TEXT
        found[number] = Row(number, tuple(texts), "".join(kinds))
    return (found[number] for number in sorted(found))


def _with_lined(unshown: Unshown, sheet: python_calamine.CalamineSheet, name: str) -> Unshown:
    """The same with the rows marked that are struck out; of others the struck cells are left out, with a note."""
    marks, left = list(unshown.marks), dict(unshown.left)
    first = sheet.start[1] if sheet.start else 0
    with _parsing(name):
        for number, values in enumerate(islice(sheet.iter_rows(), max(unshown.lined)), start=1):
            cells = unshown.lined.get(number)
            row = _row(number, values, first) if cells is not None else None
            if cells is None or row is None:
                continue
            if is_struck(row, cells):
                marks.append((number, STRUCK, ""))
                continue
            for column, text in struck_out(row, cells):
                left[number, column] = ""
                marks.append((number, NOTED, f"~~{text}~~"))
    return replace(unshown, marks=tuple(marks), left=left)


def _with_left(rows: Iterable[Row], left: Mapping[tuple[int, int], str]) -> Iterator[Row]:
    """The rows with what is left of texts of which a part is struck out."""
    by_row: dict[int, dict[int, str]] = defaultdict(dict)
    for (number, index), text in left.items():
        by_row[number][index] = text
    for row in rows:
        kept = by_row.get(row.number, {})
        texts = (kept.get(index, text) for index, text in enumerate(row.texts))
        kinds = (BLANK if kept.get(index) == "" else kind for index, kind in enumerate(row.kinds))
        yield Row(row.number, tuple(texts), "".join(kinds)) if kept else row


def _row(number: int, values: list[Cell], left: int) -> Row | None:
    """The row without its blank tail, or None where all is blank. `left` blank columns are put back in front."""
    while values and type(values[-1]) is str and (not values[-1] or values[-1].isspace()):
        values.pop()
    if not values:
        return None
    kinds, others = _kinds(tuple(map(type, values)))
    texts = cast(list[str], values)
    for at in others:
        texts[at] = _written(values[at])
    if not all(map(str.strip, texts)):
        kinds = "".join(kind if text.strip() else BLANK for kind, text in zip(kinds, texts, strict=True))
    return Row(number, [""] * left + texts, BLANK * left + kinds)


@lru_cache(maxsize=1_000)
def _kinds(types: tuple[type, ...]) -> tuple[str, tuple[int, ...]]:
    """What cells of these types arrived as, and the places of those that are no text."""
    kinds = "".join(TEXT if item is str else _KINDS[item] for item in types)
    return kinds, tuple(at for at, item in enumerate(types) if item is not str)


_KINDS = {bool: TRUTH, int: NUMBER, float: NUMBER, date: DATE, datetime: DATE, time: DATE, timedelta: DATE}


def _written(value: Cell) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value)
    return str(value) if isinstance(value, str | timedelta) else value.isoformat()


def _number(value: float) -> str:
    """Digits in full, never 3.17106E+15; a fraction with a point, as short as gives the same number back."""
    if isinstance(value, int) or (abs(value) < 1e21 and value == int(value)):
        return str(int(value))
    return repr(value)
