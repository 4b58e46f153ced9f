"""Boxes to type into, and small tags."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QSpinBox, QWidget

from bazar_desktop.ui import theme

_TONES = {
    "neutral": (theme.PAGE, theme.LINE, theme.MUTED),
    "success": (theme.TINT, theme.PRIMARY_LINE, theme.PRIMARY),
    "warning": (theme.ATTENTION_TINT, theme.ATTENTION, theme.ATTENTION_INK),
    "error": (theme.ERROR_TINT, theme.ERROR, theme.ERROR_DARK),
}


def undo_way(event: QKeyEvent) -> bool | None:
    """Whether a key asks for redo (True) or undo (False); None for all other keys."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return False
    ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    if event.matches(QKeySequence.StandardKey.Redo) or (event.key() == Qt.Key.Key_Y and ctrl):
        return True
    return None


class SearchBox(QLineEdit):
    """A line to search with; Esc empties it, and an empty one leaves Ctrl+Z and Ctrl+Y to its page.

    `big` is the one box of a page that always has the focus.

    Signals:
        searched(str): the words to look for, stripped, a moment after the last key (`delay` ms).
        moved(int): -1 or 1, the up or down key, for the list below.
    """

    searched = Signal(str)
    moved = Signal(int)

    def __init__(self, hint: str, *, big: bool = False, icon: str = "search", delay: int = 120) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setFont(theme.font(17 if big else theme.TEXT))
        self.setProperty("big", "true" if big else "false")
        self.setClearButtonEnabled(False)
        self.addAction(
            theme.icon(icon, theme.PRIMARY if big else theme.MUTED), QLineEdit.ActionPosition.LeadingPosition
        )
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(delay)
        self._wait.timeout.connect(lambda: self.searched.emit(self.text().strip()))
        self.textChanged.connect(lambda _text: self._wait.start())

    def event(self, event: QEvent) -> bool:
        overrides = event.type() == QEvent.Type.ShortcutOverride and not self.text()
        if overrides and isinstance(event, QKeyEvent) and undo_way(event) is not None:
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


def number_box(name: str, value: int, *, least: int = 0, most: int = 999) -> QSpinBox:
    """A whole number with its own arrows; `name` is said by screen readers."""
    made = QSpinBox()
    made.setRange(least, most)
    made.setValue(value)
    made.setAccessibleName(name)
    made.setFont(theme.font(tabular=True))
    # A style sheet's padding does not reach the line inside a spin box.
    made.lineEdit().setTextMargins(7, 0, 0, 0)
    return made


class Tag(QWidget):
    """A short state in a rounded field. `tone`: neutral, success, warning, error."""

    def __init__(self, words: str = "", tone: str = "neutral") -> None:
        super().__init__()
        self.setFont(theme.font(theme.SMALL, theme.SEMIBOLD))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(words, tone)

    def show_state(self, words: str, tone: str = "neutral") -> None:
        """Say something else."""
        self._words, self._tone = words, tone
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        return self._words

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self._words) + 20, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        ground, edge, ink = _TONES[self._tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(edge))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 11.5, 11.5)
        painter.setPen(QColor(ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)


class CategoryMark(QWidget):
    """The letter of a kind of goods in its colour, with its name beside it."""

    def __init__(self, name: str, letter: str, colour: str) -> None:
        super().__init__()
        self._name, self._letter, self._colour = name, letter, colour
        self.setFont(theme.font())
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self._name) + 30, 22)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_category(painter, QRectF(0, 2, 18, 18), self._letter, self._colour)
        painter.setPen(QColor(theme.INK))
        painter.drawText(self.rect().adjusted(26, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._name)


def paint_category(painter: QPainter, box: QRectF, letter: str, colour: str) -> None:
    """Draw the letter in ink on a pale square with the category's border: readable without colour too."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(box.topLeft(), _category_mark(letter, colour, round(box.width()), ratio))


@cache
def _category_mark(letter: str, colour: str, side: int, ratio: float) -> QPixmap:
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    box = QRectF(0, 0, side, side)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(colour))
    painter.setBrush(QColor(theme.soft(colour)))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    painter.setPen(QColor(theme.INK))
    painter.setFont(theme.font(11, theme.BOLD))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
    painter.end()
    return made
