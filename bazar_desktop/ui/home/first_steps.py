"""What Beranda says while there is no bazaar: three steps, in order, and whether the laptop is ready."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bazar_desktop.jobs.settings.doctor import Check
from bazar_desktop.language import _
from bazar_desktop.ui import theme
from bazar_desktop.ui.home.lists import Ready
from bazar_desktop.ui.home.step_card import NumberBadge
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.text import Label


class FirstSteps(QWidget):
    """Import the register, make a bazaar, take participants.

    Signals:
        went(str): the page where the step is done.
    """

    went = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.ways: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[2])
        row = FlowRow()
        row.addWidget(
            self._step(
                1,
                "vendors",
                _("Impor daftar pelaku UMKM"),
                _("Baca daftar Excel atau CSV dari kantor. Yang aneh ditunjukkan sebelum disimpan."),
                _("Impor daftar"),
            )
        )
        row.addWidget(
            self._step(
                2,
                "bazaars",
                _("Buat bazar"),
                _("Isi nama, lokasi dan tanggalnya. Lalu ambil peserta dari daftar."),
                _("Buat bazar"),
            )
        )
        row.addWidget(
            self._step(
                3,
                "layout",
                _("Gambar denah booth"),
                _("Pilih pola tenda, lalu tempatkan peserta secara otomatis atau satu per satu."),
                _("Buka denah"),
            )
        )
        column.addLayout(row)
        self.ready = Ready()
        column.addWidget(self.ready)
        column.addStretch(1)
        self.first = self.ways["vendors"]

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show whether the laptop is ready."""
        self.ready.show_checks(checks)

    def _step(self, number: int, page: str, name: str, hint: str, act: str) -> Card:
        card = Card(tone="chosen" if number == 1 else "card")
        card.setMinimumWidth(240)
        badge = NumberBadge(number)
        badge.show_state("now" if number == 1 else "")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(badge)
        top.addWidget(Label(name, "strong", wrap=True), 1)
        card.add(top)
        card.add(Label(hint, "muted", wrap=True))
        made = button(act, lambda: self.went.emit(page), kind="primary" if number == 1 else "secondary")
        self.ways[page] = made
        card.body.addWidget(made)
        return card
