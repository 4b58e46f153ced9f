"""Days and times as Jakarta writes them: WIB, day and month names, dates typed in many ways, dates in words."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.identifiers import plain_characters, safe_excerpt
from bazar_desktop.domain.money import terbilang

WIB = timezone(timedelta(hours=7), "WIB")

DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_OTHER_MONTHS = {
    "agt": 8,
    "ags": 8,
    "agu": 8,
    "agst": 8,
    "pebruari": 2,
    "peb": 2,
    "nopember": 11,
    "nop": 11,
    "sept": 9,
}
_OTHER_DAYS = {"jum'at": 4, "jum’at": 4, "ahad": 6}


class DateMalformed(BazarError):
    """The text is no date. Facts: text."""


class WeekdayDisagrees(BazarError):
    """The named day of the week is not that of the date. Facts: text, weekday (the true one), date."""


class TimeAhead(BazarError):
    """A time of today that has not come yet was typed for what has happened. Facts: text, now."""


class TimeMalformed(BazarError):
    """The text is no time of day. Facts: text."""


def to_wib(moment: datetime) -> datetime:
    """The moment on Jakarta's clock; one without a zone is taken to be WIB already."""
    return moment.replace(tzinfo=WIB) if moment.tzinfo is None else moment.astimezone(WIB)


def moment_of_day(day: date, clock: time, now: datetime) -> datetime:
    """The moment of something that happened on `day` at `clock`. Raises TimeAhead where it is today and yet to come."""
    moment, now = datetime.combine(day, clock, WIB), to_wib(now)
    if day == now.date() and moment > now:
        raise TimeAhead(text=format_time(moment), now=format_time(now))
    return moment


def format_date(day: date, language: str = "id") -> str:
    """20 Maret 2023."""
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year:04d}"


def format_long_date(day: date, language: str = "id") -> str:
    """Senin, 20 Maret 2023."""
    return f"{DAYS[language][day.weekday()]}, {format_date(day, language)}"


def format_short_date(day: date, language: str = "id") -> str:
    """Sen 20 Mar; August is Agu."""
    return f"{DAYS[language][day.weekday()][:3]} {day.day} {MONTHS[language][day.month - 1][:3]}"


def format_numeric_date(day: date) -> str:
    """20/03/2023, as Excel in Indonesian writes it."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def format_time(moment: datetime | time, zone: bool = False) -> str:
    """07.42 on Jakarta's clock, with `zone` 07.42 WIB."""
    clock = to_wib(moment).time() if isinstance(moment, datetime) else moment
    return f"{clock.hour:02d}.{clock.minute:02d}{' WIB' if zone else ''}"


def date_in_words(day: date) -> str:
    """For a berita acara: hari Senin tanggal dua puluh bulan Maret tahun dua ribu dua puluh tiga."""
    name, month = DAYS["id"][day.weekday()], MONTHS["id"][day.month - 1]
    return f"hari {name} tanggal {terbilang(day.day)} bulan {month} tahun {terbilang(day.year)}"


def parse_date(text: str) -> date | None:
    """The date that was typed, day before month; two figures of a year are of this century; None for blank.

    Reads 20/3/2023, 20-03-23, 20.3.2023, 2023-03-20 (also with a time after it), 20 Maret 2023, 20-Mar-23, Agt, Ags
    and Agu, English months, and a weekday before any of them. Raises DateMalformed, WeekdayDisagrees.
    """
    plain = plain_characters(text).strip().lower()
    if plain in ("", "-"):
        return None
    named, rest = _split_weekday(plain)
    try:
        day = _read_date(re.sub(r"^(?:tanggal|tgl)\.?\s+", "", rest))
    except ValueError:
        raise DateMalformed(text=safe_excerpt(text)) from None
    if named is not None and named != day.weekday():
        weekday = DAYS["id"][day.weekday()]
        raise WeekdayDisagrees(text=safe_excerpt(text), weekday=weekday, date=format_date(day))
    return day


def _split_weekday(plain: str) -> tuple[int | None, str]:
    match = re.match(r"(?:hari\s+)?(?P<name>[a-z'’]+)\.?(?:\s*[,/]\s*|\s+)(?=.*\d)", plain)
    number = _weekday(match["name"]) if match else None
    return (None, plain) if match is None or number is None else (number, plain[match.end() :])


def _weekday(name: str) -> int | None:
    if name in _OTHER_DAYS:
        return _OTHER_DAYS[name]
    for names in DAYS.values():
        for number, whole in enumerate(names):
            if name in (whole.lower(), whole[:3].lower()):
                return number
    return None


def _read_date(plain: str) -> date:
    """The date in `plain`; ValueError where there is none."""
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ].*)?", plain)
    if iso:
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    match = re.fullmatch(
        r"(\d{1,2})\s*[/\-. ]\s*(\d{1,2}|[a-z]+\.?)\s*[/\-., ]\s*(\d{4}|\d{2})(?: 00[:.]00(?:[:.]00)?)?",
        plain,
    )
    if match is None:
        raise ValueError
    year = int(match[3])
    return date(year if year > 99 else 2000 + year, _month(match[2].rstrip(".")), int(match[1]))


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if text in _OTHER_MONTHS:
        return _OTHER_MONTHS[text]
    for names in MONTHS.values():
        for number, whole in enumerate(names, 1):
            if text in (whole.lower(), whole[:3].lower()):
                return number
    raise ValueError


def parse_time(text: str) -> time | None:
    """The time that was typed: 9.30, 09:30, 0930, 9, 09.30 WIB, pukul 9; None for blank. Raises TimeMalformed."""
    plain = re.sub(r"^(?:pukul|jam|pkl\.?)\s*|\s*wib\.?$", "", plain_characters(text).strip().lower())
    if plain in ("", "-"):
        return None
    match = re.fullmatch(r"(\d{1,2})(?:\s*[.:]\s*(\d{2}))?(?:[.:](\d{2}))?|(\d{1,2})(\d{2})", plain)
    if match is None:
        raise TimeMalformed(text=safe_excerpt(text))
    try:
        return time(int(match[1] or match[4]), int(match[2] or match[5] or 0), int(match[3] or 0))
    except ValueError:
        raise TimeMalformed(text=safe_excerpt(text)) from None


def is_late(arrived: datetime, cut_off: time, day: date) -> bool:
    """Whether somebody came after the minute of the cut-off of `day`: 09.30.59 is in time where it is 09.30."""
    moment = to_wib(arrived)
    minute = (moment.date(), moment.hour, moment.minute)
    return minute > (day, cut_off.hour, cut_off.minute)


def is_another_day(moment: datetime, day: date) -> bool:
    """Whether a moment is on another date than `day` on Jakarta's clock."""
    return to_wib(moment).date() != day


def format_time_on(moment: datetime, day: date) -> str:
    """07.42 on `day`, 21/03 07.42 on another: an hour of another date never looks like one of this day."""
    date_of = to_wib(moment).date()
    head = f"{date_of.day:02d}/{date_of.month:02d} " if date_of != day else ""
    return head + format_time(moment)
