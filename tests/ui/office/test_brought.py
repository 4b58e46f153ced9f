"""*Yang dibawa laptop ini* in the real window: listed, taken back, counted again; held packages let go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QDate, QDateTime, QTime
from pytestqt.qtbot import QtBot

from bazar_desktop.services.exchange.held_packages import held_packages
from bazar_desktop.services.reports.board import board
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.office.brought_panel import BroughtPanel
from bazar_desktop.ui.office.laptops_page import LaptopsPage
from tests.bazaar_day import DAYS
from tests.drivers import button_named, press, words_on
from tests.drivers.exchange import LaptopsDriver
from tests.jobs.exchange.test_reading import days_of_packages
from tests.offices import Post, World
from tests.ui import looks

Frame = Callable[[OpenStore, str], MainWindow]


def omzet(post: Post) -> int:
    with post.store.db.read() as session:
        return sum(row.omzet or 0 for row in board(session) if row.day == DAYS[0])


def opened(desk: LaptopsDriver) -> BroughtPanel:
    desk.open_row(0)
    key = button_named(desk.panel, "Yang dibawa laptop ini…")
    key.setFocus()
    press(key, "Space")
    panel = desk.panel
    assert isinstance(panel, BroughtPanel)
    return panel


def test_what_a_laptop_brought_is_listed_taken_back_and_counted_again(
    world: World, window: Frame, qtbot: QtBot
) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell({laptop.parties()[0]: 25_000, laptop.parties()[1]: 10_000})
    laptop.seal()
    world.office.read(laptop.pack(world.stick("hari 1")).file)
    assert omzet(world.office) == 35_000
    desk = LaptopsDriver(window(world.office.store, "laptops"), qtbot)
    panel = opened(desk)
    assert [(row[3], row[4]) for row in panel.view.table()[1]] == [("+Rp35.000", "hari tertutup")]
    assert "omzet 2" in words_on(panel)
    assert looks.faults_of(panel) == []
    assert "paket no. 1–" in words_on(panel)
    panel.since.setDateTime(QDateTime.currentDateTime())
    assert (panel.view.table()[1], panel.back.isEnabled()) == ((), False)
    panel.reject()
    panel = opened(desk)
    panel.ask = lambda _question, _confirms: None
    press(panel.back, "Space")
    assert omzet(world.office) == 35_000  # left without a reason
    asked: list[str] = []
    panel.ask = lambda question, _confirms: asked.append(question) or "laptop dicuri"
    press(panel.back, "Space")
    assert asked[0].startswith("Tarik ")
    assert "Angka kini tanpa bawaan itu" in desk.says
    assert omzet(world.office) == 0
    panel = opened(desk)
    assert "sudah ditarik kembali" in words_on(panel)
    panel.ask = lambda _question, _confirms: "laptop ditemukan"
    press(panel.again, "Space")
    assert omzet(world.office) == 35_000


def test_what_was_dated_back_is_listed_by_when_it_was_read(world: World, window: Frame, qtbot: QtBot) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell({laptop.parties()[0]: 25_000})
    world.office.at += timedelta(days=7)
    world.office.read(laptop.pack(world.stick("hari 1")).file)
    desk = LaptopsDriver(window(world.office.store, "laptops"), qtbot)
    panel = opened(desk)
    day = world.office.at.date()
    panel.since.setDateTime(QDateTime(QDate(day.year, day.month, day.day), QTime(0, 0)))
    assert "juga baru dibaca di sini sejak itu" in words_on(panel)
    assert (panel.view.table()[1], panel.back.isEnabled()) == ((), False)
    assert looks.faults_of(panel) == []
    press(button_named(panel, "dibaca di sini"), "Space")
    assert [row[3] for row in panel.view.table()[1]] == ["+Rp25.000"]
    assert looks.faults_of(panel) == []
    panel.ask = lambda question, _confirms: "dicuri" if "yang dibaca di sini sejak" in question else None
    press(panel.back, "Space")
    assert omzet(world.office) == 0


def test_revoking_says_how_much_is_in_and_offers_the_list(world: World, window: Frame, qtbot: QtBot) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell({laptop.parties()[0]: 25_000})
    world.office.read(laptop.pack(world.stick("hari 1")).file)
    desk = LaptopsDriver(window(world.office.store, "laptops"), qtbot)
    page = desk.page
    assert isinstance(page, LaptopsPage)
    desk.table.step(0)
    row = page.view.current
    assert row is not None
    form = page.revoke_form(row)
    assert "perubahannya sudah ada di sini" in words_of(form)
    page.revoke(row, "hilang di jalan")
    assert "tetap dihitung, kecuali bawaannya ditarik" in desk.says
    press(page.banner.action, "Space")
    assert isinstance(desk.panel, BroughtPanel)
    desk.leave_panel()


def words_of(form: object) -> str:
    form.show()  # type: ignore[attr-defined]
    said = words_on(form)  # type: ignore[arg-type]
    form.reject()  # type: ignore[attr-defined]
    return said


def test_a_held_package_is_shown_with_its_age_and_let_go(world: World, window: Frame, qtbot: QtBot) -> None:
    _first, second = days_of_packages(world, world.join("Laptop 1"), 2)
    assert world.office.answers(second) == ["HELD"]
    desk = LaptopsDriver(window(world.office.store, "laptops"), qtbot)
    looks.settle(desk.window)
    page = desk.page
    assert isinstance(page, LaptopsPage)
    assert [(row[0], row[3]) for row in page.held.view.table()[1]] == [("Laptop 1", "0 hari")]
    assert looks.faults_of(page) == []
    page.held.view.step(0)
    page.held.ask_yes = lambda _question, _words: False
    press(page.held.release, "Space")
    assert not page.held.isHidden()
    page.held.ask_yes = lambda _question, _words: True
    press(page.held.release, "Space")
    assert "dilepas" in desk.says
    assert page.held.isHidden()
    with world.office.store.db.read() as session:
        assert held_packages(session, world.office.at) == []
