"""Places and reserve: who takes part under requirements and quotas, and why not who does not.

The rule of quotas is in `quotas`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import lru_cache

from bazar_desktop.domain.turns.draw import ALL, DrawEntry, Lot
from bazar_desktop.domain.turns.quotas import by_turn, fill
from bazar_desktop.domain.turns.ranking import IN, OUT, PLACE, Applicant, Ranked, moved, points_of, rank
from bazar_desktop.domain.turns.rules import Quota, TurnRules
from bazar_desktop.domain.turns.seats import Seats, Unmet, Why

FIXED, CHOSEN, RESERVE, REJECTED = "fixed", "chosen", "reserve", "rejected"

# Why somebody stands where they stand.
DOCUMENT_MISSING, SAME_PERSON, TAKEN_OUT = "document_missing", "same_person", "taken_out"
TURNED_DOWN = "turned_down"
RESERVE_FULL = "reserve_full"
TAKEN_IN, MOVED, FOR_QUOTA, BY_LOT = "taken_in", "moved", "for_quota", "by_lot"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an applicant stands.

    `turn` counts from 1 over all who may take part or do (0: none), `reserve_order` over those who wait. `equals`
    share all criteria where above 1; `group` names those. `at_edge`: some of these have a place and some not.
    """

    applicant: Applicant
    outcome: str
    points: int = 0
    turn: int = 0
    reserve_order: int = 0
    group: int = 0
    equals: int = 1
    drawn: bool = False
    at_edge: bool = False
    why: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everybody in the order shown: fixed, chosen by turn, reserve in order, not chosen.

    `places` were to be given to applicants, `taken` of them are. `unmet` are leasts that no choice
    of people can give with fewer stands lacking in all.
    """

    standings: tuple[Standing, ...]
    places: int
    taken: int
    unmet: tuple[Unmet, ...] = ()

    def of(self, outcome: str) -> tuple[Standing, ...]:
        return tuple(standing for standing in self.standings if standing.outcome == outcome)


def propose(
    applicants: Iterable[Applicant], rules: TurnRules, places: int, lot: Lot | None = None
) -> Proposal:
    """Who takes part, who waits and who does not, for `places` stands to give.

    The last answers are kept: a list that is settled as it was shown is not computed anew.
    """
    pool = sorted(applicants, key=lambda applicant: (applicant.code, applicant.id))
    return _proposed(tuple(pool), rules, places, lot)


@lru_cache(maxsize=8)
def _proposed(pool: tuple[Applicant, ...], rules: TurnRules, places: int, lot: Lot | None) -> Proposal:
    fixed = [applicant for applicant in pool if applicant.fixed]
    refused = _refused(pool, rules)
    able = [applicant for applicant in pool if not applicant.fixed and applicant.id not in refused]
    order = moved(rank([*fixed, *able], rules, lot))
    waits_for_place = [item for item in order if not item.applicant.fixed]
    taken, by_rank, seats = _choose(waits_for_place, rules.quotas, fixed, places)
    stand: list[Standing] = []
    chosen: list[Standing] = []
    waiting: list[Standing] = []
    for turn, item in enumerate(order, 1):
        standing = _standing(item, turn)
        if item.applicant.fixed:
            stand.append(replace(standing, outcome=FIXED))
        elif item.applicant.id in taken:
            why = (Why(FOR_QUOTA),) if item.applicant.id not in by_rank else ()
            chosen.append(replace(standing, outcome=CHOSEN, why=(*standing.why, *why)))
        else:
            waiting.append(replace(standing, why=(*standing.why, *seats.against(item.applicant))))
    standings = [*stand, *chosen]
    standings += _in_reserve(waiting, rules.reserves)
    standings += [
        Standing(applicant, REJECTED, points_of(applicant, rules), why=refused[applicant.id])
        for applicant in pool
        if applicant.id in refused
    ]
    return Proposal(_with_edges(standings), places, places - seats.room, seats.unmet())


def _with_edges(standings: Sequence[Standing]) -> tuple[Standing, ...]:
    free = [standing for standing in standings if standing.group and not standing.applicant.override]
    edges = {standing.group for standing in free if standing.outcome == CHOSEN}
    edges &= {standing.group for standing in free if standing.outcome != CHOSEN}
    return tuple(
        replace(standing, at_edge=True)
        if standing.group in edges and not standing.applicant.override
        else standing
        for standing in standings
    )


def _refused(pool: Sequence[Applicant], rules: TurnRules) -> dict[str, tuple[Why, ...]]:
    """Who cannot take part whatever the order, and why; the officer's *in* stands above the requirements."""
    whies: dict[str, tuple[Why, ...]] = {}
    for applicant in pool:
        kind = applicant.override.kind if applicant.override else ""
        lacking = [Why(DOCUMENT_MISSING, doc) for doc in rules.required if doc not in applicant.documents]
        if applicant.fixed:
            continue
        if kind == OUT:
            whies[applicant.id] = (Why(TAKEN_OUT),)
        elif lacking and kind != IN:
            whies[applicant.id] = tuple(lacking)
        elif applicant.rejected and kind != IN:
            whies[applicant.id] = (Why(TURNED_DOWN),)
    for applicant, first in _doubles([item for item in pool if item.id not in whies]):
        whies[applicant.id] = (Why(SAME_PERSON, first.code),)
    return whies


def _doubles(pool: Sequence[Applicant]) -> list[tuple[Applicant, Applicant]]:
    """Applications of a person beside the one that counts: a place they have, one taken in, else the first code."""
    counts: dict[str, Applicant] = {}
    doubles = []
    for applicant in sorted(pool, key=_precedence):
        first = counts.setdefault(applicant.person, applicant)
        if first is not applicant and not applicant.fixed:
            doubles.append((applicant, first))
    return doubles


def _precedence(applicant: Applicant) -> tuple[bool, bool, str]:
    return not applicant.fixed, not (applicant.override and applicant.override.kind == IN), applicant.code


def _standing(one: Ranked, turn: int) -> Standing:
    why = []
    if one.applicant.override:
        why.append(Why(MOVED if one.applicant.override.kind == PLACE else TAKEN_IN))
    if one.drawn and one.equals > 1:
        why.append(Why(BY_LOT))
    return Standing(
        one.applicant,
        RESERVE,
        one.points,
        turn,
        group=one.group,
        equals=one.equals,
        drawn=one.drawn,
        why=tuple(why),
    )


def _in_reserve(waiting: Sequence[Standing], most: int | None) -> list[Standing]:
    held = len(waiting) if most is None else most
    return [
        replace(standing, reserve_order=number)
        if number <= held
        else replace(standing, outcome=REJECTED, why=(*standing.why, Why(RESERVE_FULL)))
        for number, standing in enumerate(waiting, 1)
    ]


def _take_in(order: Sequence[Ranked], seats: Seats) -> list[Applicant]:
    """Whom the officer takes in, as far as there is room; no quota stands against that."""
    taken = []
    for ranked in order:
        applicant = ranked.applicant
        if applicant.override and applicant.override.kind == IN and applicant.stands <= seats.room:
            seats.sit(applicant)
            taken.append(applicant)
    return taken


def _choose(
    order: Sequence[Ranked], quotas: Sequence[Quota], fixed: Sequence[Applicant], places: int
) -> tuple[set[str], set[str], Seats]:
    """Ids of who has a place, ids of who would have one by turn alone, and the seats as they are given."""
    seats = Seats(quotas, fixed, places)
    taken = _take_in(order, seats)
    ids = {applicant.id for applicant in taken}
    others = [ranked.applicant for ranked in order if ranked.applicant.id not in ids]
    alone = deepcopy(seats)
    first = by_turn(others, alone)
    by_rank = ids | {applicant.id for applicant in first}
    if not alone.unmet():
        return by_rank, by_rank, alone
    return ids | {applicant.id for applicant in fill(others, seats, first)}, by_rank, seats


def open_to_lot(proposal: Proposal, mode: str) -> tuple[Standing, ...]:
    """Whom a draw is about: among all, everybody who may take part; else those equals of whom not all have a place.

    Who was moved or taken in by the officer is not drawn.
    """
    able = [
        standing
        for standing in proposal.standings
        if standing.group and not standing.applicant.override and standing.outcome != FIXED
    ]
    if mode == ALL:
        return tuple(able)
    sizes = Counter(standing.group for standing in able)
    at_edge = {
        standing.group for standing in able if standing.outcome != CHOSEN and sizes[standing.group] > 1
    }
    return tuple(standing for standing in able if standing.group in at_edge)


def undrawn(proposal: Proposal, lot: Lot | None) -> int:
    """How many stand at the edge of the places, some of their equals above it and some below, without a lot."""
    drawn = lot.codes if lot else frozenset()
    return sum(standing.at_edge and standing.applicant.code not in drawn for standing in proposal.standings)


def drawn_entries(proposal: Proposal, codes: frozenset[str], mode: str) -> tuple[DrawEntry, ...]:
    """What the draw gave to those `codes`, in the drawn order."""
    standings = sorted(
        (standing for standing in proposal.standings if standing.applicant.code in codes),
        key=lambda standing: standing.turn,
    )
    groups = {
        group: number
        for number, group in enumerate(dict.fromkeys(standing.group for standing in standings), 1)
    }
    return tuple(
        DrawEntry(
            code=standing.applicant.code,
            participation_id=standing.applicant.id,
            group=1 if mode == ALL else groups[standing.group],
            outcome=standing.outcome,
            reserve_order=standing.reserve_order,
            points=standing.points,
            this_year=standing.applicant.this_year,
            in_all=standing.applicant.in_all,
            last=standing.applicant.last.isoformat() if standing.applicant.last else "",
        )
        for standing in standings
    )
