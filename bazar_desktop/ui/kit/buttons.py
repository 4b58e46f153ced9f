"""Buttons: one way to make them, and a row of choices of which one holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.text import shown

_ICON_COLOURS = {
    "primary": theme.CARD,
    "secondary": theme.INK,
    "quiet": theme.PRIMARY,
    "danger": theme.ERROR,
    "choice": theme.PRIMARY,
}


class RingedButton(QPushButton):
    """A button that Enter presses while it has the ring, wherever it stands."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def button(
    words: str,
    on: Callable[[], object] | None = None,
    *,
    kind: str = "secondary",
    icon: str = "",
    shortcut: str = "",
    tip: str = "",
) -> QPushButton:
    """A button. `kind`: primary (one a page), secondary, quiet, danger. `on` takes no argument.

    Without words (an icon alone) `tip` is required: it is also the accessible name.
    """
    made = RingedButton()
    set_words(made, words, icon=bool(icon))
    made.setProperty("kind", kind)
    made.setFont(theme.font(theme.TEXT, theme.SEMIBOLD))
    made.setAccessibleName(words or tip)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    if icon:
        made.setIcon(theme.icon(icon, _ICON_COLOURS.get(kind, theme.INK)))
        made.setIconSize(QSize(17, 17))
    if shortcut:
        made.setShortcut(QKeySequence(shortcut))
        tip = f"{tip or words} ({shortcut})"
    made.setToolTip(tip)
    if on is not None:
        act = on
        made.clicked.connect(lambda: act())
    return made


def set_words(target: QPushButton, words: str, *, icon: bool = False) -> None:
    """Change what a button says; with an icon the words keep a little distance from it."""
    target.setText(f" {shown(words)}" if icon and words else shown(words))
    target.setAccessibleName(words)


def make_key(words: str, on: Callable[[], object], sequence: str, owner: QWidget) -> None:
    """Let `sequence` do the same as a button while `owner` or something in it has the focus."""
    key = QShortcut(QKeySequence(sequence), owner)
    key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    key.setWhatsThis(words)
    key.activated.connect(lambda: on())


class Segmented(QWidget):
    """A row of choices of which exactly one holds; arrow keys move, the tab key passes over.

    Signals:
        chosen(object): the value that was chosen by the person (never by `choose`).
    """

    chosen = Signal(object)

    def __init__(self, choices: Sequence[tuple[object, str]] = (), *, name: str) -> None:
        """`choices` are (value, words); `name` is said by screen readers."""
        super().__init__()
        self._values: list[object] = []
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))
        self.set_choices(choices)

    @property
    def value(self) -> object | None:
        """The choice that holds; None where there is none."""
        number = self._group.checkedId()
        return self._values[number] if number >= 0 else None

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """Replace the choices; the first one holds."""
        for old in self._group.buttons():
            self._group.removeButton(old)
            self._row.removeWidget(old)
            old.deleteLater()
        self._values = [value for value, _words in choices]
        for number, (_value, words) in enumerate(choices):
            made = button(words, kind="choice")
            made.setCheckable(True)
            made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            made.setAccessibleName(f"{self.accessibleName()}: {words}")
            self._group.addButton(made, number)
            self._row.addWidget(made)
        if choices:
            self._group.button(0).setChecked(True)

    def choose(self, value: object) -> None:
        """Let `value` hold, without a signal. An unknown value is ignored."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        number = self._group.checkedId()
        if step is None or number < 0:
            super().keyPressEvent(event)
            return
        target = self._group.button((number + step) % len(self._values))
        target.setFocus()
        target.click()
