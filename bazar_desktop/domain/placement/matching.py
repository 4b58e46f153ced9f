"""Whether everybody can have a booth at all; where not, everything that is short and both ways out at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.placement import hard_rules
from bazar_desktop.domain.placement.model import Model
from bazar_desktop.domain.placement.paths import unseated
from bazar_desktop.domain.placement.request import Request
from bazar_desktop.domain.placement.shortages import Shortage, fewest_people, least_changes, shortages_of


class PlacementImpossible(BazarError):
    """Not everybody can have a booth, for several reasons at once or for one that no single need explains.

    shortages (`shortages.Shortage`, all of them), people (how many to let go at least), let_go (their names),
    party_ids (theirs), changes (`shortages.PlanChange`: the least that makes room for all); and of the first shortage
    wanted, available, excess, width and booth (of a pin).
    """

    @property
    def lists(self) -> dict[str, object]:
        """Every shortage, everybody to let go and everything to put right, whatever the sentence has room for."""
        shortages: Sequence[Shortage] = self.facts["shortages"]  # type: ignore[assignment]
        told = [asdict(shortage) for shortage in shortages]
        for facts in told:
            del facts["party_ids"]  # keys of the task, which mean nothing outside it
        return {"shortages": told, **{name: self.facts[name] for name in ("people", "let_go", "changes")}}


class NotEnoughBooths(PlacementImpossible):
    """Nothing special is needed: there are simply too few."""


class NotEnoughPower(PlacementImpossible):
    """The parties need power."""


class NotEnoughWater(PlacementImpossible):
    """The parties need water."""


class NotEnoughOpenFire(PlacementImpossible):
    """The parties cook on an open fire."""


class NotEnoughAccess(PlacementImpossible):
    """The parties need a booth that a wheelchair reaches."""


class NotEnoughWidth(PlacementImpossible):
    """The parties need a wide booth."""


class NotEnoughMitraBooths(PlacementImpossible):
    """The parties are partners, and the mitra zone is too small."""


class PinnedBoothUnfit(PlacementImpossible):
    """A party is pinned to a booth that lacks what it needs."""


_BY_NEED: dict[str, type[PlacementImpossible]] = {
    hard_rules.POWER: NotEnoughPower,
    hard_rules.WATER: NotEnoughWater,
    hard_rules.OPEN_FIRE: NotEnoughOpenFire,
    hard_rules.WHEELCHAIR: NotEnoughAccess,
    hard_rules.SIZE: NotEnoughWidth,
    hard_rules.MITRA_ZONE: NotEnoughMitraBooths,
    hard_rules.PINNED: PinnedBoothUnfit,
    "": NotEnoughBooths,
}


def match(model: Model) -> list[int]:
    """A booth index for each seat, by augmenting paths; a seat's current and then yesterday's booth first.

    Raises PlacementImpossible.
    """
    choices = [_choices(model, seat) for seat in range(model.empty)]
    holder = [-1] * len(model.booths)
    order = sorted(range(model.empty), key=lambda item: (len(choices[item]), item))
    if unseated(order, choices, holder):
        raise _impossible(model)
    result = [-1] * model.empty
    for booth, seat in enumerate(holder):
        if seat >= 0:
            result[seat] = booth
    return result


def is_possible(request: Request) -> bool:
    """Tell whether everybody can have a booth. Raises as `Model` does."""
    model = Model(request)
    choices = [_choices(model, seat) for seat in range(model.empty)]
    return not unseated(list(range(model.empty)), choices, [-1] * len(model.booths))


def _choices(model: Model, seat: int) -> list[int]:
    party, allowed = model.seats[seat], model.allowed[seat]
    liked = [model.booth_index[booth] for booth in (*party.current, *party.yesterday)]
    first = [index for index in dict.fromkeys(liked) if allowed[index]]
    return first + [index for index, ok in enumerate(allowed) if ok and index not in first]


def _impossible(model: Model) -> PlacementImpossible:
    shortages, go = shortages_of(model), fewest_people(model)
    first = shortages[0]
    return _error_of(shortages)(
        shortages=shortages,
        people=len(go),
        let_go=tuple(model.party_of[party].name for party in go),
        party_ids=go,
        changes=least_changes(model),
        wanted=first.wanted,
        available=first.available,
        excess=first.excess,
        width=first.width,
        booth=first.booth,
        names=first.names,
    )


def _error_of(shortages: tuple[Shortage, ...]) -> type[PlacementImpossible]:
    """The error of the one need that alone is short; several have the general one."""
    if len(shortages) > 1 or len(shortages[0].needs) > 1:
        return PlacementImpossible
    return _BY_NEED.get("".join(shortages[0].needs), PlacementImpossible)
