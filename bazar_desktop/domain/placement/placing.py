"""The answer to a request: who stands where, what it cost before and after, and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.placement.matching import PlacementImpossible, match
from bazar_desktop.domain.placement.model import Arrangement, Model, Score, score
from bazar_desktop.domain.placement.reasons import Reason, reasons_for
from bazar_desktop.domain.placement.request import (
    BoothBlocked,
    PartyUnknown,
    PinnedTwice,
    PinnedWhereArrived,
    Request,
)
from bazar_desktop.domain.placement.search import Progress, improve


@dataclass(frozen=True, slots=True)
class Seat:
    """One party in one booth, by id."""

    party: str
    booth: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Every party in its booth. `seats` in the order of party ids.

    `first` is the first arrangement that keeps all hard rules, as one would fill a list from the top; `after` scores
    the answer. `steps` tells how long was searched, `bound` what no arrangement undercuts.
    """

    seats: tuple[Seat, ...]
    first: Arrangement
    after: Score
    seed: int
    steps: int
    bound: int
    model: Model = field(repr=False, compare=False)

    @property
    def arrangement(self) -> dict[str, str]:
        """Booth id -> party id."""
        return {seat.booth: seat.party for seat in self.seats}

    @property
    def gap(self) -> int:
        """How many points it is above the best at most; 0: proven the best."""
        return max(0, self.after.total - self.bound)

    def reasons(self, party_id: str) -> tuple[Reason, ...]:
        """Why the party stands where it does, as codes and facts. Raises PartyUnknown."""
        if party_id not in self.model.party_of:
            raise PartyUnknown(party=party_id)
        return reasons_for(self.model, self.arrangement, party_id)


def repeated(before: Placement, request: Request, progress: Progress | None = None) -> Placement:
    """The arrangement of the day before once more, for a day to which the same parties come.

    `request` has it as its yesterday. Then leaving it costs at least as much more as the day before had paid for its
    own yesterday, so that no arrangement is further below this one than below that one. Only where they stand now
    otherwise than the day before, as somebody moved them, it is searched for: what is cheaper is taken. Raises
    PlacementStopped.
    """
    model = Model(request)
    arrangement = before.arrangement
    after = score(model, arrangement)
    bound = after.total - before.gap
    if _standings(model) != _standings(before.model):
        found = place(request, progress)
        if found.after.total < after.total:
            return found
        bound = found.bound
    return Placement(
        seats=before.seats,
        first=before.first,
        after=after,
        seed=request.seed,
        steps=0,
        bound=bound,
        model=model,
    )


def _standings(model: Model) -> dict[str, frozenset[str]]:
    return {party.id: frozenset(party.current) for party in model.parties}


def place(request: Request, progress: Progress | None = None) -> Placement:
    """Give every party its booth. The same seed gives the same answer on every machine.

    `progress(done, of)` may return False to stop. Raises PlacementImpossible (with its proof), PlacementStopped,
    TooManyBoothsWanted, and for pins BoothUnknown, BoothBlocked, PinnedTwice, PinnedWhereArrived, each with all that is
    wrong besides (`others`).
    """
    model, start = matched(request)
    found = improve(model, start, progress)
    arrangement = _arrangement(model, found.booth_of)
    seats = tuple(sorted((Seat(party, booth) for booth, party in arrangement.items()), key=_by_party))
    return Placement(
        seats=seats,
        first=_arrangement(model, start),
        after=score(model, arrangement),
        seed=request.seed,
        steps=found.steps,
        bound=found.bound,
        model=model,
    )


def matched(request: Request) -> tuple[Model, list[int]]:
    """The model, and a booth for each of its seats, whatever it costs. Raises as `place`."""
    try:
        model = Model(request)
        return model, match(model)
    except _PINS as refusal:
        labels = {str(item.facts["booth"]) for item in (refusal, *refusal.others)}
        refusal.others += _short_without(request, labels)
        raise


_PINS = (BoothBlocked, PinnedTwice, PinnedWhereArrived)


def _short_without(request: Request, labels: Collection[str]) -> tuple[BazarError, ...]:
    """What would still be short once the pins to these booths were let go."""
    held = {booth.id for booth in request.booths if booth.label in labels}
    parties = tuple(
        party if party.stays else replace(party, pinned=tuple(pin for pin in party.pinned if pin not in held))
        for party in request.parties
    )
    try:
        match(Model(replace(request, parties=parties)))
    except PlacementImpossible as short:
        return (short,)
    return ()


def _arrangement(model: Model, seat_booths: list[int]) -> Arrangement:
    return {model.booths[booth].id: model.seats[seat].id for seat, booth in enumerate(seat_booths)}


def _by_party(seat: Seat) -> tuple[str, str]:
    return (seat.party, seat.booth)
