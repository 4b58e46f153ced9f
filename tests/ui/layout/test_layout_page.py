"""The Denah page as a person uses it: generate, place, drag, keys, edit, undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester

from bazar_desktop.domain.placement.request import Rules
from bazar_desktop.services.bazaars.bazaars import add_bazaar, bazaar_of
from bazar_desktop.services.layout.layouts import layout_of_bazaar
from bazar_desktop.services.placement.moves import free, swap
from bazar_desktop.services.placement.rules import put_placement_rules
from bazar_desktop.store.database import Database
from bazar_desktop.ui.kit.task import wait_for_tasks
from bazar_desktop.ui.layout.view import PARTY
from tests.bazaar_day import DAYS, stand_up
from tests.domain.placement.cases import only
from tests.drivers import press
from tests.services.placement.placed import booth, change, laid_out, placed, seal, standing
from tests.ui import looks
from tests.ui.layout.conftest import MakeDenah


def test_an_empty_page_says_what_to_do_and_does_it(db: Database, denah: MakeDenah) -> None:
    field = stand_up(db)
    desk = denah(field)
    assert not desk.page.content.isVisible()
    desk.click("Buat denah")
    desk.answer(tents=15)
    assert desk.says == "Denah dibuat. Geser tenda seperlunya dengan Ubah denah."
    assert len(desk.page.scene.booths) == 33
    assert len(desk.page.side.waiting.model.people) == 13
    desk.click("Urungkan")
    assert not desk.page.content.isVisible()


def test_numbers_that_make_no_plan_are_said_in_the_form(db: Database, denah: MakeDenah) -> None:
    desk = denah(placed(db))
    desk.press("E", "G")
    desk.answer(tents=1)
    assert "masih ditempati" in desk.form.banner.words
    desk.form.reject()


def test_a_lokasi_that_has_a_layout_offers_it(db: Database, denah: MakeDenah) -> None:
    field = laid_out(db)
    lokasi = field.ask(bazaar_of, field.bazaar_id).lokasi_id
    field.do(add_bazaar, name="Bazar Baru", days=[DAYS[0].replace(year=2024)], lokasi_id=lokasi)
    desk = denah(field)
    latest = next(bazaar for bazaar in desk.page.desk.bazaars() if bazaar.name == "Bazar Baru")
    desk.page.desk.choose(latest.id)
    desk.page.reload()
    desk.click("Pakai denah lokasi")
    assert len(desk.page.scene.booths) == 18
    assert desk.board.layout.id != field.ask(layout_of_bazaar, field.bazaar_id).id


def test_placing_all_shows_everybody_with_quality_before_and_after(db: Database, denah: MakeDenah) -> None:
    desk = denah(laid_out(db))
    desk.place_all()
    assert len(desk.standing) == 13
    assert desk.says.startswith("13 booth terisi untuk 2 hari.")
    assert not desk.page.side.waiting.isVisible()
    one, two = list(desk.standing)[:2]
    desk.drag_to(one, two)
    desk.press("Ctrl+Z", "Ctrl+Z")
    assert desk.standing == {}
    desk.press("Ctrl+Z")
    assert "Tidak ada lagi" in desk.says


def test_placing_again_says_that_nobody_has_to_move(db: Database, denah: MakeDenah) -> None:
    field = placed(db)
    desk = denah(field)
    desk.place_all()
    before = desk.standing
    desk.place_all()
    assert desk.says == (
        "Tidak ada yang perlu pindah. Terbukti untuk tiap hari: tidak ada susunan dengan poin lebih sedikit. "
        "Terhitung 30 poin untuk tiap booth yang ditinggalkan."
    )
    assert desk.standing == before
    field.do(free, bazaar_id=field.bazaar_id, booth_id=desk.booth("A-01"), day=DAYS[0])
    desk.page.reload()
    desk.place_all()
    assert "→" in "".join(label.text() for label in desk.page.side.quality.findChildren(QLabel))


def test_what_a_command_changed_meanwhile_is_drawn_with_the_verdict(db: Database, denah: MakeDenah) -> None:
    field = placed(db)
    field.do(put_placement_rules, rules=Rules(weights=only(moved=30)))
    desk = denah(field)
    one, two = (label for label in list(desk.standing)[:2])
    before = desk.standing
    field.do(swap, bazaar_id=field.bazaar_id, here=desk.booth(one), there=desk.booth(two), day=DAYS[0])
    desk.place_all()
    assert desk.says.startswith("Tidak ada yang perlu pindah. Terbukti")
    assert desk.standing == standing(field) == {**before, one: before[two], two: before[one]}


def test_placing_from_the_start_forgets_where_they_stand_now(db: Database, denah: MakeDenah) -> None:
    field = placed(db)
    usual = standing(field)
    one, two = list(usual)[:2]
    field.do(put_placement_rules, rules=Rules(weights=only(moved=30, preference=10)))
    change(field, usual[one], preference=two)
    desk = denah(field)
    desk.place_all()
    assert standing(field) == usual
    desk.click("Dari awal")
    desk.qtbot.waitUntil(lambda: not desk.page.task_panel.isVisible(), timeout=20000)
    assert standing(field)[two] == usual[one]
    assert "poin untuk tiap booth yang ditinggalkan" not in desk.says


def test_the_search_can_be_cancelled_and_nothing_is_placed(db: Database, denah: MakeDenah) -> None:
    desk = denah(laid_out(db, vendors=280, tents=145))
    desk.click("Tempatkan otomatis")
    desk.click("Batalkan")
    desk.qtbot.waitUntil(lambda: not desk.page.task_panel.isVisible(), timeout=20000)
    assert desk.says == "Dihentikan. Yang belum selesai tidak disimpan."
    assert desk.standing == {}


def test_pressing_again_while_the_search_runs_begins_no_second_and_cancel_places_nobody(
    db: Database, denah: MakeDenah
) -> None:
    desk = denah(laid_out(db, vendors=280, tents=145))
    place = desk.page.side.quality.place
    desk.press("Ctrl+T")
    desk.page.reload()  # as another day in hand does
    assert not place.isEnabled()
    desk.press("Ctrl+T")
    assert desk.says.startswith("Masih berjalan: Menempatkan peserta.")
    desk.click("Batalkan")
    desk.qtbot.waitUntil(lambda: not desk.page.task_panel.isVisible(), timeout=20000)
    assert desk.says == "Dihentikan. Yang belum selesai tidak disimpan."
    assert wait_for_tasks()
    assert desk.standing == {}
    assert place.isEnabled()


def test_what_cannot_be_placed_is_explained(db: Database, denah: MakeDenah) -> None:
    field = laid_out(db, tents=4)
    desk = denah(field)
    desk.place_all()
    assert "12 booth diperlukan, hanya 8 tersedia. Lepaskan paling sedikit 4 peserta" in desk.says
    assert desk.standing == {}


def test_dragging_one_onto_another_swaps_and_can_be_undone(db: Database, denah: MakeDenah) -> None:
    field = placed(db)
    desk = denah(field)
    before = desk.standing
    one, two = list(before)[:2]
    desk.drag_to(one, two)
    assert desk.standing == {**before, one: before[two], two: before[one]}
    assert standing(field, DAYS[1]) == desk.standing
    assert f"{before[one]} sekarang di {two}" in desk.says
    desk.click("Urungkan")
    assert desk.standing == before


def test_a_drag_that_ends_nowhere_changes_nothing(db: Database, denah: MakeDenah) -> None:
    desk = denah(placed(db))
    before = desk.standing
    label = next(iter(before))
    desk.drag(label, QPoint(5, 5))
    desk.drag(label, desk.spot(label) + QPoint(8, 3))
    assert desk.standing == before
    assert desk.says == ""


def test_a_swap_that_breaks_a_need_is_done_and_warned_of(db: Database, denah: MakeDenah) -> None:
    desk = denah(placed(db))
    board = desk.board
    plan = {item.id: item for item in board.layout.plan.booths}
    needing = next(plan[where] for where, who in board.holders.items() if board.people[who].needs_power)
    without = next(plan[where] for where in board.holders if not plan[where].power and not plan[where].zone)
    desk.drag_to(needing.label, without.label)
    assert "butuh listrik" in desk.says
    assert desk.page.scene.booths[without.id].face.warning


def test_everything_goes_by_keys_alone(db: Database, denah: MakeDenah) -> None:
    desk = denah(placed(db))
    before = desk.standing
    desk.page.view.setFocus()
    desk.press("Right")
    first = desk.chosen
    desk.press("Return", "Right")
    assert desk.page.side.booth.effect.text()
    assert "Enter menaruh" in desk.page.sheet.keys.text()
    desk.press("Escape")
    assert desk.standing == before
    desk.press("Return", "Right", "Return")
    assert desk.standing[desk.chosen] == before[first]
    desk.press("L")
    assert "dikunci" in desk.says
    desk.press("Delete")
    assert "Lepaskan kuncinya" in desk.says
    desk.press("L", "Delete")
    assert desk.chosen not in desk.standing
    desk.press("B")
    assert "ditutup" in desk.says
    desk.press("B", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert desk.standing == before


def test_arrows_go_to_the_nearest_booth_that_way_and_stay_at_the_edge(db: Database, denah: MakeDenah) -> None:
    desk = denah(placed(db))
    desk.click_booth("A-02")
    walked = []
    for key in ("Right", "Down", "Left", "Up", "Left", "Left", "Left"):
        desk.press(key)
        walked.append(desk.chosen)
    assert walked[0] == "A-03"
    assert walked[-1] == walked[-2] == "A-01"


def test_a_typed_move_says_who_has_the_booth_and_can_exchange(db: Database, denah: MakeDenah) -> None:
    desk = denah(placed(db))
    before = desk.standing
    one, two = list(before)[:2]
    desk.click_booth(one)
    desk.press("P")
    desk.answer(booth=two)
    assert (
        desk.refused_in_form() == f"Booth {two} sudah ditempati {before[two]}. Tukar atau pilih booth lain?"
    )
    desk.press("P")
    desk.answer(booth=two.lower(), exchange=True)
    assert desk.standing[two] == before[one]


def test_who_waits_is_listed_and_placed_by_enter_or_drop(db: Database, denah: MakeDenah) -> None:
    field = placed(db)
    one, two = list(standing(field))[:2]
    names = standing(field)
    for label in (one, two):
        field.do(free, bazaar_id=field.bazaar_id, booth_id=booth(field, label), day=DAYS[0])
    desk = denah(field)
    waiting = desk.page.side.waiting
    assert {who.business for who in waiting.model.people} == {names[one], names[two]}
    waiting.list.setCurrentIndex(waiting.model.index(0))
    press(waiting.list, "Return")
    assert "Pilih satu booth kosong" in desk.says
    desk.click_booth(one)
    desk.press("Return")
    waiting.list.setCurrentIndex(waiting.model.index(0))
    press(waiting.list, "Return")
    assert one in desk.standing
    data = QMimeData()
    data.setData(PARTY, waiting.model.people[0].id.encode())
    event = QDropEvent(
        desk.spot(two).toPointF(),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    desk.page.view.dropEvent(event)
    assert two in desk.standing
    assert not waiting.isVisible()


def test_the_list_of_who_waits_is_a_sound_model(
    db: Database, denah: MakeDenah, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(denah(laid_out(db)).page.side.waiting.model)


def test_a_sealed_day_is_shown_and_cannot_be_changed(db: Database, denah: MakeDenah) -> None:
    field = placed(db)
    seal(field, DAYS[0])
    desk = denah(field)
    before = desk.standing
    one, two = list(before)[:2]
    desk.drag_to(one, two)
    assert "sudah ditutup" in desk.says
    assert desk.standing == before
    assert "hari bazar ini sudah ditutup" in desk.page.subtitle.text()
    assert not desk.page.side.quality.place.isEnabled()


def test_tents_move_turn_double_and_go_in_the_editor(db: Database, denah: MakeDenah) -> None:
    desk = denah(laid_out(db))
    desk.press("E")
    desk.click_booth("A-01")
    assert len(desk.page.scene.chosen) == 2
    before = desk.board.layout.plan
    desk.press("Left", "Shift+Down", "R", "W", "A", "Ctrl+D")
    assert len(desk.board.layout.plan.booths) == len(before.booths) + 2
    desk.press("Delete", "T", "Delete")
    assert len(desk.board.layout.plan.booths) == len(before.booths)
    desk.press("S")
    desk.answer(label="TENDA P3K", width=3)
    assert "TENDA P3K" in {fixture.label for fixture in desk.board.layout.plan.fixtures}
    desk.press("Delete", "N", "U")
    while desk.page.undo_history.can_undo:
        desk.page.undo_history.undo_last()
    assert desk.board.layout.plan == before


def test_dragging_in_the_editor_snaps_and_shows_what_is_wrong(db: Database, denah: MakeDenah) -> None:
    desk = denah(laid_out(db))
    desk.press("E")
    before = {item.label: (item.x, item.y) for item in desk.board.layout.plan.booths}
    metre = desk.page.view.metre
    desk.drag("A-01", desk.spot("A-01") + QPoint(round(2.1 * metre), 0))
    after = {item.label: (item.x, item.y) for item in desk.board.layout.plan.booths}
    assert after["A-01"] == (before["A-01"][0] + 2.0, before["A-01"][1])
    assert after["A-02"] == (before["A-02"][0] + 2.0, before["A-02"][1])
    assert "bertumpuk" in desk.page.side.flaws.words.text()
    desk.press("Ctrl+Z")
    assert not desk.page.side.flaws.isVisible()


def test_a_frame_chooses_what_lies_in_it_and_control_adds(db: Database, denah: MakeDenah) -> None:
    desk = denah(laid_out(db))
    desk.press("E")
    port, button = desk.page.view.viewport(), Qt.MouseButton.LeftButton
    first, last = desk.spot("A-01") - QPoint(60, 60), desk.spot("A-04") + QPoint(60, 60)
    QTest.mousePress(port, button, pos=first)
    QTest.mouseMove(port, (first + last) / 2)
    QTest.mouseMove(port, last)
    QTest.mouseRelease(port, button, pos=last)
    assert {"A-01", "A-02", "A-03", "A-04"} <= {
        desk.page.scene.booths[item].face.label
        for item in desk.page.scene.chosen
        if item in desk.page.scene.booths
    }
    desk.click_booth("M-1")
    QTest.mouseClick(port, button, Qt.KeyboardModifier.ControlModifier, desk.spot("M-2"))
    assert len(desk.page.scene.chosen) == 2


def test_zoom_keeps_its_bounds_and_panning_moves_the_plan(db: Database, denah: MakeDenah) -> None:
    desk = denah(placed(db))
    fitting = desk.page.view.metre
    desk.press("+", "+", "+", "+", "+", "+")
    assert desk.page.view.metre > fitting * 2
    start = desk.spot("A-01")
    port, ground = desk.page.view.viewport(), start - QPoint(0, round(3 * desk.page.view.metre))
    QTest.mousePress(port, Qt.MouseButton.MiddleButton, pos=start)
    QTest.mouseMove(port, start - QPoint(60, 40))
    QTest.mouseRelease(port, Qt.MouseButton.MiddleButton, pos=ground)
    assert desk.spot("A-01") != start
    for _turn in range(40):
        desk.press("-")
    assert desk.page.view.metre >= 2
    desk.press("0")
    assert desk.page.view.metre == fitting


def test_reasons_stand_in_words_for_everybody(db: Database, denah: MakeDenah) -> None:
    field = placed(db)
    change(field, "Hijab Nyai", preference="A-01")
    desk = denah(field)
    for label, business in desk.standing.items():
        desk.click_booth(label)
        card = desk.page.side.booth
        assert card.heading.text() == f"{label} · {business}"
        assert card.good.text().startswith("Di sini karena: ") or card.bad.text().startswith("Kurang baik: ")


@pytest.mark.parametrize("scale", looks.SCALES)
@pytest.mark.parametrize("editing", [False, True])
def test_the_page_has_room_at_every_scale(db: Database, denah: MakeDenah, scale: int, editing: bool) -> None:
    desk = denah(placed(db, vendors=27, partners=2, tents=15))
    window = desk.page.window()
    desk.click_booth("A-07")
    if editing:
        desk.press("E")
    looks.settle(window, looks.SCALES[scale])
    assert looks.faults_of(window) == []
    if scale == 100:
        assert looks.foreign_colours(window, most=0.004) == []


def test_three_hundred_booths_are_drawn(db: Database, denah: MakeDenah) -> None:
    desk = denah(laid_out(db, tents=150, vendors=3, reserves=0))
    assert len(desk.page.scene.booths) == 302
    desk.press("+", "Right", "Right", "0")
    assert desk.chosen


def test_a_layout_is_kept_as_a_template_under_a_name(db: Database, denah: MakeDenah) -> None:
    desk = denah(laid_out(db))
    desk.press("E", "J")
    desk.answer(name="  ")
    assert "Beri nama" in desk.refused_in_form()
    desk.press("J")
    desk.answer(name="Denah hari hujan", usual=False)
    assert desk.says == "Templat Denah hari hujan disimpan untuk lokasi ini."
    desk.press("Ctrl+O")
    assert "templat Denah hari hujan" in desk.choices("layout")[0]
    desk.answer()
    assert desk.says == "Denah diambil."


def test_one_booth_gets_another_number_that_no_other_has(db: Database, denah: MakeDenah) -> None:
    desk = denah(placed(db))
    business = desk.standing["A-01"]
    desk.press("E")
    QTest.mouseDClick(desk.page.view.viewport(), Qt.MouseButton.LeftButton, pos=desk.spot("A-01"))
    desk.press("F2")
    desk.answer(label="A-02")
    assert "sudah dipakai booth lain" in desk.refused_in_form()
    desk.press("F2")
    desk.answer(label="VIP-1")
    assert desk.standing["VIP-1"] == business
