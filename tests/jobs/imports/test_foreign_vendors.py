"""Lists of vendors as others send them, each with a fault that was seen in a real one."""

from __future__ import annotations

import io
import random
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.imports.plan import Wish, plan_list, save_list
from bazar_desktop.jobs.imports.questions import (
    CardsAsked,
    MarkedRowsAsked,
    OtherDayAsked,
    SecondListAsked,
    SmallFiguresAsked,
)
from bazar_desktop.jobs.imports.source import look_at, tell_rows
from bazar_desktop.messages import sentence
from bazar_desktop.phrases.imports import why
from bazar_desktop.services.register.list_model import ListChoices
from bazar_desktop.services.register.search import count_vendors, search_vendors
from bazar_desktop.services.register.vendor_page import vendor_page
from bazar_desktop.spreadsheets.reading.accepted_table import LEAVE, TAKE, Told
from bazar_desktop.spreadsheets.reading.old_marks import unshown_in_xls
from bazar_desktop.store.database import Database
from tests.bazaar_day import stand_up
from tests.jobs.imports.foreign import looked, planned, read
from tests.jobs.imports.lists import Lists, codes, filled
from tests.spreadsheets.reading.sheets_made import Cells, csv_of, ods_of, xlsx_of


@pytest.fixture
def lists(db: Database, tmp_path: Path) -> Lists:
    return Lists(stand_up(db, vendors=5, reserves=0, partners=0), tmp_path)


PEOPLE: Cells = [
    ["No", "Nama", "Nama Usaha", "NIK", "No HP", "Status"],
    [1, "Siti Aminah", "Dapur Siti", "3174051203850001", "081210000001", "Lolos"],
    [2, "Budi Hartono", "Keripik Budi", "3174052204790002", "081210000002", "Lolos"],
    [3, "Dewi Lestari", "Batik Dewi", "3174056308900003", "081210000003", "Tidak lolos"],
]


def marked_workbook(*, struck: str = "A3:F3") -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of({"Data": PEOPLE})))
    sheet = book["Data"]
    sheet.row_dimensions[4].hidden = True
    for line in sheet[struck] if ":" in struck else ((sheet[struck],),):
        for cell in line:
            cell.font = Font(strike=True)
    sheet["B2"].comment = Comment("batal, diganti suami", "petugas")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_hidden_and_struck_rows_are_a_choice_and_a_comment_is_shown(lists: Lists) -> None:
    look = read(marked_workbook(), "register")
    with pytest.raises(MarkedRowsAsked) as asked:
        planned(lists, look)
    assert asked.value.facts == {"hidden": 1, "struck": 1}
    left = planned(lists, tell_rows(look, lambda told: Told(marked=LEAVE)))
    assert filled(left) == {"look": 1, "not_vendor": 3}
    assert codes(left, 2) == ["cell_note"]
    taken = planned(lists, tell_rows(look, lambda told: Told(marked=TAKE)))
    assert filled(taken) == {"new": 2, "look": 1, "not_vendor": 1}


@pytest.mark.parametrize(("struck", "count"), [("B3", 1), ("C3", 1), ("F3", 0), ("A3", 0)])
def test_a_name_that_is_struck_out_strikes_its_row(lists: Lists, struck: str, count: int) -> None:
    look = read(marked_workbook(struck=struck), "register")
    with pytest.raises(MarkedRowsAsked) as asked:
        planned(lists, look)
    assert asked.value.facts == {"hidden": 1, "struck": count}


@pytest.mark.parametrize(("struck", "key"), [("D3", "nik"), ("E3", "phone")])
def test_a_number_that_is_struck_out_is_not_taken_and_its_row_is_shown(
    lists: Lists, struck: str, key: str
) -> None:
    look = read(marked_workbook(struck=struck), "register")
    row = next(row for row in look.listing.rows if row.number == 3)
    assert row.values.get(key) is None
    plan = planned(lists, tell_rows(look, lambda told: Told(marked=TAKE)))
    assert next(row.bucket for row in plan.rows if row.number == 3) == "look"
    assert "cell_note" in codes(plan, 3)


@pytest.mark.neighbour("soffice")
def test_hidden_and_struck_rows_of_an_old_xls_are_asked_about_too(lists: Lists, tmp_path: Path) -> None:
    (tmp_path / "daftar.xlsx").write_bytes(marked_workbook(struck="B3"))
    convert = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/p",
        "--convert-to",
        "xls:MS Excel 97",
    ]
    subprocess.run([*convert, "--outdir", tmp_path, tmp_path / "daftar.xlsx"], check=True, timeout=120)
    data = (tmp_path / "daftar.xls").read_bytes()
    look = read(data, "register", "daftar.xls")
    with pytest.raises(MarkedRowsAsked) as asked:
        planned(lists, look)
    assert asked.value.facts == {"hidden": 1, "struck": 1}
    left = planned(lists, tell_rows(look, lambda told: Told(marked=LEAVE)))
    assert filled(left) == {"look": 1, "not_vendor": 3}
    chance = random.Random(31)
    for _time in range(300):
        broken = bytearray(data)
        for _hit in range(chance.randint(1, 20)):
            broken[chance.randrange(len(broken))] = chance.choice((0, 255, chance.randrange(256)))
        unshown_in_xls(bytes(broken[: chance.randint(512, len(broken))]))


def test_only_the_rows_that_say_so_are_taken(lists: Lists) -> None:
    look = tell_rows(looked(PEOPLE, "register"), lambda told: Told(only=((5, "lolos"),)))
    assert filled(planned(lists, look)) == {"new": 2, "not_vendor": 2}


def test_merged_cells_hidden_rows_and_comments_of_an_ods_are_told(lists: Lists) -> None:
    cells: Cells = [["Kecamatan", "Nama", "Nama Usaha"], ["Tebet", "Siti", "Dapur"], ["", "Budi", "Keripik"]]
    data = ods_of("Sheet", cells, ["A2:A3"])
    look = read(data, "register", "daftar.ods")
    assert [row.values["kecamatan"] for row in look.listing.rows] == ["Tebet", "Tebet"]
    hidden = _changed(
        data,
        b"<table:table-row><table:table-cell/>",
        b'<table:table-row table:visibility="filter"><table:table-cell/>',
    )
    with pytest.raises(MarkedRowsAsked):
        planned(lists, read(hidden, "register", "daftar.ods"))


def _changed(data: bytes, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name).replace(old, new))
    assert old in zipfile.ZipFile(io.BytesIO(data)).read("content.xml")
    return out.getvalue()


def test_vertical_merges_prove_a_header_of_two_rows() -> None:
    cells: Cells = [
        ["No", "Nama Perusahaan", "Nama Pemilik", "Jenis Kelamin", "Alamat", "", "", "Nomor"],
        ["", "", "", "(L/P)", "Jalan", "Desa/ Kelurahan", "Kecamatan", "KBLI"],
        [1, "Dapur Siti", "Siti Aminah", "P", "Jl. Mawar", "Tebet Barat", "Tebet", 10792],
        [2, "Keripik Budi", "Budi", "L", "Jl. Melati", "Tebet Barat", "Tebet", 10792],
    ]
    look = looked(cells, "register", ["A1:A2", "B1:B2", "C1:C2", "E1:G1"])
    assert look.table.header_rows == (1, 2)
    first = look.listing.rows[0]
    assert (first.values["kelurahan"], first.values["kecamatan"]) == ("Tebet Barat", "Tebet")
    assert first.extras == {"Jenis Kelamin / (L/P)": "P", "Nomor / KBLI": "10792"}


@pytest.mark.parametrize(
    ("header", "values", "field", "kept"),
    [
        ("Nomor", ["JKP-2024-0071", "JKP-2024-0113", "JKP-2024-0009"], "counter", True),
        ("No", [4711, 60023, 815], "counter", True),
        ("No Anggota", ["KOP/001", "KOP/002", "KOP/003"], "jakpreneur", True),
        ("Skor Kurasi", [5.441391887532741, 6.010677679425229, 5.499728311150172], "nik", True),
        ("Lokasi usaha", ["-6.22610 106.85120 0 0", "-6.22611 106.85121 0 0", "-6.22612 106.85122 0 0"], "nik", True),
        ("Jenis usaha / Kuliner", [1, 0, 1], "category", True),
    ],
)  # fmt: skip
def test_a_number_that_is_something_else_is_kept_as_it_stands(
    header: str, values: list[object], field: str, kept: bool
) -> None:
    cells = [
        [header, "Nama", "Nama Usaha"],
        *([value, f"Orang {n}", f"Usaha {n}"] for n, value in enumerate(values)),
    ]
    look = looked(cells, "register")
    assert look.mapping.column_of(field) is None
    assert [row.extras[header] for row in look.listing.rows] == [str(value) for value in values]


def test_a_nik_held_as_an_exact_number_is_kept_with_a_mark() -> None:
    cells = [["Nama", "NIK"], ["Siti", 3174051203850001], ["Budi", 3174052204790000]]
    siti, budi = looked(cells, "register").listing.rows
    assert siti.values["nik"] == "3174051203850001"
    assert [flag.code for flag in siti.flags] == ["from_number"]
    assert "nik" not in budi.values
    assert [flag.code for flag in budi.flags] == ["damaged_by_spreadsheet"]


@pytest.mark.parametrize(
    "text", ["081210000001 / 081310000002", "081210000001\n081310000002", "0812 1000 0001 0813 1000 0002"]
)
def test_of_two_phones_the_first_is_proposed_and_both_stay(lists: Lists, text: str) -> None:
    look = looked([["Nama", "No HP"], ["Siti", text]], "register")
    (flag,) = look.listing.rows[0].flags
    assert (flag.code, flag.proposal) == ("several_phones", "+6281210000001")
    plan = planned(lists, look, "several_phones")
    entry = plan.of("new")[0].entry
    assert entry.values["phone"] == "+6281210000001"
    assert entry.extra == {"No HP": text}


def test_formulas_without_a_value_say_what_they_plainly_say() -> None:
    cells: Cells = [
        ["No", "Nama", "Nama Usaha", "No HP"],
        ["=ROW()-1", '="Siti Aminah"', "Dapur Siti", '=HYPERLINK("https://wa.me/62","081210000001")'],
        ["=ROW()-1", "=B2&C2", "Keripik Budi", "081210000002"],
    ]
    siti, budi = looked(cells, "register").listing.rows
    assert (siti.values["owner"], siti.values["phone"]) == ("Siti Aminah", "+6281210000001")
    assert "owner" not in budi.values
    assert [flag.code for flag in budi.flags] == ["not_calculated"]


def test_numbered_lines_that_wait_for_a_name_are_counted_as_such(lists: Lists) -> None:
    cells: Cells = [["No", "Nama", "No HP", "Jumlah"], [1, "Siti", "081210000001", 5], [2, "", "", 0], [3]]
    look = looked(cells, "register")
    assert look.found.counts() == {"data": 1, "header": 1, "empty": 2, "blank": 0}


def test_a_business_without_an_owner_is_a_vendor_and_is_found_again(lists: Lists) -> None:
    stalls: Cells = [["No", "Nama Usaha", "Produk"], [1, "Warung Pojok", "kopi"], [2, "Es Teler 77", "es"]]
    plan = planned(lists, looked(stalls, "register"))
    assert filled(plan) == {"new": 2, "not_vendor": 1}
    assert codes(plan, 2) == ["owner_missing"]
    lists.write(plan)
    owners: Cells = [["Nama", "Nama Usaha", "No HP"], ["Bu Ijah", "Warung Pojok", "081277770001"]]
    again = planned(lists, looked(owners, "register"))
    assert filled(again) == {"look": 1, "not_vendor": 1}
    (known,) = again.rows[0].candidates
    chosen = ListChoices(rows={2: known})
    lists.write(lists.field.ask(plan_list, looked(owners, "register"), Wish("register", choices=chosen)))
    assert filled(planned(lists, looked(stalls, "register"))) == {"look": 1, "same": 1, "not_vendor": 1}


def test_three_answers_of_one_person_are_one_to_look_at(lists: Lists) -> None:
    email = "rina@contoh.id"
    answers = [
        ["Rina", email, "Kue Rina"],
        ["Rina", email, "Rina Cake"],
        ["Rina", email.title(), "Kue dan Roti"],
    ]
    cells: Cells = [["Nama", "Email", "Nama Usaha"], *map(list, answers)]
    plan = planned(lists, looked(cells, "register"))
    assert filled(plan) == {"new": 1, "look": 2, "not_vendor": 1}
    assert codes(plan, 3) == ["same_name_and_email"]


@pytest.mark.parametrize(
    ("header", "field", "texts"),
    [("Kecamatan", "kecamatan", ["Cibinong", "Ciawi"]), ("Kategori", "category", ["XL", "M"])],
)
def test_a_column_whose_cells_fit_no_region_and_no_category_is_shown_as_unsure(
    header: str, field: str, texts: list[str]
) -> None:
    cells: Cells = [["Nama", header], ["Siti", texts[0]], ["Budi", texts[1]]]
    guess = next(guess for guess in looked(cells, "register").mapping.guesses if guess.field == field)
    assert guess.confidence == 0.7


XML_2003 = b"""<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Data"><Table><Row><Cell><Data ss:Type="String">No</Data></Cell><Cell><Data ss:Type="String">Nama
</Data></Cell><Cell><Data ss:Type="String">No HP</Data></Cell></Row><Row><Cell><Data ss:Type="Number">1</Data></Cell>
<Cell><Data ss:Type="String">Siti</Data></Cell><Cell><Data ss:Type="String">081210000001</Data></Cell></Row><Row
ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="String">Budi</Data></Cell></Row></Table></Worksheet></Workbook>"""
HTML = (
    b"<html><head><meta charset=utf-8></head><table><tr><td>No<td>Nama<td>No HP</tr><tr><td>1<td>Siti<td>"
    b"081210000001</tr><tr><td>2<td rowspan=2>Budi<br>Hartono<td>081210000002</tr></table></html>"
)
CHAT = "*Daftar peserta*\nMohon dilanjut 🙏\n\n1. Siti - Dapur Siti - 081210000001\n2. Budi - Keripik - 081210000002\n"
QUOTED = 'No,Nama,No HP\n1,Siti,"=""081210000001"""\n2,Budi,"=""081210000002"""\n'
SAYS_PIPE = b"sep=|\r\nNo|Nama|No HP\r\n1|Siti; Ibu|081210000001\r\n2|Budi|081210000002\r\n"
MAC = "No;Nama;No HP\r1;Siti “Ibu” é;081210000001\r2;Budi — kopi;081210000002\r".encode("mac_roman")


@pytest.mark.parametrize(
    ("name", "data", "names"),
    [
        ("tabel.xls", HTML, ["Siti", "Budi\nHartono"]),
        ("tabel2003.xls", XML_2003, ["Siti", "Budi"]),
        ("wa.txt", CHAT.encode(), ["Siti", "Budi"]),
        ("kutip.csv", QUOTED.encode(), ["Siti", "Budi"]),
        ("mac.csv", MAC, ["Siti “Ibu” é", "Budi — kopi"]),
        ("sep.csv", SAYS_PIPE, ["Siti; Ibu", "Budi"]),
    ],
)  # fmt: skip
def test_other_ways_of_saving_a_table_are_read(
    tmp_path: Path, name: str, data: bytes, names: list[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    rows = look_at(tmp_path / name, "register").listing.rows
    assert [row.values["owner"] for row in rows] == names
    assert rows[0].values["phone"] == "+6281210000001"


@pytest.mark.parametrize("error", [SecondListAsked, SmallFiguresAsked, OtherDayAsked, MarkedRowsAsked])
def test_a_question_is_said_in_words(error: type[BazarError]) -> None:
    facts = {"columns": "F Nama", "column": "C Omzet", "usual": 150, "named": "21/03/2023", "day": "20/03/2023",
             "hidden": 2, "struck": 1}  # fmt: skip
    assert "{" not in sentence(error(**facts))


TWO_DAY_SUMS: Cells = [["No", "Nama Usaha", "Hari 1", "Hari 2", "Total"], [1, "Dapur Siti", 100000, 50000, 150000],
                       [2, "Kopi", 200000, 70000, 270000], ["Total", "", 300000, 120000, 420000]]  # fmt: skip
SAME_FACTS: list[tuple[str, Cells]] = [
    ("register", [["Nomor", "Nama", "No HP"], ["JKP-2024-0071", "Siti", "081210000001 / 081310000002"],
                  ["JKP-2024-0113", "Budi", "081210000003"], ["JKP-2024-0009", "Ani", "081210000004"]]),
    ("register", [["No", "Nama Usaha", "Produk"], [1, "Warung Pojok", "kopi"], [2, "Es Teler", "es"], [3, "", ""]]),
    ("register", [["BIL", "Nama Anggota", "No Anggota"], [1, "Siti", "KOP/001"], [2, "Budi", "KOP/002"]]),
    ("register", [["Nama", "Lokasi usaha", "Skor Kurasi"], ["Siti", "-6.22610 106.85120 0 0", "5.441391887532741"],
                  ["Budi", "-6.22611 106.85121 0 0", "6.010677679425229"]]),
    ("omzet", TWO_DAY_SUMS),
    ("omzet", [["No", "Nama Usaha", "Jumlah", "Omzet"], [1, "Dapur Siti", 12, 300000], [2, "Kopi", 13, 250000]]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "cells"), SAME_FACTS)
def test_the_same_facts_come_from_every_kind_of_file(tmp_path: Path, kind: str, cells: Cells) -> None:
    facts = []
    for ending, data in (
        ("xlsx", xlsx_of({"A": cells})),
        ("ods", ods_of("A", cells)),
        ("csv", csv_of(cells)),
    ):
        (tmp_path / f"daftar.{ending}").write_bytes(data)
        look = look_at(tmp_path / f"daftar.{ending}", kind)
        fields = [guess.key for guess in look.mapping.guesses]
        rows = [
            (row.number, row.values, row.extras, [flag.code for flag in row.flags])
            for row in look.listing.rows
        ]
        facts.append((fields, rows, look.found.counts(), look.listing.totals))
    assert facts[0] == facts[1] == facts[2]


def cards(*, colon: bool, header: bool) -> list[list[object]]:
    rows: list[list[object]] = [["DATA UMKM", ""]] if header else []
    for at, name in enumerate(("Ahmad", "Budi", "Citra")):
        said = (("Nama Pemilik", name), ("Nama Usaha", f"Soto {name}"), ("No HP", f"08123456000{at}"),
                ("Kecamatan", "Senen"))  # fmt: skip
        rows += [[label, ":", value] if colon else [label, value] for label, value in said]
        rows.append([])
    return rows


@pytest.mark.parametrize("colon", [True, False])
@pytest.mark.parametrize("header", [True, False])
def test_cards_with_the_fields_below_one_another_are_no_rows(
    lists: Lists, *, colon: bool, header: bool
) -> None:
    before = lists.field.ask(count_vendors)
    look = looked(cards(colon=colon, header=header), "register")
    with pytest.raises(CardsAsked) as asked:
        planned(lists, look)
    assert "Nama Usaha" in sentence(asked.value)
    one = looked([["Nama", "Ahmad"], ["Usaha", "Soto"], ["HP", "081234560009"]], "register")
    with pytest.raises(CardsAsked):
        planned(lists, one)
    assert lists.field.ask(count_vendors) == before


def test_a_name_that_is_a_fields_name_is_looked_at(lists: Lists) -> None:
    cells: list[list[object]] = [["Nama Usaha", "Nama Pemilik"], ["Kecamatan", "Siti"], ["Soto Ahmad", ":"],
                                 ["Kios Dewi", "Dewi"]]  # fmt: skip
    plan = planned(lists, looked(cells, "register"))
    assert {row.number: row.bucket for row in plan.rows} == {2: "look", 3: "look", 4: "new"}
    assert why(plan.rows[0].reasons[0]) == "“Kecamatan” tampaknya judul isian, bukan nama"


@pytest.mark.parametrize("made", [xlsx_of, ods_of])
def test_a_heading_above_a_group_stays_with_its_vendors(
    lists: Lists, tmp_path: Path, made: Callable[..., bytes]
) -> None:
    cells: Cells = [["No", "Nama UMKM", "Produk"], ["Kec. Menteng", "", ""], [1, "Lumpia Jeng", "lumpia"],
                    [2, "Sate Kere", "sate"], ["", "Jumlah 2 UMKM", ""], ["Kec. Gambir", "", ""],
                    [1, "Kebab Ali", "kebab"], ["Binaan baru", "", ""], [1, "Cincau Susi", "cincau"]]  # fmt: skip
    merged = ["A2:C2", "A6:C6", "A8:C8"]
    data = xlsx_of({"S": cells}, {"S": merged}) if made is xlsx_of else ods_of("S", cells, merged)
    look = read(data, "register", f"daftar.{'xlsx' if made is xlsx_of else 'ods'}")
    plan = planned(lists, look)
    assert filled(plan)["new"] == 4
    lists.field.do(save_list, look, plan, Wish("register"))
    found = {vendor.business: vendor for vendor in lists.field.ask(search_vendors, "", limit=50)}
    assert [found[name].kecamatan for name in ("Lumpia Jeng", "Sate Kere", "Kebab Ali", "Cincau Susi")] == [
        "Menteng", "Menteng", "Gambir", "",
    ]  # fmt: skip
    page = lists.field.ask(vendor_page, found["Cincau Susi"].id)
    assert ("Judul bagian", "Binaan baru") in page.extra
    assert filled(planned(lists, look))["same"] == 4
