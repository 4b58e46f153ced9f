"""A list that stays smooth with very many vendors: ids of all, and the facts of those pages that are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import overload

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QShowEvent

from bazar_desktop.services.register.vendors import VendorFacts
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.rows import Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.register.columns import SORTED

PAGE, KEPT_PAGES = 16, 120
Read = Callable[[Sequence[str]], list[VendorFacts]]


class PagedVendors(Sequence[VendorFacts]):
    """The vendors of `ids` in their order, read by `read` a page at a time; the pages used last are kept."""

    def __init__(self, ids: Sequence[str], read: Read) -> None:
        self.ids = ids
        self._read = read
        self._pages: dict[int, dict[str, VendorFacts]] = {}

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, at: int) -> VendorFacts: ...
    @overload
    def __getitem__(self, at: slice) -> list[VendorFacts]: ...
    def __getitem__(self, at: int | slice) -> VendorFacts | list[VendorFacts]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        id_ = self.ids[at]
        page = self._page(at // PAGE)
        return page.get(id_) or _gone(id_)

    def __iter__(self) -> Iterator[VendorFacts]:
        return (self[at] for at in range(len(self)))

    def _page(self, number: int) -> dict[str, VendorFacts]:
        page = self._pages.pop(number, None)
        if page is None:
            start = number * PAGE
            page = {vendor.id: vendor for vendor in self._read(self.ids[start : start + PAGE])}
            while len(self._pages) >= KEPT_PAGES:
                del self._pages[next(iter(self._pages))]
        self._pages[number] = page
        return page


def _gone(id_: str) -> VendorFacts:
    """A vendor withdrawn since the ids were read."""
    return VendorFacts(id_, "", "", "", "", "", "", "", "", "", False, "", False, "")


class VendorsModel(RowsModel[VendorFacts]):
    """Shows vendors without reading them all."""

    ids: Sequence[str] = ()

    def show_columns(self, columns: tuple[Column[VendorFacts], ...]) -> None:
        self.beginResetModel()
        self.columns = columns
        self.endResetModel()

    def show_vendors(self, vendors: PagedVendors) -> None:
        """Show these; those that merely follow the ones already shown are added below them."""
        before = len(self.ids)
        if 0 < before < len(vendors) and vendors.ids[:before] == self.ids:
            self.beginInsertRows(QModelIndex(), before, len(vendors) - 1)
            self._take(vendors)
            self.endInsertRows()
        else:
            self.beginResetModel()
            self._take(vendors)
            self.endResetModel()

    def _take(self, vendors: PagedVendors) -> None:
        self.ids = vendors.ids
        self.rows = vendors  # type: ignore[assignment]


class VendorList(RowsView[VendorFacts]):
    """The list of vendors. It is in the order of the ids; no proxy stands between, that would read every row.

    Signals:
        sort_asked(str): the header of this column was clicked, "-" before it for the other way round.
    """

    sort_asked = Signal(str)
    measured_rows = measured_figures = 2 * PAGE

    def __init__(self, *, name: str) -> None:
        self.model_of_vendors = VendorsModel((), key=lambda vendor: vendor.id)
        self.sort = "business"
        self._names: list[str] = []
        self._fitted: tuple[list[str], int] = ([], 0)
        super().__init__(self.model_of_vendors, name=name)
        self.setSortingEnabled(False)
        self.setModel(self.model_of_vendors)
        # Nothing shines through, so that what lies below need not be painted with every key.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.sectionClicked.connect(self._on_header)

    def show_columns(self, columns: dict[str, Column[VendorFacts]]) -> None:
        """Show these columns, by name."""
        if list(columns) == self._names:
            return
        self._names = list(columns)
        self.model_of_vendors.show_columns(tuple(columns.values()))
        self._mark_sort()

    @property
    def column_names(self) -> list[str]:
        return list(self._names)

    def show_ids(self, ids: Sequence[str], read: Read) -> None:
        """Show these vendors; the one that was current stays current where it is among them."""
        at = self.currentIndex()
        old = self.model_of_vendors.ids[at.row()] if at.isValid() else ""
        self.model_of_vendors.show_vendors(PagedVendors(ids, read))
        if old and not self.currentIndex().isValid() and not self.pick(old):
            self.scrollToTop()

    def fit_columns(self) -> None:
        """Widths follow the columns and the room; while one types they stand still, whoever is found."""
        room = self._names, self.room
        if self.isVisible() and self.model_of_vendors.ids and room != self._fitted:
            self._fitted = room
            super().fit_columns()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint_outside()
        super().paintEvent(event)

    def _paint_outside(self) -> None:
        """What no cell covers: below the last row, and beside the last column."""
        room = self.viewport().rect()
        below = self.rowViewportPosition(self.model_of_vendors.rowCount() - 1) + self.rowHeight(0)
        beside = self.horizontalHeader().length() - self.horizontalOffset()
        if below < room.height() or beside < room.width():
            painter = QPainter(self.viewport())
            painter.fillRect(room.adjusted(0, max(below, 0), 0, 0), QColor(theme.CARD))
            painter.fillRect(room.adjusted(max(beside, 0), 0, 0, 0), QColor(theme.CARD))
            painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit_columns()

    @property
    def room(self) -> int:
        """As wide with a scroll bar as without."""
        return self.width() - 2 * self.frameWidth() - self.verticalScrollBar().sizeHint().width()

    def pick(self, key: object) -> bool:
        try:
            at = self.model_of_vendors.ids.index(str(key))
        except ValueError:
            return False
        self.setCurrentIndex(self.model_of_vendors.index(at, 0))
        return True

    def step(self, by: int) -> None:
        row = self.currentIndex().row() + by if self.currentIndex().isValid() else 0
        row = max(0, min(row, self.model_of_vendors.rowCount() - 1))
        self.setCurrentIndex(self.model_of_vendors.index(row, 0))

    def _on_header(self, section: int) -> None:
        name = self._names[section]
        if name in SORTED:
            self.sort = f"-{name}" if self.sort == name else name
            self._mark_sort()
            self.sort_asked.emit(self.sort)

    def _mark_sort(self) -> None:
        name = self.sort.removeprefix("-")
        down = Qt.SortOrder.DescendingOrder if self.sort != name else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(self._names.index(name) if name in self._names else -1, down)
