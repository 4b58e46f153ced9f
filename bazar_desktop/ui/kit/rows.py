"""Tables, the data side: declared columns over frozen rows, sorted and filtered by a proxy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor

from bazar_desktop.domain.identifiers import folded, folded_both
from bazar_desktop.language import _
from bazar_desktop.ui import theme

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

LEFT, RIGHT, CENTRE = "left", "right", "centre"
MARK = Qt.ItemDataRole.UserRole + 1  # (letter, colour) of a category
SORT = Qt.ItemDataRole.UserRole + 2
ROW = Qt.ItemDataRole.UserRole + 3
CELL = Qt.ItemDataRole.UserRole + 4  # a CellLook: one question a cell, where asking by role would be six

_ALIGNMENTS = {
    LEFT: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    RIGHT: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    CENTRE: Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter,
}


def as_words(value: object) -> str:
    """The plain form of a cell: nothing for None."""
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Column(Generic[Row]):
    """How one column of rows is shown.

    `title` is marked with `N_` and translated when drawn. `get` takes the row's value, `show` gives its words.
    `width` is the least width in px (0: as wide as title and content need); a column with `stretch` shares what is
    left over. `drop` above 0: where there is no room the columns with the highest `drop` are hidden first.
    `sort` gives the sort key (default: the value; None comes last). `tint` and `ink` give a colour of the theme or
    None; `mark` gives (letter, colour) of a category, drawn before the words; `tip` says why a cell is tinted. With
    `wrap` words that have no room in one line take several: reasons and refusals are never cut.
    """

    title: str
    get: Callable[[Row], Any]
    show: Callable[[Any], str] = as_words
    align: str = LEFT
    width: int = 0
    stretch: int = 0
    drop: int = 0
    bold: bool = False
    sort: Callable[[Row], Any] | None = None
    tint: Callable[[Row], str | None] | None = None
    ink: Callable[[Row], str | None] | None = None
    mark: Callable[[Row], tuple[str, str] | None] | None = None
    tip: Callable[[Row], str] | None = None
    wrap: bool = False

    def words(self, row: Row) -> str:
        return self.show(self.get(row))

    def sort_key(self, row: Row) -> Any:
        return self.sort(row) if self.sort is not None else self.get(row)


class CellLook(NamedTuple):
    """What is drawn of one cell: words, mark, colours as in the theme."""

    words: str
    align: str
    bold: bool
    ink: str | None
    tint: str | None
    mark: tuple[str, str] | None
    wrap: bool = False


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Frozen rows under declared columns, read-only. `key` names a row, so that a selection survives a reload."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        rows: Sequence[Row] = (),
        *,
        key: Callable[[Row], object] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[Row, ...] = tuple(rows)
        self._key = key

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def key_of(self, row: Row) -> object:
        """What names `row`: `key`, or the row itself."""
        return self._key(row) if self._key is not None else row

    def _look(self, row: Row, column: Column[Row], role: int) -> Any:
        if role == Qt.ItemDataRole.ForegroundRole:
            colour = column.ink(row) if column.ink else None
        else:
            colour = column.tint(row) if column.tint else None
        return QColor(colour) if colour else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: PLR0911
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role == CELL:
            return _cell_look(row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return column.words(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNMENTS[column.align]
        if role == Qt.ItemDataRole.FontRole:
            return theme.font(weight=theme.SEMIBOLD if column.bold else theme.REGULAR, tabular=True)
        if role in {Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.BackgroundRole}:
            return self._look(row, column, role)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip else ""
        if role == MARK:
            return column.mark(row) if column.mark else None
        if role == SORT:
            return column.sort_key(row)
        return row if role == ROW else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(self.columns[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNMENTS[self.columns[section].align]
        if role == Qt.ItemDataRole.FontRole:
            return theme.font(weight=theme.SEMIBOLD)
        return None


def _cell_look(row: Row, column: Column[Row]) -> CellLook:
    return CellLook(
        str(column.words(row)),
        column.align,
        column.bold,
        column.ink(row) if column.ink else None,
        column.tint(row) if column.tint else None,
        column.mark(row) if column.mark else None,
        column.wrap,
    )


class RowsProxy(QSortFilterProxyModel):
    """Sorts by the columns' keys (unknown values last, either way) and keeps rows that hold all words searched."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._test: Callable[[Any], bool] | None = None

    def search(self, words: str) -> None:
        """Keep the rows in which each of these words stands somewhere, in whatever column."""
        self._words = tuple(folded(words).split())
        self.invalidate()

    def keep(self, test: Callable[[Any], bool] | None) -> None:
        """Keep the rows for which `test(row)` holds; None keeps all."""
        self._test = test
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        if self._test is None and not self._words:
            return True
        model = self.sourceModel()
        first = model.index(source_row, 0, source_parent)
        if self._test is not None and not self._test(model.data(first, ROW)):
            return False
        if not self._words:
            return True
        cells = (model.data(first.siblingAtColumn(i)) for i in range(model.columnCount()))
        text = folded_both(" ".join(str(cell) for cell in cells))
        return all(word in text for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        one, other = left.data(SORT), right.data(SORT)
        if one is None or other is None:
            if self.sortOrder() == Qt.SortOrder.DescendingOrder:
                return one is None and other is not None
            return one is not None and other is None
        if isinstance(one, str) and isinstance(other, str):
            one, other = one.casefold(), other.casefold()
        return bool(one < other)
