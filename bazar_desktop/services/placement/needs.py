"""What one participant needs of a booth at this bazaar."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.bazaars.participants import participation
from bazar_desktop.store.actions import action

WIDEST = 2000  # centimetres


class StandTooWide(BazarError):
    """A stand's counter has no such width. Facts: most (centimetres)."""


@dataclass(frozen=True, slots=True)
class Needs:
    """`width` of the counter in centimetres, 0 for any; a vendor's usual needs stand where a bazaar says nothing."""

    power: bool = False
    water: bool = False
    open_fire: bool = False
    wheelchair: bool = False
    width: int = 0


@action("placement.needs")
def put_needs(session: Session, participation_id: str, *, needs: Needs) -> None:
    """Say what the participant needs at this bazaar. Raises UnknownParticipant, StandTooWide.

    Where it stands stays; the denah warns where the booth lacks something.
    """
    row = participation(session, participation_id)
    if not 0 <= needs.width <= WIDEST:
        raise StandTooWide(most=WIDEST)
    row.needs_power, row.needs_water, row.open_fire = needs.power, needs.water, needs.open_fire
    row.wheelchair, row.stand_width = needs.wheelchair, needs.width or None
    session.flush()
