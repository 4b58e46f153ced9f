"""An office hands on: to its laptops only what is new, to the Dinas everything, whose figures are then the sum."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bazar_desktop.domain.journal.merging import fold_row
from bazar_desktop.jobs.exchange.forwarding import TO_ABOVE, NoOfficeAbove, hand_on
from bazar_desktop.jobs.exchange.receipts import NothingReceived, write_receipt
from bazar_desktop.jobs.office.founding import office_init
from bazar_desktop.jobs.office.introductions import OwnIntroduction, admit, introduce, set_above
from bazar_desktop.jobs.settings.backup import back_up, restore_backup
from bazar_desktop.messages import answer as answer_words
from bazar_desktop.phrases.owed import owed_text
from bazar_desktop.services.bazaars.bazaars import add_bazaar, add_lokasi
from bazar_desktop.services.bazaars.participants import add_participation
from bazar_desktop.services.exchange.holdings import holdings
from bazar_desktop.services.exchange.taking_back import take_back
from bazar_desktop.services.office.laptops import LetterTaken, assign_bazaars, prepare_device, revoke
from bazar_desktop.services.register.search import search_vendors
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.services.reports.board import board
from bazar_desktop.services.reports.owed import owed_days
from bazar_desktop.services.reports.year import year_report
from bazar_desktop.services.settings.values import get_setting, put_setting
from bazar_desktop.store.chains import chain_ends
from bazar_desktop.store.changes import changes_of_rows
from bazar_desktop.store.opening import reopen
from bazar_desktop.store.tables import Conflict, Device, OmzetEntry, Vendor
from bazar_desktop.sync.payload import NothingToPack
from tests.bazaar_day import DAYS
from tests.offices import CHEAP, PIN, Post, World, found
from tests.stores import MORNING, WIB, facts_digest

YEAR = 2023


@pytest.fixture
def laptop(world: World) -> Post:
    return world.join("Laptop 1")


def hear(world: World, laptop: Post, **asked: object) -> int:
    """The office hands on, the laptop reads; returns how many changes the file held."""
    stick = world.stick(f"kabar {world.office.tick():%H%M}")
    made = hand_on(world.office.store, to=stick, at=world.office.at, **asked)  # type: ignore[arg-type]
    assert laptop.answers(stick)[0] in {"MERGED", "DUPLICATE"}
    return made.changes


def register(post: Post, name: str) -> None:
    with post.store.db.write(post.store.officer.id, "test.register", post.tick()) as session:
        vendor = add_vendor(session, name=name, business=f"Usaha {name}", walk_in=True, near=post.bazaar_id)
        add_participation(session, post.bazaar_id, vendor_id=vendor)


def names(post: Post, words: str) -> int:
    with post.store.db.read() as session:
        return len(search_vendors(session, words))


def test_an_update_carries_what_is_new_since_the_preparation_and_no_more(world: World, laptop: Post) -> None:
    register(world.office, "Pendatang Satu")
    first = hear(world, laptop)
    assert names(laptop, "pendatang") == 1
    everything = sum(ends(world.office).values())
    assert first < everything / 3
    laptop.sell(dict.fromkeys(laptop.parties()[:2], 5_000))
    stick = world.stick("hari 1")
    laptop.pack(stick)
    assert world.office.answers(stick) == ["MERGED"]
    register(world.office, "Pendatang Dua")
    second = hear(world, laptop)
    assert second < first  # its package told how far it holds the office's chain
    assert names(laptop, "pendatang") == 2
    assert hear(world, laptop, everything=True) > everything
    with laptop.store.db.read() as here, world.office.store.db.read() as there:
        assert facts_digest(here) == facts_digest(there)


def test_an_update_does_not_undo_what_the_field_did(world: World, laptop: Post) -> None:
    """The same rows changed on both sides: other fields stand side by side, one field becomes a conflict."""
    with laptop.store.db.read() as session:
        vendors = [vendor.id for vendor in search_vendors(session)][:3]

    def change(post: Post, number: int, **values: str) -> None:
        with post.store.db.write(post.store.officer.id, "test.change", post.tick()) as session:
            for name, value in values.items():
                setattr(session.get_one(Vendor, vendors[number]), name, value)

    change(laptop, 0, phone="+6281299990001")
    change(laptop, 1, product="Kue basah")
    laptop.sell(dict.fromkeys(laptop.parties()[:3], 5_000))
    change(world.office, 0, product="Nasi bakar")
    change(world.office, 1, product="Kue kering")
    register(world.office, "Pendatang")
    assert hear(world, laptop) < sum(ends(world.office).values()) / 3
    with laptop.store.db.read() as session:
        first = session.get_one(Vendor, vendors[0])
        assert (first.phone, first.product) == ("+6281299990001", "Nasi bakar")
        assert session.query(OmzetEntry).count() == 3
        assert {(conflict.row_id, conflict.field) for conflict in session.query(Conflict)} == {
            (vendors[1], "product")
        }
        heads = fold_row(changes_of_rows(session, [("vendor", vendors[1])])["vendor", vendors[1]], {})
        assert {head.value for head in heads.fields["product"].heads} == {"Kue basah", "Kue kering"}
    assert names(laptop, "pendatang") == 1


def test_whose_data_is_on_a_laptop_counts_what_news_brought_it(world: World, laptop: Post) -> None:
    def persons() -> int:
        with world.office.store.db.read() as session:
            return holdings(session, "Laptop 1").persons

    before = persons()
    register(world.office, "Pendatang Satu")
    assert persons() == before  # it stands at the office alone
    hear(world, laptop)
    assert persons() == before + 1
    register(laptop, "Datang Langsung")
    assert persons() == before + 1  # that one only the laptop knows yet
    stick = world.stick("hari 1")
    laptop.sell(dict.fromkeys(laptop.parties()[:2], 5_000))
    laptop.pack(stick)
    world.office.read(stick)
    assert persons() == before + 2
    with world.office.store.db.read() as session:
        found = holdings(session, "Laptop 1")
    assert [(day.entries, day.state) for day in found.days] == [(4, "partly_in"), (0, "nothing_in")]
    assert (found.rupiah, found.last) == (10_000, found.changes)
    laptop.seal()
    again = world.stick("hari 1, tutup")
    laptop.pack(again)
    world.office.read(again)
    with world.office.store.db.read() as session:
        found = holdings(session, "Laptop 1")
    assert [day.state for day in found.days] == ["sealed_in", "nothing_in"]
    assert [day.day for day in found.missing] == [DAYS[1]]


def test_whose_data_was_on_a_lost_laptop_is_known_after_its_word_was_taken_back(
    world: World, laptop: Post
) -> None:
    register(laptop, "Datang Langsung")
    stick = world.stick("hari 1")
    laptop.sell(dict.fromkeys(laptop.parties()[:2], 5_000))
    laptop.pack(stick)
    world.office.read(stick)
    with world.office.store.db.read() as session:
        before = holdings(session, "Laptop 1")
    since = datetime(2023, 1, 1, tzinfo=WIB)
    facts = {
        "laptop": "Laptop 1",
        "since": since,
        "reason": "hilang",
        "officer": world.office.store.officer.id,
    }
    with world.office.store.db.write(
        world.office.store.officer.id, "proposals.take_back", MORNING
    ) as session:
        take_back(session, **facts, at=MORNING)
    with world.office.store.db.read() as session:
        after = holdings(session, "Laptop 1")
    assert after.people == before.people
    assert [(day.entries, day.state) for day in after.days] == [(0, "nothing_in"), (0, "nothing_in")]


def test_two_laptops_with_the_same_letter_never_serve_one_bazaar(world: World, laptop: Post) -> None:
    office = world.office.store
    with office.db.write(office.officer.id, "test.assign", world.office.tick()) as session:
        lokasi = add_lokasi(session, name="RPTRA Menteng", kind="rptra", kecamatan="Menteng")
        other = add_bazaar(session, name="Kedua", days=[DAYS[0]], lokasi_id=lokasi)
        row = prepare_device(session, name="Laptop 2", bazaars=[other], at=world.office.at)
        session.get_one(Device, row.preparation).letter = "A"
    with (
        pytest.raises(LetterTaken),
        office.db.write(office.officer.id, "test.assign", world.office.tick()) as session,
    ):
        assign_bazaars(session, "Laptop 1", [world.field.code, other])


def ends(post: Post) -> dict[str, int]:
    with post.store.db.read() as session:
        return {origin: last for origin, last in chain_ends(session).items() if last}


def test_a_laptop_hears_from_the_office_what_another_one_wrote(world: World, laptop: Post) -> None:
    other = world.join("Laptop 2")
    other.sell(dict.fromkeys(other.parties(), 7_000))
    stick = world.stick("hari 1")
    other.pack(stick)
    world.office.read(stick)
    hear(world, laptop, only="Laptop 1")
    with laptop.store.db.read() as session:
        assert session.query(OmzetEntry).count() == len(other.parties())


def test_news_are_believed_from_the_office_alone(world: World, laptop: Post, tmp_path: Path) -> None:
    stranger = found(tmp_path / "lain", vendors=1, reserves=0, partners=0)
    stranger.join("Laptop 1")
    stick = world.stick("asing")
    hand_on(stranger.office.store, to=stick, at=stranger.office.tick(), everything=True)
    assert laptop.answers(stick) == ["UNKNOWN_DEVICE"]
    file = next(stick.glob("*.kabar"))
    file.write_bytes(file.read_bytes()[:-7])
    assert laptop.answers(stick) == ["DAMAGED"]
    stranger.close()


def test_news_that_skip_numbers_change_nothing_and_ask_for_everything(world: World, laptop: Post) -> None:
    before = back_up(laptop.store, laptop.tick()).made
    register(world.office, "Satu")
    hear(world, laptop)
    laptop.sell(dict.fromkeys(laptop.parties()[:1], 5_000))
    stick = world.stick("hari 1")
    laptop.pack(stick)
    world.office.read(stick)
    restore_backup(laptop.store, before.path, laptop.tick())
    laptop.store = reopen(laptop.store)
    register(world.office, "Dua")
    later = world.stick("kabar 2")
    hand_on(world.office.store, to=later, at=world.office.tick())
    (file,) = laptop.read(later).files
    assert (file.answer, file.error) == ("HELD", "news_gap")
    assert names(laptop, "usaha") == 0
    hear(world, laptop, everything=True)
    assert names(laptop, "usaha") == 2
    with laptop.store.db.read() as session:  # what the backup had lost came back too
        assert session.query(OmzetEntry).count() == 1


def test_a_receipt_is_written_whenever_it_is_asked_for(world: World, laptop: Post) -> None:
    stick = world.stick("hari 1")
    with pytest.raises(NothingReceived):
        write_receipt(world.office.store, device="Laptop 1", to=stick, at=world.office.tick())
    laptop.sell(dict.fromkeys(laptop.parties(), 1_000))
    laptop.pack(stick)
    world.office.read(*stick.glob("*.bazar"))
    elsewhere = world.stick("lain")
    write_receipt(world.office.store, device="laptop 1", to=elsewhere, at=world.office.tick())
    assert laptop.answers(elsewhere) == ["CONFIRMED"]


# -- a Sudin and the Dinas -----------------------------------------------------------------------------------


@pytest.fixture
def dinas(tmp_path: Path, world: World) -> Post:
    return second_office(tmp_path / "dinas", world.office.at)


def second_office(folder: Path, at: datetime) -> Post:
    """The Dinas, an office of its own."""
    store = office_init(
        folder, name="Dinas PPKUKM", officer="Kepala Bidang", pin=PIN, at=MORNING, cost=CHEAP
    ).store
    return Post(store, at)


def meet(world: World, sudin: Post, dinas: Post, name: str) -> None:
    """Both offices learn each other's keys, and both show the same words."""
    stick = world.stick(f"kenal {name}")
    for part in ("a", "b"):
        (stick / part).mkdir()
    ours = introduce(sudin.store, to=stick / "a", at=sudin.tick()).read_bytes()
    theirs = introduce(dinas.store, to=stick / "b", at=dinas.tick()).read_bytes()
    assert (
        admit(dinas.store, ours, at=dinas.tick()).words == set_above(sudin.store, theirs, at=sudin.at).words
    )
    with pytest.raises(OwnIntroduction):
        admit(dinas.store, theirs, at=dinas.at)


def test_the_clock_of_whoever_wrote_is_blamed_and_not_that_of_the_office_that_hands_on(world: World) -> None:
    ahead, other = world.join("Laptop 1"), world.join("Laptop 2")
    ahead.at += timedelta(days=40)
    ahead.sell(dict.fromkeys(ahead.parties()[:1], 5_000))
    told = world.office.read(ahead.pack(world.stick("hari 1")).file).files[0]
    assert "Jam Laptop 1 lebih dari sehari di depan" in answer_words(told)
    stick = world.stick("kabar 2")
    hand_on(world.office.store, to=stick, at=world.office.tick())
    heard = other.read(stick).files[0]
    assert heard.answer == "MERGED"
    assert "Jam Laptop 1 lebih dari sehari di depan" in answer_words(heard)
    assert world.office.store.name not in answer_words(heard).partition("Jam ")[2]


def hand_up(world: World, sudin: Post, dinas: Post, name: str) -> list[str]:
    stick = world.stick(f"serah {name} {sudin.tick():%H%M}")
    hand_on(sudin.store, to=stick, at=sudin.at, only=TO_ABOVE)
    answers = dinas.answers(stick)
    assert sudin.answers(stick) == ["DUPLICATE", "CONFIRMED"]
    return answers


def omzet(post: Post) -> tuple[int, int, int]:
    with post.store.db.read() as session:
        report = year_report(session, YEAR)
        return report.bazaars, report.vendors.reach.participations, report.vendors.omzet


def test_the_dinas_adds_up_what_its_sudins_hand_on(
    world: World, laptop: Post, dinas: Post, tmp_path: Path
) -> None:
    other = found(tmp_path / "timur", vendors=4, reserves=0, partners=0)
    far = other.join("Laptop 9")
    for item, post, amount in ((world, laptop, 10_000), (other, far, 25_000)):
        post.sell(dict.fromkeys(post.parties(), amount))
        stick = item.stick("hari 1")
        post.pack(stick)
        item.office.read(stick)
    with dinas.store.db.write(dinas.store.officer.id, "settings", dinas.tick()) as session:
        put_setting(session, "cut_off", "08.15")
    with world.office.store.db.write(
        world.office.store.officer.id, "settings", world.office.tick()
    ) as session:
        put_setting(session, "cut_off", "10.00")
    with pytest.raises(NoOfficeAbove):
        hand_on(world.office.store, to=tmp_path, at=world.office.at, only=TO_ABOVE)
    for item, name in ((world, "pusat"), (other, "timur")):
        meet(item, item.office, dinas, name)
        assert hand_up(item, item.office, dinas, name) == ["MERGED"]
    sums = [omzet(item.office) for item in (world, other)]
    assert omzet(dinas) == tuple(map(sum, zip(*sums, strict=True)))
    with dinas.store.db.read() as session:
        covered = year_report(session, YEAR).coverage
        rows = [row for row in board(session) if row.day == DAYS[0]]
        text = owed_text(owed_days(session, rows, dinas.at + timedelta(days=9)), "Dinas", dinas.at)
    assert len(covered.laptops) == sum(len(item.laptops) for item in (world, other))
    assert "Laptop 9 (Sudin PPKUKM Jakarta Pusat)" in covered.laptops
    assert sorted(len(row.laptops) for row in rows) == sorted(len(item.laptops) for item in (world, other))
    assert not any(row.waiting for row in rows), "their Sudin reads their packages, here entries tell"
    assert "Laptop 9 (Sudin PPKUKM Jakarta Pusat)" in text
    with dinas.store.db.read() as session:
        assert get_setting(session, "cut_off") == "08.15"  # a Sudin's settings are not the Dinas's
    with pytest.raises(NothingToPack):
        hand_on(world.office.store, to=tmp_path, at=world.office.tick(), only=TO_ABOVE)
    laptop.sell({laptop.parties()[0]: 99_000}, date(2023, 3, 21))
    again = world.stick("hari 2")
    laptop.pack(again)
    world.office.read(again)
    before = omzet(dinas)
    assert hand_up(world, world.office, dinas, "lagi") == ["MERGED"]
    assert omzet(dinas)[2] == before[2] + 99_000
    other.close()
    dinas.store.db.close()


def test_a_revoked_sudin_is_heard_no_more(world: World, dinas: Post) -> None:
    meet(world, world.office, dinas, "pusat")
    with dinas.store.db.write(dinas.store.officer.id, "devices.revoke", dinas.tick()) as session:
        revoke(session, world.office.store.name, officer=dinas.store.officer.id, at=dinas.at)
    stick = world.stick("serah")
    hand_on(world.office.store, to=stick, at=world.office.tick(), only=TO_ABOVE)
    assert dinas.answers(stick) == ["REVOKED"]
    dinas.store.db.close()
