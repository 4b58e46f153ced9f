"""Which booths are neighbours, and which of them one party can run together."""

from __future__ import annotations

from collections.abc import Iterable

from bazar_desktop.domain.layout.model import HAIR, Booth, Fixture, Near, overlap

BESIDE, BEHIND = "beside", "behind"  # how two neighbours stand to each other
TOUCH = 0.3  # metres: two sides closer than this stand together
ROW_GAP = 2.0  # metres: two booths of a row with less between them stand side by side for whoever holds both
_OPPOSITE = {"n": "s", "s": "n", "e": "w", "w": "e"}


def closeness(booth: Booth, other: Booth) -> str:
    """BESIDE (one tent, or a shared side), BEHIND (back to back in different tents), or "" where apart."""
    if booth.tent and booth.tent == other.tent:
        return BESIDE
    side = _shared_side(booth, other)
    if not side:
        return ""
    back_to_back = side == _OPPOSITE[booth.facing] and other.facing == side
    return BEHIND if back_to_back else BESIDE


def _shared_side(booth: Booth, other: Booth) -> str:
    """The side of `one` along which `other` stands, or ""; they share it for half a metre at least."""
    along_x = min(booth.x + booth.width, other.x + other.width) - max(booth.x, other.x)
    along_y = min(booth.y + booth.depth, other.y + other.depth) - max(booth.y, other.y)
    if along_y >= 0.5 and -TOUCH <= along_x < 0.5:
        return "e" if other.x > booth.x else "w"
    if along_x >= 0.5 and -TOUCH <= along_y < 0.5:
        return "s" if other.y > booth.y else "n"
    return ""


def neighbours(booths: Iterable[Booth]) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each booth id its neighbours as (id, BESIDE or BEHIND), sorted by id."""
    ordered = sorted(booths, key=lambda booth: booth.id)
    found: dict[str, list[tuple[str, str]]] = {booth.id: [] for booth in ordered}
    for i, booth in enumerate(ordered):
        far_x, far_y, tent = booth.x + booth.width + TOUCH, booth.y + booth.depth + TOUCH, booth.tent
        for other in ordered[i + 1 :]:
            apart = other.x > far_x or other.y > far_y
            if apart and (not tent or other.tent != tent):
                continue
            kind = closeness(booth, other)
            if kind:
                found[booth.id].append((other.id, kind))
                found[other.id].append((booth.id, kind))
    return {booth_id: tuple(sorted(near)) for booth_id, near in found.items()}


def side_by_side(booths: Iterable[Booth]) -> dict[str, tuple[str, ...]]:
    """For each booth id those that one party can run together with it, sorted: neighbours, and the next in its row.

    The next in a row looks the same way and has nothing but a narrow passage (ROW_GAP) in between.
    """
    ordered = sorted(booths, key=lambda booth: booth.id)
    near = Near(ordered)
    mates: dict[str, set[str]] = {booth.id: set() for booth in ordered}
    for booth in ordered:
        reach = Fixture(
            "",
            "other",
            "",
            booth.x - ROW_GAP,
            booth.y - ROW_GAP,
            booth.width + 2 * ROW_GAP,
            booth.depth + 2 * ROW_GAP,
        )
        for other in near.around(reach):
            if (
                isinstance(other, Booth)
                and other.id > booth.id
                and (closeness(booth, other) or _next_in_row(near, booth, other))
            ):
                mates[booth.id].add(other.id)
                mates[other.id].add(booth.id)
    tents: dict[str, list[str]] = {}
    for booth in ordered:
        if booth.tent:
            tents.setdefault(booth.tent, []).append(booth.id)
    for members in tents.values():
        for member in members:
            mates[member].update(other for other in members if other != member)
    return {booth_id: tuple(sorted(others)) for booth_id, others in mates.items()}


def _next_in_row(near: Near, booth: Booth, other: Booth) -> bool:
    if booth.facing != other.facing:
        return False
    left, right = max(booth.x, other.x), min(booth.x + booth.width, other.x + other.width)
    top, bottom = max(booth.y, other.y), min(booth.y + booth.depth, other.y + other.depth)
    across, down = left - right, top - bottom  # metres between the two; below 0: they overlap that way
    in_row = down < -min(booth.depth, other.depth) / 2 and 0 <= across <= ROW_GAP + HAIR
    in_column = across < -min(booth.width, other.width) / 2 and 0 <= down <= ROW_GAP + HAIR
    if not (in_row or in_column):
        return False
    between = Fixture(
        "", "other", "", min(left, right), min(top, bottom), abs(left - right), abs(top - bottom)
    )
    return not any(
        third.id not in (booth.id, other.id) and overlap(between, third) for third in near.around(between)
    )
