"""A package goes by any road: shown, copied to the clipboard or a folder; an office has a folder watched."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bazar_desktop.services.exchange.watched_folder import watched_folder
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.exchange.intake_page import IntakePage
from bazar_desktop.ui.exchange.page import SyncPage
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.kit.task import wait_for_tasks
from tests.drivers.exchange import SyncDriver
from tests.offices import World
from tests.ui import looks

Frame = Callable[[OpenStore, str], MainWindow]


def test_a_package_is_shown_copied_and_sent_to_a_folder(world: World, window: Frame, qtbot: QtBot) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell({laptop.parties()[0]: 50_000})
    desk = SyncDriver(window(laptop.store, "sync"), qtbot)
    page = desk.page
    assert isinstance(page, SyncPage)
    assert not page.roads.isVisible()
    stick = world.stick("paket")
    desk.stick(stick)
    desk.make_package()
    [file] = stick.iterdir()
    assert page.roads.isVisible()
    looks.settle(desk.window)
    assert looks.faults_of(desk.window) == []
    if shots := os.environ.get("SHOTS"):
        desk.window.grab().save(f"{shots}/kirim.png")
    shown: list[Path] = []
    page.roads.show_folder = shown.append
    desk.click("Tampilkan di folder")
    assert shown == [stick]
    desk.click("Salin berkas")
    assert [Path(url.toLocalFile()) for url in QGuiApplication.clipboard().mimeData().urls()] == [file]
    assert "Tempel (Ctrl+V)" in desk.says
    share = world.stick("bersama")
    desk.stick(share)
    desk.click("Salin ke folder")
    desk.finish()
    assert (share / file.name).read_bytes() == file.read_bytes()
    assert "disalin ke bersama" in desk.says
    assert world.office.answers(share / file.name) == ["MERGED"]
    file.unlink()
    for words in ("Tampilkan di folder", "Salin berkas", "Salin ke folder"):
        desk.click(words)
        assert wait_for_tasks()
        assert "tidak ada lagi di" in desk.says
        page.say_nothing()


def test_a_folder_is_watched_from_any_page_and_its_state_is_told(
    world: World, window: Frame, qtbot: QtBot
) -> None:
    laptop = world.join("Laptop 1")
    frame = window(world.office.store, "board")
    QApplication.processEvents()
    page = frame.findChild(IntakePage)
    assert page is not None
    watch = page.watch
    assert not watch.timer.isActive()
    assert world.field.ask(watched_folder) == ""
    share = world.stick("bersama")
    watch.put(share)
    assert wait_for_tasks()
    assert watch.timer.isActive()
    assert "Belum ada yang baru" in watch.status.text()
    laptop.sell({laptop.parties()[0]: 50_000})
    laptop.pack(share)
    (share / "separuh.bazar").write_bytes(b"PK")
    watch.look()
    assert wait_for_tasks()
    QApplication.processEvents()
    assert "1 paket diterima" in watch.status.text()
    assert "1 berkas belum utuh" in watch.status.text()
    assert len(list(share.glob("*.terima"))) == 1
    frame.go("intake")
    looks.settle(frame)
    assert looks.faults_of(frame) == []
    assert "1 paket diterima" in page.banner.words
    if shots := os.environ.get("SHOTS"):
        frame.grab().save(f"{shots}/awasi.png")
    watch.look()
    assert wait_for_tasks()
    assert "Terakhir: 1 paket diterima" in watch.status.text()
    for item in share.iterdir():
        item.unlink()
    share.rmdir()
    watch.look()
    assert wait_for_tasks()
    assert "tidak ada. Sambungkan" in watch.status.text()
    watch.stop()
    assert not watch.timer.isActive()
    assert world.field.ask(watched_folder) == ""


def test_a_shut_window_is_looked_into_no_more(world: World, window: Frame) -> None:
    frame = window(world.office.store, "intake")
    page = frame.findChild(IntakePage)
    assert page is not None
    page.watch.put(world.stick("bersama"))
    assert wait_for_tasks()
    frame.stop_looking()
    page.watch.look()
    assert not page.watch.timer.isActive()
