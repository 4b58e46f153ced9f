"""What is wrong with a plan while it is drawn: overlaps, things outside, power out of reach, narrow aisles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bazar_desktop.domain.layout.model import (
    GATE,
    HAIR,
    ZONE,
    Booth,
    Box,
    Fixture,
    Near,
    Plan,
    distance,
    overlap,
    strip_beside,
)

OVERLAP, OUTSIDE, BEYOND_REACH, NARROW = "overlap", "outside", "beyond_reach", "narrow"


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with a plan: `code` (overlap, outside, beyond_reach, narrow) and the ids concerned.

    For a narrow aisle the first id is the booth before whose counter only `metres` are free.
    """

    code: str
    ids: tuple[str, ...]
    metres: float = 0.0


def flaws(plan: Plan, aisle: float = 0.0) -> tuple[Flaw, ...]:
    """All that is wrong with the plan; `aisle` is the least width before a counter in metres (0: not asked)."""
    found = [Flaw(OVERLAP, pair) for pair in overlaps(plan)]
    boxes: list[Box] = [*plan.booths, *plan.fixtures]
    found += [Flaw(OUTSIDE, (box.id,)) for box in boxes if is_outside(plan, box)]
    found += [
        Flaw(BEYOND_REACH, (booth.id,))
        for booth in plan.booths
        if booth.power and not booth.blocked and not in_reach(plan, booth)
    ]
    return (*found, *narrow_aisles(plan, aisle)) if aisle > 0 else tuple(found)


def overlaps(plan: Plan) -> tuple[tuple[str, str], ...]:
    """The pairs of ids of booths and fixtures that cover one another, each pair once; zones lie below."""
    boxes: list[Box] = [*plan.booths, *_solid(plan.fixtures)]
    near = Near(boxes)
    pairs = {
        (min(box.id, other.id), max(box.id, other.id))
        for box in boxes
        for other in near.around(box)
        if other.id != box.id and overlap(box, other)
    }
    return tuple(sorted(pairs))


def is_outside(plan: Plan, box: Box) -> bool:
    return (
        box.x < -HAIR
        or box.y < -HAIR
        or box.x + box.width > plan.width + HAIR
        or box.y + box.depth > plan.depth + HAIR
    )


def in_reach(plan: Plan, booth: Booth) -> bool:
    """Whether a genset or power point reaches the centre of the booth."""
    return any(
        fixture.reach > 0 and distance(fixture, booth) <= fixture.reach + HAIR for fixture in plan.fixtures
    )


def narrow_aisles(plan: Plan, least: float) -> tuple[Flaw, ...]:
    """Booths before whose counter fewer than `least` metres are free; two that face each other are named once.

    A gate or a zone is no obstacle, nor is the edge of the plan.
    """
    obstacles: list[Box] = [
        *plan.booths,
        *(fixture for fixture in _solid(plan.fixtures) if fixture.kind != GATE),
    ]
    near = Near(obstacles)
    found: dict[frozenset[str], Flaw] = {}
    for booth in plan.booths:
        strip = strip_beside(booth, booth.facing, least)
        ahead = [
            (round(_gap(booth, other), 2), other.id)
            for other in near.around(strip)
            if other.id != booth.id and overlap(strip, other) and not overlap(booth, other)
        ]
        if ahead:
            metres, other_id = min(ahead)
            found.setdefault(frozenset((booth.id, other_id)), Flaw(NARROW, (booth.id, other_id), metres))
    return tuple(found.values())


def _gap(booth: Booth, other: Box) -> float:
    """Metres from the booth's counter to the nearest edge of what stands before it."""
    return {
        "n": booth.y - (other.y + other.depth),
        "s": other.y - (booth.y + booth.depth),
        "w": booth.x - (other.x + other.width),
        "e": other.x - (booth.x + booth.width),
    }[booth.facing]


def _solid(fixtures: Iterable[Fixture]) -> list[Fixture]:
    return [fixture for fixture in fixtures if fixture.kind != ZONE]


class FreeGround:
    """Where on a plan something new has room."""

    def __init__(self, plan: Plan) -> None:
        self._near = Near([*plan.booths, *_solid(plan.fixtures)])

    def has_room(self, x: float, y: float, width: float, depth: float) -> bool:
        """Whether a box of that size at x, y covers nothing."""
        box = Fixture("", "other", "", x, y, width, depth)
        return not any(overlap(box, other) for other in self._near.around(box))
