"""A register taken in, and the bare work beside it: each in a process of its own, so that memory can be told apart."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import python_calamine

from bazar_desktop.jobs.imports.plan import Wish, apply_plan, plan_list
from bazar_desktop.jobs.imports.source import look_at
from bazar_desktop.spreadsheets.reading.fields import REGISTER
from bazar_desktop.store.creating import create
from bazar_desktop.store.engine import connect, sqlite_engine
from tests.stores import MORNING

Laps = dict[str, float]
Work = Callable[[Path, Path, bytes], Laps]


def take_in(workbook: Path, store: Path, key: bytes) -> Laps:
    """What *Impor daftar* and *Simpan* do. Seconds of each part."""
    facts = {"kind": "laptop", "name": "Laptop A", "is_sample": False, "at": MORNING}
    db = create(sqlite_engine(store, key), letter="A", **facts)  # type: ignore[arg-type]
    started = time.perf_counter()
    look = look_at(workbook, REGISTER)
    read = time.perf_counter()
    with db.read() as session:
        plan = plan_list(session, look, Wish(REGISTER))
    planned = time.perf_counter()
    with db.write("officer", "register.import", MORNING) as session:
        apply_plan(session, plan, Wish(REGISTER))
    written = time.perf_counter()
    db.close()
    assert sum(plan.counts().values()) == look.found.height
    return {"read": read - started, "planned": planned - read, "written": written - planned}


def read_only(workbook: Path, store: Path, key: bytes) -> Laps:
    """calamine's reading to Python's own values."""
    started = time.perf_counter()
    rows = python_calamine.load_workbook(workbook).get_sheet_by_index(0).to_python()
    return {"calamine": time.perf_counter() - started, "rows": len(rows)}


def read_and_insert(workbook: Path, store: Path, key: bytes) -> Laps:
    """calamine's reading and one bare `executemany` into an encrypted file."""
    started = time.perf_counter()
    rows = python_calamine.load_workbook(workbook).get_sheet_by_index(0).to_python()
    read = time.perf_counter()
    raw = connect(store, key)
    raw.execute("CREATE TABLE t (a, b, c, d, e, f, g, h, i, j, k, l)")
    raw.execute("BEGIN IMMEDIATE")
    raw.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows[1:])
    raw.execute("COMMIT")
    raw.close()
    return {"calamine": read - started, "executemany": time.perf_counter() - read}


def watched(work: Work, workbook: Path, store: Path, key: bytes) -> tuple[Laps, int]:
    """Do `work` in a new process; its laps, and the most memory that it and its children held at once, in MB."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_body, args=(work, workbook, store, key, theirs))
    process.start()
    theirs.close()
    most = 0
    while not ours.poll(0.05):
        most = max(most, _memory(process.pid or 0))
        assert process.is_alive() or ours.poll(), "the work ended without a word"
    laps: Laps = ours.recv()
    process.join()
    return laps, most // 1024


def _body(work: Work, workbook: Path, store: Path, key: bytes, pipe: Connection) -> None:
    pipe.send(work(workbook, store, key))


def _memory(pid: int) -> int:
    """Resident memory of a process and of its children, in kB; pages that they share count once."""
    total = 0
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total = int(line.split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0
    return total + sum(_memory(int(child)) for child in children)
