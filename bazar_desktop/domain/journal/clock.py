"""A hybrid logical clock: sorts by time, never runs backwards, and takes in the clocks it meets.

Text of `mmmmmmmmmmmm-cccc`: milliseconds since 1970 and a counter, both hexadecimal, so that text order is
clock order. After Kulkarni et al., *Logical Physical Clocks* (2014).
"""

from __future__ import annotations

from datetime import datetime

ZERO = "000000000000-0000"
FAR_AHEAD_MS = 24 * 3600 * 1000


def wall(at: datetime) -> str:
    """The first clock value of the moment `at` (aware)."""
    return f"{int(at.timestamp() * 1000):012x}-0000"


def tick(last: str, at: datetime) -> str:
    """The next clock value after `last`, at the moment `at`."""
    now = wall(at)
    if now > last:
        return now
    millis, counter = last.split("-")
    if counter == "ffff":
        return f"{int(millis, 16) + 1:012x}-0000"
    return f"{millis}-{int(counter, 16) + 1:04x}"


def is_far_ahead(remote: str, at: datetime) -> bool:
    """Whether `remote` is more than 24 hours ahead of `at`; such a clock must not advance ours."""
    return int(remote.split("-")[0], 16) > at.timestamp() * 1000 + FAR_AHEAD_MS
