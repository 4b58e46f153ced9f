"""A window with the gate, on a real store with 30 vendors, and a clock that the test sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bazar_desktop.services.officers import SUPERVISOR
from bazar_desktop.store.database import Database
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.attendance.page import CheckInPage
from bazar_desktop.ui.desk import Desk
from bazar_desktop.ui.sidebar import NavEntry
from bazar_desktop.ui.store_desk import StoreDesk
from bazar_desktop.ui.window import MainWindow
from tests.bazaar_day import Field
from tests.drivers.attendance import GateDriver
from tests.services.gate import open_gate
from tests.stores import MORNING
from tests.ui.attendance.other_page import OtherPage


@dataclass
class Clock:
    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def field(db: Database) -> Field:
    return open_gate(db, vendors=30, reserves=3, partners=1)


def desk_on(field: Field, folder: Path, clock: Callable[[], datetime]) -> Desk:
    owner = Owner(field.officer, "Vicky Ramadhan", SUPERVISOR)
    store = OpenStore(field.db, folder, owner, b"", "laptop", "A", "Laptop A", False)
    return StoreDesk(store, clock)


@pytest.fixture
def make_gate(tmp_path: Path, clock: Clock, qtbot: QtBot) -> Iterator[Callable[[Field], GateDriver]]:
    """`make_gate(field)`: a person at the gate of that bazaar."""
    windows: list[MainWindow] = []

    def make(field: Field) -> GateDriver:
        entries = [
            NavEntry("kehadiran", "Kehadiran", "user-check", CheckInPage),
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
