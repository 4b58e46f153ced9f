"""What is done with one booth: swap, move, free, pin, block, and what is said of it."""

from __future__ import annotations

from typing import Any

from bazar_desktop.domain.layout.model import booth_labelled, find_booth
from bazar_desktop.language import _
from bazar_desktop.phrases.placement import broken_words
from bazar_desktop.services.placement import moves as booth_moves
from bazar_desktop.services.placement.moves import MoveFacts
from bazar_desktop.services.placement.needs import Needs, put_needs
from bazar_desktop.ui.app_session import Done
from bazar_desktop.ui.layout.context import LayoutContext
from bazar_desktop.ui.layout.dialogs import move_dialog
from bazar_desktop.ui.layout.placement_needs import needs_dialog


class BoothActions:
    """The hand: each verb is one action that can be undone."""

    def __init__(self, page: LayoutContext) -> None:
        self._page = page

    def swap(self, here: str, there: str) -> None:
        """Exchange two booths."""
        page = self._page
        if page.board is None:
            return
        done = page.perform(
            booth_moves.swap,
            bazaar_id=page.bazaar_id,
            here=here,
            there=there,
            day=page.board.day,
        )
        self._tell_moved(done)

    def give(self, participation_id: str, booth: str) -> None:
        """Put somebody who waits into a booth."""
        page = self._page
        booths = page.board.layout.plan.booths if page.board is not None else ()
        target = next((item for item in booths if item.id == booth), None)
        if page.board is None or target is None:
            page.warn(_("Pilih satu booth kosong dahulu, lalu tekan Enter pada nama peserta."))
            return
        done = page.perform(
            booth_moves.move,
            bazaar_id=page.bazaar_id,
            participation_id=participation_id,
            booth=target.label,
            day=page.board.day,
        )
        self._tell_moved(done)

    def ask_move(self) -> None:
        """Ask for the number of the booth that whoever is in hand goes to."""
        page, board, here = self._page, self._page.board, self._page.selection.booth
        if board is None or page.selection.is_editing or here not in board.holders:
            return
        who = board.holders[here]

        def move(label: str, exchange: bool) -> None:
            if exchange:
                done = page.desk.perform(
                    booth_moves.swap,
                    bazaar_id=page.bazaar_id,
                    here=here,
                    there=booth_labelled(board.layout.plan.booths, label).id,
                    day=board.day,
                )
            else:
                done = page.desk.perform(
                    booth_moves.move,
                    bazaar_id=page.bazaar_id,
                    participation_id=who,
                    booth=label,
                    day=board.day,
                )
            self._tell_moved(done)
            page.tell_saved()

        move_dialog(board.people[who].business, move, page.window()).open()

    def pin(self) -> None:
        """Lock whoever is in hand to the booth, or unlock."""
        page, board, booth = self._page, self._page.board, self._page.selection.booth
        if board is None or page.selection.is_editing or not booth:
            return
        holder = board.people.get(board.holders.get(booth, ""))
        done: Done[Any] | None
        if holder is not None and holder.pinned_booth_id == booth:
            done = page.perform(booth_moves.unpin, bazaar_id=page.bazaar_id, booth_id=booth)
            words = _("Kunci booth {booth} dilepas.")
        else:
            done = page.perform(booth_moves.pin, bazaar_id=page.bazaar_id, booth_id=booth, day=board.day)
            words = _("Booth {booth} dikunci: penempatan otomatis tidak memindahkannya.")
        self._tell(done, words.format(booth=find_booth(board.layout.plan, booth).label))

    def ask_needs(self) -> None:
        """Ask what whoever is in hand needs: in the booth, or in the list of who waits."""
        page, board = self._page, self._page.board
        if board is None or board.is_sealed or page.selection.is_editing:
            return
        person = page.person
        if person is None:
            page.warn(_("Pilih dahulu booth yang terisi atau peserta yang belum punya booth."))
            return
        who = person.id

        def save(needs: Needs) -> None:
            done = page.desk.perform(put_needs, participation_id=who, needs=needs)
            page.keep(done)
            page.say(_("Kebutuhan booth disimpan."))
            page.tell_saved()

        needs_dialog(person, save, page.window()).open()

    def free(self) -> None:
        """Empty the booth in hand."""
        page, booth = self._page, self._page.selection.booth
        if page.board is not None and booth:
            done = page.perform(
                booth_moves.free,
                bazaar_id=page.bazaar_id,
                booth_id=booth,
                day=page.board.day,
            )
            self._tell_moved(done)

    def block(self) -> None:
        """Close the booth in hand, or open it again."""
        page, board, booth = self._page, self._page.board, self._page.selection.booth
        if board is None or not booth:
            return
        standing = find_booth(board.layout.plan, booth)
        done = page.perform(
            booth_moves.block,
            bazaar_id=page.bazaar_id,
            booth_id=booth,
            blocked=not standing.blocked,
        )
        words = _("Booth {booth} dibuka lagi.") if standing.blocked else _("Booth {booth} ditutup.")
        self._tell(done, words.format(booth=standing.label))

    def _tell(self, done: Done[Any] | None, words: str) -> None:
        """Have the change remembered and drawn, then say it; what was refused is drawn as it stands."""
        if done is None:
            self._page.show_again()
            return
        self._page.keep(done)
        self._page.say(words, undo=done)

    def _tell_moved(self, done: Done[MoveFacts] | None) -> None:
        """The same for who went where, with a warning where a rule is broken now."""
        if done is None:
            self._page.show_again()
            return
        words = _moved_words(done.result)
        if not done.result.broken:
            self._tell(done, f"{words}.")
            return
        wrong = "; ".join(
            broken_words(broken.rule, broken.business, broken.booth) for broken in done.result.broken
        )
        self._page.keep(done)
        self._page.warn(
            _("{what}. Perhatikan: {wrong}.").format(what=words, wrong=wrong),
            action=_("Urungkan"),
            act=lambda: self._page.undo(done.action),
        )


def _moved_words(facts: MoveFacts) -> str:
    words = "; ".join(
        _("{business} sekarang di {booth}").format(business=item.business, booth=item.booth)
        if item.booth
        else _("{business} tidak punya booth lagi").format(business=item.business)
        for item in facts.moved
    )
    return words + (_(" ({count} hari)").format(count=len(facts.days)) if len(facts.days) > 1 else "")
