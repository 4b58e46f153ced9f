"""Taking participants from the register: search, Enter, next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.language import N_, _
from bazar_desktop.messages import sentence
from bazar_desktop.services.bazaars.participants import APPLICANT, CONFIRMED, INVITED, RESERVE
from bazar_desktop.services.register.search import search_vendors
from bazar_desktop.services.register.vendors import VendorFacts
from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.kit.banner import Banner
from bazar_desktop.ui.kit.buttons import Segmented, button
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.inputs import SearchBox
from bazar_desktop.ui.kit.rows import Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView

MOST = 100

_COLUMNS = (
    Column[VendorFacts](
        N_("Usaha"),
        lambda vendor: vendor.business,
        stretch=3,
        width=140,
        tip=lambda vendor: vendor.business,
        bold=True,
    ),
    Column[VendorFacts](
        N_("Nama"), lambda vendor: vendor.name, stretch=2, width=110, tip=lambda vendor: vendor.name
    ),
    Column[VendorFacts](
        N_("Produk"), lambda vendor: vendor.product, stretch=2, width=90, tip=lambda vendor: vendor.product
    ),
    Column[VendorFacts](N_("Kecamatan"), lambda vendor: vendor.kecamatan, drop=1),
)


class FromRegister(Panel):
    """Adds one vendor after the other; `add(vendor, status)` performs it and may refuse."""

    def __init__(
        self, desk: AppSession, add: Callable[[VendorFacts, str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("Tambah peserta dari daftar"),
            _("Ketik nama usaha, pemilik, atau empat angka terakhir HP, pilih dengan panah, lalu Enter."),
            parent,
            width=760,
        )
        self.setObjectName("FromRegister")
        self._desk, self._add = desk, add
        self.added = 0
        self.banner = Banner()
        self.box = SearchBox(_("Cari pelaku UMKM"), big=True, delay=80)
        choices = (
            (CONFIRMED, _("Terkonfirmasi")),
            (RESERVE, _("Cadangan")),
            (APPLICANT, _("Pendaftar")),
            (INVITED, _("Diundang")),
        )
        self.status = Segmented(choices, name=_("Status peserta baru"))
        self.list = RowsView(
            RowsModel(_COLUMNS, key=lambda vendor: vendor.id, parent=self), name=_("Pelaku UMKM")
        )
        self.list.setFixedHeight(290)
        self.take = button(_("Tambahkan"), self.add_current, kind="primary", icon="user-plus")
        for part in (self.banner, self.box, self.status, self.list):
            self.body.addWidget(part)
        self.buttons.addWidget(button(_("Selesai"), self.accept))
        self.buttons.addWidget(self.take)
        self.box.searched.connect(self.search)
        self.box.moved.connect(self.list.step)
        self.list.opened.connect(lambda _row: self.add_current())
        self.search("")
        self.box.setFocus()

    def search(self, words: str) -> None:
        """Show who fits these words."""
        self._searched = words
        self.list.set_rows(self._desk.read(search_vendors, words=words, limit=MOST))
        self.list.step(-len(self.list.rows_model.rows))

    def add_current(self) -> None:
        """Let the marked vendor take part; the box is ready for the next."""
        if self.box.text().strip() != self._searched:  # Enter came before the list had followed the typing
            self.search(self.box.text().strip())
        vendor = self.list.current
        if vendor is None:
            self.banner.tell("warning", _("Tidak ada yang cocok. Impor daftarnya di Pelaku UMKM."))
            return
        try:
            self._add(vendor, str(self.status.value))
        except BazarError as error:
            self.banner.tell("error", sentence(error))
        else:
            self.added += 1
            words = _("{name} ditambahkan. Sudah {count} peserta baru.")
            self.banner.tell("success", words.format(name=vendor.business or vendor.name, count=self.added))
        self.box.selectAll()
        self.box.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.add_current()
        else:
            super().keyPressEvent(event)
