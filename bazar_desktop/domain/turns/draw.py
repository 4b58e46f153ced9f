"""Undian: an order that a seed said aloud decides, the same everywhere and for everybody to recompute.

The rule: the SHA-256 (hexadecimal, small letters) of `seed|code` in UTF-8; the smallest comes first. Codes differ, so
there are no ties.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bazar_desktop.domain.errors import BazarError

ALL, EQUALS = "all", "equals"
MODES = (ALL, EQUALS)
LONGEST_SEED = 60
SHOWN = 16  # hexadecimal characters of a hash on paper
_SEED = re.compile(r"[A-Z0-9 .,:/-]+")


class SeedMissing(BazarError):
    """A draw needs a seed that is said aloud."""


class SeedMalformed(BazarError):
    """A seed has letters A to Z, digits, spaces and .,:/- only. Facts: most (characters)."""


class UnknownDrawMode(BazarError):
    """A draw is among all or among equals. Facts: mode, known."""


@dataclass(frozen=True, slots=True)
class Lot:
    """A draw as the order uses it: `codes` took part in it, others come after them."""

    seed: str
    mode: str
    codes: frozenset[str]

    def hash_of(self, code: str) -> str:
        return draw_hash(self.seed, code)


@dataclass(frozen=True, slots=True)
class DrawEntry:
    """One who was drawn: equals share a `group`; `outcome` and `reserve_order` are what the draw gave.

    `points`, `this_year`, `in_all` and `last` (ISO date or "") are the facts that made them equal.
    """

    code: str
    participation_id: str
    group: int
    outcome: str
    reserve_order: int = 0
    points: int = 0
    this_year: int = 0
    in_all: int = 0
    last: str = ""


@dataclass(frozen=True, slots=True)
class DrawRecord:
    """A draw as it is kept: the `number`-th of its bazaar, by whom and when; `reason`: why it was drawn again.

    `entries` are in the drawn order. `digest` names the list that was drawn (`list_digest`).
    """

    number: int
    seed: str
    mode: str
    places: int
    drawn_at: datetime
    drawn_by: str
    digest: str
    entries: tuple[DrawEntry, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DrawnParty:
    """What an entry's party is called on paper."""

    entry: DrawEntry
    name: str
    business: str


@dataclass(frozen=True, slots=True)
class OfficersWord:
    """A decision of the officer beside the draw; `kind` as in `ranking.OVERRIDES`."""

    code: str
    business: str
    kind: str
    place: int
    reason: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class LimitedGroup:
    """A group with a quota: stands at least and at most, what those outside the draw have, who of it was drawn."""

    by: str
    group: str
    least: int
    most: int | None
    got: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DrawQuotas:
    """The quotas that a draw was under; `room`: stands for those who were drawn.

    `is_as_drawn`: they give the outcomes that were kept. Else something was changed since, and the paper says so.
    """

    room: int
    groups: tuple[LimitedGroup, ...]
    is_as_drawn: bool


@dataclass(frozen=True, slots=True)
class DrawPaper:
    """Everything that the berita acara undian says: the draw that holds, those before it, the officer's decisions.

    `quotas`: None where no quota speaks of those who were drawn.
    """

    record: DrawRecord
    parties: tuple[DrawnParty, ...]
    earlier: tuple[DrawRecord, ...] = ()
    decisions: tuple[OfficersWord, ...] = ()
    quotas: DrawQuotas | None = None


def read_seed(text: str) -> str:
    """The seed as it counts: capital letters, single spaces. Raises SeedMissing, SeedMalformed."""
    seed = " ".join(text.upper().split())
    if not seed:
        raise SeedMissing()
    if len(seed) > LONGEST_SEED or not _SEED.fullmatch(seed):
        raise SeedMalformed(most=LONGEST_SEED)
    return seed


def draw_hash(seed: str, code: str) -> str:
    """64 hexadecimal characters."""
    return hashlib.sha256(f"{seed}|{code}".encode()).hexdigest()


def list_digest(entries: Iterable[tuple[int, str]]) -> str:
    """The SHA-256 of the list that is drawn: `group code` a line, sorted; who tampers with it changes this."""
    lines = sorted(f"{group:04d} {code}" for group, code in entries)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
