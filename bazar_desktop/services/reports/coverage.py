"""How much of a year has come: days sealed, days without an answer, days to come, laptops that gave nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.owed import holds_the_day
from bazar_desktop.domain.bazaars.since_seal import changed_since, rupiah_since
from bazar_desktop.domain.bazaars.taking_place import is_bazaar
from bazar_desktop.domain.day.halts import HALTS
from bazar_desktop.domain.day.model import VENDOR
from bazar_desktop.domain.values.documents import CANCELLED, POSTPONED
from bazar_desktop.services.office.laptops import OFFICE, DeviceFacts, laptops_in_use
from bazar_desktop.services.reports.book import BookDay
from bazar_desktop.services.reports.handed_in import last_made
from bazar_desktop.services.reports.sealed_period import standing_seals
from bazar_desktop.services.settings.due import due_rule
from bazar_desktop.store.chains import chain_owners
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.tables import COUNTED, OF_A_BAZAAR, ChangeRow

_Day = tuple[str, date]  # bazaar and day
ENTERED = ("attendance", "omzet_entry")  # placing vendors beforehand is not the day


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of `days` that are over or took place, `sealed` are sealed and whole here.

    `unanswered` are days other than today without a vendor's answer: today can still bring one. `to_come` are days
    that are not over (by date or seal) and did not take place yet, today among them; `waiting` the laptops that were
    prepared for one of the days that count and have not handed it in since it was over. `not_held` counts bazaars
    of which no day took place and that were not called off, *belum atau tidak berjalan*; `postponed` and `cancelled`
    are the events of any kind that were, `days_off` the days of others that were not held, whether the word was of the
    day alone or of all that was left of its event: all these are in no other count.
    `since_seal` is by how much rupiah the vendors' entries that have come differ from what the seals cover, None where
    they do not; they do on `days_since_seal` days, of `changed` vendors.
    `laptops` are all that were prepared for one of the days that count, those that are waited for among them.
    """

    days: int
    sealed: int
    unanswered: int
    to_come: int
    waiting: tuple[str, ...]
    not_held: int
    since_seal: int | None = None
    days_since_seal: int = 0
    postponed: int = 0
    cancelled: int = 0
    days_off: int = 0
    changed: int = 0
    laptops: tuple[str, ...] = ()


def coverage(session: Session, days: Sequence[BookDay], today: date | None) -> Coverage:
    """How much of these days has come. Without `today` no day counts as still to come."""
    on = [day for day in days if not day.is_off]
    due = [day for day in on if day.took_place or day.is_whole or today is None or day.day < today]
    events = {day.bazaar.id: day.event_state for day in days}
    held = {day.bazaar.id for day in days if day.took_place}
    waiting = waiting_laptops(session, [(day.bazaar.id, day.day) for day in due])
    changed = [(day, who) for day in due if day.is_whole and (who := changed_since(day.live, day.rows))]
    laptops = {
        device.name for device in laptops_in_use(session) for day in due if day.bazaar.id in device.bazaars
    }
    return Coverage(
        days=len(due),
        sealed=sum(day.is_whole for day in due),
        unanswered=sum(not _is_answered(day) for day in due if day.day != today),
        to_come=len(on) - len(due),
        waiting=tuple(sorted({name for names in waiting.values() for name in names})),
        not_held=len({day.bazaar.id for day in on if is_bazaar(day.bazaar.kind)} - held),
        since_seal=sum(rupiah_since(day.live, day.rows) for day, _who in changed) if changed else None,
        days_since_seal=len(changed),
        changed=len({who for _day, everybody in changed for who in everybody}),
        laptops=tuple(sorted(laptops)),
        postponed=list(events.values()).count(POSTPONED),
        cancelled=list(events.values()).count(CANCELLED),
        days_off=sum(day.is_off and events[day.bazaar.id] not in HALTS for day in days),
    )


def _is_answered(day: BookDay) -> bool:
    return any(row.total is not None for row in day.rows if row.party == VENDOR)


def waiting_laptops(session: Session, days: Iterable[_Day]) -> dict[_Day, tuple[str, ...]]:
    """For each of these days the laptops in use that an office prepared for it and that have not handed it in.

    One has whose entries of the day have come, and a package that was made when the day was over, by its time or by its
    seal: what came before that may be half of it. Of a laptop of an office below, which reads its packages, any entry
    tells that it has come. Days for which none is waited for are left out.
    """
    days = list(days)
    if get_fact(session, "kind") != OFFICE:
        return {}
    query = select(ChangeRow.scope, ChangeRow.origin).where(
        OF_A_BAZAAR, COUNTED, ChangeRow.entity.in_(ENTERED)
    )
    owners = chain_owners(session)
    came = {(scope, owners.get(origin, origin)) for scope, origin in session.execute(query.distinct())}
    laptops = laptops_in_use(session)
    made = last_made(session, min((day for _, day in days), default=None))
    rule = due_rule(session)
    closed = {place: seal.closed_at for place, seal in standing_seals(session).items()}

    def has_come(device: DeviceFacts, place: _Day) -> bool:
        scope = f"{place[0]}/{place[1].isoformat()}"
        if not any((scope, maker) in came for maker in (device.key_id, *device.origins)):
            return False
        if device.is_below:
            return True
        at = made.get(device.key_id)
        return at is not None and holds_the_day(at, rule.end_of(place[1]), closed.get(place))

    waiting = {
        (bazaar, day): tuple(
            device.name
            for device in laptops
            if bazaar in device.bazaars and not has_come(device, (bazaar, day))
        )
        for bazaar, day in days
    }
    return {place: names for place, names in waiting.items() if names}
