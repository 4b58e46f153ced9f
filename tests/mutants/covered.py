"""Print how many lines and branches below the window the recorded tests ran, by layer."""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

import coverage

from tests.mutants.reach import ROOT, Reach, load
from tests.mutants.recording import BELOW_THE_WINDOW, LINE, included

# Bodies of protocols, and what only the type checker imports.
EXCLUDED = (r"if TYPE_CHECKING:", r"^\s*\.\.\.$", r"if __name__ == .__main__.:")
PARTS = ("num_statements", "covered_lines", "num_branches", "covered_branches")


def main() -> int:
    reach = load()
    if not reach.arcs:
        print("Nothing was recorded.")
        return 1
    counts: dict[str, Counter[str]] = {}
    for name, summary in summaries(reach).items():
        layer = Path(name).relative_to(ROOT / "bazar_desktop").parts[0].removesuffix(".py")
        for key in (layer, "all"):
            counts.setdefault(key, Counter()).update({part: summary[part] for part in PARTS})
    print(f"{'':14}{'lines':>14}{'branches':>18}")
    for layer in (*BELOW_THE_WINDOW, "all"):
        if layer in counts:
            print(
                f"{layer:14}{_share(counts[layer], PARTS[1], PARTS[0])}{_share(counts[layer], PARTS[3], PARTS[2])}"
            )
    return 0


def _share(count: Counter[str], done: str, every: str) -> str:
    share = 100 * count[done] / count[every] if count[every] else 100
    return f"{share:7.1f} % of{count[every]:6}"


def summaries(reach: Reach) -> dict[str, dict[str, int]]:
    """Coverage's own counts of each file, by its name; a file that no test runs counts too."""
    package = ROOT / "bazar_desktop"
    files = [
        path
        for name in BELOW_THE_WINDOW
        for path in [*(package / name).rglob("*.py"), package / f"{name}.py"]
    ]
    covered = coverage.Coverage(data_file=None, branch=True, include=included(), config_file=False)
    for pattern in EXCLUDED:
        covered.exclude(pattern)
    data = covered.get_data()
    data.add_arcs({name: [_unpacked(arc) for arc in arcs] for name, arcs in reach.arcs.items()})
    data.touch_files([str(path) for path in files if path.is_file() and path.stat().st_size])
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "coverage.json"
        covered.json_report(outfile=str(out))
        found = json.loads(out.read_text())["files"]
    return {str((ROOT / name).resolve()): file["summary"] for name, file in found.items()}


def _unpacked(arc: int) -> tuple[int, int]:
    """The two lines that coverage's tracer packs into one number."""
    first, second = arc & LINE, arc >> 28 & LINE
    return (-first if arc >> 56 & 1 else first), (-second if arc >> 57 & 1 else second)


if __name__ == "__main__":
    sys.exit(main())
