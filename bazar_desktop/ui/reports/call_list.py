"""*Yang belum* of one occasion, to call from: a text to copy into a chat, and the list on paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from bazar_desktop.jobs.office.call_list import write_call_list
from bazar_desktop.language import _
from bazar_desktop.phrases.owed import owed_text
from bazar_desktop.printing.call_list import CallList
from bazar_desktop.store.backup import Report
from bazar_desktop.ui.kit.buttons import button, set_words
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.save_dialog import PDF, ask_save_name, documents
from bazar_desktop.ui.page import Page


class CallListPanel(Panel):
    """Shows the text for a chat, and saves the list with the numbers to call as a PDF."""

    def __init__(self, calls: CallList, page: Page) -> None:
        late = sum(day.is_late for day in calls.days)
        words = _("{n} hari ditunggu, {late} di antaranya terlambat.").format(n=len(calls.days), late=late)
        hint = _(
            "Teks ini untuk grup WhatsApp: nomor HP di dalamnya disamarkan. Nomor lengkap ada di daftar PDF."
        )
        super().__init__(_("Daftar telepon"), f"{words} {hint}", page, width=620)
        self.calls, self._page = calls, page
        self.ask_place = _ask_place
        self.text = QPlainTextEdit(owed_text(calls.days, calls.office, calls.at))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(280)
        self.text.setAccessibleName(_("Teks"))
        self.body.addWidget(self.text)
        self.save_button = button(_("Simpan daftar PDF"), self.save, icon="printer")
        self.copy_button = button(_("Salin teks"), self.copy, kind="primary", icon="copy")
        for part in (button(_("Tutup"), self.reject), self.save_button, self.copy_button):
            self.buttons.addWidget(part)
        self.copy_button.setDefault(True)

    def copy(self) -> None:
        """Put the text on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        set_words(self.copy_button, _("Sudah disalin"), icon=True)

    def save(self) -> None:
        """Ask where, and write the list."""
        path = self.ask_place(self, f"daftar-telepon-{self.calls.at:%Y%m%d}.pdf")
        if path is not None:
            self.accept()
            self._page.run(_("Menyimpan daftar"), save_calls, self._saved, calls=self.calls, path=path)

    def _saved(self, path: Path) -> None:
        self._page.say(_("Daftar telepon tersimpan: {file}").format(file=path.name))


def save_calls(report: Report, *, calls: CallList, path: Path) -> Path:
    """Write the list beside the window."""
    report(0, 0, _("Menulis {file}").format(file=path.name))
    write_call_list(calls, path)
    return path


def _ask_place(parent: QWidget, name: str) -> Path | None:
    return ask_save_name(parent, _("Simpan daftar telepon"), documents() / name, PDF)
