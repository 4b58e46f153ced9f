"""One case a fault of officers' own workbooks: the rows and rupiah that a person would count, in every format."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.spreadsheets.reading.columns import recognise
from bazar_desktop.spreadsheets.reading.fields import OMZET, REGISTER
from bazar_desktop.spreadsheets.reading.opening import open_bytes
from bazar_desktop.spreadsheets.reading.rows import ReadTable, read_rows
from bazar_desktop.spreadsheets.reading.tables import find_tables
from tests.spreadsheets.reading.sheets_made import Cells, csv_of, ods_of, ods_table, read_table, xlsx_of

Vendor = tuple[str, int | None]  # business, rupiah of the day; None where the list says nothing


@dataclass(frozen=True)
class Fault:
    """A sheet, the vendors and sums in it, and how many rows are dropped for which reason."""

    cells: Cells
    vendors: list[Vendor]
    dropped: dict[str, int] = field(default_factory=lambda: {"header": 1})
    merged: list[str] = field(default_factory=list)
    formatted_to: int = 0
    flags: dict[str, int] = field(default_factory=dict)


HEADER: list[object] = ["No", "Nama Usaha", "Nama Pemilik", "No HP", "Omzet"]
SOTO: list[object] = [1, "Soto Bu Marni", "Marni", "081234567801", 250_000]
SATE: list[object] = [2, "Sate Jali", "Jalaludin", "081234567802", 175_500]
KOPI: list[object] = [3, "Kopi Senen", "Agus", "081234567803", 90_000]
THREE: list[Vendor] = [("Soto Bu Marni", 250_000), ("Sate Jali", 175_500), ("Kopi Senen", 90_000)]
GROUPED: list[object] = ["No", "Nama Usaha", "Nama Pemilik", "Omzet", "", "Ket"]
HALVES: list[object] = ["", "", "", "Tunai", "QRIS", ""]
SPLIT: Cells = [
    [1, "Soto Bu Marni", "Marni", 200_000, 50_000, ""],
    [2, "Sate Jali", "Jalaludin", 175_500, "", ""],
    [3, "Kopi Senen", "Agus", "", 90_000, ""],
]


def padded(cells: Cells, width: int = 6) -> Cells:
    return [row + [""] * (width - len(row)) for row in cells]


def wide(row: list[object], width: int = 250) -> list[object]:
    """The row with its cells spread: every ninth column of 250 is used (28 of them)."""
    spread: list[object] = [""] * width
    for at, cell in enumerate(row):
        spread[at * 9] = cell
    return spread


TITLES: Cells = [
    ["REKAPITULASI OMZET BAZAR"], ["Suku Dinas PPKUKM Kota Administrasi Jakarta Timur"],
    ["Rusun Jatinegara Barat, Kamis 22 Juni 2023"], ["Jumlah peserta: 28"],
]  # fmt: skip
FAULTS = {
    "a title and three lines above a merged header of two rows": Fault(
        padded([*TITLES, GROUPED, HALVES, *SPLIT]), THREE, {"title": 4, "header": 2},
        ["A1:F1", "A5:A6", "B5:B6", "C5:C6", "D5:E5", "F5:F6"],
    ),
    "a header of two rows that is not merged": Fault([GROUPED, HALVES, *SPLIT], THREE, {"header": 2}),
    "titles that are merged over the table and a blank row": Fault(
        padded([["DAFTAR PESERTA"], ["Juni 2023"], [], HEADER, SOTO, SATE, KOPI]), THREE,
        {"title": 2, "header": 1}, ["A1:F1", "A2:F2"],
    ),
    "250 columns of which 28 are used": Fault(
        [wide([*HEADER, *(f"Lain {n}" for n in range(23))]), *(wide([*row, *"x" * 23]) for row in (SOTO, SATE, KOPI))],
        THREE,
    ),
    "a totals row by its word": Fault([HEADER, SOTO, SATE, KOPI, ["", "JUMLAH", "", "", 515_500]], THREE,
                                      {"header": 1, "total": 1}),
    "a totals row by its sum alone": Fault([HEADER, SOTO, SATE, KOPI, ["", "", "", "", 515_500]], THREE,
                                           {"header": 1, "total": 1}),
    "a totals row that is merged and written in words": Fault(
        [HEADER, SOTO, SATE, KOPI, ["Total Omzet", "", "", "", "Rp 515.500,-"]], THREE, {"header": 1, "total": 1},
        ["A5:D5"],
    ),
    "subtotals and a grand total": Fault(
        [HEADER, SOTO, SATE, ["", "Sub Total", "", "", 425_500], KOPI, ["", "Sub Total", "", "", 90_000],
         ["", "Grand Total", "", "", 515_500]], THREE, {"header": 1, "total": 3},
    ),
    "subtotals by their sums alone": Fault(
        [HEADER, SOTO, SATE, ["", "", "", "", 425_500], KOPI, [4, "Es Teh", "Udin", "", 10_000],
         ["", "", "", "", 100_000], ["", "", "", "", 525_500]], [*THREE, ("Es Teh", 10_000)],
        {"header": 1, "total": 3},
    ),
    "a total whose two digits are swapped": Fault(
        [HEADER, SOTO, SATE, KOPI, ["", "Jumlah", "", "", 551_500]], THREE, {"header": 1, "total": 1}
    ),
    "an average and a sum in words below the total": Fault(
        [HEADER, SOTO, SATE, ["", "Jumlah", "", "", 425_500], ["", "Rata-rata", "", "", 212_750],
         ["", "Terbilang: empat ratus dua puluh lima ribu lima ratus rupiah", "", "", ""]], THREE[:2],
        {"header": 1, "total": 3},
    ),
    "parts that are counted by letters and named in the rows": Fault(
        [HEADER, ["A", "BLOK A", "", "", ""], SOTO, SATE, ["", "Jumlah A", "", "", 425_500],
         ["B.", "BLOK B", "", "", ""], KOPI, ["", "KECAMATAN SENEN", "", "", ""], [4, "Es Teh", "Udin", "", 10_000]],
        [*THREE, ("Es Teh", 10_000)], {"header": 1, "title": 3, "total": 1},
    ),
    "a business that is called like a total": Fault(
        [HEADER, SOTO, SATE, KOPI, [4, "Total Fashion", "Nur", "0812345678", 1_000]],
        [*THREE, ("Total Fashion", 1_000)],
    ),
    "money in all its spellings": Fault(
        [HEADER, [1, "A", "a", "", "28,000"], [2, "B", "b", "", " Rp1,500 "], [3, "C", "c", "", " - "],
         [4, "D", "d", "", "=7500*5"], [5, "E", "e", "", ""], [6, "F", "f", "", "Rp. 3,300,000,-"],
         [7, "G", "g", "", "250rb"], [8, "H", "h", "", "1,5jt"], [9, "I", "i", "", "nihil"]],
        [("A", 28_000), ("B", 1_500), ("C", None), ("D", 37_500), ("E", None), ("F", 3_300_000), ("G", 250_000),
         ("H", 1_500_000), ("I", 0)],
    ),
    "118 rows and then 900 empty formatted ones": Fault(
        [HEADER, *([n, f"Usaha {n}", f"Orang {n}", "", n * 500] for n in range(1, 119))],
        [(f"Usaha {n}", n * 500) for n in range(1, 119)], formatted_to=1_019,
    ),
    "two counters": Fault(
        [["No", "No Urut", "Nama Usaha", "Omzet"], [1, 7, "Soto", 250_000], [2, 8, "Sate", 175_500],
         ["", "", "Jumlah", 425_500]], [("Soto", 250_000), ("Sate", 175_500)], {"header": 1, "total": 1},
    ),
    "the same number as text and as number in one column": Fault(
        [HEADER, SOTO, [2, "Sate Jali", "Jalaludin", "", "175500"], [3, "Kopi Senen", "Agus", "", "90.000"]], THREE
    ),
    "blank separators and sections": Fault(
        padded([HEADER, ["BLOK A"], SOTO, [], SATE, [], ["BLOK B"], KOPI]), THREE, {"header": 1, "title": 2},
        ["A2:F2", "A7:F7"],
    ),
    "the header again on every printed page": Fault(
        [HEADER, SOTO, SATE, HEADER, KOPI], THREE, {"header": 2}
    ),
    "a footer with signatures": Fault(
        padded([HEADER, SOTO, SATE, KOPI, ["", "Total", "", "", 515_500], [], ["", "", "", "Jakarta, 22 Juni 2023"],
                ["", "Mengetahui,", "", "Petugas Pendata"], [], ["", "( Sri Wahyuni )", "", "( Budi Santoso )"],
                ["", "NIP. 19700101 199503 2 001", "", ""]]),
        THREE, {"header": 1, "total": 1, "footer": 4},
    ),
    "cells merged over several rows of data": Fault(
        [["No", "Kecamatan", "Nama Usaha", "Omzet"], [1, "Menteng", "Soto", 250_000], [2, "", "Sate", 175_500],
         [3, "Senen", "Kopi", 90_000]], [("Soto", 250_000), ("Sate", 175_500), ("Kopi", 90_000)],
        merged=["B2:B3"],
    ),
    "unused columns before and between": Fault(
        [["", "", *HEADER[:2], "", *HEADER[2:]], *(["", "", *row[:2], "", *row[2:]] for row in (SOTO, SATE, KOPI))],
        THREE,
    ),
    "a unit in the header": Fault(
        [["No", "Nama Usaha", "Omzet (Rp.000)"], [1, "Soto", 250], [2, "Sate", "175,5"], [3, "Kopi", "90"]],
        [("Soto", 250_000), ("Sate", 175_500), ("Kopi", 90_000)], flags={"unit_from_header": 3},
    ),
    "a unit in the title": Fault(
        [["Rekap omzet"], ["(dalam ribuan rupiah)"], ["No", "Nama Usaha", "Omzet"], [1, "Soto", 250], [2, "Sate", 175]],
        [("Soto", 250_000), ("Sate", 175_000)], {"title": 2, "header": 1}, flags={"unit_from_header": 2},
    ),
    "line breaks, quotes and separators inside cells": Fault(
        [HEADER, [1, "Soto\nBu Marni", "Marni; Ani", "", 250_000], [2, 'Sate "Jali", pojok', "Jali|Udin", "", 175_500]],
        [("Soto\nBu Marni", 250_000), ('Sate "Jali", pojok', 175_500)],
    ),
    "a name that begins with an at sign or an equals sign": Fault(
        [HEADER, [1, "@dapur.marni", "Marni", "", 250_000], [2, "+62 Kopi", "Agus", "", 175_500]],
        [("@dapur.marni", 250_000), ("+62 Kopi", 175_500)],
    ),
}  # fmt: skip


LONG_HEADERS: Cells = [
    ["NO.", "NAMA PELAKU USAHA/ UMKM", "NAMA USAHA / MEREK", "NO. TELP/WA", "ALAMAT LENGKAP (SESUAI KTP)",
     "JENIS PRODUK YG DIJUAL", "KEC.", "NIK (16 digit)", "JUMLAH KARYAWAN", "NAMA IBU KANDUNG"],
    [1, "Marni", "Dapur", "081234567801", "Jl. Kramat 1", "Soto", "Senen", "3171016505850001", 3, "Aminah"],
]  # fmt: skip


def test_headers_of_many_words_are_recognised_by_the_known_ones_and_less_surely() -> None:
    guesses = recognise(read_table(csv_of(LONG_HEADERS), "a.csv"), REGISTER).guesses
    assert [guess.field for guess in guesses] == [
        "counter", "owner", "business", "phone", "address", "product", "kecamatan", "nik", "", "",
    ]  # fmt: skip
    assert all(guess.confidence < 1 for guess in guesses if guess.field in ("owner", "address", "nik"))
    omzet = recognise(read_table(csv_of(LONG_HEADERS), "a.csv"), OMZET)
    assert omzet.column_of("total") is None


def test_a_column_with_a_twin_under_another_day_is_of_its_own_day() -> None:
    cells: Cells = [
        ["No", "Nama Usaha", "Hari 1", "", "Hari 2", ""],
        ["", "", "Tunai", "QRIS", "Tunai", "QRIS"],
        [1, "Soto", 1, 2, 3, 4],
    ]
    merged = ["A1:A2", "B1:B2", "C1:D1", "E1:F1"]
    guesses = recognise(read_table(xlsx_of({"A": cells}, {"A": merged}), "a.xlsx"), OMZET).guesses
    assert [guess.key for guess in guesses] == [
        "counter", "business", "cash@h1", "qris@h1", "cash@h2", "qris@h2",
    ]  # fmt: skip


def read(data: bytes, name: str) -> ReadTable:
    table = read_table(data, name)
    return read_rows(table, recognise(table, OMZET))


def vendors_of(table: ReadTable) -> list[Vendor]:
    """Business and rupiah of each row kept; the channels where there is no sum."""
    vendors: list[Vendor] = []
    for row in table.rows:
        channels = [row.values[key] for key in ("cash", "qris") if isinstance(row.values.get(key), int)]
        total = row.values.get("total", sum(map(int, channels)) if channels else None)  # type: ignore[arg-type]
        state = row.values["state"]
        sold = 0 if state == "nil" else total if isinstance(total, int) else None
        vendors.append((str(row.values.get("business", "")), sold))
    return vendors


def written(fault: Fault, kind: str) -> bytes:
    if kind == "xlsx":
        return xlsx_of({"Juni": fault.cells}, {"Juni": fault.merged}, formatted_to=fault.formatted_to)
    if kind == "ods":
        return ods_of("Juni", fault.cells, fault.merged, formatted_to=fault.formatted_to)
    return csv_of(fault.cells)


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
@pytest.mark.parametrize("name", FAULTS)
def test_a_sheet_with_a_fault_gives_the_rows_and_rupiah_that_a_person_counts(name: str, kind: str) -> None:
    fault = FAULTS[name]
    table = read(written(fault, kind), f"a.{kind}")
    assert vendors_of(table) == fault.vendors
    counts = table.counts()
    assert sum(counts.values()) == table.height
    assert {why: n for why, n in counts.items() if n and why not in ("data", "blank")} == fault.dropped
    flags = [flag.code for row in table.rows for flag in row.flags]
    assert {code: flags.count(code) for code in fault.flags} == fault.flags


MONTHS: dict[str, Cells] = {
    "Catatan": [["rapat"], ["jangan lupa terpal"]],
    "Mei": [HEADER, SOTO, SATE, ["", "Jumlah", "", "", 425_500]],
    "Juni": [["Bazar Juni"], HEADER, KOPI],
}


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_one_sheet_a_month_is_found_on_every_sheet(kind: str) -> None:
    first, *rest = MONTHS
    more = "".join(ods_table(name, MONTHS[name]) for name in rest)
    data = xlsx_of(MONTHS) if kind == "xlsx" else ods_of(first, MONTHS[first], more=more)
    tables = find_tables(open_bytes(data, f"a.{kind}"))
    found = {table.sheet: vendors_of(read_rows(table, recognise(table, OMZET))) for table in tables}
    assert (found["Mei"], found["Juni"]) == (THREE[:2], THREE[2:])
    assert [table.sheet for table in tables][-1] == "Catatan"


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_a_file_so_broken_that_only_a_refusal_is_right_is_refused(kind: str) -> None:
    whole = written(FAULTS["a totals row by its word"], kind)
    broken = b"\x00\x01\x02\x03" * 200 + whole if kind == "csv" else whole[: len(whole) // 2]
    with pytest.raises(BazarError) as caught:
        read(broken, f"a.{kind}")
    assert caught.value.code in {"file_damaged", "not_a_spreadsheet"}
