"""The search for the best arrangement: places with fees first, then threshold accepting; whole numbers only.

Fees (`pricing`) find the arrangement where it hangs on who stands where, threshold accepting (Dueck and Scheuer 1990)
where it hangs on who stands beside whom. The answer is the same on every machine: integer prices, a table of
thresholds instead of `exp`, sorted inputs, a fixed number of steps, and `random.Random(seed).random()` alone, the only
sequence that Python promises to keep.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.placement.model import Model
from bazar_desktop.domain.placement.pricing import Pricing
from bazar_desktop.domain.placement.seating import Seating

CHUNK = 2000  # steps between two reports of progress
# Thousandths of the dearest weight that a step may worsen the whole, from the first stage to the last.
THRESHOLDS = (450, 350, 280, 220, 180, 150, 120, 100, 80, 60, 50, 40, 30, 20, 10, 5, 0, 0)
RELAXED = 3  # sets of booths seated anew for each answer of the pricing

WHOLE_PARTY = 0.5  # of the steps of a party with several booths: all of them move together

Places = dict[tuple[int, ...], list[tuple[int, ...]]]  # where the seats of a party can stand together
Progress = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Effort:
    """Rounds of pricing, runs of threshold accepting, and steps of a run for each booth."""

    rounds: int
    runs: int
    steps: int


# Up to so many booths. Several short runs find the optimum of a small bazaar more surely than a long one.
EFFORTS = ((60, Effort(120, 3, 6_000)), (150, Effort(80, 2, 6_000)), (10_000, Effort(25, 1, 5_000)))


class PlacementStopped(BazarError):
    """The officer stopped the search; nothing was placed."""


@dataclass(frozen=True, slots=True)
class BestArrangement:
    """The best seat -> booth, its cost, what no arrangement undercuts, and the steps taken."""

    booth_of: list[int]
    cost: int
    bound: int
    steps: int


def improve(model: Model, start: Sequence[int], progress: Progress | None = None) -> BestArrangement:
    """The best arrangement found from `start`. Raises PlacementStopped when `progress` returns False.

    `progress(done, of)` is called every few thousand steps.
    """
    effort = next(effort for most, effort in EFFORTS if len(model.booths) <= most)
    times = max(1, model.request.effort)
    steps = effort.steps * len(model.booths) * times
    rounds = effort.rounds * times
    weight = len(model.booths) * 40  # a round counts as so many steps for the progress bar
    report = _Report(progress, rounds * weight + effort.runs * steps)
    random = Random(model.request.seed).random  # noqa: S311 - a repeatable search, no secret
    pricing = Pricing(model)
    best = Seating(model, start)
    best = _price(best, pricing, random, rounds, lambda: report.add(weight))
    for _ in range(effort.runs):
        if best.cost() <= pricing.bound:
            break
        seating = _anneal(best.copy(), random, steps, pricing.bound, report)
        if seating.cost() < best.cost():
            best = seating
    return BestArrangement(best.booth_of, best.cost(), pricing.bound, report.done)


def _price(
    best: Seating, pricing: Pricing, random: Callable[[], float], rounds: int, report: Callable[[], None]
) -> Seating:
    """The best of what the fees lead to, each made lawful neighbours' price and all; `best` where none is better."""
    least = best.cost()
    near = _scale(best.model)
    for number in range(rounds):
        seating = Seating(best.model, pricing.cheapest())
        cost = seating.cost() + sum([seating.relax(seating.spread(random)) for _ in range(RELAXED)])
        if cost < least + near:
            cost += seating.descend()
            cost += seating.relax(seating.spread(random))
        if cost < least:
            best, least = seating, cost
        report()
        if least <= pricing.bound or not pricing.adjust(least, 1000 * (rounds - number) // rounds):
            break
    return best


class _Report:
    def __init__(self, progress: Progress | None, of: int) -> None:
        self.progress, self.done, self.of = progress, 0, of

    def add(self, steps: int) -> None:
        self.done += steps
        if self.progress is not None and not self.progress(self.done, self.of):
            raise PlacementStopped


def _anneal(
    seating: Seating, random: Callable[[], float], steps: int, bound: int, report: _Report
) -> Seating:
    """Threshold accepting from `seating`; the best arrangement met, improved to a local optimum."""
    model = seating.model
    choices = [[b for b, ok in enumerate(row) if ok] for row in model.allowed[:-1]]
    movable = [seat for seat, booths in enumerate(choices) if len(booths) > 1]
    cost = best_cost = seating.cost()
    best = list(seating.booth_of)
    if not movable:
        return seating
    places = {mates: seating.places(mates) for mates in dict.fromkeys(model.own) if mates}
    scale = _scale(model)
    stage = max(1, steps // len(THRESHOLDS))
    for threshold in (thousandths * scale // 1000 for thousandths in THRESHOLDS):
        left = stage
        while left > 0 and best_cost > bound:
            cost, best_cost = _walk(
                seating, choices, places, movable, random, min(left, CHUNK), threshold, cost, best_cost, best
            )
            report.add(min(left, CHUNK))
            left -= CHUNK
    final = Seating(model, best)
    while final.descend() + sum([final.relax(final.spread(random)) for _ in range(RELAXED)]) < 0:
        continue
    return final


def _walk(
    seating: Seating,
    choices: list[list[int]],
    places: Places,
    movable: list[int],
    random: Callable[[], float],
    steps: int,
    threshold: int,
    cost: int,
    best_cost: int,
    best: list[int],
) -> tuple[int, int]:
    """So many steps at one threshold; keeps the best in `best`. Returns the cost now and the best cost."""
    booth_of, seat_in, allowed = seating.booth_of, seating.seat_in, seating.allowed
    delta, exchange, many, own = seating.delta, seating.exchange, len(movable), seating.own
    for _ in range(steps):
        seat = movable[int(random() * many)]
        if own[seat] and random() < WHOLE_PARTY and places[own[seat]]:
            spots = places[own[seat]]
            moved = seating.move_together(own[seat], spots[int(random() * len(spots))], threshold)
            if moved is None:
                continue
            cost += moved
            if cost < best_cost:
                best_cost = cost
                best[:] = booth_of
            continue
        booths = choices[seat]
        there, here = booths[int(random() * len(booths))], booth_of[seat]
        if there == here:
            continue
        if allowed[seat_in[there]][here]:
            change = delta(here, there)
            if change > threshold:
                continue
            exchange(here, there)
        else:
            further = choices[seat_in[there]]
            rotated = _rotate(seating, here, there, further[int(random() * len(further))], threshold)
            if rotated is None:
                continue
            change = rotated
        cost += change
        if cost < best_cost:
            best_cost = cost
            best[:] = booth_of
    return cost, best_cost


def _rotate(seating: Seating, here: int, there: int, further: int, threshold: int) -> int | None:
    """Three change booths in a ring, where two alone may not: here -> there -> further -> here.

    Without it hard rules could cut the search off from the best arrangement. Returns the change of cost, or None where
    the ring is not lawful or costs more than `threshold`; then all stand as before.
    """
    if further in (here, there) or not seating.allowed[seating.seat_in[further]][here]:
        return None
    change = seating.delta(here, there)
    seating.exchange(here, there)
    change += seating.delta(here, further)
    if change > threshold:
        seating.exchange(here, there)
        return None
    seating.exchange(here, further)
    return change


def _scale(model: Model) -> int:
    """The dearest that one breach can cost in this request."""
    dearest = max((max(row) for table in model.pair.values() for row in table), default=0)
    apart = model.request.weights.apart if any(model.own) else 0
    return max(dearest, apart, max((max(row) for row in model.linear), default=0), 1)
