"""What a column may hold is declared once, and nothing that this program does writes anything else."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import BigInteger, Boolean, Date, Integer, Time, select

from bazar_desktop.domain.values.kinds import Day, MomentText, TimeOfDay, Whole, YesNo
from bazar_desktop.language import use_language
from bazar_desktop.messages import sentence
from bazar_desktop.messages.values import ENTITY_WORDS, FIELD_WORDS
from bazar_desktop.services.settings.values import put_setting
from bazar_desktop.store.bulk import enter_many
from bazar_desktop.store.database import Database
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Bazaar, ChangeRow, Moment, OmzetEntry, Vendor, facts, new_id
from bazar_desktop.store.values import ValueRefused, kinds_of
from tests.stores import MORNING, WIB, facts_digest

HELD_BY = {Boolean: YesNo, Date: Day, Time: TimeOfDay, Moment: MomentText, Integer: Whole, BigInteger: Whole}


def test_every_column_declares_what_it_may_hold_and_has_a_name_for_people() -> None:
    for entity, cls in facts().items():
        kinds = kinds_of(cls)
        assert set(kinds) == {column.key for column in cls.__table__.columns} - {"id", "changed_at"}, entity
        assert entity in ENTITY_WORDS
        assert set(kinds) <= set(FIELD_WORDS), entity


def test_a_kind_fits_the_type_that_the_database_keeps() -> None:
    for cls in facts().values():
        for name, kind in kinds_of(cls).items():
            wanted = HELD_BY.get(type(cls.__table__.columns[name].type))
            is_text = wanted is None and not isinstance(kind, Whole | YesNo | Day | TimeOfDay | MomentText)
            assert is_text or (wanted is not None and isinstance(kind, wanted)), (cls, name)


def change(row: OmzetEntry, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


@pytest.mark.parametrize(
    ("values", "field", "rule"),
    [
        ({"cash": -5}, "cash", "out_of_range"),
        ({"cash": 10**12 + 1}, "cash", "out_of_range"),
        ({"state": "kaya"}, "state", "unknown_word"),
        ({"session": 10}, "session", "out_of_range"),
        ({"note": "x" * 501}, "note", "too_long"),
        ({"day": date(1999, 1, 1)}, "day", "out_of_range"),
    ],
)
def test_the_journal_refuses_a_value_before_it_is_written(
    db: Database, values: dict[str, Any], field: str, rule: str
) -> None:
    with db.write("o", "test", MORNING) as session:
        row_id = enter(session, OmzetEntry, state="reported", cash=5).id
    with db.read() as session:
        before = facts_digest(session), len(session.execute(select(ChangeRow.seq)).all())
    with pytest.raises(ValueRefused) as caught, db.write("o", "test", MORNING) as session:
        enter(session, OmzetEntry, **values)
    assert caught.value.facts == {"entity": "omzet_entry", "field": field, "rule": rule}
    with pytest.raises(ValueRefused), db.write("o", "test", MORNING) as session:
        change(session.get_one(OmzetEntry, row_id), values)
    with pytest.raises(ValueRefused), db.write("o", "test", MORNING) as session:
        enter_many(session, OmzetEntry, [{"id": new_id(), **values}])
    with db.read() as session:
        assert (facts_digest(session), len(session.execute(select(ChangeRow.seq)).all())) == before


def test_words_are_written_composed_one_by_one_and_many_at_once(db: Database) -> None:
    with db.write("o", "test", MORNING) as session:
        alone = enter(session, Vendor, name="Cafe\u0301\x07", business="").id
        enter_many(session, Vendor, [{"id": new_id(), "name": "Cafe\u0301\x07", "business": ""}])
        session.flush()
        session.get_one(Vendor, alone).product = "Kue\u0301"
    with db.read() as session:
        rows = session.execute(select(Vendor)).scalars().all()
        assert [row.name for row in rows] == ["Café ", "Café "]
        assert session.get_one(Vendor, alone).product == "Kué"


def test_a_setting_that_the_program_reads_has_its_shape_and_any_other_is_free(db: Database) -> None:
    with pytest.raises(ValueRefused) as caught, db.write("o", "test", MORNING) as session:
        put_setting(session, "letterhead", ["bukan kop"])
    assert caught.value.facts["rule"] == "wrong_shape"
    with db.write("o", "test", MORNING) as session:
        put_setting(session, "baru", ["apa saja"])


def test_a_laptop_whose_clock_has_lost_its_year_is_told(db: Database) -> None:
    with (
        pytest.raises(ValueRefused) as caught,
        db.write("o", "test", datetime(2105, 1, 1, tzinfo=WIB)) as session,
    ):
        enter(session, Bazaar, name="Bazar")
    assert caught.value.facts["field"] == "at"


def test_the_refusal_names_the_field_as_people_call_it() -> None:
    error = ValueRefused(entity="omzet_entry", field="cash", rule="out_of_range")
    assert sentence(error).startswith("Tunai (omzet) tidak dapat disimpan: di luar batas yang masuk akal.")
    use_language("en")
    try:
        assert sentence(error).startswith("Cash (omzet) cannot be saved: beyond what is possible.")
    finally:
        use_language("id")
