"""A person who was erased at the office stays erased: in packages, preparations, late news and old backups."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from bazar_desktop.domain.journal.changes import is_sound
from bazar_desktop.jobs.settings.backup import back_up, restore_backup
from bazar_desktop.services.exchange.proposals import accept, proposals, reject
from bazar_desktop.services.register.erasures import Erased, erase_person
from bazar_desktop.services.register.vendors import UnknownVendor, add_vendor
from bazar_desktop.store.opening import reopen
from bazar_desktop.store.tables import ChangeRow, Vendor, row_of
from tests.offices import Post, World
from tests.stores import all_changes, facts_digest

WHO = "Marni"


def vendor_of(post: Post) -> str:
    with post.store.db.read() as session:
        return next(row.id for row in session.execute(select(Vendor)).scalars() if WHO in (row.name or ""))


def erase(post: Post, vendor_id: str) -> Erased:
    at, boss = post.tick(), post.store.officer.id
    with post.store.db.write(boss, "erasures.erase_person", at) as session:
        return erase_person(session, vendor_id=vendor_id, reason="surat", officer=boss, at=at)


def answer(post: Post) -> None:
    """The supervisor accepts what waits: a phone and a category are the office's to change."""
    at, boss = post.tick(), post.store.officer.id
    with post.store.db.write(boss, "proposals.accept", at) as session:
        (waiting,) = proposals(session)
        numbers = {"origin": waiting.origin, "first": waiting.first, "last": waiting.last}
        accept(session, **numbers, officer=boss, at=at)


def is_clean(post: Post, vendor_id: str) -> bool:
    with post.store.db.read() as session:
        row = session.get_one(Vendor, vendor_id)
        rows = session.execute(select(ChangeRow).where(ChangeRow.row_id == vendor_id)).scalars()
        left = [change for change in rows if change.personal or change.salt]
        shown = any((row.name, row.business, row.nik, row.phone, row.address, row.note))
    assert all(is_sound(change) for change in all_changes(post.store.db))
    return not left and not shown


@pytest.fixture
def laptop(either: World) -> Post:
    return either.join("Laptop 1")


def test_what_a_laptop_wrote_of_somebody_already_erased_loses_its_values_as_it_comes(
    either: World, laptop: Post
) -> None:
    who, office = vendor_of(laptop), either.office
    with laptop.store.db.write(laptop.store.officer.id, "test.edit", laptop.tick()) as session:
        session.get_one(Vendor, who).phone = "+628129999000"
        session.get_one(Vendor, who).category = "kriya"
    stick = either.stick("hari 1")
    laptop.pack(stick, everything=True)
    erase(office, who)
    assert is_clean(office, who)
    assert office.answers(stick) == ["MERGED"]
    assert is_clean(office, who)
    answer(office)
    assert is_clean(office, who)
    news = either.stick("kabar")
    office.pack(news)
    assert not is_clean(laptop, who)
    laptop.read(news)
    assert is_clean(laptop, who)
    with office.store.db.read() as here, laptop.store.db.read() as there:
        assert facts_digest(here) == facts_digest(there)
    again = either.stick("lagi")
    laptop.pack(again, everything=True)
    assert office.answers(again, stick) == ["DUPLICATE", "DUPLICATE"]


def test_a_laptop_prepared_later_never_gets_the_values(world: World) -> None:
    who = vendor_of(world.office)
    erase(world.office, who)
    assert is_clean(world.join("Laptop 2"), who)


def test_a_backup_from_before_is_put_back_without_the_values(world: World) -> None:
    office = world.office
    who = vendor_of(office)
    before = back_up(office.store, office.tick()).made
    erase(office, who)
    restore_backup(office.store, before.path, office.tick())
    office.store = reopen(office.store)
    assert is_clean(office, who)


def test_an_erasure_at_a_laptop_says_that_it_waits_until_the_office_accepts_it(world: World) -> None:
    laptop = world.join("Laptop 1")
    who = vendor_of(laptop)
    assert erase(laptop, who).waits
    assert not is_clean(laptop, who)
    assert not erase(world.office, who).waits
    assert is_clean(world.office, who)


@pytest.mark.parametrize("verb", [accept, reject])
def test_the_office_erases_a_person_whom_only_a_waiting_usul_names(
    either: World, laptop: Post, verb: Callable[..., object]
) -> None:
    with laptop.store.db.write(laptop.store.officer.id, "test.add", laptop.tick()) as session:
        who = add_vendor(session, name="Wati Purwanti", business="Lontong Wati", phone="+628129999111")
    stick = either.stick("usul")
    laptop.pack(stick)
    office = either.office
    office.read(stick)
    assert erase(office, who).changes > 0
    assert not kept_of(office, who)
    with pytest.raises(UnknownVendor):
        erase(office, who)
    at, boss = office.tick(), office.store.officer.id
    with office.store.db.write(boss, "proposals.accept", at) as session:
        (waiting,) = proposals(session)
        assert "Wati" not in repr(waiting)
        numbers = {"origin": waiting.origin, "first": waiting.first, "last": waiting.last}
        verb(session, **numbers, officer=boss, at=at, reason="surat")
    news = either.stick("kabar")
    office.pack(news)
    laptop.read(news)
    for post in (office, laptop):
        assert not kept_of(post, who)
        with post.store.db.read() as session:
            assert row_of(session, Vendor, who) is None
    with office.store.db.read() as here, laptop.store.db.read() as there:
        assert facts_digest(here) == facts_digest(there)


def kept_of(post: Post, row_id: str) -> list[str]:
    """What the journal holds of somebody's own values."""
    query = select(ChangeRow.personal, ChangeRow.salt).where(ChangeRow.row_id == row_id)
    with post.store.db.read() as session:
        return [value for row in session.execute(query) for value in row if value]
