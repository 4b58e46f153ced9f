"""Lists as officers send them, written by the tests: the same cells as .xlsx, .ods and .csv."""

from __future__ import annotations

import csv
import io
import zipfile
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.styles import Border, Side

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


def ods_of(name: str, cells: Cells) -> bytes:
    """The smallest .ods that holds `cells`."""
    rows = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in cells)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2"'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="{name}">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
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


def _ods_cell(cell: object) -> str:
    if cell in ("", None):
        return "<table:table-cell/>"
    text = escape(str(cell))
    about = f'float" office:value="{cell}' if isinstance(cell, int | float) else "string"
    return f'<table:table-cell office:value-type="{about}"><text:p>{text}</text:p></table:table-cell>'


def csv_of(cells: Cells, separator: str = ";", encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(cells)
    return out.getvalue().encode(encoding)
