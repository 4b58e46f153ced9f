"""Erasing a person from the journal: the one update that its triggers allow, made again wherever values come anew.

What is erased follows from the changes a store holds, whatever order they came in: where a change of `erasure` names
a vendor, no change of that vendor or of its registrations keeps personal values here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, or_, select, text, update
from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.changes import Change, field_changes
from bazar_desktop.store.changes import rows_here
from bazar_desktop.store.fields import personal_fields
from bazar_desktop.store.guard import journal_door
from bazar_desktop.store.tables import AsideChange, ChangeRow, Conflict, Erasure, Fact, Registration, Vendor

Key = tuple[str, str]  # entity and row id
_SLICE = 400


def erased_vendors(session: Session) -> set[str]:
    """The ids of all vendors that were erased, as far as this store has heard."""
    return {item for item in session.execute(select(Erasure.vendor_id)).scalars() if item}


def erase_rows(session: Session, vendor_ids: Iterable[str]) -> int:
    """Take the personal values of these vendors out of facts, journal and search; returns how many changes lost any.

    The fields of an erased row ask for no decision any more. What is pending must have been flushed.
    """
    keys = [key for row_id in sorted(set(vendor_ids)) for key in _rows_of(session, row_id)]
    if not keys:
        return 0
    cleaned = 0
    with journal_door(session):
        for cls in (Vendor, Registration):
            ids = [row_id for entity, row_id in keys if entity == cls.__tablename__]
            for start in range(0, len(ids), _SLICE):
                cleaned += _empty(session, cls, ids[start : start + _SLICE])
        if cleaned and session.get_bind().dialect.name == "sqlite":
            # The words of a row that was updated stay in the index until its parts are merged.
            session.execute(text("INSERT INTO vendor_search (vendor_search) VALUES ('optimize')"))
    session.expire_all()
    return cleaned


def erase_what_came(session: Session, fresh: Sequence[Change]) -> int:
    """Keep erased people erased after `fresh` changes came in: an erasure, or late news of somebody erased before."""
    about: set[str] = set()
    for change in fresh:
        if change.entity == Vendor.__tablename__:
            about.add(change.row_id)
        elif change.entity in {Registration.__tablename__, Erasure.__tablename__}:
            about.update(_named(change))
    about.update(_of_registrations(session, fresh))
    return erase_rows(session, about & erased_vendors(session)) if about else 0


def _named(change: Change) -> Iterable[str]:
    fields = field_changes(change)
    value = fields["vendor_id"].after if "vendor_id" in fields else None
    return [value] if isinstance(value, str) else []


def _of_registrations(session: Session, fresh: Sequence[Change]) -> set[str]:
    """Whose the registrations among `fresh` are: a later change of one need not name its vendor."""
    ids = sorted({change.row_id for change in fresh if change.entity == Registration.__tablename__})
    found: set[str] = set()
    for start in range(0, len(ids), _SLICE):
        query = select(Registration.vendor_id).where(Registration.id.in_(ids[start : start + _SLICE]))
        found.update(item for item in session.execute(query).scalars() if item)
    return found


def _rows_of(session: Session, vendor_id: str) -> list[Key]:
    """The rows that hold personal values of a vendor: its own, and those of its registrations."""
    own = (Vendor.__tablename__, vendor_id)
    query = select(Registration.id).where(Registration.vendor_id == vendor_id)
    ids = {*session.execute(query).scalars(), *_aside_of(session, vendor_id)}
    return [own, *((Registration.__tablename__, row_id) for row_id in sorted(ids))]


def _aside_of(session: Session, vendor_id: str) -> list[str]:
    """Registrations of a vendor that do not count: no fact tells of them, and their values must go too."""
    entity = Registration.__tablename__
    query = select(AsideChange.row_id).where(AsideChange.entity == entity).distinct()
    keys = [(entity, row_id) for row_id in session.execute(query).scalars()]
    rows = rows_here(session.connection(), keys) if keys else {}
    return [key[1] for key, row in rows.items() if any(vendor_id in _named(change) for change in row.changes)]


def _empty(session: Session, cls: type[Fact], ids: list[str]) -> int:
    entity, table = cls.__tablename__, cls.__table__
    columns = dict.fromkeys(personal_fields(cls))
    session.connection().execute(update(table).where(table.c.id.in_(ids)).values(**columns))  # type: ignore[arg-type]
    session.execute(delete(Conflict).where(Conflict.entity == entity, Conflict.row_id.in_(ids)))
    kept = or_(ChangeRow.personal.is_not(None), ChangeRow.salt.is_not(None))
    query = update(ChangeRow).where(ChangeRow.entity == entity, ChangeRow.row_id.in_(ids), kept)
    done = session.connection().execute(query.values(personal=None, salt=None))
    return done.rowcount
