"""Figures in the room they have: one shrinks until it fits, and says nothing rather than half of itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

from bazar_desktop.domain.money import beginning, is_figure

SMALLEST = 8  # px of digits that can still be read
HIDDEN = "…"  # stands for a figure that has no room at all


def written(words: str, font: QFont, room: int) -> tuple[str, QFont]:
    """What is drawn of `words` in `room` px, and in which font: words are cut by …, a figure shrinks instead."""
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(words) <= room:
        return words, font
    if not is_figure(words):
        return _shortened(words, metrics, room), font
    smaller = QFont(font)
    for size in range(font.pixelSize() - 1, SMALLEST - 1, -1):
        smaller.setPixelSize(size)
        if QFontMetrics(smaller).horizontalAdvance(words) <= room:
            return words, smaller
    return HIDDEN, font


def _shortened(words: str, metrics: QFontMetrics, room: int) -> str:
    """`words` cut by …, never inside a figure: its first digits would be read as another one."""
    cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    return beginning(words, len(cut) - 1) + HIDDEN if cut.endswith(HIDDEN) else cut
