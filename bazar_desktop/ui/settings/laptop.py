"""What is set for this laptop alone."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from bazar_desktop.language import _
from bazar_desktop.services.settings.laptop import put_sound, sound_is_on
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page


class LaptopCard(Card):
    """The sound at the gate. Each tick is kept at once."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("Laptop ini"))
        self.setMinimumWidth(300)
        self._page = page
        self.sound = QCheckBox(_("Bunyi saat mencatat kehadiran"))
        self.sound.setFont(theme.font())
        self.sound.clicked.connect(self._keep)
        self.add(self.sound)
        self.add(Label(_("Satu bunyi: tercatat. Dua bunyi: ditolak."), "muted", wrap=True))

    def read(self) -> None:
        """Show what is set."""
        self.sound.setChecked(self._page.desk.read(sound_is_on))

    def _keep(self, on: bool) -> None:
        if self._page.perform(put_sound, on=on):
            words = _("Bunyi di halaman Kehadiran menyala.") if on else _("Bunyi di halaman Kehadiran mati.")
            self._page.say(words)
