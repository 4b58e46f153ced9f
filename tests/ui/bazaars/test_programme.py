"""A programme is made from one list in the window: chosen, looked at, saved, taken back."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bazar_desktop.services.bazaars.bazaars import list_bazaars
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.bazaars.page import BazaarsPage
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.imports.programme_page import LOKASI, PEOPLE, ProgrammeDialog
from bazar_desktop.ui.kit.task import wait_for_tasks
from tests.drivers.bazaars import BazaarsDriver
from tests.offices import World
from tests.programme_lists import PEOPLE as ROWS, PLACES, write_programme
from tests.ui import looks
from tests.ui.day import open_sample, window_of
from tests.ui.office_window import window

__all__ = ["window"]
WRONG = (6, "RPTRA Anggrex", "Tuti Wulandari", "Tas Tuti", "081234560006", "Gambir", "", "")
BAD_PLACE = (4, "RPTRA Melati", "Bandung", "20/3/2023", 4, "")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenStore]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = open_sample(tmp_path / "store")
    yield made
    made.db.close()


def look(store: OpenStore, qtbot: QtBot) -> BazaarsDriver:
    shown = window_of(store, BazaarsPage, "bazaars")
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    return BazaarsDriver(shown, qtbot)


def opened(desk: BazaarsDriver, file: Path, name: str = "Bazar Ramadan") -> ProgrammeDialog:
    dialog = desk.bazaars.ask_programme()
    dialog.page.name.setText(name)
    dialog.page.read(file)
    while dialog.page.plan is None and dialog.page.banner.isHidden():
        assert wait_for_tasks()
    return dialog


def test_a_list_is_looked_at_saved_and_taken_back(store: OpenStore, qtbot: QtBot, tmp_path: Path) -> None:
    desk = look(store, qtbot)
    file = write_programme(tmp_path, places=(*PLACES[:5], BAD_PLACE), people=(*ROWS, WRONG))
    dialog = opened(desk, file)
    page = dialog.page
    assert page.summary.text() == ("3 bazar baru, 1 lokasi ditolak, 5 peserta baru, 1 baris ditolak")
    _titles, rows = page.places.table()
    assert [row[1:3] for row in rows][:2] == [("Ditolak", "RPTRA Melati"), ("Baru", "Rusun Karang Anyar")]
    assert "tidak ada di daftar kecamatan Jakarta" in rows[0][-1]
    page.views.choose(PEOPLE)
    page._refresh()
    _titles, rows = page.people.table()
    assert rows[0][1:4] == ("Ditolak", "Tas Tuti", "RPTRA Anggrex")
    page.give_back(tmp_path / "ditolak.xlsx")
    assert "1 baris disimpan" in page.banner.words
    looks.settle(dialog)
    assert looks.faults_of(dialog) == []
    page.views.choose(LOKASI)
    page._refresh()
    looks.settle(dialog)
    assert looks.faults_of(dialog) == []
    if shots := os.environ.get("SHOTS"):
        dialog.grab().save(f"{shots}/program-lokasi.png")
    page.save()
    assert wait_for_tasks()
    assert len(desk.bazaars.desk.read(list_bazaars)) == 3
    assert "3 bazar dibuat" in desk.says
    desk.bazaars.banner.action.click()
    assert wait_for_tasks()
    assert desk.bazaars.desk.read(list_bazaars) == []


def test_without_a_name_it_asks_and_a_wrong_file_says_so(
    store: OpenStore, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = look(store, qtbot)
    dialog = opened(desk, write_programme(tmp_path), "")
    assert "Nama programnya belum disebut" in dialog.page.banner.words
    assert not dialog.page.save_button.isEnabled()
    dialog.page.name.setText("Bazar Ramadan")
    dialog.page.name.editingFinished.emit()
    assert wait_for_tasks()
    assert dialog.page.plan is not None
    assert dialog.page.save_button.isEnabled()
    wrong = tmp_path / "daftar.csv"
    wrong.write_text("Nama;No HP\nMarni;081234560001\n", encoding="utf-8")
    dialog.page.read(wrong)
    assert wait_for_tasks()
    assert "kolom Lokasi" in dialog.page.banner.words


def test_a_laptop_of_an_office_is_not_offered_it(
    world: World, window: Callable[[OpenStore, str], MainWindow]
) -> None:
    joined = world.open_preparation("Laptop 1", [world.field.code])
    page = window(joined.store, "bazaars").page
    assert isinstance(page, BazaarsPage)
    page.view.choose("all")
    page.reload()
    assert not page.programme.isVisible()
