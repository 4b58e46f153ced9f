"""Are they always the same people? Stands of a period, in all and by place."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.turns.concentration import Concentration, concentrate
from bazar_desktop.services.register.vendors import people
from bazar_desktop.services.turns.participation_facts import stands_taken
from bazar_desktop.store.tables import Bazaar, Lokasi

KOTA, KECAMATAN = "kota", "kecamatan"
PLACES = (KOTA, KECAMATAN)


class PeriodMalformed(BazarError):
    """A period ends on the day it begins or later, and a place is a kota or a kecamatan."""


@dataclass(frozen=True, slots=True)
class PlaceConcentration:
    """The figures of one kota or kecamatan."""

    place: str
    figures: Concentration


@dataclass(frozen=True, slots=True)
class ConcentrationReport:
    """Over vendors' stands from `first` to `last`: a stand is one person's place in one bazaar, however many days."""

    first: date
    last: date
    whole: Concentration
    places: tuple[PlaceConcentration, ...]


def concentration(session: Session, *, first: date, last: date, by: str = KECAMATAN) -> ConcentrationReport:
    """Give the period's figures, in all and `by` kota or kecamatan of the bazaars. Raises PeriodMalformed.

    A person is new in a place where they took part nowhere before the period.
    """
    if last < first or by not in PLACES:
        raise PeriodMalformed()
    places = _places(session, by)
    persons = people(session)
    veterans: set[str] = set()
    held: set[tuple[str, str]] = set()
    for vendor, bazaar, day in stands_taken(session, last + timedelta(days=1)):
        person = persons.get(vendor, vendor)
        if day < first:
            veterans.add(person)
        elif bazaar in places:
            held.add((person, bazaar))
    by_place: dict[str, Counter[str]] = defaultdict(Counter)
    for person, bazaar in held:
        by_place[places[bazaar]][person] += 1
    return ConcentrationReport(
        first=first,
        last=last,
        whole=concentrate(Counter(person for person, _bazaar in held), veterans),
        places=tuple(
            PlaceConcentration(place, concentrate(counts, veterans))
            for place, counts in sorted(by_place.items())
        ),
    )


def year_concentration(session: Session, *, year: int, by: str = KECAMATAN) -> ConcentrationReport:
    """Give the figures of one calendar year. Raises PeriodMalformed."""
    if not 2000 <= year <= 2999:
        raise PeriodMalformed()
    return concentration(session, first=date(year, 1, 1), last=date(year, 12, 31), by=by)


def _places(session: Session, by: str) -> dict[str, str]:
    """The kota or kecamatan of each bazaar, "" where it has no lokasi."""
    column = Lokasi.kota if by == KOTA else Lokasi.kecamatan
    query = (
        select(Bazaar.id, column)
        .outerjoin(Lokasi, Lokasi.id == Bazaar.lokasi_id)
        .where(Bazaar.withdrawn.is_(False))
    )
    return {bazaar: place or "" for bazaar, place in session.execute(query)}
