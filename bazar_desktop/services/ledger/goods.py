"""The ledger of a mitra: goods, unit, opening stock, price, sold; what is left and the rupiah are computed.

It stands apart from UMKM omzet everywhere. What a mitra brought the last time is remembered for the next day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import PARTNER, DayRow, PartnerGoods, goods_rupiah
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.ledger.quantities import KILOGRAM, MOST_PRICE, check_quantity, read_unit
from bazar_desktop.domain.money import AmountTooLarge, NegativeAmount
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.bazaars.days import day_among
from bazar_desktop.services.bazaars.participants import UnknownParticipant, participation
from bazar_desktop.services.day.seal_guard import DayIsClosed, day_and_seal
from bazar_desktop.services.day.sheet import (
    day_rows,
    read_bazaar,
    read_day,
    rows_of_day,
)
from bazar_desktop.services.journal.undecided import undecided_rows
from bazar_desktop.services.omzet.row import KEEP, Keep
from bazar_desktop.store.actions import action
from bazar_desktop.store.rows import enter, find, require_seen, rows_of, withdraw
from bazar_desktop.store.tables import Participation, PartnerStock

LONGEST_NAME = 60
FIGURES = ("opening", "price", "sold")


class GoodsNameMissing(BazarError):
    """Goods have a name of at most LONGEST_NAME characters. Facts: largest."""


class NotAPartner(BazarError):
    """Only a mitra has a ledger."""


class UnknownGoods(BazarError):
    """The mitra has no such goods on that day. Facts: goods."""


class GoodsKnown(BazarError):
    """The mitra has goods of this name on that day already. Facts: goods."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One kind of goods. `remembered`: it was there the last time and nothing was entered today.

    `left_before` is what was left then, thousandths of the unit. `seen` is the row's clock, "" where there is none.
    """

    goods: PartnerGoods
    row_id: str
    seen: str = ""
    remembered: bool = False
    left_before: int | None = None


@dataclass(frozen=True, slots=True)
class PartnerLedger:
    """The ledger of one mitra: lines in the order of their names, and what its rows of the omzet grid add up to.

    `undecided` counts fields of its lines in conflict: above 0 its sum is *sementara*.
    """

    participation_id: str
    booth: str
    partner: str
    lines: tuple[LedgerLine, ...]
    omzet: int | None
    undecided: int = 0

    @property
    def rupiah(self) -> int | None:
        """What the goods add up to, as far as it is known; None where nothing is."""
        return goods_rupiah(line.goods for line in self.lines)

    @property
    def differs(self) -> bool:
        """Whether its goods add up to other rupiah than its rows of the omzet grid."""
        return self.rupiah is not None and self.omzet is not None and self.rupiah != self.omzet


def goods_key(name: str) -> str:
    """Tell how goods of a mitra are told apart: case and spaces do not count."""
    return " ".join(name.split()).casefold()


def ledgers(session: Session, bazaar_id: str, day: date) -> tuple[PartnerLedger, ...]:
    """The ledger of every mitra of the day, in booth order. Raises UnknownBazaar, NotADayOfThisBazaar."""
    bazaar = bazaar_of(session, bazaar_id)
    day_among(bazaar.days, day)
    on_day = day_rows(session, bazaar, day)
    rows, told = _partners(on_day), _told(on_day)
    kept = _kept(session, bazaar_id, day)
    parties = rows_of(session, Participation, rows)
    before = _before(session, {row_id: row.agency_id for row_id, row in parties.items()}, day)
    partner_ledgers = [_ledger(row, kept.get(row.participation_id, ()), before) for row in rows.values()]
    entity = PartnerStock.__tablename__
    return tuple(
        replace(
            ledger,
            undecided=undecided_rows(session, entity, {line.row_id for line in ledger.lines}),
            omzet=told.get(ledger.participation_id),
        )
        for ledger in partner_ledgers
    )


def ledger_goods(session: Session, bazaar_id: str, day: date) -> tuple[PartnerGoods, ...]:
    """What was entered in all ledgers of the day, for papers and files. Raises UnknownBazaar, NotADayOfThisBazaar."""
    bazaar = bazaar_of(session, bazaar_id)
    day_among(bazaar.days, day)
    read = read_bazaar(session, bazaar)
    return goods_of(session, read.bazaar.id, day, lambda: rows_of_day(read, read_day(session, read, day)))


def goods_of(
    session: Session, bazaar_id: str, day: date, rows: Callable[[], Sequence[DayRow]]
) -> tuple[PartnerGoods, ...]:
    """`ledger_goods` of a day; its `rows` are asked for only where something was entered."""
    kept = _kept(session, bazaar_id, day)
    return goods_among(rows(), kept) if kept else ()


def goods_among(
    rows: Iterable[DayRow], kept: Mapping[str, Sequence[PartnerStock]]
) -> tuple[PartnerGoods, ...]:
    """What `kept` holds for the mitra of a day with these rows, in booth order."""
    partners = _partners(rows)
    books = [_ledger(row, kept.get(row.participation_id, ()), {}) for row in partners.values()]
    return tuple(line.goods for book in books for line in book.lines)


@action("ledger.set_goods")
def set_goods(
    session: Session,
    *,
    bazaar_id: str,
    day: date,
    participation_id: str,
    goods: str,
    unit: str | Keep = KEEP,
    seen: str | Keep = KEEP,
    **figures: int | Keep | None,
) -> LedgerLine:
    """Enter goods of a mitra; `figures` are opening and sold (thousandths of the unit) and price (rupiah a unit).

    What is not named stays, or is taken from the last time the mitra brought these goods (unit and price).
    Raises NotADayOfThisBazaar, DayCalledOff, UnknownParticipant, NotAPartner, DayIsClosed, GoodsNameMissing,
    UnknownUnit, NotAQuantity, HalfAPacket, NegativeAmount, AmountTooLarge, MovedOn.
    """
    _require(session, bazaar_id, day, participation_id)
    name = " ".join(goods.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise GoodsNameMissing(largest=LONGEST_NAME)
    key = (participation_id, day, goods_key(name))
    row = find(session, PartnerStock, *key)
    if row is not None and not isinstance(seen, Keep):
        require_seen(row, seen)
    stands = _stands(session, row, participation_id, day, name)
    if not isinstance(unit, Keep):
        stands["unit"] = read_unit(unit)
    stands.update({item: value for item, value in figures.items() if not isinstance(value, Keep)})
    _check(stands)
    where = {"bazaar_id": bazaar_id, "participation_id": participation_id, "day": day, "goods": name}
    kept = enter(session, PartnerStock, *key, **where, **stands)
    session.flush()
    return LedgerLine(_goods_of(kept, "", ""), kept.id, kept.changed_at)


def _stands(
    session: Session, row: PartnerStock | None, participation_id: str, day: date, name: str
) -> dict[str, Any]:
    """What stands already, or what is remembered."""
    if row is not None:
        return {item: getattr(row, item) for item in ("unit", *FIGURES)}
    agency = participation(session, participation_id).agency_id
    before = _before(session, {participation_id: agency}, day)
    known = before.get(participation_id, {}).get(goods_key(name))
    return {"unit": known.unit, "price": known.price} if known else {"unit": KILOGRAM}


def _check(values: Mapping[str, Any]) -> None:
    for item in ("opening", "sold"):
        if values.get(item) is not None:
            check_quantity(values[item], values["unit"])
    price = values.get("price")
    if price is not None and price < 0:
        raise NegativeAmount(text=str(price))
    if price is not None and price > MOST_PRICE:
        raise AmountTooLarge(text=str(price))


def rename_goods(
    session: Session, *, bazaar_id: str, day: date, participation_id: str, goods: str, to: str
) -> LedgerLine:
    """Call goods something else; their figures stay. Raises as `set_goods`, UnknownGoods, GoodsKnown."""
    _require(session, bazaar_id, day, participation_id)
    row = _entered(session, participation_id, day, goods)
    if goods_key(to) != goods_key(goods) and find(
        session, PartnerStock, participation_id, day, goods_key(to)
    ):
        raise GoodsKnown(goods=" ".join(to.split()))
    values = {item: getattr(row, item) for item in FIGURES}
    unit = row.unit or KILOGRAM
    if goods_key(to) != goods_key(goods):
        withdraw(session, row)
        session.flush()
    return set_goods(
        session,
        bazaar_id=bazaar_id,
        day=day,
        participation_id=participation_id,
        goods=to,
        unit=unit,
        **values,
    )


@action("ledger.drop_goods")
def drop_goods(session: Session, *, bazaar_id: str, day: date, participation_id: str, goods: str) -> None:
    """Take goods out of the ledger of the day. Raises as `set_goods`, UnknownGoods."""
    _require(session, bazaar_id, day, participation_id)
    withdraw(session, _entered(session, participation_id, day, goods))
    session.flush()


def _entered(session: Session, participation_id: str, day: date, goods: str) -> PartnerStock:
    row = find(session, PartnerStock, participation_id, day, goods_key(goods))
    if row is None:
        raise UnknownGoods(goods=goods)
    return row


def _require(session: Session, bazaar_id: str, day: date, participation_id: str) -> None:
    _row, seal = day_and_seal(session, bazaar_id, day)
    party = participation(session, participation_id)
    if party.bazaar_id != bazaar_id:
        raise UnknownParticipant()
    if party.party != PARTNER:
        raise NotAPartner()
    if seal is not None:
        raise DayIsClosed(day=day.strftime("%d/%m/%Y"), revision=seal.revision, seal=seal.seal or "")


def _partners(day: Iterable[DayRow]) -> dict[str, DayRow]:
    """The first row of every mitra of the day."""
    rows: dict[str, DayRow] = {}
    for row in day:
        if row.party == PARTNER:
            rows.setdefault(row.participation_id, row)
    return rows


def _told(day: Iterable[DayRow]) -> dict[str, int]:
    """What each mitra told at all its stands together; who told nothing is left out."""
    told: dict[str, int] = defaultdict(int)
    for row in day:
        if row.party == PARTNER and row.total is not None:
            told[row.participation_id] += row.total
    return dict(told)


def _kept(session: Session, bazaar_id: str, day: date) -> dict[str, list[PartnerStock]]:
    query = select(PartnerStock).where(
        PartnerStock.bazaar_id == bazaar_id, PartnerStock.day == day, PartnerStock.withdrawn.is_(False)
    )
    stocks: dict[str, list[PartnerStock]] = defaultdict(list)
    for row in session.execute(query).scalars():
        stocks[row.participation_id].append(row)
    return stocks


def _before(
    session: Session, here: Mapping[str, str | None], day: date
) -> dict[str, dict[str, PartnerStock]]:
    """By participation and key: the goods of the last day before `day` that the same agency has a ledger of.

    `here` names the agency of each participation.
    """
    query = (
        select(Participation.agency_id, PartnerStock)
        .join(PartnerStock, PartnerStock.participation_id == Participation.id)
        .where(Participation.agency_id.in_(sorted({item for item in here.values() if item})))
        .where(PartnerStock.withdrawn.is_(False), PartnerStock.day < day)
        .order_by(PartnerStock.day.desc(), PartnerStock.id)
    )
    last: dict[str, dict[str, PartnerStock]] = {}
    days: dict[str, date] = {}
    for agency, row in session.execute(query):
        if agency and row.goods and days.setdefault(agency, row.day) == row.day:
            last.setdefault(agency, {}).setdefault(goods_key(row.goods), row)
    return {item: last[agency] for item, agency in here.items() if agency and agency in last}


def _ledger(
    row: DayRow, kept: Iterable[PartnerStock], before: Mapping[str, Mapping[str, PartnerStock]]
) -> PartnerLedger:
    known = before.get(row.participation_id, {})
    lines = [
        LedgerLine(
            _goods_of(stock, row.booth, row.business, row.participation_id),
            stock.id,
            stock.changed_at,
            left_before=_left(known.get(goods_key(stock.goods or ""))),
        )
        for stock in kept
    ]
    entered = {goods_key(line.goods.goods) for line in lines}
    for key, stock in known.items():
        if key not in entered:
            goods = PartnerGoods(
                row.participation_id,
                row.booth,
                row.business,
                stock.goods,
                stock.unit or KILOGRAM,
                price=stock.price,
            )
            lines.append(LedgerLine(goods, "", remembered=True, left_before=_left(stock)))
    ordered = tuple(sorted(lines, key=lambda line: goods_key(line.goods.goods)))
    return PartnerLedger(row.participation_id, row.booth, row.business, ordered, row.total)


def _left(row: PartnerStock | None) -> int | None:
    return None if row is None else _goods_of(row, "", "").left


def _goods_of(row: PartnerStock, booth: str, partner: str, participation_id: str = "") -> PartnerGoods:
    return PartnerGoods(
        participation_id or row.participation_id or "",
        booth,
        partner,
        row.goods or "",
        row.unit or KILOGRAM,
        row.opening,
        row.price,
        row.sold,
    )
