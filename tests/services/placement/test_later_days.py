"""Later days of a placement: which day is the one before, and who stays where."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bazar_desktop.domain.day.model import PRESENT
from bazar_desktop.services.attendance.check_in import check_in_participation
from bazar_desktop.services.attendance.substitution import substitute
from bazar_desktop.services.bazaars.days import add_days
from bazar_desktop.services.bazaars.halts import halt_day
from bazar_desktop.services.bazaars.participants import RESERVE, list_participants
from bazar_desktop.services.day.sheet import day_sheet as sheet
from bazar_desktop.services.placement.board import placement_board
from bazar_desktop.services.placement.moves import swap
from bazar_desktop.services.placement.search import place_now
from bazar_desktop.store.database import Database
from tests.bazaar_day import DAYS
from tests.services.placement.placed import (
    SEED,
    booth,
    change,
    laid_out,
    mark,
    participant,
    placed,
    standing,
)


def test_the_day_before_is_the_last_on_which_the_bazaar_stands(db: Database) -> None:
    field, last = laid_out(db), DAYS[1] + timedelta(days=1)
    field.do(add_days, field.bazaar_id, [last])
    field.do(halt_day, bazaar_id=field.bazaar_id, day=DAYS[1], reason="hujan", on=DAYS[1])
    facts = field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED)
    assert facts.days == (DAYS[0], last)
    assert standing(field, last) == standing(field, DAYS[0])
    later = facts.by_day[1]
    assert (later.after.kept, later.after.kept_of) == (13, 13)
    assert later.after.points == sum(rule.points_after for rule in later.rules)


def test_who_was_moved_by_hand_on_a_later_day_stays_there_where_that_is_cheaper(db: Database) -> None:
    field = placed(db)
    one, two = [label for label in standing(field) if label.startswith("A")][:2]
    here, there = booth(field, one), booth(field, two)
    field.do(swap, bazaar_id=field.bazaar_id, here=here, there=there, day=DAYS[1], later=False)
    moved = standing(field, DAYS[1])
    assert moved != standing(field, DAYS[0])
    board = field.ask(placement_board, field.bazaar_id, DAYS[1])
    facts = field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED)
    later = facts.by_day[1]
    assert sum(rule.points_after for rule in later.rules) <= board.quality.points
    assert later.moved == ()
    assert standing(field, DAYS[1]) == moved


def test_of_those_who_were_there_only_so_many_stay_unfit_as_have_no_fitting_booth(db: Database) -> None:
    """One powered booth more is free the next day: one of the two gets it, and only the other stays."""
    field = laid_out(db, tents=8, vendors=6, reserves=0, partners=0)
    field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED)
    powered = {
        item.label
        for item in field.ask(placement_board, field.bazaar_id, DAYS[0]).layout.plan.booths
        if item.power
    }
    stands = standing(field)
    without = [business for label, business in stands.items() if label not in powered]
    assert len(without) >= 2
    for business in stands.values():
        mark(field, business, PRESENT)
        change(field, business, needs_power=True)
    facts = field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED)
    fits = sum(label in powered for label in standing(field, DAYS[1]))
    assert fits == min(len(powered), len(stands))
    assert {item.day for item in facts.unfit} >= {DAYS[0]}


def test_denah_counts_those_of_the_day_as_beranda_does(db: Database) -> None:
    """Who stood in for somebody on the first day is expected, placed and waited for on no other."""
    field = placed(db)
    reserve = next(item for item in field.ask(list_participants, field.bazaar_id) if item.status == RESERVE)
    left = participant(field, standing(field)["A-01"])
    field.do(
        substitute,
        bazaar_id=field.bazaar_id,
        day=DAYS[0],
        left_id=left,
        joined_id=reserve.id,
        reason="sakit",
        at=field.at,
    )
    for day in DAYS:
        board, seen = field.ask(placement_board, field.bazaar_id, day), field.ask(sheet, field.bazaar_id, day)
        holding = {row.participation_id for row in seen.rows if row.booths}
        assert (board.quality.placed, board.quality.wanted, board.waiting) == (len(holding), len(holding), ())
    field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED, days=[DAYS[1]])
    assert reserve.business not in standing(field, DAYS[1]).values()


def test_who_takes_a_stand_over_for_the_afternoon_waits_for_none(db: Database) -> None:
    field = placed(db)
    reserve = next(item for item in field.ask(list_participants, field.bazaar_id) if item.status == RESERVE)
    left = participant(field, standing(field)["A-01"])
    before = field.ask(placement_board, field.bazaar_id, DAYS[0]).quality
    facts: dict[str, Any] = {"bazaar_id": field.bazaar_id, "day": DAYS[0], "at": field.at}
    field.do(check_in_participation, participation_id=left, **facts)
    field.do(substitute, left_id=left, joined_id=reserve.id, reason="bergantian", session_no=2, **facts)
    board = field.ask(placement_board, field.bazaar_id, DAYS[0])
    assert board.waiting == ()
    assert (board.quality.placed, board.quality.wanted) == (before.placed + 1, before.wanted + 1)
