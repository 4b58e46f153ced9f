"""How many vendors a bazaar has room for where the rules name no number."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import COACH, PARTNER
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.layout.model import MITRA
from bazar_desktop.services.bazaars.bazaars import BazaarFacts
from bazar_desktop.services.bazaars.participants import CONFIRMED
from bazar_desktop.services.layout.layouts import NoLayoutYet, layout_of_bazaar
from bazar_desktop.store.tables import Participation


class PlacesUnknown(BazarError):
    """There is no layout and the rules name no number of places. Facts: name."""


def free_booths(session: Session, bazaar: BazaarFacts) -> int:
    """The layout's booths for vendors: not blocked, outside the zone of the mitra, less those that agencies need.

    Raises PlacesUnknown.
    """
    try:
        booths = layout_of_bazaar(session, bazaar.id).plan.booths
    except NoLayoutYet as error:
        raise PlacesUnknown(name=bazaar.name) from error
    open_booths = [booth for booth in booths if not booth.blocked]
    zone = sum(booth.zone == MITRA for booth in open_booths)
    query = select(Participation.party, Participation.booth_count).where(
        Participation.bazaar_id == bazaar.id,
        Participation.withdrawn.is_(False),
        Participation.status == CONFIRMED,
        Participation.party.in_((PARTNER, COACH)),
    )
    needed = {PARTNER: 0, COACH: 0}
    for party, count in session.execute(query):
        needed[party] += max(1, count or 1)
    return max(0, len(open_booths) - zone - needed[COACH] - max(0, needed[PARTNER] - zone))
