"""Typing omzet: keys as in Excel, every cell on disk as it is left, refusals that stay in the box."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from bazar_desktop.domain.closing.proofs import running_totals
from bazar_desktop.domain.day.model import ABSENT, DECLINED, NIL
from bazar_desktop.services.bazaars.bazaars import add_bazaar, find_bazaar
from bazar_desktop.services.omzet.drafts import find_draft
from bazar_desktop.services.omzet.grid import grid
from bazar_desktop.store.database import Database
from bazar_desktop.ui.omzet.model import OmzetModel
from tests.bazaar_day import DAYS
from tests.omzet_day import OmzetDay, mark, open_day
from tests.ui import looks
from tests.ui.omzet_window import Sit


def test_thirty_vendors_are_typed_without_a_mouse_and_without_a_wasted_key(db: Database, sit: Sit) -> None:
    day = open_day(db, vendors=30, partners=0)
    page = sit(day)
    chance = random.Random(7)
    sold = [
        (chance.randrange(50, 900) * 500, chance.randrange(50, 900) * 500, chance.randrange(5, 90))
        for _ in range(30)
    ]
    allowed = 0
    for line in sold:
        for number, key in zip(line, ("Tab", "Tab", "Return"), strict=True):
            page.type(str(number))
            page.press(key)
            allowed += len(str(number)) + 1
    assert page.strokes <= allowed
    rows = day.rows()
    assert [(*row.amounts[:2], row.transactions) for row in rows] == sold
    assert page.column("status") == ["Tersimpan"] * 30
    total = sum(cash + qris for cash, qris, _count in sold)
    assert running_totals(rows).vendors.total == total
    assert f"{total:,}".replace(",", ".") in page.page.figures.omzet.accessibleName()


def test_enter_goes_down_tab_right_and_back(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    assert page.cursor == (0, "cash")
    page.press("Return")
    assert page.cursor == (1, "cash")
    page.press("Tab", "Tab")
    assert page.cursor == (1, "transactions")
    page.press("Return")
    assert page.cursor == (2, "cash")
    page.press("Shift+Return", "Shift+Tab")
    assert page.cursor == (0, "transactions")
    page.press("Home")
    assert page.cursor == (0, "cash")
    page.press("Ctrl+End")
    assert page.cursor == (5, "transactions")
    page.press("Ctrl+Home", "Down", "Right")
    assert page.cursor == (1, "qris")
    page.press("End", "PgDown")
    assert page.cursor == (5, "transactions")


def test_sums_and_short_amounts_are_understood(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    for words in ("250rb", "1,5jt", "2.500.000"):
        page.enter(words)
    assert page.column("cash")[:3] == ["250.000", "1.500.000", "2.500.000"]
    page.enter("50+75rb")
    assert page.typing == "125.000"
    assert "Enter sekali lagi" in page.hint
    assert day.row(3).total is None
    page.press("Return")
    assert page.typing is None
    assert day.row(3).total == 125_000


@pytest.mark.parametrize("words", ["1.500jt", "sepuluh", "-5", "2,5"])
def test_what_cannot_be_read_stays_in_the_box_with_words(day: OmzetDay, sit: Sit, words: str) -> None:
    page = sit(day)
    page.enter(words)
    assert page.typing == words
    assert page.hint.endswith((".", "?"))
    assert page.cursor == (0, "cash")
    assert day.row(0).total is None
    page.press("Esc")
    assert page.typing is None
    assert page.hint == ""


def test_blank_nihil_declined_and_absent_are_four_different_words(day: OmzetDay, sit: Sit) -> None:
    day.field.do(mark, day.field.bazaar_id, day.ids[3], day.day, ABSENT)
    page = sit(day)
    page.enter("n")
    page.enter("menolak")
    assert page.column("cash")[:5] == ["nihil", "menolak", "", "tidak hadir", ""]
    assert page.column("status")[:5] == [
        "Nihil, tersimpan",
        "Menolak, tersimpan",
        "Belum lapor",
        "Alpa",
        "Belum lapor",
    ]
    assert [day.row(0).omzet, day.row(1).omzet] == [NIL, DECLINED]
    page.go(0, "qris")
    page.press("Delete")
    assert page.column("cash")[0] == ""
    assert day.row(0).total is None


def test_f2_edits_and_escape_leaves_the_value(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    page.enter("125000")
    page.press("Up", "F2")
    assert page.typing == "125000"
    page.press("Backspace", "Escape")
    assert day.row(0).total == 125_000
    page.press("F2", "Backspace", "Return")
    assert day.row(0).total == 12_500


def test_undo_and_redo_go_step_by_step_even_from_an_open_box(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    for words in ("1000", "2000", "3000"):
        page.enter(words)
    page.press("Ctrl+Z")
    assert page.column("cash")[:3] == ["1.000", "2.000", ""]
    page.press("F2", "Ctrl+Z")
    assert page.typing is None
    assert page.column("cash")[:3] == ["1.000", "", ""]
    page.press("Ctrl+Z", "Ctrl+Z")
    assert page.column("cash")[:3] == ["", "", ""]
    assert "urungkan" in page.says
    page.press("Ctrl+Y", "Ctrl+Y", "Ctrl+Y")
    assert page.column("cash")[:3] == ["1.000", "2.000", "3.000"]
    page.press("Ctrl+Z")
    page.go(4, "cash")
    page.enter("9000")
    page.press("Ctrl+Y")
    assert page.column("cash")[:5] == ["1.000", "2.000", "", "", "9.000"]


def test_what_was_being_typed_comes_back_after_a_crash(day: OmzetDay, sit: Sit) -> None:
    first = sit(day)
    first.go(2, "qris")
    first.type("7500")
    first.qtbot.waitUntil(
        lambda: day.field.ask(find_draft, day.field.bazaar_id, day.day) is not None, timeout=5_000
    )
    second = sit(day)
    assert second.typing == "7500"
    assert second.cursor == (2, "qris")
    assert "belum tersimpan" in second.hint
    second.press("Return")
    assert day.row(2).total == 7_500
    assert day.field.ask(find_draft, day.field.bazaar_id, day.day) is None


def test_escape_forgets_the_draft(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    page.type("75")
    page.qtbot.waitUntil(
        lambda: day.field.ask(find_draft, day.field.bazaar_id, day.day) is not None, timeout=5_000
    )
    page.press("Escape")
    assert day.field.ask(find_draft, day.field.bazaar_id, day.day) is None
    assert day.row(0).total is None


def test_the_history_of_a_cell_is_one_key_away(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    page.enter("1000")
    page.press("Up")
    page.enter("2000")
    page.press("Up", "Ctrl+H")
    words = [label.text() for label in page.page.entry.popover.findChildren(type(page.page.title))]
    assert any("1.000 → 2.000" in word for word in words)
    assert any("Vicky Ramadhan" in word for word in words)
    page.page.entry.popover.close()


def test_a_value_changed_elsewhere_meanwhile_is_not_overwritten(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    day.sell(0, cash=9_000)
    page.enter("1000")
    assert page.typing == "1000"
    assert "sudah diubah" in page.hint
    assert day.row(0).total == 9_000
    assert page.cell(0, "total") == "Rp9.000"
    page.press("Return")
    assert day.row(0).total == 1_000


def test_what_is_typed_survives_a_reload_and_another_day(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    page.type("7500")
    page.page.reload()
    assert page.typing == "7500"
    desk = page.page.desk
    desk.choose(day.field.bazaar_id, DAYS[1])
    page.page.reload()
    assert page.typing is None
    desk.choose(day.field.bazaar_id, DAYS[0])
    page.page.reload()
    assert page.typing == "7500"
    assert page.cursor == (0, "cash")


def test_an_undo_whose_figure_moved_on_is_refused_and_passed_over(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    page.enter("1000")
    page.enter("2000")
    day.sell(1, cash=2_500)
    page.press("Ctrl+Z")
    assert "sudah diubah lagi" in page.says
    page.press("Ctrl+Z")
    assert day.row(0).total is None
    assert day.row(1).total == 2_500


def test_an_empty_day_says_what_to_do_next(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    code = day.field.do(add_bazaar, name="Kosong", days=[DAYS[0]], place="Monas")
    page.page.desk.choose(day.field.ask(find_bazaar, code).id)
    page.page.reload()
    assert page.page.empty.isVisible()
    assert not page.page.work.isVisible()
    page.press("Ctrl+T")
    assert not page.page.closing.isVisible()


def test_the_model_keeps_qts_rules(day: OmzetDay) -> None:
    model = OmzetModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_grid(day.field.ask(grid, day.field.bazaar_id, day.day))
    model.put([day.sell(0, cash=5)])
    assert isinstance(tester.model(), QAbstractItemModel)
    assert model.index(0, 2).data() == "5"


@pytest.mark.parametrize("scale", looks.SCALES)
def test_the_page_has_room_at_every_scale(day: OmzetDay, sit: Sit, scale: int) -> None:
    day.sell(0, cash=1_250_000, qris=750_000, transactions=31)
    day.sell(1, state=NIL)
    page = sit(day)
    looks.settle(page.window, looks.SCALES[scale])
    assert looks.faults_of(page.page) == []
    page.enter("1.500jt")
    looks.settle(page.window)
    assert looks.faults_of(page.page) == []
    page.press("Escape", "Ctrl+T")
    looks.settle(page.window)
    assert looks.faults_of(page.page) == []
    assert QApplication.focusWidget() is page.page.closing.missing


def test_a_row_is_found_by_words_or_by_its_card(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    page.press("Ctrl+F")
    page.type("betawi")
    page.press("Return")
    assert page.cursor == (2, "cash")
    page.enter("5000")
    assert day.row(2).total == 5_000
    page.press("Ctrl+F")
    page.type(day.row(4).card.lower())
    page.press("Return")
    assert page.cursor == (4, "cash")
    page.press("Ctrl+F")
    page.type("a-0")
    page.press("Down", "Down", "Escape", "Escape")
    assert page.page.sheet.hasFocus()


def test_booth_and_business_stay_in_sight_where_the_grid_is_wider_than_the_window(
    day: OmzetDay, sit: Sit
) -> None:
    day.sell(0, cash=1, noncash=2, marketplace=3)
    page = sit(day)
    looks.settle(page.window, looks.SCALES[100])
    frozen = page.page.sheet.frozen
    assert not frozen.isVisible()
    looks.settle(page.window, looks.SCALES[150])
    assert frozen.isVisible()
    page.press("End", "Right", "Right")
    assert page.page.sheet.horizontalScrollBar().value() > 0
    assert frozen.x() == 0
    assert frozen.columnWidth(1) == page.page.sheet.columnWidth(1)
    assert frozen.rowAt(10) == page.page.sheet.rowAt(10)
    page.press("Home")
    cell = page.page.sheet.visualRect(page.page.sheet.currentIndex())
    assert cell.left() >= frozen.width()


def test_the_second_day_is_held_against_the_day_before(day: OmzetDay, sit: Sit) -> None:
    day.sell(0, cash=250_000)
    day.sell(5, cash=9_000_000)  # a mitra, which the figure leaves out
    day.day = DAYS[1]
    day.sell(0, cash=70_000)
    page = sit(day)
    assert page.page.figures.omzet.accessibleName().endswith("hari pertama")
    page.page.desk.choose(day.field.bazaar_id, DAYS[1])
    page.page.reload()
    figure = page.page.figures.omzet.accessibleName()
    assert "Rp70.000" in figure
    assert figure.endswith("kemarin Rp250.000")
