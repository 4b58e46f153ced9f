"""Finding, entering, withdrawing and deciding rows: what every use case does with facts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.store.journal import act_of
from bazar_desktop.store.tables import AnyFact, Fact, natural_id, new_id

BELONGS_TO = ("bazaar_id", "participation_id", "layout_id", "vendor_id")
SLICE = 500


class MovedOn(BazarError):
    """The row has changed since the officer saw it."""


def enter(session: Session, cls: type[AnyFact], /, *key: object, **values: Any) -> AnyFact:
    """A new row with `values`; with a natural `key` its id is made of it, and a withdrawn row is revived."""
    if key:
        return enter_over(session, kept(session, cls, *key), cls, *key, **values)
    row = cls(id=new_id(_near(values)), withdrawn=False, **values)
    session.add(row)
    return row


def kept(session: Session, cls: type[AnyFact], *key: object) -> AnyFact | None:
    """The row with this natural key, a withdrawn one too: what `enter_over` enters over."""
    return session.get(cls, natural_id(cls.__tablename__, *key))


def kept_many(session: Session, cls: type[AnyFact], keys: Iterable[tuple[object, ...]]) -> dict[str, AnyFact]:
    """The rows with these natural keys by id, withdrawn ones too."""
    return rows_of(session, cls, {natural_id(cls.__tablename__, *key) for key in keys})


def rows_of(session: Session, cls: type[AnyFact], ids: Iterable[str]) -> dict[str, AnyFact]:
    """The rows with these ids, withdrawn ones too; read in slices."""
    wanted = sorted(ids)
    rows: dict[str, AnyFact] = {}
    for start in range(0, len(wanted), SLICE):
        query = select(cls).where(cls.id.in_(wanted[start : start + SLICE]))
        rows.update({row.id: row for row in session.execute(query).scalars()})
    return rows


def enter_over(
    session: Session, row: AnyFact | None, cls: type[AnyFact], /, *key: object, **values: Any
) -> AnyFact:
    """`enter` for a natural `key` whose row was read by `kept` in this act already, so that it is not read twice."""
    if row is None:
        row = cls(id=natural_id(cls.__tablename__, *key), withdrawn=False, **values)
        session.add(row)
        return row
    if unless_withdrawn(row) is None:
        for name in _fields(row):
            if name not in values and name != "withdrawn":
                setattr(row, name, None)
        row.withdrawn = False
        act_of(session).whole[cls.__tablename__, row.id] = False
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _near(values: dict[str, Any]) -> str | None:
    """The id beside which a new row's own shall lie: that of what it belongs to."""
    return next((str(values[name]) for name in BELONGS_TO if values.get(name)), None)


def find(session: Session, cls: type[AnyFact], *key: object) -> AnyFact | None:
    """The row with this natural key, unless it is withdrawn."""
    return unless_withdrawn(kept(session, cls, *key))


def unless_withdrawn(row: AnyFact | None) -> AnyFact | None:
    """`row`, where there is one and it is not withdrawn.

    Nor is one there of which corrections alone are left, since the first entry was taken back with whoever made it:
    nothing in it says any more of which day it is.
    """
    return None if row is None or row.withdrawn or getattr(row, "day", row) is None else row


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
