"""What a placement is asked: the booths, the parties, the weights, the seed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from bazar_desktop.domain.day.model import PARTNER, VENDOR
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.layout.model import Booth, Plan, corner_booths, front_booths

# Words that stand before the product itself in what people type.
_FILLERS = frozenset(
    re.findall(
        r"\w+", "aneka macam berbagai produk olahan jual jualan makanan minuman usaha khas dan serba hasil"
    )
)


MOST_BOOTHS = 3  # of a partner; everybody else has one


def most_booths(kind: str) -> int:
    """How many booths a party of that kind may have."""
    return MOST_BOOTHS if kind == PARTNER else 1


class BoothTaken(BazarError):
    """The booth has its holder: booth, holder."""


class PinnedWhereArrived(BazarError):
    """A party is pinned to a booth where another has arrived, who stays: name, booth, holder."""


class PinnedTwice(BazarError):
    """Two parties are pinned to one booth: name, booth, holder."""


class BoothBlocked(BazarError):
    """Nobody may stand in this booth: booth."""


class PartyUnknown(BazarError):
    """No such party among those to place: party."""


class TooManyBoothsWanted(BazarError):
    """Only partners may have several booths, up to three; no more pins than booths: name, wanted."""


@dataclass(frozen=True, slots=True)
class Party:
    """Someone who wants a booth. `id` is the participation's, `name` the business, `kind` of `domain.day`.

    `pinned`, `yesterday` and `current` are booth ids, one for each booth it has: where it must stand, stood the
    day before, and stands now (for a new placement after a no-show). `preferred` are booth ids it asked for.
    `times_front` of `times_placed` times this year it had a front booth, `times_corner` a corner.
    `min_width` in metres. `stays`: has arrived, so it keeps its `pinned` booths whatever they lack.
    """

    id: str
    name: str
    kind: str = VENDOR
    product: str = ""
    category: str = ""
    needs_power: bool = False
    needs_water: bool = False
    open_fire: bool = False
    wheelchair: bool = False
    min_width: float = 0.0
    booths_wanted: int = 1
    pinned: tuple[str, ...] = ()
    yesterday: tuple[str, ...] = ()
    current: tuple[str, ...] = ()
    stays: bool = False
    preferred: tuple[str, ...] = ()
    times_front: int = 0
    times_corner: int = 0
    times_placed: int = 0


@dataclass(frozen=True, slots=True)
class Weights:
    """The price of each breach of a soft rule, a whole number; 0 switches the rule off."""

    same_product: int = 100
    same_category: int = 10
    smell_near_textile: int = 60
    apart: int = 80
    yesterday: int = 20
    moved: int = 30
    front_again: int = 15
    corner_again: int = 8
    preference: int = 10


@dataclass(frozen=True, slots=True)
class Rules:
    """What an office sets: the weights, and who smells or sells textiles, by category key or by word of the product."""

    weights: Weights = field(default_factory=Weights)
    smelly_categories: frozenset[str] = frozenset()
    smelly_products: frozenset[str] = frozenset()
    textile_categories: frozenset[str] = frozenset({"fesyen"})
    textile_products: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Request:
    """A whole task. `front` and `corner` are booth ids; categories are keys of a
    `domain.day.model.Category`, products words.

    `effort` multiplies the number of steps. The order of booths and parties makes no difference.
    """

    booths: tuple[Booth, ...]
    parties: tuple[Party, ...]
    weights: Weights = field(default_factory=Weights)
    seed: int = 0
    front: frozenset[str] = frozenset()
    corner: frozenset[str] = frozenset()
    textile_categories: frozenset[str] = frozenset({"fesyen"})
    textile_products: frozenset[str] = frozenset()
    smelly_categories: frozenset[str] = frozenset()
    smelly_products: frozenset[str] = frozenset()
    effort: int = 1


def request_for(
    plan: Plan, parties: tuple[Party, ...], *, seed: int = 0, rules: Rules | None = None, effort: int = 1
) -> Request:
    """A request over all booths of a plan, with its front and corner booths, by the rules of the office."""
    used = rules or Rules()
    return Request(
        booths=plan.booths,
        parties=parties,
        weights=used.weights,
        seed=seed,
        front=front_booths(plan),
        corner=corner_booths(plan),
        textile_categories=used.textile_categories,
        textile_products=used.textile_products,
        smelly_categories=used.smelly_categories,
        smelly_products=used.smelly_products,
        effort=effort,
    )


@lru_cache(maxsize=4096)
def product_key(text: str) -> str:
    """What two products have in common when they are rivals: the head noun, which Indonesian puts first.

    "Sambal Roa" and "aneka sambal bawang" are both "sambal", "gado²" and "gado-gado" both "gado".
    "" where nothing is left.
    """
    words = re.findall(r"[^\W\d_²³]+", text.casefold())
    return next((word for word in words if word not in _FILLERS), "")


@lru_cache(maxsize=4096)
def product_words(text: str) -> frozenset[str]:
    """All words of a product in small letters: "Ikan Asin" has "ikan" and "asin"."""
    return frozenset(re.findall(r"[^\W\d_²³]+", text.casefold()))
