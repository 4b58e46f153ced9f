"""What the rekap and the berita acara count: sums and states of the day's rows, computed and never typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bazar_desktop.domain import day
from bazar_desktop.domain.day import DayRow
from bazar_desktop.language import _


@dataclass(frozen=True, slots=True)
class Total:
    """Rupiah of some rows: cash, all else together, and the number of rows with a known sum."""

    cash: int = 0
    noncash: int = 0
    known: int = 0

    @property
    def whole(self) -> int:
        return self.cash + self.noncash


def cash_of(row: DayRow) -> int | None:
    """0 where nihil, None where not known."""
    return 0 if row.omzet == day.NIL else row.amounts[0] if row.omzet == day.REPORTED else None


def noncash_of(row: DayRow) -> int | None:
    """QRIS, other non-cash and marketplace together; 0 where nihil, None where none of them is known."""
    if row.omzet == day.NIL:
        return 0
    filled = [amount for amount in row.amounts[1:] if amount is not None]
    return sum(filled) if row.omzet == day.REPORTED and filled else None


def total_of(rows: Iterable[DayRow]) -> Total:
    listed = list(rows)
    return Total(
        sum(cash_of(row) or 0 for row in listed),
        sum(noncash_of(row) or 0 for row in listed),
        sum(row.total is not None for row in listed),
    )


def totals_by(rows: Iterable[DayRow], key: Callable[[DayRow], str]) -> dict[str, Total]:
    """Totals by `key`, largest sum first."""
    groups: dict[str, list[DayRow]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    found = {name: total_of(group) for name, group in groups.items()}
    return dict(sorted(found.items(), key=lambda item: (-item[1].whole, item[0])))


def state_of(row: DayRow) -> str:
    """The state of a row's omzet in words; "" where a sum of cash and QRIS is there."""
    if row.omzet == day.NIL:
        return _("Nihil")
    if row.omzet == day.DECLINED:
        return _("Menolak menyebut")
    if row.omzet == day.REPORTED and row.total is not None:
        partly = row.amounts[0] is None or row.amounts[1] is None
        return _("Sebagian") if partly else ""
    if row.attendance == day.EXCUSED:
        return _("Tidak hadir (izin)")
    if row.attendance == day.ABSENT:
        return _("Tidak hadir (alpa)")
    return _("Belum lapor")


def is_away(row: DayRow) -> bool:
    """Not there, and nothing reported."""
    away = row.attendance in (day.EXCUSED, day.ABSENT)
    return away and row.omzet == day.BLANK


def counts_of(rows: Iterable[DayRow]) -> list[tuple[str, int]]:
    """How many rows are in which state, in words, in a fixed order; states that do not occur are left out."""
    counted = Counter(state_of(row) or _("Melapor") for row in rows)
    order = (
        _("Melapor"),
        _("Sebagian"),
        _("Nihil"),
        _("Menolak menyebut"),
        _("Belum lapor"),
        _("Tidak hadir (izin)"),
        _("Tidak hadir (alpa)"),
    )
    return [(state, counted[state]) for state in order if counted[state]]
