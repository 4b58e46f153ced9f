"""Every released store opens in today's program, with its figures, its seal and the packages of its time."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from bazar_desktop import __version__
from bazar_desktop.jobs.exchange.reading import read_files
from bazar_desktop.services.closing.verify import verify
from bazar_desktop.services.exchange.proposals import accept, proposals
from bazar_desktop.services.register.search import VendorFilter, find_vendors
from bazar_desktop.services.register.vendors import vendors_by_ids
from bazar_desktop.services.reports.board import board
from bazar_desktop.store.opening import OpenStore, open_store

HERE = Path(__file__).parent
VERSIONS = sorted(path.name for path in HERE.iterdir() if (path / "isi.json").exists())
MOST = 2_000_000  # bytes a release adds to the repository


@dataclass
class Release:
    """A copy of what a release wrote, opened by today's program; `facts` is what its own program read in it."""

    folder: Path
    store: OpenStore
    facts: dict[str, Any]


@pytest.fixture(params=VERSIONS)
def release(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Release]:
    folder = tmp_path / request.param
    shutil.copytree(HERE / request.param, folder)
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(folder / "rahasia"))
    facts = json.loads((folder / "isi.json").read_text())
    store = open_store(folder / "kantor", facts["officer"], facts["pin"])
    yield Release(folder, store, facts)
    store.db.close()


def test_the_program_of_today_is_among_the_releases() -> None:
    assert __version__ in VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_a_release_adds_little(version: str) -> None:
    sizes = [path.stat().st_size for path in (HERE / version).rglob("*") if path.is_file()]
    assert sum(sizes) < MOST


def test_its_day_has_the_figures_and_the_seal_that_it_had(release: Release) -> None:
    day = date.fromisoformat(release.facts["day"])
    with release.store.db.read() as session:
        (row,) = [row for row in board(session) if row.day == day]
        verified = verify(session, release.facts["seal"])
    assert row.omzet == release.facts["omzet"]
    assert verified.matches
    assert verified.day == day
    assert verified.facts.standing


def _accept_all(store: OpenStore, at: datetime) -> None:
    with store.db.read() as session:
        waiting = proposals(session)
    for item in waiting:
        numbers = {"origin": item.origin, "first": item.first, "last": item.last}
        with store.db.write(store.officer.id, "proposals.accept", at) as session:
            accept(session, **numbers, officer=store.officer.id, at=at)


def test_its_package_is_taken_in_at_its_office(release: Release) -> None:
    package = release.folder / release.facts["package"]
    at = datetime.fromisoformat(release.facts["read_at"])
    batch = read_files(release.store, [package], at=at)
    assert [file.answer for file in batch.files] == ["MERGED"]
    _accept_all(release.store, at)  # somebody who did not walk in is the office's to enter
    with release.store.db.read() as session:
        ids = find_vendors(session, VendorFilter(words=release.facts["newcomer"])).ids
        assert [vendor.name for vendor in vendors_by_ids(session, ids)] == [release.facts["newcomer"]]
        assert verify(session, release.facts["seal"]).matches
    again = read_files(release.store, [package], at=at)
    assert [file.answer for file in again.files] == ["DUPLICATE"]
