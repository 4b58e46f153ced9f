"""What every page has: title, actions, messages, and the way to read, perform, undo and run slow work."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.account import account_words
from bazar_desktop.jobs.settings.restoring import restore_points
from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.services.day.seal_guard import DayIsClosed
from bazar_desktop.store.database import Session
from bazar_desktop.ui import theme
from bazar_desktop.ui.app_session import AppSession, Done
from bazar_desktop.ui.day_in_hand import WritingDay
from bazar_desktop.ui.day_question import move_words
from bazar_desktop.ui.faults import LOG, Fault, fault_of, is_machine, report_of
from bazar_desktop.ui.kit.banner import Banner
from bazar_desktop.ui.kit.buttons import make_key
from bazar_desktop.ui.kit.dialogs import FaultDialog
from bazar_desktop.ui.kit.page_head import PageHead
from bazar_desktop.ui.kit.task import Report, Task, TaskPanel
from bazar_desktop.ui.kit.undo_stack import UndoController
from bazar_desktop.ui.kit.unread import UnreadCard
from bazar_desktop.ui.rescue.restore import RestoreDialog
from bazar_desktop.ui.rescue.ways import way_out_of

P = ParamSpec("P")
T = TypeVar("T")


class Page(QWidget):
    """One page of the window. A subclass fills `self.body` and overrides `reload`.

    `reload` is called when the page is shown and when bazaar, day or officer changed: read everything anew there, by
    `self.desk.read(function, **facts)`.
    Broken rules become words in the banner, faults of the machine a dialog that can try again; whatever else is
    ours and goes on to the hook that shows the crash dialog.

    Signals:
        went(str): the person wants to go to the page of that key.
        took(): another bazaar or day was taken in hand from here; the window then shows it on top.
        moved(): today was taken in hand from here; the window shows it on top and on the page that is open.
        changed(): something was saved, undone or finished; the window then looks at the data's state.
        handed(str, str): a code was scanned that the page of that key is to take.
        unread(str): the page could not be read, and why in words.
        came_back(): the page was read that could not be read before.
        faulted(): the machine failed at something else than reading the page; nobody tried it again.
    """

    went = Signal(str)
    took = Signal()
    moved = Signal()
    changed = Signal()
    handed = Signal(str, str)
    unread = Signal(str)
    came_back = Signal()
    faulted = Signal()
    manual = "mulai"  # the page of the manual that F1 opens
    focus_first: QWidget | None = None  # what has the focus when the page is shown
    undo_keys = True  # whether Ctrl+Z and Ctrl+Y are this class's; a page with keys of its own says False
    writes_to_day = False  # whether what is entered here belongs to the day in hand

    def __init__(self, desk: AppSession, title: str, subtitle: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.setAccessibleName(title)
        self.head = PageHead(title, subtitle)
        self.title, self.subtitle = self.head.title, self.head.subtitle
        self.banner = Banner()
        self.banner.told.connect(lambda: QTimer.singleShot(0, self, self._show_answer))
        self.day_in_hand = WritingDay(self)
        self.task_panel = TaskPanel()
        self.fault: Fault | None = None  # that nobody wanted to try again since the page was read
        self.refusal: BazarError | None = None  # why the last read or action was not done
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.SPACE[2])
        self.body.setContentsMargins(0, 0, 0, 0)
        self.contents = QWidget()
        self.contents.setLayout(self.body)
        self.fault_card = UnreadCard(self.read_anew, self.contents)
        self._reads = False  # `reload` is under way
        self._fault_words = ""  # what the banner says of a fault of the machine
        self.undo_history = UndoController(self)
        self._lay_out()
        if self.undo_keys:
            make_key(_("Urungkan"), self.undo_history.undo_last, "Ctrl+Z", self)
            for keys in ("Ctrl+Y", "Ctrl+Shift+Z"):
                make_key(_("Ulangi"), self.undo_history.redo_last, keys, self)

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(22, 16, 22, 18)
        column.setSpacing(theme.SPACE[2])
        column.addWidget(self.head)
        column.addWidget(self.day_in_hand)
        column.addWidget(self.banner)
        column.addWidget(self.task_panel)
        column.addWidget(self.fault_card)
        column.addWidget(self.contents, 1)
        column.addStretch()  # takes the room where the contents gave way
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)

    def _show_answer(self) -> None:
        """Bring what was said into sight, where the page is scrolled."""
        shown = self.task_panel if self.banner.isHidden() else self.banner
        if not shown.isHidden():
            self.area.ensureWidgetVisible(shown)

    def reload(self) -> None:
        """Read everything anew. The page's own; nothing to read here."""

    def read_anew(self, *, asks: bool = True) -> None:
        """`reload` behind a boundary: where it fails, the page says so in place of its facts and the window works on.

        `asks`: a dialog over that offers the way out of a fault of the machine.
        """
        was_unread = self.fault is not None
        self.refusal = self.fault = None
        while True:
            self.fault_card.make_way()
            self._reads = True
            try:
                self.reload()
            except BazarError as error:
                self.refusal = error
                self.refuse_error(error)
            except Exception as error:
                LOG.error("%s", report_of(error))
                if not is_machine(error):
                    self.fault_card.tell(error)
                    return
                self._reads = False
                fault = fault_of(error)
                self.show_unread(fault)  # at once: nothing that is not there may look as if it were empty
                if asks and self.shows_fault(fault):
                    was_unread = True
                    continue
                return
            finally:
                self._reads = False
            break
        if was_unread:
            self.fault = None
            self.forget_fault()
            self.came_back.emit()

    def show_unread(self, fault: Fault) -> None:
        """Say in place of the page's facts that a fault of the machine keeps them from being read."""
        self.fault = fault
        self.fault_card.tell_fault(fault)
        self.unread.emit(fault.happened)

    def refuse_fault(self, fault: Fault) -> None:
        """Say which fault of the machine nobody was asked about, until it is over; *Coba lagi* reads the page anew."""
        self._fault_words = f"{fault.happened} {fault.todo}"
        self.refuse(self._fault_words, action=_("Coba lagi"), act=self._look_again)

    def forget_fault(self) -> None:
        """Take back what was said of a fault of the machine that is over."""
        if self._fault_words and self.banner.words == self._fault_words:
            self.say_nothing()
        self._fault_words = ""

    def _look_again(self) -> None:
        self.read_anew()
        self.faulted.emit()

    def on_backed_up(self) -> None:
        """A backup was made beside the window while this page is open; nothing to show here."""

    def take_code(self, code: str) -> None:
        """A code was scanned on another page that this one is to take. The page's own; none here."""

    def take_file(self, file: Path) -> None:
        """A file was opened with the program that this page is to take. The page's own; none here."""

    def set_heading(self, title: str, subtitle: str) -> None:
        """Change the words on top."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.setAccessibleName(title)

    def add_action(self, action: QPushButton) -> QPushButton:
        """Put a button at the top right; the primary one last."""
        self.head.add_action(action)
        return action

    def say(
        self,
        words: str,
        *,
        undo: Done[Any] | None = None,
        action: str = "",
        icon: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Say what was done, with *Urungkan* and Ctrl+Z where it can be undone, else with what `action` offers."""
        if undo is not None and undo.action:
            done = undo.action
            self.undo_history.did(done)
            action, icon, act = _("Urungkan"), "undo-2", lambda: self.undo(done)
        self.banner.tell("success", words, action=action, icon=icon, act=act)

    def warn(self, words: str, *, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say what needs a look; `action` and `act` offer the way out."""
        self.banner.tell("warning", words, action=action, act=act)

    def refuse(self, words: str, *, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say what was not done and why."""
        self.banner.tell("error", words, action=action, act=act)

    def say_nothing(self) -> None:
        """Take back what was said last."""
        self.banner.hide()

    def tell_saved(self) -> None:
        """Tell the window that a form saved something; `perform` and `run` tell it themselves."""
        self.changed.emit()

    def ask(
        self, function: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs
    ) -> T | None:
        """Read `function(session, **facts)`; None when it was refused (the page has said why)."""
        return self._guarded(lambda: self.desk.read(function, *args, **facts))

    def perform(
        self,
        function: Callable[Concatenate[Session, P], T],
        /,
        *args: P.args,
        **facts: P.kwargs,
    ) -> Done[T] | None:
        """Do `function(session, **facts)` as one action; None when it was refused (the page has said why).

        An act of the day in hand asks first where the date has changed; who moves on repeats it there.
        """
        if self.desk.asks_for(function, *args, **facts) and not self.day_is_kept():
            self.refusal = None
            return None
        done = self._guarded(lambda: self.desk.perform(function, *args, **facts))
        if done is not None:
            self.banner.hide()
            self.changed.emit()
        return done

    def undo(self, action: str) -> bool:
        """Put back what `action` changed; whether that was possible."""
        return self.undo_history.undo(action)

    @property
    def officer_id(self) -> str:
        """Who is at the laptop; "" before the first sign-in."""
        return self.desk.officer.id if self.desk.officer else ""

    @property
    def undo_place(self) -> object:
        """The bazaar and day in hand: with others, nothing is left to take back."""
        return (self.desk.bazaar.id if self.desk.bazaar else "", self.desk.day)

    def take_back(self, action: str) -> str | None:
        """Undo `action` for the page's `undo_history`, which see."""
        taken = self._guarded(lambda: self.desk.undo(action))
        if taken is None:
            waits = (
                self.refusal is not None and self.refusal.code == "still_in_use"
            )  # for what was done since
            return "" if self.refusal is not None and not waits else None
        self.banner.hide()
        self.changed.emit()
        return taken

    def show_anew(self) -> None:
        """Show how it stands after an undo."""
        self.read_anew()

    def tell_undo(self, kind: str, words: str) -> None:
        """Say what was undone, or that there is nothing."""
        self.banner.tell(kind, words)

    # -- the day in hand -----------------------------------------------------------------------------------------

    def show_day_line(self) -> None:
        """Say above everything else that entries go to a day that is not today; the window asks for it as time goes."""
        self.day_in_hand.show_line(self.writes_to_day and not self.only_shows_day())

    def only_shows_day(self) -> bool:
        """Whether nothing can be entered on the day in hand, as on a closed one."""
        return False

    def day_is_kept(self, *, stays: bool = False) -> bool:
        """Ask which day is meant where the date has changed; whether to go on with what was shown of it."""
        return self.day_in_hand.is_kept(stays=stays)

    def follow_day(self) -> None:
        """Show the day that was taken in hand in the middle of the work; what is being typed stays."""
        self.read_anew()
        self.show_day_line()

    def refuse_error(self, error: BazarError) -> None:
        """Say which rule is broken; on a sealed day that is not today's, offer to go to today as well."""
        offer = self.desk.day_offer() if isinstance(error, DayIsClosed) else None
        if offer is not None:
            to_today = move_words(self.desk, offer)
            self.refuse(sentence(error), action=to_today, act=self.day_in_hand.go_to_today)
        else:
            self.refuse(sentence(error))

    # -- slow work -----------------------------------------------------------------------------------------------

    def run(
        self,
        what: str,
        job: Callable[Concatenate[Report, P], T],
        done: Callable[[T], object] | None = None,
        /,
        *args: P.args,
        **facts: P.kwargs,
    ) -> Task:
        """Run slow work beside the window: `job(report, **facts)`; `done` gets its result on the window's thread.

        A page does one such work at a time, so that Cancel means all of it: while one runs, nothing is started, the
        page says so, and the one that runs is returned. After a fault of the machine the person may try again; then
        the same task starts anew.
        """
        return self._begin(Task(job, *args, **facts), what, done)

    def run_search(
        self,
        what: str,
        job: Callable[Concatenate[Report, P], T],
        done: Callable[[T], object],
        /,
        *args: P.args,
        **facts: P.kwargs,
    ) -> Task:
        """`run` work that writes nothing itself, for `done` does: a Cancel that comes late holds too."""
        task = Task(job, *args, **facts)
        task.only_reads = True
        return self._begin(task, what, done)

    def _begin(self, task: Task, what: str, done: Callable[[T], object] | None) -> Task:
        running = self.task_panel.running
        if running is not None:
            words = _("Masih berjalan: {what}. Tunggu sampai selesai, atau batalkan dahulu.")
            self.warn(words.format(what=self.task_panel.title))
            return running
        self.task_panel.follow(task, what)
        QTimer.singleShot(0, self, self._show_answer)
        task.finished.connect(lambda result: done(result) if done is not None else None)
        task.failed.connect(lambda error: self._on_failed(error, task, what))
        task.stopped.connect(lambda: self.warn(_stopped_words(task.stopped_by)))
        task.ended.connect(self.changed.emit)
        task.start()
        return task

    def run_of_day(
        self,
        what: str,
        job: Callable[Concatenate[Report, P], T],
        done: Callable[[T], object] | None = None,
        /,
        *args: P.args,
        **facts: P.kwargs,
    ) -> Task | None:
        """`run` work that writes or prints the day in hand: it asks first where the date has changed."""
        return self.run(what, job, done, *args, **facts) if self.day_is_kept() else None

    def shows_fault(self, fault: Fault) -> bool:
        """Show a fault of the machine with its way out; whether to try again."""
        way = way_out_of(fault.detail, self.desk.store.folder, self.asks_restore)
        return FaultDialog(fault, self, way).exec() == QDialog.DialogCode.Accepted

    def asks_restore(self) -> bool:
        """Ask for a backup and put it in the store's place; whether that was done."""
        dialog = self.restore_dialog()
        return dialog.exec() == QDialog.DialogCode.Accepted

    def restore_dialog(self, marked: Path | None = None) -> RestoreDialog:
        """The list of what can take the store's place, with `marked` marked; what it put back is taken in hand."""
        store = self.desk.store
        dialog = RestoreDialog(
            lambda: restore_points(store.folder, store.key), self.desk.restore, self, marked=marked
        )
        dialog.accepted.connect(self.took.emit)
        return dialog

    def _on_failed(self, error: BaseException, task: Task, what: str) -> None:
        if isinstance(error, BazarError):
            self.refuse(f"{sentence(error)} {account_words(error)}".rstrip())
        elif is_machine(error):
            LOG.error("%s", report_of(error))
            fault = fault_of(error)
            if self.shows_fault(fault):
                self.task_panel.begin(what)
                task.start()
            elif fault.account:
                self.refuse(f"{fault.happened} {fault.account}")
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    def _guarded(self, call: Callable[[], T]) -> T | None:
        self.refusal = None
        while True:
            try:
                return call()
            except BazarError as error:
                self.refusal = error
                self.refuse_error(error)
                return None
            except Exception as error:
                if self._reads or not is_machine(error):  # the page is read whole, or says that it is not
                    raise
                LOG.error("%s", report_of(error))
                if not self.shows_fault(fault_of(error)):
                    self.faulted.emit()
                    return None


def _stopped_words(error: BaseException | None) -> str:
    account = account_words(error) if error is not None else ""
    return f"{_('Dihentikan.')} {account}" if account else _("Dihentikan. Yang belum selesai tidak disimpan.")
