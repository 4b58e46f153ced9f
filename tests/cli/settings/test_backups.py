"""backup make, list, restore and second by command."""

from __future__ import annotations

from pathlib import Path

from tests.commands import Shell, shell

__all__ = ["shell"]
ADD = ["bazaar", "add", "--name", "Bazar", "--lokasi", "Rusun", "--kecamatan", "Gambir", "--day", "20/3/2023"]


def test_a_backup_is_made_listed_and_taken_back(shell: Shell) -> None:
    assert shell.run("backup", "list")["backups"] == []
    made = shell.run("backup", "make")
    assert [item["path"] for item in shell.run("backup", "list")["backups"]] == [made["file"]]
    shell.run(*ADD)
    assert shell.run("backup", "restore", made["file"], "--yes")["last_seq"] == 1
    assert shell.run("bazaar", "list")["bazaars"] == []


def test_a_second_place_is_chosen_and_left(shell: Shell, tmp_path: Path) -> None:
    shell.run("backup", "second", tmp_path / "stick")
    assert shell.run("backup", "make")["second"].startswith(str(tmp_path / "stick"))
    shell.run("backup", "second")
    assert shell.run("backup", "make")["second"] is None


def test_what_is_no_backup_is_the_machines_fault_and_changes_nothing(shell: Shell, tmp_path: Path) -> None:
    from bazar_desktop.cli.main import main

    shell.run(*ADD)
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8" * 100)
    assert main(["backup", "restore", str(tmp_path / "photo.jpg"), "--yes", "--store", str(shell.store)]) == 3
    assert "bukan cadangan" in shell.capture.readouterr().err
    assert len(shell.run("bazaar", "list")["bazaars"]) == 1
    assert shell.refused("backup", "restore", tmp_path / "photo.jpg") == "wrong_usage"
