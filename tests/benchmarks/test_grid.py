"""How quick the omzet grid is: from a key to the painted cell, and from leaving a cell to the commit on disk.

The yardstick is a bare INSERT and commit into the same encrypted file's folder, taken between the same cells.
"""

from __future__ import annotations

import os
import sqlite3
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bazar_desktop.services.bazaars.bazaars import change_bazaar
from bazar_desktop.services.omzet.entry import set_many
from bazar_desktop.services.omzet.row import OmzetInput
from bazar_desktop.ui import theme
from bazar_desktop.ui.omzet.page import OmzetPage
from tests.bazaar_day import DAYS
from tests.benchmarks.tables import print_table, timed
from tests.omzet_day import OmzetDay, open_day
from tests.stores import sqlcipher_store
from tests.ui.attendance.desk import Clock, desk_on


class Yardstick:
    """A bare file with one row an INSERT, written through to the disk each time."""

    def __init__(self, folder: Path) -> None:
        self.file = sqlite3.connect(folder / "bare.db", isolation_level=None)
        self.file.execute("PRAGMA journal_mode=WAL")
        self.file.execute("PRAGMA synchronous=FULL")
        self.file.execute("CREATE TABLE cell (value INTEGER)")
        self.plain = (folder / "bare.bin").open("wb", buffering=0)

    def insert(self) -> None:
        self.file.execute("INSERT INTO cell VALUES (125000)")

    def fsync(self) -> None:
        self.plain.write(b"x" * 4096)
        os.fsync(self.plain.fileno())

    def close(self) -> None:
        self.file.close()
        self.plain.close()


THREE = (*DAYS, DAYS[-1] + timedelta(days=1))


def fill_other_days(day: OmzetDay) -> None:
    """Three days of figures: the two others are answered already."""
    day.field.do(change_bazaar, day.field.bazaar_id, name="Bazar Jakpreneur Ramadan", days=THREE)
    for on in THREE[1:]:
        entries = [OmzetInput(row_id, cash=50_000, qris=25_000, transactions=9) for row_id in day.ids]
        day.field.do(set_many, bazaar_id=day.field.bazaar_id, day=on, entries=entries)


@pytest.mark.parametrize("vendors", [30, 300])
def test_a_cell_is_typed_and_left(qapp: QApplication, qtbot: QtBot, tmp_path: Path, vendors: int) -> None:
    theme.apply(qapp)
    day = open_day(sqlcipher_store(tmp_path, "A"), vendors=vendors)
    fill_other_days(day)
    bare = Yardstick(tmp_path)
    page = OmzetPage(desk_on(day.field, tmp_path, Clock()))
    qtbot.addWidget(page)
    page.resize(1158, 710)
    page.show()
    page.reload()
    qtbot.waitExposed(page)
    painted: list[float] = []
    saved: list[float] = []
    inserted: list[float] = []
    synced: list[float] = []

    def stroke(letter: str) -> None:
        QTest.keyClick(page.focusWidget() or page.sheet, letter)
        QApplication.processEvents()

    for _row in range(vendors):
        painted += [timed(partial(stroke, letter)) for letter in "125000"]
        saved.append(timed(partial(QTest.keyClick, page.sheet.editor, Qt.Key.Key_Return)))
        QApplication.processEvents()
        inserted.append(timed(bare.insert))
        synced.append(timed(bare.fsync))
    rows = [
        ("key to painted cell", painted),
        ("cell left to commit on disk", saved),
        ("yardstick: bare INSERT and commit", inserted),
        ("yardstick: 4 KiB written and fsync", synced),
    ]
    print_table(f"Omzet with {vendors} vendors and {len(THREE)} days", rows, "p99 16 ms and 50 ms")
    assert sum(row.total or 0 for row in day.rows()) == 125_000 * vendors
    bare.close()
    day.field.db.close()
