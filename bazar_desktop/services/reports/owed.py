"""*Yang belum*: the bazaar days that the office still waits for, the latest first, and whom to call about each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.calendar import to_wib
from bazar_desktop.domain.day.model import SealMismatch
from bazar_desktop.services.office.laptops import DeviceFacts, laptops_in_use
from bazar_desktop.services.reports.board import BoardRow
from bazar_desktop.services.reports.handed_in import last_made
from bazar_desktop.services.settings.due import due_rule
from bazar_desktop.services.settings.officers import officer_names
from bazar_desktop.store.tables import Chain, ChangeRow


@dataclass(frozen=True, slots=True)
class OwingLaptop:
    """A laptop to be asked for a day: whom to call, who last worked on it, when its last package here was made.

    `contact` is what the office wrote down; `officer` is "" while nothing of the laptop has come.
    """

    name: str
    contact: str
    officer: str
    last_package: datetime | None


@dataclass(frozen=True, slots=True)
class OwedDay:
    """A day of a bazaar that has begun and is not whole here, with the laptops to ask.

    `due` is until when it was wanted, `hours_late` how many whole hours have passed since; None where it is not due
    yet. `laptops` are those that have not handed it in, or all of the bazaar where each has and the day is not whole.
    """

    bazaar_id: str
    code: str
    lokasi: str
    kecamatan: str
    day: date
    state: str
    seal_mismatch: SealMismatch
    due: datetime
    hours_late: int | None
    laptops: tuple[OwingLaptop, ...]

    @property
    def is_late(self) -> bool:
        return self.hours_late is not None


def owed_days(session: Session, rows: Iterable[BoardRow], now: datetime) -> list[OwedDay]:
    """Give those of the board's `rows` that the office still waits for, the longest late first, then by lokasi."""
    rule, today = due_rule(session), to_wib(now).date()
    owed = [row for row in rows if not (row.is_off or row.is_complete) and row.day <= today]
    known = _Laptops(session, min((row.day for row in owed), default=None))
    days = [
        OwedDay(
            bazaar_id=row.bazaar_id,
            code=row.code,
            lokasi=row.lokasi or row.name,
            kecamatan=row.kecamatan,
            day=row.day,
            state=row.state,
            seal_mismatch=row.seal_mismatch,
            due=rule.due(row.day),
            hours_late=row.hours_late(rule, now),
            laptops=known.owing(row),
        )
        for row in owed
    ]
    return sorted(days, key=lambda day: (not day.is_late, -(day.hours_late or 0), day.lokasi, day.code))


class _Laptops:
    """What is known of the laptops of the office, read once."""

    def __init__(self, session: Session, since: date | None) -> None:
        self.devices = laptops_in_use(session)
        self.made = last_made(session, since)
        self.officers = _last_officers(session)

    def owing(self, row: BoardRow) -> tuple[OwingLaptop, ...]:
        here = [device for device in self.devices if row.bazaar_id in device.bazaars]
        waited = [device for device in here if device.name in row.waiting]
        return tuple(self._facts(device) for device in waited or here)

    def _facts(self, device: DeviceFacts) -> OwingLaptop:
        names = [name for origin in device.origins if (name := self.officers.get(origin))]
        officer = names[-1] if names else ""
        return OwingLaptop(device.name, device.contact, officer, self.made.get(device.key_id))


def _last_officers(session: Session) -> dict[str, str]:
    """By chain, the name of who wrote its last change, as far as the office knows one."""
    names = officer_names(session)
    at_its_end = (ChangeRow.origin == Chain.origin) & (ChangeRow.seq == Chain.seq)
    query = select(ChangeRow.origin, ChangeRow.officer).join(Chain, at_its_end)
    return {origin: names[officer] for origin, officer in session.execute(query) if officer in names}
