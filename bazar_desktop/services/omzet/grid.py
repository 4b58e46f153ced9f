"""The omzet grid of one day: every row with its clock, what stands out, and the running totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.closing.proofs import DayTotals, running_totals
from bazar_desktop.domain.day.model import BLANK, CHANNELS, NIL, VENDOR, DayRow, DaySheet
from bazar_desktop.domain.figures.day import DayFigures, day_figures, half_up, known_sum
from bazar_desktop.domain.omzet.oddness import Odd, oddities
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.bazaars.days import STANDS, day_among, is_on_a_day
from bazar_desktop.services.day.as_sealed import CountedDay, counted_day, counted_rows, said_as_counted
from bazar_desktop.services.day.rows_counted import has_told, rows_counted
from bazar_desktop.services.day.seal_reach import moved_days
from bazar_desktop.services.day.sheet import (
    BazaarRead,
    DayRead,
    read_bazaar,
    read_day,
    rows_of_day,
    sheet_of_bazaar,
    sheet_of_day,
    standing_seal,
)
from bazar_desktop.store.tables import Bazaar, BazaarDay, Conflict, OmzetEntry, Participation, natural_id

PAST_BAZAARS = 3


@dataclass(frozen=True, slots=True)
class PastOmzet:
    """What a vendor sold at an earlier bazaar: rupiah of a day that was told of on average, half up."""

    bazaar: str
    first_day: date
    per_day: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of the grid. `seen` is the entry's clock to give back with the next entry, "" where there is none.

    `past` is the vendor's own last three bazaars, the latest first; `odd` says why today lies far outside them,
    None where it does not or was confirmed.
    `undecided` names the fields in conflict. `counted` is the total that the figures count: in a closed day what its
    seal covers, which is another than the row's own where something came since.
    """

    row: DayRow
    entry_id: str
    seen: str
    past: tuple[PastOmzet, ...]
    odd: Odd | None
    undecided: frozenset[str]
    counted: int | None

    @property
    def counts_otherwise(self) -> bool:
        """Whether the figures count another amount than the row shows; a late answer says so by its own mark."""
        return not self.row.late and self.counted != self.row.total


@dataclass(frozen=True, slots=True)
class OmzetGrid:
    """A day's grid. `channels` are those to show, `asked` those every vendor is asked for.

    `figures` are those of the vendors; `before` is the day on which the bazaar stood before, None on the first, and
    `yesterday` its UMKM omzet, None too where nobody answered. `late` is the rupiah of late answers, which no seal
    covers yet, None without one.
    In a closed day `asked`, `totals` and `figures` are as its seal covers them, as on paper: what came since stands
    apart. Under a seal that does not fit they are as the day stands.
    """

    sheet: DaySheet
    rows: tuple[GridRow, ...]
    channels: tuple[str, ...]
    asked: tuple[str, ...]
    totals: DayTotals
    figures: DayFigures
    yesterday: int | None
    before: date | None
    late: int | None

    @property
    def closed(self) -> bool:
        return bool(self.sheet.seal)


def grid(session: Session, bazaar_id: str, day: date) -> OmzetGrid:
    """The whole grid. Raises UnknownBazaar, NotADayOfThisBazaar."""
    bazaar = bazaar_of(session, bazaar_id)
    day_among(bazaar.days, day)
    read = read_bazaar(session, bazaar)
    known = read_day(session, read, day)
    seal = standing_seal(session, bazaar_id, day)
    alike = sheet_of_bazaar(session, bazaar)
    sheet = sheet_of_day(session, alike, bazaar_id, day, rows=rows_of_day(read, known), seal=seal)
    used = {
        name
        for row in sheet.rows
        for name, number in zip(CHANNELS, row.amounts, strict=True)
        if number is not None
    }
    counted = counted_day(session, bazaar, day, CountedDay(sheet.rows, sheet.asked), seal)
    rows = _late_marked(said_as_counted(sheet.rows, counted.rows), counted.rows)
    categories = counted.categories or sheet.categories
    sheet = replace(sheet, rows=rows, categories=categories, seal_mismatch=counted.seal_mismatch)
    stood = [item.day for item in bazaar.days if item.day < day and not item.is_off]
    before = stood[-1] if stood else None
    return OmzetGrid(
        sheet=sheet,
        rows=_rows(session, read, day, known, sheet.rows, counted.rows),
        channels=tuple(name for name in CHANNELS if name in counted.asked or name in used),
        asked=counted.asked,
        totals=running_totals(counted.rows, counted.asked),
        figures=day_figures(counted.rows, counted.asked),
        yesterday=_omzet_of(session, read, before) if before is not None else None,
        before=before,
        late=known_sum(row.total for row in sheet.rows if row.late and row.party == VENDOR),
    )


def _late_marked(rows: Sequence[DayRow], counted: Sequence[DayRow]) -> tuple[DayRow, ...]:
    """Mark as late whose answer no seal covers: given at another laptop, it may be older than the seal."""
    covered = {(row.participation_id, row.session) for row in counted if row.omzet != BLANK}
    return tuple(
        row
        if row.omzet == BLANK or (row.participation_id, row.session) in covered
        else replace(row, late=True)
        for row in rows
    )


def _omzet_of(session: Session, read: BazaarRead, before: date) -> int | None:
    rows = rows_of_day(read, read_day(session, read, before))
    seal = standing_seal(session, read.bazaar.id, before)
    return day_figures(counted_rows(session, read.bazaar, before, rows, seal)).omzet


def _rows(
    session: Session,
    read: BazaarRead,
    day: date,
    known: DayRead,
    rows: tuple[DayRow, ...],
    counted: Sequence[DayRow],
) -> tuple[GridRow, ...]:
    totals = {row.key: row.total for row in counted}
    clocks = {row.id: row.changed_at for row in known.omzet.values()}
    conflicts = _conflicts(session, f"{read.bazaar.id}/{day.isoformat()}")
    past = past_omzet(session, read, day)
    odd = oddities(rows, {who: tuple(omzet.per_day for omzet in before) for who, before in past.items()})
    grid_rows = []
    for row in rows:
        entry = natural_id(OmzetEntry.__tablename__, row.participation_id, day, row.session)
        before = past.get(row.participation_id, ())
        stands_out = odd[row.participation_id, row.session]
        grid_rows.append(
            GridRow(
                row,
                entry,
                clocks.get(entry, ""),
                before,
                stands_out,
                frozenset(conflicts.get(entry, ())),
                totals.get(row.key),
            )
        )
    return tuple(grid_rows)


def _conflicts(session: Session, scope: str) -> dict[str, list[str]]:
    query = select(Conflict.row_id, Conflict.field).where(
        Conflict.scope == scope, Conflict.entity == OmzetEntry.__tablename__
    )
    found: dict[str, list[str]] = defaultdict(list)
    for row in session.execute(query):
        found[row.row_id].append(row.field)
    return found


def past_omzet(session: Session, read: BazaarRead, day: date) -> dict[str, tuple[PastOmzet, ...]]:
    """Each vendor's own last three bazaars before this one, by the participation in this one.

    Sealed days are as their seals cover them. Joined vendor ids count as one person.
    """
    bazaar_id, groups = read.bazaar.id, read.persons
    here = {row.id: row.vendor_id for row in read.participations.values() if row.vendor_id}
    mine = {row_id: groups.get(vendor, vendor) for row_id, vendor in here.items()}
    wanted = set(mine.values())
    vendors = set(here.values()) | {item for item, group in groups.items() if group in wanted}
    sums: dict[tuple[str, str], dict[date, int]] = defaultdict(lambda: defaultdict(int))
    names, firsts = _names_and_first_days(session)
    began = firsts.get(bazaar_id, day)
    earlier = {bazaar for bazaar, first in firsts.items() if bazaar != bazaar_id and first < began}
    for vendor, entry in _told_at(session, earlier, sorted(vendors)):
        sums[groups.get(vendor, vendor), entry.bazaar_id][entry.day] += _rupiah(entry)
    omzets: dict[str, list[PastOmzet]] = defaultdict(list)
    for (group, bazaar), days in sums.items():
        average = half_up(sum(days.values()), len(days))
        omzets[group].append(PastOmzet(names.get(bazaar, ""), firsts[bazaar], average))
    last = {
        group: tuple(
            sorted(ones, key=lambda item: (item.first_day, item.bazaar), reverse=True)[:PAST_BAZAARS]
        )
        for group, ones in omzets.items()
    }
    return {id_: last[group] for id_, group in mine.items() if group in last}


def _names_and_first_days(session: Session) -> tuple[dict[str, str], dict[str, date]]:
    """Of every bazaar its name, and the first of its days where it has any."""
    days = (BazaarDay.bazaar_id == Bazaar.id) & STANDS
    query = select(Bazaar.id, Bazaar.name, func.min(BazaarDay.day)).outerjoin(BazaarDay, days)
    rows = session.execute(query.group_by(Bazaar.id, Bazaar.name)).all()
    names = {row_id: name or "" for row_id, name, _first in rows}
    return names, {row_id: first for row_id, _name, first in rows if first}


def _told_at(session: Session, bazaars: Set[str], vendors: Sequence[str]) -> Iterator[tuple[str, OmzetEntry]]:
    """Every answer of these vendors at these bazaars that counts, each with its vendor."""
    if not bazaars or not vendors:
        return
    query = (
        select(Participation.vendor_id, OmzetEntry)
        .join(OmzetEntry, OmzetEntry.participation_id == Participation.id)
        .where(Participation.withdrawn.is_(False), OmzetEntry.withdrawn.is_(False), is_on_a_day(OmzetEntry))
        .where(Participation.vendor_id.in_(vendors))
    )
    live = [
        (str(vendor), entry)
        for vendor, entry in session.execute(query)
        if entry.bazaar_id in bazaars and has_told(entry)
    ]
    theirs = select(Participation.bazaar_id).where(Participation.vendor_id.in_(vendors)).distinct()
    attended = sorted(bazaars & set(session.execute(theirs).scalars()))
    moved = moved_days(session, attended) if attended else {}
    yield from ((vendor, entry) for vendor, entry in live if (entry.bazaar_id, entry.day) not in moved)
    if moved:
        yield from rows_counted(session, OmzetEntry, vendors, moved.get, has_told)


def _rupiah(entry: OmzetEntry) -> int:
    return 0 if entry.state == NIL else sum(getattr(entry, name) or 0 for name in CHANNELS)
