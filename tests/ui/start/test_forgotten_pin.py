"""*Lupa PIN?* before anybody has signed in, and the office's answer: dialogs driven by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from bazar_desktop.jobs.recovery.key_sheet import new_key_sheet
from bazar_desktop.jobs.recovery.phone import answer_request
from bazar_desktop.jobs.settings.officers import start_store
from bazar_desktop.store.opening import OpenStore, open_store
from bazar_desktop.ui.app_session import OfficerAtDesk
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.kit.login import LoginDialog
from bazar_desktop.ui.start.entrance import Entrance
from bazar_desktop.ui.start.forgotten_pin import (
    PHONE,
    SHEET,
    SUPERVISOR,
    ForgottenPin,
    LockedStore,
    answer_form,
    sheet_form,
)
from tests.drivers import button_named, click, press, type_into, words_on
from tests.jobs.recovery.test_key_sheet import words_on_paper
from tests.offices import CHEAP, World
from tests.stores import MORNING
from tests.ui import looks

NEW = "509183"
VICKY = "Vicky Ramadhan"


@pytest.fixture
def world(world: World) -> World:
    world.join("Laptop 1")
    return world


def at_the_door(folder: Path, qtbot: QtBot) -> tuple[Entrance, LoginDialog]:
    entrance = Entrance(folder, clock=lambda: MORNING, cost=CHEAP)
    dialog = LoginDialog(entrance, forgotten=entrance.offer_new_pin)
    qtbot.addWidget(dialog)
    dialog.show()
    looks.settle(dialog)
    return entrance, dialog


def answer_dialogs(*acts: Callable[[QDialog], object]) -> None:
    """Answer the dialogs that will open one above the other, each when it waits."""
    waiting = list(acts)
    for open_already in QApplication.topLevelWidgets():
        if isinstance(open_already, QDialog) and open_already.isVisible():
            open_already.setProperty("answered", True)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or dialog.property("answered"):
            QTimer.singleShot(10, look)
            return
        dialog.setProperty("answered", True)
        act = waiting.pop(0)
        if waiting:
            QTimer.singleShot(10, look)
        try:
            act(dialog)
        except BaseException:
            for above in QApplication.topLevelWidgets():  # nobody else would close them
                if isinstance(above, QDialog):
                    above.reject()
            raise

    QTimer.singleShot(0, look)


def filled(dialog: QDialog, **values: str) -> None:
    assert isinstance(dialog, FormDialog)
    looks.settle(dialog)
    assert looks.faults_of(dialog) == []
    for name, value in values.items():
        field = dialog.fields[name]
        field.setFocus()
        type_into(field, value)
    click(dialog.confirm)


def test_the_dialog_offers_the_ways_that_there_are(world: World, qtbot: QtBot) -> None:
    world.laptops[0].store.db.close()
    entrance, login = at_the_door(world.laptops[0].store.folder, qtbot)
    assert looks.faults_of(login) == []
    offered: list[set[str]] = []

    def see(dialog: QDialog) -> None:
        assert isinstance(dialog, ForgottenPin)
        assert looks.faults_of(dialog) == []
        offered.append(set(dialog.buttons_by_way))
        press(dialog, "Escape")

    answer_dialogs(see)
    click(button_named(login, "Lupa PIN?"))
    assert offered == [{PHONE, SHEET}]
    assert login.isVisible()
    assert entrance.store is None
    office, at_office = at_the_door(world.office.store.folder, qtbot)
    answer_dialogs(see)
    click(button_named(at_office, "Lupa PIN?"))
    assert offered[1] == {SHEET}
    assert office.store is None


def test_the_offices_words_open_the_store_from_the_sign_in_dialog(world: World, qtbot: QtBot) -> None:
    world.laptops[0].store.db.close()
    folder = world.laptops[0].store.folder
    entrance, login = at_the_door(folder, qtbot)
    said: list[str] = []

    def phone(form: QDialog) -> None:
        assert isinstance(form, FormDialog)
        (request,) = [line for line in words_on(form).splitlines() if line.count("-") == 2 and line.isupper()]
        answered = answer_request(
            world.office.store, laptop="Laptop 1", request=request, officer=VICKY, at=world.office.tick()
        )
        filled(form, words=" ".join([*answered.words[:-1], "kopi"]), pin="123456", again="123457")
        said.append(words_on(form))
        form.fields["again"].clear()  # type: ignore[attr-defined]
        filled(form, again="123456")
        said.append(words_on(form))
        for name in ("pin", "again"):
            form.fields[name].clear()  # type: ignore[attr-defined]
        filled(form, pin=NEW, again=NEW)
        said.append(words_on(form))
        form.fields["words"].line.clear()  # type: ignore[attr-defined]
        filled(form, words=" ".join(word[:4] for word in answered.words))

    answer_dialogs(lambda panel: click(panel.buttons_by_way[PHONE]), phone)  # type: ignore[attr-defined]
    click(button_named(login, "Lupa PIN?"))
    assert "berbeda dari yang pertama" in said[0]
    assert "mudah ditebak" in said[1]
    assert "tidak cocok satu sama lain" in said[2]
    assert login.result() == QDialog.DialogCode.Accepted
    assert entrance.store is not None
    world.laptops[0].store = entrance.store
    open_store(folder, VICKY, NEW).db.close()


def test_another_supervisor_gives_the_pin_and_the_door_stays_shut(world: World, qtbot: QtBot) -> None:
    from bazar_desktop.jobs.settings.officers import enter_officer

    laptop = world.laptops[0]
    enter_officer(laptop.store, MORNING, name="Rini", nip="", role="petugas", pin="7391", cost=CHEAP)
    entrance, login = at_the_door(laptop.store.folder, qtbot)
    login.step(1)

    def fill(form: QDialog) -> None:
        filled(form, own="246813", pin="5209", again="5209")

    answer_dialogs(lambda panel: click(panel.buttons_by_way[SUPERVISOR]), fill)  # type: ignore[attr-defined]
    click(button_named(login, "Lupa PIN?"))
    assert entrance.store is None
    assert "PIN baru Rini berlaku" in login.said.text()
    type_into(login.pin, "5209")
    press(login, "Return")
    assert entrance.store is not None
    entrance.store.db.close()


def test_a_sheet_of_another_office_is_refused_under_its_words(world: World, qtbot: QtBot) -> None:
    import pyrage

    from bazar_desktop.domain.recovery.key_sheet import sheet_lines

    entrance = Entrance(world.office.store.folder)
    (officer,) = entrance.officers()
    panel = ForgottenPin(LockedStore(world.office.store.folder, None, officer, (), lambda: MORNING, CHEAP))
    qtbot.addWidget(panel)
    form = sheet_form(panel)
    qtbot.addWidget(form)
    form.show()
    lines = sheet_lines(str(pyrage.x25519.Identity.generate()))
    filled(form, words=" ".join(word for line in lines for word in line), pin=NEW, again=NEW)
    assert "tidak membuka data" in words_on(form)
    assert form.result() == QDialog.DialogCode.Rejected


def test_an_answer_is_taken_from_a_file_too(world: World, qtbot: QtBot) -> None:
    from bazar_desktop.jobs.recovery.phone import save_answer

    folder = world.laptops[0].store.folder
    world.laptops[0].store.db.close()
    (officer,) = Entrance(folder).officers()
    panel = ForgottenPin(LockedStore(folder, None, officer, (), lambda: MORNING, CHEAP))
    qtbot.addWidget(panel)
    form = answer_form(panel)
    qtbot.addWidget(form)
    form.show()
    answered = answer_request(
        world.office.store, laptop="Laptop 1", request=panel.request, officer=VICKY, at=world.office.tick()
    )
    filled(form, words=str(save_answer(answered, world.stick("jawaban"))), pin=NEW, again=NEW)
    assert isinstance(form.result_value, OpenStore)
    world.laptops[0].store = form.result_value


def test_a_dead_answer_on_one_stick_is_told_and_the_next_stick_is_tried(world: World, qtbot: QtBot) -> None:
    from bazar_desktop.jobs.recovery.phone import save_answer

    folder = world.laptops[0].store.folder
    world.laptops[0].store.db.close()
    (officer,) = Entrance(folder).officers()
    panel = ForgottenPin(LockedStore(folder, None, officer, (), lambda: MORNING, CHEAP))
    qtbot.addWidget(panel)
    form = answer_form(panel)
    qtbot.addWidget(form)
    form.show()
    answered = answer_request(
        world.office.store, laptop="Laptop 1", request=panel.request, officer=VICKY, at=world.office.tick()
    )
    good, dead = save_answer(answered, world.stick("jawaban")), world.stick("rusak")
    empty, others, a_folder = (dead / f"{name}.jawaban" for name in ("kosong", "lain", "folder"))
    empty.write_bytes(b"")
    others.write_text(f"Jawaban kantor\n\n{' '.join(reversed(answered.words))}\n")
    a_folder.mkdir()
    told = {
        dead / "tercabut.jawaban": "tercabut.jawaban tidak dapat dibaca",
        dead / "tercabut.txt": "tercabut.txt tidak dapat dibaca",
        a_folder: "folder.jawaban tidak dapat dibaca",
        empty: "bukan jawaban kantor",
        others: "tidak cocok satu sama lain",
    }
    for file, words in told.items():
        filled(form, words=str(file), pin=NEW, again=NEW)
        assert words in words_on(form), file
        assert form.result_value is None
        looks.settle(form)
        assert looks.faults_of(form) == []
        last, confirm = form.fields["again"], form.confirm
        assert (
            last.mapTo(form, last.rect().bottomLeft()).y() < confirm.mapTo(form, confirm.rect().topLeft()).y()
        )
        for line in form.findChildren(QLineEdit):
            line.clear()
    filled(form, words=str(good), pin=NEW, again=NEW)
    assert isinstance(form.result_value, OpenStore)
    world.laptops[0].store = form.result_value


def test_a_key_sheet_is_offered_only_where_one_was_made(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    store = start_store(tmp_path / "laptop", officer="Rini", nip="", pin=NEW, at=MORNING, cost=CHEAP)
    (rini,) = Entrance(store.folder).officers()

    def panel(*others: OfficerAtDesk) -> ForgottenPin:
        made = ForgottenPin(LockedStore(store.folder, None, rini, others, lambda: MORNING, CHEAP))
        qtbot.addWidget(made)
        made.show()
        looks.settle(made)
        assert looks.faults_of(made) == []
        return made

    nobody = panel()
    assert nobody.buttons_by_way == {}
    assert "belum pernah dibuat" in words_on(nobody)
    assert "tidak ada jalan lain" in words_on(nobody)
    other = panel(OfficerAtDesk("b", "Budi", "Supervisor", True))
    assert list(other.buttons_by_way) == [SUPERVISOR]
    assert "buat lembarnya di Pengaturan" in words_on(other)
    new_key_sheet(store, tmp_path / "lembar.pdf", MORNING)
    store.db.close()
    assert list(panel().buttons_by_way) == [SHEET]
    words = " ".join(words_on_paper(tmp_path / "lembar.pdf"))
    form = sheet_form(panel())
    qtbot.addWidget(form)
    form.show()
    filled(form, words=words, pin="740185", again="740185")
    assert isinstance(form.result_value, OpenStore)
    form.result_value.db.close()
    open_store(store.folder, "Rini", "740185").db.close()
