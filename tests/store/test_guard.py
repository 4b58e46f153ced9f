"""Every way of writing past the journal that SQLAlchemy knows is tried; each is refused and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import bindparam, delete, func, insert, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from bazar_desktop.store.database import Database
from bazar_desktop.store.guard import JournalBypassed
from bazar_desktop.store.journal import WriteOutsideAction
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import ChangeRow, OmzetEntry, Setting, StoreFact, natural_id
from tests.stores import MORNING, MakeStore, all_changes, facts_digest

DAY = date(2023, 3, 20)
ROW = natural_id("omzet_entry", "p", DAY, 1)
FIELDS = {"bazaar_id": "b", "participation_id": "p", "day": DAY, "session": 1}
NEW = {"id": "n", "changed_at": "x", "withdrawn": False, "cash": 1}


def expression(session: Session) -> None:
    row = session.get_one(OmzetEntry, ROW)
    row.cash = func.abs(-5)  # type: ignore[assignment]
    session.flush()


def session_delete(session: Session) -> None:
    session.delete(session.get_one(OmzetEntry, ROW))
    session.flush()


def bulk_update(session: Session) -> None:
    session.bulk_update_mappings(OmzetEntry, [{"id": ROW, "cash": 9, "changed_at": "x"}])  # type: ignore[arg-type]


def bulk_save(session: Session) -> None:
    session.bulk_save_objects([OmzetEntry(**NEW)])


def query_update(session: Session) -> None:
    session.query(OmzetEntry).filter(OmzetEntry.id == ROW).update({"cash": 9})


def query_delete(session: Session) -> None:
    session.query(OmzetEntry).filter(OmzetEntry.id == ROW).delete()


def by_driver(statement: str) -> Callable[[Session], object]:
    return lambda session: session.connection().exec_driver_sql(statement)


def by_text(statement: str) -> Callable[[Session], object]:
    return lambda session: session.execute(text(statement))


TABLE = OmzetEntry.__table__
WAYS: dict[str, Callable[[Session], object]] = {
    "orm insert": lambda session: session.execute(insert(OmzetEntry), [NEW]),
    "orm update": lambda session: session.execute(update(OmzetEntry).values(cash=9)),
    "orm delete": lambda session: session.execute(delete(OmzetEntry)),
    "core insert": lambda session: session.connection().execute(insert(TABLE), [NEW]),
    "core update": lambda session: session.connection().execute(update(TABLE).values(cash=9)),  # type: ignore[arg-type]
    "core delete": lambda session: session.connection().execute(delete(TABLE)),  # type: ignore[arg-type]
    "core many": lambda session: session.connection().execute(
        update(TABLE).where(TABLE.c.id == bindparam("one")).values(cash=9),  # type: ignore[arg-type]
        [{"one": ROW}],
    ),
    "bulk_insert_mappings": lambda session: session.bulk_insert_mappings(OmzetEntry, [NEW]),  # type: ignore[arg-type]
    "bulk_update_mappings": bulk_update,
    "bulk_save_objects": bulk_save,
    "query update": query_update,
    "query delete": query_delete,
    "text insert": by_text("INSERT INTO omzet_entry (id, changed_at, withdrawn) VALUES ('n', 'x', false)"),
    "text update": by_text("update omzet_entry set cash = 9"),
    "text delete": by_text('DELETE FROM "omzet_entry"'),
    "text with": by_text("WITH w AS (SELECT 1) UPDATE omzet_entry SET cash = 9"),
    "driver update": by_driver("UPDATE omzet_entry SET cash = 9"),
    "driver after a comment": by_driver("/* harmless */ UPDATE omzet_entry SET cash = 9"),
    "driver after a line comment": by_driver("-- harmless\nUPDATE omzet_entry SET cash = 9"),
    "an expression": expression,
    "session.delete": session_delete,
    "journal insert": lambda session: session.execute(text("INSERT INTO change (origin) VALUES ('x')")),
    "journal update": lambda session: session.execute(update(ChangeRow).values(officer="x")),
    "journal delete": lambda session: session.execute(delete(ChangeRow)),
}


@pytest.mark.parametrize("way", WAYS)
def test_no_way_leads_past_the_journal(make_store: MakeStore, way: str) -> None:
    db = make_store("A")
    with db.write("o1", "test", MORNING) as session:
        enter(session, OmzetEntry, "p", DAY, 1, **FIELDS, cash=100)
    with db.read() as session:
        before = facts_digest(session)
    with pytest.raises((JournalBypassed, TypeError)), db.write("o1", "test", MORNING) as session:
        WAYS[way](session)
    with db.read() as session:
        assert facts_digest(session) == before
    assert len(all_changes(db)) == 1


def enter_now(session: Session) -> None:
    enter(session, Setting, "a", key="a", value="1")
    session.flush()


def enter_then_bypass(session: Session) -> None:
    enter_now(session)
    WAYS["orm update"](session)


def test_the_doors_close_again_after_a_refused_write(db: Database) -> None:
    with pytest.raises(JournalBypassed), db.write("o1", "test", MORNING) as session:
        enter_then_bypass(session)
    with pytest.raises(JournalBypassed), db.write("o1", "test", MORNING) as session:
        WAYS["text update"](session)


SQLITE_ONLY = {
    "replace": "REPLACE INTO omzet_entry (id, changed_at, withdrawn) VALUES ('n', 'x', 0)",
    "insert or replace": "INSERT OR REPLACE INTO omzet_entry (id, changed_at, withdrawn) VALUES ('n', 'x', 0)",
    "update or ignore": "UPDATE OR IGNORE omzet_entry SET cash = 9",
    "with a schema": "UPDATE main.omzet_entry SET cash = 9",
    "in brackets": "UPDATE [omzet_entry] SET cash = 9",
    "in backticks": "UPDATE `omzet_entry` SET cash = 9",
    "in capitals": "UPDATE OMZET_ENTRY SET CASH = 9",
}


@pytest.mark.parametrize("way", SQLITE_ONLY)
def test_no_spelling_of_sqlite_leads_past_it_either(db: Database, way: str) -> None:
    with pytest.raises(JournalBypassed), db.write("o1", "test", MORNING) as session:
        session.connection().exec_driver_sql(SQLITE_ONLY[way])


@pytest.mark.parametrize(
    "statement",
    ["UPDATE change SET officer = 'x'", "UPDATE change SET salt = 'x'", "DELETE FROM change"],
)
def test_the_triggers_refuse_what_the_guard_never_saw(make_store: MakeStore, statement: str) -> None:
    db = make_store("A")
    with db.write("o1", "test", MORNING) as session:
        enter(session, Setting, "a", key="a", value="1")
    raw = db.engine.raw_connection()
    try:
        with pytest.raises(Exception, match="append-only"):
            raw.cursor().execute(statement)
        raw.rollback()
    finally:
        raw.close()
    assert len(all_changes(db)) == 1


def test_a_session_for_reading_writes_nothing(make_store: MakeStore) -> None:
    db = make_store("A")
    with pytest.raises(WriteOutsideAction), db.read() as session:
        enter_now(session)
    with db.read() as session:
        enter(session, Setting, "a", key="a", value="1")  # never flushed: forgotten
    with pytest.raises((JournalBypassed, DatabaseError)), db.read() as session:
        session.execute(text("UPDATE omzet_entry SET cash = 9"))
    assert all_changes(db) == []


def test_what_only_the_store_knows_of_itself_is_not_guarded(db: Database) -> None:
    with db.write("o1", "test", MORNING) as session:
        session.execute(insert(StoreFact), [{"key": "note", "value": "x"}])
    assert all_changes(db) == []
