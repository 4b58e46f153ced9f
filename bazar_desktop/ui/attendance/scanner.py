"""A card scanner types like a keyboard: its bursts are taken out of the stream of keys, whatever has the focus."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from bazar_desktop.domain.attendance.cards import CardDamaged, NotACard, read_card
from bazar_desktop.domain.omzet.slip_codes import NotASlip, read_slip

STARTS = ("BZ", "BS")  # a card, a slip omzet
CARD, SLIP = "card", "slip"
LONGEST = 32  # a card has at most 24 characters
WAIT_MS = 40  # after a key, for the next of a burst
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class Scanner(QObject):
    """An event filter for the application.

    A burst counts only if it begins with BZ or BS, ends with Enter and has a right check character. From a B on keys
    are held back as long as each comes within 40 ms of the one before; otherwise they are given to whom they were meant
    for, in their order, as if nothing had been.

    Signals:
        scanned(str): the code of a card.
        slip_scanned(str): the code of a slip omzet.
    """

    scanned = Signal(str)
    slip_scanned = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held: list[tuple[QObject, QKeyEvent]] = []
        self._text = ""
        self._replaying = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setTimerType(Qt.TimerType.PreciseTimer)
        self._wait.timeout.connect(self._on_silence)
        self._last_chance = False

    def _is_open(self) -> bool:
        """Whether the window that hears the scanner is on the screen."""
        parent = self.parent()
        return not isinstance(parent, QWidget) or parent.window().isVisible()

    def replay(self) -> None:
        """Give the held keys to whom they were meant for."""
        held, self._held, self._text = self._held, [], ""
        self._wait.stop()
        self._replaying = True
        try:
            for receiver, event in held:
                if isValid(receiver):  # it may have closed in the meantime
                    QCoreApplication.sendEvent(receiver, event)
        finally:
            self._replaying = False

    def _on_silence(self) -> None:
        # Keys that came while the program was busy stand behind this timer: look at them first.
        if self._last_chance:
            self.replay()
        else:
            self._last_chance = True
            self._wait.start(0)

    def _hold(self, receiver: QObject, event: QKeyEvent) -> bool:
        self._held.append((receiver, event.clone()))
        self._text += event.text().upper()
        self._last_chance = False
        self._wait.start(WAIT_MS)
        return True

    def _takes(self, receiver: QObject, event: QKeyEvent) -> bool:
        if event.isAutoRepeat() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier not in _PLAIN:
            self.replay()
            return False
        if self._held and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return self._finish()
        if self._goes_on(event.text().upper()):
            return self._hold(receiver, event)
        if event.key() == Qt.Key.Key_Shift:  # a scanner sends it before each capital
            return False
        self.replay()
        return self._goes_on(event.text().upper()) and self._hold(receiver, event)

    def _goes_on(self, text: str) -> bool:
        if len(self._text) < len(STARTS[0]):
            return bool(text) and any(start.startswith(self._text + text) for start in STARTS)
        return len(self._text) < LONGEST and len(text) == 1 and (text.isalnum() or text == ".")

    def _finish(self) -> bool:
        """The end of a burst: whether it was a code."""
        code, known = self._text, _kind_of(self._text)
        if not known:
            self.replay()
            return False
        self._held, self._text = [], ""
        self._wait.stop()
        (self.scanned if known == CARD else self.slip_scanned).emit(code)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._replaying or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return self._is_open() and self._takes(watched, event)


def _kind_of(code: str) -> str:
    """CARD, SLIP, or "" for anything else."""
    try:
        read_card(code)
    except (NotACard, CardDamaged):
        try:
            read_slip(code)
        except NotASlip:
            return ""
        return SLIP
    return CARD
