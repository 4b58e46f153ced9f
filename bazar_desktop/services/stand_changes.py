"""Which stands changed hands on a day: who left, who joined, when and why."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day import EXPECTED, StandChange
from bazar_desktop.services.cards import card_of
from bazar_desktop.services.participants import PartyWords, party_words
from bazar_desktop.store.rows import find
from bazar_desktop.store.tables import Attendance, Booth, Participation, Substitution


def stand_changes(session: Session, bazaar_id: str, day: date) -> tuple[StandChange, ...]:
    """The substitutions of the day in the order they were made."""
    query = select(Substitution).where(
        Substitution.bazaar_id == bazaar_id, Substitution.day == day, Substitution.withdrawn.is_(False)
    )
    rows = session.execute(query.order_by(Substitution.done_at, Substitution.id)).scalars()
    return tuple(_change(session, row) for row in rows)


def _change(session: Session, row: Substitution) -> StandChange:
    booth = session.get(Booth, row.booth_id or "")
    left, joined = (session.get(Participation, id_ or "") for id_ in (row.left_id, row.joined_id))
    going, coming = (_words(session, one) for one in (left, joined))
    marked = find(session, Attendance, row.left_id, row.day, row.session)
    if marked is None and (row.session or 1) > 1:
        marked = find(session, Attendance, row.left_id, row.day, (row.session or 1) - 1)
    return StandChange(
        booth=(booth.label if booth else "") or "",
        session=row.session or 1,
        left_business=going.business,
        left_name=going.name,
        left_attendance=(marked.status if marked else None) or EXPECTED,
        joined_id=row.joined_id or "",
        joined_business=coming.business,
        joined_name=coming.name,
        card=card_of(session, joined) if joined else "",
        at=row.done_at,
        reason=row.reason or "",
    )


def _words(session: Session, row: Participation | None) -> PartyWords:
    return party_words(session, row) if row is not None else PartyWords("", "")
