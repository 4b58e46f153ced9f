"""What the closing list names, and how often."""

from __future__ import annotations

from bazar_desktop.phrases.closing import missing_words
from bazar_desktop.services.closing.checklist import (
    CONTRADICTORY,
    NOT_CONFIRMED,
    PARTNER_NOT_ANSWERED,
    closing_list,
)
from bazar_desktop.services.ledger.goods import set_goods
from bazar_desktop.services.omzet.entry import confirm_odd
from bazar_desktop.store.database import Database
from tests.omzet_day import OmzetDay, open_day


def kinds(day: OmzetDay) -> list[tuple[str, str]]:
    listed = day.field.ask(closing_list, day.field.bazaar_id, day.day)
    return [(item.kind, item.booth) for item in listed.items]


def test_an_odd_total_is_on_the_list_until_somebody_says_that_it_is_right(db: Database) -> None:
    day = open_day(db, partners=0)
    day.sell(0, cash=1_000_000_000, qris=0)
    listed = day.field.ask(closing_list, day.field.bazaar_id, day.day)
    odd = [item for item in listed.items if item.kind == NOT_CONFIRMED]
    assert [missing_words(item) for item in odd] == ["Jumlah janggal belum dibenarkan: Rp1.000.000.000"]
    day.field.do(
        confirm_odd, bazaar_id=day.field.bazaar_id, day=day.day, participation_id=day.ids[0], session_no=1
    )
    assert NOT_CONFIRMED not in {kind for kind, _booth in kinds(day)}


def test_a_mitra_with_a_ledger_and_a_blank_table_is_listed_once(db: Database) -> None:
    day = open_day(db)
    assert (PARTNER_NOT_ANSWERED, "A-05") in kinds(day)
    day.field.do(
        set_goods,
        bazaar_id=day.field.bazaar_id,
        day=day.day,
        participation_id=day.ids[4],
        goods="Beras",
        unit="kg",
        opening=10_000,
        sold=4_000,
        price=15_000,
    )
    assert [kind for kind, booth in kinds(day) if booth == "A-05"] == [CONTRADICTORY]
