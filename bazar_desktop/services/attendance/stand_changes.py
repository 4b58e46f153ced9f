"""Which stands changed hands on a day, when and why; and who stands elsewhere than the printed denah says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import EXPECTED, DaySheet, StandChange, StandMove
from bazar_desktop.services.attendance.cards import card_of
from bazar_desktop.services.bazaars.participants import party_words
from bazar_desktop.services.bazaars.party_names import PartyWords
from bazar_desktop.services.day.day_journal import DayJournal, fact_at, facts_at, party_at
from bazar_desktop.services.day.register_at import Covers
from bazar_desktop.services.day.sheet import booth_order
from bazar_desktop.services.papers.printed import stands_printed
from bazar_desktop.store.rows import find
from bazar_desktop.store.tables import Attendance, Booth, Participation, Substitution, natural_id


def stand_changes(session: Session, bazaar_id: str, day: date) -> tuple[StandChange, ...]:
    """The substitutions of the day in the order they were made."""
    query = select(Substitution).where(
        Substitution.bazaar_id == bazaar_id, Substitution.day == day, Substitution.withdrawn.is_(False)
    )
    rows = session.execute(query.order_by(Substitution.done_at, Substitution.id)).scalars()
    return tuple(_change(session, row) for row in rows)


def stand_changes_at(session: Session, journal: DayJournal, covers: Covers) -> dict[str, StandChange]:
    """The substitutions of the day as `covers` covers them, by the row that tells of them.

    The cards are those of now, for the gate takes no other.
    """
    rows = facts_at(journal, Substitution, covers)
    rows.sort(key=lambda row: (row.done_at.isoformat() if row.done_at else "", row.id))
    return {row.id: _change_at(session, row, journal, covers) for row in rows}


def _change_at(session: Session, row: Substitution, journal: DayJournal, covers: Covers) -> StandChange:
    booth = fact_at(journal, Booth, row.booth_id, covers)
    going, coming = (party_at(journal, covers, party) for party in (row.left_id, row.joined_id))
    numbers = [row.session or 1, (row.session or 1) - 1]
    marks = (
        fact_at(
            journal, Attendance, natural_id(Attendance.__tablename__, row.left_id, row.day, number), covers
        )
        for number in numbers
    )
    marked = next((mark for mark in marks if mark is not None and not mark.withdrawn), None)
    return _told(session, row, booth, going, coming, marked)


def with_moves(session: Session, bazaar_id: str, sheet: DaySheet) -> DaySheet:
    """`sheet` with who stands elsewhere than the denah says that was last made here; substitutions aside.

    A substitution is told with its reason among the `changes`, so who left or joined by one is no move.
    """
    printed = stands_printed(session, bazaar_id, sheet.day)
    if printed is None:
        return sheet
    since, stands = printed
    before = _booths_of(stands)
    after = _booths_of(
        (row.participation_id, row.session, booth) for row in sheet.rows for booth in row.booths
    )
    substituted = {party for change in sheet.changes for party in (change.left_id, change.joined_id)}
    rows = {(row.participation_id, row.session): row for row in sheet.rows}
    moves = []
    for key in {**before, **after}:
        old, new = before.get(key, ""), after.get(key, "")
        if old != new and key[0] not in substituted:
            words = _words(session, session.get(Participation, key[0]))
            if key in rows:
                words = PartyWords(name=rows[key].name, business=rows[key].business)
            moves.append(StandMove(key[0], key[1], words.business, words.name, old, new))
    moves.sort(key=lambda move: (booth_order(move.after or move.before), move.after == "", move.business))
    return replace(sheet, moves=tuple(moves), moves_since=since if moves else None)


def _booths_of(stands: Iterable[tuple[str, int, str]]) -> dict[tuple[str, int], str]:
    """The booths of each party and session; a mitra may hold two."""
    found: dict[tuple[str, int], list[str]] = {}
    for who, session, booth in stands:
        found.setdefault((who, session), []).append(booth)
    return {key: ", ".join(sorted(booths, key=booth_order)) for key, booths in found.items()}


def _change(session: Session, row: Substitution) -> StandChange:
    booth = session.get(Booth, row.booth_id or "")
    going, coming = (
        _words(session, session.get(Participation, id_ or "")) for id_ in (row.left_id, row.joined_id)
    )
    marked = find(session, Attendance, row.left_id, row.day, row.session)
    if marked is None and (row.session or 1) > 1:
        marked = find(session, Attendance, row.left_id, row.day, (row.session or 1) - 1)
    return _told(session, row, booth, going, coming, marked)


def _told(
    session: Session,
    row: Substitution,
    booth: Booth | None,
    going: PartyWords,
    coming: PartyWords,
    marked: Attendance | None,
) -> StandChange:
    """A change of hands in words; the card is that of now, the only one that the gate takes."""
    joined = session.get(Participation, row.joined_id or "")
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
        left_id=row.left_id or "",
    )


def _words(session: Session, row: Participation | None) -> PartyWords:
    return party_words(session, row) if row is not None else PartyWords("", "")
