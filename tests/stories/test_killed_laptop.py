"""The laptop dies in the middle of omzet entry; the next window shows every figure, and what was being typed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bazar_desktop.domain.money import format_number
from bazar_desktop.jobs.settings.officers import start_store
from bazar_desktop.store.opening import open_store
from tests.commands import CHEAP, PIN
from tests.omzet_day import open_day
from tests.stores import MORNING
from tests.stories.conftest import SitDown

OFFICER = "Vicky Ramadhan"


def test_the_next_window_shows_every_figure_and_what_was_being_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sit: SitDown
) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    folder = tmp_path / "store"
    store = start_store(folder, officer=OFFICER, nip="", pin=PIN, at=MORNING, cost=CHEAP)
    open_day(store.db, vendors=12)
    store.db.close()
    command = [sys.executable, "-m", "tests.stories.typing_desk", str(folder), OFFICER, PIN]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        saved = []
        for line in process.stdout:
            if line == "typing\n":
                break
            saved.append(line.split())
        process.kill()
    assert len(saved) == 25

    store = open_store(folder, OFFICER, PIN)
    desk = sit(store)
    page = desk.omzet
    for row, column, amount in saved:
        assert page.cell(int(row), column) == format_number(int(amount))
    assert page.typing == "777"
    assert page.cursor == (12, "qris")
    assert "belum tersimpan" in page.hint
    assert page.cell(12, "qris") == ""
    page.press("Return")
    assert page.cell(12, "qris") == "777"
    desk.window.close()
    store.db.close()
