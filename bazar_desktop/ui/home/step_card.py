"""One of the five steps of the day: number, name, what is missing, the way on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bazar_desktop.domain.day.steps import BLOCKED, DONE, NOW, Step
from bazar_desktop.ui import theme
from bazar_desktop.ui.home import words
from bazar_desktop.ui.kit.buttons import button, set_words
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.text import Label


class NumberBadge(QWidget):
    """The step's number in a circle: green with a tick when done, amber when it has the turn."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number, self._state = number, ""
        self.setFixedSize(26, 26)

    def show_state(self, state: str) -> None:
        self._state = state
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        ground, ink = {DONE: (theme.PRIMARY, theme.CARD), NOW: (theme.ATTENTION, theme.INK)}.get(
            self._state, (theme.EMPTY, theme.INK)
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawEllipse(QRectF(self.rect()))
        if self._state == DONE:
            theme.icon("check", theme.CARD).paint(painter, self.rect().adjusted(5, 5, -5, -5))
            return
        painter.setPen(QColor(ink))
        painter.setFont(theme.font(theme.TEXT, theme.BOLD, tabular=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


class StepCard(Card):
    """Shows one step.

    Signals:
        went(str): the page where the step is done.
    """

    went = Signal(str)

    def __init__(self, number: int) -> None:
        super().__init__()
        self._page = ""
        self.badge = NumberBadge(number)
        self.name = Label("", "strong")
        self.says = Label("", "muted", wrap=True)
        self.go = button("", lambda: self.went.emit(self._page))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.badge)
        top.addWidget(self.name, 1)
        self.add(top)
        self.add(self.says)
        self.body.addWidget(self.go)
        self.setMinimumWidth(190)

    def show_step(self, step: Step) -> None:
        """Show where the step is; the one whose turn it is gets the primary button."""
        self._page = step.page
        self.badge.show_state(step.state)
        self.set_tone("chosen" if step.state == NOW else "card")
        self.name.setText(words.title(step.key))
        self.says.setText(words.explain(step))
        set_words(self.go, words.act(step))
        self.go.setProperty("kind", "primary" if step.state == NOW else "secondary")
        self.go.style().unpolish(self.go)
        self.go.style().polish(self.go)
        self.go.setVisible(step.state != BLOCKED)
        self.setAccessibleName(f"{self.name.text()}: {words.state(step)}. {self.says.text()}")
