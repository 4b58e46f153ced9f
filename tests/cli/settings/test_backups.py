"""backup make, list, restore and second by command."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path
from typing import Any

import pytest

from bazar_desktop.cli.main import main
from bazar_desktop.jobs.settings.backup import back_up
from bazar_desktop.language import use_language
from bazar_desktop.messages import sentence
from bazar_desktop.messages.values import system_words
from bazar_desktop.services.settings.officers import SUPERVISOR
from bazar_desktop.store.backup import list_backups
from bazar_desktop.store.creating import LAPTOP
from bazar_desktop.store.files import named_fault
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.opening import STORE_FILE, backup_folder, change_officer, create_store, open_store
from bazar_desktop.store.own_keys import KeysForeign
from bazar_desktop.store.unlocking import key_path
from tests.commands import CHEAP, PIN, Shell, shell
from tests.stores import MORNING

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
    shell.run(*ADD)
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8" * 100)
    assert main(["backup", "restore", str(tmp_path / "photo.jpg"), "--yes", "--store", str(shell.store)]) == 3
    assert "bukan cadangan" in shell.capture.readouterr().err
    assert len(shell.run("bazaar", "list")["bazaars"]) == 1
    assert shell.refused("backup", "restore", tmp_path / "photo.jpg") == "wrong_usage"


def test_a_backup_that_the_disk_does_not_give_is_not_called_none(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Path(shell.run("backup", "make")["file"])
    copy = shutil.copyfile

    def refused(source: Path, target: Path) -> object:
        if Path(source) == made:
            raise OSError(errno.EIO, "anything")
        return copy(source, target)

    with monkeypatch.context() as worn:
        worn.setattr(shutil, "copyfile", refused)
        assert shell.failed("backup", "restore", made, "--yes") == "backup_unreadable"
        shell.capture.readouterr()
        assert main(["backup", "restore", str(made), "--yes", "--store", str(shell.store)]) == 3
        said = shell.capture.readouterr().err
    assert "tidak dapat dibaca: " in said
    assert "bukan cadangan" not in said
    shell.run("backup", "restore", made, "--yes")


def test_a_second_place_that_goes_with_the_data_is_refused(shell: Shell, tmp_path: Path) -> None:
    for inside in (
        shell.store,
        backup_folder(shell.store),
        shell.store / "kedua",
        shell.store / ".." / shell.store.name,
    ):
        assert shell.failed("backup", "second", inside) == "second_place_inside"
    shell.run("backup", "second", tmp_path / "stick")


def test_a_copy_of_the_key_file_that_is_none_or_anothers_takes_no_place_and_is_named(
    shell: Shell, tmp_path: Path
) -> None:
    shell.run("backup", "make")
    (tmp_path / "catatan.json").write_text("kunci lemari")
    theirs = key_path(other_store(tmp_path))
    whole = key_path(shell.store).read_bytes()
    for there in (None, whole[:100]):
        key_path(shell.store).unlink() if there is None else key_path(shell.store).write_bytes(there)
        assert shell.failed("backup", "restore-keys", tmp_path / "catatan.json") == "key_copy_unusable"
        assert shell.failed("backup", "restore-keys", tmp_path / "tidak-ada.json") == "key_copy_unusable"
        assert shell.failed("backup", "restore-keys", theirs) == "key_copy_foreign"
        assert key_path(shell.store).exists() == (there is not None)
        assert list(shell.store.glob("disisihkan_*")) == []
        shell.run("backup", "restore-keys")
        assert key_path(shell.store).read_bytes() == whole
        for aside in shell.store.glob("disisihkan_*"):
            aside.unlink()


def test_the_doctor_looks_at_all_where_what_should_be_a_folder_is_a_file_and_the_other_way_round(
    shell: Shell,
) -> None:
    backup_folder(shell.store).rmdir() if backup_folder(shell.store).is_dir() else None
    backup_folder(shell.store).write_text("catatan")
    said = {check["topic"] for check in shell.examine()["checks"]}
    assert {"database", "keys", "backups", "versions"} <= said
    assert "belum ada salinannya" in words_of(shell.examine(), "keys")
    key_path(shell.store).unlink()
    key_path(shell.store).mkdir()
    examined = shell.examine()
    assert {"database", "keys", "versions"} <= {check["topic"] for check in examined["checks"]}
    assert "kunci.json" in words_of(examined, "keys")


def test_a_key_file_that_is_sound_is_not_replaced_and_said_so(shell: Shell) -> None:
    shell.run("backup", "make")
    shell.capture.readouterr()
    assert main(["backup", "restore-keys", "--store", str(shell.store)]) == 2
    said = shell.capture.readouterr().err
    assert "Di folder ini sudah ada berkas kunci yang utuh" in said


def test_a_bare_name_is_looked_up_among_the_backups_and_a_missing_file_is_called_missing(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = Path(shell.run("backup", "make")["file"]).name
    shell.run(*ADD)
    assert shell.failed("backup", "restore", "cadangan_2020-01-01.db", "--yes") == "backup_missing"
    assert shell.failed("backup", "restore", tmp_path / "stick" / name, "--yes") == "backup_missing"
    assert len(shell.run("bazaar", "list")["bazaars"]) == 1
    shell.run("backup", "restore", name, "--yes")
    assert shell.run("bazaar", "list")["bazaars"] == []


def other_store(tmp_path: Path) -> Path:
    """Another store of the same officer and PIN, closed, with a backup; its folder."""
    owner = Owner("officer-1", "Vicky Ramadhan", SUPERVISOR)
    store = create_store(
        tmp_path / "lain", owner, PIN, kind=LAPTOP, letter="B", name="Laptop B", at=MORNING, cost=CHEAP
    )
    back_up(store, MORNING)
    store.db.close()
    return tmp_path / "lain"


def test_a_key_file_of_another_store_is_told_as_that_and_the_own_one_comes_back(
    shell: Shell, tmp_path: Path
) -> None:
    made = shell.run("backup", "make")["file"]
    shell.run(*ADD)
    shutil.copyfile(key_path(other_store(tmp_path)), key_path(shell.store))
    data = (shell.store / STORE_FILE).read_bytes()
    assert shell.failed("bazaar", "list") == "keys_foreign"
    assert shell.failed("backup", "restore", made, "--yes") == "keys_foreign"
    assert "backup restore-keys" in words_of(shell.examine(), "database")
    assert (shell.store / STORE_FILE).read_bytes() == data
    shell.run("backup", "restore-keys")
    assert len(shell.run("bazaar", "list")["bazaars"]) == 1


def test_a_key_file_of_another_laptop_is_no_matter_of_a_missing_pin(shell: Shell, tmp_path: Path) -> None:
    shell.run("backup", "make")
    owner = Owner("siti", "Siti Aminah", SUPERVISOR)
    other = create_store(
        tmp_path / "lain", owner, PIN, kind=LAPTOP, letter="B", name="Laptop B", at=MORNING, cost=CHEAP
    )
    other.db.close()
    own = key_path(shell.store).read_bytes()
    shutil.copyfile(key_path(tmp_path / "lain"), key_path(shell.store))
    assert shell.failed("bazaar", "list") == "keys_foreign"
    said = words_of(shell.examine(), "keys")
    assert "milik data yang berbeda" in said
    assert "salinannya ada di cadangan" not in said
    shell.run("backup", "restore-keys")
    assert key_path(shell.store).read_bytes() == own
    shell.run("bazaar", "list")


def test_who_may_open_other_data_does_not_take_over_a_store_that_is_open(
    shell: Shell, tmp_path: Path
) -> None:
    store = open_store(shell.store, "Vicky Ramadhan", PIN)
    shutil.copyfile(key_path(other_store(tmp_path)), key_path(shell.store))
    with pytest.raises(KeysForeign):
        change_officer(store, "Vicky Ramadhan", PIN)
    store.db.close()


def words_of(examined: Any, topic: str) -> str:
    return str(next(check["words"] for check in examined["checks"] if check["topic"] == topic))


def test_a_foreign_backup_among_ours_is_called_foreign_and_a_broken_one_broken(
    shell: Shell, tmp_path: Path
) -> None:
    made = Path(shell.run("backup", "make")["file"])
    theirs = list_backups(backup_folder(other_store(tmp_path)))[0].path
    shutil.copyfile(theirs, made.parent / theirs.name)
    said = words_of(shell.examine(), "backups")
    assert theirs.name in said
    assert "bukan dari data ini" in said
    (made.parent / theirs.name).unlink()
    whole = made.read_bytes()
    made.write_bytes(whole[:9000] + b"x" * 2000 + whole[11000:])
    assert "rusak" in words_of(shell.examine(), "backups")
    shutil.copyfile(theirs, made.parent / theirs.name)
    said = words_of(shell.examine(), "backups")
    assert f"Cadangan rusak: {made.name}. Buat" in said
    assert f"bukan dari data ini: {theirs.name}. Pindahkan" in said


def test_the_doctor_marks_what_wants_a_look_in_the_language_in_use(shell: Shell) -> None:
    shell.capture.readouterr()
    main(["--lang", "en", "doctor", "--store", str(shell.store)])
    said = shell.capture.readouterr().out
    assert "[look] " in said
    assert "[lihat]" not in said
    main(["--lang", "id", "doctor", "--store", str(shell.store)])
    assert "[lihat] " in shell.capture.readouterr().out


def test_what_the_operating_system_refuses_is_said_in_the_language_in_use(
    shell: Shell, tmp_path: Path
) -> None:
    (tmp_path / "berkas").write_text("")
    for language, words in (("id", "alamatnya bukan folder"), ("en", "the place is not a folder")):
        error = named_fault(OSError(errno.ENOTDIR, "anything"), tmp_path / "berkas" / "rekap.pdf")
        use_language(language)
        assert words in sentence(error)
        assert words in system_words(OSError(errno.ENOTDIR, "anything"))
    use_language("id")
    assert system_words(ValueError("x")) == "x"
