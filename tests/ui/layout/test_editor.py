"""The editor as a person uses it: adding, lining up, the clipboard, redo, words at what is wrong, the picture."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from bazar_desktop.domain.layout.checks import flaws
from bazar_desktop.services.bazaars.bazaars import add_bazaar, bazaar_of
from bazar_desktop.services.layout.layouts import generate_layout
from bazar_desktop.store.database import Database
from bazar_desktop.ui.layout.menus import key_words
from bazar_desktop.ui.layout.overlay import paint_flaws
from tests.bazaar_day import DAYS
from tests.drivers import press
from tests.drivers.layout import LayoutDriver
from tests.services.placement.placed import laid_out, placed
from tests.ui import looks
from tests.ui.layout.conftest import MakeDenah


def actions(desk: LayoutDriver) -> Iterator[str]:
    for menu in desk.page.sheet.edit_bar.findChildren(QMenu):
        yield from (action.text() for action in menu.actions() if not action.isSeparator())


def plan_of(desk: LayoutDriver) -> dict[str, Any]:
    return {booth.label: booth for booth in desk.board.layout.plan.booths}


def test_what_was_undone_can_be_done_again_until_something_else_is_done(
    db: Database, denah: MakeDenah
) -> None:
    desk = denah(laid_out(db))
    desk.press("E")
    desk.click_booth("A-01")
    first = desk.board.layout.plan
    desk.press("Left", "Down")
    last = desk.board.layout.plan
    desk.press("Ctrl+Z", "Ctrl+Z")
    assert desk.board.layout.plan == first
    desk.press("Ctrl+Y", "Ctrl+Shift+Z")
    assert desk.says == "Diulangi."
    assert desk.board.layout.plan == last
    desk.press("Ctrl+Z", "Right", "Ctrl+Y")
    assert "Tidak ada lagi yang diulangi." in desk.says


def test_a_swap_that_was_undone_by_its_button_comes_back_by_the_key(db: Database, denah: MakeDenah) -> None:
    desk = denah(placed(db))
    before = desk.standing
    one, two = list(before)[:2]
    desk.drag_to(one, two)
    after = desk.standing
    desk.click("Urungkan")
    assert desk.standing == before
    desk.press("Ctrl+Y")
    assert desk.standing == after


def test_new_things_stand_free_near_the_pointer(db: Database, denah: MakeDenah) -> None:
    desk = denah(laid_out(db))
    desk.press("E")
    desk.click_booth("A-03")  # the pointer is over a booth: what is new stands beside it
    desk.press("O", "T")
    desk.press("S")
    desk.answer(kind="power", width=0.6, depth=0.6)
    plan = desk.board.layout.plan
    assert len(plan.booths) == 18 + 3
    assert [booth.tent for booth in plan.booths].count("") == 3  # two mitra, one free-standing
    assert {flaw.code for flaw in flaws(plan, 0)} == set()
    assert [fixture.reach for fixture in plan.fixtures if fixture.kind == "power"].count(15.0) == 1


def test_a_block_of_tents_comes_below_with_its_own_aisle_and_facing(db: Database, denah: MakeDenah) -> None:
    desk = denah(laid_out(db))
    desk.press("E", "Shift+T")
    desk.answer(tents=6, tents_per_row=3, facing="s", aisle=4.0)
    new = [plan_of(desk)[name] for name in desk.chosen_labels]
    assert len(new) == 12
    assert {item.facing for item in new} == {"s"}
    rows = sorted({item.y for item in new})
    assert rows[1] - rows[0] == 2.5 + 4.0
    desk.press("Shift+T")
    desk.answer(tents=1, aisle=1.0, mitra=True)
    assert {plan_of(desk)[name].zone for name in desk.chosen_labels} == {"mitra"}


def test_booths_are_marked_faced_and_lined_up_by_keys(db: Database, denah: MakeDenah) -> None:
    desk = denah(laid_out(db))
    desk.press("E")
    desk.click_booth("A-01")
    desk.press("W", "A", "F", "D", "M", "H")
    one = plan_of(desk)["A-01"]
    assert (one.power, one.water, one.open_fire, one.accessible, one.zone, one.facing) == (
        True, True, False, False, "mitra", "e",
    )  # fmt: skip
    desk.press("Ctrl+Z", "Ctrl+Z", "Ctrl+A", "Ctrl+Up")
    tops = {booth.y for booth in desk.board.layout.plan.booths}
    assert len(tops) == 1
    desk.press("Ctrl+Z")
    assert len({booth.y for booth in desk.board.layout.plan.booths}) > 1


def test_a_part_goes_by_the_clipboard_to_another_bazaar(db: Database, denah: MakeDenah) -> None:
    field = laid_out(db)
    lokasi = field.ask(bazaar_of, field.bazaar_id).lokasi_id
    field.do(add_bazaar, name="Bazar Baru", days=[DAYS[0] + timedelta(days=400)], lokasi_id=lokasi)
    desk = denah(field)
    other = next(bazaar for bazaar in desk.page.desk.bazaars() if bazaar.name == "Bazar Baru")
    field.do(generate_layout, bazaar_id=other.id, tents=2, mitra=0)
    desk.page.reload()
    desk.press("E", "Ctrl+V")
    assert "Papan klip tidak berisi bagian denah" in desk.says
    desk.click_booth("A-05")
    desk.press("Ctrl+C")
    assert desk.says == "2 disalin. Ctrl+V menempelkannya, juga di denah lain."
    desk.page.desk.choose(other.id)
    desk.page.reload()
    desk.press("Ctrl+V")
    assert sorted(plan_of(desk)) == ["A-01", "A-02", "A-03", "A-04", "A-05", "A-06"]
    desk.press("Ctrl+X")
    assert sorted(plan_of(desk)) == ["A-01", "A-02", "A-03", "A-04"]
    desk.press("Ctrl+V")
    assert len(plan_of(desk)) == 6
    QApplication.clipboard().clear()


def test_a_drag_is_caught_by_a_line_and_alt_sets_it_free(db: Database, denah: MakeDenah) -> None:
    desk = denah(laid_out(db))
    desk.press("E", "+", "+")
    metre, tent = desk.page.view.metre, plan_of(desk)["A-03"].x
    port, button = desk.page.view.viewport(), Qt.MouseButton.LeftButton
    start = desk.spot("A-01")
    near = start + QPoint(round((tent - plan_of(desk)["A-01"].x + 0.13) * metre), round(-3.3 * metre))
    QTest.mousePress(port, button, pos=start)
    QTest.mouseMove(port, (start + near) / 2)
    QTest.mouseMove(port, near)
    assert tent in desk.page.scene.caught.upright
    QTest.mouseRelease(port, button, pos=near)
    assert plan_of(desk)["A-01"].x == tent
    assert not desk.page.scene.caught.upright


def test_escape_puts_back_what_is_under_the_hand(db: Database, denah: MakeDenah) -> None:
    desk = denah(laid_out(db))
    desk.press("E")
    before = desk.board.layout.plan
    port, button = desk.page.view.viewport(), Qt.MouseButton.LeftButton
    start = desk.spot("A-01")
    QTest.mousePress(port, button, pos=start)
    QTest.mouseMove(port, start + QPoint(60, 30))
    QTest.mouseMove(port, start + QPoint(90, 30))
    assert desk.spot("A-01") != start
    desk.press("Escape")
    QTest.mouseRelease(port, button, pos=start + QPoint(90, 30))
    assert desk.spot("A-01") == start
    assert desk.board.layout.plan == before


def test_what_is_wrong_is_said_at_the_thing_while_it_is_held(db: Database, denah: MakeDenah) -> None:
    desk = denah(laid_out(db))
    desk.press("E")
    port, button = desk.page.view.viewport(), Qt.MouseButton.LeftButton
    start, over = desk.spot("A-01"), desk.spot("A-03")
    QTest.mousePress(port, button, pos=start)
    QTest.mouseMove(port, (start + over) / 2)
    QTest.mouseMove(port, over)
    scene = desk.page.scene
    assert "overlap" in {flaw.code for flaw in scene.flaws}
    assert scene.booths[desk.booth("A-03")].verdict == "wrong"
    picture = QImage(600, 400, QImage.Format.Format_ARGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    fields = paint_flaws(painter, scene.moving or scene.plan, scene.flaws, scene.zoom)
    painter.end()
    assert fields
    assert not any(field.intersects(other) for at, field in enumerate(fields) for other in fields[at + 1 :])
    QTest.mouseMove(port, start)
    QTest.mouseRelease(port, button, pos=start)
    assert scene.flaws == ()


def test_the_aisle_that_is_asked_for_is_a_setting(db: Database, denah: MakeDenah) -> None:
    desk = denah(laid_out(db))
    desk.press("E")
    assert not desk.page.side.flaws.isVisible()
    desk.press("Shift+G")
    desk.answer(aisle=5.0, north=45, width=60.0)
    assert "paling sedikit 5 m" in desk.page.side.flaws.words.text()
    assert (desk.board.layout.plan.north, desk.board.layout.plan.width) == (45.0, 60.0)
    desk.press("Ctrl+Z", "Ctrl+Z")
    assert not desk.page.side.flaws.isVisible()


def test_a_fixture_that_is_double_clicked_takes_another_size(db: Database, denah: MakeDenah) -> None:
    desk = denah(laid_out(db))
    desk.press("E")
    stage = next(fixture for fixture in desk.page.scene.fixtures.values() if fixture.kind == "stage")
    middle = desk.page.view.mapFromScene(stage.mapRectToScene(stage.area()).center())
    QTest.mouseDClick(desk.page.view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert desk.form.windowTitle() == "Ubah sarana"
    desk.answer(label="PANGGUNG UTAMA", width=6.5)
    changed = next(fixture for fixture in desk.board.layout.plan.fixtures if fixture.kind == "stage")
    assert (changed.label, changed.width) == ("PANGGUNG UTAMA", 6.5)


class OnePhoto:
    """A person who always chooses the same picture."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def photo(self, parent: QWidget, question: str) -> Path | None:
        return self.path


def test_a_picture_of_the_ground_gets_its_scale_from_two_points(
    db: Database, denah: MakeDenah, tmp_path: Path
) -> None:
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("#888888"))
    image.save(str(tmp_path / "peta.png"))
    desk = denah(laid_out(db))
    backdrop = desk.page.ground
    desk.press("E")
    backdrop.measure()
    assert "Belum ada gambar latar" in desk.says
    backdrop._photos = OnePhoto(tmp_path / "peta.png")
    backdrop.ask()
    plan = desk.board.layout.plan
    assert plan.picture is not None
    assert plan.picture.width == plan.width
    assert plan.picture.depth == pytest.approx(plan.width * 0.75, abs=0.01)
    backdrop.measure()
    port, button = desk.page.view.viewport(), Qt.MouseButton.LeftButton
    corner = desk.page.view.mapFromScene(0, 0)
    there = desk.page.view.mapFromScene(1000, 0)
    QTest.mouseClick(port, button, pos=corner)
    QTest.mouseClick(port, button, pos=there)
    desk.answer(metres=20.0)
    assert desk.board.layout.plan.picture is not None
    assert desk.board.layout.plan.picture.width == pytest.approx(plan.width * 2, rel=0.05)
    desk.press("Ctrl+Z", "Ctrl+Z")
    assert desk.board.layout.plan.picture is None
    desk.press("Ctrl+Y")
    backdrop.remove()
    assert desk.board.layout.plan.picture is None


def test_a_file_that_is_no_picture_is_refused_and_nobody_has_to_choose(
    db: Database, denah: MakeDenah, tmp_path: Path
) -> None:
    desk = denah(laid_out(db))
    backdrop = desk.page.ground
    (tmp_path / "surat.jpg").write_text("bukan gambar", "utf-8")
    backdrop._photos = OnePhoto(None)
    backdrop.ask()
    assert desk.says == ""
    backdrop._photos = OnePhoto(tmp_path / "surat.jpg")
    backdrop.ask()
    assert desk.says
    assert desk.board.layout.plan.picture is None


def test_every_deed_of_the_editor_is_listed_with_its_key(db: Database, denah: MakeDenah) -> None:
    desk = denah(laid_out(db))
    desk.press("E")
    listed = list(actions(desk))
    assert len(listed) == len(set(listed)) > 30
    keys = [words.split("\t")[1] for words in listed if "\t" in words]
    assert len(keys) == len(set(keys))
    assert key_words("Ctrl+Left") in keys
    bar = desk.page.sheet.edit_bar
    press(bar.findChildren(QMenu)[0], "Escape")
    assert all(menu.accessibleName() for menu in bar.findChildren(QMenu))
    heard = [shortcut.key().toString() for shortcut in desk.page.view.findChildren(QShortcut)]
    assert len(heard) == len(set(heard))  # two actions of one key and neither would be done


@pytest.mark.parametrize("scale", looks.SCALES)
@pytest.mark.parametrize("key", ["G", "Shift+T", "S", "Shift+G", "J"])
def test_the_editor_s_questions_have_room(db: Database, denah: MakeDenah, key: str, scale: int) -> None:
    desk = denah(laid_out(db))
    looks.settle(desk.page.window(), looks.SCALES[scale])
    desk.press("E", key)
    form = desk.form
    looks.settle(form)
    assert looks.faults_of(form) == []
    assert form.height() <= looks.SCALES[scale][1]
    form.reject()
