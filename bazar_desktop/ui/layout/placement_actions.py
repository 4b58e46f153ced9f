"""What the page does about placing everybody: the search beside the window, its rules, and what it made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.placement.request import Rules
from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.services.placement.board import Quality
from bazar_desktop.services.placement.rules import placement_rules, put_placement_rules
from bazar_desktop.services.placement.search import PlacementFacts, PlacementPreview, apply, preview
from bazar_desktop.services.placement.task import PlacementTask, placement_task
from bazar_desktop.services.settings.values import categories
from bazar_desktop.ui.kit.task import Report
from bazar_desktop.ui.layout.placement_account import AccountPanel
from bazar_desktop.ui.layout.placement_rules import rules_dialog

if TYPE_CHECKING:
    from bazar_desktop.ui.layout.page import LayoutPage


class PlacementActions:
    """`before` is the quality before the last placement; `placed` what it made, None once a hand changed anything."""

    def __init__(self, page: LayoutPage) -> None:
        self.page = page
        self.before: Quality | None = None
        self.placed: PlacementFacts | None = None

    def forget(self) -> None:
        """Another bazaar or day is in hand."""
        self.before = self.placed = None

    def place_all(self) -> None:
        """Place everybody, beside the window, with progress and Cancel."""
        page, bazaar = self.page, self.page.desk.bazaar
        if page.board is None or bazaar is None or page.board.is_sealed or page.view.editing:
            return
        try:
            task = page.desk.read(
                placement_task, bazaar_id=bazaar.id, seed=int(bazaar.days[0].strftime("%Y%m%d"))
            )
        except BazarError as error:
            page.refuse(sentence(error))
            return
        page.side.quality.place.setEnabled(False)
        run = page.run(_("Menempatkan peserta"), work_out, self._on_placed, task=task)
        run.ended.connect(lambda: page.side.quality.place.setEnabled(True))

    def _on_placed(self, answer: PlacementPreview) -> None:
        page = self.page
        before = page.board.quality if page.board is not None else None
        done = page.perform(apply, preview=answer)
        if done is None:
            return
        facts = done.result
        if not facts.written:
            page.say(
                _("Susunan ini sudah yang terbaik: tidak ada yang perlu pindah.")
                if facts.is_proven
                else _("Tidak ditemukan susunan yang lebih baik: tidak ada yang perlu pindah.")
            )
            return
        self.before = before
        page.keep(done)
        self.placed = facts
        words = (
            _("{count} booth terisi untuk {days} hari. {moved} peserta pindah booth.")
            if facts.moved
            else _("{count} booth terisi untuk {days} hari.")
        ).format(count=len(facts.seats), days=len(facts.days), moved=len(facts.moved))
        page.say(words, undo=done)

    def ask_rules(self) -> None:
        """Ask how much each rule weighs."""
        page = self.page

        def save(rules: Rules) -> None:
            page.keep(page.desk.perform(put_placement_rules, rules=rules))
            page.say(_("Aturan disimpan. Tekan Tempatkan otomatis untuk menyusun ulang."))

        found, kinds = page.desk.read(placement_rules), page.desk.read(categories)
        rules_dialog(found, kinds, save, page.window()).open()

    def show_account(self) -> None:
        """Open what each rule came to, and the reasons of everybody."""
        if self.page.board is None or self.page.view.editing:
            return
        AccountPanel(self.page.board, self.placed, self._show_booth, self.page.window()).open()

    def _show_booth(self, booth: str) -> None:
        self.page.scene.choose([booth])
        self.page.show_booth()
        self.page.view.setFocus()


def work_out(report: Report, task: PlacementTask) -> PlacementPreview:
    """The search, telling how far it is."""

    def progress(done: int, of: int) -> bool:
        report(done, of, _("Mencari susunan yang lebih baik"))
        return True

    answer = preview(task, progress)
    report(1, 1, _("Mencari susunan yang lebih baik"))  # whoever cancels late is heard too
    return answer
