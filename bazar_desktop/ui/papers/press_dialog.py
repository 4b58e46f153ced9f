"""The day told outside the office: read it, copy it."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from bazar_desktop.language import _
from bazar_desktop.phrases.press import chat_text, is_tellable, press_text
from bazar_desktop.services.papers.press import PressFacts
from bazar_desktop.ui.kit.buttons import Segmented, button, set_words
from bazar_desktop.ui.kit.forms import Panel


class PressDialog(Panel):
    """A text for the press or for a chat, made of the day's figures. No vendor's own omzet is in it."""

    def __init__(self, facts: PressFacts, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Teks untuk media dan grup"),
            _("Dibuat dari angka hari bazar ini. Omzet satu usaha tidak pernah disebut."),
            parent,
            width=560,
        )
        self.setObjectName("PressDialog")
        self._texts = {"press": press_text(facts), "chat": chat_text(facts)}
        self.kind = Segmented([("press", _("Media")), ("chat", _("Grup chat"))], name=_("Bentuk teks"))
        self.text = QPlainTextEdit(self._texts["press"])
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(200)
        self.text.setAccessibleName(_("Teks"))
        self.kind.chosen.connect(lambda kind: self.text.setPlainText(self._texts[str(kind)]))
        self.body.addWidget(self.kind)
        self.body.addWidget(self.text)
        self.copy_button = button(_("Salin teks"), self.copy, kind="primary", icon="copy")
        self.copy_button.setEnabled(is_tellable(facts))
        self.buttons.addWidget(button(_("Tutup"), self.reject))
        self.buttons.addWidget(self.copy_button)

    def copy(self) -> None:
        """Put the text on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        set_words(self.copy_button, _("Sudah disalin"), icon=True)
