"""Taking back what one laptop brought from a moment on: compromised, lost, or wrongly used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError, ReasonMissing
from bazar_desktop.domain.journal.authority import COUNTING
from bazar_desktop.domain.journal.changes import Change
from bazar_desktop.domain.journal.clock import wall
from bazar_desktop.services.day.sheet import standing_seal
from bazar_desktop.services.exchange.effects import rupiah_by_scope
from bazar_desktop.services.office.laptops import DeviceFacts, find_device, require_office
from bazar_desktop.services.settings.officers import require_still_supervisor, require_supervisor
from bazar_desktop.store.actions import action
from bazar_desktop.store.chains import chain_changes, chain_ends, chain_owners
from bazar_desktop.store.journal import act_of
from bazar_desktop.store.rows import enter, withdraw
from bazar_desktop.store.tables import AsideChange, Bazaar, ChangeRow, Intake, TakeBack, row_of


class Clock(StrEnum):
    """By which clock a moment is meant: that of the laptop, which it may set, or that of the office that read it."""

    WRITTEN = "written"
    READ = "read"


MERGED = ("MERGED", "MERGED_LATE")


class NothingBrought(BazarError):
    """The laptop has brought nothing from that moment on. Facts: name."""


class NothingTakenBack(BazarError):
    """Nothing of this laptop is taken back. Facts: name."""


@dataclass(frozen=True, slots=True)
class BroughtDay:
    """A day of a bazaar that the laptop's changes move: how many, what rupiah they add, mitra too; is it sealed.

    What others corrected in its entries, or entered under what it brought, is in the rupiah: it stands on them.
    """

    bazaar_id: str
    bazaar: str
    day: date
    changes: int
    rupiah: int
    sealed: bool


@dataclass(frozen=True, slots=True)
class BroughtPackage:
    """A package of the laptop: the numbers that it brought, its file, and when it was read here."""

    origin: str
    first: int
    last: int
    file_name: str
    read_at: datetime


@dataclass(frozen=True, slots=True)
class Brought:
    """What one laptop brought from `since` on: by chain its numbers from, to; by entity how many changes.

    `by` tells by whose clock. `packages` brought any of it. `aside` of the changes do not count already;
    `read_since` more were read here since then, though they say that they are older. `is_taken_back`: it was taken
    back from that moment on or before.
    """

    laptop: str
    since: datetime
    by: Clock
    chains: tuple[tuple[str, int, int], ...]
    packages: tuple[BroughtPackage, ...]
    changes: int
    aside: int
    read_since: int
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


def brought_by(session: Session, *, laptop: str, since: datetime, by: Clock = Clock.WRITTEN) -> Brought:
    """What the laptop of this name brought from `since` on, by the clock it wrote with or by that of this office.

    Raises NotAnOffice, UnknownLaptop, LaptopAmbiguous.
    """
    require_office(session)
    device = find_device(session, laptop)
    ranges = _ranges(session, device, since, by)
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
    rupiah = rupiah_by_scope(session, changes)
    return Brought(
        laptop=device.name,
        since=since,
        by=by,
        chains=tuple(ranges),
        packages=_packages(session, ranges),
        changes=len(changes),
        aside=left_out,
        read_since=_more(ranges, _ranges(session, device, since, Clock.READ)),
        entities=dict(sorted(Counter(change.entity for change in changes).items())),
        rupiah=rupiah.total(),
        days=_days(session, changes, rupiah),
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
    by: Clock = Clock.WRITTEN,
    for_good: bool = False,
) -> Brought:
    """Let nothing count that the laptop brought from `since` on, in every store that this word reaches.

    By its own clock, or by the office's: a lie may be dated as one likes, but not when it was read.

    What is there now is taken back; with `for_good` also what may still come. Nothing is deleted: `let_count_again`
    undoes it. Only an accepted erasure stands. Raises NotAnOffice, SupervisorOnly, ReasonMissing, UnknownLaptop,
    LaptopAmbiguous, NothingBrought, LastSupervisor, OwnOfficer.
    """
    require_office(session)
    require_supervisor(session, officer)
    if not reason.strip():
        raise ReasonMissing()
    device = find_device(session, laptop)
    ranges = _ranges(session, device, since, by)
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
    require_still_supervisor(session, officer)
    return brought_by(session, laptop=laptop, since=since, by=by)


@action("proposals.let_count_again")
def let_count_again(session: Session, *, laptop: str, officer: str, reason: str) -> int:
    """Let all that was taken back of the laptop count again; returns how many changes that are.

    Raises NotAnOffice, SupervisorOnly, ReasonMissing, UnknownLaptop, LaptopAmbiguous, NothingTakenBack,
    LastSupervisor, OwnOfficer.
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
    require_still_supervisor(session, officer)
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


def _ranges(session: Session, device: DeviceFacts, since: datetime, by: Clock) -> list[tuple[str, int, int]]:
    """The numbers of each chain of the laptop from the first that was written, or read here, at `since` or later."""
    ends, found = chain_ends(session), []
    first_of = _first_written if by is Clock.WRITTEN else _first_read
    for origin in _origins(session, device):
        first, end = first_of(session, origin, since), ends.get(origin, 0)
        if first is not None and first <= end:
            found.append((origin, first, end))
    return found


def _first_written(session: Session, origin: str, since: datetime) -> int | None:
    query = select(func.min(ChangeRow.seq)).where(ChangeRow.origin == origin, ChangeRow.at >= wall(since))
    return session.execute(query).scalar_one()


def _first_read(session: Session, origin: str, since: datetime) -> int | None:
    """The number after the last that had been read before; None where nothing was read since."""
    query = select(Intake.last, Intake.read_at).where(Intake.origin == origin, Intake.answer.in_(MERGED))
    rows = session.execute(query).all()
    before = max((row.last for row in rows if row.read_at < since), default=0)
    return before + 1 if any(row.last > before for row in rows) else None


def _more(ranges: list[tuple[str, int, int]], wider: list[tuple[str, int, int]]) -> int:
    """How many numbers `wider` holds before those of `ranges`."""
    firsts = {origin: first for origin, first, _ in ranges}
    return sum(max(0, firsts.get(origin, last + 1) - first) for origin, first, last in wider)


def _packages(session: Session, ranges: list[tuple[str, int, int]]) -> tuple[BroughtPackage, ...]:
    """The packages that brought numbers in `ranges`, as they were read; one that brought nothing new is left out."""
    found = []
    for origin, first, _ in ranges:
        query = select(Intake).where(Intake.origin == origin, Intake.answer.in_(MERGED))
        known = 0
        for row in session.execute(query.order_by(Intake.read_at, Intake.last)).scalars():
            if row.last > max(known, first - 1):
                begins = max(row.first, known + 1, first)
                found.append(BroughtPackage(origin, begins, row.last, row.file_name, row.read_at))
            known = max(known, row.last)
    return tuple(sorted(found, key=lambda package: (package.read_at, package.origin, package.first)))


def _days(session: Session, changes: list[Change], rupiah: Counter[str]) -> tuple[BroughtDay, ...]:
    counts = Counter(change.scope for change in changes if "/" in change.scope)
    counts.update({scope: 0 for scope, moved in rupiah.items() if moved})  # of others, under what it brought
    days = []
    for scope, count in sorted(counts.items()):
        bazaar_id, _, text = scope.partition("/")
        row, day = row_of(session, Bazaar, bazaar_id), date.fromisoformat(text)
        sealed = standing_seal(session, bazaar_id, day) is not None
        days.append(BroughtDay(bazaar_id, (row.name or "") if row else "", day, count, rupiah[scope], sealed))
    return tuple(days)
