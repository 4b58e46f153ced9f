"""Each rule alone: what it forbids or what it costs."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from bazar_desktop.domain.day.model import COACH, PARTNER
from bazar_desktop.domain.layout.model import MITRA, Booth
from bazar_desktop.domain.placement.hard_rules import broken_rules
from bazar_desktop.domain.placement.model import Model, score
from bazar_desktop.domain.placement.placing import place
from bazar_desktop.domain.placement.request import Party, Request, Weights, product_key
from bazar_desktop.domain.placement.soft_rules import PAIR_RULES, PAIR_TRAITS
from tests.domain.placement.cases import booths_of, only, request, requests, row

PLAIN = Booth("1", "A-01", 0, 0, open_fire=False, accessible=False)


def breaks(needs: dict[str, Any], booth: Booth, zone: bool = True) -> tuple[str, ...]:
    return broken_rules(Party("p", "Usaha", **needs), booth, zone)


def test_who_needs_power_stands_where_power_is() -> None:
    assert breaks({"needs_power": True}, PLAIN) == ("power",)
    assert breaks({"needs_power": True}, replace(PLAIN, power=True)) == breaks({}, PLAIN) == ()


def test_who_needs_water_stands_where_water_is() -> None:
    assert breaks({"needs_water": True}, PLAIN) == ("water",)
    assert breaks({"needs_water": True}, replace(PLAIN, water=True)) == ()


def test_who_cooks_on_a_fire_stands_where_fire_is_allowed() -> None:
    assert breaks({"open_fire": True}, PLAIN) == ("open_fire",)
    assert breaks({"open_fire": True}, replace(PLAIN, open_fire=True)) == ()


def test_who_needs_a_wheelchairs_way_stands_where_one_reaches() -> None:
    assert breaks({"wheelchair": True}, PLAIN) == ("wheelchair",)
    assert breaks({"wheelchair": True}, replace(PLAIN, accessible=True)) == ()


@pytest.mark.parametrize("facing", "nesw")
def test_a_stand_is_no_wider_than_the_side_with_the_counter(facing: str) -> None:
    side = "width" if facing in "ns" else "depth"
    booth = replace(PLAIN, facing=facing, **{side: 3.0})  # type: ignore[arg-type]
    assert breaks({"min_width": 3.0}, booth) == ()
    assert breaks({"min_width": 3.01}, booth) == ("size",)
    other = "depth" if side == "width" else "width"
    assert breaks({"min_width": 3.0}, replace(booth, **{side: 2.5, other: 9.0})) == ("size",)


def test_who_is_pinned_stands_there_and_nowhere_else() -> None:
    assert breaks({"pinned": ("2",)}, PLAIN) == ("pinned",)
    assert breaks({"pinned": ("2",)}, replace(PLAIN, id="2")) == ()


def test_a_partner_stands_in_the_mitra_zone_where_there_is_one() -> None:
    assert breaks({"kind": PARTNER}, PLAIN) == ("mitra_zone",)
    assert breaks({"kind": PARTNER}, replace(PLAIN, zone=MITRA)) == ()
    assert breaks({"kind": PARTNER}, PLAIN, zone=False) == ()


def test_a_blocked_booth_is_for_nobody() -> None:
    assert breaks({}, replace(PLAIN, blocked=True)) == ("blocked",)


def test_several_lacks_are_all_named() -> None:
    assert breaks({"needs_power": True, "open_fire": True, "pinned": ("9",)}, PLAIN) == (
        "pinned",
        "power",
        "open_fire",
    )


@pytest.mark.parametrize("kind", ["vendor", COACH])
def test_only_partners_stand_in_the_mitra_zone(kind: str) -> None:
    party = Party("p", "Usaha", kind=kind)
    assert broken_rules(party, replace(PLAIN, zone=MITRA), True) == ("vendor_zone",)


def cost(asked: Request, *booths: str) -> int:
    """The cost of the parties in these booths, in order."""
    held = {booth: party.id for booth, party in zip(booths, asked.parties, strict=True)}
    return score(Model(asked), held).total


def two(one: dict[str, Any], other: dict[str, Any], **weights: int) -> Request:
    return request(row(3), Party("p", "Satu", **one), Party("q", "Dua", **other), weights=only(**weights))


def test_two_sambal_sellers_side_by_side_cost_and_apart_do_not() -> None:
    asked = two({"product": "Sambal Roa"}, {"product": "aneka sambal bawang"}, same_product=7)
    assert (cost(asked, "1", "2"), cost(asked, "1", "3")) == (7, 0)


def test_one_tent_counts_as_side_by_side_and_back_to_back_as_half() -> None:
    tent = (Booth("1", "A-01", 0, 0, tent="t"), Booth("2", "A-02", 9, 0, tent="t"))
    backs = (Booth("1", "A-01", 0, 0, facing="n"), Booth("2", "A-02", 0, 2.5, facing="s"))
    parties = (Party("p", "Satu", product="kopi"), Party("q", "Dua", product="kopi"))
    weights = only(same_product=8)
    assert cost(request(tent, *parties, weights=weights), "1", "2") == 8
    assert cost(request(backs, *parties, weights=weights), "1", "2") == 4


def test_blank_products_and_categories_are_never_the_same() -> None:
    assert cost(two({}, {}, same_product=7, same_category=7), "1", "2") == 0


def test_one_category_side_by_side_costs() -> None:
    asked = two({"category": "kriya"}, {"category": "kriya"}, same_category=3)
    assert (cost(asked, "1", "2"), cost(asked, "1", "3")) == (3, 0)


def test_smoke_beside_textiles_costs_whoever_comes_first() -> None:
    smoke, cloth = {"open_fire": True}, {"category": "fesyen"}
    for asked in (two(smoke, cloth, smell_near_textile=5), two(cloth, smoke, smell_near_textile=5)):
        assert (cost(asked, "1", "2"), cost(asked, "1", "3")) == (5, 0)


def test_a_category_can_be_set_to_smell() -> None:
    asked = two({"category": "ikan"}, {"category": "fesyen"}, smell_near_textile=5)
    assert cost(asked, "1", "2") == 0
    assert cost(replace(asked, smelly_categories=frozenset({"ikan"})), "1", "2") == 5


def test_a_word_of_the_product_can_be_set_to_smell_or_to_be_cloth() -> None:
    asked = two({"product": "Nasi Ikan Asin"}, {"product": "Taplak Tenun"}, smell_near_textile=5)
    assert cost(asked, "1", "2") == 0
    asked = replace(asked, smelly_products=frozenset({"ikan"}), textile_products=frozenset({"tenun"}))
    assert (cost(asked, "1", "2"), cost(asked, "1", "3")) == (5, 0)


@given(requests(), st.permutations(["sambal", "batik", ""]))
@settings(max_examples=60)
def test_what_the_search_knows_of_two_neighbours_is_what_the_rules_say(
    asked: Request, words: list[str]
) -> None:
    asked = replace(asked, smelly_products=frozenset(words[:1]), textile_products=frozenset(words[1:2]))
    for party, other in permutations(asked.parties, 2):
        for name, rule in PAIR_RULES.items():
            gives, minds = PAIR_TRAITS[name](asked, party)
            given_off, minded = PAIR_TRAITS[name](asked, other)
            clash = bool(gives and gives == minded) or bool(minds and minds == given_off)
            assert clash == bool(rule(asked, party, other))


@pytest.mark.parametrize(
    ("party", "rule", "bad", "good"),
    [
        ({"yesterday": ("2",)}, "yesterday", 4, 0),
        ({"current": ("2",)}, "moved", 4, 0),
        ({"preferred": ("2", "3")}, "preference", 4, 0),
        ({"times_front": 3}, "front_again", 12, 0),
        ({"times_corner": 2}, "corner_again", 8, 0),
    ],
)
def test_a_rule_of_one_party_costs_in_booth_1_and_not_in_2(
    party: dict[str, Any], rule: str, bad: int, good: int
) -> None:
    near = frozenset({"1"})
    asked = request(row(3), Party("p", "Usaha", **party), weights=only(**{rule: 4}), front=near, corner=near)
    assert (cost(asked, "1"), cost(asked, "2")) == (bad, good)
    assert booths_of(place(asked), "p") != ("1",)


def test_the_two_booths_of_a_partner_cost_when_apart() -> None:
    asked = request(row(3), Party("p", "Bulog", kind=PARTNER, booths_wanted=2), weights=only(apart=9))
    assert score(Model(asked), {"1": "p", "3": "p"}).of("apart").cost == 9
    assert score(Model(asked), {"1": "p", "2": "p"}).total == 0
    assert place(asked).after.total == 0


def test_a_weight_of_nothing_switches_a_rule_off() -> None:
    asked = two({"product": "kopi", "category": "x"}, {"product": "kopi", "category": "x"})
    assert cost(asked, "1", "2") == 0


def test_rules_add_up_by_name() -> None:
    asked = two({"product": "kopi", "category": "minum"}, {"product": "kopi", "category": "minum"})
    asked = replace(asked, weights=Weights())
    found = score(Model(asked), {"1": "p", "2": "q"})
    assert {rule.rule: (rule.count, rule.cost) for rule in found.rules if rule.cost} == {
        "same_product": (1, 100),
        "same_category": (1, 10),
    }
    assert found.total == 110


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Sambal Roa", "sambal"),
        ("  ANEKA  Kue kering", "kue"),
        ("", ""),
        ("Makanan", ""),
        ("3 gado² enak", "gado"),
    ],
)
def test_a_product_is_known_by_its_head_noun(text: str, key: str) -> None:
    assert product_key(text) == key
