"""400,000 vendors: taken in beside calamine and a bare insert, searched and painted."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QApplication
from sqlalchemy import select, text

from bazar_desktop.jobs.register.duplicates import search_duplicates
from bazar_desktop.store.database import Database
from bazar_desktop.store.engine import sqlite_engine
from bazar_desktop.store.tables import Vendor
from tests.benchmarks.big_list import write_big_list
from tests.benchmarks.register_window import Seated, pause
from tests.benchmarks.register_work import Laps, read_and_insert, read_only, take_in, watched
from tests.benchmarks.tables import print_table, timed

VENDORS = 400_000
TYPED = (
    "siti nurani", "dapur bu sri", "batik", "kerak telor", "es selendang", "0812104", "4321", "kopi susu", "wijaya",
    "suriyani", "gado gado", "toko bang jali", "nasi udk", "hasanh", "08121034", "warung",
)  # fmt: skip


@dataclass
class Register:
    """A store with VENDORS vendors, and how it was filled."""

    db: Database
    laps: Laps
    memory: int
    workbook: Path


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    folder = tmp_path_factory.mktemp("register")
    workbook = write_big_list(folder / "daftar.xlsx", VENDORS)
    key = secrets.token_bytes(32)
    laps, memory = watched(take_in, workbook, folder / "store.bazardb", key)
    db = Database(sqlite_engine(folder / "store.bazardb", key))
    yield Register(db, laps, memory, workbook)
    db.close()


def test_a_register_is_taken_in(register: Register, tmp_path: Path) -> None:
    bare, _memory = watched(read_and_insert, register.workbook, tmp_path / "bare", secrets.token_bytes(32))
    _laps, calamine = watched(read_only, register.workbook, tmp_path / "none", b"")
    ours, yardstick = sum(register.laps.values()), sum(bare.values())
    rows = [(name, [seconds * 1000]) for name, seconds in {**register.laps, **bare}.items()]
    print_table(f"A list of {VENDORS} x 12 into an empty register", rows, "at most 4 times, memory 1.5 times")
    print(
        f"  {ours:.1f} s, {ours / yardstick:.2f} times; {register.memory} MB, {register.memory / calamine:.2f} times"
    )


@pytest.fixture
def seated(register: Register, tmp_path: Path, qapp: QApplication) -> Iterator[Seated]:
    made = Seated(register.db, tmp_path, qapp)
    yield made
    QThreadPool.globalInstance().waitForDone()
    made.window.close()


def test_a_key_typed_in_the_window_to_the_painted_list(register: Register, seated: Seated) -> None:
    opened = seated.open()
    seated.settle()
    again = []
    for _turn in range(5):
        seated.leave()
        again.append(seated.open())
    seated.settle()
    quick, calm, keys = [], [], []
    for words in TYPED:
        for samples, wait in ((quick, 0), (calm, 250)):
            seated.page.box.clear()
            seated.settle()
            for letter in words:
                samples.append(seated.key(letter))
                pause(wait)
        keys += [words[:end] for end in range(1, len(words) + 1)]
    seated.page.box.clear()
    seated.settle()

    def bare(words: str) -> None:
        with register.db.read() as session:
            match = {"match": f'"{words.split()[0]}"*'}
            session.execute(
                text("SELECT rowid FROM vendor_search WHERE vendor_search MATCH :match LIMIT 500"), match
            ).all()

    rows = [
        ("the page opened, to the painted list", [opened]),
        ("… again", again),
        ("a key to the painted list, in one go", quick),
        ("… a key every 250 ms", calm),
        ("… processor time of the window, of both", seated.spent),
        ("… all who fit listed below, from one word", [seated.until_all(words) for words in TYPED]),
        (
            "painting the list, nothing else",
            [timed(seated.page.list.viewport().repaint) for _turn in range(50)],
        ),
        ("the index alone, one word", [timed(partial(bare, words)) for words in keys if words.strip()]),
    ]
    print_table(
        f"The register page with {VENDORS} vendors", rows, "p99 16 ms a keystroke, first paint 300 ms"
    )


def test_scrolling_sorting_and_facets_leave_the_window_free(seated: Seated) -> None:
    seated.open()
    seated.settle()
    ctrl = Qt.KeyboardModifier.ControlModifier
    down = [seated.press(Qt.Key.Key_PageDown) for _turn in range(40)]
    jumps = []
    for _turn in range(5):
        jumps += [seated.press(Qt.Key.Key_End, ctrl), seated.press(Qt.Key.Key_Home, ctrl)]
    bar = seated.page.list.verticalScrollBar()
    dragged = [seated.timed(partial(bar.setValue, bar.maximum() * part // 37))[1] for part in range(1, 37)]
    held: list[float] = []
    whole: list[float] = []

    def measure(act: Callable[[], object]) -> None:
        for samples, ms in zip((held, whole), seated.timed(act), strict=True):
            samples.append(ms)
        seated.settle()

    header = seated.page.list.horizontalHeader()
    for section in (1, 0, 3):
        measure(partial(header.sectionClicked.emit, section))
    for box in (seated.page.facets.category, seated.page.facets.kecamatan, seated.page.facets.took_part):
        box.setCurrentIndex(1)
        measure(partial(box.activated.emit, 1))
        box.setCurrentIndex(0)
        measure(partial(box.activated.emit, 0))
    rows = [
        ("page down", down),
        ("to the end and back", jumps),
        ("the scroll bar dragged to somewhere", dragged),
        ("a header or a facet: the window is held", held),
        ("… to the painted list", whole),
    ]
    print_table(f"Moving through {VENDORS} vendors", rows)


def test_who_stands_there_twice(register: Register) -> None:
    def walk() -> None:
        with register.db.read() as session:
            session.execute(
                select(Vendor.id, Vendor.name, Vendor.business, Vendor.kecamatan, Vendor.nik)
            ).all()

    def search() -> None:
        search_duplicates(lambda _done, _of, _what: True, db=register.db)

    rows = [("search for doubles", [timed(search)]), ("reading the same columns", [timed(walk)])]
    print_table(f"Doubles among {VENDORS} vendors", rows, "linear, beside the window")
