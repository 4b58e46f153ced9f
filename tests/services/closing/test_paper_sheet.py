"""Papers and files of a sealed day carry the figures that its seal covers, whatever came later."""

from __future__ import annotations

from bazar_desktop.domain.closing.proofs import seal_code
from bazar_desktop.services.closing.paper_sheet import paper_sheet
from bazar_desktop.services.closing.seal import reopen
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.ledger.goods import ledger_goods, set_goods
from bazar_desktop.store.database import Database
from tests.omzet_day import open_day
from tests.services.exchange.test_decisions import take_in, two_laptops
from tests.stores import MakeStore


def test_an_answer_after_the_seal_waits_for_the_next_paper(db: Database) -> None:
    day = open_day(db)
    day.sell(0, cash=100_000)
    sealed = day.close()
    day.sell(1, cash=50_000)  # by chat, after the seal
    asked = (day.field.bazaar_id, day.day)
    paper = day.field.ask(paper_sheet, *asked, officer="Vicky")
    assert sum(row.total or 0 for row in paper.rows) == 100_000
    assert sum(row.total or 0 for row in day.field.ask(day_sheet, *asked).rows) == 150_000
    assert (paper.seal, paper.revision, paper.officer) == (sealed.seal, 1, "Vicky")
    assert seal_code(paper) == sealed.seal


def test_the_next_seal_takes_it_in(db: Database) -> None:
    day = open_day(db)
    day.sell(0, cash=100_000)
    day.close()
    day.sell(1, cash=50_000)
    facts = {
        "bazaar_id": day.field.bazaar_id,
        "day": day.day,
        "officer": day.field.officer,
        "at": day.field.at,
    }
    day.field.do(reopen, reason="Susulan", **facts)
    again = day.close()
    paper = day.field.ask(paper_sheet, day.field.bazaar_id, day.day)
    assert sum(row.total or 0 for row in paper.rows) == 150_000
    assert (paper.seal, paper.revision) == (again.seal, 2)


def test_an_open_day_is_shown_as_it_is(db: Database) -> None:
    day = open_day(db)
    day.sell(0, cash=100_000)
    paper = day.field.ask(paper_sheet, day.field.bazaar_id, day.day)
    assert (paper.seal, paper.revision) == ("", 0)
    assert sum(row.total or 0 for row in paper.rows) == 100_000


def test_the_ledger_of_a_mitra_on_a_sealed_day_is_as_of_the_seal_whatever_a_merge_brings(
    make_store: MakeStore,
) -> None:
    here, there = two_laptops(make_store)
    rice = {
        "bazaar_id": here.field.bazaar_id,
        "day": here.day,
        "participation_id": here.ids[3],
        "goods": "Beras",
    }
    here.field.do(set_goods, **rice, opening=10_000, price=13_000, sold=2_000)
    here.sell(3, cash=26_000)
    take_in(there.field.db, here.field.db)
    here.close()
    there.field.do(set_goods, **rice, sold=7_000)
    there.field.do(set_goods, **{**rice, "goods": "Gula"}, opening=5_000)
    take_in(here.field.db, there.field.db)
    asked = (here.field.bazaar_id, here.day)
    assert [(goods.goods, goods.sold) for goods in here.field.ask(ledger_goods, *asked)] == [
        ("Beras", 7_000),
        ("Gula", None),
    ]
    paper = here.field.ask(paper_sheet, *asked)
    assert [(goods.goods, goods.sold, goods.rupiah) for goods in paper.goods] == [("Beras", 2_000, 26_000)]
