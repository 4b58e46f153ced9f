"""The cost of an arrangement, written a second time from what the rules say and not from the program's tables.

Nothing of `domain.placement` is used but the request itself; geometry, needs, rivals and prices are counted afresh.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations

from bazar_desktop.domain.layout.model import Booth
from bazar_desktop.domain.placement.request import Party, Request

FILLERS = {
    "aneka", "macam", "berbagai", "produk", "olahan", "jual", "jualan", "makanan", "minuman", "usaha", "khas", "dan",
    "serba", "hasil",
}  # fmt: skip
OPPOSITE = {"n": "s", "s": "n", "e": "w", "w": "e"}
WHOLE, HALF, NONE = 2, 1, 0  # halves of the weight
HALVES = {
    ("same_product", "beside"): WHOLE,
    ("same_product", "behind"): HALF,
    ("same_category", "beside"): WHOLE,
    ("same_category", "behind"): NONE,
    ("smell_near_textile", "beside"): WHOLE,
    ("smell_near_textile", "behind"): HALF,
}


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_²³]+", text.casefold())


def trade(party: Party) -> str:
    return next((word for word in words(party.product) if word not in FILLERS), "")


def smells(asked: Request, party: Party) -> bool:
    named = set(words(party.product)) & asked.smelly_products
    return party.open_fire or party.category in asked.smelly_categories or bool(named)


def is_cloth(asked: Request, party: Party) -> bool:
    named = set(words(party.product)) & asked.textile_products
    return (party.category in asked.textile_categories or bool(named)) and not smells(asked, party)


def clashes(asked: Request, party: Party, other: Party) -> dict[str, str]:
    """Rule -> what the two should not share, as neighbours."""
    if party.id == other.id:
        return {}
    shared = {}
    if trade(party) and trade(party) == trade(other):
        shared["same_product"] = trade(party)
    if party.category and party.category == other.category:
        shared["same_category"] = party.category
    if (smells(asked, party) and is_cloth(asked, other)) or (smells(asked, other) and is_cloth(asked, party)):
        shared["smell_near_textile"] = "smell"
    return shared


def relation(booth: Booth, other: Booth) -> str:
    """beside, behind or nothing, by the rectangles."""
    if booth.tent and booth.tent == other.tent:
        return "beside"
    gap_x = max(booth.x, other.x) - min(booth.x + booth.width, other.x + other.width)
    gap_y = max(booth.y, other.y) - min(booth.y + booth.depth, other.y + other.depth)
    if -gap_y >= 0.5 and -0.5 < gap_x <= 0.3:
        side = "e" if other.x > booth.x else "w"
    elif -gap_x >= 0.5 and -0.5 < gap_y <= 0.3:
        side = "s" if other.y > booth.y else "n"
    else:
        return ""
    backs = OPPOSITE[booth.facing] == side and OPPOSITE[other.facing] == OPPOSITE[side]
    return "behind" if backs else "beside"


def side_by_side(booth: Booth, other: Booth, booths: tuple[Booth, ...]) -> bool:
    """Whether one party can run the two: neighbours, or next in the row over a passage of two metres at most."""
    if relation(booth, other):
        return True
    if booth.facing != other.facing:
        return False
    gap_x = max(booth.x, other.x) - min(booth.x + booth.width, other.x + other.width)
    gap_y = max(booth.y, other.y) - min(booth.y + booth.depth, other.y + other.depth)
    in_row = 0 <= gap_x <= 2.005 and -gap_y > min(booth.depth, other.depth) / 2
    in_column = 0 <= gap_y <= 2.005 and -gap_x > min(booth.width, other.width) / 2
    if not in_row and not in_column:
        return False
    left, right = sorted((max(booth.x, other.x), min(booth.x + booth.width, other.x + other.width)))
    top, bottom = sorted((max(booth.y, other.y), min(booth.y + booth.depth, other.y + other.depth)))
    return not any(
        third.x + third.width > left + 0.005
        and right > third.x + 0.005
        and third.y + third.depth > top + 0.005
        and bottom > third.y + 0.005
        for third in booths
        if third.id not in (booth.id, other.id)
    )


def fits(asked: Request, party: Party, booth: Booth) -> bool:
    """Whether the party may stand in the booth by all that may never be, pins apart."""
    if booth.id in party.pinned and party.stays:
        return True
    counter = booth.width if booth.facing in "ns" else booth.depth
    has_zone = any(item.zone == "mitra" for item in asked.booths)
    return (
        not booth.blocked
        and booth.power >= party.needs_power
        and booth.water >= party.needs_water
        and booth.open_fire >= party.open_fire
        and booth.accessible >= party.wheelchair
        and counter + 0.005 >= party.min_width
        and (not has_zone or (party.kind == "partner") == (booth.zone == "mitra"))
    )


def alone(asked: Request, party: Party, booth: str) -> int:
    """Points of one party in one booth, whoever is around."""
    weights, there = asked.weights, {item.id for item in asked.booths}
    points = 0
    for wanted, weight in (
        (party.yesterday, weights.yesterday),
        (party.current, weights.moved),
        (party.preferred, weights.preference),
    ):
        still = set(wanted) & there
        points += weight if still and booth not in still else 0
    points += party.times_front * weights.front_again if booth in asked.front else 0
    points += party.times_corner * weights.corner_again if booth in asked.corner else 0
    return points


def pair_price(asked: Request, rule: str, how: str) -> int:
    weight: int = getattr(asked.weights, rule)
    return weight * HALVES[rule, how] // 2


def separate_places(booths: list[Booth], plan: tuple[Booth, ...]) -> int:
    """How many groups the booths of one party form."""
    groups: list[list[Booth]] = []
    for booth in booths:
        joined = [group for group in groups if any(side_by_side(booth, other, plan) for other in group)]
        groups = [group for group in groups if group not in joined]
        groups.append([booth, *(other for group in joined for other in group)])
    return len(groups)


def own_cost(asked: Request, arrangement: Mapping[str, str]) -> int:
    """The whole cost of booth -> party."""
    booths = {booth.id: booth for booth in asked.booths}
    parties = {party.id: party for party in asked.parties}
    total = sum(alone(asked, parties[who], booth) for booth, who in arrangement.items())
    for (here, who), (there, other) in combinations(arrangement.items(), 2):
        how = relation(booths[here], booths[there])
        if how:
            total += sum(
                pair_price(asked, rule, how) for rule in clashes(asked, parties[who], parties[other])
            )
    for party in asked.parties:
        held = [booths[booth] for booth, who in arrangement.items() if who == party.id]
        total += asked.weights.apart * (separate_places(held, asked.booths) - 1) if held else 0
    return total
