"""Dialogs about one laptop: the code of its preparation, and whose data is on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bazar_desktop.domain.calendar import format_numeric_date, to_wib
from bazar_desktop.domain.money import format_number
from bazar_desktop.jobs.office.enrolment import Prepared
from bazar_desktop.language import N_, _
from bazar_desktop.messages import state_words
from bazar_desktop.phrases.holdings import held_words, received_words
from bazar_desktop.services.exchange.holdings import NOTHING, PARTLY, HeldDay, Holdings
from bazar_desktop.services.register.vendors import VendorFacts
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import Segmented, button
from bazar_desktop.ui.kit.cards import Facts
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.rows import Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.words import short_day


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


DAYS, PEOPLE = "days", "people"


class HoldingsPanel(Panel):
    """Whose data is on a laptop, for the notice that the law asks for; and what of its days has come here.

    Signals:
        receipt_asked(): its receipt is to be written again.
        bazaars_asked(): it is to serve other bazaars.
        brought_asked(): what it brought is to be listed.
        pin_asked(): an officer there forgot the PIN and reads a request.
    """

    receipt_asked = Signal()
    bazaars_asked = Signal()
    brought_asked = Signal()
    pin_asked = Signal()

    def __init__(self, holdings: Holdings, words: Sequence[str], parent: QWidget | None = None) -> None:
        """`words` are the six words to compare, none where the laptop has not answered."""
        law = _("Data terenkripsi dan terkunci PIN. Bila hilang, beri tahu pemilik data dalam 3 x 24 jam.")
        super().__init__(_("Isi {name}").format(name=holdings.name), law, parent, width=760)
        self.body.addWidget(Facts(_facts(holdings, words)))
        self.received = Label(received_words(holdings), "strong", wrap=True)
        self.body.addWidget(self.received)
        self.days = RowsView(RowsModel(_day_columns(), holdings.days), name=_("Hari di laptop itu"))
        self.people = RowsView(RowsModel(_person_columns(), holdings.people), name=_("Orang di laptop itu"))
        titles = [
            (DAYS, _("Hari ({n} belum lengkap)").format(n=len(holdings.missing))),
            (PEOPLE, _("Orang ({n})").format(n=format_number(holdings.persons))),
        ]
        self.views = Segmented(titles, name=_("Daftar"))
        self.views.chosen.connect(lambda _value: self._show())
        self.body.addWidget(self.views)
        for view in (self.days, self.people):
            view.setMinimumHeight(190)
            self.body.addWidget(view, 1)
        self._show()
        if holdings.state != "revoked":
            if words:
                self.buttons.addWidget(button(_("Lupa PIN…"), self._ask_pin, icon="key-round"))
            self.buttons.addWidget(button(_("Ganti bazar"), self._ask_bazaars, icon="calendar-days"))
        if holdings.changes:
            words = _("Yang dibawa laptop ini…")
            self.buttons.addWidget(button(words, self._ask_brought, icon="history"))
            self.buttons.addWidget(button(_("Tulis tanda terima"), self._ask_receipt, icon="file-text"))
        done = button(_("Tutup"), self.accept, kind="primary")
        done.setDefault(True)
        self.buttons.addWidget(done)

    def _show(self) -> None:
        self.days.setVisible(self.views.value == DAYS)
        self.people.setVisible(self.views.value == PEOPLE)

    def _ask_receipt(self) -> None:
        self.accept()
        self.receipt_asked.emit()

    def _ask_brought(self) -> None:
        self.accept()
        self.brought_asked.emit()

    def _ask_pin(self) -> None:
        self.accept()
        self.pin_asked.emit()

    def _ask_bazaars(self) -> None:
        self.accept()
        self.bazaars_asked.emit()


def _facts(holdings: Holdings, words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    masked = _("{nik} dengan NIK, {phone} dengan HP, {address} dengan alamat")
    people = masked.format(
        nik=format_number(holdings.with_nik),
        phone=format_number(holdings.with_phone),
        address=format_number(holdings.with_address),
    )
    return (
        (
            _("Keadaan"),
            _("{state}, disiapkan {since}").format(
                state=state_words(holdings.state), since=day_words(holdings.since)
            ),
        ),
        (_("Bazar"), ", ".join(holdings.bazaars) or "–"),
        (_("Hubungi"), holdings.contact or "–"),
        (_("Orang"), _("{n} ({masked})").format(n=format_number(holdings.persons), masked=people)),
        (_("Enam kata"), " ".join(words) or "–"),
    )


def _day_columns() -> list[Column[HeldDay]]:
    return [
        Column(N_("Hari"), lambda row: row.day, short_day),
        Column(N_("Lokasi"), lambda row: row.lokasi, stretch=1, width=120, tip=lambda row: row.lokasi),
        Column(N_("Kode"), lambda row: row.bazaar, drop=1),
        Column(N_("Sudah diserahkan"), held_words, stretch=2, width=220, tint=_held_tint),
    ]


def _held_tint(row: HeldDay) -> str | None:
    return {NOTHING: theme.ERROR_TINT, PARTLY: theme.ATTENTION_TINT}.get(row.state, theme.TINT)


def _person_columns() -> list[Column[VendorFacts]]:
    return [
        Column(N_("Nama"), lambda row: row.name, stretch=1, width=120, bold=True, tip=lambda row: row.name),
        Column(N_("Usaha"), lambda row: row.business, stretch=1, width=120, tip=lambda row: row.business),
        Column(N_("HP"), lambda row: row.phone or "–"),
        Column(N_("NIK"), lambda row: row.nik or "–"),
    ]


def day_words(moment: datetime | None) -> str:
    return format_numeric_date(to_wib(moment).date()) if moment else "–"
