"""Giving every confirmed participant a booth by the rules: worked out beside the window, then written at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from bazar_desktop.domain.placement.model import Score, score
from bazar_desktop.domain.placement.search import Progress
from bazar_desktop.services.bazaars.participants import ParticipantFacts, list_participants
from bazar_desktop.services.day.sheet import booth_order
from bazar_desktop.services.layout.layouts import layout_of_bazaar
from bazar_desktop.services.placement.board import (
    SESSION,
    Board,
    Quality,
    holders_on,
    placement_board,
    quality_of,
)
from bazar_desktop.services.placement.days import DayAnswer, FromStart, solve_days, solve_from_start
from bazar_desktop.services.placement.task import PlacementTask, placement_task
from bazar_desktop.store.actions import action, same_action
from bazar_desktop.store.rows import MovedOn, enter
from bazar_desktop.store.tables import Allocation


@dataclass(frozen=True, slots=True)
class RuleCompared:
    """How often a soft rule is breached and what that costs, before and after; `rule` of `soft_rules.RULES`."""

    rule: str
    before: int
    after: int
    points_before: int
    points_after: int


@dataclass(frozen=True, slots=True)
class PlacementPreview:
    """An answer that is not written yet: booth id -> participation id by day, and how each day came out.

    `from_start`: what placing without regard to where people stand now would make of it.
    """

    task: PlacementTask
    arrangements: Mapping[date, Mapping[str, str]]
    answers: tuple[DayAnswer, ...]
    from_start: FromStart


@dataclass(frozen=True, slots=True)
class Unfit:
    """One who stays in a booth that breaks a hard rule for them; `rule` as in `domain.placement.hard_rules`.

    `has_arrived`: for they are there on that day; else no arrangement of it has a fitting booth for them.
    """

    business: str
    booth: str
    rule: str
    day: date
    has_arrived: bool


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """One participant in one booth."""

    participation_id: str
    card: str
    business: str
    party: str
    booth: str


@dataclass(frozen=True, slots=True)
class DayPlaced:
    """How one day was placed: who stands where, and before and after by rule.

    `moved` are the businesses that left a booth they had that day. `before` and `rules` compare with the plan as it
    stood, whoever they were and from the start or not; where nobody stood yet (`was_empty`), both compare with a list
    that is filled from the top. It is `gap` points above the best at most (0: proven the best), with each booth that
    is left counted as `moving` points (0: no such thing was counted).
    """

    day: date
    seats: tuple[SeatFacts, ...]
    moved: tuple[str, ...]
    before: Quality
    after: Quality
    rules: tuple[RuleCompared, ...]
    was_empty: bool
    gap: int
    moving: int


@dataclass(frozen=True, slots=True)
class PlacementFacts:
    """What a placement wrote; `written` counts rows. `seats`, `before`, `after` and `rules` are of the first day.

    `moved` left a booth they had on any of the days, `gap` is the sum over the days, `is_proven`: each of them is.
    `unfit` are all who stay in a booth that lacks something. `from_start`: how much better it would be from the start.
    """

    bazaar_id: str
    seed: int
    days: tuple[date, ...]
    kept_days: tuple[date, ...]
    seats: tuple[SeatFacts, ...]
    moved: tuple[str, ...]
    before: Quality
    after: Quality
    rules: tuple[RuleCompared, ...]
    was_empty: bool
    is_proven: bool
    gap: int
    unfit: tuple[Unfit, ...]
    from_start: FromStart
    written: int
    by_day: tuple[DayPlaced, ...]

    def placed_on(self, day: date) -> DayPlaced | None:
        """How that day was placed; None where it was not."""
        return next((placed for placed in self.by_day if placed.day == day), None)


# -- working it out --------------------------------------------------------------------------------------------


def preview(task: PlacementTask, progress: Progress | None = None) -> PlacementPreview:
    """Work the task out; touches no store. Raises what `solve_days` raises."""
    answers = solve_days(task, progress)
    return PlacementPreview(
        task=task,
        arrangements={
            answer.day: {
                task.booths[booth]: task.people[party]
                for booth, party in answer.placement.arrangement.items()
            }
            for answer in answers
        },
        answers=answers,
        from_start=solve_from_start(task, answers, progress),
    )


# -- writing ---------------------------------------------------------------------------------------------------


@action("placement.place")
def apply(session: Session, *, preview: PlacementPreview) -> PlacementFacts:
    """Write an answer. Raises MovedOn where anything that it rests on has changed since it was read."""
    task = preview.task
    now = placement_task(
        session, bazaar_id=task.bazaar_id, seed=task.seed, days=task.wanted, fresh=task.fresh
    )
    if now != task:
        raise MovedOn()
    before = {day: placement_board(session, task.bazaar_id, day) for day in preview.arrangements}
    written = sum(
        write_holders(session, task.bazaar_id, day, arrangement)
        for day, arrangement in preview.arrangements.items()
    )
    people = {item.id: item for item in list_participants(session, task.bazaar_id)}
    labels = {booth.id: booth.label for booth in layout_of_bazaar(session, task.bazaar_id).plan.booths}
    by_day = tuple(
        _placed(
            answer,
            _seats(people, labels, preview.arrangements[answer.day]),
            before[answer.day],
            placement_board(session, task.bazaar_id, answer.day),
            _first(task, answer),
        )
        for answer in preview.answers
    )
    first = by_day[0]
    return PlacementFacts(
        bazaar_id=task.bazaar_id,
        seed=task.seed,
        days=tuple(day.day for day in task.days),
        kept_days=task.kept_days,
        seats=first.seats,
        moved=tuple(dict.fromkeys(name for placed in by_day for name in placed.moved)),
        before=first.before,
        after=first.after,
        rules=first.rules,
        was_empty=first.was_empty,
        is_proven=all(placed.gap == 0 for placed in by_day),
        gap=sum(placed.gap for placed in by_day),
        unfit=tuple(
            Unfit(
                _business(people[task.people[breach.party]]),
                labels[task.booths[breach.booth]],
                breach.rule,
                answer.day,
                answer.has_arrived,
            )
            for answer in preview.answers
            for breach in answer.unfit
        ),
        from_start=preview.from_start,
        written=written,
        by_day=by_day,
    )


def _placed(
    answer: DayAnswer, seats: tuple[SeatFacts, ...], before: Board, now: Board, first: Mapping[str, str]
) -> DayPlaced:
    """Compare the day with how it stood `before`, or where nobody stood with `first`, the list from the top."""
    compared = before.holders or first
    movers = _movers(before.holders, now.holders)
    return DayPlaced(
        day=answer.day,
        seats=seats,
        moved=tuple(_business(now.people[who]) for who in dict.fromkeys(movers)),
        before=quality_of(before.model, compared),
        after=now.quality,
        rules=_compared(score(before.model, compared), answer.placement.after, len(movers)),
        was_empty=not before.holders,
        gap=answer.placement.gap,
        moving=answer.moving,
    )


def _compared(before: Score, after: Score, movers: int) -> tuple[RuleCompared, ...]:
    """Each rule before and after. Whoever moves is counted also where that had no price."""
    return tuple(
        RuleCompared(old.rule, old.count, movers if old.rule == "moved" else new.count, old.cost, new.cost)
        for old, new in zip(before.rules, after.rules, strict=True)
    )


def _movers(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Who had a booth and stands in another, once for each such booth, by booth."""
    had = set(before.values())
    return [who for booth, who in now.items() if who in had and before.get(booth) != who]


def _first(task: PlacementTask, answer: DayAnswer) -> dict[str, str]:
    """The list filled from the top, in the store's ids."""
    return {task.booths[booth]: task.people[party] for booth, party in answer.placement.first.items()}


def _business(person: ParticipantFacts) -> str:
    return person.business or person.name


@same_action(apply)
def place_now(
    session: Session,
    *,
    bazaar_id: str,
    seed: int,
    days: Sequence[date] | None = None,
    fresh: bool = False,
    progress: Progress | None = None,
) -> PlacementFacts:
    """Read, work out and write in one transaction, for commands and jobs. Raises what the three raise."""
    task = placement_task(session, bazaar_id=bazaar_id, seed=seed, days=days, fresh=fresh)
    return apply(session, preview=preview(task, progress))


def write_holders(session: Session, bazaar_id: str, day: date, wanted: Mapping[str, str]) -> int:
    """Make the day's allocations say `wanted` (booth id -> participation id); returns how many rows changed."""
    before = holders_on(session, bazaar_id, day)
    different = [booth for booth in {**before, **wanted} if before.get(booth) != wanted.get(booth)]
    for booth in sorted(different):
        put_holder(session, bazaar_id, booth, day, wanted.get(booth))
    return len(different)


def put_holder(session: Session, bazaar_id: str, booth_id: str, day: date, holder: str | None) -> None:
    """Let `holder` (a participation, None for nobody) have the booth that day."""
    enter(
        session,
        Allocation,
        booth_id,
        day,
        SESSION,
        bazaar_id=bazaar_id,
        booth_id=booth_id,
        day=day,
        session=SESSION,
        holder=holder,
    )


def _seats(
    people: Mapping[str, ParticipantFacts], labels: Mapping[str, str], arrangement: Mapping[str, str]
) -> tuple[SeatFacts, ...]:
    seats = [
        SeatFacts(who, people[who].card, people[who].business, people[who].party, labels[booth])
        for booth, who in arrangement.items()
    ]
    return tuple(sorted(seats, key=lambda seat: booth_order(seat.booth)))
