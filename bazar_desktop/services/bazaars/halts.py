"""An event that does not go on as planned: postponed, cancelled, or a day that fell out; and taking that back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from bazar_desktop.domain.calendar import format_numeric_date
from bazar_desktop.domain.day.halts import HALTS, DayCourse, Halt, write_halt
from bazar_desktop.domain.errors import BazarError, ReasonMissing
from bazar_desktop.domain.values.documents import CANCELLED
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, UnknownBazaar, bazaar_of, list_bazaars
from bazar_desktop.services.bazaars.days import day_among, require_day
from bazar_desktop.store.actions import action
from bazar_desktop.store.journal import act_of
from bazar_desktop.store.rows import require_seen
from bazar_desktop.store.tables import Bazaar, row_of


class EventHeld(BazarError):
    """A day of the event was sealed, so it cannot be called off as a whole. Facts: days."""


class DayHeld(BazarError):
    """The day was sealed, so it did take place. Facts: day."""


class NotHalted(BazarError):
    """Nothing was called off that could be taken back."""


class UnknownEventState(BazarError):
    """An event is postponed or cancelled. Facts: state."""


@action("bazaars.halt_bazaar")
def halt_bazaar(
    session: Session, *, bazaar_id: str, state: str, reason: str, on: date, seen: str | None = None
) -> BazaarFacts:
    """Postpone or cancel the event as a whole, `on` a date, with a reason; what was entered for it stays.

    Raises UnknownBazaar, MovedOn, UnknownEventState, ReasonMissing, EventHeld.
    """
    facts, row = _event(session, bazaar_id, seen)
    if state not in HALTS:
        raise UnknownEventState(state=state)
    held = [format_numeric_date(day.day) for day in facts.days if day.course.is_held]
    if held:
        raise EventHeld(days=", ".join(held))
    row.halt = write_halt(_halt(session, state, reason, on))
    session.flush()
    return bazaar_of(session, bazaar_id)


@action("bazaars.resume_bazaar")
def resume_bazaar(session: Session, *, bazaar_id: str, seen: str | None = None) -> BazaarFacts:
    """Take back that the event was postponed or cancelled; days that fell out by themselves stay out.

    Raises UnknownBazaar, MovedOn, NotHalted.
    """
    _facts, row = _event(session, bazaar_id, seen)
    if row.halt is None:
        raise NotHalted()
    row.halt = None
    session.flush()
    return bazaar_of(session, bazaar_id)


@action("bazaars.halt_day")
def halt_day(session: Session, *, bazaar_id: str, day: date, reason: str, on: date) -> BazaarFacts:
    """Let one day fall out, as for rain, with a reason; what was entered on it stays and is not counted.

    Raises UnknownBazaar, NotADayOfThisBazaar, ReasonMissing, DayHeld.
    """
    facts, _row = _event(session, bazaar_id, None)
    if day_among(facts.days, day).course.is_held:
        raise DayHeld(day=format_numeric_date(day))
    require_day(session, bazaar_id, day).halt = write_halt(_halt(session, CANCELLED, reason, on))
    session.flush()
    return bazaar_of(session, bazaar_id)


@action("bazaars.resume_day")
def resume_day(session: Session, *, bazaar_id: str, day: date) -> BazaarFacts:
    """Take back that a day fell out; where its whole bazaar was called off, that stays.

    Raises UnknownBazaar, NotADayOfThisBazaar, NotHalted.
    """
    _event(session, bazaar_id, None)
    row = require_day(session, bazaar_id, day)
    if row.halt is None:
        raise NotHalted()
    row.halt = None
    session.flush()
    return bazaar_of(session, bazaar_id)


def _event(session: Session, bazaar_id: str, seen: str | None) -> tuple[BazaarFacts, Bazaar]:
    facts = bazaar_of(session, bazaar_id)
    row = row_of(session, Bazaar, bazaar_id)
    if row is None:
        raise UnknownBazaar(code=bazaar_id[:8])
    require_seen(row, seen)
    return facts, row


def _halt(session: Session, state: str, reason: str, on: date) -> Halt:
    if not reason.strip():
        raise ReasonMissing()
    act_of(session).reason = reason.strip()
    return Halt(state, " ".join(reason.split()), on)


@dataclass(frozen=True, slots=True)
class ContradictedDay:
    """A day that was sealed although it was called off; `course` holds what was said of it."""

    bazaar: str
    lokasi: str
    day: date
    course: DayCourse


def contradicted_days(session: Session) -> list[ContradictedDay]:
    """Give the days that a laptop sealed before it heard that they were called off; they count."""
    return [
        ContradictedDay(bazaar.name, bazaar.lokasi, day.day, day.course)
        for bazaar in list_bazaars(session)
        for day in bazaar.days
        if day.course.is_contradicted
    ]
