"""A bazaar day as its papers need it: an open store, a plan, booths, who came, what was sold, a seal."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from bazar_desktop.domain import layout, proofs
from bazar_desktop.domain.day import BLANK, NIL, PRESENT, REPORTED, VENDOR
from bazar_desktop.domain.layout_generator import generate_plan
from bazar_desktop.jobs.day_papers import DayRead, read_day
from bazar_desktop.services.day_sheet import day_sheet
from bazar_desktop.services.officers import SUPERVISOR
from bazar_desktop.services.participants import CONFIRMED, list_participants
from bazar_desktop.store.creating import LAPTOP
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.opening import OpenStore, create_store
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import (
    Allocation,
    Attendance,
    Bazaar,
    Booth,
    DayClose,
    Fixture,
    Layout,
    OmzetEntry,
)
from tests.bazaar_day import DAYS, Field, stand_up
from tests.commands import CHEAP, PIN
from tests.stores import MORNING

DAY = DAYS[0]
EVENING = MORNING + timedelta(hours=9)


@dataclass
class PapersDay:
    """An open store and the bazaar in it."""

    store: OpenStore
    field: Field

    @property
    def bazaar_id(self) -> str:
        return self.field.bazaar_id

    @property
    def read(self) -> DayRead:
        """The day as its papers see it, printed in the evening."""
        return self.field.ask(
            read_day, bazaar_id=self.bazaar_id, day=DAY, officer=self.store.officer.name, at=EVENING
        )


def papers_day(
    folder: Path,
    *,
    vendors: int = 12,
    partners: int = 1,
    is_sample: bool = False,
    came: bool = True,
    sealed: bool = True,
) -> PapersDay:
    """A day with everybody placed; `came`: present, and all but two told what they sold; `sealed`: closed."""
    owner = Owner("officer-1", "Vicky Ramadhan", SUPERVISOR)
    store = create_store(
        folder,
        owner,
        PIN,
        kind=LAPTOP,
        letter="A",
        name="Laptop A",
        at=MORNING,
        is_sample=is_sample,
        cost=CHEAP,
    )
    field = stand_up(store.db, vendors=vendors, partners=partners)
    made = PapersDay(store, field)
    field.do(_place, made.bazaar_id)
    if came:
        field.do(_sell, made.bazaar_id)
    if sealed:
        field.do(_seal, made.bazaar_id)
    return made


def _place(session: Session, bazaar_id: str) -> None:
    parties = [one for one in list_participants(session, bazaar_id) if one.status == CONFIRMED]
    umkm = [one.id for one in parties if one.party == VENDOR]
    mitra = [one.id for one in parties if one.party != VENDOR]
    plan = generate_plan(-(-len(umkm) // 2), 2, mitra=max(1, len(mitra)))
    booths = enter_plan(session, bazaar_id, plan)
    free = {
        zone: [booths[one.label] for one in plan.booths if (one.zone == layout.MITRA) == zone]
        for zone in (0, 1)
    }
    for holders, stands in ((umkm, free[0]), (mitra, free[1])):
        for holder, booth in zip(holders, stands, strict=False):
            place(session, bazaar_id, booth, holder)


def enter_plan(session: Session, bazaar_id: str, plan: layout.Plan) -> dict[str, str]:
    """The plan as rows; ids of the booths by label."""
    size = {"width": round(plan.width * 100), "depth": round(plan.depth * 100)}
    made = enter(session, Layout, name="Rusun", north=0, **size)
    session.get_one(Bazaar, bazaar_id).layout_id = made.id
    ids = {}
    for one in plan.booths:
        row = enter(
            session, Booth, layout_id=made.id, label=one.label, facing=one.facing, power=one.power, water=one.water,
            open_fire=one.open_fire, zone=one.zone, blocked=one.blocked, **_box(one),
        )  # fmt: skip
        ids[one.label] = row.id
    for thing in plan.fixtures:
        reach = round(thing.reach * 100)
        enter(
            session,
            Fixture,
            layout_id=made.id,
            kind=thing.kind,
            label=thing.label,
            reach=reach,
            **_box(thing),
        )
    return ids


def _box(thing: layout.Box) -> dict[str, int]:
    return {name: round(getattr(thing, name) * 100) for name in ("x", "y", "width", "depth")}


def place(session: Session, bazaar_id: str, booth: str, holder: str) -> None:
    key = (booth, DAY, 1)
    enter(session, Allocation, *key, bazaar_id=bazaar_id, booth_id=booth, day=DAY, session=1, holder=holder)


def _sell(session: Session, bazaar_id: str) -> None:
    """All present; the second says nihil, the third nothing yet."""
    dice = random.Random(7)
    for number, row in enumerate(day_sheet(session, bazaar_id, DAY).rows):
        known = {"bazaar_id": bazaar_id, "participation_id": row.participation_id, "day": DAY, "session": 1}
        key = (row.participation_id, DAY, 1)
        arrived = MORNING + timedelta(minutes=number)
        enter(session, Attendance, *key, status=PRESENT, arrived_at=arrived, **known)
        amounts = {"cash": dice.randrange(100, 900) * 500, "qris": dice.randrange(0, 900) * 500}
        state = {1: NIL, 2: BLANK}.get(number, REPORTED)
        enter(session, OmzetEntry, *key, state=state, **(amounts if state == REPORTED else {}), **known)


def change_omzet(session: Session, bazaar_id: str, number: int, cash: int) -> None:
    """Another cash amount for the row `number` of the day."""
    row = day_sheet(session, bazaar_id, DAY).rows[number]
    known = {"bazaar_id": bazaar_id, "participation_id": row.participation_id, "day": DAY, "session": 1}
    enter(session, OmzetEntry, row.participation_id, DAY, 1, state=REPORTED, cash=cash, **known)


def _seal(session: Session, bazaar_id: str) -> None:
    sheet = replace(day_sheet(session, bazaar_id, DAY), revision=1)
    facts: dict[str, Any] = {"totals": "{}", "covers": "{}", "closed_at": EVENING, "closed_by": "officer-1"}
    key: tuple[str, date, int] = (bazaar_id, DAY, 1)
    enter(
        session,
        DayClose,
        *key,
        bazaar_id=bazaar_id,
        day=DAY,
        revision=1,
        seal=proofs.seal_code(sheet),
        **facts,
    )


class Progress:
    """A report that keeps what it was told; `stop_at` raises `error` at that call, `act` is called there instead."""

    def __init__(self, stop_at: int = 0, act: Any = None) -> None:
        self.told: list[tuple[int, int, str]] = []
        self._stop_at, self._act = stop_at, act

    def __call__(self, done: int, total: int, what: str) -> None:
        self.told.append((done, total, what))
        if len(self.told) == self._stop_at:
            self._act()
