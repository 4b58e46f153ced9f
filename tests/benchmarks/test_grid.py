"""How quick the omzet grid is: from a key to the painted cell, and from leaving a cell to the commit on disk."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bazar_desktop.ui import theme
from bazar_desktop.ui.omzet.page import OmzetPage
from tests.benchmarks.tables import print_table, timed
from tests.omzet_day import open_day
from tests.stores import sqlcipher_store
from tests.ui.attendance.desk import Clock, desk_on


@pytest.mark.parametrize("vendors", [30, 300])
def test_a_cell_is_typed_and_left(qapp: QApplication, qtbot: QtBot, tmp_path: Path, vendors: int) -> None:
    theme.apply(qapp)
    day = open_day(sqlcipher_store(tmp_path, "A"), vendors=vendors)
    page = OmzetPage(desk_on(day.field, tmp_path, Clock()))
    qtbot.addWidget(page)
    page.resize(1158, 710)
    page.show()
    page.reload()
    qtbot.waitExposed(page)
    painted: list[float] = []
    saved: list[float] = []

    def stroke(letter: str) -> None:
        QTest.keyClick(page.focusWidget() or page.sheet, letter)
        QApplication.processEvents()

    for _row in range(vendors):
        painted += [timed(partial(stroke, letter)) for letter in "125000"]
        saved.append(timed(partial(QTest.keyClick, page.sheet.editor, Qt.Key.Key_Return)))
        QApplication.processEvents()
    rows = [("key to painted cell", painted), ("cell left to commit on disk", saved)]
    print_table(f"Omzet with {vendors} vendors", rows, "p99 16 ms and 50 ms")
    assert sum(row.total or 0 for row in day.rows()) == 125_000 * vendors
    day.field.db.close()
