"""What the page says of the rules of placing: their weights, and what they made of the placement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bazar_desktop.domain.placement.request import Rules
from bazar_desktop.language import _
from bazar_desktop.services.placement import PlacementFacts
from bazar_desktop.services.placement_rules import placement_rules, put_placement_rules
from bazar_desktop.services.settings import categories
from bazar_desktop.ui.layout.placement_account import AccountPanel
from bazar_desktop.ui.layout.placement_rules import rules_dialog

if TYPE_CHECKING:
    from bazar_desktop.ui.layout.page import LayoutPage


class Rulebook:
    """The page's rules; `placed` is what the last placement made, None once anything was changed by hand."""

    def __init__(self, page: LayoutPage) -> None:
        self.page = page
        self.placed: PlacementFacts | None = None

    def ask_rules(self) -> None:
        """Ask how much each rule weighs."""
        page = self.page

        def save(rules: Rules) -> None:
            page.keep(page.desk.perform("placement.rules", put_placement_rules, rules=rules))
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
