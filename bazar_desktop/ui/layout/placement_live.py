"""What letting go here would make better or worse, in a small field beside the booth under the pointer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QDragMoveEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.placement.moves import SwapEffect, effect_of_move, effect_of_swap
from bazar_desktop.messages import sentence
from bazar_desktop.phrases.placement import effect_words
from bazar_desktop.services.placement.board import Board
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.layout.view import PARTY, PlanView

WIDTH = 240  # px
GAP = 8


def effect_on(board: Board, here: str, there: str) -> tuple[tuple[str, ...], str]:
    """The words for carrying whoever is in `here` to `there`, and their tone: success, warning, error or card."""
    return _told(board, lambda: effect_of_swap(board.model, board.holders, here, there))


def effect_of_giving(board: Board, who: str, there: str) -> tuple[tuple[str, ...], str]:
    """The same for one who waits for a booth."""
    return _told(board, lambda: effect_of_move(board.model, board.holders, who, there))


def _told(board: Board, ask: Callable[[], SwapEffect]) -> tuple[tuple[str, ...], str]:
    try:
        effect = ask()
    except BazarError as error:
        return (sentence(error),), "error"
    people = {who: participant.business or participant.name for who, participant in board.people.items()}
    labels = {booth.id: booth.label for booth in board.layout.plan.booths}
    gain = effect.before.total - effect.after.total
    tone = "error" if effect.broken else "success" if gain > 0 else "warning" if gain < 0 else "card"
    return effect_words(effect, people, labels), tone


class LiveEffect(QFrame):
    """Floats over the plan while somebody is carried; never takes the mouse.

    `board` gives what is drawn now. A drag out of the list of who waits is watched on the plan itself.
    """

    def __init__(self, view: PlanView, board: Callable[[], Board | None]) -> None:
        super().__init__(view.viewport())
        self._view, self._board = view, board
        self._over = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        self.words = Label("", wrap=True)
        column.addWidget(self.words)
        self.setFixedWidth(WIDTH)
        self.hide()
        view.viewport().installEventFilter(self)

    def show_swap(self, here: str, there: str) -> tuple[str, ...]:
        """Say what carrying from one booth to the other does; "" and "" for nothing. Returns the lines."""
        board = self._board()
        if board is None or not here or not there:
            self.hide()
            return ()
        lines, tone = effect_on(board, here, there)
        self._show(lines, tone, there)
        return lines

    def show_given(self, who: str, there: str) -> None:
        """Say what giving the booth to one who waits does."""
        board = self._board()
        if board is None or who not in board.people or there not in self._view.plan_scene.booths:
            self.hide()
            return
        self._show(*effect_of_giving(board, who, there), there)

    def _show(self, lines: tuple[str, ...], tone: str, booth: str) -> None:
        self.setProperty("panel", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self.words.setText("\n".join(lines))
        self.setFixedHeight(self._column.heightForWidth(WIDTH))
        self.move(self._beside(booth))
        self.show()
        self.raise_()

    def _beside(self, booth: str) -> QPoint:
        """Below the booth, or above it where there is no room; never over the booth itself."""
        item = self._view.plan_scene.booths[booth]
        box: QRect = self._view.mapFromScene(item.mapRectToScene(item.area())).boundingRect()
        room = self._view.viewport().rect()
        left = min(max(box.center().x() - WIDTH // 2, 0), max(0, room.width() - WIDTH))
        below = box.bottom() + GAP + 24  # the ghost hangs under the pointer
        top = below if below + self.height() <= room.height() else box.top() - GAP - self.height()
        return QPoint(left, max(0, top))

    # -- Qt --

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragMoveEvent) and event.mimeData().hasFormat(PARTY):
            over = self._view.plan_scene.at(self._view.mapToScene(event.position().toPoint()))
            if over != self._over:
                self._over = over
                self.show_given(bytes(event.mimeData().data(PARTY).data()).decode(), over)
        elif event.type() in {QEvent.Type.DragLeave, QEvent.Type.Drop}:
            self._over = ""
            self.hide()
        return super().eventFilter(watched, event)
