"""Moves by hand: swap, move, free, pin, block, their refusals, and undo."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from bazar_desktop.domain.day.model import ABSENT
from bazar_desktop.domain.layout.model import BoothUnknown
from bazar_desktop.domain.placement.request import BoothBlocked, BoothTaken
from bazar_desktop.services.attendance.check_in import check_in_participation, mark
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, add_bazaar, bazaar_of, find_bazaar
from bazar_desktop.services.bazaars.halts import halt_day
from bazar_desktop.services.bazaars.participants import (
    UnknownParticipant,
    add_participation,
    list_participants,
)
from bazar_desktop.services.day.seal_guard import DayIsClosed
from bazar_desktop.services.day.undo_guard import undo
from bazar_desktop.services.layout.layouts import layout_of_bazaar
from bazar_desktop.services.omzet.entry import set_omzet
from bazar_desktop.services.placement.moves import (
    BoothEmpty,
    BoothInUse,
    BoothNotPinned,
    HolderPinned,
    NotConfirmed,
    SameBooth,
    block,
    free,
    move,
    pin,
    swap,
    unpin,
)
from bazar_desktop.services.placement.search import place_now
from bazar_desktop.services.turns.booth_turns import Turns, turns_of
from bazar_desktop.store.database import Database
from bazar_desktop.store.own_facts import get_fact
from tests.bazaar_day import DAYS, Field
from tests.services.placement.placed import SEED, booth, change, participant, placed, seal, standing
from tests.stores import last_action


def swap_labels(field: Field, here: str, there: str, **facts: object) -> object:
    return field.do(
        swap,
        bazaar_id=field.bazaar_id,
        here=booth(field, here),
        there=booth(field, there),
        day=DAYS[0],
        **facts,
    )


def empty_of(field: Field) -> str:
    plan = field.ask(layout_of_bazaar, field.bazaar_id).plan
    return next(item.label for item in plan.booths if item.label not in standing(field) and not item.zone)


def test_a_swap_exchanges_two_on_this_and_later_days(db: Database) -> None:
    field = placed(db)
    before = standing(field)
    one, two = list(before)[:2]
    done = swap_labels(field, one, two)
    assert done.days == DAYS
    assert [(m.business, m.booth) for m in done.moved] == [(before[one], two), (before[two], one)]
    for day in DAYS:
        assert standing(field, day) == {**before, one: before[two], two: before[one]}


def test_a_swap_leaves_a_later_day_alone_that_differs_or_is_not_meant(db: Database) -> None:
    field = placed(db)
    one, two, three = list(standing(field))[:3]
    before = standing(field)
    assert swap_labels(field, one, two, later=False).days == (DAYS[0],)
    assert standing(field, DAYS[1]) == before
    assert swap_labels(field, one, three).days == (DAYS[0],)
    assert standing(field, DAYS[1]) == before


def test_a_swap_with_an_empty_booth_is_a_move(db: Database) -> None:
    field = placed(db)
    one, empty = next(iter(standing(field))), empty_of(field)
    business = standing(field)[one]
    swap_labels(field, one, empty)
    assert standing(field)[empty] == business
    assert one not in standing(field)


def test_swaps_that_cannot_be_are_refused(db: Database) -> None:
    field = placed(db)
    before = standing(field)
    one, two = list(before)[:2]
    empty = empty_of(field)
    with pytest.raises(SameBooth):
        swap_labels(field, one, one)
    with pytest.raises(BoothUnknown):
        field.do(swap, bazaar_id=field.bazaar_id, here="gone", there=booth(field, one), day=DAYS[0])
    field.do(pin, bazaar_id=field.bazaar_id, booth_id=booth(field, one), day=DAYS[0])
    with pytest.raises(HolderPinned) as refusal:
        swap_labels(field, two, one)
    assert refusal.value.facts == {"holder": before[one], "booth": one}
    field.do(block, bazaar_id=field.bazaar_id, booth_id=booth(field, empty))
    with pytest.raises(BoothBlocked):
        swap_labels(field, two, empty)
    field.do(block, bazaar_id=field.bazaar_id, booth_id=booth(field, empty), blocked=False)
    field.do(free, bazaar_id=field.bazaar_id, booth_id=booth(field, two), day=DAYS[0])
    with pytest.raises(BoothEmpty):
        swap_labels(field, two, empty)
    seal(field, DAYS[0])
    with pytest.raises(DayIsClosed):
        swap_labels(field, one, empty)


def test_a_typed_move_takes_a_free_booth_and_says_who_has_a_taken_one(db: Database) -> None:
    field = placed(db)
    before = standing(field)
    one, two = list(before)[:2]
    who = participant(field, before[one])
    facts = {"bazaar_id": field.bazaar_id, "participation_id": who, "day": DAYS[0]}
    with pytest.raises(BoothTaken) as refusal:
        field.do(move, booth=two.lower().replace("-", ""), **facts)
    assert refusal.value.facts == {"booth": two, "holder": before[two]}
    empty = empty_of(field)
    assert field.do(move, booth=empty, **facts).days == DAYS
    assert standing(field)[empty] == before[one]
    assert one not in standing(field)
    with pytest.raises(BoothUnknown):
        field.do(move, booth="Q-77", **facts)


def test_moves_of_strangers_reserves_and_pinned_are_refused(db: Database) -> None:
    field = placed(db)
    empty = empty_of(field)
    reserve = next(item for item in field.ask(list_participants, field.bazaar_id) if item.status == "reserve")
    facts = {"bazaar_id": field.bazaar_id, "booth": empty, "day": DAYS[0]}
    with pytest.raises(NotConfirmed):
        field.do(move, participation_id=reserve.id, **facts)
    with pytest.raises(UnknownParticipant):
        field.do(move, participation_id="nobody", **facts)
    label, business = next(iter(standing(field).items()))
    field.do(pin, bazaar_id=field.bazaar_id, booth_id=booth(field, label), day=DAYS[0])
    with pytest.raises(HolderPinned):
        field.do(move, participation_id=participant(field, business), **facts)
    with pytest.raises(HolderPinned):
        field.do(free, bazaar_id=field.bazaar_id, booth_id=booth(field, label), day=DAYS[0])
    field.do(unpin, bazaar_id=field.bazaar_id, booth_id=booth(field, label))
    field.do(block, bazaar_id=field.bazaar_id, booth_id=booth(field, empty))
    with pytest.raises(BoothBlocked):
        field.do(move, participation_id=participant(field, business), **facts)


def test_a_partner_of_two_booths_keeps_the_other_when_it_moves(db: Database) -> None:
    field = placed(db, partners=1)
    change(field, "Bulog", booth_count=2)
    other = next(label for label in ("M-1", "M-2") if label not in standing(field))
    done = field.do(
        move,
        bazaar_id=field.bazaar_id,
        participation_id=participant(field, "Bulog"),
        booth=other,
        day=DAYS[0],
    )
    assert done.days == DAYS
    assert [label for label, who in standing(field, DAYS[1]).items() if who == "Bulog"] == ["M-1", "M-2"]


def test_freeing_pinning_and_blocking_an_empty_or_used_booth(db: Database) -> None:
    field = placed(db)
    label, business = next(iter(standing(field).items()))
    empty = empty_of(field)
    with pytest.raises(BoothEmpty):
        field.do(free, bazaar_id=field.bazaar_id, booth_id=booth(field, empty), day=DAYS[0])
    with pytest.raises(BoothEmpty):
        field.do(pin, bazaar_id=field.bazaar_id, booth_id=booth(field, empty), day=DAYS[0])
    for unpinned in (empty, label):
        with pytest.raises(BoothNotPinned):
            field.do(unpin, bazaar_id=field.bazaar_id, booth_id=booth(field, unpinned))
    with pytest.raises(BoothInUse) as refusal:
        field.do(block, bazaar_id=field.bazaar_id, booth_id=booth(field, label))
    assert refusal.value.facts == {"booth": label, "holder": business}
    field.do(free, bazaar_id=field.bazaar_id, booth_id=booth(field, label), day=DAYS[0])
    assert label not in standing(field, DAYS[1])


def test_nobody_is_pinned_to_a_booth_that_another_is_pinned_to(db: Database) -> None:
    """A pin holds for all days: of two at one booth, neither day could be placed."""
    field = placed(db)
    first, second = [label for label in standing(field) if label.startswith("A")][:2]
    holder = standing(field)[first]
    one, other = booth(field, first), booth(field, second)
    field.do(pin, bazaar_id=field.bazaar_id, booth_id=one, day=DAYS[0])
    field.do(unpin, bazaar_id=field.bazaar_id, booth_id=one)
    field.do(swap, bazaar_id=field.bazaar_id, here=one, there=other, day=DAYS[1])
    field.do(pin, bazaar_id=field.bazaar_id, booth_id=one, day=DAYS[0])
    with pytest.raises(HolderPinned) as refusal:
        field.do(pin, bazaar_id=field.bazaar_id, booth_id=one, day=DAYS[1])
    assert refusal.value.facts == {"holder": holder, "booth": first}


def invited_again(field: Field, count: int) -> BazaarFacts:
    """A bazaar in June to which the first `count` come again."""
    first = field.ask(list_participants, field.bazaar_id)
    lokasi = field.ask(bazaar_of, field.bazaar_id).lokasi_id
    code = field.do(add_bazaar, name="Lagi", days=[DAYS[0].replace(month=6)], lokasi_id=lokasi)
    later = field.ask(find_bazaar, code)
    for item in first[:count]:
        field.do(add_participation, later.id, vendor_id=item.vendor_id)
    return later


def turns_at(field: Field, later: BazaarFacts) -> list[Turns]:
    people = tuple(field.ask(list_participants, later.id))
    turns = field.ask(turns_of, later, people)
    return [turns.get(item.id, Turns()) for item in people]


def test_turns_count_the_booths_of_this_year_of_those_who_came(db: Database) -> None:
    field = placed(db)
    later = invited_again(field, 3)
    assert [turn.placed for turn in turns_at(field, later)] == [0, 0, 0]  # nobody has come yet
    came, told, away = [item.id for item in field.ask(list_participants, field.bazaar_id)][:3]
    facts: dict[str, Any] = {"bazaar_id": field.bazaar_id, "day": DAYS[0], "session_no": 1}
    field.do(check_in_participation, participation_id=came, at=field.at, **facts)
    field.do(set_omzet, participation_id=told, cash=10_000, **facts)
    field.do(mark, participation_id=away, status=ABSENT, **facts)
    assert [turn.placed for turn in turns_at(field, later)] == [1, 1, 0]
    people = tuple(field.ask(list_participants, field.bazaar_id))
    assert field.ask(turns_of, field.ask(bazaar_of, field.bazaar_id), people) == {}


def test_a_day_that_was_called_off_was_nobodys_turn(db: Database) -> None:
    field = placed(db)
    later = invited_again(field, 2)
    for item in field.ask(list_participants, field.bazaar_id)[:2]:
        facts: dict[str, Any] = {"bazaar_id": field.bazaar_id, "day": DAYS[0], "at": field.at}
        field.do(check_in_participation, participation_id=item.id, **facts)
    assert [turn.placed for turn in turns_at(field, later)] == [1, 1]
    field.do(halt_day, bazaar_id=field.bazaar_id, day=DAYS[0], reason="hujan", on=DAYS[0])
    assert [turn.placed for turn in turns_at(field, later)] == [0, 0]


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
@given(pairs=st.lists(st.tuples(st.integers(0, 17), st.integers(0, 17)), min_size=1, max_size=5))
def test_swaps_undone_in_turn_come_back_to_where_all_began(
    db: Database, pairs: list[tuple[int, int]]
) -> None:
    field = placed_once(db)
    labels = [item.label for item in field.ask(layout_of_bazaar, field.bazaar_id).plan.booths]
    origin = field.ask(get_fact, "origin")
    before, actions = {day: standing(field, day) for day in DAYS}, []
    for number, two in pairs:
        try:
            swap_labels(field, labels[number], labels[two])
        except (SameBooth, BoothEmpty):
            continue
        actions.append(field.ask(last_action, field.officer, origin))
        held = list(standing(field).values())
        assert len(held) == len(set(held)) == len(before[DAYS[0]])
    for action in reversed(actions):
        field.do(undo, action)
    assert {day: standing(field, day) for day in DAYS} == before


_FIELDS: dict[int, Field] = {}


def placed_once(db: Database) -> Field:
    """One placed bazaar for all examples: they undo what they do."""
    if id(db) not in _FIELDS:
        _FIELDS[id(db)] = placed(db)
    return _FIELDS[id(db)]


def test_seeds_differ_but_everybody_stands(db: Database) -> None:
    field = placed(db)
    first = standing(field)
    field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED + 1, fresh=True)
    assert sorted(standing(field).values()) == sorted(first.values())
