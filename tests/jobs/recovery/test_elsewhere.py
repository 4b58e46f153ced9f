"""A burnt office comes back from a stick and the key sheet; a moved one leaves word behind."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from bazar_desktop.domain.pins import PinTooPlain
from bazar_desktop.domain.recovery.key_sheet import key_from
from bazar_desktop.jobs.exchange.usb_parts import backup_to
from bazar_desktop.jobs.recovery.elsewhere import (
    NoBackupHere,
    OfficeStays,
    SeveralBackupsHere,
    cancel_move,
    find_backups,
    move_office,
    restore_here,
)
from bazar_desktop.jobs.recovery.key_sheet import new_key_sheet
from bazar_desktop.jobs.recovery.new_pin import new_pin_by_key
from bazar_desktop.jobs.recovery.sign_in import sign_in
from bazar_desktop.jobs.settings.backup import back_up, back_up_if_due
from bazar_desktop.jobs.settings.officers import enter_officer
from bazar_desktop.messages import sentence
from bazar_desktop.services.office.laptops import trusted_devices
from bazar_desktop.services.recovery.key_sheet import KeySheetUnchecked, NoKeySheet, check_sheet, key_sheet
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.services.settings.officers import PETUGAS, SupervisorOnly
from bazar_desktop.store.backup import put_second_place
from bazar_desktop.store.database import OfficeMoved
from bazar_desktop.store.keys import LaptopSecretGone, NotAnOfficeKey
from bazar_desktop.store.opening import StoreExists, backup_folder, open_store
from bazar_desktop.store.restoring import BackupUnusable
from bazar_desktop.store.tables import Reveal
from tests.jobs.recovery.test_key_sheet import words_on_paper
from tests.offices import CHEAP, PIN, World
from tests.stores import facts_digest

NEW = "509183"
HEAD = "Kepala Seksi"


@pytest.fixture
def world(world: World) -> World:
    world.join("Laptop 1")
    return world


def sheet_of(world: World) -> str:
    """Make, print and check the office's key sheet; its words as they stand on the paper."""
    store, file = world.office.store, world.folder / "lembar.pdf"
    made = new_key_sheet(store, file, world.office.tick())
    paper = words_on_paper(file)
    with store.db.write(store.officer.id, "recovery.check_sheet", world.office.tick()) as session:
        check_sheet(session, words=[paper[place - 1] for place in made.places], at=world.office.at)
    return " ".join(paper)


def digest(store: object) -> str:
    with store.db.read() as session:  # type: ignore[attr-defined]
        return facts_digest(session)


def burn(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is left of the computer: neither its data nor its secret."""
    world.office.store.db.close()
    shutil.rmtree(world.office.store.folder)
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(world.folder / "komputer baru"))


def test_a_burnt_office_comes_back_from_the_second_copy_and_the_key_sheet(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, stick = sheet_of(world), world.stick("cadangan kedua")
    store = world.office.store
    with store.db.write(store.officer.id, "backup.second", world.office.tick()) as session:
        put_second_place(session, stick)
    back_up(store, world.office.tick())
    before = digest(store)
    burn(world, monkeypatch)
    known = find_backups(stick)
    assert [owner.name for owner in known.officers] == [HEAD]
    new = restore_here(
        stick,
        folder=world.folder / "baru",
        officer=HEAD,
        pin=NEW,
        key_text=words,
        at=world.office.tick(),
        cost=CHEAP,
    )
    with new.db.read() as session:
        said = list(session.execute(select(Reveal.reason).where(Reveal.field == "key")).scalars())
        assert [device.name for device in trusted_devices(session)] == ["Laptop 1"]
        assert before == _without_reveals(session, said[-1:])
    assert said[-1].startswith("Dipulihkan di komputer ini dari cadangan_")
    new.db.close()
    world.office.store = sign_in(world.folder / "baru", HEAD, NEW)
    world.laptops[0].sell({world.laptops[0].parties()[0]: 50_000})
    world.laptops[0].pack(world.stick("hari"))
    assert world.office.answers(world.stick("hari")) == ["MERGED"]


def test_a_stick_of_a_hand_over_is_a_place_to_restore_from_and_two_laptops_on_it_are_told_apart(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, stick = sheet_of(world), world.stick("serah terima")
    store, before = world.office.store, digest(world.office.store)
    carry = backup_to(store, world.office.tick())
    assert carry is not None
    (made,) = carry(lambda *_told: None, stick)
    found = find_backups(stick)
    assert found.folder == made.parent
    assert [owner.name for owner in found.officers] == [HEAD]
    laptop = backup_to(world.laptops[0].store, world.office.tick())
    assert laptop is not None
    (other,) = laptop(lambda *_told: None, stick)
    with pytest.raises(SeveralBackupsHere) as refused:
        find_backups(stick)
    assert made.parent.name in sentence(refused.value)
    assert other.parent.name in sentence(refused.value)
    burn(world, monkeypatch)
    new = restore_here(
        made.parent,
        folder=world.folder / "baru",
        officer=HEAD,
        pin=NEW,
        key_text=words,
        at=world.office.tick(),
        cost=CHEAP,
    )
    with new.db.read() as session:
        assert {device.name for device in trusted_devices(session)} == {"Laptop 1"}
    assert before
    new.db.close()
    world.office.store = sign_in(world.folder / "baru", HEAD, NEW)


def test_an_office_whose_sheet_nobody_checked_does_not_move_and_is_told_which_words_to_type(
    world: World,
) -> None:
    store, stick = world.office.store, world.stick("pindah")
    made = new_key_sheet(store, world.folder / "lembar.pdf", world.office.tick())
    with pytest.raises(KeySheetUnchecked) as refused:
        move_office(store, stick, world.office.tick())
    assert f"ke-{made.places[0]}, {made.places[1]} " in sentence(refused.value)
    assert list(stick.iterdir()) == []
    assert store.db.moved_at == ""


def _without_reveals(session: object, added: list[str]) -> str:
    """The digest without what the restoring itself wrote down."""
    from bazar_desktop.store.tables import facts

    rows = session.execute(select(Reveal)).scalars().all()  # type: ignore[attr-defined]
    new = [row for row in rows if row.reason in added or row.reason.endswith("dengan kunci kantor")]
    assert len(new) == 2
    import hashlib

    from bazar_desktop.domain.journal.changes import canonical
    from bazar_desktop.store.fields import field_names
    from bazar_desktop.store.journal import encode

    gone = {row.id for row in new}
    made = hashlib.sha256()
    for entity, cls in sorted(facts().items()):
        for row in session.execute(select(cls.__table__).order_by(cls.id)):  # type: ignore[attr-defined]
            if row.id not in gone:
                values = [row.id, row.changed_at, *(encode(getattr(row, name)) for name in field_names(cls))]
                made.update(canonical([entity, *values]).encode())
    return made.hexdigest()


def test_what_cannot_be_restored_leaves_the_new_computer_empty(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = sheet_of(world)
    back_up(world.office.store, world.office.tick())
    source, folder = backup_folder(world.office.store.folder), world.folder / "baru"

    def attempt(place: Path = source, pin: str = NEW, key: str = words) -> None:
        restore_here(
            place, folder=folder, officer=HEAD, pin=pin, key_text=key, at=world.office.tick(), cost=CHEAP
        )

    with pytest.raises(NoBackupHere) as none:
        attempt(world.stick("kosong"))
    assert "kunci.json" in sentence(none.value)
    with pytest.raises(PinTooPlain):
        attempt(pin="123456")
    with pytest.raises(NotAnOfficeKey):
        attempt(key="AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33")
    cut = world.stick("terpotong")
    shutil.copytree(source, cut, dirs_exist_ok=True)
    for file in cut.glob("cadangan_*"):
        file.write_bytes(file.read_bytes()[:20_000])
    with pytest.raises(BackupUnusable):
        attempt(cut)
    assert not folder.exists() or list(folder.iterdir()) == []
    with pytest.raises(StoreExists):
        restore_here(
            source,
            folder=world.office.store.folder,
            officer=HEAD,
            pin=NEW,
            key_text=words,
            at=world.office.tick(),
        )


def test_a_cut_off_last_backup_is_passed_over_for_the_one_before(world: World) -> None:
    words = sheet_of(world)
    back_up(world.office.store, world.office.tick())
    world.office.tick()
    last = back_up(world.office.store, world.office.tick()).made.path
    last.write_bytes(last.read_bytes()[:20_000])
    new = restore_here(
        world.office.store.folder,
        folder=world.folder / "baru",
        officer=HEAD,
        pin=NEW,
        key_text=words,
        at=world.office.tick(),
        cost=CHEAP,
    )
    new.db.close()


def test_a_new_user_or_windows_installed_anew_keeps_the_folder_and_needs_only_the_sheet(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = sheet_of(world)
    world.office.store.db.close()
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(world.folder / "pengguna baru"))
    with pytest.raises(LaptopSecretGone) as other:
        open_store(world.office.store.folder, HEAD, PIN)
    assert "lembar kunci" in sentence(other.value)
    world.office.store = new_pin_by_key(
        world.office.store.folder, HEAD, NEW, key_text=words, at=world.office.tick(), cost=CHEAP
    )
    open_store(world.office.store.folder, HEAD, NEW).db.close()


def test_a_moved_office_is_only_read_at_its_old_place_until_the_move_is_cancelled(world: World) -> None:
    store, stick = world.office.store, world.stick("pindah")
    with pytest.raises(NoKeySheet):
        move_office(store, stick, world.office.tick())
    words = sheet_of(world)
    rini = enter_officer(
        store, world.office.tick(), name="Rini", nip="", role=PETUGAS, pin="7391", cost=CHEAP
    )
    with pytest.raises(SupervisorOnly):
        move_office(sign_in(store.folder, rini.id, "7391"), stick, world.office.tick())
    blocked = world.folder / "bukan folder"
    blocked.write_text("")
    with pytest.raises(Exception, match="bukan folder"):
        move_office(store, blocked, world.office.tick())
    world.field.do(add_vendor, name="Masih Bisa")
    move_office(store, stick, world.office.tick())
    with pytest.raises(OfficeMoved) as moved:
        world.field.do(add_vendor, name="Terlambat")
    assert "dipindahkan ke komputer lain pada 20/03/2023" in sentence(moved.value)
    store.db.close()
    again = sign_in(store.folder, HEAD, PIN)
    with pytest.raises(OfficeMoved), again.db.write(again.officer.id, "test", world.office.tick()):
        pass
    with again.db.read() as session:
        assert key_sheet(session) is not None
    assert back_up_if_due(again, world.office.tick()) is None
    new = restore_here(
        stick,
        folder=world.folder / "baru",
        officer=HEAD,
        pin=NEW,
        key_text=words,
        at=world.office.tick(),
        cost=CHEAP,
    )
    with new.db.write(new.officer.id, "vendors.add_vendor", world.office.tick()) as session:
        add_vendor(session, name="Di Tempat Baru")
    new.db.close()
    with pytest.raises(SupervisorOnly):
        cancel_move(sign_in(store.folder, rini.id, "7391"), world.office.tick())
    cancel_move(again, world.office.tick())
    with pytest.raises(OfficeStays) as refused:
        cancel_move(again, world.office.tick())
    assert "tidak tercatat dipindahkan" in sentence(refused.value)
    with again.db.write(again.officer.id, "vendors.add_vendor", world.office.tick()) as session:
        add_vendor(session, name="Batal Pindah")
    again.db.close()
    world.office.store = sign_in(store.folder, HEAD, PIN)
    assert world.office.store.db.moved_at == ""
    assert key_from(words)
