"""Where the focus goes when what had it is gone: back to where it was, else to where the page's keys begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid


class ReturningDialog(QDialog):
    """A dialog after which the next key goes where it belongs, also where the page was shown anew meanwhile."""

    returns_to: QWidget | None = None  # the page that it stands over, where that is not its parent
    _came_from: QWidget | None = None

    def done(self, result: int) -> None:
        super().done(result)
        came_from, owner = self._came_from, self.returns_to or self.parentWidget()
        give_back(came_from, owner)
        # Whoever waited for the answer acts after this.
        QTimer.singleShot(0, lambda: give_back(came_from, owner))

    def setVisible(self, visible: bool) -> None:
        owner = self.returns_to or self.parentWidget()
        if visible and not self.isVisible() and owner is not None:
            self._came_from = owner.window().focusWidget()
        super().setVisible(visible)


def give_back(came_from: QWidget | None, owner: QWidget | None) -> None:
    """Put the focus on `came_from` where it can have it, else where the page around `owner` begins."""
    if owner is None or not isValid(owner) or not owner.isVisible() or QApplication.activePopupWidget():
        return
    above = QApplication.activeModalWidget()
    if above is not None and above is not owner.window():
        return
    now = owner.window().focusWidget()
    if came_from is not None and _takes_keys(came_from):
        if now is None or not _takes_keys(now):
            came_from.setFocus()
        return
    home = focus_home(owner)
    if home is not None:
        home.setFocus()


def focus_home(widget: QWidget | None) -> QWidget | None:
    """Give where the keys begin on the page around `widget`; None where nothing says so."""
    while widget is not None:
        home = getattr(widget, "focus_first", None)
        if isinstance(home, QWidget) and _takes_keys(home):
            return home
        widget = widget.parentWidget()
    return None


def _takes_keys(widget: QWidget) -> bool:
    if not isValid(widget) or not widget.isVisible() or not widget.isEnabled():
        return False
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None
