"""What a person does on the Denah page."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from bazar_desktop.services.placement.board import Board
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.layout.page import LayoutPage
from tests.drivers import button_named, click, press


class LayoutDriver:
    """A person in front of the Denah page."""

    def __init__(self, page: LayoutPage, qtbot: QtBot) -> None:
        self.page = page
        self.qtbot = qtbot

    @property
    def says(self) -> str:
        return self.page.banner.words

    @property
    def board(self) -> Board:
        assert self.page.board is not None
        return self.page.board

    @property
    def standing(self) -> dict[str, str]:
        """Booth number -> business, as the denah shows it."""
        return {
            item.face.label: item.face.words for item in self.page.scene.booths.values() if item.face.words
        }

    @property
    def chosen(self) -> str:
        """The number of the booth in hand."""
        name = self.page.selection.booth
        return self.page.scene.booths[name].face.label if name else ""

    @property
    def chosen_labels(self) -> list[str]:
        """The numbers of all booths in hand."""
        booths = self.page.scene.booths
        return [booths[name].face.label for name in self.page.scene.chosen if name in booths]

    def booth(self, label: str) -> str:
        return next(name for name, item in self.page.scene.booths.items() if item.face.label == label)

    def spot(self, label: str) -> QPoint:
        """The middle of a booth on the screen."""
        item = self.page.scene.booths[self.booth(label)]
        return self.page.view.mapFromScene(item.mapRectToScene(item.area()).center())

    def click_booth(self, label: str) -> None:
        QTest.mouseClick(self.page.view.viewport(), Qt.MouseButton.LeftButton, pos=self.spot(label))

    def drag(self, label: str, to: QPoint) -> None:
        """Press on a booth, carry it to a place on the screen, and let go."""
        self._carry(self.spot(label), to)

    def drag_fixture(self, label: str, across: float, down: float) -> None:
        """Carry a fixture by metres."""
        item = next(fixture for fixture in self.page.scene.fixtures.values() if fixture.label == label)
        start = self.page.view.mapFromScene(item.mapRectToScene(item.area()).center())
        metre = self.page.view.metre
        self._carry(start, start + QPoint(round(across * metre), round(down * metre)))

    def _carry(self, start: QPoint, to: QPoint) -> None:
        port, button = self.page.view.viewport(), Qt.MouseButton.LeftButton
        QTest.mousePress(port, button, pos=start)
        for part in (0.3, 0.7, 1.0):
            QTest.mouseMove(port, start + (to - start) * part)
        QTest.mouseRelease(port, button, pos=to)

    def drag_to(self, label: str, other: str) -> None:
        self.drag(label, self.spot(other))

    def press(self, *keys: str) -> None:
        """Press keys on the denah, one after the other."""
        for key in keys:
            press(self.page.view, key)

    def click(self, words: str) -> None:
        click(button_named(self.page, words))

    @property
    def form(self) -> FormDialog:
        """The open form."""
        forms = [dialog for dialog in QApplication.topLevelWidgets() if isinstance(dialog, FormDialog)]
        return next(form for form in forms if form.isVisible())

    def answer(self, **values: object) -> None:
        """Fill in the open form and save."""
        form = self.form
        for name, value in values.items():
            field = form.fields[name]
            if isinstance(field, QSpinBox):
                field.setValue(int(str(value)))
            elif isinstance(field, QDoubleSpinBox):
                field.setValue(float(str(value)))
            elif isinstance(field, QComboBox):
                field.setCurrentIndex(field.findData(value))
            elif isinstance(field, QCheckBox):
                field.setChecked(bool(value))
            elif isinstance(field, QLineEdit):
                field.setText(str(value))
        form.submit()

    def choices(self, name: str) -> list[str]:
        """What a box of the open form offers."""
        box = self.form.fields[name]
        assert isinstance(box, QComboBox)
        return [box.itemText(at) for at in range(box.count())]

    def refused_in_form(self) -> str:
        """What the open form says under its fields."""
        form = self.form
        said = " ".join(label.text() for label in form._said.values() if not label.isHidden())
        form.reject()
        return said

    def place_all(self) -> None:
        """Press *Tempatkan otomatis* and wait until it is done."""
        self.click("Tempatkan otomatis")
        self.qtbot.waitUntil(lambda: not self.page.task_panel.isVisible(), timeout=20000)
