"""Second step: the sheet as it stands, with the list that was found drawn on it; the officer may move it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from bazar_desktop.jobs.imports.source import Look
from bazar_desktop.language import N_, _, ngettext
from bazar_desktop.phrases.imports import DROPPED_NAMES
from bazar_desktop.spreadsheets.reading.accepted_table import LEAVE, TAKE
from bazar_desktop.spreadsheets.reading.sheets import Row, Sheet
from bazar_desktop.spreadsheets.reading.tables import Range, SourceColumn as SheetColumn, Table
from bazar_desktop.ui import theme
from bazar_desktop.ui.imports.sheet_view import BEFORE, SheetView
from bazar_desktop.ui.imports.words import bucket_name
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.inputs import number_box
from bazar_desktop.ui.kit.rows import RIGHT, Column, RowsModel
from bazar_desktop.ui.kit.text import Label

FIRST_ROWS, LAST_ROWS = 1_000, 200  # of a long sheet its beginning and its end are shown
SHOWN_COLUMNS, SHOWN_LETTERS = 24, 14


class TableStep(QWidget):
    """Rows tinted by what they are; sheet and range can be chosen.

    Signals:
        sheet_chosen(str): another of the sheets that are taken over.
        range_moved(object): where the list lies, a Range.
        marked_chosen(str): whether hidden and struck rows are taken or left.
    """

    sheet_chosen = Signal(str)
    range_moved = Signal(object)
    marked_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._look: Look | None = None
        self._used = 0
        self._filling = False
        self.sheet = QComboBox()
        self.sheet.setAccessibleName(_("Lembar"))
        self.sheet.activated.connect(lambda _at: self.sheet_chosen.emit(str(self.sheet.currentData())))
        self.header_row = number_box(_("Judul kolom mulai baris"), 1, least=1, most=1_048_576)
        self.header_rows = number_box(_("Banyaknya baris judul"), 1, least=0, most=3)
        self.last_row = number_box(_("Baris terakhir"), 1, least=1, most=1_048_576)
        for box in (self.header_row, self.header_rows, self.last_row):
            box.setKeyboardTracking(False)
            box.valueChanged.connect(lambda _value: self._on_boxes())
        self.marked = QComboBox()
        self.marked.setAccessibleName(_("Baris tersembunyi atau dicoret"))
        for words, value in ((_("belum diputuskan"), ""), (_("ikut diambil"), TAKE), (_("dilewati"), LEAVE)):
            self.marked.addItem(words, value)
        self.marked.activated.connect(lambda _at: self.marked_chosen.emit(str(self.marked.currentData())))
        self.view = SheetView(name=_("Isi lembar"))
        self.view.moved.connect(self.range_moved.emit)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[1])
        holder = QWidget()
        line = FlowRow(holder, even=False, gap=theme.SPACE[1])
        for words, field in (
            (_("Lembar"), self.sheet),
            (_("Judul mulai baris"), self.header_row),
            (_("Banyaknya"), self.header_rows),
            (_("Baris terakhir"), self.last_row),
        ):
            line.addWidget(Label(words, "muted"))
            line.addWidget(field)
        self.marked_label = Label(_("Baris tersembunyi atau dicoret"), "muted")
        line.addWidget(self.marked_label)
        line.addWidget(self.marked)
        column.addWidget(holder)
        column.addWidget(self.view, 1)
        hint = _(
            "Seret tepi bingkai, atau Ctrl+panah untuk judul dan kolom pertama,"
            " Ctrl+Shift+panah untuk baris dan kolom terakhir."
        )
        column.addWidget(Label(hint, "small", wrap=True))
        self.hidden = Label("", "small", wrap=True)
        column.addWidget(self.hidden)

    def show_look(self, look: Look) -> None:
        """Show the table in hand of `look`."""
        self._look, self._filling = look, True
        self.sheet.clear()
        for name in look.sheets:
            self.sheet.addItem(name or _("Satu-satunya"), name)
        self.sheet.setCurrentIndex(look.at)
        self.sheet.setEnabled(len(look.sheets) > 1)
        self.header_row.setValue(look.table.first_row)
        self.header_rows.setValue(len(look.table.header_rows))
        self.last_row.setMaximum(max(look.table.height, 1))
        self.last_row.setValue(look.table.last_row or look.table.height)
        self._filling = False
        for part in (self.marked, self.marked_label):
            part.setVisible(bool(look.part.marked))
        self.marked.setCurrentIndex(max(0, self.marked.findData(look.part.told.marked)))
        self._draw(look)

    def _draw(self, look: Look) -> None:
        sheet = next(item for item in look.table.source.sheets if item.name == look.table.sheet)
        rows = _shown(sheet)
        used = _used_columns(rows, look.table)
        columns = [SheetColumn(index, "") for index in used[:SHOWN_COLUMNS]]  # the first ones of a wide sheet
        model = RowsModel(_columns(look, columns), rows, key=lambda row: row.number)
        self.view.show_table(model, look.table, tuple(column.index for column in columns))
        self.view.pick(look.table.first_row)
        self._used = len(used)
        self._say_hidden()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_hidden()

    def _say_hidden(self) -> None:
        """Columns for which there is no room are read all the same."""
        model = self.view.rows_model
        seen = sum(1 for at in range(BEFORE, len(model.columns)) if not self.view.isColumnHidden(at))
        left = self._used - seen
        words = ngettext(
            "{count} kolom lagi tidak muat di sini; tetap dibaca, lihat langkah Kolom.",
            "{count} kolom lagi tidak muat di sini; tetap dibaca, lihat langkah Kolom.",
            left,
        )
        self.hidden.setText(words.format(count=left) if left > 0 else "")
        self.hidden.setVisible(left > 0)

    def _on_boxes(self) -> None:
        if self._filling or self._look is None:
            return
        first, count, last = self.header_row.value(), self.header_rows.value(), self.last_row.value()
        table = self._look.table
        end = 0 if last >= table.height else max(last, first)
        self.range_moved.emit(Range(tuple(range(first, first + count)), end, table.place.columns))


def _shown(sheet: Sheet) -> tuple[Row, ...]:
    if len(sheet.rows) <= FIRST_ROWS + LAST_ROWS:
        return sheet.rows
    return sheet.rows[:FIRST_ROWS] + sheet.rows[-LAST_ROWS:]


def _used_columns(rows: Sequence[Row], table: Table) -> list[int]:
    """The columns of the table, and those in which anything stands in the rows that are shown."""
    used = {column.index for column in table.columns}
    used.update(index for row in rows for index, text in enumerate(row.texts) if text.strip())
    return sorted(used)


def _columns(look: Look, columns: list[SheetColumn]) -> list[Column[Row]]:
    says = {each.number: _(DROPPED_NAMES[each.reason]) for each in look.found.dropped}
    says |= {number: _(DROPPED_NAMES["header"]) for number in look.table.header_rows}

    def tint(row: Row) -> str | None:
        if row.number in look.table.header_rows:
            return theme.TINT
        return theme.PAGE if row.number in says else None

    def what(row: Row) -> str:
        return says.get(row.number, _("data"))

    made: list[Column[Row]] = [
        Column(N_("Baris"), lambda row: row.number, align=RIGHT, tint=tint),
        Column(N_("Dibaca sebagai"), what, tint=tint, tip=lambda row: _tip(row.number in says)),
    ]
    for place, column in enumerate(columns):
        get = partial(_text_of, index=column.index)
        made.append(Column(column.letter, get, _short, tint=tint, drop=place, stretch=1))
    return made


def _tip(dropped: bool) -> str:
    return bucket_name("not_vendor") if dropped else ""


def _text_of(row: Row, index: int) -> str:
    return row.text(index)


def _short(text: object) -> str:
    words = " ".join(str(text).split())
    return words if len(words) <= SHOWN_LETTERS else words[:SHOWN_LETTERS] + "…"
