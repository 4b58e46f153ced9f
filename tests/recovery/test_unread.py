"""What cannot be read says so, on every page and on top, never as an empty list; and all of it goes when it can be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bazar_desktop.store.creating import LAPTOP, OFFICE
from bazar_desktop.store.opening import open_store
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.task import wait_for_tasks
from bazar_desktop.ui.pages import entries
from bazar_desktop.ui.store_session import StoreSession
from tests.bazaar_day import stand_up
from tests.commands import PIN
from tests.drivers import click
from tests.postgres import running_postgres
from tests.recovery.damages import OFFICER, Place
from tests.recovery.doors import Person
from tests.recovery.test_server import control, found_office, server_options

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SAID = "Data tidak terbaca"


def require_unread(window: MainWindow, why: str) -> None:
    """The open page says in place of its facts why it could not be read, and so does the line on top."""
    page = window.page
    assert page.fault_card.isVisible(), window.page_key
    assert why in page.fault_card.words.text()
    assert not page.contents.isVisible()
    assert [part for part in page.findChildren(EmptyState) if part.isVisible()] == []
    assert window.topbar.state.first.text() == SAID
    assert why in window.topbar.state.toolTip()


def require_read(window: MainWindow) -> None:
    """Nothing is left of a fault that is over."""
    page = window.page
    assert not page.fault_card.isVisible(), window.page_key
    assert page.contents.isVisible()
    assert page.banner.words == ""
    assert window.topbar.state.first.text() != SAID


def walk(window: MainWindow, person: Person, why: str, mended: Iterator[None]) -> None:
    """Open every page for the first time while the store cannot be read, then mend it and look at each again."""
    keys = [entry.key for entry in entries(window.desk.store.kind)]
    for key in keys:
        window.go(key)
        require_unread(window, why)
        window.show_state()
        require_unread(window, why)
    assert why in "\n".join(person.said)
    next(mended)
    click(window.page.fault_card.again_button)
    for key in reversed(keys):
        window.go(key)
        require_read(window)
    wait_for_tasks()
    QApplication.processEvents()
    require_read(window)


def window_on(window: MainWindow, qtbot: QtBot) -> MainWindow:
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.mark.neighbour("initdb", "pg_ctl")
def test_no_page_of_an_office_looks_empty_while_its_server_is_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    with running_postgres() as server:
        store = found_office(tmp_path / "office", server, "unread")
        stand_up(store.db)

        def mended() -> Iterator[None]:
            control(server, "-o", server_options(server), "start")
            yield

        with Person(Place(tmp_path / "office", store.key, "")) as person:
            window = window_on(
                MainWindow(StoreSession(store), [*entries(OFFICE)[1:], entries(OFFICE)[0]]), qtbot
            )
            control(server, "-m", "fast", "stop")
            walk(window, person, "Server data kantor", mended())
        assert person.crashes == []
        window.stop_looking()
        window.close()
        store.db.close()


@contextmanager
def gone(place: Place) -> Iterator[Iterator[None]]:
    """The folder of the store is away, as when its disk is pulled."""
    away = place.folder.with_name("away")
    place.folder.rename(away)

    def mended() -> Iterator[None]:
        away.rename(place.folder)
        yield

    yield mended()


def test_no_page_of_a_laptop_looks_empty_while_its_file_cannot_be_read(place: Place, qtbot: QtBot) -> None:
    store = open_store(place.folder, OFFICER, PIN)
    pages = entries(LAPTOP)
    with Person(place) as person:
        window = window_on(MainWindow(StoreSession(store), pages), qtbot)
        wait_for_tasks()
        store.db.engine.dispose()
        with gone(place) as mended:
            walk(window, person, "tidak lagi di", mended)
    assert person.crashes == []
    window.stop_looking()
    window.close()
    store.db.close()
