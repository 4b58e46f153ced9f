"""The sum that a list of omzet will leave behind beside the sum that the list itself states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bazar_desktop.domain.day.model import CHANNELS
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.money import format_rupiah, signed_rupiah

SUMS_DIFFER = "sums_differ"
TOTAL = "total"


class SumsDiffer(BazarError):
    """What would be written is not what the list's own total says, and nobody has looked at it.

    Facts: written, stated, difference (in words).
    """


@dataclass(frozen=True, slots=True)
class Proof:
    """`parties` sold `total` by the rows that are written or stand so already; `stated` is the list's own total.

    `stated` is None where the list has none. `held` rupiah stand in `held_rows` rows that are not written, and
    `elsewhere` in rows of other days.
    """

    parties: int
    total: int
    stated: int | None
    held: int = 0
    held_rows: int = 0
    accepted: bool = False
    elsewhere: int = 0

    @property
    def difference(self) -> int:
        """Rupiah that the list states beyond what is written; below 0 where it states less."""
        return 0 if self.stated is None else self.stated - self.total - self.elsewhere

    @property
    def is_open(self) -> bool:
        """Whether somebody has to look at a difference first."""
        return self.difference != 0 and not self.accepted


def require_proven(proof: Proof | None) -> None:
    """Refuse, by SumsDiffer, a difference that nobody has looked at."""
    if proof is not None and proof.is_open and proof.stated is not None:
        raise SumsDiffer(
            written=format_rupiah(proof.total),
            stated=format_rupiah(proof.stated),
            difference=signed_rupiah(proof.difference),
        )


def stated_total(
    sheets: Iterable[Sequence[Mapping[str, int]]], suffixes: Iterable[str], written: int
) -> int | None:
    """What the rows of totals of all sheets state for these days; None where one of them states nothing.

    `written` tells apart a grand total and parts that run on, where the rows allow both.
    """
    several = [_stated_in(rows, suffix) for rows in sheets for suffix in suffixes]
    if not several or not all(several):
        return None
    least = sum(min(sums) for sums in several)
    if len(several) == 1 and written in several[0]:
        return written
    return sum(sums[0] for sums in several) if least != written else written


def _stated_in(rows: Sequence[Mapping[str, int]], suffix: str) -> list[int]:
    """What the rows of totals of one sheet may state for a day, the likeliest first."""
    sums = [amount for row in rows if (amount := _amount(row, suffix)) is not None]
    if len(sums) < 2:
        return sums
    *parts, last = sums
    if last == sum(parts):
        return [last]
    return [last, sum(sums)] if last >= max(parts) else [sum(sums)]


def _amount(row: Mapping[str, int], suffix: str) -> int | None:
    total = row.get(f"{TOTAL}{suffix}")
    if total is not None:
        return total
    channels = [row[f"{channel}{suffix}"] for channel in CHANNELS if f"{channel}{suffix}" in row]
    return sum(channels) if channels else None
