"""Standing in line: snapping to the grid and to what stands near, aligning, and spreading evenly."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from bazar_desktop.domain.layout.editing import snap
from bazar_desktop.domain.layout.model import Box, Plan
from bazar_desktop.domain.layout.parts import chosen_boxes, frame_of, shifted

LEFT, RIGHT, TOP, BOTTOM, CENTRE, MIDDLE = "left", "right", "top", "bottom", "centre", "middle"
EDGES = (LEFT, CENTRE, RIGHT, TOP, MIDDLE, BOTTOM)
ACROSS, DOWN = "across", "down"  # ways to spread
NEAR = 12.0  # metres: what stands farther away is not lined up with

Frame = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Snapped:
    """How far to move, in metres, and the lines that were caught: x of upright ones, y of lying ones."""

    across: float
    down: float
    upright: tuple[float, ...] = ()
    lying: tuple[float, ...] = ()


def snapped(plan: Plan, ids: Collection[str], across: float, down: float, catch: float = 0.3) -> Snapped:
    """The move nearest to `across`, `down` that lines up: within `catch` metres of an edge or middle, else the grid."""
    moving = chosen_boxes(plan, ids)
    if not moving:
        return Snapped(across, down)
    left, top, right, bottom = frame_of(moving)
    wanted = frozenset(ids)
    every: tuple[Box, ...] = (*plan.booths, *plan.fixtures)
    near = [
        item
        for item in every
        if item.id not in wanted
        and item.x < right + across + NEAR
        and item.x + item.width > left + across - NEAR
        and item.y < bottom + down + NEAR
        and item.y + item.depth > top + down - NEAR
    ]
    xs = {edge for item in near for edge in (item.x, item.x + item.width / 2, item.x + item.width)}
    ys = {edge for item in near for edge in (item.y, item.y + item.depth / 2, item.y + item.depth)}
    far_x, upright = _caught((left, (left + right) / 2, right), xs, across, catch)
    far_y, lying = _caught((top, (top + bottom) / 2, bottom), ys, down, catch)
    return Snapped(far_x, far_y, upright, lying)


def _caught(
    edges: tuple[float, float, float], lines: Collection[float], far: float, catch: float
) -> tuple[float, tuple[float, ...]]:
    if abs(far) < catch / 2:
        return 0.0, ()
    found = min(
        ((abs(edge + far - line), line - edge, line) for edge in edges for line in lines),
        default=(catch + 1, 0.0, 0.0),
    )
    if found[0] <= catch:
        return round(found[1], 3), (found[2],)
    return round(snap(edges[0] + far) - edges[0], 3), ()


def align(plan: Plan, ids: Collection[str], edge: str) -> Plan:
    """The plan where these (a tent counts as one) share an edge or a middle: one of EDGES."""
    groups = groups_of(plan, ids)
    if len(groups) < 2:
        return plan
    frames = [frame_of(group) for group in groups]
    whole = (
        min(frame[0] for frame in frames),
        min(frame[1] for frame in frames),
        max(frame[2] for frame in frames),
        max(frame[3] for frame in frames),
    )
    way: dict[str, Callable[[Frame], tuple[float, float]]] = {
        LEFT: lambda item: (whole[0] - item[0], 0.0),
        RIGHT: lambda item: (whole[2] - item[2], 0.0),
        CENTRE: lambda item: ((whole[0] + whole[2] - item[0] - item[2]) / 2, 0.0),
        TOP: lambda item: (0.0, whole[1] - item[1]),
        BOTTOM: lambda item: (0.0, whole[3] - item[3]),
        MIDDLE: lambda item: (0.0, (whole[1] + whole[3] - item[1] - item[3]) / 2),
    }
    for group, frame in zip(groups, frames, strict=True):
        across, down = way[edge](frame)
        plan = shifted(plan, [item.id for item in group], round(across, 3), round(down, 3))
    return plan


def spread(plan: Plan, ids: Collection[str], way: str) -> Plan:
    """The plan where the gaps between these (a tent counts as one) are equal, ACROSS or DOWN; the ends stay."""
    at = 0 if way == ACROSS else 1
    placed = sorted(
        ((frame_of(group), group) for group in groups_of(plan, ids)), key=lambda item: item[0][at]
    )
    if len(placed) < 3:
        return plan
    taken = sum(frame[at + 2] - frame[at] for frame, _group in placed)
    gap = (placed[-1][0][at + 2] - placed[0][0][at] - taken) / (len(placed) - 1)
    place = placed[0][0][at]
    for frame, group in placed:
        far = round(place - frame[at], 3)
        plan = shifted(plan, [item.id for item in group], *((far, 0.0) if at == 0 else (0.0, far)))
        place += frame[at + 2] - frame[at] + gap
    return plan


def groups_of(plan: Plan, ids: Collection[str]) -> list[Sequence[Box]]:
    """What moves as one: the chosen booths of each tent together, all others alone."""
    tents: dict[str, list[Box]] = {}
    alone: list[Sequence[Box]] = []
    for box in chosen_boxes(plan, ids):
        tent = getattr(box, "tent", "")
        if tent:
            tents.setdefault(tent, []).append(box)
        else:
            alone.append([box])
    return [*tents.values(), *alone]
