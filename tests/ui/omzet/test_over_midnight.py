"""The omzet window is left open over midnight: cell, paste, ledger, undo and closing ask, and nothing typed is lost."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QApplication

from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.ledger.goods import ledgers
from tests.bazaar_day import DAYS
from tests.drivers.omzet import OmzetDriver
from tests.omzet_day import OmzetDay
from tests.ui.attendance.desk import Clock
from tests.ui.omzet_window import Sit
from tests.ui.over_midnight import ESC, KEEP, MOVE, asked

FIRST, SECOND = DAYS
LINE = "Menulis ke Senin 20 Maret, bukan hari ini."


def cash(day: OmzetDay, on: date) -> dict[str, int]:
    """The cash that the store holds of each business on a day."""
    rows = day.field.ask(day_sheet, day.field.bazaar_id, on).rows
    return {row.business: row.amounts[0] for row in rows if row.amounts[0] is not None}


def next_morning(page: OmzetDriver, clock: Clock) -> None:
    clock.now += timedelta(days=1)
    page.window.show_state()  # the window looks at the clock each half minute


def test_a_typed_cell_asks_and_is_saved_in_the_same_row_of_the_day_that_is_chosen(
    day: OmzetDay, sit: Sit, clock: Clock
) -> None:
    page = sit(day)
    page.enter("250rb")
    assert page.page.day_in_hand.isHidden()
    next_morning(page, clock)
    assert page.page.day_in_hand.words.text() == LINE
    assert page.page.day_in_hand.isVisible()
    row, business = page.cursor[0], page.cell(page.cursor[0], "business")
    with asked(MOVE):
        page.enter("75rb")
    assert cash(day, SECOND) == {business: 75_000}
    assert len(cash(day, FIRST)) == 1
    assert page.window.topbar.days.value == SECOND
    assert page.page.day_in_hand.isHidden()
    at = page.column("business").index(business)
    assert page.cell(at, "cash") == "75.000"
    assert page.typing is None
    page.go(row, "cash")
    page.enter("10rb")  # not asked again
    assert len(cash(day, SECOND)) == 2


def test_who_stays_writes_to_the_day_before_under_a_line_that_says_so(
    day: OmzetDay, sit: Sit, clock: Clock
) -> None:
    page = sit(day)
    next_morning(page, clock)
    with asked(KEEP):
        page.enter("250rb")
    page.enter("50rb")
    assert (len(cash(day, FIRST)), cash(day, SECOND)) == (2, {})
    assert page.page.day_in_hand.isVisible()


def test_what_is_typed_stays_in_the_box_where_the_question_is_put_away(
    day: OmzetDay, sit: Sit, clock: Clock
) -> None:
    page = sit(day)
    next_morning(page, clock)
    with asked(ESC):
        page.enter("250rb")
    assert page.typing == "250rb"
    assert cash(day, FIRST) == cash(day, SECOND) == {}


def test_a_pasted_block_goes_to_the_day_that_is_chosen(day: OmzetDay, sit: Sit, clock: Clock) -> None:
    page = sit(day)
    next_morning(page, clock)
    page.carry("100000\n200000\n300000")
    with asked(MOVE):
        page.press("Ctrl+V")
    assert sorted(cash(day, SECOND).values()) == [100_000, 200_000, 300_000]
    assert cash(day, FIRST) == {}


def test_a_figure_that_stands_on_the_day_moved_to_is_not_written_over_unseen(
    day: OmzetDay, sit: Sit, clock: Clock
) -> None:
    page = sit(day)
    business = page.cell(0, "business")
    tomorrow = OmzetDay(day.field, SECOND, day.ids)
    tomorrow.sell(0, cash=999_000)
    next_morning(page, clock)
    with asked(MOVE):
        page.enter("75rb")
    assert cash(day, SECOND) == {business: 999_000}
    assert page.typing == "75rb"
    page.press("Return")
    assert cash(day, SECOND) == {business: 75_000}


def test_undo_over_midnight_takes_back_the_day_in_hand_and_nothing_of_the_other(
    day: OmzetDay, sit: Sit, clock: Clock
) -> None:
    page = sit(day)
    page.enter("250rb")
    page.enter("50rb")
    next_morning(page, clock)
    page.press("Ctrl+Z")
    assert len(cash(day, FIRST)) == 1
    with asked(MOVE):
        page.enter("75rb")
    page.press("Ctrl+Z")
    page.press("Ctrl+Z")
    assert (len(cash(day, FIRST)), cash(day, SECOND)) == (1, {})
    assert page.says == "Tidak ada lagi yang diurungkan."


def test_a_sealed_day_that_has_passed_offers_today_as_well(day: OmzetDay, sit: Sit, clock: Clock) -> None:
    day.sell(0, cash=100_000)
    day.close()
    page = sit(day)
    next_morning(page, clock)
    page.go(0, "cash")
    with asked(KEEP):
        page.enter("75rb")
    assert page.hint.startswith(
        "Tidak disimpan: hari "
    )  # the day was chosen knowingly: nothing else is advised
    banner = page.page.banner
    assert banner.action.accessibleName() == "Pindah ke hari ke-2"
    banner.action.click()
    assert page.page.desk.day == SECOND
    assert page.typing == "75rb"  # it is carried over, and saved by Enter
    page.press("Return")
    assert list(cash(day, SECOND).values()) == [75_000]


def test_closing_asks_and_closes_nothing_of_the_day_that_was_not_shown(
    day: OmzetDay, sit: Sit, clock: Clock
) -> None:
    page = sit(day)
    page.enter("250rb")
    page.press("Ctrl+T")
    next_morning(page, clock)
    with asked(MOVE, stays=True):
        page.page.seal.close()
    for on in DAYS:
        assert day.field.ask(day_sheet, day.field.bazaar_id, on).seal == ""
    assert page.says == "Hari berganti, jadi belum dilakukan. Periksa dahulu, lalu ulangi."


def test_a_cell_of_the_ledger_asks_and_is_saved_in_the_ledger_of_the_day_that_is_chosen(
    day: OmzetDay, sit: Sit, clock: Clock
) -> None:
    page = sit(day)
    page.press("Ctrl+M")
    sheet, model = page.page.ledger.sheet, page.page.ledger.model
    next_morning(page, clock)
    sheet.go_to(model.index(0, model.columns.index("goods")))
    with asked(MOVE):
        page.enter("Beras")
    assert [line.goods.goods for line in day.field.ask(ledgers, day.field.bazaar_id, SECOND)[0].lines] == [
        "Beras"
    ]
    assert day.field.ask(ledgers, day.field.bazaar_id, FIRST)[0].lines == ()
    assert page.page.ledger.isVisible()
    assert QApplication.activeModalWidget() is None
