"""The members of a change besides its fields: form, length and bounds of who, when, what and which row."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

from bazar_desktop.domain.journal.changes import SCHEMA, Change
from bazar_desktop.domain.journal.clock import wall
from bazar_desktop.domain.values.documents import MOST_NUMBER, ORIGIN
from bazar_desktop.domain.values.kinds import (
    ID,
    OUT_OF_RANGE,
    PARAGRAPH,
    WRONG_FORM,
    WRONG_TYPE,
    YEARS,
    Form,
    Kind,
    Whole,
    Words,
)

FIRST_CLOCK = wall(datetime(YEARS[0], 1, 1, tzinfo=UTC))
LAST_CLOCK = wall(datetime(YEARS[1] + 1, 1, 1, tzinfo=UTC))
_CLOCK = re.compile(r"[0-9a-f]{12}-[0-9a-f]{4}")
_ROW_ID = re.compile(ID)
_OF_MANY: dict[str, Kind] = {  # members that many changes have alike
    "origin": Form(ORIGIN, 64),
    "officer": Words(80),
    "action": Words(120),
    "scope": Form(rf"{ID}(/\d{{4}}-\d\d-\d\d)?", 120),
}
_SEQ, _SCHEMA, _REASON = Whole(1, MOST_NUMBER), Whole(1, SCHEMA), Words(PARAGRAPH)


def broken_member(change: Change) -> tuple[str, str] | None:
    """The member of `change` that breaks a rule, and the rule's code; None where all are sound."""
    alike = _broken_alike(change.origin, change.officer, change.action, change.scope)
    if alike is not None:
        return alike
    clock = broken_clock(change.at)
    if clock is not None:
        return "at", clock
    if not isinstance(change.row_id, str) or not _ROW_ID.fullmatch(change.row_id):
        return "row_id", WRONG_FORM
    rest: tuple[tuple[str, Kind, str | int | None], ...] = (
        ("seq", _SEQ, change.seq),
        ("schema", _SCHEMA, change.schema),
        ("reason", _REASON, change.reason),
    )
    for name, kind, value in rest:
        rule = None if value is None and name == "reason" else kind.broken(value)
        if rule is not None:
            return name, rule
    return None


def broken_clock(at: str) -> str | None:
    """The rule that a hybrid logical clock breaks: its form, or the years that there are."""
    if not isinstance(at, str):
        return WRONG_TYPE
    if not _CLOCK.fullmatch(at):
        return WRONG_FORM
    return None if FIRST_CLOCK <= at < LAST_CLOCK else OUT_OF_RANGE


@lru_cache(maxsize=4_096)
def _broken_alike(*values: str) -> tuple[str, str] | None:
    for (name, kind), value in zip(_OF_MANY.items(), values, strict=True):
        rule = kind.broken(value)
        if rule is not None:
            return name, rule
    return None
