from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from bazar_desktop.domain.bazaars.regions import load_regions
from bazar_desktop.spreadsheets.reading.cells import MoneyStyle, understand
from bazar_desktop.spreadsheets.reading.columns import recognise
from bazar_desktop.spreadsheets.reading.fields import BY_WORDS, OMZET, PARTICIPANTS, REGISTER
from bazar_desktop.spreadsheets.reading.opening import open_bytes
from bazar_desktop.spreadsheets.reading.refusals import ColumnMissing
from bazar_desktop.spreadsheets.reading.rows import ReadTable, read_rows
from bazar_desktop.spreadsheets.reading.tables import Table, find_tables, retable
from tests.spreadsheets.reading.shared_data import DATA, ROOT, needs_shared_data
from tests.spreadsheets.reading.sheets_made import Cells, csv_of, ods_of, read_table, xlsx_of

TITLES: Cells = [
    ["REKAP OMZET BAZAR JAKPRENEUR"],
    ["Suku Dinas PPKUKM Jakarta Timur"],
    ["Lokasi: Rusun Jatinegara Barat"],
    ["Kamis, 22 Juni 2023"],
]
HEADER: Cells = [
    ["No", "Stand", "Nama Usaha", "Nama Pemilik", "No. HP", "Omzet", "", "", "Ket"],
    ["", "", "", "", "", "Tunai", "QRIS", "Jumlah", ""],
]
VENDORS: Cells = [
    [1, "A-01", "Dapur Bu Marni", "Marni", "081234567801", "28,000", 10000, 38000, ""],
    [2, "A-02", "Kerak Telor Jali", "Jalaludin", 81234567802, " Rp1,500 ", "", 1500, ""],
    ["", "", "", "", "", "", "", "", ""],
    [3, "A-03", "Bir Pletok", "Rohmah", "081234567803", " - ", "", "", ""],
    [4, "A-04", "Kopi Senen", "Agus", "081234567804", "=7500*5", 2500, 40000, ""],
    [5, "A-05", "Tas Rajut", "Dewi", "081234567805", "", "", "", "nihil"],
    [6, "A-06", "Total Fashion", "Nurhayati", "081234567806", "3,300,000", "200,000", "3,500,000", ""],
    [7, "A-07", "Es Selendang", "Udin", "081234567807", "", "", "", "menolak"],
]
FOOTER: Cells = [
    ["", "", "JUMLAH", "", "", 3367000, 212500, 3579500, ""],
    ["", "", "", "", "", "", "", "", ""],
    ["", "", "", "", "", "", "Mengetahui,", "", ""],
    ["", "", "", "", "", "", "( Sri Wahyuni )", "", ""],
]
MERGED = ["A1:I1", "F5:H5", "A5:A6", "B5:B6", "C5:C6", "D5:D6", "E5:E6", "I5:I6"]
SHEET: Cells = [row + [""] * (9 - len(row)) for row in TITLES + HEADER + VENDORS + FOOTER]
EXPECTED = {
    "A-01": ("reported", 28_000, 10_000, 38_000),
    "A-02": ("reported", 1_500, None, 1_500),
    "A-03": ("blank", None, None, None),
    "A-04": ("reported", 37_500, 2_500, 40_000),
    "A-05": ("nil", None, None, None),
    "A-06": ("reported", 3_300_000, 200_000, 3_500_000),
    "A-07": ("declined", None, None, None),
}


def read(data: bytes, name: str, kind: str) -> tuple[Table, ReadTable]:
    table = read_table(data, name)
    return table, read_rows(table, recognise(table, kind))


def of_day(table: ReadTable) -> dict[object, tuple[object, ...]]:
    return {
        row.values["booth"]: tuple(row.values.get(key) for key in ("state", "cash", "qris", "total"))
        for row in table.rows
    }


FILES = {
    "a.xlsx": xlsx_of({"Kosong": [], "Juni": SHEET}, {"Juni": MERGED}, formatted_to=900),
    "a.ods": ods_of("Juni", SHEET),
    "a.csv": csv_of(SHEET),
    "a.tsv": csv_of(SHEET, "\t", "utf-16"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_sheet_with_every_fault_gives_the_rows_and_rupiah_a_person_counts(name: str) -> None:
    table, found = read(FILES[name], name, OMZET)
    assert [column.header for column in table.columns] == [
        "No", "Stand", "Nama Usaha", "Nama Pemilik", "No. HP", "Omzet / Tunai", "Omzet / QRIS", "Omzet / Jumlah", "Ket",
    ]  # fmt: skip
    assert table.header_rows == (5, 6)
    assert of_day(found) == EXPECTED
    counts = found.counts()
    assert {reason: counts[reason] for reason in ("data", "title", "header", "total", "footer")} == {
        "data": 7, "title": 4, "header": 2, "total": 1, "footer": 2,
    }  # fmt: skip
    assert sum(counts.values()) == found.height
    assert all(not dropped.differs for dropped in found.dropped)


def test_a_total_that_does_not_add_up_is_dropped_and_reported() -> None:
    wrong = [*SHEET[:14], ["", "", "JUMLAH", "", "", 3376000, 212500, 3579500, ""]]
    _table, table = read(csv_of(wrong), "a.csv", OMZET)
    assert [dropped.differs for dropped in table.dropped if dropped.reason == "total"] == [
        (("Omzet / Tunai", 3_376_000, 3_367_000),)
    ]


def test_a_total_without_a_word_is_known_by_its_sum_and_subtotals_part_by_part() -> None:
    cells: Cells = [
        ["Booth", "Usaha", "Tunai"],
        ["A-01", "Soto", 1000],
        ["A-02", "Sate", 2000],
        ["", "", 3000],
        ["A-03", "Bakso", 4000],
        ["A-04", "Mie", 5000],
        ["", "", 9000],
        ["", "", 12000],
        ["", "", 777],
    ]
    _table, table = read(csv_of(cells), "a.csv", OMZET)
    assert [dropped.number for dropped in table.dropped if dropped.reason == "total"] == [4, 7, 8]
    assert [row.number for row in table.rows] == [2, 3, 5, 6, 9]
    assert [flag.code for flag in table.rows[-1].flags] == ["no_name"]


def test_identifiers_that_a_spreadsheet_damaged_are_flagged_and_never_repaired() -> None:
    cells: Cells = [
        ["No", "Nama", "NIK", "No HP", "NIB"],
        [1, "Siti", "3171066502850001", "081234567801", "1234567890123"],
        [2, "Ani", 3171066502850000, 81234567802, 1234567890123],
        [3, "Udin", "3,17106E+15", "0812/3456", ""],
        [4, "Rini", "317106650285", "081234567803 / 081234567804", ""],
    ]
    _table, table = read(xlsx_of({"A": cells}), "a.xlsx", REGISTER)
    flags = [[(flag.field, flag.code, flag.proposal) for flag in row.flags] for row in table.rows]
    assert flags == [
        [],
        [("nik", "damaged_by_spreadsheet", None), ("phone", "lost_zero", "+6281234567802")],
        [("nik", "damaged_by_spreadsheet", None), ("phone", "phone_malformed", None)],
        [("nik", "nik_wrong_length", None), ("phone", "several_phones", "+6281234567803")],
    ]
    assert [row.values.get("nik") for row in table.rows] == ["3171066502850001", None, None, None]
    assert [row.values.get("phone") for row in table.rows] == ["+6281234567801", None, None, None]
    assert table.rows[2].texts[2] == "3,17106E+15"


def test_a_money_column_is_read_in_one_convention() -> None:
    cells: Cells = [
        ["Booth", "Tunai", "QRIS"],
        ["1", "28,000", 1.5],
        ["2", "1,500", 27.5],
        ["3", "30.000", 3000],
        ["4", "2,000", 0],
    ]
    _table, table = read(xlsx_of({"A": cells}), "a.xlsx", OMZET)
    assert [row.values.get("cash") for row in table.rows] == [28_000, 1_500, None, 2_000]
    assert [[(flag.code, flag.proposal) for flag in row.flags] for row in table.rows] == [
        [("thousands_lost", 1_500)],
        [("thousands_lost", 27_500)],
        [("other_convention", 30_000)],
        [],
    ]


def test_a_unit_in_the_header_multiplies_and_is_asked_about() -> None:
    cells: Cells = [["Booth", "Omzet Tunai (Rp.000)"], ["1", 250], ["2", "75"], ["3", ""]]
    _table, table = read(xlsx_of({"A": cells}), "a.xlsx", OMZET)
    assert [row.values.get("cash") for row in table.rows] == [250_000, 75_000, None]
    assert [flag.code for row in table.rows for flag in row.flags] == ["unit_from_header", "unit_from_header"]


def test_blank_nihil_declined_and_zero_are_told_apart() -> None:
    cells: Cells = [
        ["Booth", "Tunai"],
        ["1", ""],
        ["2", "nihil"],
        ["3", "menolak"],
        ["4", 0],
        ["5", "-"],
        ["6", "250rb"],
    ]
    _table, table = read(xlsx_of({"A": cells}), "a.xlsx", OMZET)
    assert [row.values["state"] for row in table.rows] == [
        "blank",
        "nil",
        "declined",
        "nil",
        "blank",
        "reported",
    ]


def test_unknown_columns_are_kept_as_extra_text() -> None:
    cells: Cells = [
        ["Nama", "Usaha", "Ukuran kaos", ""],
        ["Siti", "Warung", "XL", "catatan liar"],
        ["Ani", "Kopi", "", ""],
    ]
    _table, table = read(csv_of(cells), "a.csv", REGISTER)
    assert table.rows[0].extras == {"Ukuran kaos": "XL", "D": "catatan liar"}


def test_the_sheet_with_the_list_is_chosen_and_all_can_be_taken() -> None:
    notes: Cells = [["catatan rapat"], ["jangan lupa terpal"]]
    months = {
        "Catatan": notes,
        "Mei": [["Nama", "Usaha"], ["Siti", "Warung"]],
        "Juni": [["Nama", "Usaha"], ["Ani", "Kopi"], ["Udin", "Es"]],
    }
    tables = find_tables(open_bytes(xlsx_of(months), "a.xlsx"))
    assert [table.sheet for table in tables] == ["Juni", "Mei", "Catatan"]


def test_content_names_a_column_that_its_header_does_not() -> None:
    cells: Cells = [["Nama", "Usaha", "X1", "X2"]] + [
        [f"Orang {number}", f"Usaha {number}", f"08123456{number:04}", f"31710665028500{number:02}"]
        for number in range(10, 30)
    ]
    table = read_table(csv_of(cells), "a.csv")
    guesses = {guess.column.header: guess for guess in recognise(table, REGISTER).guesses}
    assert (guesses["X1"].field, guesses["X1"].why) == ("phone", "content")
    assert (guesses["X2"].field, guesses["X2"].why) == ("nik", "content")
    assert guesses["X1"].confidence < guesses["Nama"].confidence == 1.0


def test_content_against_its_header_lowers_the_confidence() -> None:
    cells: Cells = [["Nama", "NIK"]] + [[f"Orang {number}", f"jalan {number}"] for number in range(9)]
    table = read_table(csv_of(cells), "a.csv")
    assert [guess.confidence for guess in recognise(table, REGISTER).guesses] == [1.0, 0.55]


def test_participants_have_their_wishes_status_and_partner() -> None:
    cells: Cells = [
        ["No", "Nama", "Usaha", "Permintaan Booth", "Butuh Listrik", "Status", "Mitra"],
        [1, "Siti", "Warung", "dekat pintu", "ya", "Peserta", ""],
        [2, "Ani", "Kopi", "", "tidak", "Cadangan 1", ""],
        [3, "Bulog", "Beras", "", "450 watt", "???", "ya"],
    ]
    _table, table = read(csv_of(cells), "a.csv", PARTICIPANTS)
    assert [
        (row.values.get("wish"), row.values.get("power"), row.values.get("status"), row.values.get("partner"))
        for row in table.rows
    ] == [
        ("dekat pintu", True, "confirmed", None),
        (None, False, "reserve", None),
        (None, True, None, True),
    ]
    assert [flag.field for flag in table.rows[2].flags] == ["power", "status"]


def test_sections_repeated_headers_and_column_numbers_are_no_vendors() -> None:
    cells: Cells = [
        ["No", "Nama", "Usaha", "Kecamatan"],
        ["1", "2", "3", "4"],
        ["KECAMATAN MENTENG", "", "", ""],
        ["1", "Siti", "Warung", "Menteng"],
        ["No", "Nama", "Usaha", "Kecamatan"],
        ["2", "Ani", "Kopi", "Menteng"],
    ]
    _table, table = read(csv_of(cells), "a.csv", REGISTER)
    assert [(dropped.number, dropped.reason) for dropped in table.dropped] == [
        (1, "header"), (2, "header"), (3, "title"), (5, "header"),
    ]  # fmt: skip
    assert [row.number for row in table.rows] == [4, 6]


def test_cells_merged_downwards_belong_to_each_row_but_sums_do_not() -> None:
    cells: Cells = [
        ["Booth", "Usaha", "Kecamatan", "Tunai"],
        ["1", "Soto", "Menteng", 5000],
        ["2", "Sate", "", ""],
    ]
    _table, table = read(xlsx_of({"A": cells}, {"A": ["C2:C3", "D2:D3"]}), "a.xlsx", OMZET)
    assert [(row.values.get("kecamatan"), row.values.get("cash")) for row in table.rows] == [
        ("Menteng", 5000),
        ("Menteng", None),
    ]
    assert [flag.code for flag in table.rows[1].flags] == ["from_merged_cell", "shared_amount"]


def test_regions_are_spelled_as_the_ministry_does_and_unknown_ones_are_asked_about() -> None:
    regions = load_regions((ROOT / "resources/regions/dki.json").read_text("utf-8"))
    cells: Cells = [
        ["Nama", "Kecamatan"],
        ["Siti", "Kramat Jati"],
        ["Ani", "Kec. Pulo Gadung"],
        ["Udin", "Laweyan"],
    ]
    table = read_table(csv_of(cells), "a.csv")
    found = read_rows(table, recognise(table, REGISTER), regions)
    assert [row.values["kecamatan"] for row in found.rows] == ["Kramatjati", "Pulogadung", "Laweyan"]
    assert [flag.code for flag in found.rows[2].flags] == ["region_unknown"]


def test_an_officer_can_move_the_header_and_correct_a_column() -> None:
    cells: Cells = [["Siti", "Warung Siti"], ["Ani", "Kopi Ani"]]
    table = read_table(csv_of(cells), "a.csv")
    bare = retable(table, ())
    mapping = recognise(bare, REGISTER).corrected(0, "owner").corrected(1, "business")
    assert [row.values for row in read_rows(bare, mapping).rows] == [
        {"owner": "Siti", "business": "Warung Siti"},
        {"owner": "Ani", "business": "Kopi Ani"},
    ]


def test_a_mapping_of_another_table_is_refused() -> None:
    wide = read_table(csv_of([["Nama", "Usaha", "HP"], ["a", "b", "0812"]]), "a.csv")
    narrow = read_table(csv_of([["Nama", "Usaha"], ["a", "b"]]), "b.csv")
    with pytest.raises(ColumnMissing):
        read_rows(narrow, recognise(wide, REGISTER))


@needs_shared_data
def test_a_real_register_of_another_city_gives_all_its_vendors() -> None:
    table = read_table(DATA / "real/surakarta_umkm_masked.csv")
    found = read_rows(table, recognise(table, REGISTER))
    assert found.counts() == {"data": 11_158, "header": 1, "blank": 0}
    assert any(str(row.values.get("owner", "")).startswith("@") for row in found.rows)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(BY_WORDS)), st.text(max_size=40), st.sampled_from("tndb"))
def test_no_cell_text_breaks_the_reading(words: str, text: str, kind: str) -> None:
    digits = kind != "n" or (text.replace(".", "", 1).isascii() and text.replace(".", "", 1).isdigit())
    field = BY_WORDS[words]
    understood = understand(field, text if digits else "12.5", kind, MoneyStyle(",", 1000), None)
    json.dumps([understood.value, [flag.proposal for flag in understood.flags]])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.text("abcde ", min_size=1, max_size=6), st.integers(1, 10**9)), min_size=1, max_size=12
    )
)
def test_every_source_row_ends_in_exactly_one_kind(vendors: list[tuple[str, int]]) -> None:
    from bazar_desktop.spreadsheets.reading.sheets import Row, Sheet, Source

    rows = [
        ("Booth", "Usaha", "Tunai"),
        *((f"A-{at}", name, str(amount)) for at, (name, amount) in enumerate(vendors)),
    ]
    rows.append(("", "TOTAL", str(sum(amount for _name, amount in vendors))))
    sheet = Sheet(
        "A", True, len(rows) + 5, 3, (), tuple(Row(at, row, "ttt") for at, row in enumerate(rows, start=1))
    )
    table = find_tables(Source("a.csv", "text", (sheet,)))[0]
    found = read_rows(table, recognise(table, OMZET))
    assert [row.values["cash"] for row in found.rows] == [amount for _name, amount in vendors]
    assert found.counts() == {"data": len(vendors), "header": 1, "total": 1, "blank": 5}


def test_a_file_by_its_path_is_the_same_as_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(FILES["a.csv"])
    assert read_table(tmp_path / "a.csv") == read_table(FILES["a.csv"], "a.csv")


def test_a_total_in_words_or_under_another_name_is_never_counted_in_silence() -> None:
    cells: Cells = [
        ["Stand", "Usaha", "Omset"],
        ["A1", "Soto", "50rb"],
        ["A2", "Sate", "100rb"],
        ["Total", "", "150rb"],
        ["", "Total Blok A", "150rb"],
        ["", "Total Fashion", "75rb"],
    ]
    _table, table = read(csv_of(cells), "a.csv", OMZET)
    assert [dropped.number for dropped in table.dropped if dropped.reason == "total"] == [4, 5]
    assert [(row.number, [flag.code for flag in row.flags]) for row in table.rows] == [
        (2, []), (3, []), (6, ["perhaps_total"]),
    ]  # fmt: skip


def test_a_business_whose_name_begins_like_a_footer_is_kept() -> None:
    cells: Cells = [
        ["Nama", "Usaha", "HP", "Alamat"],
        ["Siti", "Warung", "0812345678", "Jl. A"],
        ["", "Sumber Rejeki", "", ""],
    ]
    _table, table = read(csv_of(cells), "a.csv", REGISTER)
    assert [row.values["business"] for row in table.rows] == ["Warung", "Sumber Rejeki"]
    _table, table = read(csv_of([*cells, ["", "Keterangan: data Mei", "", ""]]), "a.csv", REGISTER)
    assert [dropped.reason for dropped in table.dropped] == ["header", "footer"]


def test_two_columns_of_one_name_both_keep_their_cells() -> None:
    cells: Cells = [["No", "No", "Nama", "Foto", "Foto"], ["1", "7", "Siti", "a.jpg", "b.jpg"]]
    _table, table = read(csv_of(cells), "a.csv", REGISTER)
    assert table.rows[0].extras == {"No (B)": "7", "Foto (D)": "a.jpg", "Foto (E)": "b.jpg"}


THREE_ROWS: Cells = [
    ["DAFTAR PESERTA BAZAR"],
    ["No", "DATA PELAKU USAHA", "", "", "", "OMZET", "", "Ket"],
    ["", "Identitas", "", "Kontak", "", "Hari 1", "", ""],
    ["", "Nama Pemilik", "Nama Usaha", "No. HP", "Email", "Tunai", "QRIS", ""],
    [1, "Marni", "Dapur Bu Marni", "081234560001", "marni@contoh.id", 250_000, 50_000, ""],
    [2, "Jali", "Kerak Telor", "081234560002", "", 100_000, 0, "siang"],
]
THREE_MERGED = ["A2:A4", "B2:E2", "F2:G2", "H2:H4", "B3:C3", "D3:E3", "F3:G3"]
THREE_NAMES = [
    "No", "DATA PELAKU USAHA / Identitas / Nama Pemilik", "DATA PELAKU USAHA / Identitas / Nama Usaha",
    "DATA PELAKU USAHA / Kontak / No. HP", "DATA PELAKU USAHA / Kontak / Email", "OMZET / Hari 1 / Tunai",
    "OMZET / Hari 1 / QRIS", "Ket",
]  # fmt: skip


@pytest.mark.parametrize(
    "file",
    [
        ("a.xlsx", xlsx_of({"A": THREE_ROWS}, {"A": THREE_MERGED})),
        ("a.ods", ods_of("A", THREE_ROWS, THREE_MERGED)),
        ("a.csv", csv_of(THREE_ROWS)),
    ],
    ids=lambda file: file[0],
)
def test_a_header_of_three_rows_names_every_column(file: tuple[str, bytes]) -> None:
    name, data = file
    table, found = read(data, name, OMZET)
    assert table.header_rows == (2, 3, 4)
    assert [column.header for column in table.columns] == THREE_NAMES
    fields = [guess.field for guess in recognise(table, OMZET).guesses]
    assert (fields[1:4], fields[5:]) == (["owner", "business", "phone"], ["cash", "qris", "note"])
    assert found.counts()["data"] == 2
    assert found.counts()["header"] == 3


def test_a_third_row_below_two_that_name_columns_belongs_to_the_header() -> None:
    cells: Cells = [
        ["No", "Nama Usaha", "Pemilik", "Omzet", "", ""],
        ["", "", "", "Tunai", "Non-tunai", ""],
        ["", "", "", "", "QRIS", "Lokapasar"],
        [1, "Dapur Bu Marni", "Marni", 250_000, 50_000, 1_000],
        [2, "Kerak Telor", "Jali", 100_000, 0, 0],
    ]
    table, found = read(xlsx_of({"A": cells}, {"A": ["D1:F1", "E2:F2"]}), "a.xlsx", OMZET)
    assert table.header_rows == (1, 2, 3)
    assert [column.header for column in table.columns][3:] == [
        "Omzet / Tunai", "Omzet / Non-tunai / QRIS", "Omzet / Non-tunai / Lokapasar",
    ]  # fmt: skip
    assert found.counts()["data"] == 2


def test_rows_of_plain_words_under_a_header_are_no_third_header_row() -> None:
    cells: Cells = [
        ["Nama Pemilik", "Nama Usaha", "Produk", "Kecamatan"],
        ["Marni", "Dapur", "nasi uduk", "Senen"],
        ["Jali", "Telor", "kerak telor", ""],
        ["Siti", "Batik", "", "Gambir"],
    ]
    table, found = read(xlsx_of({"A": cells}), "a.xlsx", REGISTER)
    assert table.header_rows == (1,)
    assert found.counts()["data"] == 3
