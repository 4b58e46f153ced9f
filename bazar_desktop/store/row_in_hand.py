"""Which row the program had in hand when it went wrong, so that whoever helps knows where to look."""

from __future__ import annotations

from types import TracebackType

from bazar_desktop.store.tables import Fact

SHOWN = 8  # characters of an id


def row_in_hand(error: BaseException) -> tuple[str, str] | None:
    """Entity and shortened id of the row in the innermost function that held one; None where none did."""
    held: tuple[str, str] | None = None
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        for value in trace.tb_frame.f_locals.values():
            row_id = value.__dict__.get("id") if isinstance(value, Fact) else None
            if isinstance(row_id, str):
                held = type(value).__tablename__, row_id[:SHOWN]
        trace = trace.tb_next
    return held
