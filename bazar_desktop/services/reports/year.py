"""The year's report: every figure is computed from the rows of its days and can be opened to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.closing.proofs import Reach, count_people, prove, running_totals
from bazar_desktop.domain.day.model import COACH, PARTNER, PRESENT, VENDOR, DayRow
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, list_bazaars
from bazar_desktop.services.day.sheet import standing_seal
from bazar_desktop.services.journal.undecided import undecided_entries
from bazar_desktop.services.register.vendors import people
from bazar_desktop.services.reports.sealed_period import sealed_rows
from bazar_desktop.services.reports.turnover import PeriodRows, read_period
from bazar_desktop.store.tables import Conflict

CUTS = ("kind", "kota", "kecamatan", "agency", "category", "bazaar", "party")
PARTIES = (VENDOR, PARTNER, COACH)


class UnknownCut(BazarError):
    """The report is not cut by this."""


class NoSuchYear(BazarError):
    """A year has four digits, from 2000 on."""


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """What a group of rows adds up to.

    `reach` counts orang, keikutsertaan and peserta baru; `omzet` is rupiah, `answered` of `rows` bazaar-day rows.
    `undecided` counts their fields in conflict: above 0 the figures are *sementara*.
    """

    bazaars: int
    reach: Reach
    omzet: int
    transactions: int
    rows: int
    answered: int
    undecided: int = 0


@dataclass(frozen=True, slots=True)
class Cut:
    """The figures of one group, as "kuliner" among the categories."""

    key: str
    figures: GroupFigures


@dataclass(frozen=True, slots=True)
class DayFigures:
    """One bazaar day of the report: its omzet by party kind, whether it is sealed, what is undecided."""

    bazaar_id: str
    code: str
    name: str
    lokasi: str
    day: date
    omzet: int
    partners: int
    present: int
    rows: int
    revision: int
    undecided: int


@dataclass(frozen=True, slots=True)
class YearReport:
    """The programme's year. All figures but `parties` are of vendors alone; partners and coaches stand apart there.

    `undecided` counts figures in conflict: above 0 every total is *sementara*. `blank` are rows without an answer.
    """

    year: int
    bazaars: int
    bazaar_days: int
    vendors: GroupFigures
    undecided: int
    blank: int
    parties: tuple[Cut, ...]
    by_kind: tuple[Cut, ...]
    by_kota: tuple[Cut, ...]
    by_kecamatan: tuple[Cut, ...]
    by_agency: tuple[Cut, ...]
    by_category: tuple[Cut, ...]
    days: tuple[DayFigures, ...]

    @property
    def is_provisional(self) -> bool:
        return self.undecided > 0


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One row behind a figure: a party at one bazaar on one day. `undecided` counts its fields in conflict."""

    bazaar: BazaarFacts
    day: date
    row: DayRow
    person: str
    undecided: int = 0

    @property
    def took_part(self) -> bool:
        """Hadir, or an omzet was answered: an absent vendor is no keikutsertaan."""
        return self.row.attendance == PRESENT or self.row.total is not None


def year_report(session: Session, year: int) -> YearReport:
    """Give the report over every bazaar day in `year`; a sealed day counts as its seal covers it, as on its papers.

    Raises NoSuchYear, TotalsDisagree.
    """
    book = _read(session, year)
    vendors = [row for row in book.rows if row.row.party == VENDOR]

    def cuts(name: str) -> tuple[Cut, ...]:
        return _cuts(vendors, KEYS[name], book.veterans)

    days = _days(session, book)
    figures = _figures(vendors, book.veterans)
    return YearReport(
        year=year,
        bazaars=len({day.bazaar_id for day in days}),
        bazaar_days=len(days),
        vendors=figures,
        undecided=sum(day.undecided for day in days),
        blank=figures.rows - figures.answered,
        parties=tuple(
            Cut(party, _figures([row for row in book.rows if row.row.party == party], book.veterans))
            for party in PARTIES
        ),
        by_kind=cuts("kind"),
        by_kota=cuts("kota"),
        by_kecamatan=cuts("kecamatan"),
        by_agency=cuts("agency"),
        by_category=cuts("category"),
        days=days,
    )


def report_years(session: Session) -> list[int]:
    """Give the years in which a bazaar stood, the latest first."""
    return sorted({day.day.year for bazaar in list_bazaars(session) for day in bazaar.days}, reverse=True)


def year_rows(session: Session, year: int, cut: str = "party", key: str = VENDOR) -> list[ReportRow]:
    """The rows behind one figure: those whose `cut` (one of CUTS) is `key`; of vendors, unless the cut is by party.

    Raises NoSuchYear, UnknownCut.
    """
    if cut not in CUTS:
        raise UnknownCut(cut=cut, known=", ".join(CUTS))
    rows = _read(session, year).rows
    if cut != "party":
        rows = [row for row in rows if row.row.party == VENDOR]
    return [row for row in rows if KEYS[cut](row) == key]


KEYS: Mapping[str, Callable[[ReportRow], str]] = {
    "kind": lambda row: row.bazaar.kind,
    "kota": lambda row: row.bazaar.kota,
    "kecamatan": lambda row: row.bazaar.kecamatan,
    "agency": lambda row: row.row.agency,
    "category": lambda row: row.row.category,
    "bazaar": lambda row: row.bazaar.code,
    "party": lambda row: row.row.party,
}


@dataclass(frozen=True, slots=True)
class _Book:
    """The rows of a year, its bazaar days, and who took part before it."""

    rows: list[ReportRow]
    days: list[tuple[BazaarFacts, date]]
    period: PeriodRows
    veterans: frozenset[str]


def _read(session: Session, year: int) -> _Book:
    if not 2000 <= year <= 2999:
        raise NoSuchYear(year=year)
    bazaars = {bazaar.id: bazaar for bazaar in list_bazaars(session)}
    period = read_period(session, bazaars)
    period = replace(period, days={**period.days, **sealed_rows(session, period.days.keys())})
    groups = people(session)
    open_fields = undecided_entries(session)
    days = [(bazaar, day.day) for bazaar in bazaars.values() for day in bazaar.days if day.day.year == year]
    rows = [
        ReportRow(
            bazaars[id_],
            day,
            row,
            _person(row, period, groups),
            open_fields.get((row.participation_id, day, row.session), 0),
        )
        for (id_, day), day_rows in period.days.items()
        for row in day_rows
    ]
    veterans = frozenset(row.person for row in rows if row.day.year < year and row.took_part)
    rows = [row for row in rows if row.day.year == year]
    rows.sort(key=lambda row: (row.day, row.bazaar.code, row.row.business, row.row.participation_id))
    days.sort(key=lambda day: (day[1], day[0].code))
    return _Book(rows, days, period, veterans)


def _person(row: DayRow, period: PeriodRows, groups: Mapping[str, str]) -> str:
    """The one id that stands for the person, or for the agency's participation."""
    vendor = period.vendors.get(row.participation_id)
    return groups.get(vendor, vendor) if vendor else f"{row.party}:{row.agency}"


def _figures(rows: Sequence[ReportRow], veterans: frozenset[str]) -> GroupFigures:
    took_part = [row for row in rows if row.took_part]
    return GroupFigures(
        bazaars=len({row.bazaar.id for row in rows}),
        reach=count_people(((row.row.participation_id, row.person) for row in took_part), veterans),
        omzet=sum(row.row.total or 0 for row in rows),
        transactions=sum(row.row.transactions or 0 for row in rows),
        rows=len(rows),
        answered=sum(row.row.total is not None for row in rows),
        undecided=sum(row.undecided for row in rows),
    )


def _cuts(
    rows: Iterable[ReportRow], key: Callable[[ReportRow], str], veterans: frozenset[str]
) -> tuple[Cut, ...]:
    groups: dict[str, list[ReportRow]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return tuple(Cut(name, _figures(report_rows, veterans)) for name, report_rows in sorted(groups.items()))


def _days(session: Session, book: _Book) -> tuple[DayFigures, ...]:
    """Every day's totals, each proven against its rows as its rekap is."""
    query = select(Conflict.scope, func.count()).group_by(Conflict.scope)
    undecided = {scope: count for scope, count in session.execute(query)}
    return tuple(_day(session, book, bazaar, day, undecided) for bazaar, day in book.days)


def _day(
    session: Session, book: _Book, bazaar: BazaarFacts, day: date, undecided: Mapping[str, int]
) -> DayFigures:
    rows = list(book.period.days.get((bazaar.id, day), ()))
    totals = running_totals(rows)
    for part in (totals.vendors, totals.partners, totals.coaches):
        prove(part, [row for row in rows if row.party == part.party])
    seal = standing_seal(session, bazaar.id, day)
    vendors = [row for row in rows if row.party == VENDOR]
    return DayFigures(
        bazaar_id=bazaar.id,
        code=bazaar.code,
        name=bazaar.name,
        lokasi=bazaar.lokasi,
        day=day,
        omzet=totals.vendors.total,
        partners=totals.partners.total,
        present=sum(row.attendance == PRESENT for row in vendors),
        rows=len(vendors),
        revision=seal.revision if seal else 0,
        undecided=undecided.get(f"{bazaar.id}/{day.isoformat()}", 0),
    )
