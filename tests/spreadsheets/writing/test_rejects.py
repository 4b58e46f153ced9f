from __future__ import annotations

from pathlib import Path

import openpyxl

from bazar_desktop.spreadsheets.reading.columns import recognise
from bazar_desktop.spreadsheets.reading.fields import REGISTER
from bazar_desktop.spreadsheets.reading.rows import read_rows
from bazar_desktop.spreadsheets.writing.rejects import Reject, write_rejects
from tests.spreadsheets.reading.sheets_made import csv_of, read_table, xlsx_of

CELLS = [
    ["Daftar pelaku"],
    ["No", "Nama", "NIK", "Catatan"],
    [1, "=Siti", 3171066502850000, "  dua spasi "],
    [2, "Ani", "3171066502850001", ""],
    [3, "Udin", "31710665", "x"],
]


def test_rejects_go_back_as_they_came_with_row_reason_and_coloured_cells(tmp_path: Path) -> None:
    table = read_table(csv_of(CELLS), "a.csv")
    rejects = [Reject(3, "NIK rusak", (2,)), Reject(5, "NIK kurang", (2, 3))]
    write_rejects(tmp_path / "ditolak.xlsx", [(table, rejects)])
    sheet = openpyxl.load_workbook(tmp_path / "ditolak.xlsx").active
    assert [[cell.value for cell in line] for line in sheet.iter_rows()] == [
        ["No", "Nama", "NIK", "Catatan", "Baris asal", "Alasan"],
        ["1", "=Siti", "3171066502850000", "  dua spasi ", 3, "NIK rusak"],
        ["3", "Udin", "31710665", "x", 5, "NIK kurang"],
    ]
    assert sheet["B2"].data_type == sheet["C2"].data_type == "s"
    coloured = [[cell.fill.fgColor.rgb == "FFFFD9D0" for cell in line] for line in sheet.iter_rows(min_row=2)]
    assert coloured == [[False, False, True, False, False, False], [False, False, True, True, False, False]]


def test_mended_rejects_can_be_read_again(tmp_path: Path) -> None:
    table = read_table(xlsx_of({"Mei": CELLS}), "a.xlsx")
    write_rejects(tmp_path / "ditolak.xlsx", [(table, [Reject(4, "coba lagi")])])
    again = read_table(tmp_path / "ditolak.xlsx")
    found = read_rows(again, recognise(again, REGISTER))
    assert [(row.values["owner"], row.values["nik"]) for row in found.rows] == [("Ani", "3171066502850001")]
    assert found.rows[0].extras == {"Baris asal": "4", "Alasan": "coba lagi"}
