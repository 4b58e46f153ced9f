"""The number and the note of a figure card of the window; a number must have room to be seen whole."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics

from bazar_desktop.ui.kit.cards import Figure
from bazar_desktop.ui.kit.text import Label
from tests.truth.shown import NotShown


def told(figure: Figure) -> tuple[str, str]:
    """The number and the note of a figure card. Raises NotShown where its number is cut."""
    _heading, name, number, note = figure.findChildren(Label)
    room, needed = figure.width(), QFontMetrics(number.font()).horizontalAdvance(number.text())
    if needed > room:
        raise NotShown(f"{name.text()}: {number.text()} needs {needed} of {room} px")
    return number.text(), note.text()
