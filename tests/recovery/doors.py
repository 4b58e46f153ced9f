"""Where a person meets a broken store: what is said there, and following what it offers until the data are back."""

from __future__ import annotations

import argparse
import json
import sys
from types import TracebackType

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from bazar_desktop import app
from bazar_desktop.cli.main import main
from bazar_desktop.store.backup import list_backups
from bazar_desktop.store.opening import backup_folder
from bazar_desktop.ui.faults import report_of
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.kit.dialogs import CrashDialog, FaultDialog
from bazar_desktop.ui.kit.login import LoginDialog
from bazar_desktop.ui.rescue.keys import KeyFilePanel
from bazar_desktop.ui.rescue.restore import RestoreDialog
from bazar_desktop.ui.start.first_start import FirstStart
from tests.commands import PIN
from tests.drivers import click, words_on
from tests.recovery.damages import Place, do_nothing

WAYS = {  # what a command's refusal is followed by; others are mended outside the program
    "store_file_missing": ["restore"],
    "store_unreadable": ["restore"],
    "log_damaged": ["restore"],
    "store_foreign": ["restore"],
    "key_file_missing": ["backup", "restore-keys"],
    "key_and_data_missing": ["backup", "restore-keys"],
    "keys_foreign": ["backup", "restore-keys"],
    "keys_damaged": ["backup", "restore-keys"],
    "open_elsewhere": ["store", "take-over", "--yes"],
    "store_full": ["store", "free"],
    "disk_full": ["store", "free"],
}


class Person:
    """Answers each dialog that waits, by what it offers, and notes what was said."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.said: list[str] = []
        self.crashes: list[str] = []
        self._told: set[str] = set()
        self._left = 400  # looks; a person who is asked for ever goes home
        self._is_there = False

    def __enter__(self) -> Person:
        self._hook = sys.excepthook
        sys.excepthook = self._crashed
        self._is_there = True
        QTimer.singleShot(15, self._look)
        return self

    def __exit__(self, *_error: object) -> None:
        self._is_there = False
        sys.excepthook = self._hook

    def _crashed(self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        self.crashes.append(f"{kind.__name__}: {error} {report_of(error)}")

    def _look(self) -> None:
        if not self._is_there:
            return
        QTimer.singleShot(
            15, self._look
        )  # a timer of its own would wait for the dialog that this look may open
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            return
        self._left -= 1
        if self._left < 0:
            self.crashes.append(f"for ever: {words_on(dialog)}")
            dialog.reject()
        elif isinstance(dialog, LoginDialog):
            self._sign_in(dialog)
        elif isinstance(dialog, RestoreDialog):
            if dialog.confirm.isEnabled():
                click(dialog.confirm)
                if dialog.isVisible():
                    self._note(dialog)
                    self.place.mend()
        elif isinstance(dialog, FirstStart | CrashDialog):
            details = dialog.details.toPlainText() if isinstance(dialog, CrashDialog) else words_on(dialog)
            self.crashes.append(details)
            dialog.reject()
        else:
            self._answer(dialog)

    def _answer(self, dialog: QDialog) -> None:
        self._note(dialog)
        if isinstance(dialog, FaultDialog):
            words = words_on(dialog)
            if dialog.way is not None:
                click(dialog.way)
            elif words in self._told:  # trying again does not help
                click(dialog.close_button)
            else:
                self._told.add(words)
                self.place.mend()
                self.place.mend = do_nothing
                click(dialog.again)
        elif isinstance(dialog, KeyFilePanel):
            click(dialog.from_backups)
        elif dialog.objectName() == "ElsewherePanel":
            click(
                next(
                    part for part in dialog.findChildren(QPushButton) if part.text().strip() == "Buka di sini"
                )
            )
        else:
            dialog.reject()

    def _sign_in(self, dialog: LoginDialog) -> None:
        if dialog.said.text():
            self._note(dialog)
            if dialog.way.isVisible() and dialog.way.text().strip() != "Coba lagi":
                click(dialog.way)
                return
            self.place.mend()
            self.place.mend = do_nothing
        dialog.pin.setText(PIN)
        dialog.submit()

    def _note(self, dialog: QDialog) -> None:
        words = "\n".join(part.text() for part in dialog.findChildren(QLabel) if part.isVisible())
        if words not in self.said:
            self.said.append(words)


def start_window(place: Place, qtbot: QtBot) -> MainWindow | None:
    """Start the program on the folder as the person does."""
    window = app.start(argparse.Namespace(store=place.folder, sample=False, database=None))
    if window is not None:
        qtbot.addWidget(window)
        place.windows.append(window)
    return window


class Prompt:
    """A person at the commands."""

    def __init__(self, place: Place, capture: pytest.CaptureFixture[str]) -> None:
        self.place, self.capture = place, capture
        self.said: list[str] = []

    def run(self, *words: str) -> int:
        """Run a command; what it says is noted."""
        self.capture.readouterr()
        code = main([*words, "--store", str(self.place.folder)])
        out = self.capture.readouterr()
        self.said.append(f"{code}: {out.out}{out.err}".strip())
        assert "Traceback" not in self.said[-1]
        assert code != 1, self.said[-1]
        return code

    def code_of(self, *words: str) -> str:
        """The code of the refusal of a command; "" where it is done."""
        self.capture.readouterr()
        main([*words, "--store", str(self.place.folder), "--json"])
        err = self.capture.readouterr().err.strip().splitlines()
        return str(json.loads(err[-1])["error"]["code"]) if err else ""

    def follow(self, *words: str) -> None:
        """Run a command until it is done, going the way that each refusal names."""
        for _try in range(5):
            if self.run(*words) == 0:
                return
            code = self.code_of(*words)
            way = WAYS.get(code)
            if way is None:
                self.place.mend()
                self.place.mend = do_nothing
            elif way == ["restore"]:
                self.restore()
            else:
                assert self.run(*way) == 0, self.said[-1]
        raise AssertionError(self.said)

    def restore(self) -> None:
        """Put the latest backup in the store's place."""
        latest = list_backups(backup_folder(self.place.folder))[0].path
        assert self.run("backup", "restore", str(latest), "--yes") == 0, self.said[-1]


def officer_in_environment(patch: pytest.MonkeyPatch, name: str) -> None:
    patch.setenv("BAZAR_OFFICER", name)
    patch.setenv("BAZAR_PIN", PIN)
