"""What an office does, in phases: each begins on a copy of the store as the phase before it left it.

Every transaction is told on a pipe the moment that it is durable, whichever use case or job made it.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bazar_desktop.domain.journal.changes import GENESIS, is_sound
from bazar_desktop.jobs.exchange.forwarding import hand_on
from bazar_desktop.jobs.exchange.reading import read_files
from bazar_desktop.jobs.imports.plan import REGISTER, Wish, plan_list, saver_of
from bazar_desktop.jobs.imports.source import Look, look_at_pasted
from bazar_desktop.jobs.sample.field_day import (
    Sitting,
    afternoon,
    correct_late,
    evening,
    morning,
    prepare_stands,
    swap_first_two,
)
from bazar_desktop.jobs.settings.backup import back_up
from bazar_desktop.services.attendance.walk_in import walk_in
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.day.undo_guard import undo
from bazar_desktop.services.omzet.drafts import Draft, keep_draft
from bazar_desktop.services.omzet.entry import PastedCell, paste_block
from bazar_desktop.services.register.vendor_page import join_vendors, type_vendor
from bazar_desktop.services.settings.editing import add_agency, put_letterhead, put_times
from bazar_desktop.store.backup import check
from bazar_desktop.store.database import Database
from bazar_desktop.store.engine import connect, sqlite_engine
from bazar_desktop.store.files import MachineError
from bazar_desktop.store.journal import act_of
from bazar_desktop.store.opening import STORE_FILE, OpenStore
from tests.bazaar_day import DAYS
from tests.offices import World, found
from tests.stores import all_changes

DAY = DAYS[0]
LIST = "Nama\tUsaha\tProduk\tHP\n" + "".join(
    f"Nama Baru {number}\tUsaha Baru {number}\tKue\t08129999{number:04d}\n" for number in range(40)
)


@dataclass
class Office:
    """An open copy of the store in one round."""

    store: OpenStore
    at: Any
    bazaar_id: str
    stick: Path

    def sitting(self) -> Sitting:
        return Sitting(self.store, self.at)


def _stands(office: Office) -> None:
    sitting = office.sitting()
    prepare_stands(sitting, office.bazaar_id, tents=7, mitra=1, seed=1)
    swap_first_two(sitting, office.bazaar_id, DAY)


def _morning(office: Office) -> None:
    morning(office.sitting(), office.bazaar_id, DAY, missing=2, take_reserve=True)
    facts = {"name": "Datang Langsung", "business": "Es Doger", "product": "minuman"}
    sitting = office.sitting()
    sitting.do(walk_in, bazaar_id=office.bazaar_id, day=DAY, at=sitting.at, **facts)


def _omzet(office: Office) -> None:
    sitting = office.sitting()
    afternoon(sitting, office.bazaar_id, DAY, random.Random(3), lokasi="Rusun")
    rows = sitting.ask(day_sheet, bazaar_id=office.bazaar_id, day=DAY).rows
    who = [row.participation_id for row in rows if row.party == "vendor"][:4]
    sitting.do(keep_draft, bazaar_id=office.bazaar_id, day=DAY, draft=Draft(who[0], 1, "cash", "12"))
    cells = [PastedCell(one, 1, "cash", "75.000") for one in who]
    sitting.do(paste_block, bazaar_id=office.bazaar_id, day=DAY, cells=cells)


def _close(office: Office) -> None:
    sitting = office.sitting()
    evening(sitting, office.bazaar_id, DAY)
    sitting.go_on(timedelta(hours=12))
    correct_late(sitting, office.bazaar_id, DAY, "Rusun", more=25_000)


def _import(office: Office) -> None:
    sitting = office.sitting()
    wish = Wish(REGISTER)
    look = _look()  # read before any round: a process of its own does it
    plan = sitting.ask(plan_list, look=look, wish=wish)
    sitting.do(saver_of(REGISTER), look, plan, wish)


@cache
def _look() -> Look:
    return look_at_pasted(LIST, REGISTER)


class NotAllRead(MachineError):
    """A package of several could not be read, and was told so; the others are merged."""


def _merge(office: Office) -> None:
    batch = read_files(office.store, [office.stick], at=office.at)
    assert batch.merged
    if any(file.answer == "UNREADABLE" for file in batch.files):
        raise NotAllRead()
    to = office.store.folder / "kabar"
    to.mkdir(exist_ok=True)
    hand_on(office.store, to=to, at=office.at, everything=True)


def _settings(office: Office) -> None:
    sitting = office.sitting()
    sitting.do(put_letterhead, lines=["PEMERINTAH PROVINSI DKI JAKARTA", "SUDIN PPKUKM"])
    sitting.do(put_times, cut_off="09.15", omzet_from="14.30")
    sitting.do(add_agency, name="Dinas Uji", role="coach")
    ids = [sitting.do(type_vendor, typed={"name": f"Ketik {n}", "business": f"Usaha {n}"}) for n in (1, 2)]
    sitting.do(join_vendors, *ids)
    with office.store.db.write(office.store.officer.id, "settings.times", sitting.at) as session:
        put_times(session, cut_off="10.00", omzet_from="15.00")
        session.flush()
        act = act_of(session).action
    sitting.do(undo, act)
    back_up(office.store, sitting.at)


def goes_on(office: Office) -> None:
    """Do one more thing, whatever came before."""
    office.sitting().do(put_letterhead, lines=["LANJUT"])


PHASES: dict[str, Callable[[Office], None]] = {
    "stands": _stands,
    "morning": _morning,
    "omzet": _omzet,
    "close": _close,
    "import": _import,
    "merge": _merge,
    "settings": _settings,
}


@dataclass
class Start:
    """Where a phase begins: the store's file, and what it is like after each of its transactions."""

    file: bytes
    key_file: bytes
    states: list[object]
    seconds: float
    actions: list[str]


@dataclass
class Scenes:
    """All phases over one office, worked out once."""

    world: World
    stick: Path
    starts: dict[str, Start]

    def office_at(self, folder: Path) -> Office:
        """Open the copy of the store in `folder`."""
        store = self.world.office.store
        db = Database(sqlite_engine(folder / STORE_FILE, store.key))
        mine = OpenStore(
            db, folder, store.officer, store.key, store.kind, store.letter, store.name, store.is_sample
        )
        return Office(mine, self.world.office.at, self.world.office.bazaar_id, folder / "stick")

    def lay(self, phase: str, folder: Path) -> Path:
        """Lay the store as `phase` finds it into the new `folder`; returns its file."""
        folder.mkdir(parents=True)
        start = self.starts[phase]
        (folder / STORE_FILE).write_bytes(start.file)
        (folder / "kunci.json").write_bytes(start.key_file)
        shutil.copytree(self.stick, folder / "stick")
        return folder / STORE_FILE

    def state(self, file: Path) -> object:
        """What the store holds, in counts; also proves its pages and its chain."""
        content = check(file, self.world.office.store.key)
        db = Database(sqlite_engine(file, self.world.office.store.key))
        last: dict[str, str] = {}
        for change in sorted(all_changes(db), key=lambda change: (change.origin, change.seq)):
            assert is_sound(change)
            assert change.prev_hash == last.get(change.origin, GENESIS)
            last[change.origin] = change.hash
        db.close()
        return counts(content.rows)


def counts(rows: dict[str, int]) -> object:
    """The rows of every table, as one value."""
    return tuple(sorted(rows.items()))


@contextmanager
def each_write_told(tell: Callable[[str], object]) -> Iterator[None]:
    """Call `tell` with the action's name after each durable transaction of this process."""
    write = Database.write

    @contextmanager
    def told(self: Database, officer: str, action: str, *args: Any, **more: Any) -> Iterator[Any]:
        with write(self, officer, action, *args, **more) as session:
            yield session
        tell(action)

    Database.write = told  # type: ignore[method-assign]
    try:
        yield
    finally:
        Database.write = write  # type: ignore[method-assign]


def scenes(folder: Path) -> Scenes:
    """Build an office with a bazaar and two laptops' packages, and go through every phase once."""
    os.environ["BAZAR_SECRET_DIR"] = str(folder / "secret")
    world = found(folder / "world")
    stick = world.stick("hari")
    for number, name in enumerate(("Laptop A", "Laptop B"), 1):
        laptop = world.join(name)
        laptop.sell({who: 100_000 * number for who in laptop.parties()})
        laptop.pack(stick)
        laptop.store.db.close()
    world.office.store.db.close()
    made = Scenes(world, stick, {})
    file = world.office.store.folder / STORE_FILE
    key_file = (world.office.store.folder / "kunci.json").read_bytes()
    for name, phase in PHASES.items():
        here = folder / "scenes" / name
        made.starts[name] = Start(checkpointed(file, world.office.store.key), key_file, [], 0.0, [])
        laid = made.lay(name, here)
        start = made.starts[name]
        start.states.append(made.state(laid))
        office = made.office_at(here)

        def tell(action: str, start: Start = start, laid: Path = laid) -> None:
            raw = connect(laid, world.office.store.key)
            start.states.append(counts(_rows(raw)))
            raw.close()
            start.actions.append(action)

        began = time.perf_counter()
        with each_write_told(tell):
            phase(office)
        start.seconds = time.perf_counter() - began
        office.store.db.close()
        file = laid
    return made


def checkpointed(file: Path, key: bytes) -> bytes:
    """The whole store in one file."""
    raw = connect(file, key)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    raw.close()
    return file.read_bytes()


def _rows(raw: Any) -> dict[str, int]:
    names = raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'vendor_search%' ORDER BY name"
    ).fetchall()
    return {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}
