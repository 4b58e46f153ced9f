"""What an officer says of cells, rows, units and sheets, and that nothing else of the list changes by it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from bazar_desktop.spreadsheets.reading.accepted_table import (
    AcceptedTable,
    Amendments,
    amend,
    asked_units,
    take,
)
from bazar_desktop.spreadsheets.reading.columns import recognise
from bazar_desktop.spreadsheets.reading.combined_tables import join, place_of
from bazar_desktop.spreadsheets.reading.fields import OMZET, REGISTER
from bazar_desktop.spreadsheets.reading.opening import open_bytes
from bazar_desktop.spreadsheets.reading.sheets import Row, Sheet, Source
from bazar_desktop.spreadsheets.reading.tables import Range, find_tables, retable
from tests.spreadsheets.reading.sheets_made import Cells, csv_of, read_table, xlsx_of

CELLS: Cells = [
    ["Booth", "Usaha", "Tunai (Rp.000)", "Kecamatan"],
    ["A-01", "Soto", "250", "Menteng"],
    ["A-02", "Sate", "1.500.000", ""],
    ["A-03", "Bakso", 75, "Senen"],
    ["", "Total", 325, ""],
]


def taken(cells: Cells, kind: str = OMZET, merged: list[str] | None = None) -> AcceptedTable:
    table = read_table(xlsx_of({"A": cells}, {"A": merged or []}), "a.xlsx")
    return take(table, recognise(table, kind), None)


def cash(one: AcceptedTable) -> list[object]:
    return [row.values.get("cash") for row in one.found.rows]


def test_a_unit_is_asked_about_until_somebody_says_whether_it_holds() -> None:
    found = taken(CELLS)
    assert asked_units(found) == {"cash": 1000}
    assert cash(found) == [250_000, 1_500_000, 75_000]
    assert [flag.code for row in found.found.rows for flag in row.flags] == [
        "unit_from_header", "check_amount", "unit_from_header",
    ]  # fmt: skip
    told = take(found.table, found.mapping, None, {"cash": 1000})
    assert (asked_units(told), cash(told)) == ({}, [250_000, 1_500_000, 75_000])
    assert [flag.code for row in told.found.rows for flag in row.flags] == ["check_amount"]
    plain = take(found.table, found.mapping, None, {"cash": 1})
    assert (asked_units(plain), cash(plain)) == ({}, [250, 1_500_000, 75])


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("(dalam ribuan rupiah)", 1_000),
        ("Satuan: dalam Rp. 000", 1_000),
        ("REKAP OMZET (x Rp1.000)", 1_000),
        ("dalam jutaan rupiah", 1_000_000),
        ("Bazar dalam rangka HUT Jakarta, target 100 juta", 1),
        ("Target Rp 1.000.000", 1),
    ],
)
def test_a_title_is_heard_where_it_speaks_of_the_unit_and_not_elsewhere(title: str, asked: int) -> None:
    found = taken([[title], ["Booth", "Usaha", "Tunai"], ["A-01", "Soto", 250], ["A-02", "Sate", 75]])
    assert asked_units(found).get("cash", 1) == asked


def test_a_cell_that_is_typed_over_says_what_was_typed_whatever_its_column_says() -> None:
    found = taken(CELLS)
    typed = amend(found, Amendments(texts={(2, 2): "300rb", (4, 2): "1.500", (3, 1): "Sate Jali"}), None)
    assert cash(typed) == [300_000, 1_500_000, 1_500]
    assert [row.values["business"] for row in typed.found.rows] == ["Soto", "Sate Jali", "Bakso"]
    assert typed.found.counts() == found.found.counts()
    assert cash(amend(typed, Amendments(), None)) == cash(found)


def test_rows_are_called_vendors_or_left_out_and_all_are_still_accounted_for() -> None:
    found = taken(CELLS)
    said = amend(found, Amendments(vendors=frozenset({5}), others=frozenset({3})), None)
    assert [row.number for row in said.found.rows] == [2, 4, 5]
    assert [(dropped.number, dropped.reason) for dropped in said.found.dropped] == [
        (1, "header"),
        (3, "left_out"),
    ]
    assert sum(said.found.counts().values()) == said.found.height


def test_a_row_under_a_merged_cell_keeps_what_it_says_when_another_cell_is_typed_over() -> None:
    found = taken(CELLS, merged=["D2:D3"])
    typed = amend(found, Amendments(texts={(3, 1): "Sate Jali"}), None)
    assert [row.values.get("kecamatan") for row in typed.found.rows] == ["Menteng", "Menteng", "Senen"]


def test_a_range_leaves_rows_and_columns_outside_and_says_so() -> None:
    table = retable(taken(CELLS).table, Range((1,), 3, (1, 2)))
    found = take(table, recognise(table, OMZET), None).found
    assert [column.letter for column in table.columns] == ["B", "C"]
    assert [row.number for row in found.rows] == [2, 3]
    assert found.counts() == {"data": 2, "header": 1, "outside": 2, "blank": 0}


def test_niks_that_were_rounded_before_they_became_texts_are_flagged_as_damaged() -> None:
    rounded = [[f"Orang {n}", f"317106650285{n:03d}0"] for n in range(10, 20)]
    table = read_table(csv_of([["Nama", "NIK"], *rounded, ["Siti", "3171066502850017"]]), "a.csv")
    found = take(table, recognise(table, REGISTER), None).found
    assert [row.values.get("nik") for row in found.rows] == [None] * 10 + ["3171066502850017"]
    assert {flag.code for row in found.rows[:10] for flag in row.flags} == {"damaged_by_spreadsheet"}
    few = read_table(csv_of([["Nama", "NIK"], *rounded[:3]]), "a.csv")
    assert all("nik" in row.values for row in take(few, recognise(few, REGISTER), None).found.rows)


def test_sheets_of_other_columns_are_joined_field_by_field() -> None:
    sheets: dict[str, Cells] = {
        "Mei": [["Nama", "Usaha"], ["Siti", "Soto"]],
        "Juni": [["judul"], ["No HP", "Usaha", "Nama", "Ukuran"], ["081234567801", "Kopi", "Ani", "XL"]],
    }
    tables = {table.sheet: table for table in find_tables(open_bytes(xlsx_of(sheets), "a.xlsx"))}
    parts = [take(tables[name], recognise(tables[name], REGISTER), None) for name in ("Mei", "Juni")]
    joined = join(parts)
    assert joined.columns == {"owner": (0, "Nama"), "business": (1, "Usaha"), "phone": (2, "No HP")}
    assert [(row.number, row.texts) for row in joined.rows] == [
        (2, ("Siti", "Soto")), (5, ("Ani", "Kopi", "081234567801")),
    ]  # fmt: skip
    assert joined.rows[1].extras == {"Ukuran": "XL"}
    assert (joined.height, [dropped.number for dropped in joined.dropped]) == (5, [1, 3, 4])
    assert [place_of(parts, row.number) for row in joined.rows] == [(0, 2), (1, 3)]


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.tuples(st.integers(1, 9), st.integers(0, 3)), st.text(max_size=12), max_size=6),
    st.frozensets(st.integers(1, 9)),
    st.frozensets(st.integers(1, 9)),
)
def test_whatever_is_said_every_row_ends_in_one_place(
    texts: dict[tuple[int, int], str], vendors: frozenset[int], others: frozenset[int]
) -> None:
    rows = [("judul", "", "", ""), *(tuple(map(str, row)) for row in CELLS)]
    made = tuple(Row(at, row, "tttt") for at, row in enumerate(rows, start=1))
    table = find_tables(Source("a.csv", "text", (Sheet("A", True, 9, 4, (), made),)))[0]
    found = take(table, recognise(table, OMZET), None)
    said = amend(found, Amendments(texts, vendors, others), None).found
    assert sum(said.counts().values()) == said.height
    assert [said.rows[at] for at in range(len(said.rows))] == list(said.rows) == list(said.rows[:])
    assert not {row.number for row in said.rows} & {dropped.number for dropped in said.dropped}
