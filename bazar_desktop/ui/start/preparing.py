"""The short wait for the sample bazaar, in words instead of an empty screen."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QProgressBar

from bazar_desktop.jobs.sample.store import sample_store
from bazar_desktop.language import _
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.task import Task


class PreparingSample(Panel):
    """Says that the sample bazaar is being made and closes itself when it is; `store` or `error` tells how it went."""

    def __init__(self, folder: Path, at: datetime) -> None:
        super().__init__(
            _("Menyiapkan bazar contoh"),
            _("Satu bazar dengan 30 usaha, denah, kehadiran dan omzet. Hanya kali ini, beberapa detik."),
        )
        self.store: OpenStore | None = None
        self.error: Exception | None = None
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(_("Kemajuan"))
        self.body.addWidget(bar)
        task = Task(lambda _report: sample_store(folder=folder, at=at))
        task.finished.connect(self._on_made)
        task.failed.connect(self._on_failed)
        task.start()

    def _on_made(self, store: OpenStore) -> None:
        self.store = store
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self.error = error
        self.accept()

    def reject(self) -> None:
        """Esc and the closing cross do nothing: half a sample bazaar would be opened at the next start."""


def prepare_sample(folder: Path, at: datetime) -> OpenStore:
    """Make the sample store in the empty `folder` while a dialog says so. Raises what `sample_store` raises."""
    shown = PreparingSample(folder, at)
    shown.exec()
    if shown.store is None:
        raise shown.error or RuntimeError(folder)
    return shown.store
