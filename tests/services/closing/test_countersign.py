"""A reopening is countersigned by a second person, a supervisor, here or at the office."""

from __future__ import annotations

from typing import Any

import pytest

from bazar_desktop.messages import sentence
from bazar_desktop.services.closing.changes import RevisionUnknown
from bazar_desktop.services.closing.countersign import NothingToCountersign, OwnReopening, countersign
from bazar_desktop.services.closing.paper_sheet import paper_sheet
from bazar_desktop.services.closing.seal import reopen, seals
from bazar_desktop.services.settings.officers import PETUGAS, SUPERVISOR, SupervisorOnly, add_officer
from bazar_desktop.store.database import Database
from tests.bazaar_day import DAYS
from tests.offices import World
from tests.omzet_day import OmzetDay, open_day


def lifted(day: OmzetDay, reason: str = "A-01 salah catat") -> dict[str, Any]:
    """Close and reopen the day; what a countersign is told."""
    where = {"bazaar_id": day.field.bazaar_id, "day": day.day}
    day.close()
    day.field.do(reopen, **where, officer=day.field.officer, at=day.field.at, reason=reason)
    return where


def test_a_second_supervisor_signs_and_papers_say_who(db: Database) -> None:
    day = open_day(db)
    day.sell(0, cash=100_000)
    where = lifted(day)
    day.sell(0, cash=90_000)
    day.close()
    paper = day.field.ask(paper_sheet, **where)
    assert paper.reopening is not None
    assert (paper.reopening.countersigned_by, paper.reopening.countersigned_at) == ("", None)
    chief = day.field.do(add_officer, name="Sri Mulyati", role=SUPERVISOR)
    signed = day.field.do(countersign, **where, officer=chief, at=day.field.at)
    assert (signed.revision, signed.countersigned_by, signed.standing) == (1, "Sri Mulyati", False)
    paper = day.field.ask(paper_sheet, **where)
    assert paper.reopening is not None
    assert paper.reopening.countersigned_by == "Sri Mulyati"
    assert [(correction.field, correction.before, correction.after) for correction in paper.corrections] == [
        ("cash", 100_000, 90_000)
    ]
    assert paper.corrections[0].reason == "A-01 salah catat"


def test_whoever_may_not_sign_is_told_why(db: Database) -> None:
    day = open_day(db)
    where = {"bazaar_id": day.field.bazaar_id, "day": day.day}
    chief = day.field.do(add_officer, name="Sri Mulyati", role=SUPERVISOR)
    helper = day.field.do(add_officer, name="Dedi", role=PETUGAS)
    at = day.field.at
    with pytest.raises(NothingToCountersign):
        day.field.do(countersign, **where, officer=chief, at=at)
    lifted(day)
    with pytest.raises(SupervisorOnly):
        day.field.do(countersign, **where, officer=helper, at=at)
    with pytest.raises(OwnReopening) as own:
        day.field.do(countersign, **where, officer=day.field.officer, at=at)
    assert "kantor" in sentence(own.value)
    with pytest.raises(RevisionUnknown):
        day.field.do(countersign, **where, officer=chief, at=at, revision=7)
    day.field.do(countersign, **where, officer=chief, at=at, revision=1)
    with pytest.raises(NothingToCountersign):
        day.field.do(countersign, **where, officer=chief, at=at)


def test_the_office_signs_for_a_day_that_came_by_package(world: World) -> None:
    laptop = world.join("Laptop A")
    laptop.sell({laptop.parties()[0]: 250_000})
    where: dict[str, Any] = {"bazaar_id": laptop.bazaar_id, "day": DAYS[0]}
    laptop.seal()
    mine = laptop.store.officer.id
    with laptop.store.db.write(mine, "day_close.reopen", laptop.tick()) as session:
        reopen(session, **where, officer=mine, at=laptop.at, reason="salah catat")
    stick = world.stick("paket")
    laptop.pack(stick)
    assert world.office.answers(stick) == ["MERGED"]
    chief = world.office.store.officer
    with world.office.store.db.write(chief.id, "countersign.countersign", world.office.tick()) as session:
        countersign(session, **where, officer=chief.id, at=world.office.at)
    back = world.stick("balik")
    world.office.pack(back)
    laptop.read(back)
    with laptop.store.db.read() as session:
        assert [seal.countersigned_by for seal in seals(session, **where)] == ["Kepala Seksi"]
