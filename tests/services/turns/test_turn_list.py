"""Turns from real bazaars: facts, order, the officer's word, settling and taking it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from bazar_desktop.domain.errors import ReasonMissing
from bazar_desktop.domain.turns import choosing
from bazar_desktop.domain.turns.choosing import CHOSEN, FIXED, REJECTED, RESERVE
from bazar_desktop.domain.turns.ranking import IN, OUT, PLACE
from bazar_desktop.domain.turns.rules import Quota
from bazar_desktop.services.attendance.check_in import mark
from bazar_desktop.services.attendance.reserve import reserve
from bazar_desktop.services.bazaars.participants import (
    CANCELLED,
    CONFIRMED,
    UnknownParticipant,
    change_participation,
    list_participants,
)
from bazar_desktop.services.day.undo_guard import undo
from bazar_desktop.services.journal.history import field_history
from bazar_desktop.services.turns.free_places import PlacesUnknown
from bazar_desktop.services.turns.rules import office_rules, put_rules, rules_of, use_office_rules
from bazar_desktop.services.turns.turn_list import (
    AlreadyConfirmed,
    EqualsNotDrawn,
    NobodyApplied,
    NoOverride,
    UnknownOverride,
    clear_override,
    override_turn,
    settle,
)
from bazar_desktop.store.database import Database
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.rows import MovedOn, enter
from bazar_desktop.store.tables import Participation, SamePerson, TurnOverride, natural_id
from tests.bazaar_day import add_registration
from tests.services.attendance.gate import DAY, people
from tests.services.placement.placed import laid_out
from tests.services.turns.turns_day import ALPA, CAME, IZIN, NEXT, Applying, applying
from tests.stores import last_action


def last(made: Applying) -> str:
    with made.field.db.read() as session:
        found = last_action(session, made.field.officer, get_fact(session, "origin"))
    assert found is not None
    return found


def statuses(made: Applying) -> dict[str, tuple[str, int | None]]:
    participants = made.field.ask(list_participants, made.bazaar_id)
    return {
        participant.business: (participant.status, participant.reserve_order) for participant in participants
    }


def test_izin_and_alpa_move_a_person_differently_in_the_next_turn(db: Database) -> None:
    made = applying(db, [ALPA, CAME, IZIN], places=4)
    made.newcomer("Es Selendang Mayang")
    assert made.order(CHOSEN) == ["Es Selendang Mayang", IZIN, CAME, ALPA]
    facts = {line.business: line.standing for line in made.turns().lines}
    assert [facts[item].points for item in (IZIN, CAME, ALPA)] == [1, 2, 4]
    assert (facts[IZIN].applicant.excused, facts[IZIN].applicant.this_year) == (1, 0)
    assert (facts[ALPA].applicant.absent, facts[ALPA].applicant.this_year) == (1, 0)
    assert (facts[CAME].applicant.this_year, facts[CAME].applicant.last) == (1, DAY)
    # The weights are settings: an office may forgive alpa and charge izin.
    made.rules(places=4, excused_points=5, absent_points=0)
    assert made.order(CHOSEN) == [ALPA, "Es Selendang Mayang", CAME, IZIN]


def test_an_izin_that_is_taken_back_counts_no_more(db: Database) -> None:
    made = applying(db, [IZIN])
    who = people(made.field)[IZIN].id
    made.field.do(
        mark, bazaar_id=made.field.bazaar_id, day=DAY, participation_id=who, status="expected", session_no=1
    )
    assert made.line(IZIN).standing.points == 0


def test_what_a_person_did_under_another_id_counts_too(db: Database) -> None:
    made = applying(db)
    made.newcomer("Dapur Kedua")
    vendors = {
        participant.business: participant.vendor_id
        for participant in made.field.ask(list_participants, made.bazaar_id)
    }
    first, second = sorted((str(vendors["Dapur Kedua"]), str(people(made.field)[CAME].vendor_id)))
    made.field.do(
        lambda session: enter(session, SamePerson, first, second, first_id=first, second_id=second) and None
    )
    assert made.line("Dapur Kedua").standing.applicant.this_year == 1
    made.apply(str(people(made.field)[CAME].vendor_id))
    assert made.line(CAME).standing.why[0].code == choosing.SAME_PERSON


def test_last_years_bazaars_count_in_all_but_give_no_points(db: Database) -> None:
    made = applying(db, [CAME])
    made.field.do(_next_year, made.bazaar_id)
    standing = made.line(CAME).standing
    assert (standing.points, standing.applicant.this_year, standing.applicant.in_all) == (0, 0, 1)


def _next_year(session, bazaar_id: str) -> None:  # type: ignore[no-untyped-def]
    from bazar_desktop.services.bazaars.bazaars import bazaar_of, change_bazaar

    known = bazaar_of(session, bazaar_id)
    change_bazaar(session, bazaar_id, name=known.name, days=[date(2024, 1, 5)], programme="", letterhead=())


def test_a_document_counts_where_it_is_valid_on_all_days(db: Database) -> None:
    made = applying(db)
    made.rules(places=9, required=("kurasi",))
    valid = {"Tanpa tanggal": {}, "Sampai hari itu": {"until": NEXT}}
    past = {"Habis": {"until": date(2023, 4, 9)}, "Belum": {"since": date(2023, 4, 11)}}
    other = {"Dicabut": {"status": "Dicabut 2022"}}
    for business, facts in {**valid, **past, **other}.items():
        made.newcomer(business)
        vendor = str(made.line_vendor(business))
        made.field.do(add_registration, vendor, "kurasi", "", **facts)
    assert set(made.order(CHOSEN)) == set(valid)
    assert set(made.order(REJECTED)) == {*past, *other}
    assert made.line("Habis").standing.why == (choosing.Why(choosing.DOCUMENT_MISSING, "kurasi"),)


def test_places_are_the_free_booths_of_the_layout_unless_the_rules_say_otherwise(db: Database) -> None:
    field = laid_out(db, tents=8)  # 16 booths beside those of the mitra; 12 vendors are confirmed already
    made = Applying(field, field.bazaar_id, field.code)
    assert (made.turns().places, made.turns().to_give) == (16, 4)
    made.rules(places=13)
    assert (made.turns().places, made.turns().to_give) == (13, 1)


def test_without_layout_and_number_the_places_are_unknown(db: Database) -> None:
    made = applying(db, [CAME], places=None)
    with pytest.raises(PlacesUnknown):
        made.turns()


def test_a_bazaars_own_rules_stand_above_the_offices(db: Database) -> None:
    made = applying(db, [CAME])
    office = replace(made.field.ask(office_rules), places=7, quotas=(Quota("kecamatan", most=2),))
    made.field.do(put_rules, rules=office)
    assert made.turns().places == 3
    made.field.do(use_office_rules, bazaar_id=made.bazaar_id)
    assert made.field.ask(rules_of, made.bazaar_id) == (office, False)
    assert made.turns().places == 7


def test_settling_confirms_reserves_and_rejects_in_one_action_and_takes_it_back_whole(db: Database) -> None:
    made = applying(db, [ALPA, CAME, IZIN], places=1)
    made.rules(places=1, reserves=1)
    before = statuses(made)
    done = made.field.do(settle, bazaar_id=made.bazaar_id, seen=made.turns().mark)
    assert (done.confirmed, done.reserves, done.rejected) == (1, 1, 1)
    assert statuses(made) == {IZIN: (CONFIRMED, None), CAME: ("reserve", 1), ALPA: ("rejected", None)}
    assert made.order(FIXED) == [IZIN]
    action = last(made)
    made.field.do(undo, action)
    assert statuses(made) == before


def test_substitution_takes_the_reserve_in_the_order_of_the_turns(db: Database) -> None:
    made = applying(db, [ALPA, CAME, IZIN], places=1)
    made.field.do(settle, bazaar_id=made.bazaar_id)
    holder = next(line.id for line in made.turns().lines if line.business == IZIN)
    waiting = made.field.ask(reserve, made.bazaar_id, NEXT, holder)
    assert [candidate.business for candidate in waiting] == [CAME, ALPA]


def test_settling_twice_changes_nothing(db: Database) -> None:
    made = applying(db, [ALPA, CAME, IZIN], places=1)
    made.field.do(settle, bazaar_id=made.bazaar_id)
    once = statuses(made)
    made.field.do(settle, bazaar_id=made.bazaar_id)
    assert statuses(made) == once


def test_a_list_that_moved_on_is_not_settled(db: Database) -> None:
    made = applying(db, [ALPA, CAME])
    seen = made.turns().mark
    made.newcomer("Es Selendang Mayang")
    with pytest.raises(MovedOn):
        made.field.do(settle, bazaar_id=made.bazaar_id, seen=seen)


def test_nobody_to_settle_is_said(db: Database) -> None:
    made = applying(db)
    with pytest.raises(NobodyApplied):
        made.field.do(settle, bazaar_id=made.bazaar_id)


def test_equals_at_the_edge_are_drawn_before_settling_or_knowingly_not(db: Database) -> None:
    made = applying(db)
    for number in range(5):
        made.newcomer(f"Warung {number}")
    with pytest.raises(EqualsNotDrawn) as refused:
        made.field.do(settle, bazaar_id=made.bazaar_id)
    assert refused.value.facts == {"count": 5}
    made.field.do(settle, bazaar_id=made.bazaar_id, without_draw=True)
    assert made.order(FIXED) == ["Warung 0", "Warung 1", "Warung 2"]


def test_the_officers_word_is_kept_with_its_reason_and_shown_and_taken_back(db: Database) -> None:
    made = applying(db, [ALPA, CAME, IZIN], places=1)
    who = made.line(ALPA).id
    facts = {"bazaar_id": made.bazaar_id, "participation_id": who}
    made.field.do(override_turn, kind=IN, reason=" sakit, ada surat dokter ", **facts)
    standing = made.line(ALPA).standing
    assert (standing.outcome, standing.why[0].code) == (CHOSEN, choosing.TAKEN_IN)
    kept = standing.applicant.override
    assert kept is not None
    assert (kept.reason, kept.by, kept.at) == ("sakit, ada surat dokter", "Vicky Ramadhan", made.field.at)
    row = natural_id("turn_override", who)
    journal = made.field.ask(field_history, "turn_override", row, "reason")
    assert [(entry.after, entry.officer) for entry in journal] == [
        ("sakit, ada surat dokter", "Vicky Ramadhan")
    ]
    made.field.do(override_turn, kind=OUT, reason="mundur", **facts)
    assert made.line(ALPA).standing.outcome == REJECTED
    made.field.do(override_turn, kind=PLACE, place=2, reason="giliran tertunda", **facts)
    assert made.order(RESERVE) == [ALPA, CAME]
    made.field.do(clear_override, **facts)
    assert made.order(RESERVE) == [CAME, ALPA]
    assert len(made.field.ask(field_history, "turn_override", row, "reason")) >= 3
    with made.field.db.read() as session:
        assert session.execute(select(TurnOverride)).scalar_one().withdrawn


def test_a_word_over_a_turn_is_undone_like_any_action(db: Database) -> None:
    made = applying(db, [CAME, IZIN], places=1)
    facts = {"bazaar_id": made.bazaar_id, "participation_id": made.line(CAME).id}
    made.field.do(override_turn, kind=IN, reason="tetangga lokasi", **facts)
    assert made.order(CHOSEN) == [CAME]
    made.field.do(undo, last(made))
    assert made.order(CHOSEN) == [IZIN]


def test_a_word_that_is_none_is_refused(db: Database) -> None:
    made = applying(db, [CAME])
    facts = {"bazaar_id": made.bazaar_id, "participation_id": made.line(CAME).id}
    with pytest.raises(UnknownOverride):
        made.field.do(override_turn, kind="naik", reason="x y z", **facts)
    with pytest.raises(UnknownOverride):
        made.field.do(override_turn, kind=PLACE, place=0, reason="x y z", **facts)
    with pytest.raises(ReasonMissing):
        made.field.do(override_turn, kind=IN, reason="  ", **facts)
    with pytest.raises(NoOverride):
        made.field.do(clear_override, **facts)


def test_only_who_waits_in_this_bazaar_has_a_turn(db: Database) -> None:
    made = applying(db, [CAME, IZIN], places=2)
    elsewhere = {"bazaar_id": made.bazaar_id, "participation_id": people(made.field)[CAME].id}
    with pytest.raises(UnknownParticipant):
        made.field.do(override_turn, kind=IN, reason="alasan", **elsewhere)
    ids = {line.business: line.id for line in made.turns().lines}
    made.field.do(change_participation, ids[IZIN], status=CANCELLED)
    with pytest.raises(UnknownParticipant):
        made.field.do(clear_override, bazaar_id=made.bazaar_id, participation_id=ids[IZIN])
    made.field.do(settle, bazaar_id=made.bazaar_id)
    with pytest.raises(AlreadyConfirmed):
        made.field.do(
            override_turn, bazaar_id=made.bazaar_id, participation_id=ids[CAME], kind=OUT, reason="alasan"
        )


def test_fields_that_have_not_come_yet_stop_nothing(db: Database) -> None:
    made = applying(db, [CAME])

    def bare(session) -> None:  # type: ignore[no-untyped-def]
        enter(session, Participation, bazaar_id=made.bazaar_id, party="vendor", vendor_id="belum-sampai")
        enter(session, TurnOverride, "x", bazaar_id=made.bazaar_id, participation_id="x")

    made.field.do(bare)
    assert len(made.turns().lines) == 2
