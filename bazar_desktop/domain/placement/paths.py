"""Matchings by augmenting paths: who can sit at once, and the tree that proves that one more cannot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def augment(root: int, choices: Sequence[Sequence[int]], holder: list[int]) -> set[int] | None:
    """Give `root` a booth along an alternating path found breadth first, or return the booths of its tree."""
    came_from: dict[int, int] = {}
    queue = [root]
    for seat in queue:
        for booth in choices[seat]:
            if booth in came_from:
                continue
            came_from[booth] = seat
            if holder[booth] < 0:
                _flip(booth, root, came_from, holder)
                return None
            queue.append(holder[booth])
    return set(came_from)


def unseated(seats: Iterable[int], choices: Sequence[Sequence[int]], holder: list[int]) -> list[int]:
    """Seat as many as can be, whoever comes first before those after; returns who stays without a booth."""
    return [seat for seat in seats if augment(seat, choices, holder) is not None]


def _flip(booth: int, root: int, came_from: dict[int, int], holder: list[int]) -> None:
    held = {seat: place for place, seat in enumerate(holder) if seat >= 0}
    while True:
        seat = came_from[booth]
        holder[booth] = seat
        if seat == root:
            return
        booth = held[seat]
