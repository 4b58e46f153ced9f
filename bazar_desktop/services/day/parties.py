"""Naming a party of a day by its card, by its booth or by its slip omzet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bazar_desktop.domain.attendance.cards import read_card
from bazar_desktop.domain.day.model import DayRow
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.omzet.slip_codes import read_slip
from bazar_desktop.services.bazaars.bazaars import BazaarFacts
from bazar_desktop.services.bazaars.participants import UnknownParticipant, participation_by_card
from bazar_desktop.services.day.sheet import day_rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class BoothIsEmpty(BazarError):
    """Nobody holds this booth on this day. Facts: booth."""


class PartyNotNamed(BazarError):
    """A command takes one of --card and --booth."""


class SlipOfAnotherDay(BazarError):
    """The slip is of another day or another bazaar. Facts: day (DD/MM), bazaar."""


def party_of(
    session: Session, bazaar: BazaarFacts, day: date, *, card: str, booth: str, session_no: int = 1
) -> str:
    """The participation that `card` or `booth` names.

    Raises PartyNotNamed, NotACard, CardDamaged, UnknownParticipant, BoothIsEmpty.
    """
    if bool(card) == bool(booth):
        raise PartyNotNamed()
    if card:
        read = read_card(card)
        if read.bazaar != bazaar.code:
            raise UnknownParticipant()
        return participation_by_card(session, bazaar.id, read).id
    wanted = booth.strip().casefold()
    for row in day_rows(session, bazaar, day, with_off=True):
        if row.session == session_no and _stands_at(row, wanted):
            return row.participation_id
    raise BoothIsEmpty(booth=booth)


def row_of_slip(session: Session, bazaar: BazaarFacts, day: date, text: str) -> tuple[str, int]:
    """The participation and session of a scanned slip omzet. Raises NotASlip, SlipOfAnotherDay, UnknownParticipant."""
    slip = read_slip(text)
    if slip.bazaar != bazaar.code or slip.day != f"{day:%d%m}":
        raise SlipOfAnotherDay(bazaar=slip.bazaar, day=f"{slip.day[:2]}/{slip.day[2:]}")
    for row in day_rows(session, bazaar, day, with_off=True):
        if row.card and slip.is_of(row.card, day, row.session):
            return row.participation_id, row.session
    raise UnknownParticipant()


def _stands_at(row: DayRow, booth: str) -> bool:
    return booth in [label.casefold() for label in row.booth.split(", ")]
