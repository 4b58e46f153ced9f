"""Stands of a period from the rows of its days."""

from __future__ import annotations

from datetime import date

import pytest

from bazar_desktop.services.bazaars.bazaars import add_bazaar, find_bazaar
from bazar_desktop.services.bazaars.participants import add_participation
from bazar_desktop.services.omzet.entry import set_omzet
from bazar_desktop.services.reports.concentration import (
    KOTA,
    PeriodMalformed,
    concentration,
    year_concentration,
)
from bazar_desktop.store.database import Database
from tests.services.attendance.gate import people
from tests.services.turns.turns_day import CAME, IZIN, lived

MAY = date(2023, 5, 2)


def test_a_stand_is_one_place_in_one_bazaar_of_who_came_or_sold(db: Database) -> None:
    field = lived(db)  # two of four came
    known = people(field)
    code = field.do(add_bazaar, name="Bazar Mei", days=[MAY])
    bazaar = field.ask(find_bazaar, code).id
    for business in (CAME, IZIN):
        who = field.do(add_participation, bazaar, vendor_id=known[business].vendor_id)
        if business == CAME:
            field.do(
                set_omzet, bazaar_id=bazaar, day=MAY, participation_id=who, state="reported", cash=100_000
            )
    year = field.ask(year_concentration, year=2023)
    assert (year.whole.stands, year.whole.people, year.whole.newcomers) == (3, 2, 2)
    assert (year.whole.top_people, year.whole.top_stands) == (1, 2)
    assert [(place.place, place.figures.stands) for place in year.places] == [("", 1), ("Sawah Besar", 2)]
    may = field.ask(concentration, first=MAY, last=MAY, by=KOTA)
    assert (may.whole.stands, may.whole.newcomers) == (1, 0)


def test_a_period_that_ends_before_it_begins_is_refused(db: Database) -> None:
    field = lived(db)
    for facts in ({"first": MAY, "last": date(2023, 5, 1)}, {"first": MAY, "last": MAY, "by": "rw"}):
        with pytest.raises(PeriodMalformed):
            field.ask(concentration, **facts)
    with pytest.raises(PeriodMalformed):
        field.ask(year_concentration, year=23)
