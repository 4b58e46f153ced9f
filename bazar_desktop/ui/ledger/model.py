"""The mitra's ledger as a grid: goods by mitra, a blank row under each for new goods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor

from bazar_desktop.domain.day.contradictions import LEDGER_NOT_GRID
from bazar_desktop.domain.ledger.quantities import format_quantity, read_quantity, read_unit
from bazar_desktop.domain.money import format_number, format_rupiah, parse_rupiah
from bazar_desktop.language import _
from bazar_desktop.phrases.closing import clash_words
from bazar_desktop.services.ledger.cells import COLUMNS as EDITABLE, LedgerCell
from bazar_desktop.services.ledger.goods import LedgerLine, PartnerLedger
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.grid.cells import LEFT, RIGHT, CellModel, Index, Key

COLUMNS = ("booth", "partner", "goods", "unit", "opening", "price", "sold", "left", "rupiah")
WIDTHS = {"booth": 66, "partner": 140, "goods": 190, "unit": 70, "rupiah": 122}
NARROW = {"booth": 58, "partner": 100, "goods": 116, "unit": 58, "rupiah": 104}
WORDS = {"booth", "partner", "goods", "unit"}


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A line of a ledger; without a line it is the row for new goods."""

    ledger: PartnerLedger
    place: int
    line: LedgerLine | None = None


class LedgerModel(CellModel):
    """Lines of all ledgers of a day."""

    def __init__(self) -> None:
        super().__init__()
        self.columns = COLUMNS
        self.rows: list[LedgerRow] = []

    def show_ledgers(self, ledgers: Sequence[PartnerLedger]) -> None:
        """Show the ledgers of a day, read anew."""
        self.beginResetModel()
        self.rows = [
            LedgerRow(ledger, place, line)
            for ledger in ledgers
            for place, line in enumerate((*ledger.lines, None))
        ]
        self.refused = {}
        self.endResetModel()

    def row_of(self, key: Key) -> LedgerRow:
        """The row of a cell."""
        return next(row for row in self.rows if (row.ledger.participation_id, row.place) == key[:2])

    def place_of(self, key: Key) -> QModelIndex:
        """The cell of that key; invalid where its row is not shown."""
        for number, row in enumerate(self.rows):
            if (row.ledger.participation_id, row.place) == key[:2]:
                return self.index(number, COLUMNS.index(key[2]))
        return QModelIndex()

    def as_here(self, cell: LedgerCell) -> LedgerCell:
        """The same goods' cell among the rows shown now: whether they are entered differs from day to day."""
        entered = any(
            row.line is not None and row.line.goods.goods == cell.goods and not row.line.remembered
            for row in self.rows
            if row.ledger.participation_id == cell.participation_id
        )
        return replace(cell, entered=entered)

    @property
    def editable(self) -> tuple[int, ...]:
        return tuple(COLUMNS.index(name) for name in EDITABLE)

    def widths(self, room: int) -> Mapping[str, int]:
        widths, usual = (WIDTHS, 92) if room > 900 else (NARROW, 70)
        return {name: widths.get(name, usual) for name in COLUMNS}

    def column_words(self, name: str) -> str:
        return {
            "booth": _("Booth"),
            "partner": _("Mitra"),
            "goods": _("Barang"),
            "unit": _("Satuan"),
            "opening": _("Stok awal"),
            "price": _("Harga"),
            "sold": _("Terjual"),
            "left": _("Sisa"),
            "rupiah": _("Jumlah"),
        }[name]

    def key_at(self, index: Index) -> Key:
        row = self.rows[index.row()]
        return (row.ledger.participation_id, row.place, COLUMNS[index.column()])

    def cleared(self, index: Index) -> str:
        return ""

    def read_back(self, column: str, text: str) -> str:
        if column == "price":
            amount = parse_rupiah(text)
            return format_number(amount.value) if amount is not None and amount.shown_back else ""
        if column in {"opening", "sold"}:
            read_quantity(text)
        elif column == "unit" and text.strip():
            read_unit(text)
        return ""

    def first_blank(self) -> int:
        return next(
            (n for n, row in enumerate(self.rows) if row.line is None or row.line.goods.sold is None), 0
        )

    def name_of(self, key: Key) -> str:
        row = self.row_of(key)
        return row.line.goods.goods if row.line else row.ledger.partner

    def plain(self, index: Index) -> str:
        row, name = self.rows[index.row()], COLUMNS[index.column()]
        if name in {"price", "rupiah"} and row.line is not None:
            value = getattr(row.line.goods, name)
            return "" if value is None else str(value)
        return self._words(row, name) if name != "goods" or row.line else ""

    def _words(self, row: LedgerRow, name: str) -> str:
        if name in {"booth", "partner"}:
            said = row.ledger.booth or "-" if name == "booth" else row.ledger.partner
            return said if row.place == 0 else ""
        if row.line is None:
            return _("+ barang baru") if name == "goods" else ""
        value = getattr(row.line.goods, name)
        if value is None or name in {"goods", "unit"}:
            return value or ""
        if name == "rupiah":
            return format_rupiah(value)
        return format_number(value) if name == "price" else format_quantity(value)

    def _tip(self, row: LedgerRow, name: str) -> str:
        parts = [self.refused.get((row.ledger.participation_id, row.place, name), "")]
        if row.line is not None and row.line.left_before is not None and name in {"goods", "opening"}:
            parts.append(_("Sisa sebelumnya {left}.").format(left=format_quantity(row.line.left_before)))
        if row.line is not None and (row.line.goods.left or 0) < 0 and name in {"left", "sold"}:
            parts.append(_("Terjual lebih banyak daripada stok. Periksa keduanya."))
        if row.ledger.differs and name in {"partner", "rupiah"}:
            parts.append(clash_words(LEDGER_NOT_GRID, row.ledger.rupiah, row.ledger.omzet))
        return "\n".join(part for part in parts if part)

    def _ground(self, row: LedgerRow, name: str) -> str | None:
        if (row.ledger.participation_id, row.place, name) in self.refused:
            return theme.ERROR_TINT
        oversold = row.line is not None and (row.line.goods.left or 0) < 0
        if oversold and name in {"left", "sold"}:
            return theme.ATTENTION_TINT
        apart = row.ledger.differs and row.line is not None and name in {"partner", "rupiah"}
        return theme.ATTENTION_TINT if apart else None

    def rowCount(self, parent: Any = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Any = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: PLR0911
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, name = self.rows[index.row()], COLUMNS[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self._words(row, name) if role == Qt.ItemDataRole.DisplayRole else self.plain(index)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if name in WORDS else RIGHT
        if role == Qt.ItemDataRole.FontRole:
            bold = name in {"booth", "rupiah"}
            return theme.font(weight=theme.SEMIBOLD if bold else theme.REGULAR, tabular=True)
        if role == Qt.ItemDataRole.ForegroundRole:
            quiet = row.line is None or row.line.remembered
            return QColor(theme.MUTED) if quiet and name not in {"booth", "partner"} else None
        if role == Qt.ItemDataRole.BackgroundRole:
            colour = self._ground(row, name)
            return QColor(colour) if colour else None
        return self._tip(row, name) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        name = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.column_words(name)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if name in WORDS else RIGHT
        return theme.font(weight=theme.SEMIBOLD) if role == Qt.ItemDataRole.FontRole else None
