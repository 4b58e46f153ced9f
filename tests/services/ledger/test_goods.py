"""The ledger of a mitra: goods, what is left and the rupiah computed, apart from UMKM omzet, remembered."""

from __future__ import annotations

from typing import Any

import pytest

from bazar_desktop.domain.closing.proofs import running_totals
from bazar_desktop.domain.ledger.quantities import HalfAPacket, NotAQuantity, UnknownUnit
from bazar_desktop.domain.money import AmountTooLarge, NegativeAmount
from bazar_desktop.services.bazaars.participants import UnknownParticipant
from bazar_desktop.services.day.seal_guard import DayIsClosed
from bazar_desktop.services.ledger.goods import (
    GoodsKnown,
    GoodsNameMissing,
    LedgerLine,
    NotAPartner,
    PartnerLedger,
    UnknownGoods,
    drop_goods,
    ledger_goods,
    ledgers,
    rename_goods,
    set_goods,
)
from bazar_desktop.store.database import Database
from bazar_desktop.store.rows import MovedOn
from tests.bazaar_day import DAYS
from tests.omzet_day import OmzetDay, open_day


def where(day: OmzetDay, party: int = 2, on: int = 0) -> dict[str, Any]:
    return {"bazaar_id": day.field.bazaar_id, "day": DAYS[on], "participation_id": day.ids[party]}


def put(
    day: OmzetDay, goods: str = "Beras SPHP", *, party: int = 2, on: int = 0, **values: Any
) -> LedgerLine:
    return day.field.do(set_goods, **where(day, party, on), goods=goods, **values)


def ledger(day: OmzetDay, on: int = 0) -> PartnerLedger:
    (partner_ledger,) = day.field.ask(ledgers, day.field.bazaar_id, DAYS[on])
    return partner_ledger


@pytest.fixture
def day(db: Database) -> OmzetDay:
    return open_day(db, vendors=2, partners=1)


def test_what_is_left_and_the_rupiah_are_computed_apart_from_umkm_omzet(day: OmzetDay) -> None:
    day.sell(0, cash=100_000)
    line = put(day, unit="kg", opening=100_500, price=12_500, sold=40_250)
    assert (line.goods.left, line.goods.rupiah) == (60_250, 503_125)
    put(day, "Minyakita", unit="liter", price=14_000)
    partner_ledger = ledger(day)
    assert [ledger_line.goods.goods for ledger_line in partner_ledger.lines] == ["Beras SPHP", "Minyakita"]
    assert partner_ledger.lines[1].goods.rupiah is None
    assert (partner_ledger.rupiah, partner_ledger.omzet) == (503_125, None)
    assert running_totals(day.rows()).vendors.total == 100_000
    assert running_totals(day.rows()).partners.total == 0
    assert len(day.field.ask(ledger_goods, day.field.bazaar_id, DAYS[0])) == 2


def test_a_later_entry_leaves_the_rest_and_names_are_folded(day: OmzetDay) -> None:
    put(day, opening=5_000, price=10_000)
    line = put(day, " beras   sphp ", sold=2_000)
    assert (line.goods.opening, line.goods.price, line.goods.rupiah) == (5_000, 10_000, 20_000)
    assert len(ledger(day).lines) == 1
    with pytest.raises(MovedOn):
        put(day, sold=1_000, seen="")


def test_goods_are_remembered_for_the_next_day_with_unit_price_and_what_was_left(day: OmzetDay) -> None:
    put(day, "Telur", unit="paket", opening=30_000, price=28_000, sold=21_000)
    (line,) = ledger(day, on=1).lines
    assert line.remembered
    assert (line.goods.unit, line.goods.price, line.goods.opening, line.left_before) == (
        "paket",
        28_000,
        None,
        9_000,
    )
    assert day.field.ask(ledger_goods, day.field.bazaar_id, DAYS[1]) == ()
    entered = put(day, "Telur", on=1, sold=3_000)
    assert (entered.goods.unit, entered.goods.rupiah) == ("paket", 84_000)
    (line,) = ledger(day, on=1).lines
    assert (line.remembered, line.left_before) == (False, 9_000)


def test_goods_are_renamed_and_dropped_with_their_figures(day: OmzetDay) -> None:
    put(day, "Bers", opening=5_000, price=10_000, sold=1_000)
    put(day, "Gula")
    line = day.field.do(rename_goods, **where(day), goods="Bers", to="Beras")
    assert (line.goods.goods, line.goods.rupiah) == ("Beras", 10_000)
    assert day.field.do(rename_goods, **where(day), goods="Beras", to="BERAS").goods.goods == "BERAS"
    with pytest.raises(GoodsKnown):
        day.field.do(rename_goods, **where(day), goods="beras", to="gula")
    day.field.do(drop_goods, **where(day), goods="gula")
    assert [ledger_line.goods.goods for ledger_line in ledger(day).lines] == ["BERAS"]
    with pytest.raises(UnknownGoods):
        day.field.do(drop_goods, **where(day), goods="gula")


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"goods": " "}, GoodsNameMissing),
        ({"goods": "x" * 61}, GoodsNameMissing),
        ({"unit": "ember"}, UnknownUnit),
        ({"sold": -1}, NotAQuantity),
        ({"unit": "paket", "sold": 500}, HalfAPacket),
        ({"price": -1}, NegativeAmount),
        ({"price": 10**12}, AmountTooLarge),
        ({"party": 0}, NotAPartner),
    ],
)
def test_what_breaks_a_rule_is_refused(day: OmzetDay, values: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        put(day, **values)


def test_a_closed_day_takes_no_goods_and_another_bazaars_mitra_is_unknown(day: OmzetDay) -> None:
    with pytest.raises(UnknownParticipant):
        day.field.do(set_goods, **{**where(day), "participation_id": "x"}, goods="Beras")
    put(day)
    day.close()
    with pytest.raises(DayIsClosed):
        put(day, sold=1_000)
    with pytest.raises(DayIsClosed):
        day.field.do(drop_goods, **where(day), goods="Beras SPHP")
