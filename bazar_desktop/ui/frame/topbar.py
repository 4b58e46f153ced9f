"""The white bar on top: which bazaar and day are in hand, and how safe the data are."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from bazar_desktop.domain.money import format_number
from bazar_desktop.language import N_, _
from bazar_desktop.ui import theme
from bazar_desktop.ui.app_session import BazaarInHand, DataState
from bazar_desktop.ui.kit.buttons import Segmented
from bazar_desktop.ui.kit.inputs import SearchBox, Tag
from bazar_desktop.ui.kit.rows import Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import IconMark, Label
from bazar_desktop.ui.words import ago, short_day

MOST_BUTTONS = 3  # a bazaar of more days gets a list instead of buttons


class BazaarButton(QPushButton):
    """The bazaar in hand, name over lokasi; pressed (or Ctrl+B), another one is taken."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "bazaar")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.name = Label("", "strong", wrap=True)
        self.place = Label("", "small", wrap=True)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 6, 4)
        words = QVBoxLayout()
        words.setSpacing(0)
        row.addLayout(words, 1)
        words.addWidget(self.name)
        words.addWidget(self.place)
        row.addWidget(IconMark("chevrons-up-down", theme.MUTED, 16))
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_bazaar(self, bazaar: BazaarInHand | None) -> None:
        """Show that bazaar; None: there is none yet."""
        if bazaar is None:
            self.name.setText(_("Belum ada bazar"))
            self.place.setText(_("Buat atau muat bazar di halaman Bazar"))
        else:
            self.name.setText(bazaar.name)
            self.place.setText(" · ".join(part for part in (bazaar.lokasi, bazaar.kecamatan) if part))
        self.setAccessibleName(_("Bazar: {name}").format(name=self.name.text()))
        self.setToolTip(_("Ganti bazar (Ctrl+B)"))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        longest = max(part.fontMetrics().horizontalAdvance(part.text()) for part in (self.name, self.place))
        width = min(460, max(190, longest + 48))
        return QSize(width, max(44, self._row.totalHeightForWidth(width)))

    def minimumSizeHint(self) -> QSize:
        return QSize(190, self._row.minimumSize().height())


class StateWords(QWidget):
    """Whether everything is saved, how old the backup is, what the office has not received."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Keadaan data"))
        self.backup_waits = False  # the backup that is due could not be made
        self._mark = IconMark("circle-check", theme.PRIMARY, 16)
        self.first = Label("", "strong")
        self.second = Label("", "small", wrap=True)
        top = QHBoxLayout()
        top.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        column.addLayout(top)
        top.addWidget(self._mark)
        top.addWidget(self.first, 1)
        column.addWidget(self.second)
        column.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._column = column

    def show_state(self, state: DataState, now: datetime) -> None:
        """Say `state` as it is at `now`."""
        colour = theme.PRIMARY if state.saved else theme.ERROR
        self._mark.show_icon("circle-check" if state.saved else "circle-alert", colour)
        where = _("Tersimpan di kantor") if state.office else _("Tersimpan di laptop")
        self.first.setText(where if state.saved else _("Belum tersimpan"))
        self.first.setStyleSheet(f"color: {colour};")
        parts = [
            _("Cadangan {ago}").format(ago=ago(state.backup_at, now))
            if state.backup_at
            else _("Belum ada cadangan")
        ]
        if self.backup_waits:
            parts.append(_("cadangan berikutnya tertunda"))
        parts += _way_words(state)
        self._say_second(" · ".join(parts))

    def show_unread(self, why: str) -> None:
        """Say that the data cannot be read now; why, for which the bar has no room, the page says too."""
        self._mark.show_icon("circle-alert", theme.ERROR)
        self.first.setText(_("Data tidak terbaca"))
        self.first.setStyleSheet(f"color: {theme.ERROR};")
        self._say_second(_("Dicoba lagi setiap setengah menit."), why)

    def _say_second(self, words: str, why: str = "") -> None:
        self.second.setText(words)
        self.setAccessibleDescription(f"{self.first.text()}. {why} {words}".replace("  ", " "))
        self.setToolTip(self.accessibleDescription())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        labels = (self.first, self.second)
        longest = max(part.fontMetrics().horizontalAdvance(part.text()) for part in labels)
        width = min(340, longest + 28)
        return QSize(width, self._column.totalHeightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(170, self._column.minimumSize().height())


def _way_words(state: DataState) -> list[str]:
    """dibuat → dibawa → diterima, as far as the packages have come."""
    if state.made and state.carried:
        return [_("{made} paket dibuat, {carried} dibawa").format(made=state.made, carried=state.carried)]
    if state.made:
        return [_("{count} paket dibuat, belum dibawa").format(count=state.made)]
    if state.carried:
        return [_("{count} paket dibawa, belum diterima").format(count=state.carried)]
    if state.unsent:
        return [_("{count} perubahan belum dipaketkan").format(count=format_number(state.unsent))]
    return [_("semua paket diterima kantor")] if state.received else []


class TopBar(QFrame):
    """Bazaar, day, CONTOH where it is a sample, state.

    Signals:
        bazaar_asked(): the person wants another bazaar.
        day_chosen(object): the date to take in hand.
    """

    bazaar_asked = Signal()
    day_chosen = Signal(object)

    def __init__(self, *, is_sample: bool) -> None:
        super().__init__()
        self.setProperty("panel", "topbar")
        self.bazaar = BazaarButton()
        self.bazaar.clicked.connect(lambda: self.bazaar_asked.emit())
        self.sample = Tag(_("CONTOH"), "warning")
        self.sample.setToolTip(_("Data contoh untuk berlatih, bukan data sungguhan"))
        self.days = Segmented(name=_("Hari"))
        self.days.chosen.connect(self.day_chosen)
        self.day_list = QComboBox()
        self.day_list.setAccessibleName(_("Hari"))
        self.day_list.activated.connect(lambda _i: self.day_chosen.emit(self.day_list.currentData()))
        self.state = StateWords()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 22, 6)
        row.setSpacing(theme.SPACE[2])
        row.addWidget(self.bazaar, 0)
        row.addWidget(self.sample)
        self.sample.setVisible(is_sample)
        row.addStretch(1)
        row.addWidget(self.days)
        row.addWidget(self.day_list)
        row.addWidget(self.state)
        self.setMinimumHeight(58)

    def show_bazaar(self, bazaar: BazaarInHand | None, day: date | None) -> None:
        """Show bazaar and days; `day` is the one in hand."""
        self.bazaar.show_bazaar(bazaar)
        days = bazaar.days if bazaar else ()
        few = len(days) <= MOST_BUTTONS
        self.days.setVisible(bool(days) and few)
        self.day_list.setVisible(not few)
        choices = [(item, short_day(item)) for item in days]
        self.days.set_choices(choices if few else ())
        self.days.choose(day)
        self.day_list.clear()
        for item, words in choices if not few else ():
            self.day_list.addItem(words, item)
        if not few and day in days:
            self.day_list.setCurrentIndex(days.index(day))


class BazaarSwitcher(QFrame):
    """A list of bazaars to search in; Enter takes one, Esc leaves.

    Signals:
        taken(str): the id of the bazaar.
    """

    taken = Signal(str)

    def __init__(self, bazaars: tuple[BazaarInHand, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("panel", "popup")
        self.setAccessibleName(_("Ganti bazar"))
        self.box = SearchBox(_("Cari bazar atau lokasi"), delay=0)
        columns = (
            Column[BazaarInHand](N_("Bazar"), lambda bazaar: bazaar.name, stretch=3, width=160, bold=True),
            Column[BazaarInHand](N_("Lokasi"), lambda bazaar: bazaar.lokasi, stretch=2, width=120),
            Column[BazaarInHand](
                N_("Mulai"),
                lambda bazaar: bazaar.days[0] if bazaar.days else None,
                lambda day: short_day(day) if day else "",
            ),
        )
        self.list = RowsView(
            RowsModel(columns, bazaars, key=lambda bazaar: bazaar.id, parent=self), name=_("Bazar")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.box)
        column.addWidget(self.list, 1)
        self.setFixedSize(770, 330)
        self.box.searched.connect(self._on_searched)
        self.box.moved.connect(self.list.step)
        self.box.returnPressed.connect(self._on_enter)
        self.list.opened.connect(self._take)
        self.list.step(0)
        self.box.setFocus()

    def _on_searched(self, words: str) -> None:
        self.list.proxy.search(words)
        self.list.step(0)

    def _on_enter(self) -> None:
        self.list.proxy.search(self.box.text())
        if self.list.current is None:
            self.list.step(0)
        if self.list.current is not None:
            self._take(self.list.current)

    def _take(self, bazaar: BazaarInHand) -> None:
        self.close()
        self.taken.emit(bazaar.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
