"""The commands for lists: they say where every row went, and change nothing where they are told not to."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.commands import Shell, shell
from tests.jobs.imports.lists import AISYAH, HEADER, JALI, MARNI
from tests.spreadsheets.reading.sheets_made import Cells, csv_of, read_table, xlsx_of

__all__ = ["shell"]


def written(folder: Path, cells: Cells, name: str = "daftar.xlsx") -> Path:
    path = folder / name
    path.write_bytes(csv_of(cells) if name.endswith("csv") else xlsx_of({"Maret": cells}))
    return path


@pytest.fixture
def bazaar(shell: Shell) -> str:
    made = shell.run(
        *("bazaar", "add", "--name", "Bazar Uji", "--lokasi", "Rusun Uji", "--kecamatan", "Senen"),
        *("--day", "2023-03-20"),
    )
    return str(made["code"])


def test_register_import_says_where_every_row_went(shell: Shell, tmp_path: Path) -> None:
    nameless = ["", "", "", "", "081234567890", "", "", ""]
    file = written(tmp_path, [HEADER, MARNI, JALI, nameless])
    back = tmp_path / "ditolak.xlsx"
    answer = shell.run("register", "import", file, "--rejects", back)
    assert answer["rows"] == {"new": 2, "same": 0, "changed": 0, "look": 0, "refused": 1, "not_vendor": 1}
    assert answer["source_rows"] == 4
    assert answer["written"]
    assert answer["rejects"] == {"file": str(back), "rows": 1}
    assert read_table(back).rows[0].texts[-2] == "4"
    found = shell.run("register", "search", "dapur")
    assert [item["business"] for item in found["vendors"]] == ["Dapur Bu Marni"]
    assert found["vendors"][0]["phone"] == "0812••••0000"
    page = shell.run("register", "show", found["vendors"][0]["id"])
    assert page["facts"]["nik"].endswith("0001")
    assert "3171" not in str(page)


def test_a_dry_run_changes_nothing(shell: Shell, tmp_path: Path) -> None:
    file = written(tmp_path, [HEADER, MARNI])
    answer = shell.run("register", "import", file, "--dry-run")
    assert answer["rows"]["new"] == 1
    assert not answer["written"]
    assert shell.run("register", "search", "dapur") == {"register": 0, "vendors": []}


def test_a_list_of_participants_then_of_sales(shell: Shell, tmp_path: Path, bazaar: str) -> None:
    file = written(tmp_path, [HEADER, MARNI, JALI, AISYAH], "peserta.csv")
    answer = shell.run("participants", "import", file, "--bazaar", bazaar)
    assert answer["rows"]["new"] == 3
    listed = shell.run("participants", "list", "--bazaar", bazaar)["participants"]
    assert len(listed) == 3
    sales = written(tmp_path, [["Nama Usaha", "Tunai"], ["Dapur Bu Marni", 250_000]], "omzet.xlsx")
    done = shell.run("omzet", "import", sales, "--bazaar", bazaar, "--day", "20/3/2023")
    assert done["rows"]["new"] == 1
    assert (
        shell.run("omzet", "list", "--bazaar", bazaar, "--day", "2023-03-20")["totals"]["vendors"]["total"]
        == 250_000
    )


def test_lists_look_tells_what_was_found(shell: Shell, tmp_path: Path) -> None:
    found = shell.run("lists", "look", written(tmp_path, [["DAFTAR"], HEADER, MARNI], "d.csv"))
    assert (found["separator"], found["header_rows"]) == (";", [2])
    assert {item["field"] for item in found["columns"]} >= {"owner", "business", "nik", "phone"}


def test_a_file_is_looked_at_without_naming_an_officer_but_not_taken_in(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, [HEADER, MARNI])
    monkeypatch.delenv("BAZAR_OFFICER")
    assert shell.run("lists", "look", file)["header_rows"] == [1]
    assert shell.refused("register", "import", file) == "officer_not_named"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"%PDF-1.4 ...", "not_a_spreadsheet"), (b"PK\x03\x04 broken", "file_damaged"), (b"", "no_table_found")],
)
def test_files_that_are_no_lists_are_refused_by_name(
    shell: Shell, tmp_path: Path, content: bytes, code: str
) -> None:
    bad = tmp_path / "salah.xlsx"
    bad.write_bytes(content)
    assert shell.refused("register", "import", bad) == code


def test_wrong_words_are_refused(shell: Shell, tmp_path: Path, bazaar: str) -> None:
    file = written(tmp_path, [HEADER, MARNI])
    assert shell.refused("register", "import", tmp_path / "tidak-ada.xlsx") == "file_missing"
    assert shell.refused("register", "import", file, "--sheet", "April") == "sheet_missing"
    assert shell.refused("register", "import", file, "--rejects", file, "--replace") == "rejects_over_source"
    assert shell.refused("participants", "import", file, "--bazaar", "TIDAKADA") == "unknown_bazaar"
    assert (
        shell.refused("omzet", "import", file, "--bazaar", bazaar, "--day", "2023-04-01")
        == "not_a_day_of_this_bazaar"
    )
    assert shell.refused("register", "show", "tidak-ada") == "unknown_vendor"
    assert shell.refused("register", "search") == "wrong_usage"
    assert shell.refused("participants", "list", "--bazaar", "X") == "unknown_bazaar"
    assert shell.run("register", "search", "dapur")["register"] == 0


def test_a_checked_backup_stands_before_an_import_and_after_a_dry_run_none(
    shell: Shell, tmp_path: Path
) -> None:
    file = written(tmp_path, [HEADER, MARNI, JALI])
    before = len(shell.run("backup", "list")["backups"])
    shell.run("register", "import", file, "--dry-run")
    assert len(shell.run("backup", "list")["backups"]) == before
    shell.run("register", "import", file)
    assert len(shell.run("backup", "list")["backups"]) == before + 1


def test_people_who_stand_twice_are_found_joined_and_told_apart(shell: Shell, tmp_path: Path) -> None:
    shell.run("register", "import", written(tmp_path, [HEADER, MARNI, JALI, AISYAH]))
    marni, jali = (shell.run("register", "search", word)["vendors"][0]["id"] for word in ("dapur", "kerak"))
    found = shell.run("register", "duplicates", "--join")
    assert found["counts"] == {"vendors": 3, "certain": 0, "likely": 0, "joined": 0}
    shell.run("register", "join", marni, jali)
    assert [item["id"] for item in shell.run("register", "show", marni)["same"]] == [jali]
    shell.run("register", "apart", marni, jali)
    assert shell.run("register", "show", marni)["same"] == []
    assert shell.refused("register", "join", marni, marni) == "same_vendor"
    shell.refused("register", "apart", marni, "siapa")


def test_documents_and_a_saved_register(shell: Shell, tmp_path: Path) -> None:
    shell.run("register", "import", written(tmp_path, [HEADER, MARNI, JALI]))
    marni = shell.run("register", "search", "dapur")["vendors"][0]["id"]
    made = shell.run(
        "register", "document", marni, "--kind", "halal", "--number", "ID9", "--until", "2020-01-01"
    )
    found = {item["kind"]: item["state"] for item in shell.run("register", "documents", marni)["documents"]}
    assert found == {"NIB": "missing", "P-IRT": "missing", "halal": "expired"}
    assert {item["kind"]: item["expired"] for item in shell.run("register", "documents")["counts"]}[
        "halal"
    ] == 1
    shell.run("register", "document", marni, "--kind", "halal", "--change", made["document"], "--remove")
    assert shell.run("register", "documents")["counts"][2]["vendors"] == 0
    shell.refused("register", "documents", "siapa")
    told = shell.run("register", "history", marni)["changes"]
    assert (told[0]["field"], told[0]["after"]) == ("withdrawn", "ya")
    assert shell.refused("register", "history", "siapa") == "unknown_vendor"
    answer = shell.run("register", "save", "--to", tmp_path / "umkm.xlsx", "--words", "dapur")
    assert answer["vendors"] == 1
    assert "3171010101850001" not in str(read_table(tmp_path / "umkm.xlsx").rows)


def test_what_a_list_says_of_documents_and_remarks_is_saved_and_shown(shell: Shell, tmp_path: Path) -> None:
    header = [*HEADER, "Ket", "Halal", "PIRT", "NIB", "Email"]
    row = [
        *MARNI,
        "Lolos kurasi",
        "ID31110000123450521",
        "2063171012345-27",
        "9120300000011",
        "marni@contoh.id",
    ]
    shell.run("register", "import", written(tmp_path, [header, row]))
    shell.run("register", "save", "--to", tmp_path / "umkm.xlsx")
    titles, cells = (list(each) for each in openpyxl.load_workbook(tmp_path / "umkm.xlsx").active.values)
    saved = dict(zip(titles, cells, strict=True))
    assert (saved["Keterangan"], saved["Email"]) == ("Lolos kurasi", "marni@contoh.id")
    assert (saved["halal"], saved["P-IRT"], saved["NIB"]) == (row[-4], row[-3], row[-2])
    (found,) = shell.run("register", "search", "marni")["vendors"]
    assert "Keterangan: Lolos kurasi" in shell.say("register", "show", found["id"])


def test_several_sheets_are_taken_by_name_or_all_that_hold_a_list(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "bulan.xlsx"
    april = [HEADER, JALI, ["", "", "", "", "081234567890", "", "", ""]]
    file.write_bytes(xlsx_of({"Catatan": [["rapat"]], "Maret": [HEADER, MARNI], "April": april}))
    seen = shell.run("lists", "look", file)
    assert [(item["sheet"], item["rows"], item["taken"]) for item in seen["sheets"]] == [
        ("April", 2, True), ("Maret", 1, False), ("Catatan", 1, False),
    ]  # fmt: skip
    dry = shell.run("register", "import", file, "--sheet", "Maret", "--sheet", "April", "--dry-run")
    assert (dry["sheets"], dry["source_rows"], dry["rows"]["new"]) == (["Maret", "April"], 5, 2)
    assert [(item["sheet"], item["row"]) for item in dry["not_taken"]] == [("April", 3)]
    one = shell.run("register", "import", file, "--dry-run")
    assert (one["sheets"], one["source_rows"], one["other_sheets"]) == (
        ["April"], 3, [{"sheet": "Maret", "rows": 1}]
    )  # fmt: skip
    said = shell.say("register", "import", file, "--dry-run")
    assert "Lembar Maret juga berisi daftar (1 baris) dan tidak diambil" in said
    assert "Baris di lembarnya" in said
    done = shell.run("register", "import", file, "--all-sheets")
    assert (done["sheets"], done["other_sheets"]) == (["April", "Maret"], [])
    assert done["rows"]["new"] == 2


def test_columns_and_the_header_are_corrected_and_remembered(shell: Shell, tmp_path: Path) -> None:
    strange: list[object] = ["No", "Nama", "Rombong", "Isian"]
    file = written(tmp_path, [["judul"], strange, [1, "Siti", "Soto Siti", "x"], [2, "Ani", "Kopi", "y"]])
    seen = shell.run("lists", "look", file, "--header-row", 2, "--last-row", 3, "--column", "C=business")
    assert (seen["header_rows"], seen["rows"]["data"], seen["rows"]["outside"]) == ([2], 1, 1)
    assert [(item["field"], item["why"]) for item in seen["columns"]][2] == ("business", "corrected")
    shell.run("register", "import", file, "--last-row", 3, "--column", "C=business")
    again = shell.run("lists", "look", written(tmp_path, [strange, [1, "Udin", "Es", "z"]], "lain.xlsx"))
    assert [(item["field"], item["why"]) for item in again["columns"]][2] == ("business", "remembered")
    assert shell.run("register", "search", "soto")["register"] == 1


def test_a_unit_is_asked_about_and_told(shell: Shell, tmp_path: Path, bazaar: str) -> None:
    shell.run("participants", "import", written(tmp_path, [HEADER, MARNI]), "--bazaar", bazaar)
    file = written(tmp_path, [["Nama Usaha", "Tunai (Rp.000)"], ["Dapur Bu Marni", 250]], "omzet.xlsx")
    day = ("--bazaar", bazaar, "--day", "2023-03-20")
    assert shell.run("lists", "look", file, "--kind", "omzet")["units"] == {"cash": 1000}
    assert shell.run("omzet", "import", file, *day, "--dry-run")["rows"]["look"] == 1
    told = shell.run("omzet", "import", file, *day, "--unit", "cash=1000")
    assert (told["rows"]["new"], told["flags"]) == (1, {})
    totals = shell.run("omzet", "list", *day)["totals"]
    assert totals["vendors"]["total"] == 250_000


def test_corrections_that_cannot_be_are_refused(shell: Shell, tmp_path: Path) -> None:
    file = written(tmp_path, [HEADER, MARNI])
    assert shell.refused("lists", "look", file, "--column", "Z=business") == "column_missing"
    assert shell.refused("lists", "look", file, "--column", "B=sesuatu") == "field_unknown"
    twice = ("--column", "B=business", "--column", "C=business")
    assert shell.refused("lists", "look", file, *twice) == "field_given_twice"
    assert shell.refused("lists", "look", file, "--unit", "owner=1000") == "unit_malformed"
    assert shell.refused("lists", "look", file, "--kind", "omzet", "--unit", "cash=7") == "unit_malformed"
    assert shell.refused("lists", "look", file, "--header-row", "-1") == "wrong_usage"
    assert shell.refused("register", "import", file, "--sheet", "Maret", "--sheet", "Mei") == "sheet_missing"


def test_only_rows_that_say_so_and_marked_columns_are_taken_by_options(shell: Shell, tmp_path: Path) -> None:
    file = written(
        tmp_path, [["Nama", "No HP", "Status"], ["Siti", "081234560001", "Lolos"], ["Budi", "", "Gugur"]]
    )
    answer = shell.run("register", "import", file, "--only", "C=Lolos", "--dry-run")
    assert answer["rows"]["new"] == 1
    assert shell.refused("register", "import", file, "--only", "Lolos") == "filter_malformed"
