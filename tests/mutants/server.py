"""Run tests against one fault after the other: a pytest plugin that forks instead of running its tests.

The parent has collected all tests and imported the program, once. Each child changes the code of one
function in place and runs the tests that reach it. What is read at import (tables, constants, class
bodies) is changed in a fresh interpreter instead.
"""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType

import pytest

from tests.mutants.operators import Mutant
from tests.mutants.reach import ROOT

HOOK = Path(__file__).parent / "hook"
KILLED, SURVIVED, TIMEOUT, UNREACHED, BROKEN = "killed", "survived", "timeout", "unreached", "broken"
# What a child answers: anything else is a fault of this tool or a crash of the mutated program.
CODES = {0: SURVIVED, 1: KILLED}


@dataclass(frozen=True)
class Task:
    """A fault, the tests to ask in their order, whether it needs a fresh interpreter, and its seconds."""

    mutant: Mutant
    tests: tuple[str, ...]
    fresh: bool
    seconds: float


@dataclass(frozen=True)
class Verdict:
    task: Task
    outcome: str
    by: str = ""


@dataclass
class _Running:
    task: Task
    began: float
    answer: Path
    text: Path


class Server:
    """Forks a child for each task, `processes` at a time."""

    def __init__(self, tasks: Iterator[Task], done: list[Verdict], processes: int) -> None:
        self.tasks, self.done, self.processes = tasks, done, processes
        self.running: dict[int, _Running] = {}
        self.folder = Path(tempfile.mkdtemp(prefix="bazar-mutants-"))
        self.items: dict[str, pytest.Item] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            raise session.Failed("The tests cannot be collected.")
        self.items = {item.nodeid: item for item in session.items}
        self.functions = functions_of(ROOT / "bazar_desktop")
        gc.collect()
        gc.freeze()
        for task in self.tasks:
            while len(self.running) >= self.processes:
                self._wait()
            self._start(task)
        while self.running:
            self._wait()
        return True

    def _start(self, task: Task) -> None:
        path = ROOT / task.mutant.path
        number = f"{len(self.done)}-{time.monotonic_ns()}"
        answer, text = self.folder / f"{number}.answer", self.folder / f"{number}.py"
        text.write_bytes(task.mutant.apply(path.read_bytes()))
        pid = os.fork()
        if pid == 0:
            self._child(task, path, text, answer)
        self.running[pid] = _Running(task, time.monotonic(), answer, text)

    def _wait(self) -> None:
        """Take the answers of children that ended, and end those whose time is over."""
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid in self.running:
            running = self.running.pop(pid)
            code = os.waitstatus_to_exitcode(status)
            by = running.answer.read_text() if running.answer.is_file() else ""
            outcome = CODES.get(code, KILLED if code < 0 else BROKEN)
            self._finish(running, outcome, by or (f"code {code}" if outcome != SURVIVED else ""))
            return
        now = time.monotonic()
        for pid, running in list(self.running.items()):
            if now - running.began > running.task.seconds:
                _end_group(pid)
                os.waitpid(pid, 0)
                self._finish(self.running.pop(pid), TIMEOUT, "time")
        time.sleep(0.01)

    def _finish(self, running: _Running, outcome: str, by: str) -> None:
        self.done.append(Verdict(running.task, outcome, by))
        running.text.unlink(missing_ok=True)
        running.answer.unlink(missing_ok=True)

    def _child(self, task: Task, path: Path, text: Path, answer: Path) -> None:
        code = 3
        try:
            os.setsid()
            silence = os.open(os.devnull, os.O_RDWR)
            if not os.environ.get("BAZAR_MUTANT_LOUD"):
                for stream in (0, 1, 2):
                    os.dup2(silence, stream)
            os.environ["BAZAR_MUTANT"], os.environ["BAZAR_MUTANT_TEXT"] = str(path), str(text)
            paths = [str(HOOK), str(ROOT), os.environ.get("PYTHONPATH", "")]
            os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
            in_place = not task.fresh and self._change(task.mutant, path, text)
            code = self._run(task, answer) if in_place else _run_fresh(task)
        except BaseException as error:
            answer.write_text(f"{type(error).__name__}: {error}")
        finally:
            os._exit(code)

    def _change(self, mutant: Mutant, path: Path, text: Path) -> bool:
        """Give the functions in memory their mutated code; False where none stands there."""
        mutated = compile(text.read_bytes(), str(path), "exec", dont_inherit=True)
        changed = False
        for code in codes_of(mutated):
            if code.co_qualname == mutant.where or code.co_qualname.startswith(f"{mutant.where}.<locals>."):
                for function in self.functions.get(place_of(code), ()):
                    if len(code.co_freevars) != len(function.__code__.co_freevars):
                        return False
                    function.__code__ = code
                    changed = True
        return changed

    def _run(self, task: Task, answer: Path) -> int:
        failed: list[str] = []

        class Ear:
            @staticmethod
            def pytest_runtest_logreport(report: pytest.TestReport) -> None:
                if report.failed:
                    failed.append(report.nodeid)

        items = [self.items[nodeid] for nodeid in task.tests if nodeid in self.items]
        hook = items[0].config.hook
        items[0].config.pluginmanager.register(Ear(), "ear")
        for item, following in zip(items, [*items[1:], None], strict=True):
            hook.pytest_runtest_protocol(item=item, nextitem=following)
            if failed:
                answer.write_text(failed[0])
                return 1
        return 0


def _run_fresh(task: Task) -> int:
    line = [sys.executable, "-m", "pytest", "-x", "-n", "0", "-p", "no:cacheprovider", *task.tests]
    done = subprocess.run(line, cwd=ROOT, check=False)
    # Where the program or its tests cannot even be imported, that is noticed too.
    return min(done.returncode, 1)


def _end_group(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        os.kill(pid, signal.SIGKILL)


def place_of(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def codes_of(code: CodeType) -> Iterable[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from codes_of(constant)


def functions_of(package: Path) -> dict[tuple[str, str, int], list[FunctionType]]:
    """All functions in memory that come from the package, by their place in the source."""
    functions: dict[tuple[str, str, int], list[FunctionType]] = {}
    for thing in gc.get_objects():
        if type(thing) is FunctionType and thing.__code__.co_filename.startswith(str(package)):
            functions.setdefault(place_of(thing.__code__), []).append(thing)
    return functions
