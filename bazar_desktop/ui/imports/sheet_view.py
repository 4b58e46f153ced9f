"""A sheet as it stands, with the list's range drawn on it: a frame whose edges move by mouse and by keys."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from bazar_desktop.spreadsheets.reading.sheets import Row
from bazar_desktop.spreadsheets.reading.tables import Range, Table
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.rows import RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView

BEFORE = 2  # columns of the view that stand before the sheet's own: row number, what it was read as
NEAR = 5  # px from an edge at which the mouse takes hold of it
TOP, BOTTOM, LEFT, RIGHT = "top", "bottom", "left", "right"
_KEYS = {
    Qt.Key.Key_Up: (-1, TOP, BOTTOM),
    Qt.Key.Key_Down: (1, TOP, BOTTOM),
    Qt.Key.Key_Left: (-1, LEFT, RIGHT),
    Qt.Key.Key_Right: (1, LEFT, RIGHT),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """The range as places in what is shown: rows by their position, columns by that among the sheet's columns."""

    top: int
    header_count: int
    bottom: int
    left: int
    right: int


class SheetView(RowsView[Row]):
    """Ctrl with the arrow keys moves the header and the first column, with Shift too the last row and column.

    Signals:
        moved(object): the Range where the officer put the list.
    """

    moved = Signal(object)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        self._columns: tuple[int, ...] = ()
        self._numbers: list[int] = []
        self._table: Table | None = None
        self._held = ""
        self.frame_shown = Frame(0, 0, 0, 0, 0)
        super().__init__(RowsModel(()), name=name, parent=parent)
        self.setSortingEnabled(False)
        self.viewport().setMouseTracking(True)

    def show_table(self, model: RowsModel[Row], table: Table, columns: tuple[int, ...]) -> None:
        """Show the sheet of `table`; `columns` are the indexes of the sheet's columns in the order shown."""
        self._columns, self._table = columns, table
        self._numbers = [row.number for row in model.rows]
        self.frame_shown = self._frame_of(table)
        self.rows_model = model
        self.proxy.setSourceModel(model)
        model.modelReset.connect(self.fit_columns)
        self.fit_columns()

    def _frame_of(self, table: Table) -> Frame:
        at = {index: place for place, index in enumerate(self._columns)}
        places = [at[column.index] for column in table.columns if column.index in at]
        last = table.rows[-1].number if table.rows else table.first_row
        return Frame(
            min(bisect_left(self._numbers, table.first_row), max(len(self._numbers) - 1, 0)),
            sum(1 for number in table.header_rows if number in self._numbers),
            max(bisect_left(self._numbers, last), 0),
            min(places, default=0),
            max(places, default=0),
        )

    def box(self) -> QRect:
        """The frame in px of the viewport; it stays open to the right where its last column has no room."""
        frame = self.frame_shown
        shown = [
            place for place in range(frame.left, frame.right + 1) if not self.isColumnHidden(BEFORE + place)
        ]
        if not shown or not self._numbers:
            return QRect()
        left = self.columnViewportPosition(BEFORE + shown[0])
        last = BEFORE + shown[-1]
        right = self.columnViewportPosition(last) + self.columnWidth(last)
        if shown[-1] != frame.right:
            right = self.viewport().width() + 2 * NEAR
        top = self.rowViewportPosition(frame.top)
        bottom = self.rowViewportPosition(frame.bottom) + theme.ROW_HEIGHT
        return QRect(left, top, right - left, bottom - top)

    def edge_at(self, point: QPoint) -> str:
        """The edge that the mouse is near, or ""."""
        box = self.box()
        if not box.adjusted(-NEAR, -NEAR, NEAR, NEAR).contains(point):
            return ""
        away = {
            TOP: abs(point.y() - box.top()),
            BOTTOM: abs(point.y() - box.bottom()),
            LEFT: abs(point.x() - box.left()),
            RIGHT: abs(point.x() - box.right()),
        }
        nearest = min(away, key=lambda edge: away[edge])
        return nearest if away[nearest] <= NEAR else ""

    def shift(self, edge: str, by: int) -> None:
        """Move an edge by so many rows or columns, and say so."""
        frame = self.frame_shown
        at = {TOP: frame.top, BOTTOM: frame.bottom, LEFT: frame.left, RIGHT: frame.right}[edge]
        self._put(edge, at + by)
        self._tell()

    def _put(self, edge: str, at: int) -> None:
        frame = self.frame_shown
        if edge == TOP:
            frame = replace(frame, top=max(0, min(at, frame.bottom)))
        elif edge == BOTTOM:
            frame = replace(frame, bottom=max(frame.top, min(at, len(self._numbers) - 1)))
        elif edge == LEFT:
            frame = replace(frame, left=max(0, min(at, frame.right)))
        else:
            frame = replace(frame, right=max(frame.left, min(at, len(self._columns) - 1)))
        self.frame_shown = frame
        self.viewport().update()

    def _tell(self) -> None:
        frame = self.frame_shown
        if self._table is None or not self._numbers or frame == self._frame_of(self._table):
            return
        start = self._numbers[frame.top]
        count = len(self._table.header_rows)
        last = 0 if frame.bottom == len(self._numbers) - 1 else self._numbers[frame.bottom]
        whole = frame.left == 0 and frame.right == len(self._columns) - 1
        columns = None if whole else (self._columns[frame.left], self._columns[frame.right])
        self.moved.emit(Range(tuple(range(start, start + count)), last, columns))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _KEYS.get(Qt.Key(event.key()))
        if step is None or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        by, plain, shifted = step
        self.shift(shifted if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else plain, by)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = self.edge_at(event.position().toPoint())
        if not self._held:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._held in (TOP, BOTTOM):
            row = self.rowAt(max(0, min(point.y(), self.viewport().height() - 1)))
            self._put(self._held, row if row >= 0 else len(self._numbers) - 1)
        elif self._held:
            column = self.columnAt(max(0, min(point.x(), self.viewport().width() - 1)))
            self._put(self._held, (column if column >= 0 else len(self._columns) + 1) - BEFORE)
        else:
            edge = self.edge_at(point)
            shape = {TOP: Qt.CursorShape.SplitVCursor, BOTTOM: Qt.CursorShape.SplitVCursor}
            sideways = Qt.CursorShape.SplitHCursor if edge else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape.get(edge, sideways))
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._held:
            super().mouseReleaseEvent(event)
            return
        self._held = ""
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        box = self.box()
        if box.isNull():
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(theme.PRIMARY), 2))
        painter.drawRect(box.adjusted(1, 1, -1, -1))
        if self.frame_shown.header_count:
            under = box.top() + self.frame_shown.header_count * theme.ROW_HEIGHT
            painter.drawLine(box.left(), under, box.right(), under)
        painter.setBrush(QColor(theme.PRIMARY))
        for at in (
            QPoint(box.center().x(), box.top() + 1),
            QPoint(box.center().x(), box.bottom() - 1),
            QPoint(box.left() + 1, box.center().y()),
            QPoint(box.right() - 1, box.center().y()),
        ):
            painter.drawEllipse(at, 3, 3)
        painter.end()
