"""Bazaars drawn by lot on every kind of ground: rows, back to back, islands, tents of two and four, one line.

Beside `generated`, whose plans are the program's own, these have partners of several booths with goods of their own,
among the vendors as well as in a zone.
"""

from __future__ import annotations

from dataclasses import replace

from bazar_desktop.domain.day.model import PARTNER
from bazar_desktop.domain.layout.generator import Measures, generate_plan
from bazar_desktop.domain.layout.model import MITRA, Booth, Fixture, Plan
from bazar_desktop.domain.placement.matching import PlacementImpossible, match
from bazar_desktop.domain.placement.model import Model
from bazar_desktop.domain.placement.request import Party, Request, request_for
from tests.domain.placement.generated import Lot, furnished, vendor, with_history

GROUNDS = ("rows", "back", "islands", "tents2", "tents4", "line")
GOODS = (("beras", "kuliner"), ("sambal", "kuliner"), ("kopi", "minuman"), ("", ""), ("", ""))
MOST_TENTS = 200  # of a plan that the program makes
PARTNERS = ("Bulog", "Dharma Jaya", "Pasar Jaya", "Food Station")


def bazaar_on(ground: str, booths: int, seed: int, *, several: bool) -> Request:
    """A feasible request for about so many booths; `several`: with partners of two booths and more."""
    attempt = 0
    while True:
        lot = Lot(1_000_003 * seed + 7919 * booths + 101 * GROUNDS.index(ground) + 13 * several + attempt)
        asked = _draw(ground, booths, lot, seed, several=several)
        try:
            match(Model(asked))
        except PlacementImpossible:
            attempt += 1
            continue
        return asked


def grounds_of(count: int) -> list[tuple[str, int, bool]]:
    """(ground, seed, several) for so many instances, all kinds in turn."""
    return [(GROUNDS[i % len(GROUNDS)], i, i // len(GROUNDS) % 2 == 1) for i in range(count)]


def _draw(ground: str, booths: int, lot: Lot, seed: int, *, several: bool) -> Request:
    in_zone = lot.of_100(50)
    plan = _plan(ground, booths, mitra=4 if in_zone else 0)
    plan = replace(plan, booths=tuple(furnished(booth, lot) for booth in plan.booths))
    stands = [booth for booth in plan.booths if booth.zone != MITRA and not booth.blocked]
    partners = _partners(lot, in_zone=in_zone) if several else []
    taken = 0 if in_zone else sum(partner.booths_wanted for partner in partners)
    empty = lot.below(len(stands) // 8 + 1)
    vendors = [vendor(number, lot) for number in range(len(stands) - empty - taken)]
    return request_for(plan, tuple(with_history([*vendors, *partners], stands, lot)), seed=seed)


def _partners(lot: Lot, *, in_zone: bool) -> list[Party]:
    sizes = (2, 2) if in_zone else ((2, 2), (2, 2, 2), (3, 2), (2, 2, 2, 2))[lot.below(4)]
    partners = []
    for number, size in enumerate(sizes):
        product, category = GOODS[lot.below(len(GOODS))]
        partners.append(Party(f"m{number}", PARTNERS[number], PARTNER, product, category, booths_wanted=size))
    return partners


def _plan(ground: str, booths: int, mitra: int) -> Plan:
    close, wide = Measures(tent_gap=0.2), Measures(tent_gap=1.2)
    if ground in ("rows", "back") and booths > MOST_TENTS:
        return _by_hand(booths, mitra, across=20, rows=1 if ground == "rows" else 2)
    if ground == "rows":
        return generate_plan(booths, 1, mitra=mitra, facing="s", measures=close)
    if ground == "back":
        return generate_plan(booths, 1, mitra=mitra, measures=close)
    if ground == "tents2":
        return generate_plan(booths // 2, 2, mitra=mitra, measures=wide)
    if ground == "tents4":
        return generate_plan(booths // 4, 4, mitra=mitra, measures=wide, sockets_per_tent=2)
    return _by_hand(booths, mitra, *((3, 2) if ground == "islands" else (booths, 1)))


def _by_hand(booths: int, mitra: int, across: int, rows: int) -> Plan:
    """Booths in islands of one row or of two back to back with ways around them, or in one line along a street."""
    placed = []
    for number in range(booths):
        block, inside = divmod(number, across * rows)
        row, column = divmod(inside, across)
        placed.append(
            Booth(
                f"b{number:03d}",
                f"A-{number + 1:02d}",
                2 + (block % 4) * (across * 3.0 + 5) + column * 3.0,
                4 + (block // 4) * 9 + row * 2.5,
                3.0,
                2.5,
                facing="s" if row or rows == 1 else "n",
                power=number % 2 == 0,
            )
        )
    foot = max(booth.y for booth in placed) + 8
    zone = [Booth(f"m{i}", f"M-{i + 1}", 2 + 3.0 * i, foot, 3.0, 2.5, zone=MITRA) for i in range(mitra)]
    width = max(booth.x for booth in placed) + 6
    gate = Fixture("f1", "gate", "PINTU", 0.0, foot + 4, 4.0, 1.5)
    return Plan(max(width, 20.0), foot + 8, (*placed, *zone), (gate,))
