"""What Qt complains of while something runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

WARNINGS = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
# Said by the platform without a screen: of every window, and on Windows of letters, which there come from elsewhere.
OF_NO_SCREEN = ("This plugin does not support", "QFontDatabase: Cannot find font directory")


@contextmanager
def gathered_warnings() -> Iterator[list[str]]:
    """Gather Qt's warnings in the list that is given; nothing of them is printed."""
    warnings: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
        if kind in WARNINGS and not words.startswith(OF_NO_SCREEN):
            warnings.append(words)

    before = qInstallMessageHandler(hear)
    try:
        yield warnings
    finally:
        qInstallMessageHandler(before)
