"""How much of a year has come: days sealed, days without an answer, days to come, laptops that gave nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.taking_place import is_bazaar
from bazar_desktop.domain.day.model import VENDOR
from bazar_desktop.services.office.laptops import LAPTOP, OFFICE, trusted_devices
from bazar_desktop.services.reports.book import BookDay
from bazar_desktop.store.chains import chain_owners
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.tables import COUNTED, OF_A_BAZAAR, ChangeRow

ENTERED = ("attendance", "omzet_entry")  # placing vendors beforehand is not the day


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of `days` that are over or took place, `sealed` are sealed and whole here; `unanswered` have no vendor's answer.

    `to_come` are days still to come; `waiting` the laptops that were prepared for one of those days and handed in no
    attendance and no omzet of it. `not_held` counts bazaars of which no day took place, *belum atau tidak terlaksana*.
    `since_seal` is by how much rupiah the vendors' entries that have come differ from what the seals cover, None where
    they do not; they do on `days_since_seal` days.
    """

    days: int
    sealed: int
    unanswered: int
    to_come: int
    waiting: tuple[str, ...]
    not_held: int
    since_seal: int | None = None
    days_since_seal: int = 0


def coverage(session: Session, days: Sequence[BookDay], today: date | None) -> Coverage:
    """How much of these days has come. Without `today` no day counts as still to come."""
    due = [day for day in days if day.took_place or today is None or day.day <= today]
    held = {day.bazaar.id for day in days if day.took_place}
    apart = [change for day in due if (change := _since_seal(day)) is not None]
    return Coverage(
        days=len(due),
        sealed=sum(day.is_whole for day in due),
        unanswered=sum(not _is_answered(day) for day in due),
        to_come=len(days) - len(due),
        waiting=_waiting(session, [(day.bazaar.id, day.day) for day in due]),
        not_held=len({day.bazaar.id for day in days if is_bazaar(day.bazaar.kind)} - held),
        since_seal=sum(apart) if apart else None,
        days_since_seal=len(apart),
    )


def _since_seal(day: BookDay) -> int | None:
    """By how much the omzet of now differs from that of the seal; None where no answer differs."""
    if not day.is_whole:
        return None
    now, sealed = (
        {row.key: row.total for row in rows if row.party == VENDOR} for rows in (day.live, day.rows)
    )
    if all(now.get(key) == sealed.get(key) for key in {*now, *sealed}):
        return None
    return sum(amount or 0 for amount in now.values()) - sum(amount or 0 for amount in sealed.values())


def _is_answered(day: BookDay) -> bool:
    return any(row.total is not None for row in day.rows if row.party == VENDOR)


def _waiting(session: Session, days: Sequence[tuple[str, date]]) -> tuple[str, ...]:
    """The laptops in use that an office prepared for one of these days and of whose entries there nothing has come."""
    if get_fact(session, "kind") != OFFICE:
        return ()
    query = select(ChangeRow.scope, ChangeRow.origin).where(
        OF_A_BAZAAR, COUNTED, ChangeRow.entity.in_(ENTERED)
    )
    owners = chain_owners(session)
    came = {(scope, owners.get(origin, origin)) for scope, origin in session.execute(query.distinct())}
    return tuple(
        device.name
        for device in trusted_devices(session)
        if device.role == LAPTOP
        and device.state != "revoked"
        and any(
            not any(
                (f"{bazaar}/{day.isoformat()}", maker) in came for maker in (device.key_id, *device.origins)
            )
            for bazaar, day in days
            if bazaar in device.bazaars
        )
    )
