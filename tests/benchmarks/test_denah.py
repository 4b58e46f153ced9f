"""How smooth the denah is while it is drawn: a move under the hand, a zoom, a pan, and letting go with the commit."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView
from pytestqt.qtbot import QtBot

from bazar_desktop.ui import theme
from bazar_desktop.ui.layout.page import LayoutPage
from tests.benchmarks.tables import print_table, timed
from tests.drivers.layout import LayoutDriver
from tests.services.placement.placed import laid_out
from tests.stores import sqlcipher_store
from tests.ui.attendance.desk import Clock, desk_on

MOVES = 60


@pytest.mark.parametrize(("tents", "vendors"), [(15, 28), (72, 140), (150, 290)])
def test_a_tent_is_dragged_and_the_view_moved(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, tents: int, vendors: int
) -> None:
    theme.apply(qapp)
    field = laid_out(sqlcipher_store(tmp_path, "A"), tents=tents, vendors=vendors, partners=2)
    page = LayoutPage(desk_on(field, tmp_path, Clock()))
    qtbot.addWidget(page)
    page.resize(1158, 710)
    page.show()
    page.reload()
    qtbot.waitExposed(page)
    page.view.fit()
    desk = LayoutDriver(page, qtbot)
    page.edit_button.click()
    desk.click_booth("A-03")
    port, button = page.view.viewport(), Qt.MouseButton.LeftButton
    start = desk.spot("A-03")

    def hand(way: int) -> None:
        QTest.mouseMove(port, start + QPoint(way * 3, way))
        QApplication.processEvents()

    def zoomed(factor: float) -> None:
        page.view.zoom(factor)
        QApplication.processEvents()

    QTest.mousePress(port, button, pos=start)
    moves = [timed(partial(hand, way)) for way in range(1, MOVES)]
    moved = [timed(partial(QTest.mouseRelease, port, button, pos=start + QPoint(MOVES * 3, MOVES)))]
    moved += [timed(partial(desk.press, key)) for key in ("Left", "Right") * 5]
    zooms = [timed(partial(zoomed, factor)) for factor in (1.2,) * 10 + (1 / 1.2,) * 10]
    yardstick = bare_view(page.view.width(), page.view.height(), tents * 2)
    rows = [
        ("a move under the hand to the painted frame", moves),
        ("letting go or an arrow, to disk and drawn anew", moved),
        ("a step of zoom to the painted frame", zooms),
        ("bare QGraphicsView, as many plain rectangles", yardstick),
    ]
    print_table(f"Denah with {tents * 2} booths", rows, "60 frames a second: 16 ms")
    field.db.close()


def bare_view(width: int, height: int, boxes: int) -> list[float]:
    """Frames of a view that only moves one of so many rectangles."""
    scene = QGraphicsScene()
    items = [scene.addRect(0, 0, 300, 250) for _ in range(boxes)]
    for at, item in enumerate(items):
        item.setPos(at % 20 * 350, at // 20 * 300)
    view = QGraphicsView(scene)
    view.resize(width, height)
    view.fitInView(scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
    view.show()

    def frame(at: int) -> None:
        items[0].setPos(at * 30, at * 10)
        QApplication.processEvents()

    return [timed(partial(frame, at)) for at in range(MOVES)]
