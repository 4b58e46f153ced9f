"""What only a Windows can show, real or on the bench."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QApplication

from bazar_desktop.jobs.settings.examination import examine_folder
from bazar_desktop.jobs.settings.officers import start_store
from bazar_desktop.processes import new_process
from bazar_desktop.spreadsheets.reading.limits import Limits
from bazar_desktop.spreadsheets.reading.process_limits import limit_this_process
from bazar_desktop.spreadsheets.writing.day_files import write_day_files
from bazar_desktop.store import files, key_file, keys, protection, rights
from bazar_desktop.store.faults import may_only_be_read
from bazar_desktop.store.files import FileHeld, OutputFailed, require_free, write_whole
from bazar_desktop.store.holds import StoreInUse, WindowHold
from bazar_desktop.store.opening import open_store
from bazar_desktop.store.places import is_read_only, is_remote
from bazar_desktop.store.rights import may_be_replaced
from bazar_desktop.store.unlocking import unlock
from bazar_desktop.ui import theme
from bazar_desktop.ui.qt.taskbar import name_for_taskbar
from tests.commands import CHEAP, PIN
from tests.spreadsheets.writing.days import day
from tests.stores import MORNING

UNDER_WINE = hasattr(ctypes.WinDLL("ntdll"), "wine_get_version")  # type: ignore[attr-defined]


def test_a_secret_is_kept_for_this_user_by_windows(tmp_path: Path) -> None:
    secret = keys.laptop_secret(tmp_path)
    kept = (tmp_path / keys.SECRET_NAME).read_bytes()
    assert protection.is_protected(kept)
    assert secret not in kept
    assert keys.laptop_secret(tmp_path) == keys.known_secret(tmp_path) == secret


def test_a_secret_of_an_earlier_program_is_protected_when_it_is_next_needed(tmp_path: Path) -> None:
    (tmp_path / keys.SECRET_NAME).write_bytes(b"s" * 32)
    assert keys.known_secret(tmp_path) == b"s" * 32
    assert keys.laptop_secret(tmp_path) == b"s" * 32
    assert protection.is_protected((tmp_path / keys.SECRET_NAME).read_bytes())
    assert keys.known_secret(tmp_path) == b"s" * 32


def test_a_secret_that_was_kept_for_somebody_else_is_gone_in_words(tmp_path: Path) -> None:
    keys.laptop_secret(tmp_path)
    file = tmp_path / keys.SECRET_NAME
    kept = file.read_bytes()
    file.write_bytes(protection.MARK + bytes(byte ^ 1 for byte in kept.removeprefix(protection.MARK)))
    with pytest.raises(keys.LaptopSecretGone):
        keys.known_secret(tmp_path)


def test_a_store_opens_with_its_pin_and_the_doctor_says_who_guards_its_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    folder = tmp_path / "data Nur'aini & Zoë"
    start_store(folder, officer="Rini", nip="", pin=PIN, at=MORNING, cost=CHEAP).db.close()
    open_store(folder, "Rini", PIN).db.close()
    codes = {check.code for check in examine_folder(folder, lambda: unlock(folder, "Rini", PIN), MORNING)}
    assert {"secret_protected", "place_own", "chain_whole", "database_sound"} <= codes


def test_a_file_that_somebody_closes_soon_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "rekap.pdf"
    target.write_bytes(b"old")
    viewer = target.open("rb")
    closing = threading.Timer(1.0, viewer.close)
    closing.start()
    started = time.monotonic()
    write_whole(target, b"new")
    closing.join()
    assert time.monotonic() - started > 0.9
    assert target.read_bytes() == b"new"


def test_a_file_that_somebody_keeps_open_is_named_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.5)
    target = tmp_path / "rekap.pdf"
    target.write_bytes(b"old")
    with target.open("rb"), pytest.raises(FileHeld) as caught:
        write_whole(target, b"new")
    assert caught.value.facts["file"] == "rekap.pdf"
    assert target.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["rekap.pdf"]
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"


def test_a_file_that_is_marked_read_only_is_held_by_nobody(tmp_path: Path) -> None:
    target = tmp_path / "rekap.pdf"
    target.write_bytes(b"old")
    target.chmod(0o444)
    require_free(target)
    assert not may_be_replaced(target)
    if UNDER_WINE:  # there root replaces it all the same
        return
    started = time.monotonic()
    with pytest.raises(OutputFailed):
        write_whole(target, b"new")
    assert time.monotonic() - started < files.PATIENCE
    assert target.read_bytes() == b"old"


def test_a_viewer_that_lets_others_write_still_keeps_its_file_from_being_replaced(tmp_path: Path) -> None:
    target = tmp_path / "rekap.pdf"
    target.write_bytes(b"old")
    require_free(target)
    with target.open("rb"), pytest.raises(FileHeld):
        require_free(target)
    require_free(target)


def test_a_folder_is_asked_for_its_rights_by_making_a_file_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not is_read_only(tmp_path)
    assert list(tmp_path.iterdir()) == []

    def forbidden(*_asked: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(rights.os, "open", forbidden)
    assert os.access(tmp_path, os.W_OK)
    assert is_read_only(tmp_path)
    with pytest.raises(PermissionError):
        key_file.write(tmp_path / "kunci.json", b"{}")


def test_a_store_that_is_open_elsewhere_may_still_be_written(tmp_path: Path) -> None:
    store = tmp_path / "bazar.db"
    store.write_bytes(b"x")
    with store.open("rb+"):
        assert not may_only_be_read(store)
    store.chmod(0o444)
    assert may_only_be_read(store) or UNDER_WINE  # there root may write it all the same


@contextmanager
def open_in_excel(file: Path) -> Iterator[None]:
    """Hold `file` as Excel does: others may read it, and neither write nor replace it."""
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined]
    kernel.CreateFileW.restype = ctypes.c_void_p
    kernel.CloseHandle.argtypes = [ctypes.c_void_p]
    handle = kernel.CreateFileW(str(file), 0xC0000000, 0x1, None, 3, 0, None)
    try:
        yield
    finally:
        kernel.CloseHandle(handle)


def test_an_export_stays_of_one_piece_while_excel_has_one_of_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.5)
    written = write_day_files(day(), tmp_path)
    before = {file: file.read_bytes() for file in written.files}
    changed = replace(day(), printed_at=MORNING)
    with open_in_excel(written.folder / "excel" / "omzet.csv"), pytest.raises(FileHeld) as caught:
        write_day_files(changed, tmp_path)
    assert caught.value.facts["file"] == "omzet.csv"
    assert {file: file.read_bytes() for file in written.files} == before
    assert [each.name for each in tmp_path.iterdir()] == [written.folder.name]
    assert write_day_files(changed, tmp_path).folder == written.folder


WITHIN = Limits(memory=300_000_000, seconds=1)


def take_memory(told: Connection) -> None:
    limit_this_process(WITHIN)
    told.send("begun")
    held = [bytearray(10_000_000) for _piece in range(100)]
    told.send(f"held {len(held)} pieces")


def take_time(told: Connection) -> None:
    limit_this_process(WITHIN)
    told.send("begun")
    while True:
        pass


def take_processes(told: Connection) -> None:
    limit_this_process(WITHIN)
    told.send("begun")
    try:
        subprocess.run([sys.executable, "-c", ""], check=False)
    except OSError:
        told.send("refused")
    else:
        told.send("another process ran")


def ends_of(bomb: Callable[[Connection], None], within: float) -> tuple[list[str], int | None]:
    """What a process says that does `bomb`, and how it ends; None where it had to be killed."""
    ours, theirs = multiprocessing.Pipe()
    process = new_process(bomb, theirs)
    process.start()
    theirs.close()
    process.join(within)
    code = process.exitcode
    process.kill()
    process.join()
    said = []
    try:
        while ours.poll(0):
            said.append(ours.recv())
    except (EOFError, OSError):
        ours.close()
    return said, code


@pytest.mark.parametrize("bomb", [take_memory, take_time, take_processes])
def test_a_reading_process_that_takes_too_much_is_ended_by_its_job(
    bomb: Callable[[Connection], None],
) -> None:
    said, code = ends_of(bomb, 15 if UNDER_WINE else 40)
    print("bomb", bomb.__name__, said, code)
    if UNDER_WINE:  # it takes these limits and heeds none; there the parent's clock ends the reading
        assert said[0] == "begun"
        return
    assert said in (["begun"], ["begun", "refused"])
    assert code is not None


def test_a_second_window_of_one_store_is_refused(tmp_path: Path) -> None:
    first = WindowHold(tmp_path, MORNING)
    with pytest.raises(StoreInUse):
        WindowHold(tmp_path, MORNING)
    first.release()
    WindowHold(tmp_path, MORNING).release()


def test_this_laptops_own_disk_is_not_remote(tmp_path: Path) -> None:
    assert not is_remote(tmp_path)
    assert is_remote(Path(r"\\kantor\data"))


def test_a_dark_windows_is_asked_for_light_frames() -> None:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application)
    assert application.styleHints().colorScheme() is not Qt.ColorScheme.Dark


def test_windows_is_told_which_program_this_is() -> None:
    name_for_taskbar()
    assert os.name == "nt"
    assert QDir.separator() == "\\"
