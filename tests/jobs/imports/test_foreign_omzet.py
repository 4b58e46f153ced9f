"""Omzet lists as others send them, each with a fault that was seen in a real one; the right sum stands beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bazar_desktop.domain.attendance.cards import VendorCard
from bazar_desktop.jobs.imports.questions import (
    MoneyColumnAsked,
    NameColumnAsked,
    OtherDayAsked,
    RivalColumnsAsked,
    SecondListAsked,
    SmallFiguresAsked,
)
from bazar_desktop.jobs.imports.source import correct_columns, look_at, look_at_pasted, tell_rows, tell_units
from bazar_desktop.messages import sentence
from bazar_desktop.phrases.imports import proof_words, why
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.imports.omzet import DayOfColumnsUnknown
from bazar_desktop.services.imports.proof import SumsDiffer
from bazar_desktop.spreadsheets.reading.accepted_table import Told
from bazar_desktop.store.database import Database
from tests.bazaar_day import stand_up
from tests.jobs.imports.foreign import (
    BATIK,
    BIR,
    FIRST,
    JALI,
    MARNI,
    NO_NAME,
    SECOND,
    looked,
    planned,
    sold,
    written,
)
from tests.jobs.imports.lists import Lists, codes, filled
from tests.spreadsheets.reading.sheets_made import Cells


@pytest.fixture
def lists(db: Database, tmp_path: Path) -> Lists:
    return Lists(stand_up(db, vendors=5, reserves=0, partners=0), tmp_path)


TWO_DAYS: Cells = [
    [*NO_NAME, "Hari 1", "Hari 2", "Total"],
    [1, MARNI, 100_000, 50_000, 150_000],
    [2, JALI, 200_000, 100_000, 300_000],
    ["Total", "", 300_000, 150_000, 450_000],
]
DATED: Cells = [[*NO_NAME, "20/03/2023", "21/03/2023"], *(row[:4] for row in TWO_DAYS[1:])]
MERGED_DAYS: Cells = [
    [*NO_NAME, "Omzet (Rp)", "", "Jumlah"],
    ["", "", "Hari 1", "Hari 2", ""],
    *TWO_DAYS[1:],
]


@pytest.mark.parametrize(
    ("cells", "merged"),
    [(TWO_DAYS, []), (DATED, []), (MERGED_DAYS, ["A1:A2", "B1:B2", "C1:D1", "E1:E2", "A5:B5"])],
)
def test_a_day_takes_its_own_column_and_never_the_sum_of_days(
    lists: Lists, cells: Cells, merged: list[str]
) -> None:
    plan = written(lists, looked(cells, merged=merged), day=SECOND)
    assert sold(lists, SECOND) == {MARNI: 50_000, JALI: 100_000}
    assert sold(lists, FIRST) == {}
    assert plan.proof is not None
    assert (plan.proof.total, plan.proof.stated) == (150_000, 150_000)


def test_all_days_of_the_bazaar_are_written_in_one_import(lists: Lists) -> None:
    plan = written(lists, looked(TWO_DAYS), all_days=True)
    assert sold(lists, FIRST) == {MARNI: 100_000, JALI: 200_000}
    assert sold(lists, SECOND) == {MARNI: 50_000, JALI: 100_000}
    assert plan.proof is not None
    assert (plan.proof.total, plan.proof.difference, plan.days) == (450_000, 0, (FIRST, SECOND))


def test_columns_of_days_that_are_not_the_bazaars_are_asked_about(lists: Lists) -> None:
    three = [[*NO_NAME, "Hari 1", "Hari 2", "Hari 3"], [1, MARNI, 100_000, 50_000, 20_000]]
    with pytest.raises(DayOfColumnsUnknown) as asked:
        planned(lists, looked(three))
    assert "Hari 3" in sentence(asked.value)
    written(lists, correct_columns(looked(three), {3: "total"}))
    assert sold(lists) == {MARNI: 50_000}


@pytest.mark.parametrize(
    ("header", "rows", "right"),
    [
        (["Jumlah", "Omzet"], [[12, 300_000], [13, 300_001]], [300_000, 300_001]),
        (["Penjualan", "Jumlah"], [[300_000, 10], [300_001, 11]], [300_000, 300_001]),
        (["Harga", "Jumlah", "Total"], [[5_000, 20, 100_000], [4_000, 30, 120_000]], [100_000, 120_000]),
        (["Penjualan", "Pendapatan"], [["keripik", 150_000], ["soto", 75_000]], [150_000, 75_000]),
        (["Target", "Omzet", "Omzet kemarin"], [[9e5, 150_000, 5e5], [9e5, 75_000, 6e5]], [150_000, 75_000]),
        (["Tunai", "Transfer", "EDC", "Jumlah"], [[1e5, 2e4, 3e4, 150_000], [5e4, 1e4, 15_000, 75_000]],
         [150_000, 75_000]),
        (["Omset hari ini (juta)"], [[1.5], ["0,75"]], [1_500_000, 750_000]),
    ],
)  # fmt: skip
def test_rupiah_are_told_from_pieces_products_and_targets(
    lists: Lists, header: list[object], rows: Cells, right: list[int]
) -> None:
    cells = [
        [*NO_NAME, *header],
        *([n, name, *row] for n, (name, row) in enumerate(zip([MARNI, JALI], rows, strict=True), 1)),
    ]
    written(lists, looked(cells), "unit_from_header")
    assert list(sold(lists).values()) == right


def test_two_columns_that_may_both_be_the_omzet_are_asked_about(lists: Lists) -> None:
    cells = [[*NO_NAME, "Omzet", "Jumlah"], [1, MARNI, 100_000, 120_000], [2, JALI, 50_000, 90_000]]
    with pytest.raises(RivalColumnsAsked) as asked:
        planned(lists, looked(cells))
    assert "C Omzet, D Jumlah" in sentence(asked.value)
    written(lists, correct_columns(looked(cells), {3: "total"}))
    assert sold(lists) == {MARNI: 120_000, JALI: 90_000}


def test_two_lists_side_by_side_are_asked_about(lists: Lists) -> None:
    cells = [["Nama Usaha", "Omzet", "", "Nama Usaha", "Omzet"], [MARNI, 100_000, "", JALI, 50_000]]
    with pytest.raises(SecondListAsked):
        planned(lists, looked(cells))


def test_figures_too_small_for_rupiah_are_asked_about(lists: Lists) -> None:
    cells = [[*NO_NAME, "Omzet"], [1, MARNI, 150], [2, JALI, 275]]
    with pytest.raises(SmallFiguresAsked):
        planned(lists, looked(cells))
    written(lists, tell_units(looked(cells), {"total": 1_000}))
    assert sold(lists) == {MARNI: 150_000, JALI: 275_000}


def test_a_cell_that_names_its_unit_is_not_multiplied_again(lists: Lists) -> None:
    cells = [["REKAP OMZET (dalam ribuan rupiah)"], [*NO_NAME, "Omzet"], [1, MARNI, 150], [2, JALI, "350rb"],
             [3, BATIK, 275.5], [4, BIR, "1jt500"]]  # fmt: skip
    plan = written(lists, tell_units(looked(cells), {"total": 1_000}))
    assert sold(lists) == {MARNI: 150_000, JALI: 350_000, BATIK: 275_500}
    assert filled(plan) == {"new": 3, "refused": 1, "not_vendor": 2}


def test_a_range_is_no_amount_below_zero(lists: Lists) -> None:
    plan = planned(
        lists, looked([[*NO_NAME, "Omzet (Rp)"], [1, MARNI, "200.000-300.000"], [2, JALI, "500.000"]])
    )
    assert codes(plan, 2) == ["amount_ambiguous"]


PARTS: Cells = [
    [*NO_NAME, "Sesi", "Omzet"],
    [1, MARNI, "Pagi", 100_000],
    ["", "", "Sore", 200_000],
    [2, JALI, "Pagi", 50_000],
    ["", "", "Sore", 70_000],
]
AGAIN: Cells = [[*NO_NAME, "Omzet"], [1, MARNI, 100_000], [2, JALI, 70_000], [3, MARNI, 20_000]]


def test_rows_of_one_vendor_are_summed_where_they_are_parts(lists: Lists) -> None:
    plan = written(lists, looked(PARTS, merged=["A2:A3", "B2:B3", "A4:A5", "B4:B5"]))
    assert sold(lists) == {MARNI: 300_000, JALI: 120_000}
    assert "summed_rows" in codes(plan, 3)


def test_rows_of_one_vendor_are_held_or_proven_by_the_lists_own_total(lists: Lists) -> None:
    plan = planned(lists, looked(AGAIN))
    assert {row.number: row.bucket for row in plan.rows} == {2: "look", 3: "new", 4: "look"}
    written(lists, looked([*AGAIN, ["", "JUMLAH", 190_000]]))
    assert sold(lists) == {MARNI: 120_000, JALI: 70_000}


def test_rows_below_a_name_belong_to_it_where_the_officer_fills_down(lists: Lists) -> None:
    cells = [[*NO_NAME, "Produk", "Omzet"], [1, MARNI, "uduk", 100_000], ["", "", "kopi", 20_000]]
    look = tell_rows(looked(cells), lambda told: Told(down=frozenset({1})))
    written(lists, look)
    assert sold(lists) == {MARNI: 120_000}


def test_a_vendor_who_sold_the_sum_of_those_above_is_no_total(lists: Lists) -> None:
    field = lists.field
    sheet = field.ask(day_sheet, field.bazaar_id, FIRST)
    cards = {row.business: row.card for row in sheet.rows}
    assert all(cards.values()), VendorCard
    cells = [["Kartu", "Tunai", "QRIS"], [cards[MARNI], 100_000, 20_000], [cards[JALI], 150_000, 30_000],
             [cards[BATIK], 250_000, 50_000], [cards[BIR], 75_000, 0]]  # fmt: skip
    written(lists, looked(cells))
    assert sold(lists) == {MARNI: 120_000, JALI: 180_000, BATIK: 300_000, BIR: 75_000}


def test_a_difference_from_the_lists_own_total_must_be_looked_at(lists: Lists) -> None:
    cells = [[*NO_NAME, "Omzet"], [1, MARNI, 100_000], [2, JALI, 50_000], ["", "TOTAL", 160_000]]
    with pytest.raises(SumsDiffer) as refused:
        written(lists, looked(cells))
    assert "Rp160.000" in sentence(refused.value)
    assert sold(lists) == {}
    written(lists, looked(cells), "sums_differ")
    assert sold(lists) == {MARNI: 100_000, JALI: 50_000}


def test_a_list_without_money_or_names_asks_one_question(lists: Lists) -> None:
    with pytest.raises(MoneyColumnAsked):
        planned(lists, looked([[*NO_NAME, "Stok"], [1, MARNI, 15], [2, JALI, 20]]))
    unknown: Cells = [
        ["#", "Nama Merchant / Tempat", "Alamat"],
        [1, "Dapur Siti", "Blok M"],
        [2, "Kopi", "Blok M"],
    ]
    with pytest.raises(NameColumnAsked) as asked:
        planned(lists, looked(unknown, "register"))
    assert "B Nama Merchant / Tempat" in sentence(asked.value)
    plan = planned(lists, correct_columns(looked(unknown, "register"), {1: "business"}))
    assert filled(plan) == {"new": 2, "not_vendor": 1}


def test_a_list_of_another_day_of_the_bazaar_is_asked_about(lists: Lists) -> None:
    cells = [["REKAP OMZET HARI KE-2"], [*NO_NAME, "Omzet"], [1, MARNI, 100_000], [2, JALI, 50_000]]
    with pytest.raises(OtherDayAsked):
        planned(lists, looked(cells))
    written(lists, looked(cells), day=SECOND)
    assert sold(lists, SECOND) == {MARNI: 100_000, JALI: 50_000}


def test_a_row_whose_owner_and_business_are_two_participants_is_held(lists: Lists) -> None:
    sheet = lists.field.ask(day_sheet, lists.field.bazaar_id, FIRST)
    owners = {row.business: row.name for row in sheet.rows}
    header = ["No", "Nama Pemilik", "Nama Usaha", "Omzet"]
    shifted = looked([header, [1, owners[JALI], MARNI, 100_000], [2, owners[BATIK], BATIK, 50_000],
                      [3, "Bu Anu", BIR, 70_000]])  # fmt: skip
    plan = written(lists, shifted)
    assert sold(lists) == {BATIK: 50_000, BIR: 70_000}
    assert codes(plan, 2)[-1] == "names_disagree"
    assert why(plan.rows[0].reasons[-1]) == "kartu, booth, usaha, atau pemiliknya milik peserta yang berbeda"


def test_a_card_of_another_than_the_name_holds_the_row(lists: Lists) -> None:
    sheet = lists.field.ask(day_sheet, lists.field.bazaar_id, FIRST)
    cards = {row.business: row.card for row in sheet.rows}
    header = ["Kartu", "Nama Usaha", "Omzet"]
    plan = written(lists, looked([header, [cards[JALI], MARNI, 100_000], [cards[BATIK], BATIK, 50_000]]))
    assert sold(lists) == {BATIK: 50_000}
    assert codes(plan, 2)[-1] == "names_disagree"


SOLD_TWICE: Cells = [[*NO_NAME, "Omzet"], [1, MARNI, 100_000], [2, JALI, 50_000]]


@pytest.mark.parametrize(
    "above",
    [
        ["TOTAL OMZET", "", 160_000], ["", "TOTAL", "Rp160.000"], ["Total omzet: Rp 160.000"], ["TOTAL", 160_000],
        ["Total Omzet Bazar Tebet Rp160.000,- (2 pelaku)"], ["JUMLAH", 2, 160_000], ["Jumlah : 160rb"],
    ],
)  # fmt: skip
def test_a_total_above_the_list_is_compared_too(lists: Lists, above: list[object]) -> None:
    plan = planned(lists, looked([above, [], *SOLD_TWICE]))
    assert plan.proof is not None
    assert proof_words(plan.proof).endswith("JUMLAH di berkas Rp160.000 — beda +Rp10.000")
    with pytest.raises(SumsDiffer):
        written(lists, looked([above, [], *SOLD_TWICE]))
    assert sold(lists) == {}


@pytest.mark.parametrize(
    "above",
    [["Target omzet: Rp 160.000"], ["Jumlah peserta: 1.200"], ["Total omzet bulan lalu: Rp 160.000"], ["TOTAL", "", 2],
     ["REKAP OMZET"]],
)  # fmt: skip
def test_targets_and_counts_above_the_list_are_no_total(lists: Lists, above: list[object]) -> None:
    plan = written(lists, looked([above, [], *SOLD_TWICE]), "other_day")
    assert plan.proof is not None
    assert plan.proof.stated is None
    assert sold(lists) == {MARNI: 100_000, JALI: 50_000}


@pytest.mark.parametrize(
    "lines",
    [
        ["Omzet bazar", f"1. {MARNI} : 150rb", f"2. {JALI} : 1,2jt", f"3. {BATIK} : nihil"],
        [f"{MARNI} 150.000", f"{JALI} 1.200.000", f"{BATIK} nihil"],
        [
            f"1. {MARNI} = Rp150.000",
            f"2. {JALI} = Rp1.200.000,-",
            f"3. {BATIK} = nihil",
            "Total = Rp1.350.000",
        ],
        [f"1) {MARNI} - 150.000", f"2) {JALI} - Rp 1.200.000", f"*3.* {BATIK} - nihil"],
    ],
)
def test_sums_that_a_chat_says_are_read_a_line_a_vendor(
    lists: Lists, tmp_path: Path, lines: list[str]
) -> None:
    text = "\n".join(lines)
    plan = planned(lists, look_at_pasted(text, "omzet"))
    assert plan.counts()["new"] == 3
    (tmp_path / "wa.txt").write_text(text)
    written(lists, look_at(tmp_path / "wa.txt", "omzet"))
    assert sold(lists) == {MARNI: 150_000, JALI: 1_200_000, BATIK: 0}


@pytest.mark.parametrize(
    ("said", "bucket", "right"),
    [
        ("2. {} = 200rb + 80rb QRIS", "refused", None),
        ("2. {} = 280.000 (tunai 200, qris 80)", "refused", None),
        ("2. {} = menyusul", "refused", None),
        ("2. {} belum laku 🙏", "refused", None),
        ("2. {} = 200rb + 80rb", "new", 280_000),
        ("2. {} = 300-400rb", "refused", None),
        ("2. {} = 0", "new", 0),
        ("2. {} = -", "same", None),
        ("2. {}", "same", None),
        ("2. {}\n   280.000", "new", 280_000),
        ("- {} = 95", "look", None),
        ("{} = menyusul", "refused", None),
        ("{} menyusul", "refused", None),
        ("{} masih jualan", "refused", None),
    ],
)  # fmt: skip
def test_a_vendor_of_a_chat_never_vanishes_whatever_stands_beside_the_name(
    lists: Lists, said: str, bucket: str, right: int | None
) -> None:
    lines = [f"1. {MARNI} = 350rb", said.format(JALI), f"3. {BATIK} = 185.000", f"4. {BIR} = 90rb"]
    for chat in (lines, [line.split(". ")[-1] for line in lines], [lines[0], *lines[2:], lines[1]]):
        plan = planned(lists, look_at_pasted("Rekap omzet Senin 20 Maret 2023\n" + "\n".join(chat), "omzet"))
        rows = [row for row in plan.rows if row.number not in {2, 3, 4, 5}] + list(plan.rows)
        assert bucket in {row.bucket for row in rows}, (chat, filled(plan))
        assert plan.counts()["new"] + plan.counts()["look"] >= 3
    written(lists, look_at_pasted("\n".join(lines), "omzet"))
    assert sold(lists).get(JALI) == right


def test_greetings_and_headings_of_a_chat_are_no_vendors(lists: Lists) -> None:
    text = f"""[20/03/23 17.05.12] Bu Tik: Assalamu'alaikum, rekap omzet Senin 20 Maret ya
Rekap omzet Senin 20 Maret 2023
1. {MARNI} = 350rb
2. {JALI} = 185.000
Total Rp 535.000
Terima kasih 🙏
[20/03/23 17.08.44] Pak De: siap bu"""
    plan = written(lists, look_at_pasted(text, "omzet"))
    assert filled(plan) == {"new": 2, "not_vendor": 5}
    assert sold(lists) == {MARNI: 350_000, JALI: 185_000}
