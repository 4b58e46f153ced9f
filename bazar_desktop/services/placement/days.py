"""Working out a placement day after day: each takes the answer of the day before as its yesterday."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.placement.matching import PlacementImpossible
from bazar_desktop.domain.placement.moves import Breach, breaches
from bazar_desktop.domain.placement.placing import Placement, place, repeated, standing
from bazar_desktop.domain.placement.request import Request
from bazar_desktop.domain.placement.search import PlacementStopped, Progress
from bazar_desktop.services.placement.task import DayTask, PlacementTask


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """Who stands where on a day, in the keys of the task.

    `unfit`: whoever stays in a booth that lacks what they need. `has_arrived` says why: they are there that day, or
    were there on a day before and no arrangement has a fitting booth for them.
    """

    day: date
    placement: Placement
    has_arrived: bool

    @property
    def unfit(self) -> tuple[Breach, ...]:
        model = self.placement.model
        found = breaches(model, self.placement.arrangement)
        return tuple(breach for breach in found if model.party_of[breach.party].stays)

    @property
    def moving(self) -> int:
        """What leaving a booth that one has now costs, where anybody has one."""
        model = self.placement.model
        return model.request.weights.moved if standing(model) else 0


def solve_days(task: PlacementTask, progress: Progress | None = None) -> tuple[DayAnswer, ...]:
    """Raises what `domain.placement.placing.place` raises; of several days it names the one (fact `placed_day`)."""
    solved: list[DayAnswer] = []
    for day in task.days:
        try:
            solved.append(_solve(day, solved[-1] if solved else None, progress))
        except PlacementStopped:
            raise
        except BazarError as error:
            if len(task.days) > 1:
                error.facts["placed_day"] = day.day
            raise
    return tuple(solved)


def _solve(day: DayTask, before: DayAnswer | None, progress: Progress | None) -> DayAnswer:
    if before is None:
        return DayAnswer(day.day, place(day.request, progress), has_arrived=True)
    request = _after(day.request, before.placement.arrangement)
    if day.repeats and before.has_arrived:
        return DayAnswer(day.day, repeated(before.placement, request, progress), before.has_arrived)
    try:
        return DayAnswer(day.day, place(request, progress), has_arrived=True)
    except PlacementImpossible:
        if day.if_short is None:
            raise
    stuck = _after(day.if_short, before.placement.arrangement)
    return DayAnswer(day.day, place(stuck, progress), has_arrived=False)


def _after(request: Request, arrangement: Mapping[str, str]) -> Request:
    """The request of a later day, whose yesterday is the answer of the day before."""
    booths: dict[str, list[str]] = {}
    for booth, party in sorted(arrangement.items()):
        booths.setdefault(party, []).append(booth)
    parties = tuple(replace(party, yesterday=tuple(booths.get(party.id, ()))) for party in request.parties)
    return replace(request, parties=parties)
