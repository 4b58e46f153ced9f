"""Alembic's environment: one tree of migrations for both databases, on the connection the program gives."""

from alembic import context
from sqlalchemy import Connection

from bazar_desktop.store.schema import drop_search, recreate_triggers
from bazar_desktop.store.tables import Base

connection: Connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
with_triggers = context.config.attributes.get("triggers", True)
if with_triggers:
    drop_search(connection)
with context.begin_transaction():
    context.run_migrations()
if with_triggers:
    recreate_triggers(connection)
