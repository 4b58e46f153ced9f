"""Whether an event goes on as planned: postponed or cancelled as a whole, or a single day that fell out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bazar_desktop.domain.journal.changes import canonical
from bazar_desktop.domain.values.documents import CANCELLED, POSTPONED

PLANNED, HELD = "planned", "held"
EVENT_STATES = (PLANNED, HELD, POSTPONED, CANCELLED)
HALTS = (POSTPONED, CANCELLED)


@dataclass(frozen=True, slots=True)
class Halt:
    """The word that an event or one of its days does not go on: `state` is postponed or cancelled, `since` a date."""

    state: str
    reason: str
    since: date


def write_halt(halt: Halt) -> str:
    """Write `halt` as its column keeps it: one value, so that state, reason and date merge as one."""
    return canonical({"state": halt.state, "reason": halt.reason, "since": halt.since.isoformat()})


def read_halt(text: str | None) -> Halt | None:
    """Read what `write_halt` wrote; None for nothing."""
    if not text:
        return None
    said = json.loads(text)
    return Halt(said["state"], said["reason"], date.fromisoformat(said["since"]))


@dataclass(frozen=True, slots=True)
class DayCourse:
    """What tells how a day stands: the word on it (its own, else its bazaar's), and whether a seal was ever made.

    `is_alone`: the word is of this day alone, it fell out of an event that goes on.
    """

    halt: Halt | None = None
    is_held: bool = False
    is_alone: bool = False

    @property
    def is_off(self) -> bool:
        """Whether the day does not take place; a day that was sealed did, whatever was said of it."""
        return self.halt is not None and not self.is_held

    @property
    def is_contradicted(self) -> bool:
        """Whether the day was sealed although it was called off: a laptop had not heard of it."""
        return self.halt is not None and self.is_held

    @property
    def state(self) -> str:
        """One of EVENT_STATES; *terlaksana* is never stored, it follows from a seal."""
        if self.is_held:
            return HELD
        return self.halt.state if self.halt is not None else PLANNED


GOES_ON = DayCourse()


def event_state(halt: Halt | None, days: Sequence[DayCourse]) -> str:
    """Tell how an event stands as a whole: held where a day was, else as was said of it, or of all its days."""
    if any(day.is_held for day in days):
        return HELD
    if halt is not None:
        return halt.state
    return CANCELLED if days and all(day.is_off for day in days) else PLANNED
