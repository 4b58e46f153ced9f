"""Changes to a plan: each takes a Plan and returns a new one, so that undo is keeping the old one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.layout.model import (
    MITRA,
    READING,
    SIDES,
    Booth,
    BoothUnknown,
    Fixture,
    Plan,
    booth_label,
    find_booth,
    in_order,
    mitra_label,
)

FLAGS = frozenset({"power", "water", "open_fire", "blocked", "accessible", "zone", "facing"})


class FixtureUnknown(BazarError):
    """No such fixture on the plan: fixture."""


class LabelTaken(BazarError):
    """Another booth already has this number: booth."""


def snap(metres: float, step: float = 0.5) -> float:
    """The nearest multiple of `step`."""
    return round(round(metres / step) * step, 3)


def move_booths(plan: Plan, ids: Collection[str], dx: float, dy: float) -> Plan:
    """Shift booths by metres; each keeps its tent. Raises BoothUnknown."""
    _require(plan, ids)
    return _each(plan, ids, lambda booth: {"x": round(booth.x + dx, 3), "y": round(booth.y + dy, 3)})


def rotate_booths(plan: Plan, ids: Collection[str]) -> Plan:
    """Turn booths together a quarter clockwise about their common middle. Raises BoothUnknown."""
    _require(plan, ids)
    chosen = [booth for booth in plan.booths if booth.id in ids]
    if not chosen:
        return plan
    middle_x = (min(b.x for b in chosen) + max(b.x + b.width for b in chosen)) / 2
    middle_y = (min(b.y for b in chosen) + max(b.y + b.depth for b in chosen)) / 2

    def turned(booth: Booth) -> dict[str, Any]:
        across, down = booth.x - middle_x, booth.y - middle_y
        return {
            "x": round(middle_x - down - booth.depth, 3),
            "y": round(middle_y + across, 3),
            "width": booth.depth,
            "depth": booth.width,
            "facing": SIDES[(SIDES.index(booth.facing) + 1) % 4],
        }

    return _each(plan, ids, turned)


def set_flags(plan: Plan, ids: Collection[str], **flags: bool | str) -> Plan:
    """Set power, water, open_fire, blocked, accessible, zone or facing. Raises BoothUnknown."""
    _require(plan, ids)
    if not FLAGS.issuperset(flags):
        raise TypeError(f"not flags of a booth: {sorted(set(flags) - FLAGS)}")
    return _each(plan, ids, lambda booth: dict(flags))


def relabel(plan: Plan, booth_id: str, label: str) -> Plan:
    """Give one booth another number. Raises BoothUnknown, LabelTaken."""
    find_booth(plan, booth_id)
    if any(booth.label == label and booth.id != booth_id for booth in plan.booths):
        raise LabelTaken(booth=label)
    return _each(plan, [booth_id], lambda booth: {"label": label})


def renumber(plan: Plan, *, order: str = READING, per_letter: int = 15) -> Plan:
    """Number the vendors' booths A-01 … in READING or SNAKE order and the mitra booths M-1 …; ids stay."""
    labels = {}
    vendors = [booth for booth in plan.booths if booth.zone != MITRA]
    for index, booth in enumerate(in_order(vendors, order)):
        labels[booth.id] = booth_label(index, per_letter)
    for index, booth in enumerate(in_order([booth for booth in plan.booths if booth.zone == MITRA], order)):
        labels[booth.id] = mitra_label(index)
    return replace(plan, booths=tuple(replace(booth, label=labels[booth.id]) for booth in plan.booths))


def add_booth(plan: Plan, x: float, y: float, **more: Any) -> Plan:
    """Add a booth at x, y with the next free id and number; `more` are other fields of Booth."""
    label = more.pop("label", None) or free_label({item.label for item in plan.booths}, more.get("zone", ""))
    booth = Booth(id=free_id("b", [item.id for item in plan.booths]), label=label, x=x, y=y, **more)
    return replace(plan, booths=(*plan.booths, booth))


def add_tent(
    plan: Plan, x: float, y: float, booths: int = 2, width: float = 3.0, depth: float = 2.5, facing: str = "s"
) -> Plan:
    """Add a tent of 1, 2 or 4 booths (width and depth of one, in metres) with its top left corner at x, y."""
    tent = free_id("t", [booth.tent for booth in plan.booths])
    for place in range(booths):
        down, across = divmod(place, 2)
        looks = "n" if booths == 4 and not down else facing
        at_x, at_y = x + across * width, y + down * depth
        plan = add_booth(plan, at_x, at_y, width=width, depth=depth, tent=tent, facing=looks)
    return plan


def duplicate(plan: Plan, ids: Collection[str], dx: float, dy: float) -> Plan:
    """Copy booths, shifted by metres; copies of one tent stand in one new tent. Raises BoothUnknown."""
    _require(plan, ids)
    tents: dict[str, str] = {}
    for booth in [item for item in plan.booths if item.id in ids]:
        if booth.tent and booth.tent not in tents:
            taken = [*(item.tent for item in plan.booths), *tents.values()]
            tents[booth.tent] = free_id("t", taken)
        copy = replace(
            booth,
            id=free_id("b", [item.id for item in plan.booths]),
            label=free_label({item.label for item in plan.booths}, booth.zone),
            tent=tents.get(booth.tent, ""),
            x=round(booth.x + dx, 3),
            y=round(booth.y + dy, 3),
        )
        plan = replace(plan, booths=(*plan.booths, copy))
    return plan


def remove_booths(plan: Plan, ids: Collection[str]) -> Plan:
    """Take booths away. Raises BoothUnknown."""
    _require(plan, ids)
    return replace(plan, booths=tuple(booth for booth in plan.booths if booth.id not in ids))


def add_fixture(
    plan: Plan, kind: str, label: str, x: float, y: float, width: float, depth: float, reach: float = 0.0
) -> Plan:
    """Add a fixture with the next free id; it is the last of `fixtures`."""
    new = free_id("f", [fixture.id for fixture in plan.fixtures])
    return replace(plan, fixtures=(*plan.fixtures, Fixture(new, kind, label, x, y, width, depth, reach)))


def change_fixture(plan: Plan, fixture_id: str, **fields: Any) -> Plan:
    """Set fields of a fixture (x, y, width, depth, label, kind, reach). Raises FixtureUnknown."""
    _require_fixture(plan, fixture_id)
    changed = tuple(
        replace(fixture, **fields) if fixture.id == fixture_id else fixture for fixture in plan.fixtures
    )
    return replace(plan, fixtures=changed)


def remove_fixture(plan: Plan, fixture_id: str) -> Plan:
    """Take a fixture away. Raises FixtureUnknown."""
    _require_fixture(plan, fixture_id)
    return replace(plan, fixtures=tuple(fixture for fixture in plan.fixtures if fixture.id != fixture_id))


def _require(plan: Plan, ids: Collection[str]) -> None:
    known = {booth.id for booth in plan.booths}
    for booth_id in ids:
        if booth_id not in known:
            raise BoothUnknown(booth=booth_id)


def _require_fixture(plan: Plan, fixture_id: str) -> None:
    if all(fixture.id != fixture_id for fixture in plan.fixtures):
        raise FixtureUnknown(fixture=fixture_id)


def _each(plan: Plan, ids: Collection[str], change: Any) -> Plan:
    chosen = frozenset(ids)
    booths = (replace(booth, **change(booth)) if booth.id in chosen else booth for booth in plan.booths)
    return replace(plan, booths=tuple(booths))


def free_id(prefix: str, taken: Collection[str]) -> str:
    """The first id of that prefix that is not taken: b001, b002 …"""
    number = len({item for item in taken if item.startswith(prefix)}) + 1
    while f"{prefix}{number:03d}" in taken:
        number += 1
    return f"{prefix}{number:03d}"


def free_label(taken: Collection[str], zone: str) -> str:
    """The first booth number that is not taken, of the vendors' or of the mitra's."""
    index = 0
    name = mitra_label if zone == MITRA else booth_label
    while name(index) in taken:
        index += 1
    return name(index)
