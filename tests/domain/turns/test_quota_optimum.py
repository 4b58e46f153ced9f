"""Quotas of lists as the field has them, possible or not, beside the exact answer of HiGHS."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import highspy

from bazar_desktop.domain.turns import quotas as searched
from bazar_desktop.domain.turns.choosing import CHOSEN, propose
from bazar_desktop.domain.turns.ranking import Applicant, rank
from bazar_desktop.domain.turns.rules import Quota, TurnRules
from tests.domain.turns.cases import person
from tests.domain.turns.test_quotas import holds_for, is_of, leasts_of

Count = Callable[[int, int], int]
GROUPS = {
    "category": tuple(f"jenis {number}" for number in range(8)),
    "agency": tuple(f"pengampu {number}" for number in range(6)),
    "kecamatan": tuple(f"kecamatan {number}" for number in range(10)),
}


def drawn(seed: int) -> tuple[list[Applicant], tuple[Quota, ...], int]:
    """A list of 40 to 200 people, the first groups the largest, with quotas that often cannot all be met."""
    random = Random(seed)

    def of(by: str) -> str:
        return random.choices(GROUPS[by], [1 / (at + 1) for at in range(len(GROUPS[by]))])[0]

    people = random.choice((40, 60, 100, 200))
    pool = [
        person(
            number,
            stands=random.choice((1, 1, 1, 1, 1, 2)),
            in_all=random.choice((0, 1, 1)),
            this_year=random.choice((0, 1, 2)),
            **{by: of(by) for by in GROUPS},
        )
        for number in range(1, people + 1)
    ]
    places = random.randrange(people // 5, people // 2)
    asked = []
    for _ in range(random.randrange(2, 7)):
        by = random.choice(tuple(GROUPS))
        least = random.randrange(1, max(2, places // random.choice((3, 6))))
        asked.append(Quota(by, random.choice(GROUPS[by]), least, random.choice((None, None, least + 2))))
    if random.random() < 0.5:
        asked.append(Quota(random.choice(tuple(GROUPS)), "", None, random.choice((3, 5, 8))))
    if random.random() < 0.5:
        asked.append(Quota("newcomer", "", random.randrange(1, places)))
    return pool, tuple(asked), places


def groups_of(pool: Sequence[Applicant]) -> list[tuple[str, str]]:
    groups = [(by, group) for by in GROUPS for group in GROUPS[by]]
    return [group for group in groups if any(is_of(item, *group) for item in pool)] + [("newcomer", "baru")]


def most_of(quotas: Sequence[Quota], by: str, group: str) -> int | None:
    return min((quota.most for quota in holds_for(quotas, by, group) if quota.most is not None), default=None)


def by_turn_alone(order: Sequence[Applicant], quotas: Sequence[Quota], places: int) -> set[str]:
    """Who would have a place if no quota asked for a least."""
    got = dict.fromkeys(groups_of(order), 0)
    first, room = set(), places
    for item in order:
        mine = [group for group in got if is_of(item, *group)]
        mosts = [(group, most) for group in mine if (most := most_of(quotas, *group)) is not None]
        if item.stands <= room and all(got[group] + item.stands <= most for group, most in mosts):
            first.add(item.id)
            room -= item.stands
            for group in mine:
                got[group] += item.stands
    return first


def best(order: Sequence[Applicant], quotas: Sequence[Quota], places: int) -> tuple[int, int]:
    """The least that lacks of the groups that somebody belongs to, and the fewest who lose the place of their turn."""
    first, weight = by_turn_alone(order, quotas, places), len(order) + 1
    solver = highspy.Highs()
    for option, value in {"output_flag": False, "threads": 1, "mip_rel_gap": 0.0, "mip_abs_gap": 0.9}.items():
        solver.setOptionValue(option, value)
    taken = {item.id: solver.addBinary(obj=-float(item.id in first)) for item in order}
    solver.addConstr(sum(item.stands * taken[item.id] for item in order) <= places)
    for group in groups_of(order):
        given = sum(item.stands * taken[item.id] for item in order if is_of(item, *group))
        if (most := most_of(quotas, *group)) is not None:
            solver.addConstr(given <= most)
        if least := leasts_of(quotas, *group):
            solver.addConstr(given + solver.addVariable(0, least, obj=float(weight)) >= least)
    solver.run()
    return divmod(round(solver.getInfo().objective_function_value) + len(first), weight)


def test_what_lacks_and_who_gives_way_is_the_least_that_is_possible(
    count: Count, record_property: Any, monkeypatch: Any
) -> None:
    """A list that takes more ways than are followed may be less than the best; of these not one is."""
    lists, impossible, slow, longest = count(25, 600), 0, 0, 0.0
    bests = searched._Search.best
    looked = []

    def counting(search: Any) -> list[Applicant]:
        chosen = bests(search)
        looked.append(search.looked)
        return chosen

    monkeypatch.setattr(searched._Search, "best", counting)
    for seed in range(lists):
        pool, quotas, places = drawn(seed)
        order = [item.applicant for item in rank(pool, TurnRules(quotas=quotas))]
        looked.clear()
        began = time.process_time()
        answer = propose(pool, TurnRules(quotas=quotas), places)
        longest = max(longest, time.process_time() - began)
        chosen = {standing.applicant.id for standing in answer.of(CHOSEN)}
        of_groups = [
            item for item in answer.unmet if item.got or any(is_of(one, item.by, item.group) for one in pool)
        ]
        lost = by_turn_alone(order, quotas, places) - chosen
        lacks = sum(item.least - item.got for item in of_groups)
        impossible += lacks > 0
        if looked and looked[0] > searched.MOST_WAYS:
            slow += 1
        else:
            assert (lacks, len(lost)) == best(order, quotas, places), seed
    record_property(
        "harness",
        f"quotas of the field beside HiGHS: {lists} lists, {impossible} impossible, {slow} not followed whole, "
        f"the longest {longest:.1f} s",
    )
