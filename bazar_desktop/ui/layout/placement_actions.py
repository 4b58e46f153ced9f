"""What is done about placing everybody: the search beside the window, its rules, and what it made of them."""

from __future__ import annotations

from bazar_desktop.domain.placement.request import Rules
from bazar_desktop.language import _
from bazar_desktop.phrases.placement import filled_words, from_start_words, proof_words, unfit_words
from bazar_desktop.services.placement.rules import placement_rules, put_placement_rules
from bazar_desktop.services.placement.search import PlacementPreview, apply, preview
from bazar_desktop.services.placement.task import PlacementTask, placement_task
from bazar_desktop.services.settings.values import categories
from bazar_desktop.ui.kit.task import Report
from bazar_desktop.ui.layout.context import LayoutContext
from bazar_desktop.ui.layout.placement_account import AccountPanel
from bazar_desktop.ui.layout.placement_rules import rules_dialog


class PlacementActions:
    """Place everybody, weigh the rules, open the account of it."""

    def __init__(self, page: LayoutContext) -> None:
        self._page = page

    def place_all(self, *, fresh: bool = False) -> None:
        """Place everybody, beside the window, with progress and Cancel; `fresh` forgets where they stand now."""
        page, board = self._page, self._page.board
        if board is None or board.is_sealed or page.selection.is_editing:
            return
        seed = int(board.bazaar.days[0].day.strftime("%Y%m%d"))
        task = page.ask(placement_task, bazaar_id=page.bazaar_id, seed=seed, fresh=fresh)
        if task is not None:
            page.run_search(_("Menempatkan peserta"), work_out, self._on_placed, task=task)

    def _on_placed(self, answer: PlacementPreview) -> None:
        page = self._page
        done = page.perform(apply, preview=answer)
        if done is None:
            return
        facts = done.result
        warnings, better = unfit_words(facts.unfit), from_start_words(facts)
        if not facts.written:
            page.show_again(placed=facts)  # what is said is of now, and so is the plan
            said = " ".join(
                [_("Tidak ada yang perlu pindah."), proof_words(facts.by_day), *better, *warnings]
            )
            if better:
                page.say(said, action=_("Dari awal"), act=lambda: self.place_all(fresh=True))
            else:
                page.say(said)
            return
        page.keep(done, placed=facts)
        words = [filled_words(facts.by_day)]
        if facts.moved:
            words.append(_("{moved} peserta pindah booth.").format(moved=len(facts.moved)))
            words.append(proof_words(facts.by_day))
        page.say(" ".join([*words, *better, *warnings]), undo=done)

    def ask_rules(self) -> None:
        """Ask how much each rule weighs."""
        page = self._page

        def save(rules: Rules) -> None:
            done = page.desk.perform(put_placement_rules, rules=rules)
            page.keep(done)
            page.say(_("Aturan disimpan. Tekan Tempatkan otomatis untuk menyusun ulang."))

        rules, kinds = page.desk.read(placement_rules), page.desk.read(categories)
        rules_dialog(rules, kinds, save, page.window()).open()

    def show_account(self) -> None:
        """Open what each rule came to, and the reasons of everybody."""
        page = self._page
        if page.board is not None and not page.selection.is_editing:
            AccountPanel(page.board, page.placed, page.selection.show_booth, page.window()).open()


def work_out(report: Report, task: PlacementTask) -> PlacementPreview:
    """The search, telling how far it is."""

    def progress(done: int, of: int) -> bool:
        report(done, of, _("Mencari susunan yang lebih baik"))
        return True

    answer = preview(task, progress)
    report(1, 1, _("Mencari susunan yang lebih baik"))  # whoever cancels late is heard too
    return answer
