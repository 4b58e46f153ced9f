"""When backups are due and which ones stay."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given, settings, strategies as st

from bazar_desktop.domain.backups import backup_name, is_due, kept, made_at
from bazar_desktop.domain.calendar import WIB

NOW = datetime(2023, 3, 20, 17, 0, tzinfo=WIB)
AGES = st.lists(st.integers(-600, 80 * 24 * 60), max_size=60)


def test_a_name_says_when_it_was_made() -> None:
    assert backup_name(NOW) == "cadangan_2023-03-20_17.00.00.bazardb"
    assert made_at(backup_name(NOW)) == NOW
    for other in ("kunci.json", "cadangan_2023-13-20_17.00.00.bazardb", "cadangan_x.bazardb", ""):
        assert made_at(other) is None


def test_half_an_hour_of_change_makes_a_backup_due_and_no_change_makes_none() -> None:
    assert is_due(None, changed=False, now=NOW)
    assert is_due(NOW - timedelta(minutes=30), changed=True, now=NOW)
    assert not is_due(NOW - timedelta(minutes=29), changed=True, now=NOW)
    assert not is_due(NOW - timedelta(days=3), changed=False, now=NOW)


def test_a_sealed_day_makes_a_backup_due_at_once() -> None:
    assert is_due(NOW - timedelta(minutes=1), changed=True, sealed=True, now=NOW)


def test_a_clock_that_was_set_back_does_not_stop_backups() -> None:
    assert is_due(NOW + timedelta(days=400), changed=True, now=NOW)


def test_two_days_whole_then_one_a_day_then_one_a_week_then_nothing() -> None:
    hourly = [NOW - timedelta(hours=hours) for hours in range(24 * 80)]
    stay = kept(hourly, NOW)
    ages = sorted(NOW - at for at in stay)
    assert sum(age <= timedelta(hours=48) for age in ages) == 49
    assert len({at.date() for at in stay if timedelta(hours=48) < NOW - at <= timedelta(days=14)}) == 13
    assert sum(timedelta(hours=48) < age <= timedelta(days=14) for age in ages) == 13
    assert sum(timedelta(days=14) < age for age in ages) == 7
    assert max(ages) <= timedelta(weeks=8)


def test_the_last_backup_of_an_old_day_is_the_one_that_stays() -> None:
    morning, evening = NOW - timedelta(days=5, hours=8), NOW - timedelta(days=5)
    assert kept([NOW, morning, evening], NOW) == {NOW, evening}


@settings(max_examples=60, deadline=None)
@given(AGES)
def test_the_newest_stays_whatever_the_ages_are_and_thinning_twice_is_thinning_once(ages: list[int]) -> None:
    times = [NOW - timedelta(minutes=age) for age in ages]
    stay = kept(times, NOW)
    assert stay <= set(times)
    assert kept(stay, NOW) == stay
    assert not times or max(times) in stay
