"""What a person does at the window: verbs for keys, clicks and words read. Pages add their own drivers on these."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.page import Page


def press(widget: QWidget, keys: str) -> None:
    """Press a key or a chord, named as on a menu ("Ctrl+B", "Return")."""
    QTest.keySequence(widget, QKeySequence(keys))


def type_into(widget: QWidget, words: str) -> None:
    """Type into the widget that has the focus inside `widget`, or into it."""
    target = widget.focusWidget() or widget
    QTest.keyClicks(target, words)


def click(widget: QWidget) -> None:
    """Click the middle of a widget; fails where the person could not."""
    assert widget.isVisible(), f"{widget} is not visible"
    assert widget.isEnabled(), f"{widget} is not enabled"
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(widget.width() // 2, widget.height() // 2))


def button_named(widget: QWidget, words: str) -> QPushButton:
    """The visible button that says `words`."""
    for button in widget.findChildren(QPushButton):
        if button.isVisible() and words in {button.text().replace("&&", "&"), button.accessibleName()}:
            return button
    raise AssertionError(f"no visible button says {words!r}")


def field_named(widget: QWidget, words: str) -> QLineEdit:
    """The visible line whose accessible name is `words`."""
    for edit in widget.findChildren(QLineEdit):
        if edit.isVisible() and edit.accessibleName() == words:
            return edit
    raise AssertionError(f"no visible field is called {words!r}")


def words_on(widget: QWidget) -> str:
    """Everything that visible labels and buttons say, one a line."""
    parts = [item for kind in (QLabel, QPushButton) for item in widget.findChildren(kind)]
    return "\n".join(part.text().replace("&&", "&") for part in parts if part.isVisible() and part.text())


class WindowDriver:
    """A person in front of the window."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot

    @property
    def page(self) -> Page:
        return self.window.page

    @property
    def says(self) -> str:
        """The words of the open page's banner."""
        return self.page.banner.words

    def press(self, keys: str) -> None:
        press(self.window, keys)

    def go(self, key: str) -> Page:
        """Click the page in the sidebar."""
        click(self.window.sidebar.buttons[key])
        return self.page

    def click(self, words: str) -> None:
        """Click the button of the open page that says `words`."""
        click(button_named(self.page, words))

    def popup(self) -> QWidget:
        """The dialog or popup on top."""
        widget = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        assert widget is not None, "no dialog is open"
        return widget

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the program work until that holds."""
        self.qtbot.waitUntil(until, timeout=20_000)
