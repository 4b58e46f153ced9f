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
WORDS = " || ' ' || ".join(
    [
        *(f"coalesce(NEW.{name}, '')" for name in ("business", "name", "product")),
        "coalesce(substr(NEW.phone, -4), '')",  # the digits by which people know a phone
    ]
)
OLD_WORDS = WORDS.replace("NEW.", "OLD.")
SHOWN = "lower(coalesce(nullif(NEW.business, ''), NEW.name, ''))"  # what the register is ordered by

# The index keeps no text of its own: what stood in it is told it when it goes. This view is read by FTS5's own checks.
SEARCHED = (
    "CREATE VIEW vendor_search_words AS"
    f" SELECT rowid AS vendor, {WORDS.replace('NEW.', '')} AS words FROM vendor"
)
SEARCH = (
    "CREATE VIRTUAL TABLE vendor_search USING fts5"
    "(words, content='vendor_search_words', content_rowid='vendor', columnsize=0,"
    " tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4', detail=none)"
)
# What is gathered in memory before it is written (bytes): with 1 MB a whole register is merged again and again. Blocks
# (bytes) so large that two of them fill a page: of the usual ones only one finds room there.
SEARCH_SIZES = [
    f"INSERT INTO vendor_search (vendor_search, rank) VALUES ('{name}', {size})"
    for name, size in {"hashsize": 16 << 20, "pgsz": 4_000}.items()
]
TERMS = "CREATE VIRTUAL TABLE vendor_search_terms USING fts5vocab(vendor_search, 'row')"
# All vendors in the order of the list, in a table so narrow that 400,000 of them are read in a moment.
ORDER = (
    "CREATE TABLE vendor_search_order (shown TEXT NOT NULL, vendor INTEGER NOT NULL, id TEXT NOT NULL,"
    " PRIMARY KEY (shown, vendor)) WITHOUT ROWID"
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
        BEGIN
            INSERT INTO vendor_search (rowid, words) VALUES (NEW.rowid, {WORDS});
            INSERT INTO vendor_search_order SELECT {SHOWN}, NEW.rowid, NEW.id WHERE NOT NEW.withdrawn;
        END""",
    "vendor_search_update": f"""
        CREATE TRIGGER vendor_search_update AFTER UPDATE OF business, name, product, phone ON vendor
        WHEN {OLD_WORDS} <> {WORDS}
        BEGIN
            INSERT INTO vendor_search (vendor_search, rowid, words) VALUES ('delete', OLD.rowid, {OLD_WORDS});
            INSERT INTO vendor_search (rowid, words) VALUES (NEW.rowid, {WORDS});
        END""",
    "vendor_search_reorder": f"""
        CREATE TRIGGER vendor_search_reorder AFTER UPDATE OF business, name, withdrawn ON vendor
        BEGIN
            DELETE FROM vendor_search_order WHERE shown = {SHOWN.replace("NEW.", "OLD.")} AND vendor = OLD.rowid;
            INSERT INTO vendor_search_order SELECT {SHOWN}, NEW.rowid, NEW.id WHERE NOT NEW.withdrawn;
        END""",
    "vendor_search_delete": f"""
        CREATE TRIGGER vendor_search_delete AFTER DELETE ON vendor
        BEGIN
            INSERT INTO vendor_search (vendor_search, rowid, words) VALUES ('delete', OLD.rowid, {OLD_WORDS});
            DELETE FROM vendor_search_order WHERE vendor = OLD.rowid;
        END""",
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
    drop_search(connection)
    for statement in (SEARCHED, SEARCH, *SEARCH_SIZES, TERMS, ORDER):
        connection.exec_driver_sql(statement)
    for name, statement in SQLITE_TRIGGERS.items():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        connection.exec_driver_sql(statement)
    _index_vendors(connection, after=0)


def drop_search(connection: Connection) -> None:
    """Drop the search index and all that names it: a view of `vendor` would forbid a migration to copy that table."""
    if connection.dialect.name == "postgresql":
        return
    for name in SQLITE_TRIGGERS:
        if name.startswith("vendor_search"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
    for name in ("vendor_search_terms", "vendor_search", "vendor_search_order"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    connection.exec_driver_sql("DROP VIEW IF EXISTS vendor_search_words")


def _index_vendors(connection: Connection, *, after: int) -> None:
    """Put the vendors whose row number is above `after` into the search index and the order."""
    connection.exec_driver_sql(
        "INSERT INTO vendor_search (rowid, words) SELECT vendor, words FROM vendor_search_words WHERE vendor > ?",
        (after,),
    )
    connection.exec_driver_sql(
        f"INSERT INTO vendor_search_order SELECT {SHOWN.replace('NEW.', '')}, rowid, id FROM vendor"
        " WHERE rowid > ? AND NOT withdrawn ORDER BY 1, 2",
        (after,),
    )


@contextmanager
def vendors_indexed_at_once(connection: Connection) -> Iterator[None]:
    """Vendors inserted inside are put into the search index together at the end: five times quicker than one by one.

    The trigger that would do it is away meanwhile, in this transaction alone. None of these vendors may be changed
    inside: the index would be told to forget what it does not have yet.
    """
    last = connection.exec_driver_sql("SELECT coalesce(max(rowid), 0) FROM vendor").scalar_one()
    connection.exec_driver_sql("DROP TRIGGER vendor_search_insert")
    yield
    _index_vendors(connection, after=last)
    connection.exec_driver_sql(SQLITE_TRIGGERS["vendor_search_insert"])
