"""The rows of a year as its report adds them up: sealed days as their seals cover them, with what was corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.taking_place import took_place
from bazar_desktop.domain.closing.proofs import named_sum
from bazar_desktop.domain.day.halts import GOES_ON, PLANNED, DayCourse
from bazar_desktop.domain.day.model import DayRow, SealMismatch
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
    """One day of the year: its rows as sealed, the revision of its seal (0 for none), whether all it covers is here.

    `live` are the rows as they stand now, with what came after the seal. `course` tells whether it was called off:
    then it has no rows; `event_state` how its event stands as a whole.
    """

    bazaar: BazaarFacts
    day: date
    rows: Sequence[DayRow]
    revision: int
    is_whole: bool
    took_place: bool
    live: Sequence[DayRow]
    seal_mismatch: SealMismatch = SealMismatch.NONE
    course: DayCourse = GOES_ON
    event_state: str = PLANNED

    @property
    def is_off(self) -> bool:
        """Whether the day was called off, by itself or with its bazaar."""
        return self.course.is_off


@dataclass(frozen=True, slots=True)
class YearBook:
    """The rows of a year, its days, those that were held (took place), and who is not new in it."""

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
    known = _Known(session, year if check_seals else None)
    every = _rows(session, known)
    rows = [row for row in every if row.day.year == year]
    rows.sort(key=lambda row: (row.day, row.bazaar.label, row.row.business, row.row.participation_id))
    days = [
        replace(_day(known, bazaar, day.day), course=day.course, event_state=bazaar.state)
        for bazaar in known.bazaars.values()
        for day in bazaar.days
        if day.day.year == year
    ]
    days.sort(key=lambda day: (day.day, day.bazaar.label))
    return YearBook(rows, days, [day for day in days if day.took_place], veterans_of(every, rows))


def every_row(session: Session) -> list[ReportRow]:
    """The rows of all days that this store knows, as their seals cover them."""
    return _rows(session, _Known(session))


def veterans_of(every: Iterable[ReportRow], rows: Iterable[ReportRow]) -> frozenset[str]:
    """Who of those that took part in `rows` is not new there: took part in a bazaar that began before all of theirs.

    So the days of one bazaar say alike who is new, over New Year too.
    """
    first = _first_begins(rows)
    ever = _first_begins(every)
    return frozenset(person for person, begins in first.items() if ever.get(person, begins) < begins)


def _first_begins(rows: Iterable[ReportRow]) -> dict[str, date]:
    """When the earliest bazaar began in which each person took part."""
    begins: dict[str, date] = {}
    for row in rows:
        if row.took_part and row.bazaar.days:
            began = row.bazaar.days[0].day
            begins[row.person] = min(began, begins.get(row.person, began))
    return begins


class _Known:
    """All days that this store knows: as they stand, and as their seals cover them.

    Seals of the year `checked` must fit the rows they claim: else their days count as they stand.
    """

    def __init__(self, session: Session, checked: int | None = None) -> None:
        self.bazaars = {bazaar.id: bazaar for bazaar in list_bazaars(session)}
        self.period = read_period(session, self.bazaars)
        self.seals = standing_seals(session)
        self.sealed = sealed_period(session, self.period, self.bazaars, self.seals)
        self.unfit: dict[tuple[str, date], SealMismatch] = {}
        if checked is not None:
            of_year = {day: seal for day, seal in self.seals.items() if day[1].year == checked}
            self.unfit = unfit_seals(session, self.bazaars, of_year, {**self.period.days, **self.sealed.rows})
        if self.unfit:
            self.seals = {day: seal for day, seal in self.seals.items() if day not in self.unfit}
            self.sealed = sealed_period(session, self.period, self.bazaars, self.seals)
        self.by_day = {**self.period.days, **self.sealed.rows}


def _day(known: _Known, bazaar: BazaarFacts, day: date) -> BookDay:
    place = (bazaar.id, day)
    rows, seal = known.by_day.get(place, ()), known.seals.get(place)
    return BookDay(
        bazaar=known.sealed.bazaars.get(place, bazaar),
        day=day,
        rows=rows,
        revision=(seal.revision or 0) if seal else 0,
        is_whole=place in known.sealed.whole,
        took_place=took_place(rows, _answered_by(seal)),
        live=known.period.days.get(place, ()),
        seal_mismatch=known.unfit.get(place, SealMismatch.NONE),
    )


def _rows(session: Session, known: _Known) -> list[ReportRow]:
    sealed = known.sealed
    groups = people(session)
    open_fields = undecided_entries(session)
    rows = []
    for (bazaar_id, day), day_rows in known.by_day.items():
        bazaar = sealed.bazaars.get((bazaar_id, day), known.bazaars[bazaar_id])
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
    return named_sum(seal.totals).answered if seal else 0


KEYS: Mapping[str, Callable[[BazaarFacts, DayRow], str]] = {
    "kind": lambda bazaar, _row: bazaar.kind,
    "kota": lambda bazaar, _row: bazaar.kota,
    "kecamatan": lambda bazaar, _row: bazaar.kecamatan,
    "agency": lambda _bazaar, row: row.agency,
    "category": lambda _bazaar, row: row.category,
    "bazaar": lambda bazaar, _row: bazaar.label,
    "party": lambda _bazaar, row: row.party,
}
CUTS = tuple(KEYS)
OF_A_BAZAAR = ("kind", "kota", "kecamatan", "bazaar")  # cuts in which each bazaar lies in one group alone
