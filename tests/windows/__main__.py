"""python3 dev.py windows: the setup file and the portable zip in dist/, proven on a Windows of its own.

On Debian under Wine: bench, bundle, setup file, proof. On Windows: bundle and setup file, by the same recipe.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tests.windows.bench import Bench, make_bench
from tests.windows.bundle import ROOT, deliver, make_bundle
from tests.windows.chosen import run_chosen
from tests.windows.proof import NotProven, prove
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
    return parser.parse_args()


def main() -> int:
    """Make and prove; 1 where something does not hold."""
    asked = arguments()
    bench = None if sys.platform == "win32" else make_bench(asked.work / "bench", ROOT / "requirements.lock")
    if asked.tests:
        return run_chosen(bench, asked.work)
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
