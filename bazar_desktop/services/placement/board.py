"""Who stands where on a day, how good that is by each rule, and why: the read behind the denah."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import ABSENT, EXCUSED, PRESENT
from bazar_desktop.domain.layout.model import Booth, BoothUnknown, booth_labelled
from bazar_desktop.domain.placement.hard_rules import POWER
from bazar_desktop.domain.placement.model import Model, Score, score
from bazar_desktop.domain.placement.moves import Breach, breaches
from bazar_desktop.domain.placement.reasons import Reason, reasons_for
from bazar_desktop.domain.placement.request import Party, most_booths, request_for
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, bazaar_of
from bazar_desktop.services.bazaars.days import require_day
from bazar_desktop.services.bazaars.participants import (
    CONFIRMED,
    FOR_ONE_DAY,
    ParticipantFacts,
    list_participants,
)
from bazar_desktop.services.day.sheet import standing_seal
from bazar_desktop.services.layout.layouts import LayoutFacts, layout_of_bazaar
from bazar_desktop.services.placement.rules import placement_rules
from bazar_desktop.services.turns.booth_turns import Turns, turns_of
from bazar_desktop.store.tables import Allocation, Attendance

SESSION = 1  # placement fills the first session; a stand changes hands within a day at check-in


@dataclass(frozen=True, slots=True)
class Quality:
    """A day's placement by the rules an officer asks about.

    `kept` of `kept_of` parties stand where they stood the day before (0 of 0 on a first day). `new_in_front` of
    `in_front` vendors in front booths had none this year. `points` is the whole price but for moving, less is better.
    """

    placed: int
    wanted: int
    power_met: int
    power_needed: int
    same_product: int
    same_category: int
    kept: int
    kept_of: int
    new_in_front: int
    in_front: int
    points: int


@dataclass(frozen=True, slots=True)
class Board:
    """A bazaar day's denah. `holders` maps booth ids to participations; `people` has all who may be placed.

    `waiting` are the confirmed who hold fewer booths than they want, in any session, and come that day. `model` and
    `holders` answer what a drag would do (`domain.placement.moves.effect_of_swap`).
    """

    bazaar: BazaarFacts
    day: date
    layout: LayoutFacts
    holders: Mapping[str, str]
    people: Mapping[str, ParticipantFacts]
    waiting: tuple[ParticipantFacts, ...]
    present: frozenset[str]
    away: frozenset[str]
    is_sealed: bool
    quality: Quality
    breaches: tuple[Breach, ...]
    model: Model = field(repr=False, compare=False)

    def reasons(self, participation_id: str) -> tuple[Reason, ...]:
        """Tell why this one stands where it does; none for one without a booth."""
        return reasons_for(self.model, self.holders, participation_id)


def placement_board(session: Session, bazaar_id: str, day: date) -> Board:
    """Raises UnknownBazaar, NotADayOfThisBazaar, NoLayoutYet."""
    bazaar = bazaar_of(session, bazaar_id)
    require_day(session, bazaar_id, day)
    layout = layout_of_bazaar(session, bazaar_id)
    listed = {participant.id: participant for participant in list_participants(session, bazaar_id)}
    held = holders_on(session, bazaar_id, day)
    known = {booth.id for booth in layout.plan.booths}
    holders = {booth: who for booth, who in held.items() if who in listed and booth in known}
    marks = marks_on(session, bazaar_id, day)
    away = frozenset(who for who, status in marks.items() if status in (EXCUSED, ABSENT))
    seats = _seats_on(session, bazaar_id, day)
    people = {
        who: participant
        for who, participant in listed.items()
        if who in holders.values()
        or (participant.status == CONFIRMED and is_expected(participant, seats, marks))
    }
    parties = parties_of(session, bazaar, day, layout, tuple(people.values()), {}, strict=False)
    model = Model(request_for(layout.plan, parties, rules=placement_rules(session)))
    waiting = _waiting(people, seats, away)
    placed, lacking = {who for who in people if who in seats}, {person.id for person in waiting}
    return Board(
        bazaar=bazaar,
        day=day,
        layout=layout,
        holders=holders,
        people=people,
        waiting=waiting,
        present=frozenset(who for who, status in marks.items() if status == PRESENT),
        away=away,
        is_sealed=standing_seal(session, bazaar_id, day) is not None,
        quality=replace(quality_of(model, holders), placed=len(placed), wanted=len(placed | lacking)),
        breaches=breaches(model, holders),
        model=model,
    )


def is_expected(person: ParticipantFacts, seats: Container[str], marks: Container[str]) -> bool:
    """Whether somebody is to come on a day with these seats and marks, as its sheet has it.

    A walk-in or a substitute was confirmed for the day they came; on another they are once they come or hold a booth.
    """
    return person.source not in FOR_ONE_DAY or person.id in seats or person.id in marks


def _waiting(
    people: Mapping[str, ParticipantFacts], seats: Mapping[str, int], away: frozenset[str]
) -> tuple[ParticipantFacts, ...]:
    return tuple(
        person
        for person in people.values()
        if person.status == CONFIRMED
        and person.id not in away
        and seats.get(person.id, 0) < person.booth_count
    )


def quality(session: Session, *, bazaar_id: str, day: date) -> Quality:
    """Tell how good the day's placement is. Raises as `placement_board`."""
    return placement_board(session, bazaar_id, day).quality


def reasons(session: Session, *, bazaar_id: str, day: date) -> dict[str, tuple[Reason, ...]]:
    """Tell why everybody stands where they stand, by participation. Raises as `placement_board`."""
    board = placement_board(session, bazaar_id, day)
    return {who: board.reasons(who) for who in dict.fromkeys(board.holders.values())}


def quality_of(model: Model, holders: Mapping[str, str]) -> Quality:
    """Give the same for any arrangement (booth id -> party id) of a model."""
    found = score(model, holders)
    breached = {breach.party for breach in breaches(model, holders) if breach.rule == POWER}
    power = [party for party in model.parties if party.needs_power]
    front = {who for booth, who in holders.items() if booth in model.request.front}
    placed = set(holders.values())
    before = [party for party in model.parties if party.yesterday and party.id in placed]
    return Quality(
        placed=len(placed),
        wanted=len(model.parties),
        power_met=sum(party.id in placed and party.id not in breached for party in power),
        power_needed=len(power),
        same_product=_count(found, "same_product"),
        same_category=_count(found, "same_category"),
        kept=sum(any(holders.get(booth) == party.id for booth in party.yesterday) for party in before),
        kept_of=len(before),
        new_in_front=sum(model.party_of[who].times_front == 0 for who in front),
        in_front=len(front),
        points=found.total - found.of("moved").cost,
    )


def _count(found: Score, rule: str) -> int:
    return found.of(rule).count


# -- what the rules are asked ----------------------------------------------------------------------------------


def holders_on(session: Session, bazaar_id: str, day: date) -> dict[str, str]:
    """Booth id -> participation id, as the day's allocations say."""
    query = select(Allocation.booth_id, Allocation.holder).where(
        Allocation.bazaar_id == bazaar_id,
        Allocation.day == day,
        Allocation.session == SESSION,
        Allocation.holder.is_not(None),
        Allocation.withdrawn.is_(False),
    )
    return {booth: holder or "" for booth, holder in session.execute(query) if booth}


def _seats_on(session: Session, bazaar_id: str, day: date) -> Counter[str]:
    """How many booths everybody holds on the day, those that were handed on to them within it too."""
    query = select(Allocation.holder, Allocation.booth_id).where(
        Allocation.bazaar_id == bazaar_id,
        Allocation.day == day,
        Allocation.holder.is_not(None),
        Allocation.withdrawn.is_(False),
    )
    return Counter(holder for holder, _booth in session.execute(query.distinct()) if holder)


def marks_on(session: Session, bazaar_id: str, day: date) -> dict[str, str]:
    """Participation id -> what check-in says of it that day."""
    query = select(Attendance.participation_id, Attendance.status).where(
        Attendance.bazaar_id == bazaar_id,
        Attendance.day == day,
        Attendance.session == SESSION,
        Attendance.withdrawn.is_(False),
    )
    return {who: status for who, status in session.execute(query) if who and status}


def parties_of(
    session: Session,
    bazaar: BazaarFacts,
    day: date,
    layout: LayoutFacts,
    people: tuple[ParticipantFacts, ...],
    holders: Mapping[str, str],
    *,
    strict: bool = True,
) -> tuple[Party, ...]:
    """The parties to place, with the store's ids. Not `strict`: what the rules would refuse is left out, to look at."""
    earlier = [item.day for item in bazaar.days if item.day < day and not item.is_off]
    before = _by_holder(holders_on(session, bazaar.id, max(earlier))) if earlier else {}
    now = _by_holder(holders)
    turns = turns_of(session, bazaar, people)
    seen: set[str] = set()
    parties = []
    for person in people:
        pins = _pins(person, layout.plan.booths, seen, strict=strict)
        parties.append(
            _party(
                person,
                layout.plan.booths,
                pinned=pins,
                yesterday=before.get(person.id, ()),
                current=now.get(person.id, ()),
                turns=turns.get(person.id, Turns()),
                strict=strict,
            )
        )
    return tuple(parties)


def _party(
    participant: ParticipantFacts,
    booths: tuple[Booth, ...],
    *,
    pinned: tuple[str, ...],
    yesterday: tuple[str, ...],
    current: tuple[str, ...],
    turns: Turns,
    strict: bool,
) -> Party:
    most = most_booths(participant.party)
    return Party(
        id=participant.id,
        name=participant.business or participant.name or participant.card,
        kind=participant.party,
        product=participant.product,
        category=participant.category,
        needs_power=participant.needs_power,
        needs_water=participant.needs_water,
        open_fire=participant.open_fire,
        wheelchair=participant.wheelchair,
        min_width=participant.stand_width / 100,
        booths_wanted=participant.booth_count if strict else max(1, min(most, participant.booth_count)),
        pinned=pinned,
        yesterday=yesterday,
        current=current,
        preferred=_wishes(participant.preference, booths),
        times_front=turns.front,
        times_corner=turns.corner,
        times_placed=turns.placed,
    )


def _pins(
    participant: ParticipantFacts, booths: tuple[Booth, ...], seen: set[str], *, strict: bool
) -> tuple[str, ...]:
    """The pin as it stands; one to a booth that is no longer on the plan has nothing to hold any more."""
    pin = participant.pinned_booth_id
    booth = next((booth for booth in booths if booth.id == pin), None)
    if booth is None or (not strict and (booth.blocked or booth.id in seen)):
        return ()
    seen.add(booth.id)
    return (booth.id,)


def _by_holder(holders: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for booth, who in holders.items():
        found.setdefault(who, []).append(booth)
    return {who: tuple(sorted(booths)) for who, booths in found.items()}


def _wishes(text: str, booths: tuple[Booth, ...]) -> tuple[str, ...]:
    """The booths that a wish names by number; other words in it are for people."""
    found = []
    for word in text.replace(";", ",").split(","):
        if any(char.isdigit() for char in word):
            try:
                found.append(booth_labelled(booths, word.strip()).id)
            except BoothUnknown:
                continue
    return tuple(found)
