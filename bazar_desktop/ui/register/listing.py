"""Who fits what is searched: the first ones at once, all of them beside the window, whatever the register's size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from threading import Event

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from shiboken6 import isValid

from bazar_desktop.services.register.search import VendorFilter, count_vendors, find_vendors, first_vendors
from bazar_desktop.services.register.snapshot import VendorSnapshot, find_all, find_in, last_change, read_list
from bazar_desktop.store.database import Database
from bazar_desktop.store.query_timeout import stoppable
from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.kit.task import JobStopped, Report, Task

AT_ONCE = 5_000  # vendors up to which everything is read at once
FIRST = 60  # shown at once: more than a screen
PATIENCE = 0.02  # s that the window may wait for the first ones
IDLE = 150  # ms without a key, after which all who fit are gathered
SOON = 40  # ms after which the whole list is read: the first ones are painted before
Ask = Callable[..., object]  # (session, VendorFilter)


class Listing(QObject):
    """Answers one search after the other; an answer that nobody waits for any more is called off.

    Signals:
        found(object): a Found for what was asked last; with `more` a fuller one follows.
        failed(object): the exception that ended the work beside the window.
    """

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: AppSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.everybody: int | None = 0  # None: not counted yet
        self._stamp: tuple[Database, int] | None = (
            None  # what the list was read from, and its last change then
        )
        self._wanted = VendorFilter()
        self._held: VendorSnapshot | None = None
        self._reading = Aside(self)
        self._gathering = Aside(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._gather)
        self._begins = QTimer(self)
        self._begins.setSingleShot(True)
        self._begins.timeout.connect(self._read)
        self._reading.done.connect(self._on_read)
        self._gathering.done.connect(self._tell)
        for work in (self._reading, self._gathering):
            work.failed.connect(self.failed)
        if (program := QCoreApplication.instance()) is not None:
            program.aboutToQuit.connect(self._call_off)
        self.waits = False  # nothing has answered the last search yet

    def begin(self) -> int:
        """The register may have changed; how many vendors it has, counted to AT_ONCE at least."""
        stamp = self._desk.store.db, self._desk.read(last_change)
        if self._held is not None and stamp == self._stamp:
            return self._held.everybody
        self._stamp, self._held = stamp, None
        self._reading.call_off()
        count = self._desk.read(count_vendors, most=AT_ONCE + 1 if self._on_file else None)
        self.everybody = count if count <= AT_ONCE or not self._on_file else None
        return count

    def _call_off(self) -> None:
        self._reading.call_off()
        self._gathering.call_off()

    @property
    def _on_file(self) -> bool:
        return self._desk.store.db.engine.dialect.name == "sqlite"

    def ask(self, wanted: VendorFilter) -> None:
        """Search; `found` answers, before this returns wherever that takes but a moment."""
        self._wanted = wanted
        self._pause.stop()
        self._gathering.call_off()
        if self.everybody is not None and self.everybody <= AT_ONCE:
            self._tell(self._desk.read(find_vendors, wanted=wanted))
            return
        held = self._held if self._held is not None and self._held.answers(wanted) else None
        if held is not None:
            first = self._desk.read(find_in, whole=held, typed=wanted.words, limit=FIRST)
        else:
            first = self._desk.read(first_vendors, wanted=wanted, limit=FIRST, seconds=PATIENCE)
        self.waits = first is None
        if first is not None:
            self._tell(first)
        if held is None and self._on_file:
            self._begins.start(SOON if first is not None else 0)
        elif first is None or first.more:
            self._pause.start(IDLE if first is not None else 0)

    def _read(self) -> None:
        self._reading.do(replace(self._wanted, words=""), read_list, self._desk.store.db)

    def _tell(self, found: object) -> None:
        self.waits = False
        self.found.emit(found)

    def _on_read(self, held: object) -> None:
        if isinstance(held, VendorSnapshot):
            self._held, self.everybody = held, held.everybody
            self.ask(self._wanted)

    def _gather(self) -> None:
        self._gathering.do(self._wanted, partial(find_all, held=self._held), self._desk.store.db)


class Aside(QObject):
    """One question at a time beside the window; the one that is called off ends soon and says nothing.

    Signals:
        done(object): the answer.
        failed(object): the exception that came instead.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._asked: VendorFilter | None = None
        self._stop = Event()

    def do(self, wanted: VendorFilter, ask: Ask, db: Database) -> None:
        """Begin `ask(session, wanted)`, unless just that is under way."""
        if self._asked == wanted:
            return
        self.call_off()
        self._asked, self._stop = wanted, Event()
        task, stop = Task(_asked, db=db, ask=ask, wanted=wanted, stop=self._stop), self._stop
        task.finished.connect(lambda answer: self._on_done(stop, answer))
        task.failed.connect(lambda error: self._on_failed(stop, error))
        task.start()

    def call_off(self) -> None:
        """Nobody waits for the answer any more."""
        self._stop.set()
        self._asked = None

    def _on_done(self, stop: Event, answer: object) -> None:
        if self._waits_for(stop):
            self._asked = None
            self.done.emit(answer)

    def _on_failed(self, stop: Event, error: object) -> None:
        if self._waits_for(stop):
            self._asked = None
            self.failed.emit(error)

    def _waits_for(self, stop: Event) -> bool:
        """Whether the question is not called off, and the window that asked is still there."""
        return not stop.is_set() and isValid(self)


def _asked(_report: Report, *, db: Database, ask: Ask, wanted: VendorFilter, stop: Event) -> object:
    def check() -> None:
        if stop.is_set():
            raise JobStopped

    with db.read() as session, stoppable(session, check):
        return ask(session, wanted)
