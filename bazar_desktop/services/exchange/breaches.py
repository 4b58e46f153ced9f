"""What no single entry got wrong but two laptops together did: listed after a merge, with both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.contradictions import (
    AWAY_BUT_SOLD,
    AWAY_BUT_TOLD,
    LEDGER_NOT_GRID,
    OVERSOLD,
    Contradiction,
)
from bazar_desktop.domain.day.model import (
    ABSENT,
    BLANK,
    CALLED_OFF,
    CHANNELS,
    DECLINED,
    EXCUSED,
    NIL,
    PARTNER,
    PRESENT,
    REPORTED,
    PartnerGoods,
)
from bazar_desktop.domain.journal.changes import Change
from bazar_desktop.services.bazaars.bazaars import UnknownBazaar, bazaar_of
from bazar_desktop.services.bazaars.days import NotADayOfThisBazaar, day_among, is_on_a_day
from bazar_desktop.services.day.sheet import day_rows, seal_rows
from bazar_desktop.services.exchange.named_values import party_name
from bazar_desktop.services.journal.history import moment_of
from bazar_desktop.services.journal.laptop_names import device_names
from bazar_desktop.services.ledger.clashes import day_contradictions
from bazar_desktop.services.settings.officers import officer_called, officer_names
from bazar_desktop.store.changes import changes_of_rows
from bazar_desktop.store.tables import (
    Allocation,
    Attendance,
    Bazaar,
    Booth,
    DayClose,
    OmzetEntry,
    Participation,
    PartnerStock,
    Substitution,
    natural_id,
)

TWO_BOOTHS, SOLD_UNSEEN, CONTRADICTORY = "two_booths", "sold_unseen", "contradictory"
ONLINE = "online"
_Days = Select[str, date]  # bazaar and day


@dataclass(frozen=True, slots=True)
class Side:
    """One of the entries that do not go together: what it says, who wrote it last, when, on which laptop."""

    what: str
    officer: str
    at: datetime
    device: str


@dataclass(frozen=True, slots=True)
class MergedBreach:
    """A rule that the merged entries of one party on one day break.

    two_booths: it holds more booths than it was given; each side's `what` is a booth. sold_unseen: an omzet was
    reported and nobody marked it present; each side's `what` is omzet_entry or attendance. contradictory: two other
    facts exclude each other; `clash` says which, as `domain.day.contradictions` has them, each side's `what` is
    omzet_entry, attendance or partner_stock. Two in one booth cannot be here: a booth has one row a day, so that is a
    conflict of its holder (`decisions.undecided`).
    """

    kind: str
    bazaar_id: str
    bazaar: str
    day: date
    participation_id: str
    subject: str
    sides: tuple[Side, ...]
    clash: Contradiction | None = None


def breaches(session: Session, bazaar_id: str | None = None) -> list[MergedBreach]:
    """Give every breach of the store, or of one bazaar, by bazaar, day and party."""
    found = [
        *_two_booths(session, bazaar_id),
        *_sold_unseen(session, bazaar_id),
        *_contradictory(session, bazaar_id),
    ]
    return sorted(found, key=lambda item: (item.bazaar, item.day, item.subject, item.kind))


def _two_booths(session: Session, bazaar_id: str | None) -> Iterable[MergedBreach]:
    query = (
        select(Allocation, Booth.label, Participation.booth_count, Bazaar.name)
        .join(Participation, Participation.id == Allocation.holder)
        .join(Bazaar, Bazaar.id == Allocation.bazaar_id)
        .outerjoin(Booth, Booth.id == Allocation.booth_id)
        .where(Allocation.withdrawn.is_(False), is_on_a_day(Allocation))
    )
    if bazaar_id is not None:
        query = query.where(Allocation.bazaar_id == bazaar_id)
    held: dict[tuple[str | None, date, int], list[tuple[Allocation, str, int, str]]] = defaultdict(list)
    for row, label, allowed, name in session.execute(query):
        held[row.holder, row.day, row.session or 1].append((row, label or "", allowed or 1, name or ""))
    for (_, day, _), rows in held.items():
        if len(rows) > rows[0][2]:
            rows.sort(key=lambda row: row[1])
            sides = _sides(session, [("allocation", row.id, label) for row, label, _, _ in rows])
            first, _, _, name = rows[0]
            yield _breach(session, TWO_BOOTHS, first.bazaar_id, name, day, str(first.holder), sides)


def _sold_unseen(session: Session, bazaar_id: str | None) -> Iterable[MergedBreach]:
    same = (
        (Attendance.participation_id == OmzetEntry.participation_id)
        & (Attendance.day == OmzetEntry.day)
        & (Attendance.session == OmzetEntry.session)
        & Attendance.withdrawn.is_(False)
    )
    query = (
        select(OmzetEntry, Attendance, Bazaar.name)
        .join(Bazaar, Bazaar.id == OmzetEntry.bazaar_id)
        .outerjoin(Attendance, same)
        .where(OmzetEntry.withdrawn.is_(False), OmzetEntry.state == REPORTED, is_on_a_day(OmzetEntry))
        .where(Attendance.id.is_(None) | (Attendance.status != PRESENT), Bazaar.kind != ONLINE)
    )
    if bazaar_id is not None:
        query = query.where(OmzetEntry.bazaar_id == bazaar_id)
    for entry, seen, name in session.execute(query).all():
        rows = [("omzet_entry", entry.id, "omzet_entry")]
        rows += [("attendance", seen.id, "attendance")] if seen is not None else []
        sides = _sides(session, rows)
        who = entry.participation_id or ""
        yield _breach(session, SOLD_UNSEEN, entry.bazaar_id, name or "", entry.day, who, sides)


def _contradictory(session: Session, bazaar_id: str | None) -> Iterable[MergedBreach]:
    """The pairs of facts that exclude each other, but for who is away and sold: `_sold_unseen` has them.

    Only days on which a row gives cause are read whole: an office holds thousands.
    """
    names = {row.id: row.name or "" for row in session.execute(select(Bazaar.id, Bazaar.name))}
    for bazaar, day in sorted(_days_to_look_at(session, bazaar_id)):
        try:
            facts = bazaar_of(session, bazaar)
            day_among(facts.days, day)
        except (UnknownBazaar, NotADayOfThisBazaar):
            continue  # half of it has not come yet
        for clash in day_contradictions(
            session, bazaar, day, day_rows(session, facts, day), seal_rows(session, bazaar, day)
        ):
            if clash.clash != AWAY_BUT_TOLD:
                row = clash.row
                sides = _sides(session, _facts_behind(session, clash, day))
                who, subject = row.participation_id, party_name(session, row.participation_id)
                yield MergedBreach(
                    CONTRADICTORY, bazaar, names.get(bazaar, ""), day, who, subject, sides, clash
                )


def _days_to_look_at(session: Session, bazaar_id: str | None) -> set[tuple[str, date]]:
    """Bazaar and day of every row that may be half of a contradiction."""
    queries = [*_odd_rows(), *_called_off(), *_odd_stands(), *_odd_goods()]
    days = {(bazaar, day) for query in queries for bazaar, day in session.execute(query) if bazaar and day}
    days |= _ledgers_apart(session)
    return {place for place in days if bazaar_id in {None, place[0]}}


def _odd_rows() -> list[_Days]:
    """Ask for days with an omzet or a presence that contradicts itself, or that came under a seal."""
    entry, seen = OmzetEntry, Attendance
    filled = [getattr(entry, name).is_not(None) for name in CHANNELS]
    odd_entry = or_(
        (entry.state == NIL) & (entry.transactions > 0),
        (entry.state == REPORTED) & (entry.transactions == 0),
        entry.state.in_((BLANK, DECLINED)) & (entry.transactions > 0),
        (entry.state != REPORTED) & or_(*filled),
    )
    sealed = (DayClose.bazaar_id == seen.bazaar_id) & (DayClose.day == seen.day)
    return [
        select(entry.bazaar_id, entry.day).where(entry.withdrawn.is_(False), odd_entry),
        select(seen.bazaar_id, seen.day).where(seen.withdrawn.is_(False), seen.left_at < seen.arrived_at),
        select(seen.bazaar_id, seen.day)
        .join(DayClose, sealed)
        .where(seen.withdrawn.is_(False), seen.arrived_at > DayClose.closed_at),
    ]


def _odd_stands() -> list[_Days]:
    """Ask for days on which a stand handed on still has its first party, or its new one has none or is away.

    And for those on which somebody sold in a session without a booth.
    """
    entry, seen, change, place = OmzetEntry, Attendance, Substitution, Allocation
    stays = (seen.participation_id == change.left_id) & (seen.day == change.day)
    told = (entry.participation_id == change.left_id) & (entry.day == change.day)
    took = (seen.participation_id == change.joined_id) & (seen.day == change.day)
    holds = (place.holder == entry.participation_id) & (place.day == entry.day) & place.withdrawn.is_(False)
    here = select(place.id).where(holds, place.session == entry.session).exists()
    elsewhere = select(place.id).where(holds, place.session != entry.session).exists()
    of_change = select(change.bazaar_id, change.day).where(change.withdrawn.is_(False))
    stand = (place.holder == change.joined_id) & (place.day == change.day) & (place.session == change.session)
    stands = select(place.id).where(stand, place.withdrawn.is_(False)).exists()
    return [
        of_change.join(seen, stays).where(
            seen.withdrawn.is_(False), seen.status == PRESENT, seen.session >= change.session
        ),
        of_change.join(entry, told).where(entry.withdrawn.is_(False), entry.session >= change.session),
        of_change.join(seen, took).where(
            seen.withdrawn.is_(False), seen.status.in_((EXCUSED, ABSENT)), seen.session == change.session
        ),
        of_change.where(~stands),
        select(entry.bazaar_id, entry.day).where(entry.withdrawn.is_(False), elsewhere, ~here),
    ]


def _called_off() -> list[_Days]:
    """Ask for days with somebody who was called off and is present, or said something of an omzet."""
    entry, seen = OmzetEntry, Attendance
    off = Participation.status.in_(CALLED_OFF) & Participation.withdrawn.is_(False)
    return [
        select(entry.bazaar_id, entry.day)
        .join(Participation, Participation.id == entry.participation_id)
        .where(off, entry.withdrawn.is_(False), entry.state != BLANK),
        select(seen.bazaar_id, seen.day)
        .join(Participation, Participation.id == seen.participation_id)
        .where(off, seen.withdrawn.is_(False), seen.status == PRESENT),
    ]


def _odd_goods() -> list[_Days]:
    """Ask for days with more goods sold than there were, by a mitra who is away, or without a price by one of nihil."""
    stock, seen, entry = PartnerStock, Attendance, OmzetEntry
    sold = select(stock.bazaar_id, stock.day).where(stock.withdrawn.is_(False), stock.sold > 0)
    away = (seen.participation_id == stock.participation_id) & (seen.day == stock.day)
    told = (entry.participation_id == stock.participation_id) & (entry.day == stock.day)
    return [
        sold.where(stock.sold > stock.opening),
        sold.join(seen, away).where(seen.withdrawn.is_(False), seen.status.in_((EXCUSED, ABSENT))),
        sold.join(entry, told).where(entry.withdrawn.is_(False), entry.state == NIL, stock.price.is_(None)),
    ]


def _ledgers_apart(session: Session) -> set[tuple[str, date]]:
    """Days on which the ledger of a mitra adds up to other rupiah than its rows."""
    stock, entry = PartnerStock, OmzetEntry
    goods = select(stock.bazaar_id, stock.participation_id, stock.day, stock.price, stock.sold).where(
        stock.withdrawn.is_(False), stock.price.is_not(None), stock.sold.is_not(None)
    )
    ledgers: dict[tuple[str, str, date], int] = defaultdict(int)
    for bazaar, who, day, price, sold in session.execute(goods):
        ledgers[bazaar, who, day] += PartnerGoods(who, "", "", "", "", price=price, sold=sold).rupiah or 0
    rows = (
        select(entry)
        .join(Participation, Participation.id == entry.participation_id)
        .where(entry.withdrawn.is_(False), Participation.party == PARTNER)
    )
    told: dict[tuple[str, str, date], int] = defaultdict(int)
    for row in session.execute(rows).scalars() if ledgers else ():
        amounts = [getattr(row, name) for name in CHANNELS]
        if row.state == NIL or (row.state == REPORTED and any(amount is not None for amount in amounts)):
            told[row.bazaar_id or "", row.participation_id or "", row.day] += sum(a or 0 for a in amounts)
    return {(key[0], key[2]) for key, amount in told.items() if ledgers.get(key, amount) != amount}


def _facts_behind(session: Session, clash: Contradiction, day: date) -> list[tuple[str, str, str]]:
    """The rows of the journal that a contradiction stands on: entity, id, what it says."""
    who, number = clash.row.participation_id, clash.row.session
    ids = [
        (cls.__tablename__, natural_id(cls.__tablename__, who, day, number))
        for cls in (OmzetEntry, Attendance)
    ]
    if clash.clash in {AWAY_BUT_SOLD, LEDGER_NOT_GRID, OVERSOLD}:
        stocks = select(PartnerStock.id).where(
            PartnerStock.participation_id == who, PartnerStock.day == day, PartnerStock.withdrawn.is_(False)
        )
        name = PartnerStock.__tablename__
        own = {LEDGER_NOT_GRID: ids[:1], AWAY_BUT_SOLD: ids[1:]}.get(clash.clash, [])
        ids = [*own, *((name, row_id) for row_id in session.execute(stocks).scalars())]
    return [(entity, row_id, entity) for entity, row_id in ids]


def _breach(
    session: Session,
    kind: str,
    bazaar_id: str,
    bazaar: str,
    day: date,
    who: str,
    sides: tuple[Side, ...],
) -> MergedBreach:
    return MergedBreach(kind, bazaar_id, bazaar, day, who, party_name(session, who), sides)


def _sides(session: Session, rows: list[tuple[str, str, str]]) -> tuple[Side, ...]:
    """Who wrote each of `rows` (entity, id, what it says) last."""
    known = changes_of_rows(session, [(entity, row_id) for entity, row_id, _ in rows])
    names, devices = officer_names(session), device_names(session)
    return tuple(
        _side(what, max(known[entity, row_id], key=lambda item: (item.at, *item.id)), names, devices)
        for entity, row_id, what in rows
        if known[entity, row_id]
    )


def _side(what: str, change: Change, names: dict[str, str], devices: dict[str, str]) -> Side:
    officer = officer_called(names, change.officer)
    return Side(what, officer, moment_of(change.at), devices.get(change.origin, ""))
