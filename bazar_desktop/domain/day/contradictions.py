"""Two facts of a day that exclude each other: somebody was away and sold, or the ledger says other than the grid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bazar_desktop.domain.calendar import is_another_day
from bazar_desktop.domain.day.model import (
    ABSENT,
    BLANK,
    CALLED_OFF,
    COACH,
    DECLINED,
    EXCUSED,
    NIL,
    PARTNER,
    PRESENT,
    REPORTED,
    DayRow,
    PartnerGoods,
    StandChange,
)

AWAY_BUT_TOLD, AWAY_BUT_SOLD = "away_but_told", "away_but_sold"
CALLED_OFF_BUT_HERE = "called_off_but_here"
STATE_BUT_AMOUNT, NIL_BUT_SALES = "state_but_amount", "nil_but_sales"
LEDGER_NOT_GRID, OVERSOLD = "ledger_not_grid", "oversold"
TWO_HOLDERS, LEFT_BEFORE_COMING = "two_holders", "left_before_coming"
HANDED_OVER_BUT_HERE, JOINED_BUT_AWAY = "handed_over_but_here", "joined_but_away"
NOT_ITS_SESSION, CAME_AFTER_CLOSE = "not_its_session", "came_after_close"
ARRIVED_ANOTHER_DAY = "arrived_another_day"
CLASHES = (
    AWAY_BUT_TOLD,
    AWAY_BUT_SOLD,
    LEDGER_NOT_GRID,
    OVERSOLD,
    CALLED_OFF_BUT_HERE,
    STATE_BUT_AMOUNT,
    NIL_BUT_SALES,
    HANDED_OVER_BUT_HERE,
    JOINED_BUT_AWAY,
    NOT_ITS_SESSION,
    TWO_HOLDERS,
    CAME_AFTER_CLOSE,
    LEFT_BEFORE_COMING,
    ARRIVED_ANOTHER_DAY,
)
Closed = tuple[datetime, datetime | None]  # from when to when a day was under a seal


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two facts of one row that exclude each other.

    away_but_told: izin or alpa for the day, and an omzet (or a refusal to tell) stands. away_but_sold: a mitra is izin
    or alpa for the day, and its ledger has sold goods. called_off_but_here: reserve, cancelled or rejected, and it is
    present or told an omzet. state_but_amount: nihil, declined or blank, and an amount or transactions stand.
    nil_but_sales: nihil, and transactions are counted, or no transactions and an amount.
    ledger_not_grid: a mitra's ledger adds up to other rupiah than its rows, or these are blank. oversold: more goods
    were sold than there were. two_holders: a booth has two parties in one session. left_before_coming: gone home before
    arriving. handed_over_but_here: its stand was handed on, and it is present or told an omzet.
    joined_but_away: it took a stand over and is izin or alpa there. not_its_session: an omzet in a session in which it
    holds no booth, though it holds one in another. came_after_close: it arrived while the day was under a seal.
    arrived_another_day: it came or went on another date than the day. `first`
    and `second` are the two facts where they are rupiah (or thousandths of goods, with `goods` the name), else None.
    """

    clash: str
    row: DayRow
    first: int | None = None
    second: int | None = None
    goods: str = ""


def contradictions(
    rows: Sequence[DayRow],
    goods: Iterable[PartnerGoods] = (),
    changes: Iterable[StandChange] = (),
    closed: Sequence[Closed] = (),
    day: date | None = None,
) -> tuple[Contradiction, ...]:
    """All pairs of facts of the day that exclude each other, the gravest kind first, within a kind in row order.

    `goods` are the mitra's ledgers, `changes` the stands that changed hands, `closed` when the day was under a seal;
    `day` is its date.
    """
    ledgers = list(goods)
    found = [Contradiction(clash, row) for row in rows for clash in _of_row(row)]
    found += _away(rows, ledgers)
    found += _ledgers(rows, ledgers)
    found += _shared_booths(rows)
    found += _handed_over(rows, list(changes))
    found += _not_its_session(rows)
    found += [Contradiction(CAME_AFTER_CLOSE, row) for row in rows if _came_while_closed(row, closed)]
    found += [Contradiction(ARRIVED_ANOTHER_DAY, row) for row in rows if _on_another_day(row, day)]
    return tuple(sorted(found, key=lambda clash: CLASHES.index(clash.clash)))


def is_away(row: DayRow) -> bool:
    """Marked izin or alpa."""
    return row.attendance in {EXCUSED, ABSENT}


def is_heard(row: DayRow) -> bool:
    """Something was said of the omzet: an amount, nihil, or that it is not told."""
    return row.omzet != BLANK and not (row.omzet == REPORTED and row.total is None)


def _of_row(row: DayRow) -> list[str]:
    clashes = []
    silent = row.omzet in {NIL, DECLINED, BLANK}
    if (silent and any(amount is not None for amount in row.amounts)) or (
        row.transactions and row.omzet in {DECLINED, BLANK}
    ):
        clashes.append(STATE_BUT_AMOUNT)
    if row.status in CALLED_OFF and (row.attendance == PRESENT or is_heard(row)):
        clashes.append(CALLED_OFF_BUT_HERE)
    if (row.omzet == NIL and row.transactions) or (row.total and row.transactions == 0):
        clashes.append(NIL_BUT_SALES)
    if row.arrived_at is not None and row.left_at is not None and row.left_at < row.arrived_at:
        clashes.append(LEFT_BEFORE_COMING)
    return clashes


def _away(rows: Sequence[DayRow], goods: Sequence[PartnerGoods]) -> list[Contradiction]:
    """Who is izin or alpa, in that session or for the whole day, and told an omzet or sold goods.

    Whoever is present in a session is not away for the day.
    """
    here = {row.participation_id for row in rows if row.attendance == PRESENT}
    away: dict[str, DayRow] = {}
    for row in rows:
        if is_away(row) and row.party != COACH and row.participation_id not in here:
            away.setdefault(row.participation_id, row)
    found = [
        Contradiction(AWAY_BUT_TOLD, row)
        for row in rows
        if row.party != COACH and is_heard(row) and (is_away(row) or row.participation_id in away)
    ]
    sold = {line.participation_id for line in goods if line.sold}
    return [*found, *(Contradiction(AWAY_BUT_SOLD, row) for who, row in away.items() if who in sold)]


def _ledgers(rows: Sequence[DayRow], goods: Sequence[PartnerGoods]) -> list[Contradiction]:
    """A mitra's goods against its rows: all that it sold at both its stands together."""
    lines: dict[str, list[PartnerGoods]] = defaultdict(list)
    for line in goods:
        lines[line.participation_id].append(line)
    mine: dict[str, list[DayRow]] = defaultdict(list)
    for row in rows:
        if row.party == PARTNER:
            mine[row.participation_id].append(row)
    found = []
    for participation, of_party in mine.items():
        ledger = _sum(line.rupiah for line in lines[participation])
        told = _sum(row.total for row in of_party)
        unpriced = told == 0 and any(line.sold for line in lines[participation])
        if (ledger is not None and told != ledger) or (ledger is None and unpriced):
            found.append(Contradiction(LEDGER_NOT_GRID, of_party[0], ledger, told))
    for line in goods:
        of_party = mine.get(line.participation_id, [])
        if of_party and line.left is not None and line.left < 0:
            found.append(Contradiction(OVERSOLD, of_party[0], line.opening, line.sold, line.goods))
    return found


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _shared_booths(rows: Sequence[DayRow]) -> list[Contradiction]:
    """Parties that stand where somebody else stands in the same session; whoever is away gives the place up."""
    holders: dict[tuple[str, int], list[DayRow]] = defaultdict(list)
    for row in rows:
        if not is_away(row):
            for booth in row.booths:
                holders[booth, row.session].append(row)
    return [
        Contradiction(TWO_HOLDERS, row)
        for sharing in holders.values()
        if len({row.participation_id for row in sharing}) > 1
        for row in sharing
    ]


def _handed_over(rows: Sequence[DayRow], changes: Sequence[StandChange]) -> list[Contradiction]:
    """Who gave a stand away and works on without one, and who took one over and is marked away there."""
    gave: dict[str, int] = {}
    for change in changes:
        gave[change.left_id] = min(change.session, gave.get(change.left_id, change.session))
    joined = {(change.joined_id, change.session) for change in changes}
    here = [
        Contradiction(HANDED_OVER_BUT_HERE, row)
        for row in rows
        if not row.booth
        and row.session >= gave.get(row.participation_id, row.session + 1)
        and (row.attendance == PRESENT or (is_heard(row) and not is_away(row)))
    ]
    return [
        *here,
        *(Contradiction(JOINED_BUT_AWAY, row) for row in rows if row.key in joined and is_away(row)),
    ]


def _not_its_session(rows: Sequence[DayRow]) -> list[Contradiction]:
    """An omzet in a session without a booth, of a party that holds one in another session."""
    placed = {row.participation_id for row in rows if row.booth}
    return [
        Contradiction(NOT_ITS_SESSION, row)
        for row in rows
        if not row.booth and row.participation_id in placed and is_heard(row)
    ]


def _on_another_day(row: DayRow, day: date | None) -> bool:
    moments = (row.arrived_at, row.left_at)
    return day is not None and any(at is not None and is_another_day(at, day) for at in moments)


def _came_while_closed(row: DayRow, closed: Sequence[Closed]) -> bool:
    arrived = row.arrived_at
    return arrived is not None and any(
        since < arrived and (until is None or arrived < until) for since, until in closed
    )
