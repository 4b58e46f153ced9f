"""How stands are spread over people."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings, strategies as st

from bazar_desktop.domain.turns.concentration import Concentration, concentrate

SPREADS = st.dictionaries(st.text("abcdef", min_size=1, max_size=4), st.integers(0, 30), max_size=25)


def pairwise_gini(counts: list[int]) -> Fraction:
    """The definition: the mean difference of all pairs over twice the mean."""
    n, whole = len(counts), sum(counts)
    return Fraction(sum(abs(a - b) for a in counts for b in counts), 2 * n * whole) if whole else Fraction(0)


@given(SPREADS)
@settings(max_examples=40)
def test_gini_is_the_mean_difference_of_all_pairs(stands: dict[str, int]) -> None:
    counts = [count for count in stands.values() if count]
    assert concentrate(stands).gini == pytest.approx(float(pairwise_gini(counts)))


@given(SPREADS)
@settings(max_examples=40)
def test_its_figures_keep_their_bounds(stands: dict[str, int]) -> None:
    concentration = concentrate(stands)
    assert 0 <= concentration.gini < 1
    assert concentration.top_people <= concentration.people <= concentration.stands
    assert concentration.top_share <= 1
    if concentration.people:
        assert (
            concentration.top_stands * concentration.people >= concentration.top_people * concentration.stands
        )


@given(SPREADS, st.integers(2, 5))
@settings(max_examples=40)
def test_twice_as_many_stands_for_everybody_change_nothing(stands: dict[str, int], times: int) -> None:
    more = concentrate({who: count * times for who, count in stands.items()})
    assert more.gini == pytest.approx(concentrate(stands).gini)
    assert more.top_share == pytest.approx(concentrate(stands).top_share)


@given(st.lists(st.integers(1, 30), min_size=2, max_size=20))
@settings(max_examples=40)
def test_a_stand_that_goes_from_who_has_least_to_who_has_most_raises_gini(counts: list[int]) -> None:
    counts = sorted(count + 1 for count in counts)
    moved = [counts[0] - 1, *counts[1:-1], counts[-1] + 1]
    before, after = (
        concentrate({str(at): number for at, number in enumerate(some)}) for some in (counts, moved)
    )
    assert after.gini > before.gini


def test_one_of_ten_who_took_half() -> None:
    stands = {"often": 9, **{str(number): 1 for number in range(9)}}
    concentration = concentrate(stands, before={"often", "who did not come"})
    assert (
        concentration.stands,
        concentration.people,
        concentration.top_people,
        concentration.top_stands,
    ) == (18, 10, 1, 9)
    assert (concentration.top_share, concentration.newcomers) == (0.5, 9)
    assert concentration.gini == pytest.approx(0.4)


def test_nobody_is_nothing() -> None:
    assert concentrate({"x": 0}) == Concentration(0, 0, 0, 0, 0.0, 0)
    assert concentrate({}).top_share == 0
