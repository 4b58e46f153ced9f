"""What no cell and no column of money may become without a question: dates, ranges, sums without a title."""

from __future__ import annotations

from datetime import date

import pytest

from bazar_desktop.spreadsheets.reading.accepted_table import take
from bazar_desktop.spreadsheets.reading.columns import recognise
from bazar_desktop.spreadsheets.reading.fields import OMZET
from tests.spreadsheets.reading.sheets_made import Cells, read_table, xlsx_of

SHOPS = [f"Warung {name}" for name in ("Ani", "Beti", "Cici", "Dodi", "Edi", "Fani")]


def omzet_of(cell: object, other: int = 250_000) -> tuple[object, list[str]]:
    """What an omzet list makes of a cell: the value, and the flags of its row."""
    cells: Cells = [["Nama Usaha", "Omzet"], *([shop, other] for shop in SHOPS), ["Warung Gita", cell]]
    table = read_table(xlsx_of({"A": cells}, {}), "a.xlsx")
    row = take(table, recognise(table, OMZET), None).found.rows[-1]
    return row.values.get("total"), [flag.code for flag in row.flags]


@pytest.mark.parametrize(
    "cell",
    [
        date(2026, 11, 28), "2026-11-28", "300.000-200.000", "300rb-200rb", "250.000-2", "12.000 - 10",
        "Rp 300.000 - Rp 200.000", "300.000–200.000",
    ],
)  # fmt: skip
def test_a_date_or_a_range_is_no_sum_of_money(cell: object) -> None:
    value, flags = omzet_of(cell)
    assert value is None
    assert flags


@pytest.mark.parametrize(("cell", "value"), [("250.000,-", 250_000), ("200rb+50rb", 250_000), ("-", None)])
def test_what_is_written_with_a_dash_or_a_plus_stays_read(cell: str, value: int | None) -> None:
    assert omzet_of(cell)[0] == value


def rivals_of(header: list[object], rows: list[list[object]]) -> list[int]:
    table = read_table(xlsx_of({"A": [header, *rows]}, {}), "a.xlsx")
    return [index for item in recognise(table, OMZET).rivals for index in item.columns]


def test_rupiah_without_a_title_beside_the_omzet_are_asked_about() -> None:
    rows: list[list[object]] = [[shop, 200_000 + 1_000 * place, 50_000] for place, shop in enumerate(SHOPS)]
    assert rivals_of(["Nama Usaha", "Omzet", None], rows) == [2]
    same: list[list[object]] = [[shop, amount, amount] for shop, amount, _more in rows]
    assert rivals_of(["Nama Usaha", "Omzet", None], same) == []  # the same sums once more
    assert rivals_of(["Nama Usaha", "Omzet", "Target"], rows) == []


def test_rp_in_a_column_of_its_own_hides_no_sums() -> None:
    rows: list[list[object]] = [[shop, "Rp", 200_000 + 1_000 * place] for place, shop in enumerate(SHOPS)]
    assert 2 in rivals_of(["Nama Usaha", "Omzet", None], rows)
