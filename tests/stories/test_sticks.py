"""The whole loop through the windows: enrolled, a day, a stick, the office, the receipt; and when it goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.office.laptop_panels import CodePanel
from bazar_desktop.ui.office.laptops_page import LaptopsPage
from bazar_desktop.ui.rescue.restore import RestoreDialog
from bazar_desktop.ui.settings.page import BACKUPS
from bazar_desktop.ui.start.enrol import FileLine, JoinedPanel, enrol_form
from bazar_desktop.ui.store_session import StoreSession
from tests.bazaar_day import DAYS
from tests.commands import CHEAP, PIN
from tests.drivers import button_named, press, words_on
from tests.drivers.day import DayDriver
from tests.drivers.exchange import SyncDriver
from tests.drivers.settings import open_part
from tests.offices import World, found
from tests.stories.conftest import SitDown
from tests.stories.test_two_laptops import hand_in, sell, take_in
from tests.ui import looks
from tests.ui.attendance.desk import Clock


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """An office whose bazaar has its participants."""
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = found(tmp_path)
    yield made
    made.close()


def at_the_office(desk: DayDriver, stick: Path) -> str:
    """The office reads the stick on *Masuk*; returns what it says."""
    desk.turn_to("intake")
    desk.page.ask_folder = lambda _parent, _words: stick  # type: ignore[attr-defined]
    desk.press("Ctrl+O")
    desk.wait(lambda: any(stick.glob("*.terima")))
    desk.finish()
    return desk.says


def omzet_at(store: OpenStore, bazaar_id: str) -> int:
    with store.db.read() as session:
        return sum(row.total or 0 for row in day_sheet(session, bazaar_id, DAYS[0]).rows)


def is_received(desk: DayDriver, stick: Path, rupiah: str) -> bool:
    """The laptop reads the stick: *Diterima … cocok*, and so says the status line."""
    take_in(desk, stick)
    looks.settle(desk.window)
    said = desk.says
    return (
        said.startswith("Diterima Sudin")
        and f"{rupiah} (mitra ikut), cocok." in said
        and "semua paket diterima kantor" in words_on(desk.window.topbar)
    )


def prepared(office: DayDriver, world: World, stick: Path) -> str:
    """The office prepares a laptop; returns the code that its screen shows."""
    office.turn_to("laptops")
    page = office.page
    assert isinstance(page, LaptopsPage)
    page.ask_folder = lambda _parent, _words: stick
    form = page.preparation_form()
    for name, words in (("device", "Laptop 1"), ("bazaars", world.field.code), ("contact", "Vicky 0812 1")):
        field = form.fields[name]
        assert isinstance(field, QLineEdit)
        field.setText(words)
    form.submit()
    office.finish()
    panel = office.top(CodePanel)
    assert isinstance(panel, CodePanel)
    code = panel.code.text()
    press(panel, "Return")
    return code


def enrolled(world: World, stick: Path, code: str, qtbot: QtBot, clock: Clock) -> tuple[OpenStore, str]:
    """The officer enrols the laptop in its window; returns its store and the words its screen shows."""
    form = enrol_form(world.folder / "laptop", clock, cost=CHEAP)
    qtbot.addWidget(form)
    form.show()
    file = form.fields["file"]
    assert isinstance(file, FileLine)
    file.line.setText(str(next(stick.glob("*.siap"))))
    for name, words in (("code", code.lower()), ("name", "Vicky Ramadhan"), ("pin", PIN)):
        field = form.fields[name]
        assert isinstance(field, QLineEdit)
        field.setText(words)
    press(form, "Return")
    joined = form.result_value
    panel = JoinedPanel(joined)  # type: ignore[arg-type]
    qtbot.addWidget(panel)
    panel.show()
    said = words_on(panel)
    panel.close()
    words = next(line for line in said.splitlines() if line.count(" · ") == 5).replace(" · ", " ")
    return joined.store, words  # type: ignore[attr-defined]


def test_enrolled_a_day_a_stick_the_office_and_the_receipt(
    world: World, sit: SitDown, qtbot: QtBot, clock: Clock
) -> None:
    stick = world.stick("satu")
    office = sit(world.office.store)
    code = prepared(office, world, stick)
    store, words = enrolled(world, stick, code, qtbot, clock)
    office.turn_to("laptops")
    page = office.page
    assert isinstance(page, LaptopsPage)
    page.ask_file = lambda _parent, _words, _kinds: next(stick.glob("*.daftar"))
    office.push("Terima jawaban")
    office.finish()
    assert words in office.says  # the six words are the same on both screens

    laptop = sit(store)
    sell(laptop, "Dapur Bu Marni", "250rb")
    sell(laptop, "Kopi Kebon Sirih", "40000")
    hand_in(laptop, stick)
    assert "1 paket d" in words_on(laptop.window.topbar)
    assert "1 paket diterima" in at_the_office(office, stick)
    assert is_received(laptop, stick, "Rp290.000")
    sync = SyncDriver(laptop.window, qtbot)
    laptop.click("Hari")
    assert sync.column("Keadaan")[-1] == "diterima"
    assert omzet_at(world.office.store, world.office.bazaar_id) == 290_000
    store.db.close()


def test_a_lost_stick_heals_with_the_next_one(world: World, sit: SitDown) -> None:
    post = world.join("Laptop 1")
    laptop, office = sit(post.store), sit(world.office.store)
    sell(laptop, "Dapur Bu Marni", "100000")
    lost = world.stick("hilang")
    hand_in(laptop, lost)
    for file in lost.iterdir():
        file.unlink()
    sell(laptop, "Kopi Kebon Sirih", "60000")
    second = world.stick("kedua")
    hand_in(laptop, second)
    assert "1 paket diterima" in at_the_office(office, second)
    assert is_received(laptop, second, "Rp160.000")
    sync = SyncDriver(laptop.window, laptop.qtbot)
    laptop.click("Paket")
    assert sync.column("Keadaan") == ["diterima", "diterima"]  # the lost one too: all it held has come
    assert omzet_at(world.office.store, world.office.bazaar_id) == 160_000


def test_a_restored_backup_goes_on_as_a_new_life_and_loses_nothing_that_had_come(
    world: World, sit: SitDown, clock: Clock
) -> None:
    post = world.join("Laptop 1")
    laptop, office = sit(post.store), sit(world.office.store)
    sell(laptop, "Dapur Bu Marni", "100000")
    laptop.turn_to("settings")
    open_part(laptop.page, BACKUPS)  # type: ignore[arg-type]
    laptop.push("Cadangkan sekarang")
    laptop.wait(lambda: "teruji" in laptop.says)
    clock.now += timedelta(minutes=40)
    sell(laptop, "Kopi Kebon Sirih", "60000")
    stick = world.stick("sebelum rusak")
    hand_in(laptop, stick)
    assert "1 paket diterima" in at_the_office(office, stick)

    laptop.turn_to("settings")
    open_part(laptop.page, BACKUPS)  # type: ignore[arg-type]
    laptop.page.backups.list.step(0)  # type: ignore[attr-defined]
    laptop.push("Pulihkan dari cadangan")
    panel = laptop.top(RestoreDialog)
    laptop.wait(panel.confirm.isEnabled)  # type: ignore[attr-defined]
    button_named(panel, "Pulihkan yang dipilih").click()
    laptop.front()
    desk = laptop.window.desk
    assert isinstance(desk, StoreSession)
    post.store = desk.store
    assert omzet_at(post.store, post.bazaar_id) == 100_000
    sell(laptop, "Hijab Nyai", "25000")
    second = world.stick("sesudah")
    hand_in(laptop, second)
    at_the_office(office, second)
    take_in(laptop, second)
    looks.settle(laptop.window)
    assert "Rp25.000 (mitra ikut), cocok." in laptop.says  # of the new life; the old one stands as it was
    assert omzet_at(world.office.store, world.office.bazaar_id) == 185_000
    news = world.stick("kabar")
    office.turn_to("laptops")
    office.page.ask_folder = lambda _parent, _words: news  # type: ignore[attr-defined]
    office.push("Buat kabar")
    office.finish()
    take_in(laptop, news)
    assert (
        omzet_at(post.store, post.bazaar_id) == 185_000
    )  # what the backup had lost came back from the office
    assert not isinstance(laptop.window.focusWidget(), FormDialog)
