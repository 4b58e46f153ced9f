"""One sealed day of one store, drawn and packed by the system that runs this, so that two systems can be compared.

python -m tests.windows.same_day make FOLDER          an office, a laptop, its sealed day
python -m tests.windows.same_day draw FOLDER TARGET   the laptop's papers, files and package; their sums are said
python -m tests.windows.same_day read FOLDER STICK    what the office says to the packages on a stick
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from datetime import timedelta
from pathlib import Path

from bazar_desktop.jobs.exchange.packing import pack
from bazar_desktop.jobs.exchange.reading import read_files
from bazar_desktop.jobs.office.identity import own_keys
from bazar_desktop.jobs.papers.day_papers import ALL, DayToPrint, draw_all, draw_paper, read_day
from bazar_desktop.services.attendance.check_in import present_all_except
from bazar_desktop.services.bazaars.bazaars import list_bazaars
from bazar_desktop.services.closing.seal import close_day
from bazar_desktop.services.layout.layouts import generate_layout
from bazar_desktop.services.omzet.entry import set_omzet
from bazar_desktop.services.papers.printed import papers_of
from bazar_desktop.services.placement.search import place_now
from bazar_desktop.services.reports.year import year_report
from bazar_desktop.spreadsheets.writing.day_files import write_day_files
from bazar_desktop.store.opening import OpenStore, open_store
from bazar_desktop.sync import agefile, zipped
from bazar_desktop.sync.envelope import PAYLOAD
from tests.bazaar_day import Field
from tests.offices import PIN, found
from tests.papers_day import DAY, EVENING

LAPTOP, OFFICER, CHIEF = "laptop Laptop 1", "Vicky Ramadhan", "Kepala Seksi"


def make(folder: Path) -> None:
    """An office, one laptop of it, and there a day that was placed, sold and sealed."""
    world = found(folder, vendors=12, partners=1)
    world.field.do(generate_layout, bazaar_id=world.field.bazaar_id, tents=6)
    world.field.do(place_now, bazaar_id=world.field.bazaar_id, seed=1)
    laptop = world.join("Laptop 1")
    officer = laptop.store.officer.id
    there = Field(laptop.store.db, officer, laptop.tick(), laptop.bazaar_id)
    day = {"bazaar_id": laptop.bazaar_id, "day": DAY}
    there.do(present_all_except, **day, absent=(), at=there.at)
    for number, who in enumerate([*laptop.parties(), *laptop.parties("partner")], 1):
        there.do(set_omzet, **day, participation_id=who, cash=number * 25_500, qris=number * 10_000)
    there.do(close_day, **day, officer=officer, at=EVENING, accept_missing=True)
    world.close()


def draw(folder: Path, target: Path) -> dict[str, str]:
    """Write the papers, the CSV files and the package into `target`; the sum of each, of the package what it holds."""
    store = open_store(folder / LAPTOP, OFFICER, PIN)
    office = open_store(folder / "kantor", CHIEF, PIN)
    with office.db.read() as session:
        identity = own_keys(session).identity
    read = _day_of(store)
    for code in (*papers_of(read.sheet), ALL):
        (target / f"{code}.pdf").write_bytes(draw_paper(_report, read=read, code=code))
    (target / "dicetak.pdf").write_bytes(draw_all(_report, read=read))
    write_day_files(read.sheet, target)
    sums = {
        file.relative_to(target).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(target.rglob("*"))
        if file.is_file()
    }
    (target / "stick").mkdir()
    made = pack(store, to=target / "stick", at=EVENING + timedelta(minutes=1))
    parts = zipped.split(made.file.read_bytes(), lambda _name: 1 << 30)
    plain = agefile.decrypt(parts[PAYLOAD], [identity])
    store.db.close()
    office.db.close()
    return sums | {made.file.name: hashlib.sha256(plain).hexdigest()}


def read(folder: Path, stick: Path) -> list[object]:
    """Let the office read `stick`: its answers, and the year's total after."""
    office = open_store(folder / "kantor", CHIEF, PIN)
    batch = read_files(office, [stick], at=EVENING + timedelta(minutes=9))
    with office.db.read() as session:
        year = year_report(session, DAY.year)
    office.db.close()
    return [*[file.answer for file in batch.files], year.vendors.omzet]


def _day_of(store: OpenStore) -> DayToPrint:
    with store.db.read() as session:
        (bazaar,) = list_bazaars(session)
        return read_day(session, bazaar_id=bazaar.id, day=DAY, officer=OFFICER, at=EVENING)


def _report(done: int, total: int, what: str) -> None:
    """Say nothing of what is done."""


def main() -> int:
    """Do what the words ask for; the answer is one line of JSON."""
    what, folder, *more = sys.argv[1:]
    os.environ["BAZAR_SECRET_DIR"] = str(Path(folder) / "secret")
    Path(folder).mkdir(parents=True, exist_ok=True)
    if what == "make":
        make(Path(folder))
        return 0
    other = Path(more[0])
    other.mkdir(parents=True, exist_ok=True)
    print(json.dumps(draw(Path(folder), other) if what == "draw" else read(Path(folder), other)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
