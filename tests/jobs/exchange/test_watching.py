"""A watched folder: each file once, half-copied ones left until they are whole, a bad one never stops the rest."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from bazar_desktop.jobs.exchange.forwarding import TO_ABOVE, hand_on
from bazar_desktop.jobs.exchange.watching import (
    GIVE_UP,
    NoFolderWatched,
    Watched,
    WatchedFolderMissing,
    look_into_folder,
    watch_folder,
)
from bazar_desktop.services.exchange.packages import list_intake
from bazar_desktop.services.exchange.watched_folder import watched_folder
from bazar_desktop.services.office.laptops import NotAnOffice
from tests.jobs.exchange.test_forwarding import meet, second_office
from tests.offices import World


def look(world: World, *, later: float = 0.0) -> Watched:
    return look_into_folder(world.office.store, at=world.office.tick(), now=time.time() + later)


def answers(found: Watched) -> list[str]:
    return [file.answer for file in found.batch.files] if found.batch is not None else []


def watched(world: World) -> Path:
    folder = world.stick("masuk")
    watch_folder(world.office.store, folder, at=world.office.tick())
    return folder


def test_what_comes_in_is_read_once_and_a_receipt_lies_beside_it(world: World) -> None:
    laptop = world.join("Laptop 1")
    folder = watched(world)
    assert answers(look(world)) == []
    laptop.sell({laptop.parties()[0]: 50_000})
    laptop.pack(folder / "sub")
    found = look(world)
    assert answers(found) == ["MERGED"]
    assert found.batch is not None
    [receipt] = found.batch.receipts
    assert receipt.parent == folder / "sub"
    assert laptop.answers(receipt) == ["CONFIRMED"]
    read = len(world.field.ask(list_intake))
    assert answers(look(world)) == []
    assert len(world.field.ask(list_intake)) == read
    laptop.sell({laptop.parties()[1]: 70_000})
    laptop.pack(folder / "sub")
    assert answers(look(world)) == ["MERGED"]


def test_half_a_file_waits_until_it_is_whole_and_stops_nobody(world: World) -> None:
    first, second = world.join("Laptop 1"), world.join("Laptop 2")
    folder, aside = watched(world), world.stick("lain")
    for number, post in enumerate((first, second)):
        post.sell({post.parties()[number]: 50_000})
    half = first.pack(aside).file
    data = half.read_bytes()
    coming = folder / half.name
    coming.write_bytes(data[: len(data) // 2])
    second.pack(folder)
    (folder / "rusak.bazar").write_bytes(b"bukan paket")
    found = look(world)
    assert answers(found) == ["MERGED"]
    assert found.waiting == tuple(sorted([half.name, "rusak.bazar"]))
    assert look(world).batch is None
    coming.write_bytes(data)
    assert answers(look(world)) == ["MERGED"]
    found = look(world, later=GIVE_UP + 60)
    assert answers(found) == ["DAMAGED"]
    assert found.waiting == ()
    assert look(world, later=GIVE_UP + 60).batch is None


def test_a_file_that_is_changed_is_read_again_and_an_empty_one_waits(world: World) -> None:
    laptop = world.join("Laptop 1")
    folder = watched(world)
    laptop.sell({laptop.parties()[0]: 50_000})
    file = laptop.pack(folder).file
    (folder / "kosong.bazar").touch()
    assert answers(look(world)) == ["MERGED"]
    os.utime(file)
    assert answers(look(world)) == ["DUPLICATE"]


def test_answers_of_laptops_are_left_for_somebody_who_compares_the_words(world: World) -> None:
    folder = watched(world)
    joined = world.open_preparation("Laptop 9")
    (folder / joined.answer.name).write_bytes(joined.answer.read_bytes())
    joined.store.db.close()
    assert look(world).batch is None
    assert look(world).waiting == ()


def test_refusals_are_named_and_off_is_the_beginning(world: World) -> None:
    assert world.field.ask(watched_folder) == ""
    with pytest.raises(NoFolderWatched):
        look(world)
    with pytest.raises(WatchedFolderMissing):
        watch_folder(world.office.store, world.folder / "tidak ada", at=world.office.tick())
    folder = watched(world)
    assert world.field.ask(watched_folder) == str(folder.resolve())
    folder.rmdir()
    with pytest.raises(WatchedFolderMissing):
        look(world)
    watch_folder(world.office.store, None, at=world.office.tick())
    with pytest.raises(NoFolderWatched):
        look(world)
    laptop = world.join("Laptop 1")
    with pytest.raises(NotAnOffice):
        watch_folder(laptop.store, world.folder, at=laptop.tick())
    with pytest.raises(NotAnOffice):
        look_into_folder(laptop.store, at=laptop.tick(), now=time.time())


def test_receipts_of_the_office_above_are_read_when_they_are_whole(world: World) -> None:
    dinas = second_office(world.folder / "dinas", world.office.at)
    meet(world, world.office, dinas, "dinas")
    folder = watched(world)
    laptop = world.join("Laptop 1")
    laptop.sell({laptop.parties()[0]: 50_000})
    laptop.pack(folder)
    look(world)
    up = world.stick("ke dinas")
    hand_on(world.office.store, to=up, at=world.office.tick(), only=TO_ABOVE)
    [receipt] = dinas.read(up).receipts
    data = receipt.read_bytes()
    coming = folder / receipt.name
    coming.write_bytes(data[:-20])
    assert look(world).waiting == (receipt.name,)
    coming.write_bytes(data)
    assert answers(look(world)) == ["CONFIRMED"]
    assert look(world).batch is None
    dinas.store.db.close()
