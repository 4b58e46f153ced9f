"""Every exchange that improves, found for all booths at once: sums of rows instead of one exchange after another."""

from __future__ import annotations

from operator import add, sub

from bazar_desktop.domain.layout.neighbours import BEHIND, BESIDE
from bazar_desktop.domain.placement.assignment import FORBIDDEN
from bazar_desktop.domain.placement.seating import Seating


def descend(seating: Seating) -> int:
    """Take the best exchange of each seat, in order, and what moves a whole party, until none improves.

    Returns the points gained (0 or less).
    """
    gained = 0
    while True:
        exchanged = take_exchanges(seating)
        moved = _move_parties(seating)
        gained += exchanged + moved
        if not moved:
            return gained


def take_exchanges(seating: Seating) -> int:
    """As `descend`, but leave parties of several booths their places unless an exchange of two booths improves."""
    exchanges, gained, improved = Exchanges(seating), 0, True
    while improved:
        improved = False
        for seat in range(seating.model.empty):
            here = seating.booth_of[seat]
            changes = exchanges.changes(here)
            least = min(changes)
            if least < 0:
                exchanges.exchange(here, changes.index(least))
                gained += least
                improved = True
    return gained


def _move_parties(seating: Seating) -> int:
    """Move each party of several booths whole to wherever that improves."""
    moves = (
        seating.move_together(seats, place, -1)
        for seats, places in seating.model.places.items()
        for place in places
    )
    return sum(moved for moved in moves if moved is not None)


class Exchanges:
    """What each exchange of two booths would change, kept up to date while exchanges are made."""

    def __init__(self, seating: Seating) -> None:
        model = seating.model
        self.seating = seating
        self._kinds = model.kinds
        self._points = model.lawful
        self._at = model.lawful_at
        self._near = [
            [(other, model.kind_pair[how]) for how in (BESIDE, BEHIND) for other in model.near[how][booth]]
            for booth in range(len(model.booths))
        ]
        self._around = [[0] * len(model.booths) for _ in model.kind_pair[BESIDE]]
        for booth, near in enumerate(self._near):
            for other, pair in near:
                for around, points in zip(
                    self._around, pair[self._kinds[seating.seat_in[other]]], strict=True
                ):
                    around[booth] += points
        self._pays = [self._price(booth) for booth in range(len(model.booths))]

    def _price(self, booth: int) -> int:
        """What whoever is in a booth costs there, neighbours' part too."""
        seat = self.seating.seat_in[booth]
        return self._points[seat][booth] + self._around[self._kinds[seat]][booth]

    def changes(self, here: int) -> list[int]:
        """For each booth what it adds to the cost to exchange it with `here`; very much where that is not lawful."""
        seating, kinds, around = self.seating, self._kinds, self._around
        seat = seating.seat_in[here]
        kind = kinds[seat]
        at, around_here, paid = self._at[here], [row[here] for row in around], self._pays[here]
        back = [at[other] + around_here[kinds[other]] - paid for other in seating.seat_in]
        there = map(add, self._points[seat], around[kind])
        if seating.own[seat]:
            there = map(add, there, self._parted(seat))
        changes = list(map(sub, map(add, there, back), self._pays))
        for booth, pair in self._near[here]:
            other = kinds[seating.seat_in[booth]]
            changes[booth] += 2 * pair[kind][other] - pair[kind][kind] - pair[other][other]
        for other in seating.model.several:
            changes[seating.booth_of[other]] = self._change(here, seating.booth_of[other])
        return changes

    def _parted(self, seat: int) -> list[int]:
        """What it adds to the points of a party of several booths that a seat of it goes to each booth."""
        model, booth_of = self.seating.model, self.seating.booth_of
        others = [booth_of[mate] for mate in model.own[seat] if mate != seat]
        before = model.apart([*others, booth_of[seat]])
        return [model.apart([*others, booth]) - before for booth in range(len(model.booths))]

    def _change(self, here: int, there: int) -> int:
        seating = self.seating
        if (
            here == there
            or not seating.allowed[seating.seat_in[here]][there]
            or not seating.allowed[seating.seat_in[there]][here]
        ):
            return 0 if here == there else FORBIDDEN
        return seating.delta(here, there)

    def exchange(self, here: int, there: int) -> None:
        """Exchange whoever is in the two booths."""
        seat_in, kinds = self.seating.seat_in, self._kinds
        kind, other = kinds[seat_in[here]], kinds[seat_in[there]]
        self.seating.exchange(here, there)
        for booth, gone, come in ((here, kind, other), (there, other, kind)):
            for near, pair in self._near[booth] if kind != other else ():
                changed = map(sub, pair[come], pair[gone])
                for around, points in zip(self._around, changed, strict=True):
                    around[near] += points
                self._pays[near] = self._price(near)
        self._pays[here], self._pays[there] = self._price(here), self._price(there)
