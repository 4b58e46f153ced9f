"""The office signs for a reopening that came by package."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bazar_desktop.services.closing.seal import reopen, seals
from bazar_desktop.ui.closing.countersign import CountersignLine
from bazar_desktop.ui.frame.sidebar import NavEntry
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.kit.login import LoginDialog
from bazar_desktop.ui.reports.board_page import BoardPage, LokasiPanel
from bazar_desktop.ui.store_session import StoreSession
from tests.bazaar_day import DAYS
from tests.offices import PIN, World
from tests.ui import looks


def reopened_at_a_laptop(world: World) -> dict[str, Any]:
    """A laptop closes and reopens the first day, and the office reads its package."""
    laptop = world.join("Laptop A")
    laptop.sell({laptop.parties()[0]: 250_000})
    laptop.seal()
    where: dict[str, Any] = {"bazaar_id": laptop.bazaar_id, "day": DAYS[0]}
    mine = laptop.store.officer.id
    with laptop.store.db.write(mine, "day_close.reopen", laptop.tick()) as session:
        reopen(session, **where, officer=mine, at=laptop.at, reason="A-02 salah catat")
    laptop.pack(world.stick("paket"))
    assert world.office.answers(world.stick("paket")) == ["MERGED"]
    return where


def test_the_board_asks_for_the_countersign_and_takes_it(world: World, qtbot: QtBot) -> None:
    where = reopened_at_a_laptop(world)
    window = MainWindow(
        StoreSession(world.office.store, world.office.tick),
        [NavEntry("board", "Papan lokasi", "map", BoardPage)],
    )
    qtbot.addWidget(window)
    window.show()
    page = window.page
    assert isinstance(page, BoardPage)
    panel = LokasiPanel(page.view.visible_rows[0], page)
    panel.show()
    looks.settle(panel)
    assert looks.faults_of(panel) == []
    (line,) = panel.findChildren(CountersignLine)
    assert "A-02 salah catat" in line.said.text()

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, LoginDialog)
        QTest.keyClicks(dialog.pin, PIN)
        dialog.enter.click()

    QTimer.singleShot(0, answer)
    line.sign.click()
    with world.office.store.db.read() as session:
        assert [seal.countersigned_by for seal in seals(session, **where)] == ["Kepala Seksi"]
    assert "dicatat" in line.said.text()
    panel.close()
    assert LokasiPanel(page.view.visible_rows[0], page).findChildren(CountersignLine) == []
    window.close()
