"""The frame: pages, keys, bazaar and day, officer, and what it says."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QKeySequence, QTextDocument
from PySide6.QtWidgets import QPushButton

from bazar_desktop.ui.frame.topbar import BazaarSwitcher
from bazar_desktop.ui.kit.login import LoginDialog
from bazar_desktop.ui.kit.manual import MANUAL
from tests.drivers import WindowDriver, click, press, type_into, words_on
from tests.ui.demo import DAYS, DEDI, LONG, RAMADAN, DemoDesk, DemoHome, DemoPage


def test_control_and_a_number_open_the_pages_in_order(window: WindowDriver) -> None:
    assert isinstance(window.page, DemoHome)
    for number, key in enumerate(window.window.sidebar.entries, 1):
        window.press(f"Ctrl+{number}")
        assert window.window.page_key == key
        assert window.window.sidebar.buttons[key].isChecked()


def test_a_page_is_made_when_it_is_first_shown_and_reloaded_each_time(window: WindowDriver) -> None:
    assert list(window.window._pages) == ["beranda"]
    page = window.go("kehadiran")
    assert isinstance(page, DemoPage)
    window.go("beranda")
    assert window.go("kehadiran") is page
    assert page.reloads == 2


def test_an_ampersand_is_shown_as_an_ampersand(window: WindowDriver) -> None:
    assert window.window.sidebar.buttons["laporan"].text().strip() == "Laporan && Cetak"
    assert window.window.sidebar.buttons["laporan"].shortcut() == QKeySequence()


def test_the_top_bar_says_bazaar_lokasi_day_and_state(window: WindowDriver) -> None:
    said = words_on(window.window.topbar)
    for words in (RAMADAN.name, "Rusun Karang Anyar · Sawah Besar", "Sen 20 Mar", "Tersimpan di laptop"):
        assert words in said
    assert "Cadangan 12 menit lalu · 1 paket dibuat, 2 dibawa" in said
    assert window.window.topbar.sample.words == "CONTOH"


def test_alt_and_a_number_take_another_day_and_reload_the_page(window: WindowDriver, desk: DemoDesk) -> None:
    page = window.go("kehadiran")
    assert isinstance(page, DemoPage)
    window.press("Alt+2")
    assert desk.day == DAYS[1]
    assert window.window.topbar.days.value == DAYS[1]
    assert page.reloads == 2
    window.press("Alt+9")
    assert desk.day == DAYS[1]


def test_the_keys_of_the_page_work_after_a_day_was_clicked_on_top(
    window: WindowDriver, desk: DemoDesk
) -> None:
    page = window.go("kehadiran")
    button = window.window.topbar.days.findChildren(QPushButton)[-1]
    button.setFocus()
    click(button)
    assert desk.day == DAYS[1]
    focused = window.window.focusWidget()
    assert focused is not None
    assert page.isAncestorOf(focused)


def test_control_b_finds_another_bazaar_by_its_words(window: WindowDriver, desk: DemoDesk) -> None:
    switcher = window.window.switch_bazaar()
    assert isinstance(switcher, BazaarSwitcher)
    type_into(switcher.box, "pangan abang")
    press(switcher.box, "Return")
    assert desk.bazaar == LONG
    assert LONG.name in words_on(window.window.topbar)


def test_a_bazaar_of_many_days_gets_a_list_of_days(window: WindowDriver, desk: DemoDesk) -> None:
    from dataclasses import replace
    from datetime import date

    desk.bazaar = replace(RAMADAN, days=tuple(date(2023, 4, n) for n in range(1, 10)))
    desk.day = date(2023, 4, 2)
    window.window.show_desk()
    assert window.window.topbar.day_list.isVisible()
    assert window.window.topbar.day_list.currentText() == "Min 2 Apr"


def test_without_a_bazaar_the_frame_says_so(window: WindowDriver, desk: DemoDesk) -> None:
    desk.bazaar = desk.day = None
    window.window.show_desk()
    assert "Belum ada bazar" in words_on(window.window.topbar)
    window.press("Alt+1")


def test_another_officer_signs_in_by_keys_alone_and_the_page_stays(
    window: WindowDriver, desk: DemoDesk
) -> None:
    page = window.go("kehadiran")
    window.press("F12")
    dialog = window.popup()
    assert isinstance(dialog, LoginDialog)
    press(dialog.pin, "Down")
    type_into(dialog.pin, "1111")
    press(dialog.pin, "Return")
    assert dialog.said.text() == "PIN salah. Coba lagi."
    assert dialog.pin.text() == ""
    type_into(dialog.pin, "2468")
    press(dialog.pin, "Return")
    assert desk.officer == DEDI
    assert DEDI.name in words_on(window.window.sidebar)
    assert window.page is page


def test_signing_in_without_a_pin_asks_for_it(window: WindowDriver, desk: DemoDesk) -> None:
    dialog = LoginDialog(desk, window.window)
    dialog.submit()
    assert "Ketik PIN" in dialog.said.text()


def test_f1_opens_the_manual_at_the_page(window: WindowDriver) -> None:
    window.press("F1")
    manual = window.window._manual
    assert manual is not None
    assert manual.isVisible()
    assert "lima langkah" in manual.text.toPlainText()
    for page in sorted(path.stem for path in MANUAL.glob("*.md")):
        manual.show_page(page)
        pictures = re.findall(r"!\[.+\]\((.+)\)", (MANUAL / f"{page}.md").read_text("utf-8"))
        kind = QTextDocument.ResourceType.ImageResource.value
        assert all(not manual.text.loadResource(kind, QUrl(picture)).isNull() for picture in pictures), page
        assert manual.text.horizontalScrollBar().maximum() == 0, page
    manual.show_page("../../pyproject")
    assert manual.page == "mulai"
    manual.close()


@pytest.mark.parametrize(("width", "narrow"), [(1366, False), (1093, False), (911, True)])
def test_a_narrow_window_shows_the_icons_alone(window: WindowDriver, width: int, narrow: bool) -> None:
    window.window.resize(width, 600)
    assert window.window.sidebar.narrow is narrow
    assert (window.window.sidebar.buttons["omzet"].text() == "") is narrow
    click(window.window.sidebar.buttons["omzet"])
    assert window.window.page_key == "omzet"


def test_what_was_said_of_another_bazaar_or_officer_goes_with_it(
    window: WindowDriver, desk: DemoDesk
) -> None:
    page = window.window.page
    page.warn("Bazar ini belum punya denah.")
    window.press("Alt+2")
    assert page.banner.words == ""
    page.refuse("Hanya supervisor yang menutup hari.")
    window.window._take_officer()
    assert page.banner.words == ""
    page.say("Tersimpan.")
    window.window._take_officer()
    assert page.banner.words == "Tersimpan."
