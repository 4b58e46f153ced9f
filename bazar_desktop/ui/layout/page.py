"""The Denah page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bazar_desktop.domain.layout.checks import flaws
from bazar_desktop.domain.layout.model import Plan, find_booth
from bazar_desktop.language import _
from bazar_desktop.services.bazaars.participants import ParticipantFacts
from bazar_desktop.services.layout.layouts import NoLayoutYet, least_aisle
from bazar_desktop.services.layout.templates import template_of
from bazar_desktop.services.papers.attachments import photo_of
from bazar_desktop.services.placement.board import Board, Quality, placement_board
from bazar_desktop.services.placement.search import PlacementFacts
from bazar_desktop.services.settings.values import categories
from bazar_desktop.ui import theme
from bazar_desktop.ui.app_session import AppSession, Done
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import button, make_key
from bazar_desktop.ui.kit.photo_chooser import PhotoChooser, SystemPhotos
from bazar_desktop.ui.layout.backdrop import Backdrop
from bazar_desktop.ui.layout.backdrop_actions import BackdropActions
from bazar_desktop.ui.layout.booth_actions import BoothActions
from bazar_desktop.ui.layout.editor import EditBar
from bazar_desktop.ui.layout.faces import faces_of
from bazar_desktop.ui.layout.first_steps import layout_to_reuse, no_bazaar, no_layout
from bazar_desktop.ui.layout.placement_actions import PlacementActions
from bazar_desktop.ui.layout.placement_live import LiveEffect
from bazar_desktop.ui.layout.plan_actions import PlanActions
from bazar_desktop.ui.layout.scene import PlanScene
from bazar_desktop.ui.layout.selection import Selection
from bazar_desktop.ui.layout.sheet import PlanSheet, SideColumn, heading_of
from bazar_desktop.ui.layout.view import PlanView
from bazar_desktop.ui.page import Page


class LayoutPage(Page):
    """The layout to scale and who stands where; carry by mouse or keys, place all, edit the layout.

    The actions know it as a LayoutContext: what is in hand and drawn is written here alone.
    """

    manual = "denah"
    writes_to_day = True

    def __init__(self, desk: AppSession, photos: PhotoChooser | None = None) -> None:
        super().__init__(desk, _("Denah booth"))
        self._in_hand: tuple[str, date | None] = ("", None)
        self._board: Board | None = None
        self._before: Quality | None = None  # the quality before the last placement
        self._placed: PlacementFacts | None = None
        self.scene = PlanScene()
        self.view = PlanView(self.scene)
        self.selection = Selection(self.view)
        self.live = LiveEffect(self.view, lambda: self._board)
        self._backdrop = Backdrop(self.scene, lambda sha256: desk.read(photo_of, sha256=sha256))
        self.hand, self.drawing, self.placing = BoothActions(self), PlanActions(self), PlacementActions(self)
        self.ground = BackdropActions(self, photos or SystemPhotos(), self.drawing.save)
        self.edit_bar = EditBar(self.view, self.drawing, self.ground, self.undo_history)
        self.sheet = PlanSheet(self.view, self.edit_bar)
        self._free = self._by_mode(self.edit_bar.remove, self.hand.free)
        self._block = self._by_mode(self.edit_bar.toggle_blocked, self.hand.block)
        self.side = SideColumn(
            self._place_all,
            {
                "rules": self.placing.ask_rules,
                "account": self.placing.show_account,
                "start": lambda: self.placing.place_all(fresh=True),
                "pin": self.hand.pin,
                "move": self.hand.ask_move,
                "free": self._free,
                "needs": self.hand.ask_needs,
                "block": self._block,
            },
        )
        self.focus_first: QWidget | None = self.view
        self._lay_out_parts()
        self._connect()

    def _lay_out_parts(self) -> None:
        self.edit_button = self.add_action(button(_("Ubah denah"), self._toggle_editing, icon="pencil"))
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

    def _connect(self) -> None:
        self.changed.connect(self._offer_placing)
        self.view.chosen.connect(self._show_booth)
        self.view.considered.connect(self._show_effect)
        self.view.dropped.connect(self.hand.swap)
        self.view.given.connect(self.hand.give)
        self.view.entered.connect(lambda: self.side.waiting.list.setFocus())
        self.side.waiting.asked.connect(lambda who: self.hand.give(who, self.selection.booth))
        for words, act, key in (
            (_("Kunci"), self.hand.pin, "L"),
            (_("Pindah"), self.hand.ask_move, "P"),
            (_("Kosongkan atau hapus"), self._free, "Del"),
            (_("Kebutuhan"), self.hand.ask_needs, "Q"),
            (_("Rincian penempatan"), self.placing.show_account, "I"),
            (_("Tutup atau buka"), self._block, "B"),
            (_("Ubah denah"), self.edit_button.click, "E"),
        ):
            make_key(words, act, key, self.view)
        make_key(_("Kebutuhan"), self.hand.ask_needs, "Q", self.side.waiting.list)
        make_key(_("Tempatkan otomatis"), self._place_all, "Ctrl+T", self)

    def _by_mode(self, editing: Callable[[], object], carrying: Callable[[], object]) -> Callable[[], object]:
        """One key, two meanings: the first while the layout is edited, else the second."""
        return lambda: editing() if self.selection.is_editing else carrying()

    # -- what actions know --

    @property
    def bazaar_id(self) -> str:
        """The bazaar that is drawn; "" for none."""
        return self._in_hand[0]

    @property
    def board(self) -> Board | None:
        """The plan and who stands where; None where the bazaar has no layout."""
        return self._board

    @property
    def placed(self) -> PlacementFacts | None:
        """What the last placement made; None once a hand changed anything."""
        return self._placed

    @property
    def person(self) -> ParticipantFacts | None:
        """Who is in hand: marked in the list of who waits where that has the focus, else in the chosen booth."""
        waiting, board = self.side.waiting, self._board
        marked = waiting.current if waiting.list.hasFocus() else None
        if marked is not None or board is None:
            return marked
        return board.people.get(board.holders.get(self.selection.booth, ""))

    def keep(self, done: Done[Any], *, placed: PlacementFacts | None = None) -> None:
        """Remember what was done for Ctrl+Z, and draw anew; `placed` where everybody was placed."""
        self.undo_history.did(done.action)
        before = self._board.quality if placed is not None and self._board is not None else None
        self._draw_anew(placed, before)

    def show_again(self, *, placed: PlacementFacts | None = None) -> None:
        """Read and draw anew what may have changed; `placed` where placing found that nobody needs to move."""
        self._draw_anew(placed, None)

    def _draw_anew(self, placed: PlacementFacts | None, before: Quality | None) -> None:
        """The arrows and the account are of what was done last: once something else changes they are gone."""
        self._placed, self._before = placed, before
        self.reload()
        self.side.quality.offer_start(placed.from_start.points if placed is not None else 0)

    def show_whole(self) -> None:
        """Bring the whole plan into view."""
        self.view.fit()

    def show_anew(self) -> None:
        self.show_again()

    # -- reading --

    def reload(self) -> None:
        bazaar, day = self.desk.bazaar, self.desk.day
        in_hand = (bazaar.id if bazaar else "", day)
        if self._in_hand != in_hand:
            self._before = None  # the quality of the day that was shown
            if self._in_hand[0] != in_hand[0]:
                self._placed = None
                self.side.quality.offer_start(0)
            self._in_hand = in_hand
        if bazaar is None or day is None:
            self._show_empty(no_bazaar(lambda: self.went.emit("bazaars")))
            return
        try:
            self._board = self.desk.read(placement_board, bazaar_id=bazaar.id, day=day)
        except NoLayoutYet:
            template = self.desk.read(template_of, bazaar_id=bazaar.id)
            if template is None:
                self._show_empty(no_layout(bazaar.lokasi, self.drawing.ask_layout))
            else:
                self._show_empty(layout_to_reuse(bazaar.lokasi, partial(self.drawing.reuse, template)))
            return
        self._show_board(self._board)

    def _show_empty(self, state: EmptyState) -> None:
        self._board = None
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
        self.side.quality.show_quality(board.quality, self._before)
        self._offer_placing()
        self.side.waiting.show_people(board.waiting)
        self.side.legend.show_categories(kinds)
        self._show_flaws(plan)
        self._backdrop.show(plan.picture)
        self._show_booth()

    def only_shows_day(self) -> bool:
        return self._board is not None and self._board.is_sealed

    def _show_flaws(self, plan: Plan) -> None:
        aisle = self.desk.read(least_aisle)
        wrong = flaws(plan, aisle)
        self.view.shifting.ask_aisle(aisle)
        self.scene.show_flaws(wrong)
        self.side.flaws.show_flaws(plan, wrong, aisle)

    def _show_booth(self) -> None:
        """Tell about what is chosen."""
        board, chosen = self._board, self.selection
        if board is None:
            return
        if chosen.booth:
            booth = find_booth(board.layout.plan, chosen.booth)
            self.side.booth.show_booth(board, booth, editable=not board.is_sealed)
        elif chosen.ids:
            self.side.booth.show_many(len(chosen.ids))
        else:
            self.side.booth.show_nothing()
        self.sheet.show_keys()

    def _show_effect(self, here: str, there: str) -> None:
        """What carrying somebody there would change, while they are held."""
        self.sheet.show_keys()
        self.side.booth.show_effect(self.live.show_swap(here, there))

    # -- doing --

    def _toggle_editing(self) -> None:
        """Begin or end editing the layout."""
        editing = self.edit_button.isChecked()
        self.sheet.edit(on=editing)
        self.side.quality.setVisible(not editing)

    def _place_all(self) -> None:
        """Place everybody; the button waits until that is done."""
        self.placing.place_all()
        self._offer_placing()

    def _offer_placing(self) -> None:
        may = self._board is not None and not self._board.is_sealed and self.task_panel.running is None
        self.side.quality.place.setEnabled(may)
