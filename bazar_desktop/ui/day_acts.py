"""Which acts take the day in hand: they ask first where the date has changed, whatever page they come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bazar_desktop.store.actions import name_of

# Acts that name a day and do not ask, each with why.
UNASKED: Mapping[str, str] = {
    "printed.note_printed": "the paper itself has asked before it was drawn",
    "drafts.keep_draft": "what is being typed is kept for the day in which it is typed; saving it asks",
    "drafts.drop_draft": "as keeping it",
    "attendance.keep_refusal": "the scan that was refused has asked",
    "countersign.countersign": "a supervisor signs for a day that has passed; its question names that day",
}


@dataclass(frozen=True, slots=True)
class DayTaken:
    """The day that an act belongs to; `bazaar_id` is "" where the act names none."""

    bazaar_id: str
    day: date


def day_taken(
    function: Callable[..., object], args: Sequence[object], facts: Mapping[str, object]
) -> DayTaken | None:
    """Find the day that an act belongs to: a fact `day`, or that of a value it works on; None where it takes none."""
    if name_of(function) in UNASKED:
        return None
    values = (*args, *facts.values())
    for named in (facts.get("day"), *(getattr(value, "day", None) for value in values)):
        if isinstance(named, date):
            bazaars = (facts.get("bazaar_id"), *(getattr(value, "bazaar_id", None) for value in values))
            return DayTaken(next((item for item in bazaars if isinstance(item, str)), ""), named)
    return None
