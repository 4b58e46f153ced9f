"""Whatever goes wrong at one file, the others are read: it gets an answer, a line in the list, and one in the log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.clock import is_far_ahead
from bazar_desktop.jobs.exchange import reading
from bazar_desktop.jobs.exchange.merge import Merged
from bazar_desktop.messages import answer as words_for
from bazar_desktop.services.exchange.packages import list_intake, waiting_packages
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.sync.envelope import Package
from bazar_desktop.work_log import last_lines, start_log, stop_log
from tests.hostile.liar import liar_of
from tests.jobs.exchange.test_reading import days_of_packages
from tests.offices import World, found
from tests.stores import facts_digest

SECRET = "3171010101800001"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = found(tmp_path, vendors=3, reserves=0, partners=0)
    yield made
    made.close()


def stumbles_at(monkeypatch: pytest.MonkeyPatch, first: int) -> None:
    """The program goes wrong at the package that begins with number `first`."""
    true = reading.merge

    def merge(session: Session, package: Package, *facts: Any) -> Merged:
        merged = true(session, package, *facts)
        if package.manifest.run.first == first:
            raise ZeroDivisionError(f"NIK {SECRET}")
        return merged

    merge.__name__ = true.__name__
    monkeypatch.setattr(reading, "merge", merge)
    monkeypatch.setattr(reading, "name_of", lambda _function: "packages.read")


def test_a_fault_of_the_program_at_one_package_does_not_stop_the_batch(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = world.join("Laptop 1"), world.join("Laptop 2")
    for post in (bad, good):
        post.sell({post.parties()[0]: 7_000})
    bad_name = bad.pack(world.stick("semua")).file.name
    good.pack(world.stick("semua"))
    true = reading.merge

    def merge(session: Session, package: Package, *facts: Any) -> Merged:
        merged = true(session, package, *facts)
        if package.manifest.name == "Laptop 1":
            raise ZeroDivisionError(f"NIK {SECRET}")
        return merged

    monkeypatch.setattr(reading, "merge", merge)
    monkeypatch.setattr(reading, "name_of", lambda _function: "packages.read")
    log = start_log(tmp_path / "log")
    batch = world.office.read(world.stick("semua"))
    stop_log(log)
    answers = {file.file: file for file in batch.files}
    assert answers.pop(bad_name).answer == "BROKEN_CONTENT"
    assert [file.answer for file in answers.values()] == ["MERGED"]
    with world.office.store.db.read() as session:
        (line,) = [line for line in list_intake(session) if line.answer == "BROKEN_CONTENT"]
    assert "ZeroDivisionError" in words_for(line)
    written = "\n".join(last_lines(tmp_path / "log"))
    assert "fault=zero_division_error" in written
    assert "test_one_bad_file.py" in written
    assert SECRET not in written + str(line.facts)
    monkeypatch.setattr(reading, "merge", true)
    assert world.office.answers(world.stick("semua") / bad_name) == ["MERGED"]


def test_a_held_package_at_which_the_program_goes_wrong_is_let_go_with_its_answer(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = world.join("Laptop 1")
    first, second, *_ = days_of_packages(world, laptop, 2)
    assert world.office.answers(second) == ["HELD"]
    with world.office.store.db.read() as session:
        held = next(line for line in list_intake(session) if line.waiting)
    stumbles_at(monkeypatch, held.first)
    assert world.office.answers(first) == ["MERGED"]
    with world.office.store.db.read() as session:
        assert waiting_packages(session) == []
        settled = next(line for line in list_intake(session) if line.id == held.id)
    assert settled.answer == "BROKEN_CONTENT"
    assert words_for(settled).endswith(".")


def test_a_held_package_of_impossible_content_says_so_when_its_turn_comes(
    world: World, tmp_path: Path
) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell({laptop.parties()[0]: 7_000})
    first = laptop.pack(world.stick("baik")).file
    liar = liar_of(laptop)
    with world.office.store.db.read() as session:
        before = facts_digest(session)
    lie = liar.says("agency", "baris-baru", {"name": "B", "role": "raja"})
    assert world.office.answers(liar.package(tmp_path / "9.bazar", world.office, [lie])) == ["HELD"]
    with world.office.store.db.read() as session:
        assert facts_digest(session) == before
    assert world.office.answers(first) == ["MERGED"]
    with world.office.store.db.read() as session:
        settled = next(line for line in list_intake(session) if line.file_name == "9.bazar")
    assert settled.answer == "BROKEN_CONTENT"
    assert "bukan salah satu pilihan" in words_for(settled)


def test_many_packages_each_a_little_ahead_never_run_our_clock_away(world: World, tmp_path: Path) -> None:
    """Each is 23 hours ahead of what our clock says after the one before: the office asks the time of day instead."""
    laptop = world.join("Laptop 1")
    laptop.sell({laptop.parties()[0]: 7_000})
    assert world.office.answers(laptop.pack(world.stick("baik")).file) == ["MERGED"]
    liar, at = liar_of(laptop), world.office.at
    for number in range(64):
        at += timedelta(hours=23)
        millis = int(at.timestamp() * 1000)
        change = liar.says("agency", "baris-baru", {"name": f"B {number}"}, at=f"{millis:012x}-0000")
        assert world.office.answers(liar.package(tmp_path / "1.bazar", world.office, [change])) == ["MERGED"]
        liar = liar.after(change)
    with world.office.store.db.read() as session:
        assert not is_far_ahead(get_fact(session, "clock"), world.office.at)
