"""What an officer does at the gate."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from bazar_desktop.domain.day.model import PRESENT
from bazar_desktop.ui.attendance.cut_off import CutOffDialog
from bazar_desktop.ui.attendance.everybody import EverybodyDialog
from bazar_desktop.ui.attendance.page import CheckInPage
from bazar_desktop.ui.attendance.scanner import WAIT_MS
from bazar_desktop.ui.frame.window import MainWindow
from tests.drivers import press


class GateDriver:
    """A person at the page Kehadiran of a window."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot

    @property
    def page(self) -> CheckInPage:
        return next(page for page in self.window._pages.values() if isinstance(page, CheckInPage))

    @property
    def says(self) -> str:
        return self.page.answer.says

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """Booth, business and state of each row shown."""
        table = self.page.roster.list.table()
        titles = [*table[0]]
        places = [titles.index(title) for title in ("Booth", "Usaha", "Kehadiran")]
        return [tuple(row[place] for place in places) for row in table[1]]  # type: ignore[misc]

    @property
    def present(self) -> int:
        assert self.page.roll is not None
        return sum(row.attendance == PRESENT for row in self.page.roll.rows)

    def type(self, words: str, *, into: QWidget | None = None) -> None:
        """Type at the speed of a burst; `into` the box unless another widget is named."""
        QTest.keyClicks(into or self.page.roster.box, words)

    def enter(self, into: QWidget | None = None) -> None:
        QTest.keyClick(into or self.page.roster.box, Qt.Key.Key_Return)

    def say(self, words: str) -> None:
        """Type and press Enter."""
        self.page.roster.box.clear()
        self.type(words)
        self.enter()

    def scan(self, code: str, *, into: QWidget | None = None) -> None:
        """What a scanner types, into whatever has the focus."""
        self.type(code, into=into)
        self.enter(into)

    def scan_slowly(self, code: str, into: QLineEdit, apart_ms: int = 20) -> None:
        """A scan of `apart_ms` between two keys; again where this machine was too busy to send them so fast."""
        for _turn in range(20):
            before, sent = into.text(), []
            for key in [*code, Qt.Key.Key_Return]:
                QTest.qWait(apart_ms)
                sent.append(time.monotonic())
                QTest.keyClick(into, key)
            slowest = max(later - earlier for earlier, later in pairwise(sent))
            if into.text() == before or slowest * 1000 < WAIT_MS:
                return
            into.setText(before)

    def press(self, keys: str) -> None:
        self.window.activateWindow()  # as a window manager does when a dialog closes
        self.qtbot.waitUntil(self.window.isActiveWindow)
        press(self.page.roster.box, keys)

    def cut_off(self) -> CutOffDialog:
        self.press("F2")
        dialog = self.page.cut_off_dialog
        assert dialog is not None
        self.qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    def everybody(self) -> EverybodyDialog:
        self.press("F8")
        return self.dialog(EverybodyDialog)

    def dialog(self, kind: Any = QDialog) -> Any:
        found = next(
            item for item in QApplication.topLevelWidgets() if isinstance(item, kind) and item.isVisible()
        )
        self.qtbot.waitExposed(found)
        if isinstance(found, QDialog):
            self.qtbot.waitUntil(found.isActiveWindow)
        return found
