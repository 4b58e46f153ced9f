"""Files are complete or absent."""

from __future__ import annotations

import errno
import os
import signal
from pathlib import Path

import pytest

from bazar_desktop.messages import sentence
from bazar_desktop.store import files
from bazar_desktop.store.files import DiskFull, FileHeld, MachineError, OutputFailed, safe_name, write_whole


def test_a_written_file_holds_all_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "laporan" / "rekap.pdf"
    write_whole(target, b"x" * 100_000)
    assert target.read_bytes() == b"x" * 100_000
    assert [each.name for each in target.parent.iterdir()] == ["rekap.pdf"]


def test_a_second_write_replaces_the_first_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    write_whole(target, b"a long first content")
    write_whole(target, b"short")
    assert target.read_bytes() == b"short"


@pytest.mark.posix
def test_a_missing_room_is_named_and_the_old_file_stands(tmp_path: Path) -> None:
    import resource

    target = tmp_path / "a.pdf"
    write_whole(target, b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(DiskFull) as caught:
            write_whole(target, b"n" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert caught.value.facts == {"file": "a.pdf", "folder": str(tmp_path)}
    assert target.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


def test_a_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "stick").write_text("a file where the folder should be")
    with pytest.raises(OutputFailed) as caught:
        write_whole(tmp_path / "stick" / "a.pdf", b"n")
    assert caught.value.code == "output_failed"
    assert caught.value.facts["file"] == "a.pdf"


def test_a_target_that_is_a_folder_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(OutputFailed):
        write_whole(tmp_path / "a.pdf", b"n")
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


def test_bytes_that_read_back_differently_never_take_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_write_through", lambda part, data: part.write_bytes(data[:-1]))
    with pytest.raises(OutputFailed) as caught:
        write_whole(tmp_path / "a.pdf", b"whole")
    assert caught.value.facts["reason"] == "read back differs"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_from_other_faults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def full(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        write_whole(tmp_path / "a.pdf", b"n")
    assert list(tmp_path.iterdir()) == []


def test_every_fault_of_the_machine_has_a_code() -> None:
    assert {each.code for each in MachineError.__subclasses__()} >= {"disk_full", "output_failed"}


def held(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Answer as Windows does while a viewer has the file open, so many times."""
    replace, left = Path.replace, [times]

    def replaced(self: Path, target: Path) -> Path:
        if left[0]:
            left[0] -= 1
            error = PermissionError(errno.EACCES, "Access is denied")
            error.winerror = 5  # type: ignore[attr-defined]
            raise error
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", replaced)


def test_a_file_that_an_antivirus_holds_for_a_moment_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "rekap.pdf"
    target.write_bytes(b"old")
    held(monkeypatch, 3)
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == ["rekap.pdf"]


def test_a_file_that_a_viewer_holds_on_to_is_named_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "rekap.pdf"
    target.write_bytes(b"old")
    held(monkeypatch, 10_000)
    monkeypatch.setattr(files, "PATIENCE", 0.3)
    with pytest.raises(FileHeld) as caught:
        write_whole(target, b"new")
    words = sentence(caught.value)
    assert "rekap.pdf" in words
    assert "Tutup program yang membukanya" in words
    assert "flashdisk" not in words
    assert target.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["rekap.pdf"]


@pytest.mark.parametrize("name", ["CON", "nul", "Com1", "lpt9"])
def test_no_part_of_a_name_is_a_device_of_windows(name: str) -> None:
    assert safe_name(name) == f"{name}-"
    assert safe_name(f"{name} utara") == f"{name}-utara"
