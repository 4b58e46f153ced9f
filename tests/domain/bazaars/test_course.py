"""How far a day has come, by what was entered for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bazar_desktop.domain.bazaars.course import (
    AHEAD,
    NOBODY_CAME,
    TOOK_PLACE,
    UNENTERED,
    count_taking_part,
    day_course,
    printed_on,
)
from bazar_desktop.domain.day.model import ABSENT, BLANK, EXPECTED, NIL, PARTNER, PRESENT, DaySheet
from tests.printing.sample_day import DAY, sample_sheet

BLANK_ROW = {"attendance": EXPECTED, "omzet": BLANK, "amounts": (None,) * 4}


def one_row(**changes: object) -> DaySheet:
    """An open day with one party of whom nothing is entered but `changes`."""
    row = replace(sample_sheet(1).rows[0], **{**BLANK_ROW, **changes})
    return sample_sheet(1, rows=(row,), seal="", revision=0)


@pytest.mark.parametrize(
    ("sheet", "course"),
    [
        (one_row(), UNENTERED),
        (one_row(attendance=ABSENT), NOBODY_CAME),
        (replace(one_row(), seal="7KQ2-M9XD", revision=1), NOBODY_CAME),
        (one_row(attendance=PRESENT), TOOK_PLACE),
        (one_row(omzet=NIL), TOOK_PLACE),
        (one_row(party=PARTNER, attendance=PRESENT), TOOK_PLACE),
    ],
)
def test_a_day_has_come_as_far_as_its_entries_and_its_seal_tell(sheet: DaySheet, course: str) -> None:
    assert day_course(sheet, DAY) == course
    assert day_course(sheet, None) == course


def test_an_open_day_after_today_is_ahead_whatever_was_entered_for_it() -> None:
    before = DAY - timedelta(days=1)
    assert day_course(one_row(attendance=PRESENT), before) == AHEAD
    assert day_course(replace(one_row(attendance=PRESENT), seal="7KQ2-M9XD"), before) == TOOK_PLACE


def test_the_date_of_a_paper_is_that_of_jakarta() -> None:
    late = datetime.fromisoformat("2023-03-20T18:30:00+00:00")
    assert printed_on(sample_sheet(1, printed_at=late)) == date(2023, 3, 21)
    assert printed_on(sample_sheet(1, printed_at=None)) is None


def test_who_takes_part_is_counted_once_and_is_a_vendor() -> None:
    here, sold, away = (
        replace(row, **{**BLANK_ROW, **changes})
        for row, changes in zip(
            sample_sheet(3).rows,
            ({"attendance": PRESENT}, {"omzet": NIL}, {"attendance": ABSENT}),
            strict=True,
        )
    )
    mitra = replace(here, participation_id="m1", party=PARTNER)
    assert count_taking_part([here, replace(here, session=2), sold, away, mitra]) == 2
