"""Giving every confirmed participant a booth by the rules: worked out beside the window, then written at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from bazar_desktop.domain.placement.moves import Breach, breaches
from bazar_desktop.domain.placement.placing import Placement, place, standing
from bazar_desktop.domain.placement.request import Request
from bazar_desktop.domain.placement.search import Progress
from bazar_desktop.services.bazaars.participants import list_participants
from bazar_desktop.services.day.sheet import booth_order
from bazar_desktop.services.layout.layouts import layout_of_bazaar
from bazar_desktop.services.placement.board import SESSION, Quality, holders_on, quality_of
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
    """An answer that is not written yet: booth id -> participation id by day, before and after by rule.

    `rules` compares with where they stood, or, where nobody stood yet (`was_empty`), with a list that is filled from
    the top. `is_proven`: no arrangement of the first day costs less; else it is `gap` points above the best at most.
    `unfit`: who has arrived in a booth that lacks what they need, and stays there.
    """

    task: PlacementTask
    arrangements: Mapping[date, Mapping[str, str]]
    moved: tuple[str, ...]
    before: Quality
    after: Quality
    rules: tuple[RuleCompared, ...]
    was_empty: bool
    is_proven: bool
    gap: int
    unfit: tuple[Breach, ...]


@dataclass(frozen=True, slots=True)
class Unfit:
    """One who has arrived in a booth that breaks a hard rule for them; `rule` as in `domain.placement.hard_rules`."""

    business: str
    booth: str
    rule: str


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """One participant in one booth on the first day that was placed."""

    participation_id: str
    card: str
    business: str
    party: str
    booth: str


@dataclass(frozen=True, slots=True)
class PlacementFacts:
    """What a placement wrote. `moved` are the businesses that left a booth they had; `written` counts rows.

    `gap` as in the preview; `unfit` have arrived, so they stay in a booth that lacks something.
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
    written: int


# -- working it out --------------------------------------------------------------------------------------------


def preview(task: PlacementTask, progress: Progress | None = None) -> PlacementPreview:
    """Work the task out; touches no store. Raises what `domain.placement.placing.place` raises."""
    solved: list[Placement] = []
    for day in task.days:
        if day.repeats:
            solved.append(solved[-1])
            continue
        request = day.request
        if solved:
            request = _after(request, solved[-1].arrangement)
        solved.append(place(request, progress))
    first = solved[0]
    return PlacementPreview(
        task=task,
        arrangements={
            day_task.day: {
                task.booths[booth]: task.people[party] for booth, party in answer.arrangement.items()
            }
            for day_task, answer in zip(task.days, solved, strict=True)
        },
        moved=tuple(first.model.party_of[key].name for key in first.moved),
        before=quality_of(first.model, standing(first.model)),
        after=quality_of(first.model, first.arrangement),
        rules=_compared(first),
        was_empty=not standing(first.model),
        is_proven=first.after.total <= first.bound,
        gap=max(0, first.after.total - first.bound),
        unfit=tuple(
            breach
            for breach in breaches(first.model, first.arrangement)
            if first.model.party_of[breach.party].stays
        ),
    )


def _compared(answer: Placement) -> tuple[RuleCompared, ...]:
    pairs = zip(answer.before.rules, answer.after.rules, strict=True)
    return tuple(RuleCompared(old.rule, old.count, new.count, old.cost, new.cost) for old, new in pairs)


def _after(request: Request, arrangement: Mapping[str, str]) -> Request:
    """The request of a later day, whose yesterday is the answer of the day before."""
    booths: dict[str, list[str]] = {}
    for booth, party in sorted(arrangement.items()):
        booths.setdefault(party, []).append(booth)
    parties = tuple(replace(party, yesterday=tuple(booths.get(party.id, ()))) for party in request.parties)
    return replace(request, parties=parties)


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
    written = sum(
        write_holders(session, task.bazaar_id, day, arrangement)
        for day, arrangement in preview.arrangements.items()
    )
    return PlacementFacts(
        bazaar_id=task.bazaar_id,
        seed=task.seed,
        days=tuple(day.day for day in task.days),
        kept_days=task.kept_days,
        seats=_seats(session, task.bazaar_id, preview.arrangements[task.days[0].day]),
        moved=preview.moved,
        before=preview.before,
        after=preview.after,
        rules=preview.rules,
        was_empty=preview.was_empty,
        is_proven=preview.is_proven,
        gap=preview.gap,
        unfit=_unfit(session, preview),
        written=written,
    )


def _unfit(session: Session, preview: PlacementPreview) -> tuple[Unfit, ...]:
    task = preview.task
    people = {item.id: item for item in list_participants(session, task.bazaar_id)}
    labels = {booth.id: booth.label for booth in layout_of_bazaar(session, task.bazaar_id).plan.booths}
    return tuple(
        Unfit(
            people[task.people[breach.party]].business or people[task.people[breach.party]].name,
            labels[task.booths[breach.booth]],
            breach.rule,
        )
        for breach in preview.unfit
    )


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


def _seats(session: Session, bazaar_id: str, arrangement: Mapping[str, str]) -> tuple[SeatFacts, ...]:
    people = {participant.id: participant for participant in list_participants(session, bazaar_id)}
    labels = {booth.id: booth.label for booth in layout_of_bazaar(session, bazaar_id).plan.booths}
    seats = [
        SeatFacts(who, people[who].card, people[who].business, people[who].party, labels[booth])
        for booth, who in arrangement.items()
    ]
    return tuple(sorted(seats, key=lambda seat: booth_order(seat.booth)))
