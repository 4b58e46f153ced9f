"""The fields of a fact as its table declares them: their names, how they merge, which of them are about a person."""

from __future__ import annotations

from functools import cache

from bazar_desktop.domain.journal.merging import ASK
from bazar_desktop.domain.values.kinds import Reference
from bazar_desktop.store.tables import Fact, facts

LOCAL = {"id", "changed_at"}  # columns that are not fields of the journal


def field_names(cls: type[Fact]) -> list[str]:
    return [column.key for column in cls.__table__.columns if column.key not in LOCAL]


@cache
def merge_rules(cls: type[Fact]) -> dict[str, str]:
    return {column.key: column.info.get("merge", ASK) for column in cls.__table__.columns}


def personal_fields(cls: type[Fact]) -> frozenset[str]:
    return frozenset(column.key for column in cls.__table__.columns if column.info.get("personal"))


@cache
def references_to(entity: str) -> tuple[tuple[type[Fact], str], ...]:
    """The fields of all tables that name a row of `entity`."""
    return tuple(
        (cls, column.key)
        for cls in facts().values()
        for column in cls.__table__.columns
        if isinstance(column.info.get("kind"), Reference) and column.info["kind"].entity == entity
    )
