"""The order of the turns: facts of each person, points, criteria, and the lot among equals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bazar_desktop.domain.turns.draw import ALL, Lot
from bazar_desktop.domain.turns.rules import FEWEST, NEW, NEWCOMER, POINTS, SINCE, TurnRules

IN, OUT, PLACE = "in", "out", "place"
OVERRIDES = (IN, OUT, PLACE)


@dataclass(frozen=True, slots=True)
class Override:
    """The officer's decision over the order: in, out, or to the `place`-th turn; `by` is a name."""

    kind: str
    reason: str
    place: int = 0
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Applicant:
    """One who applies, with the facts of the person behind it (all their vendor ids together).

    `code` differs from every other in the bazaar; `id` is the participation. `this_year`, `in_all`: bazaars before
    this one in which they took part, `last` when; `excused`, `absent`: bazaars of this year with izin, with alpa.
    `documents`: kinds of registration valid on all days. `stands` wanted. `fixed`: has a place already; `rejected`:
    was turned down before, so that only the officer's *in* brings them back; `waits`: their order in a reserve that
    was settled before, 0 for none.
    """

    id: str
    code: str
    person: str
    this_year: int = 0
    in_all: int = 0
    last: date | None = None
    excused: int = 0
    absent: int = 0
    documents: frozenset[str] = frozenset()
    category: str = ""
    agency: str = ""
    kecamatan: str = ""
    stands: int = 1
    fixed: bool = False
    rejected: bool = False
    waits: int = 0
    override: Override | None = None

    @property
    def newcomer(self) -> str:
        """The group of newcomers for who never took part."""
        return NEW if self.in_all == 0 else ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An applicant in the order; those of the same `group` are equal in all criteria. `drawn`: by lot."""

    applicant: Applicant
    points: int
    group: int
    equals: int
    drawn: bool


Key = tuple[int, ...]


def points_of(applicant: Applicant, rules: TurnRules) -> int:
    """What counts against the person: turns, izin and alpa of this year, by the rules' weights."""
    return (
        applicant.this_year * rules.turn_points
        + applicant.excused * rules.excused_points
        + applicant.absent * rules.absent_points
    )


_CRITERIA: dict[str, Callable[[Applicant, TurnRules], int]] = {
    POINTS: points_of,
    NEWCOMER: lambda applicant, _rules: int(applicant.in_all > 0),
    SINCE: lambda applicant, _rules: applicant.last.toordinal() if applicant.last else 0,
    FEWEST: lambda applicant, _rules: applicant.in_all,
}


def merit(applicant: Applicant, rules: TurnRules) -> Key:
    """What the criteria say, the smallest first."""
    return tuple(_CRITERIA[name](applicant, rules) for name in rules.order)


def rank(applicants: Iterable[Applicant], rules: TurnRules, lot: Lot | None = None) -> list[Ranked]:
    """The applicants in order. Among equals a lot decides, or before there is one the reserve's order, then the code.

    Who was not in the lot comes after the equals that were. A lot among all leaves the criteria out. The order in
    which applicants are given does not matter.
    """

    def equal_key(one: Applicant) -> Key:
        if lot is not None and lot.mode == ALL:
            return (0,) if one.code in lot.codes else (1, *merit(one, rules))
        return merit(one, rules)

    def key(one: Applicant) -> tuple[Key, bool, str, bool, int, str]:
        drawn = lot is not None and one.code in lot.codes
        lots = lot.hash_of(one.code) if lot and drawn else ""
        return equal_key(one), not drawn, lots, not one.waits, one.waits, one.code

    groups: dict[Key, list[Applicant]] = defaultdict(list)
    for applicant in sorted(applicants, key=key):
        groups[equal_key(applicant)].append(applicant)
    return [
        Ranked(
            applicant,
            points_of(applicant, rules),
            number,
            len(some),
            lot is not None and applicant.code in lot.codes,
        )
        for number, some in enumerate(groups.values(), 1)
        for applicant in some
    ]


def moved(ranked: Sequence[Ranked]) -> list[Ranked]:
    """The order with those put to another place by the officer; several at one place stand by their code."""
    movers = [item for item in ranked if item.applicant.override and item.applicant.override.kind == PLACE]
    at_place = {mover.applicant.id for mover in movers}
    order = [item for item in ranked if item.applicant.id not in at_place]
    wanted = sorted(movers, key=lambda mover: (_place(mover), mover.applicant.code))
    for item in wanted:
        order.insert(max(0, _place(item) - 1), item)
    return order


def _place(one: Ranked) -> int:
    return one.applicant.override.place if one.applicant.override else 0
