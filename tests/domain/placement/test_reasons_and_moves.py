"""Why somebody stands somewhere, and what a drag or a typed move does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from bazar_desktop.domain.day.model import PARTNER
from bazar_desktop.domain.layout.model import MITRA, BoothUnknown
from bazar_desktop.domain.placement.model import Model, score
from bazar_desktop.domain.placement.moves import breaches, effect_of_move, effect_of_swap, move_party, swapped
from bazar_desktop.domain.placement.placing import place
from bazar_desktop.domain.placement.reasons import reasons_for
from bazar_desktop.domain.placement.request import BoothBlocked, BoothTaken, Party, PartyUnknown, Request
from tests.domain.placement.cases import request, requests, row

BOOTHS = tuple(
    replace(booth, power=i == 0, blocked=i == 3, accessible=i < 2) for i, booth in enumerate(row(5))
)
SAMBAL = Party("s", "Sambal Roa", product="sambal", category="kuliner", needs_power=True, times_placed=3)
RIVAL = Party("r", "Sambal Ati", product="sambal", category="kuliner", times_front=2, times_placed=4)
CLOTH = Party("c", "Batik", product="batik", category="fesyen", yesterday=("3",))
ASKED = request(BOOTHS, SAMBAL, RIVAL, CLOTH, front=frozenset({"1", "2"}))


def codes(arrangement: dict[str, str], party: str, asked: Request = ASKED) -> dict[str, bool]:
    return {reason.code: reason.good for reason in reasons_for(Model(asked), arrangement, party)}


def test_a_good_place_is_explained_by_power_distance_and_turn() -> None:
    answer = place(ASKED)
    reasons = {reason.code: reason for reason in answer.reasons("s")}
    assert {code for code in reasons if reasons[code].good} >= {
        "power",
        "only_booth",
        "apart_from_product",
        "front_turn",
    }
    assert reasons["power"].facts == {"booth": "A-01"}
    assert reasons["apart_from_product"].facts == {"product": "sambal", "rivals": 1}
    assert reasons["front_turn"].facts == {"times": 0, "of": 3}


def test_a_poor_place_says_what_is_poor_in_it() -> None:
    found = codes({"1": "s", "2": "r", "5": "c"}, "r")
    assert found == {"beside_product": False, "beside_category": False, "front_again": False}
    assert codes({"1": "s", "2": "r", "5": "c"}, "c") == {"left_yesterday": False}
    assert codes({"3": "c"}, "c") == {"kept_yesterday": True}
    assert codes({}, "c") == {}


def test_smoke_wishes_pins_and_moves_have_their_reasons() -> None:
    smoke = Party("s", "Sate", open_fire=True, pinned=("1",), current=("1",), preferred=("1",))
    cloth = Party("c", "Batik", category="fesyen", current=("5",), preferred=("5",))
    asked = request(row(5), smoke, cloth)
    apart, close = {"1": "s", "3": "c"}, {"1": "s", "2": "c"}
    assert codes(apart, "s", asked) == {
        "pinned": True,
        "open_fire": True,
        "kept_booth": True,
        "preferred": True,
        "away_from_textile": True,
    }
    assert codes(apart, "c", asked) == {"left_booth": False, "not_preferred": False, "away_from_smell": True}
    assert codes(close, "c", asked)["near_smell"] is False


def test_a_rival_behind_and_a_mixed_neighbourhood_are_told() -> None:
    booths = (
        replace(row(1)[0], facing="n"),
        replace(row(1)[0], id="2", y=2.5),
        replace(row(2)[1], id="3", facing="n"),
    )
    asked = request(booths, SAMBAL, RIVAL, CLOTH)
    assert codes({"1": "s", "2": "r", "3": "c"}, "s", asked)["behind_product"] is False
    assert "category_mixed" not in codes({"1": "s", "2": "r", "3": "c"}, "s", asked)
    assert codes({"1": "s", "3": "c"}, "s", asked)["category_mixed"] is True


@given(requests(), st.integers(0, 5), st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_the_effect_of_a_drag_is_that_of_counting_afresh(asked: Request, one: int, two: int) -> None:
    open_booths = tuple(replace(booth, blocked=False) for booth in asked.booths)
    asked = replace(asked, booths=open_booths, parties=asked.parties[: len(open_booths)])
    model = Model(asked)
    held = {booth.id: party.id for booth, party in zip(asked.booths, asked.parties, strict=False)}
    here, there = f"b{one % len(open_booths)}", f"b{two % len(open_booths)}"
    effect = effect_of_swap(model, held, here, there)
    before, after = score(model, held), score(model, effect.arrangement)
    for old, new in zip(before.rules, after.rules, strict=True):
        change = effect.after.of(old.rule).cost - effect.before.of(old.rule).cost
        assert change == new.cost - old.cost
    assert sorted(effect.arrangement.values()) == sorted(held.values())
    assert sum(change.better for change in effect.changes) == effect.before.total - effect.after.total
    assert set(effect.broken) == {
        breach for breach in breaches(model, effect.arrangement) if breach.booth in (here, there)
    }


def test_a_drag_shows_what_gets_better_and_what_breaks() -> None:
    model = Model(ASKED)
    effect = effect_of_swap(model, {"1": "s", "2": "r", "5": "c"}, "2", "5")
    assert {change.rule: change.better > 0 for change in effect.changes} == {
        "same_product": True,
        "same_category": True,
        "front_again": True,
    }
    assert effect.broken == ()
    broken = effect_of_swap(model, {"1": "s", "2": "r"}, "1", "2").broken
    assert [(breach.party, breach.rule) for breach in broken] == [("s", "power")]


def test_giving_a_booth_to_who_waits_shows_what_gets_better_and_what_breaks() -> None:
    model = Model(ASKED)
    effect = effect_of_move(model, {"1": "r", "5": "c"}, "s", "2")
    assert effect.arrangement == {"1": "r", "2": "s", "5": "c"}
    assert {change.rule: change.better for change in effect.changes} == {
        "same_product": -100,
        "same_category": -10,
    }
    assert [(breach.party, breach.rule) for breach in effect.broken] == [("s", "power")]


def test_a_drag_into_an_empty_booth_moves_and_onto_itself_does_nothing() -> None:
    model = Model(ASKED)
    assert swapped(model, {"1": "s"}, "1", "5") == {"5": "s"}
    assert swapped(model, {"1": "s"}, "1", "1") == {"1": "s"}


def test_a_typed_move_goes_to_a_free_booth_only() -> None:
    model = Model(ASKED)
    held = {"1": "s", "2": "r"}
    assert move_party(model, held, "r", "A-05") == {"1": "s", "5": "r"}
    assert move_party(model, held, "r", "a5") == {"1": "s", "5": "r"}
    assert move_party(model, held, "r", "A-02") == held
    assert move_party(model, held, "c", "A-03") == {**held, "3": "c"}
    with pytest.raises(BoothTaken) as refusal:
        move_party(model, held, "r", "A-01")
    assert refusal.value.facts == {"booth": "A-01", "holder": "Sambal Roa"}
    with pytest.raises(BoothBlocked):
        move_party(model, held, "r", "A-04")
    with pytest.raises(BoothUnknown):
        move_party(model, held, "r", "Z-01")
    with pytest.raises(PartyUnknown):
        move_party(model, held, "nobody", "A-03")


def test_nobody_is_dragged_into_a_blocked_or_unknown_booth() -> None:
    model = Model(ASKED)
    with pytest.raises(BoothBlocked):
        effect_of_swap(model, {"1": "s"}, "1", "4")
    with pytest.raises(BoothUnknown):
        effect_of_swap(model, {"1": "s"}, "1", "99")


def test_a_partner_with_two_booths_keeps_one_of_them() -> None:
    model = Model(request(row(5), Party("p", "Bulog", kind=PARTNER, booths_wanted=2, pinned=("2",))))
    assert move_party(model, {"2": "p", "3": "p"}, "p", "A-05") == {"2": "p", "5": "p"}
    assert breaches(model, {"1": "p", "2": "p"}) == ()
    assert [breach.rule for breach in breaches(model, {"1": "p", "3": "p"})] == ["pinned", "pinned"]


def test_a_party_of_two_booths_is_told_once_that_it_stays_in_booths_sorted_by_number() -> None:
    booths = tuple(
        replace(booth, zone=MITRA, label=label)
        for booth, label in zip(row(3), ("M-10", "M-2", "M-1"), strict=True)
    )
    here = Party("a", "Bulog", PARTNER, booths_wanted=2, yesterday=("1", "2"), current=("1", "2"))
    reasons = reasons_for(Model(request(booths, here)), {"1": "a", "2": "a"}, "a")
    told = {reason.code: reason.facts.get("booth") for reason in reasons}
    assert len(told) == len(reasons)
    assert told["kept_booth"] == told["kept_yesterday"] == told["mitra_zone"] == "M-2, M-10"
