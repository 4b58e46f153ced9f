"""What a person does on Pelaku UMKM and in the import window, by keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from bazar_desktop.ui.imports import ImportDialog
from bazar_desktop.ui.register.page import VendorsPage
from bazar_desktop.ui.register.panel import VendorPanel
from tests.drivers import WindowDriver, press, type_into, words_on
from tests.ui import looks


class VendorsDriver(WindowDriver):
    """A person at the register."""

    @property
    def vendors(self) -> VendorsPage:
        page = self.window.page
        assert isinstance(page, VendorsPage)
        return page

    @property
    def shown(self) -> list[str]:
        """The businesses (or names) in the list."""
        model = self.vendors.list.model_of_vendors
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def search(self, words: str) -> list[str]:
        """Type into the search box."""
        self.vendors.box.setFocus()
        self.vendors.box.clear()
        type_into(self.window, words)
        self.vendors.search()
        return self.shown

    def open_first(self) -> VendorPanel:
        """Enter in the search box."""
        press(self.vendors.box, "Return")
        panel = self.top(VendorPanel)
        assert isinstance(panel, VendorPanel)
        return panel

    def top(self, kind: type[QWidget]) -> QWidget:
        """The open dialog of that kind; a button's key acts a moment after it is pressed."""

        def found() -> list[QWidget]:
            return [
                widget
                for widget in QApplication.topLevelWidgets()
                if isinstance(widget, kind) and widget.isVisible()
            ]

        self.wait(lambda: bool(found()))
        return found()[-1]

    def start_import(self) -> ImportDriver:
        """Ctrl+I."""
        self.press("Ctrl+I")
        dialog = self.top(ImportDialog)
        assert isinstance(dialog, ImportDialog)
        dialog.activateWindow()
        self.wait(dialog.isActiveWindow)
        return ImportDriver(self, dialog)


class ImportDriver:
    """A person in the import window."""

    def __init__(self, desk: VendorsDriver, dialog: ImportDialog) -> None:
        self.desk, self.dialog, self.page = desk, dialog, dialog.page

    def read(self, path: Path) -> None:
        """Choose a file (the system's own dialog is not ours to drive) and wait until its rows are planned."""
        self.page.read(path)
        self.until_planned()

    def paste(self, text: str) -> None:
        """Copy a text, then Ctrl+Shift+V."""
        QApplication.clipboard().setText(text)
        press(self.dialog, "Ctrl+Shift+V")
        self.until_planned()

    def press(self, keys: str) -> None:
        """Press keys where the focus is."""
        press(self.dialog.focusWidget() or self.dialog, keys)

    def tell_column(self, column: int, field: str) -> None:
        """On the step of columns: what the column at this place is."""
        columns = self.page.columns
        columns.view.pick(column)
        columns.field.setCurrentIndex(columns.field.findData(field))
        columns.field.activated.emit(columns.field.currentIndex())

    def until_planned(self) -> None:
        """Until nothing runs any more and the rows are planned."""
        self.desk.wait(lambda: self.page.plan is not None)
        looks.settle(self.dialog)

    @property
    def buckets(self) -> str:
        """The counted buckets as they are said."""
        looks.settle(self.dialog)
        return words_on(self.page.rows.buckets)

    @property
    def lines(self) -> list[str]:
        """The rows shown, as "business: why"."""
        return [f"{row[1]}: {row[-1]}" for row in self.page.rows.view.table()[1]]

    def save(self) -> None:
        """Ctrl+S, and wait until the window has closed."""
        ended: list[int] = []
        self.dialog.finished.connect(ended.append)
        press(self.dialog, "Ctrl+S")
        self.desk.wait(lambda: bool(ended))
        assert ended == [QDialog.DialogCode.Accepted.value]
        looks.settle(self.desk.window)
