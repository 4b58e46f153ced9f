"""Excel workbooks: real numbers and dates, identifiers as text, a frozen header with filters."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bazar_desktop.spreadsheets.writing.day_tables import (
    DATE,
    MOMENT,
    NUMBER,
    RUPIAH,
    TEXT,
    OutCell,
    OutColumn,
    OutTable,
)
from bazar_desktop.store.files import write_whole

WIDEST = 60
MEASURED_ROWS = 500
LONGEST_CELL = 32_767  # what an Excel cell holds
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "remove_timezone": True,
}
_MEMBER = b"PK\x01\x02"  # of a ZIP's list; its sixth byte says on which system it was made
_LOOKS = {RUPIAH: "#,##0", NUMBER: "0", DATE: "dd/mm/yyyy", MOMENT: "dd/mm/yyyy hh:mm", TEXT: "@"}


class Book:
    """A workbook in the making; `finished` gives its bytes."""

    def __init__(self, created: datetime | None = None) -> None:
        self._bytes = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._bytes, OPTIONS)
        self._book.set_properties({"created": created or datetime(2000, 1, 1)})
        self.header = self._book.add_format(
            {"bold": True, "bg_color": "#E8ECF1", "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self._looks = {kind: self._book.add_format({"num_format": look}) for kind, look in _LOOKS.items()}
        self.faulty = self._book.add_format({"bg_color": "#FFD9D0", "num_format": "@"})
        self.plain = self._looks[TEXT]

    def add(self, title: str, columns: Sequence[OutColumn], rows: Iterable[Sequence[OutCell]]) -> None:
        """A sheet with its header in row 1, frozen and filtered."""
        sheet = self._book.add_worksheet(_sheet_name(title, len(self._book.worksheets())))
        widths = [len(column.title) for column in columns]
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column.title, self.header)
        last = 0
        for last, row in enumerate(rows, start=1):
            for at, (column, cell) in enumerate(zip(columns, row, strict=True)):
                write_cell(sheet, last, at, cell, self._looks.get(column.kind, self.plain))
                if last <= MEASURED_ROWS or isinstance(cell, int):  # too narrow for a figure Excel shows ####
                    widths[at] = max(widths[at], _width(cell))
        for at, width in enumerate(widths):
            sheet.set_column(at, at, min(WIDEST, width + 3))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), max(len(columns) - 1, 0))

    def bare_sheet(self, title: str) -> Worksheet:
        """A sheet that the caller fills."""
        return self._book.add_worksheet(_sheet_name(title, len(self._book.worksheets())))

    def finished(self) -> bytes:
        """The workbook's bytes; nothing can be added after."""
        self._book.close()
        return _of_no_system(self._bytes.getvalue())


def _of_no_system(data: bytes) -> bytes:
    """Let the members of a ZIP be made by no Windows and no Unix: the same day gives the same bytes on both."""
    made = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at = archive.start_dir
    while made[at : at + 4] == _MEMBER:
        made[at + 5] = 0
        lengths = struct.unpack_from("<3H", made, at + 28)
        at += 46 + sum(lengths)
    return bytes(made)


def write_cell(sheet: Worksheet, row: int, column: int, cell: OutCell, look: Format) -> None:
    """One cell as what it is: a text is written as a string even where it looks like a formula or a number."""
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        sheet.write_string(row, column, "ya" if cell else "tidak", look)
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell, look)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, look)
    else:
        sheet.write_string(row, column, cell[:LONGEST_CELL], look)


def write_list_xlsx(
    path: Path,
    title: str,
    columns: Sequence[OutColumn],
    rows: Iterable[Sequence[OutCell]],
    created: datetime | None = None,
) -> None:
    """Any list on screen as a workbook of one sheet. Raises what `write_whole` raises."""
    book = Book(created)
    book.add(title, columns, rows)
    write_whole(path, book.finished(), make_folder=False)


def day_xlsx(tables: Sequence[OutTable], created: datetime | None) -> bytes:
    """The day's tables, a sheet each."""
    book = Book(created)
    for table in tables:
        book.add(table.title, table.columns, table.rows)
    return book.finished()


def _width(cell: OutCell) -> int:
    if isinstance(cell, datetime):
        return 16
    if isinstance(cell, date):
        return 10
    if isinstance(cell, int):
        return len(f"{cell:,}")
    return max((len(line) for line in str(cell).splitlines()), default=0) if cell is not None else 0


def _sheet_name(title: str, count: int) -> str:
    """Excel allows 31 characters and none of []:*?/\\."""
    kept = "".join(" " if character in "[]:*?/\\" else character for character in title).strip(" '")
    return kept[:31].strip(" '") or str(count + 1)
