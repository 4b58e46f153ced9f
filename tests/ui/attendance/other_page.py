"""Another page with a box to type into, as an omzet cell is."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.page import Page


class OtherPage(Page):
    """One line."""

    def __init__(self, desk: AppSession) -> None:
        super().__init__(desk, "Lain")
        self.cell = QLineEdit("250rb")
        self.cell.setAccessibleName("Omzet")
        self.body.addWidget(self.cell)
        self.body.addStretch(1)
        self.focus_first = self.cell
