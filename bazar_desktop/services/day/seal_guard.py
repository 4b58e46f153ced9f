"""Which days still take entries: a sealed day takes none until it is reopened with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.calendar import format_numeric_date
from bazar_desktop.domain.day.halts import Halt, read_halt
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.bazaars.bazaars import BazaarFacts
from bazar_desktop.services.bazaars.days import IS_OFF, OF_DAY, STANDS, WORD, DayFacts, days_of, no_such_day
from bazar_desktop.services.day.sheet import standing_among, standing_seal
from bazar_desktop.store.tables import Bazaar, BazaarDay, DayClose, natural_id


class DayIsClosed(BazarError):
    """The day is sealed. Facts: day, revision, seal."""


class DayCalledOff(BazarError):
    """The day, or its whole bazaar, was postponed or cancelled. Facts: day, state, reason, since."""


class NoOpenDay(BazarError):
    """Every day of the bazaar is sealed."""


def require_open(session: Session, bazaar_id: str, day: date) -> BazaarDay:
    """The bazaar's row of `day`, where it may still be written to.

    Raises NotADayOfThisBazaar, DayCalledOff, DayIsClosed.
    """
    row, seal = day_and_seal(session, bazaar_id, day)
    if seal is not None:
        raise DayIsClosed(day=day.strftime("%d/%m/%Y"), revision=seal.revision, seal=seal.seal or "")
    return row


def day_and_seal(session: Session, bazaar_id: str, day: date) -> tuple[BazaarDay, DayClose | None]:
    """The bazaar's row of `day` and the seal that stands on it, read at once.

    Raises NotADayOfThisBazaar, DayCalledOff.
    """
    sealed = (DayClose.bazaar_id == bazaar_id) & (DayClose.day == day) & DayClose.withdrawn.is_(False)
    query = (
        select(BazaarDay, DayClose, WORD, IS_OFF)
        .outerjoin(Bazaar, OF_DAY)
        .outerjoin(DayClose, sealed)
        .where(BazaarDay.id == natural_id(BazaarDay.__tablename__, bazaar_id, day), STANDS)
        .order_by(DayClose.revision.desc())
    )
    rows = session.execute(query).all()
    if not rows:
        raise no_such_day(day, days_of(session, bazaar_id))
    row, _seal, word, is_off = rows[0]
    if is_off and (halt := read_halt(word)) is not None:
        raise _called_off(day, halt)
    return row, standing_among([seal for _row, seal, *_word in rows if seal is not None])


def require_on(days: Iterable[DayFacts], day: date) -> None:
    """Refuse where the one of a bazaar's `days` that is `day` was called off. Raises DayCalledOff."""
    for facts in days:
        if facts.day == day and facts.is_off and facts.course.halt is not None:
            raise _called_off(day, facts.course.halt)


def require_open_days(session: Session, bazaar: BazaarFacts) -> list[date]:
    """The unsealed days on which the bazaar stands. Raises DayCalledOff where its last day is off, else NoOpenDay."""
    still = open_days_from(session, bazaar)
    if not still:
        require_on(bazaar.days, bazaar.days[-1].day)
        raise NoOpenDay()
    return still


def _called_off(day: date, halt: Halt) -> DayCalledOff:
    return DayCalledOff(
        day=format_numeric_date(day),
        state=halt.state,
        reason=halt.reason,
        since=format_numeric_date(halt.since),
    )


def open_days_from(
    session: Session, bazaar: BazaarFacts, first: date | None = None, *, with_off: bool = False
) -> list[date]:
    """The bazaar's unsealed days from `first` on, `with_off` those too that were called off."""
    return [
        day.day
        for day in bazaar.days
        if (with_off or not day.is_off)
        and (first is None or day.day >= first)
        and standing_seal(session, bazaar.id, day.day) is None
    ]
