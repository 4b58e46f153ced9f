"""day print, day export, day hand-over and day press by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from bazar_desktop.cli.main import main
from tests.commands import PIN, Shell
from tests.papers_day import papers_day
from tests.printing.reading import page_texts

ON = ("--day", "20/3/2023")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """The commands at a store with a closed day."""
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    monkeypatch.setenv("BAZAR_OFFICER", "Vicky Ramadhan")
    monkeypatch.setenv("BAZAR_PIN", PIN)
    papers_day(tmp_path / "day").store.db.close()
    return Shell(tmp_path / "day", capsys)


def code_of(desk: Shell) -> str:
    return str(desk.run("bazaar", "list")["bazaars"][0]["code"])


def test_a_day_is_printed_and_every_file_is_named(desk: Shell, tmp_path: Path) -> None:
    done = desk.run("day", "print", "--bazaar", code_of(desk), *ON, "--to", tmp_path / "out", "--paper", "F4")
    assert done["paper"] == "F4"
    codes = ["DN", "DH", "KP", "NB", "SO", "RO", "RB", "BA", "LK", "RK", "BH"]
    assert [item["code"] for item in done["papers"]] == codes
    assert all(len(page_texts(Path(item["path"]))) == item["pages"] for item in done["papers"])


def test_a_day_is_exported(desk: Shell, tmp_path: Path) -> None:
    done = desk.run("day", "export", "--bazaar", code_of(desk), *ON, "--to", tmp_path)
    names = {Path(item).name for item in done["files"]}
    assert {"omzet.csv", "datapackage.json"} <= names
    assert all(Path(item).stat().st_size for item in done["files"])


def test_a_hand_over_ends_with_one_line_that_says_what_is_where(desk: Shell, tmp_path: Path) -> None:
    code = code_of(desk)
    words = ["day", "hand-over", "--bazaar", code, *ON, "--to", str(tmp_path)]
    assert main([*words, "--store", str(desk.store)]) == 0
    told = desk.capture.readouterr().out.strip()
    assert "\n" not in told
    for part in ("kertas", "CSV dan Excel", "cadangan", str(tmp_path)):
        assert part in told
    kinds = [item["kind"] for item in desk.run(*words)["carried"]]
    assert kinds == ["papers", "files", "backup"]


def test_the_press_text_has_sums_and_the_chat_text_is_short(desk: Shell) -> None:
    where = ("day", "press", "--bazaar", code_of(desk), *ON)
    press, chat = desk.run(*where), desk.run(*where, "--chat")
    assert "12 dari 12 pelaku UMKM" in press["text"]
    assert "Bulog" in press["text"]
    assert press["facts"]["omzet"] > 0
    assert len(chat["text"].splitlines()) > 4


@pytest.mark.parametrize("words", ["print", "export", "hand-over"])
def test_bad_input_is_refused_with_a_way_out(desk: Shell, tmp_path: Path, words: str) -> None:
    to, code = ("--to", tmp_path / "out"), code_of(desk)
    assert desk.refused("day", words, "--bazaar", "ZZZ", *ON, *to) == "unknown_bazaar"
    wrong_day = ("--day", "22/3/2023")
    assert desk.refused("day", words, "--bazaar", code, *wrong_day, *to) == "not_a_day_of_this_bazaar"
    assert desk.refused("day", words, "--bazaar", code, "--day", "kemarin", *to) == "date_malformed"
    assert desk.refused("day", words, "--bazaar", code, *ON) == "wrong_usage"
    assert not (tmp_path / "out").exists()


def test_a_paper_nobody_has_and_a_folder_that_is_not_there_are_refused(desk: Shell, tmp_path: Path) -> None:
    where = ("--bazaar", code_of(desk), *ON, "--to", tmp_path / "out")
    assert desk.refused("day", "print", *where, "--paper", "Letter") == "wrong_usage"
    assert desk.refused("day", "hand-over", *where) == "no_such_folder"
    assert desk.refused("day", "press", "--bazaar", "ZZZ", *ON) == "unknown_bazaar"
