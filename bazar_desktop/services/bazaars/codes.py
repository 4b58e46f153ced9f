"""The codes of bazaars: those that several have, those that one had before, and a free one in place of it."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.changes import field_changes
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, bazaar_of, free_code
from bazar_desktop.store.changes import changes_of_rows
from bazar_desktop.store.tables import Bazaar


def give_free_code(session: Session, bazaar_id: str) -> str:
    """Give a bazaar the next free code of who issues codes here, in place of one that another has too; returns it."""
    row, known = session.get_one(Bazaar, bazaar_id), bazaar_of(session, bazaar_id)
    row.code = free_code(session, known.lokasi_id, min(day.day for day in known.days))
    session.flush()
    return row.code


def former_codes(session: Session, bazaar: BazaarFacts) -> tuple[str, ...]:
    """The codes that a bazaar had before the one it has now."""
    changes = changes_of_rows(session, [(Bazaar.__tablename__, bazaar.id)])
    said = [field_changes(change).get("code") for found in changes.values() for change in found]
    had = {str(value.after) for value in said if value is not None and value.after}
    return tuple(sorted(had - {bazaar.code}))


def shared_codes(session: Session) -> frozenset[str]:
    """The codes that several bazaars have."""
    query = select(Bazaar.code).where(Bazaar.withdrawn.is_(False)).group_by(Bazaar.code)
    return frozenset(code or "" for code in session.execute(query.having(func.count() > 1)).scalars())
