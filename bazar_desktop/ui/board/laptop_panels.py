"""Dialogs about one laptop: the code of its preparation, and whose data is on it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bazar_desktop.domain.calendar import format_numeric_date, to_wib
from bazar_desktop.domain.money import format_number
from bazar_desktop.jobs.office import Prepared
from bazar_desktop.language import _
from bazar_desktop.messages import state_words
from bazar_desktop.services.devices import Holdings
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Facts
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.text import Label


class CodePanel(Panel):
    """The transfer code, large, to be told apart from the file."""

    def __init__(self, made: Prepared, parent: QWidget | None = None) -> None:
        words = _("Sampaikan kode ini lewat telepon atau tulisan tangan, jangan di flashdisk yang sama.")
        super().__init__(_("Kode untuk {name}").format(name=made.device), words, parent)
        self.code = Label(made.code, "figure", tabular=True)
        self.body.addWidget(self.code)
        facts = (
            (_("Berkas"), made.file.name),
            (_("Huruf laptop"), made.letter),
            (_("Isi"), _("{n} catatan").format(n=format_number(made.changes))),
        )
        self.body.addWidget(Facts(facts))
        done = button(_("Sudah disampaikan"), self.accept, kind="primary")
        done.setDefault(True)
        self.buttons.addWidget(done)


class HoldingsPanel(Panel):
    """Whose data is on a laptop, for the notice that the law asks for.

    Signals:
        receipt_asked(): its receipt is to be written again.
    """

    receipt_asked = Signal()

    def __init__(self, found: Holdings, parent: QWidget | None = None) -> None:
        words = _("Data terenkripsi dan terkunci PIN. Bila hilang, beri tahu pemilik data dalam 3 x 24 jam.")
        super().__init__(_("Isi {name}").format(name=found.name), words, parent)
        facts = (
            (_("Keadaan"), state_words(found.state)),
            (_("Disiapkan"), day_words(found.since)),
            (_("Bazar"), ", ".join(found.bazaars) or "–"),
            (_("Orang"), format_number(found.persons)),
            (_("dengan NIK"), format_number(found.with_nik)),
            (_("dengan nomor HP"), format_number(found.with_phone)),
            (_("dengan alamat"), format_number(found.with_address)),
            (_("Catatan yang sudah sampai"), format_number(found.changes)),
        )
        self.body.addWidget(Facts(facts))
        if found.changes:
            self.buttons.addWidget(button(_("Tulis tanda terima"), self._ask_receipt, icon="file-text"))
        done = button(_("Tutup"), self.accept, kind="primary")
        done.setDefault(True)
        self.buttons.addWidget(done)

    def _ask_receipt(self) -> None:
        self.accept()
        self.receipt_asked.emit()


def day_words(moment: datetime | None) -> str:
    return format_numeric_date(to_wib(moment).date()) if moment else "–"
