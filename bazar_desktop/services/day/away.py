"""Who is marked izin or alpa, since when, and whether an omzet stands all the same."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import ABSENT, BLANK, CHANNELS, COACH, EXCUSED, REPORTED
from bazar_desktop.services.bazaars.participants import party_words
from bazar_desktop.services.day.stands import booths_of
from bazar_desktop.services.journal.history import field_history
from bazar_desktop.store.rows import find
from bazar_desktop.store.tables import Attendance, OmzetEntry, Participation


@dataclass(frozen=True, slots=True)
class MarkedAway:
    """A party that is marked away in one session. `told`: something was said of its omzet; `marked_at`: since when."""

    participation_id: str
    session_no: int
    booth: str
    business: str
    attendance: str
    marked_at: datetime | None
    told: bool

    @property
    def key(self) -> tuple[str, int]:
        """What tells the lines of a day apart: participation and session."""
        return (self.participation_id, self.session_no)


def marked_away(
    session: Session, bazaar_id: str, day: date, keys: Collection[tuple[str, int]]
) -> tuple[MarkedAway, ...]:
    """Read who of these (participation and session) is marked izin or alpa, in the order given."""
    query = (
        select(Attendance, Participation)
        .join(Participation, Participation.id == Attendance.participation_id)
        .where(Attendance.bazaar_id == bazaar_id, Attendance.day == day, Attendance.withdrawn.is_(False))
        .where(Attendance.status.in_((EXCUSED, ABSENT)), Participation.party != COACH)
        .where(Attendance.participation_id.in_(sorted({who for who, _number in keys})))
    )
    wanted = list(dict.fromkeys(keys))
    found = {
        (row.participation_id, row.session): (row, party)
        for row, party in session.execute(query)
        if (row.participation_id, row.session) in wanted
    }
    return tuple(_away(session, *found[key]) for key in wanted if key in found)


def away_but_told(
    session: Session, bazaar_id: str, day: date, keys: Collection[tuple[str, int]]
) -> tuple[MarkedAway, ...]:
    """Read who of these is marked izin or alpa although an omzet stands: the two exclude each other."""
    return tuple(away for away in marked_away(session, bazaar_id, day, keys) if away.told)


def _away(session: Session, row: Attendance, party: Participation) -> MarkedAway:
    entries = field_history(session, Attendance.__tablename__, row.id, "status")
    entry = find(session, OmzetEntry, row.participation_id, row.day, row.session)
    return MarkedAway(
        participation_id=row.participation_id,
        session_no=row.session,
        booth=booths_of(session, row.participation_id, row.day, row.session),
        business=party_words(session, party).business,
        attendance=row.status or "",
        marked_at=next((change.at for change in entries if change.stands), None),
        told=entry is not None and _is_told(entry),
    )


def _is_told(entry: OmzetEntry) -> bool:
    holds = any(getattr(entry, name) is not None for name in CHANNELS)
    return holds or entry.state not in {None, BLANK, REPORTED}
