"""Which day a page writes to: the line that says so above everything else, and the question that a new date brings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QApplication, QWidget

from bazar_desktop.language import _
from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.day_question import (
    ASKED_AGAIN,
    CARRIED,
    KEPT,
    LEFT,
    MOVED,
    DayQuestion,
    not_today_words,
)
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.text import Label


class DayPage(Protocol):
    """Is the page whose day is in hand, as far as the question needs it."""

    @property
    def desk(self) -> AppSession:
        """Where bazaar and day are in hand."""

    @property
    def moved(self) -> SignalInstance:
        """Told where today was taken in hand from here."""

    def window(self) -> QWidget:
        """What dialogs open over."""

    def warn(self, words: str, *, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say what needs a look."""

    def refuse(self, words: str, *, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say what was not done and why."""

    def say_nothing(self) -> None:
        """Take back what was said last."""

    def follow_day(self) -> None:
        """Show the day that was taken in hand in the middle of the work."""


class WritingDay(Card):
    """The line of a day that is not today. `settled` is how the day was settled last: after LEFT, what was typed stays.

    `asks_now`: the question is open.
    """

    def __init__(self, page: DayPage) -> None:
        super().__init__(tight=True, tone="warning")
        self._page = page
        self.words = Label("", "strong", wrap=True)
        self.body.setContentsMargins(14, 6, 14, 6)
        self.add(self.words)
        self.hide()
        self.asks_now = False
        self.settled = KEPT

    @property
    def not_today(self) -> str:
        """That the day in hand is not today, in words; "" where it is."""
        desk = self._page.desk
        return not_today_words(desk.day) if desk.day is not None and desk.day != desk.clock().date() else ""

    def show_line(self, writes_to_day: bool) -> None:
        """Say that entries go to a day that is not today, where the page has any."""
        words = self.not_today if writes_to_day else ""
        self.words.setText(words)
        self.setVisible(bool(words))

    def settle(self, act: str = CARRIED, *, stays: bool = False) -> str:
        """Ask which day the next entry is for, where the date has changed: KEPT, MOVED, LEFT (then write nothing).

        `act` and `stays` as `DayQuestion` has them.
        """
        if self.asks_now:
            return LEFT
        self.settled, desk = KEPT, self._page.desk
        offer, day = desk.day_offer() if desk.asks_day() else None, desk.day
        if offer is None or day is None:
            return KEPT
        self.asks_now = True
        try:
            parent = QApplication.activeModalWidget() or self._page.window()
            question = DayQuestion(desk, offer, day, parent, act=act, stays=stays)
            question.exec()
        finally:
            self.asks_now = False
        self.settled = question.answer
        if question.answer == MOVED:
            self.go_to_today()
        elif question.answer == KEPT:
            desk.keep_day()
        else:
            self._page.refuse(_("Belum dicatat. Pilih harinya dahulu, lalu ulangi."))
        return question.answer

    def is_kept(self, *, stays: bool = False) -> bool:
        """Ask as `settle` does; whether to go on with an act that means what was shown of the day in hand."""
        settled = self.settle(ASKED_AGAIN, stays=stays)
        if settled == MOVED:
            self._page.warn(_("Hari berganti, jadi belum dilakukan. Periksa dahulu, lalu ulangi."))
        return settled == KEPT

    def go_to_today(self) -> None:
        """Take the day of today in hand, on the page and on the one that is open."""
        offer = self._page.desk.day_offer()
        if offer is None:
            return
        self._page.desk.choose(offer.bazaar_id, offer.day)
        self._page.say_nothing()
        self._page.follow_day()
        self._page.moved.emit()
