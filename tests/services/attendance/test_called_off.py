"""A participant who is called off and still holds a booth stands in nobody's way."""

from __future__ import annotations

from typing import Any

import pytest

from bazar_desktop.domain.day.model import ABSENT, EXPECTED, PRESENT
from bazar_desktop.phrases.attendance import turned_away_words
from bazar_desktop.services.attendance.check_in import (
    NotInThisBazaar,
    check_in_participation,
    mark,
    present_all_except,
)
from bazar_desktop.services.attendance.roll_call import roll_call
from bazar_desktop.services.bazaars.participants import APPLICANT, CANCELLED, REJECTED, change_participation
from bazar_desktop.services.closing.checklist import NOT_MARKED, STILL_HOLDS, closing_list
from bazar_desktop.services.day.held_booths import change_and_free, held_booths
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.day.undo_guard import undo
from bazar_desktop.services.omzet.entry import PastedCell, paste_as_present
from bazar_desktop.store.database import Database
from bazar_desktop.store.own_facts import get_fact
from tests.services.attendance.gate import DAY, DAYS, Field, open_gate, people, where
from tests.stores import MORNING, last_action

MARNI = "Dapur Bu Marni"


def marks(field: Field) -> dict[str, str]:
    return {row.business: row.attendance for row in field.ask(day_sheet, field.bazaar_id, DAY).rows}


def called_off(db: Database, status: str = CANCELLED) -> tuple[Field, Any]:
    field = open_gate(db)
    marni = people(field)[MARNI]
    field.do(change_participation, marni.id, status=status)
    return field, marni


@pytest.mark.parametrize("status", [CANCELLED, REJECTED, APPLICANT])
def test_all_present_records_everybody_else_and_names_who_is_called_off(db: Database, status: str) -> None:
    field, marni = called_off(db, status)
    done = field.do(present_all_except, **where(field), absent=(), at=MORNING)
    assert [(refused.booth, refused.business) for refused in done.turned_away] == [("A-01", MARNI)]
    assert turned_away_words(done.turned_away).startswith(f"1 dilewati: A-01 {MARNI}.")
    after = marks(field)
    assert after.pop(MARNI) == EXPECTED
    assert set(after.values()) == {PRESENT}
    assert len(done.came) == len(after)
    with pytest.raises(NotInThisBazaar):
        field.do(check_in_participation, **where(field), participation_id=marni.id, at=MORNING)


def test_a_block_marked_as_present_is_saved_though_the_gate_refuses_one(db: Database) -> None:
    field, marni = called_off(db)
    other = people(field)["Hijab Nyai"]
    for party in (marni, other):
        field.do(mark, **where(field), participation_id=party.id, status=ABSENT)
    cells = [PastedCell(party.id, 1, "cash", "90000") for party in (marni, other)]
    done = field.do(
        paste_as_present, **where(field), cells=cells, present=[(marni.id, 1), (other.id, 1)], at=MORNING
    )
    assert [(refused.booth, refused.business) for refused in done.turned_away] == [("A-01", MARNI)]
    rows = {row.business: row for row in field.ask(day_sheet, field.bazaar_id, DAY).rows}
    assert (rows[MARNI].attendance, rows[MARNI].total) == (ABSENT, 90_000)
    assert (rows["Hijab Nyai"].attendance, rows["Hijab Nyai"].total) == (PRESENT, 90_000)


def test_whoever_is_called_off_gives_the_booth_back_in_one_act_that_is_undone_at_once(db: Database) -> None:
    field = open_gate(db)
    marni = people(field)[MARNI]
    field.do(check_in_participation, **where(field), participation_id=marni.id, at=MORNING)
    held = field.ask(held_booths, marni.id)
    assert [(booth.booth, booth.days) for booth in held] == [
        ("A-01", (DAYS[1],))
    ]  # on the first day she came
    assert field.do(change_and_free, marni.id, status=CANCELLED) == held
    assert [row.business for row in field.ask(roll_call, field.bazaar_id, DAYS[1]).rows][:1] != [MARNI]
    assert field.ask(roll_call, field.bazaar_id, DAY).rows[0].business == MARNI
    assert field.ask(held_booths, marni.id) == ()
    with db.read() as session:
        action = last_action(session, field.officer, get_fact(session, "origin"))
    field.do(undo, action=action)
    assert field.ask(held_booths, marni.id) == held
    assert people(field)[MARNI].status == "confirmed"


def test_the_closing_list_names_a_called_off_holder_once(db: Database) -> None:
    field, marni = called_off(db)
    kinds = [
        item.kind for item in field.ask(closing_list, field.bazaar_id, DAY).items if item.business == MARNI
    ]
    assert kinds == [STILL_HOLDS]
    field.do(change_participation, marni.id, status="confirmed")
    kinds = [
        item.kind for item in field.ask(closing_list, field.bazaar_id, DAY).items if item.business == MARNI
    ]
    assert kinds == [NOT_MARKED]
