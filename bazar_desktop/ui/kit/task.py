"""Slow work beside the window: a job on the thread pool, its progress, and Cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, QObject, Qt, QThreadPool, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout

from bazar_desktop.domain.money import format_number
from bazar_desktop.language import _
from bazar_desktop.store.backup import SHARES
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.work_log import code_of, note

P = ParamSpec("P")
Report = Callable[[int, int, str], None]


class JobStopped(BaseException):
    """The person pressed Cancel; raised inside the job at its next report.

    Not an Exception, so that a job that takes failures row by row does not swallow it.
    """


class Task(QObject):
    """One run of `job(report, **facts)` off the window's thread. `report(done, total, what)` shows progress.

    `total` 0 means that the end is unknown. The job opens its own transactions.

    Signals:
        progressed(int, int, str): done, total, what it is doing.
        finished(object): the job's result.
        failed(object): the exception that ended it; who hears it may `start` the task once more.
        stopped(): cancelled by the person.
        ended(): after any of the three, last.
    """

    progressed = Signal(int, int, str)
    finished = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    ended = Signal()
    _came_back = Signal(object, object)

    def __init__(
        self, job: Callable[Concatenate[Report, P], object], /, *args: P.args, **facts: P.kwargs
    ) -> None:
        super().__init__()
        self._job: Callable[[Report], object] = lambda report: job(report, *args, **facts)
        self._cancelled = False
        self.running = False
        self.only_reads = False  # so that nothing is done yet when its result comes
        self.stopped_by: BaseException | None = None  # what a Cancel became, with its account
        self._came_back.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin, or begin anew what failed; signals come on the window's thread."""
        self.running, self._cancelled = True, False
        _running.add(self)
        QThreadPool.globalInstance().start(self._run)

    def cancel(self) -> None:
        """Ask the job to stop at its next report."""
        self._cancelled = True

    def _report(self, done: int, total: int, what: str) -> None:
        if self._cancelled:
            raise JobStopped
        self.progressed.emit(done, total, what)

    def _run(self) -> None:
        try:
            result = self._job(self._report)
        except (Exception, JobStopped) as error:  # whatever it is goes to the window
            note("task ends", refused=code_of(error))
            self._came_back.emit(None, error)
        else:
            self._came_back.emit(result, None)

    def _deliver(self, result: object, error: BaseException | None) -> None:
        self.running = False
        _running.discard(self)
        if error is None and self._cancelled and self.only_reads:
            error = JobStopped()
        if error is None:
            self.finished.emit(result)
        elif isinstance(error, JobStopped):
            self.stopped_by = error
            self.stopped.emit()
        else:
            self.failed.emit(error)
        if not self.running:  # else a listener of `failed` has begun it anew
            self.ended.emit()


_running: set[Task] = set()  # a task lives until it has reported, whoever dropped it


def wait_for_tasks(most: int = 10_000) -> bool:
    """Let every task that runs report, for `most` ms; whether all of them have."""
    waited = QElapsedTimer()
    waited.start()
    while _running and waited.elapsed() < most:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    return not _running


class TaskPanel(Card):
    """Where a page shows its running task: what it does, how far it is, Cancel. Hidden while nothing runs."""

    def __init__(self) -> None:
        super().__init__()
        self._task: Task | None = None
        self.title = ""  # what was begun, whatever the work is doing now
        self.what = Label("", "strong", wrap=True)
        self.count = Label("", "muted", tabular=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Kemajuan"))
        self.stop = button(_("Batalkan"), self._on_stop, icon="x")
        row = QHBoxLayout()
        self.add(row)
        words = QVBoxLayout()
        row.addLayout(words, 1)
        words.addWidget(self.what)
        words.addWidget(self.bar)
        words.addWidget(self.count)
        row.addWidget(self.stop)
        self.hide()

    @property
    def running(self) -> Task | None:
        """The task that runs; None where none does."""
        return self._task if self._task is not None and self._task.running else None

    def follow(self, task: Task, what: str) -> None:
        """Show `task`, which is then started by the caller; hides itself when it has ended."""
        self._task = task
        self.begin(what)
        task.progressed.connect(self._on_progress)
        task.ended.connect(self.hide)
        self.show()

    def begin(self, what: str) -> None:
        """Show the start of the task that it follows, also when that starts anew."""
        self.title = what
        self.what.setText(what)
        self.count.setText("")
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)

    def _on_progress(self, done: int, total: int, what: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.what.setText(what)
        words = _("{done} dari {total}").format(done=format_number(done), total=format_number(total))
        self.count.setText("" if total in (0, SHARES) else words)

    def _on_stop(self) -> None:
        self.stop.setEnabled(False)
        self.count.setText(_("Menghentikan… yang sudah tersimpan tetap tersimpan."))
        if self._task is not None:
            self._task.cancel()
