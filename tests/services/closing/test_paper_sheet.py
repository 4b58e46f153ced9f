"""Papers and files of a sealed day carry the figures that its seal covers, whatever came later."""

from __future__ import annotations

from bazar_desktop.domain.closing.proofs import seal_code
from bazar_desktop.services.closing.paper_sheet import paper_sheet
from bazar_desktop.services.closing.seal import reopen
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.store.database import Database
from tests.omzet_day import open_day


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
