"""Rows of a workbook are made in blocks; an even block is made by column and must not differ from its rows."""

from __future__ import annotations

import io
import subprocess
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings, strategies as st

from bazar_desktop.spreadsheets.reading import workbooks
from bazar_desktop.spreadsheets.reading.limits import USUAL
from bazar_desktop.spreadsheets.reading.sheets import JOINT, NOTED, STRUCK, Row

DAY = datetime(2023, 3, 20)
COLUMNS = st.sampled_from([
    ("Siti", "Jali", "3171010101850001"), (1, 1500, 2.5), (3171010101850001.0, 7, 0), (DAY, DAY, DAY),
    (True, False, True), ("Siti", "", "Jali"), ("Siti", 5, DAY), (" ", "x", "y"), ("", "", ""),
    (f"a{JOINT}b", "c", "d"), ("é “x”", "\n", "z"),
])  # fmt: skip
SHEETS = st.lists(COLUMNS, min_size=1, max_size=5).map(
    lambda columns: [list(row) for row in zip(*columns, strict=True)]
)
Cells = list[list[str | float | bool | datetime]]


def written(cells: Cells, left: int, gap: bool) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False}
    ) as book:
        sheet = book.add_worksheet("Daftar")
        for at, row in enumerate(cells * 2):
            for index, cell in enumerate(row, start=left):
                sheet.write(at + (at >= 3 and gap), index, cell)
    return out.getvalue()


def rows_of(data: bytes) -> list[Row]:
    ((_sheet, rows),) = workbooks.read_workbook(data, "daftar.xlsx", USUAL)
    return list(rows)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(cells=[["Siti", 1.0], ["Jali", 2.0]], left=1, gap=False)
@given(cells=SHEETS, left=st.integers(0, 2), gap=st.booleans())
def test_a_block_by_column_has_the_rows_that_it_has_alone(
    monkeypatch: pytest.MonkeyPatch, cells: Cells, left: int, gap: bool
) -> None:
    data = written(cells, left, gap)
    monkeypatch.setattr(workbooks, "BLOCK", 2)
    in_blocks = rows_of(data)
    with monkeypatch.context() as patch:
        patch.setattr(workbooks, "_even", lambda _block, _left: None)
        assert in_blocks == rows_of(data)


def test_an_even_block_is_made_by_column() -> None:
    first, second = ["Siti", 2.0, date(2023, 3, 20)], ["Jali", 1e15, date(2023, 3, 21)]
    assert workbooks._even([(4, first), (5, second)], 1) == [
        Row(4, ("", "Siti", "2", "2023-03-20"), "-tnd"),
        Row(5, ("", "Jali", "1000000000000000", "2023-03-21"), "-tnd"),
    ]


@pytest.mark.parametrize("inline", [False, True])
def test_the_part_of_a_cell_that_is_struck_out_is_left_out_and_told_as_a_note(inline: bool) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "constant_memory": inline}) as book:
        struck, plain = book.add_format({"font_strikeout": True}), book.add_format({})
        sheet = book.add_worksheet("Daftar")
        sheet.write_row(0, 0, ["Usaha", "Omzet"])
        sheet.write(1, 0, "Sambal Cik Mawar")
        sheet.write_rich_string(1, 1, struck, "19", plain, "190000")
        sheet.write_rich_string(2, 0, plain, "Soto ", struck, "Betawi & Co", plain, " Johar")
        sheet.write(2, 1, 5)
    ((made, rows),) = workbooks.read_workbook(out.getvalue(), "daftar.xlsx", USUAL)
    assert [row.texts for row in rows] == [
        ("Usaha", "Omzet"),
        ("Sambal Cik Mawar", "190000"),
        ("Soto  Johar", "5"),
    ]
    assert made.marks == ((2, NOTED, "~~19~~"), (3, NOTED, "~~Betawi & Co~~"))


@pytest.mark.neighbour("soffice")
def test_struck_parts_and_comments_are_told_alike_in_all_three_kinds_of_workbook(tmp_path: Path) -> None:
    plain_file = tmp_path / "daftar.xlsx"
    with xlsxwriter.Workbook(plain_file) as book:
        struck, plain = book.add_format({"font_strikeout": True}), book.add_format({})
        sheet = book.add_worksheet("Daftar")
        sheet.write_row(0, 0, ["Usaha", "Omzet"])
        sheet.write(1, 0, "Sambal Cik Mawar")
        sheet.write_rich_string(1, 1, struck, "19", plain, "190000")
        sheet.write_rich_string(2, 0, plain, "Soto ", struck, "Betawi – ✓", plain, " Johar")
        sheet.write(2, 1, 5)
        sheet.write(3, 0, "Keripik Bu Sum", struck)
        sheet.write(3, 1, 7)
        sheet.write(4, 0, "Kue Ibu Ani")
        sheet.write(4, 1, 475000, struck)
        sheet.write_comment(4, 0, "pindah ke\nhari kedua – ✓", {"author": ""})
        for number in range(5, 3000):  # the strings of an old .xls then go on in further records
            sheet.write_rich_string(number, 0, plain, f"Usaha – {number} ", struck, "lama", plain, "baru")
    for kind in ("ods", "xls:MS Excel 97"):
        profile = f"-env:UserInstallation=file://{tmp_path}/p"
        words = ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", tmp_path, plain_file]
        subprocess.run(words, check=True, timeout=120, capture_output=True)
    read = {}
    for name in ("daftar.xlsx", "daftar.ods", "daftar.xls"):
        ((made, rows),) = workbooks.read_workbook((tmp_path / name).read_bytes(), name, USUAL)
        read[name] = [row.texts for row in rows], sorted(made.marks)
    texts, marks = read["daftar.xlsx"]
    assert texts[1:5] == [
        ("Sambal Cik Mawar", "190000"),
        ("Soto  Johar", "5"),
        ("Keripik Bu Sum", "7"),
        ("Kue Ibu Ani", ""),
    ]
    assert texts[-1] == ("Usaha – 2999 baru",)
    assert marks[:5] == [
        (2, NOTED, "~~19~~"),
        (3, NOTED, "~~Betawi – ✓~~"),
        (4, STRUCK, ""),
        (5, NOTED, "pindah ke hari kedua – ✓"),
        (5, NOTED, "~~475000~~"),
    ]
    assert read["daftar.ods"] == read["daftar.xls"] == (texts, marks)
