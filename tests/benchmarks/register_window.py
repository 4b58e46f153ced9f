"""An officer at the register's page, timed from a key to the list that is painted for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bazar_desktop.services.settings.officers import SUPERVISOR
from bazar_desktop.store.database import Database
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui import theme
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.qt.gc_tuning import keep_smooth
from bazar_desktop.ui.register.page import VendorsPage
from tests.ui.day import window_of

PATIENCE = 20.0  # s after which an answer is taken to have been lost


class Seated:
    """The window at 1366 x 768 on another page, so that the register's is yet to be opened."""

    def __init__(self, db: Database, folder: Path, app: QApplication) -> None:
        theme.apply(app)
        owner = Owner("officer", "Vicky Ramadhan", SUPERVISOR)
        store = OpenStore(db, folder, owner, b"", "laptop", "A", "Laptop A", False)
        self.app = app
        self.window: MainWindow = window_of(store, VendorsPage, "vendors")
        self.window.resize(1366, 768)
        self.window.go("home")
        self.window.show()
        self.painted = Painted()
        self.spent: list[float] = []  # processor time of the window's thread, a key
        pause(50)
        keep_smooth()

    @property
    def page(self) -> VendorsPage:
        page = self.window.page
        assert isinstance(page, VendorsPage)
        return page

    def open(self) -> float:
        """Go to the register; ms until its list is painted."""
        started = time.perf_counter()
        self.window.go("vendors")
        for shown in (self.page.list.viewport(), self.page.nobody):
            shown.installEventFilter(self.painted)
        self.painted.wait(self.app, 0)
        return (time.perf_counter() - started) * 1000

    def leave(self) -> None:
        self.window.go("home")
        pause(100)

    def settle(self) -> None:
        """Until all who fit are listed and the facets counted."""
        until = time.monotonic() + PATIENCE
        while "Menghitung" in self.page.subtitle.text() or self.page.facets.kecamatan.count() < 2:
            assert time.monotonic() < until
            pause(20)
        pause(200)

    def timed(self, act: Callable[[], object]) -> tuple[float, float]:
        """How long `act` held the window, and how long it took until the list was painted for it, in ms."""
        before, started = self.painted.count, time.perf_counter()
        act()
        held = (time.perf_counter() - started) * 1000
        self.painted.wait(self.app, before)
        return held, (time.perf_counter() - started) * 1000

    def key(self, letter: str) -> float:
        """Type one letter; ms until the list is painted for it."""
        before = time.thread_time()
        whole = self.timed(lambda: QTest.keyClick(self.page.box, letter))[1]
        self.spent.append((time.thread_time() - before) * 1000)
        return whole

    def until_all(self, words: str) -> float:
        """Type `words` at once; ms until all who fit are listed."""
        started = time.perf_counter()
        self.page.box.setText(words)
        while (
            not self.page.subtitle.text().endswith("pelaku UMKM") or "Menghitung" in self.page.subtitle.text()
        ):
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return (time.perf_counter() - started) * 1000

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> float:
        return self.timed(lambda: QTest.keyClick(self.page.list, key, modifier))[1]


def pause(ms: int) -> None:
    """Let the program and its threads work; QTest's own waiting would hold the threads up."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


class Painted(QObject):
    """Counts how often what it watches was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self._heart = QTimer(self)  # so that waiting for events ends
        self._heart.start(50)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False

    def wait(self, app: QApplication, before: int) -> None:
        """Until something more is painted; the event that brings it has then been handled to its end."""
        until = time.monotonic() + PATIENCE
        while self.count == before:
            assert time.monotonic() < until, "nothing was painted"
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
