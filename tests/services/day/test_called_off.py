"""A day that was called off has one truth everywhere: nobody takes part, nothing is counted, nothing is to be done."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bazar_desktop.domain.day.halts import Halt, write_halt
from bazar_desktop.domain.day.model import PRESENT, REPORTED
from bazar_desktop.phrases.attendance import summary_text
from bazar_desktop.phrases.reports import called_off_words, event_notes
from bazar_desktop.services.attendance.check_in import check_in_participation
from bazar_desktop.services.attendance.roll_call import roll_call, tally, the_one
from bazar_desktop.services.bazaars.halts import halt_day, resume_day
from bazar_desktop.services.bazaars.participants import list_participants
from bazar_desktop.services.closing.seal import closing_state
from bazar_desktop.services.day.seal_guard import DayCalledOff
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.exchange.stray_entries import stray_entries
from bazar_desktop.services.home.day_steps import home
from bazar_desktop.services.ledger.goods import ledger_goods, ledgers
from bazar_desktop.services.omzet.entry import set_omzet
from bazar_desktop.services.omzet.grid import grid
from bazar_desktop.services.reports.year import year_report
from bazar_desktop.store.database import Database, Session
from bazar_desktop.store.tables import Bazaar
from tests.bazaar_day import DAYS, Field, stand_up
from tests.omzet_day import open_day

DAY = DAYS[1]


@pytest.fixture
def field(db: Database) -> Field:
    """Somebody came and sold on the second day; then it fell out."""
    field = stand_up(db)
    who = field.ask(list_participants, field.bazaar_id)[0].id
    key: dict[str, Any] = {"bazaar_id": field.bazaar_id, "day": DAY, "participation_id": who}
    field.do(check_in_participation, **key, at=field.at)
    field.do(set_omzet, **key, state=REPORTED, cash=90_000)
    field.do(halt_day, bazaar_id=field.bazaar_id, day=DAY, reason="hujan", on=DAY)
    return field


def test_nobody_is_on_it_and_nothing_is_missing_wherever_it_is_read(field: Field) -> None:
    place = (field.bazaar_id, DAY)
    sheet, roll, omzet = (field.ask(read, *place) for read in (day_sheet, roll_call, grid))
    state = field.ask(closing_state, *place, at=field.at)
    first = field.ask(home, *place, now=field.at)
    assert (sheet.rows, sheet.undecided, roll.rows, roll.counted, roll.reserve, omzet.rows) == (
        (),
        0,
        *[()] * 4,
    )
    assert tally(roll.counted).total == 0
    assert (state.missing.items, state.missing.rows, state.silent) == ((), 0, ())
    figures = (state.missing.umkm, state.missing.mitra, omzet.figures, first.umkm, first.mitra)
    assert {(of_day.registered, of_day.expected, of_day.omzet) for of_day in figures} == {(0, 0, None)}
    assert (first.counts.parties, first.arrivals, first.unprinted) == (0, (), ())
    assert not {item.code for item in first.decisions} & {"missing", "power"}
    assert (field.ask(ledgers, *place), field.ask(ledger_goods, *place)) == ((), ())
    offs = {known.off for known in (sheet, roll, state, first.sheet, omzet.sheet)}
    assert [off.halt.reason for off in offs if off is not None and off.halt is not None] == ["hujan"]


def test_the_line_for_the_chat_says_it_without_a_figure(field: Field) -> None:
    text = summary_text(field.ask(roll_call, field.bazaar_id, DAY), field.at)
    assert text == "21 Maret 2023 tidak berlangsung: gugur sejak 21 Maret 2023: hujan"


def test_what_was_entered_is_named_once_and_is_there_again_when_the_day_is_held(field: Field) -> None:
    (stray,) = field.ask(stray_entries)
    assert (stray.day, stray.count, stray.rupiah) == (DAY, 2, 90_000)
    field.do(resume_day, bazaar_id=field.bazaar_id, day=DAY)
    rows = field.ask(day_sheet, field.bazaar_id, DAY).rows
    assert [row.total for row in rows if row.attendance == PRESENT] == [90_000]
    assert field.ask(stray_entries) == []


def test_who_is_named_for_it_is_refused_because_of_the_day(field: Field) -> None:
    someone = field.ask(list_participants, field.bazaar_id)[0].business
    with pytest.raises(DayCalledOff):
        field.ask(the_one, field.bazaar_id, DAY, someone)


def test_yesterday_is_the_day_on_which_the_bazaar_stood_before_by_its_date(db: Database) -> None:
    day = open_day(db)
    day.sell(0, cash=100_000)
    known = day.field.ask(grid, day.field.bazaar_id, DAY)
    assert (known.before, known.yesterday) == (DAYS[0], 100_000)
    day.field.do(halt_day, bazaar_id=day.field.bazaar_id, day=DAYS[0], reason="hujan", on=DAYS[0])
    known = day.field.ask(grid, day.field.bazaar_id, DAY)
    assert (known.before, known.yesterday) == (None, None)


def test_a_day_called_off_with_the_rest_of_its_event_counts_among_the_days_not_held(db: Database) -> None:
    """A laptop had not heard of it and sealed the first day: the event was held, and its second day was not."""
    day = open_day(db)
    day.sell(0, cash=100_000)
    halt = {"state": "cancelled", "reason": "banjir", "on": DAYS[0]}
    day.close()
    day.field.do(unguarded_halt, bazaar_id=day.field.bazaar_id, **halt)
    covered = day.field.ask(year_report, 2023, today=DAYS[1]).coverage
    assert (covered.cancelled, covered.days_off) == (0, 1)
    assert called_off_words(covered) == ["hari tidak berlangsung: 1"]
    notes = event_notes(day.field.ask(year_report, 2023, today=DAYS[1]).days)
    assert notes[-1].endswith("21 Maret 2023: dibatalkan sejak 20 Maret 2023: banjir.")


def unguarded_halt(session: Session, *, bazaar_id: str, state: str, reason: str, on: date) -> None:
    """The word of another store, which knew of no seal."""
    session.get_one(Bazaar, bazaar_id).halt = write_halt(Halt(state, reason, on))
