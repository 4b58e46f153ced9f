"""What makes a party one that took part: on a day of the bazaar it was present, or told an omzet."""

from __future__ import annotations

from sqlalchemy import and_, or_

from bazar_desktop.domain.day.model import NIL, PRESENT, REPORTED
from bazar_desktop.services.bazaars.days import is_on_a_day
from bazar_desktop.store.tables import Attendance, OmzetEntry

CAME = (Attendance.status == PRESENT) & is_on_a_day(Attendance)
TOLD = and_(
    or_(
        OmzetEntry.state == NIL,
        (OmzetEntry.state == REPORTED)
        & or_(
            OmzetEntry.cash.is_not(None),
            OmzetEntry.qris.is_not(None),
            OmzetEntry.noncash.is_not(None),
            OmzetEntry.marketplace.is_not(None),
        ),
    ),
    is_on_a_day(OmzetEntry),
)
