"""What kind of place a store's folder is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bazar_desktop.store import rights
from bazar_desktop.store.places import is_read_only, is_remote, synced_by


@pytest.mark.parametrize(
    "name", ["OneDrive - Pemprov DKI", "Dropbox", "Google Drive", "ownCloud", "MEGAsync", "iCloudDrive"]
)
def test_a_folder_that_is_copied_elsewhere_names_who_copies_it(tmp_path: Path, name: str) -> None:
    assert name.casefold().startswith(synced_by(tmp_path / name / "data"))
    assert synced_by(tmp_path / name / "data")


@pytest.mark.parametrize("name", ["Megawati", "dropboxes", "icloudy", "my drivers"])
def test_a_folder_that_only_begins_like_one_is_an_own_one(tmp_path: Path, name: str) -> None:
    assert synced_by(tmp_path / name / "data") == ""


def test_an_own_folder_is_neither_copied_nor_remote_nor_closed(tmp_path: Path) -> None:
    assert (synced_by(tmp_path), is_remote(tmp_path), is_read_only(tmp_path)) == ("", False, False)


@pytest.mark.posix
def test_a_folder_on_a_share_is_remote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = "\n".join(["/dev/sda1 / ext4 rw 0 0", f"//kantor/data {tmp_path} cifs rw 0 0"])
    read = Path.read_text
    monkeypatch.setattr(
        Path, "read_text", lambda self, *more: mounts if str(self) == "/proc/mounts" else read(self, *more)
    )
    assert is_remote(tmp_path / "data")
    assert not is_remote(tmp_path.parent)


@pytest.mark.posix
def test_a_folder_without_the_right_to_write_is_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rights.os, "access", lambda _path, mode: mode != os.W_OK)
    assert is_read_only(tmp_path)
    assert not is_read_only(tmp_path / "tidak ada")
