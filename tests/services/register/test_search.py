"""The register searched: as one types, narrowed, in order; a mistyped word is helped along."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from bazar_desktop.domain.identifiers import folded, folded_both
from bazar_desktop.domain.journal.changes import canonical
from bazar_desktop.services.attendance.check_in import present_all_except
from bazar_desktop.services.register.facets import facets
from bazar_desktop.services.register.search import (
    EARLIER,
    NEVER,
    THIS_YEAR,
    VendorFilter,
    count_vendors,
    find_vendors,
    search_vendors,
)
from bazar_desktop.services.register.snapshot import find_all, find_in, read_list
from bazar_desktop.services.register.vendors import add_vendor, vendors_by_ids
from bazar_desktop.store.bulk import enter_many
from bazar_desktop.store.database import Database
from bazar_desktop.store.rows import withdraw
from bazar_desktop.store.tables import Vendor, new_ids
from tests.bazaar_day import DAYS, Field, add_registration, stand_up
from tests.stores import MakeStore

MARNI = ("Marni Suryani", "Dapur Bu Marni", "nasi uduk", "+6281234561234", "Senen", "kuliner")
JALI = ("Jali Hasan", "Kerak Telor Bang Jali", "kerak telor", "+6285777889900", "Gambir", "kuliner")
AISYAH = ("Siti Aisyah", "Batik Terogong", "batik tulis", "+6281311112222", "Senen", "fesyen")
NAMELESS = ("Wahyu", "", "", None, "", None)


@pytest.fixture
def field(make_store: MakeStore) -> Field:
    made = Field(make_store("A"))
    for name, business, product, phone, kecamatan, category in (MARNI, JALI, AISYAH, NAMELESS):
        more: dict[str, Any] = {
            "product": product,
            "phone": phone,
            "kecamatan": kecamatan,
            "category": category,
        }
        made.do(add_vendor, name=name, business=business, **more)
    return made


def names(field: Field, words: str = "", **facts: Any) -> list[str]:
    found = field.ask(find_vendors, VendorFilter(words, **facts))
    rows = field.ask(lambda session: dict(session.execute(select(Vendor.id, Vendor.name)).all()))
    return [rows[row_id].split()[0] for row_id in found.ids]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ["Siti", "Marni", "Jali", "Wahyu"]),
        ("ma", ["Marni"]),
        ("uduk", ["Marni"]),
        ("k tel", ["Jali"]),
        ("0812345", ["Marni"]),
        ("+62 857", ["Jali"]),
        ("85777", ["Jali"]),
        ("2222", ["Siti"]),
        ("11112222", ["Siti"]),
        ("7788", ["Jali"]),
        ("dapur 1234", ["Marni"]),
        ("dapur 9999", []),
        ('"*', ["Siti", "Marni", "Jali", "Wahyu"]),
    ],
)
def test_words_and_digits_find(field: Field, words: str, expected: list[str]) -> None:
    assert names(field, words) == expected


def test_facets_narrow_and_are_counted(field: Field) -> None:
    assert names(field, kecamatan="Senen") == ["Siti", "Marni"]
    assert names(field, "da", kecamatan="Gambir") == []
    found = field.ask(facets)
    assert [(facet.value, facet.count) for facet in found.kecamatan] == [("Senen", 2), ("Gambir", 1)]
    assert [(category.value, category.count) for category in found.categories] == [
        ("kuliner", 2),
        ("fesyen", 1),
    ]
    marni = field.ask(find_vendors, VendorFilter("marni")).ids[0]
    field.do(add_registration, marni, "kurasi", "K-1", grade="A")
    assert names(field, curation="A") == names(field, curation="any") == ["Marni"]
    assert names(field, curation="B") == []


def test_any_column_sorts_either_way_and_blanks_stand_last(field: Field) -> None:
    assert names(field, sort="name") == ["Jali", "Marni", "Siti", "Wahyu"]
    assert names(field, sort="-kecamatan")[-1] == "Wahyu"
    assert names(field, sort="kecamatan") == ["Jali", "Siti", "Marni", "Wahyu"]


def test_a_changed_or_withdrawn_vendor_is_found_as_it_is_now(field: Field) -> None:
    marni = field.ask(find_vendors, VendorFilter("marni")).ids[0]
    field.do(lambda session: setattr(session.get_one(Vendor, marni), "business", "Zaitun"))
    assert names(field) == ["Siti", "Jali", "Wahyu", "Marni"]
    assert names(field, "zai") == ["Marni"]
    field.do(lambda session: withdraw(session, session.get_one(Vendor, marni)))
    assert names(field) == ["Siti", "Jali", "Wahyu"]
    assert field.ask(count_vendors) == 3


def test_many_at_once_are_indexed_as_one_by_one(field: Field) -> None:
    rows = [
        {"id": id_, "name": f"Orang {n}", "business": f"Warung {n:05d}"}
        for n, id_ in enumerate(new_ids(5_200))
    ]
    field.do(enter_many, Vendor, rows)
    assert names(field, "warung 04999") == ["Orang"]
    assert field.ask(count_vendors) == 5_204
    assert len(field.ask(find_vendors, VendorFilter()).ids) == 5_204
    broad = field.ask(find_vendors, VendorFilter("warung"), limit=10)
    assert (len(broad.ids), broad.more) == (10, True)
    field.do(add_vendor, name="Zul", business="Warung baru")
    assert names(field, "warung baru") == ["Zul"]


@pytest.mark.parametrize(
    ("typed", "near"), [("suriani", "suryani"), ("terogng", "terogong"), ("marnni", "marni")]
)
def test_a_mistyped_word_finds_the_one_that_was_meant(db: Any, typed: str, near: str) -> None:
    field = Field(db)
    for name, business, *_rest in (MARNI, JALI, AISYAH):
        field.do(add_vendor, name=name, business=business)
    found = field.ask(find_vendors, VendorFilter(typed))
    assert len(found.ids) == 1
    assert near in found.near
    assert field.ask(find_vendors, VendorFilter("zzzz")).ids == []


def test_when_somebody_last_took_part_narrows(make_store: MakeStore) -> None:
    field = stand_up(make_store("A"), vendors=3)
    field.do(present_all_except, bazaar_id=field.bazaar_id, day=DAYS[0], absent=(), at=field.at)
    today = date(2023, 6, 1)
    everybody = set(field.ask(find_vendors, VendorFilter()).ids)
    never = set(field.ask(find_vendors, VendorFilter(took_part=NEVER, today=today)).ids)
    lately = set(field.ask(find_vendors, VendorFilter(took_part=THIS_YEAR, today=today)).ids)
    assert lately
    assert never | lately == everybody
    later = VendorFilter(took_part=EARLIER, today=date(2025, 6, 1))
    assert set(field.ask(find_vendors, later).ids) == lately


@pytest.mark.parametrize(
    "words", ["marni", "Márni", "nuraini", "nur'aini", "nur aini", "Nur’Aini", "jkp-2024-0071", "0071"]
)
def test_accents_apostrophes_and_the_other_columns_of_a_list_are_searched(
    make_store: MakeStore, words: str
) -> None:
    field = Field(make_store("A"))
    field.do(add_vendor, name="Márni Nur'aini", business="Dapur", extra='{"Nomor":"JKP-2024-0071"}')
    field.do(add_vendor, name="Jali Hasan", business="Kerak Telor")
    assert names(field, words) == ["Márni"]


@pytest.mark.parametrize(
    "words", ["nuraini", "Nur'aini", "nur aini", "Nur’aini", "Nur´aini", "Nurʼaini", "nurai", "NUR AINI SITI"]
)
def test_all_ways_to_write_a_name_find_all_of_them(db: Database, words: str) -> None:
    """The one that is written as it was typed does not hide the others."""
    field = stand_up(db, vendors=4, reserves=0)
    names = [
        "Nuraini Siti",
        "Nur'aini Siti",
        "Nur’aini Siti",
        "Nur aini Siti",
        "Nurʼaini Siti",
        "Nur´aini Siti",
    ]
    for name in names:
        field.do(add_vendor, name=name, business=f"Kedai {name}")
    assert {vendor.name for vendor in field.ask(search_vendors, words)} == set(names)
    whole = field.ask(read_list, VendorFilter())
    found = field.ask(find_in, whole, words, limit=50)
    assert {item.name for item in field.ask(vendors_by_ids, found.ids)} == set(names)


@pytest.mark.parametrize("words", ["marni", "nuraini", "nur'aini", "nur aini"])
def test_a_row_of_a_list_on_a_page_is_found_without_its_accents(words: str) -> None:
    text = folded_both("Márni Nur'aini")
    assert all(word in text for word in folded(words).split())


SEVERAL = ("0812-9000-0001 / 0813-9000-0002", "+62 819.9000.0003", "(021) 7000–1234")
TYPED = (
    "081390000002",
    "0813-9000-0002",
    "6281390000002",
    "+62 813 9000 0002",
    "90000002",
    "081990000003",
    "70001234",
)


def with_extra(field: Field, **extra: str) -> str:
    field.do(add_vendor, name="Nurhayati", business="Dapur Haji", phone="+6281290000001")
    vendor = field.ask(find_vendors, VendorFilter("Nurhayati")).ids[0]
    field.do(lambda session: setattr(session.get_one(Vendor, vendor), "extra", canonical(extra)))
    return vendor


@pytest.mark.parametrize("typed", TYPED)
def test_every_number_in_the_other_columns_of_a_list_is_found(field: Field, typed: str) -> None:
    vendor = with_extra(field, HP=SEVERAL[0], WA=SEVERAL[1], Kantor=SEVERAL[2])
    assert names(field, typed) == ["Nurhayati"]
    whole = field.ask(read_list, VendorFilter())  # none on a server
    assert list(field.ask(find_all, VendorFilter(typed), held=whole).ids) == [vendor]


def test_whoever_has_a_number_second_is_found_beside_whoever_has_it_first(field: Field) -> None:
    with_extra(field, HP="0812 9000 0001, 0857-7788-9900")
    assert names(field, "085777889900") == ["Nurhayati", "Jali"]
    whole = field.ask(read_list, VendorFilter())
    if whole is not None:
        held = field.ask(find_in, whole, "085777889900")
        assert held is not None
        assert list(held.ids) == list(field.ask(find_vendors, VendorFilter("085777889900")).ids)
