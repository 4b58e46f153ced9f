"""What was on a laptop in words, the same in the window and at the command line."""

from __future__ import annotations

from bazar_desktop.domain.calendar import format_date, format_time, to_wib
from bazar_desktop.domain.money import format_number
from bazar_desktop.language import _, language
from bazar_desktop.phrases.figures import control_sum_words
from bazar_desktop.services.exchange.holdings import NOTHING, PARTLY, HeldDay, Holdings


def received_words(holdings: Holdings) -> str:
    """How far the office has the laptop's own journal, and that the rest is on the laptop alone."""
    if not holdings.changes:
        return _("Belum ada yang diserahkan: semua yang diisi di laptop itu hanya ada di sana.")
    when = to_wib(holdings.last_package) if holdings.last_package else None
    words = _("Sudah sampai s.d. no. {last}, {rupiah}, dibaca {when}. Isian sesudah itu hanya ada di laptop.")
    said = words.format(
        last=format_number(holdings.last),
        rupiah=control_sum_words(holdings.rupiah),
        when=f"{format_date(when.date(), language())} {format_time(when)}" if when else "-",
    )
    if holdings.waiting:
        said += " " + _("{n} paket lain menunggu nomor sebelumnya.").format(n=holdings.waiting)
    return said


def held_words(day: HeldDay) -> str:
    """Whether a day of the laptop has been handed in."""
    if day.state == NOTHING:
        return _("belum ada yang masuk")
    if day.state == PARTLY:
        return _("{n} isian masuk, hari belum ditutup: mungkin ada yang tertinggal").format(n=day.entries)
    return _("{n} isian masuk, hari tertutup").format(n=day.entries)
