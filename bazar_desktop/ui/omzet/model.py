"""The grid's data: frozen rows under the day's columns, one row replaced when it was saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QColor

from bazar_desktop.domain.closing.proofs import is_partly
from bazar_desktop.domain.day.contradictions import AWAY_BUT_TOLD, Contradiction, contradictions
from bazar_desktop.domain.day.model import ABSENT, BLANK, CHANNELS, DECLINED, EXCUSED, NIL, DayRow
from bazar_desktop.domain.money import format_number, format_rupiah
from bazar_desktop.domain.omzet.cells import (
    BESIDE,
    BEST_PRODUCT,
    NOTE,
    PROMISED,
    TRANSACTIONS,
    read_cell,
)
from bazar_desktop.domain.omzet.oddness import oddities
from bazar_desktop.language import _
from bazar_desktop.phrases.closing import clash_words
from bazar_desktop.phrases.journal import column_words
from bazar_desktop.phrases.omzet import counted_words
from bazar_desktop.services.omzet.entry import PastedCell
from bazar_desktop.services.omzet.grid import GridRow, OmzetGrid
from bazar_desktop.services.omzet.row import OmzetFacts
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.grid.cells import LEFT, RIGHT, CellModel, Index, Key
from bazar_desktop.ui.omzet.words import is_away, odd_words, status_words

WORDS = {"booth", "business", "status", BEST_PRODUCT, NOTE}
WIDTHS = {
    "booth": 66,
    "business": 150,
    TRANSACTIONS: 88,
    "total": 122,
    "status": 170,
    BEST_PRODUCT: 140,
    NOTE: 160,
}
NARROW = {"booth": 60, "business": 132, "total": 114}
CHANNEL_WIDTH, NARROW_CHANNEL = 116, 96


class OmzetModel(CellModel):
    """Rows of one day. `beside`: the best-selling product, promises, follow-up orders and notes are shown too."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[GridRow] = []
        self.columns = ("booth", "business", TRANSACTIONS, "total", "status")
        self.asked: tuple[str, ...] = ()
        self.beside = False
        self.clashes: dict[tuple[str, int], Contradiction] = {}

    @property
    def editable(self) -> tuple[int, ...]:
        return tuple(n for n, name in enumerate(self.columns) if name in {*CHANNELS, TRANSACTIONS, *BESIDE})

    def widths(self, room: int) -> Mapping[str, int]:
        wide = room > 900
        widths = WIDTHS if wide else {**WIDTHS, **NARROW}
        return {name: widths.get(name, CHANNEL_WIDTH if wide else NARROW_CHANNEL) for name in self.columns}

    def column_words(self, name: str) -> str:
        return column_words(name)

    def read_back(self, column: str, text: str) -> str:
        typed = read_cell(column, text)
        return format_number(typed.value) if typed.shown_back and isinstance(typed.value, int) else ""

    def first_blank(self) -> int:
        return next((n for n, row in enumerate(self.rows) if row.row.omzet == BLANK), 0)

    def cleared(self, index: Index) -> str:
        away = self.rows[index.row()].row.omzet in {NIL, DECLINED}
        return "belum" if away and self.columns[index.column()] in CHANNELS else ""

    def show_grid(self, grid: OmzetGrid | None) -> None:
        """Show another day, or this day read anew."""
        self.beginResetModel()
        self.rows = list(grid.rows) if grid else []
        self.asked = grid.asked if grid else ()
        channels = grid.channels if grid else ()
        beside = tuple(name for name in BESIDE if self.beside or any(map(_holds(name), self.rows)))
        self.columns = ("booth", "business", *channels, TRANSACTIONS, "total", "status", *beside)
        self.refused = {}
        self._look_for_clashes()
        self.endResetModel()

    def refresh(self, grid: OmzetGrid) -> None:
        """Show the same rows as they are now, without moving the cursor; other rows are shown anew."""
        keys = [row.entry_id for row in self.rows]
        if keys != [row.entry_id for row in grid.rows]:
            self.show_grid(grid)
            return
        self.rows = list(grid.rows)
        self._look_for_clashes()
        self.dataChanged.emit(self.index(0, 0), self.index(len(keys) - 1, len(self.columns) - 1))

    def put(self, facts: Sequence[OmzetFacts]) -> None:
        """Show rows as they were just saved."""
        places = {(row.row.participation_id, row.row.session): n for n, row in enumerate(self.rows)}
        for fact in facts:
            number = places.get((fact.participation_id, fact.session_no))
            if number is None:
                continue
            self.rows[number] = _saved(self.rows[number], fact)
            self._look_for_clashes()
            self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))
        self._look_for_odd_ones()

    def _look_for_odd_ones(self) -> None:
        """Judge every row anew: one total moves the median that the others are held against."""
        past = {row.row.participation_id: [omzet.per_day for omzet in row.past] for row in self.rows}
        odd = oddities([row.row for row in self.rows], past)
        for number, row in enumerate(self.rows):
            stands_out = odd[row.row.participation_id, row.row.session]
            if stands_out != row.odd:
                self.rows[number] = replace(row, odd=stands_out)
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))

    def _look_for_clashes(self) -> None:
        """Look which rows hold two facts that exclude each other, the gravest of each."""
        self.clashes = {}
        for clash in contradictions([row.row for row in self.rows]):
            self.clashes.setdefault(clash.row.key, clash)

    def is_away(self, key: tuple[str, int]) -> bool:
        """Whether the row of that participation and session is marked izin or alpa."""
        return any(row.row.key == key and row.row.attendance in {EXCUSED, ABSENT} for row in self.rows)

    def clashes_at(self, cell: PastedCell) -> bool:
        """Whether the row of a cell is marked izin or alpa and holds an omzet."""
        clash = self.clashes.get((cell.participation_id, cell.session_no))
        return clash is not None and clash.clash == AWAY_BUT_TOLD

    def key_at(self, index: Index) -> Key:
        row = self.rows[index.row()].row
        return (row.participation_id, row.session, self.columns[index.column()])

    def place_of(self, participation_id: str, session: int, column: str) -> QModelIndex:
        """The cell of that row and column; invalid where it is not shown."""
        for number, row in enumerate(self.rows):
            if (row.row.participation_id, row.row.session) == (participation_id, session):
                name = column if column in self.columns else self.columns[self.editable[0]]
                return self.index(number, self.columns.index(name))
        return QModelIndex()

    def name_of(self, key: Key) -> str:
        index = self.place_of(key[0], key[1], "booth")
        row = self.rows[index.row()].row if index.isValid() else None
        return (row.booth or row.business) if row else "-"

    def plain(self, index: Index) -> str:
        """Digits without points, nihil and menolak in words."""
        row, name = self.rows[index.row()].row, self.columns[index.column()]
        if name in CHANNELS and row.omzet in {NIL, DECLINED}:
            return _("nihil") if row.omzet == NIL else _("menolak")
        if name in {BEST_PRODUCT, NOTE}:
            return _text(row, name)
        if name in {*CHANNELS, *BESIDE, TRANSACTIONS, "total"}:
            value = _number(row, name)
            return "" if value is None else str(value)
        return str(self.data(index))

    def tip(self, grid_row: GridRow, name: str) -> str:
        """Why a cell is tinted, and the vendor's own past."""
        row = grid_row.row
        parts = [self.refused.get((row.participation_id, row.session, name), "")]
        clash = self.clashes.get(row.key)
        if clash is not None and name in {"business", "status", "total"}:
            parts.append(clash_words(clash.clash, clash.first, clash.second, clash.goods))
        if name in grid_row.undecided:
            parts.append(_("Dua petugas mengisi berbeda. Putuskan di Perlu keputusan."))
        if name in {"total", "status"} and grid_row.counts_otherwise:
            parts.append(counted_words(grid_row.counted))
        if name == "total" and grid_row.odd:
            parts.append(odd_words(grid_row.odd))
        if name in {"total", "business"} and grid_row.past:
            past = "; ".join(f"{past.bazaar} {format_rupiah(past.per_day)}" for past in grid_row.past)
            parts.append(_("Sebelumnya per hari: {past}").format(past=past))
        if name == "status" and row.note:
            parts.append(row.note)
        return "\n".join(part for part in parts if part)

    def _words(self, grid_row: GridRow, name: str) -> str:
        row = grid_row.row
        if name == "status":
            clash = self.clashes.get(row.key)
            return status_words(
                row,
                self.asked,
                undecided=bool(grid_row.undecided),
                clash=clash.clash if clash else "",
                counts_otherwise=grid_row.counts_otherwise,
            )
        if name in WORDS:
            return _text(row, name)
        if name in CHANNELS and row.omzet in {NIL, DECLINED}:
            return _("nihil") if row.omzet == NIL else _("menolak")
        if name in CHANNELS and is_away(row):
            return _("tidak hadir")
        value = _number(row, name)
        if value is None:
            return ""
        return format_rupiah(value) if name == "total" else format_number(value)

    def _ink(self, grid_row: GridRow, name: str) -> str | None:
        row = grid_row.row
        if is_away(row):
            return theme.MUTED
        if name in CHANNELS and row.omzet in {NIL, DECLINED}:
            return theme.MUTED
        if name != "status":
            return None
        if grid_row.undecided or row.omzet == BLANK or row.key in self.clashes:
            return theme.ERROR
        partly = row.omzet == DECLINED or is_partly(row, self.asked)
        return theme.ATTENTION_INK if partly else theme.PRIMARY

    def _ground(self, grid_row: GridRow, name: str) -> str | None:
        row = grid_row.row
        if name in grid_row.undecided or (row.participation_id, row.session, name) in self.refused:
            return theme.ERROR_TINT
        if row.key in self.clashes or (name == "total" and (grid_row.odd or grid_row.counts_otherwise)):
            return theme.ATTENTION_TINT
        return theme.PAGE if is_away(row) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: PLR0911
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, name = self.rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, name)
        if role == Qt.ItemDataRole.EditRole:
            return self.plain(index)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if name in WORDS else RIGHT
        if role == Qt.ItemDataRole.FontRole:
            bold = name in {"booth", "total"}
            return theme.font(weight=theme.SEMIBOLD if bold else theme.REGULAR, tabular=True)
        if role in {Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.BackgroundRole}:
            ink = role == Qt.ItemDataRole.ForegroundRole
            colour = self._ink(row, name) if ink else self._ground(row, name)
            return QColor(colour) if colour else None
        return self.tip(row, name) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        name = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column_words(name)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if name in WORDS else RIGHT
        return theme.font(weight=theme.SEMIBOLD) if role == Qt.ItemDataRole.FontRole else None


def _holds(name: str) -> Callable[[GridRow], bool]:
    """Whether a row says something in a column that is hidden where nobody does; a note stands as a tip already."""
    return lambda row: name != NOTE and bool(getattr(row.row, name))


def _text(row: DayRow, name: str) -> str:
    if name == "booth":
        return row.booth or "-"
    if name == "business":
        return row.business + (_(" (sesi {number})").format(number=row.session) if row.session > 1 else "")
    return row.best_product if name == BEST_PRODUCT else row.note


def _number(row: DayRow, name: str) -> int | None:
    if name == "total":
        return row.total
    if name in BESIDE:
        return row.promised if name == PROMISED else row.follow_up
    return row.transactions if name == TRANSACTIONS else row.amounts[CHANNELS.index(name)]


def _saved(grid_row: GridRow, fact: OmzetFacts) -> GridRow:
    row = replace(
        grid_row.row,
        omzet=fact.state,
        amounts=fact.amounts,
        transactions=fact.transactions,
        note=fact.note,
        late=fact.late,
        best_product=fact.best_product,
        promised=fact.promised,
        follow_up=fact.follow_up,
        confirmed=fact.confirmed,
    )
    return replace(grid_row, row=row, seen=fact.seen, counted=grid_row.counted if fact.late else row.total)
