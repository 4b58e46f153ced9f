"""Which changes of a layout are refused: people stand on it."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.layout.editing import LabelTaken
from bazar_desktop.domain.layout.model import Plan
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.day.seal_guard import open_days_from
from bazar_desktop.services.day.sheet import booth_order, standing_seal
from bazar_desktop.store.tables import Allocation, Participation


class LayoutInUse(BazarError):
    """Booths that somebody holds cannot be removed. Facts: booths."""


class ClosedUnderHolders(BazarError):
    """Booths that somebody holds on a day to come, or is pinned to, cannot be closed. Facts: booths."""


class LayoutSealed(BazarError):
    """Booths that were used on a sealed day keep their numbers. Facts: booths."""


class LabelMissing(BazarError):
    """Every booth needs a number."""


def require_allowed(session: Session, before: Plan, after: Plan) -> None:
    """Raises LabelMissing, LabelTaken, LayoutInUse, ClosedUnderHolders, LayoutSealed."""
    _check_labels(after)
    _check_closed(session, before, after)
    _check_holders(session, before, after)


def _check_labels(plan: Plan) -> None:
    for label, times in Counter(booth.label.strip() for booth in plan.booths).items():
        if not label:
            raise LabelMissing()
        if times > 1:
            raise LabelTaken(booth=label)


def _check_holders(session: Session, before: Plan, after: Plan) -> None:
    old = {booth.id: booth.label for booth in before.booths}
    new = {booth.id: booth.label for booth in after.booths}
    touched = [booth_id for booth_id, label in old.items() if new.get(booth_id) != label]
    held = _held(session, touched)
    removed = [old[booth_id] for booth_id in held if booth_id not in new]
    if removed:
        raise LayoutInUse(booths=", ".join(sorted(removed, key=booth_order)))
    days = {(row.bazaar_id, row.day) for rows in held.values() for row in rows}
    sealed = {key for key in days if standing_seal(session, *key) is not None}
    fixed = [
        old[booth_id] for booth_id, rows in held.items() if any((r.bazaar_id, r.day) in sealed for r in rows)
    ]
    if fixed:
        raise LayoutSealed(booths=", ".join(sorted(fixed, key=booth_order)))


def _check_closed(session: Session, before: Plan, after: Plan) -> None:
    """Refuse to close a booth, by whichever door, under whoever stands there on an open day or is pinned to it."""
    open_before = {booth.id for booth in before.booths if not booth.blocked}
    closed = {booth.id: booth.label for booth in after.booths if booth.blocked and booth.id in open_before}
    if not closed:
        return
    held = _held(session, sorted(closed))
    bazaars = {row.bazaar_id for rows in held.values() for row in rows}
    still = {(id_, day) for id_ in bazaars for day in open_days_from(session, bazaar_of(session, id_))}
    pins = select(Participation.pinned_booth_id).where(
        Participation.pinned_booth_id.in_(closed), Participation.withdrawn.is_(False)
    )
    taken = {booth_id for booth_id in session.execute(pins).scalars() if booth_id}
    taken |= {id_ for id_, rows in held.items() if any((row.bazaar_id, row.day) in still for row in rows)}
    if taken:
        raise ClosedUnderHolders(booths=", ".join(sorted((closed[id_] for id_ in taken), key=booth_order)))


def _held(session: Session, booth_ids: list[str]) -> dict[str, list[Allocation]]:
    allocations: dict[str, list[Allocation]] = {}
    for start in range(0, len(booth_ids), 500):
        query = select(Allocation).where(
            Allocation.booth_id.in_(booth_ids[start : start + 500]),
            Allocation.holder.is_not(None),
            Allocation.withdrawn.is_(False),
        )
        for row in session.execute(query).scalars():
            allocations.setdefault(row.booth_id, []).append(row)
    return allocations
