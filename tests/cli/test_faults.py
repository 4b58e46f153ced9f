"""A command at which the program itself goes wrong ends in a sentence, and never in a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bazar_desktop.cli.main import main
from bazar_desktop.cli.settings import officers
from bazar_desktop.work_log import last_lines
from tests.commands import Shell, shell

__all__ = ["shell"]
SECRET = "3171010101800001"


@pytest.fixture
def stumbling(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The officers cannot be listed; the folder of the log."""

    def stumble(*_facts: object) -> None:
        raise KeyError(SECRET)

    monkeypatch.setattr(officers, "list_officers", stumble)
    monkeypatch.setenv("BAZAR_LOG_DIR", str(tmp_path / "log"))
    return tmp_path / "log"


def test_it_ends_with_1_and_a_sentence_that_names_the_doctor(
    shell: Shell, stumbling: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["officer", "list", "--store", str(shell.store)]) == 1
    said = capsys.readouterr().err
    assert "bazar doctor" in said
    assert "Traceback" not in said
    assert SECRET not in said
    written = "\n".join(last_lines(stumbling))
    assert "command fault fault=key_error exit=1" in written
    assert "stumble" in written
    assert SECRET not in written


def test_it_speaks_json_where_that_was_asked_for(
    shell: Shell, stumbling: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["officer", "list", "--store", str(shell.store), "--json"]) == 1
    assert json.loads(capsys.readouterr().err)["error"]["code"] == "fault"
