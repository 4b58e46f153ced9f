"""All laptops of a big day are prepared in one act: all or nothing, a sheet each, their answers read in one folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bazar_desktop.domain.bazaars.laptop_list import (
    LaptopLineNotRead,
    LaptopWrittenTwice,
    NoLaptopsWritten,
    WantedLaptop,
    format_laptops,
    parse_laptops,
)
from bazar_desktop.jobs.exchange.reading import find_files
from bazar_desktop.jobs.office.enrolment import ANSWERED, enrol_laptop
from bazar_desktop.jobs.office.preparing import PreparedAll, SheetsBesidePreparations, prepare_all
from bazar_desktop.services.bazaars.bazaars import UnknownBazaar, add_bazaar, add_lokasi, find_bazaar
from bazar_desktop.services.office.laptops import (
    DeviceNameMissing,
    DeviceNameTaken,
    NotAnOffice,
    own_bazaars,
    trusted_devices,
)
from bazar_desktop.services.office.preparing import suggested_laptops
from bazar_desktop.store.files import OutputFailed
from tests.bazaar_day import DAYS
from tests.offices import CHEAP, PIN, World
from tests.printing.reading import page_texts

PLACES = (("RPTRA Borobudur", "Menteng"), ("Rusun Tanah Tinggi", "Johar Baru"), ("RPTRA Anggrek", "Gambir"))


def programme(world: World) -> list[str]:
    codes = [world.field.code]
    for name, kecamatan in PLACES:
        lokasi = world.field.do(add_lokasi, name=name, kecamatan=kecamatan)
        codes.append(world.field.do(add_bazaar, name=f"Bazar {name}", days=DAYS, lokasi_id=lokasi))
    world.office.at = world.field.at
    return codes


def suggested(world: World, name: str = "") -> tuple[WantedLaptop, ...]:
    return world.field.ask(lambda session: suggested_laptops(session, DAYS[0], name))


def prepared(world: World, laptops: tuple[WantedLaptop, ...], **more: object) -> PreparedAll:
    world.stick("cetak")
    facts = {
        "to": world.stick("siap"),
        "sheets": world.stick("cetak") / "lembar.pdf",
        "at": world.office.tick(),
    }
    return prepare_all(world.office.store, laptops, cost=CHEAP, **{**facts, **more})  # type: ignore[arg-type]


def left_over(world: World) -> list[str]:
    return sorted(item.name for name in ("siap", "cetak") for item in world.stick(name).iterdir())


def test_each_bazaar_without_a_laptop_gets_one_and_its_sheet_opens_it(world: World) -> None:
    codes = programme(world)
    world.join("Laptop 1")
    laptops = suggested(world)
    assert [laptop.name for laptop in laptops] == [
        "Laptop RPTRA Anggrek",
        "Laptop RPTRA Borobudur",
        "Laptop Rusun Tanah Tinggi",
    ]
    assert {code for laptop in laptops for code in laptop.codes} == set(codes[1:])
    made = prepared(world, laptops)
    assert len(list(made.folder.glob("*.siap"))) == 3
    assert made.folder.parent == world.stick("siap")
    pages = page_texts(made.sheets)
    assert len(pages) == 3
    for laptop, page in zip(made.laptops, pages, strict=True):
        assert laptop.code in page
        assert laptop.name in page
        assert laptop.file.name in page
        assert laptop.file.parent == made.folder
    assert "Menteng" in pages[1]
    joined = enrol_laptop(
        made.laptops[1].file,
        code=made.laptops[1].code,
        folder=world.folder / "l",
        officer="Vicky Ramadhan",
        pin=PIN,
        at=world.office.tick(),
        cost=CHEAP,
    )
    with joined.store.db.read() as session:
        assert own_bazaars(session) == (find_bazaar(session, laptops[1].codes[0]).id,)
        assert len(trusted_devices(session)) == 4  # all of them know each other
    joined.store.db.close()
    assert suggested(world) == ()


def test_no_code_lies_where_the_preparations_lie(world: World) -> None:
    laptops = (WantedLaptop("Laptop 1", (world.field.code,)),)
    for place in (world.stick("siap"), world.stick("siap/dalam")):
        with pytest.raises(SheetsBesidePreparations):
            prepared(world, laptops, sheets=place / "lembar.pdf")
    made = prepared(world, laptops)
    code = made.laptops[0].code
    for file in made.folder.iterdir():
        assert code.encode() not in file.read_bytes()
        assert code not in file.name
    assert code not in repr(made)


class Stopped(BaseException):
    """The person pressed Cancel."""


@pytest.mark.parametrize("at", [0, 1, 3])
def test_called_off_in_between_nothing_is_prepared_and_no_file_is_left(world: World, at: int) -> None:
    programme(world)
    seen: list[int] = []

    def report(done: int, _of: int, _what: str) -> None:
        seen.append(done)
        if done == at and len(seen) > 1:
            raise Stopped

    with pytest.raises(Stopped):
        prepared(world, suggested(world)[:3], report=report)
    assert left_over(world) == []
    assert world.field.ask(trusted_devices) == []
    made = prepared(world, suggested(world)[:3])
    assert len(made.laptops) == 3


def test_where_the_sheets_cannot_be_written_nothing_is_left(world: World, tmp_path: Path) -> None:
    laptops = (WantedLaptop("Laptop 1", (world.field.code,)),)
    with pytest.raises(OutputFailed):
        prepared(world, laptops, sheets=tmp_path / "tidak" / "ada" / "lembar.pdf")
    assert left_over(world) == []
    assert world.field.ask(trusted_devices) == []


def test_refusals_come_before_a_file_is_written(world: World) -> None:
    code = world.field.code
    world.join("Laptop 1")
    cases = (
        ((), NoLaptopsWritten),
        ((WantedLaptop("Laptop 1", (code,)),), DeviceNameTaken),
        ((WantedLaptop(" ", (code,)),), DeviceNameMissing),
        ((WantedLaptop("Laptop 2", ("ZZZ",)),), UnknownBazaar),
        ((WantedLaptop("Laptop 2", (code,)), WantedLaptop("laptop 2", (code,))), LaptopWrittenTwice),
    )
    for laptops, refusal in cases:
        with pytest.raises(refusal):
            prepared(world, laptops)
    assert left_over(world) == []
    other = world.laptops[0].store
    with pytest.raises(NotAnOffice):
        prepare_all(
            other,
            [WantedLaptop("X", (code,))],
            to=world.stick("siap"),
            sheets=world.stick("cetak") / "x.pdf",
            at=world.office.tick(),
            cost=CHEAP,
        )


def test_lines_are_read_as_typed_or_copied_from_a_sheet() -> None:
    laptops = parse_laptops("Laptop 1 = P1, P2; Bu Rina 0812\n\nLaptop 2\tP3\tPak Budi\nLaptop 3 = P4\n")
    assert laptops == (
        WantedLaptop("Laptop 1", ("P1", "P2"), "Bu Rina 0812"),
        WantedLaptop("Laptop 2", ("P3",), "Pak Budi"),
        WantedLaptop("Laptop 3", ("P4",)),
    )
    assert parse_laptops(format_laptops(laptops)) == laptops
    for text, refusal in (
        ("Laptop 1", LaptopLineNotRead),
        ("= P1", LaptopLineNotRead),
        ("A = P1\na = P2", LaptopWrittenTwice),
        (" \n", NoLaptopsWritten),
    ):
        with pytest.raises(refusal):
            parse_laptops(text)


def test_answers_of_one_folder_are_read_each_with_its_result(world: World) -> None:
    programme(world)
    made = prepared(world, suggested(world)[:3])
    back = world.stick("jawaban")
    words = {}
    for number, laptop in enumerate(made.laptops[:2]):
        joined = enrol_laptop(
            laptop.file,
            code=laptop.code,
            folder=world.folder / f"l{number}",
            officer="Vicky Ramadhan",
            pin=PIN,
            at=world.office.tick(),
            to=back,
            cost=CHEAP,
        )
        words[laptop.name] = joined.words
        joined.store.db.close()
    (back / "rusak.daftar").write_bytes(b"bukan jawaban")
    batch = world.office.read(*find_files([back], [ANSWERED]))
    answers = {file.file: file.answer for file in batch.files}
    assert sorted(answers.values()) == ["DAMAGED", "ENROLLED", "ENROLLED"]
    assert {file.facts["name"]: file.words for file in batch.files if file.words} == words
