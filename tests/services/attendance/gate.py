"""A bazaar day with booths given out, for tests of the gate."""

from __future__ import annotations

from typing import Any

from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.bazaars.participants import CONFIRMED, list_participants
from bazar_desktop.store.database import Database
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Allocation, Bazaar, Booth, Layout
from tests.bazaar_day import DAYS, Field, stand_up
from tests.stores import made_once

DAY = DAYS[0]


@made_once
def open_gate(db: Database, *, vendors: int = 12, reserves: int = 2, partners: int = 1) -> Field:
    """`stand_up` with a booth A-01, A-02 … for everybody confirmed, on both days; each third booth has power."""
    field = stand_up(db, vendors=vendors, reserves=reserves, partners=partners)
    field.do(give_booths, field.bazaar_id)
    return field


def give_booths(session: Any, bazaar_id: str) -> None:
    layout = enter(session, Layout, name="Denah", width=4000, depth=3000, north=0)
    bazaar = session.get_one(Bazaar, bazaar_id)
    bazaar.layout_id = layout.id
    confirmed = [
        participant
        for participant in list_participants(session, bazaar_id)
        if participant.status == CONFIRMED
    ]
    for number, participant in enumerate(confirmed, 1):
        booth = enter(
            session,
            Booth,
            layout_id=layout.id,
            label=f"A-{number:02d}",
            x=number * 300,
            y=0,
            width=250,
            depth=250,
            facing="s",
            power=number % 3 == 0,
            water=False,
            open_fire=True,
            zone="",
            blocked=False,
        )
        for day in bazaar_of(session, bazaar_id).days:
            facts = {"bazaar_id": bazaar_id, "booth_id": booth.id, "day": day.day, "session": 1}
            enter(session, Allocation, booth.id, day.day, 1, **facts, holder=participant.id)


def people(field: Field) -> dict[str, Any]:
    """Everybody who takes part, by business."""
    return {
        participant.business: participant for participant in field.ask(list_participants, field.bazaar_id)
    }


def where(field: Field) -> dict[str, Any]:
    return {"bazaar_id": field.bazaar_id, "day": DAY}


__all__ = ["CONFIRMED", "DAY", "DAYS", "Field", "open_gate", "people", "where"]
