"""day activity, day photo and day drop-photo by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from bazar_desktop.store.opening import open_store
from tests.commands import PIN, Shell, shell
from tests.omzet_day import open_day
from tests.printing.told_day import jpeg

__all__ = ["shell"]


@pytest.fixture
def where(shell: Shell) -> tuple[str, ...]:
    store = open_store(shell.store, "Vicky Ramadhan", PIN)
    made = open_day(store.db, vendors=2, partners=0)
    store.db.close()
    return ("--bazaar", made.field.code, "--day", "2023-03-20")


def test_a_day_is_told_and_its_photos_are_kept(shell: Shell, where: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg(1, (2000, 1500)))
    told = shell.run("day", "activity", *where, "--weather", "Cerah", "--visitors", "1250")
    assert (told["weather"], told["visitors"], told["notes"]) == ("Cerah", 1250, "")
    told = shell.run("day", "photo", *where, "--photo", tmp_path / "a.jpg", "--caption", "Pembukaan")
    assert [(item["caption"], item["bytes"] < 300_000) for item in told["photos"]] == [("Pembukaan", True)]
    assert shell.run("day", "activity", *where)["weather"] == "Cerah"
    assert shell.run("day", "drop-photo", *where, 1)["photos"] == []


def test_what_is_wrong_is_said(shell: Shell, where: tuple[str, ...], tmp_path: Path) -> None:
    assert shell.refused("day", "activity", *where, "--visitors", "-3") == "visitors_out_of_range"
    assert shell.refused("day", "activity", *where, "--visitors", "banyak") == "wrong_usage"
    assert shell.refused("day", "activity", *where, "--notes", "a" * 800) == "activity_text_too_long"
    assert shell.refused("day", "photo", *where, "--photo", tmp_path / "tidak-ada.jpg") == "not_a_photo"
    assert shell.refused("day", "drop-photo", *where, 3) == "no_such_photo"
    (tmp_path / "a.jpg").write_bytes(jpeg(1))
    for number in range(6):
        (tmp_path / f"{number}.jpg").write_bytes(jpeg(number))
        shell.run("day", "photo", *where, "--photo", tmp_path / f"{number}.jpg")
    (tmp_path / "7.jpg").write_bytes(jpeg(8))
    assert shell.refused("day", "photo", *where, "--photo", tmp_path / "7.jpg") == "too_many_photos"
