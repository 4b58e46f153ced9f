"""On a disk that is full data are read, by window and commands, and the room that was kept finishes the day."""

from __future__ import annotations

import subprocess
import time
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from bazar_desktop import app
from bazar_desktop.cli import closing as closing_command
from bazar_desktop.cli.main import main
from bazar_desktop.domain.calendar import WIB
from bazar_desktop.jobs.sample.data import sample_vendors
from bazar_desktop.jobs.sample.store import enter_vendors
from bazar_desktop.jobs.settings.backup import back_up, back_up_if_due
from bazar_desktop.jobs.settings.doctor import examine
from bazar_desktop.messages import finding
from bazar_desktop.services.bazaars.bazaars import list_bazaars
from bazar_desktop.services.settings.editing import put_times
from bazar_desktop.services.settings.regions import regions
from bazar_desktop.services.settings.values import get_setting
from bazar_desktop.store import ballast, engine
from bazar_desktop.store.backup import list_backups
from bazar_desktop.store.ballast import free_ballast, has_ballast, lay_ballast
from bazar_desktop.store.damage import LogDamaged, readable_log
from bazar_desktop.store.faults import StoreFull
from bazar_desktop.store.files import DiskFull
from bazar_desktop.store.opening import backup_folder, open_store
from bazar_desktop.ui.kit.task import wait_for_tasks
from tests.commands import Shell, shell
from tests.recovery.damages import OFFICER, PIN, Place, fill, leave_log, mount, on_disk, overwrite
from tests.recovery.doors import Person, start_window
from tests.stores import MORNING, facts_digest
from tests.ui.day import NOW

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


def test_the_room_a_person_freed_is_left_to_the_day_by_the_backup_that_is_due(place: Place) -> None:
    """The backup that somebody asks for is made, for that is what the room may be for."""
    with on_disk(place, megabytes=12):
        store = open_store(place.folder, OFFICER, PIN)
        fill(place)
        assert free_ballast(place.folder) > 0
        made = sorted(backup_folder(place.folder).iterdir())
        with store.db.write("o1", "test", MORNING) as session:
            put_times(session, cut_off="10.01", omzet_from="15.00")
        later = NOW + timedelta(days=1)
        with pytest.raises(DiskFull):
            back_up_if_due(store, later)
        assert sorted(backup_folder(place.folder).iterdir()) == made
        assert back_up(store, later).made.path.exists()
        store.db.close()


def test_a_command_that_reads_says_that_the_disk_is_full_and_one_that_writes_too(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    with on_disk(place, megabytes=12):
        without_ballast(place)
        office = Shell(place.folder, capsys)
        assert office.failed("agency", "add", "--name", "Dinas", "--role", "coach") == "store_full"
        capsys.readouterr()
        assert (
            main(["agency", "add", "--name", "Dinas", "--role", "coach", "--store", str(place.folder)]) == 3
        )
        said = capsys.readouterr().err
        assert "yang terakhir diminta (isian, cadangan atau pemeriksaan) tidak terlaksana" in said
        assert "tidak ada yang diubah" in said
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


def log_alone(place: Place, *, grows: bool) -> None:
    """Leave the last entry in the log alone, with nothing beside it that connections share.

    `grows`: the entry needs more pages than the file has, and the disk has no room for them.
    """
    store = open_store(place.folder, OFFICER, PIN)
    with store.db.write(store.officer.id, "settings.put_times", MORNING) as session:
        put_times(session, cut_off="10.45", omzet_from="15.00")
        if grows:
            enter_vendors(session, people=sample_vendors(400, 7, regions()))
    data, log = (place.file.with_name(name).read_bytes() for name in ("bazar.db", "bazar.db-wal"))
    store.db.close()
    place.file.write_bytes(data)  # as it was before the log was moved into it
    place.file.with_name("bazar.db-wal").write_bytes(log)
    place.file.with_name("bazar.db-shm").unlink(missing_ok=True)


def cut_off_in(place: Place) -> str:
    store = open_store(place.folder, OFFICER, PIN)
    with store.db.read() as session:
        found = get_setting(session, "cut_off")
    store.db.close()
    return str(found)


@pytest.mark.parametrize("door", ["store", "command", "doctor", "window"])
def test_entries_that_stand_in_the_log_alone_are_read_on_a_full_disk_by_every_door(
    place: Place, door: str, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    with on_disk(place, megabytes=12):
        log_alone(place, grows=False)
        without_ballast(place)
        capsys.readouterr()
        if door == "command":
            assert "10.45" in Shell(place.folder, capsys).say("settings", "show")
        elif door == "doctor":
            assert main(["doctor", "--store", str(place.folder)]) == 4
            said = capsys.readouterr().out
            assert "Ruang penyimpanan tinggal" in said
            assert "belum ada yang dapat disimpan" not in said
        elif door == "window":
            with Person(place) as person:
                window = start_window(place, qtbot)
                assert window is not None, person.said
                assert window.desk.read(get_setting, key="cut_off") == "10.45"
                app.shut(window)
            assert person.crashes == []
        assert cut_off_in(place) == "10.45"


def test_where_the_log_has_no_room_in_the_file_the_way_out_is_the_ballast_and_nothing_is_lost(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    with on_disk(place, megabytes=24):
        log_alone(place, grows=True)
        fill(place)  # the ballast is there to be let go
        log = place.file.with_name("bazar.db-wal").read_bytes()
        capsys.readouterr()
        assert main(["settings", "show", "--store", str(place.folder)]) == 3
        assert "Lepas ruang cadangan" in capsys.readouterr().err
        assert place.file.with_name("bazar.db-wal").read_bytes() == log
        assert main(["doctor", "--store", str(place.folder)]) == 4
        assert "Lepas ruang cadangan" in capsys.readouterr().out
        assert main(["store", "free", "--store", str(place.folder)]) == 0
        assert "10.45" in Shell(place.folder, capsys).say("settings", "show")
        assert cut_off_in(place) == "10.45"


@pytest.mark.parametrize("byte", [0, 16, 24, 32 + 24 + 100])
def test_a_damaged_log_on_a_full_disk_is_called_damaged_and_left_as_it_is(place: Place, byte: int) -> None:
    with on_disk(place, megabytes=12):
        leave_log(place)
        place.file.with_name("bazar.db-shm").unlink(missing_ok=True)
        log = place.file.with_name("bazar.db-wal")
        overwrite(log, byte, bytes(octet ^ 0xFF for octet in log.read_bytes()[byte : byte + 4]))
        without_ballast(place)
        before = log.read_bytes(), place.file.read_bytes()
        with pytest.raises(LogDamaged):
            open_store(place.folder, OFFICER, PIN)
        assert (log.read_bytes(), place.file.read_bytes()) == before


def test_the_log_is_read_from_its_bytes_as_sqlite_reads_it(place: Place) -> None:
    leave_log(place)
    log = place.file.with_name("bazar.db-wal")
    whole = log.read_bytes()
    frame = engine.PAGE + 24
    for cut in (len(whole), len(whole) - 1, len(whole) // 2, 32 + frame, 40, 0):
        for spoiled in (None, 32 + 20, cut // 2, cut - 30):
            log.write_bytes(whole[:cut])
            if spoiled is not None and 0 < spoiled < cut:
                overwrite(log, spoiled, bytes([whole[spoiled] ^ 0xFF]))
            mine = readable_log(place.file)
            place.file.with_name("bazar.db-shm").unlink(missing_ok=True)
            with closing(engine.connect_to_look(place.file, place.key)) as raw:
                frames = max(raw.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()[1], 0)
                pages = raw.execute("PRAGMA page_count").fetchone()[0]
            assert mine[0] == frames, (cut, spoiled)
            assert mine[1] in (0, pages)


@pytest.mark.parametrize("door", ["job", "command", "window"])
def test_a_backup_that_has_no_room_says_so_and_leaves_nothing(
    place: Place, door: str, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    with on_disk(place, megabytes=40):
        store = open_store(place.folder, OFFICER, PIN)  # what connections share has its room already
        without_ballast(place)
        before = sorted(path.name for path in backup_folder(place.folder).iterdir())
        if door == "job":
            with pytest.raises((StoreFull, DiskFull)):
                back_up(store, NOW, lambda _done, _of, _what: None)
        elif door == "command":
            capsys.readouterr()
            assert main(["backup", "make", "--store", str(place.folder)]) == 3
            assert "Ruang" in capsys.readouterr().err
        else:
            with Person(place) as person:
                window = start_window(place, qtbot)
                assert window is not None, person.said
                assert wait_for_tasks()
                window.page.run("Membuat cadangan", lambda report: back_up(window.desk.store, NOW, report))
                qtbot.waitUntil(lambda: any("Ruang" in words for words in person.said))
                app.shut(window)
                window.close()
            assert person.crashes == []
        assert sorted(path.name for path in backup_folder(place.folder).iterdir()) == before
        store.db.close()


def test_a_due_backup_without_room_is_told_once_and_is_made_by_itself_when_there_is_room(
    place: Place, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the page says of the work stays; the line on top keeps saying that the backup waits."""
    with on_disk(place, megabytes=12), Person(place) as person:
        window = start_window(place, qtbot)
        assert window is not None, person.said
        QApplication.processEvents()  # the look at the start begins
        assert wait_for_tasks()
        QApplication.processEvents()
        with window.desk.store.db.write("o1", "day.close", MORNING) as session:
            put_times(session, cut_off="10.01", omzet_from="15.00")
        fill(place)
        free_ballast(place.folder)
        later = datetime.now(WIB) + timedelta(hours=1)
        window.desk._clock = lambda: later  # type: ignore[attr-defined]
        look, state = app.keep_backed_up(window).timeout, window.topbar.state

        def looked() -> None:
            look.emit()
            assert wait_for_tasks()
            QApplication.processEvents()

        looked()
        assert window.page.banner.words.startswith("Cadangan otomatis tertunda. Ruang di ")
        assert "tertunda" in state.second.text()
        window.page.say("75.000 disimpan")
        looked()
        assert window.page.banner.words == "75.000 disimpan"
        window.page.warn(window._backup_words)  # as where nothing was said since
        (place.folder / "film.mp4").unlink()
        monkeypatch.setattr(ballast, "SIZE", 0)  # the small disk has no such room
        looked()
        assert window.page.banner.words == ""
        assert "tertunda" not in state.second.text()
        assert list_backups(backup_folder(place.folder))[0].made_at.date() == later.date()
        app.shut(window)
        window.close()
    assert person.crashes == []


def test_a_day_that_is_closed_by_command_is_told_as_closed_though_its_backup_has_no_room(
    place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_room(*_args: object) -> None:
        raise DiskFull(file="bazar.cadangan", folder=str(place.folder))

    monkeypatch.setattr(closing_command, "back_up_own", without_room)
    store = open_store(place.folder, OFFICER, PIN)
    with store.db.read() as session:
        (bazaar,) = list_bazaars(session)
    store.db.close()
    capsys.readouterr()
    words = [
        "day",
        "close",
        "--bazaar",
        bazaar.code,
        "--day",
        str(bazaar.days[0].day),
        "--accept-missing",
        "--reason",
        "uji",
    ]
    assert main([*words, "--store", str(place.folder)]) == 0
    told = capsys.readouterr()
    assert "Hari ditutup. Kode segel" in told.out
    assert "cadangannya belum jadi" in told.err


def test_a_second_place_that_is_full_is_told_as_full(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with on_disk(place, megabytes=12):
        mount("-t", "tmpfs", "-o", "size=4k", "tmpfs", stick)
        try:
            office = Shell(place.folder, capsys)
            office.run("backup", "second", str(stick))
            assert office.run("backup", "make")["trouble"] == "disk_full"
            said = office.say("backup", "make")
            assert f"Ruang di {stick} tidak cukup" in said
            assert "Pasang flashdisknya" not in said
        finally:
            subprocess.run(["umount", "-l", str(stick)], check=True)


def test_a_window_opens_and_reads_on_a_full_disk_and_says_so(place: Place, qtbot: QtBot) -> None:
    with on_disk(place, megabytes=12):
        without_ballast(place)
        with Person(place) as person:
            window = start_window(place, qtbot)
            assert window is not None, person.said
            assert "penuh" in window.page.banner.words
            checks = {check.topic: check for check in examine(window.desk.store, NOW, deep=False)}
            assert (checks["database"].good, checks["settings"].code) == (True, "settings_full")
            assert "penuh" in finding(checks["settings"])
            assert "journal_mode" not in " ".join(finding(check) for check in checks.values())
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
