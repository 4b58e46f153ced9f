"""What stands behind an id, by the name that people use for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.changes import Value
from bazar_desktop.domain.values.kinds import Reference
from bazar_desktop.services.bazaars.participants import words_of
from bazar_desktop.store.tables import Participation, Vendor, facts

NAMES = ("business", "name", "label", "key", "code")
OFFICERS = {
    ("verdict", "decided_by"),
    ("take_back", "taken_by"),
}  # words, of which an older store held others


@cache
def referred_entity(entity: str, name: str) -> str:
    """Whose ids the field `name` of `entity` holds; "" where it holds none."""
    if (entity, name) in OFFICERS:
        return "officer"
    cls = facts().get(entity)
    column = cls.__table__.columns.get(name) if cls is not None else None
    kind = None if column is None else column.info.get("kind")
    return kind.entity if isinstance(kind, Reference) else ""


def named_value(
    session: Session, entity: str, name: str, value: Value, said: Callable[[str, str], str]
) -> Value:
    """Give `value` of a field, or the name of the row whose id it is: from here, else as it is `said` (entity, id).

    An id of a row that nobody has named stays as it is.
    """
    other = referred_entity(entity, name)
    if not other or not isinstance(value, str) or other not in facts():
        return value
    if other == Participation.__tablename__ and (party := party_name(session, value)):
        return party
    row = session.get(facts()[other], value)
    here = next((str(text) for field in NAMES if (text := getattr(row, field, None))), "")
    return here or said(other, value) or value


def party_name(session: Session, participation_id: str | None) -> str:
    """Give the business of a participation's vendor, or its agency's name; "" where it is not here."""
    row = session.get(Participation, participation_id or "")
    vendor = session.get(Vendor, row.vendor_id) if row and row.vendor_id else None
    if vendor is not None:
        return vendor.business or vendor.name or ""
    return words_of(session, row, None).business if row is not None else ""
