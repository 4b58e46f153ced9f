"""*Gabungkan ke kantor*: a laptop that worked alone for two days joins an office, and its days come along."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import SealMismatch
from bazar_desktop.jobs.exchange.forwarding import hand_on
from bazar_desktop.jobs.exchange.joining import JoinedAlready, JoinedWithDays, join_office
from bazar_desktop.jobs.office.enrolment import Prepared, prepare
from bazar_desktop.jobs.settings.officers import start_store
from bazar_desktop.services.bazaars.bazaars import list_bazaars
from bazar_desktop.services.exchange.decisions import undecided
from bazar_desktop.services.exchange.packages import day_states
from bazar_desktop.services.exchange.proposals import accept, proposals, reject
from bazar_desktop.services.exchange.taking_back import take_back
from bazar_desktop.services.office.laptops import trusted_devices
from bazar_desktop.services.register.duplicates import find_duplicates
from bazar_desktop.services.reports.board import board
from bazar_desktop.services.reports.year import year_report
from bazar_desktop.services.settings.editing import put_letterhead, put_office_name
from bazar_desktop.services.settings.values import get_setting
from bazar_desktop.store.files import OutputFailed
from bazar_desktop.store.own_facts import get_fact, own_end
from bazar_desktop.sync.enrolment import WrongTransferCode
from tests.bazaar_day import DAYS, stand_up
from tests.offices import CHEAP, PIN, SUDIN, Post, World, found
from tests.stores import MORNING


@pytest.fixture(autouse=True)
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = found(tmp_path, vendors=4, reserves=1)
    made.office.sell(dict.fromkeys(made.office.parties(), 100_000))
    yield made
    made.close()


@pytest.fixture
def lone(tmp_path: Path) -> Iterator[Post]:
    """A laptop that worked alone: two days, both sealed, with settings of its own."""
    store = start_store(tmp_path / "sendiri", officer="Rini", nip="", pin=PIN, at=MORNING, cost=CHEAP)
    field = stand_up(store.db, vendors=6, reserves=1)
    field.do(put_office_name, name="Rumah Rini")
    field.do(put_letterhead, lines=["KOP RINI"])
    post = Post(store, field.at, field.bazaar_id)
    for day in DAYS:
        post.sell({who: 250_000 for who in post.parties()}, day)
        post.seal(day)
    yield post
    post.store.db.close()


def prepared(world: World, name: str = "Laptop Rini") -> Prepared:
    return prepare(
        world.office.store,
        bazaars=(),
        device=name,
        to=world.stick("siap"),
        at=world.office.tick(),
        cost=CHEAP,
    )


def joined(world: World, lone: Post) -> JoinedWithDays:
    made = prepared(world)
    found = join_office(lone.store, made.file, code=made.code, at=lone.tick(), to=world.stick("bawa"))
    lone.store = found.store
    return found


def figures(post: Post) -> tuple[int, int, int]:
    """Omzet of the board, omzet and people of the year."""
    with post.store.db.read() as session:
        year = year_report(session, DAYS[0].year, DAYS[-1], check_seals=True)
        rows = board(session, check_seals=True) if post.store.kind == "office" else []
        return sum(row.omzet or 0 for row in rows), year.vendors.omzet or 0, year.vendors.reach.people


def say(world: World, *, yes: bool) -> None:
    """The supervisor's word over all that waits."""
    post = world.office
    with post.store.db.write(post.store.officer.id, "proposals.say", post.tick()) as session:
        who = {"officer": post.store.officer.id, "at": post.at}
        for item in proposals(session):
            numbers = {"origin": item.origin, "first": item.first, "last": item.last}
            if yes:
                accept(session, **numbers, **who)
            else:
                reject(session, **numbers, **who, reason="bukan bazar kami")


def bring_news(world: World, lone: Post) -> None:
    news = hand_on(world.office.store, to=world.stick("kabar"), at=world.office.tick())
    assert lone.answers(news.file) == ["MERGED"]


def test_the_laptop_counts_after_joining_what_it_counted_before(world: World, lone: Post) -> None:
    own, other = figures(lone), figures(world.office)
    joined(world, lone)
    with lone.store.db.read() as session:
        assert get_setting(session, "office_name") == SUDIN
        assert undecided(session) == []
        days = [row for row in day_states(session) if row.name == "Bazar Jakpreneur Ramadan"]
        assert len(days) == 2 * len(DAYS)
    assert figures(lone)[1] == own[1] + other[1]


def brought(world: World, lone: Post) -> None:
    """A laptop's days are in, a supervisor has said yes, and board and year equal the sum of both."""
    own, other = figures(lone), figures(world.office)
    joined(world, lone)
    assert world.office.answers(world.stick("bawa")) == ["ENROLLED", "MERGED"]
    assert figures(world.office) == other
    with world.office.store.db.read() as session:
        (waiting,) = proposals(session)
    assert (waiting.laptop, waiting.rupiah) == ("Laptop Rini", own[1])
    say(world, yes=True)
    with world.office.store.db.read() as session:
        assert proposals(session) == []
        assert undecided(session) == []
        assert get_setting(session, "office_name") == SUDIN
        codes = [bazaar.code for bazaar in list_bazaars(session)]
        assert len(set(codes)) == len(codes) == 2
        assert len({bazaar.lokasi_id for bazaar in list_bazaars(session)}) == 1
        assert find_duplicates(session).certain == ()
        days = [row for row in board(session, check_seals=True) if row.bazaar_id == lone.bazaar_id]
        assert [(row.state, row.from_seal, row.seal_mismatch) for row in days] == [
            ("received", True, SealMismatch.NONE)
        ] * 2
    now = figures(world.office)
    assert now[:2] == (own[1] + other[0], own[1] + other[1])
    assert now[2] == max(own[2], other[2])  # the same people, by their NIK


def test_an_office_first_then_days_of_a_lone_laptop(world: World, lone: Post) -> None:
    brought(world, lone)


def test_a_lone_laptop_first_then_its_office(lone: Post, world: World) -> None:
    brought(world, lone)


def test_a_lone_laptop_whose_clock_ran_ahead_of_its_office(world: World, lone: Post) -> None:
    world.office.at -= timedelta(hours=5)  # when it was prepared is before all that it wrote
    brought(world, lone)


def test_once_the_offices_word_has_travelled_laptop_and_office_agree(world: World, lone: Post) -> None:
    brought(world, lone)
    bring_news(world, lone)
    with lone.store.db.read() as session:
        mine = {item.id: (item.code, item.lokasi_id) for item in list_bazaars(session)}
        assert proposals(session) == []
    with world.office.store.db.read() as session:
        assert {item.id: (item.code, item.lokasi_id) for item in list_bazaars(session)} == mine
        assert lone.bazaar_id in own_bazaars_of(session, "Laptop Rini")
    assert figures(lone)[1:] == figures(world.office)[1:]
    lone.sell({lone.parties()[0]: 300_000}, DAYS[1])
    lone.pack(world.stick("lagi"))
    assert world.office.answers(world.stick("lagi")) == ["MERGED_LATE"]
    with world.office.store.db.read() as session:
        assert proposals(session) == []  # it serves its bazaars as if it had been prepared for them


def own_bazaars_of(session: Session, name: str) -> tuple[str, ...]:
    return next(item.bazaars for item in trusted_devices(session) if item.name == name)


def test_a_no_leaves_the_office_as_it_was_and_the_laptops_days_to_the_laptop(
    world: World, lone: Post
) -> None:
    own, other = figures(lone), figures(world.office)
    joined(world, lone)
    world.office.answers(world.stick("bawa"))
    say(world, yes=False)
    assert figures(world.office) == other
    bring_news(world, lone)
    assert figures(lone)[1] == own[1] + other[1]


def test_taking_back_what_it_brought_leaves_the_figures_as_they_were(world: World, lone: Post) -> None:
    other, since = figures(world.office), MORNING.replace(year=2000)
    brought(world, lone)
    post = world.office
    with post.store.db.write(post.store.officer.id, "proposals.take_back", post.tick()) as session:
        who = {"officer": post.store.officer.id, "at": post.at}
        take_back(session, laptop="Laptop Rini", since=since, reason="bukan laptop kami", **who)
    assert figures(world.office) == other


def test_a_setting_that_an_enrolled_laptop_proposes_counts_when_it_is_accepted(world: World) -> None:
    laptop = world.join("Laptop 1")
    with laptop.store.db.write(laptop.store.officer.id, "settings.letterhead", laptop.tick()) as session:
        put_letterhead(session, lines=["KOP USUL"])
    laptop.pack(world.stick("usul"))
    world.office.answers(world.stick("usul"))
    say(world, yes=True)
    with world.office.store.db.read() as session:
        assert get_setting(session, "letterhead")["lines"] == ["KOP USUL"]


def test_joining_is_refused_in_words_and_changes_nothing(world: World, lone: Post) -> None:
    made = prepared(world)
    before = digest(lone)
    with pytest.raises(WrongTransferCode):
        join_office(lone.store, made.file, code="AAAA-AAAA-AAAA", at=lone.tick())
    with pytest.raises(OutputFailed):
        join_office(lone.store, made.file, code=made.code, at=lone.tick(), to=made.file / "bukan")
    assert digest(lone) == before
    joined(world, lone)
    with pytest.raises(JoinedAlready):
        join_office(lone.store, made.file, code=made.code, at=lone.tick())


def digest(post: Post) -> tuple[int, str]:
    with post.store.db.read() as session:
        end = own_end(session)
        return end.seq, get_fact(session, "office_id", "")
