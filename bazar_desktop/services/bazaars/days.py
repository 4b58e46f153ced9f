"""The days on which a bazaar stands, and until when arriving on one is in time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.calendar import parse_time
from bazar_desktop.domain.day.halts import DayCourse, read_halt
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.settings.values import get_setting
from bazar_desktop.store.rows import enter, withdraw
from bazar_desktop.store.tables import (
    Allocation,
    Attendance,
    Bazaar,
    BazaarDay,
    DayClose,
    OmzetEntry,
    natural_id,
)

MOST_DAYS = 31
# A day that was taken out of the bazaar while a laptop stood there, unheard of, is one of its days after all: what was
# entered on it is in no sum twice and in none too few.
STANDS = BazaarDay.day.is_not(None) & or_(
    BazaarDay.withdrawn.is_(False),
    *(
        select(cls.id)
        .where(cls.bazaar_id == BazaarDay.bazaar_id, cls.day == BazaarDay.day, cls.withdrawn.is_(False))
        .correlate(BazaarDay)
        .exists()
        for cls in (Attendance, OmzetEntry, DayClose)
    ),
)
# A day that was ever sealed took place, whatever was said of it and whenever that came.
IS_HELD = (
    select(DayClose.id)
    .where(DayClose.bazaar_id == BazaarDay.bazaar_id, DayClose.day == BazaarDay.day)
    .where(DayClose.withdrawn.is_(False))
    .correlate(BazaarDay)
    .exists()
)
# Asked once a statement and not once a row: an office has many entries and few events that were called off.
_HALTED = select(Bazaar.id).where(Bazaar.halt.is_not(None)).correlate(None)
IS_OFF = or_(BazaarDay.halt.is_not(None), BazaarDay.bazaar_id.in_(_HALTED)) & ~IS_HELD
OF_DAY = Bazaar.id == BazaarDay.bazaar_id
WORD = func.coalesce(BazaarDay.halt, Bazaar.halt)  # the halt of a day, else of its bazaar, joined by OF_DAY


def is_on_a_day(
    cls: type[Allocation] | type[Attendance] | type[DayClose] | type[OmzetEntry],
) -> ColumnElement[bool]:
    """Whether the bazaar of a row of `cls` stands on the row's day: what lies on another is in no figure.

    A day that a laptop only proposes, that was rejected, that never was, or that was called off lets nothing count
    that was entered on it.
    """
    same = (BazaarDay.bazaar_id == cls.bazaar_id) & (BazaarDay.day == cls.day)
    return select(BazaarDay.id).where(same, STANDS, ~IS_OFF).correlate(cls).exists()


class NotADayOfThisBazaar(BazarError):
    """The bazaar does not stand on this day."""


class BazaarNeedsDays(BazarError):
    """A bazaar stands on at least one day."""


class TooManyDays(BazarError):
    """More than 31 days: surely a slip of the pen."""


class DayInUse(BazarError):
    """Something was entered on the day: it cannot be taken out of the bazaar."""


@dataclass(frozen=True, slots=True)
class DayFacts:
    """A day of a bazaar; `number` counts from 1, days that fell out too; `course` tells whether it takes place."""

    day: date
    number: int
    cut_off: time | None
    course: DayCourse

    @property
    def is_off(self) -> bool:
        """Whether it was called off, by itself or with its bazaar."""
        return self.course.is_off


def days_of(session: Session, bazaar_id: str) -> tuple[DayFacts, ...]:
    """The bazaar's days in their order."""
    return days_of_each(session, [bazaar_id])[bazaar_id]


def days_of_each(session: Session, bazaar_ids: Sequence[str]) -> dict[str, tuple[DayFacts, ...]]:
    """The days of each of these bazaars in their order."""
    days: dict[str, list[DayFacts]] = {bazaar_id: [] for bazaar_id in bazaar_ids}
    for start in range(0, len(bazaar_ids), 500):
        query = select(BazaarDay, WORD, IS_HELD).outerjoin(Bazaar, OF_DAY)
        query = query.where(BazaarDay.bazaar_id.in_(bazaar_ids[start : start + 500]), STANDS)
        for row, word, is_held in session.execute(query.order_by(BazaarDay.day)):
            own = days[row.bazaar_id]
            course = DayCourse(read_halt(word), is_held, row.halt is not None)
            own.append(DayFacts(row.day, len(own) + 1, row.cut_off, course))
    return {bazaar_id: tuple(own) for bazaar_id, own in days.items()}


def require_day(session: Session, bazaar_id: str, day: date) -> BazaarDay:
    """Give the bazaar's row of `day`. Raises NotADayOfThisBazaar."""
    wanted = (BazaarDay.id == natural_id(BazaarDay.__tablename__, bazaar_id, day), STANDS)
    row = session.execute(select(BazaarDay).where(*wanted)).scalar_one_or_none()
    if row is None:
        raise no_such_day(day, days_of(session, bazaar_id))
    return row


def off_course(days: Iterable[DayFacts], day: date) -> DayCourse | None:
    """How the one of a bazaar's `days` that is `day` was called off; None where it takes place."""
    return next((facts.course for facts in days if facts.day == day and facts.is_off), None)


def day_among(days: Iterable[DayFacts], day: date) -> DayFacts:
    """The one of a bazaar's `days` that is `day`. Raises NotADayOfThisBazaar."""
    known = {facts.day: facts for facts in days}
    if day not in known:
        raise no_such_day(day, known.values())
    return known[day]


def no_such_day(day: date, days: Iterable[DayFacts]) -> NotADayOfThisBazaar:
    """The refusal that names the bazaar's `days`."""
    named = ", ".join(facts.day.strftime("%d/%m/%Y") for facts in days)
    return NotADayOfThisBazaar(day=day.strftime("%d/%m/%Y"), days=named)


def set_cut_off(session: Session, bazaar_id: str, day: date, cut_off: str) -> None:
    """Set until when arriving on `day` is in time; "" for no such time. Raises NotADayOfThisBazaar, TimeMalformed."""
    require_day(session, bazaar_id, day).cut_off = parse_time(cut_off)
    session.flush()


def check_days(days: Sequence[date]) -> None:
    """Whether a bazaar can stand on `days`. Raises BazaarNeedsDays, TooManyDays."""
    if not days:
        raise BazaarNeedsDays()
    if len(set(days)) > MOST_DAYS:
        raise TooManyDays(count=len(set(days)))


def add_days(session: Session, bazaar_id: str, days: Iterable[date]) -> None:
    """Let the bazaar stand on `days` too, with the office's cut-off."""
    cut_off = parse_time(get_setting(session, "cut_off"))
    for day in sorted(set(days)):
        enter(session, BazaarDay, bazaar_id, day, bazaar_id=bazaar_id, day=day, cut_off=cut_off)


def withdraw_day(session: Session, bazaar_id: str, day: date) -> None:
    """Take a day out of the bazaar. Raises DayInUse, NotADayOfThisBazaar."""
    for cls in (Allocation, Attendance, OmzetEntry, DayClose):
        query = select(cls.id).where(cls.bazaar_id == bazaar_id, cls.day == day, cls.withdrawn.is_(False))
        if session.execute(query.limit(1)).first():
            raise DayInUse(day=day.strftime("%d/%m/%Y"))
    withdraw(session, require_day(session, bazaar_id, day))
