"""Checking in, izin, alpa, pulang: every way in and every refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bazar_desktop.domain.attendance.cards import CardDamaged, NotACard, make_card, read_card
from bazar_desktop.domain.day.model import ABSENT, EXCUSED, EXPECTED, PRESENT
from bazar_desktop.domain.identifiers import PhoneMalformed
from bazar_desktop.services.attendance.cards import (
    CardOfAnotherBazaar,
    CardSuperseded,
    UnknownCard,
    reissue_card,
)
from bazar_desktop.services.attendance.check_in import (
    AlreadyLeft,
    AlreadyPresent,
    NotInThisBazaar,
    NotPresent,
    StillReserve,
    UnknownAttendance,
    check_in,
    check_in_participation,
    keep_refusal,
    leave,
    mark,
    present_all_except,
)
from bazar_desktop.services.attendance.roll_call import find_arrivals, missing, roll_call
from bazar_desktop.services.attendance.walk_in import walk_in
from bazar_desktop.services.bazaars.days import NotADayOfThisBazaar
from bazar_desktop.services.bazaars.participants import AlreadyParticipating, UnknownParticipant
from bazar_desktop.services.day.seal_guard import DayIsClosed
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.day.undo_guard import undo
from bazar_desktop.services.journal.history import field_history
from bazar_desktop.services.register.vendors import VendorNameMissing, vendor_facts
from bazar_desktop.store.apply import apply
from bazar_desktop.store.database import Database
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Allocation, DayClose, Participation, RefusedScan, natural_id
from tests.bazaar_day import DAYS, Field
from tests.services.attendance.gate import DAY, open_gate, people, where
from tests.stores import MORNING, MakeStore, all_changes, conflicts, facts_digest, last_action

MARNI = "Dapur Bu Marni"


def test_a_card_checks_its_holder_in_with_booth_and_time(db: Database) -> None:
    field = open_gate(db)
    marni = people(field)[MARNI]
    arrival = field.do(check_in, **where(field), code=marni.card.lower(), at=MORNING)
    assert (arrival.booth, arrival.business, arrival.name, arrival.late) == (
        "A-01",
        MARNI,
        "Marni Suryani",
        False,
    )
    row = field.ask(day_sheet, field.bazaar_id, DAY).rows[0]
    assert (row.business, row.attendance, row.arrived_at) == (MARNI, PRESENT, MORNING)


def test_an_arrival_after_the_cut_off_is_late_and_the_cut_off_minute_itself_is_not(db: Database) -> None:
    field = open_gate(db)
    cards = [person.card for person in people(field).values()]
    in_time = MORNING.replace(hour=9, minute=30, second=59)
    assert not field.do(check_in, **where(field), code=cards[0], at=in_time).late
    assert field.do(check_in, **where(field), code=cards[1], at=in_time + timedelta(seconds=1)).late


def test_check_in_works_before_anybody_has_a_booth(db: Database) -> None:
    from tests.bazaar_day import stand_up

    field = stand_up(db)
    marni = people(field)[MARNI]
    arrival = field.do(check_in_participation, **where(field), participation_id=marni.id, at=MORNING)
    assert arrival.booth == ""


def test_who_is_present_already_is_refused_with_time_and_officer(db: Database) -> None:
    field = open_gate(db)
    marni = people(field)[MARNI]
    field.do(check_in, **where(field), code=marni.card, at=MORNING)
    with pytest.raises(AlreadyPresent) as refusal:
        field.do(check_in_participation, **where(field), participation_id=marni.id, at=MORNING)
    assert refusal.value.facts == {
        "business": MARNI,
        "booth": "A-01",
        "at": "07.42",
        "officer": "Vicky Ramadhan",
    }


def test_cards_that_are_not_good_here_are_refused_each_by_its_own_name(db: Database) -> None:
    field = open_gate(db)
    marni = people(field)[MARNI]
    card = read_card(marni.card)
    other = make_card("R233C01", "B", 4)
    typo = marni.card[:-1] + ("A" if marni.card[-1] != "A" else "B")
    for code, refusal in [
        ("halo", NotACard),
        (typo, CardDamaged),
        (make_card(card.bazaar, card.device, 9000), UnknownCard),
        (other, CardOfAnotherBazaar),
    ]:
        with pytest.raises(refusal):
            field.do(check_in, **where(field), code=code, at=MORNING)
    with pytest.raises(CardOfAnotherBazaar) as elsewhere:
        field.do(check_in, **where(field), code=other, at=MORNING)
    assert elsewhere.value.facts["place"] == "Kota Administrasi Jakarta Utara, 12/03/2023"
    with pytest.raises(CardOfAnotherBazaar) as unknown:
        field.do(check_in, **where(field), code=make_card("PASAR", "B", 4), at=MORNING)
    assert unknown.value.facts["place"] == "PASAR"


def test_a_lost_card_is_refused_once_a_new_one_is_printed(db: Database) -> None:
    field = open_gate(db)
    marni = people(field)[MARNI]
    new = field.do(reissue_card, participation_id=marni.id)
    assert read_card(new) == replace(read_card(marni.card), serial=2)
    with pytest.raises(CardSuperseded):
        field.do(check_in, **where(field), code=marni.card, at=MORNING)
    assert field.do(check_in, **where(field), code=new, at=MORNING).business == MARNI


def test_a_party_without_a_card_gets_no_second_one(db: Database) -> None:
    field = open_gate(db)
    marni = people(field)[MARNI]

    def lose(session: Any) -> None:
        session.get_one(Participation, marni.id).card_number = None

    field.do(lose)
    with pytest.raises(UnknownCard):
        field.do(reissue_card, participation_id=marni.id)


@pytest.mark.parametrize("status", ["applicant", "cancelled", "rejected"])
def test_who_takes_no_part_is_refused(db: Database, status: str) -> None:
    field = open_gate(db)
    marni = people(field)[MARNI]
    set_status(field, marni.id, status)
    with pytest.raises(NotInThisBazaar) as refusal:
        field.do(check_in, **where(field), code=marni.card, at=MORNING)
    assert refusal.value.facts["status"] == status


def set_status(field: Field, participation_id: str, status: str) -> None:
    def change(session: Any) -> None:
        session.get_one(Participation, participation_id).status = status

    field.do(change)


def test_who_was_invited_and_comes_is_confirmed_by_it(db: Database) -> None:
    field = open_gate(db)
    marni = people(field)[MARNI]
    set_status(field, marni.id, "invited")
    field.do(check_in, **where(field), code=marni.card, at=MORNING)
    assert people(field)[MARNI].status == "confirmed"


def test_the_reserve_takes_a_stand_only_by_substitution(db: Database) -> None:
    field = open_gate(db)
    waiting = next(person for person in people(field).values() if person.status == "reserve")
    with pytest.raises(StillReserve):
        field.do(check_in, **where(field), code=waiting.card, at=MORNING)


def test_a_reserve_that_was_given_a_booth_on_the_plan_is_confirmed_by_coming(db: Database) -> None:
    field = open_gate(db)
    waiting = next(person for person in people(field).values() if person.status == "reserve")

    def give(session: Any) -> None:
        row = session.execute(select(Allocation).where(Allocation.day == DAY)).scalars().first()
        row.holder = waiting.id

    field.do(give)
    roll = field.ask(roll_call, field.bazaar_id, DAY)
    assert waiting.id in {row.participation_id for row in roll.rows}
    assert waiting.id not in {participant.id for participant in roll.reserve}
    assert field.do(check_in, **where(field), code=waiting.card, at=MORNING).booth
    assert people(field)[waiting.business].status == "confirmed"


def test_a_party_of_another_bazaar_and_a_day_that_is_not_one_are_refused(db: Database) -> None:
    field = open_gate(db)
    marni = people(field)[MARNI]
    elsewhere = {**where(field), "day": date(2023, 3, 25)}
    with pytest.raises(NotADayOfThisBazaar):
        field.do(check_in, **elsewhere, code=marni.card, at=MORNING)
    with pytest.raises(UnknownParticipant):
        field.do(check_in_participation, **where(field), participation_id="nobody", at=MORNING)


def seal(field: Field, **values: Any) -> None:
    facts = {"bazaar_id": field.bazaar_id, "day": DAY, "revision": 1, "seal": "AAAA-BBBB-C"}

    def close(session: Any) -> None:
        enter(session, DayClose, field.bazaar_id, DAY, 1, **facts, **values)

    field.do(close)


def test_a_sealed_day_takes_nothing_until_it_is_reopened(db: Database) -> None:
    field = open_gate(db)
    marni = people(field)[MARNI]
    seal(field)
    by_id = {**where(field), "participation_id": marni.id}
    for use_case, facts in [
        (check_in, {**where(field), "code": marni.card, "at": MORNING}),
        (check_in_participation, {**by_id, "at": MORNING}),
        (mark, {**by_id, "status": ABSENT}),
        (leave, {**by_id, "at": MORNING}),
        (present_all_except, {**where(field), "absent": (), "at": MORNING}),
        (walk_in, {**where(field), "name": "Ana", "business": "Kue Ana", "at": MORNING}),
    ]:
        with pytest.raises(DayIsClosed):
            field.do(use_case, **facts)
    assert field.ask(roll_call, field.bazaar_id, DAY).closed
    assert field.do(check_in, bazaar_id=field.bazaar_id, day=DAYS[1], code=marni.card, at=MORNING)
    seal(field, reopened_at=MORNING, reopen_reason="salah hitung")
    assert field.do(check_in, **where(field), code=marni.card, at=MORNING)


def test_izin_and_alpa_are_marked_over_anything_and_a_late_comer_is_present_again(db: Database) -> None:
    field = open_gate(db)
    marni = people(field)[MARNI]
    by_id = {**where(field), "participation_id": marni.id}
    field.do(mark, **by_id, status=EXCUSED, reason="anak sakit")
    assert status_of(field) == EXCUSED
    field.do(mark, **by_id, status=ABSENT)
    assert status_of(field) == ABSENT
    field.do(check_in_participation, **by_id, at=MORNING)
    assert status_of(field) == PRESENT
    field.do(mark, **by_id, status=EXPECTED)
    assert status_of(field) == EXPECTED
    with pytest.raises(UnknownAttendance):
        field.do(mark, **by_id, status=PRESENT)


def status_of(field: Field, business: str = MARNI) -> str:
    rows = field.ask(day_sheet, field.bazaar_id, DAY).rows
    return next(row.attendance for row in rows if row.business == business)


def test_pulang_needs_hadir_and_coming_back_keeps_the_first_arrival(db: Database) -> None:
    field = open_gate(db)
    marni = people(field)[MARNI]
    by_id = {**where(field), "participation_id": marni.id}
    with pytest.raises(NotPresent):
        field.do(leave, **by_id, at=MORNING)
    field.do(check_in_participation, **by_id, at=MORNING)
    assert field.do(leave, **by_id, at=MORNING.replace(hour=12)).left_at == MORNING.replace(hour=12)
    with pytest.raises(AlreadyLeft):
        field.do(leave, **by_id, at=MORNING.replace(hour=13))
    back = field.do(check_in_participation, **by_id, at=MORNING.replace(hour=14))
    assert (back.back, back.arrived_at) == (True, MORNING)


def test_a_check_in_is_undone_as_if_it_had_not_been(db: Database) -> None:
    field = open_gate(db)
    marni = people(field)[MARNI]
    field.do(check_in, **where(field), code=marni.card, at=MORNING)
    with db.read() as session:
        action = last_action(session, field.officer, get_fact(session, "origin"))
    assert action is not None
    field.do(undo, action=action)
    assert status_of(field) == EXPECTED


def test_all_but_a_few_are_present_at_once(db: Database) -> None:
    field = open_gate(db)
    away = [people(field)[name].id for name in (MARNI, "Hijab Nyai")]
    came = field.do(present_all_except, **where(field), absent=away, at=MORNING)
    assert len(came.came) == 11
    assert [row.business for row in field.ask(missing, field.bazaar_id, DAY)] == [MARNI, "Hijab Nyai"]


def test_a_refused_try_is_kept_without_what_may_be_personal(db: Database) -> None:
    field = open_gate(db)
    for code in ("bz.x.a1.1k", "Marni Suryani 081234567890"):
        field.do(keep_refusal, **where(field), code=code, rule="card_damaged", at=MORNING)
    with db.read() as session:
        rows = session.execute(select(RefusedScan)).scalars()
        kept = sorted((row.code, row.rule, row.tried_at) for row in rows)
    assert kept == [
        ("", "card_damaged", MORNING),
        ("BZ.X.A1.1K", "card_damaged", MORNING),
    ]


def test_a_walk_in_takes_part_at_once_and_is_marked_for_the_register(db: Database) -> None:
    field = open_gate(db)
    facts = {"name": "Ana", "business": "Kue Ana", "product": "Kue", "phone": "0812 9999 0001"}
    made = field.do(walk_in, **where(field), **facts, at=MORNING)
    assert (made.known, made.arrival.booth) == (False, "")
    ana = people(field)["Kue Ana"]
    assert (ana.source, ana.status, ana.card) == ("walk_in", "confirmed", made.card)
    assert field.ask(vendor_facts, ana.vendor_id).walk_in
    assert status_of(field, "Kue Ana") == PRESENT
    tomorrow = field.ask(day_sheet, field.bazaar_id, DAYS[1]).rows
    assert "Kue Ana" not in [row.business for row in tomorrow]


def test_a_product_that_is_called_as_a_category_counts_as_it(db: Database) -> None:
    field = open_gate(db)
    for business, product, category in (
        ("Satu", "Kuliner", ""),
        ("Dua", "kue basah", "kuliner"),
        ("Tiga", "kue", ""),
    ):
        facts = {"name": "", "business": business, "product": product, "category": category}
        field.do(walk_in, **where(field), **facts, at=MORNING)
    known = people(field)
    assert [known[business].category for business in ("Satu", "Dua", "Tiga")] == ["kuliner", "kuliner", ""]


def test_a_walk_in_whose_phone_is_known_is_that_vendor(db: Database) -> None:
    field = open_gate(db)
    with pytest.raises(AlreadyParticipating):
        field.do(walk_in, **where(field), name="M", business="M", phone="081234560000", at=MORNING)
    with pytest.raises(VendorNameMissing):
        field.do(walk_in, **where(field), name=" ", business="", at=MORNING)
    with pytest.raises(PhoneMalformed):
        field.do(walk_in, **where(field), name="M", business="M", phone="12", at=MORNING)
    other = field.do(
        walk_in, **where(field), name="Ana", business="Kue Ana", phone="081299990001", at=MORNING
    )
    set_status(field, other.arrival.participation_id, "cancelled")
    assert "Kue Ana" in people(field)


def test_two_laptops_check_in_one_vendor_and_the_earlier_arrival_stands_without_a_question(
    make_store: MakeStore,
) -> None:
    one = open_gate(make_store("A"), vendors=2, reserves=0, partners=0)
    two = Field(make_store("B"), officer="officer-2", at=one.at, bazaar_id=one.bazaar_id)
    exchange(one, two)
    card = people(one)[MARNI].card
    one.do(check_in, **where(one), code=card, at=MORNING.replace(minute=50))
    two.do(check_in, **where(two), code=card, at=MORNING.replace(minute=44))
    exchange(one, two)
    digests = set()
    row_id = natural_id("attendance", people(one)[MARNI].id, DAY, 1)
    for field in (one, two):
        row = field.ask(day_sheet, field.bazaar_id, DAY).rows[0]
        assert (row.attendance, row.arrived_at) == (PRESENT, MORNING.replace(minute=44))
        with field.db.read() as session:
            assert conflicts(session) == set()
            entries = field_history(session, "attendance", row_id, "arrived_at")
            digests.add(facts_digest(session))
        assert {entry.officer for entry in entries} == {"Vicky Ramadhan", "officer-2"}
    assert len(digests) == 1


def exchange(field: Field, two: Field) -> None:
    ours, theirs = all_changes(field.db), all_changes(two.db)
    field.do(apply, theirs, field.at)
    two.do(apply, ours, two.at)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("a3", ["Batik Betawi Terogong"]),
        ("A-03", ["Batik Betawi Terogong"]),
        ("sam", ["Sambal Roa Mpok Ati"]),
        ("siti", ["Batik Betawi Terogong"]),
        ("k", ["Kerak Telor Bang Jali", "Rajut Kemayoran", "Kopi Kebon Sirih"]),
        ("0004", ["Rajut Kemayoran"]),
        ("pletok", ["Bir Pletok Condet"]),
        ("rogong", ["Batik Betawi Terogong"]),
        ("zzz", []),
        (" ", []),
    ],
)
def test_a_few_letters_or_figures_find_who_is_meant_in_booth_order(
    db: Database, words: str, found: list[str]
) -> None:
    field = open_gate(db)
    hits = field.ask(find_arrivals, field.bazaar_id, DAY, words)
    assert [hit.row.business for hit in hits][: len(found) or 1] == found
