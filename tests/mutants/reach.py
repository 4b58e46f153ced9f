"""Know which tests reach a line, from what `recording` wrote; kept in `.mutants` and renewed in parts."""

from __future__ import annotations

import difflib
import hashlib
import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.mutants.recording import ROOT, Arcs, Lines
from tests.windows.conftest import collect_ignore

KEPT = ROOT / ".mutants"
RAW = KEPT / "reach"
MAP = KEPT / "reach.pickle"


@dataclass
class Reach:
    """What each test ran, in the sources as they were then."""

    tests: dict[str, tuple[float, Lines]] = field(default_factory=dict)
    outside: Lines = field(default_factory=dict)
    arcs: Arcs = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    test_files: dict[str, str] = field(default_factory=dict)

    def save(self) -> None:
        KEPT.mkdir(exist_ok=True)
        MAP.write_bytes(pickle.dumps(self))

    def take_in(self) -> None:
        """Add what recording runs left, then remove their files."""
        for path in sorted(RAW.glob("*.pickle"), key=lambda path: path.stat().st_mtime):
            began, arcs, tests, outside = pickle.loads(path.read_bytes())
            for name in arcs:
                self._renumber(name)
            for name, ran in arcs.items():
                self.arcs.setdefault(name, set()).update(ran)
            for name, lines in outside.items():
                self.outside[name] = self.outside.get(name, 0) | lines
            self.tests.update(tests)
            for nodeid in tests:
                name = nodeid.partition("::")[0]
                written_since = (ROOT / name).stat().st_mtime > began
                self.test_files[name] = "" if written_since else digest(ROOT / name)
            path.unlink()

    def _renumber(self, name: str) -> None:
        """Follow a source that was edited since: what ran of it then, by its lines of today."""
        old, new = self.sources.get(name), Path(name).read_text()
        self.sources[name] = new
        if old is None or old == new:
            return
        self.arcs.pop(name, None)
        now = {was: line for line, was in old_lines(old, new).items()}

        def moved(bits: int) -> int:
            return sum(1 << line for was, line in now.items() if bits >> was & 1)

        self.outside[name] = moved(self.outside.get(name, 0))
        for _seconds, lines in self.tests.values():
            if name in lines:
                lines[name] = moved(lines[name])


def old_lines(old: str, new: str) -> dict[int, int]:
    """The number that each line of `new` had in `old`, of those that stand in both."""
    numbers: dict[int, int] = {}
    matcher = difflib.SequenceMatcher(None, old.splitlines(), new.splitlines(), autojunk=False)
    for block in matcher.get_matching_blocks():
        numbers |= {block.b + number + 1: block.a + number + 1 for number in range(block.size)}
    return numbers


def load() -> Reach:
    """Read the kept map, with what was recorded since."""
    reach = Reach()
    if MAP.is_file():
        reach = pickle.loads(MAP.read_bytes())
    if any(RAW.glob("*.pickle")):
        reach.take_in()
        reach.save()
    return reach


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def renew(reach: Reach, processes: int) -> None:
    """Run the test files that are new or changed since they were recorded, and note what they reach."""
    files = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob("test_*.py"))
    elsewhere = {f"tests/windows/{name}" for name in collect_ignore}
    files = [
        name
        for name in files
        if "benchmarks" not in name and "tests/mutants/" not in name and name not in elsewhere
    ]
    stale = [name for name in files if reach.test_files.get(name) != digest(ROOT / name)]
    for nodeid in list(reach.tests):
        if nodeid.partition("::")[0] in stale or nodeid.partition("::")[0] not in files:
            del reach.tests[nodeid]
    if stale:
        print(f"Recording what {len(stale)} test files reach ...", flush=True)
        record(stale, processes)
        reach.take_in()
        reach.save()


def record(files: Sequence[str], processes: int) -> None:
    env = {**os.environ, "BAZAR_REACH": str(RAW), "PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-m", "pytest", "-p", "tests.mutants.recording", "-n", str(processes), *files]
    done = subprocess.run(line, cwd=ROOT, env=env, check=False)
    if done.returncode not in (0, 5):
        sys.exit("The tests have to pass before faults are put in.")


class LineMap:
    """The tests that reach each line of one file as it is now, though it was recorded in an older text."""

    def __init__(self, reach: Reach, path: Path) -> None:
        name = str(path)
        self.tests = {nodeid: lines[name] for nodeid, (_, lines) in reach.tests.items() if name in lines}
        self.outside = reach.outside.get(name, 0)
        self.was = old_lines(reach.sources.get(name, ""), path.read_text())

    def reaching(self, lines: Iterable[int]) -> list[str]:
        """Tests that ran one of these lines; of a line written since, those of the next older line above."""
        bits = 0
        for line in lines:
            above = line
            while above and above not in self.was:
                above -= 1
            bits |= 1 << self.was.get(above, 0)
        return [nodeid for nodeid, ran in self.tests.items() if ran & bits & ~1]

    def at_import(self, line: int) -> bool:
        return bool(self.outside >> self.was.get(line, 0) & 1 and line in self.was)
