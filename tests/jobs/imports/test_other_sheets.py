"""Sales on several sheets, days that are bare numbers, notes that change the sum: asked, never written by the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from bazar_desktop.jobs.imports.questions import MoneyColumnAsked, OtherSheetsAsked
from bazar_desktop.jobs.imports.source import Look, look_at, take_sheets
from bazar_desktop.messages import sentence
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.store.database import Database
from tests.bazaar_day import DAYS, stand_up
from tests.jobs.imports.foreign import BATIK, JALI, MARNI, NO_NAME, looked, planned, sold, written
from tests.jobs.imports.lists import Lists
from tests.spreadsheets.reading.sheets_made import Cells, xlsx_of

CASH: Cells = [[*NO_NAME, "Omzet"], [1, MARNI, 100_000], [2, JALI, 70_000]]
QRIS: Cells = [[*NO_NAME, "Omzet"], [1, MARNI, 40_000], [2, JALI, 30_000]]


@pytest.fixture
def lists(db: Database, tmp_path: Path) -> Lists:
    return Lists(stand_up(db, vendors=5, reserves=0, partners=0), tmp_path)


def looked_in(folder: Path, **sheets: Cells) -> Look:
    path = folder / "omzet.xlsx"
    path.write_bytes(xlsx_of({name.replace("_", " "): cells for name, cells in sheets.items()}))
    return look_at(path, "omzet")


def test_a_sheet_for_each_channel_is_asked_about(lists: Lists) -> None:
    look = looked_in(lists.folder, Tunai=CASH, QRIS=QRIS, Petunjuk=[["Isi tiap malam"]])
    with pytest.raises(OtherSheetsAsked) as asked:
        planned(lists, look)
    assert sentence(asked.value).startswith(
        "Lembar QRIS juga berisi daftar, sedangkan yang diambil hanya Tunai."
    )
    assert planned(lists, look, "other_sheets").proof is not None
    assert planned(lists, take_sheets(look, ["Tunai"])).proof is not None  # said by name


def test_the_sheet_of_another_day_of_the_bazaar_is_not_meant(lists: Lists) -> None:
    first, second = (f"Tgl {day.day}" for day in DAYS)
    look = looked_in(lists.folder, **{first: CASH, second: [*QRIS[:1], [1, MARNI, 1_000]]})
    assert planned(lists, look).proof is not None


@pytest.mark.parametrize("header", [["Tanggal", ""], ["Omzet", ""], ["Omzet tanggal", ""]])
def test_days_that_are_bare_numbers_below_the_header_are_days(lists: Lists, header: list[object]) -> None:
    days = [day.day for day in DAYS]
    cells: Cells = [
        [*NO_NAME, *header],
        ["", "", *days],
        [1, MARNI, 100_000, 900_000],
        [2, JALI, 70_000, 800_000],
    ]
    written(lists, looked(cells))
    assert sold(lists) == {MARNI: 100_000, JALI: 70_000}


def test_days_that_are_bare_numbers_in_the_header_are_days(lists: Lists) -> None:
    days = [day.day for day in DAYS]
    with pytest.raises(MoneyColumnAsked):  # 21 before 20: nothing says that these are days
        planned(lists, looked([[*NO_NAME, *reversed(days)], [1, MARNI, 900_000, 100_000]]))
    written(lists, looked([[*NO_NAME, *days, "Jumlah"], [1, MARNI, 100_000, 900_000, 1_000_000]]))
    assert sold(lists) == {MARNI: 100_000}


@pytest.mark.parametrize(
    "note",
    ["kurang 50rb", "belum termasuk QRIS", "belum masuk transfer", "dikembalikan", "dobel", "tambah Rp 20.000", "retur",
     "digabung dengan no 3", "+50rb dari titipan", "tanpa QRIS", "dipotong 10.000"],
)  # fmt: skip
@pytest.mark.parametrize("title", ["Keterangan", "Catatan", "Ket."])
def test_a_note_that_changes_the_sum_is_looked_at(lists: Lists, note: str, title: str) -> None:
    cells: Cells = [[*NO_NAME, "Omzet", title], [1, MARNI, 100_000, note], [2, JALI, 70_000, ""]]
    plan = planned(lists, looked(cells))
    assert {row.number: row.bucket for row in plan.rows} == {2: "look", 3: "new"}


@pytest.mark.parametrize(
    "note", ["lunas", "ramai sekali", "datang terlambat", "jualan batik tambahan warna", "blok A 12"]
)
def test_a_note_that_changes_nothing_asks_nothing(lists: Lists, note: str) -> None:
    cells: Cells = [[*NO_NAME, "Omzet", "Keterangan"], [1, MARNI, 100_000, note], [3, BATIK, 50_000, ""]]
    assert {row.bucket for row in planned(lists, looked(cells)).rows} == {"new"}


def test_notes_of_a_list_of_sales_are_kept_with_the_row_and_written_ones_stand(lists: Lists) -> None:
    header: list[object] = [*NO_NAME, "Omzet", "Keterangan", "Catatan panitia"]
    cells: Cells = [header, [1, MARNI, 100_000, "lunas", "HP 081234567890"], [2, JALI, 70_000, "", ""]]
    written(lists, looked(cells))
    assert noted(lists) == {MARNI: "lunas; HP ••••"}
    again: Cells = [
        [*NO_NAME, "Omzet", "Keterangan"],
        [1, MARNI, 120_000, "ramai"],
        [2, JALI, 70_000, "sepi"],
    ]
    plan = written(lists, looked(again))
    assert {row.number: row.bucket for row in plan.rows} == {
        2: "changed",
        3: "same",
    }  # a note alone changes nothing
    assert noted(lists) == {MARNI: "lunas; HP ••••"}


def noted(lists: Lists) -> dict[str, str]:
    sheet = lists.field.ask(day_sheet, lists.field.bazaar_id, DAYS[0])
    return {row.business: row.note for row in sheet.rows if row.note}
