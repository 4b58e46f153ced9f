"""The board on the day after: who is late stands first, and the office calls from a list."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bazar_desktop.services.office.laptops import put_contact
from bazar_desktop.services.settings.due import due_rule
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.pages import entries
from bazar_desktop.ui.reports.board_page import BoardPage
from bazar_desktop.ui.reports.call_list import CallListPanel
from bazar_desktop.ui.settings.page import OFFICE, SettingsPage
from bazar_desktop.ui.store_session import StoreSession
from tests.bazaar_day import DAYS
from tests.drivers import button_named, click, field_named, words_on
from tests.drivers.exchange import BoardDriver
from tests.offices import World
from tests.printing.reading import whole_text
from tests.stores import MORNING
from tests.ui import looks
from tests.ui.office_window import busy

NEXT_DAY = MORNING.replace(hour=14) + timedelta(days=1)


def at_the_board(world: World, qtbot: QtBot, page: str = "board") -> MainWindow:
    frame = MainWindow(StoreSession(world.office.store, lambda: NEXT_DAY), entries("office"))
    qtbot.addWidget(frame)
    frame.resize(1366, 768)
    frame.show()
    frame.go(page)
    qtbot.waitExposed(frame)
    return frame


def test_who_is_late_stands_first_with_hours_and_whom_to_call(world: World, qtbot: QtBot) -> None:
    busy(world)
    world.field.at = world.office.at
    world.field.do(put_contact, "Laptop 4", "Bu Rina 0812 3456 7890")
    frame = at_the_board(world, qtbot)
    desk = BoardDriver(frame, qtbot)
    late, lokasi = desk.column("Terlambat"), desk.column("Lokasi")
    assert late == sorted(late, reverse=True)
    told = dict(zip(lokasi, late, strict=True))
    assert told["Kantor Kecamatan Kemayoran"] == "5 jam"
    assert (told["RPTRA Borobudur"], told["Rusun Karang Anyar"]) == ("", "")
    assert dict(zip(lokasi, desk.column("Hubungi"), strict=True))["Kantor Kecamatan Kemayoran"] == (
        "Bu Rina 0812 3456 7890"
    )
    assert "3 terlambat" in words_on(desk.page)
    looks.settle(frame)
    assert looks.faults_of(frame) == []
    said: list[str] = []

    def read_and_leave() -> None:
        said.append(desk.panel_says())
        desk.leave_panel()

    QTimer.singleShot(0, read_and_leave)
    desk.open_row(lokasi.index("Kantor Kecamatan Kemayoran"))
    assert "Terlambat" in said[0]
    assert "5 jam" in said[0]


def test_the_call_list_is_copied_for_a_chat_and_saved_to_print(
    world: World, qtbot: QtBot, tmp_path: Path
) -> None:
    busy(world)
    world.field.at = world.office.at
    world.field.do(put_contact, "Laptop 4", "Bu Rina 0812 3456 7890")
    frame = at_the_board(world, qtbot)
    desk = BoardDriver(frame, qtbot)
    file = tmp_path / "daftar.pdf"
    seen: list[str] = []

    def use_the_panel() -> None:
        panel = desk.panel
        assert isinstance(panel, CallListPanel)
        looks.settle(panel)
        seen.extend(looks.faults_of(panel))
        click(button_named(panel, "Salin teks"))
        panel.ask_place = lambda _parent, _name: file
        click(button_named(panel, "Simpan daftar PDF"))

    QTimer.singleShot(0, use_the_panel)
    desk.click("Daftar telepon")
    desk.finish()
    assert seen == []
    text = QApplication.clipboard().text()
    assert (
        "Kantor Kecamatan Kemayoran, Sen 20 Mar: draf, terlambat 5 jam. Laptop 4 (Bu Rina 0812••••7890)"
        in text
    )
    assert "3456" not in text
    assert "Mohon tutup harinya" in text
    paper = " ".join(whole_text(file).split())
    assert "DAFTAR TELEPON" in paper
    assert "Bu Rina 0812 3456 7890" in paper, "the office calls from it"
    assert "terlambat 5 jam" in paper
    assert "belum ada laptop yang disiapkan" in paper
    assert paper.index("Kantor Kecamatan Kemayoran") < paper.index("ditunggu s.d.")
    assert "daftar.pdf" in desk.says


def test_the_office_sets_until_when_it_waits_and_the_board_follows(world: World, qtbot: QtBot) -> None:
    busy(world)
    frame = at_the_board(world, qtbot, "settings")
    page = frame.page
    assert isinstance(page, SettingsPage)
    page.view.choose(OFFICE)
    page.reload()
    field_named(page.due, "Hari bazar selesai pukul").setText("20.00")
    page.due.hours.setValue(24)
    click(button_named(page.due, "Simpan batas"))
    rule = world.field.ask(due_rule)
    assert (f"{rule.ends:%H.%M}", rule.hours) == ("20.00", 24)
    frame.go("board")
    board_page = frame.page
    assert isinstance(board_page, BoardPage)
    assert "Terlambat" not in board_page.view.table()[0]
    frame.go("settings")
    field_named(page.due, "Hari bazar selesai pukul").setText("")
    click(button_named(page.due, "Simpan batas"))
    assert "Isi pukul berapa hari bazar selesai" in words_on(page)
    assert world.field.ask(due_rule) == rule
    assert DAYS[0] == MORNING.date()
