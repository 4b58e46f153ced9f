"""The question for the day, answered as a person would while the window waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from bazar_desktop.ui.day_question import DayQuestion

MOVE, KEEP, ESC = "Pindah", "Tetap", "Esc"


@contextmanager
def asked(
    answer: str, meanwhile: Callable[[], object] | None = None, *, stays: bool = False
) -> Iterator[list[str]]:
    """While the block acts the question comes once: what it says is noted, `meanwhile` happens, and it is answered.

    `stays`: Enter would keep the day in hand.
    """
    said: list[str] = []

    def reply() -> None:
        question = QApplication.activeModalWidget()
        if not isinstance(question, DayQuestion):
            return
        timer.stop()
        assert question.move_button.isDefault() is not stays
        said.append(question.says.text())
        if meanwhile is not None:
            meanwhile()
        if answer == ESC:
            question.reject()
            return
        pressed = next(
            item for item in question.findChildren(QPushButton) if item.accessibleName().startswith(answer)
        )
        pressed.click()

    timer = QTimer()
    timer.timeout.connect(reply)
    timer.start(2)
    yield said
    timer.stop()
    assert len(said) == 1, "the question did not come"
