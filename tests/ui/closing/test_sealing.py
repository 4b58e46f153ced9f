"""Sealing takes its moment and its facts after the last question, and asks for what a seal will change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from bazar_desktop.domain.day.model import ABSENT, PRESENT
from bazar_desktop.language import use_language
from bazar_desktop.services.attendance.check_in import mark
from bazar_desktop.services.closing.seal import SealedUnchanged, close_day, reopen, seals
from bazar_desktop.ui.day_question import DayQuestion
from bazar_desktop.ui.kit.forms import FormDialog
from tests.omzet_day import OmzetDay
from tests.ui import looks
from tests.ui.attendance.desk import Clock
from tests.ui.omzet_window import Sit

Act = Callable[[FormDialog], object]


@contextmanager
def answered(*acts: Act) -> Iterator[list[FormDialog]]:
    """While the block acts one form after the other opens, and the next of `acts` answers it."""
    waiting, seen = list(acts), []

    def reply() -> None:
        form = QApplication.activeModalWidget()
        if isinstance(form, FormDialog) and waiting and form not in seen:
            seen.append(form)
            waiting.pop(0)(form)

    timer = QTimer()
    timer.timeout.connect(reply)
    timer.start(2)
    yield seen
    timer.stop()
    assert not waiting, "a question did not come"


def say_why(reason: str, meanwhile: Callable[[], object] = lambda: None) -> Act:
    def act(form: FormDialog) -> None:
        meanwhile()
        field = form.fields["reason"]
        assert isinstance(field, QLineEdit)
        field.setText(reason)
        form.submit()

    return act


def absent(day: OmzetDay, number: int) -> None:
    day.field.do(
        mark,
        bazaar_id=day.field.bazaar_id,
        day=day.day,
        participation_id=day.ids[number],
        status=ABSENT,
    )


def clashing(day: OmzetDay) -> None:
    """Alpa, and an omzet stands: the seal asks why."""
    day.sell(0, cash=100_000, qris=0)
    absent(day, 0)


def standing(day: OmzetDay) -> list[int]:
    return [made.revision for made in day.field.ask(seals, day.field.bazaar_id, day.day)]


def lift(day: OmzetDay) -> None:
    where = {"bazaar_id": day.field.bazaar_id, "day": day.day, "officer": day.field.officer}
    day.field.do(reopen, **where, at=day.field.at, reason="diperiksa lagi")


def test_the_seal_bears_the_moment_of_the_answer(day: OmzetDay, sit: Sit, clock: Clock) -> None:
    clashing(day)
    page = sit(day)
    page.press("Ctrl+T")
    asked_at = clock.now

    def half_an_hour_later() -> None:
        clock.now += timedelta(minutes=30)

    with answered(say_why("dicatat dua laptop", half_an_hour_later)):
        page.page.seal.close()
    sealed = day.field.ask(seals, day.field.bazaar_id, day.day)[0]
    assert sealed.closed_at == asked_at + timedelta(minutes=30)


def test_a_day_that_changed_over_the_question_is_shown_again_and_not_sealed(day: OmzetDay, sit: Sit) -> None:
    clashing(day)
    page = sit(day)
    page.press("Ctrl+T")
    with answered(say_why("dicatat dua laptop", lambda: day.sell(1, cash=70_000, qris=0))):
        page.page.seal.close()
    assert standing(day) == []
    assert "berubah sementara ditanya" in page.says
    with answered(say_why("dicatat dua laptop")):
        page.page.seal.close()
    assert standing(day) == [1]


def test_midnight_over_the_question_asks_for_the_day_and_keeps_it_by_default(
    day: OmzetDay, sit: Sit, clock: Clock
) -> None:
    clashing(day)
    page = sit(day)
    page.press("Ctrl+T")
    said: list[str] = []

    def stay() -> None:
        question = QApplication.activeModalWidget()
        if isinstance(question, DayQuestion):
            night.stop()
            said.append(question.hint.text())
            assert question.keep.isDefault()
            assert not question.move_button.isDefault()
            QTest.keyClick(question, Qt.Key.Key_Return)

    def past_midnight() -> None:
        clock.now = clock.now.replace(hour=0, minute=10) + timedelta(days=1)

    night = QTimer()
    night.timeout.connect(stay)
    night.start(2)
    with answered(say_why("dicatat dua laptop", past_midnight)):
        page.page.seal.close()
    night.stop()
    assert len(said) == 1
    assert "belum dilakukan" in said[0]
    assert "dicatat pada hari yang Anda pilih" not in said[0]
    sealed = day.field.ask(seals, day.field.bazaar_id, day.day)[0]
    assert sealed.closed_at == clock.now


def test_sealing_again_without_a_change_says_what_will_differ_and_enter_leaves(
    day: OmzetDay, sit: Sit
) -> None:
    day.sell(0, cash=100_000, qris=0)
    day.close()
    lift(day)
    page = sit(day)
    page.press("Ctrl+T")
    words: list[str] = []

    def press_enter(form: FormDialog) -> None:
        words.extend(label.text() for label in form.findChildren(type(page.page.title)))
        assert form.cancel.isDefault()
        QTest.keyClick(form.focusWidget() or form, Qt.Key.Key_Return)

    with answered(press_enter):
        page.page.seal.close()
    assert standing(day) == [1]
    told = " ".join(words)
    assert "kode segel baru, revisi 2" in told
    assert "tetap sama" not in told
    with answered(lambda form: form.confirm.click()):
        page.page.seal.close()
    assert standing(day) == [2, 1]


def test_another_reason_is_a_difference(day: OmzetDay, sit: Sit) -> None:
    clashing(day)
    day.close(reason="dicatat dua laptop")
    lift(day)
    with pytest.raises(SealedUnchanged):
        day.close(accept_unchanged=False, reason="dicatat dua laptop")
    page = sit(day)
    page.press("Ctrl+T")
    given: list[str] = []

    def keep(form: FormDialog) -> None:
        given.append(str(form.value("reason")))
        form.submit()

    with answered(
        keep, lambda form: form.cancel.click()
    ):  # the reason of before stands there, and is no difference
        page.page.seal.close()
    assert (given, standing(day)) == (["dicatat dua laptop"], [1])
    with answered(say_why("pemilik datang siang")):  # and no second question
        page.page.seal.close()
    assert standing(day) == [2, 1]
    lift(day)
    day.field.do(
        close_day,
        bazaar_id=day.field.bazaar_id,
        day=day.day,
        officer=day.field.officer,
        at=day.field.at,
        accept_missing=True,
        reason="keluarga yang berjualan",
    )
    assert standing(day) == [3, 2, 1]


def test_marks_are_not_offered_under_a_seal(day: OmzetDay, sit: Sit) -> None:
    absent(day, 1)
    day.close()
    page = sit(day)
    page.go(1, "cash")
    page.enter("70rb")
    assert page.cell(1, "status") != ""
    assert page.says.endswith("keduanya bertentangan.")
    assert page.page.banner.action.accessibleName() == "Buka kembali"
    with answered(say_why("A-02 datang siang")):
        page.page.banner.action.click()
    assert not page.page.is_closed
    absent(day, 1)
    assert PRESENT in {row.attendance for row in day.rows()}


def test_a_sealed_figure_says_that_nothing_was_saved(day: OmzetDay, sit: Sit) -> None:
    day.sell(0, cash=100_000)
    day.close()
    page = sit(day)
    page.go(0, "cash")
    page.enter("90000")
    assert page.hint.startswith("Tidak disimpan: hari ")
    assert "buka kembali" in page.hint


def test_a_closed_day_still_names_who_has_not_reported(day: OmzetDay, sit: Sit) -> None:
    for number in (0, 1, 2):
        day.sell(number, cash=100_000, qris=0)
    day.close()
    day.sell(3, cash=70_000)  # a late answer: the seal still counts it as blank
    page = sit(day)
    assert "belum: A-04, A-05" in page.page.figures.reported.accessibleName()
    assert page.page.day_in_hand.isHidden()


def test_the_buttons_of_a_reopened_day_are_in_sight_at_150_per_cent(day: OmzetDay, sit: Sit) -> None:
    clashing(day)
    day.close(reason="dicatat dua laptop")
    lift(day)
    use_language("en")
    try:
        page = sit(day)
        page.press("Ctrl+T")
        looks.settle(page.window, looks.SCALES[150])
        close = page.page.closing.close_button
        assert close.isVisible()
        bottom = close.mapTo(page.page.area.viewport(), close.rect().bottomLeft()).y()
        assert bottom <= page.page.area.viewport().height()
    finally:
        use_language("id")


def test_blank_cells_of_a_block_are_not_counted_as_saved(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    page.go(0, "cash")
    QGuiApplication.clipboard().setText("100000\t\n200000\t50000\n")
    page.press("Ctrl+V")
    assert page.says == "3 sel tersimpan. 1 sel kosong."


def test_the_median_is_that_of_the_kind_by_its_name(day: OmzetDay, sit: Sit) -> None:
    day.sell(0, cash=100_000, qris=0)
    day.sell(1, cash=300_000, qris=0)
    page = sit(day)
    page.go(0, "cash")
    assert "median Kuliner hari itu Rp200.000" in page.page.beside.words.text()
