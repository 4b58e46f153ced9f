"""What the page does with the layout: begin and end editing, save, undo, lay out anew, start from another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.layout.checks import Flaw, flaws
from bazar_desktop.domain.layout.model import Plan
from bazar_desktop.domain.layout.parts import clipping, pasted, removed
from bazar_desktop.language import _
from bazar_desktop.services.layout.layouts import generate_layout, least_aisle, put_least_aisle, save_plan
from bazar_desktop.services.layout.templates import clone_layout, keep_template, layout_choices
from bazar_desktop.ui.kit.photos import PhotoChooser
from bazar_desktop.ui.layout.backdrop import Backdrop
from bazar_desktop.ui.layout.edit_dialogs import (
    generator_dialog,
    ground_dialog,
    start_dialog,
    template_dialog,
)

if TYPE_CHECKING:
    from bazar_desktop.ui.layout.page import LayoutPage

USUAL_AISLE = 3.5  # metres between blocks, where the office asks for no more


class PlanActions:
    """The page's pencil: each change is saved at once as one action that can be undone."""

    def __init__(self, page: LayoutPage, photos: PhotoChooser) -> None:
        self.page = page
        self.backdrop = Backdrop(page, photos)
        self.undo_last, self.redo_last = page.retrace.undo_last, page.retrace.redo_last
        self.aisle = 0.0

    def toggle_editing(self) -> None:
        """Begin or end editing the layout."""
        page = self.page
        page.view.editing = page.scene.marks_flaws = page.edit_button.isChecked()
        page.view.let_go()
        page.scene.choose(())
        page.sheet.edit_bar.setVisible(page.view.editing)
        page.side.quality.setVisible(not page.view.editing)
        page.show_booth()
        page.scene.update()
        page.view.setFocus()

    def check(self, plan: Plan) -> tuple[Flaw, ...]:
        """What is wrong with the plan by the office's settings."""
        self.aisle = self.page.desk.read(least_aisle)
        self.page.view.shifting.aisle = self.aisle
        return flaws(plan, self.aisle)

    def save(self, plan: Plan, chosen: tuple[str, ...] | None) -> None:
        """Keep an edited plan; `chosen` are its ids to choose then (None: those of now)."""
        if self.page.board is None:
            return
        layout = self.page.board.layout
        done = self.page.perform(save_plan, layout_id=layout.id, plan=plan, seen=layout.seen)
        wanted = self.page.scene.chosen if chosen is None else chosen
        if done is None or done.result.wrote:
            self.page.keep(done)
        if done is not None:
            self.page.scene.choose([done.result.ids.get(item, item) for item in wanted])
        self.page.show_booth()

    # -- the clipboard --

    def copy(self) -> bool:
        """Put what is chosen on the clipboard, for this layout or another; whether anything was chosen."""
        text = clipping(self.page.scene.plan, self.page.scene.chosen)
        if text:
            QApplication.clipboard().setText(text)
            count = len(self.page.scene.chosen)
            self.page.say(
                _("{count} disalin. Ctrl+V menempelkannya, juga di denah lain.").format(count=count)
            )
        return bool(text)

    def cut(self) -> None:
        """Copy what is chosen, then take it away."""
        if self.copy():
            self.save(removed(self.page.scene.plan, self.page.scene.chosen), None)

    def paste(self) -> None:
        """Put what is on the clipboard near the pointer."""
        try:
            made = pasted(self.page.scene.plan, QApplication.clipboard().text(), *self.page.view.spot())
        except BazarError:
            self.page.warn(
                _("Papan klip tidak berisi bagian denah. Salin dahulu booth atau sarana dengan Ctrl+C.")
            )
            return
        self.save(*made)

    # -- the whole layout --

    def ask_layout(self) -> None:
        """Ask how many tents, and lay them out."""

        def generate(**facts: Any) -> None:
            done = self.page.desk.perform(generate_layout, bazaar_id=self.page.bazaar_id, **facts)
            self.page.keep(done)
            self.page.view.fit()
            self.page.say(_("Denah dibuat. Geser tenda seperlunya dengan Ubah denah."), undo=done)
            self.page.changed.emit()

        least = self.page.desk.read(least_aisle)
        generator_dialog(generate, max(USUAL_AISLE, least), self.page.window()).open()

    def ask_start(self) -> None:
        """Ask which layout to start from: a template, the last bazaar's, another lokasi's."""
        choices = self.page.desk.read(layout_choices, bazaar_id=self.page.bazaar_id)
        if not choices:
            self.page.warn(_("Belum ada templat atau denah bazar lain untuk diambil."))
            return

        def take(layout_id: str) -> None:
            done = self.page.desk.perform(clone_layout, layout_id=layout_id, bazaar_id=self.page.bazaar_id)
            self.page.keep(done)
            self.page.view.fit()
            self.page.say(_("Denah diambil."), undo=done)
            self.page.changed.emit()

        start_dialog(choices, take, self.page.window()).open()

    def reuse(self, template: str) -> None:
        """Stand on a copy of the lokasi's layout."""
        done = self.page.do(clone_layout, layout_id=template)
        if done is not None:
            self.page.say(_("Denah lokasi dipakai lagi."), undo=done)

    def ask_template(self) -> None:
        """Ask for a name and keep this layout for later bazaars at this lokasi."""
        board = self.page.board
        if board is None:
            return

        def keep(name: str, usual: bool) -> None:
            facts: dict[str, Any] = {"bazaar_id": self.page.bazaar_id, "name": name, "usual": usual}
            done = self.page.desk.perform(keep_template, **facts)
            self.page.keep(done)
            self.page.say(_("Templat {name} disimpan untuk lokasi ini.").format(name=name), undo=done)
            self.page.changed.emit()

        template_dialog(keep, board.layout.name, self.page.window()).open()

    def ask_ground(self) -> None:
        """Ask for the size of the ground, where north is, and the least aisle."""
        board = self.page.board
        if board is None:
            return

        def keep(width: float, depth: float, north: float, aisle: float) -> None:
            if aisle != self.aisle:
                self.page.keep(self.page.perform(put_least_aisle, metres=aisle))
            if self.page.board is not None:
                plan = self.page.board.layout.plan
                self.save(replace(plan, width=width, depth=depth, north=north), None)

        ground_dialog(board.layout.plan, self.aisle, keep, self.page.window()).open()
