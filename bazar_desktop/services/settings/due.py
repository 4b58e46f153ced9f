"""Until when the office wants the days of its bazaars: a setting that all of them are judged by."""

from __future__ import annotations

from datetime import time

from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.owed import MOST_HOURS, DueRule, DueRuleMalformed
from bazar_desktop.domain.calendar import format_time, parse_time
from bazar_desktop.services.settings.values import get_settings, put_setting
from bazar_desktop.store.actions import action

ENDS, HOURS = "day_ends", "due_hours"
MIDNIGHT = time(23, 59)  # of a setting that another program left blank


def due_rule(session: Session) -> DueRule:
    """Give when days are over here, and how many hours later they are due."""
    values = get_settings(session, ENDS, HOURS)
    return DueRule(parse_time(str(values[ENDS])) or MIDNIGHT, int(values[HOURS]))


@action("settings.due")
def put_due_rule(session: Session, *, ends: str, hours: int) -> DueRule:
    """Set when days are over, and how many hours later they are due. Raises TimeMalformed, DueRuleMalformed."""
    at = parse_time(ends)
    if at is None:
        raise DueRuleMalformed(most=MOST_HOURS)
    rule = DueRule(at, hours)
    put_setting(session, ENDS, format_time(at))
    put_setting(session, HOURS, hours)
    session.flush()
    return rule
