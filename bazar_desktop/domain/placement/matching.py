"""Whether everybody can have a booth at all, and the proof where not: Hall's theorem on the alternating tree."""

from __future__ import annotations

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.layout.model import Booth
from bazar_desktop.domain.placement import hard_rules
from bazar_desktop.domain.placement.hard_rules import HARD_RULES, needs
from bazar_desktop.domain.placement.model import Model
from bazar_desktop.domain.placement.request import Party

NAMES_SHOWN = 14
SEVERAL = "several"


class PlacementImpossible(BazarError):
    """More booths are wanted by some parties than there are for them.

    need (codes that all of them share), wanted, available, excess (how many have to give way), names (text),
    who (all names), party_ids, booths (labels of all booths that any of them may have), pinned (a label or "").
    """


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
    hard_rules.VENDOR_ZONE: NotEnoughBooths,
    "": NotEnoughBooths,
}


def match(model: Model) -> list[int]:
    """A booth index for each seat, by augmenting paths; a seat's current and then yesterday's booth first.

    The most constrained seats come first, so that a failure shows the smallest need. Raises PlacementImpossible.
    """
    choices = [_choices(model, seat) for seat in range(model.empty)]
    holder = [-1] * len(model.booths)
    for seat in sorted(range(model.empty), key=lambda item: (len(choices[item]), item)):
        tree = _augment(seat, choices, holder)
        if tree is not None:
            raise _impossible(model, choices, seat, tree)
    result = [-1] * model.empty
    for booth, seat in enumerate(holder):
        if seat >= 0:
            result[seat] = booth
    return result


def _choices(model: Model, seat: int) -> list[int]:
    party, allowed = model.seats[seat], model.allowed[seat]
    liked = [model.booth_index[booth] for booth in (*party.current, *party.yesterday)]
    first = [index for index in dict.fromkeys(liked) if allowed[index]]
    return first + [index for index, ok in enumerate(allowed) if ok and index not in first]


def _augment(root: int, choices: list[list[int]], holder: list[int]) -> set[int] | None:
    """Give `root` a booth along an alternating path found breadth first, or return the booths of its tree."""
    came_from: dict[int, int] = {}
    queue = [root]
    for seat in queue:
        for booth in choices[seat]:
            if booth in came_from:
                continue
            came_from[booth] = seat
            if holder[booth] < 0:
                _flip(booth, root, came_from, holder)
                return None
            queue.append(holder[booth])
    return set(came_from)


def _flip(booth: int, root: int, came_from: dict[int, int], holder: list[int]) -> None:
    held = {seat: place for place, seat in enumerate(holder) if seat >= 0}
    while True:
        seat = came_from[booth]
        holder[booth] = seat
        if seat == root:
            return
        booth = held[seat]


def _impossible(model: Model, choices: list[list[int]], root: int, tree: set[int]) -> PlacementImpossible:
    """The seats that can only stand in the tree's booths: more than there are of these, which is the proof.

    Where some can stand nowhere, those that lack the same thing as `root`.
    """
    seats = [seat for seat in range(model.empty) if tree.issuperset(choices[seat])]
    need = _cause(
        model, [model.seats[root]] if not tree else [model.seats[seat] for seat in seats], len(seats)
    )
    if not tree:
        seats = [seat for seat in seats if _lacks(model, seat, need, root)]
    parties = list({model.seats[seat].id: model.seats[seat] for seat in seats}.values())
    names = tuple(party.name for party in parties)
    return _BY_NEED.get(need, PlacementImpossible)(
        need=_shared_needs(model, parties),
        wanted=len(seats),
        available=len(tree),
        excess=len(seats) - len(tree),
        names=", ".join(names[:NAMES_SHOWN]) + (", …" if len(names) > NAMES_SHOWN else ""),
        who=names,
        party_ids=tuple(party.id for party in parties),
        booths=", ".join(model.booths[index].label for index in sorted(tree)),
        pinned=model.label(model.pin[root]) if model.pin[root] else "",
    )


def _lacks(model: Model, seat: int, need: str, root: int) -> bool:
    """Whether the seat lacks the same thing as `root`; where several things are missing, all of the same."""
    party, other = model.seats[seat], model.seats[root]
    if seat == root or need == hard_rules.PINNED:
        return seat == root
    if need == SEVERAL:
        return party.min_width == other.min_width and needs(party, model.has_zone) == needs(
            other, model.has_zone
        )
    return need in needs(party, model.has_zone)


def _shared_needs(model: Model, parties: list[Party]) -> tuple[str, ...]:
    each = [needs(party, model.has_zone) for party in parties]
    return tuple(code for code in each[0] if all(code in codes for codes in each))


def _cause(model: Model, parties: list[Party], wanted: int) -> str:
    """The one need that alone explains the lack, "" for none at all, SEVERAL where it takes more than one."""
    ordinary = [rule for rule in HARD_RULES if rule.code in (hard_rules.BLOCKED, hard_rules.VENDOR_ZONE)]
    enough = 1 if len(parties) == 1 else wanted
    for need in ("", *[code for code in _shared_needs(model, parties) if code != hard_rules.PINNED]):
        rules = [*ordinary, *(rule for rule in HARD_RULES if rule.code == need)]
        left = [booth for booth in model.booths if _any_fits(model, parties, rules, booth)]
        if len(left) < enough:
            return need
    return hard_rules.PINNED if len(parties) == 1 and parties[0].pinned else SEVERAL


def _any_fits(model: Model, parties: list[Party], rules: list[hard_rules.HardRule], booth: Booth) -> bool:
    return any(
        all(rule.fits(party, booth) for rule in rules if rule.concerns(party, model.has_zone))
        for party in parties
    )
