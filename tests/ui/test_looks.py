"""The look: colours, contrast, fonts, and that the frame and kit have room at every scale."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

import bazar_desktop.ui
from bazar_desktop.language import RESOURCES
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import button
from tests.drivers import WindowDriver
from tests.ui import looks
from tests.ui.demo import LONG, DemoDesk
from tests.ui.gallery import dialogs, widgets

DIALOGS = ("form", "reason", "fault", "crash", "login", "history", "manual", "switcher")


@pytest.mark.parametrize(("text", "ground"), theme.PAIRS)
def test_text_can_be_read_on_its_ground(text: str, ground: str) -> None:
    assert looks.contrast(text, ground) >= 4.5


@pytest.mark.parametrize("colour", theme.CATEGORIES.values())
def test_ink_can_be_read_on_the_pale_ground_of_a_category(colour: str) -> None:
    assert looks.contrast(theme.INK, theme.soft(colour)) >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert looks.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert looks.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_no_colour_is_written_outside_the_theme() -> None:
    package = Path(bazar_desktop.ui.__file__).parent
    assert looks.colours_in_source(package) == []
    assert looks.colours_in_source(RESOURCES / "theme") == []


def test_the_scan_finds_a_colour_that_is_written_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text('label.setStyleSheet("color: #ff0000")')
    assert len(looks.colours_in_source(tmp_path)) == 1


def test_our_font_is_shipped_and_its_figures_can_be_tabular() -> None:
    assert theme.FAMILY in theme.load_fonts()
    assert QFontInfo(theme.font()).family() == theme.FAMILY
    metrics = QFontMetrics(theme.font(25, QFont.Weight.Bold, tabular=True))
    assert len({metrics.horizontalAdvance(digit * 10) for digit in "0123456789"}) == 1
    plain = QFontMetrics(theme.font(25, QFont.Weight.Bold))
    assert plain.horizontalAdvance("1" * 10) != plain.horizontalAdvance("0" * 10)


def test_nothing_of_a_dark_windows_comes_through(qapp: QApplication) -> None:
    before, night = qapp.palette(), QColor("#010203")
    groups = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)
    roles = [role for role in QPalette.ColorRole if role.name not in {"NoRole", "NColorRoles"}]
    dark = QPalette()
    for role in roles:
        dark.setColor(role, night)
    qapp.setPalette(dark)
    try:
        ours = theme.palette()
    finally:
        qapp.setPalette(before)
    assert [(group, role) for group in groups for role in roles if ours.color(group, role) == night] == []


def test_every_window_has_the_programs_own_picture(window: WindowDriver) -> None:
    assert not window.window.windowIcon().isNull()
    for side in (16, 32, 256):
        assert window.window.windowIcon().pixmap(side, side).width() == side


def test_every_icon_can_be_drawn_and_a_missing_one_is_named() -> None:
    for path in sorted(theme.ICONS.glob("*.svg")):
        picture = theme.picture(path.stem, theme.PRIMARY, 18, 1.5).toImage()
        assert picture.width() == 27
        assert any(picture.pixelColor(x, y).alpha() for x in range(27) for y in range(27)), path.stem
    with pytest.raises(theme.IconMissing):
        theme.icon("no-such-icon")
    assert (theme.ICONS / "LICENSE").is_file()


@pytest.mark.parametrize("scale", looks.SCALES)
@pytest.mark.parametrize("key", ["beranda", "kehadiran"])
@pytest.mark.parametrize("long_names", [False, True])
def test_the_frame_has_room_at_every_scale(
    window: WindowDriver, desk: DemoDesk, scale: int, key: str, long_names: bool
) -> None:
    if long_names:
        desk.choose(LONG.id)
        window.window.show_desk()
    looks.settle(window.window, looks.SCALES[scale])
    window.go(key)
    window.page.say("Sambal Roa Mpok Ati hadir di A-07 pukul 07.42.")
    looks.settle(window.window)
    assert looks.faults_of(window.window) == []
    assert window.window.width() == looks.SCALES[scale][0]


def test_the_frame_shows_colours_of_the_theme_only(window: WindowDriver) -> None:
    window.go("kehadiran")
    looks.settle(window.window)
    assert looks.foreign_colours(window.window) == []


def test_the_widgets_of_the_kit_have_room_and_our_colours(qtbot: QtBot) -> None:
    sheet = widgets()
    qtbot.addWidget(sheet)
    sheet.show()
    looks.settle(sheet)
    assert looks.clipped(sheet) == []
    assert looks.foreign_fonts(sheet) == []
    assert looks.foreign_colours(sheet) == []


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_has_room_and_names_its_controls(name: str, desk: DemoDesk, qtbot: QtBot) -> None:
    made = dialogs(desk)
    for widget in made.values():
        qtbot.addWidget(widget)
    made[name].show()
    looks.settle(made[name])
    assert looks.faults_of(made[name]) == []


def test_the_checks_find_what_is_wrong(qtbot: QtBot) -> None:
    sheet = QWidget()
    qtbot.addWidget(sheet)
    label = QLabel("Sambal Roa Mpok Ati", sheet)
    label.setGeometry(0, 0, 40, 20)
    label.setFont(QFont("Courier"))
    pressed = button("Cetak semua untuk hari ini")
    pressed.setParent(sheet)
    pressed.setAccessibleName("")
    pressed.setText("")
    pressed.move(-5, 30)
    sheet.show()
    looks.settle(sheet, (300, 200))
    said = " ".join(looks.faults_of(sheet))
    low = QLabel("Catatan", sheet)
    low.setGeometry(10, 190, 80, 24)
    low.show()
    hint = QLineEdit(sheet)
    hint.setPlaceholderText("Cari nama, usaha, kartu atau booth")
    hint.setGeometry(0, 60, 60, 30)
    hint.show()
    kinds = QComboBox(sheet)
    kinds.addItem("Bazar di lokasi rumah susun")
    kinds.setGeometry(0, 100, 70, 30)
    kinds.show()
    looks.settle(sheet, (300, 200))
    said = " ".join(looks.faults_of(sheet))
    for fault in ("Cari nama", "Bazar di lokasi", "cut off below: QLabel"):
        assert fault in said
    for fault in ("clipped label", "font", "no accessible name", "sticks out"):
        assert fault in said
