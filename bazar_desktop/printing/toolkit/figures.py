"""The figures of rekap and berita acara as they stand on paper: two columns of money, and every state in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from bazar_desktop.domain.closing import proofs
from bazar_desktop.domain.closing.proofs import DayTotals, GroupTotal, PartyTotals
from bazar_desktop.domain.day import model as day
from bazar_desktop.domain.day.model import DayRow, DaySheet
from bazar_desktop.domain.money import format_number
from bazar_desktop.language import _

ASKED = (day.CASH, day.QRIS)  # a row that lacks one of these is *sebagian*


def totals_of(sheet: DaySheet) -> DayTotals:
    """The day's totals; proven where the day is sealed. Raises TotalsDisagree (sealed days only)."""
    return proofs.totals(sheet.rows, ASKED) if sheet.seal else proofs.running_totals(sheet.rows, ASKED)


def sums(total: PartyTotals | GroupTotal) -> list[str]:
    """Cash, all else, together, as the columns show them."""
    cash = total.channels[0]
    return [format_number(amount) for amount in (cash, total.total - cash, total.total)]


def cash_of(row: DayRow) -> int | None:
    """0 where nihil, None where not known."""
    return 0 if row.omzet == day.NIL else row.amounts[0] if row.omzet == day.REPORTED else None


def noncash_of(row: DayRow) -> int | None:
    """QRIS, other non-cash and marketplace together; 0 where nihil, None where none of them is known."""
    if row.omzet == day.NIL:
        return 0
    filled = [amount for amount in row.amounts[1:] if amount is not None]
    return sum(filled) if row.omzet == day.REPORTED and filled else None


def state_of(row: DayRow) -> str:
    """The state of a row's omzet in words; "" where every amount asked for is there."""
    if row.omzet == day.NIL:
        return _("Nihil")
    if row.omzet == day.DECLINED:
        return _("Menolak menyebut")
    if proofs.is_answered(row):
        return _("Sebagian") if proofs.is_partly(row, ASKED) else ""
    if row.attendance == day.EXCUSED:
        return _("Tidak hadir (izin)")
    if row.attendance == day.ABSENT:
        return _("Tidak hadir (alpa)")
    return _("Belum lapor")


def is_away(row: DayRow) -> bool:
    """Not there, and nothing reported."""
    away = row.attendance in (day.EXCUSED, day.ABSENT)
    return away and row.omzet == day.BLANK


def state_counts(rows: Iterable[DayRow]) -> str:
    """How many rows are in which state, in a fixed order: Melapor 21 · Nihil 1. States without rows are left out."""
    counted = Counter(state_of(row) or _("Melapor lengkap") for row in rows)
    order = (
        _("Melapor lengkap"),
        _("Sebagian"),
        _("Nihil"),
        _("Menolak menyebut"),
        _("Belum lapor"),
        _("Tidak hadir (izin)"),
        _("Tidak hadir (alpa)"),
    )
    return " · ".join(f"{state} {counted[state]}" for state in order if counted[state])


def channel_words(name: str) -> str:
    """What a channel is called."""
    return {
        day.CASH: _("Tunai"),
        day.QRIS: _("QRIS"),
        day.NONCASH: _("Non-tunai lain"),
        day.MARKETPLACE: _("Lokapasar"),
    }[name]


def share(part: int, whole: int) -> str:
    """A part of the whole in per cent with one decimal: 21,4%; "" of nothing."""
    return f"{100 * part / whole:.1f}%".replace(".", ",") if whole else ""
