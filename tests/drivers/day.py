"""Somebody who works through a whole bazaar day in the program's own window, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.attendance.page import CheckInPage
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.kit.history import HistoryPopover
from bazar_desktop.ui.kit.login import LoginDialog
from bazar_desktop.ui.layout.page import LayoutPage
from bazar_desktop.ui.pages import entries
from bazar_desktop.ui.papers.page import PapersPage
from bazar_desktop.ui.store_session import StoreSession
from tests.drivers import button_named, press, words_on
from tests.drivers.attendance import GateDriver
from tests.drivers.exchange import SyncDriver
from tests.drivers.layout import LayoutDriver
from tests.drivers.omzet import OmzetDriver
from tests.drivers.papers import Chooser, PapersDriver, PaperTray
from tests.drivers.register import VendorsDriver
from tests.ui.attendance.desk import Clock


class DayDriver(VendorsDriver):
    """A person with a keyboard in front of the whole window; `clock` is the time of day there."""

    def __init__(self, window: MainWindow, qtbot: QtBot, clock: Clock, chooser: Chooser) -> None:
        super().__init__(window, qtbot)
        self.clock, self.chooser = clock, chooser

    def front(self) -> None:
        """Bring the window to the front, as a window manager does when a dialog closes.

        Its scanner alone listens then: two laptops are two programs, but here they share one application.
        """
        application = QApplication.instance()
        assert application is not None
        for window in QApplication.topLevelWidgets():
            for page in window.findChildren(CheckInPage):
                application.removeEventFilter(page.scanner)
                if window is self.window:
                    application.installEventFilter(page.scanner)
        self.window.activateWindow()
        # Windows says so of a new window before the program has heard it, and keys still go nowhere.
        self.wait(lambda: self.window.isActiveWindow() and QApplication.activeWindow() is self.window)

    def turn_to(self, key: str) -> None:
        """Open a page by its key on the keyboard."""
        self.front()
        self.press(self.window.sidebar.keys[key])
        assert self.window.page_key == key

    def push(self, words: str, on: QWidget | None = None) -> None:
        """Press a button by the space bar; fails where the tab key does not reach it."""
        button = button_named(on or self.page, words)
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus, f"{words} is not reached by the tab key"
        assert button.isEnabled(), f"{words} is not enabled"
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(button, Qt.Key.Key_Space)

    def finish(self) -> None:
        """Let the page's running work end."""
        self.wait(self.page.task_panel.isHidden)

    @property
    def gate(self) -> GateDriver:
        self.turn_to("attendance")
        return GateDriver(self.window, self.qtbot)

    @property
    def omzet(self) -> OmzetDriver:
        self.turn_to("omzet")
        return OmzetDriver(self.window, self.qtbot)

    @property
    def papers(self) -> PapersDriver:
        self.turn_to("reports")
        driver = PapersDriver(self.window, self.qtbot, PaperTray(), self.chooser)
        driver.settle()
        return driver

    @property
    def layout(self) -> LayoutDriver:
        self.turn_to("layout")
        assert isinstance(self.page, LayoutPage)
        return LayoutDriver(self.page, self.qtbot)

    def sync(self, stick: Path) -> SyncDriver:
        """Sinkronisasi, with that stick in the laptop."""
        self.turn_to("sync")
        driver = SyncDriver(self.window, self.qtbot)
        driver.stick(stick)
        return driver

    def sign_in(self, name: str, pin: str) -> str:
        """F12, the arrows to that name, the PIN, Enter; what is refused, or "" where it worked."""
        self.front()
        self.press("F12")
        dialog = self.top(LoginDialog)
        assert isinstance(dialog, LoginDialog)
        for _officer in dialog.officers.rows:
            if dialog.chosen is not None and dialog.chosen.name == name:
                break
            QTest.keyClick(dialog.pin, Qt.Key.Key_Down)
        QTest.keyClicks(dialog.pin, pin)
        QTest.keyClick(dialog.pin, Qt.Key.Key_Return)
        said = dialog.said.text()
        if dialog.isVisible():
            press(dialog, "Escape")
        self.front()
        return said

    def with_reason(self, reason: str, act: Callable[[], object]) -> None:
        """Do `act`, which asks for a reason: type it and press Enter."""
        asked: list[bool] = []

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, QDialog)
            line = dialog.findChildren(QLineEdit)[0]
            asked.append(line.hasFocus() or dialog.focusWidget() is line)
            QTest.keyClicks(line, reason)
            press(line, "Return")

        QTimer.singleShot(0, answer)
        act()
        assert asked == [True], "no reason was asked for, or the cursor does not stand in its line"
        self.front()

    def history(self) -> str:
        """The words of the open history, which is then closed by Esc."""
        popover = self.top(HistoryPopover)
        said = words_on(popover)
        press(popover, "Escape")
        self.wait(lambda: not popover.isVisible())
        return said


def sit_down(store: OpenStore, qtbot: QtBot, clock: Clock, to: Path) -> DayDriver:
    """The program's window over that store, at 1366 x 768; files go to `to`, papers to no printer."""
    chooser = Chooser(to)
    pages = [
        replace(entry, make=lambda desk: PapersPage(desk, PaperTray(), chooser))
        if entry.key == "reports"
        else entry
        for entry in entries(store.kind)
    ]
    window = MainWindow(StoreSession(store, clock), pages)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    driver = DayDriver(window, qtbot, clock, chooser)
    driver.front()
    return driver
