"""The exact answer, by another way than the program's: a whole-number programme over `own_cost`, solved by HiGHS.

Parties that no rule tells apart are one group. x[group, booth] says whether one of the group stands in the booth; one
variable for each pair of neighbours and each thing that two neighbours should not share carries the price.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import highspy
import numpy as np

from bazar_desktop.domain.placement.request import Party, Request
from tests.domain.placement.own_cost import (
    alone,
    fits,
    is_cloth,
    pair_price,
    relation,
    side_by_side,
    smells,
    trade,
)

Terms = dict[int, float]  # column -> coefficient


@dataclass(frozen=True, slots=True)
class Exact:
    """`cost` of the best arrangement found (None: none), and what no arrangement can undercut; the seconds spent."""

    cost: int | None
    bound: float
    seconds: float

    @property
    def is_proven(self) -> bool:
        return self.cost is not None and self.bound > self.cost - 0.99


class _Programme:
    """Columns with prices, rows with a least and a most."""

    def __init__(self) -> None:
        self.price: list[float] = []
        self.upper: list[float] = []
        self.whole: list[bool] = []
        self.rows: list[tuple[float, float, Terms]] = []

    def column(self, price: float, upper: float, *, whole: bool) -> int:
        self.price.append(price)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.price) - 1

    def row(self, least: float, most: float, terms: Terms) -> None:
        self.rows.append((least, most, terms))

    def lp(self, offset: float) -> highspy.HighsLp:
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_, lp.offset_ = len(self.price), len(self.rows), offset
        lp.col_cost_ = np.array(self.price)
        lp.col_lower_, lp.col_upper_ = np.zeros(len(self.price)), np.array(self.upper)
        lp.row_lower_ = np.array([least for least, _most, _terms in self.rows])
        lp.row_upper_ = np.array([most for _least, most, _terms in self.rows])
        starts = np.cumsum([0, *(len(terms) for _least, _most, terms in self.rows)])
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = starts.astype(np.int32)
        lp.a_matrix_.index_ = np.array([i for *_b, terms in self.rows for i in terms], dtype=np.int32)
        lp.a_matrix_.value_ = np.array([v for *_b, terms in self.rows for v in terms.values()])
        kinds = {True: highspy.HighsVarType.kInteger, False: highspy.HighsVarType.kContinuous}
        lp.integrality_ = [kinds[whole] for whole in self.whole]
        return lp


Edges = dict[tuple[int, int], str]  # two booths by their numbers -> beside or behind
Trait = Callable[[Party], bool]
RULES = ("same_product", "same_category", "smell_near_textile")


@dataclass(frozen=True, slots=True)
class _Group:
    """Parties that are alike (or one with several booths), and the column of each booth where they may stand."""

    party: Party
    seats: int
    columns: dict[int, int]

    @property
    def has_several(self) -> bool:
        return self.party.booths_wanted > 1


def solve(asked: Request, seconds: float, seed: int = 0) -> Exact:
    """The least cost of all lawful arrangements, or the best and the bound after so many seconds."""
    programme = _Programme()
    groups = _groups(asked, programme)
    edges = {
        (i, j): how
        for (i, booth), (j, other) in combinations(enumerate(asked.booths), 2)
        if (how := relation(booth, other))
    }
    for rule, trait, other in _clashes(asked):
        _charge(asked, programme, groups, edges, rule, trait, other)
    offset = _keep_together(asked, programme, groups)
    solver = highspy.Highs()
    options = {"output_flag": False, "time_limit": seconds, "threads": 1, "random_seed": seed}
    for option, value in {**options, "mip_rel_gap": 0.0, "mip_abs_gap": 0.9}.items():
        solver.setOptionValue(option, value)
    solver.passModel(programme.lp(offset))
    solver.run()
    info = solver.getInfo()
    number = round(info.objective_function_value) if info.primal_solution_status == 2 else None
    return Exact(number, info.mip_dual_bound, solver.getRunTime())


def _groups(asked: Request, programme: _Programme) -> list[_Group]:
    """Each party in as many booths as it wants, each booth with one party at most."""
    alike: dict[Hashable, list[Party]] = {}
    prices: dict[str, list[int | None]] = {}
    for party in asked.parties:
        prices[party.id] = [
            alone(asked, party, booth.id) if fits(asked, party, booth) else None for booth in asked.booths
        ]
        bound_to = (party.id,) if party.booths_wanted > 1 or party.pinned else ()
        traits = (trade(party), party.category, smells(asked, party), is_cloth(asked, party))
        alike.setdefault((bound_to, traits, tuple(prices[party.id])), []).append(party)
    groups = []
    for parties in alike.values():
        party = parties[0]
        wanted = sum(item.booths_wanted for item in parties)
        columns = {
            number: programme.column(points, 1, whole=True)
            for number, points in enumerate(prices[party.id])
            if points is not None
        }
        programme.row(wanted, wanted, dict.fromkeys(columns.values(), 1.0))
        for number, booth in enumerate(asked.booths):
            if booth.id in party.pinned:
                programme.row(1, 1, {columns[number]: 1.0})
        groups.append(_Group(party, wanted, columns))
    for number in range(len(asked.booths)):
        here = {group.columns[number]: 1.0 for group in groups if number in group.columns}
        if here:
            programme.row(0, 1, here)
    return groups


def _clashes(asked: Request) -> Iterator[tuple[str, Trait, Trait]]:
    """(rule, trait of the one, trait of the other) for all that two neighbours should not be."""
    for product in sorted({trade(party) for party in asked.parties} - {""}):
        alike = _is_product(product)
        yield "same_product", alike, alike
    for category in sorted({party.category for party in asked.parties} - {""}):
        same = _is_category(category)
        yield "same_category", same, same
    yield "smell_near_textile", lambda item: smells(asked, item), lambda item: is_cloth(asked, item)


def _is_product(product: str) -> Trait:
    return lambda party: trade(party) == product


def _is_category(category: str) -> Trait:
    return lambda party: party.category == category


def _charge(
    asked: Request,
    programme: _Programme,
    groups: list[_Group],
    edges: Edges,
    rule: str,
    trait: Trait,
    other: Trait,
) -> None:
    """A variable for each pair of neighbours that is 1 where `one` stands beside `other`, at the rule's price.

    A party with several booths is no rival of itself: it is set against all but itself.
    """
    several = [group for group in groups if group.has_several and trait(group.party) and other(group.party)]
    singles = [group for group in groups if trait(group.party) and group not in several]
    rivals = [group for group in groups if other(group.party)]
    against = [(_standing(singles), _standing(rivals))]
    against += [
        (_standing([group]), _standing([item for item in rivals if item is not group])) for group in several
    ]
    charged: dict[tuple[int, int], int] = {}
    for pair, how in edges.items():
        points = pair_price(asked, rule, how)
        ways = [
            (ones[a], others[b])
            for ones, others in against
            for a, b in (pair, pair[::-1])
            if a in ones and b in others
        ]
        if not points or not ways:
            continue
        clash = charged[pair] = programme.column(points, 1, whole=False)
        rows = {tuple(sorted({**mine, **theirs})) for mine, theirs in ways}
        for columns in sorted(rows):
            programme.row(-1, np.inf, {clash: 1.0, **dict.fromkeys(columns, -1.0)})
    if trait is other and not several and pair_price(asked, rule, "beside"):
        _tighten(asked, programme, _standing(singles), charged)


def _standing(groups: list[_Group]) -> dict[int, Terms]:
    """For each booth the columns of these groups."""
    numbers: dict[int, Terms] = {}
    for group in groups:
        for booth, column in group.columns.items():
            numbers.setdefault(booth, {})[column] = 1.0
    return numbers


def _tighten(
    asked: Request,
    programme: _Programme,
    standing: Mapping[int, Terms],
    charged: Mapping[tuple[int, int], int],
) -> None:
    """In a tent of four all are neighbours: k alike make k (k - 1) / 2 pairs, which is at least m k - m (m + 1) / 2."""
    tents: dict[str, list[int]] = {}
    for index, booth in enumerate(asked.booths):
        if booth.tent:
            tents.setdefault(booth.tent, []).append(index)
    for members in tents.values():
        pairs = [charged[pair] for pair in combinations(members, 2) if pair in charged]
        if len(members) < 3 or len(pairs) < len(members) * (len(members) - 1) // 2:
            continue
        inside = {column: -1.0 for booth in members for column in standing.get(booth, {})}
        for most in range(1, len(members)):
            scaled = {column: most * value for column, value in inside.items()}
            programme.row(-most * (most + 1) / 2, np.inf, {**dict.fromkeys(pairs, 1.0), **scaled})


def _keep_together(asked: Request, programme: _Programme, groups: list[_Group]) -> float:
    """Let the booths of one party earn back the price of standing apart, a pair that is together once each.

    Two booths have one pair; of three, two pairs make one place. Returns what all would pay apart.
    """
    price, offset = asked.weights.apart, 0
    for group in groups:
        if not group.has_several:
            continue
        offset += price * (group.seats - 1)
        earned: Terms = {}
        for (i, booth), (j, other) in combinations(enumerate(asked.booths), 2):
            if i in group.columns and j in group.columns and side_by_side(booth, other, asked.booths):
                touching = programme.column(-price, 1, whole=False)
                earned[touching] = 1.0
                for number in (i, j):
                    programme.row(-1, 0, {touching: 1.0, group.columns[number]: -1.0})
        if earned:
            programme.row(0, group.seats - 1, earned)
    return offset
