"""Sinkronisasi at a laptop: dibuat, dibawa, diterima, by drivers on real stores."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bazar_desktop.jobs.office.enrolment import own_words
from bazar_desktop.jobs.settings.officers import start_store
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.exchange.opened_file import OpenedFilePanel
from bazar_desktop.ui.frame.window import MainWindow
from tests.drivers import words_on
from tests.drivers.exchange import SyncDriver
from tests.offices import CHEAP, PIN, Post, World
from tests.stores import MORNING
from tests.ui import looks

Frame = Callable[[OpenStore, str], MainWindow]


@pytest.fixture
def laptop(world: World) -> Post:
    """A laptop with a day's sales."""
    made = world.join("Laptop 1")
    made.sell(dict.fromkeys(made.parties(), 15_000))
    return made


@pytest.fixture
def desk(laptop: Post, window: Frame, qtbot: QtBot) -> SyncDriver:
    return SyncDriver(window(laptop.store, "sync"), qtbot)


def test_a_day_is_made_carried_received_and_said_to_match(
    world: World, laptop: Post, desk: SyncDriver
) -> None:
    assert desk.column("Keadaan") == ["belum ada isian", "belum dipaketkan"]
    assert "perubahan belum dipaketkan" in words_on(desk.window.topbar)
    stick = world.stick("hari")
    desk.stick(stick)
    desk.make_package()
    assert "Dibuat dan diperiksa" in desk.says
    assert desk.column("Keadaan") == ["dibuat"]
    desk.click("Sudah dibawa")
    assert desk.column("Keadaan") == ["dibawa"]
    world.office.read(stick)
    desk.read_stick()
    assert desk.column("Jawaban") == ["sudah ada", "cocok"]
    assert "1 tanda terima cocok" in desk.says
    desk.click("Hari")
    assert desk.column("Keadaan") == ["belum ada isian", "diterima"]
    assert "Rp180.000" in words_on(desk.page)


def test_nothing_new_and_a_full_stick_are_said_in_words(world: World, desk: SyncDriver) -> None:
    stick = world.stick("hari")
    desk.stick(stick)
    desk.make_package()
    world.office.read(stick)
    desk.read_stick()
    desk.make_package()
    assert "Belum ada perubahan baru" in desk.says


def test_a_receipt_that_was_opened_is_read_once_that_is_wanted(world: World, desk: SyncDriver) -> None:
    stick = world.stick("hari")
    desk.stick(stick)
    desk.make_package()
    world.office.read(stick)
    receipt = next(stick.rglob("*.terima"))
    desk.page.is_wanted = lambda _parent, _file: False
    desk.window.hand_file("sync", receipt)
    assert desk.column("Keadaan") == ["dibuat"]
    desk.page.is_wanted = lambda _parent, _file: True
    desk.window.hand_file("sync", receipt)
    desk.finish()
    assert desk.column("Jawaban") == ["cocok"]


def test_an_opened_file_is_asked_about_and_a_preparation_only_explained(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "hari.bazar").write_bytes(b"isi")
    (tmp_path / "surat.pdf").write_bytes(b"isi")
    package = OpenedFilePanel(tmp_path / "hari.bazar")
    prepared = OpenedFilePanel(tmp_path / "LAPTOP.SIAP")
    gone, foreign = OpenedFilePanel(tmp_path / "lain.bazar"), OpenedFilePanel(tmp_path / "surat.pdf")
    for panel in (package, prepared, gone, foreign):
        qtbot.addWidget(panel)
        panel.show()
        assert looks.faults_of(panel) == []
    assert "hari.bazar" in words_on(package)
    assert "Baca" in words_on(package)
    assert "hanya dipakai saat laptop baru didaftarkan" in words_on(prepared)
    assert "tidak ada lagi" in words_on(gone)
    assert "bukan paket" in words_on(foreign)
    assert not any("Baca" in words_on(panel) for panel in (prepared, gone, foreign))


def test_the_six_words_stand_on_the_page(laptop: Post, desk: SyncDriver) -> None:
    with laptop.store.db.read() as session:
        assert " ".join(own_words(session)) in words_on(desk.page)


def test_a_laptop_that_never_joined_is_told_how(
    tmp_path: Path, window: Frame, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    store = start_store(tmp_path / "sendiri", officer="Ani", nip="", pin=PIN, at=MORNING, cost=CHEAP)
    desk = SyncDriver(window(store, "sync"), qtbot)
    assert "belum terdaftar di kantor" in words_on(desk.page)
    looks.settle(desk.window, looks.SCALES[150])
    assert looks.faults_of(desk.window) == []
    store.db.close()


@pytest.mark.parametrize("scale", looks.SCALES)
def test_the_page_has_room_at_every_scale(world: World, desk: SyncDriver, scale: int) -> None:
    desk.stick(world.stick("hari"))
    desk.make_package()
    for view in ("Hari", "Paket", "Yang dibaca"):
        desk.click(view)
        looks.settle(desk.window, looks.SCALES[scale])
        assert looks.faults_of(desk.window) == [], view
        assert looks.foreign_colours(desk.window) == [], view
