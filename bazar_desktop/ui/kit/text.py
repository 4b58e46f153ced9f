"""Words on the screen: labels by role, and `&` that stays `&`."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from bazar_desktop.ui import theme

_FONTS = {
    "body": (theme.TEXT, theme.REGULAR),
    "strong": (theme.TEXT, theme.SEMIBOLD),
    "muted": (theme.TEXT, theme.REGULAR),
    "small": (theme.SMALL, theme.REGULAR),
    "key": (theme.SMALL, theme.MEDIUM),
    "refusal": (theme.SMALL, theme.MEDIUM),
    "subtitle": (theme.TEXT, theme.REGULAR),
    "heading": (theme.HEADING, theme.SEMIBOLD),
    "title": (theme.TITLE, theme.BOLD),
    "figure": (theme.FIGURE, theme.BOLD),
}


def shown(words: str) -> str:
    """`words` for a button, tab or menu: Qt takes a single & for a mnemonic."""
    return words.replace("&", "&&")


class Label(QLabel):
    """Plain words in one of the roles body, strong, muted, small, key, refusal, subtitle, heading, title, figure.

    Never reads markup in what it shows: names from Excel may hold any sign. `wrap` lets it take several lines.
    """

    def __init__(
        self, words: str = "", role: str = "body", *, wrap: bool = False, tabular: bool = False
    ) -> None:
        super().__init__(words)
        size, weight = _FONTS[role]
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setFont(theme.font(size, weight, tabular=tabular or role == "figure"))
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)


class IconMark(QWidget):
    """One icon of the theme, drawn at `side` px. Decoration: the words beside it say the same."""

    def __init__(self, name: str, colour: str = theme.PRIMARY, side: int = 18) -> None:
        super().__init__()
        self._name, self._colour, self._side = name, colour, side
        self.setFixedSize(QSize(side, side))

    def show_icon(self, name: str, colour: str) -> None:
        """Change the drawing."""
        self._name, self._colour = name, colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme.icon(self._name, self._colour).paint(painter, self.rect())


def rule() -> QWidget:
    """A thin line between two parts."""
    line = QWidget()
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    line.setStyleSheet(f"background: {theme.LINE};")
    line.setFixedHeight(1)
    return line
