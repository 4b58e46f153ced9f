"""A window in a process of its own, whose officer types omzet until the process is killed."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bazar_desktop.services.omzet.drafts import find_draft
from bazar_desktop.store.opening import open_store
from bazar_desktop.ui import theme
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.omzet.page import OmzetPage
from bazar_desktop.ui.pages import entries
from bazar_desktop.ui.store_session import StoreSession
from tests.stores import MORNING


def type_until_killed(folder: Path, officer: str, pin: str) -> None:
    """Two columns down; says each cell that has left its box, then what is only typed."""
    application = QApplication([])
    theme.apply(application)
    store = open_store(folder, officer, pin)
    window = MainWindow(StoreSession(store, lambda: MORNING), entries(store.kind))
    window.show()
    window.go("omzet")
    page = window.page
    assert isinstance(page, OmzetPage)
    rows = len(page.model.rows)
    for column, name in enumerate(("cash", "qris")):
        page.sheet.go_to(page.model.index(0, page.model.columns.index(name)))
        for row in range(rows - column):
            _type(page, str(1_000 * (row + 1) + column))
            QTest.keySequence(page.sheet.editor, QKeySequence("Return"))
            print(row, name, 1_000 * (row + 1) + column, flush=True)
    _type(page, "777")
    bazaar, day = window.desk.bazaar, window.desk.day
    assert bazaar is not None
    assert day is not None
    give_up = time.monotonic() + 20
    while window.desk.read(find_draft, bazaar_id=bazaar.id, day=day) is None and time.monotonic() < give_up:
        application.processEvents()
    print("typing", flush=True)
    sys.stdin.read()  # until it is killed


def _type(page: OmzetPage, words: str) -> None:
    for letter in words:
        QTest.keyClick(page.sheet.editor if page.sheet.editor.is_open else page.sheet, letter)


if __name__ == "__main__":
    type_until_killed(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
