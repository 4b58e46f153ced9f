"""An office with an empty bazaar, the laptops it prepares, and people who sit down at their windows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bazar_desktop.jobs.office.founding import office_init
from bazar_desktop.services.bazaars.bazaars import add_bazaar, add_lokasi, find_bazaar
from bazar_desktop.services.settings.officers import SUPERVISOR, add_officer
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui import theme
from bazar_desktop.ui.attendance.page import CheckInPage
from tests.bazaar_day import DAYS, Field
from tests.commands import CHEAP, PIN
from tests.drivers.day import DayDriver, sit_down
from tests.offices import SUDIN, Post, World
from tests.stores import MORNING
from tests.ui.attendance.desk import Clock

SitDown = Callable[[OpenStore], DayDriver]


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    if not qapp.styleSheet():
        theme.apply(qapp)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """An office with one bazaar of two days, in which nobody takes part yet, and Vicky its supervisor."""
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    store = office_init(
        tmp_path / "kantor", name=SUDIN, officer="Kepala Seksi", pin=PIN, at=MORNING, cost=CHEAP
    ).store
    field = Field(store.db, store.officer.id)
    field.do(add_officer, name="Vicky Ramadhan", nip="198501012010011001", role=SUPERVISOR)
    lokasi = field.do(add_lokasi, name="Rusun Karang Anyar", kind="rusun", kecamatan="Sawah Besar")
    field.code = field.do(add_bazaar, name="Bazar Jakpreneur Ramadan", days=DAYS, lokasi_id=lokasi)
    field.bazaar_id = field.ask(find_bazaar, field.code).id
    made = World(tmp_path, Post(store, field.at, field.bazaar_id), field)
    yield made
    made.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sit(qtbot: QtBot, clock: Clock, tmp_path: Path) -> Iterator[SitDown]:
    """`sit(store)`: somebody sits down at the window over that store."""
    windows: list[DayDriver] = []

    def at(store: OpenStore) -> DayDriver:
        windows.append(sit_down(store, qtbot, clock, tmp_path / "dokumen"))
        return windows[-1]

    (tmp_path / "dokumen").mkdir()
    yield at
    for window in windows:
        for page in window.window.findChildren(CheckInPage):
            QApplication.instance().removeEventFilter(page.scanner)  # type: ignore[union-attr]
        window.window.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The offscreen platform says this for every window of a fixed size; it is no fault of ours.
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))
