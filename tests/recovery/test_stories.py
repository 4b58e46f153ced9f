"""Two afternoons: somebody restores beside an open window, and a disk fills up at four."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bazar_desktop import app
from bazar_desktop.cli.main import main
from bazar_desktop.jobs.settings.backup import back_up
from bazar_desktop.services.bazaars.bazaars import list_bazaars
from bazar_desktop.services.settings.editing import put_times
from bazar_desktop.services.settings.values import get_setting
from bazar_desktop.store import keys
from bazar_desktop.store.backup import list_backups, list_set_aside
from bazar_desktop.store.ballast import has_ballast
from bazar_desktop.store.holds import StoreInUse
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.opening import STORE_FILE, backup_folder
from bazar_desktop.ui.kit.task import wait_for_tasks
from tests.offices import CHEAP
from tests.recovery.damages import PIN, Place, fill, leave_log, on_disk, overwrite
from tests.recovery.doors import Person, start_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def process(place: Place, *words: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, as another person at the laptop gives it."""
    given = [sys.executable, "-m", "bazar_desktop.cli", *words, "--store", str(place.folder)]
    return subprocess.run(given, capture_output=True, text=True, check=False, env=dict(os.environ))


def command(place: Place, *words: str) -> subprocess.CompletedProcess[str]:
    """A command where nobody else has the store open, so that it needs no process of its own."""
    said, refused = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(refused):
        code = main([*words, "--store", str(place.folder)])
    return subprocess.CompletedProcess(words, code, said.getvalue(), refused.getvalue())


def test_a_restore_beside_an_open_window_is_refused_and_nothing_that_was_saved_is_lost(
    place: Place, qtbot: QtBot
) -> None:
    with Person(place) as person:
        window = start_window(place, qtbot)
        assert window is not None
        backup = list_backups(backup_folder(place.folder))[-1].path
        for minute in range(20):
            assert window.page.perform(put_times, cut_off=f"10.{minute:02}", omzet_from="15.00")
        refused = process(place, "backup", "restore", str(backup), "--yes")
        assert refused.returncode == 2
        assert "masih dibuka jendela atau perintah lain" in refused.stderr
        assert process(place, "officer", "list").returncode == 0  # what takes nobody's place works beside it
        with pytest.raises(StoreInUse):
            app.way_in(place.folder, None, sample=False)
        assert window.desk.read(get_setting, key="cut_off") == "10.19"
        app.shut(window)
        assert place.file.with_name(f"{STORE_FILE}-wal").exists() is False
        done = command(place, "backup", "restore", str(backup), "--yes")
        assert done.returncode == 0, done.stderr
        latest = list_backups(backup_folder(place.folder))[0].path
        assert command(place, "backup", "restore", str(latest), "--yes").returncode == 0
        again = start_window(place, qtbot)
        assert again is not None
        assert again.desk.read(get_setting, key="cut_off") == "10.19"  # what was there came back
        app.shut(again)
    assert person.crashes == []
    assert list_set_aside(backup_folder(place.folder)) == []


def test_a_disk_that_is_full_at_four_is_read_and_the_day_is_finished_on_the_ballast(
    place: Place, qtbot: QtBot
) -> None:
    with ExitStack() as stack:
        stack.enter_context(on_disk(place, megabytes=12))
        person = stack.enter_context(Person(place))
        window = start_window(place, qtbot)
        assert window is not None
        assert wait_for_tasks()
        fill(place)
        assert len(window.desk.read(list_bazaars)) == 1
        for minute in range(20):  # the rest of the day
            assert window.page.perform(put_times, cut_off=f"10.{minute:02}", omzet_from="15.00")
        assert any("Ruang penyimpanan laptop penuh" in words for words in person.said)
        assert not has_ballast(place.folder)
        assert window.desk.read(get_setting, key="cut_off") == "10.19"
        app.shut(window)
        (place.folder / "film.mp4").unlink()
        again = start_window(place, qtbot)
        assert again is not None
        assert again.desk.read(get_setting, key="cut_off") == "10.19"
        assert back_up(again.desk.store, again.desk.clock()).made.path.exists()
        app.shut(again)
        assert person.crashes == []


def test_a_folder_copied_by_hand_after_quitting_opens(place: Place, qtbot: QtBot, tmp_path: Path) -> None:
    """What was entered last is in the file itself, so the file and its key are enough."""
    with Person(place) as person:
        window = start_window(place, qtbot)
        assert window is not None
        assert window.page.perform(put_times, cut_off="10.45", omzet_from="15.00")
        app.shut(window)
        copied = tmp_path / "copied"
        copied.mkdir()
        for name in (STORE_FILE, "kunci.json"):
            (copied / name).write_bytes((place.folder / name).read_bytes())
        there = Place(copied, place.key, place.digest)
        again = start_window(there, qtbot)
        assert again is not None
        assert again.desk.read(get_setting, key="cut_off") == "10.45"
        app.shut(again)
    assert person.crashes == []


@pytest.mark.parametrize("byte", [0, 8, 16, 20, 24, 32 + 24 + 100])
def test_a_log_that_is_damaged_anywhere_is_named_and_set_aside_with_its_store(
    place: Place, byte: int
) -> None:
    leave_log(place)
    log = place.file.with_name(f"{STORE_FILE}-wal")
    overwrite(log, byte, bytes(one ^ 0xFF for one in log.read_bytes()[byte : byte + 4]))
    damaged = log.read_bytes()
    said = command(place, "officer", "list")
    assert said.returncode == 3
    assert "bazar.db-wal) rusak" in said.stderr
    assert log.read_bytes() == damaged
    backup = list_backups(backup_folder(place.folder))[0].path
    done = command(place, "backup", "restore", str(backup), "--yes")
    assert done.returncode == 0, done.stderr
    (aside,) = list_set_aside(backup_folder(place.folder))
    assert aside.path.with_name(f"{aside.path.name}-wal").read_bytes() == damaged


def test_a_foreign_key_file_gives_way_to_the_copy_among_the_backups(place: Place, tmp_path: Path) -> None:
    other = keys.create(tmp_path / "kunci.json", Owner("x", "Orang Lain", "petugas"), PIN, b"0" * 32, CHEAP)
    assert other
    (place.folder / "kunci.json").write_bytes((tmp_path / "kunci.json").read_bytes())
    done = command(place, "backup", "restore-keys")
    assert done.returncode == 0, done.stderr
    assert command(place, "officer", "list").returncode == 0
    again = command(place, "backup", "restore-keys")
    assert again.returncode == 2
