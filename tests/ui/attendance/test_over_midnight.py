"""The window is left open over midnight: each way to write asks once, and the row goes where it is meant."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QPushButton
from sqlalchemy import select

from bazar_desktop.domain.day.model import ABSENT, PRESENT
from bazar_desktop.services.attendance.roll_call import roll_call
from bazar_desktop.services.bazaars.bazaars import add_bazaar, find_bazaar
from bazar_desktop.services.closing.seal import close_day
from bazar_desktop.store.tables import RefusedScan
from bazar_desktop.ui.kit.forms import FormDialog
from tests.bazaar_day import DAYS, Field
from tests.drivers import press
from tests.drivers.attendance import GateDriver
from tests.services.attendance.gate import people
from tests.ui.attendance.desk import Clock
from tests.ui.over_midnight import ESC, KEEP, MOVE, asked

FIRST, SECOND = DAYS
LINE = "Menulis ke Senin 20 Maret, bukan hari ini."
QUESTION = "Sekarang Selasa 21 Maret, hari ke-2. Hari yang terbuka masih Senin 20 Maret."


def marks(field: Field, day: date) -> list[str]:
    """The states that the store holds of a day."""
    rows = field.ask(roll_call, field.bazaar_id, day).rows
    return sorted(row.attendance for row in rows if row.attendance in {PRESENT, ABSENT})


def card(field: Field, number: int) -> Any:
    everybody = [item for item in people(field).values() if item.status == "confirmed"]
    return everybody[number].card


def seal(field: Field, day: date, clock: Clock) -> None:
    facts = {"bazaar_id": field.bazaar_id, "day": day, "officer": field.officer}
    field.do(close_day, **facts, at=clock.now, accept_missing=True)


def test_a_scan_of_the_next_morning_asks_once_and_is_done_on_the_day_that_is_chosen(
    gate: GateDriver, field: Field, clock: Clock
) -> None:
    gate.scan(card(field, 0))
    assert gate.page.day_in_hand.isHidden()
    clock.now += timedelta(days=1)
    gate.window.show_state()  # the window looks at the clock each half minute
    assert gate.page.day_in_hand.isVisible()
    assert gate.page.day_in_hand.words.text() == LINE
    with asked(MOVE) as said:
        gate.scan(card(field, 1))
    assert said == [QUESTION]
    assert (marks(field, FIRST), marks(field, SECOND)) == ([PRESENT], [PRESENT])
    assert gate.says.startswith("A-02 · ")
    assert gate.page.desk.day == SECOND
    assert gate.window.topbar.days.value == SECOND
    assert gate.page.day_in_hand.isHidden()
    gate.scan(card(field, 2))  # not asked again
    assert marks(field, SECOND) == [PRESENT, PRESENT]


def test_who_stays_is_told_with_every_scan_which_day_it_went_to_and_is_not_asked_again(
    gate: GateDriver, field: Field, clock: Clock
) -> None:
    clock.now += timedelta(days=1)
    with asked(KEEP):
        gate.scan(card(field, 0))
    gate.scan(card(field, 1))
    assert (marks(field, FIRST), marks(field, SECOND)) == ([PRESENT, PRESENT], [])
    assert gate.says.endswith(LINE)
    assert (
        "datang Selasa 21 Maret, dicatat ke Senin 20 Maret" in gate.page.answer._words.text()
    )  # the large words
    assert "terlambat, hadir pukul 21/03 07.42" in gate.says
    assert gate.page.day_in_hand.words.text() == LINE


def test_cards_scanned_while_the_question_is_open_wait_for_the_answer(
    gate: GateDriver, field: Field, clock: Clock
) -> None:
    clock.now += timedelta(days=1)
    with asked(MOVE, meanwhile=lambda: gate.page.scanner.scanned.emit(card(field, 1))):
        gate.scan(card(field, 0))
    assert (marks(field, FIRST), marks(field, SECOND)) == ([], [PRESENT, PRESENT])


def test_nothing_is_written_where_the_question_is_put_away(
    gate: GateDriver, field: Field, clock: Clock
) -> None:
    clock.now += timedelta(days=1)
    with asked(ESC):
        gate.scan(card(field, 0))
    assert marks(field, FIRST) == marks(field, SECOND) == []
    assert gate.says == "Belum dicatat. Pilih harinya dahulu, lalu ulangi."
    with field.db.read() as session:
        assert session.scalars(select(RefusedScan)).all() == []


def test_what_was_typed_and_marked_stays_where_the_question_is_put_away(
    gate: GateDriver, field: Field, clock: Clock
) -> None:
    box = gate.page.roster.box
    clock.now += timedelta(days=1)
    gate.type("a1")
    with asked(ESC):
        gate.enter()
    assert box.text() == "a1"
    box.setText(card(field, 1).lower())
    with asked(ESC):
        gate.enter()
    assert box.text() == card(field, 1).lower()
    assert marks(field, FIRST) == marks(field, SECOND) == []
    clock.now -= timedelta(days=1)
    dialog = gate.everybody()
    press(dialog, "Space")
    clock.now += timedelta(days=1)
    with asked(ESC):
        press(dialog.list, "Return")
    assert dialog.isVisible()
    assert dialog.banner.words == "Belum dicatat. Pilih harinya dahulu, lalu ulangi."
    with asked(KEEP):
        press(dialog.list, "Return")
    assert not dialog.isVisible()
    expected = [item for item in people(field).values() if item.status == "confirmed"]
    assert marks(field, FIRST) == [PRESENT] * (len(expected) - 1), "who was left out is still left out"
    gate.type("a1")
    gate.enter()
    assert box.text() == ""


def test_the_form_of_who_came_unannounced_stays_filled_where_the_question_is_put_away(
    gate: GateDriver, field: Field, clock: Clock
) -> None:
    gate.press("F9")
    form = gate.dialog(FormDialog)
    for name, words in {"business": "Warung Baru", "name": "Sari", "product": "Kue"}.items():
        form.fields[name].setText(words)
    clock.now += timedelta(days=1)
    with asked(ESC):
        form.submit()
    assert form.isVisible()
    assert form.text("business") == "Warung Baru"
    assert form.banner.words == "Belum dicatat. Pilih harinya dahulu, lalu ulangi."
    with asked(KEEP):
        form.submit()
    assert not form.isVisible()
    assert marks(field, FIRST) == [PRESENT]


def test_a_scan_from_another_page_asks_and_shows_the_day_there_too(
    gate: GateDriver, field: Field, clock: Clock
) -> None:
    gate.window.go("lain")
    clock.now += timedelta(days=1)
    with asked(MOVE):
        gate.scan(card(field, 0), into=gate.window.page.cell)  # type: ignore[attr-defined]
    assert marks(field, SECOND) == [PRESENT]
    assert gate.window.topbar.days.value == SECOND


def test_a_mark_asks_and_is_not_made_on_another_day_than_that_of_the_row_that_was_looked_at(
    gate: GateDriver, field: Field, clock: Clock
) -> None:
    clock.now += timedelta(days=1)
    gate.type("a1")
    with asked(MOVE):
        gate.press("F5")
    assert (marks(field, FIRST), marks(field, SECOND)) == ([], [])
    gate.type("a1")
    gate.press("F5")
    gate.say("a2")
    assert (marks(field, FIRST), marks(field, SECOND)) == ([], [ABSENT, PRESENT])


def test_who_stays_in_the_small_hours_is_asked_again_in_the_morning(
    gate: GateDriver, field: Field, clock: Clock
) -> None:
    """A scan shortly after midnight is the evening's work; the first arrival of the morning is not."""
    clock.now = clock.now.replace(hour=0, minute=3) + timedelta(days=1)
    with asked(KEEP):
        gate.scan(card(field, 0))
    clock.now += timedelta(minutes=40)
    gate.scan(card(field, 1))
    clock.now = clock.now.replace(hour=7, minute=45)
    with asked(MOVE):
        gate.scan(card(field, 2))
    assert (marks(field, FIRST), marks(field, SECOND)) == ([PRESENT, PRESENT], [PRESENT])


def test_dialogs_ask_before_they_open(gate: GateDriver, field: Field, clock: Clock) -> None:
    clock.now += timedelta(days=1)
    with asked(MOVE):
        dialog = gate.everybody()
    assert gate.page.desk.day == SECOND
    dialog.reject()


def test_ctrl_z_after_midnight_takes_back_only_what_was_done_on_the_day_in_hand(
    gate: GateDriver, field: Field, clock: Clock
) -> None:
    gate.scan(card(field, 0))
    gate.scan(card(field, 1))
    clock.now += timedelta(days=1)
    gate.press("Ctrl+Z")
    assert marks(field, FIRST) == [PRESENT]
    with asked(MOVE):
        gate.scan(card(field, 2))
    gate.press("Ctrl+Z")
    gate.press("Ctrl+Z")
    assert (marks(field, FIRST), marks(field, SECOND)) == ([PRESENT], [])
    assert gate.says == "Tidak ada lagi yang diurungkan."


def test_a_sealed_day_that_has_passed_offers_today_as_well(
    gate: GateDriver, field: Field, clock: Clock
) -> None:
    seal(field, FIRST, clock)
    clock.now += timedelta(days=1)
    with asked(KEEP):
        gate.scan(card(field, 0))
    assert gate.says.startswith(
        "Tidak disimpan: hari "
    )  # the day was chosen knowingly: nothing else is advised
    offer = gate.page.answer.offer_button
    assert isinstance(offer, QPushButton)
    assert offer.isVisible()
    assert offer.accessibleName() == "Pindah ke hari ke-2"
    offer.click()
    gate.scan(card(field, 0))
    assert (marks(field, FIRST), marks(field, SECOND)) == ([], [PRESENT])


def test_a_closed_day_that_is_not_today_is_not_said_to_be_written_to(
    gate: GateDriver, field: Field, clock: Clock
) -> None:
    seal(field, FIRST, clock)
    clock.now += timedelta(days=1)
    gate.page.read_anew()
    gate.window.show_state()
    assert gate.page.subtitle.text() == "Senin 20 Maret sudah ditutup: hanya dapat dilihat."
    assert gate.page.day_in_hand.isHidden()
    gate.window.take_day(SECOND)
    clock.now += timedelta(days=1)
    gate.window.show_state()
    assert gate.page.day_in_hand.words.text() == "Menulis ke Selasa 21 Maret, bukan hari ini."


def test_a_day_taken_knowingly_is_not_asked_for(gate: GateDriver, field: Field, clock: Clock) -> None:
    clock.now += timedelta(days=1)
    gate.window.take_day(SECOND)
    gate.window.take_day(FIRST)
    gate.scan(card(field, 0))
    assert marks(field, FIRST) == [PRESENT]
    assert gate.says.endswith(LINE)


def test_another_bazaar_of_this_laptop_is_offered_where_this_one_does_not_stand_today(
    gate: GateDriver, field: Field, clock: Clock
) -> None:
    code = field.do(add_bazaar, name="Bazar Monas", days=(date(2023, 3, 22),), lokasi_id=None)
    gate.window.desk.bazaars()
    clock.now += timedelta(days=2)
    with asked(MOVE) as said:
        gate.scan(card(field, 0))
    assert said == [
        "Sekarang Rabu 22 Maret, Bazar Monas hari ke-1. Yang terbuka masih Bazar Jakpreneur Ramadan, Senin 20 Maret."
    ]
    assert marks(field, FIRST) == []
    assert gate.page.desk.bazaar is not None
    assert gate.page.desk.bazaar.id == field.ask(find_bazaar, code).id
