"""The Denah page in a window over a real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bazar_desktop.services.settings.officers import SUPERVISOR
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.frame.sidebar import NavEntry
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.layout.page import LayoutPage
from bazar_desktop.ui.store_session import StoreSession
from tests.bazaar_day import Field
from tests.drivers.layout import LayoutDriver
from tests.stores import MORNING
from tests.ui import looks

MakeDenah = Callable[[Field], LayoutDriver]


@pytest.fixture
def denah(tmp_path: Path, qtbot: QtBot) -> Iterator[MakeDenah]:
    """`denah(field)`: a person in front of that bazaar's denah."""
    windows: list[MainWindow] = []

    def make(field: Field) -> LayoutDriver:
        owner = Owner(field.officer, "Vicky Ramadhan", SUPERVISOR)
        store = OpenStore(field.db, tmp_path, owner, b"", "laptop", "A", "Laptop A", False)
        desk = StoreSession(store, lambda: MORNING)
        window = MainWindow(desk, [NavEntry("layout", "Denah Booth", "map", LayoutPage)])
        qtbot.addWidget(window)
        windows.append(window)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        looks.settle(window)
        page = window.page
        assert isinstance(page, LayoutPage)
        page.view.fit()
        return LayoutDriver(page, qtbot)

    yield make
    for window in windows:
        window.close()
