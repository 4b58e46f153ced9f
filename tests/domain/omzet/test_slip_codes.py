"""The code on a slip omzet names holder, day and session, and shows when it was misread."""

from __future__ import annotations

from datetime import date

import pytest

from bazar_desktop.domain.attendance.cards import ALPHABET, make_card
from bazar_desktop.domain.omzet.slip_codes import NotASlip, make_slip, read_slip

DAY = date(2023, 3, 20)
CARD = make_card("P233M01", "A", 12)


def test_a_slip_is_read_back_whatever_the_serial_of_the_card() -> None:
    slip = read_slip(make_slip(CARD, DAY, 2).lower())
    assert (slip.bazaar, slip.device, slip.number, slip.day, slip.session) == ("P233M01", "A", 12, "2003", 2)
    assert slip.is_of(make_card("P233M01", "A", 12, 7), DAY, 2)
    assert not slip.is_of(make_card("P233M01", "A", 1), DAY, 2)
    assert not slip.is_of(CARD, date(2023, 3, 21), 2)
    assert not slip.is_of(CARD, DAY, 1)


def test_the_longest_slip_still_fits_a_code_that_is_read_from_afar() -> None:
    assert len(make_slip(make_card("P233M01A", "A", 99_999, 99), DAY, 9)) <= 30


def test_a_misread_character_shows() -> None:
    code = make_slip(CARD, DAY, 1)
    for place, character in enumerate(code):
        other = next(item for item in ALPHABET[::-1] if item != character)
        if character != ".":
            with pytest.raises(NotASlip):
                read_slip(code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize("text", ["", "BS", CARD, "BS.P233M01.A12.20031"])
def test_other_texts_are_no_slip(text: str) -> None:
    with pytest.raises(NotASlip):
        read_slip(text)
