"""Rules as settings keep them, quotas as they are typed, seeds as they are said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from bazar_desktop.domain.turns.draw import (
    SeedMalformed,
    SeedMissing,
    draw_hash,
    list_digest,
    read_seed,
)
from bazar_desktop.domain.turns.rules import (
    Quota,
    QuotaMalformed,
    TurnRules,
    TurnRulesMalformed,
    check_rules,
    read_quota,
    rules_as_json,
    rules_from_json,
    write_quota,
)
from tests.domain.turns.cases import quotas, rules


@given(rules())
@settings(max_examples=30)
def test_rules_come_back_from_a_setting_as_they_went(turn_rules: TurnRules) -> None:
    assert rules_from_json(rules_as_json(turn_rules)) == turn_rules


@given(quotas())
@settings(max_examples=40)
def test_a_quota_comes_back_from_its_text(quota: Quota) -> None:
    assert read_quota(write_quota(quota)) == quota


def test_a_quota_is_read_as_it_is_typed() -> None:
    assert read_quota("category:kuliner:-50%") == Quota("category", "kuliner", None, 50, True)
    assert read_quota("kecamatan::-3") == Quota("kecamatan", "", None, 3)
    assert read_quota(" agency:Dinas: Sosial :2-") == Quota("agency", "Dinas: Sosial", 2)


@pytest.mark.parametrize(
    "text",
    ["", "kuliner", "category:kuliner:5", "category:kuliner:-", "umur:x:1-2", "agency:x:5-2", "agency:x:-101%",
     "agency:x:a-b", "agency:x:²-3"],
)  # fmt: skip
def test_a_quota_that_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(QuotaMalformed):
        read_quota(text)


@pytest.mark.parametrize(
    "wrong",
    [
        {"places": -1},
        {"reserves": 10000},
        {"absent_points": 100},
        {"order": ()},
        {"order": ("points", "points")},
        {"order": ("nama",)},
        {"required": ("SIM",)},
    ],
)
def test_rules_that_cannot_hold_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(TurnRulesMalformed):
        check_rules(TurnRules(**wrong))  # type: ignore[arg-type]


def test_a_share_is_rounded_up_for_the_least_and_down_for_the_most_and_never_crosses() -> None:
    assert Quota("category", "x", 30, 50, True).limits(28) == (9, 14)
    assert Quota("category", "x", 50, 50, True).limits(3) == (2, 2)
    assert Quota("category", "x", None, 3).limits(28) == (0, 3)


def test_a_seed_counts_as_it_is_said_not_as_it_is_typed() -> None:
    assert read_seed("  jakarta   497 ") == "JAKARTA 497"


@pytest.mark.parametrize(
    ("text", "error"),
    [(" ", SeedMissing), ("a|b", SeedMalformed), ("é", SeedMalformed), ("x" * 61, SeedMalformed)],
)
def test_a_seed_that_cannot_be_said_plainly_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_seed(text)


def test_the_hash_is_that_of_any_other_program() -> None:
    # printf 'JAKARTA 497|P233M01-A017' | sha256sum
    assert draw_hash("JAKARTA 497", "P233M01-A017").startswith(KNOWN)


KNOWN = "92d529f2bddcf749"


def test_the_digest_of_a_list_changes_with_a_code_or_a_group() -> None:
    listed = [(1, "A"), (1, "B")]
    assert list_digest(reversed(listed)) == list_digest(listed)
    assert len({list_digest(item) for item in (listed, [(1, "A"), (2, "B")], [(1, "A"), (1, "C")])}) == 3


def test_unless_told_otherwise_a_turn_counts_two_an_izin_one_and_an_alpa_four() -> None:
    rules = TurnRules()
    assert (rules.turn_points, rules.excused_points, rules.absent_points) == (2, 1, 4)
    assert (rules.places, rules.reserves, rules.quotas) == (None, None, ())
