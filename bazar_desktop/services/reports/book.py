"""The rows of a year as its report adds them up: sealed days as their seals cover them, with what was corrected."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.taking_place import took_place
from bazar_desktop.domain.day.model import DayRow
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.figures.day import took_part
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, list_bazaars
from bazar_desktop.services.day.register_at import Correction
from bazar_desktop.services.journal.undecided import undecided_entries
from bazar_desktop.services.register.vendors import people
from bazar_desktop.services.reports.seal_fit import unfit_seals
from bazar_desktop.services.reports.sealed_period import SealedPeriod, sealed_period, standing_seals
from bazar_desktop.services.reports.turnover import read_period
from bazar_desktop.store.tables import DayClose


class NoSuchYear(BazarError):
    """A year has four digits, from 2000 on."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One row behind a figure: a party at one bazaar on one day, both as the day's seal covers them.

    `undecided` counts its fields in conflict. Where a correction of the register reaches back to it, `row` is as
    corrected, `sealed` as the seal has it, and `correction` says why.
    """

    bazaar: BazaarFacts
    day: date
    row: DayRow
    person: str
    undecided: int = 0
    sealed: DayRow | None = None
    correction: Correction | None = None

    @property
    def took_part(self) -> bool:
        """Hadir, or an omzet was answered: an absent vendor is no keikutsertaan."""
        return took_part([self.row])


@dataclass(frozen=True, slots=True)
class BookDay:
    """One day of the year: its rows as sealed, the revision of its seal (0 for none), whether all it covers is here."""

    bazaar: BazaarFacts
    day: date
    rows: Sequence[DayRow]
    revision: int
    is_whole: bool
    took_place: bool
    seal_mismatch: bool = False


@dataclass(frozen=True, slots=True)
class YearBook:
    """The rows of a year, its days, those that were held (took place), and who took part before it."""

    rows: list[ReportRow]
    days: list[BookDay]
    held: list[BookDay]
    veterans: frozenset[str]


def read_book(session: Session, year: int, *, check_seals: bool = False) -> YearBook:
    """Everything that the report of `year` adds up. Raises NoSuchYear.

    With `check_seals` a day whose seal does not fit the rows it claims counts as it stands, as not sealed.
    """
    if not 2000 <= year <= 2999:
        raise NoSuchYear(year=year)
    bazaars = {bazaar.id: bazaar for bazaar in list_bazaars(session)}
    period = read_period(session, bazaars)
    seals = standing_seals(session)
    sealed = sealed_period(session, period, bazaars, seals)
    unfit: frozenset[tuple[str, date]] = frozenset()
    if check_seals:
        of_year = {day: seal for day, seal in seals.items() if day[1].year == year}
        unfit = unfit_seals(session, bazaars, of_year, {**period.days, **sealed.rows})
    if unfit:
        seals = {day: seal for day, seal in seals.items() if day not in unfit}
        sealed = sealed_period(session, period, bazaars, seals)
    by_day = {**period.days, **sealed.rows}
    rows = _rows(session, bazaars, by_day, sealed)
    veterans = frozenset(row.person for row in rows if row.day.year < year and row.took_part)
    rows = [row for row in rows if row.day.year == year]
    rows.sort(key=lambda row: (row.day, row.bazaar.code, row.row.business, row.row.participation_id))
    days = [
        replace(
            _day(
                bazaar, day.day, by_day.get((bazaar.id, day.day), ()), seals.get((bazaar.id, day.day)), sealed
            ),
            seal_mismatch=(bazaar.id, day.day) in unfit,
        )
        for bazaar in bazaars.values()
        for day in bazaar.days
        if day.day.year == year
    ]
    days.sort(key=lambda day: (day.day, day.bazaar.code))
    return YearBook(rows, days, [day for day in days if day.took_place], veterans)


def _day(
    bazaar: BazaarFacts, day: date, rows: Sequence[DayRow], seal: DayClose | None, sealed: SealedPeriod
) -> BookDay:
    return BookDay(
        bazaar=sealed.bazaars.get((bazaar.id, day), bazaar),
        day=day,
        rows=rows,
        revision=(seal.revision or 0) if seal else 0,
        is_whole=(bazaar.id, day) in sealed.whole,
        took_place=took_place(rows, _answered_by(seal)),
    )


def _rows(
    session: Session,
    bazaars: Mapping[str, BazaarFacts],
    days: Mapping[tuple[str, date], Sequence[DayRow]],
    sealed: SealedPeriod,
) -> list[ReportRow]:
    groups = people(session)
    open_fields = undecided_entries(session)
    rows = []
    for (bazaar_id, day), day_rows in days.items():
        bazaar = sealed.bazaars.get((bazaar_id, day), bazaars[bazaar_id])
        corrected = sealed.corrected.get((bazaar_id, day), {})
        for row in day_rows:
            correction = corrected.get((row.participation_id, row.session))
            rows.append(
                ReportRow(
                    bazaar,
                    day,
                    correction.row if correction else row,
                    _person(row, sealed, groups),
                    open_fields.get((row.participation_id, day, row.session), 0),
                    row if correction else None,
                    correction.correction if correction else None,
                )
            )
    return rows


def _person(row: DayRow, sealed: SealedPeriod, groups: Mapping[str, str]) -> str:
    """The one id that stands for the person, or for the agency's participation.

    Who is one person is no word of a single day's seal: what is known today counts, for all days alike.
    """
    party = sealed.parties.get(row.participation_id)
    if party is None or not party.vendor_id:
        return f"{row.party}:{row.agency}"
    return groups.get(party.vendor_id, party.vendor_id)


def _answered_by(seal: DayClose | None) -> int:
    """How many vendors' answers the seal itself names."""
    kept = json.loads(seal.totals or "{}").get("vendors", {}) if seal else {}
    return int(kept.get("counts", {}).get("answered", 0))


KEYS: Mapping[str, Callable[[BazaarFacts, DayRow], str]] = {
    "kind": lambda bazaar, _row: bazaar.kind,
    "kota": lambda bazaar, _row: bazaar.kota,
    "kecamatan": lambda bazaar, _row: bazaar.kecamatan,
    "agency": lambda _bazaar, row: row.agency,
    "category": lambda _bazaar, row: row.category,
    "bazaar": lambda bazaar, _row: bazaar.code,
    "party": lambda _bazaar, row: row.party,
}
CUTS = tuple(KEYS)
OF_A_BAZAAR = ("kind", "kota", "kecamatan", "bazaar")  # cuts in which each bazaar lies in one group alone
