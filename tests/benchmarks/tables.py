"""Measuring and printing: every figure stands beside a yardstick taken in the same minute."""

from __future__ import annotations

import time
from collections.abc import Callable


def timed(work: Callable[[], object]) -> float:
    """How long `work` took, in milliseconds."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def quantile(samples: list[float], share: float) -> float:
    return sorted(samples)[min(len(samples) - 1, int(len(samples) * share))]


def print_table(title: str, rows: list[tuple[str, list[float]]], goal: str = "") -> None:
    """Print count, median and p99 of each row, in milliseconds, and the goal that the issue names."""
    print(f"\n{title}" + (f"  (goal: {goal})" if goal else ""))
    print(f"  {'':<44}{'n':>7}{'p50 ms':>10}{'p99 ms':>10}{'total s':>10}")
    for name, samples in rows:
        p50, p99 = quantile(samples, 0.5), quantile(samples, 0.99)
        print(f"  {name:<44}{len(samples):>7}{p50:>10.2f}{p99:>10.2f}{sum(samples) / 1000:>10.2f}")
