"""The omzet grid of one day: every row with its clock, what stands out, and the running totals."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.closing.proofs import DayTotals, running_totals
from bazar_desktop.domain.day.model import CHANNELS, VENDOR, DayRow, DaySheet
from bazar_desktop.domain.figures.day import DayFigures, day_figures
from bazar_desktop.domain.omzet.oddness import Odd, oddities
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.day.sheet import day_rows, day_sheet
from bazar_desktop.services.register.vendors import people
from bazar_desktop.services.settings.values import asked_channels
from bazar_desktop.store.tables import Bazaar, BazaarDay, Conflict, OmzetEntry, Participation, natural_id

PAST_BAZAARS = 3


@dataclass(frozen=True, slots=True)
class PastOmzet:
    """What a vendor sold at an earlier bazaar: rupiah of a day on average, rounded down."""

    bazaar: str
    first_day: date
    per_day: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of the grid. `seen` is the entry's clock to give back with the next entry, "" where there is none.

    `past` is the vendor's own last three bazaars, the latest first; `odd` says why today lies far outside them,
    None where it does not or was confirmed.
    `undecided` names the fields in conflict.
    """

    row: DayRow
    entry_id: str
    seen: str
    past: tuple[PastOmzet, ...]
    odd: Odd | None
    undecided: frozenset[str]


@dataclass(frozen=True, slots=True)
class OmzetGrid:
    """A day's grid. `channels` are those to show, `asked` those every vendor is asked for.

    `figures` are those of the vendors; `yesterday` is the UMKM omzet of the bazaar's day before, None on the first
    day and where nobody answered. `late` is the rupiah of late answers, which no seal covers yet: in a closed day they
    stand apart from `totals`, as on paper.
    """

    sheet: DaySheet
    rows: tuple[GridRow, ...]
    channels: tuple[str, ...]
    asked: tuple[str, ...]
    totals: DayTotals
    figures: DayFigures
    yesterday: int | None
    late: int

    @property
    def closed(self) -> bool:
        return bool(self.sheet.seal)


def grid(session: Session, bazaar_id: str, day: date) -> OmzetGrid:
    """The whole grid. Raises UnknownBazaar, NotADayOfThisBazaar."""
    sheet = day_sheet(session, bazaar_id, day)
    asked = asked_channels(session)
    used = {
        name
        for row in sheet.rows
        for name, number in zip(CHANNELS, row.amounts, strict=True)
        if number is not None
    }
    counted = [row for row in sheet.rows if not (sheet.seal and row.late)]
    known = running_totals(counted, asked)
    return OmzetGrid(
        sheet=sheet,
        rows=_rows(session, bazaar_id, day, sheet.rows),
        channels=tuple(name for name in CHANNELS if name in asked or name in used),
        asked=asked,
        totals=known,
        figures=day_figures(counted, asked),
        yesterday=_yesterday(session, bazaar_id, sheet),
        late=sum(row.total or 0 for row in sheet.rows if row.late and row.party == VENDOR),
    )


def _yesterday(session: Session, bazaar_id: str, sheet: DaySheet) -> int | None:
    if sheet.day_number == 1:
        return None
    before = day_rows(session, bazaar_of(session, bazaar_id), sheet.days[sheet.day_number - 2])
    return day_figures(before).omzet


def _rows(session: Session, bazaar_id: str, day: date, rows: tuple[DayRow, ...]) -> tuple[GridRow, ...]:
    query = select(OmzetEntry.id, OmzetEntry.changed_at).where(
        OmzetEntry.bazaar_id == bazaar_id, OmzetEntry.day == day, OmzetEntry.withdrawn.is_(False)
    )
    clocks = {row.id: row.changed_at for row in session.execute(query)}
    conflicts = _conflicts(session, f"{bazaar_id}/{day.isoformat()}")
    past = past_omzet(session, bazaar_id, day)
    odd = oddities(rows, {who: tuple(omzet.per_day for omzet in before) for who, before in past.items()})
    grid_rows = []
    for row in rows:
        entry = natural_id(OmzetEntry.__tablename__, row.participation_id, day, row.session)
        before = past.get(row.participation_id, ())
        stands_out = odd[row.participation_id, row.session]
        grid_rows.append(
            GridRow(
                row, entry, clocks.get(entry, ""), before, stands_out, frozenset(conflicts.get(entry, ()))
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


def past_omzet(session: Session, bazaar_id: str, day: date) -> dict[str, tuple[PastOmzet, ...]]:
    """Each vendor's own last three bazaars before this one, by the participation in this one.

    Joined vendor ids count as one person.
    """
    here = select(Participation.id, Participation.vendor_id).where(
        Participation.bazaar_id == bazaar_id,
        Participation.withdrawn.is_(False),
        Participation.vendor_id.is_not(None),
    )
    groups = people(session)
    mine = {row.id: groups.get(row.vendor_id, row.vendor_id) for row in session.execute(here)}
    wanted = set(mine.values())
    vendors = {row.vendor_id for row in session.execute(here)} | {
        item for item, group in groups.items() if group in wanted
    }
    sums: dict[tuple[str, str], list[int]] = defaultdict(list)
    firsts = _first_days(session)
    began = firsts.get(bazaar_id, day)
    for group, bazaar, total in _totals_elsewhere(session, bazaar_id, groups, vendors):
        if bazaar in firsts and firsts[bazaar] < began:
            sums[group, bazaar].append(total)
    names = {row.id: row.name or "" for row in session.execute(select(Bazaar.id, Bazaar.name))}
    omzets: dict[str, list[PastOmzet]] = defaultdict(list)
    for (group, bazaar), totals in sums.items():
        omzets[group].append(PastOmzet(names.get(bazaar, ""), firsts[bazaar], sum(totals) // len(totals)))
    last = {
        group: tuple(sorted(ones, key=lambda item: item.first_day, reverse=True)[:PAST_BAZAARS])
        for group, ones in omzets.items()
    }
    return {id_: last[group] for id_, group in mine.items() if group in last}


def _first_days(session: Session) -> dict[str, date]:
    query = select(BazaarDay.bazaar_id, BazaarDay.day).where(BazaarDay.withdrawn.is_(False))
    days: dict[str, date] = {}
    for row in session.execute(query):
        if row.bazaar_id and row.day:
            days[row.bazaar_id] = min(row.day, days.get(row.bazaar_id, row.day))
    return days


def _totals_elsewhere(
    session: Session, bazaar_id: str, groups: dict[str, str], vendors: set[str]
) -> list[tuple[str, str, int]]:
    """(person, bazaar, rupiah) of every answered day at other bazaars."""
    columns = [getattr(OmzetEntry, name) for name in CHANNELS]
    query = (
        select(Participation.vendor_id, Participation.bazaar_id, *columns)
        .join(OmzetEntry, OmzetEntry.participation_id == Participation.id)
        .where(Participation.bazaar_id != bazaar_id, Participation.withdrawn.is_(False))
        .where(OmzetEntry.withdrawn.is_(False), OmzetEntry.state.in_(("nil", "reported")))
        .where(Participation.vendor_id.in_(sorted(vendors)))
    )
    return [
        (groups.get(vendor, vendor), bazaar, sum(amount or 0 for amount in amounts))
        for vendor, bazaar, *amounts in session.execute(query)
    ]
