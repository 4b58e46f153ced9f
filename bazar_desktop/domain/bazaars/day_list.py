"""A bazaar's days as an officer types them in one line."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bazar_desktop.domain.calendar import DateMalformed, format_numeric_date, parse_date

MOST = 62  # days a typed range may span; a bazaar's own limit is lower and says so in its words
# "20-21 Maret 2026" and "20 s.d. 21 Maret 2026": month and year stand once.
_ONE_MONTH = re.compile(
    r"(\d{1,2})\s*(?:s\.?\s?d\.?|sampai(?:\s+dengan)?|hingga|-|–)\s*(\d{1,2})(\s+[a-z]+\.?\s+\d{2,4})", re.I
)
_UNTIL = re.compile(r"\s+(?:s\.?\s?d\.?|sampai(?:\s+dengan)?|hingga|-|–)\s+", re.I)


def parse_days(text: str) -> tuple[date, ...]:
    """The days in "20/3/2023, 21/3/2023", "20/3/2023 s.d. 22/3/2023" or "20-22 Maret 2023", in order, each once.

    Raises DateMalformed, WeekdayDisagrees.
    """
    days: set[date] = set()
    for part in re.split(r"[;,\n]", text):
        written = part.strip()
        if month := _ONE_MONTH.fullmatch(written):
            written = f"{month[1]}{month[3]} s.d. {month[2]}{month[3]}"
        ends = [_day(end) for end in _UNTIL.split(written) if end.strip()]
        if len(ends) == 2 and ends[0] <= ends[1] <= ends[0] + timedelta(days=MOST):
            days.update(ends[0] + timedelta(days=number) for number in range((ends[1] - ends[0]).days + 1))
        elif len(ends) < 2:
            days.update(ends)
        else:
            raise DateMalformed(text=part.strip()[:40])
    return tuple(sorted(days))


def _day(text: str) -> date:
    day = parse_date(text)
    if day is None:
        raise DateMalformed(text=text[:40])
    return day


def format_days(days: tuple[date, ...]) -> str:
    """The inverse of `parse_days`."""
    return ", ".join(format_numeric_date(day) for day in days)
