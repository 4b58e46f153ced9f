"""The sound at an answer: one for a yes, two for a no, none where it is turned off."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QCheckBox

from bazar_desktop.language import _
from bazar_desktop.ui import theme

APART_MS = 220  # between the two sounds of a refusal: told apart from one, over before the next card


class SoundBox(QCheckBox):
    """A tick for the sound of this laptop, and the sounds themselves. `ring` makes one; the tests count them."""

    def __init__(self) -> None:
        super().__init__(_("Bunyi (F10)"))
        self.setFont(theme.font(13))
        self.setAccessibleName(_("Bunyi saat peserta dicatat"))
        self.setToolTip(_("Satu bunyi: tercatat. Dua bunyi: ditolak."))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setChecked(True)
        self.ring: Callable[[], object] = QApplication.beep
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(APART_MS)
        self._again.timeout.connect(lambda: self.ring())

    def tell(self) -> None:
        """Somebody was recorded."""
        self._again.stop()
        if self.isChecked():
            self.ring()

    def refuse(self) -> None:
        """Nothing was recorded."""
        if self.isChecked():
            self.ring()
            self._again.start()
