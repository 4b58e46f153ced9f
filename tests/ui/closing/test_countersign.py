"""A supervisor signs for a reopening with the PIN; the officer at the desk stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from bazar_desktop.services.closing.seal import seals
from bazar_desktop.services.settings.officers import PETUGAS, SUPERVISOR, add_officer
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.opening import give_slot
from bazar_desktop.ui.frame.sidebar import NavEntry
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.kit.login import LoginDialog
from bazar_desktop.ui.omzet.page import OmzetPage
from bazar_desktop.ui.store_session import StoreSession
from tests.commands import CHEAP
from tests.papers_day import DAY, EVENING, PapersDay, papers_day, sell_more


@pytest.fixture
def day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PapersDay]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = papers_day(tmp_path / "store", vendors=4)
    for name, role, pin in (("Sri Mulyati", SUPERVISOR, "135724"), ("Dedi Kurnia", PETUGAS, "1111")):
        made_id = made.field.do(add_officer, name=name, role=role)
        give_slot(made.store, Owner(made_id, name, role), pin, CHEAP)
    yield made
    made.store.db.close()


def answer(pins: list[str], seen: list[str]) -> None:
    """Choose the last supervisor of the list that is about to open and type each of `pins`."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, LoginDialog)
        seen.extend(row.name for row in dialog.officers.rows)
        dialog.step(1)
        for pin in pins:
            QTest.keyClicks(dialog.pin, pin)
            dialog.enter.click()
            seen.append(dialog.said.text())
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(0, act)


def test_a_reopened_day_is_signed_with_a_supervisors_pin(day: PapersDay, qtbot: QtBot) -> None:
    sell_more(day, 0, 5_000_000)
    desk = StoreSession(day.store, lambda: EVENING)
    window = MainWindow(desk, [NavEntry("omzet", "Omzet", "wallet", OmzetPage)])
    qtbot.addWidget(window)
    window.show()
    page = window.page
    assert isinstance(page, OmzetPage)
    page.show_closing()
    assert page.closing.countersign_button.isVisible()
    assert "belum diketahui" in _texts(page)
    seen: list[str] = []
    answer(["9999", "135724"], seen)
    page.closing.countersign_button.click()
    assert seen[:2] == ["Vicky Ramadhan", "Sri Mulyati"]
    assert seen[2]
    (lifted,) = day.field.ask(seals, day.bazaar_id, DAY)
    assert (lifted.countersigned_by, lifted.countersigned_at) == ("Sri Mulyati", EVENING)
    assert desk.officer.name == "Vicky Ramadhan"
    assert not page.closing.countersign_button.isVisible()
    assert "Paraf supervisor Sri Mulyati Diparaf 20 Maret 2023 16.42" in _texts(page)
    window.close()


def test_a_day_that_was_never_reopened_asks_for_no_countersign(day: PapersDay, qtbot: QtBot) -> None:
    window = MainWindow(
        StoreSession(day.store, lambda: EVENING), [NavEntry("omzet", "Omzet", "wallet", OmzetPage)]
    )
    qtbot.addWidget(window)
    window.show()
    page = window.page
    assert isinstance(page, OmzetPage)
    page.show_closing()
    assert not page.closing.countersign_button.isVisible()
    assert "Paraf" not in _texts(page)
    window.close()


def _texts(page: OmzetPage) -> str:
    QApplication.processEvents()
    return " ".join(label.text() for label in page.closing.findChildren(QLabel) if label.isVisible())
