"""What should not be, and its price: rules of one party in one booth, and rules of two neighbours.

A rule answers how often it is breached; the weight of the same name makes it a price. Behind one another (back
to back) counts half for products and smells and not at all for categories, whose counters face other ways.
"""

from __future__ import annotations

from collections.abc import Callable

from bazar_desktop.domain.layout.neighbours import BEHIND, BESIDE
from bazar_desktop.domain.placement.request import Party, Request, product_key, product_words

LinearRule = Callable[[Request, Party, str], int]
PairRule = Callable[[Request, Party, Party], int]


def yesterday(request: Request, party: Party, booth: str) -> int:
    """1 where the party has to leave the booth it had the day before, as far as that still exists."""
    return int(bool(party.yesterday) and booth not in party.yesterday)


def moved(request: Request, party: Party, booth: str) -> int:
    """1 where the party has to leave the booth it has now."""
    return int(bool(party.current) and booth not in party.current)


def front_again(request: Request, party: Party, booth: str) -> int:
    """In a front booth: how many times the party already had one this year."""
    return party.times_front if booth in request.front else 0


def corner_again(request: Request, party: Party, booth: str) -> int:
    """In a corner booth: how many times the party already had one this year."""
    return party.times_corner if booth in request.corner else 0


def preference(request: Request, party: Party, booth: str) -> int:
    """1 where the party asked for certain booths and gets none of them."""
    return int(bool(party.preferred) and booth not in party.preferred)


def is_smelly(request: Request, party: Party) -> bool:
    return (
        party.open_fire
        or party.category in request.smelly_categories
        or not request.smelly_products.isdisjoint(product_words(party.product))
    )


def is_textile(request: Request, party: Party) -> bool:
    return not is_smelly(request, party) and (
        party.category in request.textile_categories
        or not request.textile_products.isdisjoint(product_words(party.product))
    )


LINEAR_RULES: dict[str, LinearRule] = {
    "yesterday": yesterday,
    "moved": moved,
    "front_again": front_again,
    "corner_again": corner_again,
    "preference": preference,
}
# What a party gives off and what it minds in a neighbour, "" for nothing. Search, account and proof all count by these.
Trait = Callable[[Request, Party], tuple[str, str]]
PAIR_TRAITS: dict[str, Trait] = {
    "same_product": lambda request, party: (product_key(party.product),) * 2,
    "same_category": lambda request, party: (party.category,) * 2,
    "smell_near_textile": lambda request, party: (
        "smell" if is_smelly(request, party) else "",
        "smell" if is_textile(request, party) else "",
    ),
}


def clash(trait: tuple[str, str], other: tuple[str, str]) -> int:
    """1 where one of two neighbours gives off what the other minds."""
    (gives, minds), (given, minded) = trait, other
    return int(bool(gives and gives == minded) or bool(given and given == minds))


def _pair_rule(trait: Trait) -> PairRule:
    return lambda request, party, other: clash(trait(request, party), trait(request, other))


PAIR_RULES: dict[str, PairRule] = {name: _pair_rule(trait) for name, trait in PAIR_TRAITS.items()}
APART = (
    "apart"  # the booths of one party do not stand together; counted by the model, as it concerns one party
)
RULES = (*PAIR_RULES, APART, *LINEAR_RULES)
HALVES = {  # price in halves of the weight, by how the neighbours stand
    BESIDE: dict.fromkeys(PAIR_RULES, 2),
    BEHIND: {"same_product": 1, "same_category": 0, "smell_near_textile": 1},
}


def price(request: Request, rule: str, kind: str = BESIDE) -> int:
    """Rupiah-like points of one breach of a rule, for neighbours of that kind."""
    weight: int = getattr(request.weights, rule)
    return weight * HALVES[kind].get(rule, 2) // 2
