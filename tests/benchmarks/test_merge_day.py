"""A day of the whole city read at the office, beside the same packages opened and their rows merely inserted."""

from __future__ import annotations

import gzip
import json
import resource
import time
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.changes import MEMBERS, canonical
from bazar_desktop.jobs.exchange.reading import read_files
from bazar_desktop.jobs.office.identity import known_makers, own_keys
from bazar_desktop.store.database import Database
from bazar_desktop.store.fields import field_names
from bazar_desktop.store.folding import decode
from bazar_desktop.store.guard import journal_door
from bazar_desktop.store.opening import OpenStore, open_store
from bazar_desktop.store.tables import ChangeRow, facts
from bazar_desktop.sync import agefile, zipped
from tests.benchmarks.tables import print_table, timed
from tests.commands import PIN
from tests.merge_day import OFFICER, City, live_a_day, totals
from tests.stores import MORNING, WIB, postgres_database, postgres_store, postgres_url, sqlcipher_store


def read_all(store: OpenStore, city: City) -> None:
    read_files(store, [city.stick], at=datetime(2023, 6, 24, 9, tzinfo=WIB))


def merely_insert(city: City, store: OpenStore, bare: Database) -> None:
    """Unzip, verify, decrypt, parse; insert the fact and journal rows that are new, a transaction a package."""
    with store.db.read() as session:
        makers, identity = known_makers(session), own_keys(session).identity
    held: dict[str, int] = {}
    for file in city.good:
        members = zipped.split(file.read_bytes(), lambda _: 2**30)
        manifest = json.loads(members["manifest.json"])
        assert makers[manifest["device"]].keys.signed(members["manifest.sig"], members["manifest.json"])
        lines = gzip.decompress(agefile.decrypt(members["payload.age"], [identity])).splitlines()
        run = manifest["run"]
        new = [item for item in map(json.loads, lines[:-1]) if item["seq"] > held.get(run["origin"], 0)]
        held[run["origin"]] = max(held.get(run["origin"], 0), run["to"])
        with bare.write("officer", "bare", MORNING) as session, journal_door(session):
            insert_rows(session, new)


def insert_rows(session: Session, lines: list[dict[str, Any]]) -> None:
    journal: list[dict[str, Any]] = []
    rows: dict[Any, dict[str, dict[str, Any]]] = {}
    for line in lines:
        cls = facts()[line["entity"]]
        row = rows.setdefault(cls, {}).setdefault(line["row_id"], dict.fromkeys(field_names(cls)))
        row |= {name: decode(cls, name, item.get("a")) for name, item in line["fields"].items()}
        row |= {"id": line["row_id"], "changed_at": line["at"]}
        personal = None if line["personal"] is None else canonical(line["personal"])
        journal.append(
            {name: line[name] for name in MEMBERS}
            | {"fields": canonical(line["fields"]), "personal": personal}
        )
    if journal:
        session.execute(insert(ChangeRow), journal)
    for cls, some in rows.items():
        session.connection().execute(insert(cls), list(some.values()))


def databases(request: pytest.FixtureRequest, folder: Path, where: str) -> tuple[str | None, Database]:
    """Where the office's rows shall lie (None: in its folder), and an empty store for the yardstick."""
    if where == "sqlcipher":
        return None, sqlcipher_store(folder, "P")
    socket = request.getfixturevalue("postgres_socket")
    return postgres_url(socket, postgres_database(socket)), postgres_store(socket, "P")


BOTH = pytest.mark.parametrize(
    "where", ["sqlcipher", pytest.param("postgres", marks=pytest.mark.neighbour("initdb", "pg_ctl"))]
)


@dataclass(frozen=True)
class Figures:
    """How long the office and the yardstick took, in milliseconds and in seconds on the processor."""

    ours: float
    bare: float
    ours_cpu: float
    bare_cpu: float


def measured(request: pytest.FixtureRequest, folder: Path, where: str, lokasi: int) -> Figures:
    folder.mkdir()
    database, bare = databases(request, folder, where)
    city = live_a_day(folder, lokasi=lokasi, database=database)
    store = open_store(city.folder, OFFICER, PIN, database=database)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    ours = timed(partial(read_all, store, city))
    ours_cpu = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    yardstick = timed(partial(merely_insert, city, store, bare))
    bare_cpu = time.process_time() - started
    with store.db.read() as session:
        assert totals(session) == city.typed
    title = f"{lokasi} lokasi on {where}: {len(city.good)} packages, {city.changes} changes"
    print_table(
        title, [("package read", [ours]), ("merely opened and inserted", [yardstick])], "at most 3 times"
    )
    print(f"  {ours / yardstick:.2f} times; memory {before // 1024} MB before, {memory // 1024} MB at most")
    print(f"  on the processor {ours_cpu:.1f} s and {bare_cpu:.1f} s: {ours_cpu / bare_cpu:.2f} times")
    store.db.close()
    bare.close()
    return Figures(ours, yardstick, ours_cpu, bare_cpu)


@BOTH
def test_a_day_of_the_city(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    small = [measured(request, tmp_path / f"64-{turn}", where, 64) for turn in range(3)]
    large = measured(request, tmp_path / "640", where, 640)
    print(f"\nTen times the data on {where}, against the median of three  (goal: at most 12 times as long)")
    for name in ("ours", "bare", "ours_cpu", "bare_cpu"):
        times = getattr(large, name) / median(getattr(figures, name) for figures in small)
        print(f"  {name:<10}{times:>6.1f} times")
