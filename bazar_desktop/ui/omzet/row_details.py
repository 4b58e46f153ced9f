"""RowDetails the cell: the vendor's own past, the day's median of its kind, and the key that confirms an odd total."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bazar_desktop.domain.day.model import Category
from bazar_desktop.language import _
from bazar_desktop.services.omzet.grid import GridRow
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.omzet.words import beside_words


class RowDetails(QWidget):
    """The line under the grid, and the switches of what the grid shows.

    Signals:
        confirmed(): the odd total of the row in hand is right.
        columns_asked(): show or hide the columns beside the omzet.
        slips_asked(): follow the stack of slips, or no longer.
    """

    confirmed = Signal()
    columns_asked = Signal()
    slips_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE[1])
        self.words = Label("", "small", wrap=True)
        self.confirm = button(_("Memang benar"), self.confirmed.emit, icon="check", tip="Ctrl+K")
        self.columns = button(_("Kolom lain"), self.columns_asked.emit, kind="quiet", tip="Ctrl+L")
        self.slips = button(
            _("Dari slip"), self.slips_asked.emit, kind="quiet", icon="scan-line", tip="Ctrl+J"
        )
        row.addWidget(self.words, 1)
        for item in (self.confirm, self.columns, self.slips):
            item.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(item, 0, Qt.AlignmentFlag.AlignVCenter)
        self.confirm.hide()

    def show_row(
        self, row: GridRow | None, rows: Sequence[GridRow], categories: Sequence[Category] = ()
    ) -> None:
        """Show what is known beside the row in hand; `categories` name the kinds."""
        self.words.setText(beside_words(row, rows, categories) if row is not None else "")
        self.confirm.setVisible(row is not None and row.odd is not None)
