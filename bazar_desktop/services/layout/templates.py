"""Layouts to start from: named templates of a lokasi, and the layouts of earlier bazaars."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.layout.model import Picture, Plan
from bazar_desktop.services.bazaars.bazaars import list_bazaars
from bazar_desktop.services.layout.layouts import (
    LayoutUnknown,
    NoLayoutYet,
    layout_of,
    layout_of_bazaar,
    new_layout,
    plan_of,
    save_plan,
    with_ids_of,
)
from bazar_desktop.services.papers.attachments import keep_picture
from bazar_desktop.store import tables
from bazar_desktop.store.actions import action
from bazar_desktop.store.rows import withdraw
from bazar_desktop.store.tables import Bazaar, Layout, Lokasi, row_of

TEMPLATE, OF_BAZAAR = "template", "bazaar"


class TemplateNameMissing(BazarError):
    """A template is found again by its name."""


class NotATemplate(BazarError):
    """A bazaar stands on this layout, so it cannot be thrown away. Facts: name."""


@dataclass(frozen=True, slots=True)
class LayoutChoice:
    """A layout to start from. `kind`: template or bazaar; `last_day` is the bazaar's; `usual`: the lokasi's choice."""

    id: str
    kind: str
    name: str
    lokasi: str
    booths: int
    same_lokasi: bool
    usual: bool = False
    last_day: date | None = None


def layout_choices(session: Session, bazaar_id: str) -> tuple[LayoutChoice, ...]:
    """What a bazaar can start from: its lokasi's usual layout, then its templates, its last bazaars, then others."""
    own = row_of(session, Bazaar, bazaar_id)
    lokasi_id = own.lokasi_id if own else None
    lokasi = row_of(session, Lokasi, lokasi_id)
    usual = lokasi.layout_id if lokasi else None
    counts = _booth_counts(session)
    standing = {bazaar.id: bazaar for bazaar in list_bazaars(session)}
    layouts = {row.id: row for row in _layouts(session)}
    stood_on = {row.id: row.layout_id for row in session.execute(select(Bazaar.id, Bazaar.layout_id))}
    choices = [
        LayoutChoice(
            id=layout_id,
            kind=OF_BAZAAR,
            name=bazaar.name,
            lokasi=bazaar.lokasi,
            booths=counts.get(layout_id, 0),
            same_lokasi=layouts[layout_id].lokasi_id == lokasi_id is not None,
            usual=layout_id == usual,
            last_day=bazaar.days[-1].day if bazaar.days else None,
        )
        for bazaar in standing.values()
        if (layout_id := stood_on.get(bazaar.id)) in layouts
        and bazaar.id != bazaar_id
        and layout_id is not None
    ]
    names = {row.id: row.name or "" for row in _lokasi(session)}
    used = set(stood_on.values())
    choices += [
        LayoutChoice(
            id=row.id,
            kind=TEMPLATE,
            name=row.name or "",
            lokasi=names.get(row.lokasi_id or "", ""),
            booths=counts.get(row.id, 0),
            same_lokasi=row.lokasi_id == lokasi_id is not None,
            usual=row.id == usual,
        )
        for row in layouts.values()
        if row.id not in used
    ]
    return tuple(sorted((choice for choice in choices if choice.booths), key=_order))


def template_of(session: Session, bazaar_id: str) -> str | None:
    """Give the id of the layout that the bazaar is offered first at its lokasi, None where nothing stood there yet."""
    choices = layout_choices(session, bazaar_id)
    return next((choice.id for choice in choices if choice.same_lokasi), None)


def _order(choice: LayoutChoice) -> tuple[bool, bool, bool, int, str, str]:
    latest = -choice.last_day.toordinal() if choice.last_day else 0
    return (
        not choice.same_lokasi,
        not choice.usual,
        choice.kind != TEMPLATE,
        latest,
        choice.lokasi,
        choice.name,
    )


def _booth_counts(session: Session) -> dict[str, int]:
    query = select(tables.Booth.layout_id, func.count()).where(tables.Booth.withdrawn.is_(False))
    return {
        layout: count for layout, count in session.execute(query.group_by(tables.Booth.layout_id)) if layout
    }


def _layouts(session: Session) -> list[Layout]:
    return list(session.execute(select(Layout).where(Layout.withdrawn.is_(False))).scalars())


def _lokasi(session: Session) -> list[Lokasi]:
    return list(session.execute(select(Lokasi).where(Lokasi.withdrawn.is_(False))).scalars())


@action("layouts.clone_layout")
def clone_layout(session: Session, layout_id: str, *, bazaar_id: str) -> str:
    """Let a bazaar stand on a copy of another layout; returns the copy's id. Raises LayoutUnknown, LayoutInUse.

    Holders move with their booth numbers: where the bazaar has a layout already, that one takes on the other's plan.
    """
    source = layout_of(session, layout_id)
    bazaar = row_of(session, Bazaar, bazaar_id)
    if bazaar is None:
        raise NoLayoutYet(name="-")
    standing = row_of(session, Layout, bazaar.layout_id)
    if standing is not None:
        if standing.id != source.id:
            save_plan(session, standing.id, with_ids_of(plan_of(session, standing.id), source.plan))
        return standing.id
    bazaar.layout_id = new_layout(session, source.plan, source.name, bazaar.lokasi_id, near=bazaar.id)
    return bazaar.layout_id


@action("layouts.take_plan")
def take_plan(session: Session, *, bazaar_id: str, plan: Plan) -> str:
    """Let the bazaar stand on `plan`, which has ids of its own; holders stay with their booth numbers.

    Returns the layout's id. Raises NoLayoutYet (no such bazaar), LabelMissing, LabelTaken, LayoutInUse, LayoutSealed.
    """
    bazaar = row_of(session, Bazaar, bazaar_id)
    if bazaar is None:
        raise NoLayoutYet(name="-")
    standing = row_of(session, Layout, bazaar.layout_id)
    if standing is None:
        bazaar.layout_id = new_layout(session, plan, bazaar.name or "-", bazaar.lokasi_id, near=bazaar.id)
        return bazaar.layout_id
    before = plan_of(session, standing.id)
    save_plan(
        session, standing.id, replace(with_ids_of(before, plan), picture=plan.picture or before.picture)
    )
    return standing.id


@action("layouts.keep_template")
def keep_template(session: Session, *, bazaar_id: str, name: str, usual: bool = False) -> str:
    """Keep a copy of the bazaar's layout as a template of its lokasi, in the place of one of the same name.

    `usual`: later bazaars at the lokasi are offered this one first. Returns the template's id. Raises NoLayoutYet,
    TemplateNameMissing.
    """
    wanted = " ".join(name.split())
    if not wanted:
        raise TemplateNameMissing()
    source = layout_of_bazaar(session, bazaar_id)
    bazaar = row_of(session, Bazaar, bazaar_id)
    lokasi = row_of(session, Lokasi, bazaar.lokasi_id) if bazaar else None
    if lokasi is None:
        raise NoLayoutYet(name=source.name)
    used = set(session.execute(select(Bazaar.layout_id)).scalars())
    standing = next(
        (
            row
            for row in _layouts(session)
            if row.lokasi_id == lokasi.id
            and row.id not in used
            and (row.name or "").casefold() == wanted.casefold()
        ),
        None,
    )
    if standing is not None:
        save_plan(session, standing.id, with_ids_of(plan_of(session, standing.id), source.plan))
        made = standing.id
    else:
        made = new_layout(session, source.plan, wanted, lokasi.id)
    if usual:
        lokasi.layout_id = made
    return made


@action("layouts.drop_template")
def drop_template(session: Session, *, layout_id: str) -> str:
    """Throw a template away and return its name. Raises LayoutUnknown, NotATemplate."""
    row = row_of(session, Layout, layout_id)
    if row is None:
        raise LayoutUnknown()
    if session.execute(select(Bazaar.id).where(Bazaar.layout_id == layout_id)).first():
        raise NotATemplate(name=row.name or "-")
    withdraw(session, row)
    return row.name or ""


@action("layouts.lay_picture")
def lay_picture(session: Session, *, layout_id: str, photo: bytes, width: float, depth: float) -> str:
    """Lay a photo or map (a small JPEG) below a layout, `width` x `depth` metres from its upper left; its SHA-256.

    Raises LayoutUnknown, NotAPhoto, PhotoTooBig.
    """
    plan = plan_of(session, layout_id)
    sha256 = keep_picture(session, photo)
    save_plan(session, layout_id, replace(plan, picture=Picture(sha256, 0.0, 0.0, width, depth)))
    return sha256
