"""A file of a stick that was opened in the system's file manager: asking what to do with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from bazar_desktop.jobs.office.enrolment import PREPARED
from bazar_desktop.language import _
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.forms import Panel


def is_wanted(parent: QWidget, file: Path) -> bool:
    """Ask whether `file` is to be read in; a preparation cannot be, and its use is told instead."""
    return OpenedFilePanel(file, parent).exec() == QDialog.DialogCode.Accepted


class OpenedFilePanel(Panel):
    """Asks about one file; *Baca* accepts, *Tutup* rejects."""

    def __init__(self, file: Path, parent: QWidget | None = None) -> None:
        said = _("Berkas ini dibuka dari {folder}. Bila dibaca, isinya diperiksa lalu masuk ke data ini.")
        if file.suffix == PREPARED:
            said = _("Berkas persiapan hanya dipakai saat laptop baru didaftarkan. Data di laptop ini tetap.")
        super().__init__(file.name, said.format(folder=file.parent), parent, width=560)
        close = button(_("Tutup"), self.reject)
        self.buttons.addWidget(close)
        if file.suffix == PREPARED:
            close.setFocus()
            return
        self.read = button(_("Baca"), self.accept, kind="primary", icon="package-open")
        self.buttons.addWidget(self.read)
        self.read.setDefault(True)
        self.read.setFocus()
