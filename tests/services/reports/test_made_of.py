"""Every total says of what it is made; what is not held yet is no part of it; tomorrow is not *diterima*."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bazar_desktop.phrases.closing import silent_words
from bazar_desktop.phrases.figures import control_sum_words
from bazar_desktop.phrases.reports import coverage_words, made_of_words
from bazar_desktop.services.closing.seal import close_day, closing_state
from bazar_desktop.services.exchange.packages import day_states
from bazar_desktop.services.reports.board import MadeOf, board, made_of
from bazar_desktop.services.reports.year import year_report
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Allocation, Booth
from tests.bazaar_day import DAYS
from tests.offices import World, found
from tests.ui.office_window import busy


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = found(tmp_path)
    yield made
    made.close()


def test_the_boards_total_names_its_days_laptops_participants_and_what_came_since(world: World) -> None:
    busy(world)
    rows = world.field.ask(board)
    made = made_of(rows, DAYS[0])
    assert made == MadeOf(
        days=6, sealed=5, laptops=4, waiting=1, asked=made.asked, answered=made.answered,
        since_seal=-215_000, changed=1, days_since_seal=1, undecided=0,
    )  # fmt: skip
    assert made.asked == sum(row.asked for row in rows) > 0
    words = made_of_words(made)
    assert words == (
        f"Jumlah ini dari: 5 dari 6 hari sudah tertutup, 1 dari 4 laptop belum masuk, {made.answered} dari "
        f"{made.asked} peserta melapor, sejak segel -Rp215.000 dari 1 pelaku di 1 hari, menunggu ditutup lagi."
    )
    year = world.field.ask(lambda session: year_report(session, 2023, today=DAYS[0])).coverage
    assert (year.days, year.sealed, len(year.laptops), len(year.waiting), year.changed, year.since_seal) == (
        made.days, made.sealed, made.laptops, made.waiting, made.changed, made.since_seal
    )  # fmt: skip
    assert "1 dari 4 laptop belum masuk" in coverage_words(year)


def test_days_that_are_not_held_yet_are_in_no_total_of_the_board(world: World) -> None:
    made = made_of(world.field.ask(board), DAYS[0] - timedelta(days=1))
    assert (made.days, made.laptops, made.asked) == (0, 0, 0)


def test_a_control_sum_is_named_for_what_it_is() -> None:
    assert control_sum_words(12_340_000) == "angka kontrol rupiah Rp12.340.000 (mitra ikut)"


def test_who_is_placed_for_tomorrow_has_handed_in_nothing_of_tomorrow(world: World) -> None:
    laptop = world.join("Laptop 1")
    who = laptop.parties()
    laptop.sell({who[0]: 50_000})
    with laptop.store.db.write(laptop.store.officer.id, "test.place", laptop.tick()) as session:
        booth = session.query(Booth).first()
        key = {
            "bazaar_id": laptop.bazaar_id,
            "booth_id": booth.id if booth else "b",
            "day": DAYS[1],
            "session": 1,
        }
        enter(session, Allocation, key["booth_id"], DAYS[1], 1, **key, holder=who[0])
    stick = world.stick("hari")
    laptop.pack(stick)
    world.office.at = laptop.at
    world.office.read(stick)
    laptop.read(stick)
    with laptop.store.db.read() as session:
        states = {day.day: day.state for day in day_states(session)}
    assert states == {DAYS[0]: "received", DAYS[1]: "open"}


def test_a_laptop_that_knows_of_another_says_that_nothing_of_it_has_come_and_closes_all_the_same(
    world: World,
) -> None:
    first = world.join("Laptop 1")
    second = world.join("Laptop 2")
    news = world.office.pack(world.stick("kabar"), everything=True)
    first.read(news.file)
    first.sell(dict.fromkeys(first.parties(), 50_000))

    def silent() -> tuple[str, ...]:
        with first.store.db.read() as session:
            state = closing_state(session, first.bazaar_id, DAYS[0], at=first.at)
        assert "Laptop" not in {item.kind for item in state.missing.items}
        return state.silent

    assert silent() == ("Laptop 2",)
    assert "Belum ada isian hari ini dari Laptop 2." in silent_words(silent())
    before = world.stick("sejawat")
    second.sell({second.parties()[0]: 70_000})
    second.pack(before)
    with first.store.db.write(first.store.officer.id, "test.close", first.tick()) as session:
        about = {
            "bazaar_id": first.bazaar_id,
            "day": DAYS[0],
            "officer": first.store.officer.id,
            "at": first.at,
        }
        assert close_day(session, **about, accept_missing=True).revision == 1
    first.read(before)
    assert silent() == ()
    assert silent_words(()) == ""
    with world.office.store.db.read() as session:
        assert closing_state(session, first.bazaar_id, DAYS[0], at=first.at).silent == (), "its board says so"
