"""Days as the cells of one column write them: "28/11/2026 20:10", "11/28/2026 8:10 PM", "Sab 28-Nov-26"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial

from bazar_desktop.domain.bazaars.dittos import is_ditto
from bazar_desktop.domain.bazaars.named_days import UNREAD, NamedDay, named_day, real_day

LONGEST = 60
_WEEKDAYS = (
    "senin sen monday mon", "selasa sel tuesday tues tue", "rabu rab wednesday wed", "kamis kam thursday thurs thu",
    "jumat jum'at jum’at jum friday fri", "sabtu sab saturday sat", "minggu ahad min ming sunday sun",
)  # fmt: skip
_WEEKDAY_OF = {word: at for at, words in enumerate(_WEEKDAYS) for word in words.split()}
_WEEKDAY = re.compile(
    r"\b(" + "|".join(sorted(_WEEKDAY_OF, key=len, reverse=True)) + r")\b\.?", re.IGNORECASE
)
_ZONE = r"\s*(?:\(?(?:WIB|WITA|WIT|Z|(?:GMT|UTC)\s?(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2})\)?)?"
_CLOCK = r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?:[:.][0-5]\d)?(?:[.,]\d+)?\s*(?:[AP]\.?M\b\.?)?" + _ZONE
_CLOCK_BEHIND = re.compile(
    rf"(?:(?<=\d)T|[\s,–-]+(?:(?:pukul|pkl|jam|at)\b\.?\s*)?)(?<![\d.:]){_CLOCK}$", re.IGNORECASE
)
_CLOCK_BEFORE = re.compile(rf"^{_CLOCK}[\s,]+(?=\S)", re.IGNORECASE)
_CLOCK_ALONE = re.compile(rf"(?:(?:pukul|pkl|jam)\b\.?\s*)?{_CLOCK}", re.IGNORECASE)
_PART_BEHIND = re.compile(r"[\s,]+(?:pagi|siang|sore|malam)$", re.IGNORECASE)
_OVER_DATES = re.compile(r"\b(hari|tanggal|tgl|date)\b", re.IGNORECASE)
_OVER_ORDINALS = re.compile(r"\b(hari|day)\b", re.IGNORECASE)
_DATE = re.compile(r"\bdate\b", re.IGNORECASE)
_FIGURE = re.compile(r"(\d{1,2})(?:\.0)?")
_YEAR_FIRST = re.compile(r"(\d{4})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{1,2})|(20\d{2})(\d{2})(\d{2})")
_PARTS = re.compile(r"(\d{1,2})\s?([/.-])\s?(\d{1,2})(?:\s?\2\s?(\d{4}|\d{2}))?")
_MONTH_FIRST = re.compile(
    r"([a-z]{3,9})\.?\s?(\d{1,2})(?:st|nd|rd|th)?(?:\s?,\s?|\s)\s?'?(\d{4})", re.IGNORECASE
)
_DATED = re.compile(r"\d{1,4}\s?([/.-])\s?\d{1,4}\s?\1\s?\d{1,6}|\d{1,2}/\d{1,2}|20\d{6}")


def days_in_column(title: str, texts: Sequence[str]) -> list[NamedDay | None]:
    """For each of `texts`, the cells of a column below `title`, the day it names.

    None where a cell says no day: blank, the sign for "as above", an hour alone. UNREAD where it is filled and the
    day is not certain. Which of 11 and 12 is the month is decided by the whole column.
    """
    plain = {text: _plain(text) for text in dict.fromkeys(texts)}
    order = _order(plain.values())
    read = {text: _day(title, text, cell, order) for text, cell in plain.items()}
    return [read[text] for text in texts]


def looks_dated(text: str) -> bool:
    """Whether `text` is nothing but a date, be it one that cannot be: "29/11/20206"."""
    plain = _without_weekday(_plain(text))
    if _DATED.fullmatch(plain):
        return True
    named = _of_month_first(plain) or named_day(plain)
    return named is not None and named.day > 0


def _plain(text: str) -> str:
    """A cell without the hour."""
    words = " ".join(text.split())
    return _PART_BEHIND.sub("", _CLOCK_BEHIND.sub("", _CLOCK_BEFORE.sub("", words)))


def _without_weekday(plain: str) -> str:
    return " ".join(_WEEKDAY.sub(" ", plain).split()).strip(" ,()/") if re.search(r"\d", plain) else plain


def _order(cells: Iterable[str]) -> tuple[bool, bool]:
    """Whether some cell surely begins with the day, and whether some surely begins with the month."""
    parts = [match for cell in cells if (match := _PARTS.fullmatch(_without_weekday(cell)))]
    day_first = any(int(match[1]) > 12 >= int(match[3]) for match in parts)
    return day_first, any(int(match[3]) > 12 >= int(match[1]) for match in parts)


def _day(title: str, text: str, plain: str, order: tuple[bool, bool]) -> NamedDay | None:
    words = " ".join(text.split())
    is_hour = _CLOCK_ALONE.fullmatch(words) and (":" in words or not _OVER_DATES.search(title))
    if not words or is_hour or is_ditto(words):
        return None
    if len(words) > LONGEST:
        return UNREAD
    if figure := _FIGURE.fullmatch(plain):
        return named_day(f"{_DATE.sub('tanggal', title)} {figure[1]}") or UNREAD
    if plain.casefold() in _WEEKDAY_OF:
        return NamedDay(weekday=_WEEKDAY_OF[plain.casefold()])
    bare = _without_weekday(plain)
    return (
        _date(plain, bare, order) or (_OVER_ORDINALS.search(title) and named_day(f"hari {plain}")) or UNREAD
    )


def _date(plain: str, bare: str, order: tuple[bool, bool]) -> NamedDay | None:
    """The day of a date, `bare` without its weekday."""
    if match := _PARTS.fullmatch(bare):
        return _of_parts(match, order)
    if match := _YEAR_FIRST.fullmatch(bare):
        year, month, day = (match[1], match[3], match[4]) if match[1] else (match[5], match[6], match[7])
        return real_day(year, int(month), int(day))
    return _of_month_first(bare) or named_day(plain) or named_day(bare)


def _of_parts(match: re.Match[str], order: tuple[bool, bool]) -> NamedDay | None:
    """The day of "28/11/2026"; where a column begins with the day here and with the month there, only what is sure."""
    first, second, year = int(match[1]), int(match[3]), match[4]
    made = partial(real_day, year)
    if order == (True, True):
        return made(second, first) if first > 12 else None
    return made(first, second) if order == (False, True) else made(second, first)


def _of_month_first(plain: str) -> NamedDay | None:
    match = _MONTH_FIRST.fullmatch(plain)
    return named_day(f"{match[2]} {match[1]} {match[3]}") if match is not None else None
