"""Finding a row of the grid by booth, business, name or a scanned card."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bazar_desktop.domain.day.model import DayRow
from bazar_desktop.domain.identifiers import folded, folded_both
from bazar_desktop.domain.omzet.slip_codes import NotASlip, read_slip
from bazar_desktop.language import _
from bazar_desktop.ui.kit.inputs import SearchBox
from bazar_desktop.ui.kit.text import Label


class FindBar(QWidget):
    """Ctrl+F: type, and the cursor goes to the first row that fits; Down to the next, Enter back to the grid.

    Signals:
        found(int): the row to go to.
        left(): Enter or Esc; the keys belong to the grid again.
        slip_typed(str): a slip was scanned into the box.
    """

    found = Signal(int)
    left = Signal()
    slip_typed = Signal(str)

    def __init__(self, rows: Callable[[], list[DayRow]]) -> None:
        super().__init__()
        self._rows = rows
        self._at = 0
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self.box = SearchBox(_("Cari booth, usaha, nama, atau pindai kartu dan slip"), delay=0)
        self.says = Label("", "small")
        line.addWidget(self.box, 1)
        line.addWidget(self.says)
        self.box.searched.connect(lambda _words: self._go(0))
        self.box.moved.connect(lambda by: self._go(self._at + by))
        self.box.returnPressed.connect(self._enter)
        self.hide()

    def open_bar(self) -> None:
        """Show it with the keys in it."""
        self.show()
        self.box.setFocus()
        self.box.selectAll()

    def _matches(self) -> list[int]:
        words = folded(self.box.text()).split()
        return [n for n, row in enumerate(self._rows()) if words and _fits(row, words)]

    def _go(self, at: int) -> None:
        matches = self._matches()
        self._at = at % len(matches) if matches else 0
        if matches:
            self.found.emit(matches[self._at])
            self.says.setText(_("{at} dari {count}").format(at=self._at + 1, count=len(matches)))
        else:
            self.says.setText(_("tidak ada") if self.box.text().strip() else "")

    def _enter(self) -> None:
        text = self.box.text()
        try:
            read_slip(text)
        except NotASlip:
            self._go(self._at)  # a scanner types and presses Enter faster than the search waits
            self._leave()
            return
        self._leave()
        self.slip_typed.emit(text)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)


def _fits(row: DayRow, words: list[str]) -> bool:
    text = folded_both(f"{row.booth} {row.business} {row.name} {row.card}")
    return all(word in text for word in words)
