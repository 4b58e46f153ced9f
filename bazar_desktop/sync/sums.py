"""Control sums: what one origin's journal adds up to, so that two stores can see that they hold the same."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bazar_desktop.domain.journal.changes import GENESIS, Change

MONEY: Mapping[str, tuple[str, ...]] = {"omzet_entry": ("cash", "qris", "noncash", "marketplace")}


@dataclass(frozen=True, slots=True)
class Sums:
    """Changes counted by entity, and rupiah: the sum of (after − before) of all omzet amounts.

    A function of one chain from its first change on, so it needs neither the fold nor the other chains: where
    conflicts are open it is not the day's omzet, only a number that both sides must agree on.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    rupiah: int = 0

    def plus(self, other: Sums) -> Sums:
        counts = Counter(self.counts)
        counts.update(other.counts)
        return Sums(dict(sorted(counts.items())), self.rupiah + other.rupiah)


@dataclass(frozen=True, slots=True)
class ChainPoint:
    """Where a store stands in one origin's journal: the last number, its hash, and the sums from 1 to it."""

    origin: str
    last: int = 0
    hash: str = GENESIS
    sums: Sums = field(default_factory=Sums)


def sums_of(changes: Iterable[Change], money: Mapping[str, tuple[str, ...]] = MONEY) -> Sums:
    """Give the sums of `changes` alone; add them to those of the changes before by `Sums.plus`."""
    counts: Counter[str] = Counter()
    rupiah = 0
    for change in changes:
        counts[change.entity] += 1
        names = money.get(change.entity)
        if names:
            fields = json.loads(change.fields)
            rupiah += sum(_step(fields[name]) for name in names if name in fields)
    return Sums(dict(sorted(counts.items())), rupiah)


def _step(entry: Mapping[str, object]) -> int:
    return _amount(entry.get("a")) - _amount(entry.get("b"))


def _amount(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
