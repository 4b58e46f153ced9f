"""The gate by its driver: thirty vendors, the cut-off, undo, and every refusal in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import zxingcpp
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from sqlalchemy import select

from bazar_desktop.jobs.papers.day_papers import read_day
from bazar_desktop.services.attendance.check_in import check_in, mark
from bazar_desktop.services.attendance.substitution import substitute
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.omzet.entry import set_omzet
from bazar_desktop.services.settings.officers import PETUGAS, add_officer
from bazar_desktop.store.database import Database
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import DayClose, Participation, RefusedScan
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.kit.history import HistoryPopover
from bazar_desktop.ui.store_session import StoreSession
from tests.bazaar_day import Field, stand_up
from tests.drivers import words_on
from tests.drivers.attendance import GateDriver
from tests.drivers.papers import Chooser
from tests.printing.drawing import draw_attendance_sheet
from tests.printing.reading import page_texts, pictures, whole_text
from tests.services.attendance.gate import DAY, people, where
from tests.stores import MORNING
from tests.ui import looks
from tests.ui.attendance.desk import Clock

MARNI = "Dapur Bu Marni"


def confirmed(field: Field) -> list[Any]:
    return [
        person
        for person in people(field).values()
        if person.status == "confirmed" and person.party == "vendor"
    ]


def test_thirty_vendors_are_in_by_scanner_by_few_letters_and_by_exception(
    gate: GateDriver, field: Field
) -> None:
    everybody = confirmed(field)
    gate.window.go("lain")
    cell = gate.window.page.cell  # type: ignore[attr-defined]
    for item in everybody[:10]:
        gate.scan_slowly(item.card, cell)
    assert cell.text() == "250rb"
    assert everybody[9].business in gate.window.page.banner.words
    gate.window.page.banner.action.click()  # a scan is undone from where it was made
    assert gate.window.page.banner.words == f"Diurungkan: {everybody[9].business} hadir. Ctrl+Y mengulangi."
    assert gate.present == 9
    gate.scan(everybody[9].card, into=cell)
    gate.window.go("kehadiran")
    assert gate.present == 10
    for number in range(11, 21):
        gate.say(f"a{number}")
        assert gate.says.startswith(f"A-{number}")
    assert gate.present == 20
    dialog = gate.everybody()
    QTest.keyClick(dialog.list, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)  # the mitra has not come
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert gate.says == "10 peserta dicatat hadir"
    assert gate.present == 30
    assert {row[2] for row in gate.rows[:30]} == {"hadir 07.42"}
    assert gate.rows[30][2] == "belum"


def test_one_match_needs_one_enter_and_several_equal_ones_two(gate: GateDriver) -> None:
    gate.say("0006")  # the last figures of a phone
    assert gate.says == "A-07 · Sambal Roa Mpok Ati · Ati Rohayati · hadir pukul 07.42"
    gate.say("hijab")
    assert gate.present == 1
    assert gate.says.startswith("2 peserta sama cocok")
    gate.enter()
    assert gate.says.startswith("A-12 · Hijab Nyai ·")
    gate.say("hijab")
    gate.enter()
    assert gate.says.startswith("A-24 · Hijab Nyai 2 ·")  # the one who had not come


def test_arrows_choose_another_of_the_matches(gate: GateDriver) -> None:
    gate.say("hijab")
    gate.press("Down")
    gate.enter()
    assert gate.says.startswith("A-24 ·")
    assert gate.page.roster.box.text() == ""


def test_an_empty_enter_does_nothing_and_typing_filters_in_booth_order(gate: GateDriver) -> None:
    gate.enter()
    assert gate.present == 0
    gate.type("kopi")
    assert [row[0] for row in gate.rows] == ["A-06", "A-18", "A-30"]


def test_a_click_on_the_list_leaves_the_focus_in_the_box(gate: GateDriver) -> None:
    rows = gate.page.roster.list
    QTest.mouseClick(
        rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(rows.model().index(2, 1)).center()
    )
    gate.enter()
    assert gate.says.startswith("A-03 ·")
    assert gate.window.focusWidget() is gate.page.roster.box


def test_a_square_of_the_map_chooses_its_row(gate: GateDriver) -> None:
    squares = gate.page.figures.map
    QTest.mouseClick(squares, Qt.MouseButton.LeftButton, pos=squares.rect().topLeft() + QPoint(5, 5))
    gate.enter()
    assert gate.says.startswith("A-01 ·")


def test_every_refusal_is_large_and_a_refused_card_is_kept(gate: GateDriver, field: Field) -> None:
    everybody = people(field)
    marni = everybody[MARNI]
    gate.scan(marni.card)
    gate.scan(marni.card)
    assert gate.says == f"{MARNI} (booth A-01) sudah hadir 07.42, dicatat oleh Vicky Ramadhan."
    gate.say("tidakada")
    assert "Tidak ada peserta yang cocok" in gate.says
    waiting = next(item for item in everybody.values() if item.status == "reserve")
    gate.scan(waiting.card)
    assert "masih cadangan" in gate.says
    gate.say("BZ.SALAH")
    assert "tidak utuh" in gate.says
    with field.db.read() as session:
        rules = [
            refused_try.rule
            for refused_try in session.execute(select(RefusedScan).order_by(RefusedScan.id)).scalars()
        ]
    assert sorted(rules) == ["already_present", "card_damaged", "still_reserve"]
    assert gate.present == 1


def test_a_sealed_day_says_so(gate: GateDriver, field: Field) -> None:
    def close(session: Any) -> None:
        facts = {**where(field), "revision": 1, "seal": "AAAA"}
        enter(session, DayClose, field.bazaar_id, DAY, 1, **facts)

    field.do(close)
    gate.say("a1")
    assert "sudah ditutup" in gate.says
    gate.page.reload()
    assert gate.page.subtitle.text() == "Senin 20 Maret sudah ditutup: hanya dapat dilihat."


def test_late_izin_alpa_and_pulang_have_their_keys(gate: GateDriver, clock: Clock) -> None:
    clock.now = MORNING.replace(hour=9, minute=31)
    gate.say("a1")
    assert "terlambat, hadir pukul 09.31" in gate.says
    gate.press("F6")
    assert "pulang pukul 09.31" in gate.says
    gate.type("a2")
    gate.press("F4")
    assert gate.says.endswith("izin")
    gate.press("F5")
    assert gate.says.endswith("alpa")
    assert [row[2] for row in gate.rows[:3]] == ["pulang 09.31", "alpa", "belum"]


def test_somebody_marked_away_whose_omzet_stands_is_said_at_once_and_can_be_undone(
    gate: GateDriver, field: Field
) -> None:
    gate.say("a1")
    (arrived,) = [row for row in field.ask(day_sheet, field.bazaar_id, DAY).rows if row.arrived_at]
    field.do(set_omzet, **where(field), participation_id=arrived.participation_id, cash=90_000)
    gate.press("F5")
    assert f"{arrived.business} ditandai alpa pukul " in gate.says
    assert gate.says.endswith("Omzet disimpan; keduanya bertentangan.")
    gate.press("Ctrl+Z")
    (again,) = [row for row in field.ask(day_sheet, field.bazaar_id, DAY).rows if row.arrived_at]
    assert (again.attendance, again.total) == ("present", 90_000)


def test_a_key_without_a_row_asks_for_one(gate: GateDriver) -> None:
    gate.type("hijab")  # two match: nobody is meant yet
    for keys in ("F4", "F7"):
        gate.press(keys)
        assert gate.says.startswith("Pilih peserta dulu")
    gate.press("Escape")
    assert gate.says.startswith("Siap")


def test_everything_undoes_in_turn_but_typing_undoes_as_typing(gate: GateDriver) -> None:
    gate.say("a1")
    gate.say("a2")
    gate.type("xyz")
    gate.press("Ctrl+Z")
    assert (gate.present, gate.page.roster.box.text()) == (2, "")
    gate.press("Ctrl+Z")
    gate.press("Ctrl+Z")
    assert gate.present == 0
    gate.press("Ctrl+Z")
    assert gate.says == "Tidak ada lagi yang diurungkan."


def test_an_undo_that_is_refused_says_why_and_lets_the_one_before_it_be_undone(
    gate: GateDriver, field: Field
) -> None:
    gate.say("a1")
    gate.say("a2")
    second = people(field)["Kerak Telor Bang Jali"]
    field.do(mark, **where(field), participation_id=second.id, status="absent")  # another sitting
    gate.press("Ctrl+Z")
    assert "sudah diubah lagi" in gate.says
    gate.press("Ctrl+Z")
    assert [row[2] for row in gate.rows[:2]] == ["belum", "alpa"]


def test_another_day_begins_with_a_fresh_answer(gate: GateDriver) -> None:
    gate.say("a1")
    gate.type("hij")
    gate.press("Alt+2")
    assert gate.says.startswith("Siap")
    assert (gate.present, len(gate.rows)) == (0, 34)
    assert gate.page.subtitle.text().startswith("Hari ke-2 dari 2")


def test_the_figures_follow_and_the_line_for_the_kasi_is_on_the_clipboard(gate: GateDriver) -> None:
    for number in range(1, 4):
        gate.say(f"a{number}")
    assert "3 dari 30" in words_on(gate.page.figures)
    gate.press("Ctrl+Shift+C")
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Hadir 3 dari 30 (belum 27); per pengampu: ")
    assert "Marni" not in text


def test_the_history_of_a_row_says_who_and_when(gate: GateDriver) -> None:
    gate.say("a1")
    gate.press("F4")
    gate.press("F7")
    shown = gate.dialog(HistoryPopover)
    words = words_on(shown)
    assert "hadir → izin" in words
    assert "Vicky Ramadhan · kehadiran" in words
    shown.close()


def test_one_sound_says_yes_two_say_no_and_a_key_turns_them_off(gate: GateDriver, field: Field) -> None:
    rings: list[str] = []
    gate.page.sound.ring = lambda: rings.append(gate.says)
    marni = people(field)[MARNI]
    gate.scan(marni.card)
    assert len(rings) == 1
    gate.scan(marni.card)
    gate.qtbot.waitUntil(lambda: len(rings) == 3)
    assert "sudah hadir" in rings[1]
    assert "sudah hadir" in rings[2]
    gate.press("F10")
    gate.say("a2")
    gate.say("tidakada")
    assert len(rings) == 3
    gate.page.reload()
    assert not gate.page.sound.isChecked()
    gate.press("F10")
    gate.say("a3")
    assert len(rings) == 4


@pytest.fixture
def cut_off(gate: GateDriver, field: Field, clock: Clock) -> GateDriver:
    """Four of thirty are missing at the cut-off; the first of the reserve needs power."""
    absent = {"A-05", "A-06", "A-11", "A-20"}
    cards = {item.card for item in confirmed(field)}
    rows = gate.page.roll.rows if gate.page.roll else ()
    for row in rows:
        if row.booth not in absent and row.card in cards:
            field.do(check_in, **where(field), code=row.card, at=MORNING)
    waiting = sorted(
        (person for person in people(field).values() if person.status == "reserve"),
        key=lambda person: person.reserve_order,
    )

    def need_power(session: Any) -> None:
        for number, item in enumerate(waiting):
            session.get_one(Participation, item.id).needs_power = number == 0

    field.do(need_power)
    field.do(check_in, **where(field), code=people(field)["Bulog"].card, at=MORNING)
    clock.now = MORNING + timedelta(hours=1, minutes=49)
    gate.page.reload()
    return gate


def test_the_cut_off_is_done_by_keyboard_two_keys_a_stand(cut_off: GateDriver, field: Field) -> None:
    assert "lewat batas 09.30: tekan F2" in words_on(cut_off.page.figures)
    dialog = cut_off.cut_off()
    assert [line.booth for line in dialog.list.visible_rows] == ["A-05", "A-06", "A-11", "A-20"]
    waiting = [item.business for item in cut_off.page.roll.reserve]  # type: ignore[union-attr]

    assert f"Booth A-05 → {waiting[1]} (cadangan ke-2)" in dialog.says  # A-05 has no power
    assert f"Cadangan ke-1 {waiting[0]} dilewati: perlu listrik." in dialog.says
    QTest.keyClick(dialog.list, Qt.Key.Key_I)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.banner.words == f"Booth A-05: {waiting[1]} menggantikan Rajut Kemayoran, pukul 09.31."

    assert f"Booth A-06 → {waiting[0]} (cadangan ke-1)" in dialog.says  # A-06 has power
    QTest.keyClick(dialog.list, Qt.Key.Key_A)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert f"Booth A-11 → {waiting[2]}" in dialog.says
    QTest.keyClick(dialog.list, Qt.Key.Key_A)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert "Tidak ada cadangan yang menunggu" in dialog.says
    QTest.keyClick(dialog.list, Qt.Key.Key_I)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert "Tidak ada cadangan" in dialog.banner.words
    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    state = {booth: (business, words) for booth, business, words in cut_off.rows if booth}
    assert state["A-05"] == (waiting[1], "terlambat 09.31")
    assert state["A-06"] == (waiting[0], "terlambat 09.31")
    assert state["A-20"][1] == "izin"
    gone = {business: words for booth, business, words in cut_off.rows if not booth}
    assert (gone["Rajut Kemayoran"], gone["Kopi Kebon Sirih"]) == ("izin", "alpa")
    assert "29 dari 33" in words_on(cut_off.page.figures)


def test_the_cut_off_proposes_another_undoes_and_takes_a_late_scan(cut_off: GateDriver, field: Field) -> None:
    dialog = cut_off.cut_off()
    first = dialog.says
    QTest.keyClick(dialog.list, Qt.Key.Key_Right)
    assert dialog.says != first
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    QTest.keyClick(dialog.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [line.booth for line in dialog.list.visible_rows] == ["A-05", "A-06", "A-11", "A-20"]
    card = people(field)["Kopi Kebon Sirih"].card
    cut_off.scan(card, into=dialog.list)
    assert [line.booth for line in dialog.list.visible_rows] == ["A-05", "A-11", "A-20"]
    assert "Kopi Kebon Sirih" in dialog.banner.words
    dialog.close()


def test_the_changed_papers_are_offered_after_the_cut_off(
    cut_off: GateDriver, field: Field, chooser: Chooser
) -> None:
    dialog = cut_off.cut_off()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert cut_off.page.banner.words == ""  # nothing moved
    before = papers_of_the_gate(field, chooser)
    dialog = cut_off.cut_off()
    joined = dialog.proposed
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert "Booth berganti pemegang" in cut_off.page.banner.words
    cut_off.page.banner.action.click()
    cut_off.qtbot.waitUntil(lambda: cut_off.page.banner.words.startswith("LP-"))
    assert chooser.to is not None
    made = next(chooser.to.glob("LP-*.pdf"))
    pages = page_texts(made)
    assert joined is not None
    assert next(text for text in pages if "LP-" in text).count(joined.business) == 1
    cards = [text for text in pages if "KP-" in text]
    assert len(cards) == 1
    assert "Kerak Telor Bang Jali," not in cards[0]
    after = papers_of_the_gate(field, chooser)
    assert joined.business not in before
    assert joined.business in after
    assert [code.text for picture in pictures(made, 150) for code in zxingcpp.read_barcodes(picture)] == [
        next(person.card for person in people(field).values() if person.id == joined.participation_id)
    ]


def papers_of_the_gate(field: Field, chooser: Chooser) -> str:
    """The words of the day's daftar hadir as it stands."""
    assert chooser.to is not None
    path = chooser.to / "hadir.pdf"
    draw_attendance_sheet(field.ask(read_day, bazaar_id=field.bazaar_id, day=DAY).sheet, path, filled=True)
    return whole_text(path)


def test_a_stand_is_handed_over_at_midday_and_both_keep_their_session(
    cut_off: GateDriver, field: Field, clock: Clock
) -> None:
    clock.now = MORNING.replace(hour=12)
    dialog = cut_off.cut_off()
    QTest.keyClick(dialog.list, Qt.Key.Key_S)
    assert dialog.list.visible_rows[0].booth == "A-01"
    joined = dialog.proposed
    assert joined is not None
    QTest.keyClick(dialog.list, Qt.Key.Key_I)  # nobody present is marked by mistake
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.banner.words == f"Booth A-01: {joined.business} menggantikan {MARNI}, pukul 12.42."
    assert dialog.list.visible_rows[0].booth == "A-01"  # the new holder of session 2
    assert dialog.list.visible_rows[0].business == joined.business
    QTest.keyClick(dialog.list, Qt.Key.Key_S)
    assert [line.booth for line in dialog.list.visible_rows] == ["A-05", "A-06", "A-11", "A-20"]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    state = {business: (booth, words) for booth, business, words in cut_off.rows}
    assert state[MARNI] == ("A-01", "pulang 12.42")
    assert state[joined.business][0] == "A-01"


def test_a_lost_card_gets_a_new_serial_and_is_refused_from_then_on(
    gate: GateDriver, field: Field, chooser: Chooser
) -> None:
    lost = people(field)[MARNI].card
    gate.type("a1")
    where_to, chooser.to = chooser.to, None
    gate.press("F3")  # left the question where to save: nothing is done
    assert people(field)[MARNI].card == lost
    chooser.to = where_to
    gate.press("F3")
    gate.qtbot.waitUntil(lambda: gate.page.banner.words.startswith("KP-"))
    new = people(field)[MARNI].card
    assert new != lost
    assert gate.says == f"A-01 · {MARNI} · Kartu baru {new}. Kartu lama tidak berlaku lagi."
    assert where_to is not None
    made = next(where_to.glob("KP-A-01-*.pdf"))
    assert [code.text for code in zxingcpp.read_barcodes(pictures(made, 150)[0])] == [new]
    gate.page.banner.action.click()
    assert chooser.shown == [where_to]
    gate.scan(lost)
    assert gate.present == 0
    assert "kartu baru" in gate.says.lower()
    gate.scan(new)
    assert gate.present == 1
    waiting = next(person for person in people(field).values() if person.status == "reserve")
    gate.type(waiting.business)
    gate.press("F3")
    assert gate.says == "Kartu cadangan dicetak sesudah ia mendapat booth."


def test_a_handover_that_is_refused_is_said_in_the_dialog(cut_off: GateDriver, field: Field) -> None:
    dialog = cut_off.cut_off()
    candidate = dialog.proposed
    assert candidate is not None
    other = dialog.list.visible_rows[1]
    who = {"left_id": other.participation_id, "joined_id": candidate.participation_id}
    field.do(substitute, **where(field), **who, reason="izin", at=MORNING)  # another laptop was quicker
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.banner.words == f"{candidate.business} sudah menempati booth A-06. Pilih cadangan lain."
    dialog.close()


def test_a_walk_in_is_in_with_five_fields(gate: GateDriver, field: Field) -> None:
    labels = [button.accessibleName() for button in gate.page.findChildren(QAbstractButton)]
    assert "Datang langsung" in labels
    assert "Peserta baru" not in labels  # that is a figure: who takes part for the first time
    gate.press("F9")
    form = gate.dialog(FormDialog)
    QTest.keyClick(form, Qt.Key.Key_Return)
    assert "Nama pemilik atau nama usaha harus diisi." in words_on(form)
    for name, words in {"business": "Kue Ana", "name": "Ana", "product": "Kue", "phone": "12"}.items():
        QTest.keyClicks(form.fields[name], words)
    QTest.keyClick(form, Qt.Key.Key_Return)
    assert "Nomor HP tidak dikenali" in words_on(form)
    form.fields["phone"].clear()
    QTest.keyClicks(form.fields["category"], "K")  # a letter chooses
    QTest.keyClick(form, Qt.Key.Key_Return)
    assert gate.says == "Kue Ana · Ana · hadir pukul 07.42"
    assert people(field)["Kue Ana"].category == "kuliner"
    assert people(field)["Kue Ana"].source == "walk_in"
    gate.press("Ctrl+Z")
    assert "Kue Ana" not in people(field)


def test_a_bazaar_without_participants_says_what_to_do_next(
    make_gate: Callable[[Field], GateDriver], db: Database
) -> None:
    gate = make_gate(stand_up(db, vendors=0, reserves=0, partners=0))
    assert "Belum ada peserta di bazar ini" in words_on(gate.page)
    gate.press("F2")
    assert gate.page.cut_off_dialog is None


def test_a_list_without_booths_can_be_checked_in(
    make_gate: Callable[[Field], GateDriver], db: Database
) -> None:
    gate = make_gate(stand_up(db))
    gate.say("sambal")
    assert gate.says == "Sambal Roa Mpok Ati · Ati Rohayati · hadir pukul 07.42"


@pytest.mark.parametrize("scale", looks.SCALES)
def test_the_page_and_its_dialogs_look_right_at_every_scale(
    cut_off: GateDriver, field: Field, scale: int
) -> None:
    window = cut_off.window
    looks.settle(window, looks.SCALES[scale])
    assert looks.faults_of(window) == []
    cut_off.scan(confirmed(field)[0].card)
    looks.settle(window)
    assert looks.faults_of(window) == []
    assert looks.foreign_colours(cut_off.page) == []
    dialog = cut_off.cut_off()
    looks.settle(dialog)
    assert looks.faults_of(dialog) == []
    dialog.close()
    every = cut_off.everybody()
    looks.settle(every)
    assert looks.faults_of(every) == []
    every.close()
    QApplication.processEvents()


def test_who_went_home_and_came_back_is_shown_as_present_again(
    gate: GateDriver, field: Field, clock: Clock
) -> None:
    gate.say("a1")
    clock.now = MORNING.replace(hour=12)
    gate.press("F6")
    assert gate.rows[0][2] == "pulang 12.42"
    clock.now = MORNING.replace(hour=13)
    gate.say("a1")
    assert gate.rows[0][2] == f"hadir {MORNING:%H.%M}"
    stored = next(row for row in field.ask(day_sheet, field.bazaar_id, DAY).rows if row.booth == "A-01")
    assert (stored.arrived_at, stored.left_at) == (MORNING, None)


def test_an_officer_puts_back_only_what_was_done_in_the_own_name(gate: GateDriver, field: Field) -> None:
    gate.say("a1")
    siti = field.do(add_officer, name="Siti", role=PETUGAS)
    desk = gate.page.desk
    assert isinstance(desk, StoreSession)
    first = desk.store
    desk._store = replace(desk.store, officer=Owner(siti, "Siti", PETUGAS))
    gate.say("a2")
    gate.press("Ctrl+Z")
    gate.press("Ctrl+Z")
    assert "Tidak ada yang dapat diurungkan di laptop ini oleh petugas ini." in gate.says
    assert [row[2] for row in gate.rows[:2]] == [f"hadir {MORNING:%H.%M}", "belum"]
    desk._store = first
    gate.press("Ctrl+Z")
    assert [row[2] for row in gate.rows[:2]] == ["belum", "belum"]


def test_the_changed_papers_are_not_offered_again_when_nothing_moved_since(cut_off: GateDriver) -> None:
    dialog = cut_off.cut_off()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert "Booth berganti pemegang" in cut_off.page.banner.words
    cut_off.page.banner.clear()
    QTest.keyClick(cut_off.cut_off(), Qt.Key.Key_Escape)
    assert cut_off.page.banner.words == ""
