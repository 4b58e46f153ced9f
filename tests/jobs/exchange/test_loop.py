"""The officer's whole loop on real stores: enrol, a day, a stick, the office, the receipt."""

from __future__ import annotations

import pytest

from bazar_desktop.jobs.exchange.receipts import last_receipt
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.exchange.packages import day_states, list_intake, list_parcels, own_chain
from tests.bazaar_day import DAYS
from tests.offices import World
from tests.stores import conflicts, facts_digest


def test_a_day_goes_to_the_office_and_the_receipt_comes_back_matching(either: World) -> None:
    laptop = either.join("Laptop 1")
    who = laptop.parties()
    laptop.sell({item: 100_000 * number for number, item in enumerate(who, 1)})
    stick = either.stick("hari 1")
    made = laptop.pack(stick)
    assert made.file.name.startswith("Rusun-Karang-Anyar_2023-03-20_Laptop-1_")
    assert made.rupiah == 100_000 * sum(range(1, len(who) + 1))
    batch = either.office.read(stick)
    assert [(file.answer, file.new, file.rupiah) for file in batch.files] == [
        ("MERGED", made.last, made.rupiah)
    ]
    assert [receipt.suffix for receipt in batch.receipts] == [".terima"]
    assert [file.answer for file in laptop.read(stick).files] == ["DUPLICATE", "CONFIRMED"]
    with laptop.store.db.read() as session:
        heard = last_receipt(session)
        assert heard is not None
        assert (heard.agrees, heard.last, heard.rupiah) == (True, made.last, made.rupiah)
        assert own_chain(session).acknowledged == made.last
        assert [parcel.state for parcel in list_parcels(session)] == ["received"]
        assert [(state.day, state.state) for state in day_states(session)] == [
            (DAYS[1], "open"),
            (DAYS[0], "received"),
        ]
        ours = day_sheet(session, laptop.bazaar_id, DAYS[0]).rows
    with either.office.store.db.read() as session:
        theirs = day_sheet(session, laptop.bazaar_id, DAYS[0]).rows
    assert ours == theirs


def test_reading_every_file_again_changes_nothing(either: World) -> None:
    laptop = either.join("Laptop 1")
    laptop.sell(dict.fromkeys(laptop.parties(), 50_000))
    stick = either.stick("hari 1")
    laptop.pack(stick)
    either.office.read(stick)
    receipt = next(stick.glob("*.terima")).read_bytes()
    with either.office.store.db.read() as session:
        before = facts_digest(session)
    assert either.office.answers(stick, stick) == ["DUPLICATE"]
    with either.office.store.db.read() as session:
        assert facts_digest(session) == before
        assert [intake.answer for intake in list_intake(session)] == ["DUPLICATE", "MERGED"]
    again = next(stick.glob("*.terima")).read_bytes()
    assert len(again) == pytest.approx(len(receipt), abs=40)


def test_the_office_holds_the_same_on_both_databases_as_the_laptops_do_together(either: World) -> None:
    first, second = either.join("Laptop 1"), either.join("Laptop 2")
    news = either.office.pack(either.stick("kabar"))
    stick = either.stick("bersama")
    who = first.parties()
    for post, sold, amount in ((first, who[:6], 10_000), (second, who[4:], 20_000)):
        assert post.answers(news.file) == ["MERGED"]
        post.sell(dict.fromkeys(sold, amount))
        post.pack(stick)
    assert either.office.answers(stick) == ["MERGED", "MERGED"]
    either.office.pack(stick)
    for post in (first, second):
        assert "NOT_FOR_US" not in post.answers(stick)
        with post.store.db.read() as session:
            ours, undecided = facts_digest(session), conflicts(session)
        with either.office.store.db.read() as session:
            assert undecided == conflicts(session)
            assert len(undecided) == 2
            assert ours == facts_digest(session)
