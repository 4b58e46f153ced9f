"""bazaar add and list by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Shell, shell

__all__ = ["shell"]
ADD = ["bazaar", "add", "--name", "Bazar Ramadan", "--lokasi", "Rusun Karang Anyar", "--kind", "rusun"]


def test_a_bazaar_is_entered_and_listed(shell: Shell) -> None:
    made = shell.run(*ADD, "--kecamatan", "sawah besar", "--day", "20/3/2023", "--day", "21 Maret 2023")
    assert shell.run("bazaar", "list")["bazaars"] == [made]
    assert [one["day"] for one in made["days"]] == ["2023-03-20", "2023-03-21"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([*ADD, "--kecamatan", "Bandung", "--day", "20/3/2023"], "region_unknown"),
        ([*ADD, "--kecamatan", "Sawah Besar", "--day", "31/2/2023"], "date_malformed"),
        ([*ADD, "--kecamatan", "Sawah Besar", "--day", "20/3/2023", "--code", "Ü"], "bazaar_code_malformed"),
        ([*ADD, "--kecamatan", "Sawah Besar"], "wrong_usage"),
        (["bazaar", "sing"], "wrong_usage"),
    ],
)
def test_bad_input_is_refused_with_a_way_out(shell: Shell, words: list[str], code: str) -> None:
    assert shell.refused(*words) == code
    assert shell.run("bazaar", "list")["bazaars"] == []


def test_a_wrong_pin_an_unknown_officer_and_an_empty_folder_are_refused(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BAZAR_PIN", "9999")
    assert shell.refused("bazaar", "list") == "wrong_pin"
    monkeypatch.setenv("BAZAR_OFFICER", "Orang Lain")
    assert shell.refused("bazaar", "list") == "unknown_officer"
    monkeypatch.delenv("BAZAR_PIN")
    assert shell.refused("bazaar", "list") == "officer_not_named"
    monkeypatch.setenv("BAZAR_PIN", "9999")
    assert Shell(tmp_path / "nothing", shell.capture).refused("bazaar", "list") == "no_store_here"
