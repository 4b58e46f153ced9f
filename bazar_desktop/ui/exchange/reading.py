"""Reading a stick beside the window, with progress; Cancel keeps what has been read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from bazar_desktop.jobs.exchange.intake import Batch
from bazar_desktop.jobs.exchange.reading import read_files
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.kit.save_dialog import EXCEL, ask_save_name, documents
from bazar_desktop.ui.kit.task import JobStopped, Report


def read_in(report: Report, *, store: OpenStore, paths: Sequence[Path], at: datetime) -> Batch:
    """Read `paths`; where the person cancels, the rest is left unread and receipts are written all the same."""

    def go_on(done: int, total: int, what: str) -> bool:
        try:
            report(done, total, what)
        except JobStopped:
            return False
        return True

    return read_files(store, paths, at=at, progress=go_on)


def ask_folder(parent: QWidget, words: str) -> Path | None:
    """Let the person choose a folder or stick; None when they leave."""
    chosen = QFileDialog.getExistingDirectory(parent, words)
    return Path(chosen) if chosen else None


def ask_file(parent: QWidget, words: str, pattern: str) -> Path | None:
    """Let the person choose one file; None when they leave."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, words, "", pattern)
    return Path(chosen) if chosen else None


def ask_place(parent: QWidget, words: str, name: str) -> Path | None:
    """Let the person choose where a workbook is saved; None when they leave."""
    return ask_save_name(parent, words, documents() / name, EXCEL)
