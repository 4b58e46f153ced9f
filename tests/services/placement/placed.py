"""A bazaar with a layout, for tests of layouts and placement."""

from __future__ import annotations

from datetime import date
from typing import Any

from bazar_desktop.services.bazaars.participants import list_participants
from bazar_desktop.services.layout.layouts import generate_layout, layout_of_bazaar
from bazar_desktop.services.placement.board import holders_on
from bazar_desktop.services.placement.search import place_now
from bazar_desktop.store.database import Database
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Attendance, DayClose, Participation
from tests.bazaar_day import DAYS, Field, stand_up
from tests.stores import MORNING

SEED = 2023


def laid_out(db: Database, *, tents: int = 8, **facts: Any) -> Field:
    """A bazaar with a layout where nobody has a booth yet."""
    field = stand_up(db, **facts)
    field.do(generate_layout, bazaar_id=field.bazaar_id, tents=tents, mitra=2)
    return field


def placed(db: Database, **facts: Any) -> Field:
    """A bazaar where everybody has a booth."""
    field = laid_out(db, **facts)
    field.do(place_now, bazaar_id=field.bazaar_id, seed=SEED)
    return field


def booth(field: Field, label: str) -> str:
    """The id of the booth with this number."""
    plan = field.ask(layout_of_bazaar, field.bazaar_id).plan
    return next(item.id for item in plan.booths if item.label == label)


def standing(field: Field, day: date = DAYS[0]) -> dict[str, str]:
    """Booth number -> business, on the day."""
    plan = field.ask(layout_of_bazaar, field.bazaar_id).plan
    labels = {item.id: item.label for item in plan.booths}
    names = {item.id: item.business for item in field.ask(list_participants, field.bazaar_id)}
    held = field.ask(holders_on, field.bazaar_id, day)
    return {
        labels.get(item, item): names[who] for item, who in sorted(held.items(), key=lambda p: labels[p[0]])
    }


def seal(field: Field, day: date) -> None:
    """Seal a day without asking what is missing."""

    def close(session: Any) -> None:
        enter(
            session, DayClose, field.bazaar_id, day, 1, bazaar_id=field.bazaar_id, day=day, revision=1,
            seal="AAAA-BBBB-C", totals="{}", covers="{}", closed_at=MORNING, closed_by=field.officer,
        )  # fmt: skip

    field.do(close)


def mark(field: Field, business: str, status: str, day: date = DAYS[0]) -> None:
    """What check-in says of a participant that day."""
    who = participant(field, business)

    def write(session: Any) -> None:
        enter(
            session, Attendance, who, day, 1, bazaar_id=field.bazaar_id, participation_id=who, day=day,
            session=1, status=status,
        )  # fmt: skip

    field.do(write)


def change(field: Field, business: str, **values: object) -> None:
    """Set fields of a participation."""
    who = participant(field, business)

    def write(session: Any) -> None:
        row = session.get_one(Participation, who)
        for name, value in values.items():
            setattr(row, name, value)

    field.do(write)


def participant(field: Field, business: str) -> str:
    """The participation of a business."""
    participants = field.ask(list_participants, field.bazaar_id)
    return next(item.id for item in participants if item.business == business)
