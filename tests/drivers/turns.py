"""What a person does with the turns on the Bazar page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.turns.panel import TurnsPanel
from tests.drivers import press, type_into
from tests.drivers.bazaars import BazaarsDriver


class Folder:
    """Stands in for the file dialogs: always this folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def folder(self, parent: QWidget, question: str, start: Path) -> Path:
        return self._folder

    def pdf(self, parent: QWidget, question: str, start: Path) -> Path:
        return self._folder / "kertas.pdf"

    def show(self, folder: Path) -> None:
        """Nothing to see in a test."""


class TurnsDriver(BazaarsDriver):
    """A person who decides who takes part, by keyboard."""

    @property
    def turns(self) -> TurnsPanel:
        return self.bazaars.turns

    def look(self) -> None:
        """Go to the turns."""
        self.press("Ctrl+G")

    def press(self, keys: str) -> None:
        """Press keys in the window, which a dialog may have left in the background."""
        self._in_front()
        super().press(keys)

    def _in_front(self) -> None:
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)

    @property
    def order(self) -> list[str]:
        """Businesses in the order shown."""
        return [row.line.business for row in self.turns.list.visible_rows]

    @property
    def results(self) -> dict[str, str]:
        return {row.line.business: row.result for row in self.turns.list.visible_rows}

    @property
    def under_the_line(self) -> list[str]:
        """Who stands below the line."""
        rows = self.turns.list.visible_rows
        edge = next((at for at, row in enumerate(rows, 1) if row.is_edge), len(rows))
        return [row.line.business for row in rows[edge:]]

    def stand_on(self, business: str) -> None:
        """Search for the business and go to its row with the arrow keys."""
        self.turns.box.setFocus()
        self.turns.box.clear()
        with self.qtbot.waitSignal(self.turns.box.searched):
            type_into(self.turns.box, business)
        for _step in self.order:
            press(self.turns.box, "Down")
            row = self.turns.list.current
            if row is not None and row.line.business == business:
                break
        press(self.turns.box, "Return")
        row = self.turns.list.current
        assert row is not None
        assert row.line.business == business

    def press_on_list(self, key: str) -> None:
        """Press a key while the list has the focus."""
        self._in_front()
        self.turns.list.setFocus()
        press(self.turns.list, key)

    def decide(self, key: str, reason: str) -> str:
        """Press a key on the row at hand and give the reason; what is refused, or ""."""
        self.press_on_list(key)
        form = self.form()
        type_into(form.fields["reason"], reason)
        return self.save(form)

    def draw(self, seed: str, **more: str) -> str:
        """Press Ctrl+L, type the seed, Enter; what is refused, or ""."""
        self.press("Ctrl+L")
        form = self.form()
        for name, words in {"seed": seed, **more}.items():
            field = form.fields[name]
            assert isinstance(field, QLineEdit)
            field.clear()
            type_into(field, words)
        return self.save(form)

    def form(self) -> FormDialog:
        """The form on top; a button pressed by its keys opens it a moment later."""
        self.wait(lambda: QApplication.activeModalWidget() is not None)
        dialog = self.popup()
        assert isinstance(dialog, FormDialog)
        return dialog
