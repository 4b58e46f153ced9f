"""The search index holds no text of its own and still agrees with every vendor, whichever door wrote them."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from bazar_desktop.store import schema
from bazar_desktop.store.apply import apply
from bazar_desktop.store.bulk import SLICE, enter_many
from bazar_desktop.store.database import Database
from bazar_desktop.store.erasing import erase_rows
from bazar_desktop.store.rows import enter, withdraw
from bazar_desktop.store.tables import Erasure, Vendor, new_ids
from bazar_desktop.store.undo import undo_action
from tests.stores import MORNING, all_changes, sqlcipher_store

WORDS = ("Dapur", "Batik", "Ñandú", "nasi-uduk", "Bu", "Siti", "kopi", "Zul'aikha", "Émas", "teh")
FIELDS = ("business", "name", "product")


def require_sound(db: Database) -> None:
    """FTS5 compares every word of the index with what the vendors say; raises DatabaseError where they differ."""
    with db.engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO vendor_search (vendor_search, rank) VALUES ('integrity-check', 1)"
        )


def found(db: Database, match: str) -> int:
    query = text("SELECT count(*) FROM vendor_search WHERE vendor_search MATCH :match")
    with db.read() as session:
        return int(session.execute(query, {"match": match}).scalar_one())


def texts(chance: random.Random) -> dict[str, str | None]:
    values: dict[str, str | None] = {name: " ".join(chance.sample(WORDS, 2)) for name in FIELDS}
    values["product"] = chance.choice((None, "", values["product"]))
    values["phone"] = chance.choice((None, "+62", f"+62812{chance.randrange(10**8):08}"))
    return values


def many(count: int) -> list[dict[str, object]]:
    chance = random.Random(7)
    return [{"id": id_, **texts(chance)} for id_ in new_ids(count)]


def test_it_agrees_after_entries_edits_withdrawals_and_undoing(db: Database) -> None:
    chance = random.Random(3)
    with db.write("o1", "import", MORNING) as session:
        one_by_one = [enter(session, Vendor, **texts(chance)).id for _turn in range(30)]
        enter_many(session, Vendor, many(SLICE + 20))
    require_sound(db)
    for turn in range(40):
        with db.write("o1", "edit", MORNING + timedelta(minutes=turn)) as session:
            row = session.get_one(Vendor, chance.choice(one_by_one))
            if turn % 7 == 0:
                withdraw(session, row)
            for name, value in texts(chance).items():
                setattr(row, name, value)
    require_sound(db)
    with db.write("o1", "more", MORNING + timedelta(hours=2)) as session:
        enter_many(session, Vendor, rows := many(SLICE))
        action = session.info["act"].action
    with db.write("o1", "undo", MORNING + timedelta(hours=3)) as session:
        assert undo_action(session, action).rows == len(rows)
    require_sound(db)


def test_it_agrees_after_two_stores_met(tmp_path: Path) -> None:
    ours, theirs = (sqlcipher_store(tmp_path, letter) for letter in "AB")
    with ours.write("o1", "import", MORNING) as session:
        enter_many(session, Vendor, rows := many(SLICE))
    take(theirs, ours)
    for hour, db in enumerate((ours, theirs, theirs)):
        chance = random.Random(hour)
        with db.write("o1", "edit", MORNING + timedelta(hours=hour)) as session:
            for row in rows[:200]:
                vendor = session.get_one(Vendor, row["id"])
                vendor.business = chance.choice((f"Warung {hour}", vendor.business))
                vendor.note = f"catatan {hour}"
    erase(ours, str(rows[5]["id"]))
    take(theirs, ours)
    take(ours, theirs)
    for db in (ours, theirs):
        require_sound(db)
        assert found(db, "warung") > 0
        db.close()


def take(db: Database, other: Database) -> None:
    with db.write("o2", "merge", MORNING + timedelta(days=1)) as session:
        apply(session, all_changes(other), MORNING + timedelta(days=1))


def erase(db: Database, vendor_id: str) -> None:
    with db.write("o1", "erase", MORNING + timedelta(hours=9)) as session:
        enter(session, Erasure, vendor_id, vendor_id=vendor_id, erased_at=MORNING)
        assert erase_rows(session, [vendor_id])


def test_no_word_of_an_erased_person_stays_in_the_index(db: Database) -> None:
    with db.write("o1", "import", MORNING) as session:
        enter_many(session, Vendor, many(SLICE))
        who = enter(session, Vendor, name="Xantippe", business="Dapur Quixotic", phone="+6281299990417").id
    assert held(db, b"antippe")
    assert found(db, "quix*") == 1
    erase(db, who)
    for word in (b"antippe", b"uixotic", b"417"):
        assert not held(db, word)
    assert found(db, "quix*") == 0
    require_sound(db)


def held(db: Database, word: bytes) -> bool:
    """Whether a table of the index holds these bytes; the first letters of a word may stand with its neighbour."""
    with db.engine.connect() as connection:
        names = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'vendor_search_%'"
            " AND name NOT IN ('vendor_search_terms', 'vendor_search_order')"
        ).scalars()
        rows = [row for name in list(names) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")]
    return any(word in value for row in rows for value in row if isinstance(value, bytes))


def test_the_index_keeps_the_words_and_nothing_else(db: Database) -> None:
    with db.engine.connect() as connection:
        names = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE name LIKE 'vendor_search%'"
        ).scalars()
        assert not {"vendor_search_content", "vendor_search_docsize"} & set(names)


def test_a_word_that_the_index_was_not_told_of_is_noticed(db: Database) -> None:
    with db.write("o1", "test", MORNING) as session:
        enter(session, Vendor, name="Marni", business="Dapur Bu Marni")
    with db.engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER vendor_search_update")
        connection.info["journal_doors"] = 1
        connection.exec_driver_sql("UPDATE vendor SET name = 'Sri'")
        connection.info["journal_doors"] = 0
    with pytest.raises(DatabaseError, match="checksum mismatch"):
        require_sound(db)


def test_a_migration_may_copy_the_vendors(db: Database) -> None:
    with db.write("o1", "test", MORNING) as session:
        enter(session, Vendor, name="Marni", business="Dapur Bu Marni")
    with db.engine.execution_options(writes=True).begin() as connection:
        connection.info["journal_doors"] = 1
        schema.drop_search(connection)
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("vendor", recreate="always"):
            pass
        schema.recreate_triggers(connection)
        connection.info["journal_doors"] = 0
    assert found(db, "dap*") == 1
    with db.write("o1", "test", MORNING + timedelta(hours=1)) as session:
        session.query(Vendor).one().business = "Warung"
    assert (found(db, "dap*"), found(db, "war*")) == (0, 1)
    require_sound(db)


def test_a_vendor_written_anew_with_the_same_words_leaves_the_index_alone(db: Database) -> None:
    with db.write("o1", "test", MORNING) as session:
        enter(session, Vendor, name="Marni", business="Dapur")
    before = blocks(db)
    with db.write("o1", "test", MORNING + timedelta(hours=1)) as session:
        rewrite(session, "UPDATE vendor SET name = name, business = business, category = 'Kuliner'")
    assert blocks(db) == before
    with db.write("o1", "test", MORNING + timedelta(hours=2)) as session:
        rewrite(session, "UPDATE vendor SET name = 'Sri'")
    assert blocks(db) != before


def rewrite(session: Session, statement: str) -> None:
    session.connection().info["journal_doors"] = 1
    session.execute(text(statement))


def blocks(db: Database) -> list[tuple[int, bytes]]:
    with db.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT id, block FROM vendor_search_data")
        return [(row.id, row.block) for row in rows]
