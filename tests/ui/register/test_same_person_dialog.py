"""Cari ganda: the certain are joined, the likely are asked side by side, by keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bazar_desktop.services.register.duplicates import find_duplicates
from bazar_desktop.services.register.vendors import add_vendor, people
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.register.same_person_dialog import BesideDialog
from tests.bazaar_day import Field
from tests.drivers import words_on
from tests.drivers.register import VendorsDriver
from tests.ui import looks
from tests.ui.register.test_page import ask, nothing_stays_open, sit, store

__all__ = ["nothing_stays_open", "store"]
NIK = "3171010101850001"


def twice(store: OpenStore) -> None:
    field = Field(store.db)
    for business in ("Dapur Bu Marni", "Batik Bu Marni"):
        field.do(add_vendor, name="Marni Suryani", business=business, kecamatan="Senen", nik=NIK)
    for name in ("Jali Hasan", "Jalli Hasan", "Jali Hassan"):
        more = {"phone": "+6281234567890", "nik": "3171010101900002" if name == "Jali Hasan" else None}
        field.do(add_vendor, name=name, business="Kerak Telor Bang Jali", kecamatan="Gambir", **more)
    for name in ("Siti Aisyah", "Siti Aisah"):
        field.do(
            add_vendor, name=name, business="Es Selendang Mayang", kecamatan="Senen", address="Jl. Kramat 4"
        )


def look(desk: VendorsDriver) -> BesideDialog:
    desk.press("Ctrl+D")
    dialog = desk.top(BesideDialog)
    assert isinstance(dialog, BesideDialog)
    return dialog


@pytest.mark.parametrize("scale", [100, 125, 150])
def test_the_certain_are_joined_and_the_likely_asked_side_by_side(
    store: OpenStore, qtbot: QtBot, scale: int
) -> None:
    twice(store)
    desk = sit(store, qtbot, scale)
    dialog = look(desk)
    looks.settle(dialog)
    assert len(set(ask(store, people).values())) == 2
    assert "Siti Aisyah" in words_on(dialog)
    assert "Siti Aisah" in words_on(dialog)
    assert NIK not in words_on(dialog)
    assert looks.faults_of(dialog) == []
    QTest.keyClick(dialog, Qt.Key.Key_S)
    desk.wait(lambda: not dialog.isVisible())
    assert len(set(ask(store, people).values())) == 3
    assert ask(store, find_duplicates).likely == ()


def test_not_the_same_is_kept_and_an_answer_can_be_taken_back(store: OpenStore, qtbot: QtBot) -> None:
    twice(store)
    Field(store.db).do(add_vendor, name="Siti Aisyahh", business="Es Selendang Mayang", kecamatan="Senen")
    desk = sit(store, qtbot)
    dialog = look(desk)
    assert dialog.left >= 2
    first = words_on(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_B)
    assert dialog.at == 1
    QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (dialog.at, dialog.answered) == (0, 0)
    assert dialog.banner.words.startswith("Diurungkan: ")
    dialog.banner.hide()
    assert words_on(dialog) == first
    QTest.keyClick(dialog, Qt.Key.Key_B)
    before = dialog.left
    while dialog.isVisible():
        QTest.keyClick(dialog, Qt.Key.Key_N)
    assert len(ask(store, find_duplicates).likely) == before
    assert f"{before} ditanyakan lagi nanti" in words_on(desk.vendors)


def test_a_register_without_doubles_says_so(store: OpenStore, qtbot: QtBot, tmp_path: Path) -> None:
    Field(store.db).do(add_vendor, name="Marni", business="Dapur", kecamatan="Senen")
    desk = sit(store, qtbot)
    desk.press("Ctrl+D")
    desk.wait(lambda: "0 pasangan pasti sama" in words_on(desk.vendors))
