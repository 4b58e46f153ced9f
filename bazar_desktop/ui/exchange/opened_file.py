"""A file of a stick that was opened in the system's file manager: asking what to do with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from bazar_desktop.jobs.exchange.reading import PACKAGE
from bazar_desktop.jobs.office.enrolment import ANSWERED, PREPARED
from bazar_desktop.language import _
from bazar_desktop.sync import news, receipt
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.forms import Panel

READ = (PACKAGE, ANSWERED, receipt.SUFFIX, news.SUFFIX, news.INTRODUCED)


def is_wanted(parent: QWidget, file: Path) -> bool:
    """Ask whether `file` is to be read in; of what cannot be read it is told why."""
    return OpenedFilePanel(file, parent).exec() == QDialog.DialogCode.Accepted


class OpenedFilePanel(Panel):
    """Asks about one file; *Baca* accepts, *Tutup* rejects. What cannot be read has no *Baca*."""

    def __init__(self, file: Path, parent: QWidget | None = None) -> None:
        why = _why_not(file)
        said = why or _(
            "Berkas ini dibuka dari {folder}. Bila dibaca, isinya diperiksa lalu masuk ke data ini."
        )
        super().__init__(file.name, said.format(folder=file.parent), parent, width=560)
        close = button(_("Tutup"), self.reject)
        self.buttons.addWidget(close)
        if why:
            close.setFocus()
            return
        self.read = button(_("Baca"), self.accept, kind="primary", icon="package-open")
        self.buttons.addWidget(self.read)
        self.read.setDefault(True)
        self.read.setFocus()


def _why_not(file: Path) -> str:
    """Why `file` is not read in, in words; "" where it can be."""
    ending = file.suffix.lower()
    if ending == PREPARED:
        return _("Berkas persiapan hanya dipakai saat laptop baru didaftarkan. Data di laptop ini tetap.")
    if not file.is_file():
        return _("Berkas ini tidak ada lagi di {folder}. Pasang flashdisknya, lalu buka lagi.")
    if ending not in READ:
        return _(
            "Berkas ini bukan paket, kabar, tanda terima, atau jawaban Bazar Desktop, jadi tidak dibaca."
        )
    return ""
