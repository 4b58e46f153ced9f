"""Omzet lists whose rows name their days: in a column, by titles between them, by their sheets."""

from __future__ import annotations

from pathlib import Path

import pytest

from bazar_desktop.jobs.imports.questions import ManyDaysAsked, OtherDayAsked, UnreadDaysAsked
from bazar_desktop.jobs.imports.source import look_at, look_at_pasted, take_sheets
from bazar_desktop.messages import sentence
from bazar_desktop.phrases.imports import proof_words, why
from bazar_desktop.store.database import Database
from tests.bazaar_day import stand_up
from tests.jobs.imports.foreign import BATIK, BIR, FIRST, JALI, MARNI, SECOND, looked, planned, sold, written
from tests.jobs.imports.lists import Lists, codes, filled
from tests.spreadsheets.reading.sheets_made import Cells, csv_of, ods_of, xlsx_of

SALES = [(MARNI, 100_000, 50_000), (JALI, 200_000, 70_000)]
LONG: Cells = [
    ["Tanggal", "Nama Usaha", "Omzet"],
    *(["20/03/2023", name, first] for name, first, _second in SALES),
    *(["21/03/2023", name, second] for name, _first, second in SALES),
    ["TOTAL", "", 420_000],
]
BY_TURNS: Cells = [
    ["Nama Usaha", "Hari", "Omzet"],
    *([name, f"Hari {at}", amount] for name, *both in SALES for at, amount in enumerate(both, 1)),
]
BELOW_TITLES: Cells = [
    ["HARI 1"], ["No", "Nama Usaha", "Omzet"], [1, MARNI, 100_000], [2, JALI, 200_000], ["", "JUMLAH", 300_000],
    [], ["HARI 2"], ["No", "Nama Usaha", "Omzet"], [1, MARNI, 50_000], [2, JALI, 70_000], ["", "JUMLAH", 120_000],
]  # fmt: skip
ON_TOP: Cells = [["Tanggal", "Nama Usaha", "Omzet"], ["20/03/2023", MARNI, 100_000], ["", JALI, 200_000],
                 ["21/03/2023", MARNI, 50_000], ["", JALI, 70_000]]  # fmt: skip


@pytest.fixture
def lists(db: Database, tmp_path: Path) -> Lists:
    return Lists(stand_up(db, vendors=5, reserves=0, partners=0), tmp_path)


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
@pytest.mark.parametrize("cells", [LONG, BY_TURNS, BELOW_TITLES, ON_TOP])
def test_a_day_takes_the_rows_that_name_it(lists: Lists, tmp_path: Path, cells: Cells, kind: str) -> None:
    made = {"xlsx": xlsx_of({"A": cells}), "ods": ods_of("A", cells), "csv": csv_of(cells)}
    (tmp_path / f"omzet.{kind}").write_bytes(made[kind])
    plan = written(lists, look_at(tmp_path / f"omzet.{kind}", "omzet"), day=SECOND)
    assert sold(lists, SECOND) == {MARNI: 50_000, JALI: 70_000}
    assert sold(lists, FIRST) == {}
    assert plan.proof is not None
    assert (plan.proof.total, plan.proof.difference) == (120_000, 0)


@pytest.mark.parametrize("cells", [LONG, BY_TURNS, BELOW_TITLES, ON_TOP])
def test_all_days_that_rows_name_are_written_in_one_import(lists: Lists, cells: Cells) -> None:
    plan = written(lists, looked(cells), all_days=True)
    assert sold(lists, FIRST) == {MARNI: 100_000, JALI: 200_000}
    assert sold(lists, SECOND) == {MARNI: 50_000, JALI: 70_000}
    assert plan.proof is not None
    assert (plan.proof.total, plan.proof.difference, plan.days) == (420_000, 0, (FIRST, SECOND))


def test_the_proof_tells_the_sum_of_other_days_apart(lists: Lists) -> None:
    plan = planned(lists, looked(LONG))
    assert plan.proof is not None
    assert proof_words(plan.proof) == (
        "2 pelaku, jumlah Rp300.000; JUMLAH di berkas Rp420.000, Rp120.000 di antaranya hari lain — cocok"
    )


def test_a_row_of_another_day_says_so_and_one_of_no_day_is_held(lists: Lists) -> None:
    cells = [*LONG[:-1], ["25/03/2023", BATIK, 30_000]]
    plan = planned(lists, looked(cells))
    assert filled(plan) == {"new": 2, "same": 2, "look": 1, "not_vendor": 1}
    assert codes(plan, 4) == ["row_of_other_day"]
    assert "row_day_unknown" in codes(plan, 6)


def test_rows_of_other_days_alone_are_asked_about(lists: Lists) -> None:
    cells = [LONG[0], *LONG[3:5]]
    with pytest.raises(OtherDayAsked) as asked:
        planned(lists, looked(cells))
    assert "21/03/2023" in sentence(asked.value)
    written(lists, looked(cells), "other_day")
    assert sold(lists) == {MARNI: 50_000, JALI: 70_000}


def test_sheets_named_for_days_belong_to_their_days(lists: Lists, tmp_path: Path) -> None:
    header = ["No", "Nama Usaha", "Omzet"]
    data = xlsx_of(
        {
            "20 Mar": [header, *([at, name, first] for at, (name, first, _) in enumerate(SALES, 1))],
            "21 Mar": [header, *([at, name, second] for at, (name, _, second) in enumerate(SALES, 1))],
        }
    )
    (tmp_path / "omzet.xlsx").write_bytes(data)
    look = take_sheets(look_at(tmp_path / "omzet.xlsx", "omzet"), ["20 Mar", "21 Mar"])
    written(lists, look, all_days=True)
    assert sold(lists, FIRST) == {MARNI: 100_000, JALI: 200_000}
    assert sold(lists, SECOND) == {MARNI: 50_000, JALI: 70_000}


@pytest.mark.parametrize(
    "title",
    ["REKAP OMZET 20-21 MARET 2023", "Omzet 20 s.d. 21 Maret 2023", "Omzet Bulan Maret 2023", "Total 2 hari"],
)
def test_a_title_of_many_days_is_asked_about(lists: Lists, title: str) -> None:
    cells: Cells = [[title], ["No", "Nama Usaha", "Omzet"], [1, MARNI, 150_000], [2, JALI, 270_000]]
    with pytest.raises(ManyDaysAsked) as asked:
        planned(lists, looked(cells))
    assert title in sentence(asked.value)
    written(lists, looked(cells), "other_day")
    assert sold(lists) == {MARNI: 150_000, JALI: 270_000}


def of_two_days(title: str, first: str, second: str) -> Cells:
    return [
        [title, "Nama Usaha", "Omzet"],
        *([first, name, amount] for name, amount, _second in SALES),
        *([second, name, amount] for name, _first, amount in SALES),
    ]


@pytest.mark.parametrize(
    ("title", "first", "second"),
    [
        ("Timestamp", "3/20/2023 20:10:00", "3/21/2023 20:10:00"),
        ("Timestamp", "2023/03/20 8:10:00 PM GMT+7", "2023/03/21 8:10:00\u202fPM GMT+7"),
        ("Stempel waktu", "20/03/2023 20.10.00", "21/03/2023 9.05.00"),
        ("Tanggal", "Sen 20-Mar-23", "Sel 21-Mar-23"),
        ("Tanggal", "20.03.23", "21.03.23"),
        ("Tanggal", "Mar 20, 2023", "Mar 21, 2023"),
        ("Date", "Monday, March 20, 2023", "Tuesday, March 21, 2023"),
        ("Tanggal", "20230320", "20230321"),
        ("Tanggal", "20-03", "21-03"),
        ("Tanggal", "Senin, 20 Maret 2023 pukul 20.10 WIB", "Selasa, 21 Maret 2023 pukul 08.10 WIB"),
        ("Hari", "Senin malam", "Selasa pagi"),
        ("Hari", "ke-1", "ke-2"),
        ("", "3/20/2023", "3/21/2023"),
        ("Tgl input", "2023-03-20", "2023-03-21"),
    ],
)
def test_a_day_is_understood_as_forms_and_hands_write_it(
    lists: Lists, title: str, first: str, second: str
) -> None:
    written(lists, looked(of_two_days(title, first, second)))
    assert sold(lists) == {MARNI: 100_000, JALI: 200_000}
    assert sold(lists, SECOND) == {}


def test_a_column_whose_days_nobody_understands_is_asked_about(lists: Lists) -> None:
    cells = of_two_days("Tanggal", "D1", "D2")
    with pytest.raises(UnreadDaysAsked) as asked:
        planned(lists, looked(cells))
    assert "A Tanggal" in sentence(asked.value)
    assert "D1" in sentence(asked.value)
    cells = [cells[0], *cells[3:]]
    written(lists, looked(cells), "other_day")
    assert sold(lists) == {MARNI: 50_000, JALI: 70_000}


def test_a_form_of_the_other_day_alone_is_asked_about(lists: Lists) -> None:
    cells = of_two_days("Timestamp", "3/21/2023 20:10:00", "3/21/2023 20:10:00")
    with pytest.raises(OtherDayAsked):
        planned(lists, looked(cells))


@pytest.mark.parametrize("typed", ["21/03/20233", "3/21/2023", "D2"])
def test_a_day_that_is_filled_in_and_not_understood_holds_its_row(lists: Lists, typed: str) -> None:
    plan = written(lists, looked(of_two_days("Tanggal", "20/03/2023", typed)))
    assert sold(lists) == {MARNI: 100_000, JALI: 200_000}
    assert filled(plan) == {"new": 2, "look": 2, "not_vendor": 1}
    assert codes(plan, 4)[-1:] == ["row_day_unread"]
    assert why(plan.rows[3].reasons[-1]) == "harinya tidak jelas"


def test_a_blank_cell_and_the_sign_for_as_above_belong_to_the_day_above(lists: Lists) -> None:
    cells = [LONG[0], ["20/03/2023", MARNI, 100_000], ['"', JALI, 200_000], ["21/03/20233", BATIK, 1_000_000],
             ["", BIR, 500_000], ["21/03/2023", MARNI, 50_000]]  # fmt: skip
    plan = written(lists, looked(cells))
    assert sold(lists) == {MARNI: 100_000, JALI: 200_000}
    assert [codes(plan, row)[-1] for row in (4, 5)] == ["row_day_unread"] * 2


def test_a_title_between_the_rows_that_is_no_day_holds_the_rows_below_it(lists: Lists) -> None:
    cells = [["20/03/2023"], *BELOW_TITLES[1:6], ["21/03/20233"], *BELOW_TITLES[7:10]]
    written(lists, looked(cells))
    assert sold(lists) == {MARNI: 100_000, JALI: 200_000}


@pytest.mark.parametrize("title", ["Waktu", "Tanggal lahir", "Jam"])
def test_parts_of_a_day_and_days_of_birth_are_no_days_of_the_bazaar(lists: Lists, title: str) -> None:
    cell = {"Waktu": "Pagi", "Jam": "09.00"}.get(title, "01/02/1980")
    cells: Cells = [[title, "Nama Usaha", "Omzet"], *([cell, name, amount] for name, amount, _ in SALES)]
    written(lists, looked(cells))
    assert sold(lists) == {MARNI: 100_000, JALI: 200_000}


CHAT = f"""[20/03/23 17.05.10] Nur: {MARNI} 310.000
[{{day}}/03/23 00.15.10] Nur: {JALI} 70.000
[{{day}}/03/23 00.16.10] Nur: {BATIK} 80.000"""


def test_a_message_of_another_day_is_asked_about(lists: Lists) -> None:
    with pytest.raises(OtherDayAsked) as asked:
        planned(lists, look_at_pasted(CHAT.format(day=21), "omzet"))
    assert "21/3/2023" in sentence(asked.value)
    written(lists, look_at_pasted(CHAT.format(day=20), "omzet"))
    assert sold(lists) == {MARNI: 310_000, JALI: 70_000, BATIK: 80_000}


PLAIN: Cells = [["Nama Usaha", "Omzet"], [MARNI, 100_000], [JALI, 70_000]]


@pytest.mark.parametrize(
    "title",
    ["OMZET BAZAR TANGGAL 20 SEPTEMBER 2023", "Minggu, 19 Maret 2023", "Omzet 20 Maret 2022", "Tanggal: 20/02/2023",
     "OMZET HARI KE-4"],
)  # fmt: skip
def test_a_title_of_a_day_that_is_none_of_the_bazaars_is_asked_about(lists: Lists, title: str) -> None:
    with pytest.raises(OtherDayAsked):
        planned(lists, looked([[title], [], *PLAIN]))
    with pytest.raises(OtherDayAsked):
        planned(lists, looked([["Tanggal", "", title], [], *PLAIN]))
    written(lists, looked([[title], [], *PLAIN]), "other_day")
    assert sold(lists) == {MARNI: 100_000, JALI: 70_000}


@pytest.mark.parametrize(
    "cells",
    [
        [["OMZET BAZAR RT 05/02"], [], *PLAIN],
        [["Dicetak: 30/03/2023"], [], *PLAIN],
        [*PLAIN, [], ["Jakarta, 30 Maret 2023"]],
    ],
)
def test_a_date_of_the_paper_is_no_day_of_the_list(lists: Lists, cells: Cells) -> None:
    written(lists, looked(cells))
    assert sold(lists) == {MARNI: 100_000, JALI: 70_000}


def test_a_sheet_and_a_file_of_another_day_are_asked_about(lists: Lists, tmp_path: Path) -> None:
    with pytest.raises(OtherDayAsked):
        planned(lists, looked(PLAIN, name="20 Sept"))
    for name in ("Omzet Selasa 21 Maret 2023.xlsx", "omzet_20_sept_2023.xlsx"):
        (tmp_path / name).write_bytes(xlsx_of({"A": PLAIN}))
        with pytest.raises(OtherDayAsked):
            planned(lists, look_at(tmp_path / name, "omzet"))
