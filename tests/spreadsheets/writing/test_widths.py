"""Columns of a workbook are as wide as their widest figure with its points: Excel shows #### where one has no room."""

from __future__ import annotations

import io
import re
import zipfile

from bazar_desktop.spreadsheets.writing.day_tables import RUPIAH, TEXT, OutColumn
from bazar_desktop.spreadsheets.writing.xlsx_out import MEASURED_ROWS, Book


def column_widths(data: bytes) -> list[float]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    return [float(width) for width in re.findall(r'<col [^>]*width="([\d.]+)"', sheet)]


def test_a_figure_far_below_the_measured_rows_still_has_room_with_its_points() -> None:
    columns = (OutColumn("usaha", "Usaha", TEXT), OutColumn("omzet", "Omzet", RUPIAH))
    rows = [("Dapur Bu Marni", 1_000)] * (MEASURED_ROWS + 50) + [("Kopi", 999_999_999_999_999)]
    book = Book()
    book.add("Omzet", columns, rows)
    assert column_widths(book.finished())[1] > len("999.999.999.999.999")
