"""A package that was made: shown in its folder, copied for a chat or a mail, or copied into another folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bazar_desktop.jobs.exchange.sending import copy_parcel, parcel_file
from bazar_desktop.language import _
from bazar_desktop.services.exchange.packages import ParcelFacts
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.task import Report
from bazar_desktop.ui.page import Page


class ParcelShelf(Protocol):
    """What the actions need of their page: the package in hand and the way to ask for a folder."""

    def parcel(self) -> ParcelFacts | None: ...
    def folder(self, words: str) -> Path | None: ...


def send_copy(report: Report, *, parcel: ParcelFacts, to: Path) -> Path:
    """Copy a package into a folder beside the window."""
    report(0, 0, _("Menyalin paket"))
    return copy_parcel(parcel, to)


class ParcelActions(QWidget):
    """The roads of the package in hand."""

    def __init__(self, page: Page, shelf: ParcelShelf) -> None:
        super().__init__()
        self._page, self._shelf = page, shelf
        self.show_folder: Callable[[Path], object] = open_folder
        self.show_file = button(_("Tampilkan di folder"), self.show_in_folder, icon="folder-open")
        self.copy = button(_("Salin berkas"), self.copy_file, icon="copy", shortcut="Ctrl+Shift+C")
        self.send = button(_("Salin ke folder"), self.copy_to_folder, icon="send", shortcut="Ctrl+K")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE[1])
        for part in (self.show_file, self.copy, self.send):
            row.addWidget(part)

    def show_parcel(self, parcel: ParcelFacts | None) -> None:
        """Let the buttons work where a package is in hand."""
        for part in (self.show_file, self.copy, self.send):
            part.setEnabled(parcel is not None)

    def show_in_folder(self) -> None:
        """Open the folder of the package in hand."""
        file = self._file()
        if file is not None:
            self.show_folder(file.parent)

    def copy_file(self) -> None:
        """Put the file of the package in hand on the clipboard, to be pasted into a chat, a mail or a folder."""
        file = self._file()
        if file is None:
            return
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        data.setText(str(file))
        QGuiApplication.clipboard().setMimeData(data)
        words = _("{file} disalin. Tempel (Ctrl+V) di WhatsApp, surel, atau folder mana pun.")
        self._page.say(words.format(file=file.name))

    def copy_to_folder(self) -> None:
        """Ask for a folder, and copy the package in hand there."""
        parcel = self._shelf.parcel()
        to = self._shelf.folder(_("Pilih flashdisk atau folder")) if parcel is not None else None
        if parcel is not None and to is not None:
            self._page.run(_("Menyalin paket"), send_copy, self._sent, parcel=parcel, to=to)

    def _sent(self, file: Path) -> None:
        words = _("{file} disalin ke {folder} dan diperiksa.")
        self._page.say(words.format(file=file.name, folder=file.parent.name or str(file.parent)))

    def _file(self) -> Path | None:
        parcel = self._shelf.parcel()
        if parcel is None:
            return None
        return self._page.ask(lambda _session: parcel_file(parcel))


def open_folder(folder: Path) -> None:
    """Open a folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
