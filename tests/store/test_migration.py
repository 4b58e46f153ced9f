"""What the migrations build is what the program maps, on both databases, with triggers and search."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from bazar_desktop.store import schema
from bazar_desktop.store.damage import APPLICATION_ID
from bazar_desktop.store.database import Database
from bazar_desktop.store.engine import sqlite_engine
from bazar_desktop.store.faults import StoreTooNew
from bazar_desktop.store.migration import HEAD, SCRIPTS, migrate, needs_migration
from bazar_desktop.store.rows import enter
from bazar_desktop.store.schema import POSTGRES_TRIGGERS, SQLITE_TRIGGERS
from bazar_desktop.store.tables import Base, Vendor
from tests.laid_out import laid_out_anew, laid_out_once
from tests.store import killed_migration
from tests.store.killed_migration import KILLED, migrate_to
from tests.stores import MORNING, MakeStore

KEY = bytes(32)


@pytest.fixture(autouse=True)
def by_alembic() -> Iterator[None]:
    with laid_out_anew():
        yield


def ours(name: str | None, kind: str, parents: object) -> bool:
    return kind != "table" or not (name or "").startswith(("vendor_search", "alembic_version"))


def test_the_migrated_schema_is_the_mapped_one(make_store: MakeStore) -> None:
    engine = make_store("A").engine
    with engine.connect() as connection:
        options = {"compare_type": True, "include_name": ours}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []
        found = set(inspect(connection).get_table_names())
    assert found >= set(Base.metadata.tables)


def test_the_tables_that_other_tests_begin_with_are_those_of_alembic(tmp_path: Path) -> None:
    laid_out = []
    for number, way in enumerate([laid_out_anew, laid_out_once, laid_out_once]):
        engine = sqlite_engine(tmp_path / f"{number}.bazardb", KEY)
        with way():
            migrate(engine)
        with engine.connect() as connection:
            rows = connection.execute(text("SELECT type, name, tbl_name, sql FROM sqlite_master"))
            own = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
            laid_out.append((sorted(map(tuple, rows), key=str), own))
        engine.dispose()
    assert laid_out[0] == laid_out[1] == laid_out[2]
    assert len(laid_out[0][0]) > 100


def test_every_trigger_of_the_list_is_there(make_store: MakeStore) -> None:
    engine = make_store("A").engine
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
            found = {row.name: row.sql for row in rows}
            assert found.keys() == SQLITE_TRIGGERS.keys()
            for name, statement in SQLITE_TRIGGERS.items():
                assert found[name].split() == statement.split()
        else:
            rows = connection.execute(text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"))
            assert {row.tgname for row in rows} == POSTGRES_TRIGGERS.keys()


def test_recreating_the_triggers_builds_the_search_anew(db: Database) -> None:
    with db.write("o1", "test", MORNING) as session:
        enter(session, Vendor, name="Marni", business="Dapur Bu Marni")
    with db.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER vendor_search_insert"))
        schema.recreate_triggers(connection)
        match = text("SELECT count(*) FROM vendor_search WHERE vendor_search MATCH 'dap*'")
        assert connection.execute(match).scalar() == 1


def test_a_second_start_has_nothing_to_migrate_and_the_file_says_what_it_is(db: Database) -> None:
    assert not needs_migration(db.engine)
    migrate(db.engine)
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == int(HEAD)


def test_a_file_of_a_newer_program_is_refused_and_not_a_byte_of_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "bazar.db"
    engine = sqlite_engine(file, KEY)
    migrate(engine)
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    before = file.read_bytes()
    again = sqlite_engine(file, KEY)
    with pytest.raises(StoreTooNew):
        needs_migration(again)
    again.dispose()
    assert file.read_bytes() == before


def test_a_file_of_the_first_schema_is_brought_up_with_its_vendors_triggers_and_search(
    tmp_path: Path,
) -> None:
    from alembic import command
    from alembic.config import Config

    engine = sqlite_engine(tmp_path / "bazar.db", KEY)
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql(
            "INSERT INTO vendor (id, changed_at, withdrawn, name, business)"
            " VALUES ('v', '', 0, 'Marni', 'Dapur Bu Marni')"
        )
        assert not inspect(connection).has_table("sealed_correction")
    assert needs_migration(engine)
    migrate(engine)
    with engine.connect() as connection:
        assert inspect(connection).has_table("sealed_correction")
        triggers = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars()
        assert set(triggers) == set(SQLITE_TRIGGERS)
        match = text("SELECT count(*) FROM vendor_search WHERE vendor_search MATCH 'dap*'")
        assert connection.execute(match).scalar() == 1
    engine.dispose()


def test_a_migration_that_is_killed_at_any_statement_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "bazar.db"
    engine = sqlite_engine(file, KEY)
    migrate_to(engine, "0003")
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO bazaar (id, changed_at, withdrawn, name) VALUES ('b', '', 0, 'Senen')"
        )
    engine.dispose()
    whole = tmp_path / "whole.db"
    shutil.copy(file, whole)
    steps = migrate_to(sqlite_engine(whole, KEY), "0004")
    assert steps > 2
    for step in range(1, steps + 1):
        run = [sys.executable, "-m", killed_migration.__name__, str(file), "0004", str(step)]
        assert subprocess.run(run, check=False).returncode == KILLED, step
        again = sqlite_engine(file, KEY)
        assert needs_migration(again), step
        with again.connect() as connection:
            assert "halt" not in {column["name"] for column in inspect(connection).get_columns("bazaar")}
            assert connection.exec_driver_sql("SELECT name FROM bazaar").scalar() == "Senen"
        again.dispose()
    last = sqlite_engine(file, KEY)
    migrate(last)
    with last.connect() as connection:
        assert connection.exec_driver_sql("SELECT name, halt FROM bazaar").one() == ("Senen", None)
    last.dispose()
