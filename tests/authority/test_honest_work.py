"""A laptop's ordinary day of field work: the office counts all of it and has nothing to decide."""

from __future__ import annotations

import random
from pathlib import Path

from bazar_desktop.jobs.sample.field_day import (
    Sitting,
    afternoon,
    correct_late,
    evening,
    morning,
    prepare_stands,
    swap_first_two,
)
from bazar_desktop.services.attendance.walk_in import walk_in
from bazar_desktop.services.day.activity import set_activity
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.exchange.proposals import proposals
from bazar_desktop.services.placement.board import holders_on
from bazar_desktop.services.placement.moves import block, free, pin, unpin
from bazar_desktop.services.placement.needs import Needs, put_needs
from tests.bazaar_day import DAYS
from tests.offices import found


def test_an_ordinary_day_of_field_work_asks_nothing_of_the_office(tmp_path: Path) -> None:
    world = found(tmp_path)
    laptop = world.join("lapangan")
    bazaar, day = laptop.bazaar_id, DAYS[0]
    sitting = Sitting(laptop.store, laptop.at)
    prepare_stands(sitting, bazaar, tents=6, mitra=1, seed=7)
    swap_first_two(sitting, bazaar, day)
    _move_by_hand(sitting, bazaar)
    morning(sitting, bazaar, day, missing=2, take_reserve=True)
    sitting.do(
        walk_in, bazaar_id=bazaar, day=day, name="Sari Wulan", business="Es Cendol Sari", at=sitting.at
    )
    sitting.do(set_activity, bazaar_id=bazaar, day=day, weather="cerah")
    afternoon(sitting, bazaar, day, random.Random(3), lokasi="")
    evening(sitting, bazaar, day)
    correct_late(sitting, bazaar, day, "", more=15_000)
    laptop.at = sitting.at
    assert world.office.answers(laptop.pack(world.stick("pulang")).file) == ["MERGED"]
    with world.office.store.db.read() as session:
        assert proposals(session) == []
        assert day_sheet(session, bazaar, day).rows == sitting.ask(day_sheet, bazaar_id=bazaar, day=day).rows


def _move_by_hand(sitting: Sitting, bazaar: str) -> None:
    """Pin a stand and let it go, free one and block it, say what somebody needs."""
    holders = sitting.ask(holders_on, bazaar, DAYS[0])
    first, last = sorted(holders)[0], sorted(holders)[-1]
    sitting.do(pin, bazaar_id=bazaar, booth_id=first, day=DAYS[0])
    sitting.do(unpin, bazaar_id=bazaar, booth_id=first)
    sitting.do(put_needs, holders[first], needs=Needs(power=True))
    sitting.do(free, bazaar_id=bazaar, booth_id=last, day=DAYS[0])
    sitting.do(block, bazaar_id=bazaar, booth_id=last)
    sitting.do(block, bazaar_id=bazaar, booth_id=last, blocked=False)
