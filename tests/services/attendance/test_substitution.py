"""The reserve in its order, whom a booth fits, and stands that change hands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bazar_desktop.domain.day.model import ABSENT, EXCUSED, PRESENT
from bazar_desktop.domain.errors import ReasonMissing
from bazar_desktop.jobs.papers.day_papers import read_day
from bazar_desktop.printing.changes import compose_changes
from bazar_desktop.services.attendance.check_in import StandHandedOver, UnknownAttendance, check_in, mark
from bazar_desktop.services.attendance.reserve import NoReserveFits, next_of_reserve, reserve
from bazar_desktop.services.attendance.substitution import (
    BoothForbidsFire,
    BoothForPartners,
    BoothHasNoPower,
    BoothHasNoWater,
    CannotJoin,
    HoldsAStand,
    LeftIsPresent,
    NoStandToHandOver,
    substitute,
)
from bazar_desktop.services.bazaars.participants import UnknownParticipant
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.papers.printed import CHANGES, papers_of
from bazar_desktop.store.database import Database
from bazar_desktop.store.tables import Booth, Participation, Substitution
from tests.bazaar_day import DAYS, Field
from tests.printing.drawing import draw_attendance_sheet, draw_cards, draw_changes
from tests.printing.reading import whole_text
from tests.services.attendance.gate import DAY, open_gate, people, where
from tests.stores import MORNING

NINE_THIRTY = MORNING.replace(hour=9, minute=31)


@dataclass
class Stand:
    """A day with two absent holders (booths without and with power) and three of the reserve."""

    field: Field
    left: str
    with_power: str
    waiting: list[Any]

    def hand_over(self, **facts: Any) -> Any:
        given = {
            "left_id": self.left,
            "joined_id": self.waiting[1].id,
            "reason": "tidak datang",
            "at": NINE_THIRTY,
            **facts,
        }
        return self.field.do(substitute, **where(self.field), **given)

    def needs(self, number: int, **needs: bool) -> None:
        def change(session: Any) -> None:
            row = session.get_one(Participation, self.waiting[number].id)
            for name, value in needs.items():
                setattr(row, name, value)

        self.field.do(change)

    def booth(self, **values: object) -> None:
        def change(session: Any) -> None:
            row = session.execute(select(Booth).where(Booth.label == "A-01")).scalar_one()
            for name, value in values.items():
                setattr(row, name, value)

        self.field.do(change)


@pytest.fixture
def stand(db: Database) -> Stand:
    field = open_gate(db, reserves=3)
    known = people(field)
    waiting = sorted(
        (item for item in known.values() if item.status == "reserve"), key=lambda item: item.reserve_order
    )
    made = Stand(field, known["Dapur Bu Marni"].id, known["Batik Betawi Terogong"].id, waiting)
    made.needs(0, needs_power=True)
    return made


def rows(field: Field, day: Any = DAY) -> dict[str, Any]:
    return {row.business: row for row in field.ask(day_sheet, field.bazaar_id, day).rows}


def test_the_next_of_the_reserve_is_the_first_whom_the_booth_fits(stand: Stand) -> None:
    candidates = stand.field.ask(reserve, stand.field.bazaar_id, DAY, stand.left)
    assert [(item.turn, item.lacks) for item in candidates] == [(1, ("power",)), (2, ()), (3, ())]
    candidate = stand.field.ask(next_of_reserve, stand.field.bazaar_id, DAY, stand.left)
    assert candidate.participation_id == stand.waiting[1].id
    powered = stand.field.ask(next_of_reserve, stand.field.bazaar_id, DAY, stand.with_power)
    assert powered.participation_id == stand.waiting[0].id


def test_a_stand_gets_a_new_holder_and_both_stay_on_the_days_list(stand: Stand, db: Database) -> None:
    done = stand.hand_over()
    joined = stand.waiting[1].business
    assert (done.booth, done.left, done.joined, done.card) == (
        "A-01",
        "Dapur Bu Marni",
        joined,
        stand.waiting[1].card,
    )
    today = rows(stand.field)
    assert (today[joined].booth, today[joined].attendance, today[joined].arrived_at) == (
        "A-01",
        PRESENT,
        NINE_THIRTY,
    )
    assert (today["Dapur Bu Marni"].booth, today["Dapur Bu Marni"].attendance) == ("", ABSENT)
    assert people(stand.field)[joined].source == "substitute"
    with db.read() as session:
        row = session.execute(select(Substitution)).scalar_one()
        kept = (row.left_id, row.joined_id, row.reason, row.done_at)
    assert kept == (
        stand.left,
        stand.waiting[1].id,
        "tidak datang",
        NINE_THIRTY,
    )


def test_the_daftar_hadir_and_the_cards_follow_the_stand(stand: Stand, tmp_path: Path) -> None:
    joined = stand.waiting[1].business

    def papers(name: str) -> tuple[str, str]:
        sheet = stand.field.ask(day_sheet, stand.field.bazaar_id, DAY)
        draw_attendance_sheet(sheet, tmp_path / f"{name}.pdf", filled=True)
        draw_cards(sheet, tmp_path / f"{name}-kartu.pdf")
        return whole_text(tmp_path / f"{name}.pdf"), whole_text(tmp_path / f"{name}-kartu.pdf")

    before = papers("before")
    stand.hand_over()
    after = papers("after")
    assert all(joined not in text for text in before)
    assert all(joined in text for text in after)
    assert "Dapur Bu Marni" in after[0]  # both stay on the day's list


def test_the_next_day_belongs_to_the_first_holder_again(stand: Stand) -> None:
    stand.hand_over()
    tomorrow = rows(stand.field, DAYS[1])
    assert tomorrow["Dapur Bu Marni"].booth == "A-01"
    assert stand.waiting[1].business not in tomorrow


def test_izin_that_was_marked_before_stays_izin(stand: Stand) -> None:
    stand.field.do(mark, **where(stand.field), participation_id=stand.left, status=EXCUSED, reason="sakit")
    stand.hand_over()
    assert rows(stand.field)["Dapur Bu Marni"].attendance == EXCUSED


def test_who_comes_after_the_stand_was_given_away_is_told_to_whom(stand: Stand) -> None:
    stand.hand_over()
    card = people(stand.field)["Dapur Bu Marni"].card
    with pytest.raises(StandHandedOver) as refusal:
        stand.field.do(check_in, **where(stand.field), code=card, at=MORNING.replace(hour=11))
    assert refusal.value.facts["taken_by"] == stand.waiting[1].business
    assert refusal.value.facts["at"] == "09.31"


def test_at_midday_both_holders_keep_their_own_session(stand: Stand) -> None:
    card = people(stand.field)["Dapur Bu Marni"].card
    stand.field.do(check_in, **where(stand.field), code=card, at=MORNING)
    with pytest.raises(LeftIsPresent):
        stand.hand_over()
    noon = MORNING.replace(hour=12)
    stand.hand_over(session_no=2, at=noon)
    today = rows(stand.field)
    first, second = today["Dapur Bu Marni"], today[stand.waiting[1].business]
    assert (first.booth, first.session, first.attendance, first.left_at) == ("A-01", 1, PRESENT, noon)
    assert (second.booth, second.session, second.attendance, second.arrived_at) == ("A-01", 2, PRESENT, noon)


@pytest.mark.parametrize(
    ("needs", "booth", "refusal"),
    [
        ({"needs_power": True}, {}, BoothHasNoPower),
        ({"needs_water": True}, {}, BoothHasNoWater),
        ({"open_fire": True}, {"open_fire": False}, BoothForbidsFire),
        ({}, {"zone": "mitra"}, BoothForPartners),
    ],
)
def test_a_booth_that_does_not_fit_is_refused_unless_the_officer_insists(
    stand: Stand, needs: dict[str, bool], booth: dict[str, object], refusal: type[Exception]
) -> None:
    stand.needs(1, **needs)
    stand.booth(**booth)
    with pytest.raises(refusal):
        stand.hand_over()
    assert stand.hand_over(anyway=True).booth == "A-01"


def test_nobody_on_the_reserve_may_fit(stand: Stand) -> None:
    stand.booth(zone="mitra")
    with pytest.raises(NoReserveFits) as refusal:
        stand.field.ask(next_of_reserve, stand.field.bazaar_id, DAY, stand.left)
    assert refusal.value.facts == {"booth": "A-01", "waiting": 3}


def test_a_handover_that_breaks_a_rule_is_refused_and_changes_nothing(stand: Stand) -> None:
    before = rows(stand.field)
    holder = people(stand.field)["Rajut Kemayoran"].id
    for facts, refusal in [
        ({"reason": "  "}, ReasonMissing),
        ({"left_status": PRESENT}, UnknownAttendance),
        ({"joined_id": holder}, HoldsAStand),
        ({"left_id": stand.waiting[0].id}, NoStandToHandOver),
        ({"joined_id": "nobody"}, UnknownParticipant),
    ]:
        with pytest.raises(refusal):
            stand.hand_over(**facts)

    def cancel(session: Any) -> None:
        session.get_one(Participation, stand.waiting[1].id).status = "cancelled"

    stand.field.do(cancel)
    with pytest.raises(CannotJoin):
        stand.hand_over()
    assert rows(stand.field) == before


def test_a_stand_that_changed_hands_at_midday_is_not_handed_over_twice(stand: Stand) -> None:
    card = people(stand.field)["Dapur Bu Marni"].card
    stand.field.do(check_in, **where(stand.field), code=card, at=MORNING)
    stand.hand_over(session_no=2, at=MORNING.replace(hour=12))
    with pytest.raises(NoStandToHandOver):
        stand.hand_over(session_no=2, joined_id=stand.waiting[2].id, at=MORNING.replace(hour=13))


def test_the_change_sheet_says_only_what_moved(stand: Stand, tmp_path: Path) -> None:
    def sheet() -> Any:
        return stand.field.ask(read_day, bazaar_id=stand.field.bazaar_id, day=DAY).sheet

    assert compose_changes(sheet()) is None
    assert CHANGES not in papers_of(sheet())
    stand.field.do(mark, **where(stand.field), participation_id=stand.left, status=EXCUSED, reason="sakit")
    stand.hand_over()
    assert CHANGES in papers_of(sheet())
    draw_changes(sheet(), tmp_path / "ubah.pdf")
    text = whole_text(tmp_path / "ubah.pdf")
    joined = stand.waiting[1]
    for words in ("A-01", "09.31", "Dapur Bu Marni", "(izin)", joined.business, joined.card, "tidak datang"):
        assert words in text
    assert "Rajut Kemayoran" not in text
    assert "LP-" in text
