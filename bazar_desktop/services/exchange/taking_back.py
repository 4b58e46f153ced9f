"""Taking back what one laptop brought from a moment on: compromised, lost, or wrongly used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError, ReasonMissing
from bazar_desktop.domain.journal.authority import COUNTING
from bazar_desktop.domain.journal.changes import Change
from bazar_desktop.domain.journal.clock import wall
from bazar_desktop.services.day.sheet import standing_seal
from bazar_desktop.services.exchange.proposals import rupiah_of
from bazar_desktop.services.office.laptops import DeviceFacts, find_device, require_office
from bazar_desktop.services.settings.officers import require_supervisor
from bazar_desktop.store.actions import action
from bazar_desktop.store.chains import chain_changes, chain_ends, chain_owners
from bazar_desktop.store.journal import act_of
from bazar_desktop.store.rows import enter, withdraw
from bazar_desktop.store.tables import AsideChange, Bazaar, ChangeRow, TakeBack, row_of


class NothingBrought(BazarError):
    """The laptop has brought nothing from that moment on. Facts: name."""


class NothingTakenBack(BazarError):
    """Nothing of this laptop is taken back. Facts: name."""


@dataclass(frozen=True, slots=True)
class BroughtDay:
    """A day of a bazaar that the laptop wrote of: how many changes, what they add to omzet, whether it is sealed."""

    bazaar_id: str
    bazaar: str
    day: date
    changes: int
    rupiah: int
    sealed: bool


@dataclass(frozen=True, slots=True)
class Brought:
    """What one laptop brought from `since` on: by chain its numbers from, to; by entity how many changes.

    `aside` of the changes do not count already. `is_taken_back`: it was taken back from that moment on or before.
    """

    laptop: str
    since: datetime
    chains: tuple[tuple[str, int, int], ...]
    changes: int
    aside: int
    entities: Mapping[str, int]
    rupiah: int
    days: tuple[BroughtDay, ...]
    is_taken_back: bool


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A take-back that stands: which laptop, its chain from number `first` to `last` (None: whatever comes)."""

    id: str
    origin: str
    first: int
    last: int | None
    reason: str
    taken_at: datetime
    taken_by: str


def brought_by(session: Session, *, laptop: str, since: datetime) -> Brought:
    """What the laptop of this name brought from `since` on, by the clock it wrote with.

    Raises NotAnOffice, UnknownLaptop, LaptopAmbiguous.
    """
    require_office(session)
    device = find_device(session, laptop)
    ranges = _ranges(session, device, since)
    changes = [
        change for origin, first, last in ranges for change in chain_changes(session, origin, first, last)
    ]
    left_out = sum(
        session.execute(
            select(func.count()).where(
                AsideChange.origin == origin,
                AsideChange.seq.between(first, last),
                AsideChange.standing.not_in([str(item) for item in COUNTING]),
            )
        ).scalar_one()
        for origin, first, last in ranges
    )
    taken = {row.origin: row.first for row in _standing(session)}
    return Brought(
        laptop=device.name,
        since=since,
        chains=tuple(ranges),
        changes=len(changes),
        aside=left_out,
        entities=dict(sorted(Counter(change.entity for change in changes).items())),
        rupiah=sum(map(rupiah_of, changes)),
        days=_days(session, changes),
        is_taken_back=bool(ranges)
        and all(origin in taken and taken[origin] <= first for origin, first, _ in ranges),
    )


def changes_brought(session: Session, device: DeviceFacts) -> int:
    """How many changes of a laptop are in already: what is asked when it is revoked."""
    ends = chain_ends(session)
    return sum(ends.get(origin, 0) for origin in _origins(session, device))


@action("proposals.take_back")
def take_back(
    session: Session,
    *,
    laptop: str,
    since: datetime,
    reason: str,
    officer: str,
    at: datetime,
    for_good: bool = False,
) -> Brought:
    """Let nothing count that the laptop wrote from `since` on, in every store that this word reaches.

    What is there now is taken back; with `for_good` also what may still come. Nothing is deleted: `let_count_again`
    undoes it. Only an accepted erasure stands. Raises NotAnOffice, SupervisorOnly, ReasonMissing, UnknownLaptop,
    LaptopAmbiguous, NothingBrought.
    """
    require_office(session)
    require_supervisor(session, officer)
    if not reason.strip():
        raise ReasonMissing()
    device = find_device(session, laptop)
    ranges = _ranges(session, device, since)
    if not ranges:
        raise NothingBrought(name=device.name)
    act_of(session).reason = reason.strip()
    for origin, first, last in ranges:
        enter(
            session,
            TakeBack,
            origin,
            first,
            origin=origin,
            first=first,
            last=None if for_good else last,
            reason=reason.strip(),
            taken_at=at,
            taken_by=officer,
        )
    session.flush()
    return brought_by(session, laptop=laptop, since=since)


@action("proposals.let_count_again")
def let_count_again(session: Session, *, laptop: str, officer: str, reason: str) -> int:
    """Let all that was taken back of the laptop count again; returns how many changes that are.

    Raises NotAnOffice, SupervisorOnly, ReasonMissing, UnknownLaptop, LaptopAmbiguous, NothingTakenBack.
    """
    require_office(session)
    require_supervisor(session, officer)
    if not reason.strip():
        raise ReasonMissing()
    device = find_device(session, laptop)
    origins = _origins(session, device)
    rows = [row for row in _standing(session) if row.origin in origins]
    if not rows:
        raise NothingTakenBack(name=device.name)
    act_of(session).reason = reason.strip()
    taken = select(func.count()).where(AsideChange.origin.in_(origins), AsideChange.standing == "taken_back")
    count = session.execute(taken).scalar_one()
    for row in rows:
        withdraw(session, row)
    session.flush()
    return count - session.execute(taken).scalar_one()


def taken_back(session: Session) -> list[TakenBack]:
    """What is taken back, the latest first."""
    found = [
        TakenBack(row.id, row.origin, row.first, row.last, row.reason or "", row.taken_at, row.taken_by or "")
        for row in _standing(session)
    ]
    return sorted(found, key=lambda item: item.taken_at, reverse=True)


def _standing(session: Session) -> list[TakeBack]:
    query = select(TakeBack).where(TakeBack.withdrawn.is_(False)).order_by(TakeBack.origin, TakeBack.first)
    return list(session.execute(query).scalars())


def _origins(session: Session, device: DeviceFacts) -> list[str]:
    owned = chain_owners(session, device.key_id) if device.key_id else {}
    return sorted({*device.origins, *owned})


def _ranges(session: Session, device: DeviceFacts, since: datetime) -> list[tuple[str, int, int]]:
    """The numbers of each chain of the laptop from the first that was written at `since` or later."""
    ends, found = chain_ends(session), []
    for origin in _origins(session, device):
        query = select(func.min(ChangeRow.seq)).where(ChangeRow.origin == origin, ChangeRow.at >= wall(since))
        first = session.execute(query).scalar_one()
        if first is not None:
            found.append((origin, first, ends[origin]))
    return found


def _days(session: Session, changes: list[Change]) -> tuple[BroughtDay, ...]:
    counts: Counter[str] = Counter()
    rupiah: Counter[str] = Counter()
    for change in changes:
        if "/" in change.scope:
            counts[change.scope] += 1
            rupiah[change.scope] += rupiah_of(change)
    days = []
    for scope, count in sorted(counts.items()):
        bazaar_id, _, text = scope.partition("/")
        row, day = row_of(session, Bazaar, bazaar_id), date.fromisoformat(text)
        sealed = standing_seal(session, bazaar_id, day) is not None
        days.append(BroughtDay(bazaar_id, (row.name or "") if row else "", day, count, rupiah[scope], sealed))
    return tuple(days)
