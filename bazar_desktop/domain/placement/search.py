"""The search for the best arrangement: places with fees, seating anew by lot, and annealing; whole numbers only.

Fees (`pricing`) find the arrangement where it hangs on who stands where. From there sets of booths are seated anew,
each at the least cost, which wanders among arrangements that cost the same until one leads further down. Annealing
(Kirkpatrick 1983; with fixed thresholds Dueck and Scheuer 1990) leads out of what neither can leave. The answer is the
same on every machine: integer prices, tables of thresholds instead of `exp`, sorted inputs, a fixed number of steps,
and `random.Random(seed).random()` alone, the only sequence that Python promises to keep.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.placement.descent import descend, take_exchanges
from bazar_desktop.domain.placement.model import Model
from bazar_desktop.domain.placement.pricing import Pricing
from bazar_desktop.domain.placement.seating import Seating

CHUNK = 2000  # steps between two reports of progress
DESCENT = 20  # sets of booths seated anew between two descents
ROUND_SETS = 8  # sets of booths that take as long as a round of pricing
RELAXED = 3  # sets of booths seated anew for each answer of the pricing
WHOLE_PARTY = 0.5  # of the steps of a party with several booths: all of them move together

Progress = Callable[[int, int], bool]
Stages = tuple[tuple[int, ...], ...]

# What a step may worsen the whole, in thousandths of the dearest weight: for each stage from the first to the last the
# thresholds of which a step draws one.
BOLD: Stages = tuple(
    (most,) for most in (450, 350, 280, 220, 180, 150, 120, 100, 80, 60, 50, 40, 30, 20, 10, 5, 0, 0)
)
STEADY: Stages = tuple((most,) for most in (40, 30, 30, 20, 20, 10, 10, 5, 5, 0, 0))
_DRAWS = (  # a hundredth of the mean: what is drawn by a falling exponential, in 32 even parts
    415, 305, 254, 221, 196, 176, 159, 145, 133, 121, 111, 102, 94, 86, 79, 72, 66, 60, 55, 49, 44, 40, 35, 31, 27, 23,
    19, 15, 12, 8, 5, 2,
)  # fmt: skip
COOL: Stages = tuple(tuple(mean * draw // 100 for draw in _DRAWS) for mean in (30, 24, 19, 16, 12, 10))


@dataclass(frozen=True, slots=True)
class SearchRun:
    """Sets of booths seated anew first, then an annealing: its stages, and steps for each booth."""

    sets: int
    stages: Stages
    steps: int


@dataclass(frozen=True, slots=True)
class Effort:
    """Rounds of pricing, the runs after them, and at most so many booths held for whoever is wished there."""

    rounds: int
    runs: tuple[SearchRun, ...]
    holds: int = 0


HELD = SearchRun(0, COOL, 1_000)

# Up to so many booths. Several short runs find the optimum of a small bazaar more surely than a long one.
EFFORTS = (
    (
        60,
        Effort(
            120,
            (SearchRun(60, BOLD, 4_000), SearchRun(60, COOL, 2_000), SearchRun(60, BOLD, 2_000)),
            holds=10,
        ),
    ),
    (
        110,
        Effort(
            80,
            (
                SearchRun(80, COOL, 2_000),
                SearchRun(80, STEADY, 3_500),
                SearchRun(80, COOL, 2_000),
                SearchRun(80, STEADY, 2_000),
            ),
        ),
    ),
    (
        150,
        Effort(
            80,
            (
                SearchRun(80, COOL, 2_000),
                SearchRun(80, STEADY, 4_000),
                SearchRun(80, COOL, 2_000),
                SearchRun(80, STEADY, 3_000),
            ),
        ),
    ),
    (10_000, Effort(25, (SearchRun(60, COOL, 1_500), SearchRun(60, COOL, 1_000)))),
)


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
    times, weight = (
        max(1, model.request.effort),
        len(model.booths) * 40,
    )  # a round or a set counts as so many steps
    runs, holds = effort.runs * times, effort.holds * times
    steps = holds * HELD.steps * len(model.booths) + sum(
        run.steps * len(model.booths) + run.sets * weight // ROUND_SETS for run in runs
    )
    report = _Report(progress, effort.rounds * times * weight + steps)
    random = Random(model.request.seed).random  # noqa: S311 - a repeatable search, no secret
    pricing = Pricing(model)
    best = _price(Seating(model, start), pricing, random, effort.rounds * times, lambda: report.add(weight))
    for run in runs:
        if best.cost() <= pricing.bound:
            break
        best = _wander(best, run.sets, random, pricing.bound)
        report.add(run.sets * weight // ROUND_SETS)
        seating = _anneal(best.copy(), random, run, pricing.bound, report)
        if seating.cost() < best.cost():
            best = seating
    best = _hold(best, holds, random, pricing.bound, report)
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
            cost += take_exchanges(seating)
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


def _wander(best: Seating, sets: int, random: Callable[[], float], bound: int) -> Seating:
    """The best met while so many sets of booths, drawn by lot, are seated anew one after the other."""
    seating = best.copy()
    cost = least = best.cost()
    for number in range(sets):
        if least <= bound:
            break
        cost += seating.relax(seating.spread(random))
        if number % DESCENT == DESCENT - 1:
            cost += descend(seating)
        if cost < least or (number == sets - 1 and cost == least):
            best, least = seating.copy(), cost
    return best


def _hold(best: Seating, holds: int, random: Callable[[], float], bound: int, report: _Report) -> Seating:
    """The best met while one after the other has a booth held that costs it less, and all others are seated anew.

    Where one wish is kept only if many change places, no step on the way there pays; held, it pays at once.
    """
    for number in range(holds):
        wishes = _wishes(best)
        if not wishes or best.cost() <= bound:
            break
        held = _held(best, *wishes[number % len(wishes)])
        if held is not None:
            seating = _anneal(held, random, HELD, bound, report)
            if seating.cost() < best.cost():
                best = seating
    return best


def _wishes(seating: Seating) -> list[tuple[int, int]]:
    """Each seat that pays for its booth, with the booths where it would pay less: the most to be saved first."""
    found = []
    for seat, here in enumerate(seating.booth_of):
        points = seating.linear[seat]
        found += [
            (points[there] - points[here], seat, there)
            for there, ok in enumerate(seating.allowed[seat] if points[here] else ())
            if ok and points[there] < points[here]
        ]
    return [(seat, there) for _gain, seat, there in sorted(found)]


def _held(seating: Seating, seat: int, there: int) -> Seating | None:
    """A copy where the seat stands `there` and may not leave; None where nobody can make room at once."""
    held = seating.copy()
    here, other, allowed = held.booth_of[seat], held.seat_in[there], held.allowed
    if allowed[other][here]:
        held.exchange(here, there)
    else:
        further = next(
            (
                b
                for b, who in enumerate(held.seat_in)
                if allowed[other][b] and allowed[who][here] and b != there
            ),
            None,
        )
        if further is None:
            return None
        held.exchange(there, further)
        held.exchange(here, there)
    only = bytearray(len(allowed[seat]))
    only[there] = 1
    held.allowed = [*allowed[:seat], only, *allowed[seat + 1 :]]
    return held


def _anneal(
    seating: Seating, random: Callable[[], float], run: SearchRun, bound: int, report: _Report
) -> Seating:
    """The best arrangement met from `seating` on, improved to a local optimum."""
    model = seating.model
    choices = [[b for b, ok in enumerate(row) if ok] for row in seating.allowed[:-1]]
    movable = [seat for seat, booths in enumerate(choices) if len(booths) > 1]
    cost = best_cost = seating.cost()
    best = list(seating.booth_of)
    if not movable:
        return seating
    scale = _scale(model)
    stage = max(1, run.steps * len(model.booths) // len(run.stages))
    for thresholds in ([most * scale // 1000 for most in stage_most] for stage_most in run.stages):
        left = stage
        while left > 0 and best_cost > bound:
            cost, best_cost = _walk(
                seating, choices, movable, random, min(left, CHUNK), thresholds, cost, best_cost, best
            )
            report.add(min(left, CHUNK))
            left -= CHUNK
    final = Seating(model, best)
    while descend(final) + sum([final.relax(final.spread(random)) for _ in range(RELAXED)]) < 0:
        continue
    return final


def _walk(
    seating: Seating,
    choices: list[list[int]],
    movable: list[int],
    random: Callable[[], float],
    steps: int,
    thresholds: list[int],
    cost: int,
    best_cost: int,
    best: list[int],
) -> tuple[int, int]:
    """So many steps of one stage; keeps the best in `best`. Returns the cost now and the best cost."""
    booth_of, seat_in, allowed = seating.booth_of, seating.seat_in, seating.allowed
    delta, exchange, many, own = seating.delta, seating.exchange, len(movable), seating.own
    draws, places = len(thresholds), seating.model.places
    for _ in range(steps):
        threshold = thresholds[int(random() * draws)]
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
