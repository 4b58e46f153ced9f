"""Bringing a store's schema up to the program's, run at start; Alembic is imported only when there is work."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

from bazar_desktop.store.damage import APPLICATION_ID
from bazar_desktop.store.faults import StoreTooNew
from bazar_desktop.work_log import logged

HEAD = "0004"
SCRIPTS = Path(__file__).with_name("migrations")


def current_revision(connection: Connection) -> str | None:
    """Give the schema's revision, None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())


def needs_migration(engine: Engine) -> bool:
    """Whether the schema is behind the program. Raises StoreTooNew where it is ahead."""
    with engine.connect() as connection:
        revision = current_revision(connection)
    if revision is not None and revision > HEAD:
        raise StoreTooNew(revision=revision)
    return revision != HEAD


@logged("migration")
def migrate(engine: Engine) -> None:
    """Run every migration the store lacks, in one transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {int(HEAD)}")
