"""Asking the person for a photo or scan on the disk."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from bazar_desktop.language import _


class PhotoChooser(Protocol):
    """Asks the person for a photo; None where they left the question."""

    def photo(self, parent: QWidget, question: str) -> Path | None:
        """A photo or scan."""


class SystemPhotos:
    """The system's own dialog."""

    def photo(self, parent: QWidget, question: str) -> Path | None:
        chosen, _filter = QFileDialog.getOpenFileName(
            parent, question, "", _("Foto (*.jpg *.jpeg *.png *.bmp *.webp)")
        )
        return Path(chosen) if chosen else None
