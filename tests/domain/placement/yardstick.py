"""The exact answer, by another way than the program's: a whole-number programme over its costs, solved by HiGHS.

Seats that no rule tells apart are one group. x[group, booth] says how many of the group stand in the booth; one
variable for each pair of neighbours and each thing that two neighbours should not share carries the price.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from itertools import combinations

import highspy
import numpy as np

from bazar_desktop.domain.layout.model import BESIDE
from bazar_desktop.domain.placement.model import Model
from bazar_desktop.domain.placement.request import Party, product_key
from bazar_desktop.domain.placement.soft_rules import is_smelly, is_textile, price

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


Edges = dict[str, list[tuple[int, int]]]  # BESIDE and BEHIND: pairs of booth indices
Trait = Callable[[Party], bool]


@dataclass(frozen=True, slots=True)
class _Group:
    """Seats that are alike, and the column of each booth where they may stand."""

    party: Party
    seats: int
    columns: dict[int, int]


def solve(model: Model, seconds: float, seed: int = 0) -> Exact:
    """The least cost of all lawful arrangements, or the best and the bound after so many seconds."""
    assert all(not (party.product or party.category) for party in model.parties if party.booths_wanted > 1)
    programme = _Programme()
    groups = _seats(model, programme)
    edges = {
        kind: [(item, two) for item, near in enumerate(table) for two in near if two > item]
        for kind, table in model.near.items()
    }
    for rule, item, other in _clashes(model):
        _charge(model, programme, groups, edges, rule, item, other)
    _reward_pairs(model, programme, groups, edges)
    solver = highspy.Highs()
    options = {"output_flag": False, "time_limit": seconds, "threads": 1, "random_seed": seed}
    for option, value in {**options, "mip_rel_gap": 0.0, "mip_abs_gap": 0.9}.items():
        solver.setOptionValue(option, value)
    solver.passModel(programme.lp(model.constant))
    solver.run()
    info = solver.getInfo()
    number = round(info.objective_function_value) if info.primal_solution_status == 2 else None
    return Exact(number, info.mip_dual_bound, solver.getRunTime())


def _seats(model: Model, programme: _Programme) -> list[_Group]:
    """Each seat in one booth, each booth with one seat at most."""
    alike: dict[Hashable, list[int]] = {}
    for seat, party in enumerate(model.seats):
        traits: Hashable = (product_key(party.product), party.product, party.category, party.open_fire)
        own = party.id if party.booths_wanted > 1 else ""
        key = (own, traits, bytes(model.allowed[seat]), tuple(model.linear[seat]))
        alike.setdefault(key, []).append(seat)
    groups = []
    for seats in alike.values():
        first = seats[0]
        columns = {
            booth: programme.column(model.linear[first][booth], 1, whole=True)
            for booth in range(len(model.booths))
            if model.allowed[first][booth]
        }
        programme.row(len(seats), len(seats), dict.fromkeys(columns.values(), 1.0))
        groups.append(_Group(model.seats[first], len(seats), columns))
    for booth in range(len(model.booths)):
        here = {group.columns[booth]: 1.0 for group in groups if booth in group.columns}
        if here:
            programme.row(0, 1, here)
    return groups


def _clashes(model: Model) -> Iterator[tuple[str, Trait, Trait]]:
    """(rule, trait of the one, trait of the other) for all that two neighbours should not be."""
    request = model.request
    for product in sorted({product_key(party.product) for party in model.parties} - {""}):
        alike = _is_product(product)
        yield "same_product", alike, alike
    for category in sorted({party.category for party in model.parties} - {""}):
        same = _is_category(category)
        yield "same_category", same, same
    yield "smell_near_textile", lambda item: is_smelly(request, item), lambda item: is_textile(request, item)


def _is_product(product: str) -> Trait:
    return lambda party: product_key(party.product) == product


def _is_category(category: str) -> Trait:
    return lambda party: party.category == category


def _charge(
    model: Model,
    programme: _Programme,
    groups: list[_Group],
    edges: Edges,
    rule: str,
    trait: Trait,
    other: Trait,
) -> None:
    """A variable for each pair of neighbours that is 1 where `one` stands beside `other`, at the rule's price."""
    ones, others = _standing(groups, trait), _standing(groups, other)
    charged: dict[tuple[int, int], int] = {}
    for kind, pairs in edges.items():
        points = price(model.request, rule, kind)
        for here, there in pairs if points else ():
            ways = {(here, there), (there, here)} if trait is not other else {(here, there)}
            ways = {(a, b) for a, b in ways if ones.get(a) and others.get(b)}
            if not ways:
                continue
            clash = charged[here, there] = programme.column(points, 1, whole=False)
            for a, b in sorted(ways):
                programme.row(-1, np.inf, {clash: 1.0, **_minus(ones[a]), **_minus(others[b])})
    if trait is other and price(model.request, rule, BESIDE):
        _tighten(model, programme, ones, charged)


def _standing(groups: list[_Group], trait: Trait) -> dict[int, Terms]:
    """For each booth the columns of those with the trait."""
    numbers: dict[int, Terms] = {}
    for group in groups:
        if trait(group.party):
            for booth, column in group.columns.items():
                numbers.setdefault(booth, {})[column] = 1.0
    return numbers


def _minus(terms: Terms) -> Terms:
    return {column: -value for column, value in terms.items()}


def _tighten(
    model: Model, programme: _Programme, standing: dict[int, Terms], charged: dict[tuple[int, int], int]
) -> None:
    """In a tent of four all are neighbours: k alike make k (k - 1) / 2 pairs, which is at least m k - m (m + 1) / 2."""
    tents: dict[str, list[int]] = {}
    for index, booth in enumerate(model.booths):
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


def _reward_pairs(model: Model, programme: _Programme, groups: list[_Group], edges: Edges) -> None:
    """The two booths of one party earn back the price of `apart` where they touch."""
    for group in groups:
        if group.party.booths_wanted < 2:
            continue
        for here, there in (pair for pairs in edges.values() for pair in pairs):
            if here in group.columns and there in group.columns:
                touching = programme.column(-model.request.weights.apart, 1, whole=False)
                for booth in (here, there):
                    programme.row(-1, 0, {touching: 1.0, group.columns[booth]: -1.0})
