"""The frame of the program: sidebar, top bar, one page at a time, and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.store.holds import WindowHold
from bazar_desktop.store.key_file import KeysDamaged
from bazar_desktop.store.own_keys import KeysForeign
from bazar_desktop.store.traces import KeyFileMissing
from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.faults import LOG, Fault, fault_of, is_machine, report_of
from bazar_desktop.ui.frame.sidebar import NavEntry, Sidebar
from bazar_desktop.ui.frame.topbar import BazaarSwitcher, TopBar
from bazar_desktop.ui.kit.dialogs import CrashDialog, tell_fault_over
from bazar_desktop.ui.kit.login import LoginDialog
from bazar_desktop.ui.kit.manual import ManualWindow
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.rescue.keys import KeyFilePanel

NARROW_BELOW = 1000  # px of the window: below, the sidebar shows icons alone
STATE_EVERY = 30_000  # ms


class MainWindow(QMainWindow):
    """Joins the pages of `entries` (made when first shown) around one `desk`.

    Keys: Ctrl+1 … Ctrl+9 pages in the order of `entries`, Ctrl+B bazaar, Alt+1 … days, F1 manual, F12 officer.

    Signals:
        page_shown(str): the key of the page that is open now.
        changed(): a page saved, undid or finished something.
    """

    page_shown = Signal(str)
    changed = Signal()

    def __init__(self, desk: AppSession, entries: Sequence[NavEntry]) -> None:
        super().__init__()
        self.desk = desk
        self.hold: WindowHold | None = None  # keeps other windows from this store as long as this one lives
        self.is_shut = False  # the store is closed, or about to be: nothing looks at it any more
        self._entries = {entry.key: entry for entry in entries}
        self._pages: dict[str, Page] = {}
        self._manual: ManualWindow | None = None
        self._unread = False  # the data could not be read when they were looked at last
        self._backup_words = ""  # what was said of a backup that could not be made
        self.sidebar = Sidebar(entries, desk.office)
        self.topbar = TopBar(is_sample=desk.is_sample)
        self._stack = QStackedWidget()
        self.setWindowTitle(_("Bazar Desktop (CONTOH)") if desk.is_sample else "Bazar Desktop")
        self.setMinimumSize(880, 500)
        self.resize(1366, 768)
        self._lay_out()
        self.sidebar.went.connect(self.go)
        self.sidebar.officer_asked.connect(self.change_officer)
        self.topbar.bazaar_asked.connect(self.switch_bazaar)
        self.topbar.day_chosen.connect(self.take_day)
        self._bind_keys()
        self._clock = QTimer(self)
        self._clock.setInterval(STATE_EVERY)
        self._clock.timeout.connect(self.show_state)
        self._clock.start()
        desk.ask_by(self._asks_day)
        self.show_desk()
        for entry in entries:
            if entry.at_once:
                self._make(entry.key)
        self.go(next(iter(self._entries)))

    @property
    def page(self) -> Page:
        """The page that is open."""
        return self._pages[self.page_key]

    def go(self, key: str) -> None:
        """Open the page of that key; it is made now if it was not yet."""
        if key not in self._pages:
            self._make(key)
        self.page_key = key
        self.sidebar.mark(key)
        self._stack.setCurrentWidget(self.page)
        self.page.read_anew()
        if self.page.fault is None:
            self.page.show_day_line()
        self._focus_page()
        self.page_shown.emit(key)

    def _asks_day(self) -> bool:
        """Whether the day in hand is kept; work beside the window cannot ask, and its page has asked before it."""
        return QThread.currentThread() is self.thread() and self.page.day_is_kept()

    def hand(self, key: str, code: str) -> None:
        """Give a scanned code to the page of that key; it is opened where it is not."""
        if self.page_key != key:
            self.go(key)
        self.page.take_code(code)

    def hand_file(self, key: str, file: Path) -> None:
        """Give a file that the person opened with the program to the page of that key."""
        self.go(key)
        self.page.take_file(file)

    def _make(self, key: str) -> None:
        made = self._entries[key].make(self.desk)
        made.went.connect(self.go)
        made.took.connect(self.show_desk)
        made.moved.connect(lambda: self._follow_day(made))
        made.handed.connect(self.hand)
        made.changed.connect(self.show_state)
        made.changed.connect(self.changed)
        made.unread.connect(self._show_unread)
        made.came_back.connect(self.show_state)
        made.faulted.connect(self.show_state)
        self._pages[key] = made
        self._stack.addWidget(made)

    def show_desk(self) -> None:
        """Show who is here, what is in hand and how the data are."""
        self.sidebar.officer.show_officer(self.desk.officer)
        self.topbar.show_bazaar(self.desk.bazaar, self.desk.day)
        self.show_state()

    def show_state(self) -> None:
        """Look at the state of the data again; say so where it cannot be read, and take that back when it can."""
        try:
            state = self.desk.data_state()
            for page in self._pages.values():
                page.show_day_line()
        except Exception as error:
            if not is_machine(error):
                raise
            fault = fault_of(error)
            if not self._unread:  # it is looked at every half minute
                LOG.error("%s", report_of(error))
                self.page.refuse_fault(fault)
            self._show_unread(fault.happened)
            return
        self.topbar.state.show_state(state, self.desk.clock())
        if self._unread:
            self._unread = False
            for page in self._pages.values():
                page.forget_fault()
            if self.page.fault is not None:
                self.page.read_anew(asks=False)

    def _show_unread(self, why: str) -> None:
        self._unread = True
        self.topbar.state.show_unread(why)

    def stop_looking(self) -> None:
        """Look at the store no more: it is about to be closed."""
        self.is_shut = True
        self._clock.stop()

    def show_backup(self) -> None:
        """Show that a backup was made beside the window."""
        self.show_state()
        self.page.on_backed_up()

    def tell_backup(self, fault: Fault | None) -> None:
        """Say once that the backup that is due could not be made, on top until it is; None: nothing is due any more."""
        told, self.topbar.state.backup_waits = self.topbar.state.backup_waits, fault is not None
        self.show_state()
        if fault is None:
            for page in self._pages.values():
                if told and page.banner.words == self._backup_words:
                    page.say_nothing()
        elif not told and not self._unread:  # what cannot be read at all is said so
            words = _("Cadangan otomatis tertunda. {why} Isian tetap tersimpan, dan dicoba lagi sendiri.")
            self._backup_words = words.format(why=fault.happened)
            self.page.warn(self._backup_words)

    def switch_bazaar(self) -> BazaarSwitcher:
        """Open the list of bazaars under the top bar."""
        switcher = BazaarSwitcher(self.desk.bazaars(), self)
        switcher.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        switcher.taken.connect(lambda bazaar: self._choose(bazaar, None))
        switcher.move(self.topbar.bazaar.mapToGlobal(QPoint(0, self.topbar.bazaar.height() + 4)))
        switcher.show()
        switcher.box.setFocus()
        return switcher

    def take_day(self, day: date) -> None:
        """Take another day of the bazaar in hand."""
        if self.desk.bazaar is not None:
            self._choose(self.desk.bazaar.id, day)

    def change_officer(self) -> None:
        """Ask who is at the laptop now; the page stays as it is, with all that is typed."""
        try:
            dialog = LoginDialog(self.desk, self)
        except (KeyFileMissing, KeysDamaged, KeysForeign) as error:
            panel = KeyFilePanel(self.desk.store.folder, error, self.desk.clock, self)
            panel.accepted.connect(self.change_officer)
            panel.open()
            return
        dialog.accepted.connect(self._take_officer)
        dialog.open()

    def _take_officer(self) -> None:
        """Show who is here now; what was refused to whoever was here before may be allowed to them."""
        self.show_desk()
        for page in self._pages.values():
            if page.banner.kind == "error":
                page.say_nothing()

    def show_manual(self) -> None:
        """Open the manual at the page in hand."""
        if self._manual is None:
            self._manual = ManualWindow(self)
        self._manual.show_page(self.page.manual)
        self._manual.show()
        self._manual.raise_()

    def show_crash(self, error: BaseException, report: str) -> None:
        """Show an error of ours that nobody caught, or a fault of the machine; for `faults.install_excepthook`."""
        if is_machine(error):
            fault = fault_of(error)
            over = QApplication.activeModalWidget()
            if over is None:
                self.page.refuse_fault(fault)
                self.show_state()
            else:  # the page's words would stand behind it
                tell_fault_over(over, fault)
            return
        dialog = CrashDialog(report, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _choose(self, bazaar: str, day: date | None) -> None:
        try:
            self.desk.choose(bazaar, day)
        except BazarError as error:
            self.page.refuse(sentence(error))
            return
        self.show_desk()
        for page in self._pages.values():  # what any of them had said was of what was in hand before
            page.say_nothing()
        self.page.read_anew()
        focused = self.focusWidget()
        if focused is None or not self.page.isAncestorOf(focused):  # the button that was pressed is gone
            self._focus_page()

    def _focus_page(self) -> None:
        (self.page.focus_first or self.page.area).setFocus()

    def _follow_day(self, mover: Page) -> None:
        """Show everywhere that `mover` took today in hand."""
        self.show_desk()
        if self.page is not mover:
            self.page.follow_day()

    def _take_day_number(self, number: int) -> None:
        days = self.desk.bazaar.days if self.desk.bazaar else ()
        if number < len(days):
            self.take_day(days[number])

    def _bind_keys(self) -> None:
        for key, sequence in self.sidebar.keys.items():
            self._bind(sequence).activated.connect(lambda key=key: self.go(key))
        for number in range(9):
            self._bind(f"Alt+{number + 1}").activated.connect(
                lambda number=number: self._take_day_number(number)
            )
        self._bind("Ctrl+B").activated.connect(self.switch_bazaar)
        self._bind("F1").activated.connect(self.show_manual)
        self._bind("F12").activated.connect(self.change_officer)

    def _bind(self, sequence: str) -> QShortcut:
        return QShortcut(QKeySequence(sequence), self)

    def _lay_out(self) -> None:
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        right = QVBoxLayout()
        right.setSpacing(0)
        row.addLayout(right, 1)
        right.addWidget(self.topbar)
        right.addWidget(self._stack, 1)
        self.setCentralWidget(middle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW_BELOW
        if narrow != self.sidebar.narrow:
            self.sidebar.set_narrow(narrow)
