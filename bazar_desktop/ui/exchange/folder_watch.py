"""The folder that an office has watched: chosen here, looked into every half minute beside the window."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bazar_desktop.domain.calendar import format_time
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.exchange.intake import Batch
from bazar_desktop.jobs.exchange.watching import Watched, look_into_folder, watch_folder
from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.phrases.watching import waiting_words, watched_words
from bazar_desktop.services.exchange.watched_folder import watched_folder
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui import theme
from bazar_desktop.ui.exchange.answers import batch_words
from bazar_desktop.ui.faults import LOG, fault_of, is_machine, report_of
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.task import JobStopped, Report, Task
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page

EVERY = 30_000  # ms
AFTER_FAULT = 20  # looks that are left out after the machine refused, so that it is not asked again at once


def look_beside(report: Report, *, store: OpenStore, at: datetime) -> Watched:
    """Look into the watched folder beside the window; where the window goes, what has been read is kept."""

    def go_on(done: int, total: int, what: str) -> bool:
        try:
            report(done, total, what)
        except JobStopped:
            return False
        return True

    return look_into_folder(store, at=at, now=time.time(), progress=go_on)


class FolderWatch(Card):
    """What is watched and what came of it last. Off until somebody chooses a folder.

    Signals:
        came(object): the Batch that was read by itself.
    """

    came = Signal(object)

    def __init__(self, page: Page, ask_folder: Callable[[QWidget, str], Path | None]) -> None:
        super().__init__()
        self._page, self._ask_folder = page, ask_folder
        self._task: Task | None = None
        self._pause = 0
        self._said = ""
        self._last = ""  # what came last
        self.folder = ""
        self.words = Label("", "strong", wrap=True)
        self.status = Label("", "muted", wrap=True)
        self.choose = button(_("Awasi folder"), self.ask, icon="eye", shortcut="Ctrl+Shift+O")
        self.off = button(_("Berhenti mengawasi"), self.stop, icon="eye-off")
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE[1])
        row.addWidget(self.words, 1)
        row.addWidget(self.choose)
        row.addWidget(self.off)
        self.add(row)
        self.add(self.status)
        self.timer = QTimer(self)
        self.timer.setInterval(EVERY)
        self.timer.timeout.connect(self.look)
        QTimer.singleShot(0, self, self.show_folder)

    def show_folder(self) -> None:
        """Show what is watched, and look into it from now on where something is."""
        if getattr(self._page.window(), "is_shut", False):
            return
        self.folder = self._page.ask(watched_folder) or ""
        self.words.setText(watched_words(self.folder))
        self.off.setVisible(bool(self.folder))
        if self.folder and not self.timer.isActive():
            self.timer.start()
        elif not self.folder:
            self.timer.stop()
            self._said = _(
                "Paket yang masuk ke folder itu dibaca sendiri; tanda terima ditaruh di sampingnya."
            )
        self.status.setText(self._said)
        self.status.setVisible(bool(self._said))

    def ask(self) -> None:
        """Ask for the folder, have it watched and look into it at once."""
        folder = self._ask_folder(self._page, _("Pilih folder yang diawasi"))
        if folder is not None:
            self.put(folder)

    def stop(self) -> None:
        """Watch no folder any more."""
        self.put(None)

    def put(self, folder: Path | None) -> None:
        """Have `folder` (None: none) watched at this computer."""
        try:
            watch_folder(self._page.desk.store, folder, at=self._page.desk.clock())
        except BazarError as error:
            self._page.refuse(sentence(error))
            return
        self._said, self._pause = "", 0
        self.show_folder()
        self.look()

    def look(self) -> None:
        """Look into the folder, unless the window is shut, nobody is signed in, or a look still runs."""
        if getattr(self._page.window(), "is_shut", False):
            self.timer.stop()
            return
        if self._pause:
            self._pause -= 1
            return
        busy = self._page.task_panel.running is not None or (self._task is not None and self._task.running)
        if not self.folder or busy or self._page.desk.officer is None:
            return
        task = self._task = Task(look_beside, store=self._page.desk.store, at=self._page.desk.clock())
        task.finished.connect(self._looked)
        task.failed.connect(self._failed)
        task.start()

    def _looked(self, found: Watched) -> None:
        at = format_time(self._page.desk.clock())
        batch: Batch | None = found.batch
        parts = [_("Dilihat pukul {time}.").format(time=at)]
        if batch is not None:
            parts.append(batch_words(batch))
            if batch.receipts:
                parts.append(_("{n} tanda terima ditulis di samping paketnya.").format(n=len(batch.receipts)))
            self._last = " ".join(parts[1:])
        elif self._last:
            parts.append(_("Terakhir: {what}").format(what=self._last))
        else:
            parts.append(_("Belum ada yang baru."))
        parts.append(waiting_words(found.waiting))
        self._tell(" ".join(filter(None, parts)))
        if batch is not None:
            self.came.emit(batch)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, BazarError):
            self._tell(sentence(error))
        elif is_machine(error):
            LOG.error("%s", report_of(error))
            self._pause = AFTER_FAULT
            self._tell(fault_of(error).happened)
        else:
            self.timer.stop()
            sys.excepthook(type(error), error, error.__traceback__)

    def _tell(self, words: str) -> None:
        self._said = words
        self.status.setText(words)
        self.status.show()
