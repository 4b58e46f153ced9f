"""Places and reserve: who takes part under requirements and quotas, and why not who does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bazar_desktop.domain.turns.draw import ALL, DrawEntry, Lot
from bazar_desktop.domain.turns.ranking import IN, OUT, PLACE, Applicant, Ranked, moved, points_of, rank
from bazar_desktop.domain.turns.rules import DIMENSIONS, Quota, TurnRules

FIXED, CHOSEN, RESERVE, REJECTED = "fixed", "chosen", "reserve", "rejected"

# Why somebody stands where they stand.
DOCUMENT_MISSING, SAME_PERSON, TAKEN_OUT = "document_missing", "same_person", "taken_out"
TURNED_DOWN = "turned_down"
QUOTA_FULL, PLACES_FULL, RESERVE_FULL = "quota_full", "places_full", "reserve_full"
TAKEN_IN, MOVED, FOR_QUOTA, BY_LOT = "taken_in", "moved", "for_quota", "by_lot"


@dataclass(frozen=True, slots=True)
class Why:
    """One reason: its code, what it is about (a document, a code, a quota's group) and the limit."""

    code: str
    about: str = ""
    by: str = ""
    limit: int = 0


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
class Unmet:
    """A quota's least that the list cannot give: `got` of `least` stands."""

    by: str
    group: str
    least: int
    got: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everybody in the order shown: fixed, chosen by turn, reserve in order, not chosen.

    `places` were to be given to applicants, `taken` of them are. `unmet` are leasts that nobody can fill.
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
    """Who takes part, who waits and who does not, for `places` stands to give."""
    pool = sorted(applicants, key=lambda applicant: (applicant.code, applicant.id))
    fixed = [applicant for applicant in pool if applicant.fixed]
    refused = _refused(pool, rules)
    able = [applicant for applicant in pool if not applicant.fixed and applicant.id not in refused]
    order = moved(rank([*fixed, *able], rules, lot))
    waits_for_place = [item for item in order if not item.applicant.fixed]
    seats = _Seats(rules.quotas, fixed, places)
    taken = _take(waits_for_place, seats)
    by_rank = set(taken)
    if seats.has_leasts:
        alone = _Seats(tuple(replace(quota, least=None) for quota in rules.quotas), fixed, places)
        by_rank = set(_take(waits_for_place, alone))
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


def _take(order: Sequence[Ranked], seats: _Seats) -> set[str]:
    """The ids that get a place: whom the officer takes in, then whom a quota's least needs, then all by their turn."""
    taken: set[str] = set()

    def sit(applicant: Applicant) -> None:
        seats.sit(applicant)
        taken.add(applicant.id)

    for ranked in order:
        one = ranked.applicant
        if one.override and one.override.kind == IN and one.stands <= seats.room:
            sit(one)
    for needed in (True, False):
        for ranked in order:
            one = ranked.applicant
            if one.id not in taken and (not needed or seats.needs(one)) and not seats.against(one):
                sit(one)
    return taken


class _Seats:
    """The stands to give, and how many each quota's groups have got."""

    def __init__(self, quotas: Sequence[Quota], fixed: Sequence[Applicant], places: int) -> None:
        stands = places + sum(applicant.stands for applicant in fixed)
        self.room = places
        self._limits: dict[tuple[str, str], tuple[int, int | None]] = {}
        self._names: dict[tuple[str, str], str] = {}
        for quota in sorted(quotas, key=lambda item: (item.by, item.group, item.percent)):
            least, most = quota.limits(stands)
            key = (quota.by, quota.group.casefold())
            before = self._limits.get(key, (0, None))
            mosts = [number for number in (most, before[1]) if number is not None]
            self._limits[key] = max(least, before[0]), min(mosts) if mosts else None
        self._got: Counter[tuple[str, str]] = Counter()
        for applicant in fixed:
            self._count(applicant)

    @property
    def has_leasts(self) -> bool:
        return any(least for least, _most in self._limits.values())

    def sit(self, applicant: Applicant) -> None:
        self.room -= applicant.stands
        self._count(applicant)

    def needs(self, applicant: Applicant) -> bool:
        """Whether a group of theirs has not got its least."""
        return any(self._got[key] < self._limit(key)[0] for key in self._keys(applicant))

    def against(self, applicant: Applicant) -> tuple[Why, ...]:
        """Why there is no place for them now; nothing where there is."""
        whies = [
            Why(QUOTA_FULL, self._names[key], key[0], most)
            for key in self._keys(applicant)
            if (most := self._limit(key)[1]) is not None and self._got[key] + applicant.stands > most
        ]
        if applicant.stands > self.room:
            whies.append(Why(PLACES_FULL, limit=self.room))
        return tuple(whies)

    def unmet(self) -> tuple[Unmet, ...]:
        """Leasts that were not reached, of groups that are named or that somebody belongs to."""
        keys = {key for key in self._limits if key[1]} | set(self._names)
        return tuple(
            Unmet(key[0], self._names.get(key, key[1]), least, self._got[key])
            for key in sorted(keys)
            if self._got[key] < (least := self._limit(key)[0])
        )

    def _limit(self, key: tuple[str, str]) -> tuple[int, int | None]:
        """A group's own quota, or the one that holds for each."""
        return self._limits.get(key) or self._limits.get((key[0], ""), (0, None))

    def _keys(self, applicant: Applicant) -> list[tuple[str, str]]:
        found = []
        for by in DIMENSIONS:
            group = str(getattr(applicant, by))
            if group:
                found.append((by, group.casefold()))
                self._names.setdefault((by, group.casefold()), group)
        return found

    def _count(self, applicant: Applicant) -> None:
        for key in self._keys(applicant):
            self._got[key] += applicant.stands


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
