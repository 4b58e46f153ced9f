"""Which stands that changed hands are held: of two laptops' substitutes for one booth only one got it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bazar_desktop.domain.day.model import DayLine, StandChange


def held_changes(changes: Collection[StandChange], rows: Iterable[DayLine]) -> tuple[StandChange, ...]:
    """The changes by which somebody came to hold a booth, or that were passed on from whom they joined.

    Left out is who was to have the stand at one laptop and holds none after the merge.
    """
    holders = {row.key for row in rows if row.booth}
    left = {(change.left_id, change.session) for change in changes}
    return tuple(
        change
        for change in changes
        if (change.joined_id, change.session) in holders or (change.joined_id, change.session) in left
    )
