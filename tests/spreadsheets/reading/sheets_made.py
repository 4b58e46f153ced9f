"""Lists as officers send them, written by the tests: the same cells as .xlsx, .ods and .csv."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.utils.cell import range_boundaries

from bazar_desktop.spreadsheets.reading.limits import USUAL, Limits
from bazar_desktop.spreadsheets.reading.opening import open_bytes, open_file
from bazar_desktop.spreadsheets.reading.tables import Table, find_tables

Cells = list[list[object]]


def xlsx_of(
    sheets: dict[str, Cells], merged: dict[str, list[str]] | None = None, *, formatted_to: int = 0
) -> bytes:
    """A workbook by openpyxl. `formatted_to`: empty cells with a border down to this row and out to column 250."""
    book = Workbook()
    book.remove(book.active)
    for name, cells in sheets.items():
        sheet = book.create_sheet(name)
        for row in cells:
            sheet.append([None if cell == "" else cell for cell in row])
        for area in (merged or {}).get(name, []):
            sheet.merge_cells(area)
        line = Border(bottom=Side("thin"))
        for number in range(len(cells) + 1, formatted_to + 1):
            sheet.cell(number, 1).border = line
            sheet.cell(number, 250).border = line
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods_of(
    name: str, cells: Cells, merged: list[str] | None = None, *, formatted_to: int = 0, more: str = ""
) -> bytes:
    """The smallest .ods that holds `cells`. `more` is XML of further tables, as `ods_table` gives it."""
    tables = ods_table(name, cells, merged, formatted_to=formatted_to) + more
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2"'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f"{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return out.getvalue()


def ods_table(name: str, cells: Cells, merged: list[str] | None = None, *, formatted_to: int = 0) -> str:
    """One sheet as LibreOffice writes it: covered cells under merged ones, empty rows repeated to the very end."""
    spans = {range_boundaries(area)[:2]: range_boundaries(area) for area in merged or []}
    lines = [
        "".join(_ods_cell(cell, spans.get((x, y))) for x, cell in enumerate(row, 1))
        for y, row in enumerate(cells, 1)
    ]
    rows = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    if formatted_to:
        empty = '<table:table-cell table:style-name="ce1" table:number-columns-repeated="250"/>'
        count = formatted_to - len(cells)
        rows += f'<table:table-row table:number-rows-repeated="{count}">{empty}</table:table-row>'
    return f'<table:table table:name="{name}">{rows}</table:table>'


def _ods_cell(cell: object, span: tuple[int, ...] | None) -> str:
    about = ""
    if span:
        left, top, right, bottom = span
        wide, high = right - left + 1, bottom - top + 1
        about = f' table:number-columns-spanned="{wide}" table:number-rows-spanned="{high}"'
    if cell in ("", None):
        return f"<table:table-cell{about}/>"
    text = escape(str(cell))
    kind = f'float" office:value="{cell}' if isinstance(cell, int | float) else "string"
    return f'<table:table-cell{about} office:value-type="{kind}"><text:p>{text}</text:p></table:table-cell>'


def csv_of(cells: Cells, separator: str = ";", encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(cells)
    return out.getvalue().encode(encoding)


def read_table(file: Path | bytes, name: str = "", limits: Limits = USUAL) -> Table:
    """The most table-like sheet of a file (`name` is needed with bytes)."""
    source = open_bytes(file, name, limits) if isinstance(file, bytes) else open_file(file, limits)
    return find_tables(source)[0]
