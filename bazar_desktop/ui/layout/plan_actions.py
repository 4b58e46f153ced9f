"""What is done with the layout: save an edited plan, cut and paste, lay out anew, start from another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.layout.model import Plan
from bazar_desktop.domain.layout.parts import clipping, pasted, removed
from bazar_desktop.language import _
from bazar_desktop.services.layout.layouts import generate_layout, least_aisle, put_least_aisle, save_plan
from bazar_desktop.services.layout.templates import clone_layout, keep_template, layout_choices
from bazar_desktop.ui.layout.context import LayoutContext
from bazar_desktop.ui.layout.edit_dialogs import ground_dialog, start_dialog, template_dialog
from bazar_desktop.ui.layout.tents_dialogs import Tents, generator_dialog

USUAL_AISLE = 3.5  # metres between blocks, where the office asks for no more
SavePlan = Callable[[Plan, tuple[str, ...] | None], None]


class PlanActions:
    """The pencil: each change is saved at once as one action that can be undone."""

    def __init__(self, page: LayoutContext) -> None:
        self._page = page

    def save(self, plan: Plan, chosen: tuple[str, ...] | None) -> None:
        """Keep an edited plan; `chosen` are its ids to choose then (None: those of now)."""
        page = self._page
        if page.board is None:
            return
        layout = page.board.layout
        done = page.perform(save_plan, layout_id=layout.id, plan=plan, seen=layout.seen)
        if done is None:
            page.show_again()
            return
        wanted = page.selection.ids if chosen is None else chosen
        if done.result.wrote:
            page.keep(done)
        page.selection.choose([done.result.ids.get(item, item) for item in wanted])

    # -- the clipboard --

    def copy(self) -> bool:
        """Put what is chosen on the clipboard, for this layout or another; whether anything was chosen."""
        page = self._page
        chosen = page.selection.ids
        text = clipping(page.board.layout.plan, chosen) if page.board is not None else ""
        if text:
            QApplication.clipboard().setText(text)
            words = _("{count} disalin. Ctrl+V menempelkannya, juga di denah lain.")
            page.say(words.format(count=len(chosen)))
        return bool(text)

    def cut(self) -> None:
        """Copy what is chosen, then take it away."""
        if self.copy() and self._page.board is not None:
            self.save(removed(self._page.board.layout.plan, self._page.selection.ids), None)

    def paste(self) -> None:
        """Put what is on the clipboard near the pointer."""
        page = self._page
        if page.board is None:
            return
        try:
            made = pasted(page.board.layout.plan, QApplication.clipboard().text(), *page.selection.spot())
        except BazarError:
            page.warn(
                _("Papan klip tidak berisi bagian denah. Salin dahulu booth atau sarana dengan Ctrl+C.")
            )
            return
        self.save(*made)

    # -- the whole layout --

    def ask_layout(self) -> None:
        """Ask how many tents, and lay them out."""
        page = self._page

        def generate(tents: Tents, mitra: int, order: str) -> None:
            done = page.desk.perform(
                generate_layout,
                bazaar_id=page.bazaar_id,
                tents=tents.count,
                booths_per_tent=tents.booths_each,
                mitra=mitra,
                sockets_per_tent=tents.sockets_each,
                tents_per_row=tents.per_row,
                order=order,
                facing=tents.facing,
                measures=tents.measures,
            )
            page.keep(done)
            page.show_whole()
            page.say(_("Denah dibuat. Geser tenda seperlunya dengan Ubah denah."), undo=done)
            page.tell_saved()

        least = page.desk.read(least_aisle)
        generator_dialog(generate, max(USUAL_AISLE, least), page.window()).open()

    def ask_start(self) -> None:
        """Ask which layout to start from: a template, the last bazaar's, another lokasi's."""
        page = self._page
        choices = page.desk.read(layout_choices, bazaar_id=page.bazaar_id)
        if not choices:
            page.warn(_("Belum ada templat atau denah bazar lain untuk diambil."))
            return

        def take(layout_id: str) -> None:
            done = page.desk.perform(clone_layout, layout_id=layout_id, bazaar_id=page.bazaar_id)
            page.keep(done)
            page.show_whole()
            page.say(_("Denah diambil."), undo=done)
            page.tell_saved()

        start_dialog(choices, take, page.window()).open()

    def reuse(self, template: str) -> None:
        """Stand on a copy of the lokasi's layout."""
        page = self._page
        done = page.perform(clone_layout, layout_id=template, bazaar_id=page.bazaar_id)
        if done is None:
            page.show_again()
            return
        page.keep(done)
        page.say(_("Denah lokasi dipakai lagi."), undo=done)

    def ask_template(self) -> None:
        """Ask for a name and keep this layout for later bazaars at this lokasi."""
        page = self._page
        if page.board is None:
            return

        def keep(name: str, usual: bool) -> None:
            done = page.desk.perform(keep_template, bazaar_id=page.bazaar_id, name=name, usual=usual)
            page.keep(done)
            page.say(_("Templat {name} disimpan untuk lokasi ini.").format(name=name), undo=done)
            page.tell_saved()

        template_dialog(keep, page.board.layout.name, page.window()).open()

    def ask_ground(self) -> None:
        """Ask for the size of the ground, where north is, and the least aisle."""
        page = self._page
        if page.board is None:
            return
        least = page.desk.read(least_aisle)

        def keep(width: float, depth: float, north: float, aisle: float) -> None:
            if aisle != least:
                done = page.perform(put_least_aisle, metres=aisle)
                if done is not None:
                    page.keep(done)
            if page.board is not None:
                plan = page.board.layout.plan
                self.save(replace(plan, width=width, depth=depth, north=north), None)

        ground_dialog(page.board.layout.plan, least, keep, page.window()).open()
