"""First step: the file that was read, how it is written, and which of its sheets are taken over."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bazar_desktop.domain.money import format_number
from bazar_desktop.jobs.imports.source import Look, listed_tables
from bazar_desktop.language import N_, _
from bazar_desktop.ui import theme
from bazar_desktop.ui.imports.words import written_words
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.rows import RIGHT, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sheet of the file that holds anything."""

    name: str
    taken: bool
    header: str
    rows: int
    known: int


class SheetsView(RowsView[SheetLine]):
    """The sheets of a file; Space takes the current one or leaves it out.

    Signals:
        toggled(object): the sheet that is to be taken or left out.
    """

    toggled = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.current is not None:
            self.toggled.emit(self.current)
        else:
            super().keyPressEvent(event)


class FileStep(QWidget):
    """What was read, and the sheets of it.

    Signals:
        sheets_chosen(object): the names of the sheets to take over, in the file's order.
    """

    sheets_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[SheetLine] = []
        self.name = Label("", "heading", wrap=True)
        self.written = Label("", "muted", wrap=True)
        self.says = Label("", "small", wrap=True)
        self.view = SheetsView(RowsModel(_COLUMNS, key=lambda line: line.name), name=_("Lembar di berkas"))
        self.view.setSortingEnabled(False)
        self.view.toggled.connect(self.toggle)
        self.view.opened.connect(self.toggle)
        self.take = button(_("Ambil atau lepas"), self._toggle_current, icon="check")
        card = Card()
        card.add(self.name)
        card.add(self.written)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[1])
        column.addWidget(card)
        column.addWidget(self.view, 1)
        column.addWidget(self.says)
        column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)

    def show_look(self, look: Look) -> None:
        """Show the file of `look`."""
        source = look.table.source
        self.name.setText(source.name or _("Yang ditempel"))
        self.written.setText(written_words(source))
        order = {sheet.name: at for at, sheet in enumerate(source.sheets)}
        tables = sorted(look.tables, key=lambda table: order.get(table.sheet, 0))
        self._lines = [
            SheetLine(
                table.sheet,
                table.sheet in look.sheets,
                ", ".join(map(str, table.header_rows)) or "-",
                len(table.rows),
                look.known[table.sheet],
            )
            for table in tables
        ]
        self.view.set_rows(self._lines)
        several = len(self._lines) > 1
        self.take.setVisible(several)
        self.says.setText(
            _("Beberapa lembar dapat diambil sekaligus: tekan Spasi pada lembarnya.") if several else ""
        )
        if self.view.current is None:
            self.view.step(0)

    def toggle(self, line: SheetLine) -> None:
        """Take the sheet or leave it out; one at least is taken."""
        taken = [
            sheet_line.name
            for sheet_line in self._lines
            if sheet_line.taken != (sheet_line.name == line.name)
        ]
        if taken:
            self.sheets_chosen.emit(tuple(taken))

    def _toggle_current(self) -> None:
        if self.view.current is not None:
            self.toggle(self.view.current)


def several_lists(look: Look) -> bool:
    """Whether more than one sheet holds a list of this kind, so that the officer should choose."""
    return len(listed_tables(look)) > 1


_COLUMNS: tuple[Column[SheetLine], ...] = (
    Column(N_("Ambil"), lambda line: _("ya") if line.taken else "-",
           tint=lambda line: theme.TINT if line.taken else None),
    Column(N_("Lembar"), lambda line: line.name or _("Satu-satunya"), bold=True, stretch=1),
    Column(N_("Baris judul"), lambda line: line.header, align=RIGHT, drop=1),
    Column(N_("Baris isi"), lambda line: line.rows, format_number, align=RIGHT),
    Column(N_("Kolom dikenal"), lambda line: line.known, align=RIGHT),
)  # fmt: skip
