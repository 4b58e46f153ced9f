"""Which days still take entries: a sealed day takes none until it is reopened with a reason."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.bazaars.bazaars import BazaarFacts
from bazar_desktop.services.bazaars.days import STANDS, days_of, no_such_day
from bazar_desktop.services.day.sheet import standing_among, standing_seal
from bazar_desktop.store.tables import BazaarDay, DayClose, natural_id


class DayIsClosed(BazarError):
    """The day is sealed. Facts: day, revision, seal."""


class NoOpenDay(BazarError):
    """Every day of the bazaar is sealed."""


def require_open(session: Session, bazaar_id: str, day: date) -> BazaarDay:
    """The bazaar's row of `day`, where it may still be written to. Raises NotADayOfThisBazaar, DayIsClosed."""
    row, seal = day_and_seal(session, bazaar_id, day)
    if seal is not None:
        raise DayIsClosed(day=day.strftime("%d/%m/%Y"), revision=seal.revision, seal=seal.seal or "")
    return row


def day_and_seal(session: Session, bazaar_id: str, day: date) -> tuple[BazaarDay, DayClose | None]:
    """The bazaar's row of `day` and the seal that stands on it, read at once. Raises NotADayOfThisBazaar."""
    sealed = (DayClose.bazaar_id == bazaar_id) & (DayClose.day == day) & DayClose.withdrawn.is_(False)
    query = (
        select(BazaarDay, DayClose)
        .outerjoin(DayClose, sealed)
        .where(BazaarDay.id == natural_id(BazaarDay.__tablename__, bazaar_id, day), STANDS)
        .order_by(DayClose.revision.desc())
    )
    pairs = session.execute(query).all()
    if not pairs:
        raise no_such_day(day, days_of(session, bazaar_id))
    return pairs[0][0], standing_among([seal for _row, seal in pairs if seal is not None])


def open_days_from(session: Session, bazaar: BazaarFacts, first: date | None = None) -> list[date]:
    """The bazaar's unsealed days, from `first` on."""
    return [
        day.day
        for day in bazaar.days
        if (first is None or day.day >= first) and standing_seal(session, bazaar.id, day.day) is None
    ]
