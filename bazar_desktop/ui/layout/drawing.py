"""What the page does with the layout: begin and end editing, save, lay out anew, reuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bazar_desktop.domain.layout import Plan
from bazar_desktop.language import _
from bazar_desktop.services.layouts import clone_layout, generate_layout, make_template, save_plan
from bazar_desktop.ui.layout.dialogs import generator_dialog

if TYPE_CHECKING:
    from bazar_desktop.ui.layout.page import LayoutPage


class Drawing:
    """The page's pencil: each change is saved at once as one action that can be undone."""

    def __init__(self, page: LayoutPage) -> None:
        self.page = page

    def toggle_editing(self) -> None:
        """Begin or end editing the layout."""
        self.page.view.editing = self.page.edit_button.isChecked()
        self.page.view.let_go()
        self.page.view.plan_scene.choose(())
        self.page.sheet.edit_bar.setVisible(self.page.view.editing)
        self.page.side.quality.setVisible(not self.page.view.editing)
        self.page.show_booth()
        self.page.view.setFocus()

    def save(self, plan: Plan, chosen: tuple[str, ...] | None) -> None:
        """Keep an edited plan; `chosen` are its ids to choose then (None: those of now)."""
        if self.page.board is None:
            return
        layout = self.page.board.layout
        done = self.page.perform(
            "layouts.save_plan", save_plan, layout_id=layout.id, plan=plan, seen=layout.seen
        )
        wanted = self.page.view.plan_scene.chosen if chosen is None else chosen
        if done is None or done.result.wrote:
            self.page.keep(done)
        if done is not None:
            self.page.view.plan_scene.choose([done.result.ids.get(one, one) for one in wanted])
        self.page.show_booth()

    def ask_layout(self) -> None:
        """Ask how many tents, and lay them out."""

        def generate(**facts: Any) -> None:
            done = self.page.desk.perform(
                "layouts.generate_layout", generate_layout, bazaar_id=self.page.bazaar_id, **facts
            )
            self.page.keep(done)
            self.page.view.fit()
            self.page.say(_("Denah dibuat. Geser tenda seperlunya dengan Ubah denah."), undo=done)
            self.page.changed.emit()

        generator_dialog(generate, self.page.window()).open()

    def reuse(self, template: str) -> None:
        """Stand on a copy of the lokasi's layout."""
        done = self.page.do("layouts.clone_layout", clone_layout, layout_id=template)
        if done is not None:
            self.page.say(_("Denah lokasi dipakai lagi."), undo=done)

    def keep_as_template(self) -> None:
        """Let later bazaars at this lokasi start from this layout."""
        done = self.page.perform("layouts.make_template", make_template, bazaar_id=self.page.bazaar_id)
        if done is not None and done.result:
            self.page.keep(done)
            self.page.say(_("Denah ini menjadi denah lokasi untuk bazar berikutnya."), undo=done)
        elif done is not None:
            self.page.say(_("Denah ini memang sudah denah lokasi."))
