"""In the window: a laptop that worked alone for two days joins an office with them; board and year are the sum."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bazar_desktop.domain.money import format_rupiah
from bazar_desktop.jobs.office.enrolment import Prepared
from bazar_desktop.jobs.settings.officers import start_store
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.exchange.joining import JoinedDaysPanel
from bazar_desktop.ui.exchange.page import SyncPage
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.office.laptop_panels import CodePanel
from bazar_desktop.ui.office.laptops_page import LaptopsPage
from tests.bazaar_day import DAYS, stand_up
from tests.drivers import press, words_on
from tests.drivers.exchange import ProposalsDriver, SyncDriver, TableDriver
from tests.jobs.exchange.test_joining import figures
from tests.offices import CHEAP, PIN, Post, World
from tests.stores import MORNING
from tests.ui import looks

Frame = Callable[[OpenStore, str], MainWindow]


@pytest.fixture
def lone(world: World, tmp_path: Path) -> Iterator[Post]:
    """A laptop that worked alone for two days."""
    store = start_store(tmp_path / "sendiri", officer="Rini", nip="", pin=PIN, at=MORNING, cost=CHEAP)
    field = stand_up(store.db, vendors=6, reserves=1)
    post = Post(store, field.at, field.bazaar_id)
    for day in DAYS:
        post.sell(dict.fromkeys(post.parties(), 250_000), day)
        post.seal(day)
    yield post
    post.store.db.close()


def prepare_in_window(world: World, window: Frame, qtbot: QtBot) -> Prepared:
    desk = TableDriver(window(world.office.store, "laptops"), qtbot)
    page = desk.page
    assert isinstance(page, LaptopsPage)
    page.ask_folder = lambda _parent, _words: world.stick("siap")
    form = page.preparation_form()
    qtbot.addWidget(form)
    form.show()
    looks.settle(form)
    assert looks.faults_of(form) == []
    form.fields["device"].setText("Laptop Rini")  # type: ignore[attr-defined]
    form.fields["bazaars"].setText("")  # type: ignore[attr-defined]
    press(form, "Return")
    assert "sedikitnya satu bazar" in words_on(form)
    form.fields["joins"].setChecked(True)  # type: ignore[attr-defined]
    press(form, "Return")
    desk.finish()
    panel = desk.panel
    assert isinstance(panel, CodePanel)
    code = panel.code.text()
    desk.leave_panel()
    (file,) = world.stick("siap").glob("*.siap")
    desk.window.close()
    return Prepared(file, code, "Laptop Rini", "", "", 0)


def test_a_lone_laptop_joins_with_its_days_and_the_office_adds_them(
    world: World, lone: Post, window: Frame, qtbot: QtBot
) -> None:
    own, other = figures(lone), figures(world.office)
    prepared = prepare_in_window(world, window, qtbot)
    desk = SyncDriver(window(lone.store, "sync"), qtbot)
    page = desk.page
    assert isinstance(page, SyncPage)
    assert page.alone.action is not None
    assert page.alone.action.text() == "Gabungkan ke kantor"
    form = page.joining()
    qtbot.addWidget(form)
    form.show()
    looks.settle(form)
    assert looks.faults_of(form) == []
    form.fields["file"].line.setText("tidak ada")  # type: ignore[attr-defined]
    press(form, "Return")
    assert "tidak ditemukan" in words_on(form)
    form.fields["file"].line.setText(str(prepared.file))  # type: ignore[attr-defined]
    form.fields["code"].setText("AAAA-AAAA-AAAA")  # type: ignore[attr-defined]
    press(form, "Return")
    assert form.isVisible()
    form.fields["code"].setText(prepared.code)  # type: ignore[attr-defined]
    press(form, "Return")
    desk.finish()
    panel = desk.panel
    assert isinstance(panel, JoinedDaysPanel)
    looks.settle(panel)
    assert looks.faults_of(panel) == []
    assert "Rp" in words_on(panel)
    desk.leave_panel()
    assert page.main.isVisible()
    assert not page.alone.isVisible()
    lone.store = page.desk.store
    assert lone.store.name == "Laptop Rini"
    desk.window.close()

    world.office.read(world.stick("siap"))
    office = ProposalsDriver(window(world.office.store, "sync"), qtbot)
    asked = office.answer()
    office.keys("Ctrl+A", "Ctrl+Return")
    (question,) = asked
    assert "Membawa 1 bazar, 2 hari, 7 pelaku usaha" in question
    assert "supervisor baru" in question
    assert format_rupiah(own[1]) in question
    assert office.usul.waiting == []
    office.window.close()
    now = figures(world.office)
    assert now[:2] == (own[1] + other[0], own[1] + other[1])
