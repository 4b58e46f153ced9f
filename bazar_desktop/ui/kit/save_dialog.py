"""Asking where a file is saved: the name that is typed is the name it gets."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from bazar_desktop.language import _
from bazar_desktop.store.outputs import with_ending

EXCEL, PDF = ".xlsx", ".pdf"


def ask_save_name(parent: QWidget, question: str, start: Path, ending: str) -> Path | None:
    """Ask for the name of an EXCEL or PDF file to write; None where the person left the question.

    The dialog asks whether a file that is there may go. `ending` is put behind a name that lacks it.
    """
    kinds = {EXCEL: _("Excel (*.xlsx)"), PDF: _("Berkas PDF (*.pdf)")}
    chosen, _kind = QFileDialog.getSaveFileName(parent, question, str(start), kinds[ending])
    return with_ending(Path(chosen), ending) if chosen else None


def documents() -> Path:
    """Where files go unless the person says otherwise."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place else Path.home()
