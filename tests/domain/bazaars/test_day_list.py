"""Several days in one line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from bazar_desktop.domain.bazaars.day_list import format_days, parse_days
from bazar_desktop.domain.calendar import DateMalformed

THREE = tuple(date(2023, 3, day) for day in (20, 21, 22))


@pytest.mark.parametrize(
    "text",
    [
        "20/3/2023, 21/3/2023, 22/3/2023",
        "22/3/2023; 20/3/2023; 21 Maret 2023; 20/3/2023",
        "20/3/2023 s.d. 22/3/2023",
        "20/3/2023 sampai dengan 22 Maret 2023",
        "20/3/2023 - 22/3/2023",
        "20/3/2023 sd 21/3/2023, 22/3/2023",
    ],
)
def test_days_are_read_as_officers_type_them(text: str) -> None:
    assert parse_days(text) == THREE


@pytest.mark.parametrize(
    "text",
    [
        "besok",
        "31/2/2023",
        "22/3/2023 s.d. 20/3/2023",
        "1/1/2023 s.d. 1/1/2033",
        "1/1/2023 - 2/1/2023 - 3/1/2023",
    ],
)
def test_what_is_no_list_of_days_is_refused(text: str) -> None:
    with pytest.raises(DateMalformed):
        parse_days(text)


@given(st.sets(st.dates(date(2010, 1, 1), date(2090, 1, 1)), max_size=6))
def test_what_is_written_is_read_back(days: set[date]) -> None:
    ordered = tuple(sorted(days))
    assert parse_days(format_days(ordered)) == ordered
    assert not days or parse_days(f"{min(days):%d/%m/%Y} s.d. {min(days) + timedelta(days=1):%d/%m/%Y}")
