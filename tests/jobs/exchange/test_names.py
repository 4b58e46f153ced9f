"""What travels by mail, chat or a shared folder tells nobody who it is about: not by name, nor by what lies open."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from sqlalchemy import select

from bazar_desktop.jobs.exchange.forwarding import hand_on
from bazar_desktop.jobs.office.enrolment import prepare
from bazar_desktop.store.tables import Officer, Vendor
from tests.offices import CHEAP, World
from tests.services.exchange.test_met_twice import enters

NAMES = {
    ".bazar": r"[A-Za-z0-9-]+_\d{4}-\d\d-\d\d_[A-Za-z0-9-]+_[0-9a-f]{4}_\d+-\d+",
    ".terima": r"terima_[A-Za-z0-9-]+_[0-9a-f]{4}",
    ".daftar": r"[A-Za-z0-9-]+_\d{4}-\d\d-\d\d",
    ".siap": r"[A-Za-z0-9-]+_\d{4}-\d\d-\d\d",
    ".kabar": r"[A-Za-z0-9_-]+",
}
SMALL = 4  # letters; a shorter word stands in any file by chance


def travelling(world: World) -> list[Path]:
    """A file of each kind that goes between laptops and offices, after a walk-in and a day of sales."""
    laptop = world.join("Laptop 1")
    enters(laptop, "Siti Aminah", "Batik Siti", "081277770001")
    laptop.sell({laptop.parties()[0]: 50_000})
    folder = world.stick("jalan")
    laptop.pack(folder)
    world.office.read(folder)
    hand_on(world.office.store, to=folder, at=world.office.tick())
    prepare(
        world.office.store,
        bazaars=[world.field.code],
        device="Laptop 2",
        to=folder,
        at=world.office.tick(),
        cost=CHEAP,
    )
    [answer] = (world.folder / "sticks").rglob("*.daftar")
    (folder / answer.name).write_bytes(answer.read_bytes())
    return sorted(item for item in folder.iterdir() if item.suffix in NAMES)


def personal(world: World) -> set[str]:
    """Every name, business, phone and NIK that the office's store holds, and its words."""
    with world.office.store.db.read() as session:
        rows = session.execute(
            select(Vendor.name, Vendor.business, Vendor.phone, Vendor.nik, Vendor.product)
        ).all()
        officers = session.execute(select(Officer.name, Officer.nip)).all()
    words = {str(item) for row in (*rows, *officers) for item in row if item}
    return {word for word in words if len(word) > SMALL}


def test_no_name_of_a_travelling_file_tells_of_a_person(world: World) -> None:
    files = travelling(world)
    assert {file.suffix for file in files} == NAMES.keys()
    people = {re.sub(r"[^a-z0-9]+", "-", word.lower()) for word in personal(world)}
    for file in files:
        assert re.fullmatch(NAMES[file.suffix], file.stem), file.name
        assert not [word for word in people if word in file.name.lower()], file.name
        assert file.name.isascii()


def test_nothing_of_a_person_stands_openly_in_a_travelling_file(world: World) -> None:
    files = travelling(world)
    people = personal(world)
    assert any("Siti Aminah" in word for word in people)
    for file in files:
        parts = [file.read_bytes()]
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as members:
                parts += [members.read(name) for name in members.namelist()]
        for part in parts:
            assert not [word for word in people if word.encode() in part], file.name
