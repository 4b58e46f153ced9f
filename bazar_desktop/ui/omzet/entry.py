"""What happens to a cell that is left: saved, refused, taken back, done again; and its history."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QPoint

from bazar_desktop.domain.day.model import CHANNELS
from bazar_desktop.language import _
from bazar_desktop.phrases.attendance import away_clash_words, away_count_words, turned_away_words
from bazar_desktop.phrases.journal import by_words, column_words, field_words, value_words
from bazar_desktop.services.attendance.check_in import check_in_participation
from bazar_desktop.services.day.away import MarkedAway, away_but_told
from bazar_desktop.services.day.seal_guard import DayIsClosed
from bazar_desktop.services.journal.history import HistoryEntry, field_history
from bazar_desktop.services.omzet.drafts import Draft, drop_draft, find_draft, keep_draft
from bazar_desktop.services.omzet.entry import (
    CellAnswer,
    Pasted,
    PastedCell,
    away_in_block,
    confirm_odd,
    paste_as_present,
    paste_block,
)
from bazar_desktop.store.rows import MovedOn
from bazar_desktop.ui.app_session import Done
from bazar_desktop.ui.closing.sealing import SealingPage
from bazar_desktop.ui.day_question import LEFT, MOVED
from bazar_desktop.ui.kit.grid.cells import Key, Text
from bazar_desktop.ui.kit.grid.sheet import CellSheet
from bazar_desktop.ui.kit.history import HistoryPopover, HistoryRow
from bazar_desktop.ui.omzet.away import AS_PRESENT, LEFT as PUT_AWAY, AwayQuestion
from bazar_desktop.ui.omzet.model import OmzetModel
from bazar_desktop.ui.omzet.words import answer_words

Words = Callable[[object], str]  # a value of the journal in words


class EntryPage(SealingPage):
    """A page with a grid, which is told what was saved in it."""

    @abstractmethod
    def show_saved(self) -> None:
        """A cell was saved: show the figures anew."""

    @abstractmethod
    def reopen_day(self) -> None:
        """Take entries again, for a reason that is asked for."""

    @property
    @abstractmethod
    def is_closed(self) -> bool:
        """Whether a seal stands on the day that the grid shows."""

    @abstractmethod
    def refresh(self) -> None:
        """Show what others wrote meanwhile, without moving the cursor."""


class Entry:
    """Saves what is typed into the grid of `page` on the day `place` (bazaar id and date), and takes it back."""

    def __init__(self, page: EntryPage, model: OmzetModel) -> None:
        self._page, self._model = page, model
        self.place: tuple[str, date] | None = None
        self._turned_away = ""  # whom the gate refused in the block just pasted
        self.sheet = CellSheet(model, self.save, name=_("Tabel omzet"), box=_("Isian omzet"))
        self.sheet.stepped.connect(page.undo_history.step)
        self.sheet.drafted.connect(self.keep_draft)
        self.sheet.blocks.answered.connect(self._say_pasted)
        self.sheet.history_asked.connect(self._show_history)

    def step(self, forward: bool) -> None:
        """Take back the last action of the officer here, or do it again."""
        self._page.undo_history.step(forward)

    def did(self, action: str, what: str) -> None:
        """Remember an action that did `what`, so that Ctrl+Z takes it back."""
        self._page.undo_history.did(action, what)

    def _what(self, texts: Sequence[Text]) -> str:
        """Which cells were typed into, in words."""
        if len(texts) == 1:
            key = texts[0].key
            return f"{self._model.name_of(key)} {column_words(key[2])}"
        return _("{count} sel").format(count=len(texts))

    def save(self, texts: Sequence[Text]) -> tuple[CellAnswer, ...] | None:
        """Put `texts` on disk as one action; None where nothing was done."""
        settled = self._page.day_in_hand.settle()
        if self.place is None or settled == LEFT:
            return None
        seen = {(row.row.participation_id, row.row.session): row.seen for row in self._model.rows}
        # Nobody has looked at the rows of the day just taken in hand: what stands there is not written over.
        looked = {} if settled == MOVED else seen
        cells = [PastedCell(*text.key, text.text, looked.get(text.key[:2], "")) for text in texts]
        done = self._put_down(cells)
        if done is None:
            return None
        rows = done.result.rows
        if any(isinstance(cell.error, MovedOn) for cell in done.result.cells):
            self._page.refresh()
        if any(seen.get((row.participation_id, row.session_no)) != row.seen for row in rows):
            self.did(done.action, self._what(texts))
        self._model.put(rows)
        self._page.show_saved()
        self._say_away([(row.participation_id, row.session_no) for row in rows])
        sealed = next((cell.error for cell in done.result.cells if isinstance(cell.error, DayIsClosed)), None)
        if sealed is not None and self._page.day_in_hand.not_today:
            self._page.refuse_error(sealed)  # with the way to today
        return done.result.cells

    def _put_down(self, cells: Sequence[PastedCell]) -> Done[Pasted] | None:
        """Write the cells; a block asks first where somebody in it is marked away. None where nothing was written."""
        if self.place is None:
            return None
        bazaar_id, day = self.place
        aways: Sequence[MarkedAway] = ()
        if len({(cell.participation_id, cell.session_no) for cell in cells}) > 1:
            aways = self._page.desk.read(away_in_block, bazaar_id=bazaar_id, day=day, cells=cells)
        if not aways:
            return self._page.perform(paste_block, bazaar_id=bazaar_id, day=day, cells=cells)
        question = AwayQuestion(aways, self._page.window(), closed=self._page.is_closed)
        question.exec()
        if question.answer == PUT_AWAY:
            self._page.warn(_("Batal ditempel. Tidak ada yang disimpan."))
            return None
        if question.answer != AS_PRESENT:
            return self._page.perform(paste_block, bazaar_id=bazaar_id, day=day, cells=cells)
        done = self._page.perform(
            paste_as_present,
            bazaar_id=bazaar_id,
            day=day,
            cells=cells,
            present=[away.key for away in aways],
            at=self._page.desk.clock(),
        )
        if done is not None:
            self._page.refresh()
            self._turned_away = turned_away_words(done.result.turned_away)
        return done

    def _say_away(self, keys: Sequence[tuple[str, int]]) -> None:
        """Say who of the rows just saved is marked away, and offer to mark them as present."""
        if self.place is None or not any(self._model.is_away(key) for key in keys):
            return
        clashes = self._page.desk.read(away_but_told, bazaar_id=self.place[0], day=self.place[1], keys=keys)
        if clashes and self._page.is_closed:  # nobody can be marked as present under a seal
            words = away_clash_words(clashes[0]) if len(clashes) == 1 else away_count_words(len(clashes))
            self._page.warn(words, action=_("Buka kembali"), act=self._page.reopen_day)
        elif len(clashes) == 1:
            self._page.warn(
                away_clash_words(clashes[0]),
                action=_("Tandai hadir"),
                act=lambda: self._mark_present(clashes[0]),
            )
        elif clashes:
            self._page.warn(away_count_words(len(clashes)))

    def _mark_present(self, away: MarkedAway) -> None:
        """Mark who sold as present, as one action that can be taken back."""
        if self.place is None or not self._page.day_is_kept():
            return
        done = self._page.perform(
            check_in_participation,
            bazaar_id=self.place[0],
            day=self.place[1],
            participation_id=away.participation_id,
            session_no=away.session_no,
            at=self._page.desk.clock(),
        )
        if done is not None:
            self.did(done.action, _("{business} hadir").format(business=away.business))
            self._page.refresh()
            self._page.show_saved()
            self._page.say(_("{business} ditandai hadir.").format(business=away.business), undo=done)

    def _say_pasted(self, answers: Sequence[CellAnswer], homeless: int) -> None:
        kind, words = answer_words(answers, homeless, self._model.name_of)
        clashing = {answer.cell.participation_id for answer in answers if self._model.clashes_at(answer.cell)}
        if clashing:
            kind, words = (
                "error" if kind == "error" else "warning",
                f"{words} {away_count_words(len(clashing))}",
            )
        if self._turned_away:
            kind, words = "error" if kind == "error" else "warning", f"{words} {self._turned_away}"
            self._turned_away = ""
        self._page.banner.tell(kind, words)

    def confirm(self) -> None:
        """The total of the row in hand looks odd, but it is right."""
        number = self.sheet.currentIndex().row()
        if self.place is None or number < 0 or self._model.rows[number].odd is None:
            self._page.warn(_("Jumlah di baris ini tidak perlu dibenarkan."))
            return
        if not self._page.day_is_kept():  # the row that was looked at is of the other day
            return
        row = self._model.rows[number].row
        done = self._page.perform(
            confirm_odd,
            bazaar_id=self.place[0],
            day=self.place[1],
            participation_id=row.participation_id,
            session_no=row.session,
        )
        if done is not None:
            self.did(done.action, _("jumlah {business} dibenarkan").format(business=row.business))
            self._model.put([done.result])
            self._page.show_saved()
            self.sheet.setFocus()

    # -- drafts --------------------------------------------------------------------------------------------------

    def keep_draft(self, text: Text | None) -> None:
        """Keep what is being typed for after a crash; None forgets it."""
        if self.place is None:
            return
        bazaar_id, day = self.place
        if text is None:
            self._page.desk.perform(drop_draft, bazaar_id=bazaar_id, day=day)
        else:
            draft = Draft(*text.key, text.text)
            self._page.desk.perform(keep_draft, draft=draft, bazaar_id=bazaar_id, day=day)

    def put_away(self) -> bool:
        """Close the open box and keep what it holds as a draft of its day; whether one was open."""
        typing = self.sheet.typing
        if typing is not None:
            self.keep_draft(typing)
            self.sheet.put_away()
        return typing is not None

    def bring_back_draft(self) -> bool:
        """Open the box with what was being typed on this day; whether there was something."""
        if self.place is None:
            return False
        draft = self._page.desk.read(find_draft, bazaar_id=self.place[0], day=self.place[1])
        if draft is None:
            return False
        place = self._model.place_of(draft.participation_id, draft.session_no, draft.column)
        if place.isValid():
            self.sheet.bring_back(draft.text, place)
        return place.isValid()

    # -- history -------------------------------------------------------------------------------------

    def _show_history(self, key: Key) -> None:
        column = key[2]
        if self.place is None or column in {"booth", "business"}:
            return
        fields = {column, "state"} if column in {*CHANNELS, "status"} else {column}
        if column == "total":
            fields = {*CHANNELS, "state", "transactions"}
        row = self._model.rows[self.sheet.currentIndex().row()]
        title = f"{row.row.business} · {column_words(column)}"
        self.show_history(self.sheet, "omzet_entry", row.entry_id, title, dict.fromkeys(fields, value_words))

    def show_history(
        self, sheet: CellSheet, entity: str, row_id: str, title: str, words: Mapping[str, Words]
    ) -> None:
        """Show under the cursor of `sheet` who changed the fields of a row that have `words` for their values."""
        entries = self._page.desk.read(field_history, entity=entity, row_id=row_id)
        rows = [_history_row(entry, words[entry.field]) for entry in entries if entry.field in words]
        self.popover = HistoryPopover(title, rows, self._page)
        corner = sheet.visualRect(sheet.currentIndex()).bottomLeft()
        self.popover.show_at(sheet.viewport().mapToGlobal(corner + QPoint(0, 4)))


def _history_row(entry: HistoryEntry, words: Words) -> HistoryRow:
    what = field_words(entry.field)
    return HistoryRow(
        entry.at,
        by_words(entry),
        _("{what}, diurungkan").format(what=what) if entry.undoes else what,
        words(entry.before),
        words(entry.after),
        entry.reason,
    )
