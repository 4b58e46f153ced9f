"""How often each vendor had a booth, a front booth and a corner this year: the facts behind a fair turn."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.layout.model import corner_booths, front_booths
from bazar_desktop.services.bazaars.bazaars import BazaarFacts
from bazar_desktop.services.bazaars.participants import ParticipantFacts
from bazar_desktop.services.layout.layouts import LayoutUnknown, plan_of
from bazar_desktop.services.register.vendors import people
from bazar_desktop.services.turns.participation_facts import stands_taken
from bazar_desktop.store.tables import Allocation, Booth, Participation


@dataclass(frozen=True, slots=True)
class Turns:
    """Bazaars of this year before this one in which they took part: with a booth, with a front booth, with a corner.

    Who did not come had no turn, nor had anybody on a day that was called off.
    """

    placed: int = 0
    front: int = 0
    corner: int = 0


def turns_of(
    session: Session, bazaar: BazaarFacts, participants: tuple[ParticipantFacts, ...]
) -> dict[str, Turns]:
    """Give the turns of each vendor by participation id, as far as this store knows; nothing for others."""
    if not bazaar.days:
        return {}
    first = bazaar.days[0].day
    persons = people(session)
    held = _held_this_year(session, bazaar.id, first, persons)
    places = _Places(session)
    turnses = {}
    for participant in participants:
        bazaars = held.get(persons.get(participant.vendor_id or "", participant.vendor_id or ""), {})
        if bazaars:
            turnses[participant.id] = Turns(
                placed=len(bazaars),
                front=sum(any(places.is_front(*booth) for booth in booths) for booths in bazaars.values()),
                corner=sum(any(places.is_corner(*booth) for booth in booths) for booths in bazaars.values()),
            )
    return turnses


Held = dict[str, dict[str, set[tuple[str, str]]]]  # person -> bazaar -> (layout, booth)


def _held_this_year(session: Session, bazaar_id: str, before: date, persons: dict[str, str]) -> Held:
    query = (
        select(Participation.vendor_id, Allocation.bazaar_id, Allocation.day, Booth.layout_id, Booth.id)
        .join(Participation, Participation.id == Allocation.holder)
        .join(Booth, Booth.id == Allocation.booth_id)
        .where(Allocation.withdrawn.is_(False), Participation.withdrawn.is_(False))
        .where(Allocation.bazaar_id != bazaar_id, Participation.vendor_id.is_not(None))
        .where(Allocation.day >= date(before.year, 1, 1), Allocation.day < before)
        .distinct()
    )
    seats = [
        (str(vendor), str(bazaar), day, layout, booth)
        for vendor, bazaar, day, layout, booth in session.execute(query)
    ]
    vendors = sorted({seat[0] for seat in seats})
    taken = {
        (persons.get(who, who), bazaar, day) for who, bazaar, day in stands_taken(session, before, vendors)
    }
    found: Held = defaultdict(lambda: defaultdict(set))
    for vendor, bazaar, day, layout, booth in seats:
        person = persons.get(vendor, vendor)
        if (person, bazaar, day) in taken:
            found[person][bazaar].add((layout or "", booth))
    return found


class _Places:
    """Front and corner booths of the layouts met, each worked out once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def is_front(self, layout_id: str, booth_id: str) -> bool:
        return booth_id in self._of(layout_id)[0]

    def is_corner(self, layout_id: str, booth_id: str) -> bool:
        return booth_id in self._of(layout_id)[1]

    def _of(self, layout_id: str) -> tuple[frozenset[str], frozenset[str]]:
        if layout_id not in self._known:
            try:
                plan = plan_of(self._session, layout_id)
            except LayoutUnknown:
                self._known[layout_id] = (frozenset(), frozenset())
            else:
                self._known[layout_id] = (front_booths(plan), corner_booths(plan))
        return self._known[layout_id]
