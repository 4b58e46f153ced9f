"""How far a day has come, by what was entered for it: sentences on papers and in texts follow these facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bazar_desktop.domain.bazaars.taking_place import took_place
from bazar_desktop.domain.calendar import to_wib
from bazar_desktop.domain.day.model import BLANK, EXPECTED, DayRow, DaySheet

AHEAD, UNENTERED, NOBODY_CAME, TOOK_PLACE = "ahead", "unentered", "nobody_came", "took_place"
OFF = "off"


def is_ahead(day: date, today: date | None) -> bool:
    """Tell whether `day` is still to come; without a date of today nothing is known to be."""
    return today is not None and day > today


def printed_on(sheet: DaySheet) -> date | None:
    """Give the date on which the paper of `sheet` is made, None where it is made for no moment."""
    return to_wib(sheet.printed_at).date() if sheet.printed_at is not None else None


def day_course(sheet: DaySheet, today: date | None) -> str:
    """Tell how far the day has come.

    took_place: somebody of any party came or told an omzet. nobody_came: nobody did, and the day is sealed or somebody
    is marked. unentered: no mark and no omzet. ahead: the day is after `today` and not sealed, whatever was entered.
    off: the day was called off, whatever was entered.
    """
    if sheet.off is not None:
        return OFF
    if not sheet.seal and is_ahead(sheet.day, today):
        return AHEAD
    if took_place(sheet.rows):
        return TOOK_PLACE
    return NOBODY_CAME if is_known(sheet) else UNENTERED


def is_known(sheet: DaySheet) -> bool:
    """Tell whether how many came is known of the day: it is sealed, or something of it is entered."""
    return bool(sheet.seal) or is_entered(sheet.rows)


def is_entered(rows: Iterable[DayRow]) -> bool:
    """Tell whether anybody is marked, or anything said of an omzet."""
    return any(row.attendance != EXPECTED or row.omzet != BLANK for row in rows)
