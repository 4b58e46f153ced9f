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
        return tuple(one for one in self.standings if one.outcome == outcome)


def propose(
    applicants: Iterable[Applicant], rules: TurnRules, places: int, lot: Lot | None = None
) -> Proposal:
    """Who takes part, who waits and who does not, for `places` stands to give."""
    pool = sorted(applicants, key=lambda one: (one.code, one.id))
    fixed = [one for one in pool if one.fixed]
    refused = _refused(pool, rules)
    able = [one for one in pool if not one.fixed and one.id not in refused]
    order = moved(rank([*fixed, *able], rules, lot))
    waits_for_place = [one for one in order if not one.applicant.fixed]
    seats = _Seats(rules.quotas, fixed, places)
    taken = _take(waits_for_place, seats)
    by_rank = set(taken)
    if seats.has_leasts:
        alone = _Seats(tuple(replace(one, least=None) for one in rules.quotas), fixed, places)
        by_rank = set(_take(waits_for_place, alone))
    stand: list[Standing] = []
    chosen: list[Standing] = []
    waiting: list[Standing] = []
    for turn, one in enumerate(order, 1):
        standing = _standing(one, turn)
        if one.applicant.fixed:
            stand.append(replace(standing, outcome=FIXED))
        elif one.applicant.id in taken:
            why = (Why(FOR_QUOTA),) if one.applicant.id not in by_rank else ()
            chosen.append(replace(standing, outcome=CHOSEN, why=(*standing.why, *why)))
        else:
            waiting.append(replace(standing, why=(*standing.why, *seats.against(one.applicant))))
    standings = [*stand, *chosen]
    standings += _in_reserve(waiting, rules.reserves)
    standings += [
        Standing(one, REJECTED, points_of(one, rules), why=refused[one.id])
        for one in pool
        if one.id in refused
    ]
    return Proposal(_with_edges(standings), places, places - seats.room, seats.unmet())


def _with_edges(standings: Sequence[Standing]) -> tuple[Standing, ...]:
    free = [one for one in standings if one.group and not one.applicant.override]
    edges = {one.group for one in free if one.outcome == CHOSEN}
    edges &= {one.group for one in free if one.outcome != CHOSEN}
    return tuple(
        replace(one, at_edge=True) if one.group in edges and not one.applicant.override else one
        for one in standings
    )


def _refused(pool: Sequence[Applicant], rules: TurnRules) -> dict[str, tuple[Why, ...]]:
    """Who cannot take part whatever the order, and why; the officer's *in* stands above the requirements."""
    found: dict[str, tuple[Why, ...]] = {}
    for one in pool:
        kind = one.override.kind if one.override else ""
        lacking = [Why(DOCUMENT_MISSING, doc) for doc in rules.required if doc not in one.documents]
        if one.fixed:
            continue
        if kind == OUT:
            found[one.id] = (Why(TAKEN_OUT),)
        elif lacking and kind != IN:
            found[one.id] = tuple(lacking)
        elif one.rejected and kind != IN:
            found[one.id] = (Why(TURNED_DOWN),)
    for one, first in _doubles([one for one in pool if one.id not in found]):
        found[one.id] = (Why(SAME_PERSON, first.code),)
    return found


def _doubles(pool: Sequence[Applicant]) -> list[tuple[Applicant, Applicant]]:
    """Applications of a person beside the one that counts: a place they have, one taken in, else the first code."""
    counts: dict[str, Applicant] = {}
    doubles = []
    for one in sorted(pool, key=_precedence):
        first = counts.setdefault(one.person, one)
        if first is not one and not one.fixed:
            doubles.append((one, first))
    return doubles


def _precedence(one: Applicant) -> tuple[bool, bool, str]:
    return not one.fixed, not (one.override and one.override.kind == IN), one.code


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
        replace(one, reserve_order=number)
        if number <= held
        else replace(one, outcome=REJECTED, why=(*one.why, Why(RESERVE_FULL)))
        for number, one in enumerate(waiting, 1)
    ]


def _take(order: Sequence[Ranked], seats: _Seats) -> set[str]:
    """The ids that get a place: whom the officer takes in, then whom a quota's least needs, then all by their turn."""
    taken: set[str] = set()

    def sit(one: Applicant) -> None:
        seats.sit(one)
        taken.add(one.id)

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
        stands = places + sum(one.stands for one in fixed)
        self.room = places
        self._limits: dict[tuple[str, str], tuple[int, int | None]] = {}
        self._names: dict[tuple[str, str], str] = {}
        for quota in sorted(quotas, key=lambda one: (one.by, one.group, one.percent)):
            least, most = quota.limits(stands)
            key = (quota.by, quota.group.casefold())
            before = self._limits.get(key, (0, None))
            mosts = [one for one in (most, before[1]) if one is not None]
            self._limits[key] = max(least, before[0]), min(mosts) if mosts else None
        self._got: Counter[tuple[str, str]] = Counter()
        for one in fixed:
            self._count(one)

    @property
    def has_leasts(self) -> bool:
        return any(least for least, _most in self._limits.values())

    def sit(self, one: Applicant) -> None:
        self.room -= one.stands
        self._count(one)

    def needs(self, one: Applicant) -> bool:
        """Whether a group of theirs has not got its least."""
        return any(self._got[key] < self._limit(key)[0] for key in self._keys(one))

    def against(self, one: Applicant) -> tuple[Why, ...]:
        """Why there is no place for them now; nothing where there is."""
        found = [
            Why(QUOTA_FULL, self._names[key], key[0], most)
            for key in self._keys(one)
            if (most := self._limit(key)[1]) is not None and self._got[key] + one.stands > most
        ]
        if one.stands > self.room:
            found.append(Why(PLACES_FULL, limit=self.room))
        return tuple(found)

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

    def _keys(self, one: Applicant) -> list[tuple[str, str]]:
        found = []
        for by in DIMENSIONS:
            group = str(getattr(one, by))
            if group:
                found.append((by, group.casefold()))
                self._names.setdefault((by, group.casefold()), group)
        return found

    def _count(self, one: Applicant) -> None:
        for key in self._keys(one):
            self._got[key] += one.stands


def open_to_lot(proposal: Proposal, mode: str) -> tuple[Standing, ...]:
    """Whom a draw is about: among all, everybody who may take part; else those equals of whom not all have a place.

    Who was moved or taken in by the officer is not drawn.
    """
    able = [
        one for one in proposal.standings if one.group and not one.applicant.override and one.outcome != FIXED
    ]
    if mode == ALL:
        return tuple(able)
    sizes = Counter(one.group for one in able)
    at_edge = {one.group for one in able if one.outcome != CHOSEN and sizes[one.group] > 1}
    return tuple(one for one in able if one.group in at_edge)


def undrawn(proposal: Proposal, lot: Lot | None) -> int:
    """How many stand at the edge of the places, some of their equals above it and some below, without a lot."""
    drawn = lot.codes if lot else frozenset()
    return sum(one.at_edge and one.applicant.code not in drawn for one in proposal.standings)


def drawn_entries(proposal: Proposal, codes: frozenset[str], mode: str) -> tuple[DrawEntry, ...]:
    """What the draw gave to those `codes`, in the drawn order."""
    found = sorted(
        (one for one in proposal.standings if one.applicant.code in codes), key=lambda one: one.turn
    )
    groups = {group: number for number, group in enumerate(dict.fromkeys(one.group for one in found), 1)}
    return tuple(
        DrawEntry(
            code=one.applicant.code,
            participation_id=one.applicant.id,
            group=1 if mode == ALL else groups[one.group],
            outcome=one.outcome,
            reserve_order=one.reserve_order,
            points=one.points,
            this_year=one.applicant.this_year,
            in_all=one.applicant.in_all,
            last=one.applicant.last.isoformat() if one.applicant.last else "",
        )
        for one in found
    )
