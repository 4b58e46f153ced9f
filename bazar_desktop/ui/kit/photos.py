"""From a phone's photo or a scan to the small grey JPEG that is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from bazar_desktop.language import _
from bazar_desktop.services.papers.attachments import GREATEST, NotAPhoto

LONGEST_SIDE = 1800  # pixels: a signature on an A4 page stays legible
LEAST_SIDE = 600
QUALITIES = (80, 65, 50, 35)


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


def grey_jpeg(path: Path) -> bytes:
    """The photo upright, grey and of at most GREATEST bytes. Raises NotAPhoto."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        raise NotAPhoto()
    side = min(LONGEST_SIDE, max(image.width(), image.height()))
    while True:
        small = image.scaled(
            side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        ).convertToFormat(QImage.Format.Format_Grayscale8)
        for quality in QUALITIES:
            data = _jpeg(small, quality)
            if len(data) <= GREATEST or (side <= LEAST_SIDE and quality == QUALITIES[-1]):
                return data
        side = max(LEAST_SIDE, side * 3 // 4)


def _jpeg(image: QImage, quality: int) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpg"))
    writer.setQuality(quality)
    writer.write(image)
    buffer.close()
    return bytes(data.data())
