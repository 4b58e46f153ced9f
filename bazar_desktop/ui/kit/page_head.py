"""The top of a page: its title and the line below it at the left, its actions at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.text import Label

TITLE_WIDTH = 296  # pixels that a title needs beside the actions; with fewer they stand below it


class PageHead(QWidget):
    """Title, subtitle and actions; in a narrow window the actions stand below the words."""

    def __init__(self, title: str, subtitle: str) -> None:
        super().__init__()
        self.title = Label(title, "title", wrap=True)
        self.subtitle = Label(subtitle, "subtitle", wrap=True)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.SPACE[1])
        words = QVBoxLayout()
        words.setSpacing(0)
        self._row.addLayout(words, 1)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self._holder = QWidget()
        self._actions = FlowRow(self._holder, even=False, gap=theme.SPACE[1])
        self._row.addWidget(self._holder, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_action(self, action: QPushButton) -> None:
        """Put a button at the right; the primary one last."""
        self._actions.addWidget(action)
        self._holder.setMinimumWidth(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._actions.sizeHint().width() + TITLE_WIDTH
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
        # Beside the title the buttons keep one line; below it they may take several.
        self._holder.setMinimumWidth(0 if narrow else self._actions.sizeHint().width())
