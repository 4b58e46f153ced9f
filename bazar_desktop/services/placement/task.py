"""What is asked of a placement: who comes on which day, in keys that are the same on every laptop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import ABSENT, EXCUSED, PRESENT
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.layout.model import MITRA, Plan
from bazar_desktop.domain.placement.hard_rules import broken_rules
from bazar_desktop.domain.placement.request import Party, Request, request_for
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, bazaar_of
from bazar_desktop.services.bazaars.participants import CONFIRMED, ParticipantFacts, list_participants
from bazar_desktop.services.day.seal_guard import NoOpenDay, require_open, require_open_days
from bazar_desktop.services.day.sheet import booth_order
from bazar_desktop.services.layout.layouts import LayoutFacts, layout_of_bazaar
from bazar_desktop.services.placement.board import holders_on, is_expected, marks_on, parties_of
from bazar_desktop.services.placement.rules import placement_rules


class NobodyToPlace(BazarError):
    """The bazaar has no confirmed participant."""


@dataclass(frozen=True, slots=True)
class DayTask:
    """What is asked for one day, in keys that are the same on every laptop (see `PlacementTask`).

    `follows`: the day before it in the task is the one on which the bazaar stands before, so its answer is the
    yesterday of this one. `repeats`: then the same people come, so they stand where they stood. `if_short` is asked
    where `request` cannot be met: whoever was there on a day before, in a booth that lacks something, stays in theirs.
    """

    day: date
    request: Request
    follows: bool
    repeats: bool
    if_short: Request | None


@dataclass(frozen=True, slots=True)
class PlacementTask:
    """A whole task, read from the store. `booths` and `people` translate its keys to the store's ids.

    Keys count booths by number and participants by card, because ids are random and the answer must be the same on
    every laptop. `kept_days` are open days that have begun, which nobody asked to place again.
    """

    bazaar_id: str
    seed: int
    days: tuple[DayTask, ...]
    kept_days: tuple[date, ...]
    wanted: tuple[date, ...] | None
    fresh: bool
    booths: Mapping[str, str]
    people: Mapping[str, str]


def placement_task(
    session: Session,
    *,
    bazaar_id: str,
    seed: int,
    days: Sequence[date] | None = None,
    fresh: bool = False,
) -> PlacementTask:
    """Read what is to be placed. Without `days` all open days but those that began after the first.

    `fresh` forgets where people stand now, except who has already arrived. Whoever is izin or alpa on a day gets no
    booth that day. Raises UnknownBazaar, NoLayoutYet, NobodyToPlace, NoOpenDay, NotADayOfThisBazaar, DayIsClosed,
    DayCalledOff.
    """
    bazaar = bazaar_of(session, bazaar_id)
    layout = layout_of_bazaar(session, bazaar_id)
    people = tuple(person for person in list_participants(session, bazaar_id) if person.status == CONFIRMED)
    if not people:
        raise NobodyToPlace()
    chosen, kept = _days(session, bazaar, days)
    party_key = {person.id: f"p{number:05d}" for number, person in enumerate(people)}
    plan, booth_key = _in_keys(layout.plan)
    rules = placement_rules(session)
    tasks: list[DayTask] = []
    arrived = _arrived_before(session, bazaar, chosen[0])
    for day in chosen:
        coming = _parties_on(session, bazaar, day, layout, people, fresh=fresh)

        def ask(coming: Sequence[Party]) -> Request:
            parties = tuple(_rekeyed(party, party_key[party.id], booth_key) for party in coming)
            return request_for(plan, parties, seed=seed, rules=rules)

        request = ask([party for party, _stuck in coming])
        is_short = any(party.id in arrived and stuck != party for party, stuck in coming)
        if_short = [stuck if party.id in arrived else party for party, stuck in coming]
        earlier = max((item.day for item in bazaar.days if item.day < day and not item.is_off), default=None)
        follows = bool(tasks) and tasks[-1].day == earlier
        repeats = follows and _who(request.parties) == _who(tasks[-1].request.parties)
        tasks.append(DayTask(day, request, follows, repeats, ask(if_short) if is_short else None))
        arrived |= _present_on(session, bazaar, day)
    return PlacementTask(
        bazaar_id=bazaar_id,
        seed=seed,
        days=tuple(tasks),
        kept_days=kept,
        wanted=tuple(days) if days is not None else None,
        fresh=fresh,
        booths={key: item for item, key in booth_key.items()},
        people={key: item for item, key in party_key.items()},
    )


def _present_on(session: Session, bazaar: BazaarFacts, day: date) -> set[str]:
    return {who for who, status in marks_on(session, bazaar.id, day).items() if status == PRESENT}


def _arrived_before(session: Session, bazaar: BazaarFacts, first: date) -> set[str]:
    """Who was there on a day before `first`."""
    held = (item.day for item in bazaar.days if item.day < first and not item.is_off)
    return {who for day in held for who in _present_on(session, bazaar, day)}


def _in_keys(plan: Plan) -> tuple[Plan, dict[str, str]]:
    """The plan with its booths counted by number, and the key of each booth's id."""
    ordered = sorted(plan.booths, key=lambda booth: (booth_order(booth.label), booth.x, booth.y, booth.id))
    keys = {booth.id: f"b{number:04d}" for number, booth in enumerate(ordered)}
    return replace(plan, booths=tuple(replace(booth, id=keys[booth.id]) for booth in ordered)), keys


def _days(
    session: Session, bazaar: BazaarFacts, days: Sequence[date] | None
) -> tuple[tuple[date, ...], tuple[date, ...]]:
    if days is not None:
        chosen = tuple(sorted(set(days)))
        for day in chosen:
            require_open(session, bazaar.id, day)
        if not chosen:
            raise NoOpenDay()
        return chosen, ()
    still = require_open_days(session, bazaar)
    begun = tuple(day for day in still[1:] if PRESENT in marks_on(session, bazaar.id, day).values())
    return tuple(day for day in still if day not in begun), begun


def _parties_on(
    session: Session,
    bazaar: BazaarFacts,
    day: date,
    layout: LayoutFacts,
    people: tuple[ParticipantFacts, ...],
    *,
    fresh: bool,
) -> list[tuple[Party, Party]]:
    """Whoever comes that day, each also as one who stays in a booth of now that lacks something.

    Who is there that day stays, and nobody else: what holds for one day does not for the next.
    """
    marks, holders = marks_on(session, bazaar.id, day), holders_on(session, bazaar.id, day)
    seats = set(holders.values())
    coming = tuple(
        person
        for person in people
        if marks.get(person.id) not in (EXCUSED, ABSENT) and is_expected(person, seats, marks)
    )
    parties = []
    for party in parties_of(session, bazaar, day, layout, coming, holders):
        wanted = max(party.booths_wanted, len(party.current))
        staying = replace(party, pinned=party.current, booths_wanted=wanted, stays=True)
        asked = replace(party, current=()) if fresh else party
        if party.current and marks.get(party.id) == PRESENT:
            parties.append((staying, staying))
        else:
            parties.append((asked, staying if party.current and _is_unfit(party, layout) else asked))
    return parties


def _is_unfit(party: Party, layout: LayoutFacts) -> bool:
    """Whether a booth that it has now lacks something it needs."""
    booths = {booth.id: booth for booth in layout.plan.booths}
    has_zone = any(booth.zone == MITRA for booth in booths.values())
    return any(broken_rules(party, booths[booth], has_zone) for booth in party.current if booth in booths)


def _rekeyed(party: Party, key: str, booths: Mapping[str, str]) -> Party:
    """The party in keys; what it had on booths that are gone is forgotten."""

    def keys(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(booths[row_id] for row_id in ids if row_id in booths))

    return replace(
        party,
        id=key,
        pinned=keys(party.pinned),
        yesterday=keys(party.yesterday),
        current=keys(party.current),
        preferred=keys(party.preferred),
    )


def _who(parties: tuple[Party, ...]) -> list[Party]:
    return [replace(party, yesterday=(), current=()) for party in parties]
