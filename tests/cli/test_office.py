"""The office, packages and the year's report by command: the whole way, and bad input."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from bazar_desktop.jobs.office.founding import office_init
from bazar_desktop.services.bazaars.bazaars import find_bazaar
from bazar_desktop.services.bazaars.participants import add_participation
from bazar_desktop.services.closing.seal import close_day
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.store.opening import open_store
from bazar_desktop.store.tables import Vendor
from tests.bazaar_day import DAYS
from tests.commands import CHEAP, PIN, Shell, shell
from tests.printing.reading import page_texts
from tests.services.office.test_office import sell
from tests.stores import MORNING, postgres_url

__all__ = ["shell"]
ADD = ["bazaar", "add", "--name", "Bazar Ramadan", "--lokasi", "Rusun Karang Anyar", "--kind", "rusun"]
WHERE = ["--kecamatan", "Sawah Besar", "--day", "20/3/2023"]
OFFICER = ["--officer", "Vicky Ramadhan", "--pin-from-env", "BAZAR_PIN"]


@pytest.fixture
def office(shell: Shell, tmp_path: Path) -> Shell:
    """A new office with one bazaar."""
    made = office_init(
        tmp_path / "kantor",
        name="Sudin PPKUKM Jakarta Pusat",
        officer="Vicky Ramadhan",
        pin=PIN,
        at=MORNING,
        cost=CHEAP,
    )
    made.store.db.close()
    found = Shell(tmp_path / "kantor", shell.capture)
    found.run(*ADD, *WHERE, "--code", "P01")
    return found


def test_an_office_is_founded_and_its_spare_key_is_written_once(shell: Shell, tmp_path: Path) -> None:
    office = Shell(tmp_path / "baru", shell.capture)
    spare = tmp_path / "cadangan.txt"
    level = ["--area", "31.71", "--letterhead", "PEMPROV", "--letterhead", "SUDIN"]
    found = office.run("office", "init", "--name", "Sudin PPKUKM", *level, *OFFICER, "--spare-to", spare)
    assert found["name"] == "Sudin PPKUKM"
    settings = office.run("settings", "show")["settings"]
    assert (settings["office_area"], settings["letterhead"]["lines"]) == ("31.71", ["PEMPROV", "SUDIN"])
    assert spare.read_text().startswith("AGE-SECRET-KEY-1")
    assert office.run("office", "laptops")["laptops"] == []


def test_a_laptop_that_worked_alone_joins_by_command_with_its_bazaar(office: Shell, tmp_path: Path) -> None:
    lone = Shell(tmp_path / "sendiri", office.capture)
    lone.run("store", "init", "--name", "Vicky Ramadhan", "--pin-from-env", "BAZAR_PIN")
    own = lone.run(*ADD, *WHERE, "--code", "P01")["code"]
    stick = tmp_path / "flashdisk"
    stick.mkdir()
    assert office.refused("office", "prepare", "--device", "Laptop R", "--to", stick) == "wrong_usage"
    made = office.run("office", "prepare", "--joins", "--device", "Laptop R", "--to", stick)
    assert lone.refused("laptop", "join", made["file"], "--code", "AAAA-AAAA-AAAA") == "wrong_transfer_code"
    found = lone.run("laptop", "join", made["file"], "--code", made["code"])
    assert lone.refused("laptop", "join", made["file"], "--code", made["code"]) == "joined_already"
    office.run("package", "read", stick)
    (waiting,) = office.run("office", "proposals")["proposals"]
    said = office.say("office", "proposals")
    assert "Membawa 1 bazar, 1 hari, 0 pelaku usaha." in said
    office.run("office", "accept", said.split()[0])
    codes = {item["code"] for item in office.run("bazaar", "list")["bazaars"]}
    assert own in codes
    assert len(codes) == 2
    assert found["device"] == waiting["laptop"] == "Laptop R"
    (taken,) = codes - {own}
    assert office.run("bazaar", "change", taken, "--code", "P77")["code"] == "P77"


def joined(office: Shell, folder: Path, name: str = "Laptop 1") -> tuple[Shell, Path]:
    """A laptop made from the office's preparation, and its answer."""
    made = office.run("office", "prepare", "--bazaar", "P01", "--device", name, "--to", folder)
    laptop = Shell(folder / name, office.capture)
    found = laptop.run("laptop", "enrol", made["file"], "--code", made["code"].lower(), *OFFICER)
    assert found["role"] == "supervisor"
    assert laptop.run("laptop", "words")["words"] == found["words"]
    return laptop, Path(found["answer"])


def test_a_laptop_joins_and_both_sides_see_the_same_words(office: Shell, tmp_path: Path) -> None:
    laptop, answer = joined(office, tmp_path)
    assert office.run("office", "enrol", answer)["words"] == laptop.run("laptop", "words")["words"]
    assert laptop.run("bazaar", "list")["bazaars"][0]["code"] == "P01"
    (device,) = office.run("office", "laptops")["laptops"]
    assert (device["name"], device["letter"], device["state"]) == ("Laptop 1", "A", "enrolled")
    assert office.run("office", "laptop", "laptop 1")["bazaars"] == ["P01"]
    assert office.run("office", "revoke", "Laptop 1")["state"] == "revoked"


def test_a_package_comes_in_and_its_receipt_goes_back(office: Shell, tmp_path: Path) -> None:
    laptop, answer = joined(office, tmp_path)
    office.run("office", "enrol", answer)
    laptop.run(*ADD, *WHERE)
    stick = tmp_path / "stick"
    made = laptop.run("package", "make", "--to", stick)
    assert made["first"] == 1
    read = office.run("package", "read", stick)
    assert read["answers"] == {"MERGED": 1}
    assert read["files"][0]["message"].startswith("Diterima dari Laptop 1")
    back = laptop.run("package", "read", stick)
    assert back["answers"] == {"DUPLICATE": 1, "CONFIRMED": 1}
    assert back["files"][-1]["message"].endswith("cocok.")
    assert laptop.run("package", "list")["packages"][0]["state"] == "received"
    assert laptop.refused("package", "make", "--to", stick) == "nothing_to_pack"
    assert len(office.run("office", "status")["days"]) == 1  # a bazaar is the office's to add
    (proposal,) = office.run("office", "proposals")["proposals"]
    assert (proposal["laptop"], set(proposal["names"])) == ("Laptop 1", {"Bazar Ramadan", "20/03/2023"})
    code = f"{proposal['origin'][:8]}:{proposal['first']}-{proposal['last']}"
    assert office.run("office", "accept", code)["accepted"] is True
    status = office.run("office", "status")
    assert [row["state"] for row in status["days"]] == ["nothing", "nothing"]
    assert sum(status["states"].values()) == 2
    assert office.run("office", "conflicts") == {
        "conflicts": [],
        "breaches": [],
        "stray": [],
        "held": [],
        "twice": [],
    }


def test_the_years_report_opens_to_its_rows_and_to_excel(office: Shell, tmp_path: Path) -> None:
    report = office.run("report", "year", "2023", "--xlsx", tmp_path / "2023.xlsx")
    assert (report["bazaars"], report["vendors"]["omzet"], report["provisional"]) == (0, None, False)
    assert (report["coverage"]["not_held"], report["coverage"]["sealed"]) == (1, 0)
    assert (tmp_path / "2023.xlsx").read_bytes().startswith(b"PK")
    assert office.run("report", "year", "2023", "--rows", "party")["rows"] == []


def test_bad_input_is_refused_with_a_way_out(office: Shell, shell: Shell, tmp_path: Path) -> None:
    made = office.run("office", "prepare", "--bazaar", "P01", "--device", "Laptop 1", "--to", tmp_path)
    (tmp_path / "kosong").mkdir()
    damaged = tmp_path / "rusak.siap"
    damaged.write_bytes(Path(made["file"]).read_bytes()[:-9])
    new = Shell(tmp_path / "baru", shell.capture)
    cases = [
        (office, ["office", "init", "--name", "Lain", *OFFICER], "store_exists"),
        (new, ["office", "init", "--name", " ", *OFFICER], "office_name_missing"),
        (new, ["office", "init", "--name", "X", "--officer", "Y", "--pin-from-env", "NOPE"], "pin_not_given"),
        (
            office,
            ["office", "prepare", "--bazaar", "XX", "--device", "L", "--to", tmp_path],
            "unknown_bazaar",
        ),
        (
            office,
            ["office", "prepare", "--bazaar", "P01", "--device", " ", "--to", tmp_path],
            "device_name_missing",
        ),
        (shell, ["office", "prepare", "--bazaar", "P01", "--device", "L", "--to", tmp_path], "not_an_office"),
        (new, ["laptop", "enrol", made["file"], "--code", "AAAA", *OFFICER], "wrong_transfer_code"),
        (new, ["laptop", "enrol", damaged, "--code", made["code"], *OFFICER], "package_damaged"),
        (shell, ["laptop", "enrol", made["file"], "--code", made["code"], *OFFICER], "store_exists"),
        (shell, ["laptop", "words"], "not_enrolled"),
        (office, ["office", "enrol", damaged], "package_damaged"),
        (office, ["office", "revoke", "Laptop 9"], "unknown_laptop"),
        (office, ["office", "laptop", "Laptop 9"], "unknown_laptop"),
        (shell, ["office", "status"], "not_an_office"),
        (office, ["office", "decide", "omzet_entry", "x", "cash", "5", "--reason", "slip"], "not_undecided"),
        (shell, ["package", "make", "--to", tmp_path], "not_enrolled"),
        (office, ["package", "read", tmp_path / "kosong"], "nothing_to_read"),
        (office, ["report", "year", "23"], "no_such_year"),
        (office, ["report", "year", "2023", "--rows", "warna"], "wrong_usage"),
        (office, ["report", "year", "2023", "--rows", "category"], "unknown_group"),
        (office, ["report", "year", "2023", "--rows", "party", "--key", "kuliner"], "unknown_group"),
    ]
    for who, words, code in cases:
        assert (who.refused(*words), words) == (code, words)
    assert not (tmp_path / "baru").exists() or not any((tmp_path / "baru").glob("*.db"))


def test_one_preparation_answers_for_one_laptop_and_a_name_for_one_device(
    office: Shell, tmp_path: Path
) -> None:
    made = office.run("office", "prepare", "--bazaar", "P01", "--device", "Laptop 1", "--to", tmp_path)
    answers = []
    for name in ("satu", "dua"):
        laptop = Shell(tmp_path / name, office.capture)
        to = ["--to", tmp_path / f"jawaban {name}"]
        answers.append(
            laptop.run("laptop", "enrol", made["file"], "--code", made["code"], *OFFICER, *to)["answer"]
        )
    office.run("office", "enrol", answers[0])
    office.run("office", "enrol", answers[0])
    assert office.refused("office", "enrol", answers[1]) == "answered_already"
    again = ["office", "prepare", "--bazaar", "P01", "--device", "laptop 1", "--to", tmp_path]
    assert office.refused(*again) == "device_name_taken"
    office.run("office", "revoke", "Laptop 1")
    assert office.run(*again)["letter"] == "B"


@pytest.mark.neighbour("initdb", "pg_ctl")
def test_an_office_in_postgresql_takes_the_same_commands(
    shell: Shell, tmp_path: Path, postgres_socket: Path
) -> None:
    admin = create_engine(postgres_url(postgres_socket, "postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE kantor_perintah")
    admin.dispose()
    where = ["--database", postgres_url(postgres_socket, "kantor_perintah")]
    office = Shell(tmp_path / "kantor pg", shell.capture)
    office.run("office", "init", "--name", "Sudin PPKUKM", *OFFICER, *where)
    office.run(*ADD, *WHERE, "--code", "P01", *where)
    made = office.run("office", "prepare", "--bazaar", "P01", "--device", "L1", "--to", tmp_path, *where)
    laptop = Shell(tmp_path / "l1", shell.capture)
    answer = laptop.run("laptop", "enrol", made["file"], "--code", made["code"], *OFFICER)["answer"]
    office.run("office", "enrol", answer, *where)
    laptop.run(*ADD, *WHERE)
    laptop.run("package", "make", "--to", tmp_path / "stick")
    assert office.run("package", "read", tmp_path / "stick", *where)["answers"] == {"MERGED": 1}
    (proposal,) = office.run("office", "proposals", *where)["proposals"]
    code = f"{proposal['origin'][:8]}:{proposal['first']}-{proposal['last']}"
    office.run("office", "reject", code, "--reason", "sudah ada", *where)
    assert len(office.run("office", "status", *where)["days"]) == 1
    office.run("office", "accept", code, *where)
    assert len(office.run("office", "status", *where)["days"]) == 2
    assert not (tmp_path / "kantor pg" / "bazar.db").exists()


def test_a_person_is_erased_only_with_a_second_word_and_a_reason(office: Shell, tmp_path: Path) -> None:
    laptop, answer = joined(office, tmp_path)
    office.run("office", "enrol", answer)
    listed = tmp_path / "daftar.csv"
    listed.write_text("Nama;Usaha;No HP\nMarni;Dapur Bu Marni;081234567890\n", "utf-8")
    office.run("register", "import", listed)
    (who,) = office.run("register", "search", "marni")["vendors"]
    asked = ["office", "erase", who["id"], "--reason", "surat 12/IV"]
    assert office.refused(*asked) == "erasure_not_confirmed"
    assert office.refused("office", "erase", "tak ada", "--reason", "surat", "--yes") == "unknown_vendor"
    assert office.refused(*asked[:4], " ", "--yes") == "erasure_reason_missing"
    assert office.run(*asked, "--yes")["changes"] == 2
    assert office.run("register", "search", "marni") == {"vendors": [], "register": 0}
    (told,) = office.run("office", "erasures")["erasures"]
    assert (told["vendor_id"], told["reason"]) == (who["id"], "surat 12/IV")
    office.run("package", "make", "--to", tmp_path / "kabar")
    laptop.run("package", "read", tmp_path / "kabar")
    assert laptop.run("office", "erasures")["erasures"][0]["vendor_id"] == who["id"]


def test_a_laptop_in_use_gets_another_bazaar_and_the_law_is_answered(office: Shell, tmp_path: Path) -> None:
    laptop, answer = joined(office, tmp_path)
    office.run("office", "enrol", answer)
    assert office.run("office", "words", "laptop 1") == {"words": laptop.run("laptop", "words")["words"]}
    assert office.refused("office", "words", "Laptop 9") == "unknown_laptop"
    office.run(*ADD, *WHERE, "--code", "P02")
    found = office.run("office", "laptop", "laptop 1")
    assert [(item["day"], item["state"]) for item in found["days"]] == [("2023-03-20", "nothing_in")]
    office.run("office", "assign", "Laptop 1", "--bazaar", "P01", "--bazaar", "P02")
    assert office.run("office", "laptop", "laptop 1")["bazaars"] == ["P01", "P02"]
    assert office.refused("office", "assign", "Laptop 1", "--bazaar", "XX") == "unknown_bazaar"
    assert office.refused("office", "assign", "Laptop 9", "--bazaar", "P01") == "unknown_laptop"
    office.run("office", "news", "--to", tmp_path / "kabar")
    assert laptop.run("package", "read", tmp_path / "kabar")["answers"] == {"MERGED": 1}
    assert [item["code"] for item in laptop.run("bazaar", "list")["bazaars"]] == ["P02", "P01"]
    laptop.run(*ADD, *WHERE, "--code", "P03")
    laptop.run("package", "make", "--to", tmp_path / "stick")
    office.run("package", "read", tmp_path / "stick")
    found = office.run("office", "laptop", "laptop 1")
    assert found["changes"] == found["last"] > 0
    assert found["last_package"]


def test_two_offices_meet_by_command_and_one_hands_on_to_the_other(
    office: Shell, shell: Shell, tmp_path: Path
) -> None:
    dinas = Shell(tmp_path / "dinas", shell.capture)
    dinas.run("office", "init", "--name", "Dinas PPKUKM", *OFFICER)
    ours = office.run("office", "introduce", "--to", tmp_path / "a")["file"]
    theirs = dinas.run("office", "introduce", "--to", tmp_path / "b")["file"]
    assert office.run("office", "offices") == {"offices": []}
    words = dinas.run("office", "admit", ours)["words"]
    assert office.run("office", "above", theirs)["words"] == words
    assert [item["words"] for item in dinas.run("office", "offices")["offices"]] == [words]
    (above,) = office.run("office", "offices")["offices"]
    assert (above["is_above"], above["name"], above["words"]) == (True, "Dinas PPKUKM", words)
    assert office.run("office", "words", "dinas ppkukm")["words"] == words
    office.run("office", "news", "--to", tmp_path / "serah", "--for", "atasan")
    assert dinas.run("package", "read", tmp_path / "serah")["answers"] == {"MERGED": 1}
    assert [item["code"] for item in dinas.run("office", "status")["days"]] == ["P01"]
    for code, words_ in (
        ("own_introduction", ["office", "admit", theirs]),
        ("package_damaged", ["office", "above", tmp_path / "serah" / "x.kantor"]),
        ("not_an_office", ["office", "offices"]),
    ):
        (tmp_path / "serah" / "x.kantor").write_bytes(b"{}")
        assert (shell if code == "not_an_office" else dinas).refused(*words_) == code


def close_a_day(office: Shell) -> str:
    """One vendor of kuliner sold for Rp90.000 on the day, which is sealed; returns its id."""
    store = open_store(office.store, "Vicky Ramadhan", PIN)
    with store.db.write(store.officer.id, "test", MORNING) as session:
        bazaar = find_bazaar(session, "P01").id
        vendor = add_vendor(session, name="Marni", business="Dapur Bu Marni", category="kuliner")
        who = add_participation(session, bazaar, vendor_id=vendor)
        session.flush()
        sell(session, bazaar, who, DAYS[0], 90_000)
    with store.db.write(store.officer.id, "test", MORNING) as session:
        facts = {"bazaar_id": bazaar, "day": DAYS[0], "officer": store.officer.id, "at": MORNING}
        close_day(session, **facts, accept_missing=True)
    store.db.close()
    return vendor


def change_category(office: Shell, vendor: str, category: str) -> None:
    store = open_store(office.store, "Vicky Ramadhan", PIN)
    with store.db.write(store.officer.id, "test", MORNING) as session:
        session.get_one(Vendor, vendor).category = category
    store.db.close()


def test_a_correction_reaches_back_by_command_and_the_year_tells_it(office: Shell, tmp_path: Path) -> None:
    vendor = close_a_day(office)
    assert office.run("register", "correct", vendor) == {"days": []}
    assert office.refused("register", "correct", vendor, "--reason", "salah") == "nothing_to_correct"
    change_category(office, vendor, "kriya")
    assert {cut["key"] for cut in office.run("report", "year", "2023")["by_category"]} == {"kuliner"}
    assert len(office.run("register", "correct", vendor)["days"]) == 1
    assert len(office.run("register", "correct", vendor, "--reason", "salah sejak awal")["corrected"]) == 1
    report = office.run("report", "year", "2023")
    moved = {cut["key"]: cut["figures"]["moved"]["rupiah"] for cut in report["by_category"]}
    assert moved == {"kuliner": -90_000, "kriya": 90_000}
    assert [note["reason"] for note in report["corrections"]] == ["salah sejak awal"]
    opened = office.run("report", "year", "2023", "--rows", "category", "--key", "kriya")
    assert (opened["rows"][0]["sealed"], len(opened["bazaars"])) == ({"category": "kuliner"}, 1)
    assert office.run("report", "year", "2023", "--rows", "category", "--key", "Kriya") == opened
    nameless = office.run("report", "year", "2023", "--rows", "agency", "--key", "Tanpa pengampu")
    assert (
        nameless["rows"]
        == office.run("report", "year", "2023", "--rows", "agency", "--key", "")["rows"]
        != []
    )


def test_a_name_of_several_laptops_is_refused_with_its_choices_and_a_code_names_one(
    office: Shell, tmp_path: Path
) -> None:
    lost = office.run("office", "prepare", "--bazaar", "P01", "--device", "Laptop E", "--to", tmp_path / "1")
    laptop, answer = joined(office, tmp_path, "Laptop E")
    office.run("office", "enrol", answer)
    for words in (["laptop"], ["words"], ["revoke"], ["assign", "--bazaar", "P01"], ["contact", "0812"]):
        verb, *more = words
        named = [verb, "laptop e", *more] if verb != "contact" else [verb, "laptop e", "0812"]
        assert office.refused("office", *named) == "laptop_ambiguous"
    for words in (["receipt", "Laptop E", "--to", tmp_path], ["news", "--for", "Laptop E", "--to", tmp_path]):
        assert office.refused("office", *words) == "laptop_ambiguous"
    for verb in ("brought", "take-back", "count-again"):
        more = [] if verb == "brought" else ["--reason", "dicuri"]
        since = [] if verb == "count-again" else ["--since", "20/3/2023"]
        assert office.refused("office", verb, "Laptop E", *since, *more) == "laptop_ambiguous"
    states = {device["state"]: device for device in office.run("office", "laptops")["laptops"]}
    listed = office.say("office", "laptops")
    assert states["enrolled"]["key_id"] in listed
    assert lost["preparation"] in listed
    assert office.run("office", "words", states["enrolled"]["key_id"]) == laptop.run("laptop", "words")
    assert office.run("office", "revoke", lost["preparation"])["state"] == "revoked"
    left = office.run("office", "laptops")["laptops"]
    assert sorted((device["preparation"] == lost["preparation"], device["state"]) for device in left) == [
        (False, "enrolled"),
        (True, "revoked"),
    ]


def test_the_office_dismisses_an_officer_whom_a_laptop_entered(office: Shell, tmp_path: Path) -> None:
    laptop, answer = joined(office, tmp_path)
    office.run("office", "enrol", answer)
    for name in ("Tono", "Vicky"):
        laptop.run("officer", "add", "--name", name, "--pin-from-env", "BAZAR_PIN")
    office.run("officer", "add", "--name", "Vicky", "--pin-from-env", "BAZAR_PIN")
    laptop.run("package", "make", "--to", tmp_path / "stick")
    office.run("package", "read", tmp_path / "stick")
    officers = {item["name"]: item for item in office.run("officer", "list")["officers"]}
    assert officers["Tono"]["id"] in office.say("officer", "list")
    assert office.run("officer", "off", "tono")["active"] is False
    assert office.refused("officer", "off", "Tono") == "officer_not_found"
    assert office.refused("officer", "off", "Vicky") == "officer_ambiguous"
    assert office.run("officer", "off", officers["Vicky"]["id"])["active"] is False
    assert office.run("officer", "off", "Vicky")["active"] is False  # the other one
    assert office.refused("officer", "off", "Vicky Ramadhan") == "own_officer"


def test_all_laptops_are_prepared_at_once_and_a_folder_of_answers_is_read(
    office: Shell, tmp_path: Path
) -> None:
    code = "P01"
    stick, sheets = tmp_path / "siap", tmp_path / "lembar.pdf"
    lines = ("--laptop", f"Laptop 1 = {code}; Bu Rina", "--laptop", f"Laptop 2 = {code}")
    would = office.run("office", "prepare-all", *lines, "--to", stick, "--sheets", sheets, "--dry-run")
    assert [laptop["name"] for laptop in would["laptops"]] == ["Laptop 1", "Laptop 2"]
    assert not stick.exists()
    inside = stick / "lembar.pdf"
    assert office.refused("office", "prepare-all", *lines, "--to", stick, "--sheets", inside) == (
        "sheets_beside_preparations"
    )
    made = office.run("office", "prepare-all", *lines, "--to", stick, "--sheets", sheets)
    assert len(list(Path(made["folder"]).glob("*.siap"))) == 2
    pages = page_texts(sheets)
    for number, laptop in enumerate(made["laptops"]):
        page = next(text for text in pages if Path(laptop["file"]).name in text)
        [key] = re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", page)
        new = Shell(tmp_path / f"laptop {number}", office.capture)
        new.run("laptop", "enrol", laptop["file"], "--code", key, *OFFICER, "--to", tmp_path / "jawaban")
    (tmp_path / "jawaban" / "rusak.daftar").write_bytes(b"x")
    read = office.run("office", "enrol", tmp_path / "jawaban")["answers"]
    assert sorted(item["answer"] for item in read) == ["DAMAGED", "ENROLLED", "ENROLLED"]
    assert all(len(item["words"]) == 6 for item in read if item["answer"] == "ENROLLED")
    assert office.refused("office", "enrol", stick) == "nothing_to_read"


def test_a_watched_folder_is_read_once_by_command_and_off_until_it_is_set(
    office: Shell, tmp_path: Path
) -> None:
    laptop, answer = joined(office, tmp_path)
    office.run("office", "enrol", answer)
    share = tmp_path / "bersama"
    assert office.run("office", "watch") == {"folder": ""}
    assert office.refused("office", "watch", "--once") == "no_folder_watched"
    assert office.refused("office", "watch", "--set", share) == "watched_folder_missing"
    share.mkdir()
    assert office.run("office", "watch", "--set", share)["folder"] == str(share.resolve())
    laptop.run(*ADD, *WHERE)
    laptop.run("package", "make", "--to", share)
    (share / "separuh.bazar").write_bytes(b"PK")
    read = office.run("office", "watch", "--once")
    assert [item["answer"] for item in read["files"]] == ["MERGED"]
    assert read["waiting"] == ["separuh.bazar"]
    assert len(read["receipts"]) == 1
    again = office.say("office", "watch", "--once")
    assert "1 berkas belum utuh" in again
    assert laptop.refused("office", "watch", "--once") == "not_an_office"
    assert office.run("office", "watch", "--off") == {"folder": ""}
