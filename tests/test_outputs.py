"""Outputs belong to people: whatever writes a file for a person leaves alone what stands there and is not its own."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bazar_desktop.jobs.exchange.export_to_usb import hand_over
from bazar_desktop.jobs.exchange.forwarding import hand_on
from bazar_desktop.jobs.exchange.receipts import write_receipt
from bazar_desktop.jobs.exchange.usb_parts import backup_to
from bazar_desktop.jobs.office.enrolment import enrol_laptop, prepare
from bazar_desktop.jobs.office.introductions import introduce
from bazar_desktop.jobs.papers.day_files import write_files
from bazar_desktop.jobs.papers.day_papers import write_bundle, write_papers
from tests.commands import Shell, shell
from tests.offices import CHEAP, PIN, Post, World, found
from tests.papers_day import PapersDay, Progress, papers_day

__all__ = ["shell"]
ROOT = Path(__file__).parent.parent / "bazar_desktop"
THEIRS = b"milik petugas"


@dataclass
class Places:
    """An office with a laptop that reported, and a laptop with a day whose papers can be made."""

    world: World
    laptop: Post
    day: PapersDay


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    folder = tmp_path_factory.mktemp("keluaran")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BAZAR_SECRET_DIR", str(folder / "secret"))
        world = found(folder)
        laptop = world.join("Laptop A")
        laptop.sell({laptop.parties()[0]: 250_000})
        laptop.pack(world.stick("awal"))
        assert world.office.answers(world.stick("awal")) == ["MERGED"]
        laptop.sell({laptop.parties()[1]: 100_000})
        day = papers_day(folder / "store")
        yield Places(world, laptop, day)
        world.close()
        day.store.db.close()


def _enrol(places: Places, to: Path) -> None:
    office = places.world.office
    stick = places.world.stick(f"siap {office.tick():%H%M}")
    bazaars = [places.world.field.code]
    made = prepare(
        office.store, bazaars=bazaars, device=f"L{office.at:%H%M}", to=stick, at=office.at, cost=CHEAP
    )
    joined = enrol_laptop(
        made.file,
        code=made.code,
        folder=stick / "data",
        officer="Vicky",
        pin=PIN,
        at=office.at,
        to=to,
        cost=CHEAP,
    )
    joined.store.db.close()
    joined.answer.rename(joined.answer.with_name("jawaban.jawab"))


def _prepare(places: Places, to: Path) -> None:
    # Two laptops whose names are alike in their first thirty letters.
    office, bazaars = places.world.office, [places.world.field.code]
    device = f"Laptop lapangan Kecamatan Sawah Besar {office.tick():%H%M}"
    prepare(office.store, bazaars=bazaars, device=device, to=to, at=office.at, cost=CHEAP)


INTO_A_FOLDER: dict[str, Callable[[Places, Path], object]] = {
    "papers": lambda places, to: write_papers(Progress(), read=places.day.read, to=to),
    "bundle": lambda places, to: write_bundle(Progress(), read=places.day.read, to=to),
    "files": lambda places, to: write_files(Progress(), read=places.day.read, to=to),
    "hand-over": lambda places, to: hand_over(
        Progress(), read=places.day.read, to=to, backup=backup_to(places.day.store, places.day.field.at)
    ),
    "package": lambda places, to: places.laptop.pack(to),
    "news": lambda places, to: hand_on(
        places.world.office.store, to=to, at=places.world.office.at, everything=True
    ),
    "receipt": lambda places, to: write_receipt(
        places.world.office.store, device="Laptop A", to=to, at=places.world.office.tick()
    ),
    "introduction": lambda places, to: introduce(
        places.world.office.store, to=to, at=places.world.office.tick()
    ),
    "preparation": _prepare,
}


@pytest.mark.parametrize("kind", INTO_A_FOLDER)
def test_what_stands_in_the_folder_and_is_not_its_own_stays(
    places: Places, tmp_path: Path, kind: str
) -> None:
    write = INTO_A_FOLDER[kind]
    write(places, tmp_path)
    first = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert first
    theirs = [
        path for path in first if path.suffix not in {".sha256", ".bazardb"} and path.name != "kunci.json"
    ]
    folders = {path.parent for path in first}
    for path in theirs:
        path.write_bytes(THEIRS)
    for folder in folders:
        (folder / "catatan saya.txt").write_bytes(THEIRS)
    write(places, tmp_path)
    for path in (*theirs, *(folder / "catatan saya.txt" for folder in folders)):
        assert path.read_bytes() == THEIRS
    second = {path for path in tmp_path.rglob("*") if path.is_file()} - set(first)
    assert [path for path in second if path.name != "catatan saya.txt"]
    assert not [path for path in second if path.name.startswith(".")]


@pytest.mark.parametrize("kind", ["papers", "files", "hand-over", "package", "receipt"])
def test_what_it_wrote_itself_is_replaced_and_does_not_pile_up(
    places: Places, tmp_path: Path, kind: str
) -> None:
    INTO_A_FOLDER[kind](places, tmp_path)
    first = {path for path in tmp_path.rglob("*") if path.is_file()}
    INTO_A_FOLDER[kind](places, tmp_path)
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == first


def test_two_laptops_of_one_long_name_never_share_a_preparation(places: Places, tmp_path: Path) -> None:
    _prepare(places, tmp_path)
    _prepare(places, tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


ADD = (
    "bazaar",
    "add",
    "--name",
    "Bazar UMKM",
    "--lokasi",
    "Rusun Karang Anyar",
    "--kecamatan",
    "Sawah Besar",
)
DAY = ("--day", "21/4/2023")
TO_A_FILE: dict[str, tuple[object, ...]] = {
    "layout print": ("layout", "print", "--bazaar", "CODE", *DAY, "--to", "FILE"),
    "layout signs": ("layout", "signs", "--bazaar", "CODE", *DAY, "--all", "--to", "FILE"),
    "layout changes": ("layout", "changes", "--bazaar", "CODE", *DAY, "--to", "FILE"),
    "layout export": ("layout", "export", "--bazaar", "CODE", "--to", "FILE"),
    "layout copy": ("layout", "copy", "--bazaar", "CODE", "A-01", "--to", "FILE"),
    "register save": ("register", "save", "--to", "FILE"),
    "year": ("report", "year", "2023", "--xlsx", "FILE"),
    "call list": ("office", "owed", "--pdf", "FILE"),
    "rejects": ("register", "import", "LIST", "--rejects", "FILE"),
    "spare key": (
        "office",
        "init",
        "--name",
        "Sudin",
        "--officer",
        "Ani",
        "--pin-from-env",
        "BAZAR_PIN",
        "--spare-to",
        "FILE",
    ),
}


@pytest.mark.parametrize("kind", TO_A_FILE)
def test_a_command_leaves_a_file_alone_that_nobody_said_may_go(
    shell: Shell, tmp_path: Path, kind: str
) -> None:
    file, listed = tmp_path / "berkas saya.x", tmp_path / "daftar.csv"
    file.write_bytes(THEIRS)
    listed.write_text("Nama;Usaha\nSiti;Kue\n")
    code = shell.run(*ADD, *DAY)["code"]
    meant = {"CODE": code, "FILE": file, "LIST": listed}
    words = [meant.get(str(word), word) for word in TO_A_FILE[kind]]
    assert shell.refused(*words) == "file_there"
    assert file.read_bytes() == THEIRS
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "berkas saya.x",
        "daftar.csv",
    ]


# Who may write straight to a name, and why that leaves people's files alone.
STRAIGHT = {
    "cli/help.py": "click's own write_text, of a page of help",
    "cli/layout/edits.py": "writes_file",
    "cli/layout/papers.py": "writes_file",
    "cli/layout/plans.py": "writes_file",
    "jobs/office/call_list.py": "the dialog asked for the name, or writes_file",
    "jobs/office/preparing.py": "a folder of its own that then takes its place; the sheets beside what is there",
    "jobs/papers/day_papers.py": "the dialog asked for the name",
    "jobs/reports/year_file.py": "the dialog asked for the name, or writes_file",
    "jobs/sample/demo.py": "the empty folder of the demonstration",
    "printing/toolkit/document.py": "pictures and tests of papers",
    "spreadsheets/writing/day_files.py": "a folder of its own that then takes its place",
    "spreadsheets/writing/rejects.py": "the dialog asked for the name, or writes_file",
    "spreadsheets/writing/xlsx_out.py": "the dialog asked for the name, or writes_file",
    "store/key_file.py": "the key file of the store",
    "store/outputs.py": "where the rule is kept",
    "ui/papers/actions.py": "the dialog asked for the name",
    "ui/pictures.py": "the pictures of the demonstration",
    "jobs/recovery/phone.py": "the answer on a stick, named by its request",
    "store/founding.py": "the note beside a store that is being made",
    "store/traces.py": "the note that an office lies on a server",
    "store/ballast.py": "room kept free in the store's folder",
    "store/restoring.py": "the store itself, and what was set aside",
    "store/rights.py": "a passing name of its own, which nobody else has",
    "store/tries.py": "the wrong PINs of the store's folder",
    "ui/theme.py": "icons in a temporary folder",
    "work_log.py": "the log",
}
OPENED = {"w", "wb", "a", "ab", "x", "xb"}
WRITERS = {
    "write_whole",
    "write_bytes",
    "write_text",
    "mkstemp",
    "new_beside",
    "copyfile",
    "copytree",
    "copy2",
    "rmtree",
}


def writes(source: str) -> bool:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            modes = {arg.value for arg in node.args if isinstance(arg, ast.Constant)}
            if name in WRITERS or (name == "open" and modes & OPENED):
                return True
    return False


def test_every_place_that_writes_to_a_name_is_known() -> None:
    found = {
        str(path.relative_to(ROOT).as_posix())
        for path in ROOT.rglob("*.py")
        if writes(path.read_text("utf-8"))
    }
    assert found - STRAIGHT.keys() - {"store/files.py"} == set()
    assert STRAIGHT.keys() - found <= {"work_log.py", "ui/pictures.py"}


def test_every_dialog_that_asks_for_a_name_to_save_keeps_what_was_typed() -> None:
    asking = [path.name for path in ROOT.rglob("*.py") if "getSaveFileName" in path.read_text("utf-8")]
    assert asking == ["save_dialog.py"]
