"""Moving an event to another lokasi or other days after people were placed and laptops prepared, as one act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.regions import find_kecamatan
from bazar_desktop.domain.calendar import format_numeric_date
from bazar_desktop.domain.day.model import BLANK, EXPECTED
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.bazaars.bazaars import (
    BazaarFacts,
    BazaarNameMissing,
    UnknownBazaar,
    add_lokasi,
    bazaar_of,
)
from bazar_desktop.services.bazaars.days import DayInUse, add_days, check_days, require_day
from bazar_desktop.services.settings.regions import regions
from bazar_desktop.store.actions import action
from bazar_desktop.store.rows import enter, kept_many, require_seen, withdraw
from bazar_desktop.store.tables import (
    Allocation,
    Attendance,
    Bazaar,
    BazaarDay,
    DayClose,
    OmzetEntry,
    Participation,
    natural_id,
    row_of,
)


class PlaceInUse(BazarError):
    """Something was entered at the lokasi, so the event cannot move away from it. Facts: days, lokasi."""


class NowhereToMove(BazarError):
    """The lokasi and the days are those that the event has."""


@dataclass(frozen=True, slots=True)
class BoothsOnTheMove:
    """What becomes of who stands where: stands (a booth on one day) that are `freed`, and that go along (`carried`).

    `unplaced` counts the participants who lose a booth, `cards` those of them that have a card: it names the booth.
    """

    freed: int = 0
    carried: int = 0
    unplaced: int = 0
    cards: int = 0


@dataclass(frozen=True, slots=True)
class EventMove:
    """What a move does: the place it leads to ("" where it stays), days that go and come, and the booths."""

    bazaar: BazaarFacts
    lokasi: str
    days_out: tuple[date, ...]
    days_in: tuple[date, ...]
    booths: BoothsOnTheMove


def plan_move(
    session: Session, *, bazaar_id: str, lokasi: str, kecamatan: str, days: Sequence[date]
) -> EventMove:
    """Tell what moving the event there and to these days does, before it is done.

    Raises UnknownBazaar, BazaarNameMissing, RegionUnknown, RegionAmbiguous, BazaarNeedsDays, TooManyDays, DayInUse,
    PlaceInUse, NowhereToMove.
    """
    bazaar = bazaar_of(session, bazaar_id)
    if not lokasi.strip():
        raise BazaarNameMissing()
    check_days(days)
    is_elsewhere = _is_elsewhere(bazaar, lokasi, kecamatan)
    known = {day.day for day in bazaar.days}
    days_out, days_in = sorted(known - set(days)), sorted(set(days) - known)
    if not (is_elsewhere or days_out or days_in):
        raise NowhereToMove()
    used = _days_in_use(session, bazaar_id)
    if is_elsewhere and used:
        raise PlaceInUse(days=", ".join(map(format_numeric_date, sorted(used))), lokasi=bazaar.lokasi)
    for day in days_out:
        if day in used:
            raise DayInUse(day=format_numeric_date(day))
    going = {} if is_elsewhere else _going(session, bazaar_id, dict(zip(days_out, days_in, strict=False)))
    booths = _booths(session, bazaar_id, going, None if is_elsewhere else set(days_out))
    return EventMove(bazaar, lokasi.strip() if is_elsewhere else "", tuple(days_out), tuple(days_in), booths)


@action("bazaars.move_bazaar")
def move_bazaar(
    session: Session,
    *,
    bazaar_id: str,
    lokasi: str,
    kecamatan: str,
    days: Sequence[date],
    lokasi_kind: str = "lain",
    address: str = "",
    seen: str | None = None,
) -> EventMove:
    """Move the event as `plan_move` tells; one that was postponed or cancelled goes on.

    At another lokasi every booth is freed, for its denah is another; on other days whoever was placed on the first
    day that goes stands in the same booth on the first that comes, and so on. Raises what `plan_move` raises,
    MovedOn, UnknownKind.
    """
    row = row_of(session, Bazaar, bazaar_id)
    if row is None:
        raise UnknownBazaar(code=bazaar_id[:8])
    require_seen(row, seen)
    move = plan_move(session, bazaar_id=bazaar_id, lokasi=lokasi, kecamatan=kecamatan, days=days)
    to = dict(zip(move.days_out, move.days_in, strict=False))
    going = {} if move.lokasi else _going(session, bazaar_id, to)
    _move_days(session, bazaar_id, move, to)
    for stand in _stands(session, bazaar_id):
        if stand.id in going:
            day = going[stand.id]
            values = {"bazaar_id": bazaar_id, "booth_id": stand.booth_id, "day": day}
            key = (stand.booth_id, day, stand.session)
            enter(session, Allocation, *key, **values, session=stand.session, holder=stand.holder)
        if stand.day in move.days_out:
            withdraw(session, stand)
        elif move.lokasi and stand.holder is not None:
            stand.holder = None
    if move.lokasi:
        _leave_place(session, row)
        row.lokasi_id = add_lokasi(
            session, name=lokasi, kind=lokasi_kind, address=address, kecamatan=kecamatan
        )
        row.place = None
    row.halt = None
    session.flush()
    return move


def _is_elsewhere(bazaar: BazaarFacts, lokasi: str, kecamatan: str) -> bool:
    if lokasi.strip().casefold() != bazaar.lokasi.casefold():
        return True
    return bool(bazaar.kecamatan) and find_kecamatan(regions(), kecamatan).name != bazaar.kecamatan


def _days_in_use(session: Session, bazaar_id: str) -> set[date]:
    """The days on which anybody was marked or told an omzet, or a seal was made."""
    marked = select(Attendance.day).where(Attendance.bazaar_id == bazaar_id, Attendance.withdrawn.is_(False))
    told = select(OmzetEntry.day).where(OmzetEntry.bazaar_id == bazaar_id, OmzetEntry.withdrawn.is_(False))
    sealed = select(DayClose.day).where(DayClose.bazaar_id == bazaar_id, DayClose.withdrawn.is_(False))
    says = (marked.where(Attendance.status != EXPECTED), told.where(OmzetEntry.state != BLANK), sealed)
    return {day for query in says for day in session.execute(query.distinct()).scalars() if day is not None}


def _stands(session: Session, bazaar_id: str) -> list[Allocation]:
    query = select(Allocation).where(Allocation.bazaar_id == bazaar_id, Allocation.withdrawn.is_(False))
    return [row for row in session.execute(query).scalars() if row.day is not None and row.booth_id]


def _going(session: Session, bazaar_id: str, to: Mapping[date, date]) -> dict[str, date]:
    """The stands that go along, by id, and to which day: where nobody of another bazaar holds the booth that day."""
    held = {
        row.id: (row.booth_id, to[row.day], row.session)
        for row in _stands(session, bazaar_id)
        if row.day in to
    }
    there = kept_many(session, Allocation, held.values())
    taken = {
        row.id for row in there.values() if not row.withdrawn and row.holder and row.bazaar_id != bazaar_id
    }
    name = Allocation.__tablename__
    return {id_: key[1] for id_, key in held.items() if natural_id(name, *key) not in taken}


def _booths(
    session: Session, bazaar_id: str, going: Mapping[str, date], out: set[date] | None
) -> BoothsOnTheMove:
    """What becomes of the stands; `out` are the days that go, None where all are freed."""
    held = [row for row in _stands(session, bazaar_id) if row.holder is not None]
    freed = [row for row in held if row.id not in going and (out is None or row.day in out)]
    losers = {str(row.holder) for row in freed}
    query = select(Participation).where(Participation.bazaar_id == bazaar_id, Participation.id.in_(losers))
    cards = sum(row.card_number is not None for row in session.execute(query).scalars())
    return BoothsOnTheMove(
        freed=len(freed),
        carried=sum(row.id in going for row in held),
        unplaced=len(losers),
        cards=cards,
    )


def _move_days(session: Session, bazaar_id: str, move: EventMove, to: Mapping[date, date]) -> None:
    """Let the days go and come; the first that comes has the hours of the first that goes, and so on."""
    before = {day: require_day(session, bazaar_id, day) for day in move.days_out}
    for out, into in to.items():
        hours = {name: getattr(before[out], name) for name in ("opens", "cut_off", "closes")}
        enter(session, BazaarDay, bazaar_id, into, bazaar_id=bazaar_id, day=into, **hours)
    add_days(session, bazaar_id, _others(move.days_in, to.values()))
    for row in before.values():
        withdraw(session, row)


def _others(days: Iterable[date], known: Iterable[date]) -> list[date]:
    without = set(known)
    return [day for day in days if day not in without]


def _leave_place(session: Session, row: Bazaar) -> None:
    """Forget the denah of the place, and who was pinned to a booth of it."""
    row.layout_id = None
    pinned = (Participation.bazaar_id == row.id) & Participation.pinned_booth_id.is_not(None)
    for party in session.execute(select(Participation).where(pinned)).scalars():
        party.pinned_booth_id = None
