"""Tables, the screen side: a view whose headers stand over their columns, with copying and quiet looks."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QStaticText,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.figures import written
from bazar_desktop.ui.kit.inputs import paint_category
from bazar_desktop.ui.kit.rows import CELL, CENTRE, RIGHT, ROW, CellLook, Index, RowsModel, RowsProxy

Row = TypeVar("Row")
PADDING = 10  # px on both sides of a cell; the style sheet gives headers the same
MARK_WIDTH = 26
COMFORTABLE = 240  # px: a longer name that its tip tells whole is cut before a column beside it is hidden


class CellPainter(QStyledItemDelegate):
    """Draws a cell: ground or tint, category mark, words; a thin line below."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box, view = option.rect, option.widget
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        cell: CellLook = index.data(CELL)
        painter.fillRect(box, _colour(cell.tint or (theme.TINT if selected else theme.CARD)))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, _colour(theme.LINE))
        if (
            selected
            and isinstance(view, QTableView)
            and view.hasFocus()
            and view.currentIndex().row() == index.row()
        ):
            painter.fillRect(QRect(0, box.top(), 3, box.height()), _colour(theme.PRIMARY))
        inner = box.adjusted(PADDING, 0, -PADDING, 0)
        if cell.mark is not None:
            paint_category(painter, QRectF(inner.left(), box.center().y() - 8, 18, 18), *cell.mark)
            inner.setLeft(inner.left() + MARK_WIDTH)
        if cell.words:
            painter.setPen(_colour(cell.ink or theme.INK))
            words, font, width, height = laid_out(cell.words, cell.bold, inner.width(), wrap=cell.wrap)
            painter.setFont(font)
            spare = {RIGHT: inner.width() - width, CENTRE: (inner.width() - width) / 2}.get(cell.align, 0.0)
            painter.drawStaticText(
                QPointF(inner.left() + spare, inner.top() + (inner.height() - height) / 2), words
            )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(needed_width(index), theme.ROW_HEIGHT)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        # A word that had no room is shown whole; a tinted cell says why it is.
        tip = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        if needed_width(index) > option.rect.width():
            tip = "\n".join(part for part in (str(index.data()), tip) if part)
        QToolTip.showText(event.globalPos(), tip, view)
        return bool(tip)


@cache
def face(bold: bool) -> tuple[QFont, QFontMetrics]:
    """The font of a cell, and its measures."""
    font = theme.font(weight=theme.SEMIBOLD if bold else theme.REGULAR, tabular=True)
    return font, QFontMetrics(font)


@lru_cache(maxsize=5_000)
def laid_out(
    words: str, bold: bool, room: int, *, wrap: bool = False
) -> tuple[QStaticText, QFont, float, float]:
    """`words` as they are drawn in so many px, with font and size. Kept: laying them out is half the work of a cell.

    With `wrap` they stand in as many lines as they need.
    """
    shown, font = (words, face(bold)[0]) if wrap else written(words, face(bold)[0], room)
    made = QStaticText(shown)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if wrap:
        made.setTextWidth(room)
    made.prepare(font=font)
    return made, font, made.size().width(), made.size().height()


_colour = cache(QColor)


def needed_width(index: Index) -> int:
    """The px that a cell's mark, words and padding take; of words that wrap, the longest word."""
    cell: CellLook = index.data(CELL)
    mark = MARK_WIDTH if cell.mark is not None else 0
    metrics = face(cell.bold)[1]
    parts = cell.words.split() if cell.wrap else [cell.words]
    return max(map(metrics.horizontalAdvance, parts), default=0) + 2 * PADDING + mark + 2


def line_width(index: Index) -> int:
    """The px that a cell takes in one line."""
    cell: CellLook = index.data(CELL)
    if not cell.wrap:
        return needed_width(index)
    return face(cell.bold)[1].horizontalAdvance(cell.words) + 2 * PADDING + 2


class RowsView(QTableView, Generic[Row]):
    """A read-only list of rows: sort by header, search, copy with Ctrl+C, Enter or double click opens.

    Signals:
        opened(object): the row on which Enter or a double click fell.
        picked(object): the row that is current now, or None.
    """

    opened = Signal(object)
    picked = Signal(object)
    measured_rows = 300  # widths come from these first rows, so that a long list opens at once
    measured_figures = 5_000  # those of figures, which have to be seen whole

    def __init__(self, model: RowsModel[Row], *, name: str, parent: QWidget | None = None) -> None:
        """`name` is said by screen readers ("Daftar peserta")."""
        super().__init__(parent)
        self.rows_model = model
        self.proxy = RowsProxy(self)
        self.proxy.setSourceModel(model)
        self.setModel(self.proxy)
        self.setItemDelegate(CellPainter(self))
        self.setAccessibleName(name)
        self._dress()
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(ROW)))
        model.modelReset.connect(self.fit_columns)
        self.proxy.layoutChanged.connect(self.fit_rows)
        self.fit_columns()

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMinimumHeight(4 * theme.ROW_HEIGHT)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(theme.ROW_HEIGHT + 4)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(24)
        self.setSortingEnabled(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        index = self.currentIndex()
        return index.data(ROW) if index.isValid() else None

    @property
    def selected(self) -> tuple[Row, ...]:
        """The selected rows in the order shown."""
        return tuple(
            index.data(ROW) for index in sorted(self.selectionModel().selectedRows(), key=QModelIndex.row)
        )

    @property
    def visible_rows(self) -> tuple[Row, ...]:
        """All rows that pass the search, in the order shown: what "Simpan ke Excel" writes."""
        return tuple(self.proxy.index(i, 0).data(ROW) for i in range(self.proxy.rowCount()))

    def set_rows(self, rows: tuple[Row, ...] | list[Row]) -> None:
        """Show other rows; the row that was current stays current, found by its key."""
        old = self.current
        key = self.rows_model.key_of(old) if old is not None else None
        place = self.verticalScrollBar().value()
        self.rows_model.set_rows(rows)
        if old is not None:
            self.pick(key)
        self.verticalScrollBar().setValue(place)

    def pick(self, key: object) -> bool:
        """Make the row of that key current and visible; False where it is not shown."""
        for number, row in enumerate(self.rows_model.rows):
            if self.rows_model.key_of(row) == key:
                index = self.proxy.mapFromSource(self.rows_model.index(number, 0))
                if index.isValid():
                    self.setCurrentIndex(index)
                return index.isValid()
        return False

    def step(self, by: int) -> None:
        """Move the current row up or down; for a search box above."""
        row = self.currentIndex().row() + by if self.currentIndex().isValid() else 0
        self.setCurrentIndex(self.proxy.index(max(0, min(row, self.proxy.rowCount() - 1)), 0))

    def table(self) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """Titles and words of all rows shown, as they are on the screen."""
        columns = range(self.proxy.columnCount())
        titles = tuple(str(self.proxy.headerData(i, Qt.Orientation.Horizontal)) for i in columns)
        rows = range(self.proxy.rowCount())
        return titles, tuple(tuple(str(self.proxy.index(row, i).data()) for i in columns) for row in rows)

    def copy(self) -> None:
        """Put the selected rows on the clipboard, tab-separated, so that Excel takes them."""
        lines = [
            "\t".join(str(index.siblingAtColumn(i).data()) for i in range(self.proxy.columnCount()))
            for index in sorted(self.selectionModel().selectedRows(), key=QModelIndex.row)
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def fit_columns(self) -> None:
        """Give each column the width it needs, hide what may be dropped, share the rest."""
        columns = self.rows_model.columns
        widths = [self._natural_width(i) for i in range(len(columns))]
        room = self.room
        shown = set(range(len(columns)))
        wanted = [
            min(width, max(column.width, COMFORTABLE)) if column.stretch and column.tip else width
            for column, width in zip(columns, widths, strict=True)
        ]
        for i in sorted(shown, key=lambda i: -columns[i].drop):
            if sum(wanted[j] for j in shown) <= room or not columns[i].drop:
                break
            shown.discard(i)
        stretching = {i for i in shown if columns[i].stretch}
        spare = room - sum(widths[i] for i in shown)
        parts = sum(columns[i].stretch for i in stretching)
        for i in stretching:
            least = max(columns[i].width or 80, self._least_width(i) if columns[i].wrap else 0)
            widths[i] = max(least, widths[i] + spare * columns[i].stretch // parts)
        self._give_way(widths, shown)
        for i in range(len(columns)):
            self.setColumnHidden(i, i not in shown)
            self.setColumnWidth(i, widths[i])
        self.fit_rows()

    def fit_rows(self) -> None:
        """Give each row the height of its words that wrap."""
        wrapping = [i for i, column in enumerate(self.rows_model.columns) if column.wrap]
        for row in range(self.proxy.rowCount() if wrapping else 0):
            high = theme.ROW_HEIGHT
            for i in wrapping:
                cell: CellLook = self.proxy.index(row, i).data(CELL)
                room = self.columnWidth(i) - 2 * PADDING
                high = max(high, int(laid_out(cell.words, cell.bold, room, wrap=True)[3]) + PADDING)
            self.setRowHeight(row, high)

    def _least_width(self, column: int) -> int:
        """What a column of words keeps: its title, and where it wraps the longest word."""
        if not self.rows_model.columns[column].wrap:
            return self._title_width(column)
        rows = range(min(self.measured_rows, self.rows_model.rowCount()))
        words = [needed_width(self.rows_model.index(row, column)) for row in rows]
        return max([self._title_width(column), *words])

    def _give_way(self, widths: list[int], shown: set[int]) -> None:
        """Take from the widest columns of words what they have too much, so that no figure is pushed out of sight."""
        columns = self.rows_model.columns
        least = {i: min(widths[i], self._least_width(i)) for i in shown if columns[i].align != RIGHT}
        while (over := sum(widths[i] for i in shown) - self.room) > 0:
            giving = [i for i in least if widths[i] > least[i]]
            if not giving:
                return
            widest = max(giving, key=lambda i: widths[i])
            next_wide = max((widths[i] for i in giving if widths[i] < widths[widest]), default=0)
            widths[widest] = max(
                least[widest], min(widths[widest] - 1, max(widths[widest] - over, next_wide))
            )

    @property
    def room(self) -> int:
        """The px that the columns share."""
        return self.viewport().width()

    def _natural_width(self, column: int) -> int:
        declared = self.rows_model.columns[column]
        widest = self._title_width(column)
        most = self.measured_figures if declared.align == RIGHT else self.measured_rows
        for row in range(min(most, self.rows_model.rowCount())):
            widest = max(widest, line_width(self.rows_model.index(row, column)))
        return max(widest, declared.width)

    def _title_width(self, column: int) -> int:
        title = str(self.rows_model.headerData(column, Qt.Orientation.Horizontal))
        return QFontMetrics(theme.font(weight=theme.SEMIBOLD)).horizontalAdvance(title) + 2 * PADDING + 16

    def currentChanged(self, current: Any, previous: Any) -> None:
        super().currentChanged(current, previous)
        self.picked.emit(current.data(ROW) if current.isValid() else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().data(ROW))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()
