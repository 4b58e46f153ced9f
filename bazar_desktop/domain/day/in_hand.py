"""Which day the program writes to: the day that is taken in hand, and when to ask whether it is still meant."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bazar_desktop.domain.errors import BazarError


class DayNotSettled(BazarError):
    """The date has changed, and nobody has said which day is meant."""


class DayLeft(BazarError):
    """What was filled in belongs to a day that is no longer in hand. Facts: day, other."""


DAWN = time(4)


@dataclass(frozen=True, slots=True)
class BazaarDays:
    """A bazaar by its id and its days in order; on those that are `off` it does not stand."""

    bazaar_id: str
    days: tuple[date, ...]
    off: frozenset[date] = frozenset()

    @property
    def on(self) -> tuple[date, ...]:
        """The days on which it stands."""
        return tuple(day for day in self.days if day not in self.off)


@dataclass(frozen=True, slots=True)
class DayInHand:
    """The day that is written to. `settled_on`: the date on which somebody last took it, or kept it when asked."""

    bazaar_id: str
    day: date
    settled_on: date


@dataclass(frozen=True, slots=True)
class DayOffer:
    """Another day to write to: `day` is today, the `number`th (from 1) of the `of` days of that bazaar."""

    bazaar_id: str
    day: date
    number: int
    of: int


def usual_day(days: Sequence[date], today: date, off: Container[date] = ()) -> date | None:
    """Choose the day to take in hand where nobody names one: today, else the latest day that stood, else the first.

    So what is entered after midnight is offered to the evening's day. `off` are days that were called off. None where
    there is no day.
    """
    if today in days:
        return today
    return max((day for day in days if day < today and day not in off), default=next(iter(days), None))


def usual_bazaar(bazaars: Sequence[BazaarDays], today: date) -> str:
    """Choose the bazaar to begin with: of today, else the nearest to come, else the first given; "" for none."""
    known = [bazaar for bazaar in bazaars if bazaar.days]
    to_come = [bazaar for bazaar in known if bazaar.on and bazaar.on[-1] >= today]
    standing = [bazaar for bazaar in to_come if today in bazaar.on]
    chosen = min(standing or to_come, key=lambda bazaar: bazaar.on[0], default=known[0] if known else None)
    return chosen.bazaar_id if chosen is not None else ""


def day_to_offer(in_hand: DayInHand, bazaars: Sequence[BazaarDays], today: date) -> DayOffer | None:
    """Find the day of today to write to instead: of the bazaar in hand, else of another one of `bazaars`.

    None where the day in hand is today, and where no bazaar stands today.
    """
    if in_hand.day == today:
        return None
    standing = [bazaar for bazaar in bazaars if today in bazaar.on]
    standing.sort(key=lambda bazaar: bazaar.bazaar_id != in_hand.bazaar_id)
    if not standing:
        return None
    days = standing[0].days
    return DayOffer(standing[0].bazaar_id, today, days.index(today) + 1, len(days))


def settled_day(settled: datetime, now: datetime) -> date:
    """Give the date for which the day in hand was settled at the moment `settled`.

    Whoever keeps yesterday's day in the small hours finishes the evening's work: from DAWN on that holds no longer.
    """
    if settled.date() == now.date() and settled.time() < DAWN <= now.time():
        return settled.date() - timedelta(days=1)
    return settled.date()


def needs_asking(in_hand: DayInHand, bazaars: Sequence[BazaarDays], today: date) -> bool:
    """Tell whether the next act must ask first: the date has changed since the day was settled, and one is offered."""
    return in_hand.settled_on != today and day_to_offer(in_hand, bazaars, today) is not None
