"""How far seals reach: what each covers, what has come to this store, which of them stood as another seal tells."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.authority import COUNTING
from bazar_desktop.services.bazaars.days import is_on_a_day
from bazar_desktop.services.day.register_at import Covers, SealReach, folded, has_moved
from bazar_desktop.store.tables import (
    AsideChange,
    Attendance,
    Chain,
    ChangeRow,
    DayClose,
    OmzetEntry,
    Participation,
)

Place = tuple[str, date]  # bazaar id and day


def ends(session: Session) -> dict[str, int]:
    """How far every chain has come here: what a seal made now covers."""
    return {row.origin: row.seq for row in session.execute(select(Chain.origin, Chain.seq))}


def covers_of(seal: DayClose) -> SealReach:
    """What the seal covers, without what did not count where it was made."""
    return _reach(seal.covers, seal.without)


def _reach(covers: str | None, without: str | None) -> SealReach:
    runs = {
        origin: tuple((int(first), int(last)) for first, _, last in (run.partition("-") for run in of_origin))
        for origin, of_origin in json.loads(without or "{}").items()
    }
    return SealReach(json.loads(covers or "{}"), runs)


def runs_left_out(session: Session) -> dict[str, list[str]]:
    """What does not count in this store, as a seal that is made now keeps it: runs of numbers, by origin."""
    query = select(AsideChange.origin, AsideChange.seq).order_by(AsideChange.origin, AsideChange.seq)
    counting = [str(standing) for standing in COUNTING]
    runs: dict[str, list[list[int]]] = defaultdict(list)
    for origin, seq in session.execute(query.where(AsideChange.standing.not_in(counting))):
        if runs[origin] and runs[origin][-1][1] == seq - 1:
            runs[origin][-1][1] = seq
        else:
            runs[origin].append([seq, seq])
    return {origin: [f"{first}-{last}" for first, last in of_origin] for origin, of_origin in runs.items()}


def is_within(reach: Covers, here: Covers) -> bool:
    """Whether everything up to `reach` lies within `here`."""
    return all(here.get(origin, 0) >= seq for origin, seq in reach.items())


_seals = DayClose.__table__.c
_SEALS = select(_seals.bazaar_id, _seals.day, _seals.reopened_at, _seals.covers, _seals.without)
_SEALS = _SEALS.where(_seals.bazaar_id.in_(bindparam("bazaars", expanding=True)), _seals.withdrawn.is_(False))
_SEALS = _SEALS.where(is_on_a_day(DayClose)).order_by(_seals.revision.nulls_first())


def standing_covers(session: Session, bazaar_ids: Iterable[str]) -> dict[str, SealReach]:
    """What the standing seal of each sealed day of these bazaars covers, by `<bazaar id>/<day>`.

    The seal that stands is the highest revision, unless it was reopened.
    """
    last = _last_seals(session, bazaar_ids)
    return {
        f"{bazaar_id}/{day.isoformat()}": _reach(row.covers, row.without)
        for (bazaar_id, day), row in last.items()
        if row.reopened_at is None
    }


def lifted_covers(session: Session, bazaar_ids: Iterable[str]) -> dict[Place, SealReach]:
    """What the last seal of each day of these bazaars covers that was reopened and is not closed again."""
    last = _last_seals(session, bazaar_ids)
    return {
        place: _reach(row.covers, row.without) for place, row in last.items() if row.reopened_at is not None
    }


def _last_seals(session: Session, bazaar_ids: Iterable[str]) -> dict[Place, Any]:
    """The row of `_SEALS` of the highest revision of each day."""
    rows = session.connection().execute(_SEALS, {"bazaars": list(bazaar_ids)})
    return {(row.bazaar_id, row.day): row for row in rows if row.day is not None}


def standing_covers_at(
    session: Session, bazaar_ids: Collection[str], covers: Covers
) -> dict[Place, SealReach]:
    """As `standing_covers`, as far as `covers` tells: of the seals it covers, those that reach no further than it."""
    ids = select(DayClose.id).where(DayClose.bazaar_id.in_(sorted(bazaar_ids)))
    seals = [
        row for row in folded(session, DayClose, session.execute(ids).scalars(), covers) if not row.withdrawn
    ]
    last = {(row.bazaar_id, row.day): row for row in sorted(seals, key=lambda row: row.revision or 0)}
    standing = {place: covers_of(row) for place, row in last.items() if row.day and not row.reopened_at}
    return {place: reach for place, reach in standing.items() if is_within(reach, covers)}


def moved_days(session: Session, bazaar_ids: Collection[str]) -> dict[Place, SealReach]:
    """The sealed days on which a mark or an answer came after the standing seal, with what that covers.

    A day whose seal covers more than has come here counts as it stands: it is not among them.
    """
    here = ends(session)
    sealed = {
        scope: reach
        for scope, reach in standing_covers(session, bazaar_ids).items()
        if is_within(reach, here)
    }
    left = select(Participation.bazaar_id).where(
        Participation.bazaar_id.in_(bazaar_ids), Participation.withdrawn.is_(True)
    )
    emptied = set(session.execute(left.distinct()).scalars()) if sealed else set()
    last = _last_of_days(session, sorted(sealed)) if sealed else {}
    moved = {}
    for scope, reach in sealed.items():
        bazaar_id, _, day = scope.partition("/")
        if bazaar_id in emptied or has_moved(last.get(scope, {}), reach):
            moved[bazaar_id, date.fromisoformat(day)] = reach
    return moved


def _last_of_days(session: Session, scopes: list[str]) -> dict[str, dict[str, int]]:
    """By scope, the last seq of each origin that touched a mark or an answer."""
    entities = [Attendance.__tablename__, OmzetEntry.__tablename__]
    numbers: dict[str, dict[str, int]] = defaultdict(dict)
    for start in range(0, len(scopes), 400):
        query = select(ChangeRow.scope, ChangeRow.origin, func.max(ChangeRow.seq)).where(
            ChangeRow.scope.in_(scopes[start : start + 400]), ChangeRow.entity.in_(entities)
        )
        for scope, origin, seq in session.execute(query.group_by(ChangeRow.scope, ChangeRow.origin)):
            numbers[scope][origin] = seq
    return numbers
