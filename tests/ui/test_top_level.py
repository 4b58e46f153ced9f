"""Nothing but the main window and dialogs is ever a window: a part that is shown before it has its place flashes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, QThreadPool
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.jobs.office.founding import office_init
from bazar_desktop.jobs.sample.store import OFFICER, sample_store
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.exchange.opened_file import OpenedFilePanel
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.pages import entries
from bazar_desktop.ui.store_session import StoreSession
from tests.commands import CHEAP, PIN

NOW = datetime(2023, 3, 21, 15, 40, tzinfo=WIB)


class Watcher(QObject):
    """Notes what is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, part: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(part, QWidget) and part.isWindow():
            self.windows.append(type(part).__name__)
        return False


def sample(folder: Path) -> OpenStore:
    return sample_store(folder, NOW, CHEAP)


def office(folder: Path) -> OpenStore:
    facts = {"name": "Sudin PPKUKM Jakarta Timur", "officer": OFFICER, "pin": PIN}
    return office_init(folder, at=NOW, cost=CHEAP, **facts).store


@pytest.mark.parametrize("make", [sample, office])
def test_only_the_main_window_is_a_window_over_all_pages(make, qapp: QApplication, tmp_path: Path) -> None:
    store = make(tmp_path / "store")
    watcher = Watcher()
    qapp.installEventFilter(watcher)
    try:
        window = MainWindow(StoreSession(store, lambda: NOW), entries(store.kind))
        window.show()
        for entry in entries(store.kind):
            window.go(entry.key)
            for _ in range(3):
                QThreadPool.globalInstance().waitForDone(3000)
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    finally:
        qapp.removeEventFilter(watcher)
    window.close()
    store.db.close()
    assert watcher.windows == ["MainWindow"]


def test_a_dialog_shows_no_window_but_itself(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    watcher = Watcher()
    qapp.installEventFilter(watcher)
    try:
        panel = OpenedFilePanel(tmp_path / "paket.bazar")
        qtbot.addWidget(panel)
        panel.show()
    finally:
        qapp.removeEventFilter(watcher)
    assert watcher.windows == ["OpenedFilePanel"]
    assert isinstance(panel, QDialog)
