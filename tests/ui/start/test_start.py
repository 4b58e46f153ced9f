"""The way in: first start, sign-in, one window a store, enrolment, the log, the selftest."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from bazar_desktop import app
from bazar_desktop.jobs.office.enrolment import (
    Joined,
    prepare,
)
from bazar_desktop.jobs.office.founding import office_init
from bazar_desktop.jobs.settings.officers import start_store
from bazar_desktop.services.recovery.key_sheet import key_sheet
from bazar_desktop.store.holds import StoreInUse, WindowHold
from bazar_desktop.store.opening import OpenStore, StoreExists, open_store
from bazar_desktop.store.unlocking import has_store
from bazar_desktop.ui.kit.dialogs import CrashDialog
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.kit.login import LoginDialog
from bazar_desktop.ui.start.enrol import JoinedPanel, enrol_form
from bazar_desktop.ui.start.entrance import Entrance
from bazar_desktop.ui.start.first_sheet import FirstKeySheet
from bazar_desktop.ui.start.first_start import OWN, SAMPLE, FirstStart, new_store_form
from bazar_desktop.ui.start.preparing import PreparingSample, prepare_sample
from bazar_desktop.ui.store_session import StoreSession
from bazar_desktop.work_log import start_log
from tests.commands import CHEAP, PIN
from tests.drivers import click, press, type_into, words_on
from tests.jobs.recovery.test_key_sheet import words_on_paper
from tests.stores import MORNING
from tests.ui import looks
from tests.ui.day import open_sample


@pytest.fixture(autouse=True)
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))


def clock() -> datetime:
    return MORNING


def shown(dialog: QDialog, qtbot: QtBot) -> None:
    qtbot.addWidget(dialog)
    dialog.show()
    looks.settle(dialog)


def test_an_empty_folder_says_what_can_be_done_first(qtbot: QtBot) -> None:
    first = FirstStart()
    shown(first, qtbot)
    assert looks.faults_of(first) == []
    for words in ("Daftarkan laptop dengan berkas kantor", "Buat data baru", "Coba bazar contoh"):
        assert words in words_on(first)
    click(first.buttons_by_choice[SAMPLE])
    assert (first.choice, first.result()) == (SAMPLE, QDialog.DialogCode.Accepted)


def test_a_new_store_is_made_and_opens_with_its_pin(qtbot: QtBot, tmp_path: Path) -> None:
    form = new_store_form(tmp_path / "new", clock, cost=CHEAP)
    shown(form, qtbot)
    assert looks.faults_of(form) == []
    typed = {"name": "Rini", "nip": "", "pin": "246813", "again": "2469"}
    for name, value in typed.items():
        form.fields[name].setText(value)  # type: ignore[attr-defined]
    press(form, "Return")
    assert "berbeda dari yang pertama" in words_on(form)
    assert not has_store(tmp_path / "new")
    form.fields["again"].setText("246813")  # type: ignore[attr-defined]
    form.fields["letter"].setText("1")  # type: ignore[attr-defined]
    press(form, "Return")
    assert "Huruf laptop" in words_on(form)
    form.fields["letter"].setText("b")  # type: ignore[attr-defined]
    press(form, "Return")
    assert isinstance(form.result_value, OpenStore)
    form.result_value.db.close()
    opened = open_store(tmp_path / "new", "Rini", "246813")
    assert opened.letter == "B"
    opened.db.close()


def test_the_pin_opens_the_store_and_a_wrong_one_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    open_sample(tmp_path / "store").db.close()
    entrance = Entrance(tmp_path / "store", None, clock)
    dialog = LoginDialog(entrance)
    shown(dialog, qtbot)
    type_into(dialog.pin, "9999")
    press(dialog, "Return")
    assert "tidak cocok" in dialog.said.text()
    assert entrance.store is None
    type_into(dialog.pin, PIN)
    press(dialog, "Return")
    assert entrance.store is not None
    entrance.store.db.close()


def test_a_second_window_of_one_store_is_refused_in_words(tmp_path: Path) -> None:
    first = WindowHold(tmp_path / "store", MORNING)
    with pytest.raises(StoreInUse):
        WindowHold(tmp_path / "store", MORNING)
    first.release()
    WindowHold(tmp_path / "store", MORNING).release()


def test_a_laptop_is_enrolled_with_the_offices_file(qtbot: QtBot, tmp_path: Path) -> None:
    office = office_init(
        tmp_path / "office",
        name="Sudin PPKUKM Jakarta Pusat",
        officer="Kepala",
        pin=PIN,
        at=MORNING,
        cost=CHEAP,
    ).store
    made = prepare(office, bazaars=(), device="Laptop B", to=tmp_path, at=MORNING, cost=CHEAP)
    office.db.close()
    form = enrol_form(tmp_path / "laptop", clock, cost=CHEAP)
    shown(form, qtbot)
    form.fields["name"].setText("Kepala")  # type: ignore[attr-defined]
    form.fields["pin"].setText("135724")  # type: ignore[attr-defined]
    press(form, "Return")
    assert "tidak ditemukan" in words_on(form)
    form.fields["file"].line.setText(str(made.file))  # type: ignore[attr-defined]
    form.fields["code"].setText("AAAA-AAAA")  # type: ignore[attr-defined]
    press(form, "Return")
    assert form.result() == QDialog.DialogCode.Rejected
    assert not has_store(tmp_path / "laptop")
    form.fields["code"].setText(made.code)  # type: ignore[attr-defined]
    press(form, "Return")
    assert isinstance(form.result_value, Joined)
    panel = JoinedPanel(form.result_value)
    shown(panel, qtbot)
    assert looks.faults_of(panel) == []
    assert " · ".join(form.result_value.words) in words_on(panel)
    form.result_value.store.db.close()


def test_from_an_empty_folder_to_the_window_of_an_own_store(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dialogs are answered while they wait, as a person does."""
    asked: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, FirstStart):
            QTimer.singleShot(0, answer)
            click(dialog.buttons_by_choice[OWN])
        elif isinstance(dialog, FirstKeySheet):
            asked.append("sheet")
            press(dialog, "Escape")
        elif isinstance(dialog, FormDialog) and not asked:
            asked.append("left")  # Esc leads back to the choices, not out of the program
            QTimer.singleShot(0, answer)
            press(dialog, "Escape")
        elif isinstance(dialog, FormDialog):
            for name, value in {"name": "Rini", "pin": "246813", "again": "246813"}.items():
                dialog.fields[name].setText(value)  # type: ignore[attr-defined]
            QTimer.singleShot(0, answer)
            press(dialog, "Return")
        else:
            QTimer.singleShot(10, answer)

    QTimer.singleShot(0, answer)
    store, hold = app.way_in(tmp_path / "new", None, sample=False)
    assert store is not None
    assert asked == ["left", "sheet"]
    hook = sys.excepthook
    window = app.window_of(store, hold, clock)
    qtbot.addWidget(window)
    window.show()
    assert sys.excepthook is not hook
    qtbot.waitUntil(lambda: window.desk.data_state().backup_at is not None, timeout=5000)
    sys.excepthook(ValueError, ValueError("NIK '3171010101800001'"), None)
    crash = window.findChild(CrashDialog)
    assert crash is not None
    assert crash.isVisible()
    assert "ValueError" in crash.details.toPlainText()
    assert "3171010101800001" not in crash.details.toPlainText()
    crash.close()
    sys.excepthook = hook
    with pytest.raises(StoreInUse):
        app.way_in(tmp_path / "new", None, sample=False)
    window.close()
    store.db.close()
    hold.release()


def test_the_sample_is_made_once_with_a_known_pin(tmp_path: Path, qtbot: QtBot) -> None:
    store, hold = app.way_in(tmp_path / "contoh", None, sample=True)
    assert store is not None
    assert store.is_sample
    store.db.close()
    hold.release()
    open_store(tmp_path / "contoh", store.officer.name, app.SAMPLE_PIN).db.close()


def test_the_wait_for_the_sample_is_told_in_words_and_cannot_be_cut_short(
    qtbot: QtBot, tmp_path: Path
) -> None:
    waiting = PreparingSample(tmp_path / "contoh", MORNING)
    shown(waiting, qtbot)
    assert looks.faults_of(waiting) == []
    assert "Menyiapkan bazar contoh" in words_on(waiting)
    press(waiting, "Escape")
    assert waiting.isVisible()
    qtbot.waitUntil(lambda: not waiting.isVisible(), timeout=60_000)
    assert waiting.store is not None
    waiting.store.db.close()


def test_a_sample_that_cannot_be_made_says_why(tmp_path: Path, qtbot: QtBot) -> None:
    open_sample(tmp_path / "contoh").db.close()
    with pytest.raises(StoreExists):
        prepare_sample(tmp_path / "contoh", MORNING)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger("bazar_desktop")
    handler = start_log(tmp_path / "log")
    yield tmp_path / "log" / "bazar-desktop.log"
    root.removeHandler(handler)
    handler.close()


def test_the_log_holds_no_nik_and_no_phone(log: Path) -> None:
    logger = logging.getLogger("bazar_desktop.test")
    logger.info("NIK %s, HP %s, 0812 3456 7890, Rp12345678", "3171010101800001", "+628123456789")
    try:
        raise ValueError("3171.0101.0180.0001")
    except ValueError:
        logger.exception("gagal")
    text = log.read_text("utf-8")
    assert "Rp12345678" in text
    for secret in ("3171010101800001", "8123456789", "0812 3456", "3171.0101"):
        assert secret not in text


def test_a_folder_that_cannot_hold_a_log_does_not_stop_the_start(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    handler = start_log(tmp_path / "file" / "log")
    assert type(handler) is logging.StreamHandler
    logging.getLogger("bazar_desktop").removeHandler(handler)


def test_the_selftest_says_one_line_and_ends_well() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bazar_desktop", "--selftest"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("selftest ok: ")
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize("user", ["Nur'aini", "Budi & Sari", "Zoë Çelik", "日本 (2)"])
def test_the_selftest_hears_no_warning_of_qt_whatever_the_user_is_called(tmp_path: Path, user: str) -> None:
    home = tmp_path / user
    home.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "bazar_desktop", "--selftest"],
        env={**os.environ, "TMPDIR": str(home), "HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("selftest ok: "), done.stdout
    assert done.returncode == 0


def test_the_selftest_fails_where_qt_warns() -> None:
    code = (
        "import sys; from PySide6.QtCore import qWarning; from bazar_desktop import app;"
        "app.draw_everything = lambda: qWarning('Could not create pixmap') or (1, 1);"
        "sys.exit(app.main(['--selftest']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == "selftest: Qt warns\nCould not create pixmap\n"


def test_a_lone_laptop_makes_its_key_sheet_at_once_and_types_two_words_back(
    qtbot: QtBot, tmp_path: Path
) -> None:
    store = start_store(tmp_path / "new", officer="Rini", nip="", pin=PIN, at=MORNING, cost=CHEAP)
    desk = StoreSession(store, clock)
    panel = FirstKeySheet(desk)
    shown(panel, qtbot)
    assert looks.faults_of(panel) == []
    panel.ask_file = lambda _parent: tmp_path / "tidak" / "lembar.pdf"
    press(panel, "Return")
    assert "tidak ada" in panel.banner.words
    panel.ask_file = lambda _parent: tmp_path / "lembar.pdf"
    press(panel, "Return")
    looks.settle(panel)
    assert panel.check.hasFocus()
    assert looks.faults_of(panel) == []
    known = desk.read(key_sheet)
    assert known is not None
    form = panel.words_form(known)
    shown(form, qtbot)
    paper = words_on_paper(tmp_path / "lembar.pdf")
    for name, place in zip(("first", "second"), known.places, strict=True):
        form.fields[name].setText(paper[place - 1])  # type: ignore[attr-defined]
    press(form, "Return")
    known = desk.read(key_sheet)
    assert known is not None
    assert known.checked
    store.db.close()


def test_a_store_that_is_open_in_another_window_is_tried_again_or_left(qtbot: QtBot, tmp_path: Path) -> None:
    open_sample(tmp_path / "store").db.close()
    other = WindowHold(tmp_path / "store", MORNING)
    wanted = app.arguments(["--store", str(tmp_path / "store")])
    said: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or not dialog.isVisible():
            QTimer.singleShot(10, answer)
            return
        said.append(words_on(dialog))
        if isinstance(dialog, LoginDialog):
            dialog.reject()
            return
        QTimer.singleShot(10, answer)
        assert looks.faults_of(dialog) == []
        if len(said) == 2:
            other.release()  # the other window is closed
        press(dialog, "Return")

    QTimer.singleShot(0, answer)
    assert app.start(wanted) is None
    assert ["jendela lain" in words for words in said] == [True, True, False]
    assert {"Coba lagi", "Tutup"} <= {line.strip() for line in said[0].splitlines()}
