"""What an office does with many laptops at once: prepares all that are missing, takes the answers of a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from bazar_desktop.domain.bazaars.laptop_list import WantedLaptop
from bazar_desktop.domain.money import format_number
from bazar_desktop.jobs.exchange.intake import Batch
from bazar_desktop.jobs.exchange.reading import find_files
from bazar_desktop.jobs.office.enrolment import ANSWERED
from bazar_desktop.jobs.office.preparing import PreparedAll
from bazar_desktop.language import _
from bazar_desktop.services.office.preparing import check_laptops, suggested_laptops
from bazar_desktop.ui.exchange.reading import read_in
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.kit.save_dialog import PDF, ask_save_name, documents
from bazar_desktop.ui.office.many_laptops import AnswersPanel, PreparedPanel, laptops_form, make_all_ready
from bazar_desktop.ui.page import Page


class ManyLaptops:
    """What the page *Laptop* does with many at once; `ask_folder` is the page's own way to ask."""

    def __init__(self, page: Page, ask_folder: Callable[[str], Path | None]) -> None:
        self._page = page
        self.ask_folder = ask_folder
        self.ask_sheets: Callable[[QWidget], Path | None] = ask_sheets
        self.show_file: Callable[[Path], object] = show_file

    def ask(self) -> None:
        """Ask which laptops are to be prepared, one for each bazaar that has none filled in."""
        self.form().exec()

    def form(self) -> FormDialog:
        """The form of all laptops that are missing; it goes on to stick and sheets when it is accepted."""
        suggested = self._page.desk.read(suggested_laptops, today=self._page.desk.clock().date())
        return laptops_form(suggested, self._start, self._page)

    def _start(self, laptops: tuple[WantedLaptop, ...]) -> None:
        self._page.desk.read(check_laptops, laptops=laptops)
        to = self.ask_folder(_("Pilih flashdisk atau folder"))
        sheets = self.ask_sheets(self._page) if to is not None else None
        if to is None or sheets is None:
            self._page.warn(
                _("Flashdisk atau tempat lembarnya belum dipilih, jadi belum ada yang disiapkan.")
            )
            return
        self._page.run(
            _("Menyiapkan semua laptop"),
            make_all_ready,
            self._prepared,
            store=self._page.desk.store,
            laptops=laptops,
            to=to,
            sheets=sheets,
            at=self._page.desk.clock(),
        )

    def _prepared(self, made: PreparedAll) -> None:
        self._page.reload()
        words = _("{n} laptop disiapkan di {folder}.")
        self._page.say(words.format(n=format_number(len(made.laptops)), folder=made.folder.name))
        PreparedPanel(made, lambda: self.show_file(made.sheets), self._page).open()

    def take_answers(self) -> None:
        """Ask for the folder in which the laptops' answers lie, and take them all."""
        folder = self.ask_folder(_("Pilih folder jawaban laptop"))
        if folder is None:
            return
        files = find_files([folder], [ANSWERED])
        if not files:
            self._page.warn(_("Tidak ada jawaban laptop (.daftar) di {folder}.").format(folder=folder.name))
            return
        self._page.run(
            _("Membaca jawaban"),
            read_in,
            self._answered,
            store=self._page.desk.store,
            paths=files,
            at=self._page.desk.clock(),
        )

    def _answered(self, batch: Batch) -> None:
        self._page.reload()
        AnswersPanel(batch.files, self._page).open()


def ask_sheets(parent: QWidget) -> Path | None:
    """Let the person choose where the sheets with the codes are saved; None when they leave."""
    return ask_save_name(parent, _("Simpan lembar laptop"), documents() / _("lembar-laptop.pdf"), PDF)


def show_file(file: Path) -> None:
    """Open a file with what the computer has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
