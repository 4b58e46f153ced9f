"""All laptops that are missing are prepared in one act, and the answers of one folder are taken, in the window."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from bazar_desktop.jobs.office.enrolment import enrol_laptop
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.office.laptops_page import LaptopsPage
from bazar_desktop.ui.office.many_laptops import AnswersPanel, PreparedPanel
from tests.drivers.exchange import LaptopsDriver
from tests.jobs.office.test_preparing import programme
from tests.offices import CHEAP, PIN, World
from tests.printing.reading import page_texts
from tests.ui import looks

Frame = Callable[[OpenStore, str], MainWindow]


def test_all_missing_laptops_are_prepared_and_their_answers_taken(
    world: World, window: Frame, qtbot: QtBot, tmp_path: Path
) -> None:
    programme(world)
    desk = LaptopsDriver(window(world.office.store, "laptops"), qtbot)
    page = desk.page
    assert isinstance(page, LaptopsPage)
    stick, papers, shown = world.stick("siap"), world.stick("cetak"), []
    desk.stick(stick)
    page.many.ask_sheets = lambda _parent: papers / "lembar.pdf"
    page.many.show_file = shown.append
    form = page.many.form()
    field = form.fields["laptops"]
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText().count("=") == 4
    looks.settle(form)
    assert looks.faults_of(form) == []
    field.setPlainText("Laptop A")
    form.submit()
    assert not desk.closed(form)
    assert "Baris 1 tidak dimengerti" in form._said["laptops"].text()
    field.setPlainText("Laptop A = ZZZ")
    form.submit()
    assert "Tidak ada bazar dengan kode ZZZ" in form._said["laptops"].text()
    form = page.many.form()
    form.submit()
    assert desk.closed(form)
    desk.finish()
    panel = desk.panel
    assert isinstance(panel, PreparedPanel)
    looks.settle(panel)
    assert looks.faults_of(panel) == []
    assert len(panel.rows.table()[1]) == 4
    if shots := os.environ.get("SHOTS"):
        form.grab().save(f"{shots}/siapkan-semua.png")
        panel.grab().save(f"{shots}/disiapkan.png")
    desk.leave_panel()
    [folder] = stick.iterdir()
    pages = page_texts(papers / "lembar.pdf")
    back = world.stick("jawaban")
    for number, file in enumerate(sorted(folder.glob("*.siap"))):
        sheet = next(text for text in pages if file.name in text)
        code = next(
            word for word in sheet.split() if len(word) == 14 and word.count("-") == 2 and word != file.name
        )
        joined = enrol_laptop(
            file,
            code=code,
            folder=tmp_path / f"l{number}",
            officer="Vicky Ramadhan",
            pin=PIN,
            at=world.office.at,
            to=back,
            cost=CHEAP,
        )
        joined.store.db.close()
    (back / "rusak.daftar").write_bytes(b"bukan jawaban")
    desk.stick(back)
    page.many.take_answers()
    desk.finish()
    answers = desk.panel
    assert isinstance(answers, AnswersPanel)
    looks.settle(answers)
    assert looks.faults_of(answers) == []
    rows = answers.rows.table()[1]
    assert [row[1] for row in rows].count("terdaftar") == 4
    assert sum(len(row[2].split()) == 6 for row in rows) >= 4
    if shots:
        answers.grab().save(f"{shots}/jawaban.png")
        desk.leave_panel()
        desk.window.grab().save(f"{shots}/laptop.png")
    else:
        desk.leave_panel()
    assert desk.column("Keadaan") == ["terdaftar"] * 4


def test_an_empty_folder_of_answers_and_no_stick_say_so(world: World, window: Frame, qtbot: QtBot) -> None:
    world.join("Laptop 1")
    desk = LaptopsDriver(window(world.office.store, "laptops"), qtbot)
    page = desk.page
    assert isinstance(page, LaptopsPage)
    desk.stick(world.stick("kosong"))
    page.many.take_answers()
    assert "Tidak ada jawaban laptop (.daftar)" in desk.says
    page.many.ask_sheets = lambda _parent: None
    form = page.many.form()
    field = form.fields["laptops"]
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText(f"Laptop 2 = {world.field.code}")
    form.submit()
    assert "belum ada yang disiapkan" in desk.says
