"""What is told of a placement: before as it truly stood, and from the start only where that is better."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bazar_desktop.domain.day.model import ABSENT, PRESENT
from bazar_desktop.domain.placement.model import score
from bazar_desktop.domain.placement.request import Rules
from bazar_desktop.phrases.placement import compared_words, from_start_words, proof_words
from bazar_desktop.services.bazaars.days import add_days
from bazar_desktop.services.placement.board import holders_on, placement_board
from bazar_desktop.services.placement.moves import swap
from bazar_desktop.services.placement.rules import put_placement_rules
from bazar_desktop.services.placement.search import PlacementFacts, place_now
from bazar_desktop.services.placement.task import placement_task
from bazar_desktop.store.database import Database
from tests.bazaar_day import DAYS, Field
from tests.domain.placement.cases import only
from tests.services.placement.placed import SEED, booth, change, laid_out, mark, placed, standing

MOVING = "Terhitung 30 poin untuk tiap booth yang ditinggalkan."


def place(field: Field, *, fresh: bool = False) -> PlacementFacts:
    return field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED, fresh=fresh)


def crossed(field: Field) -> list[tuple[str, str]]:
    """Swap two by hand who wish each other's booth, so that from the start is better; (business, booth) of both."""
    usual = standing(field)
    two = [label for label in usual if label.startswith("A")][:2]
    for here, there in (two, two[::-1]):
        change(field, usual[here], preference=there)
    return [(usual[label], label) for label in two]


@pytest.mark.parametrize("fresh", [False, True])
def test_before_is_the_plan_as_everybody_stood_whoever_has_arrived_and_from_the_start_or_not(
    db: Database, fresh: bool
) -> None:
    field = placed(db)
    usual = standing(field)
    one, two = list(usual)[:2]
    swapped = {"here": booth(field, one), "there": booth(field, two)}
    field.do(swap, bazaar_id=field.bazaar_id, day=DAYS[0], **swapped)
    mark(field, "Hijab Nyai", PRESENT)
    mark(field, "Dapur Bu Marni", ABSENT)
    boards = {day: field.ask(placement_board, field.bazaar_id, day) for day in DAYS}
    facts = place(field, fresh=fresh)
    for day in facts.by_day:
        board = boards[day.day]
        stood = score(board.model, board.holders)
        assert day.before == board.quality
        assert [(rule.rule, rule.before, rule.points_before) for rule in day.rules] == [
            (rule.rule, rule.count, rule.cost) for rule in stood.rules
        ]
        assert day.after == field.ask(placement_board, field.bazaar_id, day.day).quality
        assert not day.was_empty
        left = {
            board.people[who].business
            for label, who in field.ask(holders_on, field.bazaar_id, day.day).items()
            if board.holders.get(label) != who and who in board.holders.values()
        }
        assert set(day.moved) == left
        assert next(rule for rule in day.rules if rule.rule == "moved").after == len(day.moved)


def test_what_an_empty_plan_is_compared_with_is_one_list_in_all_that_is_told(db: Database) -> None:
    facts = place(laid_out(db))
    for day in facts.by_day:
        assert day.was_empty
        assert "diisi berurutan" in compared_words(day)
        counts = {rule.rule: rule.before for rule in day.rules}
        assert (day.before.same_product, day.before.same_category) == (
            counts["same_product"],
            counts["same_category"],
        )
        assert day.before.placed == day.after.placed
        assert day.before.points == sum(rule.points_before for rule in day.rules)


def test_moving_is_said_with_the_proof_where_it_counts_and_never_from_the_start(db: Database) -> None:
    field = placed(db)
    assert MOVING in proof_words(place(field).by_day)
    mark(field, "Hijab Nyai", PRESENT)
    fresh = place(field, fresh=True)
    assert MOVING not in proof_words(fresh.by_day)
    assert from_start_words(fresh) == []


def test_from_the_start_is_offered_with_what_it_then_gives_and_not_where_it_gives_nothing(
    db: Database,
) -> None:
    field = placed(db)
    field.do(put_placement_rules, rules=Rules(weights=only(moved=30, preference=10)))
    assert place(field).from_start.points == 0
    wishing = crossed(field)
    kept = place(field)
    assert (kept.written, kept.from_start.points) == (0, 40)
    fresh = place(field, fresh=True)
    assert {business for business, _label in wishing} <= set(fresh.moved)
    words = "Pindah tidak dihitung, dari awal 40 poin lebih sedikit: {count} peserta pindah booth."
    assert from_start_words(kept) == [words.format(count=len(fresh.moved))]
    assert sum(day.before.points - day.after.points for day in fresh.by_day) == kept.from_start.points
    assert place(field).from_start.points == 0


def test_from_the_start_is_offered_also_where_somebody_moves(db: Database) -> None:
    field = placed(db)
    field.do(put_placement_rules, rules=Rules(weights=only(moved=30, preference=10, apart=80)))
    crossed(field)
    third = "Hijab Nyai"
    free = next(
        item
        for item in field.ask(placement_board, field.bazaar_id, DAYS[0]).layout.plan.booths
        if item.label not in standing(field) and not item.zone
    )
    change(field, third, pinned_booth_id=free.id)
    facts = place(field)
    assert third in facts.moved
    assert facts.from_start.points > 0


def test_yesterday_is_the_day_before_also_where_that_day_is_left_alone(db: Database) -> None:
    field, last = laid_out(db), DAYS[1] + timedelta(days=1)
    field.do(add_days, field.bazaar_id, [last])
    place(field)
    mark(field, "Hijab Nyai", PRESENT, DAYS[1])
    one, two = [label for label in standing(field) if label.startswith("A")][:2]
    here, there = booth(field, one), booth(field, two)
    field.do(swap, bazaar_id=field.bazaar_id, here=here, there=there, day=DAYS[1])
    task = field.ask(placement_task, bazaar_id=field.bazaar_id, seed=SEED, fresh=True)
    assert [day.day for day in task.days] == [DAYS[0], last]
    place(field, fresh=True)
    assert standing(field, last)[one] == standing(field, DAYS[1])[one]
