"""Undian in a store: kept for good, the same everywhere, drawn again only with a reason."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from bazar_desktop.domain.turns.choosing import CHOSEN, RESERVE
from bazar_desktop.domain.turns.draw import ALL, SeedMissing, UnknownDrawMode
from bazar_desktop.domain.turns.ranking import IN
from bazar_desktop.services.day.undo_guard import DrawNotUndone, undo
from bazar_desktop.services.turns.draw_records import records_of
from bazar_desktop.services.turns.draws import DrawnAlready, NothingToDraw, draw_lots
from bazar_desktop.services.turns.turn_list import override_turn, settle
from bazar_desktop.store.apply import apply
from bazar_desktop.store.database import Database
from tests.bazaar_day import Field
from tests.services.turns.test_turn_list import last
from tests.services.turns.turns_day import CAME, IZIN, Applying, applying
from tests.stores import MORNING, all_changes, conflicts, sqlcipher_store


def share(source: Database, target: Database) -> None:
    with target.write("office", "packages.read", MORNING) as session:
        apply(session, all_changes(source), MORNING)


def with_newcomers(db: Database, count: int = 6) -> Applying:
    made = applying(db, [CAME, IZIN])
    for number in range(count):
        made.newcomer(f"Warung {number}")
    return made


def by_hash(made: Applying, seed: str) -> list[str]:
    codes = {
        line.standing.applicant.code: line.business
        for line in made.turns().lines
        if "Warung" in line.business
    }
    order = sorted(codes, key=lambda code: hashlib.sha256(f"{seed}|{code}".encode()).hexdigest())
    return [codes[code] for code in order]


def test_the_draw_orders_the_equals_at_the_edge_and_nobody_else(db: Database) -> None:
    made = with_newcomers(db)
    assert made.turns().undrawn == 6
    record = made.field.do(draw_lots, bazaar_id=made.bazaar_id, seed="jakarta  497")
    order = by_hash(made, "JAKARTA 497")
    assert (made.order(CHOSEN), made.order(RESERVE)) == (order[:3], [*order[3:], IZIN, CAME])
    assert (record.number, record.seed, record.places, record.drawn_by) == (
        1,
        "JAKARTA 497",
        3,
        "Vicky Ramadhan",
    )
    assert record.drawn_at == made.field.at
    assert [entry.outcome for entry in record.entries] == [CHOSEN] * 3 + [RESERVE] * 3
    assert made.turns().undrawn == 0
    made.field.do(settle, bazaar_id=made.bazaar_id)


def test_a_draw_among_all_leaves_the_turns_out(db: Database) -> None:
    made = with_newcomers(db, 2)
    record = made.field.do(draw_lots, bazaar_id=made.bazaar_id, seed="7", mode=ALL)
    assert len(record.entries) == 4
    hashes = [hashlib.sha256(f"7|{entry.code}".encode()).hexdigest() for entry in record.entries]
    assert hashes == sorted(hashes)


def test_who_applies_after_the_draw_is_behind_and_settling_says_so(db: Database) -> None:
    made = with_newcomers(db)
    made.field.do(draw_lots, bazaar_id=made.bazaar_id, seed="7")
    made.newcomer("Terlambat")
    assert made.turns().undrawn == 1
    assert made.order(RESERVE)[3] == "Terlambat"


def test_a_second_draw_needs_a_reason_and_keeps_the_first(db: Database) -> None:
    made = with_newcomers(db)
    first = made.field.do(draw_lots, bazaar_id=made.bazaar_id, seed="7")
    with pytest.raises(DrawnAlready):
        made.field.do(draw_lots, bazaar_id=made.bazaar_id, seed="8")
    made.newcomer("Terlambat")
    made.field.do(draw_lots, bazaar_id=made.bazaar_id, seed="8", reason="satu pendaftar tertinggal")
    with made.field.db.read() as session:
        kept = records_of(session, made.bazaar_id)
    assert [(record.number, record.seed, record.reason) for record in kept] == [
        (1, "7", ""),
        (2, "8", "satu pendaftar tertinggal"),
    ]
    assert kept[0] == first
    assert made.turns().draw == kept[1]


def test_a_draw_is_not_undone(db: Database) -> None:
    made = with_newcomers(db)
    made.field.do(draw_lots, bazaar_id=made.bazaar_id, seed="7")
    with pytest.raises(DrawNotUndone):
        made.field.do(undo, last(made))
    assert made.turns().draw is not None


def test_what_cannot_be_drawn_is_refused(db: Database) -> None:
    made = with_newcomers(db, 1)
    with pytest.raises(NothingToDraw):
        made.field.do(draw_lots, bazaar_id=made.bazaar_id, seed="7")
    with pytest.raises(SeedMissing):
        made.field.do(draw_lots, bazaar_id=made.bazaar_id, seed="  ")
    with pytest.raises(UnknownDrawMode):
        made.field.do(draw_lots, bazaar_id=made.bazaar_id, seed="7", mode="sebagian")
    assert made.turns().draw is None


def test_who_the_officer_took_in_is_not_drawn(db: Database) -> None:
    made = with_newcomers(db)
    who = made.line("Warung 5").id
    made.field.do(
        override_turn, bazaar_id=made.bazaar_id, participation_id=who, kind=IN, reason="mitra acara"
    )
    record = made.field.do(draw_lots, bazaar_id=made.bazaar_id, seed="7")
    assert who not in {entry.participation_id for entry in record.entries}
    assert "Warung 5" in made.order(CHOSEN)


def test_two_laptops_that_drew_on_their_own_leave_both_draws_and_no_decision(
    db: Database, tmp_path: Path
) -> None:
    made = with_newcomers(db)
    other = sqlcipher_store(tmp_path, "B")
    share(made.field.db, other)
    made.field.do(draw_lots, bazaar_id=made.bazaar_id, seed="7")
    there = Field(other, officer=made.field.officer, at=made.field.at + timedelta(minutes=5))
    there.do(draw_lots, bazaar_id=made.bazaar_id, seed="8")
    share(other, made.field.db)
    share(made.field.db, other)
    for store in (db, other):
        with store.read() as session:
            assert [(record.number, record.seed) for record in records_of(session, made.bazaar_id)] == [
                (1, "7"),
                (2, "8"),
            ]
            assert conflicts(session) == set()
    other.close()
