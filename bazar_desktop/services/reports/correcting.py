"""Letting what the register says now also hold for days that were sealed before: an act with a reason of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import DayRow
from bazar_desktop.domain.errors import BazarError, ReasonMissing
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.day.register_at import RegisterAt, register_reach
from bazar_desktop.services.day.seal_reach import ends
from bazar_desktop.services.register.vendors import UnknownVendor
from bazar_desktop.services.reports.corrections import words_changed
from bazar_desktop.services.reports.sealed_period import sealed_period, standing_seals
from bazar_desktop.services.reports.turnover import read_period
from bazar_desktop.store.actions import action
from bazar_desktop.store.journal import act_of
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Participation, SealedCorrection, Vendor, row_of


class NothingToCorrect(BazarError):
    """Every sealed day of this vendor says what the register says now."""


@dataclass(frozen=True, slots=True)
class SealedDifference:
    """A sealed day that counts a vendor otherwise than the register now says: field, as counted, as it stands now."""

    bazaar_id: str
    code: str
    day: date
    changes: tuple[tuple[str, str, str], ...]


def sealed_differences(session: Session, vendor_id: str) -> tuple[SealedDifference, ...]:
    """The sealed days, whole in this store, that count the vendor by an earlier state of the register, in their order.

    Raises UnknownVendor.
    """
    _vendor(session, vendor_id)
    query = select(Participation.bazaar_id).where(Participation.vendor_id == vendor_id)
    places = {id_ for id_ in session.execute(query).scalars() if id_}
    seals = {day: seal for day, seal in standing_seals(session).items() if day[0] in places}
    if not seals:
        return ()
    bazaars = {id_: bazaar_of(session, id_) for id_ in {id_ for id_, _ in seals}}
    period = read_period(session, bazaars)
    sealed = sealed_period(session, period, bazaars, seals)
    register, now = RegisterAt(session, period.vendors, period.agencies), ends(session)
    found: dict[tuple[str, date], SealedDifference] = {}
    for bazaar_id, day in sorted(sealed.whole, key=lambda place: (place[1], place[0])):
        rows = sealed.rows.get((bazaar_id, day), period.days.get((bazaar_id, day), ()))
        for row in rows:
            party = sealed.parties.get(row.participation_id)
            if party is None or party.vendor_id != vendor_id:
                continue
            corrected = sealed.corrected.get((bazaar_id, day), {}).get((row.participation_id, row.session))
            counted: DayRow = corrected.row if corrected else row
            if changes := words_changed(counted, register.says(row, party, now)):
                code = bazaars[bazaar_id].label
                found[bazaar_id, day] = SealedDifference(bazaar_id, code, day, changes)
    return tuple(found.values())


@action("register.correct_sealed_days")
def correct_sealed_days(
    session: Session, vendor_id: str, *, reason: str, officer: str, at: datetime
) -> tuple[SealedDifference, ...]:
    """Let what the register says of the vendor now count on its sealed days too; returns those days.

    The seals and their papers stay as they are: reports count the corrected words and name the difference.
    Raises UnknownVendor, ReasonMissing, NothingToCorrect.
    """
    vendor = _vendor(session, vendor_id)
    if not reason.strip():
        raise ReasonMissing()
    differences = sealed_differences(session, vendor_id)
    if not differences:
        raise NothingToCorrect()
    act_of(session).reason = reason.strip()
    values = {
        "register": register_reach(session, vendor, ends(session)),
        "reason": reason.strip(),
        "corrected_by": officer,
        "corrected_at": at,
    }
    for item in differences:
        key = {"bazaar_id": item.bazaar_id, "day": item.day, "vendor_id": vendor_id}
        enter(session, SealedCorrection, *key.values(), **key, **values)
    session.flush()
    return differences


def _vendor(session: Session, vendor_id: str) -> Vendor:
    row = row_of(session, Vendor, vendor_id)
    if row is None:
        raise UnknownVendor()
    return row
