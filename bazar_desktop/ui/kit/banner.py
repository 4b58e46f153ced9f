"""What just happened, in words, with a way back or out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bazar_desktop.language import _
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import button, set_words
from bazar_desktop.ui.kit.focus import focus_home
from bazar_desktop.ui.kit.text import IconMark, Label

_MARKS = {
    "success": ("circle-check", theme.PRIMARY),
    "warning": ("triangle-alert", theme.ATTENTION_INK),
    "error": ("circle-alert", theme.ERROR),
}


class Banner(QFrame):
    """One message at a time: success, warning or error; hidden until there is one.

    Signals:
        told(): it says something new.
        closed(): the person put it away.
    """

    told = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 7, 7)
        row.setSpacing(10)
        self._mark = IconMark("circle-check")
        self._words = Label("", "body", wrap=True)
        self._act: Callable[[], object] | None = None
        self.action = button("", self._on_action, icon="undo-2")
        self._close = button("", self.clear, kind="quiet", icon="x", tip=_("Tutup pesan"))
        row.addWidget(self._mark)
        row.addWidget(self._words, 1)
        row.addWidget(self.action)
        row.addWidget(self._close)
        self.hide()

    @property
    def words(self) -> str:
        """What it says now; "" when hidden."""
        return self._words.text() if not self.isHidden() else ""

    def tell(
        self,
        kind: str,
        words: str,
        *,
        action: str = "",
        icon: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Show `words` as success, warning or error; `action` names a button that calls `act` and hides this."""
        self.kind = kind
        self._act = act
        self._mark.show_icon(*_MARKS[kind])
        self._words.setText(words)
        self.action.setVisible(bool(action) and act is not None)
        set_words(self.action, action, icon=True)
        self.action.setIcon(theme.icon(icon or "arrow-right"))
        self.setProperty("panel", kind)
        self.setAccessibleName(words)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
        self.told.emit()

    def clear(self) -> None:
        """Hide it."""
        home = focus_home(self) if self._close.hasFocus() else None
        self.hide()
        if home is not None:
            home.setFocus()
        self.closed.emit()

    def _on_action(self) -> None:
        act, had_focus = self._act, self.action.hasFocus()
        self.hide()
        if act is not None:
            act()
        home = focus_home(self) if had_focus and QApplication.activeModalWidget() is None else None
        if home is not None:
            home.setFocus()


class EmptyState(QWidget):
    """What an empty list says: why it is empty and what to do next, with the button that does it."""

    def __init__(
        self,
        icon: str,
        words: str,
        hint: str = "",
        *,
        action: str = "",
        act: Callable[[], object] | None = None,
        shortcut: str = "",
    ) -> None:
        """`shortcut` is that of the button which does the same where the list is not empty."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 22, 22, 22)
        column.setSpacing(theme.SPACE[1])
        column.addStretch(1)
        mark = IconMark(icon, theme.PRIMARY, 40)
        self.words = Label(words, "heading", wrap=True)
        self.hint = Label(hint, "muted", wrap=True)
        self.action: QPushButton | None = None
        column.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        for part in (self.words, self.hint):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        self.hint.setVisible(bool(hint))
        if action and act is not None:
            self.action = button(action, act, kind="primary", shortcut=shortcut)
            column.addSpacing(6)
            column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
