"""The box in which a cell is typed: it stays open, with words, until what it says can be saved."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.text import Label

ENTER, TAB, ARROW, PAGE = "enter", "tab", "arrow", "page"
MOVES = {
    Qt.Key.Key_Return: (1, 0, ENTER),
    Qt.Key.Key_Enter: (1, 0, ENTER),
    Qt.Key.Key_Tab: (0, 1, TAB),
    Qt.Key.Key_Backtab: (0, -1, TAB),
    Qt.Key.Key_Up: (-1, 0, ARROW),
    Qt.Key.Key_Down: (1, 0, ARROW),
    Qt.Key.Key_Left: (0, -1, ARROW),
    Qt.Key.Key_Right: (0, 1, ARROW),
    Qt.Key.Key_PageUp: (-1, 0, PAGE),
    Qt.Key.Key_PageDown: (1, 0, PAGE),
}


class CellEditor(QLineEdit):
    """One box for all cells, moved to the cell that is typed.

    Signals:
        left(int, int, str): the person is done and wants to go on by rows and columns (by pages where it is PAGE).
        given_up(): Esc.
        undo_asked(bool): Ctrl+Z (False) or Ctrl+Y (True) where the box has nothing of its own to undo.
    """

    left = Signal(int, int, str)
    given_up = Signal()
    undo_asked = Signal(bool)

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFont(theme.font(tabular=True))
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setProperty("cell", "true")
        self.setMaxLength(120)
        self._whole = False
        self.hint = Hint(parent)
        self.hide()

    @property
    def is_open(self) -> bool:
        return not self.isHidden()

    def open_at(self, place: QRect, text: str, *, whole: bool) -> None:
        """Start typing at `place`. `whole`: F2, the value is edited, so arrows move inside the text."""
        self._whole = whole
        self.hint.hide()
        self.setProperty("refused", "false")
        self.setGeometry(place)
        self.setText(text)
        self.setModified(False)
        self.show()
        self.raise_()
        self.setFocus()
        self.end(False)

    def tell(self, words: str, *, refused: bool) -> None:
        """Say under the box why it stays open."""
        self.hint.tell(words, self.geometry(), refused=refused)

    def close_box(self) -> None:
        """Put it away."""
        self.hint.hide()
        self.hide()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            steps = event.matches(QKeySequence.StandardKey.Undo) or event.matches(
                QKeySequence.StandardKey.Redo
            )
            if steps and not self.isModified():
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif key in MOVES and not (shift and MOVES[key][2] == ARROW) and not self._stays_inside(key):
            down, right, way = MOVES[key]
            if shift and key != Qt.Key.Key_Backtab:
                down, right = -down, -right
            self.left.emit(down, right, way)
        elif not self.isModified() and event.matches(QKeySequence.StandardKey.Undo):
            self.undo_asked.emit(False)
        elif not self.isModified() and event.matches(QKeySequence.StandardKey.Redo):
            self.undo_asked.emit(True)
        else:
            super().keyPressEvent(event)

    def _stays_inside(self, key: Qt.Key) -> bool:
        """Arrows move inside the text where the value is edited (F2), not where it is typed over."""
        return self._whole and MOVES[key][2] in {ARROW, PAGE}

    def focusNextPrevChild(self, _next: bool) -> bool:
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        away = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
        if self.is_open and event.reason() not in away:
            self.left.emit(0, 0, ARROW)


class Hint(QFrame):
    """A few words under a cell."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        self._words = Label("", "body", wrap=True)
        column.addWidget(self._words)
        self.hide()

    @property
    def words(self) -> str:
        return "" if self.isHidden() else self._words.text()

    def tell(self, words: str, cell: QRect, *, refused: bool) -> None:
        """Show `words` under `cell`, or above it where there is no room below."""
        self.setProperty("panel", "error" if refused else "warning")
        self.style().unpolish(self)
        self.style().polish(self)
        self._words.setText(words)
        room = self._ground.rect()
        width = min(330, room.width())
        self.setFixedWidth(width)
        height = self._words.heightForWidth(width - 22) + 14
        top = cell.bottom() + 3
        if top + height > room.bottom():
            top = max(0, cell.top() - height - 3)
        self.setGeometry(max(0, min(cell.left(), room.right() - width)), top, width, height)
        self.show()
        self.raise_()
