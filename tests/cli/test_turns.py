"""turns and report concentration by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Shell, shell
from tests.printing.reading import whole_text
from tests.printing.recompute_draw import recompute

__all__ = ["shell"]

CODE = "TES1"


@pytest.fixture
def applied(shell: Shell, tmp_path: Path) -> Shell:
    """A bazaar for which five vendors apply, with two places."""
    facts = ["--lokasi", "RPTRA", "--kecamatan", "Gambir", "--day", "10/4/2023", "--code", CODE]
    shell.run("bazaar", "add", "--name", "Bazar April", *facts)
    rows = [f"Pemilik {number};Warung {number};Kuliner;Pendaftar" for number in range(5)]
    file = tmp_path / "pendaftar.csv"
    file.write_text("\n".join(["Nama Pemilik;Nama Usaha;Kategori;Status", *rows]), "utf-8")
    shell.run("participants", "import", file, "--bazaar", CODE)
    shell.run("turns", "rules", "--bazaar", CODE, "--places", "2")
    return shell


def codes(shell: Shell, outcome: str) -> list[str]:
    return [
        item["code"]
        for item in shell.run("turns", "show", "--bazaar", CODE)["lines"]
        if item["outcome"] == outcome
    ]


def test_the_whole_way_from_applicants_to_settled_places(applied: Shell, tmp_path: Path) -> None:
    shown = applied.run("turns", "show", "--bazaar", CODE)
    assert (shown["to_give"], shown["undrawn"], shown["own_rules"]) == (2, 5, True)
    assert shown["lines"][0]["said"] == "belum pernah ikut: urutan 1"
    assert applied.refused("turns", "settle", "--bazaar", CODE) == "equals_not_drawn"
    drawn = applied.run("turns", "draw", "--bazaar", CODE, "--seed", "merah 7")
    assert (drawn["seed"], len(drawn["entries"])) == ("MERAH 7", 5)
    made = applied.run("turns", "minutes", "--bazaar", CODE, "--to", tmp_path / "cetak", "--paper", "F4")
    assert recompute(whole_text(Path(made["path"]))) == [item["code"] for item in drawn["entries"]]
    Path(made["path"]).write_bytes(b"ditandai petugas")
    again = applied.run("turns", "minutes", "--bazaar", CODE, "--to", tmp_path / "cetak", "--paper", "F4")
    assert Path(made["path"]).read_bytes() == b"ditandai petugas"
    assert recompute(whole_text(Path(again["path"])))
    loser = codes(applied, "reserve")[-1]
    over = ["turns", "override", "--bazaar", CODE, loser.lower()]
    found = applied.run(*over, "--set", "in", "--reason", "janji tertulis")
    assert (found["outcome"], found["why"][0]) == ("chosen", "dimasukkan petugas: janji tertulis")
    assert applied.run(*over, "--set", "none")["outcome"] == "reserve"
    done = applied.run("turns", "settle", "--bazaar", CODE)
    assert done == {"confirmed": 2, "reserves": 3, "rejected": 0}
    assert codes(applied, "fixed") == [item["code"] for item in drawn["entries"][:2]]
    assert codes(applied, "reserve") == [item["code"] for item in drawn["entries"][2:]]


def test_rules_are_changed_by_name_and_the_rest_stays(shell: Shell) -> None:
    shell.run("turns", "rules", "--absent", "6", "--require", "kurasi", "--quota", "kecamatan::-3")
    found = shell.run("turns", "rules", "--order", "newcomer, since", "--reserves", "5")
    assert (found["absent_points"], found["excused_points"], found["required"]) == (6, 1, ["kurasi"])
    assert (found["order"], found["reserves"]) == (["newcomer", "since"], 5)
    found = shell.run("turns", "rules", "--no-quota", "--require-none", "--reserves", "")
    assert (found["quotas"], found["required"], found["reserves"]) == ([], [], None)
    assert shell.run("turns", "rules") == found


def test_a_quota_names_its_group_as_the_office_does(shell: Shell) -> None:
    made = shell.run(
        "turns", "rules", "--quota", "category:Kuliner:-50%", "--quota", "kecamatan:sawahbesar:-3"
    )
    assert made["quotas"] == ["category:kuliner:-50%", "kecamatan:Sawah Besar:-3"]
    assert shell.run("turns", "rules", "--places", "5")["quotas"] == made["quotas"]


def test_a_bazaar_follows_the_office_again(applied: Shell) -> None:
    applied.run("turns", "rules", "--places", "4")
    assert applied.run("turns", "rules", "--bazaar", CODE)["places"] == 2
    assert applied.run("turns", "rules", "--bazaar", CODE, "--as-office")["places"] == 4
    assert applied.run("turns", "show", "--bazaar", CODE)["own_rules"] is False


WRONG = [
    (["rules", "--places", "-3"], "wrong_usage"),
    (["rules", "--places", "banyak"], "wrong_usage"),
    (["rules", "--places", "99999"], "turn_rules_malformed"),
    (["rules", "--absent", "-1"], "turn_rules_malformed"),
    (["rules", "--order", "nama"], "turn_rules_malformed"),
    (["rules", "--require", "SIM"], "wrong_usage"),
    (["rules", "--quota", "kecamatan:-3"], "quota_malformed"),
    (["rules", "--quota", "category:fashion:-3"], "quota_group_unknown"),
    (["rules", "--quota", "agency:Dinas Entah:2-"], "quota_group_unknown"),
    (["rules", "--quota", "kecamatan:Atlantis:-3"], "region_unknown"),
    (["draw", "--bazaar", CODE, "--seed", " "], "seed_missing"),
    (["draw", "--bazaar", CODE, "--seed", "a|b"], "seed_malformed"),
    (["draw", "--bazaar", CODE, "--seed", "7", "--among", "dua"], "wrong_usage"),
    (["minutes", "--bazaar", CODE, "--to", "x"], "not_drawn_yet"),
    (["override", "--bazaar", CODE, "TAKADA", "--set", "in", "--reason", "x"], "unknown_participant"),
    (["override", "--bazaar", CODE, "TES1-A001", "--set", "in"], "reason_missing"),
    (["override", "--bazaar", CODE, "TES1-A001", "--set", "place", "--reason", "x"], "unknown_override"),
    (["override", "--bazaar", CODE, "TES1-A001", "--set", "none"], "no_override"),
]


def test_what_breaks_a_rule_changes_nothing(applied: Shell) -> None:
    before = applied.run("turns", "show", "--bazaar", CODE)
    assert [applied.refused("turns", *words) for words, _code in WRONG] == [code for _words, code in WRONG]
    assert applied.run("turns", "show", "--bazaar", CODE) == before


def test_concentration_is_computed_from_the_rows(shell: Shell) -> None:
    found = shell.run("report", "concentration", "2023", "--by", "kota")
    assert (found["stands"], found["top_share"], found["places"]) == (0, 0.0, [])
    wrong = ["--from", "2/2/2023", "--until", "1/2/2023"]
    assert shell.refused("report", "concentration", "2023", *wrong) == "period_malformed"
    assert shell.refused("report", "concentration", "23") == "no_such_year"
