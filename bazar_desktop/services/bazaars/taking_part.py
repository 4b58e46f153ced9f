"""What makes a party one that took part: it was present, or it told an omzet."""

from __future__ import annotations

from sqlalchemy import or_

from bazar_desktop.domain.day.model import NIL, PRESENT, REPORTED
from bazar_desktop.store.tables import Attendance, OmzetEntry

CAME = Attendance.status == PRESENT
TOLD = or_(
    OmzetEntry.state == NIL,
    (OmzetEntry.state == REPORTED)
    & or_(
        OmzetEntry.cash.is_not(None),
        OmzetEntry.qris.is_not(None),
        OmzetEntry.noncash.is_not(None),
        OmzetEntry.marketplace.is_not(None),
    ),
)
