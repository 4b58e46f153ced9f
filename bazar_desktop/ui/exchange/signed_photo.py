"""The photo of a signed page, large enough to read a signature and a time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from bazar_desktop.language import _
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.forms import Panel

WIDTH = 720


class PhotoPanel(Panel):
    """Shows one page; the arrow keys scroll it."""

    def __init__(self, page_code: str, photo: bytes, parent: QWidget | None = None) -> None:
        words = _("Halaman daftar hadir yang ditandatangani, seperti dilampirkan petugas.")
        super().__init__(page_code, words, parent, width=WIDTH + 60)
        picture = QPixmap()
        picture.loadFromData(photo)
        self.picture = QLabel()
        self.picture.setAccessibleName(_("Foto halaman {code}").format(code=page_code))
        self.picture.setPixmap(picture.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation))
        scroll = QScrollArea()
        scroll.setWidget(self.picture)
        scroll.setMinimumHeight(420)
        self.body.addWidget(scroll, 1)
        done = button(_("Tutup"), self.accept, kind="primary")
        done.setDefault(True)
        self.buttons.addWidget(done)
