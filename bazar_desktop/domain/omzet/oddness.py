"""Which totals of a day stand out: against the vendor's own past, the others of its kind today, and what is usual."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bazar_desktop.domain.day.model import BLANK, VENDOR, DayRow
from bazar_desktop.domain.figures.day import median_of

ABOVE, BELOW = "above", "below"  # than the vendor's own past
ABOVE_PEERS, BELOW_PEERS = "above_peers", "below_peers"  # than the others of its kind today
BEYOND = "beyond"  # what any stall sells in a day
ODD_FACTOR, PEER_FACTOR = 3, 20
FEWEST_PAST, FEWEST_PEERS = 2, 4
USUAL_MOST = (
    100_000_000  # rupiah a stall and day; the city's stalls told less than 1 million on average in 2023
)
ASKED_ABOVE = 10_000_000_000  # rupiah a day that are asked about whatever the vendor's own past


@dataclass(frozen=True, slots=True)
class Odd:
    """Why a day's total stands out, and the `bound` it passed: the past's most or least, the middle of its peers."""

    kind: str
    bound: int


def oddness(
    total: int | None, past: Sequence[int], confirmed: int | None = None, peers: Sequence[int] = ()
) -> Odd | None:
    """Why a day's total stands out; None where it does not, or was confirmed as it is.

    Against the vendor's own past (rupiah a day at other bazaars) where there are two of them; else against the middle
    of `peers`, the other vendors of its kind on the same day, where four have sold something; at last against what any
    stall sells. The factors are our own: a hint for the eye, never a reason to refuse.
    """
    if not total or total == confirmed:
        return None
    known = [number for number in past if number > 0]
    if len(known) >= FEWEST_PAST and total <= ASKED_ABOVE:
        if total > ODD_FACTOR * max(known):
            return Odd(ABOVE, max(known))
        return Odd(BELOW, min(known)) if total * ODD_FACTOR < min(known) else None
    sold = [number for number in peers if number > 0]
    middle = median_of(sold) if len(sold) >= FEWEST_PEERS else None
    if middle is not None and total > PEER_FACTOR * middle:
        return Odd(ABOVE_PEERS, middle)
    if middle is not None and total * PEER_FACTOR < middle:
        return Odd(BELOW_PEERS, middle)
    return Odd(BEYOND, USUAL_MOST) if total > USUAL_MOST else None


def oddities(
    rows: Sequence[DayRow], past: Mapping[str, Collection[int]]
) -> dict[tuple[str, int], Odd | None]:
    """The oddness of each row of a day, by participation and session; `past` by participation.

    A business is judged by its whole day, all its sessions together, and each of its rows that holds an amount nobody
    has confirmed says so; while a session is still blank the day is not told to be too little. Peers are the vendors
    of the same category, or of the whole day where too few of the category have sold anything.
    """
    told = {category: sold_by_party(rows, category) for category in {row.category for row in rows}}
    everybody = sold_by_party(rows)
    days = sold_by_party(rows, party=None)
    unfinished = {row.participation_id for row in rows if row.omzet == BLANK}

    def peers(row: DayRow) -> list[int]:
        mine = _of_others(told[row.category], row)
        return mine if len(mine) >= FEWEST_PEERS else _of_others(everybody, row)

    def of_row(row: DayRow) -> Odd | None:
        who = row.participation_id
        if not row.total or row.total == row.confirmed:
            return None
        odd = oddness(days[who], tuple(past.get(who, ())), peers=peers(row) if row.party == VENDOR else ())
        return None if odd and odd.kind in {BELOW, BELOW_PEERS} and who in unfinished else odd

    return {row.key: of_row(row) for row in rows}


def sold_by_party(
    rows: Sequence[DayRow], category: str | None = None, party: str | None = VENDOR
) -> dict[str, int]:
    """What each participation sold on the day in whole rupiah, its sessions together; who told nothing is left out.

    Of one `category` and one kind of `party` where they are given.
    """
    sold: dict[str, int] = {}
    for row in rows:
        wanted = category in {None, row.category} and party in {None, row.party}
        if wanted and row.total is not None:
            sold[row.participation_id] = sold.get(row.participation_id, 0) + row.total
    return sold


def _of_others(sold: Mapping[str, int], row: DayRow) -> list[int]:
    return [amount for who, amount in sold.items() if who != row.participation_id and amount]
