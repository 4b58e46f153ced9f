"""An omzet day in a real store: everybody has a booth and is present; short verbs for entering and closing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import PRESENT, DayRow
from bazar_desktop.services.bazaars.participants import list_participants
from bazar_desktop.services.closing.seal import Sealed, close_day
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.omzet.entry import set_omzet
from bazar_desktop.services.omzet.row import OmzetFacts
from bazar_desktop.store.database import Database
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Allocation, Attendance, Booth
from tests.bazaar_day import DAYS, Field, stand_up
from tests.stores import made_once


@dataclass
class OmzetDay:
    """A bazaar of which day `day` runs; `ids` are the participations in booth order."""

    field: Field
    day: date
    ids: list[str]

    def sell(self, number: int, **values: Any) -> OmzetFacts:
        """Enter the omzet of the `number`-th stand (from 0)."""
        return self.field.do(
            set_omzet,
            bazaar_id=self.field.bazaar_id,
            day=self.day,
            participation_id=self.ids[number],
            **values,
        )

    def close(
        self, *, accept_missing: bool = True, accept_unchanged: bool = True, reason: str = ""
    ) -> Sealed:
        """Close the day, on that day: it cannot be closed before it came."""
        self.field.at += max(self.day - self.field.at.date(), timedelta())
        return self.field.do(
            close_day,
            bazaar_id=self.field.bazaar_id,
            day=self.day,
            officer=self.field.officer,
            at=self.field.at,
            accept_missing=accept_missing,
            accept_unchanged=accept_unchanged,
            reason=reason,
        )

    def rows(self) -> tuple[DayRow, ...]:
        return self.field.ask(day_sheet, self.field.bazaar_id, self.day).rows

    def row(self, number: int) -> DayRow:
        return next(row for row in self.rows() if row.participation_id == self.ids[number])


@made_once
def open_day(db: Database, *, vendors: int = 4, partners: int = 1, marked: bool = True) -> OmzetDay:
    """A bazaar whose vendors and mitra stand in booths A-01 … and are present on the first day."""
    field = stand_up(db, vendors=vendors, reserves=0, partners=partners)
    parties = field.ask(list_participants, field.bazaar_id)

    def place(session: Session) -> None:
        for number, party in enumerate(parties, 1):
            booth = enter(session, Booth, label=f"A-{number:02d}")
            session.flush()
            key = (booth.id, DAYS[0], 1)
            enter(
                session,
                Allocation,
                *key,
                bazaar_id=field.bazaar_id,
                booth_id=booth.id,
                day=DAYS[0],
                session=1,
                holder=party.id,
            )
            if marked:
                mark(session, field.bazaar_id, party.id, DAYS[0], PRESENT)

    field.do(place)
    return OmzetDay(field, DAYS[0], [party.id for party in parties])


def mark(session: Session, bazaar_id: str, party: str, day: date, status: str) -> None:
    """Mark one party's attendance of session 1."""
    enter(
        session,
        Attendance,
        party,
        day,
        1,
        bazaar_id=bazaar_id,
        participation_id=party,
        day=day,
        session=1,
        status=status,
    )
