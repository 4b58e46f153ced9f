"""Who must hear that an event changed: the laptops that were prepared for it, and who takes part."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import BLANK, CALLED_OFF, CHANNELS, EXPECTED, VENDOR
from bazar_desktop.domain.figures.day import known_sum
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.bazaars.participants import RESERVE, list_participants
from bazar_desktop.services.office.laptops import LAPTOP, OFFICE, trusted_devices
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.tables import Attendance, OmzetEntry


@dataclass(frozen=True, slots=True)
class MustHear:
    """What an act on an event leaves to do, and what it leaves uncounted.

    `laptops` are the names of those in use that an office prepared for it; `people` take part or are in reserve, of
    whom `without_phone` cannot be called. `marks` and `rupiah` (None for no answer) were entered on the days asked for.
    """

    laptops: tuple[str, ...]
    people: int
    without_phone: int
    marks: int
    rupiah: int | None


def must_hear(session: Session, *, bazaar_id: str, days: Collection[date] | None = None) -> MustHear:
    """Read who must hear that the event changed, and what was entered on `days` (all). Raises UnknownBazaar."""
    wanted = {day.day for day in bazaar_of(session, bazaar_id).days} if days is None else set(days)
    coming = [
        person
        for person in list_participants(session, bazaar_id)
        if person.status == RESERVE or person.status not in CALLED_OFF
    ]
    marks = select(Attendance).where(Attendance.bazaar_id == bazaar_id, Attendance.withdrawn.is_(False))
    told = select(OmzetEntry).where(OmzetEntry.bazaar_id == bazaar_id, OmzetEntry.withdrawn.is_(False))
    entries = [
        row for row in session.execute(told.where(OmzetEntry.state != BLANK)).scalars() if row.day in wanted
    ]
    return MustHear(
        laptops=_laptops(session, bazaar_id),
        people=len(coming),
        without_phone=sum(not person.phone for person in coming if person.party == VENDOR),
        marks=sum(
            row.day in wanted for row in session.execute(marks.where(Attendance.status != EXPECTED)).scalars()
        ),
        rupiah=known_sum(getattr(row, name) for row in entries for name in CHANNELS),
    )


def _laptops(session: Session, bazaar_id: str) -> tuple[str, ...]:
    if get_fact(session, "kind") != OFFICE:
        return ()
    return tuple(
        device.name
        for device in trusted_devices(session)
        if device.role == LAPTOP and device.state != "revoked" and bazaar_id in device.bazaars
    )
