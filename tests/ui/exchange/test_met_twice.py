"""*Perlu keputusan* shows by itself who was entered at two laptops, once their packages are read."""

from __future__ import annotations

import os
from collections.abc import Callable

from pytestqt.qtbot import QtBot

from bazar_desktop.services.exchange.met_twice import met_twice
from bazar_desktop.services.register.vendors import people
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.exchange.decisions_page import DecisionsPage
from bazar_desktop.ui.exchange.intake_page import IntakePage
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.kit.task import wait_for_tasks
from tests.drivers import button_named, click, words_on
from tests.offices import World
from tests.services.exchange.test_met_twice import enters
from tests.ui import looks


def test_pairs_come_with_the_packages_and_are_answered_one_by_one_or_at_once(
    world: World, window: Callable[[OpenStore, str], MainWindow], qtbot: QtBot
) -> None:
    first, second = world.join("Laptop 1"), world.join("Laptop 2")
    enters(first, "Siti Aminah", "Batik Siti", "081277770001")
    enters(second, "Siti Aminah", "Batik Bu Siti", "081277770001")
    enters(first, "Budi Santoso", "Kopi Budi", "081277770002")
    enters(second, "Budi Santosa", "Kopi Budi", "081277770003")
    stick = world.stick("paket")
    for post in (first, second):
        post.pack(stick)
    frame = window(world.office.store, "intake")
    intake = frame.findChild(IntakePage)
    assert intake is not None
    intake.read_paths([stick])
    assert wait_for_tasks()
    assert "2 orang mungkin terdaftar dua kali: lihat Perlu keputusan." in intake.banner.words
    assert world.field.ask(people) == {}
    frame.go("sync")
    page = frame.findChild(DecisionsPage)
    assert page is not None
    looks.settle(frame)
    assert looks.faults_of(frame) == []
    words = words_on(page)
    assert "Nomor HP dan namanya sama." in words
    assert "Nama, usaha, dan kecamatannya hampir sama." in words
    assert "dimasukkan Laptop 1" in words
    assert not page.nothing.isVisible()
    if shots := os.environ.get("SHOTS"):
        frame.grab().save(f"{shots}/dua-kali.png")
    click(button_named(page, "Gabungkan yang pasti (1)"))
    assert "1 pasang digabung" in page.banner.words
    assert page.desk.read(met_twice).count == 1
    page.banner.action.click()
    assert page.desk.read(met_twice).count == 2
    page.reload()
    click(button_named(page, "Gabungkan yang pasti (1)"))
    looks.settle(frame)
    click(button_named(page, "Bukan"))
    assert page.desk.read(met_twice).count == 0
    assert page.nothing.isVisible()
