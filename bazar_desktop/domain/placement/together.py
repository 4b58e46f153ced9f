"""Whether the booths of one party make one place, and where they can."""

from __future__ import annotations

from collections.abc import Sequence


def parts(booths: Sequence[int], together: Sequence[frozenset[int]]) -> int:
    """Count the separate places that the booths of one party make; 1 where all stand together."""
    if len(booths) == 2:
        return 1 if booths[1] in together[booths[0]] else 2
    left = set(booths)
    count = 0
    while left:
        count += 1
        reached = [left.pop()]
        for booth in reached:
            mates = left & together[booth]
            left -= mates
            reached += mates
    return count


def places_of(
    seats: Sequence[int], allowed: Sequence[bytearray], together: Sequence[frozenset[int]]
) -> list[tuple[int, ...]]:
    """List where the seats of one party can stand together, each after the first beside one before it."""
    first, *rest = seats
    places: list[tuple[int, ...]] = [(booth,) for booth, ok in enumerate(allowed[first]) if ok]
    for seat in rest:
        places = [
            (*place, booth)
            for place in places
            for booth in sorted(set().union(*(together[b] for b in place)) - set(place))
            if allowed[seat][booth]
        ]
    return places
