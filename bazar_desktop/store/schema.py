"""What the tables alone do not say: triggers and the search index, one list for both databases.

Every migration ends by recreating what stands here, because a batch migration copies tables and loses their triggers.
The search index keeps a vendor's rowid; the file is therefore never vacuumed (backups copy its pages).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

KEPT = "origin seq schema at officer action scope entity row_id fields digest reason prev_hash hash"
SAME = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in KEPT.split())
WORDS = " || ' ' || ".join(f"coalesce(NEW.{name}, '')" for name in ("business", "name", "product", "phone"))

SEARCH = (
    "CREATE VIRTUAL TABLE vendor_search USING fts5"
    "(words, tokenize='unicode61 remove_diacritics 2', prefix='2 3 4')"
)
SQLITE_TRIGGERS = {
    "change_is_append_only": f"""
        CREATE TRIGGER change_is_append_only BEFORE UPDATE ON change
        WHEN NOT (NEW.personal IS NULL AND NEW.salt IS NULL AND {SAME})
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    "change_is_kept": """
        CREATE TRIGGER change_is_kept BEFORE DELETE ON change
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    "vendor_search_insert": f"""
        CREATE TRIGGER vendor_search_insert AFTER INSERT ON vendor
        BEGIN INSERT INTO vendor_search (rowid, words) VALUES (NEW.rowid, {WORDS}); END""",
    "vendor_search_update": f"""
        CREATE TRIGGER vendor_search_update AFTER UPDATE OF business, name, product, phone ON vendor
        BEGIN UPDATE vendor_search SET words = {WORDS} WHERE rowid = NEW.rowid; END""",
}
POSTGRES_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION change_is_append_only() RETURNS trigger AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND NEW.personal IS NULL AND NEW.salt IS NULL
           AND {SAME.replace(" IS ", " IS NOT DISTINCT FROM ")} THEN RETURN NEW; END IF;
        RAISE EXCEPTION 'the journal is append-only';
    END $$ LANGUAGE plpgsql"""
POSTGRES_TRIGGERS = {
    "change_is_append_only": """
        CREATE TRIGGER change_is_append_only BEFORE UPDATE OR DELETE ON change
        FOR EACH ROW EXECUTE FUNCTION change_is_append_only()""",
}


def recreate_triggers(connection: Connection) -> None:
    """Drop and create every trigger, and build the search index anew from the vendors."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(POSTGRES_FUNCTION)
        for name, statement in POSTGRES_TRIGGERS.items():
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name} ON change")
            connection.exec_driver_sql(statement)
        return
    for name, statement in SQLITE_TRIGGERS.items():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("DROP TABLE IF EXISTS vendor_search")
    connection.exec_driver_sql(SEARCH)
    words = WORDS.replace("NEW.", "")
    connection.exec_driver_sql(f"INSERT INTO vendor_search (rowid, words) SELECT rowid, {words} FROM vendor")


@contextmanager
def vendors_indexed_at_once(connection: Connection) -> Iterator[None]:
    """Vendors inserted inside are put into the search index together at the end: five times quicker than one by one.

    The trigger that would do it is away meanwhile, in this transaction alone.
    """
    last = connection.exec_driver_sql("SELECT coalesce(max(rowid), 0) FROM vendor").scalar_one()
    connection.exec_driver_sql("DROP TRIGGER vendor_search_insert")
    yield
    words = WORDS.replace("NEW.", "")
    connection.exec_driver_sql(
        f"INSERT INTO vendor_search (rowid, words) SELECT rowid, {words} FROM vendor WHERE rowid > ?", (last,)
    )
    connection.exec_driver_sql(SQLITE_TRIGGERS["vendor_search_insert"])
