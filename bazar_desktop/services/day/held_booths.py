"""The booths that a party still holds on days to come, and giving them back when it is called off."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import BLANK, CHANNELS, PRESENT
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.bazaars.participants import change_participation, participation
from bazar_desktop.services.day.seal_guard import open_days_from
from bazar_desktop.services.day.sheet import booth_order
from bazar_desktop.services.day.stands import allocations_of
from bazar_desktop.store.actions import same_action
from bazar_desktop.store.tables import Allocation, Attendance, Booth, OmzetEntry


@dataclass(frozen=True, slots=True)
class HeldBooth:
    """A booth by its label, and the days on which the party holds it, in order."""

    booth: str
    days: tuple[date, ...]


def held_booths(session: Session, participation_id: str) -> tuple[HeldBooth, ...]:
    """Read what the party holds on open days on which it neither came nor told an omzet. Raises UnknownParticipant."""
    days: dict[str, list[date]] = defaultdict(list)
    for row in _to_free(session, participation_id):
        booth = session.get(Booth, row.booth_id) if row.booth_id else None
        label = (booth.label if booth else "") or "?"
        if row.day not in days[label]:
            days[label].append(row.day)
    return tuple(HeldBooth(label, tuple(days[label])) for label in sorted(days, key=booth_order))


@same_action(change_participation)
def change_and_free(
    session: Session,
    participation_id: str,
    *,
    status: str,
    reserve_order: int | None = None,
    preference: str = "",
    note: str = "",
    booth_count: int = 1,
    seen: str | None = None,
) -> tuple[HeldBooth, ...]:
    """Put a place in the bazaar right and give back the booths that `held_booths` names, as one action.

    Returns what was given back; a pin goes with it. Raises what `change_participation` raises.
    """
    freed, rows = held_booths(session, participation_id), _to_free(session, participation_id)
    change_participation(
        session,
        participation_id,
        status=status,
        reserve_order=reserve_order,
        preference=preference,
        note=note,
        booth_count=booth_count,
        seen=seen,
    )
    for row in rows:
        row.holder = None
    party = participation(session, participation_id)
    if party.pinned_booth_id is not None:
        party.pinned_booth_id = None
    session.flush()
    return freed


def _to_free(session: Session, participation_id: str) -> list[Allocation]:
    party = participation(session, participation_id)
    bazaar = bazaar_of(session, party.bazaar_id)
    return [
        row
        for day in open_days_from(session, bazaar, with_off=True)
        if not _has_been_there(session, participation_id, day)
        for row in allocations_of(session, participation_id, day)
    ]


def _has_been_there(session: Session, participation_id: str, day: date) -> bool:
    came = select(Attendance.id).where(
        Attendance.participation_id == participation_id,
        Attendance.day == day,
        Attendance.status == PRESENT,
        Attendance.withdrawn.is_(False),
    )
    heard = or_(OmzetEntry.state != BLANK, *(getattr(OmzetEntry, name).is_not(None) for name in CHANNELS))
    told = select(OmzetEntry.id).where(
        OmzetEntry.participation_id == participation_id,
        OmzetEntry.day == day,
        OmzetEntry.withdrawn.is_(False),
        heard,
    )
    return session.execute(came).first() is not None or session.execute(told).first() is not None
