"""What is done at the gate: each action through the page's door, its answer, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Any, TypeVar

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.attendance import check_in as attendance
from bazar_desktop.services.attendance.cards import reissue_at_gate
from bazar_desktop.services.attendance.check_in import Arrival, Mark
from bazar_desktop.services.attendance.reserve import Candidate
from bazar_desktop.services.attendance.substitution import Substituted, substitute
from bazar_desktop.ui.app_session import Done
from bazar_desktop.ui.attendance.lines import Line
from bazar_desktop.ui.day_question import LEFT
from bazar_desktop.ui.page import Page

T = TypeVar("T")
_Place = tuple[str, str, date | None]  # officer, bazaar, day


class Gate:
    """The actions of the bazaar and day in hand. A refusal is said by the page and gives None here."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._done: list[tuple[_Place, str]] = []  # where and by whom, action

    @property
    def where(self) -> dict[str, Any]:
        """The bazaar and day in hand, as use cases take them."""
        bazaar = self._page.desk.bazaar
        return {"bazaar_id": bazaar.id if bazaar else "", "day": self._page.desk.day}

    @property
    def can_undo(self) -> bool:
        """Whether the officer at the desk has done something on the day in hand that was not put back."""
        return any(place == self._place() for place, _action in self._done)

    def scan(self, code: str) -> Arrival | None:
        """The holder of a card has come; a refused card is kept with its reason."""
        return self._do(
            "attendance.check_in", attendance.check_in, {"code": code, "at": self._now()}, keep=code
        )

    def arrive(self, line: Line) -> Arrival | None:
        """Somebody picked from the list has come."""
        facts = {**_who(line), "at": self._now()}
        return self._do("attendance.check_in", attendance.check_in_participation, facts)

    def mark(self, line: Line, status: str) -> Mark | None:
        """Izin, alpa or expected again."""
        return self._do("attendance.mark", attendance.mark, {**_who(line), "status": status})

    def leave(self, line: Line) -> Mark | None:
        """Somebody has gone home."""
        return self._do("attendance.leave", attendance.leave, {**_who(line), "at": self._now()})

    def all_present(self, absent: Collection[str]) -> tuple[Arrival, ...] | None:
        """Everybody expected has come but these; not where the day changes meanwhile, for the list is another then."""
        if not self._page.day_is_kept():
            return None
        facts = {"absent": tuple(absent), "at": self._now()}
        return self._do("attendance.present_all_except", attendance.present_all_except, facts)

    def reissue(self, line: Line) -> str | None:
        """A new card for a lost one, which is refused from now on."""
        facts = {"participation_id": line.participation_id}
        return self._do("cards.reissue_card", reissue_at_gate, facts)

    def substitute(
        self, line: Line, candidate: Candidate, reason: str, *, session: int = 0
    ) -> Substituted | None:
        """One of the reserve takes the stand of `line`, in its session unless another is named."""
        facts = {
            "left_id": line.participation_id,
            "joined_id": candidate.participation_id,
            "reason": reason,
            "session_no": session or line.session,
            "at": self._now(),
        }
        return self._do("substitution.substitute", substitute, facts)

    def remember(self, done: Done[Any]) -> None:
        """An action done elsewhere (a dialog) that undo should reach."""
        if done.action:
            self._done.append((self._place(), done.action))

    def undo(self) -> bool:
        """Put back this officer's last action of the day in hand; whether that was possible.

        A refused one is not tried again.
        """
        own = [entry for entry in self._done if entry[0] == self._place()]
        if not own:
            return False
        self._done.remove(own[-1])
        return self._page.undo(own[-1][1])

    def _place(self) -> _Place:
        officer = self._page.desk.officer
        return (officer.id if officer else "", self.where["bazaar_id"], self.where["day"])

    def _now(self) -> datetime:
        return self._page.desk.clock()

    def _do(self, action: str, use_case: Callable[..., T], facts: dict[str, Any], keep: str = "") -> T | None:
        if self._page.settle_day() == LEFT:
            return None
        refused: list[str] = []

        def tried(session: Any, **given: Any) -> T:
            try:
                return use_case(session, **given)
            except BazarError as error:
                refused.append(error.code)
                raise

        done = self._page.perform(action, tried, **self.where, **facts)
        if done is None:
            if keep and refused:
                self._keep(keep, refused[-1])
            return None
        self.remember(done)
        return done.result

    def _keep(self, code: str, rule: str) -> None:
        facts = {"code": code, "rule": rule, "at": self._page.desk.clock()}
        self._page.desk.perform("attendance.keep_refusal", attendance.keep_refusal, **self.where, **facts)


def _who(line: Line) -> dict[str, Any]:
    return {"participation_id": line.participation_id, "session_no": line.session}
