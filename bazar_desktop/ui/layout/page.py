"""The Denah page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bazar_desktop.domain.layout.model import find_booth
from bazar_desktop.language import _
from bazar_desktop.services.layout.layouts import NoLayoutYet
from bazar_desktop.services.layout.templates import template_of
from bazar_desktop.services.placement.board import Board, placement_board
from bazar_desktop.services.settings.values import categories
from bazar_desktop.ui import theme
from bazar_desktop.ui.app_session import AppSession, Done
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import button, make_key
from bazar_desktop.ui.kit.photos import PhotoChooser, SystemPhotos
from bazar_desktop.ui.layout.booth_actions import BoothActions
from bazar_desktop.ui.layout.faces import faces_of
from bazar_desktop.ui.layout.placement_actions import PlacementActions
from bazar_desktop.ui.layout.placement_live import LiveEffect
from bazar_desktop.ui.layout.plan_actions import PlanActions
from bazar_desktop.ui.layout.sheet import PlanSheet, SideColumn, heading_of
from bazar_desktop.ui.layout.undo import UndoController
from bazar_desktop.ui.page import Page

T = TypeVar("T")


class LayoutPage(Page):
    """The layout to scale and who stands where; carry by mouse or keys, place all, edit the layout."""

    manual = "denah"

    def __init__(self, desk: AppSession, photos: PhotoChooser | None = None) -> None:
        super().__init__(desk, _("Denah booth"))
        self.board: Board | None = None
        self.retrace = UndoController(self)
        self.hand, self.drawing = BoothActions(self), PlanActions(self, photos or SystemPhotos())
        self.placing = PlacementActions(self)
        self._in_hand: tuple[str, date | None] = ("", None)
        self.sheet = PlanSheet(self.drawing)
        self.view = self.sheet.view
        self.focus_first: QWidget | None = self.view
        self.scene = self.view.plan_scene
        self.live = LiveEffect(self.view, lambda: self.board)
        self.side = SideColumn(self.placing, self.hand)
        self.edit_button = self.add_action(
            button(_("Ubah denah"), self.drawing.toggle_editing, icon="pencil")
        )
        self.edit_button.setCheckable(True)
        self.add_action(
            button(_("Cetak denah"), lambda: self.went.emit("reports"), icon="printer", kind="primary")
        )
        self.empty = QWidget()
        self._empty_box = QVBoxLayout(self.empty)
        self.body.addWidget(self.empty, 1)
        self.content = QWidget()
        row = QHBoxLayout(self.content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE[2])
        self.body.addWidget(self.content, 1)
        row.addWidget(self.sheet, 1)
        row.addWidget(self.side)
        self._connect()

    def _connect(self) -> None:
        self.view.chosen.connect(self.show_booth)
        self.view.considered.connect(self.show_effect)
        self.view.dropped.connect(self.hand.swap)
        self.view.given.connect(self.hand.give)
        self.view.entered.connect(lambda: self.side.waiting.list.setFocus())
        self.side.waiting.asked.connect(lambda who: self.hand.give(who, self.chosen_booth))
        for words, act, key in (
            (_("Kunci"), self.hand.pin, "L"),
            (_("Pindah"), self.hand.ask_move, "P"),
            (_("Kosongkan atau hapus"), self.hand.free, "Del"),
            (_("Kebutuhan"), self.hand.ask_needs, "Q"),
            (_("Rincian penempatan"), self.placing.show_account, "I"),
            (_("Tutup atau buka"), self.hand.block, "B"),
            (_("Ubah denah"), self.edit_button.click, "E"),
        ):
            make_key(words, act, key, self.view)
        make_key(_("Kebutuhan"), self.hand.ask_needs, "Q", self.side.waiting.list)
        make_key(_("Urungkan"), self.retrace.undo_last, "Ctrl+Z", self)
        for keys in ("Ctrl+Y", "Ctrl+Shift+Z"):
            make_key(_("Ulangi"), self.retrace.redo_last, keys, self)
        make_key(_("Tempatkan otomatis"), self.placing.place_all, "Ctrl+T", self)

    @property
    def bazaar_id(self) -> str:
        """The bazaar that is drawn; "" for none."""
        return self._in_hand[0]

    # -- reading --

    def reload(self) -> None:
        bazaar, day = self.desk.bazaar, self.desk.day
        if self._in_hand != (bazaar.id if bazaar else "", day):
            self._in_hand = (bazaar.id if bazaar else "", day)
            self.retrace.forget()
            self.placing.forget()
        if bazaar is None or day is None:
            self._show_empty(
                EmptyState(
                    "calendar-days",
                    _("Belum ada bazar"),
                    _("Buat bazar dahulu di halaman Bazar, lalu susun denahnya di sini."),
                    action=_("Buka halaman Bazar"),
                    act=lambda: self.went.emit("bazaars"),
                )
            )
            return
        try:
            self.board = self.desk.read(placement_board, bazaar_id=bazaar.id, day=day)
        except NoLayoutYet:
            self._show_empty(self._first_steps(bazaar.id, bazaar.lokasi))
            return
        self._show_board(self.board)

    def _first_steps(self, bazaar_id: str, lokasi: str) -> EmptyState:
        template = self.desk.read(template_of, bazaar_id=bazaar_id)
        if template is not None:
            return EmptyState(
                "layout-template",
                _("{lokasi} sudah punya denah").format(lokasi=lokasi),
                _("Pakai lagi denah bazar sebelumnya, lalu ubah seperlunya."),
                action=_("Pakai denah lokasi"),
                act=lambda: self.drawing.reuse(template),
            )
        return EmptyState(
            "map",
            _("{lokasi} belum punya denah").format(lokasi=lokasi),
            _("Sebutkan banyaknya tenda; booth, nomor, dan stop kontak disusun sendiri."),
            action=_("Buat denah"),
            act=self.drawing.ask_layout,
        )

    def _show_empty(self, state: EmptyState) -> None:
        self.board = None
        while (item := self._empty_box.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._empty_box.addWidget(state)
        self.focus_first = state.action
        self.set_heading(_("Denah booth"), "")
        self.content.hide()
        self.empty.show()
        self.edit_button.setEnabled(False)

    def _show_board(self, board: Board) -> None:
        is_first = self.content.isHidden()
        self.focus_first = self.view
        self.empty.hide()
        self.content.show()
        if is_first and self.isVisible():
            self.view.setFocus()
        self.edit_button.setEnabled(True)
        plan = board.layout.plan
        self.set_heading(_("Denah booth"), heading_of(board))
        kinds = self.desk.read(categories)
        self.scene.show_plan(plan, faces_of(board, kinds))
        self.view.fit_if_new(board.layout.id)
        self.side.quality.show_quality(board.quality, self.placing.before)
        self.side.quality.place.setEnabled(not board.is_sealed)
        self.side.waiting.show_people(board.waiting)
        self.side.legend.show_categories(kinds)
        flaws = self.drawing.check(plan)
        self.scene.show_flaws(flaws)
        self.drawing.backdrop.show(plan)
        self.side.flaws.show_flaws(plan, flaws, self.drawing.aisle)
        self.show_booth()

    @property
    def chosen_booth(self) -> str:
        """The one booth in hand, "" for none or several."""
        chosen = self.scene.chosen
        return chosen[0] if len(chosen) == 1 and chosen[0] in self.scene.booths else ""

    def show_booth(self) -> None:
        """Tell about what is chosen."""
        if self.board is None:
            return
        if self.chosen_booth:
            booth = find_booth(self.board.layout.plan, self.chosen_booth)
            self.side.booth.show_booth(self.board, booth, editable=not self.board.is_sealed)
        elif self.scene.chosen:
            self.side.booth.show_many(len(self.scene.chosen))
        else:
            self.side.booth.show_nothing()
        self.sheet.show_keys()

    def show_effect(self, here: str, there: str) -> None:
        """What carrying somebody there would change, while they are held."""
        self.sheet.show_keys()
        self.side.booth.show_effect(self.live.show_swap(here, there))

    # -- doing --

    def do(self, action: str, use_case: Callable[..., T], **facts: Any) -> Done[T] | None:
        """Perform for the bazaar in hand, remember it for Ctrl+Z, and draw anew."""
        bazaar = self.desk.bazaar
        if bazaar is None or ("day" in facts and not self.day_is_kept()):
            return None
        done = self.perform(action, use_case, bazaar_id=bazaar.id, **facts)
        self.keep(done)
        return done

    def keep(self, done: Done[Any] | None) -> None:
        """Remember what was done for Ctrl+Z, and draw anew."""
        if done is not None:
            self.retrace.steps.did(done.action)
        self.placing.placed = None
        self.reload()

    def undo(self, action: str) -> bool:
        return self.retrace.undo(action)
