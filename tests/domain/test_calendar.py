from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings, strategies as st

from bazar_desktop.domain.calendar import (
    WIB,
    DateMalformed,
    TimeMalformed,
    WeekdayDisagrees,
    date_in_words,
    format_date,
    format_long_date,
    format_numeric_date,
    format_short_date,
    format_time,
    format_time_on,
    is_another_day,
    is_late,
    parse_date,
    parse_time,
    to_wib,
)

MONDAY = date(2023, 3, 20)


def test_dates_are_written_in_words_and_figures() -> None:
    assert format_date(MONDAY) == "20 Maret 2023"
    assert format_long_date(MONDAY) == "Senin, 20 Maret 2023"
    assert format_short_date(MONDAY) == "Sen 20 Mar"
    assert format_short_date(date(2023, 8, 4)) == "Jum 4 Agu"
    assert format_numeric_date(date(2023, 3, 5)) == "05/03/2023"


def test_dates_can_be_written_in_english() -> None:
    assert format_date(MONDAY, "en") == "20 March 2023"
    assert format_long_date(MONDAY, "en") == "Monday, 20 March 2023"
    assert format_short_date(MONDAY, "en") == "Mon 20 Mar"


def test_a_berita_acara_spells_its_date_out() -> None:
    assert date_in_words(MONDAY) == "hari Senin tanggal dua puluh bulan Maret tahun dua ribu dua puluh tiga"
    assert date_in_words(date(2021, 11, 11)).startswith("hari Kamis tanggal sebelas bulan November")


@pytest.mark.parametrize(
    "text",
    [
        "20/3/2023",
        "20/03/2023",
        "20-03-23",
        "20.3.2023",
        "20 / 3 / 2023",
        "2023-03-20",
        "2023-03-20T00:00:00",
        "2023-03-20 08:15",
        "20/03/2023 00:00:00",
        "20 Maret 2023",
        "20 MARET 2023",
        "20 Mar 2023",
        "20-Mar-23",
        "20 March 2023",
        "Senin, 20/3/2023",
        "Senin 20 Maret 2023",
        "Sen, 20 Mar 2023",
        "Senin/20 Maret 2023",
        "hari Senin, 20 Maret 2023",
        "Monday, 20 March 2023",
        "tanggal 20 Maret 2023",
        "Tgl. 20 Maret 2023",
        "\uff12\uff10/3/2023",
        "20\u00a0Maret\u00a02023",
    ],
)
def test_a_date_is_read_however_it_is_typed(text: str) -> None:
    assert parse_date(text) == MONDAY


@pytest.mark.parametrize("name", ["Agt", "Ags", "Agu", "Agst", "agustus", "Aug", "August", "8", "Agt."])
def test_august_has_many_short_names(name: str) -> None:
    assert parse_date(f"17 {name} 2023") == date(2023, 8, 17)


@pytest.mark.parametrize(
    ("text", "month"), [("1 Pebruari 2023", 2), ("1 Nopember 2023", 11), ("1 Okt 23", 10)]
)
def test_old_and_short_month_names_are_read(text: str, month: int) -> None:
    assert parse_date(text) == date(2023, month, 1)


@pytest.mark.parametrize("text", ["Jumat, 24/3/2023", "Jum'at, 24/3/2023", "Jum’at 24 Maret 2023"])
def test_friday_is_read_with_and_without_its_apostrophe(text: str) -> None:
    assert parse_date(text) == date(2023, 3, 24)


@pytest.mark.parametrize("text", ["", " ", "-", "\u00a0"])
def test_no_date_is_blank(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "30/2/2023",
        "3/20/2023",
        "20 Marzo 2023",
        "besok",
        "20/3",
        "20/3/202",
        "45005",
        "20/3/0",
        "0/3/2023",
        "Senin",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(DateMalformed):
        parse_date(text)


def test_a_weekday_that_does_not_fit_is_refused_with_the_true_one() -> None:
    with pytest.raises(WeekdayDisagrees) as caught:
        parse_date("Selasa, 20/3/2023")
    assert caught.value.facts["weekday"] == "Senin"
    assert caught.value.facts["date"] == "20 Maret 2023"


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(["id", "en"]))
@settings(max_examples=200, deadline=None)
def test_every_written_date_is_read_back(day: date, language: str) -> None:
    for text in (format_date(day, language), format_long_date(day, language), format_numeric_date(day)):
        assert parse_date(text) == day
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day:%d-%m-%y}") == day


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("9.30", time(9, 30)),
        ("09:30", time(9, 30)),
        ("0930", time(9, 30)),
        ("930", time(9, 30)),
        ("09.30 WIB", time(9, 30)),
        ("pukul 9.30", time(9, 30)),
        ("Pkl. 09.30 wib", time(9, 30)),
        ("jam 9", time(9, 0)),
        ("09:30:15", time(9, 30, 15)),
        ("00.00", time(0, 0)),
        ("2359", time(23, 59)),
    ],
)
def test_a_time_is_read_however_it_is_typed(text: str, clock: time) -> None:
    assert parse_time(text) == clock


@pytest.mark.parametrize("text", ["", " - "])
def test_no_time_is_blank(text: str) -> None:
    assert parse_time(text) is None


@pytest.mark.parametrize("text", ["24.00", "9.60", "9.3", "pagi", "09.30-10.00", "12345", "pukul x"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(TimeMalformed):
        parse_time(text)


def test_a_time_is_written_on_the_clock_of_jakarta() -> None:
    assert format_time(datetime(2023, 3, 20, 0, 42, tzinfo=UTC)) == "07.42"
    assert format_time(datetime(2023, 3, 20, 0, 42, tzinfo=UTC), zone=True) == "07.42 WIB"
    assert format_time(datetime(2023, 3, 20, 7, 42)) == "07.42"
    assert format_time(time(7, 5)) == "07.05"
    assert to_wib(datetime(2023, 3, 19, 20, 0, tzinfo=UTC)) == datetime(2023, 3, 20, 3, 0, tzinfo=WIB)


def test_whoever_comes_in_the_minute_of_the_cut_off_is_in_time() -> None:
    cut_off, day = time(9, 30), date(2023, 3, 20)
    assert not is_late(datetime(2023, 3, 20, 9, 30, 59, tzinfo=WIB), cut_off, day)
    assert is_late(datetime(2023, 3, 20, 9, 31, tzinfo=WIB), cut_off, day)
    assert is_late(datetime(2023, 3, 20, 2, 31, tzinfo=UTC), cut_off, day)
    assert not is_late(datetime(2023, 3, 20, 8, 59, tzinfo=WIB), cut_off, day)


def test_an_hour_of_the_next_morning_is_late_and_named_with_its_date() -> None:
    day, next_morning = date(2023, 3, 20), datetime(2023, 3, 21, 8, 10, tzinfo=WIB)
    assert is_late(next_morning, time(9, 30), day)
    assert not is_late(datetime(2023, 3, 19, 23, 0, tzinfo=WIB), time(9, 30), day)
    assert format_time_on(next_morning, day) == "21/03 08.10"
    assert format_time_on(next_morning, next_morning.date()) == "08.10"
    assert is_another_day(datetime(2023, 3, 19, 16, 59, tzinfo=UTC), day)
    assert not is_another_day(datetime(2023, 3, 19, 17, 0, tzinfo=UTC), day)
