"""*Segel tidak cocok* on the office's board, in its day and in the year, and its total is not taken."""

from __future__ import annotations

import json
from collections.abc import Callable

from pytestqt.qtbot import QtBot

from bazar_desktop.store.chains import chain_ends
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import DayClose, Participation, Vendor
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.reports.board_page import BoardPage
from bazar_desktop.ui.reports.lokasi import LokasiPanel
from tests.bazaar_day import DAYS
from tests.drivers import words_on
from tests.drivers.exchange import BoardDriver
from tests.offices import Post, World
from tests.ui import looks

Frame = Callable[[OpenStore, str], MainWindow]


def seal_falsely(post: Post) -> None:
    """Close the first day with a code that nothing has, and a total of a milliard."""
    totals = {"vendors": {"total": 1_000_000_000, "counts": {"answered": 2}}}
    with post.store.db.write(post.store.officer.id, "test.seal", post.tick()) as session:
        where = {"bazaar_id": post.bazaar_id, "day": DAYS[0], "revision": 1}
        covers, by = json.dumps(chain_ends(session)), post.store.officer.id
        said = {"seal": "AAAA-AAAA-A", "totals": json.dumps(totals), "covers": covers}
        enter(session, DayClose, *where.values(), **where, **said, closed_at=post.at, closed_by=by)


def test_a_seal_that_does_not_fit_is_named_on_board_day_and_year(
    world: World, window: Frame, qtbot: QtBot
) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell({laptop.parties()[0]: 25_000, laptop.parties()[1]: 10_000})
    seal_falsely(laptop)
    world.office.read(laptop.pack(world.stick("hari 1")).file)
    frame = window(world.office.store, "board")
    desk = BoardDriver(frame, qtbot)
    looks.settle(frame)
    page = desk.page
    assert isinstance(page, BoardPage)
    assert desk.cells[0][2] == "segel tidak cocok"
    said = words_on(page)
    assert "1 hari segelnya tidak cocok" in said
    assert "Rp35.000" in said
    assert "1.000.000.000" not in said
    assert looks.faults_of(page) == []
    panel = LokasiPanel(page.view.visible_rows[0], page)
    panel.show()
    looks.settle(panel)
    assert "Jumlah segel tidak dipakai" in words_on(panel)
    assert looks.faults_of(panel) == []
    panel.accept()
    desk.go("year")
    looks.settle(frame)
    assert "Segel tidak cocok: Rusun Karang Anyar" in words_on(desk.page)
    assert looks.faults_of(desk.page) == []


def test_an_honest_seal_over_a_usul_is_named_as_waiting_and_not_in_red(
    world: World, window: Frame, qtbot: QtBot
) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell({laptop.parties()[0]: 25_000})
    with laptop.store.db.write(laptop.store.officer.id, "vendors.save", laptop.tick()) as session:
        vendor_id = session.get_one(Participation, laptop.parties()[0]).vendor_id
        session.get_one(Vendor, vendor_id).category = "kriya"
    laptop.seal()
    world.office.read(laptop.pack(world.stick("hari 1")).file)
    frame = window(world.office.store, "board")
    desk = BoardDriver(frame, qtbot)
    looks.settle(frame)
    page = desk.page
    assert isinstance(page, BoardPage)
    assert desk.cells[0][2] == "menunggu usul"
    assert "1 hari segelnya menunggu usul" in words_on(page)
    assert "tidak cocok" not in words_on(page)
    panel = LokasiPanel(page.view.visible_rows[0], page)
    panel.show()
    looks.settle(panel)
    assert "Jawab usulnya di Perlu keputusan" in words_on(panel)
    assert looks.faults_of(panel) == []
    panel.accept()
    desk.go("year")
    looks.settle(frame)
    assert "Segel menunggu usul: Rusun Karang Anyar" in words_on(desk.page)
    assert looks.faults_of(desk.page) == []
