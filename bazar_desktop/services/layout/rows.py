"""Between a plan in metres and its rows in whole centimetres."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.layout.model import SIDES, Booth, Fixture, Picture, Plan
from bazar_desktop.store import tables
from bazar_desktop.store.tables import Layout, Tent

Part = TypeVar("Part", tables.Booth, tables.Fixture, Tent)


def parts_of(session: Session, cls: type[Part], layout_id: str) -> list[Part]:
    """Give the booths, fixtures or tents of a layout."""
    query = select(cls).where(cls.layout_id == layout_id, cls.withdrawn.is_(False))
    return list(session.execute(query).scalars())


def metres(length: int | None) -> float:
    return (length or 0) / 100


def centimetres(length: float) -> int:
    return round(length * 100)


def frame_values(plan: Plan) -> dict[str, object]:
    """Give the plan's own columns."""
    picture = plan.picture
    return {
        "width": centimetres(plan.width),
        "depth": centimetres(plan.depth),
        "north": round(plan.north) % 360,
        "picture": picture.sha256 if picture else None,
        "picture_x": centimetres(picture.x) if picture else None,
        "picture_y": centimetres(picture.y) if picture else None,
        "picture_width": centimetres(picture.width) if picture else None,
        "picture_depth": centimetres(picture.depth) if picture else None,
    }


def picture_of(row: Layout) -> Picture | None:
    """Give the picture below the plan, where all of it has arrived."""
    if not (row.picture and row.picture_width and row.picture_depth):
        return None
    left, top = metres(row.picture_x), metres(row.picture_y)
    return Picture(row.picture, left, top, metres(row.picture_width), metres(row.picture_depth))


def booth_of(row: tables.Booth) -> Booth:
    """Give the booth of a row; what has not arrived yet takes the usual value."""
    return Booth(
        id=row.id,
        label=row.label or "?",
        x=metres(row.x),
        y=metres(row.y),
        width=metres(row.width) or 2.5,
        depth=metres(row.depth) or 2.5,
        tent=row.tent_id or "",
        facing=row.facing if row.facing in SIDES else "s",
        power=bool(row.power),
        water=bool(row.water),
        open_fire=row.open_fire is not False,
        zone=row.zone or "",
        blocked=bool(row.blocked),
        accessible=row.accessible is not False,
    )


def booth_values(booth: Booth) -> dict[str, object]:
    """Give the columns of a booth but its tent."""
    return {
        "label": booth.label.strip(),
        "x": centimetres(booth.x),
        "y": centimetres(booth.y),
        "width": centimetres(booth.width),
        "depth": centimetres(booth.depth),
        "facing": booth.facing,
        "power": booth.power,
        "water": booth.water,
        "open_fire": booth.open_fire,
        "zone": booth.zone,
        "blocked": booth.blocked,
        "accessible": booth.accessible,
    }


def fixture_of(row: tables.Fixture) -> Fixture:
    return Fixture(
        id=row.id,
        kind=row.kind or "other",
        label=row.label or "",
        x=metres(row.x),
        y=metres(row.y),
        width=metres(row.width) or 0.5,
        depth=metres(row.depth) or 0.5,
        reach=metres(row.reach),
    )


def fixture_values(fixture: Fixture) -> dict[str, object]:
    return {
        "kind": fixture.kind,
        "label": fixture.label,
        "x": centimetres(fixture.x),
        "y": centimetres(fixture.y),
        "width": centimetres(fixture.width),
        "depth": centimetres(fixture.depth),
        "reach": centimetres(fixture.reach),
    }
