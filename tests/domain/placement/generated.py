"""Bazaars drawn by lot: plans of several kinds, trades as they come, days that go on, wishes, pins, closed booths."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from bazar_desktop.domain.day.model import PARTNER
from bazar_desktop.domain.layout.generator import Measures, generate_plan
from bazar_desktop.domain.layout.model import MITRA, Booth, Plan
from bazar_desktop.domain.placement.matching import PlacementImpossible, match
from bazar_desktop.domain.placement.model import Model
from bazar_desktop.domain.placement.request import Party, Request, request_for

# product, category, how many of a hundred sell it, whether it cooks on a fire
TRADES = (
    ("sambal", "kuliner", 9, False),
    ("kue", "kuliner", 9, False),
    ("keripik", "kuliner", 7, False),
    ("nasi", "kuliner", 6, False),
    ("bakso", "kuliner", 4, True),
    ("sate", "kuliner", 4, True),
    ("dimsum", "kuliner", 4, False),
    ("frozen", "kuliner", 3, False),
    ("rendang", "kuliner", 3, False),
    ("kopi", "minuman", 6, False),
    ("jamu", "minuman", 4, False),
    ("teh", "minuman", 4, False),
    ("batik", "fesyen", 8, False),
    ("hijab", "fesyen", 5, False),
    ("gamis", "fesyen", 4, False),
    ("tas", "fesyen", 4, False),
    ("rajut", "kriya", 4, False),
    ("anyaman", "kriya", 4, False),
    ("aksesori", "kriya", 4, False),
    ("pijat", "jasa", 2, False),
    ("", "", 2, False),
)
LOTS = tuple(trade for trade in TRADES for _ in range(trade[2]))


class Lot:
    """Chance by `random()` alone, so that the same seed draws the same bazaar on every machine."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed).random

    def below(self, count: int) -> int:
        return int(self._random() * count)

    def of_100(self, chance: int) -> bool:
        return self._random() * 100 < chance


def generated_bazaar(booths: int, seed: int) -> Request:
    """A feasible request for about so many booths, its seed the same."""
    attempt = 0
    while True:
        asked = _draw(booths, Lot(1_000_003 * seed + 7919 * booths + attempt), seed)
        try:
            match(Model(asked))
        except PlacementImpossible:
            attempt += 1
            continue
        return asked


def _draw(booths: int, lot: Lot, seed: int) -> Request:
    plan = _plan(booths, lot)
    stands = [booth for booth in plan.booths if booth.zone != MITRA and not booth.blocked]
    empty = lot.below(len(stands) // 8 + 1)
    parties = [vendor(number, lot) for number in range(len(stands) - empty)]
    partners = sum(booth.zone == MITRA for booth in plan.booths)
    if partners >= 3:
        parties += [Party("m1", "Bulog", PARTNER, booths_wanted=2), Party("m2", "Dharma Jaya", PARTNER)]
    return request_for(plan, tuple(with_history(parties, stands, lot)), seed=seed)


def _plan(booths: int, lot: Lot) -> Plan:
    kinds = (2, 2, 2, 2, 4, 1) if booths < 200 else (2, 2, 4)
    per_tent = kinds[lot.below(len(kinds))]
    measures = Measures(tent_gap=0.2 if per_tent == 1 or lot.of_100(40) else 1.2)
    mitra = 3
    tents = round((booths - mitra) / per_tent)
    plan = generate_plan(
        tents, per_tent, mitra=mitra, sockets_per_tent=(per_tent + 1) // 2, measures=measures
    )
    return replace(plan, booths=tuple(furnished(booth, lot) for booth in plan.booths))


def furnished(booth: Booth, lot: Lot) -> Booth:
    if booth.zone == MITRA:
        return booth
    return replace(
        booth,
        water=lot.of_100(25),
        open_fire=lot.of_100(80),
        accessible=lot.of_100(85),
        blocked=lot.of_100(3),
    )


def vendor(number: int, lot: Lot) -> Party:
    product, category, _share, fire = LOTS[lot.below(len(LOTS))]
    return Party(
        id=f"v{number:03d}",
        name=f"Usaha {number}",
        product=product,
        category=category,
        needs_power=lot.of_100(30),
        needs_water=lot.of_100(6),
        open_fire=fire,
        wheelchair=lot.of_100(3),
        times_front=max(0, lot.below(6) - 2),
        times_corner=max(0, lot.below(6) - 2),
        times_placed=6,
    )


def with_history(parties: list[Party], stands: list[Booth], lot: Lot) -> list[Party]:
    """One bazaar in two is in its second day, one in four is placed again; wishes and pins in each."""
    second_day, again = lot.of_100(50), lot.of_100(25)
    places = [booth.id for booth in sorted(stands, key=lambda booth: booth.id)]
    for i in range(len(places) - 1, 0, -1):
        j = lot.below(i + 1)
        places[i], places[j] = places[j], places[i]
    found = []
    for number, party in enumerate(parties):
        if party.kind == PARTNER:
            found.append(party)
            continue
        stood = (places[number],) if lot.of_100(85) else ()
        found.append(
            replace(
                party,
                yesterday=stood if second_day else (),
                current=stood if again else (),
                preferred=tuple(places[lot.below(len(places))] for _ in range(2)) if lot.of_100(10) else (),
                pinned=stood if stood and _suits(party, stood[0], stands) and lot.of_100(3) else (),
            )
        )
    return found


def _suits(party: Party, booth_id: str, stands: list[Booth]) -> bool:
    booth = next(stand for stand in stands if stand.id == booth_id)
    return (
        booth.power >= party.needs_power
        and booth.water >= party.needs_water
        and booth.open_fire >= party.open_fire
        and booth.accessible >= party.wheelchair
    )
