"""One undo: Ctrl+Z and Ctrl+Y on gate, grid, ledger, dialog and forms, each looked at in the store afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bazar_desktop.services.attendance.roll_call import roll_call
from bazar_desktop.services.bazaars.participants import list_participants
from bazar_desktop.services.ledger.goods import ledgers
from bazar_desktop.services.register.duplicates import find_duplicates
from bazar_desktop.services.register.vendors import add_vendor, people
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.register.same_person_dialog import BesideDialog
from tests.bazaar_day import DAYS, Field
from tests.drivers import press, words_on
from tests.drivers.attendance import GateDriver
from tests.omzet_day import OmzetDay
from tests.ui.attendance.conftest import chooser, clock, field, gate, make_gate
from tests.ui.bazaars.test_page import look as look_at_bazaars
from tests.ui.day import with_bazaar
from tests.ui.omzet_window import Sit, day, sit
from tests.ui.register.test_page import ask, nothing_stays_open, sit as sit_at_register, store
from tests.ui.register.test_same_person_dialog import look, twice

__all__ = ["chooser", "clock", "day", "field", "gate", "make_gate", "nothing_stays_open", "sit", "store"]
NONE_LEFT, NONE_AGAIN = "Tidak ada lagi yang diurungkan.", "Tidak ada lagi yang diulangi."


def statuses(field: Field) -> dict[str, str]:
    roll = field.ask(roll_call, field.bazaar_id, DAYS[0])
    return {row.business: row.attendance for row in roll.rows if row.booth in {"A-01", "A-02"}}


def test_at_the_gate_a_mark_is_taken_back_and_done_again(gate: GateDriver, field: Field) -> None:
    before = statuses(field)
    gate.say("a1")
    arrived = statuses(field)
    gate.press("F5")
    marked = statuses(field)
    assert before != arrived != marked
    gate.press("Ctrl+Z")
    assert statuses(field) == arrived
    assert "alpa. Ctrl+Y mengulangi." in gate.says
    gate.press("Ctrl+Z")
    assert statuses(field) == before
    gate.press("Ctrl+Y")
    gate.press("Ctrl+Y")
    assert statuses(field) == marked
    assert gate.says.startswith("Diulangi: ")
    gate.press("Ctrl+Y")
    assert gate.says == NONE_AGAIN
    assert statuses(field) == marked


def test_in_the_reserve_dialog_of_the_gate_the_same_keys_do_the_same(gate: GateDriver, field: Field) -> None:
    before = statuses(field)
    dialog = gate.cut_off()
    line = dialog.list.current
    assert line is not None
    press(dialog.list, "I")
    marked = statuses(field)
    press(dialog.list, "Ctrl+Z")
    assert statuses(field) == before
    assert dialog.banner.words == f"Diurungkan: {line.business} izin. Ctrl+Y mengulangi."
    press(dialog.list, "Ctrl+Y")
    assert statuses(field) == marked
    assert dialog.banner.words == f"Diulangi: {line.business} izin."
    dialog.close()


def test_in_the_grid_a_cell_is_taken_back_and_done_again(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    page.enter("250rb")
    page.enter("100rb")
    page.press("Ctrl+Z")
    assert [row.amounts[0] for row in day.rows()[:2]] == [250_000, None]
    assert page.page.banner.words.startswith("Diurungkan: ")
    assert "Tunai" in page.page.banner.words
    page.press("Ctrl+Z")
    assert [row.amounts[0] for row in day.rows()[:2]] == [None, None]
    page.press("Ctrl+Z")
    assert page.page.banner.words == NONE_LEFT
    page.press("Ctrl+Y", "Ctrl+Y")
    assert [row.amounts[0] for row in day.rows()[:2]] == [250_000, 100_000]
    page.press("Ctrl+Y")
    assert page.page.banner.words == NONE_AGAIN


def test_in_the_ledger_goods_are_taken_back_and_done_again(day: OmzetDay, sit: Sit) -> None:
    def goods() -> list[str]:
        told = day.field.ask(ledgers, day.field.bazaar_id, DAYS[0])
        return [line.goods.goods for ledger in told for line in ledger.lines]

    page = sit(day)
    page.press("Ctrl+M")
    page.type("Beras SPHP")
    page.press("Tab")
    assert goods() == ["Beras SPHP"]
    page.press("Ctrl+Z")
    assert goods() == []
    page.press("Ctrl+Y")
    assert goods() == ["Beras SPHP"]
    assert page.page.banner.words.startswith("Diulangi: ")


def test_an_answer_about_two_people_is_taken_back_and_given_again(store: OpenStore, qtbot: QtBot) -> None:
    twice(store)
    Field(store.db).do(add_vendor, name="Siti Aisyahh", business="Es Selendang Mayang", kecamatan="Senen")
    dialog = look(sit_at_register(store, qtbot))
    ctrl = Qt.KeyboardModifier.ControlModifier

    def key(key: Qt.Key, way: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(dialog, key, way)

    likely = len(ask(store, find_duplicates).likely)
    key(Qt.Key.Key_Z, ctrl)
    assert NONE_LEFT in words_on(dialog)
    key(Qt.Key.Key_N)
    key(Qt.Key.Key_B)
    assert (dialog.at, dialog.answered) == (2, 1)
    assert len(ask(store, find_duplicates).likely) == likely - 1
    key(Qt.Key.Key_Z, ctrl)
    assert (dialog.at, dialog.answered) == (1, 0)
    assert len(ask(store, find_duplicates).likely) == likely
    assert "Diurungkan: orang yang berbeda. Ctrl+Y mengulangi." in words_on(dialog)
    key(Qt.Key.Key_Z, ctrl)
    assert dialog.at == 0
    key(Qt.Key.Key_Y, ctrl)
    assert dialog.at == 1
    key(Qt.Key.Key_Y, ctrl)
    assert (dialog.at, dialog.answered) == (2, 1)
    assert len(ask(store, find_duplicates).likely) == likely - 1
    key(Qt.Key.Key_Y, ctrl)
    assert NONE_AGAIN in words_on(dialog)
    dialog.close()


def test_a_joining_is_taken_back_and_the_pairs_it_answered_are_asked_again(
    store: OpenStore, qtbot: QtBot
) -> None:
    for name in ("Siti Aisyah", "Siti Aisah", "Siti Aisyahh"):
        Field(store.db).do(add_vendor, name=name, business="Es Selendang Mayang", kecamatan="Senen")
    dialog = look(sit_at_register(store, qtbot))
    assert isinstance(dialog, BesideDialog)
    assert ask(store, people) == {}
    QTest.keyClick(dialog, Qt.Key.Key_S)
    joined = ask(store, people)
    assert (len(joined), len(set(joined.values()))) == (2, 1)
    QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert ask(store, people) == {}
    assert dialog.at == 0
    QTest.keyClick(dialog, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert ask(store, people) == joined
    dialog.close()


@pytest.mark.parametrize("redo", ["Ctrl+Y", "Ctrl+Shift+Z"])
def test_on_a_page_of_forms_the_keys_reach_what_the_banner_offers(
    store: OpenStore, qtbot: QtBot, redo: str
) -> None:
    def status() -> str:
        with store.db.read() as session:
            listed = list_participants(session, bazaar)
            return next(row.status for row in listed if row.business == "Hijab Nyai")

    with_bazaar(store)
    desk = look_at_bazaars(store, qtbot)
    bazaar = desk.bazaars.desk.bazaar.id  # type: ignore[union-attr]
    box = desk.bazaars.participants.box
    rows = desk.bazaars.participants.list.rows_model.rows
    participant = next(row for row in rows if row.business == "Hijab Nyai")
    assert desk.save(desk.fill(desk.bazaars.ask_change(participant), status="reserve")) == ""
    before, after = participant.status, status()
    assert before != after == "reserve"
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    box.setFocus()
    press(box, "Ctrl+Z")
    assert status() == before
    assert desk.says == "Diurungkan. Ctrl+Y mengulangi."
    press(box, redo)
    assert status() == after
    assert desk.says == "Diulangi."
    box.setText("xyz")  # what is being typed is the box's own to undo
    press(box, "Ctrl+Z")
    assert status() == after
