"""The one box of the gate: what is typed, Enter, and the keys of the list below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from bazar_desktop.language import _
from bazar_desktop.ui.kit.inputs import SearchBox


class GateBox(SearchBox):
    """Keeps the focus.

    Signals:
        entered(str): Enter, with what was typed.
        typed(str): the text after each key.
    """

    entered = Signal(str)
    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__(
            _("Pindai kartu, atau ketik nama, usaha, booth, 4 angka HP"), big=True, icon="scan-line"
        )
        self.textChanged.connect(lambda text: self.typed.emit(text.strip()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit(self.text().strip())
        else:
            super().keyPressEvent(event)
