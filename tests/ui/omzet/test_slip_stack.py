"""The stack of slips: Enter follows it, a scan jumps to its row, its total is compared; odd totals are confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import ABSENT
from bazar_desktop.domain.omzet.slip_codes import make_slip
from bazar_desktop.services.bazaars.participants import list_participants
from bazar_desktop.store.database import Database
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Allocation, Booth
from bazar_desktop.ui.attendance.page import CheckInPage
from bazar_desktop.ui.frame.sidebar import NavEntry
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.omzet.page import OmzetPage
from tests.bazaar_day import DAYS
from tests.drivers.omzet import OmzetDriver
from tests.omzet_day import OmzetDay, mark, open_day
from tests.services.omzet.test_entry import past_bazaar
from tests.ui.attendance.desk import Clock, desk_on
from tests.ui.omzet_window import Sit


def slip_of(day: OmzetDay, number: int, on: date = DAYS[0]) -> str:
    return make_slip(day.row(number).card, on, 1)


def test_enter_follows_the_stack_in_booth_order_past_who_has_no_slip(day: OmzetDay, sit: Sit) -> None:
    day.field.do(mark, day.field.bazaar_id, day.ids[2], day.day, ABSENT)
    page = sit(day)
    page.press("Ctrl+J")
    assert page.page.stack.bar.place.text() == "Slip 1 dari 4"
    page.type("1000")
    page.press("Tab")
    page.enter("2000")
    assert page.cursor == (1, "cash")
    page.enter("3000")
    assert page.cursor == (3, "cash")  # the one between them is absent
    page.press("Shift+Return")
    assert page.cursor == (1, "cash")
    page.press("Return", "Return", "Return")
    assert page.cursor == (4, "cash")  # a mitra has no slip
    page.press("Ctrl+J", "Return")
    assert page.cursor == (5, "cash")


def test_a_scanned_slip_jumps_to_its_row_and_saves_what_was_typed(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    page.type("5000")
    page.page.take_code(slip_of(day, 3))
    assert page.cursor == (3, "cash")
    assert day.row(0).total == 5_000
    page.press("Ctrl+J")
    for number in (4, 1):
        page.page.take_code(slip_of(day, number).lower())
    assert page.cursor == (1, "cash")
    page.press("Shift+Return")
    assert page.cursor == (4, "cash")  # the order in which they were scanned
    page.press("Ctrl+F")
    page.type(slip_of(day, 2).lower())
    page.press("Return")
    assert page.cursor == (2, "cash")


def test_a_slip_of_another_day_and_a_misread_one_are_refused(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    page.page.take_code(slip_of(day, 3, DAYS[0] + timedelta(days=1)))
    assert "Slip ini untuk bazar" in page.says
    assert page.cursor == (0, "cash")
    page.page.take_code("BS.X")
    assert "bukan kode slip" in page.says


@pytest.fixture
def office(day: OmzetDay, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window with the gate, whose scanner hears every code, and the omzet page."""
    entries = [
        NavEntry("attendance", "Kehadiran", "user-check", CheckInPage, at_once=True),
        NavEntry("omzet", "Omzet", "wallet", OmzetPage),
    ]
    window = MainWindow(desk_on(day.field, tmp_path, Clock()), entries)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    yield window
    for page in window.findChildren(CheckInPage):
        QApplication.instance().removeEventFilter(page.scanner)  # type: ignore[union-attr]
    window.close()


def test_a_slip_scanned_on_another_page_opens_the_omzet_page_at_its_row(
    day: OmzetDay, office: MainWindow, qtbot: QtBot
) -> None:
    assert office.page_key == "attendance"
    desk = OmzetDriver(office, qtbot)
    code, box = slip_of(day, 3), office.page.focus_first
    assert box is not None
    for _turn in range(20):  # again where this machine was too busy to send the keys fast
        qtbot.keyClicks(box, code)
        desk_key(qtbot, box)
        if office.page_key == "omzet":
            break
    assert desk.cursor == (3, "cash")


def desk_key(qtbot: QtBot, box: object) -> None:
    qtbot.keyPress(box, "\r")


def test_a_batch_total_names_the_row_and_enter_goes_there(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    page.enter("87922000")
    page.enter("79515750")
    page.press("Ctrl+G")
    page.type("167473750")
    page.press("Return")
    bar = page.page.stack.bar
    assert "selisih Rp36.000" in bar.says.text()
    named = bar.suspects.rows_model.rows
    assert len(named) <= 3
    assert (day.ids[1], 79_551_750) in [(suspect.participation_id, suspect.would_be) for suspect in named]
    assert bar.suspects.hasFocus()
    while (chosen := bar.suspects.current) and chosen.participation_id != day.ids[1]:
        page.press("Down")
    page.press("Return")
    assert page.cursor == (1, "cash")
    page.enter("79551750")
    page.press("Ctrl+G", "Return")
    assert "Cocok: Rp167.473.750" in bar.says.text()
    page.type("sepuluh")
    page.press("Return")
    assert "bukan jumlah uang" in bar.says.text()
    page.press("Escape")
    assert page.page.sheet.hasFocus()


def test_only_the_selected_rows_are_compared_where_several_are_selected(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    for words in ("1000", "2000", "4000"):
        page.enter(words)
    page.go(0, "cash")
    page.press("Shift+Down", "Ctrl+G")
    page.type("3000")
    page.press("Return")
    assert "Cocok: Rp3.000 dari 2 baris" in page.page.stack.bar.says.text()


def test_an_odd_total_is_tinted_with_its_reason_confirmed_and_odd_again(db: Database, sit: Sit) -> None:
    day = open_day(db, vendors=3, partners=0)
    vendor = day.field.ask(list_participants, day.field.bazaar_id)[0].vendor_id
    for number, sold in enumerate((200_000, 300_000), 1):
        past_bazaar(day, f"Bazar {number}", date(2023, 2, number), vendor, sold)
    page = sit(day)
    page.enter("2500000")
    page.press("Up")
    model, beside = page.page.model, page.page.beside
    total = model.index(0, model.columns.index("total"))
    assert model.data(total, 8) is not None  # tinted
    assert "3 kali yang terbanyak sebelumnya (Rp300.000" in beside.words.text()
    assert "Bazar 2 Rp300.000" in beside.words.text()
    assert beside.confirm.isVisible()
    page.press("Ctrl+K")
    assert model.data(total, 8) is None
    assert "sudah dibenarkan" in beside.words.text()
    assert not beside.confirm.isVisible()
    page.press("Ctrl+Z")
    assert model.data(total, 8) is not None
    page.press("Ctrl+Y", "Ctrl+K")
    assert "tidak perlu dibenarkan" in page.says


def test_orders_and_words_stand_in_their_own_columns(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    page.enter("100rb")
    page.press("Ctrl+L")
    for column, words, shown in (
        ("best_product", "Nasi uduk", "Nasi uduk"),
        ("promised", "2jt", "2.000.000"),
        ("follow_up", "750rb", "750.000"),
        ("note", "n", "n"),
    ):
        page.go(0, column)
        page.enter(words)
        assert page.cell(0, column) == shown
    assert day.row(0).total == 100_000
    page.go(0, "promised")
    page.enter("nihil")
    assert "bukan jumlah uang" in page.hint
    page.press("Escape", "Ctrl+L")
    assert "note" not in page.page.model.columns
    assert "promised" in page.page.model.columns  # somebody promised


def test_typing_over_is_ended_by_arrows_and_f2_keeps_them(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    page.type("1000")
    page.press("Right")
    assert page.cursor == (0, "qris")
    page.type("2000")
    page.press("Left")
    assert page.cursor == (0, "cash")
    page.press("F2", "Left")
    page.type("5")
    page.press("Return")
    assert day.row(0).amounts[:2] == (10_050, 2_000)
    page.press("Ctrl+Up", "Ctrl+Down")
    assert page.cursor == (5, "cash")
    page.press("Ctrl+Right", "Ctrl+Left")
    assert page.cursor == (5, "cash")
    page.press("Ctrl+Up")
    assert page.cursor == (0, "cash")
    page.press("Ctrl+Shift+Right", "Ctrl+C")
    assert len(page.page.sheet.selectionModel().selectedIndexes()) > 1


def test_a_stand_that_changed_hands_is_entered_a_session(day: OmzetDay, sit: Sit) -> None:
    def hand_over(session: Session) -> None:
        booth = session.execute(select(Booth).where(Booth.label == "A-01")).scalar_one()
        facts = {"bazaar_id": day.field.bazaar_id, "booth_id": booth.id, "day": day.day, "session": 2}
        enter(session, Allocation, booth.id, day.day, 2, **facts, holder=day.ids[1])

    day.field.do(hand_over)
    page = sit(day)
    assert page.column("booth")[:3] == ["A-01", "A-01", "A-02"]
    assert page.cell(1, "business").endswith("(sesi 2)")
    for words in ("1000", "2000", "4000"):
        page.enter(words)
    kept = {(row.participation_id, row.session): row.total for row in day.rows()}
    assert (kept[day.ids[0], 1], kept[day.ids[1], 2], kept[day.ids[1], 1]) == (1_000, 2_000, 4_000)
    page.page.take_code(make_slip(day.row(1).card, day.day, 2))
    assert page.cursor == (1, "cash")
