"""The date above the signatures is that on which the figures were closed, not that of the day they are of."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bazar_desktop.domain.calendar import to_wib
from bazar_desktop.printing.toolkit.words import signed_on
from bazar_desktop.services.closing.paper_sheet import paper_sheet
from bazar_desktop.services.closing.seal import reopen
from bazar_desktop.store.database import Database
from tests.omzet_day import open_day


def test_a_revision_is_signed_when_it_was_closed_and_a_draft_when_it_is_made(db: Database) -> None:
    day = open_day(db, vendors=2)
    day.sell(0, cash=100_000)
    day.close()
    first = day.field.ask(
        paper_sheet, day.field.bazaar_id, day.day, printed_at=day.field.at + timedelta(days=9)
    )
    assert signed_on(first) == day.day
    day.field.at += timedelta(days=3)
    place = {"bazaar_id": day.field.bazaar_id, "day": day.day, "officer": day.field.officer}
    day.field.do(reopen, **place, at=day.field.at, reason="salah ketik")
    draft = day.field.ask(paper_sheet, day.field.bazaar_id, day.day, printed_at=day.field.at)
    assert signed_on(draft) == day.day + timedelta(days=3)
    assert signed_on(replace(draft, printed_at=day.field.at - timedelta(days=5))) == day.day
    day.sell(0, cash=110_000)
    day.close()
    second = day.field.ask(paper_sheet, day.field.bazaar_id, day.day)
    assert (second.revision, signed_on(second)) == (2, to_wib(day.field.at).date())
