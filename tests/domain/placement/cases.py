"""Small plans and parties for the placement tests, by hand and by hypothesis."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

from hypothesis import strategies as st

from bazar_desktop.domain.day.model import PARTNER, VENDOR
from bazar_desktop.domain.layout.model import MITRA, Booth
from bazar_desktop.domain.placement.hard_rules import broken_rules
from bazar_desktop.domain.placement.model import Model, score
from bazar_desktop.domain.placement.placing import Placement
from bazar_desktop.domain.placement.request import Party, Request, Weights
from tests.domain.placement.generated import generated_bazaar

NOTHING = dict.fromkeys(Weights.__slots__, 0)


def only(**weights: int) -> Weights:
    """Weights with all other rules switched off."""
    return Weights(**{**NOTHING, **weights})


def row(count: int, **more: Any) -> tuple[Booth, ...]:
    """So many booths side by side, each touching the next: ids and labels 1, 2, …"""
    return tuple(Booth(f"{i + 1}", f"A-{i + 1:02d}", i * 2.5, 0.0, **more) for i in range(count))


def request(booths: tuple[Booth, ...], *parties: Party, **more: Any) -> Request:
    return Request(booths=booths, parties=parties, **more)


def cheapest(asked: Request) -> int | None:
    """The least cost over all arrangements that keep the hard rules, tried one by one; None where there is none."""
    model = Model(asked)
    best: int | None = None
    for booths in permutations(model.booths, model.empty):
        pairs = list(zip(model.seats, booths, strict=True))
        if all(not broken_rules(party, booth, model.has_zone) for party, booth in pairs):
            total = score(model, {booth.id: party.id for party, booth in pairs}).total
            best = total if best is None else min(best, total)
    return best


def _booth(draw: st.DrawFn, number: int, rarely: int) -> Booth:
    """One of two rows of three, back to back, that lacks each thing once in `rarely` times."""
    lacks = st.sampled_from([True] + [False] * (rarely - 1))
    return Booth(
        id=f"b{number}",
        label=f"A-{number:02d}",
        x=(number % 3) * draw(st.sampled_from([2.5, 2.5, 4.0])),
        y=(number // 3) * 2.5,
        facing="s" if number >= 3 else "n",
        power=not draw(lacks),
        water=not draw(lacks),
        open_fire=not draw(lacks),
        zone=MITRA if number == 5 and draw(st.booleans()) else "",
        blocked=draw(st.integers(0, 9)) == 9,
        accessible=not draw(lacks),
    )


def _party(draw: st.DrawFn, number: int, places: st.SearchStrategy[str]) -> Party:
    rare = st.sampled_from([False, False, False, True])
    return Party(
        id=f"p{number}",
        name=f"Usaha {number}",
        kind=PARTNER if number == 0 and draw(st.booleans()) else VENDOR,
        product=draw(st.sampled_from(["", "sambal", "kopi", "batik"])),
        category=draw(st.sampled_from(["kuliner", "fesyen", ""])),
        needs_power=draw(rare),
        needs_water=draw(rare),
        open_fire=draw(rare),
        wheelchair=draw(rare),
        yesterday=draw(st.tuples(places)) if draw(rare) else (),
        current=draw(st.tuples(places)),
        times_front=draw(st.integers(0, 3)),
        times_corner=draw(st.integers(0, 3)),
    )


@st.composite
def requests(draw: st.DrawFn, rarely: int = 4) -> Request:
    """Up to six booths with odd flags and parties with odd needs; the higher `rarely`, the more are feasible."""
    booths = tuple(_booth(draw, number, rarely) for number in range(draw(st.integers(2, 6))))
    ids = [booth.id for booth in booths]
    places = st.sampled_from(["gone", "gone", *ids])
    most = draw(st.integers(1, len(booths)))
    parties = tuple(_party(draw, number, places) for number in range(most))
    near = st.frozensets(st.sampled_from(ids))
    return Request(booths, parties, front=draw(near), corner=draw(near), seed=draw(st.integers(0, 9)))


@st.composite
def generated_needs(draw: st.DrawFn) -> Request:
    """A bazaar of about 30 booths from `generated`, with more needs than it was drawn with, and little effort."""
    asked = generated_bazaar(draw(st.sampled_from([20, 30])), draw(st.integers(0, 400)))
    need = draw(st.sampled_from(["needs_power", "needs_water", "wheelchair", "open_fire"]))
    share = draw(st.integers(1, 6))
    wide = draw(st.sampled_from([0.0, 0.0, 2.9, 3.4]))
    parties = tuple(
        replace(party, min_width=wide if i % 7 == 0 else 0.0, **({need: True} if i % share == 0 else {}))  # type: ignore[arg-type]
        for i, party in enumerate(asked.parties)
        if not party.pinned or party.kind == PARTNER or i % 2
    )
    return replace(asked, parties=parties, weights=draw(st.sampled_from([Weights(), only(same_product=5)])))


def booths_of(placement: Placement, party: str) -> tuple[str, ...]:
    """Ids of the booths of a party, none for a stranger."""
    return tuple(seat.booth for seat in placement.seats if seat.party == party)
