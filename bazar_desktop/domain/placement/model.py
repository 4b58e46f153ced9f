"""A request made ready for counting: seats and booths as numbers, prices as tables of whole numbers.

A party that wants two booths has two seats. Index `empty` (one past the last seat) stands in an empty booth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bazar_desktop.domain.day.model import PARTNER
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.layout.model import MITRA, Booth, BoothUnknown
from bazar_desktop.domain.layout.neighbours import BEHIND, BESIDE, neighbours, side_by_side
from bazar_desktop.domain.placement.assignment import FORBIDDEN
from bazar_desktop.domain.placement.hard_rules import HARD_RULES
from bazar_desktop.domain.placement.request import (
    BoothBlocked,
    Party,
    PinnedTwice,
    PinnedWhereArrived,
    Request,
    TooManyBoothsWanted,
    most_booths,
)
from bazar_desktop.domain.placement.soft_rules import (
    APART,
    HALVES,
    LINEAR_RULES,
    PAIR_RULES,
    PAIR_TRAITS,
    RULES,
    clash,
    price,
)
from bazar_desktop.domain.placement.together import parts, places_of

Arrangement = Mapping[str, str]  # booth id -> party id


@dataclass(frozen=True, slots=True)
class RuleScore:
    """How often a soft rule is breached and what that costs; `rule` is a name of `soft_rules.RULES`."""

    rule: str
    count: int
    cost: int


@dataclass(frozen=True, slots=True)
class Score:
    """All soft rules, in the order of `soft_rules.RULES`."""

    rules: tuple[RuleScore, ...]

    @property
    def total(self) -> int:
        return sum(rule.cost for rule in self.rules)

    def of(self, rule: str) -> RuleScore:
        return next(rule_score for rule_score in self.rules if rule_score.rule == rule)


class Model:
    """The tables of one request. Build it once and ask it often: the window keeps it while somebody drags.

    Raises TooManyBoothsWanted, BoothUnknown, BoothBlocked, PinnedTwice, PinnedWhereArrived for pins that cannot hold.
    """

    def __init__(self, request: Request) -> None:
        self.request = request
        self.booths = sorted(request.booths, key=lambda booth: booth.id)
        self.booth_index = {booth.id: index for index, booth in enumerate(self.booths)}
        self.parties = sorted((self._present(party) for party in request.parties), key=lambda party: party.id)
        self.party_of = {party.id: party for party in self.parties}
        self.has_zone = any(booth.zone == MITRA for booth in self.booths)
        _check_parties(self)
        self.seats: list[Party] = []
        self.pin: list[str] = []
        for party in self.parties:
            for number in range(party.booths_wanted):
                self.seats.append(party)
                self.pin.append(party.pinned[number] if number < len(party.pinned) else "")
        self.empty = len(self.seats)

    def _present(self, party: Party) -> Party:
        """The party without the earlier and wished booths that are no longer on the plan."""

        def there(booths: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(booth for booth in booths if booth in self.booth_index)

        return replace(
            party,
            yesterday=there(party.yesterday),
            current=there(party.current),
            preferred=there(party.preferred),
        )

    @cached_property
    def near(self) -> dict[str, list[list[int]]]:
        """For BESIDE and BEHIND: the indices of each booth's neighbours."""
        table = neighbours(self.booths)
        return {
            kind: [
                [self.booth_index[other] for other, how in table[booth.id] if how == kind]
                for booth in self.booths
            ]
            for kind in (BESIDE, BEHIND)
        }

    @cached_property
    def allowed(self) -> list[bytearray]:
        """For each seat 1 where it may stand by all hard rules; for `empty` 1 everywhere."""
        rows: dict[tuple[object, ...], bytearray] = {}
        result = []
        for party, pin in zip(self.seats, self.pin, strict=True):
            key = (
                pin,
                party.kind == PARTNER,
                party.stays,
                party.needs_power,
                party.needs_water,
                party.open_fire,
                party.wheelchair,
                party.min_width,
            )
            if key not in rows:
                rows[key] = bytearray(seat_fits(self, party, pin, booth) for booth in self.booths)
            result.append(rows[key])
        return [*result, bytearray(b"\1" * len(self.booths))]

    @cached_property
    def linear(self) -> list[list[int]]:
        """Points for each seat in each booth; zeros for `empty`."""
        rules = [(rule, price(self.request, name)) for name, rule in LINEAR_RULES.items()]
        rules = [(rule, points) for rule, points in rules if points]
        known = self.booth_index
        rows = []
        for party in self.seats:
            row = [
                sum(points * rule(self.request, party, booth) for rule, points in rules) for booth in known
            ]
            rows.append(row)
        return [*rows, [0] * len(self.booths)]

    @cached_property
    def traits(self) -> list[tuple[tuple[str, str], ...]]:
        """What each seat gives off and minds, a pair for each of PAIR_TRAITS."""
        known: dict[str, tuple[tuple[str, str], ...]] = {}
        for party in self.seats:
            if party.id not in known:
                known[party.id] = tuple(trait(self.request, party) for trait in PAIR_TRAITS.values())
        return [known[party.id] for party in self.seats]

    @cached_property
    def clash_points(self) -> dict[str, tuple[int, ...]]:
        """For BESIDE and BEHIND what two neighbours cost that clash, a price for each of PAIR_TRAITS."""
        return {kind: tuple(price(self.request, rule, kind) for rule in PAIR_TRAITS) for kind in HALVES}

    @cached_property
    def pair(self) -> dict[str, list[list[int]]]:
        """For BESIDE and BEHIND: points for two seats that are neighbours so; zeros for `empty` and one's own."""
        return {kind: self._pair_table(points) for kind, points in self.clash_points.items()}

    def _pair_table(self, points: tuple[int, ...]) -> list[list[int]]:
        size = self.empty + 1
        table = [[0] * size for _ in range(size)]
        known: dict[tuple[object, ...], int] = {}
        for i, seat in enumerate(self.seats):
            for j in range(i):
                if seat.id == self.seats[j].id:
                    continue
                key = (self.traits[i], self.traits[j])
                if key not in known:
                    known[key] = sum(p * clash(a, b) for p, a, b in zip(points, *key, strict=True))
                table[i][j] = table[j][i] = known[key]
        return table

    @cached_property
    def own(self) -> list[tuple[int, ...]]:
        """For each seat the seats of its party, itself among them, where it has several; nothing for all others."""
        seats_of: dict[str, list[int]] = {}
        for seat, party in enumerate(self.seats):
            seats_of.setdefault(party.id, []).append(seat)
        several = {who: tuple(seats) for who, seats in seats_of.items() if len(seats) > 1}
        return [*(several.get(party.id, ()) for party in self.seats), ()]

    @cached_property
    def several(self) -> tuple[int, ...]:
        """The seats of parties of several booths."""
        return tuple(seat for seat, mates in enumerate(self.own) if mates)

    @cached_property
    def kinds(self) -> list[int]:
        """For each seat its kind, and for `empty` one of its own: what no rule for neighbours tells apart."""
        numbers: dict[object, int] = {}
        kinds = []
        for traits, party, own in zip(self.traits, self.seats, self.own, strict=False):
            kinds.append(numbers.setdefault((traits, party.id if own else ""), len(numbers)))
        return [*kinds, len(numbers)]

    @cached_property
    def kind_pair(self) -> dict[str, list[list[int]]]:
        """As `pair`, for two kinds."""
        seats: dict[int, list[int]] = {}
        for seat, kind in enumerate(self.kinds):
            seats.setdefault(kind, []).append(seat)
        ends = [(held[0], held[-1]) for held in seats.values()]
        return {how: [[table[a][b] for _, b in ends] for a, _ in ends] for how, table in self.pair.items()}

    @cached_property
    def lawful(self) -> list[list[int]]:
        """As `linear`; FORBIDDEN where a seat may not stand."""
        return [
            [points if ok else FORBIDDEN for points, ok in zip(row, allowed, strict=True)]
            for row, allowed in zip(self.linear, self.allowed, strict=True)
        ]

    @cached_property
    def lawful_at(self) -> list[list[int]]:
        """The same by booth, then by seat."""
        return [list(column) for column in zip(*self.lawful, strict=True)]

    @cached_property
    def together(self) -> list[frozenset[int]]:
        """For each booth those that one party can run together with it."""
        table = side_by_side(self.booths)
        return [frozenset(self.booth_index[other] for other in table[booth.id]) for booth in self.booths]

    @cached_property
    def places(self) -> dict[tuple[int, ...], list[tuple[int, ...]]]:
        """Where the seats of each party of several booths can stand together, by its seats."""
        parties = sorted({mates for mates in self.own if mates})
        return {mates: places_of(mates, self.allowed, self.together) for mates in parties}

    def apart(self, booths: Sequence[int]) -> int:
        """Points of one party in these booths."""
        return self.request.weights.apart * (parts(booths, self.together) - 1)

    def label(self, booth_id: str) -> str:
        return self.booths[self.booth_index[booth_id]].label

    def booth(self, booth_id: str) -> Booth:
        """Raises BoothUnknown."""
        if booth_id not in self.booth_index:
            raise BoothUnknown(booth=booth_id)
        return self.booths[self.booth_index[booth_id]]


def seat_fits(model: Model, party: Party, pin: str, booth: Booth) -> bool:
    """Whether all hard rules allow this seat; each pin binds one seat of its party.

    Whoever has arrived stays, whatever the booth lacks.
    """
    if pin and (booth.id != pin or party.stays):
        return booth.id == pin
    return all(
        rule.fits(party, booth)
        for rule in HARD_RULES
        if rule.code != "pinned" and rule.concerns(party, model.has_zone)
    )


def _asks_too_many(party: Party) -> bool:
    wanted = max(party.booths_wanted, len(party.pinned))
    allowed = wanted if party.stays else most_booths(party.kind)
    return party.booths_wanted < wanted or not 1 <= wanted <= allowed


def _check_parties(model: Model) -> None:
    asking = {
        party.name: max(party.booths_wanted, len(party.pinned))
        for party in model.parties
        if _asks_too_many(party)
    }
    if asking:
        raise TooManyBoothsWanted(name=", ".join(asking), wanted=", ".join(map(str, asking.values())))
    pins: dict[str, Party] = {}
    refusals: list[BazarError] = []
    for party in sorted(model.parties, key=lambda party: not party.stays):
        for pin in party.pinned:
            booth = model.booth(pin)
            if booth.blocked and not party.stays:
                refusals.append(BoothBlocked(booth=booth.label))
            elif pin in pins:
                refusal = PinnedWhereArrived if pins[pin].stays else PinnedTwice
                refusals.append(refusal(booth=booth.label, holder=pins[pin].name, name=party.name))
            else:
                pins[pin] = party
    if refusals:
        first, *others = refusals
        first.others = tuple(others)
        raise first


def score(model: Model, arrangement: Arrangement) -> Score:
    """Every soft rule counted afresh over booth -> party; parties without a booth count for nothing."""
    request = model.request
    counts = dict.fromkeys(RULES, 0)
    costs = dict.fromkeys(RULES, 0)
    for booth, party_id in arrangement.items():
        for name, linear in LINEAR_RULES.items():
            breaches = linear(request, model.party_of[party_id], booth)
            counts[name] += breaches
            costs[name] += breaches * price(request, name)
    for kind, party, other in neighbour_pairs(model, arrangement):
        for name, rule in PAIR_RULES.items():
            points = price(request, name, kind)
            breaches = rule(request, party, other) if points else 0
            counts[name] += breaches
            costs[name] += breaches * points
    held: dict[str, list[int]] = {}
    for booth, party_id in arrangement.items():
        held.setdefault(party_id, []).append(model.booth_index[booth])
    counts[APART] = sum(parts(booths, model.together) - 1 for booths in held.values() if len(booths) > 1)
    costs[APART] = counts[APART] * request.weights.apart
    return Score(tuple(RuleScore(rule, counts[rule], costs[rule]) for rule in RULES))


def neighbour_pairs(model: Model, arrangement: Arrangement) -> list[tuple[str, Party, Party]]:
    """(kind, one, other) for all booths in use that are neighbours and of two parties, each pair once."""
    found = []
    for kind, table in model.near.items():
        for booth_id, party_id in arrangement.items():
            index = model.booth_index[booth_id]
            for near in table[index]:
                other = arrangement.get(model.booths[near].id)
                if near > index and other is not None and other != party_id:
                    found.append((kind, model.party_of[party_id], model.party_of[other]))
    return found
