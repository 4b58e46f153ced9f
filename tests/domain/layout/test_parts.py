"""Blocks, the clipboard, lining up, and what is said of a plan while it is drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from bazar_desktop.domain.layout.aligning import (
    ACROSS,
    BOTTOM,
    CENTRE,
    DOWN,
    EDGES,
    LEFT,
    MIDDLE,
    RIGHT,
    TOP,
    align,
    groups_of,
    snapped,
    spread,
)
from bazar_desktop.domain.layout.blocks import FACINGS, LIMITS, MeasureNotPossible, Measures, lay_block
from bazar_desktop.domain.layout.checks import NARROW, OUTSIDE, Flaw, flaws, narrow_aisles, overlaps
from bazar_desktop.domain.layout.generator import generate_plan
from bazar_desktop.domain.layout.model import MITRA, Booth, Fixture, Plan
from bazar_desktop.domain.layout.parts import (
    clipping,
    copied,
    faced,
    pasted,
    shifted,
    turned,
    with_block,
    with_booth,
    with_fixture,
    with_tent,
    zoned,
)
from bazar_desktop.domain.layout.template_file import LayoutUnreadable

AISLE = 2.0


def tent(plan: Plan, name: str) -> list[str]:
    return [booth.id for booth in plan.booths if booth.tent == name]


# -- blocks --


@given(
    tents=st.integers(1, 80),
    booths=st.sampled_from([1, 2, 4]),
    facing=st.sampled_from(FACINGS),
    row=st.one_of(st.none(), st.integers(1, 12)),
    aisle=st.sampled_from([2.0, 3.5, 5.0]),
    gap=st.sampled_from([0.0, 1.2]),
    sockets=st.integers(0, 2),
)
@settings(max_examples=60)
def test_no_generated_plan_has_a_flaw_or_a_narrow_aisle_whichever_way_it_looks(
    tents: int, booths: int, facing: str, row: int | None, aisle: float, gap: float, sockets: int
) -> None:
    measures = Measures(aisle=aisle, tent_gap=gap)
    plan = generate_plan(
        tents, booths, facing=facing, tents_per_row=row, sockets_per_tent=sockets, measures=measures
    )
    assert flaws(plan, min(aisle, AISLE)) == ()
    assert len(plan.booths) == tents * booths + 3


@pytest.mark.parametrize("facing", ["n", "e", "s", "w"])
def test_single_rows_all_look_one_way_with_an_aisle_before_each(facing: str) -> None:
    block = lay_block(6, tents_per_row=3, facing=facing, measures=Measures(aisle=4.0))
    assert {booth.facing for booth in block.booths} == {facing}
    sides = sorted({booth.y if facing in "ns" else booth.x for booth in block.booths})
    assert sides[1] - sides[0] == 2.5 + 4.0


def test_a_block_is_added_with_free_numbers_and_the_plan_grows_for_it() -> None:
    plan = generate_plan(4, mitra=1)
    block = lay_block(6, tents_per_row=3)
    grown, new = with_block(plan, block, 2.0, plan.depth + 1.0)
    added = [booth for booth in grown.booths if booth.id in new]
    assert [booth.label for booth in added[:3]] == ["A-09", "A-10", "A-11"]
    assert len({booth.tent for booth in added}) == 6
    assert grown.depth > plan.depth
    assert flaws(grown, AISLE) == ()
    partners, new = with_block(plan, lay_block(2, 1), 2.0, plan.depth, MITRA)
    assert {booth.label for booth in partners.booths if booth.id in new} == {"M-2", "M-3"}


@pytest.mark.parametrize("measure", sorted(LIMITS))
def test_a_length_that_no_bazaar_has_is_refused_by_its_name(measure: str) -> None:
    with pytest.raises(MeasureNotPossible) as refusal:
        generate_plan(measures=replace(Measures(), **{measure: 99.0}))
    assert refusal.value.facts["measure"] == measure


# -- new things --


def test_a_new_tent_booth_or_fixture_stands_within_the_plan_near_where_it_was_asked() -> None:
    plan = Plan(20, 15, ())
    plan, (booth,) = with_booth(plan, 100, 100, zone=MITRA)
    plan, four = with_tent(plan, 10, 8, 4)
    plan, (stage,) = with_fixture(plan, Fixture("", "stage", "PANGGUNG", 0, 0, 6, 3), -5, 2)
    assert [item.label for item in plan.booths] == ["M-1", "A-01", "A-02", "A-03", "A-04"]
    assert len(four) == 4
    assert flaws(plan) == ()
    assert next(item for item in plan.booths if item.id == booth).x == 17
    assert next(fixture for fixture in plan.fixtures if fixture.id == stage).x == 0


def test_booths_enter_the_mitra_zone_and_leave_it_together() -> None:
    plan = generate_plan(2, mitra=0)
    ids = [booth.id for booth in plan.booths[:2]]
    inside = zoned(plan, ids)
    assert [booth.zone for booth in inside.booths] == [MITRA, MITRA, "", ""]
    assert zoned(inside, ids) == plan


# -- the clipboard --


def test_what_was_copied_comes_into_another_layout_with_numbers_that_are_free() -> None:
    plan = generate_plan(3, mitra=0)
    stage = next(fixture.id for fixture in plan.fixtures if fixture.kind == "stage")
    text = clipping(plan, [*tent(plan, "t001"), stage])
    empty, new = pasted(Plan(30, 20, ()), text, 10, 10)
    assert [booth.label for booth in empty.booths] == ["A-01", "A-02"]
    assert len(new) == 3
    assert len({booth.tent for booth in empty.booths}) == 1
    again, new = pasted(plan, text, 15, 15)
    assert {booth.label for booth in again.booths if booth.id in new} == {"A-07", "A-08"}
    assert len({booth.id for booth in (*again.booths, *again.fixtures)}) == len(again.booths) + len(
        again.fixtures
    )
    stages = {
        kept: next(fixture for fixture in kept.fixtures if fixture.kind == "stage") for kept in (plan, empty)
    }
    shapes = [[round(booth.x - stage.x, 3) for booth in kept.booths[:2]] for kept, stage in stages.items()]
    assert shapes[0] == shapes[1]


def test_nothing_chosen_is_no_clipping_and_other_text_is_no_layout() -> None:
    assert clipping(generate_plan(1), []) == ""
    with pytest.raises(LayoutUnreadable):
        pasted(generate_plan(1), "Dapur Bu Marni", 1, 1)


@given(tents=st.integers(1, 12), chosen=st.integers(1, 12))
@settings(max_examples=25)
def test_a_copy_has_the_same_shape_and_takes_no_number_twice(tents: int, chosen: int) -> None:
    plan = generate_plan(tents)
    ids = [booth.id for booth in plan.booths][:chosen]
    made, new = copied(plan, ids)
    assert len(new) == len(ids)
    assert len({booth.label for booth in made.booths}) == len(made.booths)
    assert made.booths[: len(plan.booths)] == plan.booths


# -- lining up --


def row_of_three() -> Plan:
    booths = (Booth("a", "A-01", 1, 1), Booth("b", "A-02", 5, 2.2), Booth("c", "A-03", 13, 3))
    return Plan(30, 20, booths)


@pytest.mark.parametrize(
    ("edge", "places"),
    [
        (LEFT, [(1, 1), (1, 2.2), (1, 3)]),
        (RIGHT, [(13, 1), (13, 2.2), (13, 3)]),
        (CENTRE, [(7, 1), (7, 2.2), (7, 3)]),
        (TOP, [(1, 1), (5, 1), (13, 1)]),
        (BOTTOM, [(1, 3), (5, 3), (13, 3)]),
        (MIDDLE, [(1, 2), (5, 2), (13, 2)]),
    ],
)
def test_booths_share_an_edge_or_a_middle(edge: str, places: list[tuple[float, float]]) -> None:
    made = align(row_of_three(), ["a", "b", "c"], edge)
    assert [(booth.x, booth.y) for booth in made.booths] == places


def test_gaps_are_made_equal_and_the_ends_stay() -> None:
    made = spread(row_of_three(), ["a", "b", "c"], ACROSS)
    assert [booth.x for booth in made.booths] == [1, 7, 13]
    assert [booth.y for booth in spread(made, ["a", "b", "c"], DOWN).booths] == [1, 2, 3]
    assert spread(made, ["a", "b"], ACROSS) == made
    assert align(made, ["a"], LEFT) == made


@pytest.mark.parametrize("edge", EDGES)
def test_a_tent_stays_together_when_it_is_aligned(edge: str) -> None:
    plan = generate_plan(4, mitra=0)
    ids = [booth.id for booth in plan.booths]
    assert len(groups_of(plan, ids)) == 4
    made = align(shifted(plan, tent(plan, "t002"), 0.7, 0.3), ids, edge)
    for name in ("t001", "t002", "t003", "t004"):
        one, two = (booth for booth in made.booths if booth.tent == name)
        assert (two.x - one.x, two.y) == (3.0, one.y)


def test_a_move_is_caught_by_an_edge_nearby_else_by_the_grid() -> None:
    plan = Plan(40, 30, (Booth("a", "A-01", 3.3, 1), Booth("b", "A-02", 10, 10)))
    caught = snapped(plan, ["b"], -6.9, -3.2)
    assert (caught.across, caught.upright) == (-6.7, (3.3,))
    assert (caught.down, caught.lying) == (-3.0, ())
    assert snapped(plan, ["b"], 0.1, 4.6).across == 0
    assert snapped(plan, [], 1.0, 2.0) == snapped(plan, ["nobody"], 1.0, 2.0)


# -- what is said while drawing --


def test_two_counters_that_face_each_other_too_closely_are_named_once_with_the_metres() -> None:
    upper, lower = Booth("a", "A-01", 2, 2, facing="s"), Booth("b", "A-02", 2, 5.7, facing="n")
    plan = Plan(20, 20, (upper, lower))
    assert narrow_aisles(plan, AISLE) == (Flaw(NARROW, ("a", "b"), 1.2),)
    assert narrow_aisles(plan, 1.2) == ()
    assert flaws(plan) == ()
    assert narrow_aisles(turned(plan, ["a", "b"]), AISLE)[0].metres == 1.2


def test_a_gate_or_a_zone_before_a_counter_is_no_obstacle_but_a_stage_is() -> None:
    booth, place = Booth("a", "A-01", 2, 2, facing="s"), (2, 5, 3, 2)
    for kind, wrong in (("gate", 0), ("zone", 0), ("stage", 1)):
        plan = Plan(20, 20, (booth,), (Fixture("f", kind, kind, *place),))
        assert len(flaws(plan, AISLE)) == wrong


def test_a_zone_lies_below_its_booths_and_must_still_be_on_the_plan() -> None:
    zone = Fixture("z", "zone", "ZONA KULINER", 0, 0, 30, 8)
    plan = Plan(20, 20, (Booth("a", "A-01", 2, 2),), (zone,))
    assert overlaps(plan) == ()
    assert flaws(plan) == (Flaw(OUTSIDE, ("z",)),)


@given(st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40)), max_size=25))
@settings(max_examples=40)
def test_looking_up_what_lies_near_finds_every_overlap(places: list[tuple[int, int]]) -> None:
    booths = tuple(Booth(f"b{at}", f"B-{at}", x, y, 2.5, 7.5) for at, (x, y) in enumerate(places))
    every = {
        (booth.id, other.id)
        for booth in booths
        for other in booths
        if booth.id < other.id and abs(booth.x - other.x) < 2.5 and abs(booth.y - other.y) < 7.5
    }
    assert set(overlaps(Plan(50, 50, booths))) == every


def test_what_stands_far_away_lines_nothing_up() -> None:
    """A booth 40 metres off has an edge at the very x; only the grid of half metres catches the move."""
    here, far = Booth("a", "A-01", 10, 10, 3, 2.5), Booth("z", "A-02", 13.2, 60, 3, 2.5)
    near = replace(far, y=15)
    assert snapped(Plan(100, 100, (here, near)), ["a"], 3.15, 0).upright == (13.2,)
    caught = snapped(Plan(100, 100, (here, far)), ["a"], 3.15, 0)
    assert (caught.upright, caught.across) == ((), 3.0)


def test_counters_turn_clockwise_and_nothing_else_moves() -> None:
    plan = generate_plan(2)
    first, *others = plan.booths
    seen = [plan]
    for _turn in range(4):
        seen.append(faced(seen[-1], [first.id]))
    assert [step.booths[0].facing for step in seen] == ["s", "w", "n", "e", "s"]
    assert all(step.booths[1:] == tuple(others) for step in seen)
    assert seen[-1] == plan


@pytest.mark.parametrize(("tents", "booths"), [(3, 2), (10, 2), (4, 4)])
def test_a_power_point_stands_in_the_middle_of_its_tents(tents: int, booths: int) -> None:
    block = lay_block(tents, booths, tents_per_row=5)
    (point,) = block.points
    top = min(booth.y for booth in block.booths)
    foot = max(booth.y + booth.depth for booth in block.booths)
    assert point.y + point.depth / 2 == pytest.approx((top + foot) / 2)
