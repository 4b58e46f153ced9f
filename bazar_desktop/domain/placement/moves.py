"""What an officer does by hand: a typed move, a drag onto another booth, and what either makes of the whole."""

from __future__ import annotations

from dataclasses import dataclass

from bazar_desktop.domain.layout.model import booth_labelled
from bazar_desktop.domain.placement.hard_rules import PINNED, broken_rules
from bazar_desktop.domain.placement.model import Arrangement, Model, Score, score
from bazar_desktop.domain.placement.request import BoothBlocked, BoothTaken, PartyUnknown


@dataclass(frozen=True, slots=True)
class Breach:
    """A hard rule that a party in a booth breaks: ids and the code of `hard_rules`."""

    party: str
    booth: str
    rule: str


@dataclass(frozen=True, slots=True)
class RuleChange:
    """The cost of one soft rule before and after; `better` is above 0 where it falls."""

    rule: str
    before: int
    after: int

    @property
    def better(self) -> int:
        return self.before - self.after


@dataclass(frozen=True, slots=True)
class SwapEffect:
    """A proposed move: hard rules it would break, the arrangement it leads to, scores before and after.

    The scores count only the booths that the move touches and those around them: it is worked out while somebody
    drags, at each booth that they pass.
    """

    before: Score
    after: Score
    broken: tuple[Breach, ...]
    arrangement: dict[str, str]

    @property
    def changes(self) -> tuple[RuleChange, ...]:
        """The soft rules whose cost changes."""
        pairs = zip(self.before.rules, self.after.rules, strict=True)
        return tuple(RuleChange(old.rule, old.cost, new.cost) for old, new in pairs if old.cost != new.cost)


def effect_of_swap(model: Model, arrangement: Arrangement, here: str, there: str) -> SwapEffect:
    """What it would do to exchange whoever is in two booths; either may be empty. Raises BoothUnknown.

    Nothing is refused here: the officer sees what breaks and decides.
    """
    return _effect(model, arrangement, swapped(model, arrangement, here, there), (here, there))


def effect_of_move(model: Model, arrangement: Arrangement, party_id: str, there: str) -> SwapEffect:
    """What it would do to give a party a booth. Raises as `move_party`."""
    after = move_party(model, arrangement, party_id, model.booth(there).label)
    return _effect(model, arrangement, after, (there,))


def _effect(model: Model, before: Arrangement, after: dict[str, str], booths: tuple[str, ...]) -> SwapEffect:
    broken = [
        Breach(after[booth], booth, rule)
        for booth in dict.fromkeys(booths)
        if booth in after
        for rule in _broken(model, after, booth)
    ]
    near = _concerned(model, before, after, booths)
    scores = [
        score(model, {booth: who for booth, who in held.items() if booth in near}) for held in (before, after)
    ]
    return SwapEffect(scores[0], scores[1], tuple(broken), after)


def _concerned(model: Model, before: Arrangement, after: Arrangement, booths: tuple[str, ...]) -> set[str]:
    """The booths of all who move, and all booths around these."""
    moving = {held.get(booth) for held in (before, after) for booth in booths} - {None}
    own = {booth for held in (before, after) for booth, who in held.items() if who in moving} | set(booths)
    indices = [model.booth_index[booth] for booth in own]
    around = {model.booths[i].id for table in model.near.values() for index in indices for i in table[index]}
    return own | around


def swapped(model: Model, arrangement: Arrangement, here: str, there: str) -> dict[str, str]:
    """The arrangement with two booths exchanged. Raises BoothUnknown, BoothBlocked for a party into a blocked one."""
    one, two = model.booth(here), model.booth(there)
    after = dict(arrangement)
    for booth, holder in ((one, arrangement.get(there)), (two, arrangement.get(here))):
        after.pop(booth.id, None)
        if holder is not None:
            if booth.blocked:
                raise BoothBlocked(booth=booth.label)
            after[booth.id] = holder
    return after


def move_party(model: Model, arrangement: Arrangement, party_id: str, booth_label: str) -> dict[str, str]:
    """A typed move of a party into a free booth, by its number as typed; its other booth, if it has two, stays.

    Raises PartyUnknown, BoothUnknown, BoothBlocked, BoothTaken.
    """
    if party_id not in model.party_of:
        raise PartyUnknown(party=party_id)
    booth = booth_labelled(model.booths, booth_label)
    if booth.blocked:
        raise BoothBlocked(booth=booth.label)
    holder = arrangement.get(booth.id)
    if holder == party_id:
        return dict(arrangement)
    if holder is not None:
        raise BoothTaken(booth=booth.label, holder=model.party_of[holder].name)
    held = sorted(item for item, who in arrangement.items() if who == party_id)
    after = dict(arrangement)
    if len(held) >= model.party_of[party_id].booths_wanted:
        loose = [item for item in held if item not in model.party_of[party_id].pinned]
        del after[(loose or held)[-1]]
    after[booth.id] = party_id
    return after


def breaches(model: Model, arrangement: Arrangement) -> tuple[Breach, ...]:
    """All hard rules that an arrangement breaks, for one made or changed by hand."""
    return tuple(
        Breach(arrangement[booth], booth, rule)
        for booth in sorted(arrangement)
        for rule in _broken(model, arrangement, booth)
    )


def _broken(model: Model, arrangement: Arrangement, booth_id: str) -> tuple[str, ...]:
    party = model.party_of[arrangement[booth_id]]
    rules = broken_rules(party, model.booth(booth_id), model.has_zone)
    if all(arrangement.get(pin) == party.id for pin in party.pinned):
        return tuple(rule for rule in rules if rule != PINNED)
    return rules
