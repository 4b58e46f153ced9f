"""A day as a seal covers it: folded from the journal up to the seal, so that later entries cannot change it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from sqlalchemy import bindparam, literal, select, union_all
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import CHANNELS, CellChange, DayRow, DaySheet
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.journal.changes import Change, Value, field_changes
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, bazaar_of
from bazar_desktop.services.bazaars.days import day_among
from bazar_desktop.services.day.newcomers import newcomers_at
from bazar_desktop.services.day.register_at import Covers, bazaar_then, fold_covered, is_covered
from bazar_desktop.services.day.sheet import DayRead, arranged, sheet_of_bazaar, sheet_of_day
from bazar_desktop.services.journal.history import moment_of
from bazar_desktop.store.changes import changes_of_rows
from bazar_desktop.store.tables import (
    Agency,
    Allocation,
    AnyFact,
    Attendance,
    Bazaar,
    Booth,
    Chain,
    DayClose,
    Fact,
    Lokasi,
    OmzetEntry,
    Participation,
    PartnerStock,
    Vendor,
    natural_id,
)

RowKey = tuple[str, str]  # entity and row id
_Marked = TypeVar("_Marked", Attendance, OmzetEntry)


class SealReachesFurther(BazarError):
    """The seal covers changes that have not come to this store yet. Facts: missing (how many)."""


def ends(session: Session) -> dict[str, int]:
    """How far every chain has come here: what a seal made now covers."""
    return {row.origin: row.seq for row in session.execute(select(Chain.origin, Chain.seq))}


def covers_of(seal: DayClose) -> dict[str, int]:
    covers: dict[str, int] = json.loads(seal.covers or "{}")
    return covers


_seals = DayClose.__table__.c
_SEALS = select(_seals.bazaar_id, _seals.day, _seals.reopened_at, _seals.covers)
_SEALS = _SEALS.where(_seals.bazaar_id.in_(bindparam("bazaars", expanding=True)), _seals.withdrawn.is_(False))
_SEALS = _SEALS.order_by(_seals.revision.nulls_first())


def standing_covers(session: Session, bazaar_ids: Iterable[str]) -> dict[str, dict[str, int]]:
    """What the standing seal of each sealed day of these bazaars covers, by `<bazaar id>/<day>`.

    The seal that stands is the highest revision, unless it was reopened.
    """
    last = {}
    for row in session.connection().execute(_SEALS, {"bazaars": list(bazaar_ids)}):
        if row.day is not None:
            last[f"{row.bazaar_id}/{row.day.isoformat()}"] = row
    return {scope: json.loads(row.covers or "{}") for scope, row in last.items() if row.reopened_at is None}


def sheet_at(session: Session, seal: DayClose) -> DaySheet:
    """The day as `seal` covers it, with its revision and code. Raises SealReachesFurther.

    Where a merge has put a figure of the day in conflict since, it is *sementara* all the same: the office will decide.
    """
    require_covered(session, seal)
    bazaar = bazaar_of(session, seal.bazaar_id)
    day_among(bazaar.days, seal.day)
    journal = read_journal(session, bazaar, seal.day)
    return sheet_under(session, sheet_of_bazaar(session, bazaar), journal, seal)


def sheet_under(session: Session, alike: DaySheet, journal: DayJournal, seal: DayClose) -> DaySheet:
    """The sheet of the day of `journal` as `seal` covers it; `alike` is what all sheets of the bazaar say of now."""
    covers = covers_of(seal)
    then = bazaar_at(journal, covers)
    alike = replace(
        alike,
        bazaar_name=then.name,
        lokasi=then.lokasi,
        address=then.address,
        kecamatan=then.kecamatan,
        kota=then.kota,
    )
    new = newcomers_at(session, journal.bazaar.id, _vendors_of(journal), covers)
    rows = rows_at(journal, covers, newcomers=new)
    return sheet_of_day(session, alike, journal.bazaar.id, journal.day, rows=rows, seal=seal)


def require_covered(session: Session, seal: DayClose) -> None:
    """Raise SealReachesFurther where `seal` covers changes that are not in this store."""
    here = ends(session)
    missing = sum(max(0, seq - here.get(origin, 0)) for origin, seq in covers_of(seal).items())
    if missing:
        raise SealReachesFurther(missing=missing)


def counted_rows(
    session: Session,
    bazaar: BazaarFacts,
    day: date,
    rows: Sequence[DayRow],
    seal: DayClose | None,
    journal: DayJournal | None = None,
) -> tuple[DayRow, ...]:
    """Give the rows that the figures of a day are of: as the standing `seal` covers them, else `rows` as they stand.

    So a page counts what the papers of the day count. Where the seal covers changes that are not here, the day counts
    as open. `journal` is that of the day, where it was read.
    """
    if seal is None:
        return tuple(rows)
    try:
        require_covered(session, seal)
    except SealReachesFurther:
        return tuple(rows)
    journal, covers = journal or read_journal(session, bazaar, day), covers_of(seal)
    return rows_at(journal, covers, newcomers=newcomers_at(session, bazaar.id, _vendors_of(journal), covers))


@dataclass(frozen=True)
class DayJournal:
    """Every change of the rows that a day stands on, read once and folded up to any seal of it.

    `changes` are by entity and row id, those of the register and of the bazaar itself with them; `labels` are those
    of the booths.
    """

    bazaar: BazaarFacts
    day: date
    changes: Mapping[RowKey, list[Change]]
    labels: Mapping[str, str]


def read_journal(session: Session, bazaar: BazaarFacts, day: date) -> DayJournal:
    """Read what the journal holds of the day: the rows of now tell which, withdrawn ones too."""
    changes = changes_of_rows(session, _keys_of(session, bazaar.id, day))
    named = {(Vendor.__tablename__, row_id) for row_id in _named(changes, Participation, "vendor_id")}
    named |= {(Lokasi.__tablename__, row_id) for row_id in _named(changes, Bazaar, "lokasi_id")}
    changes.update(changes_of_rows(session, sorted(named)))
    query = select(Booth.id, Booth.label).where(Booth.id.in_(_named(changes, Allocation, "booth_id")))
    labels = {row.id: row.label or "" for row in session.execute(query)}
    return DayJournal(bazaar, day, changes, labels)


def _keys_of(session: Session, bazaar_id: str, day: date) -> list[RowKey]:
    """The rows of a day but its vendors and its lokasi: entity and id."""
    parts = [
        select(literal(Participation.__tablename__), Participation.id).where(
            Participation.bazaar_id == bazaar_id
        )
    ]
    parts += [
        select(literal(cls.__tablename__), cls.id).where(cls.bazaar_id == bazaar_id, cls.day == day)
        for cls in (Allocation, Attendance, OmzetEntry, PartnerStock)
    ]
    parts.append(select(literal(Agency.__tablename__), Agency.id))
    keys = [(entity, row_id) for entity, row_id in session.execute(union_all(*parts))]
    return [*keys, (Bazaar.__tablename__, bazaar_id)]


def _named(changes: Mapping[RowKey, list[Change]], cls: type[Fact], field: str) -> set[str]:
    """The ids that a field of the rows of `cls` has ever held."""
    return {
        value.after
        for (entity, _), of_row in changes.items()
        if entity == cls.__tablename__
        for change in of_row
        if (value := field_changes(change).get(field)) is not None and isinstance(value.after, str)
    }


def rows_at(journal: DayJournal, covers: Covers, *, newcomers: Collection[str] = ()) -> tuple[DayRow, ...]:
    """The rows of a day folded from the changes up to `covers` alone; `newcomers` are marked as such."""
    participations = {row.id: row for row in _folded(journal, Participation, covers) if not row.withdrawn}
    vendors = {row.id: row for row in _folded(journal, Vendor, covers)}
    booths: dict[tuple[str, int], list[str]] = defaultdict(list)
    for place in _folded(journal, Allocation, covers):
        if not place.withdrawn and place.holder and place.booth_id in journal.labels:
            booths[place.holder, place.session].append(journal.labels[place.booth_id])
    known = DayRead(
        booths=booths,
        attendance=_by_key(_folded(journal, Attendance, covers)),
        omzet=_by_key(_folded(journal, OmzetEntry, covers)),
        participations=participations,
        vendors=vendors,
        agencies={row.id: row.name or "" for row in _folded(journal, Agency, covers)},
        newcomers=set(newcomers),
    )
    return arranged(journal.bazaar.code, known)


def bazaar_at(journal: DayJournal, covers: Covers) -> BazaarFacts:
    """The bazaar of the day as `covers` covers it."""
    places = {row.id: row for row in _folded(journal, Lokasi, covers)}
    rows = _folded(journal, Bazaar, covers)
    return (
        bazaar_then(journal.bazaar, rows[0], places.get(rows[0].lokasi_id or "")) if rows else journal.bazaar
    )


def _vendors_of(journal: DayJournal) -> set[str]:
    return {row_id for entity, row_id in journal.changes if entity == Vendor.__tablename__}


def stocks_at(journal: DayJournal, covers: Covers) -> dict[str, list[PartnerStock]]:
    """What each mitra's ledger held as the changes up to `covers` alone leave it, by participation."""
    stocks: dict[str, list[PartnerStock]] = defaultdict(list)
    for row in _folded(journal, PartnerStock, covers):
        if not row.withdrawn:
            stocks[row.participation_id].append(row)
    return dict(stocks)


def _by_key(rows: list[_Marked]) -> dict[tuple[str, int], _Marked]:
    return {(row.participation_id, row.session): row for row in rows if not row.withdrawn}


def _folded(journal: DayJournal, cls: type[AnyFact], covers: Covers) -> list[AnyFact]:
    """The rows as the covered changes leave them; they belong to no session. Rows entered later are left out."""
    rows = (
        fold_covered(cls, row_id, changes, covers)
        for (entity, row_id), changes in journal.changes.items()
        if entity == cls.__tablename__
    )
    return [row for row in rows if row is not None]


# -- what differs between two states of a day -------------------------------------------------------------------


def cells_between(
    journal: DayJournal,
    names: Mapping[str, str],
    old: tuple[DayRow, ...],
    new: tuple[DayRow, ...],
    *,
    since: Covers,
    until: Covers,
) -> tuple[CellChange, ...]:
    """Every figure in which `new` differs from `old`, with the last change of it after `since` and up to `until`.

    `names` are those of the officers.
    """
    before, after = ({(row.participation_id, row.session): row for row in rows} for rows in (old, new))
    changes = []
    for key in sorted({*before, *after}, key=lambda key: _place(key, before, after)):
        was, now = before.get(key), after.get(key)
        row = now or was
        if row is None:
            continue
        for field, item, other in _differences(was, now):
            change = _last_change(journal, row, field, since, until)
            changes.append(
                CellChange(
                    row.participation_id,
                    row.session,
                    row.booth,
                    row.business,
                    field,
                    item,
                    other,
                    names.get(change.officer, change.officer) if change else "",
                    moment_of(change.at) if change else None,
                    (change.reason or "") if change else "",
                )
            )
    return tuple(changes)


def _place(
    key: tuple[str, int], before: Mapping[tuple[str, int], DayRow], after: Mapping[tuple[str, int], DayRow]
) -> tuple[int, tuple[str, int]]:
    order = list(after) or list(before)
    return (order.index(key) if key in order else len(order), key)


def _cells(row: DayRow | None) -> dict[str, Value]:
    if row is None:
        return {"row": False}
    return {
        "row": True,
        "attendance": row.attendance,
        "omzet": row.omzet,
        **dict(zip(CHANNELS, row.amounts, strict=True)),
        "transactions": row.transactions,
        "category": row.category,
        "agency": row.agency,
    }


def _differences(was: DayRow | None, now: DayRow | None) -> list[tuple[str, Value, Value]]:
    old, new = _cells(was), _cells(now)
    empty: Mapping[str, Value] = {"row": False, "omzet": "blank", "attendance": "expected"}
    names = [name for name in {**old, **new} if not (name in {"category", "agency"} and None in (was, now))]
    pairs = [(name, old.get(name, empty.get(name)), new.get(name, empty.get(name))) for name in names]
    return [pair for pair in pairs if pair[1] != pair[2]]


def _last_change(journal: DayJournal, row: DayRow, field: str, since: Covers, until: Covers) -> Change | None:
    """The last change in between of the figure `field` of `row`."""
    if field in {"category", "agency"}:
        return None
    if field == "row":
        key, column = (Participation.__tablename__, row.participation_id), "status"
    else:
        entity = (Attendance if field == "attendance" else OmzetEntry).__tablename__
        key = (entity, natural_id(entity, row.participation_id, journal.day, row.session))
        column = {"attendance": "status", "omzet": "state"}.get(field, field)
    between = [
        change
        for change in journal.changes.get(key, ())
        if not is_covered(change, since) and is_covered(change, until) and column in field_changes(change)
    ]
    return max(between, key=lambda change: (change.at, *change.id)) if between else None
