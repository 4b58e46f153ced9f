"""A picture of every page over a real store, drawn without a screen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QThreadPool
from PySide6.QtWidgets import QApplication

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.store.opening import open_store
from bazar_desktop.ui import theme
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.pages import entries
from bazar_desktop.ui.store_session import StoreSession

SCREEN = QSize(1366, 768)  # the officers' screen
SETTLING = 12  # rounds in which slow work ends and is drawn


class PictureFailed(BazarError):
    """A picture could not be written. Facts: file."""


def draw_pages(
    folder: Path, officer: str, pin: str, to: Path, at: datetime | None = None, size: QSize = SCREEN
) -> list[Path]:
    """Draw every page of the store in `folder` into PNG files in `to`, as it opens at the moment `at` (None: now).

    Raises what `open_store` raises, PictureFailed.
    """
    with _application():
        store = open_store(folder, officer, pin)
        desk = StoreSession(store, None if at is None else lambda: at)
        pages = entries(store.kind)
        window = MainWindow(desk, pages)
        window.resize(size)
        window.show()
        drawn = [
            _draw(window, page.key, to / f"{number:02d}-{page.key}.png")
            for number, page in enumerate(pages, 1)
        ]
        window.close()
        store.db.close()
    return drawn


def _draw(window: MainWindow, key: str, file: Path) -> Path:
    window.go(key)
    for _ in range(SETTLING):
        QThreadPool.globalInstance().waitForDone(2000)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    file.parent.mkdir(parents=True, exist_ok=True)
    if not window.grab().save(str(file)):
        raise PictureFailed(file=file.name)
    return file


@contextmanager
def _application() -> Iterator[QApplication]:
    """The application in hand, or one without a screen."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        yield known
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    made = QApplication([])
    theme.apply(made)
    yield made
