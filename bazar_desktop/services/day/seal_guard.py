"""Which days still take entries: a sealed day takes none until it is reopened with a reason."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.bazaars.bazaars import BazaarFacts
from bazar_desktop.services.bazaars.days import require_day
from bazar_desktop.services.day.sheet import standing_seal
from bazar_desktop.store.tables import BazaarDay


class DayIsClosed(BazarError):
    """The day is sealed. Facts: day, revision, seal."""


class TodayIsAnotherDay(BazarError):
    """The day is sealed and the bazaar stands on another day today. Facts: day, revision, today, number."""


class NoOpenDay(BazarError):
    """Every day of the bazaar is sealed."""


def require_open(session: Session, bazaar_id: str, day: date) -> BazaarDay:
    """The bazaar's row of `day`, where it may still be written to. Raises NotADayOfThisBazaar, DayIsClosed."""
    row = require_day(session, bazaar_id, day)
    seal = standing_seal(session, bazaar_id, day)
    if seal is not None:
        raise DayIsClosed(day=day.strftime("%d/%m/%Y"), revision=seal.revision, seal=seal.seal or "")
    return row


def open_days_from(session: Session, bazaar: BazaarFacts, first: date | None = None) -> list[date]:
    """The bazaar's unsealed days, from `first` on."""
    return [
        day.day
        for day in bazaar.days
        if (first is None or day.day >= first) and standing_seal(session, bazaar.id, day.day) is None
    ]
