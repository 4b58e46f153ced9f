"""bazaar add and list by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from bazar_desktop.cli.main import main
from tests.commands import Shell, shell

__all__ = ["shell"]
ADD = ["bazaar", "add", "--name", "Bazar Ramadan", "--lokasi", "Rusun Karang Anyar", "--kind", "rusun"]


def test_a_bazaar_is_entered_and_listed(shell: Shell) -> None:
    made = shell.run(*ADD, "--kecamatan", "sawah besar", "--day", "20/3/2023", "--day", "21 Maret 2023")
    assert shell.run("bazaar", "list")["bazaars"] == [made]
    assert [item["day"] for item in made["days"]] == ["2023-03-20", "2023-03-21"]


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


def test_a_code_is_found_as_it_was_typed_and_adding_says_what_it_became(shell: Shell) -> None:
    where = ("--kecamatan", "Sawah Besar", "--day", "20/3/2023")
    said = shell.say(*ADD, *where, "--code", "kos")
    assert "Bazar K0S dibuat" in said
    assert "Kode KOS ditulis K0S: O dibaca 0" in said
    for typed in ("KOS", "kos", "K0S", " k o s "):
        assert shell.run("bazaar", "change", typed, "--name", "Bazar Ramadan")["code"] == "K0S"
    assert shell.refused(*ADD, *where, "--code", "K0S") == "bazaar_code_taken"
    assert "ditulis" not in shell.say(*ADD, *where, "--code", "B1")
    assert "ditulis" not in shell.say(*ADD, *where)


def code_of(shell: Shell) -> str:
    return str(
        shell.run(*ADD, "--kecamatan", "Sawah Besar", "--day", "20/3/2023", "--day", "21/3/2023")["code"]
    )


def test_a_bazaar_is_put_right_and_what_is_not_named_stays(shell: Shell) -> None:
    code = code_of(shell)
    made = shell.run("bazaar", "change", code, "--days", "20/3/2023 s.d. 22/3/2023", "--cut-off", "10.15")
    assert [item["day"][-2:] for item in made["days"]] == ["20", "21", "22"]
    assert {item["cut_off"] for item in made["days"]} == {"10:15:00"}
    assert made["name"] == "Bazar Ramadan"
    made = shell.run(
        "bazaar", "change", code, "--name", "Bazar Lebaran", "--letterhead", "RW 05", "--cut-off", ""
    )
    assert (made["name"], made["days"][0]["cut_off"]) == ("Bazar Lebaran", None)
    assert "RW 05" in made["letterhead"]


def test_participants_are_taken_and_put_right(shell: Shell) -> None:
    code = code_of(shell)
    one = shell.run("bazaar", "take", code, "--partner", "Bulog")
    assert (one["business"], one["status"], one["party"]) == ("Bulog", "confirmed", "partner")
    put = shell.run(
        "bazaar", "put", one["id"], "--status", "reserve", "--booths", "2", "--wish", "dekat pintu"
    )
    assert (put["status"], put["reserve_order"], put["booth_count"], put["preference"]) == (
        "reserve",
        1,
        2,
        "dekat pintu",
    )
    assert shell.run("bazaar", "put", one["id"], "--status", "confirmed")["reserve_order"] is None
    steps = shell.run("bazaar", "steps", code, "--day", "20/3/2023")["steps"]
    assert steps[0]["code"] == "no_layout"


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (["change", "{code}", "--days", "besok"], "date_malformed"),
        (["change", "{code}", "--days", "1/1/2023 s.d. 28/2/2023"], "too_many_days"),
        (["change", "{code}", "--cut-off", "pagi"], "time_malformed"),
        (["change", "NOPE"], "unknown_bazaar"),
        (["steps", "{code}", "--day", "1/1/2023"], "not_a_day_of_this_bazaar"),
        (["take", "{code}"], "party_unclear"),
        (["take", "{code}", "--partner", "bulog"], "already_participating"),
        (["take", "{code}", "--partner", " "], "agency_name_missing"),
        (["put", "nobody", "--status", "confirmed"], "unknown_participant"),
        (["put", "{bulog}", "--status", "confirmed", "--booths", "0"], "number_out_of_range"),
        (["put", "{bulog}", "--status", "confirmed", "--booths", "4"], "too_many_booths_wanted"),
        (["put", "{bulog}", "--status", "raja"], "wrong_usage"),
    ],
)
def test_what_breaks_a_rule_changes_nothing(shell: Shell, words: list[str], refusal: str) -> None:
    code = code_of(shell)
    bulog = shell.run("bazaar", "take", code, "--partner", "Bulog")["id"]
    before = shell.run("bazaar", "list")
    assert shell.refused("bazaar", *(word.format(code=code, bulog=bulog) for word in words)) == refusal
    assert shell.run("bazaar", "list") == before


def test_a_day_on_which_something_was_entered_stays(shell: Shell) -> None:
    code = code_of(shell)
    bulog = shell.run("bazaar", "take", code, "--partner", "Bulog")
    shell.run("check-in", bulog["card"], "--bazaar", code, "--day", "21/3/2023")
    assert shell.refused("bazaar", "change", code, "--days", "20/3/2023") == "day_in_use"
    assert len(shell.run("bazaar", "change", code, "--days", "21/3/2023")["days"]) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["bazaar", "take"], "KODE belum diisi."),
        (["omzet", "list", "--day", "1/1/2023"], "--bazaar belum diisi."),
        (["bazaar", "sing"], "Perintah di bazar bazaar yang ada: "),
        (["bazaar", "list", "--stor"], "Pilihan --stor tidak ada. Mungkin maksudnya "),
        (["report", "year", "abad"], "TAHUN harus angka."),
        (["report", "year", "2023", "--rows", "warna"], "--rows harus salah satu dari: "),
        (["report", "year", "2023", "2024"], "Ada kata yang tidak dikenal bazar report year."),
    ],
)
def test_wrong_usage_is_told_in_indonesian(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert told in capsys.readouterr().err


def test_wrong_usage_is_told_in_the_language_that_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "year", "abad", "--lang", "en"]) == 2
    assert "YEAR must be a number." in capsys.readouterr().err


def test_a_mitra_that_takes_part_already_is_named(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    code = code_of(shell)
    shell.run("bazaar", "take", code, "--partner", "Bulog")
    assert main(["bazaar", "take", code, "--partner", "bulog", "--store", str(shell.store)]) == 2
    assert "Bulog sudah menjadi peserta bazar ini." in capsys.readouterr().err
