"""On a disk that is full data are read, by window and commands, and the room that was kept finishes the day."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from bazar_desktop import app
from bazar_desktop.cli.main import main
from bazar_desktop.services.settings.editing import put_times
from bazar_desktop.services.settings.values import get_setting
from bazar_desktop.store import ballast
from bazar_desktop.store.ballast import free_ballast, has_ballast, lay_ballast
from bazar_desktop.store.faults import StoreFull
from bazar_desktop.store.opening import open_store
from tests.commands import Shell, shell
from tests.recovery.damages import OFFICER, PIN, Place, fill, on_disk
from tests.recovery.doors import Person, start_window
from tests.recovery.test_table import digest_of
from tests.stores import MORNING, facts_digest

__all__ = ["shell"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
READING = (
    ["officer", "list"],
    ["bazaar", "list"],
    ["agency", "list"],
    ["backup", "list"],
    ["settings", "show"],
)


def without_ballast(place: Place) -> None:
    """Fill the disk to its last page, with no room kept."""
    fill(place)
    free_ballast(place.folder)
    with suppress(OSError), (place.folder / "film.mp4").open("ab", buffering=0) as film:
        while True:
            film.write(bytes(4096))


@pytest.mark.parametrize("keep", ["ballast", "nothing"])
def test_commands_read_on_a_full_disk_that_had_nothing_laid_out_beside_the_store(
    place: Place, keep: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with on_disk(place, megabytes=12):
        fill(place) if keep == "ballast" else without_ballast(place)
        before = place.file.read_bytes()
        assert not place.file.with_name("bazar.db-shm").exists()
        for words in READING:
            assert Shell(place.folder, capsys).say(*words)
        capsys.readouterr()
        assert main(["officer", "list", "--store", str(place.folder)]) == 0
        assert "penuh: data dapat dibaca" in capsys.readouterr().err
        store = open_store(place.folder, OFFICER, PIN)
        with store.db.read() as session:
            assert facts_digest(session) == place.digest
        with pytest.raises(StoreFull), store.db.write("o1", "test", MORNING) as session:
            session.execute(text("UPDATE store_fact SET value = 'x' WHERE key = 'name'"))
        store.db.close()
        assert place.file.read_bytes() == before


def test_a_command_that_reads_says_that_the_disk_is_full_and_one_that_writes_too(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    with on_disk(place, megabytes=12):
        without_ballast(place)
        office = Shell(place.folder, capsys)
        assert office.failed("agency", "add", "--name", "Dinas", "--role", "coach") == "store_full"
        (place.folder / "film.mp4").unlink()
        office.run("agency", "add", "--name", "Dinas", "--role", "coach")


def test_the_same_open_store_writes_again_when_there_is_room(place: Place) -> None:
    with on_disk(place, megabytes=12):
        without_ballast(place)
        store = open_store(place.folder, OFFICER, PIN)
        with (
            pytest.raises(StoreFull),
            store.db.write(store.officer.id, "settings.put_times", MORNING) as session,
        ):
            put_times(session, cut_off="10.45", omzet_from="15.00")
        (place.folder / "film.mp4").unlink()
        with store.db.write(store.officer.id, "settings.put_times", MORNING) as session:
            put_times(session, cut_off="10.45", omzet_from="15.00")
        with store.db.read() as session:
            assert get_setting(session, "cut_off") == "10.45"
        store.db.close()


def test_entries_that_stand_in_the_log_alone_are_never_read_past(place: Place) -> None:
    with on_disk(place, megabytes=12):
        store = open_store(place.folder, OFFICER, PIN)
        with store.db.write(store.officer.id, "settings.put_times", MORNING) as session:
            put_times(session, cut_off="10.45", omzet_from="15.00")
        log = place.file.with_name("bazar.db-wal").read_bytes()
        store.db.close()
        before = place.digest
        place.file.with_name("bazar.db-wal").write_bytes(log)
        without_ballast(place)
        with pytest.raises(StoreFull):
            open_store(place.folder, OFFICER, PIN)
        (place.folder / "film.mp4").unlink()
        assert digest_of(place) != before


def test_a_window_opens_and_reads_on_a_full_disk_and_says_so(place: Place, qtbot: QtBot) -> None:
    with on_disk(place, megabytes=12):
        without_ballast(place)
        with Person(place) as person:
            window = start_window(place, qtbot)
            assert window is not None, person.said
            assert "penuh" in window.page.banner.words
        with window.desk.store.db.read() as session:
            assert facts_digest(session) == place.digest
        app.shut(window)
        window.close()
        assert person.crashes == []


def test_each_opening_lays_the_ballast_once_and_in_no_time(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, record_property: pytest.RecordProperty
) -> None:
    monkeypatch.setattr(ballast, "ROOM", ballast.SIZE)
    file = shell.store / ballast.FILE
    shell.run("officer", "list")
    assert file.stat().st_size == ballast.SIZE
    assert file.stat().st_blocks * 512 >= ballast.SIZE  # the room is taken, and no hole
    laid = file.stat().st_ino, file.stat().st_mtime_ns
    shell.run("officer", "list")
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == laid
    assert shell.run("store", "free")["bytes"] == ballast.SIZE
    assert not file.exists()
    began = time.perf_counter()
    assert lay_ballast(shell.store)
    laying = time.perf_counter() - began
    began = time.perf_counter()
    assert lay_ballast(shell.store)
    looking = time.perf_counter() - began
    record_property("harness", f"ballast laid in {laying * 1000:.1f} ms, found in {looking * 1e6:.0f} µs")
    assert laying < 0.5
    assert {path.name for path in shell.store.iterdir() if path.name.endswith(".part")} == set()


def test_where_none_was_laid_the_command_does_not_say_that_it_was_freed(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.run("officer", "list")
    assert not has_ballast(shell.store)
    said = shell.say("store", "free")
    assert "belum pernah ada" in said
    assert "sebelumnya" not in said


def test_a_disk_that_refuses_the_ballast_keeps_nobody_from_work(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ballast, "ROOM", 1)
    with on_disk(place, megabytes=12):
        assert Shell(place.folder, capsys).say("officer", "list")
        assert not has_ballast(place.folder)
        assert not list(Path(place.folder).glob("*.part"))
