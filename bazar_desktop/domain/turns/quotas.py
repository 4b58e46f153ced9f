"""Who gets a place where quotas ask for a least: as much of them as can be met, the turn bent as little as can be.

The rule, in this order: the fewest stands that quotas lack in all; the fewest people who by their turn alone would
have a place and now have none; then whoever comes first in the order.

People who count for the same quotas and want as many stands are alike, so that of them those first in the order are
taken. What is left to say is how many of each kind: kinds are gone through one after the other, and of all ways to
come to the same counts only the best is kept (dynamic programming; a group is forgotten after its last kind).

Most lists need none of that: where the cheapest division of people divides nobody (`multipliers`), it is the answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import NamedTuple

from bazar_desktop.domain.turns.multipliers import SCALE, Crowd, QuotaLimits, best_list, best_prices
from bazar_desktop.domain.turns.ranking import Applicant
from bazar_desktop.domain.turns.rules import DIMENSIONS
from bazar_desktop.domain.turns.seats import Group, Seats

FEW_STATES = 200
MOST_STATES = 10_000  # at a time; from here on the better ways alone are followed
MOST_WAYS = 250_000  # looked at in all: some seconds, and beyond any list of the field

State = tuple[int, ...]  # stands given, then what each group has got; 0 for one not begun or forgotten


@dataclass(frozen=True, slots=True)
class _Kind:
    """People who are alike: their places in the order, the groups they count for, how many have a place by turn."""

    places: tuple[int, ...]
    groups: tuple[int, ...]
    stands: int
    by_turn: int


@dataclass(frozen=True, slots=True)
class _Rest:
    """The kinds that are still to come: stands by group, by turn in each and in all, the most for one, the first."""

    supply: tuple[int, ...]
    turns: tuple[int, ...]
    by_turn: int
    stands: int
    masks: tuple[int, ...]


def by_turn(order: Sequence[Applicant], seats: Seats) -> list[Applicant]:
    """Seat everybody in order whom no most and no lack of room keeps out; returns them."""
    seated = []
    for applicant in order:
        if not seats.against(applicant):
            seats.sit(applicant)
            seated.append(applicant)
    return seated


def fill(order: Sequence[Applicant], seats: Seats, first: Sequence[Applicant]) -> list[Applicant]:
    """Seat the best of `order` by the rule above and return them; `first` have a place by their turn alone."""
    chosen = _Search(order, seats, {applicant.id for applicant in first}).best()
    for applicant in chosen:
        seats.sit(applicant)
    return chosen


class _Followed(NamedTuple):
    """What the best way costs, None where there is none; and whether ways were left behind."""

    cost: int | None
    is_cut: bool


class _Search:
    """The counts that the quotas of one list speak of, and the way through its kinds."""

    def __init__(self, order: Sequence[Applicant], seats: Seats, first: set[str]) -> None:
        self.order, self.first, self.room, self.size = order, first, max(0, seats.room), len(order)
        groups = [seats.groups_of(applicant) for applicant in order]
        supply: dict[Group, int] = {}
        for applicant, keys in zip(order, groups, strict=True):
            for key in keys:
                supply[key] = supply.get(key, 0) + applicant.stands
        self.need: list[int] = []
        self.most: list[int | None] = []
        self.kind_of_group: list[int] = []
        self.number: dict[Group, int] = {}
        number = self.number
        for key in sorted(supply):
            least, most = seats.limit(key)
            lacking = max(0, least - seats.got[key])
            left = None if most is None else max(0, most - seats.got[key])
            if lacking or (left is not None and left < supply[key]):
                number[key] = len(number)
                self.need.append(lacking)
                self.most.append(left if left is not None and left < supply[key] else None)
                self.kind_of_group.append(DIMENSIONS.index(key[0]))
        self.room = min(self.room, *self._mosts(supply))
        self.kinds = _in_line(_kinds(order, groups, number, first))
        crowds = [Crowd(len(kind.places), kind.by_turn, kind.stands, kind.groups) for kind in self.kinds]
        self.limits = QuotaLimits(self.need, self.most, self.room, lacking=self.size + 1)
        self.prices = best_prices(crowds, self.limits)
        self.looked = 0  # ways, whatever became of them
        self.dimensions = len(DIMENSIONS)
        self._rest = [self._left(at) for at in range(len(self.kinds) + 1)]
        self._watched = [
            [
                (group, self.kind_of_group[group], need, most)
                for group, (need, most) in enumerate(zip(self.need, self.most, strict=True))
                if rest.supply[group]
            ]
            for rest in self._rest
        ]

    def _mosts(self, supply: Mapping[Group, int]) -> list[int]:
        """How many stands can be given at most for the mosts of each dimension; whoever has no group has none."""
        everybody = sum(applicant.stands for applicant in self.order)
        given = [everybody - sum(n for key, n in supply.items() if key[0] == by) for by in DIMENSIONS]
        for key, stands in supply.items():
            most = self.most[self.number[key]] if key in self.number else None
            given[DIMENSIONS.index(key[0])] += stands if most is None else min(most, stands)
        return given

    def best(self) -> list[Applicant]:
        """The best people, in the order.

        Most lists are answered at once. Else some way is found first; then it is asked, from the bound on, whether one
        costs no more than a level. Where that takes more than MOST_STATES ways at a time or MOST_WAYS in all, the best
        of those found is taken.
        """
        start = (0,) * (len(self.need) + 1)
        lacks, departures = self._bounds(0, start)
        certain = self._at_once(self._price(lacks, departures))
        if certain is not None:
            return certain
        cost = self._followed(start, None, FEW_STATES).cost or 0
        level, step = lacks * self.limits.lacking + departures, 1
        while True:
            limit = min(cost, self._price(*divmod(level, self.limits.lacking)))
            followed = self._followed(start, limit, MOST_STATES)
            if followed.cost is not None:
                cost = min(cost, followed.cost)
            if followed.cost is not None or limit == cost or self.looked > MOST_WAYS:
                break
            level, step = level + step, 2 * step
        mask = -cost % (1 << self.size)
        return [item for at, item in enumerate(self.order) if mask >> (self.size - 1 - at) & 1]

    def _at_once(self, least: int) -> list[Applicant] | None:
        """The best people where people need not be divided to come to the least price; None where they must."""
        kinds = {place: kind for kind in self.kinds for place in kind.places}
        people = [
            Crowd(1, int(applicant.id in self.first), applicant.stands, kinds[at].groups)
            for at, applicant in enumerate(self.order)
        ]
        seated = best_list(people, self.limits)
        if seated is None:
            return None
        got, given, departures = [0] * len(self.need), 0, 0
        for crowd, is_in in zip(people, seated, strict=True):
            departures += crowd.by_turn and not is_in
            given += crowd.stands * is_in
            for group in crowd.groups:
                got[group] += crowd.stands * is_in
        lawful = given <= self.room and all(
            most is None or number <= most for most, number in zip(self.most, got, strict=True)
        )
        lacks = sum(max(0, need - number) for need, number in zip(self.need, got, strict=True))
        if not lawful or self._price(lacks, departures) != least:
            return None
        return [applicant for applicant, is_in in zip(self.order, seated, strict=True) if is_in]

    def _followed(self, start: State, limit: int | None, most: int) -> _Followed:
        """The best way that costs no more than `limit`, of never more than the `most` promising ones at a time."""
        ways, is_cut = {start: 0}, False
        for at in range(len(self.kinds)):
            ways = self._through(at, ways)
            self.looked += len(ways)
            most = most if self.looked < MOST_WAYS else FEW_STATES
            if limit is None and len(ways) <= most:
                continue
            least = {state: self._least(at + 1, state, cost) for state, cost in ways.items()}
            if limit is not None:
                ways = {state: cost for state, cost in ways.items() if least[state] <= limit}
            if len(ways) > most:
                best = nsmallest(most, ways, key=lambda state: (least[state], state))
                ways, is_cut = {state: ways[state] for state in best}, True
        return _Followed(min(ways.values(), default=None), is_cut)

    def _through(self, at: int, ways: dict[State, int]) -> dict[State, int]:
        """The ways with every number of people of one kind; groups that nobody after it counts for are settled."""
        kind, after = self.kinds[at], self._rest[at + 1].supply
        closing = [group for group in kind.groups if not after[group]]
        masks = [0]
        for place in kind.places:
            masks.append(masks[-1] | 1 << (self.size - 1 - place))
        further: dict[State, int] = {}
        for state, cost in ways.items():
            for count in range(self._room_for(kind, state) + 1):
                given = count * kind.stands
                counts = [state[0] + given, *state[1:]]
                lacking = 0
                for group in kind.groups:
                    got = counts[group + 1] + given
                    counts[group + 1] = got if self.most[group] is not None else min(got, self.need[group])
                for group in closing:
                    lacking += max(0, self.need[group] - counts[group + 1])
                    counts[group + 1] = 0
                price = cost + self._price(lacking, max(0, kind.by_turn - count)) - masks[count]
                key = tuple(counts)
                if price < further.get(key, price + 1):
                    further[key] = price
        return further

    def _price(self, lacking: int, departures: int) -> int:
        """Lacking stands before departures before the order: one whole number that adds up."""
        return ((lacking << 20) + departures) << self.size

    def _room_for(self, kind: _Kind, state: State) -> int:
        rooms = [self.room - state[0]]
        rooms += [most - state[group + 1] for group in kind.groups if (most := self.most[group]) is not None]
        return max(0, min(len(kind.places), min(rooms) // kind.stands))

    # -- what a way can still come to --

    def _least(self, at: int, state: State, cost: int) -> int:
        """What a way costs at least in the end."""
        lacks, departures = self._bounds(at, state)
        first = self._rest[at].masks
        return cost + self._price(lacks, departures) - first[min(self.room - state[0], len(first) - 1)]

    def _bounds(self, at: int, state: State) -> tuple[int, int]:
        """How many stands will lack at least, and, where no more do, how many people at least lose their place.

        Each dimension alone: what its groups lack for want of room or of people; how many more than by turn they
        need beyond that, and how many by turn are too many for a most, for whom others lose the place of their turn.
        """
        rest, room = self._rest[at], self.room - state[0]
        prices = self.prices
        priced = prices.rest[at] - prices.room * room
        short = [0] * self.dimensions
        surely, beyond, over = short[:], short[:], short[:]
        for group, by, need, most in self._watched[at]:
            got, supply, turn = state[group + 1], rest.supply[group], rest.turns[group]
            if got < need:
                lacking = need - got
                short[by] += lacking
                priced += prices.lacking[group] * lacking
                if lacking > supply:
                    surely[by] += lacking - supply
                if lacking > turn:
                    beyond[by] += lacking - turn
            if most is not None:
                priced -= prices.over[group] * (most - got)
                if got + turn > most:
                    over[by] += got + turn - most
        lacks = max(0, max(short) - room, max(surely))
        more = max(0, max(beyond) - lacks)
        departures = max(0, rest.by_turn + more - room, max(over))
        if rest.stands > 1:
            departures = -(-departures // rest.stands)
        return max((lacks, departures), divmod(-(-priced // SCALE), self.limits.lacking))

    def _left(self, at: int) -> _Rest:
        kinds = self.kinds[at:]
        supply = [0] * len(self.need)
        for kind in kinds:
            for group in kind.groups:
                supply[group] += len(kind.places) * kind.stands
        turns = [0] * len(self.need)
        for kind in kinds:
            for group in kind.groups:
                turns[group] += kind.by_turn * kind.stands
        masks = [0]
        for place in sorted(place for kind in kinds for place in kind.places):
            masks.append(masks[-1] | 1 << (self.size - 1 - place))
        return _Rest(
            tuple(supply),
            tuple(turns),
            sum(kind.by_turn * kind.stands for kind in kinds),
            max((kind.stands for kind in kinds), default=1),
            tuple(masks),
        )


def _kinds(
    order: Sequence[Applicant],
    groups: Sequence[Sequence[Group]],
    number: Mapping[Group, int],
    first: set[str],
) -> list[_Kind]:
    alike: dict[tuple[tuple[int, ...], int], list[int]] = {}
    for place, (applicant, keys) in enumerate(zip(order, groups, strict=True)):
        counted = tuple(sorted(number[key] for key in keys if key in number))
        alike.setdefault((counted, applicant.stands), []).append(place)
    return [
        _Kind(tuple(places), counted, stands, sum(order[place].id in first for place in places))
        for (counted, stands), places in sorted(alike.items())
    ]


def _in_line(kinds: Sequence[_Kind]) -> list[_Kind]:
    """The kinds so that a group's come together: always those of the group that has the fewest left."""
    left, line = list(kinds), list[_Kind]()
    while left:
        members: dict[int, int] = {}
        for kind in left:
            for group in kind.groups:
                members[group] = members.get(group, 0) + 1
        if not members:
            return [*line, *left]
        group = min(members, key=lambda item: (members[item], item))
        line += [kind for kind in left if group in kind.groups]
        left = [kind for kind in left if group not in kind.groups]
    return line
