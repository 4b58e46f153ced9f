"""What a person does on the omzet page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.omzet.page import OmzetPage


@dataclass
class OmzetDriver:
    """A person with a keyboard and no mouse. `strokes` counts the keys pressed."""

    window: MainWindow
    qtbot: QtBot
    strokes: int = 0

    @property
    def page(self) -> OmzetPage:
        assert isinstance(self.window.page, OmzetPage)
        return self.window.page

    @property
    def says(self) -> str:
        """What the banner says."""
        return self.page.banner.words

    @property
    def hint(self) -> str:
        """What stands under the box that is open."""
        return self.page.sheet.editor.hint.words

    @property
    def typing(self) -> str | None:
        """The text in the open box; None where none is open."""
        editor = self.page.sheet.editor
        return editor.text() if editor.is_open else None

    @property
    def cursor(self) -> tuple[int, str]:
        """Row and column name of the cell under the cursor."""
        index = self.page.sheet.currentIndex()
        return index.row(), self.page.model.columns[index.column()]

    def type(self, words: str) -> None:
        """Type into whatever has the keys."""
        self.strokes += len(words)
        for letter in words:
            QTest.keyClick(self._focused(), letter)

    def press(self, *chords: str) -> None:
        """Press keys named as on a menu: "Return", "Shift+Down", "Ctrl+Z"."""
        for chord in chords:
            self.strokes += 1
            QTest.keySequence(self._focused(), QKeySequence(chord))

    def enter(self, words: str) -> None:
        """Type over the cell and press Enter."""
        self.type(words)
        self.press("Return")

    def go(self, row: int, column: str) -> None:
        """Put the cursor into a cell."""
        model = self.page.model
        self.page.sheet.go_to(model.index(row, model.columns.index(column)))

    def cell(self, row: int, column: str) -> str:
        """The words of a cell."""
        model = self.page.model
        return str(model.index(row, model.columns.index(column)).data())

    def column(self, name: str) -> list[str]:
        return [self.cell(row, name) for row in range(self.page.model.rowCount())]

    def carry(self, text: str = "", html: str = "") -> None:
        """Put a block on the clipboard as another program would."""
        mime = QMimeData()
        if text:
            mime.setText(text)
        if html:
            mime.setHtml(html)
        QGuiApplication.clipboard().setMimeData(mime)

    def _focused(self) -> QWidget:
        return self.window.focusWidget() or self.page.sheet
