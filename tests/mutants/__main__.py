"""Put faults into the program, one at a time, and print how many a test notices.

    python3 dev.py mutants                                    all faults of all layers: a night's work
    python3 dev.py mutants bazar_desktop/services/closing     those of these folders or files
    python3 dev.py mutants --sample 150 --seed 7              as many as fit in so many seconds

Survivors stand in `.mutants/survivors.txt`. Those that no behaviour could show, or that need none,
are named with their reason in `tests/mutants/judged.txt` and not counted.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.mutants.operators import Mutant, mutants_of, optional_names, valid
from tests.mutants.reach import KEPT, ROOT, LineMap, Reach, load, renew
from tests.mutants.server import BROKEN, KILLED, SURVIVED, TIMEOUT, UNREACHED, Server, Task, Verdict
from tests.postgres import find_program, running_postgres

LAYERS = ("domain", "store", "services", "jobs", "sync")
JUDGED = Path(__file__).parent / "judged.txt"
SURVIVORS = KEPT / "survivors.txt"
# A released schema is never touched again: its tables are compared with today's by the store's own tests.
LEFT_OUT = ("store/migrations/versions/",)
FRESH_SECONDS = 12.0


def main() -> int:
    parser = argparse.ArgumentParser(prog="dev.py mutants", description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="*", help="folders or files of the program")
    parser.add_argument("--sample", type=float, metavar="SECONDS", help="stop after so many seconds")
    parser.add_argument("--seed", type=int, default=0, help="which sample")
    parser.add_argument("--ask", type=float, default=20.0, help="seconds of tests to ask about one fault")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--as-recorded", action="store_true", help="do not record tests written since")
    chosen = parser.parse_args()
    reach = load()
    if not chosen.as_recorded:
        renew(reach, chosen.processes)
    mutants = shuffled(candidates(chosen.paths), chosen.seed)
    verdicts: list[Verdict] = []
    plan = Plan(reach, mutants, verdicts, chosen.ask, chosen.sample)
    code = serve(plan, chosen.processes)
    report(verdicts, judged())
    broken = [verdict for verdict in verdicts if verdict.outcome == BROKEN]
    for verdict in broken:
        print(f"The tool failed at {verdict.task.mutant.key}: {verdict.by}")
    # A sample asks whether tests notice, not whether each fault can be asked about; a tool that mostly fails does fail.
    return 1 if 10 * len(broken) > len(verdicts) or code not in (0, 5) else 0


def candidates(paths: list[str]) -> list[Mutant]:
    """All faults in the layers, or in those `paths`."""
    package = ROOT / "bazar_desktop"
    sources = {str(path.relative_to(ROOT)): path.read_bytes() for path in sorted(package.rglob("*.py"))}
    optional = optional_names(sources)
    wanted = [str(Path(path)) for path in paths]
    found: list[Mutant] = []
    for path, source in sources.items():
        below = path.split("/")[1] in LAYERS and not any(part in path for part in LEFT_OUT)
        if below and (not wanted or any(Path(path).is_relative_to(folder) for folder in wanted)):
            found += valid(mutants_of(path, source, optional), source)
    return found


def layer_of(mutant: Mutant) -> str:
    return mutant.path.split("/")[1]


def shuffled(mutants: list[Mutant], seed: int) -> list[Mutant]:
    """The layers in turn, each in an order that the seed decides."""
    dice = random.Random(seed)
    heaps = {layer: [mutant for mutant in mutants if layer_of(mutant) == layer] for layer in LAYERS}
    for heap in heaps.values():
        dice.shuffle(heap)
    mixed: list[Mutant] = []
    while any(heaps.values()):
        mixed += [heap.pop() for heap in heaps.values() if heap]
    return mixed


class Plan:
    """Gives out one task after the other, with the tests most likely to notice first."""

    def __init__(
        self, reach: Reach, mutants: list[Mutant], verdicts: list[Verdict], ask: float, sample: float | None
    ) -> None:
        self.reach, self.mutants, self.verdicts, self.ask, self.sample = reach, mutants, verdicts, ask, sample
        self.maps: dict[str, LineMap] = {}
        self.counted = 0
        self.kills: Counter[tuple[str, str]] = Counter()

    def files(self) -> list[str]:
        """The test files that may be asked."""
        maps = [self._map(path) for path in {mutant.path for mutant in self.mutants}]
        return sorted({nodeid.partition("::")[0] for lines in maps for nodeid in lines.tests})

    def __iter__(self) -> Iterator[Task]:
        began = time.monotonic()
        for mutant in self.mutants:
            if self.sample and time.monotonic() - began > self.sample:
                return
            self._learn()
            task = self._task(mutant)
            if task.tests:
                yield task
            else:
                self.verdicts.append(Verdict(task, UNREACHED))

    def _map(self, path: str) -> LineMap:
        if path not in self.maps:
            self.maps[path] = LineMap(self.reach, ROOT / path)
        return self.maps[path]

    def _task(self, mutant: Mutant) -> Task:
        lines = self._map(mutant.path)
        tests = (
            lines.reaching(range(mutant.statement, mutant.line + 1)) if mutant.where else list(lines.tests)
        )
        asked, spent = [], 0.0
        for nodeid in sorted(tests, key=lambda nodeid: self._rank(mutant, nodeid)):
            seconds = self.reach.tests[nodeid][0]
            if asked and spent + seconds > self.ask:
                continue
            asked.append(nodeid)
            spent += seconds
        fresh = not mutant.where or lines.at_import(mutant.line)
        return Task(mutant, tuple(asked), fresh, 10 + 4 * spent + fresh * FRESH_SECONDS)

    def _rank(self, mutant: Mutant, nodeid: str) -> tuple[int, int, float]:
        """Those that noticed faults of this file first, then its subject's, then the quick ones."""
        subject = set(mutant.path.removesuffix(".py").split("/")[1:])
        near = len(
            subject & set(nodeid.partition("::")[0].removesuffix(".py").replace("test_", "").split("/"))
        )
        return -self.kills[mutant.path, nodeid], -near, self.reach.tests[nodeid][0]

    def _learn(self) -> None:
        for verdict in self.verdicts[self.counted :]:
            if verdict.outcome == KILLED:
                self.kills[verdict.task.mutant.path, verdict.by] += 1
        self.counted = len(self.verdicts)


def serve(plan: Plan, processes: int) -> int:
    """Collect the tests once, then ask them about each fault of the plan."""
    arguments = ["-n", "0", "-s", "-q", "--no-header", "-p", "no:cacheprovider"]
    with ExitStack() as stack:
        if find_program("initdb") and find_program("pg_ctl"):
            os.environ["BAZAR_POSTGRES_SOCKET"] = str(stack.enter_context(running_postgres()))
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="bazar-mutants-"))
        os.environ["TMPDIR"] = tempfile.tempdir = folder
        server = Server(iter(plan), plan.verdicts, processes)
        return int(pytest.main([*arguments, *plan.files()], plugins=[server]))


def judged() -> dict[str, str]:
    """The reason of each fault that nobody needs to notice, by its key."""
    reasons: dict[str, str] = {}
    key = ""
    for line in JUDGED.read_text().splitlines():
        if line.startswith("    "):
            reasons[key] = line.strip()
        elif line and not line.startswith("#"):
            key = line
    return reasons


def report(verdicts: list[Verdict], reasons: dict[str, str]) -> None:
    """Print the score of each layer and the survivors."""
    lost = [
        verdict
        for verdict in verdicts
        if verdict.outcome in (SURVIVED, UNREACHED) and verdict.task.mutant.key not in reasons
    ]
    lost.sort(key=lambda verdict: (verdict.task.mutant.path, verdict.task.mutant.line))
    lines = [_line(verdict) for verdict in lost]
    KEPT.mkdir(exist_ok=True)
    SURVIVORS.write_text("".join(f"{line}\n" for line in lines))
    print(*lines, sep="\n")
    for layer in LAYERS:
        own = [verdict for verdict in verdicts if layer_of(verdict.task.mutant) == layer]
        noticed = sum(verdict.outcome in (KILLED, TIMEOUT) for verdict in own)
        missed = sum(layer_of(verdict.task.mutant) == layer for verdict in lost)
        if noticed + missed:
            share = 100 * noticed / (noticed + missed)
            equal = len(own) - noticed - missed
            print(
                f"{layer:9} {share:5.1f} % of {noticed + missed} faults noticed, {equal} judged", flush=True
            )


def _line(verdict: Verdict) -> str:
    mutant, task = verdict.task.mutant, verdict.task
    asked = f"{len(task.tests)} tests asked" if task.tests else "no test runs it"
    return f"{mutant.path}:{mutant.line} [{mutant.operator}, {asked}]\n{mutant.key}"


if __name__ == "__main__":
    sys.exit(main())
