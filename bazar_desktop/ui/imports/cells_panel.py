"""The cells of one row: what was read, what is proposed and why; a proposal is taken or the cell typed over."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QVBoxLayout, QWidget

from bazar_desktop.domain.money import format_number
from bazar_desktop.jobs.imports.source import Look
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.imports import ACCEPTABLE, field_name, why
from bazar_desktop.services.imports.plan import PlannedRow
from bazar_desktop.services.register.list_model import RowReason, Value
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import button, set_words
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.rows import Column, Index, RowsModel
from bazar_desktop.ui.kit.rows_view import CellPainter, RowsView
from bazar_desktop.ui.kit.text import Label

TEXT_COLUMN = 1
CONFIRMED_AS_READ = ("from_merged_cell",)  # a flag whose proposal is what was read


@dataclass(frozen=True, slots=True)
class CellLine:
    """A cell of the row in hand. `text` is what it says now; `reason` why it is flagged, None where it is not.

    `header` is the title of a column that is of one day alone, "" elsewhere.
    """

    number: int
    field: str
    text: str
    typed: bool
    reason: RowReason | None = None
    accepted: bool = False
    header: str = ""

    @property
    def name(self) -> str:
        """What the field is called; of a column of one day with its title."""
        return f"{field_name(self.field)} ({self.header})" if self.header else field_name(self.field)

    @property
    def proposal(self) -> str:
        """What would be typed to take the proposal; "" where there is none."""
        if self.reason is None or self.accepted:
            return ""
        if self.reason.code in CONFIRMED_AS_READ:
            return self.reason.read
        return as_typed(self.reason.proposal)


class CellsModel(RowsModel[CellLine]):
    """The texts of the cells can be typed over.

    Signals:
        typed(object, str): a CellLine and its new text.
    """

    typed = Signal(object, str)

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsEditable if index.column() == TEXT_COLUMN else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.EditRole and index.isValid():
            return self.rows[index.row()].text
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line = self.rows[index.row()]
        if str(value) == line.text:
            return False
        self.typed.emit(line, str(value))
        return True


class _Editor(CellPainter):
    """The line that opens in a cell, in our own face."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        made = QLineEdit(parent)
        made.setFont(theme.font())
        made.setAccessibleName(_("Isi sel"))
        return made

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), theme.ROW_HEIGHT)


class CellsView(RowsView[CellLine]):
    """F2 and a double click type over the text of the current cell; Enter takes its proposal."""

    def edit_text(self) -> None:
        """Open the current cell's text."""
        index = self.currentIndex()
        if index.isValid():
            text = index.siblingAtColumn(TEXT_COLUMN)
            self.setCurrentIndex(text)
            self.edit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.edit_text()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edit_text()


class CellsPanel(QWidget):
    """The cells of one row, the flagged ones first.

    Signals:
        typed(int, str, str): row of the list, field, new text.
        accepted(str): all cells of a kind, by its code.
    """

    typed = Signal(int, str, str)
    accepted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        model = CellsModel(
            _COLUMNS, key=lambda line: (line.number, line.field, line.reason and line.reason.code)
        )
        model.typed.connect(lambda line, text: self.typed.emit(line.number, line.field, text))
        self.view = CellsView(model, name=_("Sel di baris ini"))
        self.view.setItemDelegate(_Editor(self.view))
        self.view.setSortingEnabled(False)
        self.view.picked.connect(self._on_picked)
        self.view.opened.connect(lambda _line: self.take())
        self.why = Label("", "small", wrap=True)
        self.one = button(_("Terima"), self.take, icon="check", tip=_("Terima usulan sel ini"))
        self.all = button(_("Terima semua sejenis"), self.take_all, icon="list-checks")
        self.change = button(_("Ubah isi"), self.view.edit_text, icon="pencil", tip=_("Ubah isi sel (F2)"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[1])
        column.addWidget(self.view, 1)
        column.addWidget(self.why)
        holder = QWidget()
        line = FlowRow(holder, even=False, gap=theme.SPACE[1])
        for part in (self.one, self.all, self.change):
            line.addWidget(part)
        column.addWidget(holder)
        self.show_lines(())

    def show_lines(self, lines: tuple[CellLine, ...], counts: Mapping[str, int] | None = None) -> None:
        """Show these cells; `counts` says how many cells of each kind have a proposal."""
        self._counts = counts or {}
        self.view.set_rows(lines)
        if lines and self.view.current is None:
            self.view.step(0)
        self._on_picked(self.view.current)

    def take(self) -> None:
        """Take the proposal of the current cell."""
        line = self.view.current
        if line is not None and line.proposal:
            self.typed.emit(line.number, line.field, line.proposal)

    def take_all(self) -> None:
        """Take the proposals of all cells that are flagged for the same reason."""
        line = self.view.current
        if line is not None and line.reason is not None:
            self.accepted.emit(line.reason.code)

    def _on_picked(self, line: CellLine | None) -> None:
        reason = line.reason if line is not None else None
        self.why.setText(_sentence(reason) if reason is not None else "")
        self.one.setEnabled(line is not None and bool(line.proposal))
        count = self._counts.get(reason.code, 0) if reason is not None else 0
        can_all = line is not None and not line.accepted and reason is not None and reason.code in ACCEPTABLE
        self.all.setEnabled(can_all and count > 0)
        words = _("Terima semua sejenis")
        set_words(self.all, f"{words} ({format_number(count)})" if can_all and count else words, icon=True)
        self.change.setEnabled(line is not None)


def lines_of(look: Look, row: PlannedRow, accepted: frozenset[str]) -> tuple[CellLine, ...]:
    """The cells of a row of the list with a field or a flag, the flagged ones first."""
    sheet, number = look.place(row.number)
    part = next(item for item in look.parts if item.table.sheet == sheet)
    rows = next(item for item in part.table.source.sheets if item.name == sheet).rows
    at = bisect_left(rows, number, key=lambda item: item.number)
    source = rows[at] if at < len(rows) else None
    if source is None or source.number != number:
        return ()
    flagged: list[CellLine] = []
    plain: list[CellLine] = []
    for guess in part.mapping.guesses:
        if not guess.field:
            continue
        typed = part.amendments.texts.get((number, guess.column.index))
        text = source.text(guess.column.index) if typed is None else typed
        reasons = [
            reason for reason in row.reasons if reason.field == guess.key and reason.column is not None
        ]
        header = guess.column.header if guess.day is not None else ""
        flagged += [
            CellLine(row.number, guess.key, text, typed is not None, reason, reason.code in accepted, header)
            for reason in reasons
        ]
        if not reasons:
            plain.append(CellLine(row.number, guess.key, text, typed is not None, header=header))
    return (*flagged, *plain)


def as_typed(proposal: Value) -> str:
    """A proposal as somebody would type it into the cell."""
    if proposal is None:
        return ""
    if isinstance(proposal, bool):
        return "ya" if proposal else "tidak"
    text = str(proposal)
    return "0" + text.removeprefix("+62") if text.startswith("+62") else text


def _shown(line: CellLine) -> str:
    if line.accepted:
        return _("diterima")
    proposal = line.reason.proposal if line.reason is not None else None
    plain = isinstance(proposal, int) and not isinstance(proposal, bool)
    return format_number(int(str(proposal))) if plain else line.proposal


def _in_one_line(text: object) -> str:
    return " ".join(str(text).split())


def _sentence(reason: RowReason) -> str:
    words = why(reason)
    return words[:1].upper() + words[1:] + "."


def _tint(line: CellLine) -> str | None:
    if line.reason is not None and not line.accepted:
        return theme.ATTENTION_TINT
    return theme.TINT if line.typed or line.accepted else None


_COLUMNS: tuple[Column[CellLine], ...] = (
    Column(N_("Kolom"), lambda line: line.name, bold=True),
    Column(N_("Isi sel"), lambda line: line.text, _in_one_line, tint=_tint, stretch=2,
           tip=lambda line: line.text),
    Column(N_("Usulan"), _shown, _in_one_line, stretch=1, width=90, tip=_shown),
)  # fmt: skip
