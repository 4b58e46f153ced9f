"""What placing goes by is the office's to set; what one participant needs is said at the bazaar."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bazar_desktop.domain.day.model import ABSENT
from bazar_desktop.domain.placement.matching import NotEnoughWidth
from bazar_desktop.domain.placement.request import Weights
from bazar_desktop.services.attendance.check_in import check_in_participation
from bazar_desktop.services.bazaars.bazaars import add_bazaar, bazaar_of, find_bazaar
from bazar_desktop.services.bazaars.participants import add_participation, list_participants
from bazar_desktop.services.layout.layouts import generate_layout
from bazar_desktop.services.placement.board import placement_board
from bazar_desktop.services.placement.needs import WIDEST, Needs, StandTooWide, put_needs
from bazar_desktop.services.placement.rules import (
    CategoryUnknown,
    PlacementRuleUnknown,
    WeightOutOfRange,
    placement_rules,
    put_placement_rules,
    usual_rules,
    weighed,
    words_of,
)
from bazar_desktop.services.placement.search import apply, place_now, preview
from bazar_desktop.services.placement.task import placement_task
from bazar_desktop.services.settings.values import put_setting
from bazar_desktop.store.database import Database
from bazar_desktop.store.rows import MovedOn
from tests.bazaar_day import DAYS
from tests.services.placement.placed import SEED, laid_out, mark, placed, standing


def test_a_new_office_begins_with_the_weights_of_the_rules(db: Database) -> None:
    field = placed(db)
    assert field.ask(placement_rules) == usual_rules()
    assert usual_rules().weights == Weights()
    assert "fesyen" in usual_rules().textile_categories
    assert "sate" in usual_rules().smelly_products


def test_rules_that_are_set_are_what_placing_goes_by(db: Database) -> None:
    field = placed(db)
    set_ = replace(
        weighed(usual_rules(), {"same_product": 0, "moved": 7}), smelly_products=words_of("Kopi, teh")
    )
    field.do(put_placement_rules, rules=set_)
    assert field.ask(placement_rules) == set_
    asked = field.ask(placement_task, bazaar_id=field.bazaar_id, seed=SEED).days[0].request
    assert (asked.weights.same_product, asked.weights.moved) == (0, 7)
    assert asked.smelly_products == {"kopi", "teh"}
    assert field.ask(placement_board, field.bazaar_id, DAYS[0]).model.request.weights == asked.weights


def test_rules_that_change_while_the_search_runs_are_noticed(db: Database) -> None:
    field = laid_out(db)
    answer = preview(field.ask(placement_task, bazaar_id=field.bazaar_id, seed=SEED))
    field.do(put_placement_rules, rules=weighed(usual_rules(), {"preference": 99}))
    with pytest.raises(MovedOn):
        field.do(apply, preview=answer)


@pytest.mark.parametrize("points", [-1, 1000])
def test_a_weight_has_its_bounds(db: Database, points: int) -> None:
    field = placed(db)
    with pytest.raises(WeightOutOfRange):
        field.do(put_placement_rules, rules=weighed(usual_rules(), {"moved": points}))


def test_names_that_nobody_knows_are_refused(db: Database) -> None:
    field = placed(db)
    with pytest.raises(PlacementRuleUnknown):
        weighed(usual_rules(), {"feng_shui": 5})
    with pytest.raises(CategoryUnknown):
        field.do(put_placement_rules, rules=replace(usual_rules(), smelly_categories=frozenset({"durian"})))


@pytest.mark.parametrize(
    "damaged",
    [
        None,
        [],
        "x",
        {"weights": 3},
        {"weights": {"moved": "9", "same_product": -4, "x": 1}, "smelly_products": 7},
    ],
)
def test_a_damaged_setting_reads_as_that_of_a_new_office(db: Database, damaged: Any) -> None:
    field = placed(db)
    field.do(put_setting, key="placement", value=damaged)
    assert field.ask(placement_rules) == usual_rules()


def test_a_wheelchair_and_a_wide_stand_get_what_they_need_or_a_proof(db: Database) -> None:
    field = laid_out(db)
    participant = field.ask(list_participants, field.bazaar_id)[0]
    field.do(put_needs, participation_id=participant.id, needs=Needs(power=True, wheelchair=True, width=300))
    now = next(other for other in field.ask(list_participants, field.bazaar_id) if other.id == participant.id)
    assert (now.needs_power, now.wheelchair, now.stand_width) == (True, True, 300)
    facts = field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED)
    board = field.ask(placement_board, field.bazaar_id, DAYS[0])
    codes = {reason.code for reason in board.reasons(participant.id) if reason.good}
    assert {"power", "wheelchair", "size"} <= codes
    assert board.breaches == ()
    assert facts.after.placed == facts.after.wanted
    field.do(put_needs, participation_id=participant.id, needs=Needs(width=450))
    with pytest.raises(NotEnoughWidth) as refusal:
        field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED)
    assert (refusal.value.facts["wanted"], refusal.value.facts["available"]) == (1, 0)
    with pytest.raises(StandTooWide):
        field.do(put_needs, participation_id=participant.id, needs=Needs(width=WIDEST + 1))


def test_the_answer_is_compared_by_rule_with_a_list_filled_from_the_top(db: Database) -> None:
    field = laid_out(db)
    facts = field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED)
    assert facts.was_empty
    assert facts.is_proven
    assert sum(rule.points_after for rule in facts.rules) <= sum(rule.points_before for rule in facts.rules)
    again = field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED)
    assert not again.was_empty
    assert all(rule.before == rule.after for rule in again.rules)


def test_whoever_stood_in_front_this_year_leaves_it_to_others(db: Database) -> None:
    field = laid_out(db, vendors=12, reserves=0, partners=0)
    field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED)
    first = field.ask(placement_board, field.bazaar_id, DAYS[0])
    had = {
        first.people[who].vendor_id
        for booth, who in first.holders.items()
        if booth in first.model.request.front
    }
    facts: dict[str, Any] = {"bazaar_id": field.bazaar_id, "day": DAYS[0], "at": field.at}
    for person in first.people.values():
        field.do(check_in_participation, participation_id=person.id, **facts)
    lokasi = field.ask(bazaar_of, field.bazaar_id).lokasi_id
    later = field.ask(
        find_bazaar, field.do(add_bazaar, name="Lagi", days=[DAYS[0].replace(month=6)], lokasi_id=lokasi)
    )
    for person in first.people.values():
        field.do(add_participation, later.id, vendor_id=person.vendor_id)
    field.do(generate_layout, bazaar_id=later.id, tents=8, mitra=2)
    field.do(place_now, bazaar_id=later.id, seed=SEED)
    board = field.ask(placement_board, later.id, later.days[0].day)
    front = {
        board.people[who].vendor_id
        for booth, who in board.holders.items()
        if booth in board.model.request.front
    }
    assert had
    assert front
    assert front.isdisjoint(had)
    assert board.quality.new_in_front == board.quality.in_front


def test_after_a_no_show_only_the_newcomer_gets_a_booth_while_moving_weighs_most(db: Database) -> None:
    field = placed(db)
    field.do(put_placement_rules, rules=weighed(usual_rules(), {"moved": 999}))
    before = standing(field)
    gone = next(iter(before.values()))
    mark(field, gone, ABSENT)
    facts = field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED, days=[DAYS[0]])
    after = standing(field)
    assert facts.moved == ()
    assert {label: who for label, who in before.items() if who != gone} == {
        label: who for label, who in after.items() if who in before.values()
    }
