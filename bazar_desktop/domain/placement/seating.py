"""Who sits where while the search goes on, the price of changing it, and the changes that always pay."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bazar_desktop.domain.layout.neighbours import BEHIND, BESIDE
from bazar_desktop.domain.placement.assignment import FORBIDDEN, assign
from bazar_desktop.domain.placement.model import Model


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
        self.own = model.own

    def copy(self) -> Seating:
        return Seating(self.model, self.booth_of)

    def cost(self) -> int:
        """The points of the whole, counted afresh."""
        total = sum(self.linear[seat][booth] for seat, booth in enumerate(self.booth_of))
        for table, near in ((self.close, self.sides), (self.back, self.backs)):
            for booth, others in enumerate(near):
                row = table[self.seat_in[booth]]
                total += sum(row[self.seat_in[other]] for other in others if other > booth)
        return total + sum(
            self.model.apart([self.booth_of[seat] for seat in seats]) for seats in set(self.own) if seats
        )

    def delta(self, here: int, there: int) -> int:
        """What it adds to the cost to exchange whoever is in the two booths."""
        seat_in, linear = self.seat_in, self.linear
        number, two = seat_in[here], seat_in[there]
        row_one, row_two = linear[number], linear[two]
        change = row_one[there] - row_one[here] + row_two[here] - row_two[there]
        row_one, row_two = self.close[number], self.close[two]
        for other in self.sides[here]:
            if other != there:
                who = seat_in[other]
                change += row_two[who] - row_one[who]
        for other in self.sides[there]:
            if other != here:
                who = seat_in[other]
                change += row_one[who] - row_two[who]
        row_one, row_two = self.back[number], self.back[two]
        for other in self.backs[here]:
            if other != there:
                who = seat_in[other]
                change += row_two[who] - row_one[who]
        for other in self.backs[there]:
            if other != here:
                who = seat_in[other]
                change += row_one[who] - row_two[who]
        if self.own[number] or self.own[two]:
            change += self._parted(number, two, there) + self._parted(two, number, here)
        return change

    def _parted(self, seat: int, other: int, there: int) -> int:
        """What it adds to the points of a party of several booths that a seat of it goes `there`."""
        mates = self.own[seat]
        if not mates or other in mates:
            return 0
        before = [self.booth_of[mate] for mate in mates]
        after = [there if mate == seat else self.booth_of[mate] for mate in mates]
        return self.model.apart(after) - self.model.apart(before)

    def exchange(self, here: int, there: int) -> None:
        number, two = self.seat_in[here], self.seat_in[there]
        self.seat_in[here], self.seat_in[there] = two, number
        if number != self.model.empty:
            self.booth_of[number] = there
        if two != self.model.empty:
            self.booth_of[two] = here

    def move_together(self, seats: Sequence[int], booths: Sequence[int], most: int) -> int | None:
        """Put the seats of one party into these booths, and whoever is there into those that they leave.

        Two parties of two booths can change places so, which no exchange of two booths may reach. Returns the change
        of cost, or None where it is not lawful or costs more than `most`; then all stand as before.
        """
        done: list[tuple[int, int]] = []
        change = 0
        for seat, there in zip(seats, booths, strict=True):
            here = self.booth_of[seat]
            if here != there:
                change += self.delta(here, there)
                self.exchange(here, there)
                done.append((here, there))
        if change <= most and all(
            self.allowed[self.seat_in[booth]][booth] for pair in done for booth in pair
        ):
            return change
        for here, there in reversed(done):
            self.exchange(here, there)
        return None

    def relax(self, booths: Sequence[int]) -> int:
        """Seat whoever is in these booths anew among them, at the least cost; returns the points gained (0 or less).

        No two of the booths may be neighbours: then the price of one does not hang on the others. Of a party with
        several booths one is seated anew, beside where the others are. Of several ways that cost the same the order of
        the booths decides, so that seating anew by lot wanders where nothing is to be gained at once.
        """
        seat_in, empty = self.seat_in, self.model.empty
        booths = self._one_of_each(booths)
        seats = [seat_in[booth] for booth in booths if seat_in[booth] != empty]
        around = [self._around(booth) for booth in booths]
        cost = [self._prices(seat, booths, around) for seat in seats]
        place = {booth: number for number, booth in enumerate(booths)}
        before = sum(row[place[self.booth_of[seat]]] for row, seat in zip(cost, seats, strict=True))
        free = [0] * len(booths)
        numbers, _ = assign([*cost, *(free for _ in range(len(booths) - len(seats)))])
        after = sum(row[number] for row, number in zip(cost, numbers, strict=False))
        for booth in booths:
            seat_in[booth] = empty
        for seat, number in zip(seats, numbers, strict=False):
            seat_in[booths[number]] = seat
            self.booth_of[seat] = booths[number]
        return after - before

    def _one_of_each(self, booths: Sequence[int]) -> Sequence[int]:
        if not any(self.own[self.seat_in[booth]] for booth in booths):
            return booths
        seen: set[tuple[int, ...]] = set()
        kept = []
        for booth in booths:
            mates = self.own[self.seat_in[booth]]
            if not mates or mates not in seen:
                kept.append(booth)
                seen.add(mates)
        return kept

    def _around(self, booth: int) -> list[list[int]]:
        """The rows of prices of those who stand around a booth."""
        rows = [self.close[self.seat_in[other]] for other in self.sides[booth]]
        return rows + [self.back[self.seat_in[other]] for other in self.backs[booth]]

    def _prices(self, seat: int, booths: Sequence[int], around: list[list[list[int]]]) -> list[int]:
        points, allowed = self.linear[seat], self.allowed[seat]
        prices = [
            points[booth] + sum([row[seat] for row in rows]) if allowed[booth] else FORBIDDEN
            for booth, rows in zip(booths, around, strict=True)
        ]
        if self.own[seat]:
            others = [self.booth_of[mate] for mate in self.own[seat] if mate != seat]
            prices = [
                points + self.model.apart([*others, booth])
                for booth, points in zip(booths, prices, strict=True)
            ]
        return prices

    def spread(self, random: Callable[[], float]) -> list[int]:
        """Booths by lot of which no two are neighbours, as many as there is room for."""
        lots = [random() for _ in self.seat_in]
        barred = [False] * len(lots)
        numbers = []
        for booth in sorted(range(len(lots)), key=lots.__getitem__):
            if not barred[booth]:
                numbers.append(booth)
                for other in (*self.sides[booth], *self.backs[booth]):
                    barred[other] = True
        return numbers
