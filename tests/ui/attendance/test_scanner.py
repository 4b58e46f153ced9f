"""A scanner's burst is told from typing, whatever has the focus."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from bazar_desktop.domain.attendance.cards import make_card
from bazar_desktop.ui.attendance.scanner import Scanner

CARD = make_card("P233M01", "A", 7)


class Cell:
    """A box being edited, with a scanner in front of the application."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.box = QLineEdit("250")
        self.returns = 0
        self.box.returnPressed.connect(self._count)
        qtbot.addWidget(self.box)
        self.box.show()
        self.scanner = Scanner()
        self.scanned: list[str] = []
        self.scanner.scanned.connect(self.scanned.append)
        QApplication.instance().installEventFilter(self.scanner)  # type: ignore[union-attr]

    def _count(self) -> None:
        self.returns += 1

    def type(self, words: str) -> None:
        QTest.keyClicks(self.box, words)

    def enter(self) -> None:
        QTest.keyClick(self.box, Qt.Key.Key_Return)

    def has(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: self.box.text() == words)


@pytest.fixture
def cell(qtbot: QtBot) -> Iterator[Cell]:
    made = Cell(qtbot)
    yield made
    QApplication.instance().removeEventFilter(made.scanner)  # type: ignore[union-attr]


def test_a_scan_leaves_the_box_that_is_being_edited_unchanged(cell: Cell) -> None:
    cell.type(CARD)
    cell.enter()
    assert cell.scanned == [CARD]
    assert (cell.box.text(), cell.returns) == ("250", 0)


def test_a_scanner_that_types_small_letters_is_understood(cell: Cell) -> None:
    cell.type(CARD.lower())
    cell.enter()
    assert cell.scanned == [CARD]


def test_words_that_begin_with_b_reach_the_box_in_their_order(cell: Cell) -> None:
    cell.box.clear()
    cell.type("batik bb bzb")
    cell.has("batik bb bzb")
    assert cell.scanned == []


def test_a_b_alone_is_given_back_when_nothing_follows(cell: Cell) -> None:
    cell.type("B")
    assert cell.box.text() == "250"
    cell.has("250B")


def test_a_burst_that_is_no_card_is_given_back_with_its_enter(cell: Cell) -> None:
    wrong = CARD[:-1] + ("A" if CARD[-1] != "A" else "C")
    for words in ("BZ", wrong, CARD[:12]):
        cell.box.clear()
        cell.returns = 0
        cell.type(words)
        cell.enter()
        cell.has(words)
        assert cell.returns == 1
    assert cell.scanned == []


def test_a_card_without_enter_is_typing(cell: Cell) -> None:
    cell.box.clear()
    cell.type(CARD)
    cell.has(CARD)
    assert cell.scanned == []


def test_a_burst_longer_than_any_card_is_given_back(cell: Cell) -> None:
    cell.box.clear()
    cell.type("BZ" + "A" * 60)
    cell.has("BZ" + "A" * 60)


def test_two_scans_after_one_another_are_two(cell: Cell) -> None:
    other = make_card("P233M01", "A", 8)
    for code in (CARD, other):
        cell.type(code)
        cell.enter()
    assert cell.scanned == [CARD, other]


def test_a_held_key_and_a_chord_are_no_scan(cell: Cell) -> None:
    cell.box.clear()
    for _turn in range(3):
        held = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_B, Qt.KeyboardModifier.NoModifier, "b", autorep=True
        )
        QApplication.sendEvent(cell.box, held)
    assert cell.box.text() == "bbb"
    QTest.keyClick(cell.box, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(cell.box, Qt.Key.Key_Left)
    assert (cell.box.text(), cell.box.cursorPosition()) == ("bbb", 2)
    assert cell.scanned == []


def test_an_arrow_in_the_middle_gives_the_keys_back_before_it(cell: Cell) -> None:
    cell.box.clear()
    cell.type("BZ.")
    QTest.keyClick(cell.box, Qt.Key.Key_Left)
    assert (cell.box.text(), cell.box.cursorPosition()) == ("BZ.", 2)


def test_keys_that_come_by_the_window_as_real_ones_do_are_told_apart_too(cell: Cell) -> None:
    cell.box.activateWindow()
    cell.box.setFocus()
    cell.qtbot.waitUntil(cell.box.hasFocus)
    cell.box.selectAll()
    window = cell.box.windowHandle()
    for sign in CARD:
        QTest.keyClick(window, Qt.Key.Key_Shift)
        QTest.keyClick(window, sign)
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert (cell.scanned, cell.box.text(), cell.returns) == ([CARD], "250", 0)
    for sign in "batik bz":
        QTest.keyClick(window, sign)
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert (cell.box.text(), cell.returns) == ("batik bz", 1)
