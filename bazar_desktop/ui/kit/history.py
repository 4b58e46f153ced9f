"""Who entered this figure, when, and what was it before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from bazar_desktop.language import _
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.text import Label


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One change of one field; `before` and `after` are in words already ("" means blank)."""

    at: datetime
    officer: str
    action: str
    before: str
    after: str
    reason: str = ""


class HistoryPopover(QFrame):
    """The changes of one figure, newest first; Esc or a click beside it closes it."""

    def __init__(self, title: str, rows: Sequence[HistoryRow], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("panel", "popup")
        self.setAccessibleName(title)
        self.setFixedWidth(360)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 10, 12)
        outer.addWidget(Label(title, "strong", wrap=True))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(theme.SPACE[2])
        if not rows:
            column.addWidget(Label(_("Belum pernah diisi."), "muted"))
        for row in rows:
            _write_entry(column, row)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        scroll.setAccessibleName(title)
        scroll.setMinimumHeight(min(300, inner.sizeHint().height() + 6))
        outer.addWidget(scroll)

    def show_at(self, place: QPoint) -> None:
        """Show it with its top left corner at `place` (global), kept on the screen."""
        self.adjustSize()
        area = self.screen().availableGeometry()
        left = min(place.x(), area.right() - self.width())
        top = min(place.y(), area.bottom() - self.height())
        self.move(max(area.left(), left), max(area.top(), top))
        self.show()


def _write_entry(outer: QVBoxLayout, row: HistoryRow) -> None:
    column = QVBoxLayout()
    outer.addLayout(column)
    column.setSpacing(1)
    change = QHBoxLayout()
    column.addLayout(change)
    blank = _("kosong")
    change.addWidget(
        Label(f"{row.before or blank} → {row.after or blank}", "strong", tabular=True, wrap=True), 1
    )
    change.addWidget(Label(row.at.strftime("%d/%m/%Y %H.%M"), "small", tabular=True))
    column.addWidget(Label(f"{row.officer} · {row.action}", "small", wrap=True))
    if row.reason:
        column.addWidget(Label(_("Alasan: {reason}").format(reason=row.reason), "small", wrap=True))
