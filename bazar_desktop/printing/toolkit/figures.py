"""The figures of rekap and berita acara as they stand on paper: two columns of money, and every state in words."""

from __future__ import annotations

from collections.abc import Sequence

from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.closing import proofs
from bazar_desktop.domain.day import model as day
from bazar_desktop.domain.day.model import DayRow, DaySheet
from bazar_desktop.domain.figures.day import DayFigures, day_figures
from bazar_desktop.language import _, language
from bazar_desktop.phrases.figures import NOTHING, figure_name, number_or_none


def figures_of(sheet: DaySheet, party: str = day.VENDOR) -> DayFigures:
    """The day's figures of that party; proven where the day is sealed. Raises SealedTotalsDisagree."""
    if sheet.seal:
        try:
            proofs.totals(sheet.rows, sheet.asked)
        except proofs.TotalsDisagree as error:
            day_of = format_date(sheet.day, language())
            facts = {**error.facts, "bazaar": sheet.bazaar_name, "day": day_of}
            raise proofs.SealedTotalsDisagree(**facts) from error
    return day_figures(sheet.rows, sheet.asked, party)


def sums(figures: DayFigures) -> list[str]:
    """Cash, all else, together, as the columns show them; a dash where nothing was answered."""
    return [number_or_none(amount) for amount in (figures.cash, figures.cashless, figures.omzet)]


def cash_of(row: DayRow) -> int | None:
    """0 where nihil, None where not known."""
    return 0 if row.omzet == day.NIL else row.amounts[0] if row.omzet == day.REPORTED else None


def noncash_of(row: DayRow) -> int | None:
    """QRIS, other non-cash and marketplace together; 0 where nihil, None where none of them is known."""
    if row.omzet == day.NIL:
        return 0
    filled = [amount for amount in row.amounts[1:] if amount is not None]
    return sum(filled) if row.omzet == day.REPORTED and filled else None


def away_but_told(row: DayRow) -> str:
    """That a row told omzet and is marked away; "" where it is not so."""
    if not proofs.is_answered(row):
        return ""
    away = {day.EXCUSED: _("Izin, tetapi ada omzet"), day.ABSENT: _("Alpa, tetapi ada omzet")}
    return away.get(row.attendance, "")


def is_away(row: DayRow) -> bool:
    """Not there, and nothing reported."""
    away = row.attendance in (day.EXCUSED, day.ABSENT)
    return away and row.omzet == day.BLANK


def state_counts(figures: DayFigures) -> str:
    """Who was waited for by what they told, then who is registered by attendance; each adds up to its own whole.

    Ditunggu laporannya 23: Melapor 21 (Nihil 1) · Belum lapor 2. Terdaftar 25: Hadir 22 · Izin 3. Empty states are left
    out. Somebody marked izin who told an omzet is in both, once each.
    """
    parts = [
        f"{figure_name(key)} {getattr(figures, key)}" for key in ("nil", "partly") if getattr(figures, key)
    ]
    told = f"{figure_name('answered')} {figures.answered}" + (f" ({', '.join(parts)})" if parts else "")

    def among(whole: str, keys: Sequence[str], first: Sequence[str] = ()) -> str:
        some = [f"{figure_name(key)} {getattr(figures, key)}" for key in keys if getattr(figures, key)]
        return f"{figure_name(whole)} {getattr(figures, whole)}: {' · '.join([*first, *some]) or NOTHING}"

    asked = among("asked", ("declined", "blank"), [told])
    return f"{asked}. {among('registered', ('present', 'excused', 'absent', 'expected'))}"


def channel_words(name: str) -> str:
    """What a channel is called."""
    return {
        day.CASH: _("Tunai"),
        day.QRIS: _("QRIS"),
        day.NONCASH: _("Non-tunai lain"),
        day.MARKETPLACE: _("Lokapasar"),
    }[name]
