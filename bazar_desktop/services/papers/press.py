"""What may be told about a day outside the office: counts and sums, never one vendor's turnover."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from bazar_desktop.domain.closing import proofs
from bazar_desktop.domain.day.model import PARTNER, PRESENT, REPORTED, VENDOR, DayRow, DaySheet

FEWEST = 3  # a sum of fewer vendors would let one of them work out another's turnover


@dataclass(frozen=True, slots=True)
class PressFacts:
    """One day in figures. `omzet` and `noncash` (rupiah) are None where too few vendors answered to tell a sum.

    `categories` are (name, vendors present), the largest first; `final`: sealed and nothing undecided.
    `undecided` counts the figures of the day in conflict.
    """

    bazaar: str
    lokasi: str
    kecamatan: str
    kota: str
    day: date
    day_number: int
    days: int
    registered: int
    present: int
    newcomers: int
    partners: tuple[str, ...]
    categories: tuple[tuple[str, int], ...]
    answered: int
    omzet: int | None
    noncash: int | None
    final: bool
    is_sample: bool
    undecided: int = 0


@dataclass(frozen=True, slots=True)
class DayCount:
    """Vendors by participation, each once: registered, present, new among these, answered; and the mitra present."""

    registered: int
    present: int
    newcomers: int
    answered: int
    partners: tuple[str, ...]


def count_day(sheet: DaySheet) -> DayCount:
    """Tell who took part, from the day's rows."""
    vendors = _by_party(sheet, VENDOR)
    here = [row for row in vendors.values() if row.attendance == PRESENT]
    mitra = (row.business for row in _by_party(sheet, PARTNER).values() if row.attendance == PRESENT)
    new = sum(row.first_time for row in here)
    return DayCount(len(vendors), len(here), new, _answered(sheet), tuple(mitra))


def press_facts(sheet: DaySheet) -> PressFacts:
    """Give the day's facts for the press, from its rows."""
    vendors = _by_party(sheet, VENDOR)
    here = [row for row in vendors.values() if row.attendance == PRESENT]
    counted_here = count_day(sheet)
    total = proofs.running_totals(sheet.rows).vendors
    sellers = {row.participation_id for row in sheet.rows if row.party == VENDOR and row.total}
    tellable = len(sellers) >= FEWEST
    names = {category.key: category.name for category in sheet.categories}
    counted = Counter(names.get(row.category, row.category) for row in here)
    return PressFacts(
        bazaar=sheet.bazaar_name,
        lokasi=sheet.lokasi,
        kecamatan=sheet.kecamatan,
        kota=sheet.kota,
        day=sheet.day,
        day_number=sheet.day_number,
        days=len(sheet.days),
        registered=counted_here.registered,
        present=counted_here.present,
        newcomers=counted_here.newcomers,
        partners=counted_here.partners,
        categories=tuple(sorted(counted.items(), key=lambda found: (-found[1], found[0]))),
        answered=counted_here.answered,
        omzet=total.total if tellable else None,
        noncash=total.total - total.channels[0] if tellable and _noncash_tellable(sheet) else None,
        final=bool(sheet.seal) and sheet.undecided == 0,
        is_sample=sheet.is_sample,
        undecided=sheet.undecided,
    )


def _answered(sheet: DaySheet) -> int:
    """Vendors who told their turnover, nihil included."""
    told = {row.participation_id for row in sheet.rows if row.party == VENDOR and proofs.is_answered(row)}
    return len(told)


def _noncash_tellable(sheet: DaySheet) -> bool:
    """Whether enough vendors took non-cash, and enough took cash, to tell the two sums apart."""
    vendors = [row for row in sheet.rows if row.party == VENDOR and row.omzet == REPORTED]
    cash = {row.participation_id for row in vendors if row.amounts[0]}
    rest = {row.participation_id for row in vendors if any(row.amounts[1:])}
    return min(len(cash), len(rest)) >= FEWEST


def _by_party(sheet: DaySheet, party: str) -> dict[str, DayRow]:
    """One row a participation of that party kind: the one where it was present, if there is one."""
    rows: dict[str, DayRow] = {}
    for row in sheet.rows:
        if row.party == party and (row.participation_id not in rows or row.attendance == PRESENT):
            rows[row.participation_id] = row
    return rows
