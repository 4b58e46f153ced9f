"""Which day is taken in hand, and when the next act asks whether it is still meant."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from bazar_desktop.domain.day.in_hand import (
    DAWN,
    BazaarDays,
    DayInHand,
    DayOffer,
    day_to_offer,
    needs_asking,
    settled_day,
    usual_bazaar,
    usual_day,
)

ONE, TWO, THREE = (date(2023, 3, day) for day in (20, 21, 22))
RAMADAN = BazaarDays("ramadan", (ONE, TWO))
MONAS = BazaarDays("monas", (TWO, THREE))


def in_hand(day: date, settled_on: date, bazaar_id: str = "ramadan") -> DayInHand:
    return DayInHand(bazaar_id, day, settled_on)


def test_the_latest_day_that_has_begun_is_taken_in_hand_and_else_the_first_to_come() -> None:
    assert usual_day((ONE, TWO), TWO) == TWO
    assert (
        usual_day((ONE, TWO), THREE) == TWO
    )  # after midnight it is still the evening's day that is finished
    assert usual_day((ONE, THREE), TWO) == ONE
    assert usual_day((TWO, THREE), ONE) == TWO
    assert usual_day((ONE, TWO), THREE, {TWO}) == ONE  # it rained on the second
    assert usual_day((ONE, TWO), TWO, {TWO}) == TWO  # what was called off today is to be seen
    assert usual_day((ONE, TWO), THREE, {ONE, TWO}) == ONE
    assert usual_day((), ONE) is None


def test_the_bazaar_of_today_goes_before_the_nearest_to_come_and_that_before_the_latest() -> None:
    with_gap = BazaarDays("gap", (ONE - timedelta(5), THREE))
    assert usual_bazaar([with_gap, MONAS], TWO) == "monas"
    assert usual_bazaar([MONAS, RAMADAN], ONE - timedelta(9)) == "ramadan"
    assert usual_bazaar([MONAS, RAMADAN], THREE + timedelta(9)) == "monas"
    assert usual_bazaar([BazaarDays("none", ())], ONE) == ""


def test_on_a_new_date_the_day_of_today_is_offered_and_asked_for() -> None:
    left_open = in_hand(ONE, settled_on=ONE)
    assert day_to_offer(left_open, [MONAS, RAMADAN], TWO) == DayOffer("ramadan", TWO, 2, 2)
    assert needs_asking(left_open, [RAMADAN], TWO)


def test_another_bazaar_is_offered_where_the_one_in_hand_does_not_stand_today() -> None:
    left_open = in_hand(TWO, settled_on=TWO)
    assert day_to_offer(left_open, [RAMADAN, MONAS], THREE) == DayOffer("monas", THREE, 2, 2)
    assert needs_asking(left_open, [RAMADAN, MONAS], THREE)


@pytest.mark.parametrize(
    ("held", "today"),
    [
        (in_hand(ONE, settled_on=ONE), ONE),  # it is today
        (in_hand(TWO, settled_on=ONE), TWO),  # prepared the evening before
        (in_hand(ONE, settled_on=TWO), TWO),  # taken knowingly, or kept when asked
        (in_hand(TWO, settled_on=TWO), THREE + timedelta(1)),  # nothing stands today
    ],
)
def test_nothing_is_asked_where_the_day_is_meant(held: DayInHand, today: date) -> None:
    assert not needs_asking(held, [RAMADAN, MONAS], today)


def test_what_was_kept_is_asked_for_again_on_the_next_date() -> None:
    week = BazaarDays("week", (ONE, TWO, THREE))
    assert needs_asking(in_hand(ONE, settled_on=TWO, bazaar_id="week"), [week], THREE)


def test_a_day_kept_in_the_small_hours_is_kept_until_dawn() -> None:
    kept = datetime.combine(TWO, time(0, 3))
    assert settled_day(kept, datetime.combine(TWO, time(3, 59))) == TWO
    assert settled_day(kept, datetime.combine(TWO, DAWN)) == ONE
    in_the_morning = datetime.combine(TWO, DAWN)
    assert settled_day(in_the_morning, datetime.combine(TWO, time(23))) == TWO
    assert settled_day(kept, datetime.combine(THREE, time(1))) == TWO


def test_a_clock_that_was_set_back_asks_too() -> None:
    assert needs_asking(in_hand(TWO, settled_on=TWO), [RAMADAN], ONE)
