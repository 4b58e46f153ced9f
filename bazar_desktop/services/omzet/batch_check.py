"""A total typed from the stack of slips, compared with the rows: which row explains the difference."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import BLANK, CHANNELS, VENDOR, DayRow
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.figures.day import known_sum
from bazar_desktop.domain.omzet.miscounts import ABOVE, MISSING, SWAPPED, Miscount, find_miscounts
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.bazaars.days import require_day
from bazar_desktop.services.day.as_sealed import CountedDay, counted_day
from bazar_desktop.services.day.sheet import day_rows, standing_seal, undecided
from bazar_desktop.services.settings.values import asked_channels

Key = tuple[str, int]  # participation, session


class NoSuchChannel(BazarError):
    """A batch total is of all channels or of one of those that exist. Facts: channel."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A row that explains the difference.

    `kind` as in `domain.omzet.miscounts` (swapped, left_out, twice, sign, zeros, above, missing); `channel` is the
    cell, "" for the whole row. `here` is what stands here, `would_be` what it would be.
    """

    participation_id: str
    session: int
    booth: str
    business: str
    kind: str
    channel: str
    here: int | None
    would_be: int


@dataclass(frozen=True, slots=True)
class BatchCheck:
    """The typed total beside the sum of the rows. `suspects` are all rows that explain it, the likeliest first.

    `total_would_be`: two swapped digits of the typed total itself would explain all of it. `undecided` counts fields of
    the day in conflict: above 0 the sum is *sementara*. In a closed day `here` is what its seal covers, as at the foot
    of the table; `late` are the rupiah of answers after it, None without one.
    """

    typed: int
    here: int
    rows: int
    answered: int
    suspects: tuple[Suspect, ...] = ()
    total_would_be: int | None = None
    undecided: int = 0
    late: int | None = None

    @property
    def difference(self) -> int:
        return self.typed - self.here


@dataclass(frozen=True, slots=True)
class _Cell:
    row: DayRow
    channel: str
    amount: int | None


def check_batch(
    session: Session, bazaar_id: str, day: date, *, total: int, rows: Collection[Key] = (), channel: str = ""
) -> BatchCheck:
    """Compare `total` with `rows` (none: every UMKM row of the day), in all channels or in one.

    Raises UnknownBazaar, NotADayOfThisBazaar, NoSuchChannel.
    """
    if channel and channel not in CHANNELS:
        raise NoSuchChannel(channel=channel)
    require_day(session, bazaar_id, day)
    bazaar, seal = bazaar_of(session, bazaar_id), standing_seal(session, bazaar_id, day)
    now = CountedDay(day_rows(session, bazaar, day), asked_channels(session))
    counted = counted_day(session, bazaar, day, now, seal)
    listed = [row for row in counted.rows if _is_meant(row, rows)]
    check = compare(total, listed, counted.asked, channel)
    late = _late([row for row in now.rows if _is_meant(row, rows)], listed, channel)
    return replace(check, undecided=undecided(session, bazaar_id, day), late=late)


def _late(now: Sequence[DayRow], counted: Sequence[DayRow], channel: str) -> int | None:
    """What was told in rows of which the seal has no answer; None where there is none."""
    told = {row.key for row in counted if row.omzet != BLANK}
    late = [row for row in now if row.key not in told]
    if channel:
        return known_sum(row.amounts[CHANNELS.index(channel)] for row in late if row.total is not None)
    return known_sum(row.total for row in late)


def compare(total: int, listed: Sequence[DayRow], asked: Collection[str], channel: str = "") -> BatchCheck:
    """`total` beside the sum of these rows; a blank cell of the channels `asked` may hold what the stack has more."""
    cells = list(_cells(listed, (channel,) if channel else CHANNELS, asked))
    here = sum(cell.amount or 0 for cell in cells)
    whole = [] if channel else [_Cell(row, "", row.total) for row in listed]
    found = _ranked([*_explained(total, whole), *_explained(total, cells)])
    typed = next((miscount.would_be for cell, miscount in found if cell is None), None)
    named = [_suspect(cell, miscount) for cell, miscount in found if cell is not None]
    answered = sum(row.total is not None for row in listed)
    return BatchCheck(total, here, len(listed), answered, tuple(named), typed)


def _is_meant(row: DayRow, rows: Collection[Key]) -> bool:
    return (row.participation_id, row.session) in rows if rows else row.party == VENDOR


def _cells(rows: Sequence[DayRow], channels: Sequence[str], asked: Collection[str]) -> Iterator[_Cell]:
    """The cells of `rows`: those that are filled, and the blank ones of the channels that everybody is asked for."""
    for row in rows:
        for name in channels:
            amount = row.amounts[CHANNELS.index(name)]
            if amount is not None or name in asked:
                yield _Cell(row, name, amount)


Found = tuple[_Cell | None, Miscount]


def _explained(total: int, cells: Sequence[_Cell]) -> list[Found]:
    return [
        (None if miscount.index is None else cells[miscount.index], miscount)
        for miscount in find_miscounts(total, [cell.amount for cell in cells])
    ]


def _ranked(found: Sequence[Found]) -> list[Found]:
    """The likeliest first, each row once.

    A row that is the difference itself goes before swapped digits, a cell before the whole row. Of swapped digits the
    likeliest is the one between a round figure and a crooked one: what is sold ends in zeros. Blank
    rows, and those that are more than the whole stack, are named only where nothing explains the difference.
    """
    once: dict[Key | None, Found] = {}
    explained = [item for item in found if item[1].kind not in {MISSING, ABOVE}] or found
    for item in sorted(explained, key=lambda each: _rank(*each)):
        cell = item[0]
        once.setdefault(None if cell is None else (cell.row.participation_id, cell.row.session), item)
    return list(once.values())


def _rank(cell: _Cell | None, miscount: Miscount) -> tuple[int, int, bool]:
    group = 1 if miscount.kind == SWAPPED else 0
    rounder = (
        abs(_zeros(miscount.would_be) - _zeros(cell.amount or 0)) if cell and miscount.kind == SWAPPED else 0
    )
    return group, -rounder, cell is not None and not cell.channel


def _zeros(amount: int) -> int:
    return len(str(amount)) - len(str(amount).rstrip("0"))


def _suspect(cell: _Cell, miscount: Miscount) -> Suspect:
    row = cell.row
    return Suspect(
        row.participation_id,
        row.session,
        row.booth,
        row.business,
        miscount.kind,
        cell.channel,
        cell.amount,
        miscount.would_be,
    )
