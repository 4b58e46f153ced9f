"""A day's figures as `definitions` has them, from its rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from bazar_desktop.domain.closing.proofs import is_partly
from bazar_desktop.domain.day.model import (
    ABSENT,
    BLANK,
    CHANNELS,
    DECLINED,
    EXCUSED,
    NIL,
    PRESENT,
    REPORTED,
    VENDOR,
    DayRow,
)


@dataclass(frozen=True, slots=True)
class DayFigures:
    """The figures of one party kind on one day, or of a group of it; each participation counts once.

    registered = present + excused + absent + expected; asked = answered + declined + blank; nil and partly are among
    answered. Rupiah (`omzet`, `channels` in the order of CHANNELS, `average`, `median`) and `sales` are None where
    nobody answered; a channel that nobody filled is None too, and so are `cash` and `cashless` then. `cashless_share`,
    in tenths of a per cent, is None where nothing was sold as well. `newcomers` and `took_part`, of whom the former
    are some, count people: who stands on the day under two ids is one.
    """

    registered: int
    present: int
    excused: int
    absent: int
    expected: int
    newcomers: int
    took_part: int
    asked: int
    answered: int
    nil: int
    partly: int
    declined: int
    blank: int
    omzet: int | None
    channels: tuple[int | None, ...]
    sales: int | None
    average: int | None
    median: int | None

    @property
    def cash(self) -> int | None:
        return self.channels[0] if self.omzet is not None else None

    @property
    def cashless(self) -> int | None:
        return known_sum(self.channels[1:]) if self.omzet is not None else None

    @property
    def cashless_share(self) -> int | None:
        return None if self.cashless is None else share(self.cashless, self.omzet)


def day_figures(rows: Iterable[DayRow], asked: Collection[str] = CHANNELS, party: str = VENDOR) -> DayFigures:
    """The figures of `party` over the rows of one day; `asked` are the channels that everybody is asked for."""
    stays = _stays(row for row in rows if row.party == party)
    marks = [_mark(stay) for stay in stays]
    awaited = [stay for stay, mark in zip(stays, marks, strict=True) if mark == PRESENT or is_heard(stay)]
    told = [stay for stay in awaited if is_told(stay)]
    totals = [sum(row.total or 0 for row in stay) for stay in told]
    declined = sum(not is_told(stay) and any(row.omzet == DECLINED for row in stay) for stay in awaited)
    sales = [row.transactions for stay in told for row in stay if row.transactions is not None]
    return DayFigures(
        registered=len(stays),
        present=marks.count(PRESENT),
        excused=marks.count(EXCUSED),
        absent=marks.count(ABSENT),
        expected=sum(mark not in {PRESENT, EXCUSED, ABSENT} for mark in marks),
        newcomers=len({_person(stay) for stay in stays if _is_new(stay)}),
        took_part=len({_person(stay) for stay in stays if took_part(stay)}),
        asked=len(awaited),
        answered=len(told),
        nil=totals.count(0),
        partly=sum(any(is_partly(row, asked) for row in stay) for stay in told),
        declined=declined,
        blank=len(awaited) - len(told) - declined,
        omzet=sum(totals) if told else None,
        channels=tuple(_channel(told, place) for place in range(len(CHANNELS))),
        sales=known_sum(sales),
        average=half_up(sum(totals), len(told)) if told else None,
        median=median_of(totals),
    )


def figures_by(
    rows: Iterable[DayRow],
    key: Callable[[DayRow], str],
    asked: Collection[str] = CHANNELS,
    party: str = VENDOR,
) -> dict[str, DayFigures]:
    """The figures of each group of `party`, by its key in alphabetical order."""
    groups: dict[str, list[DayRow]] = defaultdict(list)
    for row in rows:
        if row.party == party:
            groups[key(row)].append(row)
    return {name: day_figures(group, asked, party) for name, group in sorted(groups.items())}


def is_heard(stay: Sequence[DayRow]) -> bool:
    """Whether the party was heard of its omzet: it told, or declined."""
    return any(row.omzet != BLANK for row in stay)


def is_told(stay: Sequence[DayRow]) -> bool:
    """Whether the party told its omzet in a session: an amount, or nihil."""
    return any(row.total is not None for row in stay)


def unanswered(rows: Iterable[DayRow], party: str = VENDOR) -> list[DayRow]:
    """The first row of each participation that `day_figures` counts as blank (*Belum lapor*)."""
    stays = _stays(row for row in rows if row.party == party)
    awaited = [stay for stay in stays if _mark(stay) == PRESENT or is_heard(stay)]
    return [
        stay[0] for stay in awaited if not is_told(stay) and not any(row.omzet == DECLINED for row in stay)
    ]


def took_part(stay: Sequence[DayRow]) -> bool:
    """Whether the party took part: present, or it told its omzet."""
    return any(row.attendance == PRESENT for row in stay) or is_told(stay)


def newcomers_of(rows: Iterable[DayRow]) -> set[str]:
    """The participations of a day's rows that the figure *newcomers* counts."""
    return {stay[0].participation_id for stay in _stays(rows) if _is_new(stay)}


def known_sum(amounts: Iterable[int | None]) -> int | None:
    """The sum of what is known; None where nothing is, which is *belum ada* and not Rp0."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def share(part: int, whole: int | None) -> int | None:
    """A part of the whole in tenths of a per cent, half up; None of nothing."""
    return half_up(1000 * part, whole) if whole else None


def half_up(amount: int, by: int) -> int:
    """`amount` divided by a positive number, half up."""
    return (2 * amount + by) // (2 * by)


def median_of_kind(sold: Iterable[tuple[str, int]]) -> int | None:
    """Give the middle of what businesses of one kind sold on a day, as figures count it; None of fewer than two.

    `sold` are pairs of a participation and rupiah, one a line of the day: somebody of two sessions has two.
    """
    totals: Counter[str] = Counter()
    for participation_id, rupiah in sold:
        totals[participation_id] += rupiah
    return median_of(totals.values()) if len(totals) > 1 else None


def median_of(amounts: Iterable[int]) -> int | None:
    """The middle of whole rupiah, of an even count the mean of the two middle ones, half up; None of none."""
    ordered = sorted(amounts)
    middle = len(ordered) // 2
    if not ordered:
        return None
    return ordered[middle] if len(ordered) % 2 else half_up(ordered[middle - 1] + ordered[middle], 2)


def _stays(rows: Iterable[DayRow]) -> list[list[DayRow]]:
    """The rows of each participation, in the order given, each session once."""
    by_party: dict[str, dict[int, DayRow]] = defaultdict(dict)
    for row in rows:
        by_party[row.participation_id].setdefault(row.session, row)
    return [list(sessions.values()) for sessions in by_party.values()]


def _is_new(stay: Sequence[DayRow]) -> bool:
    """Whether the party took part, and its person never did in a bazaar that began before."""
    return stay[0].first_time and took_part(stay)


def _person(stay: Sequence[DayRow]) -> str:
    return stay[0].person or stay[0].participation_id


def _mark(stay: Sequence[DayRow]) -> str:
    """The attendance that counts for the day: present in any session is present, then excused, then absent."""
    marks = {row.attendance for row in stay}
    return next((mark for mark in (PRESENT, EXCUSED, ABSENT) if mark in marks), stay[0].attendance)


def _channel(told: Sequence[Sequence[DayRow]], place: int) -> int | None:
    """A channel's rupiah; None where nobody filled it and nobody was nihil."""
    if not told:
        return None
    amounts = [
        row.amounts[place]
        for stay in told
        for row in stay
        if row.omzet == REPORTED and row.amounts[place] is not None
    ]
    nihil = any(row.omzet == NIL for stay in told for row in stay)
    return sum(amount for amount in amounts if amount is not None) if amounts or nihil else None
