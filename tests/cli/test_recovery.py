"""Ways back by command: requests, answers, new PINs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_office import joined, office
from tests.commands import Shell, shell
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
    made = office.run(*asked, request, "--to", tmp_path / "stick")
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
