"""Empty pages name only buttons and pages that the store has: an office, a lone laptop, an enrolled one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bazar_desktop.jobs.office.founding import office_init
from bazar_desktop.jobs.settings.officers import start_store
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.frame.window import MainWindow
from tests.drivers import words_on
from tests.offices import CHEAP, PIN
from tests.stores import MORNING
from tests.ui import looks
from tests.ui.office_window import window

__all__ = ["window"]
Frame = Callable[[OpenStore, str], MainWindow]


@pytest.fixture(autouse=True)
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))


def test_a_new_office_is_sent_to_no_page_that_it_has_not(tmp_path: Path, window: Frame, qtbot: QtBot) -> None:
    store = office_init(
        tmp_path / "kantor", name="Sudin", officer="Kepala", pin=PIN, at=MORNING, cost=CHEAP
    ).store
    frame = window(store, "board")
    for entry in ("board", "intake", "sync", "laptops", "bazaars", "vendors", "layout", "year"):
        frame.go(entry)
        looks.settle(frame)
        assert "Sinkronisasi" not in words_on(frame.page), entry
        assert looks.faults_of(frame.page) == [], entry
    frame.go("laptops")
    assert "Siapkan laptop" in words_on(frame.page)
    frame.close()
    store.db.close()


def test_a_lone_laptop_is_told_of_joining_where_it_can(tmp_path: Path, window: Frame, qtbot: QtBot) -> None:
    store = start_store(tmp_path / "sendiri", officer="Ani", nip="", pin=PIN, at=MORNING, cost=CHEAP)
    frame = window(store, "bazaars")
    for entry in ("bazaars", "vendors"):
        frame.go(entry)
        assert "Gabungkan ke kantor di Sinkronisasi" in words_on(frame.page)
        assert "berkas persiapan" not in words_on(frame.page)
    frame.go("sync")
    assert "Gabungkan ke kantor" in words_on(frame.page)
    frame.close()
    store.db.close()
