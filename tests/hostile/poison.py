"""Stores full of rows of which a part has not come, or of which the row they belong to has not: both are taken in."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.domain.journal.changes import GENESIS, SCHEMA, Change, FieldChange, Value, make_change
from bazar_desktop.domain.journal.clock import wall
from bazar_desktop.domain.values.kinds import Reference
from bazar_desktop.jobs.office.founding import office_init
from bazar_desktop.jobs.sample.store import OFFICER, SAMPLE_PIN, sample_store
from bazar_desktop.store.apply import apply
from bazar_desktop.store.journal import personal_fields
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.tables import Attendance, Booth, Fact, Participation, Vendor, facts
from bazar_desktop.store.values import kinds_of
from tests.hostile.cases import MERGES, cases, sound_row
from tests.offices import CHEAP
from tests.stores import all_changes

NOW = datetime(2023, 3, 21, 15, 40, tzinfo=WIB)
Rows = Iterator[tuple[str, str, dict[str, Value]]]
Poison = Callable[[Session], Rows]


def laptop(folder: Path) -> OpenStore:
    """The sample's laptop, with three bazaars and all that belongs to them."""
    return sample_store(folder, NOW, CHEAP)


def office_of(sample: OpenStore, folder: Path) -> OpenStore:
    """An office that has taken in what the sample's laptop wrote."""
    store = office_init(
        folder, name="Sudin PPKUKM", officer=OFFICER, pin=SAMPLE_PIN, at=NOW, is_sample=True, cost=CHEAP
    ).store
    with store.db.write(store.officer.id, "test.take_in", NOW) as session:
        apply(session, all_changes(sample.db), NOW)
    return store


def take_in(store: OpenStore, poison: Poison) -> int:
    """Let a laptop nobody has heard of say what `poison` gives; returns how many changes that were."""
    with store.db.write(store.officer.id, "test.poison", NOW) as session:
        changes = list(_chain(poison(session)))
        apply(session, changes, NOW)
    return len(changes)


def _chain(rows: Rows) -> Iterator[Change]:
    last = GENESIS
    for seq, (entity, row_id, values) in enumerate(rows, 1):
        change = make_change(
            {name: FieldChange(None, value) for name, value in values.items()},
            personal_fields(facts()[entity]),
            "s" * 32,
            origin="pendusta",
            seq=seq,
            schema=SCHEMA,
            at=wall(NOW),
            officer="pendusta",
            action="test.lie/0",
            scope="store",
            entity=entity,
            row_id=row_id,
            reason=None,
            prev_hash=last,
        )
        last = change.hash
        yield change


def new_rows(session: Session) -> Rows:
    """A new row for every field that may be null or name what has not come: all else in it is sound."""
    known = known_rows(session)
    for number, case in enumerate(case for case in cases() if case.rule == MERGES):
        row = sound_row(facts()[case.entity], known)
        yield case.entity, f"baris-{number}", {**row, case.field: case.value}


def nulls_here(session: Session) -> Rows:
    """One field of one row after another loses its value, as long as there are rows."""
    for entity, cls in facts().items():
        names = [name for name in kinds_of(cls) if name != "withdrawn"]
        for row_id, name in zip(_ids(session, cls, len(names)), itertools.cycle(names), strict=False):
            yield entity, row_id, {name: None}


def strangers_here(session: Session) -> Rows:
    """One reference of one row after another names what has not come."""
    for entity, cls in facts().items():
        names = [name for name, kind in kinds_of(cls).items() if isinstance(kind, Reference)]
        for row_id, name in zip(_ids(session, cls, len(names)), names, strict=False):
            yield entity, row_id, {name: "tidak-ada-di-sini"}


def emptied(session: Session) -> Rows:
    """A row of each entity loses every value that it has."""
    for entity, cls in facts().items():
        for row_id in _ids(session, cls, 1):
            yield entity, row_id, {name: None for name in kinds_of(cls) if name != "withdrawn"}


POISONS: tuple[Poison, ...] = (new_rows, nulls_here, strangers_here, emptied)


def known_rows(session: Session) -> dict[str, str]:
    """Rows of one bazaar that belong together, by entity; of the rest the first."""
    known = {entity: row_id for entity, cls in facts().items() for row_id in _ids(session, cls, 1)}
    here = session.execute(select(Attendance).where(Attendance.arrived_at.is_not(None))).scalars().first()
    assert here is not None
    party = session.get_one(Participation, here.participation_id)
    vendor = session.get_one(Vendor, party.vendor_id)
    booth = session.execute(select(Booth)).scalars().first()
    assert booth is not None
    return known | {
        "bazaar": here.bazaar_id,
        "participation": party.id,
        "vendor": vendor.id,
        "booth": booth.id,
        "layout": booth.layout_id,
    }


def _ids(session: Session, cls: type[Fact], most: int) -> list[str]:
    return list(
        session.execute(select(cls.id).where(cls.withdrawn.is_(False)).order_by(cls.id).limit(most)).scalars()
    )
