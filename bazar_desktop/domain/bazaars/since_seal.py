"""What came after a seal: of whom the entries of now say another omzet than those that it covers."""

from __future__ import annotations

from collections.abc import Iterable

from bazar_desktop.domain.day.model import VENDOR, DayRow


def changed_since(now: Iterable[DayRow], sealed: Iterable[DayRow]) -> frozenset[str]:
    """Give the participations of the vendors whose omzet of `now` differs from that of the `sealed` rows.

    Blank is never nought: who told nothing then and nihil since is one of them.
    """
    totals, covered = ({row.key: row.total for row in rows if row.party == VENDOR} for rows in (now, sealed))
    return frozenset(key[0] for key in {*totals, *covered} if totals.get(key) != covered.get(key))


def rupiah_since(now: Iterable[DayRow], sealed: Iterable[DayRow]) -> int:
    """Rupiah by which the vendors' omzet of `now` differs from that of the `sealed` rows."""
    return _sum(now) - _sum(sealed)


def _sum(rows: Iterable[DayRow]) -> int:
    return sum(row.total or 0 for row in rows if row.party == VENDOR)
