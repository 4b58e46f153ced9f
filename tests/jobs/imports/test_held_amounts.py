"""Amounts of an omzet list of which nobody can be certain: they are held or asked about, never written by the way."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from bazar_desktop.jobs.imports.questions import MoneyColumnAsked, OtherMoneyAsked, RivalColumnsAsked
from bazar_desktop.jobs.imports.recall import recalled
from bazar_desktop.jobs.imports.source import correct_columns
from bazar_desktop.messages import sentence
from bazar_desktop.store.database import Database
from tests.bazaar_day import stand_up
from tests.jobs.imports.foreign import (
    BATIK,
    BIR,
    FIRST,
    JALI,
    MARNI,
    NO_NAME,
    RAJUT,
    SECOND,
    looked,
    planned,
    read,
    sold,
    written,
)
from tests.jobs.imports.lists import Lists, codes, filled
from tests.spreadsheets.reading.sheets_made import Cells, xlsx_of


@pytest.fixture
def lists(db: Database, tmp_path: Path) -> Lists:
    return Lists(stand_up(db, vendors=5, reserves=0, partners=0), tmp_path)


BELOW: Cells = [[*NO_NAME, "Omzet"], [1, MARNI, 100_000], ["", "", 20_000], [2, JALI, 70_000]]


def test_a_row_that_names_nobody_holds_the_party_above_it(lists: Lists) -> None:
    plan = planned(lists, looked(BELOW))
    assert {row.number: row.bucket for row in plan.rows} == {2: "look", 3: "look", 4: "new"}
    assert "name_above" in codes(plan, 3)


def test_it_is_one_more_of_that_party_where_products_or_the_total_show_it(lists: Lists) -> None:
    written(lists, looked([*BELOW, ["", "JUMLAH", 190_000]]))
    assert sold(lists) == {MARNI: 120_000, JALI: 70_000}
    cells: Cells = [[*NO_NAME, "Produk", "Omzet"], [1, BATIK, "syal", 10_000], ["", "", "kain", 50_000]]
    written(lists, looked(cells))
    assert sold(lists)[BATIK] == 60_000


def test_a_numbered_row_without_a_name_is_nobodys(lists: Lists) -> None:
    plan = planned(lists, looked([[*NO_NAME, "Omzet"], [1, MARNI, 100_000], [2, "", 20_000]]))
    assert {row.number: row.bucket for row in plan.rows} == {2: "new", 3: "refused"}


def test_one_merged_amount_beside_two_names_is_nobodys(lists: Lists) -> None:
    cells: Cells = [[*NO_NAME, "Omzet"], [1, MARNI, 300_000], [2, JALI, ""], [3, BATIK, 50_000]]
    plan = written(lists, looked(cells, merged=["C2:C3"]))
    assert filled(plan) == {"new": 1, "refused": 2, "not_vendor": 1}
    assert "shared_amount" in codes(plan, 3)
    assert sold(lists) == {BATIK: 50_000}


def test_sums_beside_known_channels_are_asked_about_unless_a_total_tells(lists: Lists) -> None:
    cells: Cells = [[*NO_NAME, "Tunai", "QRIS", "Titip"], [1, MARNI, 100_000, 20_000, 30_000],
                    [2, JALI, 50_000, 10_000, 15_000]]  # fmt: skip
    with pytest.raises(OtherMoneyAsked) as asked:
        planned(lists, looked(cells))
    assert "E Titip" in sentence(asked.value)
    plan = planned(lists, looked(cells), "other_money")
    assert plan.proof is not None
    assert plan.proof.total == 180_000
    written(lists, correct_columns(looked(cells), {4: "noncash"}))
    assert sold(lists) == {MARNI: 150_000, JALI: 75_000}


@pytest.mark.parametrize("title", ["GoFood", "Transfer Bank", "Penjualan Online"])
def test_channels_under_other_names_are_counted(lists: Lists, title: str) -> None:
    written(
        lists, looked([[*NO_NAME, "Cash", title], [1, MARNI, 100_000, 30_000], [2, JALI, 50_000, 15_000]])
    )
    assert sold(lists) == {MARNI: 130_000, JALI: 65_000}


@pytest.mark.parametrize(
    ("header", "first", "second"),
    [
        ("Bazar", "Tebet", "Senen"),
        ("Minggu", "Minggu 1", "Minggu 2"),
        ("Bulan", "10", "11"),
        ("Uraian", "Target", "Realisasi"),
        ("Jenis", "Pemasukan", "Pengeluaran"),
    ],
)
def test_rows_told_apart_by_something_else_are_held_whatever_the_total_says(
    lists: Lists, header: str, first: str, second: str
) -> None:
    cells: Cells = [[header, "Nama Usaha", "Omzet"], [first, MARNI, 100_000], [second, MARNI, 20_000],
                    [first, JALI, 50_000], ["TOTAL", "", 170_000]]  # fmt: skip
    plan = planned(lists, looked(cells))
    assert {row.number: row.bucket for row in plan.rows} == {2: "look", 3: "look", 4: "new"}
    written(lists, looked(cells), "several_rows")
    assert sold(lists) == {MARNI: 120_000, JALI: 50_000}


def test_a_subtotal_beside_its_vendors_name_is_no_sale(lists: Lists) -> None:
    cells: Cells = [["Nama Usaha", "Produk", "Omzet"], [MARNI, "uduk", 100_000], [MARNI, "kopi", 20_000],
                    [MARNI, "Subtotal", 120_000], [JALI, "telor", 50_000], [JALI, "Subtotal", 50_000]]  # fmt: skip
    plan = planned(lists, looked(cells))
    assert plan.proof is not None
    assert plan.proof.total <= 170_000
    assert filled(plan)["not_vendor"] >= 2


def test_a_few_amounts_below_a_thousand_among_large_ones_are_held(lists: Lists) -> None:
    cells = [[*NO_NAME, "Omzet"], *([at, name, amount] for at, (name, amount) in enumerate(
        ((MARNI, 150), (JALI, 275_000), (BATIK, 90_000), (BIR, 125_000), (RAJUT, 60)), 1))]  # fmt: skip
    plan = written(lists, looked(cells))
    assert filled(plan) == {"new": 3, "look": 2, "not_vendor": 1}
    assert "amount_tiny" in codes(plan, 2)
    written(lists, looked(cells), "amount_tiny")
    assert sold(lists)[RAJUT] == 60


@pytest.mark.parametrize("amount", [95, "95", "Rp 95"])
def test_one_amount_without_its_thousands_is_held_too(lists: Lists, amount: object) -> None:
    cells: Cells = [[*NO_NAME, "Omzet"], [1, MARNI, amount], [2, JALI, 275_000], [3, BATIK, 90_000]]
    plan = written(lists, looked(cells))
    assert {row.number: row.bucket for row in plan.rows} == {2: "look", 3: "new", 4: "new"}
    channels: Cells = [[*NO_NAME, "Tunai", "QRIS"], [1, BIR, 95, 200_000], [2, RAJUT, 75_000, 90_000],
                       [3, MARNI, 40_000, ""]]  # fmt: skip
    plan = planned(lists, looked(channels))
    assert {row.number: row.bucket for row in plan.rows} == {2: "look", 3: "new", 4: "new"}


def test_an_amount_that_was_called_off_is_held(lists: Lists) -> None:
    cells: Cells = [[*NO_NAME, "Omzet", "Status"], [1, MARNI, 100_000, "Batal"], [2, JALI, 50_000, "OK"]]
    plan = planned(lists, looked(cells))
    assert {row.number: row.bucket for row in plan.rows} == {2: "look", 3: "new"}
    assert "called_off" in codes(plan, 2)


def test_a_unit_that_is_told_below_the_list_is_asked_about(lists: Lists) -> None:
    cells: Cells = [[*NO_NAME, "Omzet"], [1, MARNI, 150], [2, JALI, 275], [], ["*) dalam ribuan rupiah"]]
    plan = planned(lists, looked(cells))
    assert codes(plan, 2)[0] == "unit_from_header"
    assert not plan.of("new")


def test_a_number_before_the_name_is_no_part_of_it(lists: Lists) -> None:
    written(lists, looked([["Nama Usaha", "Omzet"], [f"1. {MARNI}", 100_000], [f"2) {JALI}", 50_000]]))
    assert sold(lists) == {MARNI: 100_000, JALI: 50_000}


@pytest.mark.parametrize(
    ("header", "first", "second"),
    [
        (["Omzet", "Koreksi", "Omzet Setelah Koreksi"], [100_000, -20_000, 80_000], [50_000, 0, 50_000]),
        (["Omzet", "Koreksi", "Omzet Akhir"], [100_000, -20_000, 80_000], [50_000, 5_000, 55_000]),
        (["Penjualan", "Retur", "Penjualan Bersih"], [100_000, 20_000, 80_000], [50_000, 0, 50_000]),
        (["Omzet", "Omzet Revisi"], [100_000, 80_000], [50_000, 50_000]),
        (["Omzet", "Tambahan"], [100_000, 20_000], [50_000, ""]),
        (["Omzet", "Ralat"], [100_000, "80.000"], [50_000, ""]),
        (["Omzet Bruto", "Potongan", "Omzet Netto"], [100_000, 700, 99_300], [50_000, 350, 49_650]),
        (["Omzet", "Omzet setelah diskon"], [100_000, 90_000], [50_000, 45_000]),
        (["Tunai", "QRIS", "Jumlah", "Jumlah Final"], [50_000, 50_000, 100_000, 90_000], [1e4, 4e4, 5e4, 5e4]),
        (["Tunai", "QRIS", "Susulan"], [50_000, 50_000, 3_000], [1e4, 4e4, 1_000]),
        (["Omzet", "Omzet Katering"], [100_000, 30_000], [50_000, 20_000]),
    ],
)  # fmt: skip
def test_a_column_that_may_correct_the_omzet_is_asked_about(
    lists: Lists, header: list[object], first: list[object], second: list[object]
) -> None:
    cells: Cells = [[*NO_NAME, *header], [1, MARNI, *first], [2, JALI, *second]]
    look = looked(cells)
    with pytest.raises((RivalColumnsAsked, OtherMoneyAsked)) as asked:
        planned(lists, look)
    assert str(header[-1]) in sentence(asked.value)
    last = len(header) + 1
    if isinstance(asked.value, RivalColumnsAsked) and "Tunai" not in header:
        written(lists, correct_columns(look, {last: "total"}))
        assert sold(lists)[MARNI] == (80_000 if header[-1] == "Ralat" else first[-1])


@pytest.mark.parametrize(
    ("header", "first", "second"),
    [
        (["Omzet", "Koreksi"], [100_000, 0], [50_000, 0]),
        (["Omzet", "Omzet Akhir"], [100_000, 100_000], [50_000, 50_000]),
        (["Omzet", "Catatan koreksi"], [100_000, "sudah benar"], [50_000, ""]),
        (["Modal Akhir", "Omzet", "Laba Bersih"], [70_000, 100_000, 30_000], [40_000, 50_000, 10_000]),
        (["Omzet bulan lalu", "Omzet", "Stok Akhir"], [900_000, 100_000, 30], [80_000, 50_000, 10]),
        (["Omzet Cash", "Omzet QRIS"], [60_000, 40_000], [50_000, 0]),
        (["Pagi", "Siang", "Sore"], [60_000, 30_000, 10_000], [20_000, 20_000, 10_000]),
        (["Omzet Sesi 1", "Omzet Sesi 2"], [60_000, 40_000], [20_000, 30_000]),
    ],
)
def test_columns_that_change_nothing_are_not_asked_about(
    lists: Lists, header: list[object], first: list[object], second: list[object]
) -> None:
    written(lists, looked([[*NO_NAME, *header], [1, MARNI, *first], [2, JALI, *second]]))
    assert sold(lists) == {MARNI: 100_000, JALI: 50_000}


def test_columns_that_are_told_together_to_hold_the_omzet_are_added_up(lists: Lists) -> None:
    cells: Cells = [[*NO_NAME, "Kios A", "Kios B", "Kios C"], [1, MARNI, 60_000, 30_000, 10_000],
                    [2, JALI, 20_000, "", 30_000], ["", "JUMLAH", 80_000, 30_000, 40_000]]  # fmt: skip
    with pytest.raises(MoneyColumnAsked):
        planned(lists, looked(cells))
    plan = written(lists, correct_columns(looked(cells), {2: "total", 3: "total", 4: "total"}))
    assert sold(lists) == {MARNI: 100_000, JALI: 50_000}
    assert plan.proof is not None
    assert (plan.proof.total, plan.proof.stated) == (150_000, 150_000)
    again = lists.field.ask(recalled, looked(cells))
    assert planned(lists, again).counts()["same"] == 2


DAYS_BELOW_ONE: Cells = [
    [*NO_NAME, "Penjualan (Rp)", "", "Jumlah"],
    ["", "", "Senin\n20-03", "Selasa\n21-03", ""],
    [1, MARNI, 100_000, 50_000, 150_000],
    [2, JALI, 200_000, 100_000, 300_000],
    ["JUMLAH", "", 300_000, 150_000, 450_000],
]


def test_days_without_a_year_below_one_title_are_all_taken(lists: Lists) -> None:
    look = looked(DAYS_BELOW_ONE, merged=["A1:A2", "B1:B2", "C1:D1", "E1:E2", "A5:B5"])
    plan = written(lists, look, all_days=True)
    assert sold(lists, FIRST) == {MARNI: 100_000, JALI: 200_000}
    assert sold(lists, SECOND) == {MARNI: 50_000, JALI: 100_000}
    assert plan.proof is not None
    assert plan.proof.difference == 0


def marked(cells: Cells, *struck: str, comments: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """The workbook with cells struck out, and with comments."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of({"Omzet": cells})))
    for place in struck:
        book["Omzet"][place].font = Font(strike=True)
    for place, words in comments.items():
        book["Omzet"][place].comment = Comment(words, "")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_amount_that_is_struck_out_is_not_read_and_holds_its_row(lists: Lists) -> None:
    cells: Cells = [[*NO_NAME, "Omzet"], [1, MARNI, 475_000], [2, JALI, "Rp 70.000"], [3, BATIK, 50_000]]
    plan = written(lists, read(marked(cells, "C2", "C3"), "omzet"))
    assert {row.number: row.bucket for row in plan.rows} == {2: "look", 3: "look", 4: "new"}
    assert [reason.read for row in plan.rows for reason in row.reasons if reason.code == "cell_note"] == [
        "~~475000~~",
        "~~Rp 70.000~~",
    ]
    assert sold(lists) == {BATIK: 50_000}


def test_an_amount_struck_out_and_typed_again_beside_counts_once(lists: Lists) -> None:
    cells: Cells = [[*NO_NAME, "Tunai", "QRIS"], [1, MARNI, 475_000, 475_000], [2, JALI, 50_000, 10_000]]
    look = read(marked(cells, "C2"), "omzet")
    written(lists, look)
    assert sold(lists) == {JALI: 60_000}
    written(lists, look, "cell_note")
    assert sold(lists) == {MARNI: 475_000, JALI: 60_000}


def test_an_amount_struck_out_in_a_column_of_a_day_is_not_that_days(lists: Lists) -> None:
    cells: Cells = [[*NO_NAME, "Hari 1", "Hari 2"], [1, MARNI, 475_000, 300_000], [2, JALI, 50_000, 10_000]]
    look = read(marked(cells, "C2"), "omzet")
    written(lists, look, "cell_note", all_days=True)
    assert sold(lists) == {JALI: 50_000}
    assert sold(lists, SECOND) == {MARNI: 300_000, JALI: 10_000}


def test_a_comment_that_corrects_an_amount_holds_its_row(lists: Lists) -> None:
    cells: Cells = [[*NO_NAME, "Omzet"], [1, MARNI, 1_200_000], [2, JALI, 70_000]]
    look = read(marked(cells, comments={"C2": "koreksi: 1.300.000"}), "omzet")
    plan = written(lists, look)
    assert {row.number: row.bucket for row in plan.rows} == {2: "look", 3: "new"}
    assert sold(lists) == {JALI: 70_000}


@pytest.mark.parametrize("title", ["Keterangan", "Catatan", "Info"])
@pytest.mark.parametrize(
    "words", ["seharusnya 575.000", "salah", "Ralat", "revisi 3", "koreksi", "yang benar 1jt"]
)
def test_words_that_correct_an_amount_hold_its_row(lists: Lists, title: str, words: str) -> None:
    cells: Cells = [[*NO_NAME, "Omzet", title], [1, MARNI, 557_000, words], [2, JALI, 70_000, "ramai"]]
    written(lists, looked(cells))
    assert sold(lists) == {JALI: 70_000}


@pytest.mark.parametrize("title", ["Yang benar", "Seharusnya", "Koreksi", "Ralat"])
def test_a_column_of_corrections_beside_the_omzet_is_asked_about(lists: Lists, title: str) -> None:
    cells: Cells = [[*NO_NAME, "Omzet", title], [1, MARNI, 557_000, 575_000], [2, JALI, 70_000, ""]]
    with pytest.raises((OtherMoneyAsked, RivalColumnsAsked)):
        planned(lists, looked(cells))


@pytest.mark.parametrize("sign", ["sda", "s.d.a.", '"', "″", "〃", "idem", '-"-'])
def test_a_ditto_under_a_name_is_one_more_of_that_vendor(lists: Lists, sign: str) -> None:
    cells: Cells = [[*NO_NAME, "Produk", "Omzet"], [1, MARNI, "syal", 100_000], [2, sign, "kain", 50_000]]
    written(lists, looked(cells))
    assert sold(lists) == {MARNI: 150_000}
    plan = planned(lists, looked([[*NO_NAME, "Omzet"], [1, JALI, 100_000], [2, sign, 50_000]]))
    assert {row.number: row.bucket for row in plan.rows} == {2: "look", 3: "look"}
