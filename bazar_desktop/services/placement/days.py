"""Working out a placement day after day: each takes the answer of the day before as its yesterday."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.placement.matching import PlacementImpossible, is_possible
from bazar_desktop.domain.placement.moves import Breach, breaches
from bazar_desktop.domain.placement.placing import Placement, matched, place, repeated
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
        """What leaving a booth that one has now costs, where anybody has one and is free to leave it."""
        request = self.placement.model.request
        free = any(party.current and not party.stays for party in request.parties)
        return request.weights.moved if free else 0

    @property
    def points(self) -> int:
        """The whole price but for moving."""
        after = self.placement.after
        return after.total - after.of("moved").cost


@dataclass(frozen=True, slots=True)
class FromStart:
    """What placing from the start would make of the same days: so many points less, so many people in other booths.

    Points of moving aside; 0 points where it would be no better.
    """

    points: int = 0
    movers: int = 0


def solve_days(task: PlacementTask, progress: Progress | None = None) -> tuple[DayAnswer, ...]:
    """Raises what `domain.placement.placing.place` raises.

    Of several days it names the one (fact `placed_day`), and what cannot be on those after it (`others`).
    """
    solved: list[DayAnswer] = []
    for number, day in enumerate(task.days):
        try:
            solved.append(_solve(day, solved[-1] if solved else None, progress))
        except PlacementStopped:
            raise
        except BazarError as error:
            if len(task.days) > 1:
                later = [item for after in task.days[number + 1 :] for item in _refusals(after)]
                error.others = (*_of_day(error, day.day)[1:], *later)
            raise
    return tuple(solved)


def _refusals(day: DayTask) -> list[BazarError]:
    """What a day would be refused for, whatever the days before it come to."""
    try:
        matched(day.if_short or day.request)
    except BazarError as error:
        return _of_day(error, day.day)
    return []


def _of_day(error: BazarError, day: date) -> list[BazarError]:
    """The refusal and what was found with it, each naming the day."""
    told = [error, *error.others]
    for item in told:
        item.facts["placed_day"] = day
    return told


def solve_from_start(
    task: PlacementTask, answers: tuple[DayAnswer, ...], progress: Progress | None = None
) -> FromStart:
    """What *from the start* would lead to, worked out as that does; nothing where moving was not counted.

    Raises as `solve_days`.
    """
    if not any(answer.moving and answer.points for answer in answers):
        return FromStart()
    loose = replace(task, days=tuple(_loosened(day) for day in task.days))
    fresh = solve_days(loose, progress)
    gain = sum(answer.points for answer in answers) - sum(answer.points for answer in fresh)
    if gain <= 0:
        return FromStart()
    movers = {
        party.id
        for day, answer in zip(task.days, fresh, strict=True)
        for party in day.request.parties
        if any(answer.placement.arrangement.get(booth) != party.id for booth in party.current)
    }
    return FromStart(gain, len(movers))


def _loosened(day: DayTask) -> DayTask:
    """The day without where people stand now, but of those who stay."""

    def loosen(request: Request) -> Request:
        return replace(
            request,
            parties=tuple(party if party.stays else replace(party, current=()) for party in request.parties),
        )

    return replace(
        day, request=loosen(day.request), if_short=None if day.if_short is None else loosen(day.if_short)
    )


def _solve(day: DayTask, before: DayAnswer | None, progress: Progress | None) -> DayAnswer:
    request, stuck = day.request, day.if_short
    if before is not None and day.follows:
        stood = before.placement.arrangement
        request, stuck = _after(request, stood), stuck and _after(stuck, stood)
        if day.repeats and before.has_arrived:
            return DayAnswer(day.day, repeated(before.placement, request, progress), before.has_arrived)
    try:
        return DayAnswer(day.day, place(request, progress), has_arrived=True)
    except PlacementImpossible:
        if stuck is None:
            raise
    return DayAnswer(day.day, place(_fewest_stay(request, stuck), progress), has_arrived=False)


def _fewest_stay(request: Request, stuck: Request) -> Request:
    """The request in which nobody stays in an unfit booth for whom there is a fitting one, earlier cards first.

    `stuck` lets all of them stay.
    """
    parties = list(stuck.parties)
    for place_, asked in enumerate(request.parties):
        if parties[place_] == asked:
            continue
        tried = [*parties[:place_], asked, *parties[place_ + 1 :]]
        if is_possible(replace(request, parties=tuple(tried))):
            parties = tried
    return replace(request, parties=tuple(parties))


def _after(request: Request, arrangement: Mapping[str, str]) -> Request:
    """The request of a later day, whose yesterday is the answer of the day before."""
    booths: dict[str, list[str]] = {}
    for booth, party in sorted(arrangement.items()):
        booths.setdefault(party, []).append(booth)
    parties = tuple(replace(party, yesterday=tuple(booths.get(party.id, ()))) for party in request.parties)
    return replace(request, parties=parties)
