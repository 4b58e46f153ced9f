"""A window with the omzet page over a real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bazar_desktop.store.database import Database
from bazar_desktop.ui.frame.sidebar import NavEntry
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.omzet.page import OmzetPage
from tests.drivers.omzet import OmzetDriver
from tests.omzet_day import OmzetDay, open_day
from tests.ui.attendance.desk import Clock, desk_on

Sit = Callable[[OmzetDay], OmzetDriver]


@pytest.fixture
def clock() -> Clock:
    """The clock of the window that `sit` opens."""
    return Clock()


@pytest.fixture
def sit(qtbot: QtBot, tmp_path: Path, clock: Clock) -> Iterator[Sit]:
    """`sit(day)`: somebody sits down at the omzet page of that day."""
    frames: list[MainWindow] = []

    def at(day: OmzetDay) -> OmzetDriver:
        desk = desk_on(day.field, tmp_path, clock)
        frame = MainWindow(desk, [NavEntry("omzet", "Omzet", "wallet", OmzetPage)])
        qtbot.addWidget(frame)
        frame.show()
        frame.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is frame, timeout=5_000)
        frame.activateWindow()
        frames.append(frame)
        return OmzetDriver(frame, qtbot)

    yield at
    for frame in frames:
        frame.close()


@pytest.fixture
def day(db: Database) -> OmzetDay:
    return open_day(db, vendors=5, partners=1)
