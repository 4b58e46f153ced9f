"""Small pictures of figures: bars over time, and a map of squares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.figures import written


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: the words below it and its value."""

    words: str
    value: int


class BarChart(QWidget):
    """Bars with their values; `whole` is the full height (all who are expected), or the largest value."""

    def __init__(self, name: str, bars: Sequence[Bar] = (), *, whole: int | None = None) -> None:
        super().__init__()
        self._name = name
        self.setMinimumSize(220, 130)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.show_bars(bars, whole=whole)

    def show_bars(self, bars: Sequence[Bar], *, whole: int | None = None) -> None:
        """Draw other bars."""
        self._bars = tuple(bars)
        self._whole = max(1, whole or 0, *(bar.value for bar in self._bars), 1)
        self.setAccessibleName(
            f"{self._name}: " + ", ".join(f"{bar.words} {bar.value}" for bar in self._bars)
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        slot = self.width() / len(self._bars)
        width = min(56.0, slot * 0.72)
        tall = self.height() - 26
        for number, bar in enumerate(self._bars):
            left = slot * number + (slot - width) / 2
            filled = tall * bar.value / self._whole
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.TINT))
            painter.drawRoundedRect(QRectF(left, 0, width, tall), 6, 6)
            painter.setBrush(QColor(theme.PRIMARY))
            painter.drawRoundedRect(
                QRectF(left, tall - filled, width, filled), min(6, filled / 2), min(6, filled / 2)
            )
            self._write(painter, bar, QRectF(left, tall - filled, width, filled), slot * number, slot, tall)

    def _write(
        self, painter: QPainter, bar: Bar, filled: QRectF, slot_left: float, slot: float, tall: float
    ) -> None:
        inside = filled.height() >= 24
        room = filled.width() if inside else slot - 2
        font = theme.font(theme.TEXT, theme.SEMIBOLD, tabular=True)
        words, font = written(str(bar.value), font, round(room))
        painter.setFont(font)
        painter.setPen(QColor(theme.CARD if inside else theme.INK))
        top = filled.top() + 4 if inside else filled.top() - 20
        left = filled.center().x() - room / 2
        painter.drawText(QRectF(left, top, room, 18), Qt.AlignmentFlag.AlignCenter, words)
        painter.setFont(theme.font(theme.SMALL, tabular=True))
        painter.setPen(QColor(theme.MUTED))
        painter.drawText(QRectF(slot_left, tall + 6, slot, 18), Qt.AlignmentFlag.AlignCenter, bar.words)


HERE, MISSING, ATTENTION, NOBODY = "here", "missing", "attention", "nobody"


@dataclass(frozen=True, slots=True)
class Square:
    """One booth on the small map. `state` is HERE, MISSING, ATTENTION or NOBODY; `tip` says it in words."""

    key: str
    state: str
    tip: str


class MiniMap(QWidget):
    """A grid of squares in booth order. Filled = here, hollow = missing, ! = needs a look, dotted = nobody.

    Signals:
        chosen(str): the key of the square that was clicked.
    """

    chosen = Signal(str)
    SIDE, GAP = 24, 4

    def __init__(self, name: str, squares: Sequence[Square] = ()) -> None:
        super().__init__()
        self._name = name
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_squares(squares)

    def show_squares(self, squares: Sequence[Square]) -> None:
        """Draw other squares."""
        self._squares = tuple(squares)
        here = sum(square.state == HERE for square in self._squares)
        self.setAccessibleName(f"{self._name}: {here}/{len(self._squares)}")
        self.updateGeometry()
        self.update()

    def _columns(self, width: int) -> int:
        return max(1, min(len(self._squares) or 1, (width + self.GAP) // (self.SIDE + self.GAP)))

    def _box(self, number: int) -> QRectF:
        columns = self._columns(self.width())
        line, column = divmod(number, columns)
        wide = min(self.SIDE * 1.5, (self.width() - self.GAP * (columns - 1)) / columns)
        return QRectF(column * (wide + self.GAP), line * (self.SIDE + self.GAP), wide, self.SIDE)

    def _at(self, x: int, y: int) -> Square | None:
        hits = (square for number, square in enumerate(self._squares) if self._box(number).contains(x, y))
        return next(hits, None)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            square = self._at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), square.tip if square else "", self)
            return True
        return super().event(event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = -(-len(self._squares) // self._columns(width))
        return max(1, lines) * (self.SIDE + self.GAP)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        square = self._at(int(event.position().x()), int(event.position().y()))
        if square is not None:
            self.chosen.emit(square.key)

    def sizeHint(self) -> QSize:
        return QSize(260, self.heightForWidth(260))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, square in enumerate(self._squares):
            box = self._box(number).adjusted(0.5, 0.5, -0.5, -0.5)
            ground, edge = _SQUARES[square.state]
            pen = painter.pen()
            pen.setColor(QColor(edge))
            pen.setStyle(Qt.PenStyle.DotLine if square.state == NOBODY else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(box, 5, 5)
            if square.state == ATTENTION:
                painter.setPen(QColor(theme.INK))
                painter.setFont(theme.font(theme.SMALL, theme.BOLD))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "!")


_SQUARES = {
    HERE: (theme.PRIMARY, theme.PRIMARY),
    MISSING: (theme.EMPTY, theme.FIELD_LINE),
    ATTENTION: (theme.ATTENTION, theme.ATTENTION),
    NOBODY: (theme.CARD, theme.FIELD_LINE),
}
