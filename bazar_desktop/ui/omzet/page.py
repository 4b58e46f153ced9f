"""The omzet page: the grid in which every cell is saved as it is left, and the way to close the day."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bazar_desktop.domain.day.model import CHANNELS
from bazar_desktop.language import _
from bazar_desktop.phrases.reports import seal_mismatch_name
from bazar_desktop.services.closing.checklist import (
    HALF_ARRIVED,
    NOT_CONFIRMED,
    NOT_MARKED,
    PAGE_NOT_ATTACHED,
    STILL_AHEAD,
    STILL_HOLDS,
    UNDECIDED,
    Missing,
)
from bazar_desktop.services.closing.seal import closing_state
from bazar_desktop.services.omzet.grid import OmzetGrid, grid
from bazar_desktop.ui import theme
from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.closing.panel import ClosingPanel
from bazar_desktop.ui.closing.sealing import SealActions
from bazar_desktop.ui.day_off import day_off_state, not_held_words, show_day_off
from bazar_desktop.ui.day_question import LEFT, OPENED
from bazar_desktop.ui.imports import ImportDialog, open_import
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import button, make_key
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.grid.cells import Text
from bazar_desktop.ui.ledger.panel import LedgerPanel
from bazar_desktop.ui.omzet.entry import Entry, EntryPage
from bazar_desktop.ui.omzet.figures import Figures
from bazar_desktop.ui.omzet.find import FindBar
from bazar_desktop.ui.omzet.model import OmzetModel
from bazar_desktop.ui.omzet.row_details import RowDetails
from bazar_desktop.ui.omzet.stack import SlipStack

LOW = 540  # px of the page: below, the figures take one line


class OmzetPage(EntryPage):
    """Type, Enter, saved. Ctrl+T opens the closing of the day, Ctrl+H the history of the cell.

    Ctrl+J follows the stack of slips, Ctrl+G compares its total, Ctrl+K confirms an odd total, Ctrl+L shows
    more columns.
    """

    undo_keys = False  # the grid's: it closes the open box first
    manual = "omzet"
    writes_to_day = True

    def __init__(self, desk: AppSession) -> None:
        super().__init__(desk, _("Omzet harian"), _entry_words())
        self.model = OmzetModel(self)
        self.entry = Entry(self, self.model)
        self.sheet = self.entry.sheet
        self.figures = Figures()
        self.beside = RowDetails()
        self.stack = SlipStack(self, self.entry, self.model)
        self.closing = ClosingPanel()
        self.ledger = LedgerPanel(self, self.entry)
        self.finder = FindBar(lambda: [row.row for row in self.model.rows])
        self._grid: OmzetGrid | None = None
        self._lay_out_body()
        self._connect()
        self.focus_first = self.sheet

    def _lay_out_body(self) -> None:
        self.import_button = button(_("Impor daftar"), self.ask_import, icon="upload", shortcut="Ctrl+I")
        self.paste_button = button(_("Tempel dari Excel"), self._paste, icon="clipboard-paste")
        self.close_button = button(
            _("Tutup hari"), self.show_closing, kind="primary", icon="lock", tip=_("Tutup hari (Ctrl+T)")
        )
        self.ledger_button = button(
            _("Mitra"), self.show_ledger, icon="package", tip=_("Buku barang mitra (Ctrl+M)")
        )
        self.add_action(self.ledger_button)
        self.add_action(self.import_button)
        self.add_action(self.paste_button)
        self.add_action(self.close_button)
        for words, act, keys in (
            (_("Tutup hari"), self.show_closing, "Ctrl+T"),
            (_("Cari"), self._find, "Ctrl+F"),
            (_("Jumlah ini memang benar"), self.entry.confirm, "Ctrl+K"),
            (_("Kolom lain"), self.show_more_columns, "Ctrl+L"),
            (_("Isi dari tumpukan slip"), self._follow_slips, "Ctrl+J"),
            (_("Buku barang mitra"), self.show_ledger, "Ctrl+M"),
            (_("Cocokkan jumlah tumpukan"), self._ask_total, "Ctrl+G"),
        ):
            make_key(words, act, keys, self)
        self.work = QWidget()
        column = QVBoxLayout(self.work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[1])
        card = Card(tight=True)
        card.add(self.sheet, 1)
        column.addWidget(self.figures)
        column.addWidget(self.finder)
        column.addWidget(self.stack.bar)
        column.addWidget(card, 1)
        column.addWidget(self.beside)
        self.empty = EmptyState(
            "wallet",
            _("Belum ada peserta pada hari bazar ini"),
            _("Pilih bazar dengan Ctrl+B, atau siapkan pesertanya di halaman Bazar."),
            action=_("Buka halaman Bazar"),
            act=lambda: self.went.emit("bazaars"),
        )
        self.off = day_off_state(lambda: self.went.emit("bazaars"))
        for part in (self.empty, self.off, self.work, self.closing, self.ledger):
            self.body.addWidget(part, 1)

    def _connect(self) -> None:
        self.sheet.moved_to.connect(self._show_beside)
        self.finder.found.connect(self.sheet.go_to_row)
        self.finder.left.connect(self.sheet.setFocus)
        self.finder.slip_typed.connect(self.take_code)
        self.beside.confirmed.connect(self.entry.confirm)
        self.beside.columns_asked.connect(self.show_more_columns)
        self.beside.slips_asked.connect(self._follow_slips)
        self.closing.went_to.connect(self._go_to)
        self.seal = SealActions(self)
        self.closing.close_asked.connect(self.seal.close)
        self.closing.reopen_asked.connect(self.seal.reopen)
        self.closing.countersign_asked.connect(self.seal.countersign)
        self.closing.left.connect(self.show_grid)
        self.ledger.left.connect(self.show_grid)

    def only_shows_day(self) -> bool:
        return self._grid is not None and self._grid.sheet.off is not None

    @property
    def is_closed(self) -> bool:
        return self._grid is not None and self._grid.closed

    def show_day_line(self) -> None:
        super().show_day_line()
        if self.is_closed and not self.closing.isHidden():  # the sealed day is only looked at
            self.day_in_hand.hide()

    def reopen_day(self) -> None:
        self.seal.reopen()

    def ask_import(self) -> ImportDialog | None:
        """Take a list of what was sold into the day in hand."""
        if self.entry.place is None or not self.model.rows or self.day_in_hand.settle(OPENED) == LEFT:
            return None
        bazaar_id, day = self.entry.place
        return open_import(self, "omzet", bazaar_id=bazaar_id, day=day)

    def _paste(self) -> None:
        self.sheet.setFocus()
        self.sheet.blocks.paste()

    def _find(self) -> None:
        if self.work.isVisible():
            self.finder.open_bar()

    def _follow_slips(self) -> None:
        if self.work.isVisible():
            self.stack.toggle()

    def _ask_total(self) -> None:
        if self.work.isVisible():
            self.stack.ask_total()

    def take_code(self, code: str) -> None:
        """A slip omzet was scanned, whatever has the focus."""
        if self.model.rows:
            if not self.work.isVisible():
                self.show_grid()
            self.stack.jump(code)

    def show_more_columns(self) -> None:
        """Show the columns beside the omzet (best-selling product, promises, orders, notes), or hide them."""
        self.model.beside = not self.model.beside
        self.reload()
        self.sheet.setFocus()

    # -- reading -----------------------------------------------------------------------------------------------

    def reload(self) -> None:
        bazaar, day = self.desk.bazaar, self.desk.day
        here = (bazaar.id, day) if bazaar and day else None
        typing = self.entry.put_away()
        if here != self.entry.place:
            self.closing.hide()
            self.ledger.hide()
        self.focus_first = self.sheet
        is_new, self.entry.place = here != self.entry.place, here
        index = self.sheet.currentIndex()
        key = self.model.key_at(index) if index.isValid() and not is_new else None
        self._grid = self.desk.read(grid, bazaar_id=here[0], day=here[1]) if here else None
        self.model.show_grid(self._grid)
        self._show_parts()
        if self._grid is None or not self.model.rows:
            return
        self.figures.show_rows([row.row for row in self.model.rows], self._grid)
        self.stack.read()
        if key is not None:
            self.sheet.setCurrentIndex(self.model.place_of(*key))
        else:
            self.sheet.go_home()
        if (key is None or typing) and self.entry.bring_back_draft():
            self.focus_first = self.sheet.editor
        if self.closing.isVisible():
            self._fill_closing()
        if not self.ledger.isHidden():
            self.ledger.read()
            self.focus_first = self.ledger.sheet

    def follow_day(self) -> None:
        on_ledger = not self.ledger.isHidden()
        sheet = self.ledger.sheet if on_ledger else self.sheet
        typing = sheet.typing
        if typing is not None:
            self.entry.keep_draft(None)
            sheet.put_away()
        super().follow_day()
        if on_ledger and self.model.rows:
            self.show_ledger()
        if typing is not None:
            self._carry(typing, on_ledger=on_ledger)

    def _carry(self, typing: Text, *, on_ledger: bool) -> None:
        """Open the box again over what was being typed, in the same row of the day that was taken in hand."""
        sheet = self.ledger.sheet if on_ledger else self.sheet
        place = self.ledger.model.place_of(typing.key) if on_ledger else self.model.place_of(*typing.key)
        if place.isValid():
            sheet.carry(typing.text, place)
        else:
            self.warn(
                _("Baris itu tidak ada pada hari bazar ini. Ketikan Anda: {text}").format(text=typing.text)
            )

    def refresh(self) -> None:
        """Show what others wrote meanwhile; the box stays open, and a second Enter writes over it knowingly."""
        if self.entry.place is not None:
            self._grid = self.desk.read(grid, bazaar_id=self.entry.place[0], day=self.entry.place[1])
            self.model.refresh(self._grid)

    def show_saved(self) -> None:
        if self._grid is not None and self._grid.sheet.undecided:
            self.refresh()
        if self._grid is not None:
            self.figures.show_rows([row.row for row in self.model.rows], self._grid)
        self._show_beside(self.sheet.currentIndex().row())

    def _show_parts(self) -> None:
        filled = bool(self.model.rows)
        closing = filled and not self.closing.isHidden()
        ledger = filled and not closing and not self.ledger.isHidden()
        is_off = show_day_off(self.off, self._grid.sheet.off if self._grid is not None else None)
        self.empty.setVisible(not filled and not is_off)
        self.subtitle.setText(
            not_held_words(self._grid.sheet.day) if is_off and self._grid else _entry_words()
        )
        self.work.setVisible(filled and not closing and not ledger)
        self.closing.setVisible(closing)
        self.ledger.setVisible(ledger)
        for item in (self.paste_button, self.import_button, self.close_button, self.ledger_button):
            item.setEnabled(self.work.isVisibleTo(self))
        words = (
            _("Tutup hari")
            if self._grid is None or not self.is_closed
            else seal_mismatch_name(self._grid.sheet.seal_mismatch, begins=True)
            if self._grid.sheet.seal_mismatch
            else _("Segel {code}").format(code=self._grid.sheet.seal)
        )
        self.show_day_line()
        self.close_button.setText(f" {words}")
        self.close_button.setAccessibleName(words)

    def _show_beside(self, number: int) -> None:
        rows = self.model.rows
        kinds = self._grid.sheet.categories if self._grid is not None else ()
        self.beside.show_row(rows[number] if 0 <= number < len(rows) else None, rows, kinds)

    # -- closing -----------------------------------------------------------------------------------------------

    def show_closing(self) -> None:
        """Show what is missing and the seal, in place of the grid."""
        if not self.model.rows:
            return
        self.closing.show()
        self._fill_closing()
        self._show_parts()
        self.closing.take_focus()

    def show_ledger(self) -> None:
        """Show what mitra brought and sold, in place of the grid; once more: back to it."""
        if not self.model.rows or not self.closing.isHidden():
            return
        if not self.ledger.isHidden():
            self.show_grid()
            return
        self.ledger.show()
        self._show_parts()
        self.ledger.read()
        self.ledger.sheet.setFocus()

    def show_grid(self) -> None:
        """Back to the grid."""
        self.closing.hide()
        self.ledger.hide()
        self._show_parts()
        self.sheet.setFocus()

    def _fill_closing(self) -> None:
        if self.entry.place is None:
            return
        bazaar_id, day = self.entry.place
        state = self.desk.read(closing_state, bazaar_id=bazaar_id, day=day, at=self.desk.clock())
        self.closing.show_state(state)

    def _go_to(self, missing: Missing) -> None:
        if missing.kind in {UNDECIDED, HALF_ARRIVED}:
            self.went.emit("sync")
        elif missing.kind == STILL_AHEAD:
            self.went.emit("home")
        elif missing.kind in {NOT_MARKED, PAGE_NOT_ATTACHED}:
            self.went.emit("attendance")
        elif missing.kind == STILL_HOLDS:
            self.went.emit("bazaars")
        elif missing.kind == NOT_CONFIRMED:
            self.show_grid()
            self.sheet.go_to(self.model.place_of(missing.participation_id, missing.session, "total"))
        else:
            self.show_grid()
            self.sheet.go_to(self._first_blank(missing))

    def _first_blank(self, missing: Missing) -> QModelIndex:
        row = next(
            grid_row.row
            for grid_row in self.model.rows
            if (grid_row.row.participation_id, grid_row.row.session)
            == (missing.participation_id, missing.session)
        )
        amounts = dict(zip(CHANNELS, row.amounts, strict=True))
        column = next((name for name in self.model.asked if amounts[name] is None), self.model.asked[0])
        return self.model.place_of(missing.participation_id, missing.session, column)

    def after_seal(self) -> None:
        """Show the day anew after it was closed or reopened; what was done before cannot be undone."""
        self.undo_history.forget()
        self.reload()
        self._fill_closing()
        self.closing.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.figures.set_compact(compact=self.height() < LOW)


def _entry_words() -> str:
    return _("Ketik angka lalu Enter, setiap sel langsung tersimpan. N nihil, Ctrl+V tempel, Ctrl+H riwayat.")
