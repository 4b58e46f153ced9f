"""Layouts: generating, editing and reusing the plan of a lokasi; a bazaar stands on a plan of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.layout.blocks import BACK_TO_BACK, MeasureNotPossible, Measures
from bazar_desktop.domain.layout.generator import generate_plan
from bazar_desktop.domain.layout.model import MITRA, READING, Plan
from bazar_desktop.services.day.sheet import booth_order
from bazar_desktop.services.layout.rows import (
    Part,
    booth_of,
    booth_values,
    fixture_of,
    fixture_values,
    frame_values,
    metres,
    parts_of,
    picture_of,
)
from bazar_desktop.services.layout.sealed_guard import require_allowed
from bazar_desktop.services.settings.values import get_setting, put_setting
from bazar_desktop.store import tables
from bazar_desktop.store.actions import action
from bazar_desktop.store.bulk import enter_many
from bazar_desktop.store.rows import MovedOn, enter, withdraw
from bazar_desktop.store.tables import Bazaar, Layout, Lokasi, Tent, new_id, row_of

LEAST_AISLE = "aisle_least"  # the setting's key; metres
MOST_AISLE = 10.0


class NoLayoutYet(BazarError):
    """The bazaar (or the lokasi) has no layout. Facts: name."""


class LayoutUnknown(BazarError):
    """No layout has this id."""


@dataclass(frozen=True, slots=True)
class LayoutFacts:
    """A layout and its plan, with the store's ids. `seen` is the clock of its last change."""

    id: str
    name: str
    lokasi_id: str | None
    plan: Plan
    seen: str

    @property
    def tents(self) -> int:
        return len({booth.tent for booth in self.plan.booths if booth.tent})

    @property
    def partner_booths(self) -> int:
        return sum(booth.zone == MITRA for booth in self.plan.booths)


@dataclass(frozen=True, slots=True)
class PlanSaved:
    """What saving wrote. `ids` maps the ids of new booths and fixtures, as the plan named them, to the store's."""

    added: int
    changed: int
    removed: int
    ids: Mapping[str, str]

    @property
    def wrote(self) -> bool:
        return bool(self.added or self.changed or self.removed)


# -- reading -------------------------------------------------------------------------------------------------


def layout_of(session: Session, layout_id: str) -> LayoutFacts:
    """Give the layout with this id. Raises LayoutUnknown."""
    row = row_of(session, Layout, layout_id)
    if row is None:
        raise LayoutUnknown()
    booths, fixtures = (
        parts_of(session, tables.Booth, row.id),
        parts_of(session, tables.Fixture, row.id),
    )
    tents = parts_of(session, Tent, row.id)
    return LayoutFacts(
        id=row.id,
        name=row.name or "",
        lokasi_id=row.lokasi_id,
        plan=_plan(row, booths, fixtures),
        seen=max(fact.changed_at for fact in (row, *booths, *fixtures, *tents)),
    )


def plan_of(session: Session, layout_id: str) -> Plan:
    """Give the plan in metres; its ids are the store's. Raises LayoutUnknown."""
    row = row_of(session, Layout, layout_id)
    if row is None:
        raise LayoutUnknown()
    return _plan(row, parts_of(session, tables.Booth, row.id), parts_of(session, tables.Fixture, row.id))


def _plan(row: Layout, booth_rows: list[tables.Booth], fixture_rows: list[tables.Fixture]) -> Plan:
    booths, fixtures = map(booth_of, booth_rows), map(fixture_of, fixture_rows)
    return Plan(
        width=metres(row.width) or 1.0,
        depth=metres(row.depth) or 1.0,
        north=float(row.north or 0),
        picture=picture_of(row),
        booths=tuple(
            sorted(booths, key=lambda booth: (booth_order(booth.label), booth.x, booth.y, booth.id))
        ),
        fixtures=tuple(
            sorted(
                fixtures, key=lambda fixture: (fixture.kind, fixture.label, fixture.y, fixture.x, fixture.id)
            )
        ),
    )


def layout_of_bazaar(session: Session, bazaar_id: str) -> LayoutFacts:
    """Give the layout that a bazaar stands on. Raises NoLayoutYet."""
    row = row_of(session, Bazaar, bazaar_id)
    layout = row_of(session, Layout, row.layout_id) if row else None
    if row is None or layout is None:
        raise NoLayoutYet(name=(row.name if row else "") or "-")
    return layout_of(session, layout.id)


def least_aisle(session: Session) -> float:
    """Metres that must be free before every counter: the office's setting, 0 where it is not asked."""
    return float(get_setting(session, LEAST_AISLE) or 0)


@action("layouts.put_least_aisle")
def put_least_aisle(session: Session, *, metres: float) -> float:
    """Set how many metres must be free before every counter; 0 asks for none. Raises MeasureNotPossible."""
    if not 0 <= metres <= MOST_AISLE:
        raise MeasureNotPossible(measure="aisle", metres=metres, least=0, most=MOST_AISLE)
    put_setting(session, LEAST_AISLE, metres)
    session.flush()
    return metres


# -- making --------------------------------------------------------------------------------------------------


@action("layouts.generate_layout")
def generate_layout(
    session: Session,
    *,
    bazaar_id: str | None = None,
    lokasi_id: str | None = None,
    tents: int = 15,
    booths_per_tent: int = 2,
    mitra: int = 3,
    sockets_per_tent: int = 1,
    tents_per_row: int | None = None,
    order: str = READING,
    facing: str = BACK_TO_BACK,
    measures: Measures | None = None,
) -> str:
    """Make the layout of a bazaar, or of a lokasi alone: later bazaars there are offered that one first.

    A layout that stands is laid out anew: a booth that keeps its number keeps its holder, and the picture stays.
    Returns the layout's id.
    Raises LayoutNotPossible, MeasureNotPossible, LayoutInUse, LayoutSealed, NoLayoutYet where neither is known.
    """
    bazaar = row_of(session, Bazaar, bazaar_id)
    lokasi = row_of(session, Lokasi, bazaar.lokasi_id if bazaar else lokasi_id)
    plan = generate_plan(
        tents,
        booths_per_tent,
        mitra=mitra,
        sockets_per_tent=sockets_per_tent,
        tents_per_row=tents_per_row,
        order=order,
        facing=facing,
        measures=measures,
    )
    if bazaar is None and lokasi is None:
        raise NoLayoutYet(name="-")
    standing = bazaar.layout_id if bazaar else lokasi.layout_id if lokasi else None
    layout = row_of(session, Layout, standing)
    if layout is not None:
        _lay_out_anew(session, layout.id, plan)
        return layout.id
    return _lay_out_first(session, plan, bazaar, lokasi)


def _lay_out_first(session: Session, plan: Plan, bazaar: Bazaar | None, lokasi: Lokasi | None) -> str:
    """Make the layout of a bazaar that has none, else of its lokasi; returns its id.

    A bazaar's layout leaves the lokasi alone: drawing a bazaar is the laptop's, the lokasi is the office's.
    """
    name = (lokasi.name if lokasi else bazaar.name if bazaar else "") or "-"
    near = bazaar.id if bazaar is not None else None
    made = new_layout(session, plan, name, lokasi.id if lokasi else None, near=near)
    if bazaar is not None:
        bazaar.layout_id = made
    elif lokasi is not None:
        lokasi.layout_id = made
    return made


def _lay_out_anew(session: Session, layout_id: str, plan: Plan) -> None:
    """Put `plan` in the place of the layout's own; a booth of the same number keeps its id, and the picture stays."""
    before = plan_of(session, layout_id)
    plan = replace(with_ids_of(before, plan), picture=before.picture, north=before.north)
    save_plan(session, layout_id, plan)


def with_ids_of(old: Plan, new: Plan) -> Plan:
    """`new` with the ids of `old` where a booth has the same number, so that its holder stays."""
    by_label = {booth.label: booth for booth in old.booths}
    tents: dict[str, str] = {}
    for booth in new.booths:
        before = by_label.get(booth.label)
        if before is not None and before.tent and before.tent not in tents.values():
            tents.setdefault(booth.tent, before.tent)
    booths = []
    for laid in new.booths:
        before = by_label.get(laid.label)
        booth = replace(laid, tent=tents.get(laid.tent, laid.tent))
        booths.append(replace(booth, id=before.id, blocked=before.blocked) if before else booth)
    return replace(new, booths=tuple(booths))


def new_layout(
    session: Session, plan: Plan, name: str, lokasi_id: str | None, *, near: str | None = None
) -> str:
    """Make a layout of its own with that plan; returns its id, which begins as that of its bazaar (`near`)."""
    row = enter(session, Layout, name=name, lokasi_id=lokasi_id, **frame_values(plan))
    row.id = new_id(near)
    session.flush()
    save_plan(session, row.id, plan)
    return row.id


# -- saving --------------------------------------------------------------------------------------------------


@action("layouts.save_plan")
def save_plan(session: Session, layout_id: str, plan: Plan, *, seen: str | None = None) -> PlanSaved:
    """Write what differs between `plan` and the layout. Booths and fixtures with unknown ids are new.

    Raises LayoutUnknown, MovedOn (the layout changed since `seen`), LabelMissing, LabelTaken, LayoutInUse,
    LayoutSealed.
    """
    before = layout_of(session, layout_id)
    if seen is not None and before.seen != seen:
        raise MovedOn()
    require_allowed(session, before.plan, plan)
    layout = session.get_one(Layout, layout_id)
    changed = _set(layout, frame_values(plan))
    tents = _save_tents(session, layout_id, plan)
    booths = {
        booth.id: {**booth_values(booth), "tent_id": tents.get(booth.tent) or None} for booth in plan.booths
    }
    fixtures = {fixture.id: fixture_values(fixture) for fixture in plan.fixtures}
    counts: Counter[str] = Counter(changed=changed)
    ids: dict[str, str] = {}
    _save_parts(session, tables.Booth, layout_id, booths, counts, ids)
    _save_parts(session, tables.Fixture, layout_id, fixtures, counts, ids)
    return PlanSaved(counts["added"], counts["changed"], counts["removed"], ids)


def _save_parts(
    session: Session,
    cls: type[Part],
    layout_id: str,
    wanted: dict[str, dict[str, object]],
    counts: Counter[str],
    ids: dict[str, str],
) -> None:
    known = {row.id: row for row in parts_of(session, cls, layout_id)}
    for row_id, row in known.items():
        if row_id not in wanted:
            withdraw(session, row)
            counts["removed"] += 1
        else:
            counts["changed"] += _set(row, wanted[row_id])
    new = []
    for name, values in wanted.items():
        if name not in known:
            ids[name] = new_id(layout_id)
            new.append({"id": ids[name], "layout_id": layout_id, **values})
    enter_many(session, cls, new)
    counts["added"] += len(new)


def _save_tents(session: Session, layout_id: str, plan: Plan) -> dict[str, str]:
    """The store's id of each tent that the plan names; tents without booths are withdrawn."""
    known = {row.id: row for row in parts_of(session, Tent, layout_id)}
    named = list(dict.fromkeys(booth.tent for booth in plan.booths if booth.tent))
    for row_id, row in known.items():
        if row_id not in named:
            withdraw(session, row)
    ids = {name: name if name in known else new_id(layout_id) for name in named}
    fresh = [name for name in named if name not in known]
    rows = [
        {"id": ids[name], "layout_id": layout_id, "label": f"T{len(known) + number}"}
        for number, name in enumerate(fresh, 1)
    ]
    enter_many(session, Tent, rows)
    return ids


def _set(row: tables.Fact, values: Mapping[str, object]) -> int:
    """Set what differs; 1 where anything did."""
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return int(bool(different))
