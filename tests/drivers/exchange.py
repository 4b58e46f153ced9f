"""A person at Sinkronisasi, Masuk, Papan lokasi, Laptop and Laporan tahun."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit

from bazar_desktop.ui.exchange.proposals_panel import ProposalsPanel
from bazar_desktop.ui.kit.forms import FormDialog, Panel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.reports.board_page import BoardPage
from tests.drivers import WindowDriver, press, words_on


class TableDriver(WindowDriver):
    """A person reading the page's tables."""

    @property
    def table(self) -> RowsView[Any]:
        """The table that is shown."""
        return next(view for view in self.page.findChildren(RowsView) if view.isVisible())

    @property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        return self.table.table()[1]

    def column(self, title: str) -> list[str]:
        """The words of one column, from the top, of the first table in sight that has it."""
        shown = (view.table() for view in self.page.findChildren(RowsView) if view.isVisible())
        titles, rows = next(table for table in shown if title in table[0])
        return [row[titles.index(title)] for row in rows]

    def open_row(self, number: int) -> None:
        """Press Enter on that row."""
        self.table.setFocus()
        self.table.setCurrentIndex(self.table.proxy.index(number, 0))
        press(self.table, "Return")

    def finish(self) -> None:
        """Let the running work end."""
        self.wait(self.page.task_panel.isHidden)

    @property
    def panel(self) -> Panel:
        """The dialog on top."""
        panels = [
            panel
            for panel in QApplication.topLevelWidgets()
            if isinstance(panel, Panel) and panel.isVisible()
        ]
        assert panels, "no dialog is open"
        return panels[-1]

    def panel_says(self) -> str:
        return words_on(self.panel)

    def leave_panel(self) -> None:
        self.panel.accept()


class SyncDriver(TableDriver):
    """The officer with a stick."""

    def stick(self, folder: Path) -> None:
        """From now on the folder dialog answers with that stick."""
        self.page.ask_folder = lambda _parent, _words: folder  # type: ignore[attr-defined]

    def make_package(self) -> None:
        self.click("Buat paket ke flashdisk")
        self.finish()

    def read_stick(self, words: str = "Baca dari flashdisk") -> None:
        self.click(words)
        self.finish()


class BoardDriver(TableDriver):
    """Somebody at the office's board."""

    def choose(self, occasion: str) -> None:
        page = self.page
        assert isinstance(page, BoardPage)
        box: QComboBox = page.choice
        box.setCurrentIndex(box.findText(occasion))


class LaptopsDriver(SyncDriver):
    """Somebody who prepares laptops."""

    def fill(self, form: FormDialog, **values: str) -> None:
        for name, words in values.items():
            field = form.fields[name]
            assert isinstance(field, QLineEdit)
            field.setText(words)
        form.submit()

    def closed(self, form: QDialog) -> bool:
        return form.result() == QDialog.DialogCode.Accepted


class ProposalsDriver(TableDriver):
    """A supervisor at *Perlu keputusan* with keys alone."""

    @property
    def usul(self) -> ProposalsPanel:
        panel = self.page.findChild(ProposalsPanel)
        assert panel is not None
        return panel

    def answer(self, *, yes: bool = True, why: str | None = "sudah dicek lewat telepon") -> list[str]:
        """From now on the questions are answered so; returns what was asked, as it comes."""
        asked: list[str] = []

        def ask_yes(question: str, effect: str, careful: bool) -> bool:
            asked.append(f"{question} {effect}" + (" (Enter: batal)" if careful else ""))
            return yes

        def ask_why(question: str) -> str | None:
            asked.append(question)
            return why

        self.usul.ask_yes, self.usul.ask_why = ask_yes, ask_why
        return asked

    def keys(self, *keys: str) -> None:
        """Press these on the list, from its first line on."""
        view = self.usul.view
        self.window.activateWindow()
        view.setFocus()
        if not view.currentIndex().isValid():
            view.step(0)
        for chord in keys:
            press(view, chord)
