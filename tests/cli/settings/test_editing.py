"""settings and agency by command."""

from __future__ import annotations

import pytest

from tests.commands import Shell, shell

__all__ = ["shell"]


def test_letterhead_and_times_are_kept(shell: Shell) -> None:
    shell.run(
        "settings", "letterhead", "--line", "PEMPROV", "--line", " ", "--line", "SUDIN", "--footer", "x"
    )
    assert shell.run("settings", "times", "--cut-off", "0915", "--omzet-from", "14.30") == {
        "cut_off": "09.15",
        "omzet_from": "14.30",
    }
    found = shell.run("settings", "show")["settings"]
    assert found["letterhead"] == {"lines": ["PEMPROV", "SUDIN"], "footer": "x"}
    assert found["cut_off"] == "09.15"


def test_new_codes_begin_with_what_the_office_is_for(shell: Shell) -> None:
    add = ["bazaar", "add", "--name", "Bazar", "--day", "20/3/2023"]
    add += ["--lokasi", "Rusun Karang Anyar", "--kecamatan", "Sawah Besar"]
    assert shell.run(*add)["code"].startswith("P")
    assert shell.run("settings", "area", "31") == {"area": "31"}
    assert shell.run(*add)["code"].startswith("D")
    assert shell.run("settings", "area", "31.75") == {"area": "31.75"}
    assert shell.run(*add)["code"].startswith("T")


def test_the_documents_that_are_expected_are_kept(shell: Shell) -> None:
    assert shell.run("settings", "documents", "kurasi", "NIB")["documents_wanted"] == ["NIB", "kurasi"]
    assert shell.run("settings", "show")["settings"]["documents_wanted"] == ["NIB", "kurasi"]
    assert shell.run("settings", "documents")["documents_wanted"] == []


def test_agencies_come_and_go(shell: Shell) -> None:
    made = shell.run("agency", "add", "--name", "Food Station", "--role", "partner")
    assert shell.run("agency", "list")["agencies"] == [made]
    shell.run("agency", "remove", made["id"])
    assert shell.run("agency", "list")["agencies"] == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["settings", "letterhead", "--line", " "], "letterhead_empty"),
        (["settings", "letterhead", *["--line", "x"] * 7], "letterhead_too_long"),
        (["settings", "times", "--cut-off", "pagi", "--omzet-from", "15.00"], "time_malformed"),
        (["settings", "documents", "SIM"], "document_kind_unknown"),
        (["agency", "add", "--name", " "], "agency_name_missing"),
        (["agency", "add", "--name", "bulog", "--role", "partner"], "agency_exists"),
    ],
)
def test_what_breaks_a_rule_changes_nothing(shell: Shell, words: list[str], code: str) -> None:
    shell.run("agency", "add", "--name", "Bulog", "--role", "partner")
    before = shell.run("settings", "show")
    assert shell.refused(*words) == code
    assert shell.run("settings", "show") == before
