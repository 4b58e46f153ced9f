"""When a bazaar day is owed to the office: when it is over, when it is due, and which package can hold it whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bazar_desktop.domain.calendar import WIB, to_wib
from bazar_desktop.domain.errors import BazarError

MOST_HOURS = 14 * 24


class DueRuleMalformed(BazarError):
    """A day needs a time at which it is over, and so many hours until it is due. Facts: most."""


@dataclass(frozen=True, slots=True)
class DueRule:
    """At what time days are over, and how many hours later what was entered on them is due at the office. A setting.

    Raises DueRuleMalformed for fewer hours than none and for more than two weeks.
    """

    ends: time
    hours: int

    def __post_init__(self) -> None:
        if not 0 <= self.hours <= MOST_HOURS:
            raise DueRuleMalformed(most=MOST_HOURS)

    def end_of(self, day: date) -> datetime:
        """When `day` is over."""
        return datetime.combine(day, self.ends, WIB)

    def due(self, day: date) -> datetime:
        """Until when what was entered on `day` is to be at the office."""
        return self.end_of(day) + timedelta(hours=self.hours)

    def hours_late(self, day: date, now: datetime) -> int | None:
        """How many whole hours `day` is late; None where it is not yet due."""
        late = to_wib(now) - self.due(day)
        return int(late.total_seconds() // 3600) if late > timedelta() else None


def holds_the_day(made_at: datetime, ends: datetime, closed_at: datetime | None) -> bool:
    """Tell whether a package made at `made_at` can hold the whole day: it was over by then, by its time or its seal.

    `closed_at` is when the seal that stands was made. What came before is a part of the day, however much it is.
    """
    over = ends if closed_at is None else min(ends, to_wib(closed_at))
    return to_wib(made_at) >= over
