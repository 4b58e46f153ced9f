"""Editing the layout: every change is saved at once as one action, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from bazar_desktop.domain.layout.aligning import (
    ACROSS,
    BOTTOM,
    CENTRE,
    DOWN,
    LEFT,
    MIDDLE,
    RIGHT,
    TOP,
    align,
    spread,
)
from bazar_desktop.domain.layout.blocks import TentBlock
from bazar_desktop.domain.layout.editing import relabel, renumber
from bazar_desktop.domain.layout.model import MITRA, READING, SNAKE, Fixture, Plan
from bazar_desktop.domain.layout.parts import (
    below,
    copied,
    faced,
    removed,
    shifted,
    toggled,
    turned,
    with_block,
    with_booth,
    with_fixture,
    with_tent,
    zoned,
)
from bazar_desktop.domain.layout.widening import widened
from bazar_desktop.language import _
from bazar_desktop.ui.kit.buttons import button, make_key
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.undo_stack import UndoController
from bazar_desktop.ui.layout.backdrop_actions import BackdropActions
from bazar_desktop.ui.layout.dialogs import label_dialog, width_dialog
from bazar_desktop.ui.layout.edit_dialogs import fixture_dialog
from bazar_desktop.ui.layout.menus import MenuAction, menu_button
from bazar_desktop.ui.layout.plan_actions import PlanActions
from bazar_desktop.ui.layout.tents_dialogs import block_dialog
from bazar_desktop.ui.layout.view import PlanView

ICON_WIDTH = 36  # px
BLOCK_MARGIN = 2.0  # metres left of a new block
ROUTED = {
    "B",
    "Del",
    "Ctrl+Z",
    "Ctrl+Y",
}  # keys that mean something outside the editor too: the page has them


class EditBar(QWidget):
    """The editor's buttons and keys. `drawing` keeps plans and asks what concerns the whole layout."""

    def __init__(
        self, view: PlanView, drawing: PlanActions, backdrop: BackdropActions, undo_history: UndoController
    ) -> None:
        super().__init__()
        self._view, self._drawing, self._save = view, drawing, drawing.save
        self._backdrop, self._undo_history = backdrop, undo_history
        row = FlowRow(self, even=False, gap=6)
        hands = self._hand_deeds()
        menus = (
            (_("Tambah"), "plus", self._new_deeds()),
            (_("Sifat"), "zap", self._flag_deeds()),
            (_("Rata"), "align-start-vertical", self._line_deeds()),
            (_("Nomor"), "tag", self._number_deeds()),
            (_("Denah"), "map", self._whole_deeds()),
        )
        for words, icon, actions in menus[:1]:
            row.addWidget(menu_button(words, icon, actions))
        for entry in hands:
            tip = f"{entry.words} ({entry.key})"
            made = button("", entry.act, icon=entry.icon, tip=tip)
            made.setFixedWidth(ICON_WIDTH)
            row.addWidget(made)
        for words, icon, actions in menus[1:]:
            row.addWidget(menu_button(words, icon, actions))
        self._bind(hands, *(actions for _words, _icon, actions in menus))
        view.shifted.connect(self._shift)
        view.opened.connect(self._ask_change)

    def _bind(self, *lists: Sequence[MenuAction | None]) -> None:
        clipping = (
            MenuAction(_("Potong"), lambda: self._drawing.cut(), "Ctrl+X"),
            MenuAction(_("Salin"), lambda: self._drawing.copy(), "Ctrl+C"),
            MenuAction(_("Tempel"), lambda: self._drawing.paste(), "Ctrl+V"),
            MenuAction(_("Pilih semua"), self._choose_all, "Ctrl+A"),
        )
        for entry in [item for actions in (*lists, clipping) for item in actions if item is not None]:
            if entry.key and entry.key not in ROUTED:
                make_key(entry.words, self._only_here(entry.act), entry.key, self._view)

    # -- the actions, as the menus list them --

    def _new_deeds(self) -> list[MenuAction | None]:
        return [
            MenuAction(_("Tenda berisi dua booth"), lambda: self._add_tent(2), "T", "tent"),
            MenuAction(_("Tenda berisi satu booth"), lambda: self._add_tent(1), "", "tent"),
            MenuAction(_("Tenda berisi empat booth"), lambda: self._add_tent(4), "", "tent"),
            MenuAction(_("Booth lepas tanpa tenda"), self._add_booth, "O", "store"),
            MenuAction(_("Booth mitra"), lambda: self._add_booth(MITRA), "", "store"),
            MenuAction(_("Blok tenda…"), self._ask_block, "Shift+T", "grid-3x3"),
            None,
            MenuAction(_("Sarana…"), self._ask_fixture, "S", "map-pin"),
        ]

    def _hand_deeds(self) -> list[MenuAction]:
        return [
            MenuAction(_("Gandakan"), self._copy, "Ctrl+D", "copy"),
            MenuAction(_("Putar"), self._turn, "R", "refresh-cw"),
            MenuAction(_("Hapus"), self.remove, "Del", "trash-2"),
            MenuAction(_("Urungkan"), self._undo_history.undo_last, "Ctrl+Z", "undo-2"),
            MenuAction(_("Ulangi"), self._undo_history.redo_last, "Ctrl+Y", "redo-2"),
        ]

    def _flag_deeds(self) -> list[MenuAction | None]:
        return [
            MenuAction(_("Listrik"), lambda: self._toggle("power"), "W", "zap"),
            MenuAction(_("Air"), lambda: self._toggle("water"), "A", "droplets"),
            MenuAction(_("Boleh api terbuka"), lambda: self._toggle("open_fire"), "F", "flame"),
            MenuAction(_("Terjangkau kursi roda"), lambda: self._toggle("accessible"), "D", "user-check"),
            MenuAction(_("Zona mitra"), self._zone, "M", "store"),
            MenuAction(_("Tutup"), self.toggle_blocked, "B", "lock"),
            None,
            MenuAction(_("Putar arah meja jual"), self._face, "H", "move"),
            MenuAction(_("Lebar booth…"), self._ask_width, "Shift+W", "maximize"),
        ]

    def _line_deeds(self) -> list[MenuAction | None]:
        edges: tuple[tuple[str, str, str], ...] = (
            (LEFT, _("Rata kiri"), "Ctrl+Left"),
            (CENTRE, _("Rata tengah mendatar"), ""),
            (RIGHT, _("Rata kanan"), "Ctrl+Right"),
            (TOP, _("Rata atas"), "Ctrl+Up"),
            (MIDDLE, _("Rata tengah tegak"), ""),
            (BOTTOM, _("Rata bawah"), "Ctrl+Down"),
        )
        return [
            *(MenuAction(words, partial(self._line_up, edge), key) for edge, words, key in edges),
            None,
            MenuAction(_("Sama jarak mendatar"), lambda: self._spread(ACROSS), "Shift+H"),
            MenuAction(_("Sama jarak tegak"), lambda: self._spread(DOWN), "Shift+V"),
        ]

    def _number_deeds(self) -> list[MenuAction | None]:
        return [
            MenuAction(_("Nomor baris demi baris"), lambda: self._number(READING), "N", "list-checks"),
            MenuAction(_("Nomor berkelok seperti ular"), lambda: self._number(SNAKE), "U", "list-checks"),
            None,
            MenuAction(_("Ganti nomor satu booth…"), self._ask_label, "F2", "tag"),
        ]

    def _whole_deeds(self) -> list[MenuAction | None]:
        drawing, backdrop = self._drawing, self._backdrop
        return [
            MenuAction(_("Susun ulang…"), drawing.ask_layout, "G", "grid-3x3"),
            MenuAction(_("Ambil denah lain…"), drawing.ask_start, "Ctrl+O", "layout-template"),
            MenuAction(_("Simpan sebagai templat…"), drawing.ask_template, "J", "save"),
            None,
            MenuAction(_("Ukuran, utara, lorong…"), drawing.ask_ground, "Shift+G", "maximize"),
            MenuAction(_("Gambar latar…"), backdrop.ask, "", "image"),
            MenuAction(_("Skala gambar dari dua titik"), backdrop.measure, "", "scale"),
            MenuAction(_("Buang gambar latar"), backdrop.remove, "", "x"),
        ]

    # -- doing --

    @property
    def plan(self) -> Plan:
        return self._view.plan_scene.plan

    @property
    def chosen(self) -> tuple[str, ...]:
        return self._view.plan_scene.chosen

    def remove(self) -> None:
        """Take away what is chosen."""
        if self.chosen:
            self._save(removed(self.plan, self.chosen), None)

    def toggle_blocked(self) -> None:
        """Close the chosen booths, or open them."""
        self._toggle("blocked")

    def _only_here(self, act: Callable[[], object]) -> Callable[[], object]:
        return lambda: act() if self._view.editing else None

    def _shift(self, across: float, down: float) -> None:
        if self.chosen and (across or down):
            self._save(shifted(self.plan, self.chosen, across, down), None)

    def _change(self, change: Callable[[Plan, tuple[str, ...]], Plan]) -> None:
        if self.chosen:
            self._save(change(self.plan, self.chosen), None)

    def _turn(self) -> None:
        self._change(turned)

    def _face(self) -> None:
        self._change(faced)

    def _zone(self) -> None:
        self._change(zoned)

    def _toggle(self, flag: str) -> None:
        self._change(lambda plan, ids: toggled(plan, ids, flag))

    def _line_up(self, edge: str) -> None:
        self._change(lambda plan, ids: align(plan, ids, edge))

    def _spread(self, way: str) -> None:
        self._change(lambda plan, ids: spread(plan, ids, way))

    def _copy(self) -> None:
        if self.chosen:
            self._save(*copied(self.plan, self.chosen))

    def _number(self, order: str) -> None:
        self._save(renumber(self.plan, order=order), None)

    def _choose_all(self) -> None:
        booths, fixtures = self.plan.booths, self.plan.fixtures
        self._view.choose([*(booth.id for booth in booths), *(fixture.id for fixture in fixtures)])

    # -- adding --

    def _add_tent(self, booths: int) -> None:
        self._save(*with_tent(self.plan, *self._view.spot(), booths))

    def _add_booth(self, zone: str = "") -> None:
        self._save(*with_booth(self.plan, *self._view.spot(), zone=zone))

    def _ask_block(self) -> None:
        def add(block: TentBlock, is_mitra: bool) -> object:
            top = below(self.plan) + BLOCK_MARGIN + 1.5
            return self._save(*with_block(self.plan, block, BLOCK_MARGIN, top, MITRA if is_mitra else ""))

        block_dialog(add, self.window()).open()

    def _ask_fixture(self) -> None:
        spot = self._view.spot()
        fixture_dialog(
            lambda fixture: self._save(*with_fixture(self.plan, fixture, *spot)), None, self.window()
        ).open()

    def _ask_change(self, name: str) -> None:
        """Another size, kind or words for a fixture that was double-clicked."""
        standing = next((fixture for fixture in self.plan.fixtures if fixture.id == name), None)

        def keep(changed: Fixture) -> object:
            plan = self.plan
            fixtures = tuple(changed if fixture.id == changed.id else fixture for fixture in plan.fixtures)
            return self._save(replace(plan, fixtures=fixtures), None)

        if standing is not None:
            fixture_dialog(keep, standing, self.window()).open()

    def _ask_label(self) -> None:
        """Another number for the one booth that is chosen (double click chooses one of a tent)."""
        booths = [booth for booth in self.plan.booths if booth.id in self.chosen]
        if len(booths) == 1:
            plan, booth = self.plan, booths[0]
            label_dialog(
                booth.label, lambda label: self._save(relabel(plan, booth.id, label), None), self.window()
            ).open()

    def _ask_width(self) -> None:
        """Another length of the counter for the booths that are chosen."""
        plan = self.plan
        booths = [booth for booth in plan.booths if booth.id in self.chosen]
        if booths:
            ids = [booth.id for booth in booths]
            width_dialog(
                booths, lambda metres: self._save(widened(plan, ids, metres), None), self.window()
            ).open()
