"""The import window opens from Bazar and from Omzet, for what is in hand there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bazar_desktop.services.bazaars.participants import list_participants
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.bazaars.page import BazaarsPage
from bazar_desktop.ui.imports import ImportDialog
from bazar_desktop.ui.omzet.page import OmzetPage
from tests.bazaar_day import DAYS
from tests.drivers import press
from tests.drivers.register import ImportDriver, VendorsDriver
from tests.spreadsheets.reading.sheets_made import Cells, xlsx_of
from tests.ui import looks
from tests.ui.day import open_sample, window_of, with_bazaar


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenStore]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = open_sample(tmp_path / "store")
    yield made
    for widget in QApplication.topLevelWidgets():
        widget.close()
    made.db.close()


def written(folder: Path, cells: Cells) -> Path:
    path = folder / "daftar.xlsx"
    path.write_bytes(xlsx_of({"Lembar": cells}))
    return path


def started(desk: VendorsDriver) -> ImportDriver:
    """Ctrl+I, whatever the page."""
    press(desk.window, "Ctrl+I")
    dialog = desk.top(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    dialog.activateWindow()
    desk.wait(dialog.isActiveWindow)
    return ImportDriver(desk, dialog)


def test_participants_are_imported_from_the_page_of_the_bazaar(
    store: OpenStore, qtbot: QtBot, tmp_path: Path
) -> None:
    field = with_bazaar(store)
    window = window_of(store, BazaarsPage, "bazaars")
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    desk = VendorsDriver(window, qtbot)
    for scale in looks.SCALES.values():
        looks.settle(window, scale)
        assert looks.faults_of(window) == []
    imports = started(desk)
    rows: Cells = [["Nama Peserta", "Nama Usaha", "No HP"], ["Orang Baru", "Warung Baru", "081299990001"]]
    imports.read(written(tmp_path, rows))
    imports.save()
    assert "1 baris baru" in desk.says
    listed = field.ask(list_participants, field.bazaar_id)
    assert "Warung Baru" in {participant.business for participant in listed}


def test_sales_are_imported_from_the_page_of_omzet(store: OpenStore, qtbot: QtBot, tmp_path: Path) -> None:
    field = with_bazaar(store)
    window = window_of(store, OmzetPage, "omzet")
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    desk = VendorsDriver(window, qtbot)
    for scale in looks.SCALES.values():
        looks.settle(window, scale)
        assert looks.faults_of(window) == []
    imports = started(desk)
    imports.read(written(tmp_path, [["Nama Usaha", "Tunai"], ["Dapur Bu Marni", "250rb"]]))
    imports.save()
    assert "1 baris baru" in desk.says
    sheet = field.ask(day_sheet, field.bazaar_id, DAYS[0])
    assert {row.business: row.total for row in sheet.rows}["Dapur Bu Marni"] == 250_000
