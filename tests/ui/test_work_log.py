"""The log of work in the window: in the dialog of a crash and on Beranda, to be read and copied."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from bazar_desktop import work_log
from bazar_desktop.ui.faults import install_excepthook
from bazar_desktop.ui.home.lists import Ready
from bazar_desktop.ui.kit.dialogs import CrashDialog, WorkLogDialog
from bazar_desktop.work_log import note, start_log, stop_log


def test_a_crash_is_shown_with_what_was_done_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("BAZAR_LOG_DIR", str(tmp_path / "log"))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    handler = start_log(tmp_path / "log")
    note("backup ends", ms=7)
    reports: list[str] = []
    install_excepthook(lambda _error, report: reports.append(report))
    sys.excepthook(ValueError, ValueError("'Bu Marni'"), None)
    stop_log(handler)
    dialog = CrashDialog(reports[0])
    qtbot.addWidget(dialog)
    dialog.copy()
    copied = QGuiApplication.clipboard().text()
    assert "ValueError: '…'" in copied
    assert copied.endswith("bazar_desktop.work: backup ends ms=7")
    assert "Marni" not in (tmp_path / "log" / work_log.WINDOW).read_text("utf-8")


def test_the_log_of_work_is_read_and_copied_from_beranda(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("BAZAR_LOG_DIR", str(tmp_path / "log"))
    ready = Ready()
    qtbot.addWidget(ready)
    empty = ready.show_log()
    assert empty.details.toPlainText() == "Belum ada catatan."
    empty.accept()
    handler = start_log(tmp_path / "log")
    note("packing ends", ms=12, last=59)
    stop_log(handler)
    ready.log_button.click()
    dialog = ready.findChildren(WorkLogDialog)[-1]
    dialog.copy()
    assert "packing ends ms=12 last=59" in QGuiApplication.clipboard().text()
