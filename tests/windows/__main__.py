"""python3 dev.py windows: the setup file and the portable zip in dist/, proven on a Windows of its own.

On Debian under Wine: bench, bundle, setup file, proof. On Windows: bundle and setup file, by the same recipe.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.windows.bench import Bench, make_bench
from tests.windows.bundle import ROOT, deliver, make_bundle
from tests.windows.chosen import run_chosen
from tests.windows.kills import kill_often
from tests.windows.proof import NotProven, prove
from tests.windows.seen import play_day
from tests.windows.sizes import size_table

WORK = ROOT / "build" / "windows"


def arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(prog="dev.py windows", description=__doc__)
    parser.add_argument("--sign", default="", metavar="COMMAND", help="signs each file that it is given")
    parser.add_argument("--work", type=Path, default=WORK, help="where the bench and the bundle are made")
    parser.add_argument("--target", type=Path, default=ROOT / "dist", help="where the files for officers go")
    parser.add_argument("--unproven", action="store_true", help="make the files and prove nothing")
    parser.add_argument("--tests", action="store_true", help="run a part of the tests on the bench instead")
    parser.add_argument(
        "--day", action="store_true", help="play a whole day in the window on a screen instead"
    )
    parser.add_argument("--kills", type=int, metavar="N", help="kill the program N times instead")
    return parser.parse_args()


def main() -> int:
    """Make and prove; 1 where something does not hold."""
    asked = arguments()
    bench = None if sys.platform == "win32" else make_bench(asked.work / "bench", ROOT / "requirements.lock")
    if asked.tests:
        return run_chosen(bench, asked.work)
    if bench is not None and (asked.day or asked.kills):
        return 0 if all(tried(bench, asked.work, day=asked.day, kills=asked.kills or 0)) else 1
    started = time.monotonic()
    bundle = make_bundle(asked.work, bench)
    print(f"bundle: {bundle} ({time.monotonic() - started:.0f} s)", flush=True)
    started = time.monotonic()
    delivery = deliver(bundle, asked.target, signing=asked.sign)
    print(f"setup file: {delivery.setup} ({time.monotonic() - started:.0f} s)", flush=True)
    lines, fits = size_table(bundle, delivery)
    print(*lines, sep="\n", flush=True)
    if bench is None or asked.unproven:
        return 0 if fits else 1
    return 0 if proven(bench, bundle, delivery.setup, asked.work) and fits else 1


def tried(bench: Bench, work: Path, *, day: bool, kills: int) -> Iterator[bool]:
    """Whether the day was sealed in the window, and whether nothing acknowledged was lost in the kills."""
    if day:
        started = time.monotonic()
        passed, pictures = play_day(bench, work)
        print(f"day: {'sealed' if passed else 'FAILED, see ' + str(work / 'day.log')}", end=", ")
        where = pictures[0].parent if pictures else work
        print(f"{len(pictures)} pictures in {where} ({time.monotonic() - started:.0f} s)", flush=True)
        yield passed
    if kills:
        started = time.monotonic()
        tally = kill_often(bench, work, kills)
        print(*tally.lost, sep="\n")
        print(f"kills: {tally.rounds}, acknowledged: {tally.acknowledged}, lost: {len(tally.lost)}", end="")
        print(f" ({time.monotonic() - started:.0f} s)", flush=True)
        yield not tally.lost


def proven(bench: Bench, bundle: Path, setup: Path, work: Path) -> bool:
    """Whether the setup file stands its proof; what does not hold is said."""
    started = time.monotonic()
    print("proof:", flush=True)
    try:
        prove(bench, bundle, setup, work)
    except NotProven as error:
        print(f"not proven: {error}", flush=True)
        return False
    print(f"proven ({time.monotonic() - started:.0f} s)", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main())
