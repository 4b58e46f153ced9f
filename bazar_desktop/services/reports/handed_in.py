"""When the laptops of an office last handed in: the last package of each that was read, by when it was made."""

from __future__ import annotations

import json
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.calendar import WIB, to_wib
from bazar_desktop.services.exchange.packages import MADE_AT
from bazar_desktop.store.tables import Intake

TAKEN = ("MERGED", "MERGED_LATE", "DUPLICATE")


def last_made(session: Session, since: date | None) -> dict[str, datetime]:
    """Give, by maker's key id, when the last of its packages was made that were read here from the day `since` on.

    A clock that runs ahead makes no package later than it was read; of what an earlier program read, only that is
    known. A package that says again what is here tells all the same that nothing more is there.
    """
    query = select(Intake.device, Intake.facts, Intake.read_at).where(
        Intake.kind == "package", Intake.answer.in_(TAKEN)
    )
    if since is not None:
        query = query.where(Intake.read_at >= datetime.combine(since, time(), WIB))
    made: dict[str, datetime] = {}
    for device, facts, read_at in session.execute(query):
        at = min(_said(facts) or to_wib(read_at), to_wib(read_at))
        made[device] = max(at, made.get(device, at))
    return made


def _said(facts: str) -> datetime | None:
    """When the package says that it was made; None where it does not, or names a moment that there is not."""
    try:
        return to_wib(datetime.fromisoformat(json.loads(facts)[MADE_AT]))
    except (KeyError, ValueError, OverflowError):
        return None
