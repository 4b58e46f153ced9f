"""What people put into a folder stays; what the program wrote there is replaced."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from bazar_desktop.store.files import OutputFailed
from bazar_desktop.store.outputs import (
    FILE_LIST,
    OutputFolder,
    free_path,
    with_ending,
    write_beside,
    write_own,
)


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        ("Rekap 1.2024", "Rekap 1.2024.pdf"),
        ("Rekap.pdf", "Rekap.pdf"),
        ("Rekap.PDF", "Rekap.PDF"),
        ("Rekap", "Rekap.pdf"),
        ("Rekap 20.03.2023", "Rekap 20.03.2023.pdf"),
    ],
)
def test_a_file_gets_the_name_that_was_typed(tmp_path: Path, typed: str, saved: str) -> None:
    assert with_ending(tmp_path / typed, ".pdf") == tmp_path / saved


def test_a_name_that_nobody_was_asked_about_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "Rekap 1.2024.pdf").write_text("milik petugas")
    assert with_ending(tmp_path / "Rekap 1.2024", ".pdf").name == "Rekap 1.2024 (2).pdf"
    assert free_path(tmp_path / "lain.pdf").name == "lain.pdf"


def test_a_file_is_written_beside_another_and_the_same_content_stays_one_file(tmp_path: Path) -> None:
    target = tmp_path / "RK.pdf"
    assert write_beside(target, b"satu") == target
    assert write_beside(target, b"satu") == target
    assert write_beside(target, b"dua").name == "RK (2).pdf"
    assert write_beside(target, b"tiga").name == "RK (3).pdf"
    assert target.read_bytes() == b"satu"
    (tmp_path / "map.pdf").mkdir()
    assert write_beside(tmp_path / "map.pdf", b"x").name == "map (2).pdf"


def test_a_folder_that_is_gone_is_never_made_by_an_output(tmp_path: Path) -> None:
    for write in (
        lambda: write_beside(tmp_path / "stick" / "a.pdf", b"x"),
        lambda: write_own(tmp_path / "stick" / "a.pdf", b"x", lambda _data: True),
        lambda: OutputFolder(tmp_path / "stick" / "kertas"),
    ):
        with pytest.raises(OutputFailed):
            write()
    folder = OutputFolder(tmp_path / "kertas")
    shutil.rmtree(tmp_path / "kertas")
    with pytest.raises(OutputFailed):
        folder.write("a.pdf", b"x")
    assert list(tmp_path.iterdir()) == []


def test_only_what_is_known_as_ones_own_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "terima.terima"
    assert write_own(target, b"kita 1", lambda data: data.startswith(b"kita")) == target
    assert write_own(target, b"kita 2", lambda data: data.startswith(b"kita")) == target
    assert target.read_bytes() == b"kita 2"
    target.write_bytes(b"milik petugas")
    assert write_own(target, b"kita 3", lambda data: data.startswith(b"kita")).name == "terima (2).terima"
    assert target.read_bytes() == b"milik petugas"


def test_a_folder_knows_its_own_files_from_those_that_were_changed_or_put_there(tmp_path: Path) -> None:
    first = OutputFolder(tmp_path)
    for name in ("a.pdf", "b.pdf"):
        first.write(name, b"lama")
    first.settle()
    (tmp_path / "b.pdf").write_bytes(b"ditandai petugas")
    (tmp_path / "c.pdf").write_bytes(b"milik petugas")
    again = OutputFolder(tmp_path)
    written = [again.write(name, b"baru").name for name in ("a.pdf", "b.pdf", "c.pdf")]
    again.settle()
    assert written == ["a.pdf", "b (2).pdf", "c (2).pdf"]
    assert (tmp_path / "b.pdf").read_bytes() == b"ditandai petugas"
    assert (tmp_path / "c.pdf").read_bytes() == b"milik petugas"
    assert sorted(OutputFolder(tmp_path).names) == ["a.pdf", "b (2).pdf", "c (2).pdf"]
    third = OutputFolder(tmp_path)
    assert [third.write(name, b"lagi").name for name in ("a.pdf", "b.pdf", "c.pdf")] == written


def test_a_write_that_was_cut_off_leaves_files_that_are_known_as_ours(tmp_path: Path) -> None:
    folder = OutputFolder(tmp_path)
    folder.write("a.pdf", b"lama")
    folder.note({"a.pdf": b"baru", "b.pdf": b"baru"})  # the power fails before both are there
    again = OutputFolder(tmp_path)
    assert again.write("a.pdf", b"baru").name == "a.pdf"
    assert again.write("b.pdf", b"baru").name == "b.pdf"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"not a list", b"x" * 64 + b"  a.pdf\n"])
def test_a_damaged_list_makes_every_file_somebodys(tmp_path: Path, content: bytes) -> None:
    OutputFolder(tmp_path).write("a.pdf", b"lama")
    (tmp_path / FILE_LIST).write_bytes(content)
    assert OutputFolder(tmp_path).write("a.pdf", b"baru").name == "a (2).pdf"
    assert (tmp_path / "a.pdf").read_bytes() == b"lama"


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_the_list_is_what_sha256sum_checks(tmp_path: Path) -> None:
    folder = OutputFolder(tmp_path)
    folder.write("a b.pdf", b"isi")
    folder.settle()
    checked = subprocess.run(["sha256sum", "--check", "--strict", FILE_LIST], cwd=tmp_path, check=False)
    assert checked.returncode == 0
