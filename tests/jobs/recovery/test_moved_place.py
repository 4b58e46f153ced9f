"""A place that an office has left stays left, whatever is put back there; only taking the move back opens it again."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import bazar_desktop
from bazar_desktop.jobs.recovery.elsewhere import cancel_move, move_office, restore_here
from bazar_desktop.jobs.recovery.sign_in import sign_in
from bazar_desktop.jobs.settings.backup import back_up, restore_backup
from bazar_desktop.jobs.settings.doctor import examine
from bazar_desktop.jobs.settings.restoring import OF_PLACE, restore_points, restore_store
from bazar_desktop.messages import finding
from bazar_desktop.services.recovery.key_sheet import key_sheet
from bazar_desktop.services.register.erasures import erase_person
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.store.backup import list_backups
from bazar_desktop.store.database import OfficeMoved
from bazar_desktop.store.erasing import erased_vendors
from bazar_desktop.store.opening import STORE_FILE, OpenStore, backup_folder
from tests.jobs.recovery.test_elsewhere import sheet_of
from tests.offices import CHEAP, PIN, World

HEAD = "Kepala Seksi"
WITH_THE_BACKUP = {  # facts of what the store holds, or of what was sent and made from it
    '"backed_up_seals"': "what was backed up of these rows",
    '"backed_up_seq"': "what was backed up of these rows",
    '"clock"': "the clock of this journal",
    '"preparation"': "what this laptop was made from: never changes",
    '_key("watch_seen")': "by computer: another one watches nothing",
    '_key("watched")': "by computer: another one watches nothing",
    "ABOVE": "who is above, as the rows know it",
    "ALONE_UNTIL": "which of these rows count though no office said yes",
    "DEVICE_ID": "the keys that the rows are signed with",
    "KEYS": "the keys that the rows are signed with",
    "LAST_RECEIPT": "what the office has confirmed of these rows",
    "MARK": "of a server's database, which has no backup here",
    "OFFICE_AGE": "the office this laptop was made for: never changes",
    "OFFICE_ID": "the office this laptop was made for: never changes",
    "OFFICE_SIGN": "the office this laptop was made for: never changes",
    "OWN_SETTINGS": "how these rows are read",
    "RECEIPT_MADE": "what the office has confirmed of these rows",
    "SUDIN": "the office this laptop was made for: never changes",
    "VOUCH": "how these rows are judged",
    "_key(bazaar_id, day)": "a draft of these rows",
    "_key(bazaar_id, sheet.day)": "what was printed of these rows",
    "_key(kind, header)": "how lists were read into these rows",
    'f"{ACKNOWLEDGED}:{origin}"': "what was confirmed of these rows",
    "TOLD": "what the officer was told of these rows",
    'f"{HANDED}:{above}"': "what was sent of these rows",
    'f"{HEARD}:{device}"': "what was heard into these rows",
    'f"{SENT}:{laptop.key_id}"': "what was sent of these rows",
    "key": "the first facts of a new store",
}
OF_THE_PLACE = {"MOVED", "SHEET_FACT", "SPARE", "RECOVERY_FACT", "SECOND", "SOUND"}


@pytest.fixture
def world(world: World) -> World:
    world.join("Laptop 1")
    return world


def moved(world: World) -> tuple[OpenStore, Path, str]:
    """Back the office up, check its key sheet, move and close it; with the backup of before and the sheet's words."""
    store = world.office.store
    early = back_up(store, world.office.tick()).made.path
    words = sheet_of(world)
    move_office(store, world.stick("pindah"), world.office.tick())
    store.db.close()
    return store, early, words


def assert_left(world: World, store: OpenStore) -> None:
    """Whoever opens the place finds that it has moved: nothing is written, and the doctor says so."""
    again = sign_in(store.folder, HEAD, PIN)
    with pytest.raises(OfficeMoved), again.db.write(again.officer.id, "test", world.office.tick()):
        pass
    (check,) = [check for check in examine(again, world.office.tick()) if check.topic == "moved"]
    assert "dipindahkan ke komputer lain pada 20/03/2023" in finding(check)
    again.db.close()


def test_no_backup_makes_a_moved_office_live_again_at_its_old_place(world: World) -> None:
    store, early, words = moved(world)
    owner, key = store.officer, store.key
    restore_store(store.folder, owner, key, early, world.office.tick())
    assert_left(world, store)
    aside = [point for point in restore_points(store.folder, key).backups if point.path != early]
    for point in aside:
        restore_store(store.folder, owner, key, point.path, world.office.tick())
        assert_left(world, store)
    restore_backup(sign_in(store.folder, HEAD, PIN), early, world.office.tick())
    assert_left(world, store)
    again = sign_in(store.folder, HEAD, PIN)
    with again.db.read() as session:
        known = key_sheet(session)
    assert known is not None
    assert known.checked  # the sheet lies where it lay
    cancel_move(again, world.office.tick())
    again.db.close()
    restore_store(
        store.folder, owner, key, list_backups(backup_folder(store.folder))[-1].path, world.office.tick()
    )
    world.office.store = sign_in(store.folder, HEAD, PIN)
    with world.office.store.db.write(owner.id, "vendors.add_vendor", world.office.tick()) as session:
        add_vendor(session, name="Batal Pindah")
    assert words


@pytest.mark.parametrize("damage", ["deleted", "overwritten"])
def test_a_moved_office_whose_data_are_lost_at_the_old_place_stays_moved(world: World, damage: str) -> None:
    store, early, _words = moved(world)
    file = store.folder / STORE_FILE
    if damage == "deleted":
        file.unlink()
    else:
        file.write_bytes(b"x" * 100_000)
    restore_store(store.folder, store.officer, store.key, early, world.office.tick())
    assert_left(world, store)
    world.office.store = sign_in(store.folder, HEAD, PIN)


def test_an_office_brought_elsewhere_from_what_the_old_place_keeps_is_live_there(world: World) -> None:
    store, _early, words = moved(world)
    new = restore_here(
        store.folder,
        folder=world.folder / "baru",
        officer=HEAD,
        pin="509183",
        key_text=words,
        at=world.office.tick(),
        cost=CHEAP,
    )
    with new.db.write(new.officer.id, "vendors.add_vendor", world.office.tick()) as session:
        add_vendor(session, name="Di Tempat Baru")
    assert [check for check in examine(new, world.office.tick()) if check.topic == "moved"] == []
    world.office.store = new


def test_who_was_erased_is_erased_again_at_a_place_that_is_only_read(world: World) -> None:
    vendor = world.field.do(add_vendor, name="Marni")
    early = back_up(world.office.store, world.office.tick()).made.path
    world.field.do(
        erase_person,
        vendor_id=vendor,
        reason="diminta orangnya",
        officer=world.office.store.officer.id,
        at=world.office.tick(),
    )
    store, _other, _words = moved(world)
    restore_store(store.folder, store.officer, store.key, early, world.office.tick())
    assert_left(world, store)
    world.office.store = sign_in(store.folder, HEAD, PIN)
    with world.office.store.db.read() as session:
        assert erased_vendors(session) == {vendor}


def test_every_fact_that_a_store_keeps_goes_with_the_backup_or_stays_with_the_place() -> None:
    kept = set()
    for file in Path(bazar_desktop.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "set_fact":
                kept.add(ast.unparse(node.args[1]).replace("'", '"'))
    assert kept == set(WITH_THE_BACKUP) | OF_THE_PLACE
    assert len(OF_PLACE) == len(OF_THE_PLACE)
