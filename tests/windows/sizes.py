"""Where the megabytes of the bundle are, and the greatest that it and the setup file may have."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.windows.bundle import Delivery

BUNDLE_MB, SETUP_MB = 120, 45
SHOWN = 12


def weight_of(bundle: Path) -> Counter[str]:
    """Bytes by the first folder below `_internal`, or by the file where it lies in none."""
    weight: Counter[str] = Counter()
    for file in bundle.rglob("*"):
        if file.is_file():
            parts = file.relative_to(bundle).parts
            weight[parts[1] if parts[0] == "_internal" else parts[0]] += file.stat().st_size
    return weight


def size_table(bundle: Path, delivery: Delivery) -> tuple[list[str], bool]:
    """The lines to print, and whether both are within their bounds."""
    weight = weight_of(bundle)
    whole, setup = weight.total() / 1e6, delivery.setup.stat().st_size / 1e6
    rows = [(name, size / 1e6) for name, size in weight.most_common(SHOWN)]
    rows.append(("the rest", whole - sum(size for _name, size in rows)))
    lines = [f"  {size:7.1f} MB  {name}" for name, size in rows]
    lines.append(f"  {whole:7.1f} MB  bundle (at most {BUNDLE_MB})")
    lines.append(f"  {delivery.portable.stat().st_size / 1e6:7.1f} MB  {delivery.portable.name}")
    lines.append(f"  {setup:7.1f} MB  {delivery.setup.name} (at most {SETUP_MB})")
    return lines, whole <= BUNDLE_MB and setup <= SETUP_MB
