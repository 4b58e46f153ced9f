"""A PIN forgotten in the field, an office that burns, a laptop that is stolen: each told at the window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from bazar_desktop import app
from bazar_desktop.jobs.office.enrolment import Joined
from bazar_desktop.jobs.settings.backup import back_up
from bazar_desktop.store.opening import open_store
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.office.laptop_panels import HoldingsPanel
from bazar_desktop.ui.office.laptops_page import LaptopsPage
from bazar_desktop.ui.office.pin_answer import AnswerPanel, request_form
from bazar_desktop.ui.settings.page import OFFICE, SettingsPage
from bazar_desktop.ui.start.enrol import JoinedPanel, enrol_form
from bazar_desktop.ui.start.first_start import RESTORE, FirstStart
from bazar_desktop.ui.start.forgotten_pin import PHONE, ForgottenPin
from tests.drivers import button_named, press, type_into, words_on
from tests.drivers.day import DayDriver
from tests.jobs.recovery.test_key_sheet import words_on_paper
from tests.offices import CHEAP, Post, World, found
from tests.stories.conftest import SitDown
from tests.ui import looks
from tests.ui.start.test_forgotten_pin import answer_dialogs, at_the_door

NEW = "509183"
VICKY, HEAD = "Vicky Ramadhan", "Kepala Seksi"


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = found(tmp_path)
    made.join("Laptop 1")
    yield made
    made.close()


def fill(form: QDialog, **values: str) -> None:
    """Type into the fields one after the other, and press the button that confirms by the space bar."""
    assert isinstance(form, FormDialog)
    for name, value in values.items():
        field = form.fields[name]
        field.setFocus()
        if isinstance(field, QComboBox) and not field.isEditable():
            field.setCurrentText(value)
        else:
            type_into(form, value)
    form.confirm.setFocus()
    press(form.confirm, "Space")


def laptops_page(office: DayDriver, row: int = 0) -> LaptopsPage:
    office.turn_to("laptops")
    page = office.page
    assert isinstance(page, LaptopsPage)
    looks.settle(office.window)
    page.view.step(row)
    return page


def call_the_office(office: DayDriver, request: str) -> list[str]:
    """The supervisor at the office picks the laptop, types the request, and reads what the panel shows."""
    page = laptops_page(office)
    office.push("Isi laptop")
    holdings = page.findChild(HoldingsPanel)
    assert holdings is not None
    answer_dialogs(lambda form: fill(form, officer=VICKY, request=request.lower().replace("-", " ")))
    office.push("Lupa PIN…", holdings)
    panel = page.findChild(AnswerPanel)
    assert panel is not None
    looks.settle(panel)
    assert looks.faults_of(panel) == []
    said = [line.partition(". ") for line in words_on(panel).splitlines() if line[:1].isdigit()]
    panel.accept()
    return [word for number, _dot, word in sorted(said, key=lambda item: int(item[0]))]


def test_a_pin_forgotten_in_the_field_is_replaced_over_the_phone(
    world: World, sit: SitDown, qtbot: QtBot
) -> None:
    laptop = world.laptops[0]
    laptop.sell({laptop.parties()[0]: 75_000})
    laptop.store.db.close()
    office = sit(world.office.store)
    entrance, door = at_the_door(laptop.store.folder, qtbot)
    type_into(door.pin, "000001")
    press(door, "Return")
    assert "tidak cocok" in door.said.text()
    shown: list[str] = []

    def read_the_request(form: QDialog) -> None:
        shown.extend(line for line in words_on(form).splitlines() if line.count("-") == 2 and line.isupper())
        press(form, "Escape")

    def choose_phone(panel: QDialog) -> None:
        assert isinstance(panel, ForgottenPin)
        panel.buttons_by_way[PHONE].setFocus()
        press(panel.buttons_by_way[PHONE], "Space")
        if panel.isVisible():
            panel.reject()

    answer_dialogs(choose_phone, read_the_request)
    button_named(door, "Lupa PIN?").click()
    (request,) = shown
    words = call_the_office(office, request)
    assert len(words) == 12

    def say_the_words(form: QDialog) -> None:
        fill(form, words=" ".join(word[:4] for word in words), pin=NEW, again=NEW)

    answer_dialogs(choose_phone, say_the_words)
    button_named(door, "Lupa PIN?").click()
    assert entrance.store is not None
    laptop.store = entrance.store
    at_work = sit(laptop.store)
    at_work.turn_to("omzet")
    looks.settle(at_work.window)
    assert "75.000" in words_on(at_work.page)
    open_store(laptop.store.folder, VICKY, NEW).db.close()


def test_a_burnt_office_comes_back_from_stick_and_key_sheet(
    world: World, sit: SitDown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, sheet = world.stick("cadangan kedua"), world.folder / "lembar.pdf"
    world.laptops[0].sell({world.laptops[0].parties()[0]: 75_000})
    world.laptops[0].pack(world.stick("hari 1"))
    assert world.office.answers(world.stick("hari 1")) == ["MERGED"]
    office = sit(world.office.store)
    office.turn_to("settings")
    page = office.page
    assert isinstance(page, SettingsPage)
    page.view.choose(OFFICE)
    page.reload()
    page.keys.ask_file = lambda _parent: sheet
    office.push("Buat lembar baru")
    office.wait(lambda: "belum dicek" in words_on(page.keys))
    paper = words_on_paper(sheet)
    office.push("Cek dua kata")
    form = page.findChild(FormDialog)
    assert form is not None
    places = [int(line.split("-")[1]) for line in words_on(form).splitlines() if line.startswith("Kata ke-")]
    fill(form, first=paper[places[0] - 1], second=paper[places[1] - 1])
    assert "Kedua kata cocok" in office.says
    page.choose_second(stick)
    back_up(world.office.store, world.office.tick())

    office.window.close()
    world.office.store.db.close()
    shutil.rmtree(world.office.store.folder)
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(world.folder / "komputer baru"))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(stick))

    def choose(first: QDialog) -> None:
        assert isinstance(first, FirstStart)
        first.buttons_by_choice[RESTORE].click()

    def restore(form: QDialog) -> None:
        looks.settle(form)
        assert looks.faults_of(form) == []
        fill(form, officer=HEAD, words=" ".join(word[:4] for word in paper), pin=NEW, again=NEW)

    answer_dialogs(choose, restore)
    store, lock = app.way_in(world.folder / "kantor baru", None, sample=False)
    assert store is not None
    world.office.store = store
    again = sit(store)
    assert laptops_page(again).view.current.name == "Laptop 1"  # type: ignore[union-attr]
    world.laptops[0].sell({world.laptops[0].parties()[1]: 60_000})
    world.laptops[0].pack(world.stick("hari 2"))
    assert world.office.answers(world.stick("hari 2")) == ["MERGED"]
    lock.release()


def test_a_stolen_laptop_is_revoked_gets_no_answer_and_is_replaced(
    world: World, sit: SitDown, qtbot: QtBot
) -> None:
    stolen = world.laptops[0]
    stolen.sell({stolen.parties()[0]: 75_000})
    stolen.pack(world.stick("hari 1"))
    assert world.office.answers(world.stick("hari 1")) == ["MERGED"]
    office = sit(world.office.store)
    page = laptops_page(office)
    device = page.view.current
    assert device is not None
    asked = request_form(page, device)
    qtbot.addWidget(asked)
    asked.show()
    answer_dialogs(lambda form: fill(form, reason="dicuri di jalan"))
    office.push("Cabut")
    fill(asked, officer=VICKY, request="AAAA-AAAA-AAAA")
    assert "sudah dicabut" in words_on(asked)
    asked.reject()

    stolen.sell({stolen.parties()[1]: 1_000_000})
    stolen.pack(world.stick("hari 2"))
    assert world.office.answers(world.stick("hari 2")) == ["REVOKED"]

    page = laptops_page(office)
    page.ask_folder = lambda _parent, _words: world.stick("pengganti")
    answer_dialogs(lambda form: fill(form, device="Laptop 1", contact="Vicky"))
    office.push("Siapkan laptop")
    office.finish()
    panels = [item for item in page.findChildren(QDialog) if item.isVisible()]
    code = panels[-1].code.text()  # type: ignore[attr-defined]
    panels[-1].accept()
    form = enrol_form(world.folder / "laptop pengganti", world.office.tick, cost=CHEAP)
    qtbot.addWidget(form)
    form.show()
    form.fields["file"].line.setText(str(next(world.stick("pengganti").glob("*.siap"))))  # type: ignore[attr-defined]
    fill(form, code=code, name=VICKY, pin=NEW)
    joined = form.result_value
    assert isinstance(joined, Joined)
    told = JoinedPanel(joined)
    qtbot.addWidget(told)
    told.show()
    looks.settle(told)
    assert " · ".join(joined.words) in words_on(told)
    told.accept()
    assert world.office.answers(joined.answer) == ["ENROLLED"]
    new = Post(joined.store, world.office.at, world.office.bazaar_id)
    world.laptops.append(new)
    desk = sit(new.store)
    desk.turn_to("omzet")
    looks.settle(desk.window)
    assert "75.000" in words_on(desk.page)
    assert "1.000.000" not in words_on(desk.page)
    new.sell({new.parties()[1]: 50_000})
    new.pack(world.stick("hari 3"))
    assert world.office.answers(world.stick("hari 3")) == ["MERGED"]
