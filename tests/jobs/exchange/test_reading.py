"""What a reader answers to packages that come late, twice, out of order, damaged, or from the wrong hands."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bazar_desktop.domain.day.model import REPORTED
from bazar_desktop.jobs.exchange.reading import NothingToRead
from bazar_desktop.jobs.office.identity import NotEnrolled
from bazar_desktop.jobs.settings.backup import restore_backup
from bazar_desktop.messages import answer as words_for
from bazar_desktop.services.bazaars.bazaars import add_bazaar, add_lokasi
from bazar_desktop.services.exchange.decisions import decide, undecided
from bazar_desktop.services.exchange.packages import (
    UnknownParcel,
    list_intake,
    list_parcels,
    mark_carried,
    mark_received,
    own_chain,
    waiting_packages,
)
from bazar_desktop.services.office.laptops import revoke
from bazar_desktop.services.omzet.grid import grid
from bazar_desktop.services.reports.board import board
from bazar_desktop.services.reports.year import year_report
from bazar_desktop.store.backup import check, list_backups
from bazar_desktop.store.database import Database
from bazar_desktop.store.opening import backup_folder, open_store, reopen
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.rows import find
from bazar_desktop.store.tables import OmzetEntry
from bazar_desktop.sync.payload import NothingToPack
from tests.bazaar_day import DAYS
from tests.offices import PIN, Post, World, found
from tests.stores import all_changes, facts_digest
from tests.sync.test_envelope import members_of


def digest(post: Post) -> tuple[str, int]:
    with post.store.db.read() as session:
        return facts_digest(session), len(all_changes(post.store.db))


def days_of_packages(world: World, laptop: Post, count: int) -> list[Path]:
    """`count` packages, each on a stick of its own and from where the last ended."""
    sticks = []
    for number in range(count):
        laptop.sell({laptop.parties()[number]: 1_000 * (number + 1)})
        stick = world.stick(f"paket {number}")
        made = laptop.pack(stick)
        with laptop.store.db.write(laptop.store.officer.id, "test", laptop.tick()) as session:
            mark_received(session, get_fact(session, "origin"), made.last, laptop.at)
        sticks.append(made.file)
    return sticks


def test_a_lost_stick_heals_with_the_next_package(world: World) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell({laptop.parties()[0]: 10_000})
    lost = laptop.pack(world.stick("hilang"))
    laptop.sell({laptop.parties()[1]: 20_000})
    second = laptop.pack(world.stick("sampai"))
    assert (second.first, second.last > lost.last) == (1, True)
    assert world.office.answers(second.file) == ["MERGED"]
    assert laptop.answers(second.file.parent) == ["DUPLICATE", "CONFIRMED"]
    with laptop.store.db.read() as session:
        assert {parcel.state for parcel in list_parcels(session)} == {"received"}
    with pytest.raises(NothingToPack):
        laptop.pack(world.stick("kosong"))
    assert laptop.pack(world.stick("semua"), everything=True).first == 1


def test_a_package_before_its_gap_is_held_and_applied_when_the_gap_arrives(either: World) -> None:
    world = either
    laptop = world.join("Laptop 1")
    first, second, third = days_of_packages(world, laptop, 3)
    before = digest(world.office)
    (held,) = world.office.read(third).files
    assert (held.answer, held.missing) == ("HELD", (1, held.first - 1))
    assert f"{held.first - 1}" in words_for(held)
    assert world.office.answers(third) == ["HELD"]
    assert digest(world.office) == before
    with world.office.store.db.read() as session:
        assert len(waiting_packages(session)) == 1
    assert world.office.answers(second) == ["HELD"]
    assert world.office.answers(first) == ["MERGED"]
    with world.office.store.db.read() as session:
        assert waiting_packages(session) == []
        assert sorted(intake.answer for intake in list_intake(session)) == [
            "HELD",
            "MERGED",
            "MERGED",
            "MERGED",
        ]
    assert world.office.answers(first, second, third) == ["DUPLICATE"] * 3


def test_in_one_batch_every_order_ends_merged(world: World) -> None:
    laptop = world.join("Laptop 1")
    files = days_of_packages(world, laptop, 3)
    stick = world.stick("campur")
    for name, file in zip(("c.bazar", "a.bazar", "b.bazar"), files, strict=True):
        shutil.copy(file, stick / name)
    assert sorted(world.office.answers(stick)) == ["MERGED", "MERGED", "MERGED"]


def test_one_bad_package_never_stops_the_rest(world: World) -> None:
    laptop, stranger = world.join("Laptop 1"), world.join("Laptop 2", enrol=False)
    stick = world.stick("campur")
    for post in (laptop, stranger):
        post.sell({post.parties()[0]: 5_000})
        post.pack(stick)
    good = next(stick.glob("*Laptop-1*")).read_bytes()
    (stick / "0-rusak.bazar").write_bytes(good[:-40])
    (stick / "0-balik.bazar").write_bytes(good[:200] + bytes([good[200] ^ 1]) + good[201:])
    (stick / "0-kosong.bazar").write_bytes(b"")
    batch = world.office.read(stick)
    answers = {file.file.split("_")[0]: file.answer for file in batch.files}
    assert answers["0-rusak.bazar"] == answers["0-kosong.bazar"] == "DAMAGED"
    assert answers["0-balik.bazar"] in {"DAMAGED", "BAD_SIGNATURE"}
    assert sorted(file.answer for file in batch.files)[-2:] == ["MERGED", "UNKNOWN_DEVICE"]
    assert all(words_for(file).endswith(".") for file in batch.files)
    assert len(batch.receipts) == 1


def test_a_revoked_laptop_is_refused_and_its_words_say_so(world: World) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell({laptop.parties()[0]: 5_000})
    made = laptop.pack(world.stick("dicabut"))
    office = world.office
    with office.store.db.write(world.field.officer, "devices.revoke", office.tick()) as session:
        assert revoke(session, "laptop 1", officer=world.field.officer, at=office.at).state == "revoked"
    before = digest(office)
    (refused,) = office.read(made.file).files
    assert refused.answer == "REVOKED"
    assert "Laptop 1" in words_for(refused)
    assert digest(office) == before


def test_a_package_for_another_office_is_not_read(tmp_path: Path, world: World) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell({laptop.parties()[0]: 5_000})
    made = laptop.pack(world.stick("salah alamat"))
    other = found(tmp_path / "lain")
    try:
        assert other.office.answers(made.file) == ["UNKNOWN_DEVICE"]
    finally:
        other.close()


def test_sample_data_never_join_real_data(tmp_path: Path, world: World) -> None:
    sample = found(tmp_path / "contoh", is_sample=True)
    try:
        laptop = sample.join("Laptop 1")
        laptop.sell({laptop.parties()[0]: 5_000})
        made = laptop.pack(sample.stick("contoh"))
        assert sample.office.answers(made.file) == ["MERGED"]
        assert world.office.answers(made.file) in (["SAMPLE"], ["UNKNOWN_DEVICE"])
        answer = next((tmp_path / "contoh").rglob("*.daftar"))
        assert world.office.answers(answer) == ["SAMPLE"]
    finally:
        sample.close()


def test_a_cloned_laptop_is_found_out_and_nothing_is_written(world: World) -> None:
    laptop = world.join("Laptop 1")
    folder = laptop.store.folder
    laptop.store.db.close()
    twin_folder = world.folder / "kembaran"
    shutil.copytree(folder, twin_folder)
    from bazar_desktop.store.opening import open_store
    from tests.offices import PIN

    posts = []
    for place in (folder, twin_folder):
        store = open_store(place, laptop.store.officer.id, PIN)
        posts.append(Post(store, laptop.at, laptop.bazaar_id))
    for number, post in enumerate(posts):
        post.sell({post.parties()[0]: 5_000 + number})
        post.pack(world.stick(f"kembar {number}"))
    assert world.office.answers(world.stick("kembar 0")) == ["MERGED"]
    before = digest(world.office)
    (forked,) = world.office.read(world.stick("kembar 1")).files
    assert forked.answer == "FORK"
    assert digest(world.office) == before
    news = world.office.pack(world.stick("kabar"), everything=True)
    (told,) = posts[1].read(news.file).files
    assert (told.answer, told.error) == ("FORK", "cloned_laptop")
    assert told.facts["name"] == "Laptop 1"  # the chain's own, not the office that brings it
    for post in posts:
        post.store.db.close()


def test_what_was_built_on_the_other_twin_is_refused_too(world: World) -> None:
    """A third laptop heard the twin that the office did not: its parents would mean other changes here."""
    laptop, third = world.join("Laptop 1"), world.join("Laptop 2")
    package = world.office.pack(world.stick("kabar"))
    for post in (laptop, third):
        post.read(package.file)
    laptop.store.db.close()
    folder = world.folder / "kembaran"
    shutil.copytree(laptop.store.folder, folder)
    twins = [
        replace(laptop, store=open_store(place, laptop.store.officer.id, PIN))
        for place in (laptop.store.folder, folder)
    ]
    files = []
    for number, twin in enumerate(twins):
        twin.sell({twin.parties()[0]: 5_000 + number})
        files.append(twin.pack(world.stick(f"kembar {number}")).file)
        twin.store.db.close()
    assert third.answers(files[1]) == ["MERGED"]
    third.sell({third.parties()[0]: 9_000})
    built = third.pack(world.stick("ketiga")).file
    assert world.office.answers(files[0]) == ["MERGED"]
    before = digest(world.office)
    assert world.office.answers(built) == ["FORK"]
    assert digest(world.office) == before


def test_changes_to_a_sealed_day_are_merged_and_never_silent(world: World) -> None:
    laptop = world.join("Laptop 1")
    who = laptop.parties()
    laptop.sell({who[0]: 5_000})
    laptop.seal()
    first = laptop.pack(world.stick("tutup"))
    assert world.office.answers(first.file) == ["MERGED"]
    laptop.read(first.file.parent)
    laptop.sell({who[1]: 7_000})
    second = laptop.pack(world.stick("susulan"))
    (late,) = world.office.read(second.file).files
    assert (late.answer, late.late) == ("MERGED_LATE", (f"{laptop.bazaar_id}/{DAYS[0].isoformat()}",))
    with world.office.store.db.read() as session:
        row = next(board_row for board_row in board(session) if board_row.day == DAYS[0])
    assert (row.state, row.revision, row.omzet, row.live, row.late) == ("received", 1, 5_000, 12_000, 2)


def test_what_another_laptop_was_told_before_the_seal_is_said_to_lie_outside_it(world: World) -> None:
    first, second = world.join("Laptop 1"), world.join("Laptop 2")
    who = first.parties()
    news = world.office.pack(world.stick("kabar")).file
    first.read(news)
    second.read(news)
    second.sell({who[1]: 7_000})
    first.sell({who[0]: 5_000})
    first.seal()
    first.read(second.pack(world.stick("terlambat")).file)
    with first.store.db.read() as session:
        seen = grid(session, first.bazaar_id, DAYS[0])
    assert (seen.figures.omzet, seen.late) == (5_000, 7_000)
    assert [row.row.participation_id for row in seen.rows if row.row.late] == [who[1]]


def test_a_clock_far_ahead_is_merged_flagged_and_does_not_move_ours(world: World) -> None:
    from datetime import timedelta

    laptop = world.join("Laptop 1")
    laptop.at += timedelta(days=40)
    laptop.sell({laptop.parties()[0]: 5_000})
    made = laptop.pack(world.stick("jam"))
    (odd,) = world.office.read(made.file).files
    assert (odd.answer, odd.clock_odd) == ("MERGED", True)


def test_laptops_of_one_bazaar_read_each_other_once_the_office_has_told_them(world: World) -> None:
    first, second = world.join("Laptop 1"), world.join("Laptop 2")
    who = second.parties()
    second.sell({who[0]: 9_000})
    made = second.pack(world.stick("antar"))
    assert first.answers(made.file) == ["UNKNOWN_DEVICE"]
    package = world.office.pack(world.stick("kabar"))
    assert second.answers(package.file) == ["MERGED"]
    assert first.answers(package.file) == ["MERGED"]
    made = second.pack(world.stick("antar lagi"))
    assert first.answers(made.file) == ["MERGED"]
    with first.store.db.read() as session:
        entry = find(session, OmzetEntry, who[0], DAYS[0], 1)
        assert entry is not None
        assert (entry.cash, entry.state) == (9_000, REPORTED)


def test_an_empty_folder_an_unreadable_path_and_a_strange_store_are_told(world: World, db: Database) -> None:
    with pytest.raises(NothingToRead):
        world.office.read(world.stick("kosong"))
    assert world.office.answers(world.folder / "tidak ada.bazar") == ["UNREADABLE"]
    laptop = world.join("Laptop 1")
    from dataclasses import replace

    stranger = Post(replace(laptop.store, db=db), laptop.at)
    with pytest.raises(NotEnrolled):
        stranger.pack(world.stick("asing"))
    with laptop.store.db.write("x", "test", laptop.tick()) as session, pytest.raises(UnknownParcel):
        mark_carried(session, "tidak ada", laptop.at)


def test_a_package_is_marked_as_carried_and_what_is_unsent_is_counted(world: World) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell({laptop.parties()[0]: 5_000})
    made = laptop.pack(world.stick("dibawa"))
    with laptop.store.db.write(laptop.store.officer.id, "test", laptop.tick()) as session:
        mark_carried(session, made.id, laptop.at)
    laptop.sell({laptop.parties()[1]: 5_000})
    with laptop.store.db.read() as session:
        assert [parcel.state for parcel in list_parcels(session)] == ["carried"]
        chain = own_chain(session)
    assert (chain.packed, chain.acknowledged, chain.last > chain.packed) == (made.last, 0, True)


def test_a_receipt_of_other_figures_is_not_believed_to_match(world: World) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell({laptop.parties()[0]: 5_000})
    made = laptop.pack(world.stick("beda"))
    other = world.join("Laptop 2")
    world.office.read(made.file)
    receipt = next(made.file.parent.glob("*.terima"))
    assert other.answers(receipt) == ["NOT_OURS"]
    receipt.write_bytes(receipt.read_bytes().replace(b"5000", b"6000"))
    assert laptop.answers(receipt) == ["BAD_SIGNATURE"]
    assert world.office.answers(receipt) == ["REFUSED"]


def test_a_restored_laptop_hands_over_what_is_left_of_both_its_lives(world: World) -> None:
    from bazar_desktop.jobs.settings.backup import back_up, restore_backup
    from bazar_desktop.store.opening import open_store
    from tests.offices import PIN

    laptop = world.join("Laptop 1")
    who = laptop.parties()
    laptop.sell({who[0]: 1_000})
    kept = back_up(laptop.store, laptop.tick()).made
    laptop.sell({who[1]: 2_000})
    world.office.read(laptop.pack(world.stick("sebelum")).file)
    restore_backup(laptop.store, kept.path, laptop.tick())
    store = open_store(laptop.store.folder, laptop.store.officer.id, PIN)
    world.laptops[0] = again = Post(store, laptop.tick(), laptop.bazaar_id)
    again.sell({who[2]: 4_000})
    stick = world.stick("sesudah")
    made = again.pack(stick)
    assert [path.parent for path in made.earlier] == [stick]
    assert sorted(world.office.answers(stick)) == ["DUPLICATE", "MERGED"]
    assert again.answers(stick)[-1] == "CONFIRMED"
    with pytest.raises(NothingToPack):
        again.pack(stick)
    with world.office.store.db.read() as session:
        assert sum(row.omzet or 0 for row in board(session)) == 7_000


def test_an_office_that_restored_a_backup_is_given_again_what_it_lost(world: World) -> None:
    """Its newest receipt says less than an earlier one: the laptop hands in the rest again, by itself."""
    from bazar_desktop.jobs.settings.backup import back_up, restore_backup
    from bazar_desktop.store.opening import reopen

    laptop, office = world.join("Laptop 1"), world.office
    who = laptop.parties()
    laptop.sell({who[0]: 1_000})
    first = world.stick("satu")
    laptop.pack(first)
    office.read(first)
    assert laptop.answers(first)[-1] == "CONFIRMED"
    kept = back_up(office.store, office.tick()).made
    laptop.sell({who[1]: 2_000})
    second = world.stick("dua")
    laptop.pack(second)
    office.read(second)
    laptop.read(second)
    with pytest.raises(NothingToPack):
        laptop.pack(second)
    restore_backup(office.store, kept.path, office.tick())
    office.store = reopen(office.store)
    laptop.sell({who[2]: 4_000})
    third = world.stick("tiga")
    laptop.pack(third)
    assert office.answers(*third.glob("*.bazar")) == ["HELD"]
    assert laptop.answers(*third.glob("*.terima")) == ["CONFIRMED"]
    with laptop.store.db.read() as session:
        assert [parcel.state for parcel in list_parcels(session)] == ["made", "made", "received"]
    fourth = world.stick("empat")
    laptop.pack(fourth)
    assert office.answers(fourth)[0] in {"MERGED", "MERGED_LATE"}
    assert laptop.answers(fourth)[-1] == "CONFIRMED"
    assert laptop.answers(*first.glob("*.terima")) == ["CONFIRMED"]  # an old receipt takes nothing back
    with laptop.store.db.read() as session:
        assert {parcel.state for parcel in list_parcels(session)} == {"received"}
    with office.store.db.read() as session:
        assert sum(row.omzet or 0 for row in board(session)) == 7_000


def test_a_restored_laptop_tells_in_its_packages_where_its_earlier_life_ended(world: World) -> None:
    from bazar_desktop.jobs.settings.backup import back_up, restore_backup
    from bazar_desktop.store.opening import reopen

    laptop = world.join("Laptop 1")
    laptop.sell({laptop.parties()[0]: 1_000})
    kept = back_up(laptop.store, laptop.tick()).made
    restore_backup(laptop.store, kept.path, laptop.tick())
    laptop.store = reopen(laptop.store)
    laptop.sell({laptop.parties()[1]: 2_000})
    made = laptop.pack(world.stick("sesudah"))
    with laptop.store.db.read() as session:
        began = json.loads(str(get_fact(session, "restored_from")))
    manifest = json.loads(members_of(made.file.read_bytes())["manifest.json"])
    assert manifest["heard"][began["origin"]] == [began["seq"], began["hash"]]


def test_a_conflict_decided_at_the_office_is_seen_at_the_laptop(either: World) -> None:
    first, second = either.join("Laptop 1"), either.join("Laptop 2")
    who = first.parties()[0]
    for post, cash in ((first, 10_000), (second, 25_000)):
        post.sell({who: cash})
        post.pack(either.stick("beda"))
    assert either.office.answers(either.stick("beda")) == ["MERGED", "MERGED"]
    office = either.office
    with office.store.db.read() as session:
        (open_field,) = undecided(session)
        report = year_report(session, 2023)
    assert {choice.value for choice in open_field.choices} == {10_000, 25_000}
    assert {choice.device for choice in open_field.choices} == {"Laptop 1", "Laptop 2"}
    assert (report.is_provisional, report.undecided) == (True, 1)
    with office.store.db.write(office.store.officer.id, "decisions.decide", office.tick()) as session:
        decide(
            session, entity="omzet_entry", row_id=open_field.row_id, field="cash", value=10_000, reason="slip"
        )
    package = office.pack(either.stick("putusan"))
    for post in (first, second):
        assert post.answers(package.file) == ["MERGED"]
        with post.store.db.read() as session:
            entry = find(session, OmzetEntry, who, DAYS[0], 1)
            assert entry is not None
            assert entry.cash == 10_000
            assert undecided(session) == []
    with office.store.db.read() as session:
        assert year_report(session, 2023).vendors.omzet == 10_000


def test_a_laptop_cannot_send_the_journal_of_another(world: World) -> None:
    from bazar_desktop.jobs.office.identity import chain_point, own_keys, recipients
    from bazar_desktop.store.chains import chain_changes
    from bazar_desktop.sync.envelope import make_package

    first, second = world.join("Laptop 1"), world.join("Laptop 2")
    first.sell({first.parties()[0]: 10_000})
    assert world.office.answers(first.pack(world.stick("asli")).file) == ["MERGED"]
    first.sell({first.parties()[1]: 10_000})
    with first.store.db.read() as session:
        origin = get_fact(session, "origin")
        stolen = chain_changes(session, origin)
        before = chain_point(session, origin, 0).sums
    with second.store.db.read() as session:
        keys, readers = own_keys(session), recipients(session)
    names = {"package": "6a1d7f04-2f5b-4b5f-8a55-0b9d9a5b1c11", "made_at": "2023-03-20T16:05:00+07:00"}
    data = make_package(stolen, keys=keys, name="Laptop 2", recipients=readers, before=before, **names)
    forged = world.stick("palsu") / "palsu.bazar"
    forged.write_bytes(data)
    before_reading = digest(world.office)
    (refused,) = world.office.read(forged).files
    assert (refused.answer, refused.error) == ("BAD_SIGNATURE", "foreign_origin")
    assert digest(world.office) == before_reading


def test_a_laptop_of_another_bazaar_is_not_among_the_readers(world: World) -> None:
    lokasi = world.field.do(add_lokasi, name="RPTRA Menteng", kecamatan="Menteng")
    other = world.field.do(add_bazaar, name="Bazar lain", days=DAYS, lokasi_id=lokasi)
    world.office.at = world.field.at
    near = world.join("Laptop 1")
    far = Post(world.open_preparation("Laptop 2", [other]).store, world.office.at, near.bazaar_id)
    world.laptops.append(far)
    world.office.read(world.stick("siap Laptop 2"))
    package = world.office.pack(world.stick("kabar"))
    assert near.answers(package.file) == far.answers(package.file) == ["MERGED"]
    near.sell({near.parties()[0]: 5_000})
    made = near.pack(world.stick("dekat"))
    assert far.answers(made.file) == ["NOT_FOR_US"]


def test_cancelling_keeps_what_was_read_and_writes_its_receipts(world: World) -> None:
    from bazar_desktop.jobs.exchange.reading import read_files

    laptop = world.join("Laptop 1")
    files = days_of_packages(world, laptop, 2)
    batch = read_files(
        world.office.store, files, at=world.office.tick(), progress=lambda done, _of, _what: done < 1
    )
    assert (batch.stopped, [file.answer for file in batch.files], len(batch.receipts)) == (
        True,
        ["MERGED"],
        1,
    )


def test_a_checked_backup_without_the_packages_lies_there_before_the_first_is_read(
    world: World,
) -> None:
    laptop, office = world.join("Laptop 1"), world.office
    who = laptop.parties()[0]
    laptop.sell({who: 10_000})
    made = laptop.pack(world.stick("hari 1"))
    known = {backup.path for backup in list_backups(backup_folder(office.store.folder))}
    before = digest(office)
    assert office.answers(made.file) == ["MERGED"]
    (fresh,) = [
        backup for backup in list_backups(backup_folder(office.store.folder)) if backup.path not in known
    ]
    check(fresh.path, office.store.key)
    restore_backup(office.store, fresh.path, office.tick())
    again = Post(reopen(office.store), office.at, office.bazaar_id)
    facts, changes = digest(again)
    again.store.db.close()
    assert (facts, changes) == before
