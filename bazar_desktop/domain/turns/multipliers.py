"""What a list still costs at least: every quota and the room priced together, so that they need not be met one by one.

A price for each stand that a quota lacks, for each one beyond a most and for each place makes the kinds of people
independent of each other; whatever the prices, the sum is never above what the best list costs. The best prices are
those of the list in which people could be divided (a linear program, solved by the simplex method); they are used as
whole numbers, so that the bound holds exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SCALE = 1 << 16
MOST_STEPS = (
    3000  # a good many more than lists of the field take; prices that are not the best bound all the same
)
TINY = 1e-9
NEARLY = 1e-6


@dataclass(frozen=True, slots=True)
class Crowd:
    """People who are alike: how many, how many of them have a place by turn, stands each, the groups they count for."""

    people: int
    by_turn: int
    stands: int
    groups: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class QuotaLimits:
    """What each group needs and may have at most (None: no most), the room for all, and what a lacking stand costs.

    One who loses the place of their turn costs 1.
    """

    needs: Sequence[int]
    mosts: Sequence[int | None]
    room: int
    lacking: int


@dataclass(frozen=True, slots=True)
class Prices:
    """In parts of SCALE, for each group a stand it lacks and one it has too many, and a place.

    `rest`: for each kind, what it and all after it come to.
    """

    lacking: tuple[int, ...]
    over: tuple[int, ...]
    room: int
    rest: tuple[int, ...]


def best_prices(crowds: Sequence[Crowd], limits: QuotaLimits) -> Prices:
    """Prices whose bound is what the list comes to in which people could be divided."""
    table = _Table(crowds, limits)
    table.solve()
    left = dict(zip(table.outside, table.gain, strict=True))
    size = len(limits.needs)

    def priced(name: _Name) -> int:
        return max(0, round(left.get(name, 0.0) * SCALE))

    lacking = tuple(min(limits.lacking * SCALE, priced(("surplus", group))) for group in range(size))
    over = tuple(priced(("below", group)) if limits.mosts[group] is not None else 0 for group in range(size))
    room = priced(("free", 0))
    rest = [0]
    for crowd in reversed(crowds):
        each = crowd.stands * (room + sum(over[group] - lacking[group] for group in crowd.groups))
        count = crowd.people if each < 0 else crowd.by_turn if each < SCALE else 0
        rest.append(rest[-1] + count * each + SCALE * max(0, crowd.by_turn - count))
    return Prices(lacking, over, room, tuple(reversed(rest)))


def best_list(people: Sequence[Crowd], limits: QuotaLimits) -> list[bool] | None:
    """Who has a place in the cheapest list, of the cheapest the one with the earliest people; each is a crowd of one.

    None where the cheapest division of people is not a list.
    """
    table = _Table(people, limits)
    table.solve()
    table.keep()
    for person, crowd in enumerate(people):
        table.prefer("leaves" if crowd.by_turn else "joins", person, -1 if crowd.by_turn else 1)
    seated = []
    for person, crowd in enumerate(people):
        share = 1 - table.worth(("leaves", person)) if crowd.by_turn else table.worth(("joins", person))
        if min(abs(share), abs(1 - share)) > NEARLY:
            return None
        seated.append(share > NEARLY)
    return seated


_Name = tuple[str, int]


class _Table:
    """The simplex table: each unknown inside is `value` less its row times the unknowns outside, which are 0.

    The list by turn is where it begins: `leaves` and `joins` count for each kind who loses a place and who gains one.
    """

    def __init__(self, crowds: Sequence[Crowd], limits: QuotaLimits) -> None:
        self.top: dict[_Name, float] = {}
        self.turned: set[_Name] = set()  # counted from their top down
        self.outside: list[_Name] = []
        for kind, crowd in enumerate(crowds):
            for name, number in (("leaves", crowd.by_turn), ("joins", crowd.people - crowd.by_turn)):
                if number:
                    self.outside.append((name, kind))
                    self.top[name, kind] = number
        self.gain = [1.0 if name == "leaves" else 0.0 for name, _kind in self.outside]
        self.inside: list[_Name] = []
        self.rows: list[list[float]] = []
        self.value: list[float] = []
        people = [(1.0 if name == "joins" else -1.0) * crowds[kind].stands for name, kind in self.outside]
        members = [crowds[kind].groups for _name, kind in self.outside]
        self._add(("free", 0), people, limits.room - sum(crowd.by_turn * crowd.stands for crowd in crowds))
        for group, (need, most) in enumerate(zip(limits.needs, limits.mosts, strict=True)):
            got = sum(crowd.by_turn * crowd.stands for crowd in crowds if group in crowd.groups)
            row = [stands if group in groups else 0.0 for stands, groups in zip(people, members, strict=True)]
            if most is not None:
                self._add(("below", group), row, most - got)
            if need > got:
                self._add(("short", group), row, need - got, ("surplus", group))
                self.gain = [
                    gain - limits.lacking * by for gain, by in zip(self.gain, self.rows[-1], strict=True)
                ]
            elif need:
                self._add(("surplus", group), [-by for by in row], got - need, ("short", group))
                self.gain[-1] = float(limits.lacking)

    def _add(self, name: _Name, row: Sequence[float], value: float, other: _Name | None = None) -> None:
        """A row for people, and nothing for the other unknowns outside but `other`, which is new."""
        self.inside.append(name)
        self.rows.append([*row, *([0.0] * (len(self.outside) - len(row)))])
        self.value.append(float(max(0, value)))
        if other is not None:
            self.outside.append(other)
            self.gain.append(0.0)
            for held in self.rows:
                held.append(0.0)
            self.rows[-1][-1] = -1.0

    def solve(self) -> None:
        """Go on as long as an unknown outside gains something by growing."""
        for step in range(MOST_STEPS):
            gains = self.gain
            if not gains:
                return
            column = min(range(len(gains)), key=gains.__getitem__)
            if gains[column] > -TINY:
                return
            if step > MOST_STEPS // 2:  # the first that gains: never round in a circle
                column = next(at for at, gain in enumerate(gains) if gain < -TINY)
            self._grow(column)

    def keep(self) -> None:
        """Hold for good every unknown outside that would cost something: only what is as cheap is left to choose."""
        free = [at for at, gain in enumerate(self.gain) if gain <= NEARLY]
        if len(free) < len(self.gain):
            self.outside = [self.outside[at] for at in free]
            self.rows = [[row[at] for at in free] for row in self.rows]
        self.gain = [0.0] * len(free)

    def prefer(self, name: str, number: int, way: int) -> None:
        """Have as much of an unknown as is still free (`way` 1), or as little (-1), and keep it so."""
        unknown = (name, number)
        if unknown in self.turned:
            way = -way
        if unknown in self.inside:
            self.gain = [way * by for by in self.rows[self.inside.index(unknown)]]
        elif unknown in self.outside:
            self.gain[self.outside.index(unknown)] = -float(way)
        else:
            return
        self.solve()
        self.keep()

    def worth(self, unknown: _Name) -> float:
        """What an unknown comes to."""
        value = self.value[self.inside.index(unknown)] if unknown in self.inside else 0.0
        return self.top[unknown] - value if unknown in self.turned else value

    def _grow(self, column: int) -> None:
        reach, at = self.top.get(self.outside[column], float("inf")), -1
        for row, coefficients in enumerate(self.rows):
            by = coefficients[column]
            if by > TINY:
                far = self.value[row] / by
            elif by < -TINY and self.inside[row] in self.top:
                far = (self.top[self.inside[row]] - self.value[row]) / -by
            else:
                continue
            if far < reach - TINY:
                reach, at = far, row
        if at < 0:
            self._turn_over(column)
            return
        if self.rows[at][column] < 0:  # it leaves at its top: count it from there
            self.value[at] = self.top[self.inside[at]] - self.value[at]
            self.rows[at] = [-by for by in self.rows[at]]
            self.turned ^= {self.inside[at]}
        self._change(at, column)

    def _turn_over(self, column: int) -> None:
        """Count an unknown outside from its top."""
        top = self.top[self.outside[column]]
        self.turned ^= {self.outside[column]}
        for row, coefficients in enumerate(self.rows):
            self.value[row] -= coefficients[column] * top
            coefficients[column] = -coefficients[column]
        self.gain[column] = -self.gain[column]

    def _change(self, at: int, column: int) -> None:
        """The unknown outside comes in and that of the row goes out."""
        pivot = self.rows[at][column]
        new = [by / pivot for by in self.rows[at]]
        new[column] = 1 / pivot
        value = self.value[at] / pivot
        for row, coefficients in enumerate(self.rows):
            by = coefficients[column]
            if row != at and by:
                coefficients[column] = 0.0
                self.rows[row] = [one - by * two for one, two in zip(coefficients, new, strict=True)]
                self.value[row] -= by * value
        by, self.gain[column] = self.gain[column], 0.0
        self.gain = [one - by * two for one, two in zip(self.gain, new, strict=True)]
        self.rows[at], self.value[at] = new, value
        self.inside[at], self.outside[column] = self.outside[column], self.inside[at]
