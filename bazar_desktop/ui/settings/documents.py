"""Which documents every vendor is expected to have; a vendor's page says which of them are missing."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox

from bazar_desktop.language import _
from bazar_desktop.services.register.documents import KINDS, put_documents_wanted
from bazar_desktop.services.settings.values import get_setting
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page


class DocumentsCard(Card):
    """One tick a kind of document. Each tick is kept at once and can be taken back."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("Dokumen yang diharapkan"))
        self.setMinimumWidth(300)
        self._page = page
        self.boxes: dict[str, QCheckBox] = {}
        for kind in KINDS:
            box = QCheckBox(kind)
            box.setFont(theme.font())
            box.clicked.connect(partial(self._keep, kind))
            self.boxes[kind] = box
            self.add(box)
        self.add(Label(_("Yang belum ada ditandai di halaman pelaku UMKM."), "muted", wrap=True))

    def read(self) -> None:
        """Show what is set."""
        wanted = self._page.desk.read(get_setting, key="documents_wanted")
        for kind, box in self.boxes.items():
            box.setChecked(kind in wanted)

    def _keep(self, kind: str) -> None:
        on = self.boxes[kind].isChecked()
        ticked = [item for item, box in self.boxes.items() if box.isChecked()]
        done = self._page.perform(put_documents_wanted, kinds=ticked)
        if done is not None:
            words = (
                _("{kind} diharapkan dari setiap pelaku UMKM.") if on else _("{kind} tidak diharapkan lagi.")
            )
            self._page.say(words.format(kind=kind), undo=done)
