"""How long the queue waits: from the last key of a scan to the painted answer, with the commit on disk."""

from __future__ import annotations

import secrets
import time
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bazar_desktop.store.engine import connect
from bazar_desktop.ui import theme
from bazar_desktop.ui.attendance.answer import Answer
from bazar_desktop.ui.attendance.page import CheckInPage
from tests.benchmarks.tables import print_table, timed
from tests.services.attendance.gate import open_gate, people
from tests.stores import sqlcipher_store
from tests.ui.attendance.desk import Clock, desk_on


@pytest.mark.parametrize("vendors", [30, 300])
def test_a_scan_beside_a_bare_insert(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, vendors: int
) -> None:
    theme.apply(qapp)
    field = open_gate(sqlcipher_store(tmp_path, "A"), vendors=vendors, reserves=4, partners=1)
    page = CheckInPage(desk_on(field, tmp_path, Clock()))
    qtbot.addWidget(page)
    page.resize(1158, 710)
    page.show()
    page.reload()
    qtbot.waitExposed(page)
    answered: list[float] = []
    whole: list[float] = []
    paint = Answer.repaint

    for card in [person.card for person in people(field).values() if person.status == "confirmed"]:
        QTest.keyClicks(page.roster.box, card)
        started = time.perf_counter()

        def painted(answer: Answer, started: float = started) -> None:
            paint(answer)
            answered.append((time.perf_counter() - started) * 1000)

        monkeypatch.setattr(Answer, "repaint", painted)
        whole.append(timed(partial(QTest.keyClick, page.roster.box, Qt.Key.Key_Return)))

    bare = connect(tmp_path / "bare.db", secrets.token_bytes(32))
    bare.execute("CREATE TABLE t (id TEXT PRIMARY KEY, status TEXT, arrived_at TEXT)")

    def plain(number: int) -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO t VALUES (?, 'present', '07.42')", (str(number),))
        bare.execute("COMMIT")

    rows = [
        ("Enter of a scan to the painted answer", answered),
        ("… to the list read anew", whole),
        ("bare INSERT + fsync", [timed(partial(plain, number)) for number in range(len(whole))]),
    ]
    print_table(f"Check-in with {vendors} vendors", rows, "p99 50 ms to the answer")
    bare.close()
    field.db.close()
