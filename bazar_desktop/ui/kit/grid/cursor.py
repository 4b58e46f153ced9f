"""Where the cursor of a grid goes: by rows and columns, to the ends, along the edges of what is filled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtWidgets import QTableView

from bazar_desktop.ui.kit.grid.cells import CellModel


class Cursor:
    """The cursor of `view`. `stack`: rows in the order of a stack of slips, which Enter then follows."""

    def __init__(self, view: QTableView, model: CellModel) -> None:
        self._view, self._model = view, model
        self._tab_start: int | None = None
        self.stack: Sequence[int] = ()

    @property
    def _here(self) -> QModelIndex:
        return self._view.currentIndex()

    def forget_tab(self) -> None:
        """Enter does not go back to where the tabs began."""
        self._tab_start = None

    def go_to(self, index: QModelIndex) -> None:
        """Put the cursor into that cell and the keys into the grid."""
        if index.isValid():
            self._view.setCurrentIndex(index)
            self._view.scrollTo(index)
        self._view.setFocus()

    def go_to_row(self, row: int) -> None:
        """Put the cursor into that row, in the column it stands in; the keys stay where they are."""
        column = max(self._here.column(), self._model.editable[0])
        index = self._model.index(row, column)
        self._view.setCurrentIndex(index)
        self._view.scrollTo(index)

    def go_home(self) -> None:
        """The first cell that is still blank, or the first of all."""
        if self._model.rowCount():
            self.go_to(self._model.index(self._model.first_blank(), self._model.editable[0]))

    def move(self, down: int, right: int, *, tabbed: bool = False) -> None:
        """Go on after a cell: Enter down (or to the next slip of the stack), Tab right, arrows."""
        here, columns = self._here, self._model.editable
        if not here.isValid() or not (down or right):
            return
        row, column = here.row() + down, here.column()
        if tabbed:
            self._tab_start = column if self._tab_start is None else self._tab_start
            after = [number for number in columns if (number > column if right > 0 else number < column)]
            if after:
                column = after[0] if right > 0 else after[-1]
            else:
                row, column = row + right, columns[0] if right > 0 else columns[-1]
        elif down and self._tab_start is not None:
            column, self._tab_start = self._tab_start, None
        elif right:
            column = max(0, min(column + right, len(self._model.columns) - 1))
        last = self._model.rowCount() - 1
        self._view.setCurrentIndex(self._model.index(max(0, min(row, last)), column))

    def enter(self, down: int) -> None:
        """Enter and Shift+Enter: down or up, or along the stack to its next slip."""
        if not self.stack:
            self.move(down, 0)
            return
        self.forget_tab()
        row = self._here.row()
        place = self.stack.index(row) + down if row in self.stack else 0
        row = self.stack[max(0, min(place, len(self.stack) - 1))]
        self._view.setCurrentIndex(self._model.index(row, self._model.editable[0]))

    def jump(self, key: Qt.Key, *, ctrl: bool, shift: bool) -> None:
        """Home and End: to the ends of the row, with Ctrl to the first or last row."""
        columns, row = self._model.editable, self._here.row()
        if ctrl:
            row = 0 if key == Qt.Key.Key_Home else self._model.rowCount() - 1
        self._take(self._model.index(row, columns[0 if key == Qt.Key.Key_Home else -1]), shift=shift)

    def edge(self, down: int, right: int, *, shift: bool) -> None:
        """Ctrl and an arrow: to the end of the filled cells, or over the blank ones to the next that is filled."""
        row, column = self._here.row(), self._here.column()
        ahead = self._is_filled(row, column) and self._is_filled(row + down, column + right)
        while self._is_inside(row + down, column + right):
            if ahead and not self._is_filled(row + down, column + right):
                break
            row, column = row + down, column + right
            if not ahead and self._is_filled(row, column):
                break
        self._take(self._model.index(row, column), shift=shift)

    def _is_inside(self, row: int, column: int) -> bool:
        columns = self._model.editable
        return 0 <= row < self._model.rowCount() and columns[0] <= column <= columns[-1]

    def _is_filled(self, row: int, column: int) -> bool:
        return self._is_inside(row, column) and bool(self._model.plain(self._model.index(row, column)))

    def _take(self, target: QModelIndex, *, shift: bool) -> None:
        if shift:
            mode = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self._view.selectionModel().select(QItemSelection(self._here, target), mode)
            self._view.scrollTo(target)
        else:
            self._view.setCurrentIndex(target)
