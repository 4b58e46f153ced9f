"""The line under the grid speaks of the same figures as the cards above it."""

from __future__ import annotations

from bazar_desktop.services.omzet.grid import grid
from bazar_desktop.store.database import Database
from bazar_desktop.ui.omzet.words import beside_words
from tests.omzet_day import open_day


def test_the_median_of_a_kind_takes_a_business_once(db: Database) -> None:
    day = open_day(db, vendors=8)
    day.sell(0, cash=40_001)
    day.sell(0, session_no=2, cash=60_000)
    day.sell(1, cash=80_000)
    day.sell(7, cash=120_000)
    omzet_grid = day.field.ask(grid, day.field.bazaar_id, day.day)
    kind = [row for row in omzet_grid.rows if row.row.category == "kuliner"]
    assert len([row for row in kind if row.row.total is not None]) == 4
    assert "median kuliner hari itu Rp100.001" in beside_words(kind[0], omzet_grid.rows)
