"""The key sheet of a lone laptop, offered as soon as its data are made; and how two words are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.recovery.key_sheet import PDF, new_key_sheet
from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.services.recovery.key_sheet import KeySheetFacts, check_sheet, key_sheet
from bazar_desktop.store.files import MachineError
from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.kit.banner import Banner
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.forms import FormDialog, Panel
from bazar_desktop.ui.kit.save_dialog import ask_save_name, documents
from bazar_desktop.ui.kit.text import Label


class FirstKeySheet(Panel):
    """Offers to make the key sheet, then to type its two words back; both can wait for *Pengaturan*."""

    def __init__(self, desk: AppSession, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Buat lembar kunci"),
            _(
                "Laptop ini tidak punya kantor yang dapat membuka datanya. Bila PIN terlupa atau laptopnya hilang, "
                "hanya lembar kunci yang membukanya: satu halaman untuk dicetak dan disimpan di brankas."
            ),
            parent,
            width=560,
        )
        self.setObjectName("FirstKeySheet")
        self._desk = desk
        self.ask_file = ask_sheet_file
        self.banner = Banner()
        self.state = Label(_("Tanpa lembar ini, PIN yang terlupa tidak dapat diganti."), "strong", wrap=True)
        for part in (self.banner, self.state):
            self.body.addWidget(part)
        self.later = button(_("Nanti saja"), self.reject)
        self.make = button(_("Buat lembar kunci"), self.make_sheet, kind="primary", icon="key-round")
        self.check = button(_("Cek dua kata"), self.ask_words, kind="primary", icon="list-checks")
        self.check.hide()
        for tool in (self.later, self.make, self.check):
            self.buttons.addWidget(tool)
        self.make.setDefault(True)
        self.make.setFocus()

    def make_sheet(self) -> None:
        """Ask where, and write the sheet; what stands in the way is said here."""
        file = self.ask_file(self)
        if file is None:
            return
        try:
            made = new_key_sheet(self._desk.store, file, self._desk.clock())
        except (BazarError, MachineError) as error:
            self.banner.tell("error", sentence(error))
            self.adjustSize()
            return
        words = _("Lembar kunci tersimpan: {file}. Cetak sekarang, lalu ketik kembali dua katanya.")
        self.state.setText(words.format(file=made.file))
        self.banner.hide()
        self.make.hide()
        self.check.show()
        self.check.setDefault(True)
        self.check.setFocus()
        self.adjustSize()

    def ask_words(self) -> None:
        """Ask for the two words; done once they fit."""
        known = self._desk.read(key_sheet)
        if known is not None and self.words_form(known).exec() == QDialog.DialogCode.Accepted:
            self.accept()

    def words_form(self, known: KeySheetFacts) -> FormDialog:
        """The form of the two words."""
        return two_words_form(self._desk, known, lambda: None, self)


def ask_sheet_file(parent: QWidget) -> Path | None:
    """Let the person choose where the key sheet is written; None when they leave."""
    return ask_save_name(parent, _("Simpan lembar kunci"), documents() / f"lembar-kunci{PDF}", PDF)


def two_words_form(
    desk: AppSession, known: KeySheetFacts, done: Callable[[], object], parent: QWidget
) -> FormDialog:
    """Asks for the two words of the sheet that is `known`, read from the printed paper; `done` once they fit."""

    def check(words: Sequence[str]) -> None:
        desk.perform(check_sheet, words=words, at=desk.clock())
        done()

    return words_form(known.places, check, parent)


def words_form(
    places: tuple[int, int], check: Callable[[Sequence[str]], object], parent: QWidget
) -> FormDialog:
    """Asks for the words at `places` of a sheet, read from the printed paper; `check` refuses those that do not fit."""

    def save(form: FormDialog) -> bool:
        check([form.text("first"), form.text("second")])
        return True

    form = FormDialog(
        _("Cek dua kata"),
        save,
        explains=_("Baca dari kertas yang dicetak, bukan dari layar."),
        refusals={"sheet_words_differ": "first"},
        parent=parent,
    )
    for name, place in zip(("first", "second"), places, strict=True):
        form.add_field(name, _("Kata ke-{place}").format(place=place), QLineEdit())
    return form
