"""A day as a seal covers it: folded from the journal up to the seal, so that later entries cannot change it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import CHANNELS, CellChange, DayRow, DaySheet
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.journal.changes import Change, Value, field_changes
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.day.register_at import (
    BazaarsAt,
    Covers,
    first_timers_at,
    folded,
    is_covered,
)
from bazar_desktop.services.day.sheet import DayRead, arranged, day_sheet
from bazar_desktop.services.journal.history import moment_of
from bazar_desktop.services.settings.officers import officer_names
from bazar_desktop.store.journal import changes_of_rows
from bazar_desktop.store.tables import (
    Agency,
    Allocation,
    Attendance,
    Booth,
    Chain,
    DayClose,
    Fact,
    OmzetEntry,
    Participation,
    Vendor,
    natural_id,
)

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
    covers, here = covers_of(seal), ends(session)
    missing = sum(max(0, seq - here.get(origin, 0)) for origin, seq in covers.items())
    if missing:
        raise SealReachesFurther(missing=missing)
    live = day_sheet(session, seal.bazaar_id, seal.day)
    rows = rows_at(session, seal.bazaar_id, seal.day, covers)
    bazaar = bazaar_of(session, seal.bazaar_id)
    then = BazaarsAt(session, {bazaar.id: bazaar}).at(bazaar.id, covers)
    return replace(
        live,
        rows=rows,
        bazaar_name=then.name,
        lokasi=then.lokasi,
        address=then.address,
        kecamatan=then.kecamatan,
        kota=then.kota,
        seal=seal.seal,
        revision=seal.revision,
    )


def rows_at(
    session: Session, bazaar_id: str, day: date, covers: Covers, *, first_times: bool = True
) -> tuple[DayRow, ...]:
    """The rows of a day folded from the changes up to `covers` alone.

    Without `first_times` nobody is marked as a newcomer: finding out reads other bazaars too.
    """
    participations = {
        row.id: row
        for row in folded(session, Participation, _ids(session, Participation, bazaar_id), covers)
        if not row.withdrawn
    }
    vendor_ids = {row.vendor_id for row in participations.values() if row.vendor_id}
    places = folded(session, Allocation, _ids(session, Allocation, bazaar_id, day), covers)
    labels = _labels(session, {place.booth_id for place in places})
    booths: dict[tuple[str, int], list[str]] = defaultdict(list)
    for place in places:
        if not place.withdrawn and place.holder and place.booth_id in labels:
            booths[place.holder, place.session].append(labels[place.booth_id])
    agencies = folded(session, Agency, session.execute(select(Agency.id)).scalars(), covers)
    known = DayRead(
        booths=booths,
        attendance=_by_key(folded(session, Attendance, _ids(session, Attendance, bazaar_id, day), covers)),
        omzet=_by_key(folded(session, OmzetEntry, _ids(session, OmzetEntry, bazaar_id, day), covers)),
        participations=participations,
        vendors={row.id: row for row in folded(session, Vendor, vendor_ids, covers)},
        agencies={row.id: row.name or "" for row in agencies},
        newcomers=first_timers_at(session, bazaar_id, vendor_ids, covers) if first_times else set(),
    )
    return arranged(bazaar_of(session, bazaar_id), known)


def _labels(session: Session, booth_ids: Iterable[str]) -> dict[str, str]:
    query = select(Booth.id, Booth.label).where(Booth.id.in_(list(booth_ids)))
    return {row_id: label or "" for row_id, label in session.execute(query)}


def _ids(
    session: Session,
    cls: type[Participation] | type[Allocation] | type[Attendance] | type[OmzetEntry],
    bazaar_id: str,
    day: date | None = None,
) -> Iterable[str]:
    query = select(cls.id).where(cls.bazaar_id == bazaar_id)
    if day is not None and cls is not Participation:
        query = query.where(cls.__table__.c.day == day)
    return session.execute(query).scalars()


def _by_key(rows: list[_Marked]) -> dict[tuple[str, int], _Marked]:
    return {(row.participation_id, row.session): row for row in rows if not row.withdrawn}


# -- what differs between two states of a day -------------------------------------------------------------------


def cells_between(
    session: Session,
    day: date,
    old: tuple[DayRow, ...],
    new: tuple[DayRow, ...],
    *,
    since: Covers,
    until: Covers,
) -> tuple[CellChange, ...]:
    """Every figure in which `new` differs from `old`, with the last change of it after `since` and up to `until`."""
    before, after = ({(row.participation_id, row.session): row for row in rows} for rows in (old, new))
    names = officer_names(session)
    changes = []
    for key in sorted({*before, *after}, key=lambda key: _place(key, before, after)):
        was, now = before.get(key), after.get(key)
        row = now or was
        if row is None:
            continue
        for field, item, other in _differences(was, now):
            change = _last_change(session, row, day, field, since, until)
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


def _last_change(
    session: Session, row: DayRow, day: date, field: str, since: Covers, until: Covers
) -> Change | None:
    """The last change in between of the figure `field` of `row`."""
    cls: type[Fact] = Attendance if field == "attendance" else OmzetEntry
    column = {"attendance": "status", "omzet": "state"}.get(field, field)
    if field == "row":
        entity, row_id, column = Participation.__tablename__, row.participation_id, "status"
    elif field in {"category", "agency"}:
        return None
    else:
        entity, row_id = (
            cls.__tablename__,
            natural_id(cls.__tablename__, row.participation_id, day, row.session),
        )
    changes = changes_of_rows(session, [(entity, row_id)])[entity, row_id]
    between = [
        change
        for change in changes
        if not is_covered(change, since) and is_covered(change, until) and column in field_changes(change)
    ]
    return max(between, key=lambda change: (change.at, *change.id)) if between else None
