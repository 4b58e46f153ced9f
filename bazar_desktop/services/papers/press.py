"""What may be told about a day outside the office: counts and sums, never one vendor's turnover."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from bazar_desktop.domain.bazaars.course import day_course, printed_on
from bazar_desktop.domain.day.halts import DayCourse
from bazar_desktop.domain.day.model import PARTNER, PRESENT, REPORTED, VENDOR, DaySheet, SealMismatch
from bazar_desktop.domain.figures.day import day_figures

FEWEST = 3  # a sum of fewer vendors would let one of them work out another's turnover


@dataclass(frozen=True, slots=True)
class PressFacts:
    """One day in figures. `omzet` and `noncash` (rupiah) are None where too few vendors answered to tell a sum.

    `categories` are (name, vendors present), the largest first; `final`: sealed and nothing undecided.
    `undecided` counts the figures of the day in conflict; `seal_mismatch`: the seal that stands does not fit the day.
    `course` tells how far the day has come, as
    `domain.bazaars.course` has it. `newcomers` are among `took_part`, who were present or told an omzet; `expected` are
    not marked yet. `off`: how the day was called off.
    """

    bazaar: str
    lokasi: str
    kecamatan: str
    kota: str
    day: date
    day_number: int
    days: int
    course: str
    registered: int
    present: int
    expected: int
    took_part: int
    newcomers: int
    partners: tuple[str, ...]
    categories: tuple[tuple[str, int], ...]
    answered: int
    asked: int
    omzet: int | None
    noncash: int | None
    final: bool
    is_sample: bool
    undecided: int = 0
    seal_mismatch: SealMismatch = SealMismatch.NONE
    off: DayCourse | None = None


def partners_here(sheet: DaySheet) -> tuple[str, ...]:
    """The mitra recorded as present, each once."""
    here = {
        row.participation_id: row.business
        for row in sheet.rows
        if row.party == PARTNER and row.attendance == PRESENT
    }
    return tuple(here.values())


def press_facts(sheet: DaySheet) -> PressFacts:
    """The day's facts for the press, from its rows, as at the moment for which `sheet` was read."""
    here = {
        row.participation_id: row for row in sheet.rows if row.party == VENDOR and row.attendance == PRESENT
    }
    umkm = day_figures(sheet.rows, sheet.asked)
    sellers = {row.participation_id for row in sheet.rows if row.party == VENDOR and row.total}
    tellable = len(sellers) >= FEWEST
    names = {category.key: category.name for category in sheet.categories}
    counted = Counter(names.get(row.category, row.category) for row in here.values())
    return PressFacts(
        bazaar=sheet.bazaar_name,
        lokasi=sheet.lokasi,
        kecamatan=sheet.kecamatan,
        kota=sheet.kota,
        day=sheet.day,
        day_number=sheet.day_number,
        days=len(sheet.days),
        course=day_course(sheet, printed_on(sheet)),
        registered=umkm.registered,
        present=umkm.present,
        expected=umkm.expected,
        took_part=umkm.took_part,
        newcomers=umkm.newcomers,
        partners=partners_here(sheet),
        categories=tuple(sorted(counted.items(), key=lambda found: (-found[1], found[0]))),
        answered=umkm.answered,
        asked=umkm.asked,
        omzet=umkm.omzet if tellable else None,
        noncash=umkm.cashless if tellable and _noncash_tellable(sheet) else None,
        final=bool(sheet.seal) and sheet.undecided == 0,
        is_sample=sheet.is_sample,
        undecided=sheet.undecided,
        seal_mismatch=sheet.seal_mismatch,
        off=sheet.off,
    )


def _noncash_tellable(sheet: DaySheet) -> bool:
    """Whether enough vendors took non-cash, and enough took cash, to tell the two sums apart."""
    vendors = [row for row in sheet.rows if row.party == VENDOR and row.omzet == REPORTED]
    cash = {row.participation_id for row in vendors if row.amounts[0]}
    rest = {row.participation_id for row in vendors if any(row.amounts[1:])}
    return min(len(cash), len(rest)) >= FEWEST
