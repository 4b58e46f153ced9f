"""Small words of the frame: short days, and how long ago."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bazar_desktop.domain.calendar import DAYS, MONTHS, format_numeric_date, format_time, to_wib
from bazar_desktop.language import _, language


def short_day(day: date) -> str:
    """ "Sen 20 Mar"."""
    weekdays = (_("Sen"), _("Sel"), _("Rab"), _("Kam"), _("Jum"), _("Sab"), _("Min"))
    months = (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("Mei"), _("Jun"),
        _("Jul"), _("Agu"), _("Sep"), _("Okt"), _("Nov"), _("Des"),
    )  # fmt: skip
    return f"{weekdays[day.weekday()]} {day.day} {months[day.month - 1]}"


def day_words(day: date) -> str:
    """Name a day in whole words: "Senin 20 Maret"."""
    return f"{DAYS[language()][day.weekday()]} {day.day} {MONTHS[language()][day.month - 1]}"


def moment_words(moment: datetime) -> str:
    """Day and time of an entry: "20 Mar 15.31"."""
    local = to_wib(moment)
    return f"{short_day(local.date()).split(' ', 1)[1]} {format_time(local)}"


def ago(then: datetime, now: datetime) -> str:
    """How long before `now` (both with zone), in words: "baru saja", "12 menit lalu", "3 jam lalu", "2 hari lalu".

    Where the clock was set back, `then` lies in the future and is named by its date.
    """
    passed = now - then
    if passed < -timedelta(minutes=1):
        return _("bertanggal {day}").format(day=format_numeric_date(to_wib(then).date()))
    if passed < timedelta(minutes=1):
        return _("baru saja")
    if passed < timedelta(hours=1):
        return _("{count} menit lalu").format(count=passed // timedelta(minutes=1))
    if passed < timedelta(days=1):
        return _("{count} jam lalu").format(count=passed // timedelta(hours=1))
    return _("{count} hari lalu").format(count=passed.days)
