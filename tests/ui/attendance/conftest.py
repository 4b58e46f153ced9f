"""A window with the gate, on a real store with 30 vendors, and a clock that the test sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bazar_desktop.store.database import Database
from bazar_desktop.ui.attendance.page import CheckInPage
from bazar_desktop.ui.frame.sidebar import NavEntry
from bazar_desktop.ui.frame.window import MainWindow
from tests.bazaar_day import Field
from tests.drivers.attendance import GateDriver
from tests.drivers.papers import Chooser
from tests.services.attendance.gate import open_gate
from tests.ui.attendance.desk import Clock, desk_on
from tests.ui.attendance.other_page import OtherPage


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def field(db: Database) -> Field:
    return open_gate(db, vendors=30, reserves=3, partners=1)


@pytest.fixture
def chooser(tmp_path: Path) -> Chooser:
    return Chooser(tmp_path)


@pytest.fixture
def make_gate(
    chooser: Chooser, tmp_path: Path, clock: Clock, qtbot: QtBot
) -> Iterator[Callable[[Field], GateDriver]]:
    """`make_gate(field)`: a person at the gate of that bazaar."""
    windows: list[MainWindow] = []

    def make(field: Field) -> GateDriver:
        entries = [
            NavEntry(
                "kehadiran", "Kehadiran", "user-check", lambda desk: CheckInPage(desk, chooser, chooser)
            ),
            NavEntry("lain", "Lain", "wallet", OtherPage),
        ]
        window = MainWindow(desk_on(field, tmp_path, clock), entries)
        qtbot.addWidget(window)
        windows.append(window)
        window.show()
        qtbot.waitExposed(window)
        return GateDriver(window, qtbot)

    yield make
    for window in windows:
        for page in window.findChildren(CheckInPage):
            QApplication.instance().removeEventFilter(page.scanner)  # type: ignore[union-attr]
        window.close()


@pytest.fixture
def gate(make_gate: Callable[[Field], GateDriver], field: Field) -> GateDriver:
    return make_gate(field)
