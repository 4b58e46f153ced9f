"""Every value of every field of the model is shown in words: in *Perlu keputusan*, usul, Riwayat and commands."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bazar_desktop.domain.journal.changes import Value
from bazar_desktop.domain.values.kinds import OneOf, Reference, YesNo
from bazar_desktop.domain.values.words import DOCUMENT_KINDS
from bazar_desktop.language import use_language
from bazar_desktop.messages.values import ENTITY_WORDS, column_name
from bazar_desktop.phrases.field_values import field_value_words
from bazar_desktop.phrases.journal import field_words
from bazar_desktop.services.exchange.named_values import named_value
from bazar_desktop.services.register.history import vendor_history
from bazar_desktop.services.register.same_person import side_by_side
from bazar_desktop.services.register.vendor_page import type_vendor
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.store.database import Database
from bazar_desktop.store.fields import field_names
from bazar_desktop.store.tables import facts
from bazar_desktop.store.values import kinds_of
from tests.bazaar_day import Field
from tests.hostile.cases import sound_value

FIELDS = [(entity, name) for entity, cls in sorted(facts().items()) for name in field_names(cls)]
ID = "0a1b2c3d-0000-5000-8000-000000000001"
# Words of ours and of other people that are what they are called: an office's role, papers, units.
AS_THEY_ARE = {"petugas", "supervisor", *DOCUMENT_KINDS, "kg", "liter", "paket", "laptop"}
CODED = re.compile(
    r"\d{4}-\d\d-\d\d|\d\d:\d\d|[{}\[\]\"]|\b(true|false|null|True|False|None)\b|[0-9a-f]{8}-[0-9a-f]{4}|(?=\d*[a-f])[0-9a-f]{9,}|\w_\w"
)


def values_of(entity: str, name: str) -> Iterator[Value]:
    """What the field may hold, as its column declares it; of choices each one."""
    if name == "withdrawn":
        yield from (True, False)
        return
    kind = kinds_of(facts()[entity])[name]
    if isinstance(kind, OneOf):
        yield from kind.words
    elif isinstance(kind, YesNo):
        yield from (True, False)
    else:
        yield sound_value(kind, {kind.entity: ID} if isinstance(kind, Reference) else {})
    yield None


def call(key: str) -> str:
    return {"kuliner": "Makanan & minuman"}.get(key, key)


@pytest.mark.parametrize(("entity", "name"), FIELDS, ids=[".".join(field) for field in FIELDS])
def test_no_value_is_shown_as_a_machine_keeps_it(entity: str, name: str) -> None:
    told = {value: field_value_words(entity, name, value, call) for value in values_of(entity, name)}
    assert all(told.values())
    for value, words in told.items():
        assert CODED.findall(words) == [], (value, words)
        kind = kinds_of(facts()[entity]).get(name)
        if isinstance(kind, OneOf) and value not in {None, "", *AS_THEY_ARE}:
            assert words != value
        if value in (None, ""):
            assert words == "kosong"
    choices = [words for value, words in told.items() if value not in (None, "", "{}")]
    assert len(set(choices)) == len(choices)  # no two values are called the same


@pytest.mark.parametrize(("entity", "name"), FIELDS, ids=[".".join(field) for field in FIELDS])
def test_every_entity_and_field_has_a_name(entity: str, name: str) -> None:
    assert entity in ENTITY_WORDS
    assert field_words(name) != name
    assert column_name(name) != name


def test_a_category_is_called_as_the_office_calls_it() -> None:
    assert field_value_words("vendor", "category", "kuliner", call) == "Makanan & minuman"


def test_dates_money_lengths_and_amounts_are_written_as_people_do() -> None:
    told = {
        ("bazaar_day", "day", "2023-03-20"): "20 Maret 2023",
        ("bazaar_day", "cut_off", "09:30:00"): "09.30",
        ("attendance", "arrived_at", "2023-03-20T07:42:00+07:00"): "20 Maret 2023 07.42",
        ("attendance", "status", "present"): "hadir",
        ("omzet_entry", "cash", 1_250_000): "1.250.000",
        ("partner_stock", "opening", 12_500): "12,5",
        ("booth", "width", 300): "300 cm",
        ("programme", "year", 2023): "2023",
        ("bazaar", "letterhead", '["Pemerintah","Sudin"]'): "Pemerintah; Sudin",
        ("vendor", "extra", '{"Catatan":"bawa kompor"}'): "Catatan: bawa kompor",
        ("setting", "value", "true"): "ya",
    }
    for (entity, name, value), words in told.items():
        assert field_value_words(entity, name, value, call) == words


def test_in_english_the_same_values_are_english() -> None:
    use_language("en")
    try:
        assert field_value_words("vendor", "needs_power", True, call) == "yes"
        assert field_value_words("bazaar_day", "day", "2023-03-20", call) == "20 March 2023"
        assert field_value_words("lokasi", "kind", "balai_kota", call) != "balai_kota"
    finally:
        use_language("id")


@pytest.mark.parametrize(
    ("entity", "name"),
    [(entity, name) for entity, name in FIELDS if isinstance(kinds_of(facts()[entity]).get(name), Reference)],
)
def test_no_id_stays_an_id(db: Database, entity: str, name: str) -> None:
    with db.read() as session:
        value = named_value(session, entity, name, ID, lambda other, _id: f"nama {other}")
        assert isinstance(value, str)
        assert value.startswith("nama ")
        unnamed = named_value(session, entity, name, ID, lambda _other, _id: "")
    assert field_value_words(entity, name, unnamed, call) == "tidak dikenal di sini"


def test_the_history_of_a_vendor_and_two_beside_each_other_name_the_category(db: Database) -> None:
    field = Field(db)
    ids = [
        field.do(add_vendor, name=name, business="Dapur", category="kuliner") for name in ("Marni", "Jali")
    ]
    field.do(type_vendor, {"category": "fesyen"}, vendor_id=ids[0])
    changes = [change for change in field.ask(vendor_history, ids[0]) if change.field == "category"]
    said = {words for change in changes for words in (change.before, change.after)}
    beside = field.ask(side_by_side, *ids)
    (compared,) = [pair for pair in beside.fields if pair.field == "category"]
    said |= {compared.first, compared.second}
    said |= {str(entry.after) for entry in beside.first_history if entry.field == "category"}
    assert said & {"kuliner", "fesyen"} == set()
    assert {"Kuliner", "Fesyen"} <= {words.split(" ")[0] for words in said}
