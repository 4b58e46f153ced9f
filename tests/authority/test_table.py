"""Who may change what: the written table covers the whole model, and says what it says."""

from __future__ import annotations

import uuid

from bazar_desktop.domain.journal.authority import (
    ANY,
    AUTHORITY,
    HAS_BAZAAR,
    KEYS,
    NAMESPACE,
    WITHIN,
    Level,
    level_of,
    natural_id,
)
from bazar_desktop.language import RESOURCES
from bazar_desktop.messages.values import entity_name
from bazar_desktop.store.fields import field_names
from bazar_desktop.store.tables import facts


def test_every_entity_of_the_model_stands_in_the_table() -> None:
    assert set(AUTHORITY) == set(facts())


def test_the_table_names_only_fields_of_the_model() -> None:
    for entity, levels in AUTHORITY.items():
        assert set(levels) - {ANY} <= set(field_names(facts()[entity])), entity
        assert ANY in levels, entity


def test_what_the_table_does_not_know_is_the_offices() -> None:
    assert level_of("something_new", "anything") is Level.OFFICE
    assert level_of("bazaar", "a_new_column") is Level.OFFICE


def test_the_entities_that_belong_to_a_bazaar_are_those_that_name_it() -> None:
    named = {entity for entity, cls in facts().items() if "bazaar_id" in cls.__table__.columns}
    assert named == HAS_BAZAAR


def test_keys_and_references_are_fields_of_the_model() -> None:
    for entity, names in KEYS.items():
        assert set(names) <= set(field_names(facts()[entity])), entity
    columns = {name for cls in facts().values() for name in field_names(cls)}
    assert set(WITHIN) <= columns


def test_an_id_made_of_a_key_is_the_uuid_of_rfc_9562() -> None:
    made = natural_id("attendance", "somebody", "2023-03-20", 1)
    assert made == str(uuid.uuid5(NAMESPACE, "attendance|somebody|2023-03-20|1"))


WHO = {
    Level.WORD: "kantor saja",
    Level.OFFICE: "kantor; laptop mengusulkan",
    Level.BAZAAR: "laptop untuk bazarnya",
    Level.WALK_IN: "laptop untuk yang datang langsung di bazarnya; selain itu mengusulkan",
    Level.OWN_OFFICER: "laptop untuk petugas yang ditulisnya sendiri, bukan supervisor; selain itu mengusulkan",
    Level.MAKER: "pembuatnya; yang lain hanya dapat mengulang",
    Level.OWN_WORD: "yang menulisnya",
}


def written_table() -> list[str]:
    """The lines of the table in the manual: what, which fields, who."""
    lines = []
    for entity, levels in sorted(AUTHORITY.items()):
        named = [f"`{name}`" for name in levels if name != ANY]
        for level in dict.fromkeys(levels.values()):
            some = [f"`{name}`" for name, item in levels.items() if item is level and name != ANY]
            fields = ", ".join(some) if levels[ANY] is not level else "selebihnya" if named else "semua"
            lines.append(f"| {entity_name(entity)} (`{entity}`) | {fields} | {WHO[level]} |")
    return lines


def test_the_manual_has_the_written_table() -> None:
    page = (RESOURCES / "manual" / "sinkronisasi.md").read_text("utf-8")
    table = [line for line in page.splitlines() if line.startswith("|") and "(`" in line]
    assert table == written_table()
