"""Placement in the store: everybody by the rules, the same everywhere, and never on a sealed day."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bazar_desktop.domain.day.model import ABSENT, PRESENT
from bazar_desktop.domain.placement.matching import NotEnoughBooths, NotEnoughPower
from bazar_desktop.domain.placement.placing import Placement, place
from bazar_desktop.domain.placement.request import (
    PinnedTwice,
    PinnedWhereArrived,
    Request,
    TooManyBoothsWanted,
)
from bazar_desktop.domain.placement.search import PlacementStopped, Progress
from bazar_desktop.messages import sentence
from bazar_desktop.phrases.placement import filled_words, proof_words, unfit_words
from bazar_desktop.services.bazaars.days import NotADayOfThisBazaar
from bazar_desktop.services.bazaars.halts import halt_day
from bazar_desktop.services.bazaars.participants import CONFIRMED, change_participation
from bazar_desktop.services.day.seal_guard import DayIsClosed, NoOpenDay
from bazar_desktop.services.layout.layouts import NoLayoutYet, generate_layout, layout_of_bazaar
from bazar_desktop.services.placement import days
from bazar_desktop.services.placement.board import placement_board, quality, reasons
from bazar_desktop.services.placement.moves import block, pin, swap, unpin
from bazar_desktop.services.placement.search import apply, place_now, preview
from bazar_desktop.services.placement.task import NobodyToPlace, placement_task
from bazar_desktop.store.database import Database
from bazar_desktop.store.rows import MovedOn
from tests import stores
from tests.bazaar_day import DAYS, stand_up
from tests.services.placement.placed import (
    SEED,
    booth,
    change,
    laid_out,
    mark,
    participant,
    placed,
    seal,
    standing,
)


def test_everybody_confirmed_has_a_booth_on_every_day_and_nobody_else(db: Database) -> None:
    field = laid_out(db, vendors=12, reserves=2, partners=2)
    facts = field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED)
    assert facts.days == DAYS
    assert len(facts.seats) == len(set(seat.booth for seat in facts.seats)) == 14
    assert standing(field, DAYS[0]) == standing(field, DAYS[1])
    assert {seat.booth[0] for seat in facts.seats if seat.party == "partner"} == {"M"}
    assert facts.after.power_met == facts.after.power_needed == 3
    assert facts.after.same_product == 0
    assert facts.written == 28


def test_whoever_needs_power_stands_where_power_is(db: Database) -> None:
    field = placed(db)
    board = field.ask(placement_board, field.bazaar_id, DAYS[0])
    powered = {item.id for item in board.layout.plan.booths if item.power}
    needing = {where for where, who in board.holders.items() if board.people[who].needs_power}
    assert needing
    assert needing <= powered
    assert board.breaches == ()
    assert board.waiting == ()


def test_two_laptops_with_the_same_list_place_the_same(tmp_path: Path) -> None:
    answers = []
    for letter in "AB":
        folder = tmp_path / letter
        folder.mkdir()
        db = stores.sqlcipher_store(folder, "A")
        field = placed(db, vendors=14, partners=2)
        answers.append((standing(field), field.ask(quality, bazaar_id=field.bazaar_id, day=DAYS[0])))
        db.close()
    assert answers[0] == answers[1]


def test_placing_again_with_the_same_seed_moves_nobody(db: Database) -> None:
    field = placed(db)
    before = standing(field)
    again = field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED)
    assert (again.moved, again.written) == ((), 0)
    assert standing(field) == before


def test_a_sealed_day_is_never_touched(db: Database) -> None:
    field = placed(db)
    before = standing(field, DAYS[0])
    seal(field, DAYS[0])
    facts = field.do(place_now, bazaar_id=field.bazaar_id, seed=9, fresh=True)
    assert facts.days == (DAYS[1],)
    assert standing(field, DAYS[0]) == before
    with pytest.raises(DayIsClosed):
        field.do(place_now, bazaar_id=field.bazaar_id, seed=9, days=[DAYS[0]])
    seal(field, DAYS[1])
    with pytest.raises(NoOpenDay):
        field.do(place_now, bazaar_id=field.bazaar_id, seed=9)


def test_yesterdays_booth_is_kept(db: Database) -> None:
    field = laid_out(db)
    field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED, days=[DAYS[0]])
    assert standing(field, DAYS[1]) == {}
    facts = field.do(place_now, bazaar_id=field.bazaar_id, seed=77, days=[DAYS[1]])
    assert standing(field, DAYS[1]) == standing(field, DAYS[0])
    assert (facts.after.kept, facts.after.kept_of) == (13, 13)


def test_a_day_that_fell_out_is_no_yesterday(db: Database) -> None:
    """Nobody stood there, so staying in its booths is worth nothing."""
    field = placed(db)
    field.do(halt_day, bazaar_id=field.bazaar_id, day=DAYS[0], reason="hujan", on=DAYS[0])
    facts = field.do(place_now, bazaar_id=field.bazaar_id, seed=77, days=[DAYS[1]])
    assert (facts.after.kept, facts.after.kept_of) == (0, 0)


def test_pinned_and_blocked_booths_are_kept(db: Database) -> None:
    field = placed(db)
    label, business = next((k, v) for k, v in standing(field).items() if k.startswith("A"))
    empty = next(
        item.label
        for item in field.ask(layout_of_bazaar, field.bazaar_id).plan.booths
        if item.label not in standing(field) and not item.zone
    )
    field.do(pin, bazaar_id=field.bazaar_id, booth_id=booth(field, label), day=DAYS[0])
    field.do(block, bazaar_id=field.bazaar_id, booth_id=booth(field, empty))
    for seed in (1, 2, 3):
        field.do(place_now, bazaar_id=field.bazaar_id, seed=seed, fresh=True)
        assert standing(field)[label] == business
        assert empty not in standing(field)


def test_whoever_has_arrived_stays_and_whoever_is_absent_gets_no_booth(db: Database) -> None:
    field = placed(db)
    before = {business: label for label, business in standing(field).items()}
    mark(field, "Hijab Nyai", PRESENT)
    mark(field, "Dapur Bu Marni", ABSENT)
    field.do(place_now, bazaar_id=field.bazaar_id, seed=5, fresh=True)
    after = {business: label for label, business in standing(field).items()}
    assert after["Hijab Nyai"] == before["Hijab Nyai"]
    assert "Dapur Bu Marni" not in after
    assert "Dapur Bu Marni" in standing(field, DAYS[1]).values()
    kept = sum(standing(field, DAYS[1]).get(label) == business for business, label in after.items())
    assert kept == len(after)


def test_an_open_day_that_has_begun_is_left_alone(db: Database) -> None:
    field = placed(db)
    mark(field, "Hijab Nyai", PRESENT, DAYS[1])
    facts = field.do(place_now, bazaar_id=field.bazaar_id, seed=5)
    assert (facts.days, facts.kept_days) == ((DAYS[0],), (DAYS[1],))


def test_an_answer_is_refused_when_rows_moved_on_meanwhile(db: Database) -> None:
    field = laid_out(db)
    answer = preview(field.ask(placement_task, bazaar_id=field.bazaar_id, seed=SEED))
    change(field, "Hijab Nyai", needs_power=True)
    with pytest.raises(MovedOn):
        field.do(apply, preview=answer)
    assert standing(field) == {}


def test_the_search_can_be_stopped_and_then_writes_nothing(db: Database) -> None:
    field = laid_out(db)
    with pytest.raises(PlacementStopped):
        field.do(place_now, bazaar_id=field.bazaar_id, seed=1, progress=lambda done, of: False)
    assert standing(field) == {}


def test_what_cannot_be_is_explained(db: Database) -> None:
    field = laid_out(db, tents=5)
    with pytest.raises(NotEnoughBooths):
        field.do(place_now, bazaar_id=field.bazaar_id, seed=1)
    field.do(generate_layout, bazaar_id=field.bazaar_id, tents=8, mitra=2, sockets_per_tent=0)
    with pytest.raises(NotEnoughPower) as refusal:
        field.do(place_now, bazaar_id=field.bazaar_id, seed=1)
    assert refusal.value.facts["wanted"] == 3
    assert standing(field) == {}


def test_a_vendor_gets_one_booth_only(db: Database) -> None:
    field = laid_out(db)
    change(field, "Hijab Nyai", booth_count=2)
    change(field, "Dapur Bu Marni", booth_count=3)
    with pytest.raises(TooManyBoothsWanted) as refusal:
        field.do(place_now, bazaar_id=field.bazaar_id, seed=1)
    assert {"Hijab Nyai", "Dapur Bu Marni"} == set(str(refusal.value.facts["name"]).split(", "))
    change(field, "Dapur Bu Marni", booth_count=1)
    who = participant(field, "Dapur Bu Marni")
    with pytest.raises(TooManyBoothsWanted):
        field.do(change_participation, participation_id=who, status=CONFIRMED, booth_count=2)
    assert len(field.ask(placement_board, field.bazaar_id, DAYS[0]).waiting) == 13


def test_no_layout_nobody_and_a_foreign_day_are_refused(db: Database) -> None:
    field = stand_up(db, vendors=0, reserves=1, partners=0)
    with pytest.raises(NoLayoutYet):
        field.do(place_now, bazaar_id=field.bazaar_id, seed=1)
    field.do(generate_layout, bazaar_id=field.bazaar_id)
    with pytest.raises(NobodyToPlace):
        field.do(place_now, bazaar_id=field.bazaar_id, seed=1)
    change(field, "Dapur Bu Marni", status="confirmed")
    with pytest.raises(NotADayOfThisBazaar):
        field.do(place_now, bazaar_id=field.bazaar_id, seed=1, days=[DAYS[0].replace(month=4)])
    with pytest.raises(NoOpenDay):
        field.do(place_now, bazaar_id=field.bazaar_id, seed=1, days=[])


def test_everyone_has_reasons_and_a_wish_is_heard(db: Database) -> None:
    field = laid_out(db)
    change(field, "Batik Betawi Terogong", preference="A-03, dekat panggung")
    field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED)
    assert standing(field)["A-03"] == "Batik Betawi Terogong"
    why = field.ask(reasons, bazaar_id=field.bazaar_id, day=DAYS[1])
    assert len(why) == 13
    assert all(why.values())
    batik = {reason.code for reason in why[participant(field, "Batik Betawi Terogong")]}
    assert {"preferred", "kept_yesterday"} <= batik


def test_a_pin_to_a_booth_that_is_gone_binds_nobody(db: Database) -> None:
    field = laid_out(db)
    change(field, "Hijab Nyai", pinned_booth_id="gone")
    assert len(field.do(place_now, bazaar_id=field.bazaar_id, seed=1).seats) == 13


def test_quality_sees_what_a_swap_spoils(db: Database) -> None:
    field = placed(db)
    board = field.ask(placement_board, field.bazaar_id, DAYS[0])
    plan = {item.id: item for item in board.layout.plan.booths}
    needing = next(where for where, who in board.holders.items() if board.people[who].needs_power)
    without = next(holder for holder in board.holders if not plan[holder].power and not plan[holder].zone)
    done = field.do(swap, bazaar_id=field.bazaar_id, here=needing, there=without, day=DAYS[0])
    assert [broken.rule for broken in done.broken] == ["power"]
    after = field.ask(quality, bazaar_id=field.bazaar_id, day=DAYS[0])
    assert (after.power_met, after.power_needed) == (2, 3)


def test_one_who_has_arrived_in_a_booth_that_lacks_something_keeps_nobody_from_being_placed(
    db: Database,
) -> None:
    field = placed(db)
    before = {business: label for label, business in standing(field).items()}
    mark(field, "Hijab Nyai", PRESENT)
    change(field, "Hijab Nyai", needs_water=True)
    facts = field.do(place_now, bazaar_id=field.bazaar_id, seed=5, fresh=True)
    label = before["Hijab Nyai"]
    assert [(item.business, item.booth, item.rule, item.day, item.has_arrived) for item in facts.unfit] == [
        ("Hijab Nyai", label, "water", DAYS[0], True),
        ("Hijab Nyai", label, "water", DAYS[1], False),
    ]
    assert unfit_words(facts.unfit)[1].endswith(
        "pada 21 Maret 2023 booth yang cocok tidak cukup untuk semua, jadi tetap di sana."
    )
    assert standing(field, DAYS[0])[label] == standing(field, DAYS[1])[label] == "Hijab Nyai"
    assert len(standing(field, DAYS[0])) == len(before)


def test_a_pin_to_the_booth_of_one_who_has_arrived_is_refused_until_it_is_taken_away(db: Database) -> None:
    field = placed(db)
    label = next(label for label, business in standing(field).items() if business == "Hijab Nyai")
    mark(field, "Hijab Nyai", PRESENT)
    change(field, "Dapur Bu Marni", pinned_booth_id=booth(field, label))
    with pytest.raises(PinnedWhereArrived):
        field.do(place_now, bazaar_id=field.bazaar_id, seed=5)
    field.do(unpin, bazaar_id=field.bazaar_id, booth_id=booth(field, label))
    field.do(place_now, bazaar_id=field.bazaar_id, seed=5)
    assert standing(field)[label] == "Hijab Nyai"


def test_who_has_arrived_where_something_lacks_has_a_fitting_booth_the_next_day(db: Database) -> None:
    field = placed(db)
    board = field.ask(placement_board, field.bazaar_id, DAYS[0])
    needing = {who for who in board.people if board.people[who].needs_power}
    label = next(
        item.label
        for item in board.layout.plan.booths
        if not item.power
        and item.id in board.holders
        and board.holders[item.id] not in needing
        and not item.zone
    )
    business = standing(field)[label]
    mark(field, business, PRESENT)
    change(field, business, needs_power=True)
    facts = field.do(place_now, bazaar_id=field.bazaar_id, seed=5)
    assert standing(field, DAYS[0])[label] == business
    tomorrow = field.ask(placement_board, field.bazaar_id, DAYS[1])
    assert tomorrow.breaches == ()
    assert tomorrow.quality.power_met == tomorrow.quality.power_needed == 4
    assert [(item.business, item.rule, item.day) for item in facts.unfit] == [(business, "power", DAYS[0])]


def test_each_day_is_told_by_itself_and_proven_is_said_of_all(db: Database) -> None:
    field = laid_out(db)
    mark(field, "Hijab Nyai", ABSENT)
    facts = field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED)
    assert [(placed.day, len(placed.seats)) for placed in facts.by_day] == [(DAYS[0], 12), (DAYS[1], 13)]
    for day in facts.by_day:
        board = field.ask(placement_board, field.bazaar_id, day.day)
        assert {board.model.label(booth) for booth in board.holders} == {seat.booth for seat in day.seats}
        assert day.after.points == board.quality.points
    assert filled_words(facts.by_day) == "Terisi 12 booth pada 20 Maret 2023, 13 booth pada 21 Maret 2023."
    assert facts.is_proven == all(day.gap == 0 for day in facts.by_day)
    assert proof_words(facts.by_day).startswith("Terbukti untuk tiap hari:")
    later = replace(facts.by_day[1], gap=1200)
    assert proof_words([facts.by_day[0], later]).startswith(
        "Belum terbukti terbaik; paling jauh dari yang terbaik: 0 poin pada 20 Maret 2023, "
        "1.200 poin pada 21 Maret 2023."
    )


def test_a_day_that_is_not_proven_keeps_all_from_being_called_proven(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    field = laid_out(db)
    mark(field, "Hijab Nyai", ABSENT)
    seen: list[Placement] = []

    def place_loosely(request: Request, progress: Progress | None = None) -> Placement:
        """As `place`, but that the second day is not proven."""
        answer = place(request, progress)
        seen.append(answer)
        return answer if len(seen) == 1 else replace(answer, bound=answer.after.total - 7)

    monkeypatch.setattr(days, "place", place_loosely)
    facts = field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED)
    assert (facts.is_proven, facts.gap, [day.gap for day in facts.by_day]) == (False, 7, [0, 7])


def test_whoever_moves_on_a_later_day_alone_is_counted(db: Database) -> None:
    field = placed(db)
    label = next(label for label, business in standing(field).items() if business == "Hijab Nyai")
    plan = field.ask(layout_of_bazaar, field.bazaar_id).plan
    taken = standing(field)
    wish = next(item.label for item in plan.booths if item.label not in taken and not item.zone)
    mark(field, "Hijab Nyai", PRESENT)
    field.do(swap, bazaar_id=field.bazaar_id, here=booth(field, label), there=booth(field, wish), day=DAYS[1])
    facts = field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED, fresh=True)
    moved = {name for day in facts.by_day for name in day.moved}
    assert set(facts.moved) == moved


def test_a_refusal_says_which_of_several_days_is_meant(db: Database) -> None:
    field = laid_out(db, vendors=9, reserves=0, partners=0, tents=4)
    mark(field, "Dapur Bu Marni", ABSENT)
    with pytest.raises(NotEnoughBooths) as refusal:
        field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED)
    assert sentence(refusal.value).startswith("Untuk 21 Maret 2023: 9 booth diperlukan, hanya 8 tersedia.")
    field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED, days=[DAYS[0]])
    with pytest.raises(NotEnoughBooths) as refusal:
        field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED, days=[DAYS[1]])
    assert sentence(refusal.value).startswith("9 booth diperlukan")


def test_a_refusal_names_all_days_that_cannot_be_and_those_alike_together(db: Database) -> None:
    field = laid_out(db, vendors=9, reserves=0, partners=0, tents=4)
    with pytest.raises(NotEnoughBooths) as refusal:
        field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED)
    said = sentence(refusal.value)
    assert said.startswith("Untuk 20 Maret 2023, 21 Maret 2023: 9 booth diperlukan, hanya 8 tersedia.")
    change(field, "Dapur Bu Marni", pinned_booth_id=booth(field, "A-01"))
    change(field, "Kerak Telor Bang Jali", pinned_booth_id=booth(field, "A-01"))
    with pytest.raises(PinnedTwice) as pinned:
        field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED)
    said = sentence(pinned.value)
    assert "Booth A-01 dikunci untuk" in said
    assert "9 booth diperlukan, hanya 8 tersedia." in said
    assert said.count("Untuk 20 Maret 2023, 21 Maret 2023: ") == 2
