"""The dark green side of the window: the way to every page, and who is at the laptop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from bazar_desktop.language import _
from bazar_desktop.ui import theme
from bazar_desktop.ui.app_session import AppSession, OfficerAtDesk
from bazar_desktop.ui.kit.text import IconMark, Label, shown
from bazar_desktop.ui.page import Page

WIDE, NARROW = 208, 60  # px


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One page of the window: `words` marked with `N_`, a Lucide icon, and what makes the page when first shown.

    `at_once` makes it with the window, where it works unseen (Kehadiran hears the scanner, Paket masuk a folder).
    """

    key: str
    words: str
    icon: str
    make: Callable[[AppSession], Page]
    at_bottom: bool = False
    at_once: bool = False


class GigiBalang(QWidget):
    """The Betawi saw-tooth band."""

    def __init__(self, tooth: int = 10, height: int = 14) -> None:
        super().__init__()
        self._tooth = tooth
        self.setFixedHeight(height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        half, low = self._tooth / 2, self.height() - 1.0
        for number in range(-(-self.width() // self._tooth)):
            left = number * self._tooth
            painter.setBrush(QColor(theme.ATTENTION))
            painter.drawPolygon(
                QPolygonF([QPointF(left, 0), QPointF(left + self._tooth, 0), QPointF(left + half, low)])
            )
            painter.setBrush(QColor(theme.DARK))
            painter.drawEllipse(QPointF(left + half, 4.5), 1.3, 1.3)


class Sidebar(QFrame):
    """Pages by name and icon; narrow windows show the icons alone.

    Signals:
        went(str): the key of the page to show.
        officer_asked(): the person wants to change officer.
    """

    went = Signal(str)
    officer_asked = Signal()

    def __init__(self, entries: Sequence[NavEntry], office: str) -> None:
        super().__init__()
        self.setProperty("panel", "sidebar")
        self.setAccessibleName(_("Halaman"))
        self._group = QButtonGroup(self)
        self.entries = {entry.key: entry for entry in entries}
        self.keys = {entry.key: f"Ctrl+{number}" for number, entry in enumerate(entries, 1) if number <= 9}
        self.buttons = {entry.key: self._nav_button(entry) for entry in entries}
        self._name = Label("Bazar Desktop", "heading")
        self._name.setFont(theme.font(17, theme.BOLD))
        self._office = Label(office, "small", wrap=True)
        self._office.setFont(theme.font(11))
        self.officer = OfficerButton()
        self.officer.clicked.connect(lambda: self.officer_asked.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addWidget(GigiBalang())
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(18, 10, 8, 10)
        head.setSpacing(0)
        head.addWidget(self._name)
        head.addWidget(self._office)
        column.addWidget(self._head)
        self._column = column
        for entry in (nav_entry for nav_entry in entries if not nav_entry.at_bottom):
            self._place(self.buttons[entry.key])
        column.addStretch(1)
        for entry in (nav_entry for nav_entry in entries if nav_entry.at_bottom):
            self._place(self.buttons[entry.key])
        self._place(self.officer)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone, or icons and words."""
        self.narrow = narrow
        self.setFixedWidth(NARROW if narrow else WIDE)
        self._head.setVisible(not narrow)
        for key, made in self.buttons.items():
            made.setText("" if narrow else "  " + shown(_(self.entries[key].words)))
        self.officer.set_narrow(narrow)

    def mark(self, key: str) -> None:
        """Show which page is open."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)

    def _place(self, part: QWidget) -> None:
        holder = QVBoxLayout()
        holder.setContentsMargins(10, 0, 10, 2)
        self._column.addLayout(holder)
        holder.addWidget(part)

    def _nav_button(self, entry: NavEntry) -> QPushButton:
        words = _(entry.words)
        made = QPushButton("  " + shown(words))
        made.setProperty("kind", "nav")
        made.setCheckable(True)
        made.setFont(theme.font(theme.TEXT, theme.SEMIBOLD))
        made.setIcon(theme.icon(entry.icon, theme.ON_DARK))
        made.setIconSize(QSize(18, 18))
        made.setAccessibleName(words)
        key = self.keys.get(entry.key)
        made.setToolTip(f"{words} ({key})" if key else words)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda: self.went.emit(entry.key))
        self._group.addButton(made)
        return made


class OfficerButton(QPushButton):
    """Who is at the laptop; pressed (or F12), another officer signs in."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "officer")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.name = Label("", "strong", wrap=True)
        self.role = Label("", "small", wrap=True)
        self.role.setFont(theme.font(11))
        self._mark = IconMark("user", theme.ON_DARK, 18)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 5, 8, 5)
        column.setSpacing(0)
        for part in (self._mark, self.name, self.role):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(part)
        self.show_officer(None)

    def show_officer(self, officer: OfficerAtDesk | None) -> None:
        """Show that officer; None: nobody has signed in."""
        self.name.setText(officer.name if officer else _("Belum masuk"))
        self.role.setText(officer.role if officer else _("F12 untuk masuk"))
        said = f"{self.name.text()}, {self.role.text()}"
        self.setAccessibleName(_("Petugas: {said}").format(said=said))
        self.setToolTip(_("{said}. F12: ganti petugas").format(said=said))
        self.updateGeometry()

    def set_narrow(self, narrow: bool) -> None:
        """Icon alone, or name and role."""
        self._mark.setVisible(narrow)
        self.name.setVisible(not narrow)
        self.role.setVisible(not narrow)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        column = self._column
        high = (
            column.totalHeightForWidth(WIDE - 20)
            if column.hasHeightForWidth()
            else column.sizeHint().height()
        )
        return QSize(column.minimumSize().width(), max(36, high))
