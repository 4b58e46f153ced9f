"""What a person does on Laporan & Cetak."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from bazar_desktop.store.backup import Report
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.papers.page import PapersPage
from tests.drivers import WindowDriver, button_named, click, press


@dataclass
class PaperTray:
    """A double for the printers: what was sent, to which, on what, how often."""

    known: tuple[str, ...] = ("Epson L3250",)
    papers: tuple[str, ...] = ("A4", "F4")
    sent: list[tuple[bytes, str, str, int]] = field(default_factory=list)

    def names(self) -> tuple[str, ...]:
        return self.known

    def takes(self, name: str, paper: str) -> bool:
        return paper in self.papers

    def print_pdf(
        self, report: Report, *, pdf: bytes, name: str, paper: str, copies: int, title: str
    ) -> None:
        self.sent.append((pdf, name, paper, copies))


@dataclass
class Chooser:
    """A double for the file dialogs: answers with `to`; None is a person who leaves the question."""

    to: Path | None = None
    shown: list[Path] = field(default_factory=list)
    picture: Path | None = None
    pictures: list[Path] = field(default_factory=list)

    def folder(self, parent: QWidget, question: str, start: Path) -> Path | None:
        return self.to

    def pdf(self, parent: QWidget, question: str, start: Path) -> Path | None:
        return None if self.to is None else self.to / start.name

    def photo(self, parent: QWidget, question: str) -> Path | None:
        return self.picture

    def photos(self, parent: QWidget, question: str) -> list[Path]:
        return self.pictures

    def show(self, folder: Path) -> None:
        self.shown.append(folder)


class PapersDriver(WindowDriver):
    """A person at the page of papers."""

    def __init__(self, window: MainWindow, qtbot: QtBot, tray: PaperTray, chooser: Chooser) -> None:
        super().__init__(window, qtbot)
        self.tray, self.chooser = tray, chooser

    @property
    def papers(self) -> PapersPage:
        assert isinstance(self.page, PapersPage)
        return self.page

    @property
    def states(self) -> dict[str, str]:
        """What the list says of each paper."""
        return {row.title: row.state for row in self.papers.papers.visible_rows}

    def choose(self, title: str) -> None:
        """Walk down the list with the arrow keys until the paper is marked."""
        self.papers.papers.setFocus()
        press(self.papers.papers, "Ctrl+Home")
        for _row in self.papers.papers.visible_rows:
            current = self.papers.papers.current
            if current is not None and current.title == title:
                break
            self.qtbot.keyClick(self.papers.papers, Qt.Key.Key_Down)
        assert self.papers.papers.current is not None
        assert self.papers.papers.current.title == title
        self.settle()

    def settle(self) -> None:
        """Wait for the preview and for running work."""
        self.wait(
            lambda: (
                not (self.papers.is_drawing or self.papers.is_looking or self.papers.task_panel.isVisible())
            )
        )

    def do(self, words: str) -> None:
        """Press a button and wait until its work is done."""
        self.click(words)
        self.settle()

    def pick(self, words: str) -> None:
        """Press a choice in the card of choices."""
        click(button_named(self.papers.options, words))
        self.settle()

    def answer(self, dialog: QDialog, words: str) -> None:
        """Press a button of a dialog."""
        click(button_named(dialog, words))
        self.window.activateWindow()
