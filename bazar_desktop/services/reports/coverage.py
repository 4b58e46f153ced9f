"""How much of a year has come: days sealed, days without an answer, days to come, laptops that gave nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.taking_place import is_bazaar
from bazar_desktop.domain.day.model import VENDOR
from bazar_desktop.services.exchange.packages import DAY_ENTITIES
from bazar_desktop.services.office.laptops import LAPTOP, OFFICE, trusted_devices
from bazar_desktop.services.reports.book import BookDay
from bazar_desktop.store.chains import chain_owners
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.tables import COUNTED, OF_A_BAZAAR, ChangeRow


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of `days` that are over or took place, `sealed` are sealed and whole here; `unanswered` have no vendor's answer.

    `to_come` are days still to come; `waiting` the laptops prepared for those days that handed in nothing of them.
    `not_held` counts bazaars of which no day took place, *belum atau tidak terlaksana*.
    """

    days: int
    sealed: int
    unanswered: int
    to_come: int
    waiting: tuple[str, ...]
    not_held: int


def coverage(session: Session, days: Sequence[BookDay], today: date | None) -> Coverage:
    """How much of these days has come. Without `today` no day counts as still to come."""
    due = [day for day in days if day.took_place or today is None or day.day <= today]
    held = {day.bazaar.id for day in days if day.took_place}
    return Coverage(
        days=len(due),
        sealed=sum(day.is_whole for day in due),
        unanswered=sum(not _is_answered(day) for day in due),
        to_come=len(days) - len(due),
        waiting=_waiting(session, {day.bazaar.id for day in due}),
        not_held=len({day.bazaar.id for day in days if is_bazaar(day.bazaar.kind)} - held),
    )


def _is_answered(day: BookDay) -> bool:
    return any(row.total is not None for row in day.rows if row.party == VENDOR)


def _waiting(session: Session, bazaar_ids: set[str]) -> tuple[str, ...]:
    """The laptops in use that an office prepared for these bazaars and of whose entries there nothing has come."""
    if get_fact(session, "kind") != OFFICE:
        return ()
    laptops = [
        device
        for device in trusted_devices(session)
        if device.role == LAPTOP and device.state != "revoked" and bazaar_ids.intersection(device.bazaars)
    ]
    query = select(ChangeRow.scope, ChangeRow.origin).where(
        OF_A_BAZAAR, COUNTED, ChangeRow.entity.in_(DAY_ENTITIES)
    )
    owners = chain_owners(session)
    came = {
        (scope.partition("/")[0], owners.get(origin, origin))
        for scope, origin in session.execute(query.distinct())
    }
    return tuple(
        laptop.name
        for laptop in laptops
        if not any(
            (bazaar, maker) in came
            for bazaar in bazaar_ids.intersection(laptop.bazaars)
            for maker in (laptop.key_id, *laptop.origins)
        )
    )
