"""Ids: the same for the same fact, different for all others, and near those of what a row belongs to."""

from __future__ import annotations

import uuid

from bazar_desktop.store.database import Database
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Attendance, Participation, natural_id, new_id
from tests.stores import MORNING

BAZAAR = "1b1d2c3e-0000-4000-8000-000000000001"


def test_a_new_id_is_random_and_near_what_the_row_belongs_to() -> None:
    made = {new_id(BAZAAR) for _ in range(1_000)}
    assert len(made) == 1_000
    assert {item[:8] for item in made} == {BAZAAR[:8]}
    assert {uuid.UUID(item).version for item in made} == {4}
    assert new_id("v-1")[:8] != "v-1"


def test_a_natural_id_is_the_same_everywhere_and_near_the_first_part_of_its_key() -> None:
    one = natural_id("attendance", BAZAAR, "2023-03-20", 1)
    assert one == natural_id("attendance", BAZAAR, "2023-03-20", 1)
    assert one[:8] == BAZAAR[:8]
    others = {natural_id("attendance", BAZAAR, "2023-03-20", n) for n in range(500)}
    others |= {natural_id("omzet_entry", BAZAAR, "2023-03-20", n) for n in range(500)}
    assert len(others) == 1_000
    assert uuid.UUID(natural_id("setting", "office_name")).version == 5


def test_all_rows_of_a_bazaar_begin_alike(db: Database) -> None:
    with db.write("officer", "test", MORNING) as session:
        party = enter(session, Participation, bazaar_id=BAZAAR)
        present = enter(session, Attendance, party.id, "2023-03-20", 1, participation_id=party.id)
        assert party.id[:8] == present.id[:8] == BAZAAR[:8]
