"""Closing the day at the desk: what is missing, the seal, late answers, reopening."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton

from bazar_desktop.language import use_language
from bazar_desktop.services.closing.seal import closing_state, seals
from bazar_desktop.services.closing.verify import verify
from bazar_desktop.services.journal.history import field_history
from bazar_desktop.services.ledger.goods import set_goods
from bazar_desktop.services.omzet.grid import grid
from bazar_desktop.store.tables import natural_id
from bazar_desktop.ui.closing.panel import _CHANGED, _MISSING
from bazar_desktop.ui.kit.rows_view import PADDING, laid_out
from tests.drivers import words_on
from tests.omzet_day import OmzetDay
from tests.ui import looks
from tests.ui.attendance.desk import Clock
from tests.ui.omzet_window import Sit


def answer_reason(reason: str) -> None:
    """Type into the dialog that is about to open, and confirm."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        QTest.keyClicks(dialog.findChildren(QLineEdit)[0], reason)
        confirm = next(
            button for button in dialog.findChildren(QPushButton) if button.accessibleName() == "Buka kembali"
        )
        confirm.click()

    QTimer.singleShot(0, act)


def test_the_day_is_closed_from_the_keyboard_and_the_seal_is_shown(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    page.enter("250rb")
    page.press("Ctrl+T")
    closing = page.page.closing
    assert "6 hal masih kurang" in closing.list_title.text()
    page.press("Down", "Return")
    assert page.cursor == (2, "cash")
    page.enter("50rb")
    page.press("Ctrl+T")
    closing.close_button.setFocus()
    page.press("Space")
    code = closing.seal_code.text()
    assert day.field.ask(verify, code).matches
    assert code in page.says
    assert "Segel" in page.page.close_button.accessibleName()
    page.press("Esc")
    assert page.page.sheet.hasFocus()


def test_the_list_says_of_which_laptop_nothing_has_come_and_closing_goes_on(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    page.press("Ctrl+T")
    closing = page.page.closing
    assert "Belum ada isian" not in words_on(closing)
    facts = {"bazaar_id": day.field.bazaar_id, "day": day.day, "at": day.field.at}
    state = page.page.desk.read(closing_state, **facts)
    closing.show_state(replace(state, silent=("Laptop 2", "Laptop 5")))
    looks.settle(closing.window())
    assert "Belum ada isian hari ini dari Laptop 2, Laptop 5." in closing.list_hint.text()
    assert "6 hal masih kurang" in closing.list_title.text(), "it is none of what is missing"
    assert closing.close_button.isEnabled()
    assert looks.faults_of(closing.window()) == []


def test_a_sealed_figure_is_refused_and_a_late_answer_taken(day: OmzetDay, sit: Sit) -> None:
    day.sell(0, cash=100_000)
    day.close()
    page = sit(day)
    page.go(0, "cash")
    page.enter("90000")
    assert page.typing == "90000"
    assert "ditutup" in page.hint
    page.press("Escape")
    page.go(1, "cash")
    page.type("70000")
    page.press("Tab")
    page.enter("5000")
    assert page.cell(1, "status") == "Susulan, tersimpan"
    assert (
        "Rp100.000" in page.page.figures.omzet.accessibleName()
    )  # a late answer stands apart until the next seal
    assert "susulan Rp75.000" in page.page.figures.omzet.accessibleName()
    page.press("Ctrl+T")
    assert "3 isian berubah" in page.page.closing.list_title.text()
    page.press("Esc", "Ctrl+Z")
    assert day.row(1).total == 70_000


def test_reopening_asks_for_a_reason_and_makes_the_next_revision(day: OmzetDay, sit: Sit) -> None:
    day.sell(0, cash=100_000)
    first = day.close()
    page = sit(day)
    page.press("Ctrl+T")
    closing = page.page.closing
    closing.reopen_button.setFocus()
    answer_reason("A-01 salah catat")
    page.press("Space")
    assert "salah catat" in closing.seal_title.text()
    where = (day.field.bazaar_id, day.day)
    assert [made.reopen_reason for made in day.field.ask(seals, *where)] == ["A-01 salah catat"]
    lifted = day.field.ask(field_history, "day_close", natural_id("day_close", *where, 1), "reopened_at")
    assert lifted[0].reason == "A-01 salah catat"
    assert not closing.isVisible()  # back at the table: what was wrong is corrected there
    page.go(0, "cash")
    page.enter("90000")
    page.press("Ctrl+T")
    closing.close_button.click()
    assert closing.seal_code.text() != first.seal
    assert day.field.ask(verify, closing.seal_code.text()).facts.revision == 2


def test_late_answers_are_told_apart_without_those_of_mitra(day: OmzetDay, sit: Sit) -> None:
    day.sell(0, cash=250_000)
    day.close()
    day.sell(1, cash=70_000)
    day.sell(5, cash=9_000_000)
    known = day.field.ask(grid, day.field.bazaar_id, day.day)
    assert (known.late, known.totals.vendors.total) == (70_000, 250_000)
    assert "susulan Rp70.000, di luar segel" in sit(day).page.figures.omzet.accessibleName()


def test_a_day_that_is_to_come_is_the_first_thing_missing_and_is_not_sealed(
    day: OmzetDay, sit: Sit, clock: Clock
) -> None:
    clock.now -= timedelta(days=1)
    page = sit(day)
    page.press("Ctrl+T")
    closing = page.page.closing
    assert closing.missing.rows_model.rows[0].kind == "still_ahead"
    assert "Hari bazar ini belum tiba" in words_on(closing)
    assert "setel jamnya dahulu" in closing.list_hint.text()
    closing.close_button.setFocus()
    page.press("Space")
    assert "belum tiba" in page.says
    assert "setel jamnya" in page.says
    assert day.field.ask(seals, day.field.bazaar_id, day.day) == ()


def test_a_contradiction_is_read_whole_in_a_low_window_and_in_english(day: OmzetDay, sit: Sit) -> None:
    goods = {"bazaar_id": day.field.bazaar_id, "day": day.day, "participation_id": day.ids[-1]}
    day.field.do(set_goods, **goods, goods="Beras premium", opening=10_000, price=1_302_000, sold=2_000_000)
    day.sell(len(day.ids) - 1, cash=190_000)
    use_language("en")
    try:
        page = sit(day)
        page.press("Ctrl+T")
        looks.settle(page.window, looks.SCALES[150])
        view = page.page.closing.missing
        index = view.proxy.index(0, 0)
        assert "190.000" in index.data()
        room = view.columnWidth(0) - 2 * PADDING
        _words, _font, wide, high = laid_out(index.data(), False, room, wrap=True)
        assert wide <= room
        assert high <= view.rowHeight(0)
        assert looks.faults_of(page.page) == []
    finally:
        use_language("id")


def test_every_column_of_reasons_wraps_instead_of_being_cut() -> None:
    """What says why: a reason, a contradiction, a change."""
    for columns in (_MISSING, _CHANGED):
        told = [
            column for column in columns if column.title in {"Yang kurang", "Perubahan", "Alasan", "Isian"}
        ]
        assert told
        assert all(column.wrap for column in told)
