"""What is done at the gate: each action through the page's door, its answer, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Any, TypeVar

from bazar_desktop.domain.day.model import DayLine
from bazar_desktop.language import _
from bazar_desktop.phrases.attendance import away_clash_words
from bazar_desktop.services.attendance import check_in as attendance
from bazar_desktop.services.attendance.cards import reissue_at_gate
from bazar_desktop.services.attendance.check_in import AllPresent, Arrival
from bazar_desktop.services.attendance.reserve import Candidate
from bazar_desktop.services.attendance.substitution import Substituted, substitute
from bazar_desktop.services.day.away import away_but_told
from bazar_desktop.ui.app_session import Done
from bazar_desktop.ui.attendance.lines import STATUS_WORDS, Line
from bazar_desktop.ui.day_question import LEFT
from bazar_desktop.ui.page import Page

T = TypeVar("T")
_Place = tuple[str, str, date | None]  # officer, bazaar, day


class Gate:
    """The actions of the bazaar and day in hand. A refusal is said by the page and gives None here."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @property
    def bazaar_id(self) -> str:
        """The bazaar in hand, "" where there is none: use cases refuse that."""
        bazaar = self._page.desk.bazaar
        return bazaar.id if bazaar else ""

    @property
    def day(self) -> date:
        """The day in hand; today where the bazaar has no days, which use cases refuse."""
        return self._page.desk.day or self._now().date()

    def scan(self, code: str) -> Arrival | None:
        """The holder of a card has come; a refused card is kept with its reason."""
        if self._page.day_in_hand.settle() == LEFT:
            return None
        done = self._page.perform(
            attendance.check_in,
            bazaar_id=self.bazaar_id,
            day=self.day,
            code=code,
            at=self._now(),
        )
        refusal = self._page.refusal
        if done is None and code and refusal is not None:
            self._page.desk.perform(
                attendance.keep_refusal,
                bazaar_id=self.bazaar_id,
                day=self.day,
                code=code,
                rule=refusal.code,
                at=self._now(),
            )
        return self._remembered(done, arrival_words)

    def arrive(self, line: Line) -> Arrival | None:
        """Somebody picked from the list has come."""
        if self._page.day_in_hand.settle() == LEFT:
            return None
        done = self._page.perform(
            attendance.check_in_participation,
            bazaar_id=self.bazaar_id,
            day=self.day,
            participation_id=line.participation_id,
            session_no=line.session,
            at=self._now(),
        )
        return self._remembered(done, arrival_words)

    def mark(self, line: Line, status: str) -> DayLine | None:
        """Izin, alpa or expected again."""
        if not self._page.day_is_kept():  # the line that was looked at is of the other day
            return None
        done = self._page.perform(
            attendance.mark,
            bazaar_id=self.bazaar_id,
            day=self.day,
            participation_id=line.participation_id,
            session_no=line.session,
            status=status,
        )
        return self._remembered(done, _mark_words)

    def leave(self, line: Line) -> DayLine | None:
        """Somebody has gone home."""
        if not self._page.day_is_kept():  # the line that was looked at is of the other day
            return None
        done = self._page.perform(
            attendance.leave,
            bazaar_id=self.bazaar_id,
            day=self.day,
            participation_id=line.participation_id,
            session_no=line.session,
            at=self._now(),
        )
        return self._remembered(done, _mark_words)

    def all_present(self, absent: Collection[str]) -> AllPresent | None:
        """Everybody expected has come but these; not where the day changes meanwhile, for the list is another then."""
        if not self._page.day_is_kept():
            return None
        done = self._page.perform(
            attendance.present_all_except,
            bazaar_id=self.bazaar_id,
            day=self.day,
            absent=tuple(absent),
            at=self._now(),
        )
        if done is not None and not done.result.came:
            return done.result  # nothing was written, so nothing is there to take back
        return self._remembered(done, _present_words)

    def reissue(self, line: Line) -> str | None:
        """A new card for a lost one, which is refused from now on."""
        if self._page.day_in_hand.settle() == LEFT:
            return None
        done = self._page.perform(
            reissue_at_gate,
            bazaar_id=self.bazaar_id,
            day=self.day,
            participation_id=line.participation_id,
        )
        return self._remembered(done, lambda _code: _("kartu baru {business}").format(business=line.business))

    def substitute(
        self, line: Line, candidate: Candidate, reason: str, *, session: int = 0
    ) -> Substituted | None:
        """One of the reserve takes the stand of `line`, in its session unless another is named."""
        if not self._page.day_is_kept():  # the line that was looked at is of the other day
            return None
        done = self._page.perform(
            substitute,
            bazaar_id=self.bazaar_id,
            day=self.day,
            left_id=line.participation_id,
            joined_id=candidate.participation_id,
            reason=reason,
            session_no=session or line.session,
            at=self._now(),
        )
        return self._remembered(done, _substitution_words)

    def clash_words(self, participation_id: str, session: int) -> str:
        """Say that who was just marked izin or alpa has an omzet all the same; "" where they have none."""
        keys = [(participation_id, session)]
        clashes = self._page.desk.read(away_but_told, bazaar_id=self.bazaar_id, day=self.day, keys=keys)
        return away_clash_words(clashes[0]) if clashes else ""

    def remember(self, done: Done[Any], what: str) -> None:
        """Remember an action that did `what`, so that Ctrl+Z takes it back."""
        self._page.undo_history.did(done.action, what)

    def _now(self) -> datetime:
        return self._page.desk.clock()

    def _remembered(self, done: Done[T] | None, what: Callable[[T], str]) -> T | None:
        if done is None:
            return None
        self.remember(done, what(done.result))
        return done.result


def arrival_words(arrival: Arrival) -> str:
    """Who was entered as present, as undo and redo name it."""
    return _("{business} hadir").format(business=arrival.business)


def _present_words(done: AllPresent) -> str:
    return _("{count} peserta dicatat hadir").format(count=len(done.came))


def _mark_words(mark: DayLine) -> str:
    status = _("pulang") if mark.left_at is not None else _(STATUS_WORDS[mark.attendance])
    return f"{mark.business} {status}"


def _substitution_words(done: Substituted) -> str:
    return _("{joined} menggantikan {left}").format(joined=done.joined, left=done.left)
