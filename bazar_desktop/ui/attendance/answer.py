"""The big answer: which booth, which business, or why not. It can be read from two metres."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from bazar_desktop.language import _
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import button, set_words
from bazar_desktop.ui.kit.text import IconMark, Label

BOOTH_SIZE, WORDS_SIZE, LONG_SIZE = 40, 25, 19  # px


class Answer(QFrame):
    """One answer at a time, always in the same place and height."""

    def __init__(self, undo: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("panel", "card")
        self.setMinimumHeight(92)
        self.asking = False  # it waits for a choice
        self._booth = QLabel()
        self._booth.setTextFormat(Qt.TextFormat.PlainText)
        self._booth.setProperty("role", "boothPlate")
        self._booth.setFont(theme.font(BOOTH_SIZE, theme.BOLD, tabular=True))
        self._booth.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._booth.setStyleSheet(
            f"background: {theme.PRIMARY}; color: {theme.CARD}; border-radius: 10px; padding: 4px 16px;"
        )
        self._booth.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._mark = IconMark("scan-line", theme.MUTED, 36)
        self._words = Label("", "title", wrap=True)
        self._more = Label("", "body", wrap=True)
        self.undo_button = button(_("Urungkan"), undo, icon="undo-2", tip=_("Urungkan (Ctrl+Z)"))
        self._act: Callable[[], object] | None = None
        self.offer_button = button("", self._take_offer, kind="primary", icon="arrow-right")
        self._lay_out()
        self.be_ready()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(theme.SPACE[2])
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._words)
        words.addWidget(self._more)
        words.addStretch(1)
        row.addWidget(self._booth)
        row.addWidget(self._mark)
        row.addLayout(words, 1)
        row.addWidget(self.undo_button)
        row.addWidget(self.offer_button)

    @property
    def says(self) -> str:
        """Everything it says now, in one line."""
        booth = self._booth.text() if not self._booth.isHidden() else ""
        return " · ".join(part for part in (booth, self._words.text(), self._more.text()) if part)

    @property
    def offer(self) -> tuple[str, Callable[[], object] | None]:
        """The way out of a refusal: what its button says, and what it does (None: there is none)."""
        return self.offer_button.accessibleName(), None if self.offer_button.isHidden() else self._act

    def be_ready(self) -> None:
        """Nothing has happened yet."""
        self._show(
            "card", "", _("Siap"), _("Pindai kartu, atau ketik nama, usaha, booth, atau akhir nomor HP.")
        )
        self._mark.show_icon("scan-line", theme.MUTED)
        self.undo_button.hide()

    def tell(
        self, booth: str, words: str, more: str = "", *, tone: str = "success", undo: bool = True
    ) -> None:
        """What was done, for which booth. `tone`: success, or warning for who came late."""
        self._show(tone, booth, words, more)
        self._mark.show_icon("circle-check", theme.PRIMARY)
        self.undo_button.setVisible(undo)

    def ask(self, words: str, more: str) -> None:
        """Something to choose before anything is done."""
        self._show("warning", "", words, more)
        self.asking = True
        self._mark.show_icon("circle-help", theme.ATTENTION_INK)
        self.undo_button.hide()

    def refuse(self, words: str, *, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Why nothing was done; `action` names a button that calls `act`, the way out."""
        self._show("error", "", words, "")
        self._act = act
        set_words(self.offer_button, action, icon=True)
        self.offer_button.setVisible(bool(action) and act is not None)
        self._mark.show_icon("circle-alert", theme.ERROR)
        self.undo_button.hide()

    def _take_offer(self) -> None:
        if self._act is not None:
            self._act()

    def _show(self, tone: str, booth: str, words: str, more: str) -> None:
        self.asking = False
        self.offer_button.hide()
        self._booth.setText(booth)
        self._booth.setVisible(bool(booth))
        self._mark.setVisible(not booth)
        self._words.setFont(theme.font(WORDS_SIZE if len(words) <= 40 else LONG_SIZE, theme.BOLD))
        self._words.setText(words)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self.setProperty("panel", tone)
        self.setAccessibleName(self.says)
        self.style().unpolish(self)
        self.style().polish(self)
