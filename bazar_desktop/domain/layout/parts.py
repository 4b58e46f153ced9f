"""Changes to booths and fixtures alike, as the editor's buttons and commands make them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from math import hypot

from bazar_desktop.domain.layout.blocks import TentBlock
from bazar_desktop.domain.layout.checks import FreeGround
from bazar_desktop.domain.layout.editing import (
    add_booth,
    add_fixture,
    add_tent,
    change_fixture,
    free_id,
    free_label,
    move_booths,
    remove_booths,
    remove_fixture,
    rotate_booths,
    set_flags,
    snap,
)
from bazar_desktop.domain.layout.model import MITRA, SIDES, SOURCES, ZONE, Booth, Box, Fixture, Plan
from bazar_desktop.domain.layout.template_file import plan_from_json, plan_to_json

GAP = 1.0  # metres between a copy and what it was made of
REACHES = {"genset": 60.0, "power": 15.0}  # metres a new point serves

Added = tuple[Plan, tuple[str, ...]]  # the plan, and the ids of what is new


def shifted(plan: Plan, ids: Collection[str], across: float, down: float) -> Plan:
    """The plan with these booths and fixtures moved by metres."""
    plan = move_booths(plan, _booths(plan, ids), across, down)
    for fixture in plan.fixtures:
        if fixture.id in ids:
            place = {"x": round(fixture.x + across, 3), "y": round(fixture.y + down, 3)}
            plan = change_fixture(plan, fixture.id, **place)
    return plan


def turned(plan: Plan, ids: Collection[str]) -> Plan:
    """The plan with these turned a quarter; a fixture about its own middle."""
    plan = rotate_booths(plan, _booths(plan, ids))
    for fixture in plan.fixtures:
        if fixture.id in ids:
            off = (fixture.width - fixture.depth) / 2
            place = {"x": round(fixture.x + off, 3), "y": round(fixture.y - off, 3)}
            plan = change_fixture(plan, fixture.id, width=fixture.depth, depth=fixture.width, **place)
    return plan


def copied(plan: Plan, ids: Collection[str]) -> Added:
    """The plan with copies of these below them, or above, right or left where only there is room."""
    boxes = chosen_boxes(plan, ids)
    if not boxes:
        return plan, ()
    left, top, right, bottom = frame_of(boxes)
    down, across = bottom - top + GAP, right - left + GAP
    ways = [
        (0.0, down, bottom + down <= plan.depth),
        (0.0, -down, top - down >= 0),
        (across, 0.0, right + across <= plan.width),
        (-across, 0.0, left - across >= 0),
    ]
    x, y, _room = next((way for way in ways if way[2]), ways[0])
    booths = [booth for booth in plan.booths if booth.id in ids]
    return _brought(plan, booths, [fixture for fixture in plan.fixtures if fixture.id in ids], x, y)


def removed(plan: Plan, ids: Collection[str]) -> Plan:
    """The plan without these."""
    plan = remove_booths(plan, _booths(plan, ids))
    for fixture in plan.fixtures:
        if fixture.id in ids:
            plan = remove_fixture(plan, fixture.id)
    return plan


def toggled(plan: Plan, ids: Collection[str], flag: str) -> Plan:
    """The plan where all these booths have `flag`, or none where all had it."""
    chosen = [booth for booth in plan.booths if booth.id in ids]
    has_all = all(getattr(booth, flag) for booth in chosen)
    return set_flags(plan, [booth.id for booth in chosen], **{flag: not has_all})


def zoned(plan: Plan, ids: Collection[str], zone: str = MITRA) -> Plan:
    """The plan where all these booths are of `zone`, or of none where all were."""
    chosen = [booth for booth in plan.booths if booth.id in ids]
    has_all = all(booth.zone == zone for booth in chosen)
    return set_flags(plan, [booth.id for booth in chosen], zone="" if has_all else zone)


def faced(plan: Plan, ids: Collection[str]) -> Plan:
    """The plan where the counters of these booths look one side further clockwise; nothing else moves."""
    for booth in plan.booths:
        if booth.id in ids:
            plan = set_flags(plan, [booth.id], facing=SIDES[(SIDES.index(booth.facing) + 1) % 4])
    return plan


def with_tent(plan: Plan, x: float, y: float, booths: int = 2) -> Added:
    """The plan with one more tent of 1, 2 or 4 booths whose middle is near x, y."""
    wide, deep = (3.0 if booths == 1 else 6.0), (5.0 if booths == 4 else 2.5)
    across, down = _inside(plan, x - wide / 2, y - deep / 2, wide, deep)
    made = add_tent(plan, across, down, booths)
    return made, _new(plan, made)


def with_booth(plan: Plan, x: float, y: float, **more: object) -> Added:
    """The plan with one more free-standing booth whose middle is near x, y."""
    across, down = _inside(plan, x - 1.5, y - 1.25, 3.0, 2.5)
    made = add_booth(plan, across, down, **{"width": 3.0, "depth": 2.5, **more})
    return made, _new(plan, made)


def with_fixture(plan: Plan, fixture: Fixture, x: float | None = None, y: float | None = None) -> Added:
    """The plan with one more fixture with its middle near x, y (None: the middle of the plan)."""
    middle_x, middle_y = (plan.width / 2 if x is None else x), (plan.depth / 2 if y is None else y)
    ground = replace(plan, booths=(), fixtures=()) if fixture.kind == ZONE else plan
    across, down = _inside(
        ground, middle_x - fixture.width / 2, middle_y - fixture.depth / 2, fixture.width, fixture.depth
    )
    made = add_fixture(
        plan, fixture.kind, fixture.label, across, down, fixture.width, fixture.depth, fixture.reach
    )
    return made, _new(plan, made)


def with_block(plan: Plan, block: TentBlock, x: float, y: float, zone: str = "") -> Added:
    """The plan with a block of tents from x, y; it grows to the right and downwards where it must."""
    booths = [replace(booth, zone=zone) for booth in block.booths]
    grown = replace(
        plan,
        width=round(max(plan.width, x + block.width + GAP), 2),
        depth=round(max(plan.depth, y + block.depth + GAP), 2),
    )
    return _brought(grown, booths, block.points, x, y)


def below(plan: Plan) -> float:
    """Where a new block can stand below all that stands already, in metres from the top."""
    feet = [booth.y + booth.depth for booth in plan.booths]
    feet += [fixture.y + fixture.depth for fixture in plan.fixtures if fixture.kind != ZONE]
    return max(feet, default=0.0)


# -- the clipboard ---------------------------------------------------------------------------------------------


def clipping(plan: Plan, ids: Collection[str]) -> str:
    """These booths and fixtures as text to keep or to bring to another layout; "" for none."""
    boxes = chosen_boxes(plan, ids)
    if not boxes:
        return ""
    left, top, right, bottom = frame_of(boxes)
    booths = [booth for booth in plan.booths if booth.id in ids]
    fixtures = [fixture for fixture in plan.fixtures if fixture.id in ids]
    part = Plan(max(0.1, right - left), max(0.1, bottom - top), tuple(booths), tuple(fixtures))
    return plan_to_json(shifted(part, ids, -left, -top))


def pasted(plan: Plan, text: str, x: float, y: float) -> Added:
    """The plan with a clipping whose middle is near x, y; a number that is free is kept. Raises LayoutUnreadable."""
    part = plan_from_json(text)
    across, down = _inside(plan, x - part.width / 2, y - part.depth / 2, part.width, part.depth)
    return _brought(plan, part.booths, part.fixtures, across, down)


def _brought(
    plan: Plan, booths: Iterable[Booth], fixtures: Iterable[Fixture], across: float, down: float
) -> Added:
    """The plan with copies of these, under ids and numbers of their own; booths of one tent stay together."""
    taken = {booth.label for booth in plan.booths}
    ids = {box.id for box in _boxes(plan)}
    tents = {booth.tent for booth in plan.booths}
    renamed: dict[str, str] = {}
    new_booths: list[Booth] = []
    for booth in booths:
        if booth.tent and booth.tent not in renamed:
            renamed[booth.tent] = free_id("t", tents)
            tents.add(renamed[booth.tent])
        label = booth.label if booth.label and booth.label not in taken else free_label(taken, booth.zone)
        one = replace(
            booth,
            id=free_id("b", ids),
            label=label,
            tent=renamed.get(booth.tent, ""),
            x=round(booth.x + across, 3),
            y=round(booth.y + down, 3),
        )
        new_booths.append(one)
        ids.add(one.id)
        taken.add(label)
    new_fixtures: list[Fixture] = []
    for fixture in fixtures:
        left, top = round(fixture.x + across, 3), round(fixture.y + down, 3)
        new_fixtures.append(replace(fixture, id=free_id("f", ids), x=left, y=top))
        ids.add(new_fixtures[-1].id)
    made = replace(plan, booths=(*plan.booths, *new_booths), fixtures=(*plan.fixtures, *new_fixtures))
    return made, _new(plan, made)


# -- what they stand on ----------------------------------------------------------------------------------------


def chosen_boxes(plan: Plan, ids: Collection[str]) -> list[Box]:
    """The booths and fixtures with these ids."""
    wanted = frozenset(ids)
    return [box for box in _boxes(plan) if box.id in wanted]


def frame_of(boxes: Iterable[Box]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of them all, in metres."""
    found = list(boxes)
    return (
        min(item.x for item in found),
        min(item.y for item in found),
        max(item.x + item.width for item in found),
        max(item.y + item.depth for item in found),
    )


def usual_reach(kind: str) -> float:
    """Metres that a new fixture of that kind serves."""
    return REACHES[kind] if kind in SOURCES else 0.0


def _inside(plan: Plan, x: float, y: float, width: float, depth: float) -> tuple[float, float]:
    """The snapped place nearest to x, y at which a box of that size lies within the plan, and free where it can be."""
    nearest = (
        max(0.0, min(snap(x), plan.width - width)),
        max(0.0, min(snap(y), plan.depth - depth)),
    )
    spots = sorted(
        (hypot(left - nearest[0], top - nearest[1]), left, top)
        for left in _steps(nearest[0], plan.width - width)
        for top in _steps(nearest[1], plan.depth - depth)
    )
    free = FreeGround(plan)
    return next(((x, y) for _far, x, y in spots if free.has_room(x, y, width, depth)), nearest)


def _steps(start: float, last: float) -> list[float]:
    """Every metre from `start` both ways, as far as a plan goes on."""
    back = [start - far for far in range(1, int(start) + 1)]
    return [start, *back, *(start + far for far in range(1, int(max(0.0, last - start)) + 1))]


def _new(before: Plan, after: Plan) -> tuple[str, ...]:
    known = {box.id for box in _boxes(before)}
    return tuple(box.id for box in _boxes(after) if box.id not in known)


def _booths(plan: Plan, ids: Collection[str]) -> list[str]:
    return [booth.id for booth in plan.booths if booth.id in ids]


def _boxes(plan: Plan) -> list[Box]:
    return [*plan.booths, *plan.fixtures]
