from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings, strategies as st

from bazar_desktop.spreadsheets.reading.opening import open_file
from bazar_desktop.spreadsheets.writing import day_files
from bazar_desktop.spreadsheets.writing.csv_out import defused
from bazar_desktop.spreadsheets.writing.day_files import folder_name, write_day_files
from bazar_desktop.spreadsheets.writing.day_tables import DATE, RUPIAH, TEXT, OutColumn
from bazar_desktop.spreadsheets.writing.xlsx_out import write_list_xlsx
from bazar_desktop.store.files import OutputFailed
from bazar_desktop.store.outputs import FILE_LIST, OutputFolder
from tests.spreadsheets.reading.shared_data import DATA, needs_shared_data
from tests.spreadsheets.writing.days import PAYLOAD, day, row

NAMES = ("peserta", "kehadiran", "omzet", "booth", "rekap")


def rows_of(file: Path) -> list[dict[str, str]]:
    text = file.read_bytes().decode("utf-8-sig")
    return list(
        csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if file.parent.name == "excel" else ",")
    )


def test_the_folder_holds_the_day_twice_and_one_workbook(tmp_path: Path) -> None:
    written = write_day_files(day(), tmp_path)
    name = "Rusun Karet Tengsin Blok A B_P203A_2023-03-20"
    assert [item.name for item in tmp_path.iterdir()] == [name]
    found = {
        file.relative_to(tmp_path / name).as_posix()
        for file in (tmp_path / name).rglob("*")
        if file.is_file()
    }
    csvs = {f"{folder}/{table}.csv" for folder in ("excel", "data") for table in NAMES}
    made = csvs | {"data/datapackage.json", f"{name}.xlsx"}
    assert found == made | {FILE_LIST}
    assert {file.relative_to(tmp_path / name).as_posix() for file in written.files} == made


def test_excel_files_are_as_an_indonesian_excel_opens_them(tmp_path: Path) -> None:
    data = (write_day_files(day(), tmp_path).folder / "excel/omzet.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfKode bazar;Tanggal;")
    assert data.count(b"\r\n") == 9
    assert (
        data.splitlines()[1].decode() == "P203A;20/03/2023;p-A-01;1;diisi;3300000;250000;;0;3550000;41;;;;;;;"
    )


def test_data_files_are_plain_and_unaltered(tmp_path: Path) -> None:
    folder = write_day_files(day(), tmp_path).folder / "data"
    assert not (folder / "peserta.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    people = rows_of(folder / "peserta.csv")
    assert people[4]["nama"] == PAYLOAD
    assert people[0]["produk"] == day().rows[0].product
    assert people[5]["nama"] == "Gado² Boplo"
    assert rows_of(folder / "kehadiran.csv")[0]["datang"] == "2023-03-20T07:42:00+07:00"
    assert [person["pihak"] for person in people].count("mitra") == 1


def test_blank_nihil_absent_and_declined_are_four_different_things(tmp_path: Path) -> None:
    folder = write_day_files(day(), tmp_path).folder
    for kind in ("excel", "data"):
        omzet = [list(line.values())[4:10] for line in rows_of(folder / kind / "omzet.csv")]
        came = [list(line.values())[4] for line in rows_of(folder / kind / "kehadiran.csv")]
        assert omzet[1] == ["nihil", "", "", "", "", "0"]
        assert omzet[2] == ["belum", "", "", "", "", ""]
        assert omzet[3] == ["menolak", "", "", "", "", ""]
        assert came[:6] == ["hadir", "hadir", "alpa", "hadir", "izin", "belum"]


def test_orders_stand_beside_the_omzet_and_in_no_sum(tmp_path: Path) -> None:
    sheet = day()
    sold = replace(sheet.rows[0], best_product="=Nasi", promised=2_000_000, follow_up=750_000)
    folder = write_day_files(replace(sheet, rows=(sold, *sheet.rows[1:])), tmp_path).folder
    line = rows_of(folder / "data" / "omzet.csv")[0]
    assert (line["janji"], line["pesanan_lanjutan"], line["jumlah"]) == ("2000000", "750000", "3550000")
    assert rows_of(folder / "data/rekap.csv")[0]["omzet"] == "3550000"


def test_totals_keep_partners_apart_and_count_each_session_once(tmp_path: Path) -> None:
    totals = rows_of(write_day_files(day(), tmp_path).folder / "data/rekap.csv")
    kinds = {(line["kelompok"], line["nama"]): line for line in totals}
    assert kinds["pihak", "umkm"]["omzet"] == "3550000"
    assert kinds["pihak", "mitra"]["omzet"] == "9000000"
    counted = ("terdaftar", "hadir", "ditunggu", "melapor", "nihil", "belum_lapor", "menolak")
    assert [kinds["pihak", "umkm"][key] for key in counted] == ["6", "3", "3", "2", "1", "0", "1"]
    assert sum(int(line["omzet"] or 0) for line in totals if line["kelompok"] == "kategori") == 3_550_000
    assert kinds["pengampu", "Tanpa pengampu"]["terdaftar"] == "1"


def test_undecided_figures_and_samples_are_marked_in_every_file(tmp_path: Path) -> None:
    folder = write_day_files(day(undecided=2, is_sample=True), tmp_path).folder
    assert folder.name.startswith("CONTOH_")
    for file in folder.rglob("*.csv"):
        assert {line[name] for line in rows_of(file) for name in ("Tanda", "tanda") if name in line} == {
            "contoh sementara"
        }
    package = json.loads((folder / "data/datapackage.json").read_text("utf-8"))
    assert (package["contoh"], package["sementara"], package["perlu_keputusan"]) == (True, True, 2)
    sealed = write_day_files(day(seal="K7QX2M4P", revision=1), tmp_path).folder
    assert {line["tanda"] for line in rows_of(sealed / "data/rekap.csv")} == {""}


def test_the_seal_stands_in_every_row_of_every_file(tmp_path: Path) -> None:
    written = write_day_files(day(seal="K7QX-2M4P-3", revision=2), tmp_path)
    for file in written.folder.rglob("*.csv"):
        lines = rows_of(file)
        assert lines
        assert {tuple(list(line.values())[-2:]) for line in lines} == {("K7QX-2M4P-3", "2")}
    book = openpyxl.load_workbook(written.files[-1])
    for sheet in book:
        assert {tuple(line[-2:]) for line in sheet.iter_rows(min_row=2, values_only=True)} == {
            ("K7QX-2M4P-3", 2)
        }
    package = json.loads((written.folder / "data/datapackage.json").read_text("utf-8"))
    assert (package["segel"], package["revisi"]) == ("K7QX-2M4P-3", 2)
    for line in rows_of(write_day_files(day(), tmp_path).folder / "data/omzet.csv"):
        assert (line["segel"], line["revisi"]) == ("", "")


def test_channels_in_the_rekap_add_up_to_the_omzet(tmp_path: Path) -> None:
    totals = rows_of(write_day_files(day(), tmp_path).folder / "data/rekap.csv")
    channels = {line["nama"]: line for line in totals if line["kelompok"] == "saluran"}
    assert {name: line["omzet"] for name, line in channels.items()} == {
        "tunai": "3300000", "qris": "250000", "non_tunai": "0", "lokapasar": "0",
    }  # fmt: skip
    assert {channels["tunai"][key] for key in ("terdaftar", "melapor")} == {""}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_frictionless_validator_accepts_the_package_and_sees_a_fault(tmp_path: Path) -> None:
    from frictionless import Package

    folder = write_day_files(day(), tmp_path).folder / "data"
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])
    omzet = folder / "omzet.csv"
    omzet.write_bytes(omzet.read_bytes().replace(b"p-A-02,1,nihil", b"p-Z-99,1,entah"))
    faults = {fault[0] for fault in Package(str(folder / "datapackage.json")).validate().flatten(["type"])}
    assert faults == {"constraint-error", "foreign-key"}


def test_the_workbook_has_real_numbers_text_identifiers_and_a_frozen_header(tmp_path: Path) -> None:
    written = write_day_files(day(), tmp_path)
    book = openpyxl.load_workbook(written.files[-1])
    assert book.sheetnames == ["Peserta", "Kehadiran", "Omzet", "Booth", "Rekap"]
    omzet, people = book["Omzet"], book["Peserta"]
    assert [cell.value for cell in omzet[2]][2:11] == [
        "p-A-01",
        1,
        "diisi",
        3_300_000,
        250_000,
        None,
        0,
        3_550_000,
        41,
    ]
    assert omzet["B2"].value == datetime(2023, 3, 20)
    assert (omzet.freeze_panes, omzet.auto_filter.ref) == ("A2", "A1:R9")
    assert (people["E6"].value, people["E6"].data_type) == (PAYLOAD, "s")
    assert omzet.column_dimensions["C"].width > 8
    assert book["Kehadiran"]["F2"].value == datetime(2023, 3, 20, 7, 42)


def test_files_of_the_day_are_read_back_by_the_reader(tmp_path: Path) -> None:
    written = write_day_files(day(), tmp_path)
    for file in (
        written.folder / "excel/peserta.csv",
        written.folder / "data/peserta.csv",
        written.files[-1],
    ):
        sheet = open_file(file).sheets[0]
        assert [line.texts[2] for line in sheet.rows[1:]] == [
            "p-A-01", "p-A-02", "p-A-03", "p-A-04", "p-A-05", "p-A-06", "p-bulog", "p-coach",
        ]  # fmt: skip


def test_a_later_revision_stands_beside_the_earlier_one(tmp_path: Path) -> None:
    names = [
        write_day_files(day(seal="ABCD-EFGH", revision=number), tmp_path).folder.name for number in (1, 2)
    ]
    assert [name.rpartition("_")[2] for name in names] == ["R1", "R2"]
    assert sorted(item.name for item in tmp_path.iterdir()) == names


def test_exporting_again_replaces_what_it_wrote_and_leaves_what_somebody_put_there(tmp_path: Path) -> None:
    folder = write_day_files(day(), tmp_path).folder
    (folder / "catatan saya.txt").write_text("milik petugas")
    (folder / "excel" / "rekap saya.xlsx").write_text("milik petugas")
    handed = folder / "serah terima" / "kertas.pdf"  # a hand-over was made in here
    handed.parent.mkdir()
    handed.write_bytes(b"%PDF")
    again = write_day_files(day(rows=()), tmp_path)
    assert again.folder == folder
    assert rows_of(folder / "data/peserta.csv") == []
    assert (folder / "catatan saya.txt").read_text() == "milik petugas"
    assert (folder / "excel" / "rekap saya.xlsx").read_text() == "milik petugas"
    assert handed.read_bytes() == b"%PDF"
    assert [item.name for item in tmp_path.iterdir()] == [folder.name]


def test_a_file_that_somebody_changed_stays_and_the_new_export_stands_beside(tmp_path: Path) -> None:
    folder = write_day_files(day(), tmp_path).folder
    changed = folder / "excel" / "peserta.csv"
    changed.write_bytes(changed.read_bytes() + b"catatan petugas\r\n")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    again = write_day_files(day(rows=()), tmp_path).folder
    assert again.name == f"{folder.name} (2)"
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert write_day_files(day(), tmp_path).folder == again


def test_what_the_new_export_has_no_more_of_goes_as_far_as_the_program_wrote_it(tmp_path: Path) -> None:
    folder = write_day_files(day(), tmp_path).folder
    listed = OutputFolder(folder)
    for name in ("dulu.csv", "diubah.csv"):
        listed.note({name: b"dulu"})
        (folder / name).write_bytes(b"dulu")
    (folder / "diubah.csv").write_bytes(b"oleh petugas")
    write_day_files(day(), tmp_path)
    assert not (folder / "dulu.csv").exists()
    assert (folder / "diubah.csv").read_bytes() == b"oleh petugas"


@pytest.mark.parametrize("other", ["Rusun Karet Tengsin Blok A B", "x" * 60 + " Timur"])
def test_two_bazaars_of_one_date_never_share_a_folder(tmp_path: Path, other: str) -> None:
    lokasi = "Rusun Karet Tengsin Blok A/B" if other[0] == "R" else "x" * 60 + " Barat"
    first = write_day_files(day(lokasi=lokasi), tmp_path)
    before = {file: file.read_bytes() for file in first.files}
    second = write_day_files(day(lokasi=other, bazaar_code="P203B"), tmp_path)
    assert second.folder != first.folder
    assert {file: file.read_bytes() for file in first.files} == before


def test_a_write_that_fails_leaves_the_earlier_folder_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {file: file.read_bytes() for file in write_day_files(day(), tmp_path).files}

    def full(path: Path, data: bytes, *, make_folder: bool) -> None:
        raise OutputFailed(file=path.name, folder="", reason="no room")

    monkeypatch.setattr(day_files, "write_whole", full)
    with pytest.raises(OutputFailed):
        write_day_files(day(revision=2), tmp_path)
    assert {file: file.read_bytes() for file in before} == before
    assert [item.name for item in tmp_path.iterdir()] == [folder_name(day())]


RUNNING = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20x",
    "  =1",
    "\u200b=1",
    "|c",
)


@pytest.mark.parametrize("text", RUNNING)
def test_a_text_that_would_run_is_defused(text: str) -> None:
    assert defused(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Siti", "a=b", "A-01", "0812••••1234", "3171", "'=1"])
def test_a_plain_text_is_left_alone(text: str) -> None:
    assert defused(text) == text


@needs_shared_data
def test_known_injection_payloads_never_begin_a_cell(tmp_path: Path) -> None:
    payloads = (DATA / "robustness/csv_injection.txt").read_text("utf-8").splitlines()
    rows = tuple(row(f"A-{at}", text, business=text, note=text) for at, text in enumerate(payloads))
    folder = write_day_files(day(rows=rows), tmp_path).folder
    names = [line["Nama"] for line in rows_of(folder / "excel/peserta.csv")]
    assert [name.removeprefix("'") for name in names] == payloads
    assert not [name for name in names if name[:1] in "=+-@\t\r"]


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=12))
def test_nothing_defused_begins_like_a_formula_and_nothing_is_lost(text: str) -> None:
    assert defused(text).removeprefix("'") == text.removeprefix("'")
    assert defused(text)[:1] not in tuple("=+-@\t\r")


def test_any_list_is_saved_as_a_workbook(tmp_path: Path) -> None:
    columns = (
        OutColumn("nama", "Nama"),
        OutColumn("nib", "NIB", TEXT),
        OutColumn("o", "Omzet", RUPIAH),
        OutColumn("t", "Tanggal", DATE),
    )
    rows = [("=Siti", "0012345678901", 1_500, day().day), ("Ani", None, None, None)]
    write_list_xlsx(tmp_path / "a.xlsx", "Pelaku: UMKM [2023]/semua kecamatan Jakarta", columns, rows)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2)] == [
        ["=Siti", "0012345678901", 1_500, datetime(2023, 3, 20)],
        ["Ani", None, None, None],
    ]
    assert [cell.data_type for cell in sheet[2]][:2] == ["s", "s"]


def test_a_workbook_is_the_same_whichever_system_makes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
    (here,) = write_day_files(day(), tmp_path / "here").folder.glob("*.xlsx")
    plain = zipfile.ZipInfo.__init__

    def as_windows(info: zipfile.ZipInfo, *given: object) -> None:
        plain(info, *given)  # type: ignore[arg-type]
        info.create_system = 0 if info.create_system else 3

    monkeypatch.setattr(zipfile.ZipInfo, "__init__", as_windows)
    (there,) = write_day_files(day(), tmp_path / "there").folder.glob("*.xlsx")
    assert here.read_bytes() == there.read_bytes()
    assert openpyxl.load_workbook(there).sheetnames
