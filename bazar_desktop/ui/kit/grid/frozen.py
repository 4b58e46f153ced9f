"""Booth and business stay in sight when the grid is scrolled sideways: a second view of the same cells above it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.grid.painter import GridPainter


class FrozenColumns(QTableView):
    """The first columns of `grid`, shown over it only while it cannot show all columns at once."""

    def __init__(self, grid: QTableView, count: int) -> None:
        super().__init__(grid)
        self._grid, self._count = grid, count
        self.setModel(grid.model())
        self.setSelectionModel(grid.selectionModel())
        self.setItemDelegate(GridPainter(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(grid.accessibleName())
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setFixedHeight(grid.horizontalHeader().height())
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        grid.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(grid.verticalScrollBar().setValue)
        self.hide()

    def fit(self) -> None:
        """Follow the grid's columns and size; hide where everything has room."""
        columns = self._grid.model().columnCount()
        widths = [self._grid.columnWidth(column) for column in range(columns)]
        needed = sum(widths) > self._grid.viewport().width()
        for column in range(columns):
            self.setColumnHidden(column, column >= self._count)
            self.setColumnWidth(column, widths[column])
        frame = self._grid.frameWidth()
        height = self._grid.viewport().height() + self._grid.horizontalHeader().height()
        self.setGeometry(frame, frame, sum(widths[: self._count]), height)
        self.setVisible(needed)
        if needed:
            self.raise_()
            self.verticalScrollBar().setValue(self._grid.verticalScrollBar().value())
