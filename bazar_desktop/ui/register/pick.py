"""Choosing one vendor out of the register: search, arrows, Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from bazar_desktop.language import N_, _
from bazar_desktop.services.register.search import search_vendors
from bazar_desktop.services.register.vendors import VendorFacts
from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.inputs import SearchBox
from bazar_desktop.ui.kit.rows import Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView

MOST = 100


class PickVendor(Panel):
    """`chosen` is the id of the vendor that was chosen, "" before; `but` cannot be chosen."""

    def __init__(self, desk: AppSession, title: str, but: str, parent: QWidget | None = None) -> None:
        super().__init__(title, _("Cari orangnya, pilih dengan panah, lalu Enter."), parent, width=640)
        self.setObjectName("PickVendor")
        self._desk, self._but = desk, but
        self.chosen = ""
        self.box = SearchBox(_("Cari pelaku UMKM"), delay=60)
        columns = (
            Column[VendorFacts](N_("Usaha"), lambda vendor: vendor.business[:30], stretch=1, bold=True),
            Column[VendorFacts](N_("Pemilik"), lambda vendor: vendor.name[:30]),
            Column[VendorFacts](N_("Kecamatan"), lambda vendor: vendor.kecamatan, drop=1),
        )
        self.list = RowsView(
            RowsModel(columns, key=lambda vendor: vendor.id, parent=self), name=_("Pelaku UMKM")
        )
        self.list.setFixedHeight(260)
        self.body.addWidget(self.box)
        self.body.addWidget(self.list)
        self.buttons.addWidget(button(_("Batal"), self.reject))
        self.buttons.addWidget(button(_("Pilih"), self.take, kind="primary"))
        self.box.searched.connect(self.search)
        self.box.moved.connect(self.list.step)
        self.list.opened.connect(lambda _row: self.take())
        self.search("")
        self.box.setFocus()

    def search(self, words: str) -> None:
        """Show who fits these words."""
        vendors = self._desk.read(search_vendors, words=words, limit=MOST)
        self.list.set_rows([vendor for vendor in vendors if vendor.id != self._but])
        self.list.step(-MOST)

    def take(self) -> None:
        """Choose the marked vendor."""
        if self.list.current is not None:
            self.chosen = self.list.current.id
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.search(self.box.text().strip())
            self.take()
        else:
            super().keyPressEvent(event)
