"""What a sealed day's papers say is as of its seal: settings, booths, days, stands, activity and who reopened it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.contradictions import JOINED_WITHOUT_STAND
from bazar_desktop.domain.day.model import ABSENT, DaySheet
from bazar_desktop.domain.figures.day import day_figures
from bazar_desktop.jobs.papers.day_papers import read_day
from bazar_desktop.messages import sentence
from bazar_desktop.services.attendance.cards import reissue_card
from bazar_desktop.services.attendance.substitution import substitute
from bazar_desktop.services.bazaars.bazaars import change_bazaar
from bazar_desktop.services.bazaars.participants import add_participation, card_code, change_participation
from bazar_desktop.services.closing.checklist import closing_list
from bazar_desktop.services.closing.paper_sheet import paper_sheet
from bazar_desktop.services.closing.seal import ContradictionsUnexplained, closing_state, reopen
from bazar_desktop.services.day.activity import set_activity
from bazar_desktop.services.day.seal_guard import DayIsClosed
from bazar_desktop.services.day.undo_guard import undo
from bazar_desktop.services.exchange.breaches import breaches
from bazar_desktop.services.exchange.decisions import decide, undecided
from bazar_desktop.services.omzet.grid import grid
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.services.reports.board import board
from bazar_desktop.services.reports.year import year_report
from bazar_desktop.services.settings.values import put_setting
from bazar_desktop.store.database import Database
from bazar_desktop.store.tables import Allocation, Booth, ChangeRow, Participation
from bazar_desktop.store.undo import StillInUse
from tests.bazaar_day import DAYS
from tests.omzet_day import OmzetDay, mark, open_day
from tests.services.exchange.test_decisions import settle, take_in, two_laptops
from tests.stores import MakeStore


def printed(day: OmzetDay) -> DaySheet:
    """The sheet that the papers of the day are drawn from."""
    return day.field.ask(read_day, bazaar_id=day.field.bazaar_id, day=day.day).sheet


def lift(day: OmzetDay, reason: str) -> None:
    facts = {"bazaar_id": day.field.bazaar_id, "day": day.day, "officer": day.field.officer}
    day.field.do(reopen, at=day.field.at, reason=reason, **facts)


def hand_on(day: OmzetDay, left: int, joined: str) -> None:
    facts = {"bazaar_id": day.field.bazaar_id, "day": day.day, "session_no": 1, "at": day.field.at}
    day.field.do(mark, day.field.bazaar_id, day.ids[left], day.day, ABSENT)
    who = {"left_id": day.ids[left], "joined_id": joined, "left_status": ABSENT}
    day.field.do(substitute, reason="tidak datang", anyway=True, **who, **facts)


def add_reserve(day: OmzetDay, name: str) -> str:
    def enter_both(session: Session) -> str:
        facts = {"product": "Kue", "category": "kuliner", "phone": f"+62813{len(name):08d}"}
        vendor = add_vendor(session, name=name, business=f"Usaha {name}", kecamatan="Sawah Besar", **facts)
        return add_participation(session, day.field.bazaar_id, vendor_id=vendor, status="reserve")

    return day.field.do(enter_both)


def last_action(day: OmzetDay, entity: str) -> str:
    """The action that wrote the last change of an entity."""

    def read(session: Session) -> str:
        rows = session.query(ChangeRow).filter(ChangeRow.entity == entity).order_by(ChangeRow.seq.desc())
        return rows.first().action  # type: ignore[union-attr]

    return day.field.ask(read)


def test_sebagian_and_names_of_kinds_follow_the_settings_of_the_seal(db: Database) -> None:
    day = open_day(db)
    day.sell(0, cash=5_000)
    day.field.do(put_setting, "omzet_channels", ["cash"])
    sealed = day.close()
    before = printed(day)
    day.field.do(put_setting, "omzet_channels", ["cash", "qris"])
    kinds = [{"key": "kuliner", "name": "Makanan", "letter": "M", "colour": "#112233"}]
    day.field.do(put_setting, "categories", kinds)
    after = printed(day)
    assert (after.seal, after.asked, after.categories) == (sealed.seal, ("cash",), before.categories)
    place = (day.field.bazaar_id, day.day)
    pages = [
        day_figures(after.rows, after.asked),
        day.field.ask(closing_list, *place).umkm,
        day.field.ask(closing_state, *place, at=day.field.at).missing.umkm,
        day.field.ask(grid, *place).figures,
    ]
    assert [figures.partly for figures in pages] == [0, 0, 0, 0]
    lift(day, "salah ketik")
    assert day.field.ask(closing_list, *place).umkm.partly == 1
    assert [kind.name for kind in printed(day).categories] == ["Makanan"]


def test_a_booth_that_is_renamed_after_the_seal_keeps_its_number_and_place_on_sealed_papers(
    make_store: MakeStore,
) -> None:
    here, office = two_laptops(make_store)
    here.close()
    before = [row.booth for row in printed(here).rows]

    def rename(session: Session) -> None:
        place = session.query(Allocation).filter(Allocation.holder == office.ids[0]).one()
        session.get_one(Booth, place.booth_id).label = "Z-99"

    office.field.do(rename)
    take_in(here.field.db, office.field.db)
    assert [row.booth for row in printed(here).rows] == before
    assert before[0] == "A-01"


def test_a_day_added_before_a_sealed_one_does_not_change_its_number(db: Database) -> None:
    day = open_day(db)
    day.close()
    earlier = DAYS[0] - timedelta(days=1)
    day.field.do(change_bazaar, day.field.bazaar_id, name="Bazar Jakpreneur Ramadan", days=[earlier, *DAYS])
    sheet = printed(day)
    assert (sheet.day_number, sheet.days) == (1, DAYS)
    assert [(item.day, item.day_number, item.days) for item in sheet.whole] == [
        (DAYS[0], 1, DAYS),
        (DAYS[1], 2, DAYS),
    ]
    open_one = day.field.ask(paper_sheet, day.field.bazaar_id, DAYS[1])
    assert (open_one.day_number, len(open_one.days)) == (3, 3)


def test_stands_and_words_that_came_after_the_seal_are_not_on_its_papers(make_store: MakeStore) -> None:
    here, there = two_laptops(make_store)
    kept, later = (add_reserve(here, name) for name in ("Budi", "Tuti"))
    take_in(there.field.db, here.field.db)
    hand_on(here, 0, kept)
    place = {"bazaar_id": here.field.bazaar_id, "day": here.day}
    here.field.do(set_activity, **place, visitors=120, weather="cerah")
    sealed = here.close()
    there.field.at += timedelta(hours=1)
    hand_on(there, 1, later)
    there.field.do(set_activity, **place, visitors=900, weather="hujan")
    take_in(here.field.db, there.field.db)
    sheet = printed(here)
    assert sheet.seal == sealed.seal
    assert [(item.booth, item.left_id, item.joined_id) for item in sheet.changes] == [
        ("A-01", here.ids[0], kept)
    ]
    assert [item.left_attendance for item in sheet.changes] == [ABSENT]
    assert [item.joined_business for item in sheet.changes] == ["Usaha Budi"]
    assert (sheet.activity.visitors, sheet.activity.weather) == (120, "cerah")
    lift(here, "tukar booth belum masuk")
    assert len(printed(here).changes) == 2
    assert printed(here).activity.visitors == 900


def test_who_reopened_the_day_and_why_stays_under_the_next_seal(make_store: MakeStore) -> None:
    here, there = two_laptops(make_store)
    here.sell(0, cash=1_000)
    here.close()
    take_in(there.field.db, here.field.db)
    lift(here, "salah ketik booth 1")
    here.sell(0, cash=5_000)
    second = here.close()
    there.field.at += timedelta(hours=2)
    lift(there, "coba-coba")
    take_in(here.field.db, there.field.db)
    sheet = printed(here)
    assert (sheet.seal, sheet.revision) == (second.seal, 2)
    assert sheet.reopening is not None
    assert (sheet.reopening.by, sheet.reopening.reason) == ("Vicky Ramadhan", "salah ketik booth 1")
    assert {change.reason for change in sheet.corrections} == {"salah ketik booth 1"}
    assert [until for _since, until in sheet.sealed_before] == [sheet.reopening.at]


@pytest.mark.parametrize("reasoned_first", [True, False])
def test_the_closing_reason_is_that_of_the_seal_which_stands(
    make_store: MakeStore, reasoned_first: bool
) -> None:
    here, there = two_laptops(make_store)
    plain, reasoned = (there, here) if reasoned_first else (here, there)
    plain.sell(0, cash=1_000)
    reasoned.field.do(mark, reasoned.field.bazaar_id, reasoned.ids[1], reasoned.day, ABSENT)
    reasoned.sell(1, cash=5_000)
    for number, day in enumerate((here, there)):
        day.field.at += timedelta(minutes=number)
        day_seal = day.close(reason="titip jualan" if day is reasoned else "")
        if day is reasoned:
            seal = day_seal
    take_in(here.field.db, there.field.db)
    (conflict,) = here.field.ask(undecided)
    settle(here, conflict, seal.seal, "laptop itu yang benar")
    sheet = printed(here)
    assert (sheet.seal, sheet.closing_reason) == (seal.seal, "titip jualan")


def test_two_seals_are_one_decision_on_every_page_and_none_once_a_later_one_stands(
    make_store: MakeStore,
) -> None:
    here, there = two_laptops(make_store)
    here.sell(0, cash=1_000)
    there.sell(1, cash=2_000)
    here.close()
    there.close()
    take_in(here.field.db, there.field.db)
    place = (here.field.bazaar_id, here.day)

    def counted() -> list[int]:
        rows = here.field.ask(board)
        return [
            len(here.field.ask(undecided)),
            here.field.ask(closing_list, *place).undecided,
            printed(here).undecided,
            sum(row.undecided for row in rows if row.day == here.day),
            here.field.ask(year_report, here.day.year).undecided,
        ]

    assert counted() == [1, 1, 1, 1, 1]
    lift(there, "dua segel")
    there.sell(2, cash=3_000)
    there.close()
    take_in(here.field.db, there.field.db)
    assert printed(here).revision == 2
    assert counted() == [0, 0, 0, 0, 0]


def test_two_seals_of_the_same_figures_are_a_decision_that_can_be_taken(make_store: MakeStore) -> None:
    here, there = two_laptops(make_store)
    ours, theirs = here.close(), there.close()
    assert ours.seal == theirs.seal
    take_in(here.field.db, there.field.db)
    assert printed(here).undecided == 1
    (conflict,) = here.field.ask(undecided)
    assert {choice.words for choice in conflict.choices} == {ours.seal}
    settle(here, conflict, conflict.choices[0].value)
    assert here.field.ask(undecided) == []
    assert printed(here).undecided == 0


def test_cards_of_a_sealed_day_carry_the_code_that_the_gate_takes(db: Database) -> None:
    day = open_day(db)
    hand_on(day, 1, add_reserve(day, "Budi"))
    day.close()
    codes = [day.field.do(reissue_card, participation_id=party) for party in (day.ids[0], joined_of(day))]
    sheet = printed(day)
    cards = {row.participation_id: row.card for row in sheet.rows}
    assert [cards[day.ids[0]], sheet.changes[0].card] == codes

    def now(session: Session) -> str:
        return card_code(sheet.bazaar_code, session.get_one(Participation, day.ids[0]))

    assert day.field.ask(now) == codes[0]


def joined_of(day: OmzetDay) -> str:
    return printed(day).changes[0].joined_id


def test_the_undo_of_a_participation_or_a_status_that_a_seal_covers_is_refused(db: Database) -> None:
    day = open_day(db)
    party = add_reserve(day, "Budi")
    entered = last_action(day, "participation")
    day.field.do(change_participation, party, status="confirmed")
    confirmed = last_action(day, "participation")
    day.ids.append(party)
    day.sell(len(day.ids) - 1, cash=900_000)
    day.close()
    for action in (entered, confirmed):
        with pytest.raises(DayIsClosed):
            day.field.do(undo, action)
    lift(day, "salah ketik")
    assert day.row(len(day.ids) - 1).total == 900_000
    day.field.do(undo, confirmed)
    assert day.row(len(day.ids) - 1).total == 900_000  # somebody called off who sold: the closing list asks
    with pytest.raises(StillInUse) as refused:
        day.field.do(undo, entered)
    assert "(omzet)" in sentence(refused.value) or "(kehadiran)" in sentence(refused.value)
    assert day.row(len(day.ids) - 1).total == 900_000


def test_the_undo_of_what_came_after_the_seal_or_changes_no_figure_is_taken(db: Database) -> None:
    day = open_day(db)
    waiting = add_reserve(day, "Tuti")
    told = last_action(day, "participation")
    day.close()
    later = add_reserve(day, "Budi")
    day.field.do(undo, last_action(day, "participation"))
    day.field.do(undo, told)  # a reserve who stood nowhere

    def gone(session: Session) -> list[bool]:
        return [session.get_one(Participation, party).withdrawn for party in (waiting, later)]

    assert day.field.ask(gone) == [True, True]


def test_one_stand_given_to_two_by_two_laptops_is_sealed_with_a_reason_alone(make_store: MakeStore) -> None:
    here, there = two_laptops(make_store)
    first, second = (add_reserve(here, name) for name in ("Budi", "Tuti"))
    take_in(there.field.db, here.field.db)
    hand_on(here, 0, first)
    hand_on(there, 0, second)
    take_in(here.field.db, there.field.db)
    for conflict in here.field.ask(undecided):
        chosen = first if conflict.field == "holder" else conflict.choices[0].value
        facts: dict[str, Any] = {"entity": conflict.entity, "row_id": conflict.row_id}
        here.field.do(decide, field=conflict.field, value=chosen, reason="sesuai denah", **facts)
    clashes = {
        (item.clash, item.participation_id)
        for item in here.field.ask(closing_list, here.field.bazaar_id, here.day).items
        if item.clash
    }
    assert (JOINED_WITHOUT_STAND, second) in clashes
    assert (JOINED_WITHOUT_STAND, first) not in clashes
    listed = {item.participation_id for item in here.field.ask(breaches) if item.clash}
    assert second in listed
    with pytest.raises(ContradictionsUnexplained):
        here.close()
    here.close(reason="Tuti pindah ke lapak kosong")
    assert printed(here).closing_reason == "Tuti pindah ke lapak kosong"
