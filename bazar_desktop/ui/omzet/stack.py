"""The stack of slips: entry follows its order, a scanned slip jumps to its row, its total is compared."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from bazar_desktop.domain.day.model import CHANNELS, VENDOR
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.money import format_number, parse_rupiah
from bazar_desktop.domain.omzet.slip_codes import read_slip
from bazar_desktop.language import N_, _
from bazar_desktop.messages import sentence
from bazar_desktop.phrases.journal import column_words
from bazar_desktop.phrases.omzet import batch_words, suspect_words
from bazar_desktop.services.bazaars.participants import UnknownParticipant
from bazar_desktop.services.day.parties import SlipOfAnotherDay
from bazar_desktop.services.omzet.batch_check import BatchCheck, Suspect, check_batch
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.rows import Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.omzet.entry import Entry, EntryPage
from bazar_desktop.ui.omzet.model import OmzetModel
from bazar_desktop.ui.omzet.words import is_away

_SUSPECTS: tuple[Column[Suspect], ...] = (
    Column(N_("Booth"), lambda suspect: suspect.booth or "-", bold=True),
    Column(N_("Usaha"), lambda suspect: suspect.business, stretch=1),
    Column(N_("Isian"), lambda suspect: column_words(suspect.channel or "total")),
    Column(N_("Yang mungkin terjadi"), suspect_words, stretch=2),
)
SHOWN = 3  # rows of the list before it scrolls


class StackBar(QWidget):
    """What the stack adds up to, beside the rows. Enter compares; in the list Enter goes to the row.

    Signals:
        asked(): compare the total that is typed.
        went_to(object): the Suspect to go to.
        left(): Esc; the keys belong to the grid again.
    """

    asked = Signal()
    went_to = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[0])
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE[1])
        self.place = Label("", "strong", tabular=True)
        self.channel = QComboBox()
        self.channel.setAccessibleName(_("Cara bayar yang dijumlahkan"))
        self.total = QLineEdit()
        self.total.setAccessibleName(_("Jumlah tumpukan slip"))
        self.total.setPlaceholderText(_("Jumlah tumpukan, Enter mencocokkan (Ctrl+G)"))
        self.total.setFont(theme.font(tabular=True))
        self.total.setMinimumWidth(150)
        line.addWidget(self.place)
        line.addWidget(self.channel)
        line.addWidget(self.total, 1)
        column.addLayout(line)
        self.says = Label("", "small", wrap=True)
        self.suspects = RowsView(RowsModel(_SUSPECTS), name=_("Baris yang perlu diperiksa"))
        column.addWidget(self.says)
        self._found = Card(tight=True)
        self._found.add(self.suspects)
        column.addWidget(self._found)
        self.total.returnPressed.connect(self.asked)
        self.suspects.opened.connect(self.went_to)
        self.show_check(None)
        self.hide()

    def show_channels(self, names: tuple[str, ...]) -> None:
        """Offer all channels together, or one of `names`."""
        if names != tuple(self.channel.itemData(at) for at in range(1, self.channel.count())):
            self.channel.clear()
            self.channel.addItem(_("Semua cara bayar"), "")
            for name in names:
                self.channel.addItem(column_words(name), name)

    def show_check(self, check: BatchCheck | None, refused: str = "") -> None:
        """Show the comparison, or why there is none."""
        self.says.setText(refused or (batch_words(check) if check is not None else ""))
        self.says.setVisible(bool(self.says.text()))
        self.suspects.set_rows(check.suspects if check is not None else ())
        count = len(check.suspects) if check is not None else 0
        self.suspects.setFixedHeight((min(count, SHOWN) + 1) * theme.ROW_HEIGHT + 8)
        self._found.setVisible(count > 0)
        if self.suspects.isVisible():
            self.suspects.setFocus()
            self.suspects.step(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class SlipStack:
    """Follows the stack in the grid of `page`: booth order, or the order in which the slips were scanned."""

    def __init__(self, page: EntryPage, entry: Entry, model: OmzetModel) -> None:
        self._page, self._entry, self._model = page, entry, model
        self._scanned: list[tuple[str, int]] = []
        self.bar = StackBar()
        self.bar.asked.connect(self.compare)
        self.bar.went_to.connect(self._go_to)
        self.bar.left.connect(entry.sheet.setFocus)
        entry.sheet.moved_to.connect(lambda _row: self._show_place())

    @property
    def is_on(self) -> bool:
        return not self.bar.isHidden()

    def _switch(self) -> None:
        self.bar.setVisible(not self.is_on)
        self._scanned.clear()
        self.bar.show_check(None)
        self.read()

    def toggle(self) -> None:
        """Follow the stack, or no longer."""
        self._switch()
        self._entry.sheet.setFocus()
        if self.is_on and (stack := self._entry.sheet.cursor_keys.stack):
            waiting = [row for row in stack if self._model.rows[row].row.total is None]
            self._entry.sheet.go_to(self._model.index((waiting or stack)[0], self._model.editable[0]))

    def read(self) -> None:
        """The rows were read anew: which of them have a slip in the stack."""
        rows = {(row.row.participation_id, row.row.session): n for n, row in enumerate(self._model.rows)}
        scanned = [rows[key] for key in self._scanned if key in rows]
        others = [
            number
            for number, row in enumerate(self._model.rows)
            if row.row.party == VENDOR and not is_away(row.row) and number not in scanned
        ]
        self._entry.sheet.cursor_keys.stack = [*scanned, *others] if self.is_on else ()
        self.bar.show_channels(tuple(name for name in self._model.columns if name in CHANNELS))
        self._show_place()

    def _show_place(self) -> None:
        stack = list(self._entry.sheet.cursor_keys.stack)
        row = self._entry.sheet.currentIndex().row()
        at = stack.index(row) + 1 if row in stack else 0
        self.bar.place.setText(_("Slip {at} dari {count}").format(at=at or "–", count=len(stack)))

    def ask_total(self) -> None:
        """Put the keys where the total of the stack is typed."""
        if not self.is_on:
            self._switch()
        self.bar.total.setFocus()
        self.bar.total.selectAll()

    def compare(self) -> None:
        """Compare the typed total with the rows that are selected, or with all UMKM rows."""
        if self._entry.place is None:
            return
        bazaar_id, day = self._entry.place
        try:
            amount = parse_rupiah(self.bar.total.text())
        except BazarError as error:
            self.bar.show_check(None, sentence(error))
            return
        if amount is None:
            self.bar.show_check(None, _("Ketik dahulu jumlah dari tumpukan slip."))
            return
        self.bar.total.setText(format_number(amount.value))
        chosen = {index.row() for index in self._entry.sheet.selectionModel().selectedIndexes()}
        rows = [self._model.rows[number].row for number in sorted(chosen)] if len(chosen) > 1 else []
        check = self._page.ask(
            check_batch,
            bazaar_id=bazaar_id,
            day=day,
            total=amount.value,
            rows=[(row.participation_id, row.session) for row in rows],
            channel=self.bar.channel.currentData() or "",
        )
        self.bar.show_check(check)

    def _go_to(self, suspect: Suspect) -> None:
        column = suspect.channel or self._model.asked[0]
        self._entry.sheet.go_to(self._model.place_of(suspect.participation_id, suspect.session, column))

    def jump(self, code: str) -> None:
        """A slip was scanned: what is typed is saved, and the cursor goes to the slip's row."""
        if self._entry.place is None or not self._entry.sheet.finish():
            return
        day = self._entry.place[1]
        try:
            slip = read_slip(code)
            if not any(
                grid_row.row.card.split(".")[1:2] == [slip.bazaar] for grid_row in self._model.rows
            ) or (slip.day != f"{day:%d%m}"):
                raise SlipOfAnotherDay(bazaar=slip.bazaar, day=f"{slip.day[:2]}/{slip.day[2:]}")
            row = next(
                (
                    grid_row.row
                    for grid_row in self._model.rows
                    if grid_row.row.card and slip.is_of(grid_row.row.card, day, grid_row.row.session)
                ),
                None,
            )
            if row is None:
                raise UnknownParticipant()
        except BazarError as error:
            self._page.refuse(sentence(error))
            return
        key = (row.participation_id, row.session)
        self._scanned = [*(item for item in self._scanned if item != key), key]
        self.read()
        self._entry.sheet.go_to(self._model.place_of(*key, self._model.asked[0]))
