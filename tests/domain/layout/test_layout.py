"""Plans: generated, numbered, measured, edited, written and read."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from bazar_desktop.domain.layout import editing
from bazar_desktop.domain.layout.blocks import LayoutNotPossible, Measures
from bazar_desktop.domain.layout.checks import BEYOND_REACH, OUTSIDE, OVERLAP, Flaw, flaws, overlaps
from bazar_desktop.domain.layout.generator import generate_plan
from bazar_desktop.domain.layout.model import (
    MITRA,
    SNAKE,
    Booth,
    BoothUnknown,
    Fixture,
    Plan,
    booth_label,
    booth_labelled,
    corner_booths,
    find_booth,
    front_booths,
    in_order,
)
from bazar_desktop.domain.layout.neighbours import BEHIND, BESIDE, closeness, neighbours
from bazar_desktop.domain.layout.template_file import LayoutUnreadable, plan_from_json, plan_to_json


def labels(plan: Plan, ids: frozenset[str]) -> list[str]:
    return sorted(booth.label for booth in plan.booths if booth.id in ids)


# -- the generator -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("booths_per_tent", [1, 2, 4])
def test_no_generated_plan_of_1_to_150_tents_has_a_flaw(booths_per_tent: int) -> None:
    for tents in range(1, 151):
        plan = generate_plan(tents, booths_per_tent)
        assert flaws(plan) == ()
        assert len(plan.booths) == tents * booths_per_tent + 3
        assert len({booth.label for booth in plan.booths}) == len(plan.booths)


@given(
    tents=st.integers(1, 60),
    booths=st.sampled_from([1, 2, 4]),
    row=st.one_of(st.none(), st.integers(1, 20)),
    mitra=st.integers(0, 8),
    width=st.sampled_from([2.0, 2.5, 3.0, 5.0]),
    cross=st.integers(1, 8),
)
@settings(max_examples=60, deadline=None)
def test_no_choice_of_measures_makes_a_flawed_plan(
    tents: int, booths: int, row: int | None, mitra: int, width: float, cross: int
) -> None:
    measures = Measures(booth_width=width, tents_between_aisles=cross)
    plan = generate_plan(tents, booths, mitra=mitra, tents_per_row=row, measures=measures)
    assert flaws(plan) == ()


def test_fifteen_tents_are_thirty_booths_from_a_01_to_b_15_and_three_for_mitra() -> None:
    plan = generate_plan()
    assert [b.label for b in plan.booths if b.zone == MITRA] == ["M-1", "M-2", "M-3"]
    vendors = [booth.label for booth in in_order([b for b in plan.booths if b.zone != MITRA])]
    assert vendors[0] == "A-01"
    assert vendors[14:16] == ["A-15", "B-01"]
    assert vendors[-1] == "B-15"
    assert 1.0 < plan.width / plan.depth < 2.0
    assert {fixture.kind for fixture in plan.fixtures} == {"stage", "gate", "genset", "power", "toilet"}


def test_stands_of_mitra_are_as_deep_as_the_others() -> None:
    plan = generate_plan(15, measures=Measures(booth_width=2.0, booth_depth=2.0))
    assert {(booth.width, booth.depth) for booth in plan.booths} == {(2.0, 2.0)}


def test_every_tent_has_one_booth_with_power_unless_asked_otherwise() -> None:
    plan = generate_plan(72)
    powered = [booth.tent for booth in plan.booths if booth.power]
    assert len(powered) == len(set(powered)) == 72
    assert not any(booth.power for booth in generate_plan(15, sockets_per_tent=0).booths)


@pytest.mark.parametrize(("tents", "booths", "mitra"), [(0, 2, 0), (201, 2, 0), (5, 3, 0), (5, 2, 21)])
def test_numbers_that_make_no_plan_are_refused(tents: int, booths: int, mitra: int) -> None:
    with pytest.raises(LayoutNotPossible):
        generate_plan(tents, booths, mitra=mitra)


# -- numbering -----------------------------------------------------------------------------------------------


def test_labels_change_letter_every_fifteen_and_leave_m_to_mitra() -> None:
    assert [booth_label(i) for i in (0, 14, 15, 179, 180)] == ["A-01", "A-15", "B-01", "L-15", "N-01"]
    assert len({booth_label(i) for i in range(800)}) == 800


def test_snake_order_turns_at_the_end_of_each_row() -> None:
    plan = generate_plan(4, tents_per_row=2, mitra=0, order=SNAKE)
    rows = {booth.label: (booth.y, booth.x) for booth in plan.booths}
    assert rows["A-04"][1] == rows["A-05"][1]
    assert rows["A-05"][0] > rows["A-04"][0]
    assert rows["A-08"][1] == rows["A-01"][1]


def test_a_number_is_found_as_an_officer_types_it() -> None:
    plan = generate_plan()
    assert booth_labelled(plan.booths, "a7").label == "A-07"
    assert booth_labelled(plan.booths, "M 2").label == "M-2"
    with pytest.raises(BoothUnknown):
        booth_labelled(plan.booths, "Z-99")


# -- geometry ------------------------------------------------------------------------------------------------


def test_two_booths_of_one_tent_are_beside_and_back_to_back_tents_behind() -> None:
    plan = generate_plan(4, tents_per_row=2, mitra=0)
    by_label = {booth.label: booth for booth in plan.booths}
    assert closeness(by_label["A-01"], by_label["A-02"]) == BESIDE
    assert closeness(by_label["A-01"], by_label["A-05"]) == BEHIND
    assert closeness(by_label["A-02"], by_label["A-03"]) == ""
    near = neighbours(plan.booths)[by_label["A-01"].id]
    assert near == ((by_label["A-02"].id, BESIDE), (by_label["A-05"].id, BEHIND))


def test_booths_that_touch_only_at_a_corner_are_not_neighbours() -> None:
    booth, other = Booth("a", "A", 0, 0), Booth("b", "B", 2.5, 2.5)
    assert closeness(booth, other) == ""


def test_free_standing_booths_side_by_side_are_neighbours_in_both_directions() -> None:
    booth, other = Booth("a", "A", 0, 0), Booth("b", "B", 2.6, 0.3)
    assert neighbours([other, booth]) == {"a": (("b", BESIDE),), "b": (("a", BESIDE),)}


def test_neighbourhood_is_mutual_and_does_not_hang_on_order() -> None:
    plan = generate_plan(30)
    near = neighbours(plan.booths)
    assert near == neighbours(reversed(plan.booths))
    for booth_id, others in near.items():
        assert all((booth_id, kind) in near[other] for other, kind in others)


def test_front_booths_are_the_fifth_nearest_to_the_gate() -> None:
    plan = generate_plan()
    front = labels(plan, front_booths(plan))
    assert len(front) == 6
    assert "B-10" in front
    without_gate = replace(plan, fixtures=tuple(f for f in plan.fixtures if f.kind != "gate"))
    assert "A-03" in labels(plan, front_booths(without_gate))
    assert front_booths(Plan(10, 10, ())) == frozenset()


def test_corner_booths_stand_at_the_ends_of_rows() -> None:
    plan = generate_plan(6, tents_per_row=3, mitra=0)
    assert labels(plan, corner_booths(plan)) == ["A-01", "A-06", "A-07", "A-12"]


# -- validation ----------------------------------------------------------------------------------------------


def test_a_booth_on_another_outside_or_beyond_the_cable_is_named() -> None:
    far = Booth("c", "C", 9, 6, power=True)
    plan = Plan(10, 10, (Booth("a", "A", 0, 0), Booth("b", "B", 1, 1), far))
    assert overlaps(plan) == (("a", "b"),)
    assert flaws(plan) == (Flaw(OVERLAP, ("a", "b")), Flaw(OUTSIDE, ("c",)), Flaw(BEYOND_REACH, ("c",)))
    source = Fixture("g", "genset", "GENSET", 7, 3, 1, 1, reach=4.7)
    assert Flaw(BEYOND_REACH, ("c",)) not in flaws(replace(plan, fixtures=(source,)))
    assert Flaw(BEYOND_REACH, ("c",)) in flaws(replace(plan, fixtures=(replace(source, reach=4.6),)))


def test_booths_that_share_an_edge_do_not_overlap() -> None:
    assert overlaps(Plan(10, 10, (Booth("a", "A", 0, 0), Booth("b", "B", 2.5, 0)))) == ()


# -- editing -------------------------------------------------------------------------------------------------


def tent_booths(plan: Plan, tent: str) -> tuple[Booth, ...]:
    return tuple(booth for booth in plan.booths if booth.tent == tent)


def ids_of(plan: Plan, tent: str) -> list[str]:
    return [booth.id for booth in tent_booths(plan, tent)]


def test_moving_a_tent_moves_its_booths_alone_and_leaves_the_old_plan() -> None:
    plan = generate_plan()
    moved = editing.move_booths(plan, ids_of(plan, "t001"), 0.5, -1)
    before, after = tent_booths(plan, "t001"), tent_booths(moved, "t001")
    assert [(b.x - a.x, b.y - a.y) for a, b in zip(before, after, strict=True)] == [(0.5, -1)] * 2
    assert sum(a != b for a, b in zip(plan.booths, moved.booths, strict=True)) == 2


def test_four_quarter_turns_bring_a_tent_back() -> None:
    plan = generate_plan()
    turned = editing.rotate_booths(plan, ids_of(plan, "t003"))
    first = tent_booths(turned, "t003")[0]
    assert (first.width, first.depth, first.facing) == (2.5, 3.0, "e")
    assert overlaps(Plan(99, 99, tent_booths(turned, "t003"))) == ()
    for _ in range(3):
        turned = editing.rotate_booths(turned, ids_of(turned, "t003"))
    assert turned == plan
    assert editing.rotate_booths(plan, []) == plan


def test_flags_are_set_on_the_chosen_booths() -> None:
    plan = editing.set_flags(generate_plan(), ["b002"], power=True, blocked=True, zone=MITRA)
    booth = find_booth(plan, "b002")
    assert (booth.power, booth.blocked, booth.zone) == (True, True, MITRA)
    with pytest.raises(TypeError):
        editing.set_flags(plan, ["b002"], label="X")


def test_added_and_copied_booths_get_free_ids_numbers_and_tents() -> None:
    plan = editing.add_tent(generate_plan(2), 0, 30, booths=4)
    assert [booth.label for booth in plan.booths[-4:]] == ["A-05", "A-06", "A-07", "A-08"]
    assert {booth.tent for booth in plan.booths[-4:]} == {"t003"}
    copied = editing.duplicate(plan, ["b001", "b002"], 0, 40)
    assert {booth.tent for booth in copied.booths[-2:]} == {"t004"}
    alone = editing.add_booth(copied, 50, 50, zone=MITRA)
    assert alone.booths[-1].label == "M-4"
    assert len({booth.id for booth in alone.booths}) == len(alone.booths)
    assert len({booth.label for booth in alone.booths}) == len(alone.booths)


def test_what_is_removed_is_gone_and_its_id_can_serve_again_without_clashing() -> None:
    plan = generate_plan(3)
    plan = editing.remove_booths(plan, ids_of(plan, "t002"))
    assert len(plan.booths) == 7
    plan = editing.remove_booths(plan, ["b001"])
    plan = editing.add_booth(plan, 0, 0)
    assert len({booth.id for booth in plan.booths}) == len(plan.booths)


def test_fixtures_are_added_changed_and_removed() -> None:
    plan = editing.add_fixture(generate_plan(), "prayer", "MUSALA", 1, 1, 3, 3)
    new = plan.fixtures[-1].id
    plan = editing.change_fixture(plan, new, label="MUSHOLA")
    assert plan.fixtures[-1].label == "MUSHOLA"
    assert editing.remove_fixture(plan, new) == generate_plan()


def test_renumbering_keeps_ids() -> None:
    plan = generate_plan()
    snake = editing.renumber(plan, order=SNAKE)
    assert [booth.id for booth in snake.booths] == [booth.id for booth in plan.booths]
    assert snake != plan
    assert editing.renumber(snake) == plan


def test_a_number_is_given_to_one_booth_only() -> None:
    plan = generate_plan()
    assert find_booth(editing.relabel(plan, "b001", "X-1"), "b001").label == "X-1"
    with pytest.raises(editing.LabelTaken):
        editing.relabel(plan, "b001", "A-02")


def test_what_is_not_on_the_plan_is_refused_by_name() -> None:
    plan = generate_plan()
    with pytest.raises(BoothUnknown):
        editing.move_booths(plan, ["b999"], 1, 1)
    with pytest.raises(editing.FixtureUnknown):
        editing.remove_fixture(plan, "f999")


def test_snapping_takes_the_nearest_line() -> None:
    assert (editing.snap(1.3), editing.snap(1.2), editing.snap(0.26, 0.1)) == (1.5, 1.0, 0.3)


# -- JSON ----------------------------------------------------------------------------------------------------


@given(st.integers(1, 40), st.sampled_from([1, 2, 4]), st.floats(0, 359))
@settings(max_examples=30, deadline=None)
def test_a_plan_read_back_is_the_same_plan(tents: int, booths: int, north: float) -> None:
    plan = replace(generate_plan(tents, booths), north=round(north, 3))
    text = plan_to_json(plan)
    assert plan_from_json(text) == plan
    assert plan_to_json(plan_from_json(text)) == text


def test_a_plan_is_written_to_the_millimetre() -> None:
    plan = Plan(20, 10, (Booth("a", "A-01", 1.23456, 2.0004, 3, 2.5, "s"),))
    (booth,) = json.loads(plan_to_json(plan))["booths"]
    assert (booth["x"], booth["y"]) == (1.235, 2.0)


def test_unknown_fields_are_passed_over_and_missing_ones_take_their_default() -> None:
    document = json.loads(plan_to_json(generate_plan(1)))
    document["booths"][0]["colour"] = "red"
    del document["booths"][0]["accessible"]
    document["mood"] = 1
    assert plan_from_json(json.dumps(document)) == generate_plan(1)


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (lambda d: d.update(format="x"), "format"),
        (lambda d: d.update(version=2), "version"),
        (lambda d: d.update(width="wide"), "width"),
        (lambda d: d.update(depth=0), "depth"),
        (lambda d: d.update(booths={}), "booths"),
        (lambda d: d["booths"].__setitem__(0, 7), "booths[0]"),
        (lambda d: d["booths"][0].pop("id"), "booths[0].id"),
        (lambda d: d["booths"][1].update(x=float("inf")), "booths[1].x"),
        (lambda d: d["booths"][1].update(x=True), "booths[1].x"),
        (lambda d: d["booths"][1].update(width=-1), "booths[1].width"),
        (lambda d: d["booths"][1].update(power=1), "booths[1].power"),
        (lambda d: d["booths"][1].update(facing="up"), "booths[1].facing"),
        (lambda d: d["booths"][1].update(id="b001"), "id"),
        (lambda d: d["booths"][1].update(label="A-01"), "label"),
        (lambda d: d["fixtures"][0].update(reach=1e9), "fixtures[0].reach"),
    ],
)
def test_what_is_no_plan_is_refused_with_the_place(spoil: object, where: str) -> None:
    document = json.loads(plan_to_json(generate_plan(2)))
    spoil(document)  # type: ignore[operator]
    with pytest.raises(LayoutUnreadable) as refusal:
        plan_from_json(json.dumps(document))
    assert refusal.value.facts["where"] == where


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "[" * 100_000])
def test_what_is_no_json_of_ours_is_refused(text: str) -> None:
    with pytest.raises(LayoutUnreadable):
        plan_from_json(text)
