"""A usul travels to the office above as it stands below, and another office's word over it is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bazar_desktop.services.exchange.proposals import accept, proposals
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import AsideChange, Vendor, Verdict
from tests.jobs.exchange.test_forwarding import hand_up, meet, second_office
from tests.offices import Post, World, found


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = found(tmp_path, vendors=2, reserves=0, partners=0)
    yield made
    made.close()


@pytest.fixture
def dinas(tmp_path: Path, world: World) -> Iterator[Post]:
    post = second_office(tmp_path / "dinas", world.office.at)
    yield post
    post.store.db.close()


def propose(laptop: Post) -> str:
    """A laptop renames a vendor of the register; returns the vendor."""
    with laptop.store.db.write(laptop.store.officer.id, "vendors.save", laptop.tick()) as session:
        row = session.execute(select(Vendor)).scalars().first()
        assert row is not None
        row.business = "Nama Baru"
        return row.id


def business(post: Post, vendor: str) -> str:
    with post.store.db.read() as session:
        return session.get_one(Vendor, vendor).business


def test_a_usul_waits_at_the_dinas_until_the_sudin_has_accepted_it(world: World, dinas: Post) -> None:
    laptop, office = world.join("Laptop 1"), world.office
    vendor = propose(laptop)
    assert office.answers(laptop.pack(world.stick("hari 1")).file) == ["MERGED"]
    meet(world, office, dinas, "pusat")
    assert hand_up(world, office, dinas, "satu") == ["MERGED"]
    assert business(dinas, vendor) == business(office, vendor) != "Nama Baru"
    with office.store.db.write(office.store.officer.id, "proposals.accept", office.tick()) as session:
        (waiting,) = proposals(session)
        numbers = {"origin": waiting.origin, "first": waiting.first, "last": waiting.last}
        accept(session, **numbers, officer=office.store.officer.id, at=office.at)
    assert hand_up(world, office, dinas, "dua") == ["MERGED"]
    assert business(dinas, vendor) == business(office, vendor) == "Nama Baru"


def test_another_sudins_word_over_a_laptop_is_none(world: World, dinas: Post, tmp_path: Path) -> None:
    other = found(tmp_path / "timur", vendors=2, reserves=0, partners=0)
    laptop, office = world.join("Laptop 1"), world.office
    vendor = propose(laptop)
    assert office.answers(laptop.pack(world.stick("hari 1")).file) == ["MERGED"]
    for item, name in ((world, "pusat"), (other, "timur")):
        meet(item, item.office, dinas, name)
    with laptop.store.db.read() as session:
        origin = get_fact(session, "origin")
    rival = other.office
    with rival.store.db.write(rival.store.officer.id, "proposals.accept", rival.tick()) as session:
        numbers = {"origin": origin, "first": 1, "last": 99}
        said = {"accepted": True, "decided_at": rival.at, "decided_by": rival.store.officer.id}
        enter(session, Verdict, *numbers.values(), **numbers, **said)
    assert hand_up(world, office, dinas, "satu") == ["MERGED"]
    assert hand_up(other, rival, dinas, "dua") == ["MERGED"]
    assert business(dinas, vendor) != "Nama Baru"
    with dinas.store.db.read() as session:
        standings = {row.entity: row.standing for row in session.execute(select(AsideChange)).scalars()}
    assert standings == {"vendor": "waiting", "verdict": "unsound"}
    other.close()
