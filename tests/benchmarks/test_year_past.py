"""The year's report over sealed days while the register moves on: what keeping the past as sealed costs."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import PRESENT, REPORTED
from bazar_desktop.services.bazaars.bazaars import add_bazaar, add_lokasi, find_bazaar
from bazar_desktop.services.bazaars.participants import CONFIRMED
from bazar_desktop.services.reports.board import board
from bazar_desktop.services.reports.year import year_report
from bazar_desktop.services.settings.agencies import agency_id
from bazar_desktop.store.bulk import enter_many
from bazar_desktop.store.chains import chain_ends
from bazar_desktop.store.database import Database
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import (
    Attendance,
    BazaarDay,
    DayClose,
    OmzetEntry,
    Participation,
    Vendor,
    natural_id,
    new_ids,
)
from tests import stores
from tests.benchmarks.tables import print_table
from tests.stores import MORNING

VENDORS, BAZAARS, EACH = 2_000, 150, 30
FIRST = date(2023, 1, 7)


def live_a_year(session: Session, rng: random.Random) -> list[str]:
    """150 bazaars of two sealed days with 30 of the 2,000 vendors each; returns the vendors' ids."""
    coach = agency_id(session, "PPKUKM", "coach")
    agency_id(session, "Parekraf", "coach")
    vendors = new_ids(VENDORS)
    enter_many(
        session,
        Vendor,
        [
            {"id": row_id, "name": f"Orang {number}", "business": f"Usaha {number}", "category": "kuliner",
             "agency_id": coach}
            for number, row_id in enumerate(vendors)
        ],
    )  # fmt: skip
    lokasi = add_lokasi(session, name="Rusun", kind="rusun", kecamatan="Sawah Besar")
    for number in range(BAZAARS):
        days = [FIRST + timedelta(days=2 * number + step) for step in (0, 1)]
        session.flush()
        code = add_bazaar(session, name=f"Bazar {number}", days=days, lokasi_id=lokasi)
        session.flush()
        bazaar = find_bazaar(session, code).id
        places = new_ids(EACH)
        taking = [
            {"id": place, "bazaar_id": bazaar, "party": "vendor", "vendor_id": who, "status": CONFIRMED,
             "source": "list"}
            for place, who in zip(places, rng.sample(vendors, EACH), strict=True)
        ]  # fmt: skip
        enter_many(session, Participation, taking)
        for day in days:
            live_a_day(session, bazaar, day, places, rng)
    return vendors


def live_a_day(session: Session, bazaar: str, day: date, places: list[str], rng: random.Random) -> None:
    rows = [{"bazaar_id": bazaar, "participation_id": place, "day": day, "session": 1} for place in places]
    for cls, values in ((Attendance, {"status": PRESENT}), (OmzetEntry, {"state": REPORTED})):
        ids = [natural_id(cls.__tablename__, place, day, 1) for place in places]
        amounts = [{"cash": rng.randrange(1, 900) * 1_000} if cls is OmzetEntry else {} for _ in places]
        some = [
            {"id": id_, **row, **values, **more} for id_, row, more in zip(ids, rows, amounts, strict=True)
        ]
        enter_many(session, cls, some)


def seal_all(session: Session) -> None:
    covers = json.dumps(chain_ends(session))
    for row in session.query(BazaarDay).all():
        facts = {"bazaar_id": row.bazaar_id, "day": row.day, "revision": 1, "seal": "S", "totals": "{}"}
        times = {"closed_at": MORNING, "closed_by": "officer-1"}
        enter(session, DayClose, row.bazaar_id, row.day, 1, **facts, covers=covers, **times)


def move_register(session: Session, ids: list[str], coach: str) -> None:
    for row_id in ids:
        row = session.get_one(Vendor, row_id)
        row.agency_id = agency_id(session, coach, "coach")


def write(db: Database, at: datetime, work: Callable[[Session], object]) -> object:
    with db.write("officer-1", "bench", at) as session:
        return work(session)


def read(db: Database, work: Callable[[Session], object]) -> object:
    with db.read() as session:
        return work(session)


def on_processor(work: Callable[[], object]) -> float:
    """Milliseconds on the processor: other programs on the machine do not count."""
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def test_the_year_with_two_hundred_changes_of_the_register(tmp_path: Path) -> None:
    db, rng = stores.sqlcipher_store(tmp_path, "K", kind="office"), random.Random(5)
    vendors = write(db, MORNING, partial(live_a_year, rng=rng))
    assert isinstance(vendors, list)
    write(db, MORNING + timedelta(hours=1), seal_all)
    report = partial(year_report, year=2023)
    rows = [("sealed, register as it was", [on_processor(partial(read, db, report)) for _ in range(3)])]
    before = read(db, report)
    write(db, MORNING + timedelta(hours=2), partial(move_register, ids=vendors[:200], coach="Parekraf"))
    rows.append(("200 vendors moved since", [on_processor(partial(read, db, report)) for _ in range(3)]))
    rows.append(("the board", [on_processor(partial(read, db, board)) for _ in range(3)]))
    print_table(f"The year over {BAZAARS * 2} sealed days of {VENDORS} vendors", rows, "at most 1.3 times")
    after = read(db, report)
    assert after == before
    db.close()
