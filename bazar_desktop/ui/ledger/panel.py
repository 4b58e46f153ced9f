"""The mitra's ledger in place of the grid: the same keys, goods instead of channels, apart from UMKM omzet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bazar_desktop.domain.day.contradictions import OVERSOLD
from bazar_desktop.domain.day.model import PartnerGoods
from bazar_desktop.domain.ledger.quantities import format_quantity
from bazar_desktop.language import _
from bazar_desktop.phrases.closing import clash_words
from bazar_desktop.phrases.figures import marked_or_none, rupiah_or_none
from bazar_desktop.phrases.journal import value_words
from bazar_desktop.services.day.seal_guard import DayIsClosed
from bazar_desktop.services.ledger.cells import COLUMNS, OPENING, SOLD, LedgerAnswer, LedgerCell, put_cells
from bazar_desktop.services.ledger.goods import PartnerLedger, ledgers
from bazar_desktop.ui import theme
from bazar_desktop.ui.day_question import LEFT, MOVED
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.grid.cells import Key, Text
from bazar_desktop.ui.kit.grid.sheet import CellSheet
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.ledger.model import LedgerModel
from bazar_desktop.ui.page import Page


class DayOfLedgers(Protocol):
    """What the ledgers share with the grid they stand in for: the day, the steps to undo, the history of a row."""

    @property
    def place(self) -> tuple[str, date] | None:
        """The bazaar and day in hand."""

    def step(self, forward: bool) -> None:
        """Take back the last action, or do it again."""

    def did(self, action: str, what: str) -> None:
        """Remember an action that did `what`, so that Ctrl+Z takes it back."""

    def show_history(
        self,
        sheet: CellSheet,
        entity: str,
        row_id: str,
        title: str,
        words: Mapping[str, Callable[[object], str]],
    ) -> None:
        """Show under the cursor who changed the fields of a row."""


class LedgerPanel(QWidget):
    """All ledgers of the day in one grid. Esc goes back to the omzet grid.

    Signals:
        left(): back to the grid.
    """

    left = Signal()

    def __init__(self, page: Page, entry: DayOfLedgers) -> None:
        super().__init__()
        self._page, self._entry = page, entry
        self.model = LedgerModel()
        self.model.setParent(self)
        self.sheet = CellSheet(
            self.model, self._save, name=_("Buku barang mitra"), box=_("Isian barang mitra")
        )
        self.sheet.stepped.connect(entry.step)
        self.sheet.history_asked.connect(self._show_history)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[1])
        head = QHBoxLayout()
        self.says = Label("", "strong", wrap=True, tabular=True)
        self.back = button(_("Kembali ke tabel"), self.left.emit, icon="chevron-left", tip="Ctrl+M")
        head.addWidget(self.says, 1)
        head.addWidget(self.back)
        column.addLayout(head)
        hint = _(
            "Sisa dan jumlah dihitung. Barang bertulisan pudar dibawa dari hari sebelumnya; isi stok dan terjualnya. "
            "Mengosongkan nama barang mengeluarkannya."
        )
        column.addWidget(Label(hint, "small", wrap=True))
        self._card = Card(tight=True)
        self._card.add(self.sheet, 1)
        self._empty = EmptyState(
            "package",
            _("Belum ada mitra pada hari bazar ini"),
            _("Tambahkan mitra di halaman Bazar. Barangnya lalu dicatat di sini, terpisah dari omzet UMKM."),
            action=_("Buka halaman Bazar"),
            act=lambda: page.went.emit("bazaars"),
        )
        column.addWidget(self._card, 1)
        column.addWidget(self._empty, 1)
        self.hide()

    def read(self) -> None:
        """Read the ledgers of the day in hand anew; the cursor stays."""
        if self._entry.place is None:
            return
        bazaar_id, day = self._entry.place
        index = self.sheet.currentIndex()
        here = (index.row(), index.column()) if index.isValid() else None
        partner_ledgers = self._page.desk.read(ledgers, bazaar_id=bazaar_id, day=day)
        self.model.show_ledgers(partner_ledgers)
        self._card.setVisible(bool(partner_ledgers))
        self._empty.setVisible(not partner_ledgers)
        self.says.setText(_sum_words(partner_ledgers))
        self.says.setProperty("role", "refusal" if any(map(_clashes, partner_ledgers)) else "strong")
        self.says.style().unpolish(self.says)
        self.says.style().polish(self.says)
        if here is not None and here[0] < self.model.rowCount():
            self.sheet.setCurrentIndex(self.model.index(*here))
        else:
            self.sheet.go_home()

    def _save(self, texts: Sequence[Text]) -> tuple[LedgerAnswer, ...] | None:
        """Put cells on disk as one action, or say why none was."""
        if self._entry.place is None:
            return None
        cells = [self._cell(text) for text in texts]
        settled = self._page.day_in_hand.settle()
        if settled == LEFT:
            return None
        if settled == MOVED:
            cells = [self.model.as_here(cell) for cell in cells]
        bazaar_id, day = self._entry.place
        done = self._page.perform(put_cells, bazaar_id=bazaar_id, day=day, cells=cells)
        if done is None:
            return None
        if any(answer.error is None for answer in done.result):
            self._entry.did(done.action, self._what(texts))
        self.read()
        refused = next((answer.error for answer in done.result if answer.error), None)
        elsewhere = isinstance(refused, DayIsClosed) and bool(self._page.day_in_hand.not_today)
        if refused is not None and (len(texts) > 1 or elsewhere):
            self._page.refuse_error(refused)
        return done.result

    def _what(self, texts: Sequence[Text]) -> str:
        """Which cells were typed into, in words."""
        if len(texts) == 1:
            key = texts[0].key
            return f"{self.model.name_of(key)} {self.model.column_words(key[2])}"
        return _("{count} sel").format(count=len(texts))

    def _show_history(self, key: Key) -> None:
        line, column = self.model.row_of(key).line, key[2]
        if line is None or not line.row_id or column not in COLUMNS:
            return
        title = f"{line.goods.goods} · {self.model.column_words(column)}"
        words = _amount_words if column in {OPENING, SOLD} else value_words
        self._entry.show_history(self.sheet, "partner_stock", line.row_id, title, {column: words})

    def _cell(self, text: Text) -> LedgerCell:
        line = self.model.row_of(text.key).line
        known = (line.goods.goods, not line.remembered) if line is not None else ("", False)
        return LedgerCell(text.key[0], text.key[1], *known, text.key[2], text.text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _amount_words(value: object) -> str:
    return format_quantity(value) if isinstance(value, int) else ""


def _clashes(ledger: PartnerLedger) -> bool:
    return ledger.differs or bool(_oversold(ledger))


def _oversold(ledger: PartnerLedger) -> list[PartnerGoods]:
    return [line.goods for line in ledger.lines if (line.goods.left or 0) < 0]


def _stock(goods: PartnerGoods) -> tuple[int | None, int | None, str]:
    return goods.opening, goods.sold, goods.goods


def _sum_words(partner_ledgers: Sequence[PartnerLedger]) -> str:
    parts = []
    for ledger in partner_ledgers:
        unknown = ledger.rupiah is None
        amount = _("belum diisi") if unknown else marked_or_none(ledger.rupiah, ledger.undecided)
        words = _("{partner} {amount}").format(partner=ledger.partner, amount=amount)
        if ledger.differs:
            words += _(", tabel omzet {amount}: keduanya bertentangan").format(
                amount=rupiah_or_none(ledger.omzet)
            )
        parts += [words, *(clash_words(OVERSOLD, *_stock(goods)) for goods in _oversold(ledger))]
    return _("Barang mitra, terpisah dari omzet UMKM: {sums}").format(sums=" · ".join(parts)) if parts else ""
