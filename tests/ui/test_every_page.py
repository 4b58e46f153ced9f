"""Every page of the laptop's and of the office's window, on real data, at 1366 x 768 and 100, 125, 150 %."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.jobs.office.founding import office_init
from bazar_desktop.jobs.sample.store import OFFICER, SAMPLE_PIN, sample_store
from bazar_desktop.language import RESOURCES
from bazar_desktop.store.creating import LAPTOP, OFFICE
from bazar_desktop.store.opening import OpenStore, open_store
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.kit.inputs import Tag
from bazar_desktop.ui.kit.task import Report
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.pages import entries
from bazar_desktop.ui.store_session import StoreSession
from tests.commands import CHEAP, PIN
from tests.ui import looks

NOW = datetime(2023, 3, 21, 15, 40, tzinfo=WIB)
LAPTOP_PAGES = [entry.key for entry in entries(LAPTOP)]
OFFICE_PAGES = [entry.key for entry in entries(OFFICE)]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample bazaar, made once."""
    folder = tmp_path_factory.mktemp("sample")
    sample_store(folder / "store", NOW, CHEAP).db.close()
    return folder / "store"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office on its first morning: every list is empty."""
    folder = tmp_path_factory.mktemp("office")
    facts = {"name": "Sudin PPKUKM Jakarta Timur", "officer": OFFICER, "pin": PIN}
    office_init(folder / "store", at=NOW, cost=CHEAP, **facts).store.db.close()
    return folder / "store"


def window_of(folder: Path, qtbot: QtBot, pin: str = SAMPLE_PIN) -> tuple[MainWindow, OpenStore]:
    store = open_store(folder, OFFICER, pin)
    window = MainWindow(StoreSession(store, lambda: NOW), entries(store.kind))
    qtbot.addWidget(window)
    return window, store


def check_page(window: MainWindow, key: str, scale: int) -> None:
    window.show()
    window.go(key)
    looks.settle(window, looks.SCALES[scale])
    for _ in range(10):  # a preview is drawn beside the window: look when it has come
        QThreadPool.globalInstance().waitForDone(3000)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    looks.settle(window, looks.SCALES[scale])
    assert looks.faults_of(window) == []


@pytest.mark.parametrize("scale", list(looks.SCALES))
@pytest.mark.parametrize("key", LAPTOP_PAGES)
def test_a_page_of_the_laptop_has_room_for_its_words(
    sample: Path, qtbot: QtBot, key: str, scale: int
) -> None:
    window, store = window_of(sample, qtbot)
    check_page(window, key, scale)
    store.db.close()


@pytest.mark.parametrize("scale", list(looks.SCALES))
@pytest.mark.parametrize("key", OFFICE_PAGES)
def test_a_page_of_an_empty_office_has_room_for_its_words(
    office: Path, qtbot: QtBot, key: str, scale: int
) -> None:
    window, store = window_of(office, qtbot, PIN)
    check_page(window, key, scale)
    store.db.close()


@pytest.mark.parametrize("key", LAPTOP_PAGES)
def test_a_page_uses_the_colours_of_the_theme(sample: Path, qtbot: QtBot, key: str) -> None:
    window, store = window_of(sample, qtbot)
    window.show()
    window.go(key)
    looks.settle(window, looks.SCALES[100])
    assert looks.foreign_colours(window, most=0.02) == []
    store.db.close()


@pytest.mark.parametrize("key", LAPTOP_PAGES)
def test_a_sample_page_says_so(sample: Path, qtbot: QtBot, key: str) -> None:
    window, store = window_of(sample, qtbot)
    window.show()
    window.go(key)
    looks.settle(window, looks.SCALES[100])
    assert "CONTOH" in {tag.words for tag in looks.shown(window, Tag) if isinstance(tag, Tag)}
    store.db.close()


@pytest.mark.parametrize("key", LAPTOP_PAGES)
def test_every_page_has_its_page_in_the_manual(sample: Path, qtbot: QtBot, key: str) -> None:
    window, store = window_of(sample, qtbot)
    window.go(key)
    page = window.page
    assert (RESOURCES / "manual" / f"{page.manual}.md").is_file()
    store.db.close()


@pytest.mark.parametrize("kind", [LAPTOP, OFFICE])
def test_a_second_press_while_work_runs_starts_nothing_and_cancel_means_all(
    sample: Path, office: Path, qtbot: QtBot, kind: str
) -> None:
    window, store = window_of(sample, qtbot) if kind == LAPTOP else window_of(office, qtbot, PIN)
    window.show()
    for key in LAPTOP_PAGES if kind == LAPTOP else OFFICE_PAGES:
        window.go(key)
        press_thrice_and_cancel(window.page, qtbot)
    store.db.close()


def press_thrice_and_cancel(page: Page, qtbot: QtBot) -> None:
    begun: list[int] = []
    written: list[None] = []
    go_on = threading.Event()

    def job(report: Report, *, press: int) -> None:
        begun.append(press)
        go_on.wait(10)
        report(1, 2, "Bagian kedua")

    for press in (1, 2, 3):
        task = page.run("Menghitung", job, written.append, press=press)
        page.read_anew()  # as another day in hand does
    told = "Masih berjalan: Menghitung. Tunggu sampai selesai, atau batalkan dahulu."
    assert page.banner.words == told, page.title.text()
    page.task_panel.stop.click()
    go_on.set()
    qtbot.waitUntil(lambda: not task.running)
    QThreadPool.globalInstance().waitForDone(3000)
    QApplication.processEvents()
    assert (begun, written) == ([1], []), page.title.text()
    assert page.banner.words.startswith("Dihentikan."), page.title.text()
    assert not page.task_panel.isVisible()
