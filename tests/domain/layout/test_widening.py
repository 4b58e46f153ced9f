"""Making booths wider: as long as was asked, over nothing that lay free, and nothing else changes its size."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bazar_desktop.domain.layout.blocks import MeasureNotPossible
from bazar_desktop.domain.layout.checks import is_outside, overlaps
from bazar_desktop.domain.layout.editing import add_fixture
from bazar_desktop.domain.layout.generator import generate_plan
from bazar_desktop.domain.layout.model import Booth, Plan, find_booth
from bazar_desktop.domain.layout.widening import widened
from tests.domain.placement.generated import Lot


def counter(booth: Booth) -> float:
    return booth.width if booth.facing in "ns" else booth.depth


def drawn(lot: Lot) -> Plan:
    plan = generate_plan(
        2 + lot.below(12),
        (1, 2, 4)[lot.below(3)],
        mitra=lot.below(4),
        facing=("ns", "ew", "n", "w")[lot.below(4)],
    )
    return add_fixture(plan, "stage", "PANGGUNG", lot.below(20), lot.below(20), 4.0, 3.0)


def test_every_booth_of_every_plan_can_be_widened_and_nothing_comes_to_overlap() -> None:
    for seed in range(60):
        lot = Lot(97 * seed + 5)
        plan = drawn(lot)
        booth = plan.booths[lot.below(len(plan.booths))]
        metres = (3.5, 3.45, 4.0, 6.0, 2.0)[lot.below(5)]
        after = widened(plan, [booth.id], metres)
        assert counter(find_booth(after, booth.id)) == pytest.approx(metres)
        assert set(overlaps(after)) <= set(overlaps(plan)), seed
        outside = {box.id for box in plan.booths if is_outside(plan, box)}
        assert {box.id for box in after.booths if is_outside(after, box)} <= outside
        for before, now in zip(plan.booths, after.booths, strict=True):
            if before.id != booth.id:
                assert replace(now, x=before.x, y=before.y) == before


def test_several_of_one_tent_are_widened_together() -> None:
    plan = generate_plan(4, mitra=0)
    ids = [booth.id for booth in plan.booths[:4]]
    after = widened(plan, ids, 3.5)
    assert [counter(find_booth(after, name)) for name in ids] == [3.5] * 4
    assert overlaps(after) == ()


def test_a_width_that_no_booth_has_is_refused() -> None:
    plan = generate_plan(2, mitra=0)
    with pytest.raises(MeasureNotPossible):
        widened(plan, [plan.booths[0].id], 21.0)
