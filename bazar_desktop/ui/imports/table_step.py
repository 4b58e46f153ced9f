"""First step: the sheet as it stands, with the header that was found; the officer may move it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from bazar_desktop.jobs.import_lists import Look
from bazar_desktop.jobs.import_words import DROPPED_NAMES
from bazar_desktop.language import N_, _
from bazar_desktop.spreadsheets.sheets import Row
from bazar_desktop.ui import theme
from bazar_desktop.ui.imports.words import bucket_name
from bazar_desktop.ui.kit.inputs import number_box
from bazar_desktop.ui.kit.rows import RIGHT, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label

SHOWN_ROWS, SHOWN_COLUMNS, SHOWN_LETTERS = 300, 24, 22


class TableStep(QWidget):
    """Rows tinted by what they are; sheet and header can be chosen.

    Signals:
        sheet_chosen(str): another sheet of the file.
        header_moved(object): the header's row numbers, a tuple.
    """

    sheet_chosen = Signal(str)
    header_moved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._look: Look | None = None
        self._filling = False
        self.sheet = QComboBox()
        self.sheet.setAccessibleName(_("Lembar"))
        self.sheet.activated.connect(lambda _at: self.sheet_chosen.emit(str(self.sheet.currentData())))
        self.header_row = number_box(_("Judul kolom mulai baris"), 1, least=1, most=60)
        self.header_rows = number_box(_("Banyaknya baris judul"), 1, least=0, most=3)
        for box in (self.header_row, self.header_rows):
            box.setKeyboardTracking(False)
            box.valueChanged.connect(lambda _value: self._on_header())
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[1])
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE[1])
        for words, field in (
            (_("Lembar"), self.sheet),
            (_("Judul mulai baris"), self.header_row),
            (_("Banyaknya"), self.header_rows),
        ):
            line.addWidget(Label(words, "muted"))
            line.addWidget(field)
        line.addStretch(1)
        column.addLayout(line)
        self._place = QVBoxLayout()
        column.addLayout(self._place, 1)
        self.view: RowsView[Row] | None = None

    def show_look(self, look: Look) -> None:
        """Show the table of `look`."""
        self._look, self._filling = look, True
        self.sheet.clear()
        for table in look.tables:
            self.sheet.addItem(table.sheet or _("Satu-satunya"), table.sheet)
        self.sheet.setCurrentIndex(look.tables.index(look.table) if look.table in look.tables else 0)
        self.sheet.setEnabled(len(look.tables) > 1)
        self.header_row.setValue(look.table.first_row)
        self.header_rows.setValue(len(look.table.header_rows))
        self._filling = False
        self._draw(look)

    def _draw(self, look: Look) -> None:
        if self.view is not None:
            self._place.removeWidget(self.view)
            self.view.deleteLater()
        sheet = next((one for one in look.table.source.sheets if one.name == look.table.sheet), None)
        rows = sheet.rows[:SHOWN_ROWS] if sheet is not None else look.table.rows[:SHOWN_ROWS]
        model = RowsModel(_columns(look), rows, key=lambda row: row.number)
        self.view = RowsView(model, name=_("Isi lembar"))
        self.view.setSortingEnabled(False)
        self._place.addWidget(self.view)
        header = next((row for row in rows if row.number in look.table.header_rows), None)
        if header is not None:
            self.view.pick(header.number)

    def _on_header(self) -> None:
        if not self._filling:
            first, count = self.header_row.value(), self.header_rows.value()
            self.header_moved.emit(tuple(range(first, first + count)))


def _columns(look: Look) -> list[Column[Row]]:
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
    for place, column in enumerate(look.table.columns[:SHOWN_COLUMNS]):
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
