"""Ways back by command: requests, answers, new PINs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_office import OFFICER, joined, office
from tests.commands import Shell, shell
from tests.jobs.recovery.test_key_sheet import words_on_paper
from tests.jobs.recovery.test_new_pin import NEW

__all__ = ["office", "shell"]
VICKY = "Vicky Ramadhan"


def test_a_forgotten_pin_is_replaced_by_commands_on_both_sides(
    office: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, answer = joined(office, tmp_path)
    office.run("office", "enrol", answer)
    request = laptop.run("recovery", "request", "--officer", VICKY)["request"]
    assert request in laptop.say("recovery", "request", "--officer", VICKY)
    asked = ("recovery", "answer", "Laptop 1", "--officer", VICKY, "--request")
    assert office.refused(*asked, "AAAA-AAAA-AAAA") == "request_mistyped"
    stick = tmp_path / "stick"
    assert office.refused(*asked, request, "--to", stick) == "answer_folder_missing"
    stick.mkdir()
    made = office.run(*asked, request, "--to", stick)
    assert len(made["words"]) == 12
    new = ("recovery", "new-pin", "--officer", VICKY, "--pin-from-env", "NEW_PIN")
    assert laptop.refused(*new, "--words-from-env", "WORDS") == "secret_not_given"
    monkeypatch.setenv("NEW_PIN", NEW)
    assert laptop.refused(*new, "--words-from-env", "WORDS") == "secret_not_given"
    monkeypatch.setenv("WORDS", "kopi kopi")
    assert laptop.refused(*new, "--words-from-env", "WORDS") == "words_miscounted"
    laptop.run(*new, "--answer", made["file"])
    assert laptop.refused(*new, "--answer", made["file"]) == "answer_does_not_fit"
    assert laptop.refused("officer", "list") == "wrong_pin"
    monkeypatch.setenv("BAZAR_PIN", NEW)
    assert [item["name"] for item in laptop.run("officer", "list")["officers"]] == [VICKY]


def test_a_laptop_without_an_office_has_no_request(shell: Shell) -> None:
    assert shell.refused("recovery", "request", "--officer", VICKY) == "no_way_by_phone"


def test_a_key_sheet_is_written_at_founding_checked_drilled_and_made_anew(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = Shell(tmp_path / "baru", shell.capture)
    init = ("office", "init", "--name", "Sudin PPKUKM", *OFFICER, "--spare-to")
    assert new.refused(*init, tmp_path / "tidak" / "ada.pdf") == "sheet_folder_missing"
    taken = tmp_path / "ada.pdf"
    taken.write_text("milik orang")
    assert new.refused(*init, taken) == "file_there"
    assert not (tmp_path / "baru").exists()
    sheet = tmp_path / "lembar.pdf"
    made = new.run(*init, sheet)
    paper = words_on_paper(sheet)
    monkeypatch.setenv("TWO", " ".join(paper[place - 1] for place in made["places"]))
    monkeypatch.setenv("ALL", " ".join(paper))
    monkeypatch.setenv("WRONG", "kopi susu padi")
    check = ("recovery", "check-sheet", "--words-from-env")
    assert new.refused(*check, "WRONG") == "sheet_words_differ"
    assert "Kedua kata cocok" in new.say(*check, "TWO")
    assert new.refused("recovery", "drill", "--key-from-env", "WRONG") == "words_miscounted"
    assert "Latihan berhasil" in new.say("recovery", "drill", "--key-from-env", "ALL")
    assert new.refused("recovery", "key-sheet", sheet) == "sheet_file_exists"
    again = new.run("recovery", "key-sheet", tmp_path / "lembar 2.pdf")
    assert new.refused("recovery", "drill", "--key-from-env", "ALL") == "not_an_office_key"
    monkeypatch.setenv("ALL", " ".join(words_on_paper(Path(again["file"]))))
    monkeypatch.setenv("NEW_PIN", NEW)
    opened = ("recovery", "new-pin", "--officer", VICKY, "--pin-from-env", "NEW_PIN", "--key-from-env", "ALL")
    assert new.run(*opened)["name"] == VICKY
    own = shell.run(
        "recovery", "key-sheet", tmp_path / "laptop.pdf"
    )  # a laptop that stands alone has its own
    assert len(words_on_paper(Path(own["file"]))) == 36
