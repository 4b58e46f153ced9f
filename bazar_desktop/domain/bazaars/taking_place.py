"""What counts as a bazaar: an event at a lokasi that took place, and not one that is planned, rained off or online."""

from __future__ import annotations

from collections.abc import Iterable

from bazar_desktop.domain.day.model import DayRow
from bazar_desktop.domain.figures.day import took_part

OFFLINE, ONLINE, FAIR, MATCHING = "offline", "online", "pameran", "business_matching"
OTHER_KINDS = (ONLINE, FAIR, MATCHING)  # each a line of its own, never in *Bazar*


def took_place(rows: Iterable[DayRow], answered_by_seal: int = 0) -> bool:
    """Whether a day took place: somebody of any party took part, or its seal names answers that are not here yet."""
    return answered_by_seal > 0 or any(took_part([row]) for row in rows)


def is_bazaar(kind: str) -> bool:
    """Whether an event of this kind is counted as *Bazar*."""
    return kind not in OTHER_KINDS
