"""Entering omzet: what becomes of a row, and every refusal."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bazar_desktop.domain.day.model import BLANK, DECLINED, NIL, REPORTED
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.money import LARGEST, AmountTooLarge, NegativeAmount
from bazar_desktop.domain.omzet.cells import NotACount, NoteTooLong, read_cell
from bazar_desktop.domain.omzet.oddness import ABOVE, BELOW, Odd, oddness
from bazar_desktop.services.attendance.roll_call import roll_call
from bazar_desktop.services.bazaars.bazaars import add_bazaar, find_bazaar
from bazar_desktop.services.bazaars.days import NotADayOfThisBazaar
from bazar_desktop.services.bazaars.participants import (
    UnknownParticipant,
    add_participation,
    list_participants,
)
from bazar_desktop.services.closing.seal import close_day
from bazar_desktop.services.day.seal_guard import DayIsClosed
from bazar_desktop.services.day.undo_guard import SealNotUndone, undo
from bazar_desktop.services.day.vendor_bazaars import vendor_bazaars
from bazar_desktop.services.journal.history import field_history
from bazar_desktop.services.omzet.entry import (
    NothingToConfirm,
    PastedCell,
    confirm_odd,
    paste_block,
    set_many,
    set_omzet,
)
from bazar_desktop.services.omzet.grid import grid
from bazar_desktop.services.omzet.row import (
    AmountWithoutReport,
    NothingReported,
    OmzetInput,
    SessionOutOfRange,
    UnknownOmzetState,
)
from bazar_desktop.store.database import Database, Session
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.rows import MovedOn, find
from bazar_desktop.store.tables import OmzetEntry, Vendor, natural_id
from tests.bazaar_day import DAYS
from tests.omzet_day import OmzetDay, open_day
from tests.stores import MORNING, last_action


def test_an_amount_makes_the_row_reported_and_blank_is_not_zero(db: Database) -> None:
    day = open_day(db)
    assert day.row(0).total is None
    facts = day.sell(0, cash=250_000)
    assert (facts.state, facts.amounts) == (REPORTED, (250_000, None, None, None))
    facts = day.sell(0, qris=0)
    assert facts.amounts == (250_000, 0, None, None)
    assert day.row(0).total == 250_000
    assert day.row(1).total is None


def test_clearing_the_last_amount_makes_the_row_blank(db: Database) -> None:
    day = open_day(db)
    day.sell(0, cash=250_000, qris=10_000, transactions=7)
    assert day.sell(0, cash=None).state == REPORTED
    facts = day.sell(0, qris=None)
    assert (facts.state, facts.transactions) == (BLANK, 7)
    assert day.row(0).total is None


def test_nihil_and_declined_hold_no_amounts(db: Database) -> None:
    day = open_day(db)
    day.sell(0, cash=250_000, transactions=7)
    facts = day.sell(0, state=NIL)
    assert (facts.state, facts.amounts, facts.transactions) == (NIL, (None,) * 4, None)
    assert day.row(0).total == 0
    facts = day.sell(0, state=DECLINED)
    assert facts.state == DECLINED
    assert day.row(0).total is None
    assert day.sell(0, cash=5_000).state == REPORTED
    assert day.sell(0, state=BLANK).amounts == (None,) * 4


def test_a_note_and_a_count_leave_the_state_alone(db: Database) -> None:
    day = open_day(db)
    facts = day.sell(0, note="  pulang cepat ", transactions=3)
    assert (facts.state, facts.note, facts.transactions) == (BLANK, "pulang cepat", 3)
    assert day.sell(0, note="").note == ""


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"cash": -1}, NegativeAmount),
        ({"qris": LARGEST + 1}, AmountTooLarge),
        ({"transactions": -1}, NotACount),
        ({"transactions": 100_000}, NotACount),
        ({"note": "x" * 201}, NoteTooLong),
        ({"state": NIL, "cash": 1}, AmountWithoutReport),
        ({"state": REPORTED}, NothingReported),
        ({"state": "habis"}, UnknownOmzetState),
        ({"session_no": 0}, SessionOutOfRange),
        ({"session_no": 10}, SessionOutOfRange),
    ],
)
def test_a_refused_entry_leaves_no_trace(
    db: Database, values: dict[str, Any], refusal: type[BazarError]
) -> None:
    day = open_day(db, vendors=1)
    with pytest.raises(refusal):
        day.sell(0, **values)
    assert day.row(0).omzet == BLANK


def test_only_parties_of_this_bazaar_sell_and_only_on_its_days(db: Database) -> None:
    day = open_day(db, vendors=1)
    elsewhere = day.field.do(add_bazaar, name="Lain", days=[date(2023, 3, 20)], place="Monas")
    other = day.field.ask(find_bazaar, elsewhere).id
    with pytest.raises(UnknownParticipant):
        day.field.do(set_omzet, bazaar_id=other, day=day.day, participation_id=day.ids[0], cash=1)
    with pytest.raises(UnknownParticipant):
        day.field.do(set_omzet, bazaar_id=day.field.bazaar_id, day=day.day, participation_id="x", cash=1)
    with pytest.raises(NotADayOfThisBazaar):
        day.field.do(set_omzet, bazaar_id=other, day=date(2023, 4, 1), participation_id=day.ids[0], cash=1)


def test_an_entry_over_a_row_that_moved_on_is_refused(db: Database) -> None:
    day = open_day(db, vendors=1)
    first = day.sell(0, cash=1_000, seen="")
    with pytest.raises(MovedOn):
        day.sell(0, cash=2_000, seen="")
    assert day.sell(0, cash=2_000, seen=first.seen).amounts[0] == 2_000


def test_a_pasted_block_is_one_action_with_an_answer_a_cell(db: Database) -> None:
    day = open_day(db)
    texts = [("250rb", "1,5jt", "12"), ("28,000", "sepuluh", "3"), ("N", "", ""), ("-5", "70000", "1.200")]
    cells = [
        PastedCell(day.ids[number], 1, column, text)
        for number, line in enumerate(texts)
        for column, text in zip(("cash", "qris", "transactions"), line, strict=True)
    ]
    pasted = day.field.do(paste_block, bazaar_id=day.field.bazaar_id, day=day.day, cells=cells)
    refused = {(cell.cell.text, cell.error.code) for cell in pasted.cells if cell.error}
    assert refused == {("sepuluh", "not_an_amount"), ("-5", "negative_amount")}
    assert [cell.cell.text for cell in pasted.cells if cell.shown_back] == ["28,000"]
    assert [row.total for row in day.rows()[:4]] == [1_750_000, 28_000, 0, 70_000]
    assert day.row(2).omzet == NIL
    assert len(pasted.rows) == 4
    day.field.do(undo, last_action_of(day))
    assert all(row.omzet == BLANK for row in day.rows())


def last_action_of(day: OmzetDay) -> str:
    def find(session: Any) -> str:
        return last_action(session, day.field.officer, get_fact(session, "origin")) or ""

    return day.field.ask(find)


def test_many_rows_are_entered_and_the_broken_ones_named(db: Database) -> None:
    day = open_day(db)
    entries = [
        OmzetInput(day.ids[0], cash=1_000),
        OmzetInput(day.ids[0], qris=2_000),
        OmzetInput("nobody", cash=5),
        OmzetInput(day.ids[1], state=NIL),
        OmzetInput(day.ids[2], cash=-1),
    ]
    done = day.field.do(set_many, bazaar_id=day.field.bazaar_id, day=day.day, entries=entries)
    assert [(refusal.place, refusal.error.code) for refusal in done.refused] == [
        (2, "unknown_participant"),
        (4, "negative_amount"),
    ]
    assert day.row(0).total == 3_000
    assert len(done.accepted) == 3


def test_a_sealed_figure_stands_and_a_blank_row_takes_a_late_answer(db: Database) -> None:
    day = open_day(db)
    day.sell(0, cash=100_000)
    day.sell(2, transactions=4)
    day.close(reason="Ia akan menyebut omzetnya besok")
    with pytest.raises(DayIsClosed):
        day.sell(0, cash=90_000)
    with pytest.raises(DayIsClosed):
        day.sell(0, state=BLANK)
    with pytest.raises(DayIsClosed):
        day.sell(2, transactions=5)
    assert day.sell(1, cash=50_000).late
    assert day.sell(1, qris=7_000).late
    assert day.row(1).late
    assert not day.sell(1, state=BLANK).late
    assert day.sell(2, state=DECLINED).late is True
    assert day.field.ask(grid, day.field.bazaar_id, day.day).closed


def test_undo_goes_as_far_as_the_seal(db: Database) -> None:
    day = open_day(db)
    day.sell(0, cash=100_000)
    before = last_action_of(day)
    day.close()
    closing = last_action_of(day)
    with pytest.raises(DayIsClosed):
        day.field.do(undo, before)
    with pytest.raises(SealNotUndone):
        day.field.do(undo, closing)
    day.sell(1, cash=50_000)
    day.field.do(undo, last_action_of(day))
    assert day.row(1).omzet == BLANK


def test_undo_and_redo_may_go_to_and_fro(db: Database) -> None:
    day = open_day(db, vendors=1)
    steps = []
    for cash in (1_000, 2_000):
        day.sell(0, cash=cash)
        steps.append(last_action_of(day))
    for _round in range(3):
        for total in (1_000, None):
            day.field.do(undo, steps.pop())
            steps.insert(0, last_action_of(day))
            assert day.row(0).total == total
        steps.reverse()
        for total in (1_000, 2_000):
            day.field.do(undo, steps.pop())
            steps.insert(0, last_action_of(day))
            assert day.row(0).total == total
        steps.reverse()


def test_every_figure_can_tell_who_entered_it_and_what_it_was(db: Database) -> None:
    day = open_day(db)
    day.sell(0, cash=100_000)
    day.sell(0, cash=120_000)
    entries = day.field.ask(
        field_history, "omzet_entry", natural_id("omzet_entry", day.ids[0], day.day, 1), "cash"
    )
    assert [(entry.before, entry.after, entry.officer, entry.stands) for entry in entries] == [
        (100_000, 120_000, "Vicky Ramadhan", True),
        (None, 100_000, "Vicky Ramadhan", False),
    ]


def test_the_grid_shows_the_past_beside_the_value(db: Database) -> None:
    day = open_day(db, vendors=2)
    vendor = day.field.ask(list_participants, day.field.bazaar_id)[0].vendor_id
    for number, sold in enumerate((200_000, 300_000), 1):
        past_bazaar(day, f"Bazar {number}", date(2023, 2, number), vendor, sold)
    later = past_bazaar(day, "Sesudahnya", date(2023, 4, 1), vendor, 9_999)
    assert later
    day.sell(0, cash=2_500_000)
    day.sell(1, cash=10)
    omzet_grid = day.field.ask(grid, day.field.bazaar_id, day.day)
    assert [(omzet.bazaar, omzet.per_day) for omzet in omzet_grid.rows[0].past] == [
        ("Bazar 2", 300_000),
        ("Bazar 1", 200_000),
    ]
    assert [row.odd is not None for row in omzet_grid.rows] == [True, False, False]
    assert (omzet_grid.figures.average, omzet_grid.figures.median) == (1_250_005, 1_250_005)
    assert omzet_grid.yesterday is None
    assert omzet_grid.channels == ("cash", "qris")
    assert omzet_grid.rows[1].seen > omzet_grid.rows[0].seen > omzet_grid.rows[2].seen == ""


def past_bazaar(day: OmzetDay, name: str, on: date, vendor: str | None, sold: int) -> str:
    code = day.field.do(add_bazaar, name=name, days=[on], place="Monas")
    bazaar = day.field.ask(find_bazaar, code).id
    party = day.field.do(add_participation, bazaar, vendor_id=vendor)
    day.field.do(set_omzet, bazaar_id=bazaar, day=on, participation_id=party, noncash=sold)
    return bazaar


def test_the_past_is_a_day_on_average_as_the_seals_have_it(db: Database) -> None:
    day = open_day(db, vendors=2)
    vendor = day.field.ask(list_participants, day.field.bazaar_id)[0].vendor_id
    days = [date(2023, 2, 4), date(2023, 2, 5)]
    code = day.field.do(add_bazaar, name="Bazar Lama", days=days, place="Monas")
    place = {"bazaar_id": day.field.ask(find_bazaar, code).id}
    place["participation_id"] = day.field.do(add_participation, place["bazaar_id"], vendor_id=vendor)
    day.field.do(set_omzet, **place, day=days[0], cash=100_000)
    day.field.do(set_omzet, **place, day=days[0], session_no=2, cash=60_001)

    def past() -> list[int]:
        omzet_grid = day.field.ask(grid, day.field.bazaar_id, day.day)
        return [omzet.per_day for omzet in omzet_grid.rows[0].past]

    assert past() == [160_001]  # one day of two sessions
    day.field.do(set_omzet, **place, day=days[1], cash=50_000)
    assert past() == [105_001]  # 210.001 over two days, half up
    facts = {"bazaar_id": place["bazaar_id"], "officer": day.field.officer, "at": MORNING}
    day.field.do(close_day, day=days[0], **facts, accept_missing=True)

    def change(session: Session) -> None:
        row = find(session, OmzetEntry, place["participation_id"], days[0], 2)
        assert row is not None
        row.cash = 900_000  # as a package brings it after the seal

    day.field.do(change)
    assert past() == [105_001]
    assert day.field.ask(vendor_bazaars, vendor, today=day.day)[-1].omzet == 210_001


def test_the_list_of_a_sealed_day_names_each_as_its_seal_does(db: Database) -> None:
    day = open_day(db, vendors=2)
    vendor = day.field.ask(list_participants, day.field.bazaar_id)[0].vendor_id
    day.sell(0, cash=40_000)
    day.close()
    before = [row.row for row in day.field.ask(grid, day.field.bazaar_id, day.day).rows]

    def rename(session: Session) -> None:
        row = session.get_one(Vendor, vendor)
        row.business, row.category = "Marni Katering", "kriya"

    day.field.do(rename)
    assert [row.row for row in day.field.ask(grid, day.field.bazaar_id, day.day).rows] == before
    gate = day.field.ask(roll_call, day.field.bazaar_id, day.day)
    assert [(row.business, row.category) for row in gate.rows] == [
        (row.business, row.category) for row in before
    ]
    other = day.field.ask(grid, day.field.bazaar_id, DAYS[1])
    assert "Marni Katering" in [row.row.business for row in other.rows]


@pytest.mark.parametrize(
    ("total", "past", "odd"),
    [
        (901, (100, 300), True),
        (900, (100, 300), False),
        (33, (100, 300), True),
        (34, (100, 300), False),
        (9_999, (100,), False),
        (0, (100, 300), False),
        (9_999, (0, 300), False),
    ],
)
def test_odd_is_three_times_outside_the_vendors_own_past(
    total: int, past: tuple[int, ...], odd: bool
) -> None:
    assert (oddness(total, past) is not None) is odd


@pytest.mark.parametrize(
    ("column", "text", "value", "state"),
    [
        ("cash", "250rb", 250_000, None),
        ("cash", " n ", None, NIL),
        ("qris", "Nihil", None, NIL),
        ("cash", "menolak", None, DECLINED),
        ("cash", "belum  lapor", None, BLANK),
        ("cash", "", None, None),
        ("transactions", "1.200", 1200, None),
        ("transactions", "-", None, None),
        ("note", " n ", "n", None),
        ("note", " ", None, None),
    ],
)
def test_a_cell_is_read_as_it_is_meant(
    column: str, text: str, value: int | str | None, state: str | None
) -> None:
    typed = read_cell(column, text)
    assert (typed.value, typed.state) == (value, state)


@pytest.mark.parametrize("text", ["12,5", "dua", "100000", "1.2", "1e3", "٣²"])
def test_a_count_is_a_whole_number(text: str) -> None:
    with pytest.raises(NotACount):
        read_cell("transactions", text)


def test_orders_and_words_stand_beside_the_omzet_and_are_never_summed(db: Database) -> None:
    day = open_day(db)
    facts = day.sell(0, cash=100_000, promised=2_000_000, follow_up=750_000, best_product=" Nasi uduk ")
    assert (facts.promised, facts.follow_up, facts.best_product) == (2_000_000, 750_000, "Nasi uduk")
    row = day.row(0)
    assert (row.total, row.promised, row.follow_up, row.best_product) == (
        100_000,
        2_000_000,
        750_000,
        "Nasi uduk",
    )
    facts = day.sell(0, state=NIL, promised=None)
    assert (facts.promised, facts.follow_up, facts.best_product) == (None, 750_000, "Nasi uduk")
    assert day.row(0).total == 0
    assert day.sell(1, follow_up=50_000).state == BLANK
    assert day.row(1).total is None
    with pytest.raises(NegativeAmount):
        day.sell(1, promised=-1)
    with pytest.raises(NoteTooLong):
        day.sell(1, best_product="x" * 201)


def test_words_and_orders_that_were_blank_need_no_reopening(db: Database) -> None:
    day = open_day(db)
    day.sell(0, cash=100_000, promised=5_000, note="Ramai")
    day.close()
    facts = day.sell(0, note="Ramai sekali", best_product="Dodol", follow_up=9_000)
    assert (facts.late, facts.note, facts.follow_up) == (False, "Ramai sekali", 9_000)
    for values in ({"promised": 6_000}, {"follow_up": None}, {"transactions": 4}, {"qris": 1}):
        with pytest.raises(DayIsClosed):
            day.sell(0, **values)
    assert not day.sell(1, note="Belum dapat dihubungi").late


def test_an_odd_total_can_be_confirmed_and_is_odd_again_when_it_changes(db: Database) -> None:
    day = open_day(db, vendors=2)
    vendor = day.field.ask(list_participants, day.field.bazaar_id)[0].vendor_id
    for number, sold in enumerate((200_000, 300_000), 1):
        past_bazaar(day, f"Bazar {number}", date(2023, 2, number), vendor, sold)
    where = {"bazaar_id": day.field.bazaar_id, "day": day.day, "participation_id": day.ids[0]}
    with pytest.raises(NothingToConfirm):
        day.field.do(confirm_odd, **where)
    day.sell(0, cash=2_500_000)
    assert odd_of(day) == Odd(ABOVE, 300_000)
    assert day.field.do(confirm_odd, **where).confirmed == 2_500_000
    assert odd_of(day) is None
    day.field.do(undo, last_action_of(day))
    assert odd_of(day) == Odd(ABOVE, 300_000)
    day.field.do(confirm_odd, **where)
    day.sell(0, cash=60_000)
    assert odd_of(day) == Odd(BELOW, 200_000)
    day.close()
    assert day.field.do(confirm_odd, **where).confirmed == 60_000
    with pytest.raises(UnknownParticipant):
        day.field.do(confirm_odd, **{**where, "participation_id": "x"})


def odd_of(day: OmzetDay) -> Odd | None:
    return day.field.ask(grid, day.field.bazaar_id, day.day).rows[0].odd
