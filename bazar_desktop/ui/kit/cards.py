"""Cards: white panels with a heading, and the figure card with one big number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QProgressBar,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.figures import SMALLEST
from bazar_desktop.ui.kit.text import Label


class Card(QFrame):
    """A white panel. Put widgets in with `add`; `tight` leaves no margin (for tables).

    `tone`: card, chosen (the step whose turn it is), success, warning, error.
    """

    def __init__(self, heading: str = "", *, tight: bool = False, tone: str = "card") -> None:
        super().__init__()
        self.setProperty("panel", tone)
        margin = 6 if tight else 16
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin if tight else 12, margin, margin if tight else 14)
        self.body.setSpacing(theme.SPACE[1])
        self.heading = Label(heading, "strong", wrap=True)
        self.body.addWidget(self.heading)
        self.heading.setVisible(bool(heading))  # in its card: shown without a parent, it would be a window
        # Takes the height that nothing in the card wants, so that headings stay on top.
        self.body.addSpacerItem(QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding))

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Put `part` below the others."""
        if isinstance(part, QLayout):
            self.body.insertLayout(self.body.count() - 1, part, stretch)
        else:
            self.body.insertWidget(self.body.count() - 1, part, stretch)

    def set_tone(self, tone: str) -> None:
        """Change the ground and border."""
        self.setProperty("panel", tone)
        self.style().unpolish(self)
        self.style().polish(self)


class Figure(Card):
    """What it is, the number, what to know about it, and where it makes sense how much of the whole."""

    def __init__(self, label: str, number: str = "", note: str = "", *, part: float | None = None) -> None:
        super().__init__()
        self.body.setSpacing(1)
        self._label = Label(label, "muted", wrap=True)
        self._number = Label(number, "figure")
        self._note = Label(note, "muted", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 1000)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for line in (self._label, self._number, self._note):
            self.add(line)
        self.body.insertSpacing(self.body.count() - 1, 4)
        self.add(self._bar)
        self.show_figure(number, note, part=part)

    def show_figure(self, number: str, note: str = "", *, part: float | None = None, tone: str = "") -> None:
        """Show a new figure. `part` from 0 to 1 fills the bar (None: no bar); `tone`: "", warning or error."""
        self._number.setText(number)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._bar.setVisible(part is not None)
        self._bar.setValue(round(1000 * min(1.0, max(0.0, part or 0.0))))
        self._bar.setProperty("tone", tone)
        self._bar.style().unpolish(self._bar)
        self._bar.style().polish(self._bar)
        self._fit_number()
        self._bar.setAccessibleName(f"{self._label.text()}: {number}")
        self.setAccessibleName(f"{self._label.text()}: {number}. {note}")

    def _fit_number(self) -> None:
        """A long sum takes smaller digits rather than losing some; in the note, where words wrap, too."""
        margins = self.body.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        _shrink(self._number, [self._number.text()], theme.font(theme.FIGURE, theme.BOLD, tabular=True), room)
        _shrink(self._note, self._note.text().split(), theme.font(theme.TEXT), room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_number()


def _shrink(label: Label, unbroken: Sequence[str], font: QFont, room: int) -> None:
    """Give `label` the largest font up to `font` in which each of `unbroken` has room."""
    for size in range(font.pixelSize(), SMALLEST - 1, -1):
        font.setPixelSize(size)
        if all(QFontMetrics(font).horizontalAdvance(words) < room - 2 for words in unbroken):
            break
    if font != label.font():
        label.setFont(font)


class Facts(QWidget):
    """Lines of a name on the left and its value on the right."""

    def __init__(self, facts: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        self.show_facts(facts)

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Replace all lines."""
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()  # it is deleted later, and would shine through until then
                old.deleteLater()
        for name, value in facts:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(Label(name, "muted", wrap=True), 1)
            row.addWidget(Label(value, "strong", tabular=True))
            self._lines.addWidget(line)
