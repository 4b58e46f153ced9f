"""Totals that stand out on a day without a past: against the others of their kind, and what any stall sells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bazar_desktop.domain.day.model import BLANK, PARTNER, PRESENT, REPORTED, VENDOR, DayRow
from bazar_desktop.domain.omzet.oddness import (
    ABOVE,
    ABOVE_PEERS,
    BELOW,
    BELOW_PEERS,
    BEYOND,
    USUAL_MOST,
    Odd,
    oddities,
    oddness,
)

ROW = DayRow(
    participation_id="1", session=1, booth="A-01", business="Batik", name="Siti", attendance=PRESENT, arrived_at=None,
    left_at=None, party=VENDOR, product="batik", category="kriya", agency="PPKUKM", phone="", card="", omzet=BLANK,
    amounts=(None,) * 4, transactions=None,
)  # fmt: skip


def day(*totals: int, category: str = "kriya") -> list[DayRow]:
    return [
        replace(ROW, participation_id=f"{category}{at}", category=category, omzet=REPORTED,
                amounts=(total, None, None, None))
        for at, total in enumerate(totals)
    ]  # fmt: skip


def test_a_billion_on_the_first_day_stands_out() -> None:
    rows = day(400_000, 500_000, 600_000, 700_000, 1_000_000_000)
    odd = oddities(rows, {})
    assert odd["kriya4", 1] == Odd(ABOVE_PEERS, 550_000)
    assert [odd[row.participation_id, 1] for row in rows[:4]] == [None] * 4


def test_a_total_that_lost_its_noughts_stands_out_too() -> None:
    odd = oddities(day(400_000, 500_000, 600_000, 700_000, 500), {})
    assert odd["kriya4", 1] == Odd(BELOW_PEERS, 550_000)


def test_alone_on_the_first_day_only_what_no_stall_sells_stands_out() -> None:
    assert oddities(day(USUAL_MOST), {})["kriya0", 1] is None
    assert oddities(day(USUAL_MOST + 1), {})["kriya0", 1] == Odd(BEYOND, USUAL_MOST)


def test_a_kind_with_too_few_is_held_against_the_whole_day() -> None:
    rows = [*day(90_000_000, category="jasa"), *day(1_000_000, 1_100_000, 1_200_000, 1_300_000)]
    assert oddities(rows, {})["jasa0", 1] == Odd(ABOVE_PEERS, 1_150_000)


def test_the_own_past_says_more_than_the_others() -> None:
    rows = day(400_000, 500_000, 600_000, 700_000, 20_000_000)
    assert oddities(rows, {"kriya4": (15_000_000, 18_000_000)})["kriya4", 1] is None
    assert oddities(rows, {"kriya4": (1_000_000, 2_000_000)})["kriya4", 1] == Odd(ABOVE, 2_000_000)


def test_a_mitra_is_no_peer_of_a_vendor_and_has_none() -> None:
    rows = day(400_000, 500_000, 600_000, 700_000)
    rice = replace(rows[0], participation_id="m", party=PARTNER, amounts=(50_000_000, None, None, None))
    assert oddities([*rows, rice], {})["m", 1] is None


def test_a_business_is_judged_by_all_its_sessions_together() -> None:
    rows = day(400_000, 500_000, 600_000, 700_000)
    again = [replace(row, session=2) for row in rows]  # each of them sells twice as much a day
    late = replace(rows[0], participation_id="new", amounts=(11_500_000, None, None, None))
    odd = oddities([*rows, *again, late, replace(late, session=2)], {})
    assert odd["new", 1] == odd["new", 2] == Odd(ABOVE_PEERS, 1_100_000)
    assert oddities([*rows, *again, late], {})["new", 1] is None  # one session is within 20 times a whole day
    confirmed = replace(late, confirmed=11_500_000)
    assert oddities([*rows, *again, confirmed, replace(late, session=2)], {})["new", 1] is None


def test_a_day_is_not_too_little_while_a_session_is_still_to_come() -> None:
    past = {"kriya0": (500_000, 600_000)}
    [morning] = day(100_000)
    evening = replace(morning, session=2, omzet=BLANK, amounts=(None,) * 4)
    assert oddities([morning, evening], past)["kriya0", 1] is None
    assert oddities([morning], past)["kriya0", 1] == Odd(BELOW, 500_000)


@pytest.mark.parametrize("total", [None, 0])
def test_nothing_and_nihil_never_stand_out(total: int | None) -> None:
    assert oddness(total, (), peers=(5, 5, 5, 5)) is None


def test_a_confirmed_total_stands_out_no_longer() -> None:
    assert oddness(10**9, (), confirmed=10**9, peers=(5, 5, 5, 5)) is None


def test_ten_milliard_are_asked_about_whatever_the_past() -> None:
    past = (9_000_000_000, 12_000_000_000)
    assert oddness(10_000_000_000, past) is None
    assert oddness(10_000_000_001, past) == Odd(BEYOND, USUAL_MOST)
    assert oddness(10_000_000_001, past, confirmed=10_000_000_001) is None


def test_the_middle_of_the_others_holds_neither_the_own_past_nor_who_sold_nothing() -> None:
    others = (100_000, 200_000, 300_000, 400_000)
    assert oddness(7_000_000, (1_000_001,), peers=others) == Odd(ABOVE_PEERS, 250_000)
    assert oddness(7_000_000, (), peers=(*others, *(0,) * 6)) == Odd(ABOVE_PEERS, 250_000)
    assert oddness(7_000_000, (1_000_001,), peers=others[:3]) is None
