"""The dressed application and a window on a desk in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bazar_desktop import messages
from bazar_desktop.ui import theme
from bazar_desktop.ui.frame.window import MainWindow
from tests.drivers import WindowDriver
from tests.ui.demo import DemoDesk, entries


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> QApplication:
    if not qapp.styleSheet():
        theme.apply(qapp)
    words = {"pin_is_wrong": "PIN salah. Coba lagi.", "booth_is_taken": "Booth {booth} sudah ditempati."}
    for code, sentence in words.items():
        monkeypatch.setitem(messages.SENTENCES, code, sentence)
    return qapp


@pytest.fixture(autouse=True)
def windows_gone(qapp: QApplication) -> Iterator[None]:
    """The windows of a test end with it: thousands of forgotten widgets make every later test slower."""
    before = set(qapp.topLevelWidgets())
    yield
    for window in set(qapp.topLevelWidgets()) - before:
        window.close()
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def desk() -> DemoDesk:
    return DemoDesk()


@pytest.fixture
def window(desk: DemoDesk, qtbot: QtBot) -> Iterator[WindowDriver]:
    frame = MainWindow(desk, entries())
    qtbot.addWidget(frame)
    frame.show()
    qtbot.waitExposed(frame)
    yield WindowDriver(frame, qtbot)
    frame.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The offscreen platform says this for every window of a fixed size; it is no fault of ours.
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))
