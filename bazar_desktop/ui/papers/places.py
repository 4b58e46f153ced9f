"""Where a person puts files: asking for a folder or a file, and showing one."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from bazar_desktop.language import _
from bazar_desktop.ui.kit.save_dialog import PDF, ask_save_name


class Places(Protocol):
    """Asks the person; None where they left the question."""

    def folder(self, parent: QWidget, question: str, start: Path) -> Path | None:
        """A folder or stick."""

    def pdf(self, parent: QWidget, question: str, start: Path) -> Path | None:
        """The name of a PDF to write."""

    def photos(self, parent: QWidget, question: str) -> list[Path]:
        """Photos to add; none where they left the question."""

    def show(self, folder: Path) -> None:
        """Open the folder in the system's file manager."""


class SystemPlaces:
    """The system's own dialogs."""

    def folder(self, parent: QWidget, question: str, start: Path) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(parent, question, str(start))
        return Path(chosen) if chosen else None

    def pdf(self, parent: QWidget, question: str, start: Path) -> Path | None:
        return ask_save_name(parent, question, start, PDF)

    def photos(self, parent: QWidget, question: str) -> list[Path]:
        kinds = _("Foto (*.jpg *.jpeg *.png *.bmp *.webp)")
        chosen, _filter = QFileDialog.getOpenFileNames(parent, question, "", kinds)
        return [Path(item) for item in chosen]

    def show(self, folder: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
