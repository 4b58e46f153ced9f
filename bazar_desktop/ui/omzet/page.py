"""The omzet page: the grid in which every cell is saved as it is left, and the way to close the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bazar_desktop.domain.day import CHANNELS
from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.services.closing_list import (
    HALF_ARRIVED,
    NOT_MARKED,
    PAGE_NOT_ATTACHED,
    UNDECIDED,
    Missing,
)
from bazar_desktop.services.day_close import closing_state
from bazar_desktop.services.drafts import Draft, drop_draft, find_draft, keep_draft
from bazar_desktop.services.history import HistoryEntry, field_history, undo
from bazar_desktop.services.omzet import CellAnswer, PastedCell, paste_block
from bazar_desktop.services.omzet_grid import OmzetGrid, grid
from bazar_desktop.store.rows import MovedOn
from bazar_desktop.store.undo import NothingToUndo
from bazar_desktop.ui import theme
from bazar_desktop.ui.desk import Desk
from bazar_desktop.ui.imports import ImportDialog, open_import
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import button, make_key
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.history import HistoryPopover, HistoryRow
from bazar_desktop.ui.kit.steps import Sittings, Steps
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.omzet.blocks import Text
from bazar_desktop.ui.omzet.closing import ClosingPanel
from bazar_desktop.ui.omzet.figures import Figures
from bazar_desktop.ui.omzet.find import FindBar
from bazar_desktop.ui.omzet.model import OmzetModel
from bazar_desktop.ui.omzet.sealing import SealActions, SealingPage
from bazar_desktop.ui.omzet.sheet import OmzetSheet
from bazar_desktop.ui.omzet.words import answer_words, beside_words, column_words, field_words, value_words

LOW = 540  # px of the page: below, the figures take one line


class OmzetPage(SealingPage):
    """Type, Enter, saved. Ctrl+T opens the closing of the day, Ctrl+H the history of the cell."""

    manual = "omzet"

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            _("Omzet harian"),
            _(
                "Ketik angka lalu Enter, setiap sel langsung tersimpan. N nihil, Ctrl+V tempel, Ctrl+H riwayat."
            ),
        )
        self.model = OmzetModel(self)
        self.sheet = OmzetSheet(self.model, self._save)
        self.figures = Figures()
        self.closing = ClosingPanel()
        self.finder = FindBar(lambda: [one.row for one in self.model.rows])
        self.sittings = Sittings()
        self._grid: OmzetGrid | None = None
        self._in_hand: tuple[str, date] | None = None
        self._lay_out_body()
        self._connect()
        self.focus_first = self.sheet

    def _lay_out_body(self) -> None:
        self.import_button = button(_("Impor daftar"), self.ask_import, icon="upload", shortcut="Ctrl+I")
        self.paste_button = button(_("Tempel dari Excel"), self._paste, icon="clipboard-paste")
        self.close_button = button(
            _("Tutup hari"), self.show_closing, kind="primary", icon="lock", tip=_("Tutup hari (Ctrl+T)")
        )
        self.add_action(self.import_button)
        self.add_action(self.paste_button)
        self.add_action(self.close_button)
        make_key(_("Tutup hari"), self.show_closing, "Ctrl+T", self)
        make_key(_("Cari"), self._find, "Ctrl+F", self)
        self.work = QWidget()
        column = QVBoxLayout(self.work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[1])
        card = Card(tight=True)
        card.add(self.sheet, 1)
        self.beside = Label("", "small", wrap=True)
        column.addWidget(self.figures)
        column.addWidget(self.finder)
        column.addWidget(card, 1)
        column.addWidget(self.beside)
        self.empty = EmptyState(
            "wallet",
            _("Belum ada peserta pada hari ini"),
            _("Pilih bazar dengan Ctrl+B, atau siapkan pesertanya di halaman Bazar."),
            action=_("Buka halaman Bazar"),
            act=lambda: self.went.emit("bazaars"),
        )
        for part in (self.empty, self.work, self.closing):
            self.body.addWidget(part, 1)

    def _connect(self) -> None:
        self.sheet.stepped.connect(self._step)
        self.sheet.drafted.connect(self._keep_draft)
        self.sheet.blocks.answered.connect(self._say_pasted)
        self.sheet.history_asked.connect(self._show_history)
        self.sheet.moved_to.connect(self._show_beside)
        self.finder.found.connect(self.sheet.go_to_row)
        self.finder.left.connect(self.sheet.setFocus)
        self.closing.went_to.connect(self._go_to)
        self.seal = SealActions(self)
        self.closing.close_asked.connect(self.seal.close)
        self.closing.reopen_asked.connect(self.seal.reopen)
        self.closing.left.connect(self.show_grid)

    def ask_import(self) -> ImportDialog | None:
        """Take a list of what was sold into the day in hand."""
        if self._in_hand is None:
            return None
        bazaar_id, day = self._in_hand
        return open_import(self, "omzet", bazaar_id=bazaar_id, day=day)

    @property
    def _officer(self) -> str:
        return self.desk.officer.id if self.desk.officer else ""

    @property
    def steps(self) -> Steps:
        """What the officer at the desk did here."""
        return self.sittings.of(self._officer)

    # -- reading -----------------------------------------------------------------------------------------------

    def reload(self) -> None:
        bazaar, day = self.desk.bazaar, self.desk.day
        here = (bazaar.id, day) if bazaar and day else None
        typing = self.sheet.typing
        if typing is not None:
            self._keep_draft(typing)  # of the day that was in hand until now
            self.sheet.put_away()
        if here != self._in_hand:
            self.sittings.forget()
            self.closing.hide()
        self.focus_first = self.sheet
        is_new, self._in_hand = here != self._in_hand, here
        index = self.sheet.currentIndex()
        key = self.model.key_at(index) if index.isValid() and not is_new else None
        self._grid = self.desk.read(grid, bazaar_id=here[0], day=here[1]) if here else None
        self.model.show_grid(self._grid)
        self._show_parts()
        if self._grid is None or not self.model.rows:
            return
        self.figures.show_rows([one.row for one in self.model.rows], self._grid)
        if key is not None:
            self.sheet.setCurrentIndex(self.model.place_of(*key))
        else:
            self.sheet.go_home()
        if key is None or typing is not None:
            self._bring_back_draft()
        if self.closing.isVisible():
            self._fill_closing()

    def _show_parts(self) -> None:
        filled = bool(self.model.rows)
        closing = filled and not self.closing.isHidden()
        self.empty.setVisible(not filled)
        self.work.setVisible(filled and not closing)
        self.closing.setVisible(closing)
        self.paste_button.setEnabled(filled and not closing)
        self.import_button.setEnabled(filled and not closing)
        self.close_button.setEnabled(filled and not closing)
        closed = self._grid is not None and self._grid.closed
        words = (
            _("Segel {code}").format(code=self._grid.sheet.seal) if closed and self._grid else _("Tutup hari")
        )
        self.close_button.setText(f" {words}")
        self.close_button.setAccessibleName(words)

    def _bring_back_draft(self) -> None:
        if self._in_hand is None:
            return
        draft = self.desk.read(find_draft, bazaar_id=self._in_hand[0], day=self._in_hand[1])
        if draft is None:
            return
        place = self.model.place_of(draft.participation_id, draft.session_no, draft.column)
        if place.isValid():
            self.sheet.bring_back(draft.text, place)
            self.focus_first = self.sheet.editor

    def _show_beside(self, number: int) -> None:
        rows = self.model.rows
        self.beside.setText(beside_words(rows[number], rows) if 0 <= number < len(rows) else "")

    # -- saving ------------------------------------------------------------------------------------------------

    def _save(self, _what: str, texts: Sequence[Text]) -> tuple[CellAnswer, ...] | None:
        if self._in_hand is None:
            return None
        seen = {(one.row.participation_id, one.row.session): one.seen for one in self.model.rows}
        cells = [PastedCell(*text.key, text.text, seen[text.key[0], text.key[1]]) for text in texts]
        done = self.perform(
            "omzet.paste_block",
            paste_block,
            bazaar_id=self._in_hand[0],
            day=self._in_hand[1],
            cells=cells,
        )
        if done is None:
            return None
        rows = done.result.rows
        if any(isinstance(one.error, MovedOn) for one in done.result.cells):
            self._refresh()
        if any(seen[one.participation_id, one.session_no] != one.seen for one in rows):
            self.steps.did(done.action)
        self.model.put(rows)
        if self._grid is not None and self._grid.sheet.undecided:
            self._refresh()
        if self._grid is not None:
            self.figures.show_rows([one.row for one in self.model.rows], self._grid)
        self._show_beside(self.sheet.currentIndex().row())
        return done.result.cells

    def _refresh(self) -> None:
        """Show what others wrote meanwhile; the box stays open, and a second Enter writes over it knowingly."""
        if self._in_hand is not None:
            self._grid = self.desk.read(grid, bazaar_id=self._in_hand[0], day=self._in_hand[1])
            self.model.refresh(self._grid)

    def _say_pasted(self, answers: Sequence[CellAnswer], homeless: int) -> None:
        kind, words = answer_words(answers, homeless, self.model.name_of)
        self.banner.tell(kind, words)

    def _keep_draft(self, text: Text | None) -> None:
        if self._in_hand is None:
            return
        where = {"bazaar_id": self._in_hand[0], "day": self._in_hand[1]}
        if text is None:
            self.desk.perform("drafts.drop_draft", drop_draft, **where)
        else:
            self.desk.perform("drafts.keep_draft", keep_draft, draft=Draft(*text.key, text.text), **where)

    def _paste(self) -> None:
        self.sheet.setFocus()
        self.sheet.blocks.paste()

    def _find(self) -> None:
        if self.work.isVisible():
            self.finder.open_bar()

    def _step(self, forward: bool) -> None:
        action = self.steps.next(forward=forward)
        if not action:
            self._say_no_step(forward)
            return
        done = self.perform("history.undo", undo, action=action)
        if done is None and self.banner.kind == "error":
            self.steps.drop(forward=forward)
        if done is not None:
            self.steps.took_back(done.action, forward=forward)
            self.reload()
            self.say(_("Diulangi.") if forward else _("Diurungkan. Ctrl+Y mengulangi."))

    def _say_no_step(self, forward: bool) -> None:
        if not forward and self.sittings.others_can(self._officer, forward=forward):
            self.refuse(sentence(NothingToUndo()))
        else:
            self.warn(_("Tidak ada lagi yang diulangi.") if forward else _("Tidak ada lagi yang diurungkan."))

    def _show_history(self, key: tuple[str, int, str]) -> None:
        column = key[2]
        if self._in_hand is None or column not in {*CHANNELS, "transactions", "status", "total"}:
            return
        fields = {column, "state"} if column in {*CHANNELS, "status"} else {column}
        if column == "total":
            fields = {*CHANNELS, "state", "transactions"}
        one = self.model.rows[self.sheet.currentIndex().row()]
        entries = self.desk.read(field_history, entity="omzet_entry", row_id=one.entry_id)
        rows = [_history_row(entry) for entry in entries if entry.field in fields]
        index = self.sheet.currentIndex()
        title = f"{self.model.rows[index.row()].row.business} · {column_words(column)}"
        self.popover = HistoryPopover(title, rows, self)
        corner = self.sheet.visualRect(index).bottomLeft()
        self.popover.show_at(self.sheet.viewport().mapToGlobal(corner + QPoint(0, 4)))

    # -- closing -----------------------------------------------------------------------------------------------

    def show_closing(self) -> None:
        """Show what is missing and the seal, in place of the grid."""
        if not self.model.rows:
            return
        self.closing.show()
        self._fill_closing()
        self._show_parts()
        self.closing.take_focus()

    def show_grid(self) -> None:
        """Back to the grid."""
        self.closing.hide()
        self._show_parts()
        self.sheet.setFocus()

    def _fill_closing(self) -> None:
        if self._in_hand is None:
            return
        state = self.desk.read(closing_state, bazaar_id=self._in_hand[0], day=self._in_hand[1])
        self.closing.show_state(state)

    def _go_to(self, missing: Missing) -> None:
        if missing.kind in {UNDECIDED, HALF_ARRIVED}:
            self.went.emit("sync")
        elif missing.kind in {NOT_MARKED, PAGE_NOT_ATTACHED}:
            self.went.emit("attendance")
        else:
            self.show_grid()
            self.sheet.go_to(self._first_blank(missing))

    def _first_blank(self, missing: Missing) -> QModelIndex:
        row = next(
            one.row
            for one in self.model.rows
            if (one.row.participation_id, one.row.session) == (missing.participation_id, missing.session)
        )
        amounts = dict(zip(CHANNELS, row.amounts, strict=True))
        column = next((name for name in self.model.asked if amounts[name] is None), self.model.asked[0])
        return self.model.place_of(missing.participation_id, missing.session, column)

    def after_seal(self) -> None:
        """Show the day anew after it was closed or reopened; what was done before cannot be undone."""
        self.sittings.forget()
        self.reload()
        self._fill_closing()
        self.closing.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.figures.set_compact(compact=self.height() < LOW)


def _history_row(entry: HistoryEntry) -> HistoryRow:
    what = field_words(entry.field)
    return HistoryRow(
        entry.at,
        entry.officer,
        _("{what}, diurungkan").format(what=what) if entry.undoes else what,
        value_words(entry.before),
        value_words(entry.after),
        entry.reason,
    )
