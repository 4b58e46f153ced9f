"""A list that stays smooth with very many vendors: ids of all, and the facts of those pages that are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import overload

from bazar_desktop.language import N_, _
from bazar_desktop.services.vendors import VendorFacts
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.rows import Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView

PAGE, KEPT_PAGES = 100, 40
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
            return [self[one] for one in range(*at.indices(len(self)))]
        id_ = self.ids[at]
        page = self._page(at // PAGE)
        return page.get(id_) or _gone(id_)

    def __iter__(self) -> Iterator[VendorFacts]:
        return (self[at] for at in range(len(self)))

    def _page(self, number: int) -> dict[str, VendorFacts]:
        page = self._pages.pop(number, None)
        if page is None:
            start = number * PAGE
            page = {one.id: one for one in self._read(self.ids[start : start + PAGE])}
            while len(self._pages) >= KEPT_PAGES:
                del self._pages[next(iter(self._pages))]
        self._pages[number] = page
        return page


def _gone(id_: str) -> VendorFacts:
    """A vendor withdrawn since the ids were read."""
    return VendorFacts(id_, "", "", "", "", "", "", "", "", "", False, "", False, "")


class VendorsModel(RowsModel[VendorFacts]):
    """Shows vendors without reading them all."""

    def show_vendors(self, vendors: PagedVendors) -> None:
        self.beginResetModel()
        self.rows = vendors  # type: ignore[assignment]
        self.endResetModel()


class VendorList(RowsView[VendorFacts]):
    """The list of vendors. It is in the order of the ids; no proxy stands between, that would read every row."""

    def __init__(self, categories: Callable[[str], tuple[str, str] | None], *, name: str) -> None:
        self.model_of_vendors = VendorsModel(_columns(categories), key=lambda one: one.id)
        super().__init__(self.model_of_vendors, name=name)
        self.setSortingEnabled(False)
        self.setModel(self.model_of_vendors)

    def show_ids(self, ids: Sequence[str], read: Read) -> None:
        """Show these vendors; the one that was current stays current where it is among them."""
        old = self.current
        self.model_of_vendors.show_vendors(PagedVendors(ids, read))
        if old is not None:
            self.pick(old.id)

    def pick(self, key: object) -> bool:
        rows = self.model_of_vendors.rows
        ids = list(rows.ids) if isinstance(rows, PagedVendors) else []
        if key not in ids:
            return False
        self.setCurrentIndex(self.model_of_vendors.index(ids.index(str(key)), 0))
        return True

    def step(self, by: int) -> None:
        row = self.currentIndex().row() + by if self.currentIndex().isValid() else 0
        row = max(0, min(row, self.model_of_vendors.rowCount() - 1))
        self.setCurrentIndex(self.model_of_vendors.index(row, 0))


def _columns(categories: Callable[[str], tuple[str, str] | None]) -> tuple[Column[VendorFacts], ...]:
    return (
        Column(
            N_("Usaha"), lambda one: one.business or one.name, _short, bold=True, stretch=2, width=150,
            mark=lambda one: categories(one.category),
        ),
        Column(N_("Pemilik"), lambda one: one.name if one.business else "", _short, stretch=1, width=110),
        Column(N_("Produk"), lambda one: one.product, _short, stretch=1, drop=2),
        Column(N_("Kecamatan"), lambda one: one.kecamatan, _short, drop=1),
        Column(N_("Pengampu"), lambda one: one.agency, _short, drop=3),
        Column(N_("HP"), lambda one: one.phone),
        Column(
            N_("Catatan"), _remark, drop=4,
            tint=lambda one: theme.ATTENTION_TINT if one.nik_damaged else None,
        ),
    )  # fmt: skip


def _short(words: object) -> str:
    text = " ".join(str(words).split())
    return text if len(text) <= 34 else text[:34] + "…"


def _remark(one: VendorFacts) -> str:
    if one.nik_damaged:
        return _("NIK rusak")
    return _("datang langsung") if one.walk_in else ""
