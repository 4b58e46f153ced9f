"""The key sheet of an office or a lone laptop: make a new one, type two words back, and the yearly drill."""

from __future__ import annotations

from datetime import datetime

from bazar_desktop.domain.calendar import format_numeric_date
from bazar_desktop.jobs.recovery.key_sheet import SheetMade, drill, new_key_sheet
from bazar_desktop.language import _
from bazar_desktop.services.recovery.key_sheet import KeySheetFacts, key_sheet
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.kit.task import Report
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.start.first_sheet import ask_sheet_file, two_words_form
from bazar_desktop.ui.start.forgotten_pin import add_sheet_words, sheet_refusals


class KeySheetCard(Card):
    """Says how the sheet stands, and what to do about it."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("Lembar kunci"))
        self.setMinimumWidth(300)
        self._page = page
        self.ask_file = ask_sheet_file
        words = _("Membuka data ini bila semua PIN terlupa atau komputernya hilang. Simpan di brankas.")
        self.add(Label(words, "muted", wrap=True))
        self.state = Label("", "strong", wrap=True)
        self.add(self.state)
        tools = FlowRow(even=False)
        self.make = button(_("Buat lembar baru"), self.make_sheet, icon="key-round")
        self.check = button(_("Cek dua kata"), self.ask_words, icon="list-checks")
        self.try_it = button(_("Latihan kunci"), self.ask_drill, icon="shield-check")
        for tool in (self.make, self.check, self.try_it):
            tools.addWidget(tool)
        self.add(tools)

    def read(self) -> None:
        """Show how the sheet stands."""
        known = self._page.desk.read(key_sheet)
        self.state.setText(_state_words(known, self._page.desk.clock()))
        self.check.setEnabled(known is not None)
        self.try_it.setEnabled(known is not None)

    def make_sheet(self) -> None:
        """Ask where, and make a new spare key with its sheet beside the window."""
        file = self.ask_file(self)
        if file is None:
            return
        store, at = self._page.desk.store, self._page.desk.clock()

        def job(_report: Report) -> SheetMade:
            return new_key_sheet(store, file, at)

        self._page.run(_("Membuat lembar kunci"), job, self._made)

    def _made(self, made: SheetMade) -> None:
        self.read()
        self._page.tell_saved()
        words = _(
            "Lembar kunci tersimpan: {file}. Cetak, lalu pilih Cek dua kata. Lembar lama tidak berlaku lagi."
        )
        self._page.say(words.format(file=made.file.name))

    def ask_words(self) -> FormDialog | None:
        """Ask for the two words, from the printed paper."""
        known = self._page.desk.read(key_sheet)
        if known is None:
            return None

        done = _("Kedua kata cocok. Simpan lembarnya di brankas, hapus berkasnya.")
        form = two_words_form(self._page.desk, known, lambda: self._done(done), self._page)
        form.open()
        return form

    def ask_drill(self) -> FormDialog:
        """Ask for the whole key, and try it."""

        def save(form: FormDialog) -> bool:
            drill(self._page.desk.store, str(form.value("words")), self._page.desk.clock())
            return self._done(_("Latihan berhasil: lembar kunci membuka data ini."))

        form = FormDialog(
            _("Latihan kunci"),
            save,
            explains=_("Ambil lembar dari brankas dan ketik semua katanya, seperti sesudah kebakaran."),
            saves=_("Coba"),
            refusals=sheet_refusals(),
            parent=self._page,
        )
        add_sheet_words(form)
        form.open()
        return form

    def _done(self, words: str) -> bool:
        self.read()
        self._page.say(words)
        self._page.tell_saved()
        return True


def _state_words(known: KeySheetFacts | None, at: datetime) -> str:
    if known is None:
        return _("Belum ada lembar kunci.")
    if not known.checked:
        return _("Dibuat {day}, belum dicek.").format(day=_day(known.made))
    if known.drill_is_due(at):
        return _("Sudah setahun tidak dicoba. Lakukan latihan kunci.")
    return _("Dicek, terakhir {day}.").format(day=_day(max(known.checked, known.drilled)))


def _day(moment: str) -> str:
    return format_numeric_date(datetime.fromisoformat(moment).date())
