"""Are they always the same people? Stands of a period, in all and by place."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import VENDOR
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.turns.concentration import Concentration, concentrate
from bazar_desktop.services.reports.book import ReportRow, every_row, veterans_of

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

    Who took part is as the year's report has it: sealed days as their seals cover them.
    """
    if last < first or by not in PLACES:
        raise PeriodMalformed()
    every = [row for row in every_row(session) if row.row.party == VENDOR and row.day <= last]
    rows = [row for row in every if row.day >= first and row.took_part]
    veterans = veterans_of(every, rows)
    held = {(row.person, row.bazaar.id): _place(row, by) for row in rows}
    by_place: dict[str, Counter[str]] = defaultdict(Counter)
    for (person, _bazaar), place in held.items():
        by_place[place][person] += 1
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


def _place(row: ReportRow, by: str) -> str:
    """The kota or kecamatan of the bazaar as the seal of the day covers it, "" where it has no lokasi."""
    return (row.bazaar.kota if by == KOTA else row.bazaar.kecamatan) or ""
