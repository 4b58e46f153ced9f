"""The demonstration's command: where it will not write."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bazar_desktop.jobs.sample.store import OFFICER, SAMPLE_PIN, sample_store
from bazar_desktop.ui.pictures import PictureFailed, draw_pages
from tests.commands import CHEAP, Shell, shell
from tests.stores import MORNING

__all__ = ["shell"]


def test_a_folder_with_something_in_it_is_left_alone(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "catatan.txt").write_text("penting")
    assert shell.refused("demo", tmp_path) == "folder_not_empty"
    assert (tmp_path / "catatan.txt").read_text() == "penting"


def test_a_picture_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    sample_store(tmp_path / "store", MORNING, CHEAP).db.close()
    (tmp_path / "gambar" / "01-home.png").mkdir(parents=True)
    with pytest.raises(PictureFailed):
        draw_pages(tmp_path / "store", OFFICER, SAMPLE_PIN, tmp_path / "gambar", MORNING)


def test_the_smallest_demonstration_comes_to_its_end(shell: Shell, tmp_path: Path) -> None:
    size = ["--lokasi", "2", "--vendors", "4", "--days", "1", "--no-pictures"]
    assert shell.run("demo", tmp_path / "kecil", *size)["papers"] > 0
