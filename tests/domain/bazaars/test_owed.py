"""When a day is due at the office, how late it is, and which package can hold it whole."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bazar_desktop.domain.bazaars.owed import MOST_HOURS, DueRule, DueRuleMalformed, holds_the_day
from bazar_desktop.domain.calendar import WIB

DAY = date(2023, 3, 20)
RULE = DueRule(time(16), 17)
NINE = datetime(2023, 3, 21, 9, tzinfo=WIB)


def test_a_day_is_due_so_many_hours_after_it_is_over() -> None:
    assert RULE.end_of(DAY) == datetime(2023, 3, 20, 16, tzinfo=WIB)
    assert RULE.due(DAY) == NINE
    assert DueRule(time(16), 0).due(DAY) == RULE.end_of(DAY)


def test_a_day_is_late_from_the_first_second_on_and_by_whole_hours() -> None:
    assert RULE.hours_late(DAY, NINE) is None
    assert RULE.hours_late(DAY, NINE + timedelta(seconds=1)) == 0
    assert RULE.hours_late(DAY, NINE + timedelta(hours=5, minutes=59)) == 5
    assert RULE.hours_late(DAY, datetime(2023, 3, 21, 2, 0, 1, tzinfo=UTC)) == 0, "09.00 at Jakarta"


@pytest.mark.parametrize("hours", [-1, MOST_HOURS + 1])
def test_hours_below_none_and_beyond_two_weeks_are_refused(hours: int) -> None:
    with pytest.raises(DueRuleMalformed):
        DueRule(time(16), hours)


def test_a_package_from_before_the_end_holds_a_part_of_the_day() -> None:
    end = RULE.end_of(DAY)
    assert not holds_the_day(end - timedelta(seconds=1), end, None)
    assert holds_the_day(end, end, None)


def test_a_day_that_was_closed_early_was_over_then() -> None:
    end, closed = RULE.end_of(DAY), RULE.end_of(DAY) - timedelta(hours=2)
    assert holds_the_day(closed, end, closed)
    assert not holds_the_day(closed - timedelta(minutes=1), end, closed)
    assert holds_the_day(end, end, end + timedelta(hours=3)), (
        "a seal of the evening asks for no second package"
    )
