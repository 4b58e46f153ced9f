"""The key file is missing or damaged while the data are there: it comes back from a copy, and nothing is made anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.settings.restoring import restore_keys
from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.phrases.restoring import pins_that_count
from bazar_desktop.store.files import MachineError
from bazar_desktop.ui.kit.banner import Banner
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.forms import Panel


class KeyFilePanel(Panel):
    """Says what became of the key file (`error`) and brings it back from its copy; accepted once it is there."""

    def __init__(
        self,
        folder: Path,
        error: BazarError | MachineError,
        clock: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Berkas kunci perlu dikembalikan"), sentence(error), parent, width=560)
        self.setObjectName("KeyFilePanel")
        self._folder, self._clock = folder, clock
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self.choose = button(_("Pilih salinan lain"), self._choose, icon="folder-open")
        self.from_backups = button(
            _("Kembalikan dari cadangan"), self.bring_back, kind="primary", icon="history"
        )
        self.from_backups.setDefault(True)
        for part in (button(_("Keluar"), self.reject), self.choose, self.from_backups):
            self.buttons.addWidget(part)

    def bring_back(self, copy: Path | None = None) -> None:
        """Put the copy among the backups, or `copy`, in the key file's place."""
        try:
            done = restore_keys(self._folder, self._clock(), copy)
        except (BazarError, MachineError) as error:
            self.banner.tell("error", sentence(error))
            self.adjustSize()
            return
        said = pins_that_count(done.written, done.officers)
        panel = Panel(_("Berkas kunci sudah dikembalikan"), said, self, width=560)
        panel.buttons.addWidget(button(_("Lanjut"), panel.accept, kind="primary"))
        panel.exec()
        self.accept()

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Salinan berkas kunci"), "", "kunci.json (*.json)"
        )
        if chosen:
            self.bring_back(Path(chosen))
