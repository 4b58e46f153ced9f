"""What the page does with one booth: swap, move, free, pin, block, and what it says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bazar_desktop.domain.layout.model import booth_labelled, find_booth
from bazar_desktop.language import _
from bazar_desktop.phrases.placement import broken_words
from bazar_desktop.services.placement import moves as booth_moves
from bazar_desktop.services.placement.moves import MoveFacts
from bazar_desktop.services.placement.needs import Needs, put_needs
from bazar_desktop.ui.app_session import Done
from bazar_desktop.ui.layout.dialogs import move_dialog
from bazar_desktop.ui.layout.placement_needs import needs_dialog

if TYPE_CHECKING:
    from bazar_desktop.ui.layout.page import LayoutPage


class BoothActions:
    """The page's hand: each verb is one action that can be undone."""

    def __init__(self, page: LayoutPage) -> None:
        self.page = page

    def swap(self, here: str, there: str) -> None:
        """Exchange two booths."""
        done = self.page.do(booth_moves.swap, here=here, there=there, day=self.page.desk.day)
        if done is not None:
            self._tell(done)

    def give(self, participation_id: str, booth: str) -> None:
        """Put somebody who waits into a booth."""
        if self.page.board is None or booth not in self.page.view.plan_scene.booths:
            self.page.warn(_("Pilih satu booth kosong dahulu, lalu tekan Enter pada nama peserta."))
            return
        label = find_booth(self.page.board.layout.plan, booth).label
        facts = {"participation_id": participation_id, "booth": label, "day": self.page.desk.day}
        done = self.page.do(booth_moves.move, **facts)
        if done is not None:
            self._tell(done)

    def _tell(self, done: Done[MoveFacts]) -> None:
        facts = done.result
        words = "; ".join(
            _("{business} sekarang di {booth}").format(business=item.business, booth=item.booth)
            if item.booth
            else _("{business} tidak punya booth lagi").format(business=item.business)
            for item in facts.moved
        )
        if len(facts.days) > 1:
            words += _(" ({count} hari)").format(count=len(facts.days))
        if facts.broken:
            wrong = "; ".join(
                broken_words(broken.rule, broken.business, broken.booth) for broken in facts.broken
            )
            self.page.warn(
                _("{what}. Perhatikan: {wrong}.").format(what=words, wrong=wrong),
                action=_("Urungkan"),
                act=lambda: self.page.undo(done.action),
            )
        else:
            self.page.say(f"{words}.", undo=done)

    def ask_move(self) -> None:
        """Ask for the number of the booth that whoever is in hand goes to."""
        here = self.page.chosen_booth
        if self.page.board is None or self.page.view.editing or here not in self.page.board.holders:
            return
        who = self.page.board.holders[here]

        def move(label: str, exchange: bool) -> None:
            facts: dict[str, Any] = {"bazaar_id": self.page.bazaar_id, "day": self.page.desk.day}
            if exchange and self.page.board is not None:
                there = booth_labelled(self.page.board.layout.plan.booths, label).id
                facts |= {"here": here, "there": there}
                done = self.page.desk.perform(booth_moves.swap, **facts)
            else:
                facts |= {"participation_id": who, "booth": label}
                done = self.page.desk.perform(booth_moves.move, **facts)
            self.page.keep(done)
            self._tell(done)
            self.page.changed.emit()

        move_dialog(self.page.board.people[who].business, move, self.page.window()).open()

    def pin(self) -> None:
        """Lock whoever is in hand to the booth, or unlock."""
        booth = self.page.chosen_booth
        if self.page.board is None or self.page.view.editing or not booth:
            return
        label = find_booth(self.page.board.layout.plan, booth).label
        if self.page.view.plan_scene.booths[booth].face.pinned:
            done: Done[Any] | None = self.page.do(booth_moves.unpin, booth_id=booth)
            words = _("Kunci booth {booth} dilepas.")
        else:
            done = self.page.do(booth_moves.pin, booth_id=booth, day=self.page.desk.day)
            words = _("Booth {booth} dikunci: penempatan otomatis tidak memindahkannya.")
        if done is not None:
            self.page.say(words.format(booth=label), undo=done)

    def ask_needs(self) -> None:
        """Ask what whoever is in hand needs: in the booth, or in the list of who waits where that has the focus."""
        board = self.page.board
        if board is None or board.is_sealed or self.page.view.editing:
            return
        waiting = self.page.side.waiting
        participant = waiting.current if waiting.list.hasFocus() else None
        participant = participant or board.people.get(board.holders.get(self.page.chosen_booth, ""))
        if participant is None:
            self.page.warn(_("Pilih dahulu booth yang terisi atau peserta yang belum punya booth."))
            return
        who = participant.id

        def save(needs: Needs) -> None:
            facts: dict[str, Any] = {"participation_id": who, "needs": needs}
            self.page.keep(self.page.desk.perform(put_needs, **facts))
            self.page.say(_("Kebutuhan booth disimpan."))
            self.page.changed.emit()

        needs_dialog(participant, save, self.page.window()).open()

    def free(self) -> None:
        """Empty the booth in hand; in edit mode remove what is chosen."""
        if self.page.view.editing:
            self.page.sheet.edit_bar.remove()
        elif self.page.chosen_booth:
            facts = {"booth_id": self.page.chosen_booth, "day": self.page.desk.day}
            done = self.page.do(booth_moves.free, **facts)
            if done is not None:
                self._tell(done)

    def block(self) -> None:
        """Close the booth in hand, or open it again."""
        booth = self.page.chosen_booth
        if self.page.view.editing:
            self.page.sheet.edit_bar.toggle_blocked()
        elif self.page.board is not None and booth:
            now = not find_booth(self.page.board.layout.plan, booth).blocked
            done = self.page.do(booth_moves.block, booth_id=booth, blocked=now)
            if done is not None:
                words = _("Booth {booth} ditutup.") if now else _("Booth {booth} dibuka lagi.")
                self.page.say(words.format(booth=done.result), undo=done)
