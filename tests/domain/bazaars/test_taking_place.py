"""What counts as a bazaar, and what is nothing rather than nought."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from bazar_desktop.domain.bazaars.taking_place import is_bazaar, took_place
from bazar_desktop.domain.day.model import ABSENT, BLANK, DECLINED, EXPECTED, NIL, PRESENT, REPORTED
from bazar_desktop.domain.figures.day import known_sum, took_part
from tests.spreadsheets.writing.days import row

NOBODY = replace(row("A-01", "Marni"), attendance=EXPECTED, omzet=BLANK, amounts=(None,) * 4)


@pytest.mark.parametrize(
    ("facts", "took"),
    [
        ({"attendance": PRESENT}, True),
        ({"omzet": NIL}, True),
        ({"omzet": REPORTED, "amounts": (5, None, None, None)}, True),
        ({"attendance": ABSENT}, False),
        ({"omzet": DECLINED}, False),
        ({"omzet": REPORTED}, False),
    ],
)
def test_a_day_took_place_where_somebody_was_there_or_answered(facts: dict[str, object], took: bool) -> None:
    party = replace(NOBODY, **facts)  # type: ignore[arg-type]
    assert took_part([party]) is took
    assert took_place([NOBODY, party]) is took


def test_a_seal_that_names_answers_is_enough_while_they_are_on_their_way() -> None:
    assert took_place([NOBODY], answered_by_seal=3)
    assert not took_place([])


def test_only_an_event_at_a_lokasi_is_a_bazaar() -> None:
    kinds = ("offline", "online", "pameran", "business_matching")
    assert [is_bazaar(kind) for kind in kinds] == [True, False, False, False]


@given(st.lists(st.none() | st.integers(0, 10**12)))
def test_a_sum_of_nothing_known_is_nothing(amounts: list[int | None]) -> None:
    known = [amount for amount in amounts if amount is not None]
    assert known_sum(amounts) == (sum(known) if known else None)
