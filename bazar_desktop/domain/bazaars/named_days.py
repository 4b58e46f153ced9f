"""Days as lists name them, above a column or in a title: "Hari 2", "28/11/2026", "Sabtu, 28 Nov"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

_MONTH_WORDS = (
    "januari january jan", "februari february pebruari feb", "maret march mar", "april apr", "mei may", "juni june jun",
    "juli july jul", "agustus august agu agt ags aug", "september sept sep", "oktober october okt oct",
    "november nopember nov nop", "desember december des dec",
)  # fmt: skip
_MONTH_OF = {word: at for at, words in enumerate(_MONTH_WORDS, 1) for word in words.split()}
_WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
_WEEKDAY_OF = {name: at for at, name in enumerate(_WEEKDAYS)} | {"jum'at": 4, "jum’at": 4, "ahad": 6}
_ORDINAL_OF = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7,
    "pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5, "keenam": 6, "ketujuh": 7,
}  # fmt: skip
_ISO = re.compile(r"\b(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[T ][\d:.]+)?(?![\d/-])")
_SLASHED = re.compile(
    r"(?<![\d/.])(\d{1,2})\s?/\s?(\d{1,2})(?:\s?/\s?(\d{4}|\d{2}))?(?![\d/])"
    r"|(?<![\d.-])(\d{1,2})([.-])(\d{1,2})\5(\d{4}|\d{2})(?![\d.-])"
)
_WRITTEN = re.compile(
    r"(?<!\d)(\d{1,2})[\s-]*(" + "|".join(sorted(_MONTH_OF, key=len, reverse=True)) + r")(?![a-z])\.?"
    r"(?:[\s,'’-]*(\d{4}|\d{2})(?!\d))?",
    re.IGNORECASE,
)
_SHORT = re.compile(  # "Jumat 27-11"; without a weekday two figures may be a range
    r"\b(?:"
    + "|".join(sorted(_WEEKDAY_OF, key=len, reverse=True))
    + r"|jum|sab|min|sen|sel|rab|kam)\b[\s.,(/]*"
    r"(\d{1,2})\s?[-.]\s?(\d{1,2})(?![\d.,-])\)?|\A\s*(\d{1,2})-(\d{2})\s*\Z",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\b(?:hari|day)\s*(?:ke)?[\s.-]*(\d{1,2}|"
    + "|".join(sorted(_ORDINAL_OF, key=len, reverse=True))
    + r")\b"
    r"|\bh\s?(\d{1,2})\b",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:tanggal|tgl)\b[\s.:]*(\d{1,2})\b(?!\s*[/.-])", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(" + "|".join(sorted(_WEEKDAY_OF, key=len, reverse=True)) + r")\b", re.IGNORECASE)
_AROUND_A_DATE = re.compile(r"\b(hari|tanggal|tgl)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day by its place among the bazaar's days (`ordinal`, from 1), by date, or by `weekday` (0 is Monday).

    0 (-1 for `weekday`) stands for what is not said: "28/11" has no year.
    """

    ordinal: int = 0
    day: int = 0
    month: int = 0
    year: int = 0
    weekday: int = -1

    @property
    def key(self) -> str:
        """A short name in code, the same for the same saying."""
        if self.ordinal:
            return f"h{self.ordinal}"
        if self.day:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return f"w{self.weekday}"

    @property
    def said(self) -> str:
        """The day as a list has it: ke-2, 28/11, Sabtu."""
        if self.ordinal:
            return f"ke-{self.ordinal}"
        if self.day:
            return "/".join(str(part) for part in (self.day, self.month, self.year) if part)
        return _WEEKDAYS[self.weekday].capitalize() if self.weekday >= 0 else "?"

    def fits(self, day: date) -> bool:
        """Whether `day` may be meant; an ordinal fits none by itself."""
        if self.day:
            return self.day == day.day and self.month in {0, day.month} and self.year in {0, day.year}
        return self.weekday == day.weekday()


UNREAD = NamedDay()  # a day is said, and nobody can tell which: it fits none


def split_day(text: str) -> tuple[NamedDay | None, str]:
    """The day that `text` names, and what else it says: "Omzet Hari 2 (Rp)" is day 2 and "Omzet (Rp)"."""
    for pattern, made in _PATTERNS:
        match = pattern.search(text)
        named = made(match) if match is not None else None
        if match is not None and named is not None:
            rest = text[: match.start()] + " " + text[match.end() :]
            if named.weekday >= 0 and not _is_weekday_alone(rest):
                return None, text
            if not named.ordinal:
                rest = _AROUND_A_DATE.sub(" ", _WEEKDAY.sub(" ", rest))
            return named, " ".join(rest.split()).strip(" ,/-:;()")
    return None, text


def named_day(text: str) -> NamedDay | None:
    """The day that `text` names and nothing else with it; None for any other text."""
    named, rest = split_day(text)
    return named if named is not None and not re.search(r"\w", rest) else None


def real_day(year: str | None, month: int, day: int) -> NamedDay | None:
    """The day of this date, None where there is none such; a year of two figures is of this century."""
    years = int(year or 0)
    years += 2000 if 0 < years < 100 else 0
    try:
        date(years or 2000, month, day)
    except ValueError:
        return None
    return NamedDay(day=day, month=month, year=years)


def days_meant(names: Iterable[NamedDay], days: Sequence[date]) -> dict[str, date]:
    """For each of `names`, by key, the one of `days` that it means; those of which that is not certain are left out.

    "Hari 2" is the second of `days`, but only where no name counts further than there are days.
    """
    several = list(dict.fromkeys(names))
    in_order = sorted(days)
    furthest = max((name.ordinal for name in several), default=0)
    meant: dict[str, date] = {}
    for name in several:
        if name.ordinal:
            fitting = [in_order[name.ordinal - 1]] if furthest <= len(in_order) else []
        else:
            fitting = [day for day in in_order if name.fits(day)]
        if len(fitting) == 1:
            meant[name.key] = fitting[0]
    counted = Counter(meant.values())
    return {key: day for key, day in meant.items() if counted[day] == 1}


def _is_weekday_alone(rest: str) -> bool:
    # "Minggu" is Sunday, and a week in "minggu ini", "minggu lalu", "per minggu", "Minggu 2"
    return not re.search(r"\d|\b(ini|lalu|per|tiap|depan|ke)\b", rest, re.IGNORECASE)


def _from_slashed(match: re.Match[str]) -> NamedDay | None:
    if match[1]:
        first, second, year = int(match[1]), int(match[2]), match[3]
        if first <= 12 < second and len(year or "") == 4:  # 11/28/2026: no month is the 28th
            return real_day(year, first, second)
        return real_day(year, second, first)
    return real_day(match[7], int(match[6]), int(match[4]))


def _from_ordinal(match: re.Match[str]) -> NamedDay | None:
    said = (match[1] or match[2]).lower()
    ordinal = int(said) if said.isdecimal() else _ORDINAL_OF[said]
    return NamedDay(ordinal=ordinal) if 1 <= ordinal <= 31 else None


_PATTERNS = (
    (_ISO, lambda match: real_day(match[1], int(match[3]), int(match[4]))),
    (_SLASHED, _from_slashed),
    (_WRITTEN, lambda match: real_day(match[3], _MONTH_OF[match[2].lower()], int(match[1]))),
    (_SHORT, lambda match: real_day(None, int(match[2] or match[4]), int(match[1] or match[3]))),
    (_ORDINAL, _from_ordinal),
    (_DATED, lambda match: NamedDay(day=int(match[1])) if 1 <= int(match[1]) <= 31 else None),
    (_WEEKDAY, lambda match: NamedDay(weekday=_WEEKDAY_OF[match[1].lower()])),
)
