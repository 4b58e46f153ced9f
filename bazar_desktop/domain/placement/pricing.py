"""Prices on places that make rivals keep apart by themselves, and what no arrangement can undercut.

Lagrangian relaxation: "these two should not be neighbours" becomes a fee at both booths for those of the kind. With
fees the cheapest arrangement is a plain assignment; its cost less all fees is a bound on every arrangement (Geoffrion
1974). Fees rise where rivals still meet and fall where they do not (subgradient; the step after Polyak). Traits and
prices are the model's, so that the bound speaks of the cost that the search pays. No party is a rival of itself: one
with several booths has a kind of its own, which no clash sets against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, compress
from operator import add

from bazar_desktop.domain.layout.neighbours import BEHIND, BESIDE
from bazar_desktop.domain.placement.assignment import FORBIDDEN, assign
from bazar_desktop.domain.placement.model import Model

FINE = 64  # fees are counted in so many parts of a point

Fee = tuple[int, int, int]  # clash, booth of the one, booth of the other


Kind = tuple[tuple[tuple[str, str], ...], str]  # the traits, and the party where it has several booths


@dataclass(frozen=True, slots=True)
class _Clash:
    """Those of kinds `ones` should not stand beside those of `others`; points by BESIDE and BEHIND.

    Clashes of one `breach` share its price: two neighbours pay it once.
    """

    ones: frozenset[int]
    others: frozenset[int]
    points: dict[str, int]
    breach: int


class Pricing:
    """The fees of one model, raised and lowered step by step."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.bound = -FORBIDDEN
        self._kinds, self._kind_of = _kinds(model)
        self._clashes = _clashes(model, self._kinds)
        self._pairs = [
            (here, there, kind)
            for kind in (BESIDE, BEHIND)
            for here, near in enumerate(model.near[kind])
            for there in near
            if here < there
        ]
        self._relation = {
            (a, b): kind for here, there, kind in self._pairs for a, b in ((here, there), (there, here))
        }
        self._meets = self._meetings()
        self._apart = _surely_apart(model)
        self._fees: dict[Fee, int] = {}
        self._charged: dict[Fee, int] = {}  # for a breach and two booths the fees of all its clashes
        self._at_ones = [[0] * len(model.booths) for _ in self._clashes]
        self._at_others = [
            ones if clash.ones == clash.others else [0] * len(model.booths)
            for clash, ones in zip(self._clashes, self._at_ones, strict=True)
        ]
        self._plain = [
            [points * FINE if ok else FORBIDDEN for points, ok in zip(row, allowed, strict=True)]
            for row, allowed in zip(model.linear, model.allowed, strict=True)
        ]
        self._prices: list[int] | None = None
        self._seat_in: list[int] = []

    def _meetings(self) -> list[list[tuple[int, ...]]]:
        """For two kinds, here and there: the clashes between them that way round."""
        kinds = range(len(self._kinds))
        return [
            [
                tuple(
                    i for i, clash in enumerate(self._clashes) if kind in clash.ones and other in clash.others
                )
                for other in kinds
            ]
            for kind in kinds
        ]

    def cheapest(self) -> list[int]:
        """The seat -> booth of least cost with the fees as they are; keeps the bound that it proves."""
        model = self.model
        by_kind = [self._fees_of(kind) for kind in range(len(self._kinds))]
        cost = [list(map(add, self._plain[seat], by_kind[kind])) for seat, kind in enumerate(self._kind_of)]
        free = [0] * len(model.booths)
        cost += [free] * (len(model.booths) - model.empty)
        numbers, self._prices = assign(cost, self._prices)
        del numbers[model.empty :]
        paid = sum(row[booth] for row, booth in zip(cost, numbers, strict=False))
        self._value = paid - sum(self._fees.values()) + self._apart * FINE
        self.bound = max(self.bound, -(-self._value // FINE))
        self._seat_in = [-1] * len(model.booths)
        for seat, booth in enumerate(numbers):
            self._seat_in[booth] = seat
        return numbers

    def _fees_of(self, kind: int) -> list[int]:
        lists = []
        for clash, ones, others in zip(self._clashes, self._at_ones, self._at_others, strict=True):
            if kind in clash.ones:
                lists.append(ones)
            if kind in clash.others and others is not ones:
                lists.append(others)
        return [sum(fees) for fees in zip(*lists, strict=True)] if lists else [0] * len(self.model.booths)

    def adjust(self, best: int, share: int) -> bool:
        """Move the fees towards `best` points, by `share` thousandths of a whole step; False: nothing to move."""
        rising = [fee for fee in self._met() if self._most(fee) > 0]
        falling = [fee for fee in self._fees if not self._stands(fee, 1) and not self._stands(fee, 2)]
        norm = len(rising) + len(falling)
        step = (best * FINE - self._value) * share // (1000 * norm) if norm else 0
        if step < 1:
            return False
        for fee in rising:
            self._change(fee, min(step, self._most(fee)))
        for fee in falling:
            self._change(fee, -min(step, self._fees[fee]))
        return True

    def _met(self) -> Iterator[Fee]:
        """The rivals that are neighbours now."""
        kind_at = [self._kind_of[seat] if seat >= 0 else -1 for seat in self._seat_in]
        for here, there, relation in self._pairs:
            number, other = kind_at[here], kind_at[there]
            if number < 0 or other < 0:
                continue
            for clash in self._meets[number][other]:
                if self._clashes[clash].points[relation]:
                    yield clash, here, there
            for clash in self._meets[other][number]:
                if (
                    self._clashes[clash].points[relation]
                    and number != other
                    and clash not in self._meets[number][other]
                ):
                    yield clash, there, here

    def _stands(self, fee: Fee, end: int) -> bool:
        """Whether one of the kinds that pay the fee stands at that end of it."""
        seat = self._seat_in[fee[end]]
        clash = self._clashes[fee[0]]
        return seat >= 0 and self._kind_of[seat] in (clash.ones if end == 1 else clash.others)

    def _most(self, fee: Fee) -> int:
        """How far a fee may rise: all fees for one breach of two neighbours together may not pass its price."""
        clash, here, there = fee
        price = self._clashes[clash].points[self._relation[here, there]] * FINE
        return price - self._charged.get(self._breach_of(fee), 0)

    def _breach_of(self, fee: Fee) -> Fee:
        clash, here, there = fee
        return self._clashes[clash].breach, min(here, there), max(here, there)

    def _change(self, fee: Fee, by: int) -> None:
        clash, here, there = fee
        self._fees[fee] = self._fees.get(fee, 0) + by
        if not self._fees[fee]:
            del self._fees[fee]
        breach = self._breach_of(fee)
        self._charged[breach] = self._charged.get(breach, 0) + by
        self._at_ones[clash][here] += by
        self._at_others[clash][there] += by


def _kinds(model: Model) -> tuple[list[Kind], list[int]]:
    """The kinds of seats that the rules for neighbours tell apart, and the kind of each seat."""
    numbers: dict[Kind, int] = {}
    of = []
    for party, traits, own in zip(model.seats, model.traits, model.own, strict=False):
        of.append(numbers.setdefault((traits, party.id if own else ""), len(numbers)))
    return list(numbers), of


def _clashes(model: Model, kinds: Sequence[Kind]) -> list[_Clash]:
    clashes: list[_Clash] = []
    breach = 0
    for number in range(len(kinds[0][0]) if kinds else 0):
        points = {kind: prices[number] for kind, prices in model.clash_points.items()}
        if not any(points.values()):
            continue
        for thing in sorted({traits[number][0] for traits, _party in kinds} - {""}):
            ones = frozenset(i for i, (traits, _party) in enumerate(kinds) if traits[number][0] == thing)
            others = frozenset(i for i, (traits, _party) in enumerate(kinds) if traits[number][1] == thing)
            clashes += [
                _Clash(some, rivals, points, breach)
                for some, rivals in _rivals(kinds, ones, others)
                if some and rivals
            ]
            breach += 1
    return clashes


def _rivals(
    kinds: Sequence[Kind], ones: frozenset[int], others: frozenset[int]
) -> list[tuple[frozenset[int], frozenset[int]]]:
    """The clash of two sets of kinds, in parts of which none sets a party of several booths against itself."""
    several = sorted(kind for kind in ones & others if kinds[kind][1])
    rivals = [(ones.difference(several), others)]
    if ones == others:
        return rivals + [(frozenset([a]), frozenset([b])) for a, b in combinations(several, 2)]
    return rivals + [(frozenset([kind]), others - {kind}) for kind in several]


def _surely_apart(model: Model) -> int:
    """Points of the parties of which no two booths can stand together, wherever they stand."""
    sure = 0
    for seats in {mates for mates in model.own if mates}:
        possible = any(
            model.allowed[other][there]
            for one, other in combinations(seats, 2)
            for here in compress(range(len(model.booths)), model.allowed[one])
            for there in model.together[here]
        )
        sure += 0 if possible else model.request.weights.apart * (len(seats) - 1)
    return sure
