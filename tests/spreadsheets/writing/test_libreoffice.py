"""LibreOffice as the judge of our files: an Indonesian opens them by a double click, whatever was typed into them."""

from __future__ import annotations

import subprocess
import unicodedata
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bazar_desktop.domain.day.model import NIL, REPORTED, DayRow
from bazar_desktop.spreadsheets.writing.csv_out import defused
from bazar_desktop.spreadsheets.writing.day_files import DayFiles, write_day_files
from tests.spreadsheets.reading.shared_data import DATA, needs_shared_data
from tests.spreadsheets.writing.days import day, row

pytestmark = [pytest.mark.neighbour("soffice"), needs_shared_data]
TABLES = ("peserta", "kehadiran", "omzet", "booth", "rekap")
BEFORE = ("", " ", "\t", "\u200b")
WIDE = {ord(item): ord(item) + 0xFEE0 for item in map(chr, range(0x21, 0x7F))}
# ; is 59, UTF-8 is 76, column 2 holds dates as day-month-year, 1057 is id-ID; special numbers are looked for.
READ_AS = "CSV:59,34,76,1,2/4,1057,false,true"
WRITE_AS = "xlsx:Calc MS Excel 2007 XML"


def payloads() -> list[str]:
    """Every payload of the file; its first character, then all of it in full width; with what may stand before it."""
    lines = (DATA / "robustness/csv_injection.txt").read_text("utf-8").splitlines()
    lines += ["=1+1", "+1", "-1", "@SUM(A1)", "|calc"]
    forms = [
        form for line in lines for form in (line, line[:1].translate(WIDE) + line[1:], line.translate(WIDE))
    ]
    return list(dict.fromkeys(before + form for form in forms for before in BEFORE))


def hostile(number: int, text: str) -> DayRow:
    """A row with `text` in every column that holds a text."""
    amounts = (1_500 + number, 250_000, None, 0)
    state: dict[str, Any] = {"omzet": REPORTED, "amounts": amounts} if number % 5 else {"omzet": NIL}
    typed = dict.fromkeys(("business", "product", "category", "agency", "phone", "note"), text)
    return row(
        f"{text} {number}", text, participation_id=f"{text} {number}", transactions=number, **typed | state
    )


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> tuple[DayFiles, Path]:
    """The files of a hostile day, and the folder where LibreOffice wrote what it made of them."""
    folder = tmp_path_factory.mktemp("hostile")
    rows = tuple(hostile(number, text) for number, text in enumerate(payloads()))
    files = write_day_files(day(rows=rows, bazaar_code="＝1+1", seal="-K7Q-2M4P-3", revision=2), folder)
    csvs = [files.folder / f"excel/{name}.csv" for name in TABLES]
    convert(folder, folder / "csv", csvs, f"--infilter={READ_AS}")
    convert(folder, folder / "xlsx", [files.files[-1]])
    return files, folder


def convert(home: Path, to: Path, files: list[Path], *more: str) -> None:
    profile = f"-env:UserInstallation=file://{home}/profile"
    words = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        WRITE_AS,
        *more,
        "--outdir",
        str(to),
        *map(str, files),
    ]
    subprocess.run(words, check=True, capture_output=True, timeout=300)


def test_no_cell_becomes_a_formula_and_every_text_is_what_was_typed(opened: tuple[DayFiles, Path]) -> None:
    files, folder = opened
    texts = payloads()
    for book in [*(folder / "csv").iterdir(), *(folder / "xlsx").iterdir(), files.files[-1]]:
        with zipfile.ZipFile(book) as archive:
            sheets = [archive.read(item) for item in archive.namelist() if item.startswith("xl/worksheets/")]
        assert sheets
        assert not [xml for xml in sheets if b"<f" in xml]
    people = column_texts(folder / "csv/peserta.xlsx")
    assert len(people["Nama"]) == len(texts)
    for title in ("Nama", "Usaha", "Jenis produk", "Kategori", "Pengampu", "HP (disamarkan)"):
        assert list(map(seen, people[title])) == [seen(defused(text)) for text in texts]
    assert list(map(seen, column_texts(folder / "csv/omzet.xlsx")["Keterangan"])) == [
        seen(defused(text)) for text in texts
    ]
    for table in TABLES:
        runs = [cell for cells in column_texts(folder / f"csv/{table}.xlsx").values() for cell in cells]
        assert not [cell for cell in runs if seen(cell)[:1] in set("=+-@|")]
    whole = openpyxl.load_workbook(next((folder / "xlsx").iterdir()))
    assert [seen(cell.value) for cell in whole["Peserta"]["E"][1:]] == list(map(seen, texts))


def test_numbers_and_dates_are_numbers_and_dates(opened: tuple[DayFiles, Path]) -> None:
    _files, folder = opened
    whole = openpyxl.load_workbook(next((folder / "xlsx").iterdir()))
    for sheet in (openpyxl.load_workbook(folder / "csv/omzet.xlsx").active, whole["Omzet"]):
        lines = list(sheet.iter_rows(min_row=2, values_only=True))
        assert len(lines) == len(payloads())
        for number, line in enumerate(lines):
            assert line[1] == datetime(2023, 3, 20)
            sold = (1_500 + number, 250_000, None, 0, 251_500 + number) if number % 5 else (None,) * 4 + (0,)
            assert (line[3], *line[5:11]) == (1, *sold, number)
    came = openpyxl.load_workbook(folder / "csv/kehadiran.xlsx").active
    assert {line[5] for line in came.iter_rows(min_row=2, values_only=True)} == {datetime(2023, 3, 20, 7, 42)}
    assert {cell.value for cell in whole["Kehadiran"]["F"][1:]} == {datetime(2023, 3, 20, 7, 42)}
    totals = openpyxl.load_workbook(folder / "csv/rekap.xlsx").active
    names = [cell.value for cell in totals[1]]
    at = names.index("Omzet")
    sums = [line[at] for line in totals.iter_rows(min_row=2, values_only=True) if line[2] == "pihak"]
    assert sums == [sum(251_500 + number for number in range(len(payloads())) if number % 5)]


def column_texts(path: Path) -> dict[str, list[str]]:
    """The texts of each column by its title, without numbers and dates."""
    head, *lines = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    return {
        str(title): [line[at] for line in lines if isinstance(line[at], str)] for at, title in enumerate(head)
    }


def seen(text: object) -> str:
    """What a person sees of a cell: without blanks at its ends and invisible characters."""
    return "".join(item for item in str(text) if unicodedata.category(item) not in ("Cf", "Cc")).strip()
