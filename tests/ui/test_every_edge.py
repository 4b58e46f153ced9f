"""Every page, and every dialog that a button or menu of it opens, at 1366 x 768, on a store of long names."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtCore import QThreadPool, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QMenu,
    QMessageBox,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.jobs.sample.store import OFFICER, SAMPLE_PIN, sample_store
from bazar_desktop.services.register.vendor_page import type_vendor
from bazar_desktop.store.opening import open_store
from bazar_desktop.store.tables import Bazaar, Lokasi, Vendor
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.pages import entries
from bazar_desktop.ui.store_session import StoreSession
from tests.commands import CHEAP
from tests.ui import looks

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
NOW = datetime(2023, 3, 21, 15, 40, tzinfo=WIB)
LONG = "Warung Nasi Kebuli dan Sate Kambing Muda Haji Muhammad Syarifuddin bin Abdurrahman Al-Betawi"
LEAST_DIALOGS = 20  # that must have been met, so that a walk that stops early is seen
SCREEN = (1366, 728)  # what a taskbar leaves of 1366 x 768


@pytest.fixture(scope="module")
def store_of_long_names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample bazaar, in which some people, lokasi and bazaars are called at length."""
    folder = tmp_path_factory.mktemp("long")
    store = sample_store(folder / "store", NOW, CHEAP)
    with store.db.write(store.officer.id, "vendors.change", NOW) as session:
        for number, vendor in enumerate(session.query(Vendor).limit(40)):
            typed = {"business": f"{LONG} {number}", "name": LONG, "product": LONG}
            type_vendor(session, typed, vendor_id=vendor.id)
        for row in (*session.query(Bazaar), *session.query(Lokasi)):
            row.name = f"{row.name} {LONG}"
    store.db.close()
    return folder / "store"


class Visitor:
    """Looks at each dialog that waits, notes what is wrong with it, and goes away from it without a word."""

    def __init__(self, seen: dict[str, list[str]]) -> None:
        self.seen = seen
        self._is_there = self._is_looking = False

    def __enter__(self) -> Visitor:
        self._is_there, self._hook = True, sys.excepthook
        sys.excepthook = self._crashed
        QTimer.singleShot(15, self._look)
        return self

    def __exit__(self, *_error: object) -> None:
        self._is_there = False
        sys.excepthook = self._hook

    def _crashed(self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        self.seen.setdefault("crash", []).append(f"{kind.__name__}: {error}")

    def _look(self) -> None:
        if not self._is_there:
            return
        QTimer.singleShot(15, self._look)
        dialog = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if self._is_looking:  # a dialog is being laid out
            return
        if isinstance(dialog, QMenu):
            dialog.close()
        elif isinstance(dialog, QDialog):
            self.leave(dialog)

    def leave(self, dialog: QDialog) -> None:
        """Note a dialog and go away from it."""
        self._is_looking = True
        self.note(dialog)
        self._is_looking = False
        if isValid(dialog):
            dialog.reject()

    def note(self, dialog: QWidget) -> None:
        """Look at a dialog, the first time that one of its kind and title comes."""
        name = f"{type(dialog).__name__} {dialog.windowTitle() or dialog.accessibleName()}".strip()
        if name in self.seen or isinstance(dialog, QMessageBox | QFileDialog):
            return
        self.seen[name] = []
        looks.settle(dialog)
        if dialog.width() > SCREEN[0] or dialog.height() > SCREEN[1]:
            self.seen[name].append(f"larger than the screen: {dialog.width()} x {dialog.height()}")
        self.seen[name] += looks.faults_of(dialog)


def doors_of(page: QWidget) -> Iterator[QAbstractButton]:
    """What can be pressed on a page, menus by their button."""
    for kind in (QPushButton, QToolButton):
        for button in looks.shown(page, kind):
            assert isinstance(button, QAbstractButton)
            if button.isEnabled() and not button.objectName().startswith("qt_"):
                yield button


def press_all(window: MainWindow, key: str, visitor: Visitor) -> None:
    """Press each thing on a page once, by its words; a page that was left is come back to."""
    pressed: set[str] = set()
    for _turn in range(90):
        if window.page_key != key:
            window.go(key)
        doors = [door for door in doors_of(window.page) if _name_of(door) not in pressed]
        if not doors:
            return
        door = min(doors, key=lambda door: door.isCheckable())  # what changes the view comes last
        pressed.add(_name_of(door))
        menu = door.menu() if isinstance(door, QPushButton | QToolButton) else None
        if menu is None:
            door.click()
            _turn_over(window, visitor)
            continue
        menu.aboutToShow.emit()
        for action in list(menu.actions()):
            if action.isEnabled() and not action.isSeparator():
                action.trigger()
                _turn_over(window, visitor)


def _turn_over(window: MainWindow, visitor: Visitor) -> None:
    """Let what was begun come to its end, and look at dialogs that wait for nobody."""
    QThreadPool.globalInstance().waitForDone(2000)
    QApplication.processEvents()
    for dialog in window.findChildren(QDialog):
        if isValid(dialog) and dialog.isVisible():
            visitor.leave(dialog)
    QApplication.processEvents()


def _name_of(door: QAbstractButton) -> str:
    return f"{type(door).__name__} {door.text() or door.accessibleName() or door.toolTip()}"


def test_every_page_and_dialog_shows_all_of_itself_at_1366_x_768(
    store_of_long_names: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_given, **_facts: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given, **_facts: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given, **_facts: "")
    store = open_store(store_of_long_names, OFFICER, SAMPLE_PIN)
    window = MainWindow(StoreSession(store, lambda: NOW), entries(store.kind))
    qtbot.addWidget(window)
    window.show()
    seen: dict[str, list[str]] = {}
    with Visitor(seen) as visitor:
        for entry in entries(store.kind):
            window.go(entry.key)
            looks.settle(window, looks.SCALES[100])
            QThreadPool.globalInstance().waitForDone(3000)
            looks.settle(window, looks.SCALES[100])
            seen[entry.key] = looks.faults_of(window)
        for entry in entries(store.kind):
            press_all(window, entry.key, visitor)
    store.db.close()
    assert {name: faults for name, faults in seen.items() if faults} == {}
    assert len(seen) >= len(entries(store.kind)) + LEAST_DIALOGS, sorted(seen)
