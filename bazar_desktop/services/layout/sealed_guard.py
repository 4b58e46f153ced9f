"""Which changes of a layout are refused: people stand on it."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.layout.editing import LabelTaken
from bazar_desktop.domain.layout.model import Plan
from bazar_desktop.services.day.sheet import booth_order, standing_seal
from bazar_desktop.store.tables import Allocation


class LayoutInUse(BazarError):
    """Booths that somebody holds cannot be removed. Facts: booths."""


class LayoutSealed(BazarError):
    """Booths that were used on a sealed day keep their numbers. Facts: booths."""


class LabelMissing(BazarError):
    """Every booth needs a number."""


def require_allowed(session: Session, before: Plan, after: Plan) -> None:
    """Raises LabelMissing, LabelTaken, LayoutInUse, LayoutSealed."""
    _check_labels(after)
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
