"""Every refusal of layout and placement has its words, and they use facts that it really carries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bazar_desktop.domain.day.model import PARTNER
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.layout import editing
from bazar_desktop.domain.layout.generator import generate_plan
from bazar_desktop.domain.layout.model import MITRA, find_booth
from bazar_desktop.domain.layout.template_file import plan_from_json
from bazar_desktop.domain.placement.model import Model
from bazar_desktop.domain.placement.moves import move_party
from bazar_desktop.domain.placement.placing import place
from bazar_desktop.domain.placement.request import Party
from bazar_desktop.domain.placement.search import PlacementStopped
from bazar_desktop.messages import SENTENCES, sentence
from tests.domain.placement.cases import request, row

PLAN = generate_plan(2)
BARE = tuple(replace(booth, open_fire=False, accessible=False) for booth in row(2))
MODEL = Model(
    request((*BARE[:1], replace(BARE[1], blocked=True)), Party("p", "Batik Terogong"), Party("q", "Dua"))
)


def placing(**needs: object) -> Callable[[], object]:
    third = replace(row(3)[2], open_fire=False, accessible=False, zone=MITRA if needs.get("kind") else "")
    booths = (*BARE, third) if needs and "booths_wanted" not in needs else BARE
    parties = [Party(f"p{i}", f"Usaha {i}", **needs) for i in range(3)]  # type: ignore[arg-type]
    return lambda: place(request(booths, *parties))


REFUSALS: dict[str, Callable[[], object]] = {
    "booth_unknown": lambda: find_booth(PLAN, "b999"),
    "booth_taken": lambda: move_party(MODEL, {"1": "p"}, "q", "A-01"),
    "booth_blocked": lambda: move_party(MODEL, {}, "q", "A-02"),
    "party_unknown": lambda: move_party(MODEL, {}, "x", "A-02"),
    "fixture_unknown": lambda: editing.remove_fixture(PLAN, "f999"),
    "label_taken": lambda: editing.relabel(PLAN, "b001", "A-02"),
    "layout_not_possible": lambda: generate_plan(0),
    "layout_unreadable": lambda: plan_from_json("{}"),
    "too_many_booths_wanted": placing(booths_wanted=2),
    "placement_stopped": lambda: place(request(row(3), *stubborn()), lambda done, of: False),
    "not_enough_booths": placing(),
    "not_enough_power": placing(needs_power=True),
    "not_enough_water": placing(needs_water=True),
    "not_enough_open_fire": placing(open_fire=True),
    "not_enough_access": placing(wheelchair=True),
    "not_enough_width": placing(min_width=3.0),
    "not_enough_mitra_booths": placing(kind=PARTNER),
    "pinned_booth_unfit": lambda: place(
        request((*BARE, replace(row(3)[2], power=True)), Party("p", "Satu", pinned=("1",), needs_power=True))
    ),
    "pinned_where_arrived": lambda: place(
        request(row(2), Party("p", "Satu", pinned=("1",)), Party("q", "Dua", pinned=("1",), stays=True))
    ),
    "placement_impossible": lambda: place(
        request(
            (replace(row(1)[0], power=True), replace(row(2)[1], water=True)),
            Party("p", "Satu", needs_power=True, needs_water=True),
        )
    ),
}


def stubborn() -> list[Party]:
    return [Party(f"p{i}", f"Usaha {i}", product="kopi") for i in range(3)]


@pytest.mark.parametrize("code", REFUSALS)
def test_each_refusal_is_told_in_words_with_its_facts(code: str) -> None:
    with pytest.raises(BazarError) as refusal:
        REFUSALS[code]()
    assert refusal.value.code == code
    assert code in SENTENCES
    words = sentence(refusal.value)
    assert "{" not in words
    assert words[-1] in ".?"


def test_a_lack_of_power_says_how_many_and_who() -> None:
    with pytest.raises(BazarError) as refusal:
        placing(needs_power=True)()
    assert sentence(refusal.value) == (
        "3 butuh listrik, hanya 0 booth berlistrik yang dapat dipakai. Lepaskan paling sedikit 3 peserta, misalnya "
        "Usaha 0, Usaha 1, Usaha 2, atau beri listrik di booth A-01, A-02, A-03."
    )


def test_a_stopped_search_is_a_refusal_like_others() -> None:
    assert issubclass(PlacementStopped, BazarError)
