"""Making booths wider: into free ground beside them, else by moving along what stands in the way."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bazar_desktop.domain.layout.blocks import MeasureNotPossible
from bazar_desktop.domain.layout.checks import FreeGround, is_outside
from bazar_desktop.domain.layout.editing import change_fixture
from bazar_desktop.domain.layout.model import HAIR, ZONE, Booth, Box, Fixture, Plan, find_booth, overlap

LEAST, MOST = 1.0, 20.0  # metres of the side with the counter


def widened(plan: Plan, ids: Collection[str], metres: float) -> Plan:
    """The plan where the counters of these booths are so long; nothing comes to lie on another that did not before.

    A booth grows to the right (or downwards) where ground is free there, else to the other side, else what stands in
    its way moves along, and the plan grows. Raises BoothUnknown, MeasureNotPossible.
    """
    if not LEAST <= metres <= MOST:
        raise MeasureNotPossible(measure="booth_width", metres=metres, least=LEAST, most=MOST)
    for booth_id in ids:
        plan = _widen(plan, find_booth(plan, booth_id), metres)
    return plan


def _widen(plan: Plan, booth: Booth, metres: float) -> Plan:
    across = booth.facing in "ns"
    more = round(metres - (booth.width if across else booth.depth), 3)
    if more <= 0:
        return _with(plan, _grown(booth, across, more))
    ahead, behind = _strip(booth, across, more, after=True), _strip(booth, across, more, after=False)
    ground = FreeGround(plan)
    if _is_free(plan, ground, ahead):
        return _with(plan, _grown(booth, across, more))
    if _is_free(plan, ground, behind):
        return _with(plan, _moved(_grown(booth, across, more), across, -more))
    return _push(plan, booth, across, more)


def _grown(booth: Booth, across: bool, more: float) -> Booth:
    if across:
        return replace(booth, width=round(booth.width + more, 3))
    return replace(booth, depth=round(booth.depth + more, 3))


def _moved(booth: Booth, across: bool, metres: float) -> Booth:
    if across:
        return replace(booth, x=round(booth.x + metres, 3))
    return replace(booth, y=round(booth.y + metres, 3))


def _strip(booth: Booth, across: bool, more: float, *, after: bool) -> Booth:
    """The ground that the booth would take on one side."""
    strip = replace(booth, width=more) if across else replace(booth, depth=more)
    away = (booth.width if across else booth.depth) if after else -more
    return _moved(strip, across, away)


def _is_free(plan: Plan, ground: FreeGround, strip: Booth) -> bool:
    return not is_outside(plan, strip) and ground.has_room(strip.x, strip.y, strip.width, strip.depth)


def _push(plan: Plan, booth: Booth, across: bool, more: float) -> Plan:
    """What the strip meets moves along by as much, and what that meets in turn."""
    boxes: list[Box] = [*plan.booths, *(fixture for fixture in plan.fixtures if fixture.kind != ZONE)]
    strips: list[Box] = [_strip(booth, across, more, after=True)]
    pushed: set[str] = {booth.id}
    for strip in strips:
        for box in boxes:
            if box.id not in pushed and overlap(strip, box) and _begins_after(box, booth, across):
                pushed.add(box.id)
                strips.append(_swept(box, across, more))
    plan = _with(plan, _grown(booth, across, more))
    for other in plan.booths:
        if other.id in pushed and other.id != booth.id:
            plan = _with(plan, _moved(other, across, more))
    for fixture in plan.fixtures:
        if fixture.id in pushed:
            place = {"x": round(fixture.x + more, 3)} if across else {"y": round(fixture.y + more, 3)}
            plan = change_fixture(plan, fixture.id, **place)
    return _with_room(plan, pushed)


def _swept(box: Box, across: bool, more: float) -> Box:
    """The ground that a box comes to cover as it moves along."""
    if across:
        return Fixture("", "other", "", box.x + box.width, box.y, more, box.depth)
    return Fixture("", "other", "", box.x, box.y + box.depth, box.width, more)


def _begins_after(box: Box, booth: Booth, across: bool) -> bool:
    """Whether the box does not lie on the booth already, as on a plan with flaws."""
    return not overlap(box, booth) and (box.x >= booth.x - HAIR if across else box.y >= booth.y - HAIR)


def _with_room(plan: Plan, moved: set[str]) -> Plan:
    """The plan grown to hold what was moved."""
    every: list[Box] = [*plan.booths, *plan.fixtures]
    boxes = [box for box in every if box.id in moved]
    return replace(
        plan,
        width=round(max(plan.width, *(box.x + box.width for box in boxes)), 2),
        depth=round(max(plan.depth, *(box.y + box.depth for box in boxes)), 2),
    )


def _with(plan: Plan, booth: Booth) -> Plan:
    return replace(plan, booths=tuple(booth if other.id == booth.id else other for other in plan.booths))
