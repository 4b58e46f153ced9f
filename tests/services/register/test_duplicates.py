"""The same person twice: certain by a number, likely by names with typos; said once, and taken back."""

from __future__ import annotations

import random
from typing import Any

import pytest

from bazar_desktop.services.day.undo_guard import undo
from bazar_desktop.services.register.duplicates import (
    ALIKE,
    NIK_OTHER_NAME,
    SAME_NIK,
    Duplicates,
    find_duplicates,
)
from bazar_desktop.services.register.same_person import join_certain, side_by_side, tell_apart
from bazar_desktop.services.register.vendor_page import SameVendor, join_vendors, part_vendors
from bazar_desktop.services.register.vendors import UnknownVendor, add_vendor, people
from bazar_desktop.store.database import Database
from tests.bazaar_day import Field, add_registration

MARNI = {"name": "Marni Suryani", "business": "Dapur Bu Marni", "kecamatan": "Sawah Besar"}
NIK, OTHER_NIK = "3171010101850001", "3171014507900002"


@pytest.fixture
def field(db: Database) -> Field:
    return Field(db)


def enter(field: Field, **changed: Any) -> str:
    return str(field.do(add_vendor, **{**MARNI, **changed}))


def found(field: Field) -> Duplicates:
    return field.ask(find_duplicates)  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("first", "second", "certain", "likely"),
    [
        ({"nik": NIK}, {"nik": NIK, "business": "Batik Marni"}, 1, 0),
        ({"nik": NIK}, {"nik": NIK, "name": "Jali Hasan", "business": "Kerak Telor"}, 0, 1),
        ({"phone": "+6281200000001"}, {"phone": "+6281200000001", "name": "Marni Suriani"}, 1, 0),
        ({"phone": "+6281200000001"}, {"phone": "+6281200000001", "name": "Jali", "business": "Kopi"}, 0, 1),
        ({"phone": "+6281200000001", "nik": NIK}, {"phone": "+6281200000001", "nik": OTHER_NIK}, 0, 1),
        ({}, {"name": "Marni Suriani", "business": "Dapur Ibu Marni"}, 0, 1),
        ({}, {"name": "Suryani Marni"}, 0, 1),
        ({"nik": NIK}, {"nik": NIK[:-1] + "7"}, 0, 1),
        ({"nik": NIK}, {"nik": OTHER_NIK}, 0, 0),
        ({}, {"kecamatan": "Senen"}, 0, 0),
        ({}, {"business": "Kerak Telor Bang Jali"}, 0, 0),
    ],
)
def test_numbers_are_certain_and_typos_are_likely(
    field: Field, first: dict[str, str], second: dict[str, str], certain: int, likely: int
) -> None:
    enter(field, **first)
    enter(field, **second)
    pairs = found(field)
    assert (len(pairs.certain), len(pairs.likely)) == (certain, likely)


def test_a_jakpreneur_number_joins(field: Field) -> None:
    ids = [enter(field), enter(field, kecamatan="Senen")]
    for row_id in ids:
        field.do(add_registration, row_id, "Jakpreneur", "JKP-77")
    assert len(found(field).certain) == 1


def test_what_was_joined_or_told_apart_is_not_asked_again_until_it_is_taken_back(field: Field) -> None:
    one, other = enter(field), enter(field, name="Marni Suriani")
    field.do(join_vendors, one, other)
    assert found(field).likely == ()
    field.do(part_vendors, one, other)
    assert [pair.reason for pair in found(field).likely] == [ALIKE]
    field.do(tell_apart, other, one)
    assert found(field).likely == ()
    field.do(join_vendors, one, other)
    field.do(part_vendors, one, other)
    assert len(found(field).likely) == 1


def test_telling_apart_takes_a_joining_back(field: Field) -> None:
    one, other = enter(field), enter(field, name="Marni Suriani")
    field.do(join_vendors, one, other)
    field.do(tell_apart, one, other)
    assert field.ask(people) == {}


def test_all_certain_ones_are_joined_as_one_action_that_can_be_undone(field: Field) -> None:
    ids = [enter(field, nik=NIK, business=f"Dapur {word}") for word in ("Satu", "Dua", "Tiga")]
    pairs = found(field)
    assert [pair.reason for pair in pairs.certain] == [SAME_NIK, SAME_NIK]
    with field.db.write(field.officer, "vendors.join_certain", field.at, action_id="1") as session:
        assert join_certain(session, pairs.certain) == 2
    assert len(set(field.ask(people).values())) == 1
    assert found(field).certain == ()
    field.do(undo, "vendors.join_certain/1")
    assert field.ask(people) == {}
    assert set(ids)


def test_a_vendor_is_not_apart_from_itself_nor_from_nobody(field: Field) -> None:
    one = enter(field)
    with pytest.raises(SameVendor):
        field.do(tell_apart, one, one)
    with pytest.raises(UnknownVendor):
        field.do(tell_apart, one, "nobody")


def test_two_stand_beside_each_other_masked_with_what_differs(field: Field) -> None:
    one = enter(field, nik=NIK, phone="+6281234567890")
    other = enter(field, name="Marni Suriani", nik=NIK[:-1] + "7", phone="+6281234567890")
    beside = field.ask(side_by_side, one, other)
    differs = {each.field for each in beside.fields if each.differs}
    assert differs == {"name", "nik"}
    shown = repr(beside.fields) + repr(beside.first_history) + repr(beside.second_history)
    assert NIK not in shown
    assert "81234567890" not in shown
    assert {entry.field for entry in beside.second_history} >= {"name", "business"}


def test_typos_are_found_in_a_long_register_and_it_can_be_stopped(field: Field) -> None:
    chance = random.Random(5)

    def word() -> str:
        return "".join(chance.choice("bdgklmnprst") + chance.choice("aeiou") for _ in range(3)).capitalize()

    def enter_all(session: Any) -> list[str]:
        people = [(f"{word()} {word()}", f"{word()} {word()}") for _number in range(400)]
        ids = [add_vendor(session, name=name, business=firm, kecamatan="Senen") for name, firm in people]
        for name, firm in people[:40]:
            at = chance.randrange(1, len(name) - 1)
            add_vendor(session, name=name[:at] + name[at + 1 :], business=firm, kecamatan="Senen")
        return ids

    ids = set(field.do(enter_all)[:40])
    likely = found(field).likely
    assert len([pair for pair in likely if {pair.first, pair.second} & ids]) >= 38
    assert len(likely) < 60

    class Stop(Exception):
        pass

    def stop(done: int, of: int) -> None:
        if done:
            raise Stop

    with pytest.raises(Stop):
        field.ask(find_duplicates, stop)


def test_a_number_typed_for_everybody_is_no_million_of_questions(field: Field) -> None:
    def enter_all(session: Any) -> None:
        chance = random.Random(3)
        for _number in range(200):
            add_vendor(
                session, name="".join(chance.choices("abcdefghijklmnop", k=12)), phone="+6281111111111"
            )

    field.do(enter_all)
    assert len(found(field).likely) < 60
    assert {pair.reason for pair in found(field).likely} <= {ALIKE, "phone_other_name", NIK_OTHER_NAME}
