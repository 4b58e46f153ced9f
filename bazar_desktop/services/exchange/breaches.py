"""What no single entry got wrong but two laptops together did: listed after a merge, with both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import PRESENT, REPORTED
from bazar_desktop.domain.journal.changes import Change
from bazar_desktop.services.exchange.decisions import device_names, party_name
from bazar_desktop.services.journal.history import moment_of
from bazar_desktop.services.settings.officers import officer_names
from bazar_desktop.store.journal import changes_of_rows
from bazar_desktop.store.tables import Allocation, Attendance, Bazaar, Booth, OmzetEntry, Participation

TWO_BOOTHS, SOLD_UNSEEN = "two_booths", "sold_unseen"
ONLINE = "online"


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
    reported and nobody marked it present; each side's `what` is omzet_entry or attendance. Two in one booth cannot
    be here: a booth has one row a day, so that is a conflict of its holder (`decisions.undecided`).
    """

    kind: str
    bazaar_id: str
    bazaar: str
    day: date
    participation_id: str
    subject: str
    sides: tuple[Side, ...]


def breaches(session: Session, bazaar_id: str | None = None) -> list[MergedBreach]:
    """Give every breach of the store, or of one bazaar, by bazaar, day and party."""
    found = [*_two_booths(session, bazaar_id), *_sold_unseen(session, bazaar_id)]
    return sorted(found, key=lambda item: (item.bazaar, item.day, item.subject, item.kind))


def _two_booths(session: Session, bazaar_id: str | None) -> Iterable[MergedBreach]:
    query = (
        select(Allocation, Booth.label, Participation.booth_count, Bazaar.name)
        .join(Participation, Participation.id == Allocation.holder)
        .join(Bazaar, Bazaar.id == Allocation.bazaar_id)
        .outerjoin(Booth, Booth.id == Allocation.booth_id)
        .where(Allocation.withdrawn.is_(False), Allocation.day.is_not(None))
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
        .where(OmzetEntry.withdrawn.is_(False), OmzetEntry.state == REPORTED, OmzetEntry.day.is_not(None))
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
    officer = names.get(change.officer, change.officer)
    return Side(what, officer, moment_of(change.at), devices.get(change.origin, ""))
