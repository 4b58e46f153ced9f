"""Excel and LibreOffice files to sheets, by calamine. Formulas are not evaluated: the value last saved is taken."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

import python_calamine

from bazar_desktop.spreadsheets.formulas import blanks_with_content
from bazar_desktop.spreadsheets.limits import Limits
from bazar_desktop.spreadsheets.refusals import FileDamaged, FilePassworded, FileTooBig
from bazar_desktop.spreadsheets.sheets import BLANK, DATE, NUMBER, TEXT, TRUTH, Row, Sheet

Cell = int | float | str | bool | time | date | datetime | timedelta


def read_workbook(data: bytes, name: str, limits: Limits) -> Iterator[Sheet]:
    """The worksheets in the workbook's order. Raises FilePassworded, FileDamaged, FileTooBig."""
    with _parsing(name):
        workbook = python_calamine.load_workbook(io.BytesIO(data))
        sheets = workbook.sheets_metadata
    if len(sheets) > limits.sheets:
        raise FileTooBig(name=name, what="sheets", limit=limits.sheets)
    hidden = blanks_with_content(data, name) if data.startswith(b"PK") else {}
    cells = 0
    for about in sheets:
        if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        with _parsing(name):
            found = workbook.get_sheet_by_name(about.name)
        cells += found.height * found.width
        _check(found, cells, name, limits)
        sheet = _sheet(found, about.visible == python_calamine.SheetVisibleEnum.Visible, name, limits)
        yield _with_hidden(sheet, hidden[about.name]) if about.name in hidden else sheet


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


def _values(found: python_calamine.CalamineSheet, name: str) -> Iterator[list[Cell]]:
    with _parsing(name):
        yield from found.iter_rows()


def _check(found: python_calamine.CalamineSheet, cells: int, name: str, limits: Limits) -> None:
    # calamine holds the whole rectangle: a lone cell far out makes it large, and is refused before rows are made
    if found.width > limits.columns * 17:
        raise FileTooBig(name=name, what="columns", limit=limits.columns)
    if cells > limits.cells * 4:
        raise FileTooBig(name=name, what="cells", limit=limits.cells)


def _sheet(found: python_calamine.CalamineSheet, visible: bool, name: str, limits: Limits) -> Sheet:
    top, left = found.start or (0, 0)
    rows, width, cells = [], 0, 0
    # calamine gives the blank rows above the first cell too, but not the blank columns before it
    for number, values in enumerate(_values(found, name), start=1):
        row = _row(number, values, left)
        if row is None:
            continue
        rows.append(row)
        width = max(width, len(row.kinds))
        cells += len(row.kinds)
        if width > limits.columns:
            raise FileTooBig(name=name, what="columns", limit=limits.columns)
        if len(rows) > limits.rows or cells > limits.cells:
            raise FileTooBig(name=name, what="rows", limit=limits.rows)
        if len(row.joined) > limits.cell_characters and max(map(len, row.texts)) > limits.cell_characters:
            raise FileTooBig(name=name, what="cell", limit=limits.cell_characters)
    merged = tuple((a + 1, b, c + 1, d) for (a, b), (c, d) in (found.merged_cell_ranges or [])[:50_000])
    return Sheet(found.name, visible, top + found.height, width, merged, tuple(rows))


def _with_hidden(sheet: Sheet, cells: dict[tuple[int, int], str]) -> Sheet:
    """The sheet with formulas that were never calculated standing as their text: shown, not evaluated."""
    rows = {row.number: row for row in sheet.rows}
    width, height = sheet.width, sheet.height
    for (number, index), text in sorted(cells.items()):
        row = rows.get(number, Row(number, (), ""))
        texts, kinds = list(row.texts), list(row.kinds)
        missing = index + 1 - len(texts)
        texts += [""] * missing
        kinds += [BLANK] * missing
        if kinds[index] == BLANK:
            texts[index], kinds[index] = text, TEXT
        rows[number] = Row(number, tuple(texts), "".join(kinds))
        width, height = max(width, len(texts)), max(height, number)
    ordered = tuple(rows[number] for number in sorted(rows))
    return Sheet(sheet.name, sheet.visible, height, width, sheet.merged, ordered)


def _row(number: int, values: list[Cell], left: int) -> Row | None:
    """The row without its blank tail, or None where all is blank. `left` blank columns are put back in front."""
    while values and (values[-1] == "" or (isinstance(values[-1], str) and not values[-1].strip())):
        values.pop()
    if not values:
        return None
    texts, kinds = [""] * left, [BLANK] * left
    for value in values:
        if type(value) is str:  # most cells
            texts.append(value)
            kinds.append(TEXT if value and not value.isspace() else BLANK)
        else:
            text, kind = _written(value)
            texts.append(text)
            kinds.append(kind)
    return Row(number, texts, "".join(kinds))


def _written(value: Cell) -> tuple[str, str]:
    if isinstance(value, str):
        return value, TEXT if value.strip() else BLANK
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), TRUTH
    if isinstance(value, int | float):
        return _number(value), NUMBER
    if isinstance(value, timedelta):
        return str(value), DATE
    return value.isoformat(), DATE


def _number(value: float) -> str:
    """Digits in full, never 3.17106E+15; a fraction with a point, as short as gives the same number back."""
    if isinstance(value, int) or (abs(value) < 1e21 and value == int(value)):
        return str(int(value))
    return repr(value)
