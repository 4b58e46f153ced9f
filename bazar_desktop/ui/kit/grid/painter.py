"""Draws a cell of the grid: ground, words, thin lines, and the frame of the cell under the cursor."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.figures import written

PADDING = 10


class GridPainter(QStyledItemDelegate):
    """As `kit.rows_view.CellPainter`, but of single cells: a frame around the current one, lines on all sides."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        box = QRect(option.rect)
        view = option.widget
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        tint = index.data(Qt.ItemDataRole.BackgroundRole)
        painter.save()
        ground = QColor(theme.TINT) if selected else tint or QColor(theme.CARD)
        painter.fillRect(box, ground)
        painter.setPen(QColor(theme.LINE))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomRight())
        font = index.data(Qt.ItemDataRole.FontRole)
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole) or QColor(theme.INK))
        inner = box.adjusted(PADDING, 0, -PADDING, 0)
        words, font = written(str(index.data()), font, inner.width())
        painter.setFont(font)
        painter.drawText(inner, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), words)
        if isinstance(view, QTableView) and view.currentIndex() == index:
            painter.setPen(QPen(QColor(theme.PRIMARY if view.hasFocus() else theme.FIELD_LINE), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()
