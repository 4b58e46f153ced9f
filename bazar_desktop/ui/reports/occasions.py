"""What the board shows at once: the days of one programme, or of one month, grouped by bazaar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bazar_desktop.domain.bazaars.owed import DueRule
from bazar_desktop.domain.calendar import format_date, to_wib
from bazar_desktop.domain.figures.day import known_sum
from bazar_desktop.language import _, language
from bazar_desktop.services.reports.board import BoardRow
from bazar_desktop.ui.words import short_day

MOST_DAYS = 3  # as many as a bazaar usually has; more are told by the last column


@dataclass(frozen=True, slots=True)
class AsOf:
    """The moment at which the board is looked at, and the rule by which its days are late then."""

    now: datetime
    rule: DueRule

    @property
    def today(self) -> date:
        return to_wib(self.now).date()


@dataclass(frozen=True, slots=True)
class LokasiRow:
    """One bazaar of the occasion with its days in order."""

    days: tuple[BoardRow, ...]

    @property
    def first(self) -> BoardRow:
        return self.days[0]

    @property
    def is_in(self) -> bool:
        """Every day that takes place is sealed and whole here, and no laptop is waited for."""
        return all(row.is_complete for row in self.held_days)

    @property
    def is_off(self) -> bool:
        """Whether no day of it takes place."""
        return not self.held_days

    @property
    def held_days(self) -> tuple[BoardRow, ...]:
        """Its days without those that were called off."""
        return tuple(row for row in self.days if not row.is_off)

    def owes(self, today: date) -> bool:
        """Whether a day until `today` is still waited for; what is to come is owed by nobody."""
        return any(not row.is_complete for row in self.held_days if row.day <= today)

    def hours_late(self, as_of: AsOf) -> int | None:
        """How many whole hours its latest day is late; None where none is."""
        hours = (row.hours_late(as_of.rule, as_of.now) for row in self.days)
        return max((late for late in hours if late is not None), default=None)

    def due_days(self, as_of: AsOf) -> tuple[BoardRow, ...]:
        """Its days that are over or took place: of the others nobody can be present yet."""
        return tuple(row for row in self.days if row.is_due(as_of.today))

    def present(self, as_of: AsOf) -> int | None:
        """How many came, all its days together; None where nothing of any is entered."""
        return known_sum(row.present for row in self.due_days(as_of))

    def registered(self, as_of: AsOf) -> int:
        return sum(row.registered for row in self.due_days(as_of))

    @property
    def omzet(self) -> int | None:
        """Rupiah of the days on which a vendor has answered; None where none has."""
        return known_sum(row.omzet for row in self.days)

    @property
    def since_seal(self) -> int:
        """Rupiah by which today's entries differ from the seals."""
        return sum(row.since_seal for row in self.days)

    @property
    def undecided(self) -> int:
        return sum(row.undecided for row in self.days)

    @property
    def late(self) -> int:
        return sum(row.late for row in self.days)

    @property
    def last_package(self) -> datetime | None:
        return max((row.last_package for row in self.days if row.last_package), default=None)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A programme or a month: its name, its days and its bazaars by lokasi."""

    name: str
    days: tuple[date, ...]
    rows: tuple[LokasiRow, ...]
    is_programme: bool = False

    def by_lateness(self, as_of: AsOf) -> tuple[LokasiRow, ...]:
        """Its bazaars, the longest late first."""

        def order(row: LokasiRow) -> int:
            hours = row.hours_late(as_of)
            return 1 if hours is None else -hours

        return tuple(sorted(self.rows, key=order))

    @property
    def has_common_days(self) -> bool:
        """Few enough days that each can have its own column."""
        return len(self.days) <= MOST_DAYS

    @property
    def span(self) -> str:
        """ "20 Mar dan 21 Mar", or from the first to the last."""
        if len(self.days) == 1:
            return format_date(self.days[0], language())
        words = _("{first} dan {last}") if len(self.days) == 2 else _("{first} s.d. {last}")
        return words.format(first=short_day(self.days[0]), last=format_date(self.days[-1], language()))


def occasions(rows: Iterable[BoardRow]) -> list[Occasion]:
    """All occasions, the latest first."""
    groups: dict[tuple[str, str], list[BoardRow]] = defaultdict(list)
    for row in rows:
        groups[(row.programme, "") if row.programme else ("", f"{row.day:%Y-%m}")].append(row)
    found = [_occasion(key[0], group) for key, group in groups.items()]
    return sorted(found, key=lambda item: (item.days[-1], item.name), reverse=True)


def occasion_to_open(known: Sequence[Occasion], today: date) -> int:
    """Tell where in `known` the occasion of today is; else the last that has begun, else the next. 0 where none is."""

    def distance(at: int) -> tuple[int, int]:
        days = known[at].days
        if days[0] <= today <= days[-1]:
            return 0, 0
        if (days[0].year, days[0].month) == (today.year, today.month) and not known[at].is_programme:
            return 1, 0
        return (2, (today - days[0]).days) if days[0] <= today else (3, (days[0] - today).days)

    return min(range(len(known)), key=distance, default=0)


def _occasion(programme: str, rows: list[BoardRow]) -> Occasion:
    bazaars: dict[str, list[BoardRow]] = defaultdict(list)
    for row in rows:
        bazaars[row.bazaar_id].append(row)
    days = tuple(sorted({row.day for row in rows}))
    name = programme or format_date(days[0], language()).split(" ", 1)[1]
    lokasi = [LokasiRow(tuple(sorted(group, key=lambda row: row.day))) for group in bazaars.values()]
    lokasi.sort(key=lambda row: (row.is_off, row.is_in, row.first.lokasi, row.first.code))
    return Occasion(name, days, tuple(lokasi), is_programme=bool(programme))
