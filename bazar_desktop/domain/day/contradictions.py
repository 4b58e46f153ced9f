"""Two facts of a day that exclude each other: somebody was away and sold, or the ledger says other than the grid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bazar_desktop.domain.day.model import (
    ABSENT,
    BLANK,
    COACH,
    DECLINED,
    EXCUSED,
    NIL,
    PARTNER,
    REPORTED,
    DayRow,
    PartnerGoods,
)

AWAY_BUT_TOLD = "away_but_told"
STATE_BUT_AMOUNT, NIL_BUT_SALES = "state_but_amount", "nil_but_sales"
LEDGER_NOT_GRID, OVERSOLD = "ledger_not_grid", "oversold"
TWO_HOLDERS, LEFT_BEFORE_COMING = "two_holders", "left_before_coming"
CLASHES = (
    AWAY_BUT_TOLD,
    LEDGER_NOT_GRID,
    OVERSOLD,
    STATE_BUT_AMOUNT,
    NIL_BUT_SALES,
    TWO_HOLDERS,
    LEFT_BEFORE_COMING,
)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two facts of one row that exclude each other.

    away_but_told: izin or alpa, and an omzet (or a refusal to tell) stands. state_but_amount: nihil or declined, and an
    amount stands. nil_but_sales: nihil, and transactions are counted, or no transactions and an amount.
    ledger_not_grid: a mitra's ledger adds up to other rupiah than its row. oversold: more goods were sold than there
    were. two_holders: a booth has two parties in one session. left_before_coming: gone home before arriving. `first`
    and `second` are the two facts where they are rupiah (or thousandths of goods, with `goods` the name), else None.
    """

    clash: str
    row: DayRow
    first: int | None = None
    second: int | None = None
    goods: str = ""


def contradictions(rows: Sequence[DayRow], goods: Iterable[PartnerGoods] = ()) -> tuple[Contradiction, ...]:
    """All pairs of facts of the day that exclude each other, the gravest kind first, within a kind in row order."""
    found = [Contradiction(clash, row) for row in rows for clash in _of_row(row)]
    found += _ledgers(rows, list(goods))
    found += _shared_booths(rows)
    return tuple(sorted(found, key=lambda clash: CLASHES.index(clash.clash)))


def is_away(row: DayRow) -> bool:
    """Marked izin or alpa."""
    return row.attendance in {EXCUSED, ABSENT}


def is_heard(row: DayRow) -> bool:
    """Something was said of the omzet: an amount, nihil, or that it is not told."""
    return row.omzet != BLANK and not (row.omzet == REPORTED and row.total is None)


def _of_row(row: DayRow) -> list[str]:
    clashes = []
    if row.party != COACH and is_away(row) and is_heard(row):
        clashes.append(AWAY_BUT_TOLD)
    if row.omzet in {NIL, DECLINED, BLANK} and any(amount is not None for amount in row.amounts):
        clashes.append(STATE_BUT_AMOUNT)
    if (row.omzet == NIL and row.transactions) or (row.total and row.transactions == 0):
        clashes.append(NIL_BUT_SALES)
    if row.arrived_at is not None and row.left_at is not None and row.left_at < row.arrived_at:
        clashes.append(LEFT_BEFORE_COMING)
    return clashes


def _ledgers(rows: Sequence[DayRow], goods: Sequence[PartnerGoods]) -> list[Contradiction]:
    """A mitra's goods against its rows: all that it sold at both its stands together."""
    sold: dict[str, list[int]] = defaultdict(list)
    for line in goods:
        if line.rupiah is not None:
            sold[line.participation_id].append(line.rupiah)
    mine: dict[str, list[DayRow]] = defaultdict(list)
    for row in rows:
        if row.party == PARTNER:
            mine[row.participation_id].append(row)
    found = []
    for participation, amounts in sold.items():
        of_party = mine.get(participation, [])
        told = [row.total for row in of_party if row.total is not None]
        if told and sum(told) != sum(amounts):
            found.append(Contradiction(LEDGER_NOT_GRID, of_party[0], sum(amounts), sum(told)))
    for line in goods:
        of_party = mine.get(line.participation_id, [])
        if of_party and line.left is not None and line.left < 0:
            found.append(Contradiction(OVERSOLD, of_party[0], line.opening, line.sold, line.goods))
    return found


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
