"""The year, the board and the spread of stands say of a day what its own papers say."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bazar_desktop.domain.figures.day import day_figures
from bazar_desktop.phrases.reports import coverage_words
from bazar_desktop.services.bazaars.bazaars import add_bazaar, bazaar_of, find_bazaar
from bazar_desktop.services.bazaars.days import DayInUse, days_of, withdraw_day
from bazar_desktop.services.bazaars.participants import add_participation
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.reports.board import board
from bazar_desktop.services.reports.concentration import year_concentration
from bazar_desktop.services.reports.year import year_report
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Allocation, Booth, Participation, row_of
from tests import stores
from tests.bazaar_day import DAYS, Field, stand_up
from tests.offices import World
from tests.services.office.test_office import sell

DAY = DAYS[0]
VENDORS = Participation.party == "vendor"


def hold_a_booth(session: Any, bazaar_id: str, who: str, status: str) -> None:
    """`who` holds a booth on the first day, and is then `status` on the bazaar's list."""
    booth = enter(session, Booth, label="Z-01")
    session.flush()
    place = {"bazaar_id": bazaar_id, "booth_id": booth.id, "day": DAY, "session": 1}
    enter(session, Allocation, booth.id, DAY, 1, **place, holder=who)
    row = row_of(session, Participation, who)
    assert row is not None
    row.status = status


@pytest.mark.parametrize("status", ["invited", "cancelled", "reserve"])
def test_who_holds_a_booth_is_registered_everywhere(tmp_path: Path, status: str) -> None:
    field = stand_up(stores.sqlcipher_store(tmp_path, "K", kind="office"), vendors=3, reserves=0)
    who = field.ask(
        lambda session: session.execute(select(Participation.id).where(VENDORS)).scalars().first()
    )
    field.do(hold_a_booth, field.bazaar_id, who, status)
    paper = day_figures(field.ask(day_sheet, field.bazaar_id, DAY).rows).registered
    (row,) = field.ask(board, since=DAY, until=DAY)
    (year,) = [day for day in field.ask(year_report, DAY.year).days if day.day == DAY]
    assert paper == row.registered == year.registered == 3


def test_what_comes_after_the_seal_is_in_no_sum_and_the_year_says_so(world: World) -> None:
    one, two = world.join("Laptop 1"), world.join("Laptop 2")
    first, second, third = one.parties()[:3]
    one.sell({first: 50_000})
    one.seal()
    one.pack(world.stick("satu"))
    two.sell({second: 30_000, third: 5_000})
    two.pack(world.stick("dua"))
    world.office.answers(world.stick("satu"), world.stick("dua"))
    with world.office.store.db.read() as session:
        report = year_report(session, DAY.year, today=DAY)
        spread = year_concentration(session, year=DAY.year)
        (row,) = board(session, since=DAY, until=DAY)
    assert report.vendors.omzet == row.omzet == 50_000
    assert report.coverage.since_seal == row.since_seal == 35_000
    assert coverage_words(report.coverage).endswith(
        "sejak segel +Rp35.000 dari 2 pelaku di 1 hari, menunggu ditutup lagi"
    )
    assert spread.whole.people == report.vendors.reach.people == 1
    assert spread.whole.newcomers == report.vendors.reach.newcomers == 1
    world.close()


def test_a_day_taken_out_while_a_laptop_stood_there_stays_a_day(world: World) -> None:
    """The office could not know; what was sold there is in every sum, and the laptop goes on working."""
    one = world.join("Laptop 1")
    office = world.office
    with office.store.db.write(office.store.officer.id, "test.take_out", office.tick()) as session:
        withdraw_day(session, office.bazaar_id, DAYS[1])
    with office.store.db.read() as session:
        assert [day.day for day in days_of(session, office.bazaar_id)] == [DAY]
    one.sell({one.parties()[0]: 60_000}, DAYS[1])
    one.seal(DAYS[1])
    one.pack(world.stick("satu"))
    assert office.answers(world.stick("satu")) == ["MERGED"]
    with office.store.db.read() as session:
        assert [day.day for day in days_of(session, office.bazaar_id)] == list(DAYS)
        report = year_report(session, DAY.year)
        assert report.vendors.omzet == 60_000 == sum(day.omzet or 0 for day in report.days)
        assert report.bazaars == 1
        assert [row.omzet for row in board(session, since=DAYS[1], until=DAYS[1])] == [60_000]
        facts = bazaar_of(session, office.bazaar_id)
        (seal,) = [row for row in board(session) if row.seal]
        assert seal.day == DAYS[1]
        assert len(facts.days) == 2
    with (
        pytest.raises(DayInUse),
        office.store.db.write(office.store.officer.id, "test.take_out", office.tick()) as session,
    ):
        withdraw_day(session, office.bazaar_id, DAYS[1])
    world.close()


def test_over_new_year_the_days_of_one_bazaar_say_alike_who_is_new(tmp_path: Path) -> None:
    field: Field = stand_up(stores.sqlcipher_store(tmp_path, "K", kind="office"), vendors=1, reserves=0)
    eve, new_year = date(2024, 12, 31), date(2025, 1, 1)
    code = field.do(add_bazaar, name="Tahun Baru", days=[eve, new_year])
    bazaar = field.ask(find_bazaar, code).id
    vendor = field.ask(
        lambda session: session.execute(select(Participation.vendor_id).where(VENDORS)).scalars().first()
    )
    who = field.do(add_participation, bazaar, vendor_id=vendor)
    for day in (eve, new_year):
        field.do(sell, bazaar, who, day, 10_000)
    for day in (eve, new_year):
        on_paper = day_figures(field.ask(day_sheet, bazaar, day).rows).newcomers
        in_year = field.ask(year_report, day.year).vendors.reach.newcomers
        spread = field.ask(year_concentration, year=day.year).whole.newcomers
        assert on_paper == in_year == spread == 1
    assert field.ask(year_report, 2025).days[0].answered == 1
