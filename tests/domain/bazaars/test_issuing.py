"""Each office issues the codes of its bazaars from a space of its own."""

from __future__ import annotations

from datetime import date

import pytest

from bazar_desktop.domain.attendance.cards import make_bazaar_code, read_issued_code
from bazar_desktop.domain.bazaars.issuing import DINAS, ISSUERS, AreaUnknown, check_area, issuing_area

DAY = date(2023, 6, 22)


def test_two_offices_never_issue_one_code_for_the_same_day_and_number() -> None:
    codes = [make_bazaar_code(issuing_area(area, "31.75"), DAY, 1) for area in ISSUERS]
    assert len(set(codes)) == len(ISSUERS)
    assert make_bazaar_code(issuing_area(DINAS, "31.75"), DAY, 1) == "D236P01"


def test_an_office_that_does_not_say_what_it_is_for_goes_by_the_city_of_the_lokasi() -> None:
    assert make_bazaar_code(issuing_area("", "31.75"), DAY, 1) == "T236P01"


def test_a_code_tells_who_issued_it_and_for_when() -> None:
    assert read_issued_code("D236P01") == (DINAS, DAY)
    assert read_issued_code("T236P01A") == ("31.75", DAY)


def test_an_office_is_for_the_province_or_one_of_its_cities() -> None:
    assert check_area("") == ""
    with pytest.raises(AreaUnknown):
        check_area("32.01")
