"""After every dialog the next key goes where it belongs; no key is dead because its button is out of sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bazar_desktop.services.bazaars.bazaars import add_bazaar
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.bazaars.from_register import FromRegister
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.forms import FormDialog, Panel
from bazar_desktop.ui.kit.inputs import SearchBox
from bazar_desktop.ui.pages import entries
from bazar_desktop.ui.settings.page import OFFICE, SettingsPage
from bazar_desktop.ui.store_session import StoreSession
from tests.bazaar_day import DAYS
from tests.drivers import press, words_on
from tests.stores import MORNING
from tests.ui import looks
from tests.ui.day import open_sample


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenStore]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = open_sample(tmp_path / "store")
    yield made
    made.db.close()


@pytest.fixture
def window(store: OpenStore, qtbot: QtBot) -> MainWindow:
    made = MainWindow(StoreSession(store, lambda: MORNING), entries(store.kind))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    active(made, qtbot)
    return made


def active(window: QWidget, qtbot: QtBot) -> None:
    """As a window manager does where a window opens or the dialog over it closes."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def opened_by(window: QWidget, keys: str, qtbot: QtBot) -> QWidget:
    """The dialog that keys open; a button's key acts a moment after it is pressed."""
    active(window, qtbot)
    press(window, keys)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    return dialog


def takes_keys(widget: QWidget | None) -> bool:
    return widget is not None and widget.isVisible() and widget.isEnabled()


class SmallPage(QWidget):
    """A button that is gone once its dialog was accepted, and a box where the keys begin."""

    def __init__(self, vanish: Callable[[QPushButton], object]) -> None:
        super().__init__()
        self.focus_first = SearchBox("Cari")
        self.ask = button("Tanya")
        column = QVBoxLayout(self)
        column.addWidget(self.focus_first)
        column.addWidget(button("Lain"))
        column.addWidget(self.ask)
        self.vanish = vanish

    def open(self) -> FormDialog:
        form = FormDialog("Tanya", lambda _form: True, parent=self)
        form.accepted.connect(lambda: self.vanish(self.ask))
        form.open()
        return form


@pytest.mark.parametrize("how", ["hidden", "disabled", "stays"])
def test_the_focus_is_back_or_where_the_page_begins(qtbot: QtBot, how: str) -> None:
    acts: dict[str, Callable[[QPushButton], object]] = {
        "hidden": lambda asked: asked.hide(),
        "disabled": lambda asked: asked.setEnabled(False),
        "stays": lambda _asked: None,
    }
    page = SmallPage(acts[how])
    qtbot.addWidget(page)
    page.show()
    active(page, qtbot)
    for ends in ("accept", "reject"):
        page.ask.setEnabled(True)
        page.ask.show()
        page.ask.setFocus()
        form = page.open()
        qtbot.waitUntil(form.isVisible)
        getattr(form, ends)()
        QApplication.processEvents()
        gone = how != "stays" and ends == "accept"
        assert page.focusWidget() is (page.focus_first if gone else page.ask), ends


def test_after_accepted_forms_of_real_pages_the_next_key_is_heard(window: MainWindow, qtbot: QtBot) -> None:
    window.go("bazaars")
    page = window.page
    form = opened_by(window, "Ctrl+N", qtbot)
    assert isinstance(form, FormDialog)
    facts = {"name": "Bazar Monas", "lokasi": "Monas", "kecamatan": "Gambir", "days": "20/3/2023"}
    for name, words in facts.items():
        field = form.fields[name]
        (field.setCurrentText if isinstance(field, QComboBox) else field.setText)(words)  # type: ignore[attr-defined]
    form.submit()
    assert not form.isVisible(), words_on(form)
    QApplication.processEvents()
    assert takes_keys(window.focusWidget())
    assert page.isAncestorOf(window.focusWidget())
    assert window.focusWidget() is page.focus_first

    window.go("settings")
    settings = window.page
    assert isinstance(settings, SettingsPage)
    settings.view.choose(OFFICE)
    settings.reload()
    add = next(
        item for item in settings.agencies.findChildren(QPushButton) if "Tambah" in item.accessibleName()
    )
    add.setFocus()
    asked = settings.ask_agency()
    asked.fields["name"].setText("Dharma Jaya")  # type: ignore[attr-defined]
    asked.submit()
    QApplication.processEvents()
    assert window.focusWidget() is add


def test_a_banner_that_is_answered_by_keyboard_gives_the_focus_on(window: MainWindow) -> None:
    window.go("vendors")
    page = window.page
    page.warn("Lihat ini.", action="Lihat", act=lambda: None)
    page.banner.action.setFocus()
    press(page.banner.action, "Space")
    assert window.focusWidget() is page.focus_first


def shortcuts(page: QWidget, *, shown: bool) -> dict[str, str]:
    """What the buttons with a shortcut, in sight or out of it, are called, and their keys."""
    return {
        item.accessibleName(): item.shortcut().toString()
        for item in page.findChildren(QPushButton)
        if item.isVisible() is shown and (shown or not item.shortcut().isEmpty())
    }


def test_what_is_offered_elsewhere_while_a_button_is_out_of_sight_has_its_key(
    window: MainWindow, store: OpenStore
) -> None:
    with_bazaar = [False, True]
    for there in with_bazaar:
        if there:
            with store.db.write("o1", "test", MORNING) as session:
                add_bazaar(session, name="Bazar Monas", days=DAYS)
            bazaar = window.desk.bazaars()[0]
            window.desk.choose(bazaar.id)
        for entry in entries(store.kind):
            window.go(entry.key)
            looks.settle(window)
            hidden, visible = shortcuts(window.page, shown=False), shortcuts(window.page, shown=True)
            dead = {name for name, keys in hidden.items() if name in visible and visible[name] != keys}
            assert dead == set(), entry.key


def test_ctrl_t_takes_from_the_register_while_nobody_takes_part(
    window: MainWindow, store: OpenStore, qtbot: QtBot
) -> None:
    with store.db.write("o1", "test", MORNING) as session:
        add_bazaar(session, name="Bazar Monas", days=DAYS)
    window.desk.choose(window.desk.bazaars()[0].id)
    window.go("bazaars")
    looks.settle(window)
    dialog = opened_by(window, "Ctrl+T", qtbot)
    assert isinstance(dialog, FromRegister)
    dialog.reject()
    active(window, qtbot)
    press(window, "Ctrl+G")
    rules = opened_by(window, "Ctrl+R", qtbot)
    assert isinstance(rules, Panel), "the rules, while the number of places is unknown"
    rules.reject()
