"""Joining an office, and restoring an office elsewhere, are begun anew where they were cut off, at any step."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bazar_desktop.jobs.office.enrolment import Prepared, office_enrol, own_words, prepare
from bazar_desktop.jobs.recovery.sign_in import sign_in
from bazar_desktop.jobs.settings.backup import back_up
from bazar_desktop.store.founding import GONE_OUT
from bazar_desktop.store.opening import StoreExists
from bazar_desktop.store.traces import UNFINISHED
from bazar_desktop.store.unlocking import has_store
from tests.jobs.recovery.killed_joining import JOIN_STEPS, RESTORE_STEPS, join, restore
from tests.jobs.recovery.test_elsewhere import sheet_of
from tests.offices import CHEAP, PIN, World


def kill_each(what: str, base: Path, place: str, words: str) -> None:
    program = [sys.executable, "-m", "tests.jobs.recovery.killed_joining", what, str(base), place, words]
    ran = subprocess.run(program, env=os.environ, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def moments(steps: tuple[tuple[str, str, int], ...]) -> list[str]:
    return [f"k{step:02}_{when}" for step in range(len(steps)) for when in ("before", "after")]


def prepared(world: World, device: str) -> Prepared:
    return prepare(
        world.office.store,
        bazaars=[world.field.code],
        device=device,
        to=world.stick("siap"),
        at=world.office.tick(),
        cost=CHEAP,
    )


def test_a_joining_that_was_cut_off_leaves_one_answer_and_the_office_takes_it(world: World) -> None:
    base, (*cut_off, whole) = world.folder / "cut", moments(JOIN_STEPS)
    made = prepared(world, "Laptop 1")
    for name in (*cut_off, whole):
        (base / name).mkdir(parents=True)
        shutil.copy(made.file, base / name / "laptop.siap")
    kill_each("join", base, "laptop.siap", made.code)
    with pytest.raises(StoreExists):
        join(base / whole / "data", base / whole / "laptop.siap", made.code)
    for answer in (base / cut_off[-2]).glob("*.daftar"):
        answer.rename(answer.with_name("Laptop-1_2023-03-19.daftar"))  # it was cut off on the day before
    for name in cut_off:
        assert not has_store(base / name / "data"), name
        join(base / name / "data", base / name / "laptop.siap", made.code)
        assert not (base / name / "data" / UNFINISHED).exists(), name
        assert not (base / name / "data" / GONE_OUT).exists(), name
        assert len(list((base / name).glob("*.daftar"))) == 1, name
    last = cut_off[-1]  # the answer lay on the stick already
    sign_in(base / last / "data", "Vicky", PIN).db.close()
    (answer,) = (base / last).glob("*.daftar")
    enrolled = office_enrol(world.office.store, answer.read_bytes(), at=world.office.tick())
    store = sign_in(base / last / "data", "Vicky", PIN)
    with store.db.read() as session:
        assert own_words(session) == enrolled.words
    store.db.close()
    world.close()


def test_an_answer_of_somebody_else_on_the_stick_stays(world: World) -> None:
    made = prepared(world, "Laptop 2")
    join(world.folder / "pertama", made.file, made.code)
    (theirs,) = made.file.parent.glob("*.daftar")
    before = theirs.read_bytes()
    join(world.folder / "kedua", made.file, made.code)
    assert theirs.read_bytes() == before
    assert len(list(made.file.parent.glob("*.daftar"))) == 2
    world.close()


def test_a_restoring_elsewhere_that_was_cut_off_is_done_by_doing_it_again(world: World) -> None:
    base, (*cut_off, whole) = world.folder / "cut", moments(RESTORE_STEPS)
    words = sheet_of(world)
    back_up(world.office.store, world.office.tick())
    for name in (*cut_off, whole):
        shutil.copytree(world.office.store.folder / "cadangan", base / name / "cadangan")
    kill_each("restore", base, "cadangan", words)
    with pytest.raises(StoreExists):
        restore(base / whole / "data", base / whole / "cadangan", words)
    for name in cut_off:
        assert not has_store(base / name / "data"), name
        restore(base / name / "data", base / name / "cadangan", words)
        assert not (base / name / "data" / UNFINISHED).exists(), name
        store = sign_in(base / name / "data", "Kepala Seksi", "509183")
        with store.db.write(store.officer.id, "test", world.office.tick()):
            pass
        store.db.close()
    world.close()
