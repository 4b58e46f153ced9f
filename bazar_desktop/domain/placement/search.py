"""Seeded local search over seats: threshold accepting by swaps and moves, whole numbers only.

The answer is the same on every machine: integer prices, a table of thresholds instead of `exp`, sorted inputs, a
fixed number of steps, and `random.Random(seed).random()` alone, the only sequence that Python promises to keep.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.layout import BEHIND, BESIDE
from bazar_desktop.domain.placement.model import Model

# Up to so many booths: how many runs from the start, and steps for each booth in all runs together. Several short
# runs find the optimum of a small bazaar more surely than a long one.
EFFORTS = ((60, 3, 24_000), (150, 2, 24_000), (10_000, 1, 16_000))
CHUNK = 2000  # steps between two reports of progress
# Thousandths of the dearest weight that a step may worsen the whole, from the first stage to the last.
THRESHOLDS = (1500, 1000, 600, 450, 350, 280, 220, 180, 150, 120, 100, 80, 60, 50, 40, 30, 20, 10, 5, 0, 0, 0)

Progress = Callable[[int, int], bool]


class PlacementStopped(BazarError):
    """The officer stopped the search; nothing was placed."""


class Seating:
    """Who sits where, and the price of changing it."""

    def __init__(self, model: Model, seat_booths: Sequence[int]) -> None:
        self.model = model
        self.booth_of = list(seat_booths)
        self.seat_in = [model.empty] * len(model.booths)
        for seat, booth in enumerate(self.booth_of):
            self.seat_in[booth] = seat
        self.linear, self.allowed = model.linear, model.allowed
        self.close, self.back = model.pair[BESIDE], model.pair[BEHIND]
        self.sides, self.backs = model.near[BESIDE], model.near[BEHIND]

    def cost(self) -> int:
        """The points of the whole, counted afresh."""
        total = sum(self.linear[seat][booth] for seat, booth in enumerate(self.booth_of))
        for table, near in ((self.close, self.sides), (self.back, self.backs)):
            for booth, others in enumerate(near):
                row = table[self.seat_in[booth]]
                total += sum(row[self.seat_in[other]] for other in others if other > booth)
        return total + self.model.constant

    def delta(self, here: int, there: int) -> int:
        """What it adds to the cost to exchange whoever is in the two booths."""
        seat_in, linear = self.seat_in, self.linear
        one, two = seat_in[here], seat_in[there]
        row_one, row_two = linear[one], linear[two]
        change = row_one[there] - row_one[here] + row_two[here] - row_two[there]
        row_one, row_two = self.close[one], self.close[two]
        for other in self.sides[here]:
            if other != there:
                who = seat_in[other]
                change += row_two[who] - row_one[who]
        for other in self.sides[there]:
            if other != here:
                who = seat_in[other]
                change += row_one[who] - row_two[who]
        row_one, row_two = self.back[one], self.back[two]
        for other in self.backs[here]:
            if other != there:
                who = seat_in[other]
                change += row_two[who] - row_one[who]
        for other in self.backs[there]:
            if other != here:
                who = seat_in[other]
                change += row_one[who] - row_two[who]
        return change

    def exchange(self, here: int, there: int) -> None:
        one, two = self.seat_in[here], self.seat_in[there]
        self.seat_in[here], self.seat_in[there] = two, one
        if one != self.model.empty:
            self.booth_of[one] = there
        if two != self.model.empty:
            self.booth_of[two] = here

    def descend(self) -> int:
        """Take every exchange that improves, in order, until none does; returns the points gained (0 or less)."""
        gained = 0
        choices = [[b for b, ok in enumerate(row) if ok] for row in self.allowed[:-1]]
        improved = True
        while improved:
            improved = False
            for seat, booths in enumerate(choices):
                for there in booths:
                    here = self.booth_of[seat]
                    if here == there or not self.allowed[self.seat_in[there]][here]:
                        continue
                    change = self.delta(here, there)
                    if change < 0:
                        self.exchange(here, there)
                        gained += change
                        improved = True
        return gained


def improve(model: Model, start: Sequence[int], progress: Progress | None = None) -> tuple[list[int], int]:
    """The best seat -> booth found and the steps taken. Raises PlacementStopped when `progress` returns False.

    `progress(done, of)` is called every few thousand steps.
    """
    runs, per_booth = next((runs, per) for most, runs, per in EFFORTS if len(model.booths) <= most)
    steps = per_booth * len(model.booths) * max(1, model.request.effort)
    report = _Report(progress, steps)
    best, best_cost = list(start), Seating(model, start).cost()
    random = Random(model.request.seed).random  # noqa: S311 - a repeatable search, no secret
    for _ in range(runs):
        if best_cost == _bound(model):
            break
        found = _anneal(Seating(model, start), random, steps // runs, report)
        cost = Seating(model, found).cost()
        if cost < best_cost:
            best, best_cost = found, cost
    last = Seating(model, best)
    last.descend()
    return last.booth_of, report.done


class _Report:
    def __init__(self, progress: Progress | None, of: int) -> None:
        self.progress, self.done, self.of = progress, 0, of

    def add(self, steps: int) -> None:
        self.done += steps
        if self.progress is not None and not self.progress(self.done, self.of):
            raise PlacementStopped


def _bound(model: Model) -> int:
    """No arrangement costs less: every seat at its cheapest, no neighbour in its way, partners together."""
    return sum(
        min(points for points, ok in zip(model.linear[seat], model.allowed[seat], strict=True) if ok)
        for seat in range(model.empty)
    )


def _anneal(seating: Seating, random: Callable[[], float], steps: int, report: _Report) -> list[int]:
    """Threshold accepting from `seating`; returns the best seat -> booth met, improved to a local optimum."""
    model = seating.model
    choices = [[b for b, ok in enumerate(row) if ok] for row in model.allowed[:-1]]
    movable = [seat for seat, booths in enumerate(choices) if len(booths) > 1]
    cost = best_cost = seating.cost()
    best = list(seating.booth_of)
    bound = _bound(model)
    if not movable:
        return best
    scale = _scale(model)
    stage = max(1, steps // len(THRESHOLDS))
    for threshold in (thousandths * scale // 1000 for thousandths in THRESHOLDS):
        left = stage
        while left > 0 and best_cost > bound:
            cost, best_cost = _walk(
                seating, choices, movable, random, min(left, CHUNK), threshold, cost, best_cost, best
            )
            report.add(min(left, CHUNK))
            left -= CHUNK
    final = Seating(model, best)
    final.descend()
    return final.booth_of


def _walk(
    seating: Seating,
    choices: list[list[int]],
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
    delta, exchange, many = seating.delta, seating.exchange, len(movable)
    for _ in range(steps):
        seat = movable[int(random() * many)]
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
    dearest = max((max(row) for table in model.pair.values() for row in table), default=0)
    return max(dearest, max((max(row) for row in model.linear), default=0), 1)
