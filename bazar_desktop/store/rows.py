"""Finding, entering, withdrawing and deciding rows: what every use case does with facts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.store.journal import act_of
from bazar_desktop.store.tables import AnyFact, Fact, natural_id, new_id

BELONGS_TO = ("bazaar_id", "participation_id", "layout_id", "vendor_id")


class MovedOn(BazarError):
    """The row has changed since the officer saw it."""


def enter(session: Session, cls: type[AnyFact], /, *key: object, **values: Any) -> AnyFact:
    """Enter a new row with `values`; with a natural `key` its id is made of it, and a withdrawn row is revived."""
    row_id = natural_id(cls.__tablename__, *key) if key else new_id(_near(values))
    row = session.get(cls, row_id) if key else None
    if row is None:
        row = cls(id=row_id, withdrawn=False, **values)
        session.add(row)
        return row
    if row.withdrawn:
        for name in _fields(row):
            if name not in values and name != "withdrawn":
                setattr(row, name, None)
        row.withdrawn = False
        act_of(session).whole[cls.__tablename__, row_id] = False
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _near(values: dict[str, Any]) -> str | None:
    """The id beside which a new row's own shall lie: that of what it belongs to."""
    return next((str(values[name]) for name in BELONGS_TO if values.get(name)), None)


def find(session: Session, cls: type[AnyFact], *key: object) -> AnyFact | None:
    """Give the row with this natural key, unless it is withdrawn."""
    row = session.get(cls, natural_id(cls.__tablename__, *key))
    return None if row is None or row.withdrawn else row


def withdraw(session: Session, row: Fact, *, never: bool = False) -> None:
    """Take `row` back. Names the heads of all its fields, so that a concurrent edit elsewhere is a conflict.

    `never`: its first entry is undone, as if it had not been entered.
    """
    row.withdrawn = True
    act_of(session).whole[type(row).__tablename__, row.id] = never


def decide(session: Session, row: Fact, field: str, value: Any) -> None:
    """Settle a conflict: `value` replaces all heads of `field`."""
    if getattr(row, field) == value:
        flag_modified(row, field)
    setattr(row, field, value)
    act_of(session).decided.add((type(row).__tablename__, row.id, field))


def require_seen(row: Fact, seen: str | None) -> None:
    """Raise MovedOn where `row` has changed since the officer saw it (`seen` is its clock then)."""
    if seen is not None and row.changed_at != seen:
        raise MovedOn()


def _fields(row: Fact) -> list[str]:
    return [name for name in inspect(type(row)).columns.keys() if name not in {"id", "changed_at"}]  # noqa: SIM118
