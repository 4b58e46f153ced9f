"""The plan that a bazaar stands on, read from its rows."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain import layout
from bazar_desktop.store.tables import Bazaar, Booth, Fixture, Layout, row_of


def plan_of_bazaar(session: Session, bazaar_id: str) -> layout.Plan | None:
    """The plan in metres; None where the bazaar has none yet."""
    bazaar = row_of(session, Bazaar, bazaar_id)
    row = row_of(session, Layout, bazaar.layout_id) if bazaar else None
    if row is None:
        return None
    booths = session.execute(
        select(Booth).where(Booth.layout_id == row.id, Booth.withdrawn.is_(False))
    ).scalars()
    fixtures = session.execute(
        select(Fixture).where(Fixture.layout_id == row.id, Fixture.withdrawn.is_(False))
    ).scalars()
    return layout.Plan(
        row.width / 100,
        row.depth / 100,
        tuple(
            layout.Booth(
                one.id,
                one.label,
                one.x / 100,
                one.y / 100,
                one.width / 100,
                one.depth / 100,
                one.tent_id or "",
                one.facing,
                one.power,
                one.water,
                one.open_fire,
                one.zone,
                one.blocked,
            )
            for one in booths
        ),
        tuple(
            layout.Fixture(
                one.id,
                one.kind,
                one.label,
                one.x / 100,
                one.y / 100,
                one.width / 100,
                one.depth / 100,
                one.reach / 100,
            )
            for one in fixtures
        ),
        row.north,
    )
