"""When a backup is due, what it is called, and which ones are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from bazar_desktop.domain.calendar import WIB

EVERY = timedelta(minutes=30)
ALL_FOR, DAILY_FOR, WEEKLY_FOR = timedelta(hours=48), timedelta(days=14), timedelta(weeks=8)
BELIEVED_AFTER = 5  # days of work after a pause, by which somebody would have set a wrong clock right
SUFFIX = ".bazardb"
_ASIDE = re.compile(r"disisihkan_(\d{4}-\d{2}-\d{2}_\d{2}\.\d{2}\.\d{2})\.bazardb\Z")
_NAME = re.compile(r"cadangan_(\d{4}-\d{2}-\d{2}_\d{2}\.\d{2}\.\d{2})\.bazardb\Z")
_STAMP = "%Y-%m-%d_%H.%M.%S"


@dataclass(frozen=True, slots=True)
class RestorePoint:
    """A file that can take the store's place.

    `last_change` is the last one it knows and None where it cannot be read; `sealed` counts its sealed days,
    `newer_changes` and `newer_sealed` what the present store holds besides (None: it cannot be read). `is_tested`:
    all its pages were read just now and are sound.
    """

    path: Path
    made_at: datetime
    size: int
    is_aside: bool
    is_present: bool
    is_tested: bool
    last_change: datetime | None
    sealed: int
    newer_changes: int | None
    newer_sealed: int | None


def backup_name(at: datetime) -> str:
    """The file name of a backup made at `at` (aware), in the time that officers' clocks show."""
    return f"cadangan_{at.astimezone(WIB).strftime(_STAMP)}{SUFFIX}"


def aside_name(at: datetime) -> str:
    """The file name of a store that was set aside at `at` (aware), because a backup took its place."""
    return f"disisihkan_{at.astimezone(WIB).strftime(_STAMP)}{SUFFIX}"


def made_at(name: str) -> datetime | None:
    """When the backup of this file name was made; None for any other file."""
    return _time_in(_NAME.match(name))


def set_aside_at(name: str) -> datetime | None:
    """When the store of this file name was set aside; None for any other file."""
    return _time_in(_ASIDE.match(name))


def _time_in(match: re.Match[str] | None) -> datetime | None:
    try:
        return datetime.strptime(match.group(1), _STAMP).replace(tzinfo=WIB) if match else None
    except ValueError:
        return None


def is_due(last: datetime | None, *, changed: bool, now: datetime, sealed: bool = False) -> bool:
    """Whether a backup is to be made: none is there, a day was sealed, or there was change and 30 minutes passed.

    A last backup that lies in the future says that the clock was set back: it does not count.
    """
    if last is None or sealed:
        return True
    return changed and (now - last >= EVERY or last > now)


def kept(times: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Which backups stay: all of 48 hours, the last of each day for 14 days, the last of each week for 8 weeks.

    The newest always stays, and so does whatever lies in the future. Days and weeks are those of WIB. After 8 weeks
    nothing stays, so that what was erased from the store leaves the backups too.

    A clock that leaped ahead looks like a long pause. So a pause of more than 48 hours makes no backup older, only the
    last of each day before it, until work of BELIEVED_AFTER days stands after it.
    """
    chosen: set[datetime] = set()
    last_of: dict[tuple[str, object], datetime] = {}
    ordered = sorted(times)
    lived = _lived_ages(ordered, now)
    for at in ordered:
        local, age = at.astimezone(WIB), lived.get(at, timedelta(0))
        if now - at <= ALL_FOR:
            chosen.add(at)
        elif age <= DAILY_FOR:
            last_of["day", local.date()] = at
        elif age <= WEEKLY_FOR:
            last_of["week", local.isocalendar()[:2]] = at
    return frozenset({*chosen, *last_of.values(), *ordered[-1:]})


def is_outlived(aside: datetime, times: Iterable[datetime], now: datetime) -> bool:
    """Whether what was set aside then is older than any backup is kept, as `kept` counts the ages of backups.

    `times` are those of the backups, by which a clock that leaped ahead is known.
    """
    age = _lived_ages(sorted({aside, *times}), now).get(aside, timedelta(0))
    return age > WEEKLY_FOR


def _lived_ages(ordered: Sequence[datetime], now: datetime) -> dict[datetime, timedelta]:
    """The age of each backup that is not of the future, without the pauses that are not believed yet."""
    ages: dict[datetime, timedelta] = {}
    later, not_lived = now, timedelta(0)
    days = set[date]()
    for at in reversed([at for at in ordered if at <= now]):
        days.add(later.astimezone(WIB).date())
        if later - at > ALL_FOR and len(days) < BELIEVED_AFTER:
            not_lived += later - at
        ages[at] = now - at - not_lived
        later = at
    return ages
