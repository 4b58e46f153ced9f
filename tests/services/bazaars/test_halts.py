"""An event that was postponed or cancelled, a day that fell out: what then counts, what is refused, what stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bazar_desktop.domain.day.halts import HELD, PLANNED
from bazar_desktop.domain.day.model import ABSENT, REPORTED
from bazar_desktop.domain.errors import ReasonMissing
from bazar_desktop.domain.values.documents import CANCELLED, POSTPONED
from bazar_desktop.messages import sentence
from bazar_desktop.services.attendance.check_in import check_in, check_in_participation, mark
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.bazaars.halts import (
    DayHeld,
    EventHeld,
    NotHalted,
    UnknownEventState,
    halt_bazaar,
    halt_day,
    resume_bazaar,
    resume_day,
)
from bazar_desktop.services.bazaars.participants import list_participants
from bazar_desktop.services.closing.seal import close_day, reopen
from bazar_desktop.services.day.seal_guard import DayCalledOff
from bazar_desktop.services.day.undo_guard import undo
from bazar_desktop.services.exchange.stray_entries import DAY_OFF, stray_entries
from bazar_desktop.services.home.day_steps import home
from bazar_desktop.services.office.must_hear import must_hear
from bazar_desktop.services.omzet.entry import set_omzet
from bazar_desktop.services.reports.board import board
from bazar_desktop.services.reports.year import year_report
from bazar_desktop.store.database import Database
from bazar_desktop.store.tables import ChangeRow
from tests.bazaar_day import DAYS, Field, stand_up

TODAY = date(2023, 3, 19)
LATER = date(2023, 4, 30)


def halt(field: Field, state: str = CANCELLED, reason: str = "banjir") -> None:
    field.do(halt_bazaar, bazaar_id=field.bazaar_id, state=state, reason=reason, on=TODAY)


def rain(field: Field, day: date = DAYS[1]) -> None:
    field.do(halt_day, bazaar_id=field.bazaar_id, day=day, reason="hujan", on=day)


def states(field: Field) -> list[str]:
    bazaar = field.ask(bazaar_of, field.bazaar_id)
    return [bazaar.state, *(day.course.state for day in bazaar.days)]


def sell(field: Field, day: date = DAYS[0], cash: int = 250_000) -> str:
    """The first participant comes and tells an omzet; returns its id."""
    who = field.ask(list_participants, field.bazaar_id)[0].id
    key: dict[str, Any] = {"bazaar_id": field.bazaar_id, "day": day, "participation_id": who}
    field.do(check_in_participation, **key, at=field.at)
    field.do(set_omzet, **key, state=REPORTED, cash=cash)
    return who


def seal(field: Field, day: date = DAYS[0]) -> None:
    field.do(
        close_day,
        bazaar_id=field.bazaar_id,
        day=day,
        officer=field.officer,
        at=field.at.replace(month=3, day=25),
        accept_missing=True,
    )


def test_an_event_is_planned_until_a_seal_stands_and_then_it_was_held(db: Database) -> None:
    field = stand_up(db)
    assert states(field) == [PLANNED, PLANNED, PLANNED]
    sell(field)
    seal(field)
    assert states(field) == [HELD, HELD, PLANNED]


@pytest.mark.parametrize("state", [POSTPONED, CANCELLED])
def test_an_event_that_was_called_off_is_in_no_count_and_waits_for_nothing(db: Database, state: str) -> None:
    field = stand_up(db)
    sell(field)
    halt(field, state)
    assert states(field) == [state, state, state]
    report = field.ask(year_report, 2023, today=LATER)
    assert (report.bazaars, report.bazaar_days, report.vendors.omzet) == (0, 0, None)
    assert report.vendors.reach.participations == 0
    covered = report.coverage
    assert (covered.days, covered.unanswered, covered.not_held, covered.to_come) == (0, 0, 0, 0)
    assert (covered.postponed, covered.cancelled, covered.days_off) == (
        (1, 0, 0) if state == POSTPONED else (0, 1, 0)
    )
    for row in field.ask(board):
        assert (row.is_off, row.registered, row.omzet, row.is_due(LATER)) == (True, 0, None, False)


def test_what_was_entered_before_is_named_where_things_are_decided_and_counts_again_when_it_goes_on(
    db: Database,
) -> None:
    field = stand_up(db)
    sell(field)
    halt(field)
    (stray,) = field.ask(stray_entries)
    assert (stray.lacks, stray.day, stray.count, stray.rupiah) == (DAY_OFF, DAYS[0], 2, 250_000)
    hear = field.ask(must_hear, bazaar_id=field.bazaar_id)
    assert (hear.marks, hear.rupiah, hear.people, hear.without_phone) == (1, 250_000, 15, 0)
    field.do(resume_bazaar, bazaar_id=field.bazaar_id)
    assert field.ask(stray_entries) == []
    report = field.ask(year_report, 2023, today=LATER)
    assert (report.bazaars, report.vendors.omzet) == (1, 250_000)


def test_a_day_that_fell_out_takes_nothing_and_says_how_to_open_it_again(db: Database) -> None:
    field = stand_up(db)
    who = field.ask(list_participants, field.bazaar_id)[0]
    rain(field)
    key: dict[str, Any] = {"bazaar_id": field.bazaar_id, "day": DAYS[1]}
    refused: list[DayCalledOff] = []
    for use_case, facts in (
        (check_in, {"code": who.card, "at": field.at}),
        (mark, {"participation_id": who.id, "status": ABSENT}),
        (set_omzet, {"participation_id": who.id, "state": REPORTED, "cash": 1_000}),
        (close_day, {"officer": field.officer, "at": field.at.replace(day=25), "accept_missing": True}),
    ):
        with pytest.raises(DayCalledOff) as told:
            field.do(use_case, **key, **facts)
        refused.append(told.value)
    assert {sentence(error) for error in refused} == {
        "Tidak disimpan: bazar hari 21/03/2023 tidak berlangsung sejak 21/03/2023 (hujan). Bila ternyata jadi, buka "
        "lagi di Bazar, Ubah keadaan, lalu ulangi."
    }
    sell(field, DAYS[0])
    field.do(resume_day, bazaar_id=field.bazaar_id, day=DAYS[1])
    sell(field, DAYS[1])
    assert field.ask(year_report, 2023, today=LATER).vendors.omzet == 500_000


def test_only_the_day_that_fell_out_is_left_out_of_the_figures(db: Database) -> None:
    field = stand_up(db)
    sell(field, DAYS[0])
    sell(field, DAYS[1], 90_000)
    rain(field)
    report = field.ask(year_report, 2023, today=LATER)
    assert (report.bazaars, report.bazaar_days, report.vendors.omzet) == (1, 1, 250_000)
    assert (report.coverage.days, report.coverage.days_off, report.coverage.cancelled) == (1, 1, 0)
    assert [(day.day, day.took_place) for day in report.days] == [(DAYS[0], True), (DAYS[1], False)]
    assert states(field) == [PLANNED, PLANNED, CANCELLED]


def test_an_event_of_which_all_days_fell_out_was_cancelled(db: Database) -> None:
    field = stand_up(db)
    for day in DAYS:
        rain(field, day)
    assert states(field)[0] == CANCELLED
    assert field.ask(year_report, 2023, today=LATER).coverage.cancelled == 1


def test_an_event_with_a_sealed_day_is_not_called_off_as_a_whole_but_its_coming_day_falls_out(
    db: Database,
) -> None:
    field = stand_up(db)
    sell(field)
    seal(field)
    with pytest.raises(EventHeld) as refused:
        halt(field)
    assert sentence(refused.value) == (
        "Hari 20/03/2023 sudah ditutup, jadi bazar ini terlaksana dan tidak dapat ditunda atau dibatalkan "
        "seluruhnya. Gugurkan hari yang belum berlangsung satu per satu."
    )
    with pytest.raises(DayHeld, match="20/03/2023"):
        rain(field, DAYS[0])
    rain(field)
    report = field.ask(year_report, 2023, today=LATER)
    assert (report.bazaars, report.bazaar_days, report.vendors.omzet) == (1, 1, 250_000)
    assert states(field) == [HELD, HELD, CANCELLED]


def test_a_day_that_was_sealed_and_reopened_did_take_place_all_the_same(db: Database) -> None:
    field = stand_up(db)
    sell(field)
    seal(field)
    facts = {"officer": field.officer, "at": field.at, "reason": "salah ketik"}
    field.do(reopen, bazaar_id=field.bazaar_id, day=DAYS[0], **facts)
    with pytest.raises(EventHeld):
        halt(field, POSTPONED)
    assert states(field)[0] == HELD


def test_what_breaks_a_rule_of_calling_off_is_refused(db: Database) -> None:
    field = stand_up(db)
    with pytest.raises(ReasonMissing):
        halt(field, reason="  ")
    with pytest.raises(UnknownEventState, match="held"):
        halt(field, HELD)
    with pytest.raises(NotHalted):
        field.do(resume_bazaar, bazaar_id=field.bazaar_id)
    with pytest.raises(NotHalted):
        field.do(resume_day, bazaar_id=field.bazaar_id, day=DAYS[0])
    assert states(field) == [PLANNED, PLANNED, PLANNED]


def test_calling_off_is_undone_as_any_act(db: Database) -> None:
    field = stand_up(db)
    halt(field)
    with db.read() as session:
        last = session.query(ChangeRow).filter_by(entity="bazaar").order_by(ChangeRow.seq.desc()).first()
        assert last is not None
        assert last.reason == "banjir"
        action = last.action
    field.do(undo, action)
    assert states(field) == [PLANNED, PLANNED, PLANNED]


def test_nobody_is_late_and_no_step_has_its_turn_on_a_day_that_fell_out(db: Database) -> None:
    field = stand_up(db)
    late = field.at.replace(month=3, day=21, hour=23)
    assert any(
        item.code == "missing" for item in field.ask(home, field.bazaar_id, DAYS[1], now=late).decisions
    )
    rain(field)
    found = field.ask(home, field.bazaar_id, DAYS[1], now=late)
    assert [item.code for item in found.decisions if item.code == "missing"] == []
    assert {(step.state, step.code) for step in found.steps} == {("blocked", "called_off")}
