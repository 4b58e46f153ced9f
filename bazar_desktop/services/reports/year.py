"""The year's report: every figure is computed from the rows of its days and can be opened to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.course import is_entered
from bazar_desktop.domain.bazaars.taking_place import is_bazaar
from bazar_desktop.domain.closing.proofs import Reach, count_people, holds_uncounted_amount
from bazar_desktop.domain.day.halts import GOES_ON, DayCourse
from bazar_desktop.domain.day.model import COACH, PARTNER, VENDOR, DayRow, SealMismatch
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.figures.day import day_figures
from bazar_desktop.domain.figures.period import period_figures
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, list_bazaars
from bazar_desktop.services.journal.undecided import decisions_by_scope
from bazar_desktop.services.reports.book import (
    CUTS,
    KEYS,
    OF_A_BAZAAR,
    BookDay,
    NoSuchYear,
    ReportRow,
    YearBook,
    read_book,
)
from bazar_desktop.services.reports.corrections import CorrectionNote, correction_notes
from bazar_desktop.services.reports.coverage import Coverage, coverage

__all__ = [
    "CUTS",
    "NoSuchYear",
    "ReportRow",
    "find_group",
    "report_years",
    "year_bazaars",
    "year_report",
    "year_rows",
]

PARTIES = (VENDOR, PARTNER, COACH)


class UnknownCut(BazarError):
    """The report is not cut by this."""


class UnknownGroup(BazarError):
    """The report of the year has no such group in this cut. Facts: cut, key, known."""


@dataclass(frozen=True, slots=True)
class MovedByCorrection:
    """What corrections of the register moved into a group or out of it: net rupiah, and on how many sealed days."""

    rupiah: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """What a group of rows adds up to.

    `bazaars` are those at a lokasi that took place, `others` the online ones, pameran and temu bisnis that did.
    `reach` counts orang, keikutsertaan and peserta baru; `asked`, `answered`, `blank`, `omzet` and `transactions` are
    the figures of its days, each party once a day. `undecided` counts their fields in conflict: above 0 the figures
    are *sementara*.
    """

    bazaars: int
    others: int
    reach: Reach
    omzet: int | None
    transactions: int | None
    asked: int
    answered: int
    blank: int
    undecided: int = 0
    moved: MovedByCorrection = MovedByCorrection()


@dataclass(frozen=True, slots=True)
class Cut:
    """The figures of one group, as "kuliner" among the categories."""

    key: str
    figures: GroupFigures


@dataclass(frozen=True, slots=True)
class YearDay:
    """One day of the report: its vendors' figures and mitra's omzet, whether it took place and is sealed.

    `uncounted` are the businesses of which an amount stands beside a state that takes none, as two laptops may leave
    it: it is in no sum until somebody decides. `present` is None where nothing of the day is entered. `course` tells
    whether the day was called off.
    """

    bazaar_id: str
    code: str
    name: str
    kind: str
    lokasi: str
    day: date
    took_place: bool
    omzet: int | None
    partners: int | None
    present: int | None
    registered: int
    asked: int
    answered: int
    revision: int
    undecided: int
    seal_mismatch: SealMismatch = SealMismatch.NONE
    uncounted: tuple[str, ...] = ()
    course: DayCourse = GOES_ON


@dataclass(frozen=True, slots=True)
class YearReport:
    """The programme's year. All figures but `parties` are of vendors alone; partners and coaches stand apart there.

    `bazaars` and `bazaar_days` are those at a lokasi that took place, `others` and `other_days` the events of other
    kinds that did; `coverage` says how much of the year has come, and what was not held. `undecided` counts figures
    in conflict: above 0 every total is *sementara*.
    """

    year: int
    bazaars: int
    bazaar_days: int
    others: int
    other_days: int
    coverage: Coverage
    vendors: GroupFigures
    undecided: int
    parties: tuple[Cut, ...]
    by_kind: tuple[Cut, ...]
    by_kota: tuple[Cut, ...]
    by_kecamatan: tuple[Cut, ...]
    by_agency: tuple[Cut, ...]
    by_category: tuple[Cut, ...]
    days: tuple[YearDay, ...]
    corrections: tuple[CorrectionNote, ...]

    @property
    def is_provisional(self) -> bool:
        return self.undecided > 0


def year_report(
    session: Session, year: int, today: date | None = None, *, check_seals: bool = False
) -> YearReport:
    """The report over every bazaar day in `year`; a sealed day counts as its seal covers it, as on its papers.

    Days after `today` are still to come, and nothing of theirs is missing. A day with a row that is still to
    be decided counts what is sure of it: no single day takes down the sum of many. Raises NoSuchYear.
    """
    book = read_book(session, year, check_seals=check_seals)
    vendors = [row for row in book.rows if row.row.party == VENDOR]
    undecided = decisions_by_scope(session)
    days = tuple(_day(day, undecided) for day in book.days)
    return YearReport(
        year=year,
        **_counts(book.held),
        coverage=coverage(session, book.days, today),
        vendors=_figures(vendors, book, book.held),
        undecided=sum(day.undecided for day in days),
        parties=tuple(_party(book, party) for party in PARTIES),
        by_kind=_cuts(vendors, "kind", book),
        by_kota=_cuts(vendors, "kota", book),
        by_kecamatan=_cuts(vendors, "kecamatan", book),
        by_agency=_cuts(vendors, "agency", book),
        by_category=_cuts(vendors, "category", book),
        days=days,
        corrections=correction_notes(session, vendors),
    )


def report_years(session: Session) -> list[int]:
    """Give the years in which a bazaar stood, the latest first."""
    return sorted({day.day.year for bazaar in list_bazaars(session) for day in bazaar.days}, reverse=True)


def year_rows(
    session: Session, year: int, cut: str = "party", key: str = VENDOR, *, check_seals: bool = False
) -> list[ReportRow]:
    """The rows behind one figure: those whose `cut` (one of CUTS) is `key`; of vendors, unless the cut is by party.

    Raises NoSuchYear, UnknownCut.
    """
    _require_cut(cut)
    return _rows_of(read_book(session, year, check_seals=check_seals), cut, key)


def year_bazaars(
    session: Session, year: int, cut: str = "party", key: str = VENDOR, *, check_seals: bool = False
) -> list[BazaarFacts]:
    """The bazaars and other events that took place behind the counts of one group, in the order of their days.

    Raises NoSuchYear, UnknownCut.
    """
    _require_cut(cut)
    book = read_book(session, year, check_seals=check_seals)
    days = _days_of(book, cut, key, _rows_of(book, cut, key))
    return list({day.bazaar.id: day.bazaar for day in days}.values())


def find_group(session: Session, year: int, cut: str, key: str | None) -> str:
    """Give the key of a group that the report of the year has in this cut; of the parties the vendors, if none is said.

    Raises NoSuchYear, UnknownCut, UnknownGroup.
    """
    _require_cut(cut)
    if cut == "party":
        key, known = VENDOR if key is None else key, set(PARTIES)
    else:
        book = read_book(session, year)
        vendors = [row for row in book.rows if row.row.party == VENDOR]
        known = {KEYS[cut](row.bazaar, said) for row in vendors for said in (row.row, row.sealed or row.row)}
        known |= {_of_bazaar(cut, day.bazaar) for day in book.held} if cut in OF_A_BAZAAR else set()
    if key is None or key not in known:
        raise UnknownGroup(cut=cut, key=key or "", known=", ".join(sorted(filter(None, known))) or "-")
    return key


def _require_cut(cut: str) -> None:
    if cut not in CUTS:
        raise UnknownCut(cut=cut, known=", ".join(CUTS))


def _rows_of(book: YearBook, cut: str, key: str) -> list[ReportRow]:
    rows = book.rows if cut == "party" else [row for row in book.rows if row.row.party == VENDOR]
    return [row for row in rows if KEYS[cut](row.bazaar, row.row) == key]


def _days_of(book: YearBook, cut: str, key: str, rows: Sequence[ReportRow]) -> list[BookDay]:
    """The days that took place and are counted in a group: its bazaars' own, or those on which it took part."""
    if cut in OF_A_BAZAAR:
        return [day for day in book.held if _of_bazaar(cut, day.bazaar) == key]
    took_part = {(row.bazaar.id, row.day) for row in rows if row.took_part}
    return [day for day in book.held if (day.bazaar.id, day.day) in took_part]


def _of_bazaar(cut: str, bazaar: BazaarFacts) -> str:
    return {"bazaar": bazaar.label}.get(cut) or str(getattr(bazaar, cut, ""))


def _counts(held: Sequence[BookDay]) -> dict[str, int]:
    """How many bazaars at a lokasi and other events took place, and on how many days."""
    bazaars = [day for day in held if is_bazaar(day.bazaar.kind)]
    others = [day for day in held if not is_bazaar(day.bazaar.kind)]
    return {
        "bazaars": len({day.bazaar.id for day in bazaars}),
        "bazaar_days": len(bazaars),
        "others": len({day.bazaar.id for day in others}),
        "other_days": len(others),
    }


def _figures(
    rows: Sequence[ReportRow],
    book: YearBook,
    held: Sequence[BookDay],
    *,
    party: str = VENDOR,
    moved: MovedByCorrection = MovedByCorrection(),
) -> GroupFigures:
    days: dict[tuple[str, date], list[DayRow]] = defaultdict(list)
    for row in rows:
        days[row.bazaar.id, row.day].append(row.row)
    figures = period_figures(day_figures(day, party=party) for day in days.values())
    took_part = [row for row in rows if row.took_part]
    counts = _counts(held)
    return GroupFigures(
        bazaars=counts["bazaars"],
        others=counts["others"],
        reach=count_people(((row.row.participation_id, row.person) for row in took_part), book.veterans),
        omzet=figures.omzet,
        transactions=figures.sales,
        asked=figures.asked,
        answered=figures.answered,
        blank=figures.blank,
        undecided=sum(row.undecided for row in rows),
        moved=moved,
    )


def _party(book: YearBook, party: str) -> Cut:
    rows = [row for row in book.rows if row.row.party == party]
    figures = _figures(rows, book, _days_of(book, "party", party, rows), party=party)
    if party != VENDOR:
        figures = replace(figures, reach=replace(figures.reach, newcomers=None))
    return Cut(party, figures)


def _cuts(vendors: Iterable[ReportRow], cut: str, book: YearBook) -> tuple[Cut, ...]:
    """Every group of a cut: those of its rows, of its bazaars, and those that a correction has emptied."""
    groups: dict[str, list[ReportRow]] = defaultdict(list)
    changes: dict[str, list[tuple[ReportRow, int]]] = defaultdict(list)
    for row in vendors:
        key = KEYS[cut](row.bazaar, row.row)
        groups[key].append(row)
        before = KEYS[cut](row.bazaar, row.sealed) if row.sealed else key
        if before != key:
            changes[key].append((row, row.row.total or 0))
            changes[before].append((row, -(row.row.total or 0)))
    keys = {*groups, *changes}
    if cut in OF_A_BAZAAR:
        keys |= {_of_bazaar(cut, day.bazaar) for day in book.held}
    return tuple(
        Cut(
            key,
            _figures(groups[key], book, _days_of(book, cut, key, groups[key]), moved=_moved(changes[key])),
        )
        for key in sorted(keys)
    )


def _moved(changes: Sequence[tuple[ReportRow, int]]) -> MovedByCorrection:
    days = {(row.bazaar.id, row.day) for row, _ in changes}
    return MovedByCorrection(sum(rupiah for _, rupiah in changes), len(days))


def _day(day: BookDay, undecided: Mapping[str, int]) -> YearDay:
    rows = list(day.rows)
    umkm = day_figures(rows)
    return YearDay(
        bazaar_id=day.bazaar.id,
        code=day.bazaar.label,
        name=day.bazaar.name,
        kind=day.bazaar.kind,
        lokasi=day.bazaar.lokasi,
        day=day.day,
        took_place=day.took_place,
        omzet=umkm.omzet,
        partners=day_figures(rows, party=PARTNER).omzet,
        present=umkm.present if day.revision or is_entered(rows) else None,
        registered=umkm.registered,
        asked=umkm.asked,
        answered=umkm.answered,
        revision=day.revision,
        undecided=undecided.get(f"{day.bazaar.id}/{day.day.isoformat()}", 0),
        seal_mismatch=day.seal_mismatch,
        uncounted=tuple(sorted({row.business for row in rows if holds_uncounted_amount(row)})),
        course=day.course,
    )
