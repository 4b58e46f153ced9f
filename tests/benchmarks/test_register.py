"""400,000 vendors: taken in beside calamine and a bare insert, searched and painted."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bazar_desktop.jobs.duplicates import search_duplicates
from bazar_desktop.services.vendor_search import Found, VendorFilter, find_vendors
from bazar_desktop.services.vendors import vendors_by_ids
from bazar_desktop.store.database import Database
from bazar_desktop.store.engine import sqlite_engine
from bazar_desktop.store.tables import Vendor
from tests.benchmarks.big_list import write_big_list
from tests.benchmarks.register_work import Laps, read_and_insert, read_only, take_in, watched
from tests.benchmarks.tables import print_table, timed

VENDORS = 400_000
MOST_FOUND = 500  # as many as the page asks for
TYPED = (
    "siti nurani", "dapur bu sri", "batik", "kerak telor", "es selendang", "0812104", "4321", "kopi susu", "wijaya",
    "suriyani", "gado gado", "toko bang jali",
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


def test_a_keystroke_and_the_first_paint(register: Register) -> None:
    def ask(words: str) -> Found:
        with register.db.read() as session:
            found = find_vendors(session, VendorFilter(words), limit=MOST_FOUND)
            vendors_by_ids(session, found.ids[:100])
        return found

    def paint() -> None:
        with register.db.read() as session:
            ids = find_vendors(session, VendorFilter()).ids
            vendors_by_ids(session, ids[:100])

    def bare(words: str) -> None:
        with register.db.read() as session:
            match = {"match": f'"{words.split()[0]}"*'}
            session.execute(
                text("SELECT rowid FROM vendor_search WHERE vendor_search MATCH :match LIMIT 500"), match
            ).all()

    first = [timed(paint)]
    keys = [words[:end] for words in TYPED for end in range(1, len(words) + 1)]
    typed = [timed(partial(ask, words)) for words in keys]
    plain = [timed(partial(bare, words)) for words in keys if words.strip()]
    rows = [
        ("list of all, first page read", first),
        ("… again", [timed(paint) for _turn in range(5)]),
        ("a keystroke: ids and facts of a page", typed),
        ("the index alone, one word", plain),
    ]
    print_table(
        f"The register page with {VENDORS} vendors", rows, "p99 16 ms a keystroke, first paint 300 ms"
    )


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
