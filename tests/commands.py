"""Running commands as a person does, in this process: what they print and how they end."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bazar_desktop.cli.main import main
from bazar_desktop.services.settings.officers import SUPERVISOR, add_officer
from bazar_desktop.store.creating import LAPTOP
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.opening import create_store
from bazar_desktop.store.passwords import Cost
from tests.stores import MORNING

CHEAP = Cost(memory_kib=128, passes=1, lanes=1)
PIN = "246813"


@dataclass
class Shell:
    """A store and the officer at its commands."""

    store: Path
    capture: pytest.CaptureFixture[str]

    def run(self, *words: object) -> Any:
        """Run a command with --json; returns its object. Fails where the command does."""
        self.capture.readouterr()
        code = main([*map(str, words), "--store", str(self.store), "--json"])
        out = self.capture.readouterr()
        assert code == 0, out.err
        return json.loads(out.out)

    def examine(self, code: int = 4, *words: str) -> Any:
        """Run the doctor with --json; returns its object. By default its clock is years ahead of the store's."""
        self.capture.readouterr()
        assert main(["doctor", "--store", str(self.store), "--json", *words]) == code
        return json.loads(self.capture.readouterr().out)

    def say(self, *words: object) -> str:
        """Run a command as a person reads it; returns its lines. Fails where the command does."""
        self.capture.readouterr()
        code = main([*map(str, words), "--store", str(self.store)])
        out = self.capture.readouterr()
        assert code == 0, out.err
        return out.out

    def refused(self, *words: object) -> str:
        """Run a command that must be refused with exit code 2 and a sentence; returns the error's code."""
        return self._stopped(2, *words)

    def failed(self, *words: object) -> str:
        """Run a command that the machine must stop with exit code 3 and a sentence; returns the error's code."""
        return self._stopped(3, *words)

    def _stopped(self, ends: int, *words: object) -> str:
        self.capture.readouterr()
        code = main([*map(str, words), "--store", str(self.store), "--json"])
        out = self.capture.readouterr()
        assert code == ends, out
        assert out.out == ""
        error = json.loads(out.err)["error"]
        assert error["message"].endswith((".", "?", "…"))
        assert "{" not in error["message"]
        return str(error["code"])


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """An empty laptop store with one supervisor."""
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    monkeypatch.setenv("BAZAR_OFFICER", "Vicky Ramadhan")
    monkeypatch.setenv("BAZAR_PIN", PIN)
    owner = Owner("officer-1", "Vicky Ramadhan", SUPERVISOR)
    store = create_store(
        tmp_path / "store", owner, PIN, kind=LAPTOP, letter="A", name="Laptop A", at=MORNING, cost=CHEAP
    )
    with store.db.write(owner.id, "officers.add_officer", MORNING) as session:
        add_officer(session, name=owner.name, role=SUPERVISOR, id_=owner.id)
    store.db.close()
    return Shell(tmp_path / "store", capsys)
