"""store init, officers and doctor by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import PIN, Shell, shell

__all__ = ["shell"]


@pytest.fixture(autouse=True)
def pins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEW_PIN", "135724")
    monkeypatch.setenv("SHORT", "12")
    monkeypatch.delenv("NOTHING", raising=False)


def add(name: str = "Siti Aminah", role: str = "petugas", pin: str = "NEW_PIN") -> list[str]:
    return ["officer", "add", "--name", name, "--role", role, "--pin-from-env", pin]


def be(monkeypatch: pytest.MonkeyPatch, name: str, pin: str) -> None:
    monkeypatch.setenv("BAZAR_OFFICER", name)
    monkeypatch.setenv("BAZAR_PIN", pin)


def test_a_new_store_has_a_supervisor_who_can_open_it(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = Shell(tmp_path / "new", shell.capture)
    made = new.run(
        "store", "init", "--name", "Rini", "--nip", "198501012010011001", "--pin-from-env", "NEW_PIN"
    )
    assert (made["kind"], made["letter"]) == ("laptop", "A")
    be(monkeypatch, "rini", "135724")
    (one,) = new.run("officer", "list")["officers"]
    assert (one["name"], one["role"], one["active"], one["nip"]) == (
        "Rini",
        "supervisor",
        True,
        "198501012010011001",
    )
    again = ["store", "init", "--name", "Rini", "--pin-from-env", "NEW_PIN"]
    assert new.refused(*again) == "store_exists"


@pytest.mark.parametrize(
    ("name", "variable", "code"),
    [
        (" ", "NEW_PIN", "officer_name_missing"),
        ("A", "SHORT", "pin_too_short"),
        ("A", "NOTHING", "pin_not_given"),
    ],
)
def test_a_store_that_cannot_be_made_leaves_nothing_behind(
    shell: Shell, tmp_path: Path, name: str, variable: str, code: str
) -> None:
    new = Shell(tmp_path / "new", shell.capture)
    assert new.refused("store", "init", "--name", name, "--pin-from-env", variable) == code
    assert not (tmp_path / "new").exists()


def test_an_added_officer_works_here_and_a_dismissed_one_no_longer(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.run(*add())
    be(monkeypatch, "Siti Aminah", "135724")
    assert len(shell.run("officer", "list")["officers"]) == 2
    assert shell.refused(*add("Orang Ketiga")) == "supervisor_only"
    assert shell.refused("officer", "pin", "--officer", "Vicky Ramadhan", "--pin-from-env", "NEW_PIN") == (
        "supervisor_only"
    )
    be(monkeypatch, "Vicky Ramadhan", PIN)
    assert shell.run("officer", "off", "siti aminah")["active"] is False
    be(monkeypatch, "Siti Aminah", "135724")
    assert shell.refused("officer", "list") == "unknown_officer"
    be(monkeypatch, "Vicky Ramadhan", PIN)
    assert shell.run(*add())["name"] == "Siti Aminah"  # the name is free again


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (add("Vicky ramadhan"), "officer_name_taken"),
        (add(" "), "officer_name_missing"),
        (add(pin="SHORT"), "pin_too_short"),
        (add(pin="NOTHING"), "pin_not_given"),
        (add(role="raja"), "wrong_usage"),
        (["officer", "off", "Vicky Ramadhan"], "own_officer"),
        (["officer", "off", "Siapa"], "officer_not_found"),
        (["officer", "pin", "--officer", "Siapa", "--pin-from-env", "NEW_PIN"], "officer_not_found"),
    ],
)
def test_what_breaks_a_rule_is_refused_and_nobody_is_changed(
    shell: Shell, words: list[str], code: str
) -> None:
    before = shell.run("officer", "list")
    assert shell.refused(*words) == code
    assert shell.run("officer", "list") == before


def test_a_new_pin_takes_the_place_of_the_old(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    shell.run("officer", "pin", "--pin-from-env", "NEW_PIN")
    assert shell.refused("officer", "list") == "wrong_pin"
    be(monkeypatch, "Vicky Ramadhan", "135724")
    assert shell.run("officer", "list")


def test_the_doctor_says_what_is_well_and_what_wants_a_look(shell: Shell) -> None:
    found = {item["topic"]: item for item in shell.examine()["checks"]}
    assert found["database"]["code"] == "database_sound"
    assert found["encryption"]["good"]
    assert found["settings"]["good"]
    assert found["fonts"]["good"]
    assert found["backup"]["code"] == "backup_none"
    assert found["register"]["code"] == "register_empty"
    shell.run("backup", "make")
    found = {item["topic"]: item for item in shell.examine()["checks"]}
    assert found["backup"]["words"] == "Cadangan 0 menit lalu, teruji"
