"""A usul travels to the office above as it stands below, and another office's word over it is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.jobs.exchange.forwarding import NewsForOfficesBelow, hand_on
from bazar_desktop.messages import sentence
from bazar_desktop.phrases.offices import to_tell_words
from bazar_desktop.services.exchange.offices_to_tell import offices_to_tell
from bazar_desktop.services.exchange.proposals import Decided, accept, proposals, reject, rejected
from bazar_desktop.services.exchange.rejections import untold_rejections
from bazar_desktop.services.exchange.taking_back import brought_by
from bazar_desktop.services.office.laptops import LaptopOfAnotherOffice, UnknownLaptop
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import AsideChange, Vendor, Verdict
from bazar_desktop.sync.payload import NothingToPack
from tests.jobs.exchange.test_forwarding import hand_up, meet, second_office
from tests.offices import SUDIN, Post, World, found

T = TypeVar("T")


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


def answer(office: Post, verdict: Callable[..., Decided], **words: str) -> None:
    """The office answers the only usul that waits there."""
    with office.store.db.write(office.store.officer.id, "proposals.answer", office.tick()) as session:
        (waiting,) = proposals(session)
        numbers = {"origin": waiting.origin, "first": waiting.first, "last": waiting.last}
        verdict(session, **numbers, officer=office.store.officer.id, at=office.at, **words)


def listed(post: Post, reading: Callable[[Session], Iterable[T]]) -> list[T]:
    with post.store.db.read() as session:
        return list(reading(session))


def business(post: Post, vendor: str) -> str:
    with post.store.db.read() as session:
        return session.get_one(Vendor, vendor).business


def proposed(world: World) -> tuple[Post, Post, str]:
    """A laptop, its office that has read the laptop's usul, and the vendor that it is about."""
    laptop, office = world.join("Laptop 1"), world.office
    vendor = propose(laptop)
    assert office.answers(laptop.pack(world.stick("hari 1")).file) == ["MERGED"]
    return laptop, office, vendor


def test_a_usul_waits_at_the_dinas_until_the_sudin_has_accepted_it(world: World, dinas: Post) -> None:
    _laptop, office, vendor = proposed(world)
    meet(world, office, dinas, "pusat")
    assert hand_up(world, office, dinas, "satu") == ["MERGED"]
    assert business(dinas, vendor) == business(office, vendor) != "Nama Baru"
    answer(office, accept)
    assert hand_up(world, office, dinas, "dua") == ["MERGED"]
    assert business(dinas, vendor) == business(office, vendor) == "Nama Baru"


def test_who_has_read_an_answer_overrules_it_whatever_the_clocks_say(
    world: World, dinas: Post, tmp_path: Path
) -> None:
    """The Sudin's computer ran a year ahead when it said no; the Dinas, whose clock is right, says yes to more."""
    _laptop, office, vendor = proposed(world)
    meet(world, office, dinas, "pusat")
    right = office.at
    office.at += timedelta(days=365)
    answer(office, reject, reason="Salah orang")
    assert hand_up(world, office, dinas, "satu") == ["MERGED"]
    (told,) = listed(dinas, rejected)
    assert (told.standing, told.reason) == ("rejected", "Salah orang")
    dinas.at = right
    with dinas.store.db.write(dinas.store.officer.id, "proposals.accept", dinas.tick()) as session:
        accept(session, origin=told.origin, first=1, last=99, officer=dinas.store.officer.id, at=dinas.at)
    assert business(dinas, vendor) == "Nama Baru"
    assert listed(dinas, rejected) == []
    with dinas.store.db.write(dinas.store.officer.id, "proposals.reject", dinas.tick()) as session:
        words = {"officer": dinas.store.officer.id, "at": dinas.at, "reason": "Tetap salah"}
        reject(session, origin=told.origin, first=1, last=99, **words)
    assert business(dinas, vendor) != "Nama Baru"
    assert [item.reason for item in listed(dinas, rejected)] == ["Tetap salah"]


def test_its_maker_hears_one_no_and_not_those_that_it_overrules(world: World) -> None:
    laptop, office, _vendor = proposed(world)
    (waiting,) = listed(office, proposals)
    words = {"officer": office.store.officer.id, "at": office.at}
    for last, reason in ((waiting.last, "Salah orang"), (99, "Sudah ditanyakan, tetap salah")):
        with office.store.db.write(office.store.officer.id, "proposals.reject", office.tick()) as session:
            reject(session, origin=waiting.origin, first=waiting.first, last=last, reason=reason, **words)
    stick = world.stick("kabar")
    hand_on(office.store, to=stick, at=office.tick())
    assert laptop.answers(stick)[0] == "MERGED"
    assert [(item.count, item.reason) for item in listed(laptop, untold_rejections)] == [
        (1, "Sudah ditanyakan, tetap salah")
    ]


def test_the_dinas_is_told_that_its_answer_has_not_reached_the_sudin_until_it_writes_it(
    world: World, dinas: Post, tmp_path: Path
) -> None:
    _laptop, office, vendor = proposed(world)
    meet(world, office, dinas, "pusat")
    assert hand_up(world, office, dinas, "satu") == ["MERGED"]
    dinas.at = office.at
    with pytest.raises(NothingToPack):
        hand_on(dinas.store, to=tmp_path, at=dinas.tick())
    answer(dinas, accept)
    with pytest.raises(NewsForOfficesBelow) as refused:
        hand_on(dinas.store, to=tmp_path, at=dinas.tick(), everything=True)
    assert f"Jawaban usul yang belum dikabarkan: {SUDIN}." in sentence(refused.value)
    stick = world.stick("turun")
    made = hand_on(dinas.store, to=stick, at=dinas.tick(), only=SUDIN)
    assert made.to_tell == ()
    assert office.answers(stick) == ["MERGED"]
    assert business(office, vendor) == "Nama Baru"
    assert listed(office, proposals) == []
    with pytest.raises(NothingToPack):
        hand_on(dinas.store, to=tmp_path, at=dinas.tick())


def test_news_for_the_laptops_of_the_dinas_name_the_sudin_that_has_not_heard(
    world: World, dinas: Post
) -> None:
    _laptop, office, _vendor = proposed(world)
    meet(world, office, dinas, "pusat")
    assert hand_up(world, office, dinas, "satu") == ["MERGED"]
    dinas.at = office.at
    answer(dinas, reject, reason="Salah orang")
    assert listed(dinas, offices_to_tell) == [SUDIN]
    words = to_tell_words(listed(dinas, offices_to_tell))
    assert f"Jawaban usul belum dikabarkan ke {SUDIN}." in words
    assert listed(office, offices_to_tell) == []


def test_the_dinas_is_told_whose_a_laptop_is(world: World, dinas: Post) -> None:
    office = world.office
    world.join("Laptop 1")
    meet(world, office, dinas, "pusat")
    assert hand_up(world, office, dinas, "satu") == ["MERGED"]
    with dinas.store.db.read() as session:
        with pytest.raises(LaptopOfAnotherOffice) as refused:
            brought_by(session, laptop="laptop 1", since=dinas.at)
        with pytest.raises(UnknownLaptop):
            brought_by(session, laptop="Laptop 2", since=dinas.at)
    assert refused.value.facts == {"name": "laptop 1", "office": SUDIN}


def test_another_sudins_word_over_a_laptop_is_none(world: World, dinas: Post, tmp_path: Path) -> None:
    other = found(tmp_path / "timur", vendors=2, reserves=0, partners=0)
    laptop, office, vendor = proposed(world)
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
