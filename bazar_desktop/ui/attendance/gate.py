"""What is done at the gate: each action through the page's door, its answer, and the way back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, TypeVar

from bazar_desktop.services.attendance import check_in as attendance
from bazar_desktop.services.attendance.cards import reissue_at_gate
from bazar_desktop.services.attendance.check_in import Arrival, Mark
from bazar_desktop.services.attendance.reserve import Candidate
from bazar_desktop.services.attendance.substitution import Substituted, substitute
from bazar_desktop.ui.app_session import Done
from bazar_desktop.ui.attendance.lines import Line
from bazar_desktop.ui.page import Page

T = TypeVar("T")


class Gate:
    """The actions of the bazaar and day in hand. A refusal is said by the page and gives None here."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._done: list[tuple[str, str]] = []  # officer, action

    @property
    def bazaar_id(self) -> str:
        """The bazaar in hand, "" where there is none: use cases refuse that."""
        bazaar = self._page.desk.bazaar
        return bazaar.id if bazaar else ""

    @property
    def day(self) -> date:
        """The day in hand; today where the bazaar has no days, which use cases refuse."""
        return self._page.desk.day or self._now().date()

    @property
    def can_undo(self) -> bool:
        """Whether the officer at the desk has done something here that was not put back."""
        return any(officer == self._officer() for officer, _action in self._done)

    def scan(self, code: str) -> Arrival | None:
        """The holder of a card has come; a refused card is kept with its reason."""
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
        return self._remembered(done)

    def arrive(self, line: Line) -> Arrival | None:
        """Somebody picked from the list has come."""
        done = self._page.perform(
            attendance.check_in_participation,
            bazaar_id=self.bazaar_id,
            day=self.day,
            participation_id=line.participation_id,
            session_no=line.session,
            at=self._now(),
        )
        return self._remembered(done)

    def mark(self, line: Line, status: str) -> Mark | None:
        """Izin, alpa or expected again."""
        done = self._page.perform(
            attendance.mark,
            bazaar_id=self.bazaar_id,
            day=self.day,
            participation_id=line.participation_id,
            session_no=line.session,
            status=status,
        )
        return self._remembered(done)

    def leave(self, line: Line) -> Mark | None:
        """Somebody has gone home."""
        done = self._page.perform(
            attendance.leave,
            bazaar_id=self.bazaar_id,
            day=self.day,
            participation_id=line.participation_id,
            session_no=line.session,
            at=self._now(),
        )
        return self._remembered(done)

    def all_present(self, absent: Collection[str]) -> tuple[Arrival, ...] | None:
        """Everybody expected has come but these."""
        done = self._page.perform(
            attendance.present_all_except,
            bazaar_id=self.bazaar_id,
            day=self.day,
            absent=tuple(absent),
            at=self._now(),
        )
        return self._remembered(done)

    def reissue(self, line: Line) -> str | None:
        """A new card for a lost one, which is refused from now on."""
        done = self._page.perform(
            reissue_at_gate,
            bazaar_id=self.bazaar_id,
            day=self.day,
            participation_id=line.participation_id,
        )
        return self._remembered(done)

    def substitute(
        self, line: Line, candidate: Candidate, reason: str, *, session: int = 0
    ) -> Substituted | None:
        """One of the reserve takes the stand of `line`, in its session unless another is named."""
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
        return self._remembered(done)

    def remember(self, done: Done[Any]) -> None:
        """An action done elsewhere (a dialog) that undo should reach."""
        if done.action:
            self._done.append((self._officer(), done.action))

    def undo(self) -> bool:
        """Put back this officer's last action; whether that was possible. A refused one is not tried again."""
        own = [entry for entry in self._done if entry[0] == self._officer()]
        if not own:
            return False
        self._done.remove(own[-1])
        return self._page.undo(own[-1][1])

    def _officer(self) -> str:
        officer = self._page.desk.officer
        return officer.id if officer else ""

    def _now(self) -> datetime:
        return self._page.desk.clock()

    def _remembered(self, done: Done[T] | None) -> T | None:
        if done is None:
            return None
        self.remember(done)
        return done.result
