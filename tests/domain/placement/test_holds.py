"""Wishes that are kept only if many change places: a booth is held for each, and all others are seated anew."""

from __future__ import annotations

from random import Random

from bazar_desktop.domain.placement.matching import match
from bazar_desktop.domain.placement.model import Model
from bazar_desktop.domain.placement.placing import place
from bazar_desktop.domain.placement.search import COOL, SearchRun, _anneal, _held, _Report, _wishes
from bazar_desktop.domain.placement.seating import Seating
from tests.domain.placement.generated import generated_bazaar
from tests.domain.placement.grounds import bazaar_on, grounds_of


def test_a_wish_that_no_single_step_leads_to_is_kept() -> None:
    assert (
        place(generated_bazaar(30, 9)).after.total == 90
    )  # HiGHS proves 90; without holding it stays at 100


def test_whoever_is_held_stands_there_lawfully_and_only_the_others_move() -> None:
    seen = 0
    for ground, seed, several in grounds_of(12):
        model = Model(bazaar_on(ground, 30, seed, several=several))
        seating = Seating(model, match(model))
        for seat, there in _wishes(seating)[:6]:
            assert model.linear[seat][there] < model.linear[seat][seating.booth_of[seat]]
            held = _held(seating, seat, there)
            if held is None:
                continue
            seen += 1
            assert held.booth_of[seat] == there
            assert all(model.allowed[who][booth] for booth, who in enumerate(held.seat_in))
            assert sorted(held.booth_of) == sorted(set(held.booth_of))
            found = _anneal(held, Random(seed).random, SearchRun(0, COOL, 30), 0, _Report(None, 1))
            assert held.booth_of[seat] == there
            assert all(model.allowed[who][booth] for booth, who in enumerate(found.seat_in))
            assert found.cost() == Seating(model, found.booth_of).cost()
    assert seen > 20
