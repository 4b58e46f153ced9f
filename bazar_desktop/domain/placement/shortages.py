"""Why a list cannot be placed, all of it at once: what is short, whom to let go, what to add.

A shortage is Hall's: some seats, and fewer booths than seats that any of them may have. Letting people go keeps the
largest matching (seats are a transversal matroid, so whoever comes first is kept); adding is an assignment in which
a booth that lacks something costs what it takes to put that right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product

from bazar_desktop.domain.day.model import PARTNER
from bazar_desktop.domain.layout.model import Booth
from bazar_desktop.domain.placement.assignment import FORBIDDEN, assign
from bazar_desktop.domain.placement.hard_rules import (
    BLOCKED,
    HARD_RULES,
    MITRA_ZONE,
    OPEN_FIRE,
    PINNED,
    POWER,
    SIZE,
    VENDOR_ZONE,
    WATER,
    WHEELCHAIR,
)
from bazar_desktop.domain.placement.model import Model
from bazar_desktop.domain.placement.paths import augment, unseated
from bazar_desktop.domain.placement.request import Party

SEVERAL = "several"  # no few needs alone are short, but all of these parties' needs together
OWN_NEEDS = (POWER, WATER, OPEN_FIRE, WHEELCHAIR, SIZE)
# What it takes to put one thing right, beside another; a new booth is dearer than any one of them.
EFFORTS = {
    BLOCKED: 2,
    OPEN_FIRE: 2,
    POWER: 3,
    PINNED: 3,
    WATER: 4,
    WHEELCHAIR: 4,
    MITRA_ZONE: 5,
    VENDOR_ZONE: 5,
}
WIDER, NEW_BOOTH = 6, 40
_RULE = {rule.code: rule for rule in HARD_RULES}


@dataclass(frozen=True, slots=True)
class Shortage:
    """`wanted` booths for parties that share `needs` (codes; none: any booth), only `available` of them.

    `width` in metres where the needs name SIZE. PINNED: one party whose `booth` (a label) lacks what it needs.
    """

    needs: tuple[str, ...]
    wanted: int
    available: int
    party_ids: tuple[str, ...]
    names: tuple[str, ...]
    width: float = 0.0
    booth: str = ""

    @property
    def excess(self) -> int:
        return self.wanted - self.available


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What to put right at a booth (its label) for one party: codes of `hard_rules`; PINNED: take its pin away.

    `booth` "" is a booth to add, with what `needs` name. `width` in metres where it must be wider.
    """

    booth: str
    needs: tuple[str, ...]
    party: str
    width: float = 0.0


# -- what is short ---------------------------------------------------------------------------------------------


def shortages_of(model: Model) -> tuple[Shortage, ...]:
    """Every shortage of this list: of booths at all, of each need and width, and of needs together.

    Left out is what only repeats another: the same people, as many booths. Empty where everybody can have a booth.
    """
    found = [*_unfit_pins(model)]
    short: list[Shortage] = []
    for needs in _sets_of_needs(model):
        for shortage in _shortages(model, needs):
            if shortage.excess > 0 and not any(_explains(less, shortage) for less in short):
                short.append(shortage)
    return (*found, *short, *_beyond(model, [*found, *short]))


def _explains(less: Shortage, more: Shortage) -> bool:
    """Whether `more` names but the same people, whose further need leaves no fewer booths."""
    if not less.needs or not set(less.needs) <= set(more.needs):
        return False
    return less.available == more.available and less.party_ids == more.party_ids


def _loose(model: Model) -> list[int]:
    """The seats that may still be chosen for: not those of parties that stay where they are."""
    return [seat for seat, party in enumerate(model.seats) if not party.stays]


def _needs_of(model: Model, party: Party) -> frozenset[str]:
    mitra = {MITRA_ZONE} if model.has_zone and party.kind == PARTNER else set()
    return frozenset(code for code in OWN_NEEDS if _RULE[code].concerns(party, model.has_zone)) | mitra


def _sets_of_needs(model: Model) -> list[frozenset[str]]:
    """The sets of needs that some party has, its subsets among them; small ones first."""
    own = {_needs_of(model, model.seats[seat]) for seat in _loose(model)}
    subsets = {
        frozenset(part)
        for needs in own
        for part in chain.from_iterable(combinations(sorted(needs), size) for size in range(len(needs) + 1))
    }
    return sorted(subsets, key=lambda needs: (len(needs), sorted(needs)))


def _shortages(model: Model, needs: frozenset[str]) -> list[Shortage]:
    """Who has all these needs, and the booths that meet them, for each width that is asked for."""
    seats = [seat for seat in _loose(model) if needs <= _needs_of(model, model.seats[seat])]
    if model.has_zone and MITRA_ZONE not in needs:
        seats = [seat for seat in seats if model.seats[seat].kind != PARTNER]
    widths = sorted({model.seats[seat].min_width for seat in seats}) if SIZE in needs and seats else [0.0]
    return [
        _count(model, needs, [seat for seat in seats if model.seats[seat].min_width >= width], width)
        for width in widths
    ]


def _count(model: Model, needs: frozenset[str], seats: Sequence[int], width: float) -> Shortage:
    held = {booth for party in model.parties if party.stays for booth in party.pinned}
    asked = _in_need(needs, width)
    available = sum(booth.id not in held and _fits(model, asked, booth) for booth in model.booths)
    return _named(model, tuple(sorted(needs, key=_order)), seats, available, width=width)


def _in_need(needs: frozenset[str], width: float) -> Party:
    return Party(
        "",
        "",
        kind=PARTNER if MITRA_ZONE in needs else "",
        needs_power=POWER in needs,
        needs_water=WATER in needs,
        open_fire=OPEN_FIRE in needs,
        wheelchair=WHEELCHAIR in needs,
        min_width=width,
    )


def _named(
    model: Model, needs: tuple[str, ...], seats: Iterable[int], available: int, width: float = 0.0
) -> Shortage:
    seats = list(seats)
    parties = list({model.seats[seat].id: model.seats[seat] for seat in seats}.values())
    ids, names = tuple(party.id for party in parties), tuple(party.name for party in parties)
    return Shortage(needs, len(seats), available, ids, names, width)


def _order(code: str) -> int:
    return [MITRA_ZONE, *OWN_NEEDS].index(code)


def _fits(model: Model, party: Party, booth: Booth) -> bool:
    return all(rule.fits(party, booth) for rule in HARD_RULES if rule.concerns(party, model.has_zone))


def _unfit_pins(model: Model) -> Iterator[Shortage]:
    for seat in _loose(model):
        if model.pin[seat] and not any(model.allowed[seat]):
            party, label = model.seats[seat], model.label(model.pin[seat])
            yield Shortage((PINNED,), 1, 0, (party.id,), (party.name,), booth=label)


def _beyond(model: Model, found: Sequence[Shortage]) -> list[Shortage]:
    """What is still short once as many booths are added as each shortage lacks: sets that no few needs explain.

    An added booth has just what all of the named need. Where that does for those of another shortage, it counts there
    too: what cures several numbers is added once.
    """
    choices = [list(_booths_for(model, seat)) for seat in range(model.empty)]
    size = len(model.booths)
    added: list[Party] = []
    for shortage in sorted(found, key=lambda item: (-len(item.needs), -item.width)):
        asked = _asked_by_all(model, shortage)
        is_pin = shortage.needs == (PINNED,)
        still = shortage.excess - sum(not is_pin and _serves(model, other, asked) for other in added)
        for _ in range(still):
            for seat, party in enumerate(model.seats):
                is_named = party.id in shortage.party_ids
                if is_named if is_pin else not model.pin[seat] and _serves(model, asked, party):
                    choices[seat].append(size)
            added += [] if is_pin else [asked]
            size += 1
    more: list[Shortage] = []
    holder = [-1] * size
    for seat in range(model.empty):
        tree = augment(seat, choices, holder)
        if tree is None:
            continue
        inside = [other for other in range(model.empty) if tree.issuperset(choices[other])]
        real = {booth for other in inside for booth in _booths_for(model, other)}
        more.append(_named(model, (SEVERAL,), inside, len(real)))
        for other in inside:
            choices[other].append(size)
        size += 1
        holder.append(seat)
    return list({shortage.party_ids: shortage for shortage in more}.values())


def _asked_by_all(model: Model, shortage: Shortage) -> Party:
    """Someone who needs what all of the named need: what a booth to add for them must have."""
    needs = frozenset.intersection(*(_needs_of(model, model.party_of[who]) for who in shortage.party_ids))
    widest = min(model.party_of[who].min_width for who in shortage.party_ids)
    return _in_need(needs, widest if SIZE in needs else 0.0)


def _serves(model: Model, asked: Party, party: Party) -> bool:
    """Whether a booth that has just what `asked` needs will do for `party`."""
    needs, wanted = _needs_of(model, asked), _needs_of(model, party)
    same_zone = (MITRA_ZONE in needs) == (MITRA_ZONE in wanted)
    return same_zone and wanted <= needs and party.min_width <= asked.min_width


def _booths_for(model: Model, seat: int) -> list[int]:
    return [booth for booth, ok in enumerate(model.allowed[seat]) if ok]


# -- whom to let go --------------------------------------------------------------------------------------------


def fewest_people(model: Model) -> tuple[str, ...]:
    """Ids of the fewest parties without whom all others can be placed; whoever comes later in the list goes first.

    Letting one go that wants several booths may save letting go several others: how many of these go is tried out. Of
    equally many those go of whom the fewest have arrived, then the fewest are pinned.
    """
    choices = [_booths_for(model, seat) for seat in range(model.empty)]
    several: dict[tuple[bytes, ...], list[tuple[int, ...]]] = {}
    for seats in dict.fromkeys(mates for mates in model.own if mates):
        if not model.seats[seats[0]].stays:
            several.setdefault(tuple(bytes(model.allowed[seat]) for seat in seats), []).append(seats)
    apart = {seat for alike in several.values() for seats in alike for seat in seats}
    singles = sorted(set(range(model.empty)) - apart, key=lambda seat: (_rank(model, seat), seat))
    lacking = len(unseated([*singles, *sorted(apart)], choices, [-1] * len(model.booths)))
    best: list[int] | None = None
    dearest = (0, 0, 0)
    counts = product(*(range(len(alike) + 1) for alike in several.values()))
    for count in sorted(counts, key=lambda numbers: (sum(numbers), numbers)):
        dropped = [
            seats
            for n, alike in zip(count, several.values(), strict=True)
            for seats in alike[len(alike) - n :]
        ]
        freed = sum(len(seats) for seats in dropped)
        if best is not None and (len(dropped) + max(0, lacking - freed), 0, 0) >= dearest:
            continue
        gone = {seat for seats in dropped for seat in seats}
        holder = [-1] * len(model.booths)
        if unseated(sorted(apart - gone), choices, holder):
            continue
        left = unseated(singles, choices, holder)
        gone_first = [*(seats[0] for seats in dropped), *left]
        price = _price(model, gone_first)
        if best is None or price < dearest:
            best, dearest = gone_first, price
    return tuple(model.seats[seat].id for seat in sorted(best or []))


def _price(model: Model, seats: Sequence[int]) -> tuple[int, int, int]:
    """How many people that are, how many of them have arrived, how many are pinned."""
    ranks = [_rank(model, seat) for seat in seats]
    return len(ranks), ranks.count(0), ranks.count(1)


def _rank(model: Model, seat: int) -> int:
    """Who has arrived is kept first, then who is pinned."""
    return 0 if model.seats[seat].stays else 1 if model.pin[seat] else 2


# -- what to add -----------------------------------------------------------------------------------------------


def least_changes(model: Model) -> tuple[PlanChange, ...]:
    """What to put right at which booths, and the booths to add, so that everybody has one: the least in all."""
    new = max(0, model.empty - len(model.booths))
    size = len(model.booths) + new
    cost = [
        [_effort(model, seat, booth) for booth in model.booths] + [_effort_anew(model, seat)] * new
        for seat in range(model.empty)
    ]
    numbers, _prices = assign([*cost, *([0] * size for _ in range(size - model.empty))])
    changes = []
    for seat, number in enumerate(numbers[: model.empty]):
        party = model.seats[seat]
        if number >= len(model.booths):
            needs = tuple(sorted(_needs_of(model, party), key=_order))
            changes.append(
                PlanChange("", (*_unpinned(model, seat, None), *needs), party.name, party.min_width)
            )
        elif cost[seat][number]:
            booth = model.booths[number]
            codes = tuple(_missing(model, seat, booth))
            changes.append(
                PlanChange(booth.label, codes, party.name, party.min_width if SIZE in codes else 0.0)
            )
    return tuple(sorted(changes, key=lambda change: (not change.booth, change.booth, change.needs)))


def _effort(model: Model, seat: int, booth: Booth) -> int:
    party = model.seats[seat]
    if party.stays:
        return 0 if booth.id == model.pin[seat] else FORBIDDEN
    return sum(EFFORTS.get(code, WIDER) for code in _missing(model, seat, booth))


def _effort_anew(model: Model, seat: int) -> int:
    """What a new booth for the seat takes: nobody who has arrived is sent there, and a pin has to come off first."""
    if model.seats[seat].stays:
        return FORBIDDEN
    return NEW_BOOTH + sum(EFFORTS[code] for code in _unpinned(model, seat, None))


def _missing(model: Model, seat: int, booth: Booth) -> list[str]:
    party = model.seats[seat]
    codes = [
        rule.code
        for rule in HARD_RULES
        if rule.code != PINNED and rule.concerns(party, model.has_zone) and not rule.fits(party, booth)
    ]
    return [*_unpinned(model, seat, booth), *codes]


def _unpinned(model: Model, seat: int, booth: Booth | None) -> list[str]:
    pin = model.pin[seat]
    return [PINNED] if pin and (booth is None or booth.id != pin) else []
