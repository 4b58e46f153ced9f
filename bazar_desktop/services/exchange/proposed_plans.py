"""A denah that a laptop proposes, as one thing: its dozens of tents, booths and fixtures say nothing alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.authority import is_first_entry
from bazar_desktop.domain.journal.changes import Change, field_changes
from bazar_desktop.language import _
from bazar_desktop.store.tables import Bazaar, Booth, Fixture, Layout, Tent

PARTS = {cls.__tablename__: cls for cls in (Tent, Booth, Fixture)}
FEWEST = 5  # parts of a plan that stand for themselves, where the plan itself is not proposed


@dataclass(frozen=True, slots=True)
class ProposedPlan:
    """A layout that a usul makes or changes: what it is called, and its booths before (None: it is new) and after."""

    layout_id: str
    name: str
    before: int | None
    after: int


def without_plans(
    session: Session, changes: Sequence[Change], *, counts_here: bool
) -> tuple[list[Change], tuple[ProposedPlan, ...]]:
    """The changes that stand for themselves, and the plans that the others make up.

    `counts_here`: the changes count in this store already, as a laptop's own do.
    """
    of_plan: dict[str, list[Change]] = defaultdict(list)
    entered = _layouts_entered(changes)
    for change in changes:
        if layout_id := _layout_of(session, change, entered):
            of_plan[layout_id].append(change)
    plans = {
        layout_id: some
        for layout_id, some in of_plan.items()
        if len(some) > FEWEST or any(change.entity == Layout.__tablename__ for change in some)
    }
    taken = {change.id for some in plans.values() for change in some}
    rest = [change for change in changes if change.id not in taken]
    return rest, tuple(_plan(session, key, some, counts_here) for key, some in plans.items())


def _layouts_entered(changes: Sequence[Change]) -> dict[str, str]:
    """By part, the layout that it was entered into by one of these changes."""
    entered = {}
    for change in changes:
        said = field_changes(change).get("layout_id") if change.entity in PARTS else None
        if said is not None and isinstance(said.after, str):
            entered[change.row_id] = said.after
    return entered


def _layout_of(session: Session, change: Change, entered: Mapping[str, str]) -> str:
    if change.entity == Layout.__tablename__:
        return change.row_id
    if change.entity not in PARTS:
        return ""
    row = session.get(PARTS[change.entity], change.row_id)
    return entered.get(change.row_id) or str(getattr(row, "layout_id", None) or "")


def _plan(session: Session, layout_id: str, changes: Sequence[Change], counts_here: bool) -> ProposedPlan:
    name, is_new, more = "", False, 0
    for change in changes:
        fields = field_changes(change)
        if change.entity == Layout.__tablename__:
            is_new = is_new or is_first_entry(change)
            name = str(fields["name"].after or "") if "name" in fields else name
        if change.entity == Booth.__tablename__ and "withdrawn" in fields:
            more += -1 if fields["withdrawn"].after else 1
    standing = select(func.count()).where(Booth.layout_id == layout_id, Booth.withdrawn.is_(False))
    now = session.execute(standing).scalar_one()
    before = now - more if counts_here else now
    row = session.get(Layout, layout_id)
    name = name or (row.name if row else "") or "-"
    is_used = session.execute(select(Bazaar.id).where(Bazaar.layout_id == layout_id)).first() is not None
    words = _("denah {name}") if is_used else _("templat denah {name}")
    return ProposedPlan(layout_id, words.format(name=name), None if is_new else before, before + more)
