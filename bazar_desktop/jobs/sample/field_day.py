"""A bazaar day lived through the use cases, as officers do: for sample data, demonstrations and stories."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.domain.day.model import (
    ABSENT,
    BLANK,
    DECLINED,
    EXCUSED,
    EXPECTED,
    NIL,
    PARTNER,
    PRESENT,
    REPORTED,
    VENDOR,
    DayRow,
)
from bazar_desktop.jobs.sample.data import Sale, sample_goods, sample_sale
from bazar_desktop.services.attendance.check_in import check_in, mark
from bazar_desktop.services.attendance.reserve import NoReserveFits, next_of_reserve
from bazar_desktop.services.attendance.roll_call import roll_call
from bazar_desktop.services.attendance.substitution import substitute
from bazar_desktop.services.closing.seal import Sealed, close_day, reopen
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.layout.layouts import generate_layout, layout_of_bazaar
from bazar_desktop.services.ledger.goods import set_goods
from bazar_desktop.services.omzet.entry import set_omzet
from bazar_desktop.services.placement.moves import swap
from bazar_desktop.services.placement.search import place_now
from bazar_desktop.store.actions import name_of, same_action
from bazar_desktop.store.opening import OpenStore

P = ParamSpec("P")
T = TypeVar("T")
BETWEEN_ARRIVALS = timedelta(seconds=50)


@dataclass
class Sitting:
    """One officer at one open store, and a clock that goes on by some seconds with every action."""

    store: OpenStore
    at: datetime
    seconds: int = 20
    latest: datetime | None = None  # where the clock stops: nothing is entered after it

    def do(self, use_case: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs) -> T:
        """Do one action: `use_case(session, **facts)` in one write transaction."""
        self.go_on(timedelta(seconds=self.seconds))
        with self.store.db.write(self.store.officer.id, name_of(use_case), self.at) as session:
            return use_case(session, *args, **facts)

    def ask(self, use_case: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs) -> T:
        with self.store.db.read() as session:
            return use_case(session, *args, **facts)

    def wait_until(self, day: date, hour: int, minute: int = 0) -> None:
        """Let the clock go on to this time of `day`, never back."""
        self._go_on(datetime.combine(day, time(hour, minute), WIB))

    def go_on(self, by: timedelta) -> None:
        """Let some time pass."""
        self._go_on(self.at + by)

    def _go_on(self, to: datetime) -> None:
        self.at = max(self.at, min(to, self.latest or to))


@dataclass(frozen=True, slots=True)
class TypedParty:
    """What the officer typed for one party on one day: the list that totals are checked against."""

    lokasi: str
    day: date
    party: str
    business: str
    state: str
    cash: int | None
    qris: int | None

    @property
    def total(self) -> int:
        return (self.cash or 0) + (self.qris or 0)


def prepare_stands(sitting: Sitting, bazaar_id: str, *, tents: int, mitra: int, seed: int) -> None:
    """Lay out the tents and give everybody a booth on all days."""
    sitting.do(generate_layout, bazaar_id=bazaar_id, tents=tents, mitra=mitra)
    sitting.do(place_now, bazaar_id=bazaar_id, seed=seed)


def swap_first_two(sitting: Sitting, bazaar_id: str, day: date) -> None:
    """Swap the booths of two vendors who ask for it."""
    labels = [row.booth for row in _rows(sitting, bazaar_id, day) if row.party == VENDOR and row.booth]
    ids = {booth.label: booth.id for booth in sitting.ask(layout_of_bazaar, bazaar_id=bazaar_id).plan.booths}
    here, there = ids[labels[0]], ids[labels[3]]
    sitting.do(swap, bazaar_id=bazaar_id, here=here, there=there, day=day)


def morning(
    sitting: Sitting, bazaar_id: str, day: date, *, missing: int, take_reserve: bool, upto: int | None = None
) -> None:
    """Scan the cards from half past seven; `missing` vendors do not come, and the reserve takes one stand.

    `upto`: only so many have come so far; nobody is marked yet.
    """
    sitting.wait_until(day, 7, 30)
    rows = [row for row in _rows(sitting, bazaar_id, day) if row.attendance == EXPECTED]
    vendors = [row for row in rows if row.party == VENDOR]
    away = {row.participation_id for row in vendors[len(vendors) - missing :]}
    coming = [row for row in rows if row.participation_id not in away][:upto]
    for row in coming:
        sitting.do(check_in, bazaar_id=bazaar_id, day=day, code=row.card, at=sitting.at)
        sitting.go_on(BETWEEN_ARRIVALS)
    if upto is None:
        _cut_off(sitting, bazaar_id, day, take_reserve=take_reserve)


def _cut_off(sitting: Sitting, bazaar_id: str, day: date, *, take_reserve: bool) -> None:
    sitting.wait_until(day, 9, 31)
    for number, row in enumerate(sitting.ask(roll_call, bazaar_id=bazaar_id, day=day).missing()):
        if number == 0 and take_reserve:
            try:
                joined = sitting.ask(
                    next_of_reserve, bazaar_id=bazaar_id, day=day, left_id=row.participation_id
                )
            except NoReserveFits:
                joined = None
            if joined is not None:
                sitting.do(
                    substitute,
                    bazaar_id=bazaar_id,
                    day=day,
                    left_id=row.participation_id,
                    joined_id=joined.participation_id,
                    reason="Tidak datang sampai batas waktu",
                    at=sitting.at,
                )
                continue
        status = EXCUSED if number % 2 else ABSENT
        reason = "Sakit" if number % 2 else ""
        who = row.participation_id
        sitting.do(mark, bazaar_id=bazaar_id, day=day, participation_id=who, status=status, reason=reason)


def afternoon(
    sitting: Sitting,
    bazaar_id: str,
    day: date,
    rng: random.Random,
    *,
    lokasi: str,
    forced: Collection[str] = (),
    upto: int | None = None,
) -> list[TypedParty]:
    """Ask everybody who is present for the day's omzet, in booth order; returns what was typed.

    `forced` are states that the first vendors answer with (nil, blank, declined).
    """
    sitting.wait_until(day, 15)
    waiting = list(forced)
    typed = []
    present = [row for row in _rows(sitting, bazaar_id, day) if row.attendance == PRESENT]
    for row in present[:upto]:
        sale = sample_sale(rng, row.category)
        if row.party == VENDOR and waiting:
            sale = Sale(waiting.pop(0), None, None, None)
        if row.party == PARTNER:
            sale = _sell_goods(sitting, bazaar_id, day, row, sale)
        typed.append(answer(sitting, bazaar_id, day, row, sale, lokasi))
    return typed


def _sell_goods(sitting: Sitting, bazaar_id: str, day: date, row: DayRow, sale: Sale) -> Sale:
    """A mitra's goods are entered in its ledger; it reports what they add up to, with the QRIS part of `sale`."""
    rng = random.Random(day.toordinal() + len(row.business))  # noqa: S311 - data for show
    goods = sample_goods(rng, row.business)
    who = row.participation_id
    sold = sitting.do(_enter_goods, bazaar_id=bazaar_id, day=day, participation_id=who, goods=goods)
    qris = sale.qris if sale.qris is not None and sale.qris < sold else None
    return Sale(REPORTED, sold - (qris or 0), qris, max(1, sold // 60_000))


@same_action(set_goods)
def _enter_goods(
    session: Session,
    *,
    bazaar_id: str,
    day: date,
    participation_id: str,
    goods: Sequence[tuple[str, str, int, int, int]],
) -> int:
    """Enter them all; returns what they add up to."""
    lines = [
        set_goods(
            session,
            bazaar_id=bazaar_id,
            day=day,
            participation_id=participation_id,
            goods=name,
            unit=unit,
            opening=opening,
            price=price,
            sold=sold,
        )
        for name, unit, opening, price, sold in goods
    ]
    return sum(line.goods.rupiah or 0 for line in lines)


def answer(sitting: Sitting, bazaar_id: str, day: date, row: DayRow, sale: Sale, lokasi: str) -> TypedParty:
    """Type one answer. A blank is not typed at all: nobody has answered."""
    facts: dict[str, Any] = {"participation_id": row.participation_id, "session_no": row.session}
    if sale.state in {NIL, DECLINED}:
        facts["state"] = sale.state
    elif sale.state == REPORTED:
        facts.update(cash=sale.cash, qris=sale.qris, transactions=sale.transactions)
    if sale.state != BLANK:
        sitting.do(set_omzet, bazaar_id=bazaar_id, day=day, **facts)
    return TypedParty(lokasi, day, row.party, row.business, sale.state, sale.cash, sale.qris)


def evening(sitting: Sitting, bazaar_id: str, day: date) -> Sealed:
    """Close the day; what is missing is accepted."""
    sitting.wait_until(day, 17, 5)
    officer = sitting.store.officer.id
    return sitting.do(
        close_day, bazaar_id=bazaar_id, day=day, officer=officer, at=sitting.at, accept_missing=True
    )


def correct_late(sitting: Sitting, bazaar_id: str, day: date, lokasi: str, *, more: int) -> TypedParty | None:
    """Set right a figure that was typed wrong: reopen the day with a reason, change it, close the day again.

    On a day on which nobody sold it is a nihil that was wrong; None where nobody answered at all.
    """
    answered = [
        row for row in _rows(sitting, bazaar_id, day) if row.party == VENDOR and row.omzet in {REPORTED, NIL}
    ]
    if not answered:
        return None
    row = min(answered, key=lambda each: each.omzet != REPORTED)
    _reopen(sitting, bazaar_id, day, "Salah ketik angka tunai")
    cash, qris = (row.amounts[0] or 0) + more, row.amounts[1]
    sale = Sale(REPORTED, cash, qris, row.transactions)
    typed = answer(sitting, bazaar_id, day, row, sale, lokasi)
    evening(sitting, bazaar_id, day)
    return typed


def _reopen(sitting: Sitting, bazaar_id: str, day: date, reason: str) -> None:
    officer = sitting.store.officer.id
    sitting.do(reopen, bazaar_id=bazaar_id, day=day, officer=officer, at=sitting.at, reason=reason)


def seal_again(sitting: Sitting, bazaar_id: str, day: date, *, reason: str) -> Sealed:
    """Seal the next revision, with what came after the last."""
    _reopen(sitting, bazaar_id, day, reason)
    return evening(sitting, bazaar_id, day)


def answer_after_closing(
    sitting: Sitting, bazaar_id: str, day: date, lokasi: str, sale: Sale
) -> TypedParty | None:
    """Enter the answer that a vendor gives by chat after the seal; None where everybody had answered."""
    rows = _rows(sitting, bazaar_id, day)
    silent = [row for row in rows if row.party == VENDOR and row.attendance == PRESENT and row.omzet == BLANK]
    return answer(sitting, bazaar_id, day, silent[0], sale, lokasi) if silent else None


def _rows(sitting: Sitting, bazaar_id: str, day: date) -> tuple[DayRow, ...]:
    return sitting.ask(day_sheet, bazaar_id=bazaar_id, day=day).rows
