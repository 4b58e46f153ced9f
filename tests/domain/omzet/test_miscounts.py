from __future__ import annotations

import random

from bazar_desktop.domain.omzet.miscounts import (
    ABOVE,
    LEFT_OUT,
    MISSING,
    SIGN,
    SWAPPED,
    SWAPPED_TOTAL,
    TWICE,
    ZEROS,
    Miscount,
    find_miscounts,
    swaps,
)


def test_the_published_total_of_jakarta_pusat_is_caught() -> None:
    miscounts = find_miscounts(167_437_750, [87_922_000, 79_551_750])
    assert Miscount(None, SWAPPED_TOTAL, 167_473_750) in miscounts
    assert [slip.index for slip in miscounts if slip.kind == SWAPPED] == [1]


def test_a_row_with_swapped_digits_is_named() -> None:
    amounts = [312_500, 87_000, 154_000, 45_000, 238_000]
    typed = sum(amounts) - 154_000 + 145_000
    assert Miscount(2, SWAPPED, 145_000) in find_miscounts(typed, amounts)


def test_swapped_digits_further_apart_are_named_where_no_neighbours_explain_it() -> None:
    assert find_miscounts(921_000, [129_000]) == (Miscount(0, SWAPPED, 921_000),)


def test_a_row_left_out_or_added_twice_or_taken_away_is_named() -> None:
    amounts = [312_500, 87_000, 154_000]
    whole = sum(amounts)
    assert Miscount(1, LEFT_OUT, 87_000) in find_miscounts(whole - 87_000, amounts)
    assert Miscount(1, TWICE, 87_000) in find_miscounts(whole + 87_000, amounts)
    assert Miscount(1, SIGN, 87_000) in find_miscounts(whole - 174_000, amounts)


def test_a_row_with_noughts_too_many_or_too_few_is_named() -> None:
    assert find_miscounts(2_300_000, [1_300_000, 1_000_000_000]) == (Miscount(1, ZEROS, 1_000_000),)
    assert find_miscounts(2_300_000, [1_300_000, 1_000]) == (Miscount(1, ZEROS, 1_000_000),)
    assert Miscount(0, ZEROS, 75_000) in find_miscounts(75_000 + 43_210, [750_000, 43_210])


def test_a_row_that_is_more_than_the_whole_stack_is_named_where_nothing_explains_it() -> None:
    assert find_miscounts(2_300_000, [1_300_000, 987_654_321]) == (Miscount(1, ABOVE, 1_000_000),)
    assert find_miscounts(2_300_000, [2_400_000, 987_654_321]) == (
        Miscount(0, ABOVE, 0),
        Miscount(1, ABOVE, 0),
    )


def test_a_blank_row_may_hold_what_the_stack_has_more() -> None:
    assert find_miscounts(175_500, [100_000, None]) == (Miscount(1, MISSING, 75_500),)


def test_equal_totals_need_no_explanation() -> None:
    assert find_miscounts(100_000, [100_000, None, 0]) == ()


def test_a_difference_that_nothing_explains_names_nobody() -> None:
    assert find_miscounts(100_001, [100_000]) == ()


def test_the_true_row_is_among_those_named_for_swaps_and_omissions() -> None:
    rng = random.Random(7)
    named = 0
    for turn in range(200):
        amounts = [rng.randrange(20, 2_000) * 500 for _ in range(30)]
        place = rng.randrange(30)
        if turn % 2:
            wrong = 0
        else:
            while not swaps(amounts[place], neighbours=True):
                place = rng.randrange(30)
            wrong = rng.choice(sorted(swaps(amounts[place], neighbours=True)))
        miscounts = find_miscounts(sum(amounts) - amounts[place] + wrong, amounts)
        named += place in [slip.index for slip in miscounts]
    assert named >= 190


def test_swapping_two_digits_changes_a_number_by_nines() -> None:
    assert swaps(1_234, neighbours=True) == {2_134, 1_324, 1_243}
    assert swaps(100, neighbours=False) == frozenset()
    assert all((swapped - 79_551_750) % 9 == 0 for swapped in swaps(79_551_750, neighbours=False))
