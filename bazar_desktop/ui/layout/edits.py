"""Changes to a plan as the editor's buttons make them, on booths and fixtures alike."""

from __future__ import annotations

from collections.abc import Collection

from bazar_desktop.domain.layout import Box, Plan
from bazar_desktop.domain.layout_editing import (
    add_fixture,
    add_tent,
    change_fixture,
    duplicate,
    move_booths,
    remove_booths,
    remove_fixture,
    rotate_booths,
    set_flags,
    snap,
)

GAP = 1.0  # metres between a copy and what it was made of


def shifted(plan: Plan, ids: Collection[str], across: float, down: float) -> Plan:
    """The plan with these booths and fixtures moved by metres."""
    plan = move_booths(plan, _booths(plan, ids), across, down)
    for one in plan.fixtures:
        if one.id in ids:
            place = {"x": round(one.x + across, 3), "y": round(one.y + down, 3)}
            plan = change_fixture(plan, one.id, **place)
    return plan


def turned(plan: Plan, ids: Collection[str]) -> Plan:
    """The plan with these turned a quarter; a fixture about its own middle."""
    plan = rotate_booths(plan, _booths(plan, ids))
    for one in plan.fixtures:
        if one.id in ids:
            off = (one.width - one.depth) / 2
            place = {"x": round(one.x + off, 3), "y": round(one.y - off, 3)}
            plan = change_fixture(plan, one.id, width=one.depth, depth=one.width, **place)
    return plan


def copied(plan: Plan, ids: Collection[str]) -> tuple[Plan, tuple[str, ...]]:
    """The plan with copies below these, and the ids of the copies."""
    boxes = [one for one in _boxes(plan) if one.id in ids]
    if not boxes:
        return plan, ()
    down = max(one.y + one.depth for one in boxes) - min(one.y for one in boxes) + GAP
    made = duplicate(plan, _booths(plan, ids), 0.0, down)
    for one in plan.fixtures:
        if one.id in ids:
            made = add_fixture(
                made, one.kind, one.label, one.x, one.y + down, one.width, one.depth, one.reach
            )
    return made, _new(plan, made)


def removed(plan: Plan, ids: Collection[str]) -> Plan:
    """The plan without these."""
    plan = remove_booths(plan, _booths(plan, ids))
    for one in plan.fixtures:
        if one.id in ids:
            plan = remove_fixture(plan, one.id)
    return plan


def toggled(plan: Plan, ids: Collection[str], flag: str) -> Plan:
    """The plan where all these booths have `flag`, or none where all had it."""
    chosen = [booth for booth in plan.booths if booth.id in ids]
    has_all = all(getattr(booth, flag) for booth in chosen)
    return set_flags(plan, [booth.id for booth in chosen], **{flag: not has_all})


def with_tent(plan: Plan) -> tuple[Plan, tuple[str, ...]]:
    """The plan with one more tent of two booths in its lower middle, and the new ids."""
    made = add_tent(plan, snap(plan.width / 2 - 3.0), snap(plan.depth - 4.0))
    return made, _new(plan, made)


def with_fixture(
    plan: Plan, kind: str, label: str, width: float, depth: float, reach: float
) -> tuple[Plan, tuple[str, ...]]:
    """The plan with one more fixture in its middle, and its id."""
    across, down = snap((plan.width - width) / 2), snap((plan.depth - depth) / 2)
    made = add_fixture(plan, kind, label, across, down, width, depth, reach)
    return made, _new(plan, made)


def _new(before: Plan, after: Plan) -> tuple[str, ...]:
    known = {one.id for one in _boxes(before)}
    return tuple(one.id for one in _boxes(after) if one.id not in known)


def _booths(plan: Plan, ids: Collection[str]) -> list[str]:
    return [booth.id for booth in plan.booths if booth.id in ids]


def _boxes(plan: Plan) -> list[Box]:
    return [*plan.booths, *plan.fixtures]
