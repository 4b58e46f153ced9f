"""The list held in memory answers as the database does, whatever is typed."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from bazar_desktop.services.register import search as vendor_search, snapshot as vendor_list
from bazar_desktop.services.register.search import (
    NEVER,
    SORTS,
    Found,
    VendorFilter,
    find_vendors,
    first_vendors,
)
from bazar_desktop.services.register.snapshot import VendorSnapshot, find_in, last_change, read_list
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.store.bulk import enter_many
from bazar_desktop.store.rows import withdraw
from bazar_desktop.store.tables import Vendor, new_ids
from tests.bazaar_day import Field
from tests.benchmarks.big_list import big_rows

TODAY = date(2023, 6, 1)
COLUMNS = (
    "name", "business", "nik", "phone", "address", "kecamatan", "kelurahan", "product", "category",
)  # fmt: skip
TYPED = (
    "s", "si", "siti", "batik", "dapur bu", "kerak telor", "081", "0812100", "100", "00000", "12", "kopi susu bang",
    "suriani", "nasi udk", "zzzz", "bu 0012", '"*', "Café", "62812", "+62 812",
)  # fmt: skip


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> Field:
    from tests.stores import sqlcipher_store

    made = Field(sqlcipher_store(tmp_path_factory.mktemp("list"), "A"))
    texts = [dict(zip(COLUMNS, [str(item) for item in row[1:10]], strict=True)) for row in big_rows(900)]
    for facts in texts:
        facts["phone"] = "+62" + facts["phone"][1:]
    made.do(
        enter_many, Vendor, [{"id": id_, **facts} for id_, facts in zip(new_ids(900), texts, strict=True)]
    )
    made.do(add_vendor, name="Café Ænima", business="", phone="+6281299990000")
    gone = made.ask(find_vendors, VendorFilter("batik")).ids[0]
    made.do(lambda session: withdraw(session, session.get_one(Vendor, gone)))
    return made


def held(field: Field, **facts: Any) -> VendorSnapshot:
    whole = field.ask(read_list, VendorFilter(**facts))
    assert whole is not None
    return whole


def found_in(field: Field, whole: VendorSnapshot, typed: str, limit: int | None = None) -> Found | None:
    return field.ask(lambda session: find_in(session, whole, typed, limit=limit))


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"sort": "-business"},
        {"sort": "-name", "category": "Kuliner"},
        {"kecamatan": "Senen"},
        {"took_part": NEVER, "today": TODAY},
    ],
    ids=str,
)
def test_it_finds_whom_the_database_finds(field: Field, typed: str, facts: dict[str, Any]) -> None:
    wanted = VendorFilter(typed, **facts)
    found = found_in(field, held(field, **facts), typed)
    asked = field.ask(find_vendors, wanted)
    if found is None:
        assert typed.isdecimal()
    elif facts in ({}, {"sort": "-business"}):
        assert (list(found.ids), found.near) == (list(asked.ids), asked.near)
    elif not asked.near:
        assert list(found.ids) == list(asked.ids)


@pytest.mark.parametrize("sort", [*SORTS, *(f"-{name}" for name in SORTS)])
def test_it_has_everybody_in_the_order_asked_for(field: Field, sort: str) -> None:
    whole = held(field, sort=sort)
    assert list(whole.ids) == list(field.ask(find_vendors, VendorFilter(sort=sort)).ids)
    assert whole.answers(VendorFilter("soto", sort=sort))
    assert not whole.answers(VendorFilter("soto", sort=sort, kecamatan="Senen"))


@pytest.mark.parametrize("typed", ["s", "b", "08", "081", "bu", "k"])
def test_of_very_many_the_first_ones_of_the_list_come_first(
    field: Field, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    whole = held(field)
    every = found_in(field, whole, typed)
    monkeypatch.setattr(vendor_list, "MANY", 40)
    first = found_in(field, whole, typed, limit=20)
    assert every is not None
    assert first is not None
    assert first.more
    assert list(first.ids) == list(every.ids)[:20]


@pytest.mark.parametrize("typed", TYPED)
def test_very_many_are_gathered_step_by_step_and_are_the_same(
    field: Field, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = held(field)
    at_once = field.ask(find_in, whole, typed)
    monkeypatch.setattr(vendor_list, "MANY", 2)
    monkeypatch.setattr(vendor_list, "STEP", 7)
    assert field.ask(find_in, whole, typed) == at_once


def test_where_the_head_of_the_list_does_not_have_them_any_who_fit_come(
    field: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vendor_list, "HEAD", 5)
    monkeypatch.setattr(vendor_list, "MANY", 30)
    whole = held(field)
    every = found_in(field, whole, "warung")
    first = found_in(field, whole, "warung", limit=10)
    assert every is not None
    assert first is not None
    assert first.more
    assert len(first.ids) == 10
    assert set(first.ids) <= set(every.ids)


def test_without_the_list_there_is_a_quick_answer_or_none(
    field: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = set(field.ask(find_vendors, VendorFilter("bu")).ids)

    def impatient(wanted: VendorFilter) -> Found | None:
        return field.ask(lambda session: first_vendors(session, wanted, limit=10, seconds=5))

    plain = impatient(VendorFilter("bu"))
    assert plain is not None
    assert (list(plain.ids), plain.more) == (list(field.ask(find_vendors, VendorFilter("bu")).ids)[:10], True)

    def too_slow(*_given: object, **_facts: object) -> Found:
        raise vendor_search.TooSlow

    monkeypatch.setattr(vendor_search, "find_vendors", too_slow)
    some = impatient(VendorFilter("bu"))
    assert some is not None
    assert some.more
    assert len(some.ids) == 10
    assert set(some.ids) <= every
    assert impatient(VendorFilter("bu", kecamatan="Senen")) is None
    assert impatient(VendorFilter(category="Kuliner")) is None


def test_the_first_of_a_facet_are_the_first_of_all_it_leaves(field: Field) -> None:
    for facts in ({"category": "Kuliner"}, {"took_part": NEVER, "today": TODAY}, {"kecamatan": "Senen"}):
        wanted = VendorFilter(**facts)  # type: ignore[arg-type]
        every = field.ask(find_vendors, wanted)
        first = field.ask(lambda session, wanted=wanted: find_vendors(session, wanted, limit=7))
        assert list(first.ids) == list(every.ids)[:7]
        assert first.more == (len(every.ids) > 7)


def test_it_is_known_when_anything_has_changed(db: Any) -> None:
    field = Field(db)
    before = field.ask(last_change)
    field.do(add_vendor, name="Marni")
    assert field.ask(last_change) > before
    assert field.ask(last_change) == field.ask(last_change)


def test_mistyped_words_and_random_letters_never_break_it(field: Field) -> None:
    whole, chance = held(field), random.Random(7)
    names = [
        str(item) for item in field.ask(lambda session: session.execute(select(Vendor.name)).scalars().all())
    ]
    for _turn in range(60):
        typed = chance.choice(names).lower()
        at = chance.randrange(len(typed))
        typed = typed[:at] + chance.choice("aiueo 1'\"*-%_") + typed[at + chance.randint(0, 1) :]
        found = found_in(field, whole, typed, limit=10)
        assert found is not None
        asked = field.ask(find_vendors, VendorFilter(typed))
        assert list(found.ids) == list(asked.ids), typed
