"""People who may stand in the register twice, two beside each other: same (S), not the same (B), or later (N)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.money import format_number
from bazar_desktop.jobs.register.duplicates import search_duplicates
from bazar_desktop.language import _, language, ngettext
from bazar_desktop.messages import sentence
from bazar_desktop.phrases.imports import field_name
from bazar_desktop.phrases.journal import by_words
from bazar_desktop.phrases.register import pair_reason
from bazar_desktop.services.day.vendor_bazaars import BazaarOfVendor, vendor_bazaars
from bazar_desktop.services.journal.history import HistoryEntry
from bazar_desktop.services.register.duplicates import Duplicates, Pair
from bazar_desktop.services.register.same_person import SideBySide, join_certain, side_by_side, tell_apart
from bazar_desktop.services.register.vendor_page import VendorPage, join_vendors
from bazar_desktop.ui import theme
from bazar_desktop.ui.app_session import Done
from bazar_desktop.ui.kit.banner import Banner
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.inputs import Tag, undo_way
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.kit.undo_stack import UndoController
from bazar_desktop.ui.page import Page

LONGEST = 44
ANSWERED, LATER, KNOWN = "answered", "later", "known"  # known: one person by an answer given before


class BesideDialog(Panel):
    """Asks about one pair after another. Each answer is an action of its own, taken back and given again by key.

    `answered` counts the pairs said to be the same or not the same.
    """

    def __init__(self, page: Page, pairs: Sequence[Pair]) -> None:
        hint = _("Bandingkan, lalu jawab dengan tombol S, B, atau N. Riwayat keduanya selalu tetap ada.")
        super().__init__(_("Apakah ini orang yang sama?"), hint, page, width=900)
        self.setObjectName("BesideDialog")
        self._page, self._pairs, self.at = page, pairs, 0
        self._trail: list[str] = []  # what was said of each pair up to here: ANSWERED, LATER or KNOWN
        self._ahead: list[str] = []  # and of those that were gone back from
        self._forward = False  # which way a step goes
        self.undo_history = UndoController(self)
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self.counts = Label("", "muted", tabular=True)
        self.why = Label("", "strong", wrap=True)
        self.body.addWidget(self.counts)
        self.body.addWidget(self.why)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setMinimumHeight(400)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._scroll, 1)
        self.back = button(_("Kembali (Ctrl+Z)"), self.go_back, kind="quiet", icon="undo-2")
        self.later = button(_("Nanti (N)"), self.leave)
        self.apart = button(_("Berbeda (B)"), self.say_apart)
        self.same = button(_("Orang yang sama (S)"), self.say_same, kind="primary")
        for item in (self.back, self.later, self.apart, self.same):
            self.buttons.addWidget(item)
        self._show()

    @property
    def answered(self) -> int:
        return len([said for said in self._trail if said != LATER])

    @property
    def left(self) -> int:
        """Pairs without an answer."""
        return len(self._pairs) - self.answered

    def say_same(self) -> None:
        """Join the two."""
        pair = self._pairs[self.at]
        done = self._page.perform(join_vendors, one=pair.first, other=pair.second)
        self._next(done, _("orang yang sama"))

    def say_apart(self) -> None:
        """Keep that they are two people."""
        pair = self._pairs[self.at]
        done = self._page.perform(tell_apart, one=pair.first, other=pair.second)
        self._next(done, _("orang yang berbeda"))

    def leave(self) -> None:
        """Ask another time."""
        self._pass(LATER)

    def go_back(self) -> None:
        """Ask about the pair before again; an answer that was given to it is taken back."""
        while self._trail and self._trail[-1] == KNOWN:
            self._trail.pop()
        if self._trail and self._trail[-1] == LATER:
            self._ahead.append(self._trail.pop())
            self.show_anew()
        else:
            self._forward = False
            if not self.undo_history.undo_last():
                self.show_anew()

    def go_forward(self) -> None:
        """Give the answer again that was taken back last, or pass over the pair again."""
        if self._ahead and self._ahead[-1] == LATER:
            self._trail.append(self._ahead.pop())
            self.show_anew()
        else:
            self._forward = True
            self.undo_history.redo_last()

    def _next(self, done: Done[Any] | None, answer: str) -> None:
        if done is None:  # refused: the page has said why
            self.reject()
            return
        self.undo_history.did(done.action, answer)
        self._pass(ANSWERED)

    def _pass(self, said: str) -> None:
        self._trail.append(said)
        self._ahead.clear()
        self.banner.hide()
        self.show_anew()

    # -- what the undo history asks of the dialog --

    @property
    def officer_id(self) -> str:
        return self._page.officer_id

    @property
    def undo_place(self) -> object:
        return self._page.undo_place

    def take_back(self, action: str) -> str | None:
        taken = self._page.take_back(action)
        source, target = (self._ahead, self._trail) if self._forward else (self._trail, self._ahead)
        if taken:
            target.append(source.pop())
        elif self._page.refusal is not None:  # passed over: this answer stays as it is
            self.banner.tell("error", sentence(self._page.refusal))
            source.pop()
            if not self._forward:
                source.append(KNOWN)
        return taken

    def tell_undo(self, kind: str, words: str) -> None:
        self.banner.tell(kind, words)

    def show_anew(self) -> None:
        """Show the pair that is asked about now; close after the last."""
        self.at = len(self._trail)
        if self.at >= len(self._pairs):
            self.accept()
        else:
            self._show()

    def _show(self) -> None:
        pair = self._pairs[self.at]
        beside = self._page.desk.read(side_by_side, first=pair.first, second=pair.second)
        if pair.second in {vendor.id for vendor in beside.first.same}:  # one person by an answer just given
            self._trail.append(KNOWN)
            self.show_anew()
            return
        self.counts.setText(
            _("Pasangan {at} dari {all}").format(
                at=format_number(self.at + 1), all=format_number(len(self._pairs))
            )
        )
        self.why.setText(pair_reason(pair.reason))
        self.back.setEnabled(bool(self._trail))
        today = self._page.desk.clock().date()
        bazaars = [
            self._page.desk.read(vendor_bazaars, vendor_id=vendor_id, today=today)
            for vendor_id in (pair.first, pair.second)
        ]
        self._scroll.setWidget(_two_columns(beside, bazaars))
        self.later.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        actions = {Qt.Key.Key_S: self.say_same, Qt.Key.Key_B: self.say_apart, Qt.Key.Key_N: self.leave}
        way = undo_way(event)
        if way is not None:
            (self.go_forward if way else self.go_back)()
        elif event.key() in actions and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            actions[Qt.Key(event.key())]()
        else:
            super().keyPressEvent(event)


def _two_columns(beside: SideBySide, bazaars: Sequence[Sequence[BazaarOfVendor]]) -> QWidget:
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(1, 1, 10, 1)
    column.setSpacing(theme.SPACE[2])
    card = Card()
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.SPACE[2])
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, 110)
    for at in (1, 2):
        grid.setColumnStretch(at, 1)
        grid.setColumnMinimumWidth(at, 290)
    for row, field in enumerate(beside.fields):
        grid.addWidget(Label(field_name(field.field), "muted"), row, 0)
        for at, value in ((1, field.first), (2, field.second)):
            grid.addWidget(
                Label(_short(value) or "–", "strong" if field.differs else "body", wrap=True), row, at
            )
        if field.differs:
            grid.addWidget(Tag(_("berbeda"), "warning"), row, 3)
    grid.setColumnMinimumWidth(3, 70)
    card.add(grid)
    column.addWidget(card)
    pair = QHBoxLayout()
    pair.setSpacing(theme.SPACE[2])
    pages = ((beside.first, beside.first_history), (beside.second, beside.second_history))
    for (page, history), own in zip(pages, bazaars, strict=True):
        pair.addWidget(_past(page, history, own), 1)
    column.addLayout(pair)
    column.addStretch(1)
    return inner


def _past(page: VendorPage, history: Sequence[HistoryEntry], bazaars: Sequence[BazaarOfVendor]) -> Card:
    """The bazaars of one of the two, and the last changes of its facts."""
    card = Card(_("Riwayat") + " · " + _short(page.facts.business or page.facts.name))
    took_part = [bazaar for bazaar in bazaars if bazaar.took_part]
    taken = ngettext("{count} kali ikut bazar", "{count} kali ikut bazar", len(took_part)).format(
        count=format_number(len(took_part))
    )
    last = took_part[0].first_day if took_part else None
    card.add(
        Label(
            f"{taken}, {_('terakhir')} {format_date(last, language())}" if last else taken, "body", wrap=True
        )
    )
    for entry in history:
        change = f"{entry.before} → {entry.after}" if entry.before else str(entry.after)
        day = format_date(entry.at.date(), language())
        words = f"{day} · {by_words(entry)} · {field_name(entry.field)}: {_short(change)}"
        card.add(Label(words, "small", wrap=True))
    return card


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def look_for_duplicates(page: Page) -> None:
    """Search beside the window, join what is certain as one action, then ask about what is likely."""

    def found(duplicates: Duplicates) -> None:
        _found(page, duplicates)

    page.run_search(
        _("Mencari orang yang tercatat dua kali"), search_duplicates, found, db=page.desk.store.db
    )


def _found(page: Page, duplicates: Duplicates) -> None:
    joined = None
    if duplicates.certain:
        joined = page.perform(join_certain, pairs=duplicates.certain)
    page.reload()
    words = _("{certain} pasangan pasti sama dan digabung; {likely} perlu ditanyakan.").format(
        certain=format_number(len(duplicates.certain)), likely=format_number(len(duplicates.likely))
    )
    page.say(words, undo=joined)
    if duplicates.likely:
        dialog = BesideDialog(page, duplicates.likely)
        dialog.finished.connect(lambda _result: _asked(page, dialog))
        dialog.open()


def _asked(page: Page, dialog: BesideDialog) -> None:
    page.reload()
    left = dialog.left
    page.say(
        _("{answered} pasangan dijawab, {left} ditanyakan lagi nanti.").format(
            answered=format_number(dialog.answered), left=format_number(left)
        )
    )
