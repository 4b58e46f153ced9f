"""The Denah page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.layout import Plan, booth_labelled, find_booth
from bazar_desktop.domain.placement.moves import effect_of_swap
from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.services import booth_moves
from bazar_desktop.services.booth_moves import MoveFacts
from bazar_desktop.services.layouts import NoLayoutYet, clone_layout, generate_layout, save_plan, template_of
from bazar_desktop.services.placement import (
    PlacementPreview,
    PlacementTask,
    apply,
    placement_task,
    preview,
)
from bazar_desktop.services.placement_board import Board, Quality, placement_board
from bazar_desktop.services.settings import categories
from bazar_desktop.ui import theme
from bazar_desktop.ui.desk import Desk, Done
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import button, make_key
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.task import Report
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.layout.cards import BoothCard, LegendCard, QualityCard
from bazar_desktop.ui.layout.dialogs import generator_dialog, move_dialog
from bazar_desktop.ui.layout.editor import EditBar, FlawsCard
from bazar_desktop.ui.layout.faces import faces_of
from bazar_desktop.ui.layout.scene import PlanScene
from bazar_desktop.ui.layout.view import STEP, PlanView
from bazar_desktop.ui.layout.waiting import WaitingCard
from bazar_desktop.ui.layout.words import broken_words, effect_words
from bazar_desktop.ui.page import Page

T = TypeVar("T")
SIDE = 296  # px


class LayoutPage(Page):
    """The layout to scale and who stands where; carry by mouse or keys, place all, edit the layout."""

    manual = "denah"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Denah booth"))
        self.board: Board | None = None
        self.before: Quality | None = None
        self._done: list[str] = []
        self._in_hand: tuple[str, date | None] = ("", None)
        self.scene = PlanScene()
        self.view = self.focus_first = PlanView(self.scene)
        self.edit_bar = EditBar(self.view, self.save, self.ask_layout)
        self.quality = QualityCard(self.place_all)
        self.booth = BoothCard(
            {"pin": self.pin, "move": self.ask_move, "free": self.free, "block": self.block}
        )
        self.waiting = WaitingCard()
        self.flaws = FlawsCard()
        self.legend = LegendCard()
        self.edit_button = self.add_action(button(_("Ubah denah"), self.toggle_editing, icon="pencil"))
        self.edit_button.setCheckable(True)
        self.add_action(
            button(_("Cetak denah"), lambda: self.went.emit("reports"), icon="printer", kind="primary")
        )
        self._lay_out_body()
        self._connect()

    # -- laying out --

    def _lay_out_body(self) -> None:
        self.empty = QWidget()
        self._empty_box = QVBoxLayout(self.empty)
        self.body.addWidget(self.empty, 1)
        self.content = QWidget()
        row = QHBoxLayout(self.content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE[2])
        self.body.addWidget(self.content, 1)
        plan = Card(tight=True)
        self.edit_bar.hide()
        plan.add(self.edit_bar)
        plan.add(self.view, 1)
        self.view.setMinimumSize(280, 200)
        plan.add(self._foot())
        row.addWidget(plan, 1)
        row.addWidget(self._side())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        self.keys = Label("", "small", wrap=True)
        foot.addWidget(self.keys, 1)
        for icon, tip, act in (
            ("zoom-out", _("Perkecil (-)"), lambda: self.view.zoom(1 / STEP)),
            ("zoom-in", _("Perbesar (+)"), lambda: self.view.zoom(STEP)),
            ("maximize", _("Seluruh denah (0)"), self.view.fit),
        ):
            foot.addWidget(button("", act, icon=icon, kind="quiet", tip=tip))
        return foot

    def _side(self) -> QScrollArea:
        area = QScrollArea()
        area.setFixedWidth(SIDE)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        area.setWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 2, 0)
        column.setSpacing(theme.SPACE[2])
        for card in (self.quality, self.booth, self.flaws, self.waiting, self.legend):
            column.addWidget(card)
        column.addStretch(1)
        return area

    def _connect(self) -> None:
        self.view.chosen.connect(self.show_booth)
        self.view.considered.connect(self.show_effect)
        self.view.dropped.connect(self.swap)
        self.view.given.connect(self.give)
        self.view.entered.connect(lambda: self.waiting.list.setFocus())
        self.waiting.asked.connect(lambda who: self.give(who, self.chosen_booth))
        for words, act, key in (
            (_("Kunci"), self.pin, "L"),
            (_("Pindah"), self.ask_move, "P"),
            (_("Kosongkan atau hapus"), self.free, "Del"),
            (_("Tutup atau buka"), self.block, "B"),
            (_("Ubah denah"), self.edit_button.click, "E"),
        ):
            make_key(words, act, key, self.view)
        make_key(_("Urungkan"), self.undo_last, "Ctrl+Z", self)
        make_key(_("Tempatkan otomatis"), self.place_all, "Ctrl+T", self)

    # -- reading --

    def reload(self) -> None:
        bazaar, day = self.desk.bazaar, self.desk.day
        if self._in_hand != (bazaar.id if bazaar else "", day):
            self._in_hand = (bazaar.id if bazaar else "", day)
            self._done.clear()
            self.before = None
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
                act=lambda: self.reuse(template),
            )
        return EmptyState(
            "map",
            _("{lokasi} belum punya denah").format(lokasi=lokasi),
            _("Sebutkan banyaknya tenda; booth, nomor, dan stop kontak disusun sendiri."),
            action=_("Buat denah"),
            act=self.ask_layout,
        )

    def _show_empty(self, state: EmptyState) -> None:
        self.board = None
        while (item := self._empty_box.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._empty_box.addWidget(state)
        self.set_heading(_("Denah booth"), "")
        self.content.hide()
        self.empty.show()
        self.edit_button.setEnabled(False)

    def _show_board(self, board: Board) -> None:
        self.empty.hide()
        self.content.show()
        self.edit_button.setEnabled(True)
        plan = board.layout.plan
        parts = [
            _("{tents} tenda").format(tents=board.layout.tents),
            _("{booths} booth").format(booths=len(plan.booths) - board.layout.partner_booths),
            _("{mitra} booth mitra").format(mitra=board.layout.partner_booths),
            _("{width:.0f} × {depth:.0f} m").format(width=plan.width, depth=plan.depth),
        ]
        if board.is_sealed:
            parts.append(_("hari ini sudah ditutup"))
        self.set_heading(_("Denah booth"), " · ".join(parts))
        kinds = self.desk.read(categories)
        self.scene.show_plan(plan, faces_of(board, kinds))
        self.view.fit_if_new(board.layout.id)
        self.quality.show_quality(board.quality, self.before)
        self.quality.place.setEnabled(not board.is_sealed)
        self.waiting.show_people(board.waiting)
        self.legend.show_categories(kinds)
        self.flaws.show_plan(plan)
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
            self.booth.show_booth(self.board, booth, editable=not self.board.is_sealed)
        elif self.scene.chosen:
            self.booth.show_many(len(self.scene.chosen))
        else:
            self.booth.show_nothing()
        self._show_keys()

    def _show_keys(self) -> None:
        if self.view.editing:
            words = _("Seret atau panah menggeser · Ctrl+klik menambah pilihan · Ctrl+Z urungkan · E selesai")
        elif self.view.carried:
            words = _("Pilih booth tujuan dengan panah · Enter menaruh · Esc batal")
        else:
            words = _("Seret untuk menukar · Panah memilih · Enter mengangkat · L kunci · Ctrl+Z urungkan")
        self.keys.setText(words)

    def show_effect(self, here: str, there: str) -> None:
        """What carrying somebody there would change, while they are held."""
        self._show_keys()
        if self.board is None or not here or not there:
            self.booth.show_effect(())
            return
        try:
            effect = effect_of_swap(self.board.model, self.board.holders, here, there)
        except BazarError as error:
            self.booth.show_effect((sentence(error),))
            return
        people = {who: one.business for who, one in self.board.people.items()}
        labels = {one.id: one.label for one in self.board.layout.plan.booths}
        self.booth.show_effect(effect_words(effect, people, labels))

    # -- doing --

    def do(self, action: str, use_case: Callable[..., T], **facts: Any) -> Done[T] | None:
        """Perform for the bazaar in hand, remember it for Ctrl+Z, and draw anew."""
        bazaar = self.desk.bazaar
        if bazaar is None:
            return None
        done = self.perform(action, use_case, bazaar_id=bazaar.id, **facts)
        self._keep(done)
        return done

    def _keep(self, done: Done[Any] | None) -> None:
        if done is not None and done.action:
            self._done.append(done.action)
        self.reload()

    def undo(self, action: str) -> bool:
        undone = super().undo(action)
        if undone and action in self._done:
            self._done.remove(action)
        return undone

    def undo_last(self) -> None:
        """Take back the last thing done here; step by step."""
        if self._done:
            self.undo(self._done[-1])
        else:
            self.warn(_("Tidak ada lagi yang dapat diurungkan di halaman ini."))

    def swap(self, here: str, there: str) -> None:
        """Exchange two booths."""
        done = self.do("booth_moves.swap", booth_moves.swap, here=here, there=there, day=self.desk.day)
        if done is not None:
            self._tell(done)

    def give(self, participation_id: str, booth: str) -> None:
        """Put somebody who waits into a booth."""
        if self.board is None or booth not in self.scene.booths:
            self.warn(_("Pilih satu booth kosong dahulu, lalu tekan Enter pada nama peserta."))
            return
        label = find_booth(self.board.layout.plan, booth).label
        facts = {"participation_id": participation_id, "booth": label, "day": self.desk.day}
        done = self.do("booth_moves.move", booth_moves.move, **facts)
        if done is not None:
            self._tell(done)

    def _tell(self, done: Done[MoveFacts]) -> None:
        facts = done.result
        words = "; ".join(
            _("{business} sekarang di {booth}").format(business=one.business, booth=one.booth)
            if one.booth
            else _("{business} tidak punya booth lagi").format(business=one.business)
            for one in facts.moved
        )
        if len(facts.days) > 1:
            words += _(" ({count} hari)").format(count=len(facts.days))
        if facts.broken:
            wrong = "; ".join(broken_words(one.rule, one.business, one.booth) for one in facts.broken)
            self.warn(
                _("{what}. Perhatikan: {wrong}.").format(what=words, wrong=wrong),
                action=_("Urungkan"),
                act=lambda: self.undo(done.action),
            )
        else:
            self.say(f"{words}.", undo=done)

    def ask_move(self) -> None:
        """Ask for the number of the booth that whoever is in hand goes to."""
        here = self.chosen_booth
        if self.board is None or self.view.editing or here not in self.board.holders:
            return
        who = self.board.holders[here]

        def move(label: str, exchange: bool) -> None:
            facts: dict[str, Any] = {"bazaar_id": self._in_hand[0], "day": self.desk.day}
            if exchange and self.board is not None:
                there = booth_labelled(self.board.layout.plan.booths, label).id
                facts |= {"here": here, "there": there}
                done = self.desk.perform("booth_moves.swap", booth_moves.swap, **facts)
            else:
                facts |= {"participation_id": who, "booth": label}
                done = self.desk.perform("booth_moves.move", booth_moves.move, **facts)
            self._keep(done)
            self._tell(done)
            self.changed.emit()

        move_dialog(self.board.people[who].business, move, self.window()).open()

    def pin(self) -> None:
        """Lock whoever is in hand to the booth, or unlock."""
        booth = self.chosen_booth
        if self.board is None or self.view.editing or not booth:
            return
        label = find_booth(self.board.layout.plan, booth).label
        if self.scene.booths[booth].face.pinned:
            done: Done[Any] | None = self.do("booth_moves.unpin", booth_moves.unpin, booth_id=booth)
            words = _("Kunci booth {booth} dilepas.")
        else:
            done = self.do("booth_moves.pin", booth_moves.pin, booth_id=booth, day=self.desk.day)
            words = _("Booth {booth} dikunci: penempatan otomatis tidak memindahkannya.")
        if done is not None:
            self.say(words.format(booth=label), undo=done)

    def free(self) -> None:
        """Empty the booth in hand; in edit mode remove what is chosen."""
        if self.view.editing:
            self.edit_bar.remove()
        elif self.chosen_booth:
            facts = {"booth_id": self.chosen_booth, "day": self.desk.day}
            done = self.do("booth_moves.free", booth_moves.free, **facts)
            if done is not None:
                self._tell(done)

    def block(self) -> None:
        """Close the booth in hand, or open it again."""
        booth = self.chosen_booth
        if self.view.editing:
            self.edit_bar.toggle_blocked()
        elif self.board is not None and booth:
            now = not find_booth(self.board.layout.plan, booth).blocked
            done = self.do("booth_moves.block", booth_moves.block, booth_id=booth, blocked=now)
            if done is not None:
                words = _("Booth {booth} ditutup.") if now else _("Booth {booth} dibuka lagi.")
                self.say(words.format(booth=done.result), undo=done)

    # -- placing --

    def place_all(self) -> None:
        """Place everybody, beside the window, with progress and Cancel."""
        bazaar = self.desk.bazaar
        if self.board is None or bazaar is None or self.board.is_sealed or self.view.editing:
            return
        try:
            task = self.desk.read(
                placement_task, bazaar_id=bazaar.id, seed=int(bazaar.days[0].strftime("%Y%m%d"))
            )
        except BazarError as error:
            self.refuse(sentence(error))
            return
        self.quality.place.setEnabled(False)
        run = self.run(_("Menempatkan peserta"), work_out, self._on_placed, task=task)
        run.ended.connect(lambda: self.quality.place.setEnabled(True))

    def _on_placed(self, answer: PlacementPreview) -> None:
        before = self.board.quality if self.board is not None else None
        done = self.perform("placement.place", apply, preview=answer)
        if done is None:
            return
        self.before = before
        self._keep(done)
        facts = done.result
        words = _("{count} booth terisi untuk {days} hari. {moved} peserta pindah booth.").format(
            count=len(facts.seats), days=len(facts.days), moved=len(facts.moved)
        )
        self.say(words, undo=done)

    # -- the layout --

    def toggle_editing(self) -> None:
        """Begin or end editing the layout."""
        self.view.editing = self.edit_button.isChecked()
        self.view.let_go()
        self.scene.choose(())
        self.edit_bar.setVisible(self.view.editing)
        self.quality.setVisible(not self.view.editing)
        self.show_booth()
        self.view.setFocus()

    def save(self, plan: Plan, chosen: tuple[str, ...] | None) -> None:
        """Keep an edited plan; `chosen` are its ids to choose then (None: those of now)."""
        if self.board is None:
            return
        layout = self.board.layout
        done = self.perform("layouts.save_plan", save_plan, layout_id=layout.id, plan=plan, seen=layout.seen)
        wanted = self.scene.chosen if chosen is None else chosen
        self._keep(done)
        if done is not None:
            self.scene.choose([done.result.ids.get(one, one) for one in wanted])
        self.show_booth()

    def ask_layout(self) -> None:
        """Ask how many tents, and lay them out."""

        def generate(**facts: Any) -> None:
            done = self.desk.perform(
                "layouts.generate_layout", generate_layout, bazaar_id=self._in_hand[0], **facts
            )
            self._keep(done)
            self.view.fit()
            self.say(_("Denah dibuat. Geser tenda seperlunya dengan Ubah denah."), undo=done)
            self.changed.emit()

        generator_dialog(generate, self.window()).open()

    def reuse(self, template: str) -> None:
        """Stand on a copy of the lokasi's layout."""
        done = self.do("layouts.clone_layout", clone_layout, layout_id=template)
        if done is not None:
            self.say(_("Denah lokasi dipakai lagi."), undo=done)


def work_out(report: Report, task: PlacementTask) -> PlacementPreview:
    """The search, telling how far it is."""

    def progress(done: int, of: int) -> bool:
        report(done, of, _("Mencari susunan yang lebih baik"))
        return True

    return preview(task, progress)
