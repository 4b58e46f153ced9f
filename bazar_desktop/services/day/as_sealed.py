"""A day as a seal covers it: folded from the journal up to the seal, so that later entries cannot change it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import bindparam, literal, select, union_all
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import CHANNELS, CellChange, DayRow, DaySheet
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.journal.changes import Change, Value, field_changes
from bazar_desktop.domain.journal.merging import fold_row
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, bazaar_of
from bazar_desktop.services.bazaars.days import day_among
from bazar_desktop.services.day.sheet import (
    BazaarRead,
    DayRead,
    arranged,
    read_bazaar,
    sheet_of_bazaar,
    sheet_of_day,
)
from bazar_desktop.services.journal.history import moment_of
from bazar_desktop.store.apply import decode
from bazar_desktop.store.journal import changes_of_rows, field_names, merge_rules
from bazar_desktop.store.tables import (
    Agency,
    Allocation,
    AnyFact,
    Attendance,
    Booth,
    Chain,
    DayClose,
    OmzetEntry,
    Participation,
    PartnerStock,
    Vendor,
    natural_id,
)

Covers = Mapping[str, int]  # the last seq by origin
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
    rows = _rows_as_sealed(session, seal, bazaar)
    return sheet_of_day(session, sheet_of_bazaar(session, bazaar), bazaar.id, seal.day, rows=rows, seal=seal)


def sealed_day_rows(session: Session, seal: DayClose) -> tuple[DayRow, ...]:
    """The rows of the day as `seal` covers it. Raises SealReachesFurther."""
    require_covered(session, seal)
    return _rows_as_sealed(session, seal, bazaar_of(session, seal.bazaar_id))


def _rows_as_sealed(session: Session, seal: DayClose, bazaar: BazaarFacts) -> tuple[DayRow, ...]:
    day_among(bazaar.days, seal.day)
    return rows_at(read_journal(session, read_bazaar(session, bazaar), seal.day), covers_of(seal))


def require_covered(session: Session, seal: DayClose) -> None:
    """Raise SealReachesFurther where `seal` covers changes that are not in this store."""
    here = ends(session)
    missing = sum(max(0, seq - here.get(origin, 0)) for origin, seq in covers_of(seal).items())
    if missing:
        raise SealReachesFurther(missing=missing)


@dataclass(frozen=True)
class DayJournal:
    """Every change of the rows that a day stands on, read once and folded up to any seal of it.

    `changes` are by entity and row id; `labels` are those of the booths.
    """

    read: BazaarRead
    day: date
    changes: Mapping[RowKey, list[Change]]
    labels: Mapping[str, str]


def read_journal(session: Session, read: BazaarRead, day: date) -> DayJournal:
    """Read what the journal holds of the day: the rows of now tell which, withdrawn ones too."""
    changes = changes_of_rows(session, _keys_of(session, read.bazaar.id, day))
    vendors = {
        (Vendor.__tablename__, value.after)
        for (entity, _), of_row in changes.items()
        if entity == Participation.__tablename__
        for change in of_row
        if (value := field_changes(change).get("vendor_id")) is not None and isinstance(value.after, str)
    }
    changes.update(changes_of_rows(session, sorted(vendors)))
    labels = {row.id: row.label or "" for row in session.execute(select(Booth.id, Booth.label))}
    return DayJournal(read, day, changes, labels)


def _keys_of(session: Session, bazaar_id: str, day: date) -> list[RowKey]:
    """The rows of a day but its vendors: entity and id."""
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
    return [(entity, row_id) for entity, row_id in session.execute(union_all(*parts))]


def rows_at(journal: DayJournal, covers: Covers) -> tuple[DayRow, ...]:
    """The rows of a day folded from the changes up to `covers` alone."""
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
        newcomers=journal.read.newcomers(row.vendor_id for row in participations.values() if row.vendor_id),
    )
    return arranged(journal.read.bazaar.code, known)


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
    facts = []
    for (entity, row_id), changes in journal.changes.items():
        if entity != cls.__tablename__:
            continue
        covered = [change for change in changes if is_covered(change, covers)]
        if covered:
            facts.append(_row(cls, row_id, covered))
    return facts


def _row(cls: type[AnyFact], row_id: str, changes: list[Change]) -> AnyFact:
    state = fold_row(changes, merge_rules(cls))
    values = state.values()
    row = {name: decode(cls, name, values.get(name)) for name in field_names(cls)}
    return cls(
        **{**row, "id": row_id, "changed_at": state.changed_at, "withdrawn": bool(values.get("withdrawn"))}
    )


def is_covered(change: Change, covers: Covers) -> bool:
    return change.seq <= covers.get(change.origin, 0)


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
